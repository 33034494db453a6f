//! Sources as a bibliography: what each is, where it is, whether a copy is kept, and who cites it.

use rustc_hash::FxHashSet;

use crate::date::PartialDate;
use crate::output::Desk;
use crate::record::party::Archive;
use crate::routes;
use crate::theme::view;
use crate::tracker::index::{Cited, CitedBy};
use crate::tracker::{ClaimIx, SourceIx};
use crate::view::link::{self, claim_link};
use crate::view::name;
use crate::view::part::{self, DateView, Named, TitleLink};

view! {
    /// One source of a list.
    #[derive(Debug)]
    pub struct SourceView<'a> {
        /// Its id; the anchor is `src-ID`.
        pub id: &'a str,
        /// Its number on a claim's page.
        pub number: Option<usize>,
        /// Its title, or what stands for it.
        pub title: &'a str,
        /// Its address.
        pub url: Option<&'a str>,
        /// The address without scheme, for print.
        pub host: Option<&'a str>,
        /// Where it is found when not on the web.
        pub place: Option<&'a str>,
        /// Neither an address nor a place is known.
        pub unknown: bool,
        /// Who published it.
        pub publisher: Option<Named>,
        /// `primary`, `secondary`, in words.
        pub nature: Option<String>,
        /// `official`, `wire` … in words.
        pub kind: Option<String>,
        /// When it was published.
        pub published: Option<DateView>,
        /// When it was read.
        pub accessed: Option<DateView>,
        /// The archived copy that its link names, in the terms of Robust Links.
        pub version_url: Option<&'a str>,
        /// From when the state is that the link means: a day or a time in the form of ISO 8601.
        pub version_date: Option<String>,
        /// Archived copies.
        pub archives: Vec<ArchiveView<'a>>,
        /// What became of the address, in words, with the key for classes.
        pub url_status: Option<(&'static str, String)>,
        /// When the address was last tried.
        pub url_checked: Option<DateView>,
        /// A note on how far it can be relied on.
        pub reliability: Option<&'a str>,
        /// Where it is cited.
        pub cited: Vec<CitedView<'a>>,
    }
}

view! {
    /// A copy that an archive keeps.
    #[derive(Debug)]
    pub struct ArchiveView<'a> {
        /// Its address.
        pub url: &'a str,
        /// When it was taken.
        pub date: Option<DateView>,
        /// The same in the form of ISO 8601, where the day is known.
        pub version_date: Option<String>,
    }
}

view! {
    /// One place that cites a source.
    #[derive(Debug)]
    pub struct CitedView<'a> {
        /// What it is: a claim's title, or an update's date.
        pub label: String,
        /// A link to it.
        pub href: String,
        /// `supports`, `contradicts`, `context`, or `appearance`.
        pub says: &'static str,
        /// The source's own words, as cited there.
        pub quote: Option<&'a str>,
        /// Their language.
        pub quote_lang: Option<&'a str>,
        /// Where in the source.
        pub at: Option<&'a str>,
    }
}

/// The sources of a claim, numbered, each with the places of this claim that cite it.
pub fn of_claim<'a>(desk: &Desk<'a>, claim: ClaimIx) -> Vec<SourceView<'a>> {
    let tracker = desk.tracker();
    let one = |(place, &ix): (usize, &SourceIx)| {
        let cited = desk.if_read("cited", || {
            tracker.cited_in(ix, claim).iter().map(|cited| cited_here(desk, cited)).collect()
        });
        SourceView { number: Some(place + 1), cited, ..source(desk, ix) }
    };
    tracker.claims[claim].sources.iter().enumerate().map(one).collect()
}

/// The sources of some entries of a claim under their numbers on its page, those that texts name too.
pub fn of_entries<'a>(desk: &Desk<'a>, claim: ClaimIx, entries: &[usize]) -> Vec<SourceView<'a>> {
    let tracker = desk.tracker();
    let entries: FxHashSet<usize> = entries.iter().copied().collect();
    let one = |(place, &ix): (usize, &SourceIx)| {
        let here =
            |cited: &Cited| matches!(cited.by, CitedBy::Update(update) if entries.contains(&update.ix()));
        let cited = tracker.cited_in(ix, claim).iter().any(here);
        cited.then(|| SourceView { number: Some(place + 1), ..source(desk, ix) })
    };
    tracker.claims[claim].sources.iter().enumerate().filter_map(one).collect()
}

/// A source with every claim that cites it.
pub fn of_index<'a>(desk: &Desk<'a>, ix: SourceIx) -> (SourceView<'a>, Vec<CitingClaim<'a>>) {
    let mut citing: Vec<CitingClaim<'a>> = Vec::new();
    let mut last = None;
    for cited in desk.tracker().cited(ix) {
        if last != Some(cited.claim) {
            last = Some(cited.claim);
            let claim = claim_link(desk, &desk.tracker().claims[cited.claim.ix()]);
            citing.push(CitingClaim { claim, places: Vec::new() });
        }
        if let Some(claim) = citing.last_mut() {
            claim.places.extend(desk.reads("places").then(|| cited_here(desk, cited)));
        }
    }
    (source(desk, ix), citing)
}

view! {
    /// A claim that cites a source, and where.
    #[derive(Debug)]
    pub struct CitingClaim<'a> {
        /// Its title and its page.
        pub claim: TitleLink<'a>,
        /// The places in it.
        pub places: Vec<CitedView<'a>>,
    }
}

fn source<'a>(desk: &Desk<'a>, ix: SourceIx) -> SourceView<'a> {
    let source = &desk.tracker().sources[ix];
    let record = &*source.record;
    let plain = |key, text: &'a str| part::plain(desk, &record.translations, key, text);
    SourceView {
        id: record.id.as_str(),
        number: None,
        title: name::source_title(desk, record),
        url: record.url.as_ref().map(|url| &***url),
        host: record.url.as_ref().map(|url| name::bare(url)),
        place: record
            .where_found
            .as_deref()
            .filter(|_| record.title.is_some())
            .map(|place| plain("where", place)),
        unknown: record.url.is_none() && record.where_found.is_none(),
        publisher: source.publisher.map(|publisher| publisher_link(desk, publisher)),
        nature: record.nature.map(|nature| desk.say(&format!("nature.{}", nature.word()))),
        kind: record.kind.map(|kind| desk.say(&format!("kind.{}", kind.word()))),
        published: record.published.as_ref().map(|date| part::date(desk, date)),
        accessed: record.accessed.as_ref().map(|date| part::date(desk, date)),
        version_url: record.copy().map(|copy| &**copy.url),
        version_date: desk.if_read("version_date", || record.version_date().map(PartialDate::iso)),
        archives: record.archives.iter().map(|copy| archive(desk, copy)).collect(),
        url_status: record
            .url_status
            .map(|status| (status.word(), desk.say(&format!("url.{}", status.word())))),
        url_checked: record.url_checked.as_ref().map(|date| part::date(desk, date)),
        reliability: record.reliability.as_deref().map(|note| plain("reliability", note)),
        cited: Vec::new(),
    }
}

/// A copy that an archive keeps.
pub fn archive<'a>(desk: &Desk<'_>, copy: &'a Archive) -> ArchiveView<'a> {
    ArchiveView {
        url: &copy.url,
        date: copy.date.as_ref().map(|date| part::date(desk, date)),
        version_date: desk.if_read("version_date", || copy.day().map(PartialDate::iso)),
    }
}

/// A publisher with a link to its page.
pub fn publisher_link(desk: &Desk<'_>, ix: usize) -> Named {
    let record = &desk.tracker().publishers[ix].record;
    let label = part::plain(desk, &record.translations, "name", &record.name).to_owned();
    part::named(desk, label, "sources", &desk.routes().publisher(Some(&record.id)))
}

fn cited_here<'a>(desk: &Desk<'a>, cited: &'a Cited) -> CitedView<'a> {
    let claim = &desk.tracker().claims[cited.claim.ix()];
    let (label, anchor) = match cited.by {
        CitedBy::Appearance => (desk.say("cited.appearance"), String::new()),
        CitedBy::Claim => (desk.say("cited.claim"), String::new()),
        CitedBy::Update(ix) => {
            let update = claim.update(ix);
            let date = desk.words().date(&update.published);
            (desk.fill("cited.update", &[("date", &date)]), routes::update_anchor(&update.id))
        }
        CitedBy::Milestone(ix) => {
            let milestone = &claim.milestones[ix.ix()];
            (
                name::milestone_title(desk, claim, &milestone.record).to_owned(),
                format!("m-{}", milestone.record.id.value),
            )
        }
        CitedBy::Statement(ix) => {
            let statement = &claim.record.statements[ix.ix()];
            let date = desk.words().date(&statement.made_on);
            (desk.fill("cited.statement", &[("date", &date)]), format!("s-{}", statement.id.value))
        }
    };
    let anchor = if anchor.is_empty() { "claim".to_owned() } else { anchor };
    let citation = cited.citation(desk.tracker());
    let appearance = matches!(cited.by, CitedBy::Appearance | CitedBy::Statement(_));
    CitedView {
        label,
        href: link::on_claim(desk, claim, &anchor),
        says: citation
            .map_or(if appearance { "appearance" } else { "context" }, |citation| citation.says.word()),
        quote: citation.and_then(|citation| citation.quote.as_deref()),
        quote_lang: citation.and_then(|citation| citation.quote_lang.as_deref()),
        at: citation.and_then(|citation| citation.at.as_deref()),
    }
}
