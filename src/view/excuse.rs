//! What records are excused from, for readers: by rule, with each record and its reason.

use std::collections::BTreeMap;

use crate::output::Desk;
use crate::record::allow::Allow;
use crate::routes;
use crate::theme::view;
use crate::tracker::SourceIx;
use crate::tracker::claim::Claim;
use crate::view::link;
use crate::view::name;
use crate::view::part::{self, Localised};

view! {
    /// A rule that records are excused from.
    #[derive(Debug)]
    pub struct ExcusedRule<'a> {
        /// Its code; the anchor is `rule-CODE`.
        pub code: &'a str,
        /// What it finds, in a sentence; `None` where the theme has no words for it.
        pub summary: Option<&'a str>,
        /// The records: claims with their updates, sources, pages, publishers, people, then the site's settings.
        pub records: Vec<ExcusedRecord<'a>>,
    }
}

view! {
    /// A record that is excused, and why.
    #[derive(Debug)]
    pub struct ExcusedRecord<'a> {
        /// The title of its claim, or what else the record is called.
        pub title: Localised<'a>,
        /// Which entry of the claim it is: `entry of 13 February 2026`.
        pub entry: Option<String>,
        /// Where it stands, where this build makes that page.
        pub href: Option<String>,
        /// Why, in the editors' words.
        pub reason: Localised<'a>,
    }
}

/// A rule's code, and a record that is excused from it.
type Line<'a> = (&'a str, ExcusedRecord<'a>);

/// Every rule that something on the site is excused from, by code.
pub fn excused<'a>(desk: &Desk<'a>) -> Vec<ExcusedRule<'a>> {
    let mut rules: BTreeMap<&'a str, Vec<ExcusedRecord<'a>>> = BTreeMap::new();
    let tracker = desk.tracker();
    let mut add = |(rule, record)| rules.entry(rule).or_default().push(record);
    for claim in &tracker.claims {
        of_claim(desk, claim).for_each(&mut add);
    }
    let listed = tracker.publishers.iter().flat_map(|publisher| &publisher.sources);
    let mut sources: Vec<SourceIx> = listed.chain(tracker.unattributed.iter()).copied().collect();
    sources.sort_unstable();
    for ix in sources {
        of_source(desk, ix).for_each(&mut add);
    }
    of_pages(desk).chain(of_parties(desk)).chain(of_settings(desk)).for_each(&mut add);
    let strings = &desk.lang.strings;
    let rule = |(code, records)| ExcusedRule { code, summary: strings.of_rule(code), records };
    rules.into_iter().map(rule).collect()
}

/// Those of a claim and of its updates that are on the site.
fn of_claim<'a>(desk: &Desk<'a>, claim: &'a Claim) -> impl Iterator<Item = Line<'a>> {
    let record = &*claim.record;
    let one = move |allow: &'a Allow, entry: Option<String>, href: String| {
        let title = name::local(desk, claim, "title", &record.title);
        let lang = part::foreign(desk, record.lang.as_deref());
        let reason = Localised { text: (&*allow.reason).into(), lang };
        (&*allow.rule.value, ExcusedRecord { title, entry, href: Some(href), reason })
    };
    let own = record.allow.iter().map(move |allow| {
        let href = desk.href(&desk.routes().claim(&record.id));
        one(allow, None, href)
    });
    let of_updates = (0..claim.updates.len()).flat_map(move |ix| {
        let update = claim.update(ix);
        update.allow.iter().map(move |allow| {
            let date = desk.words().date(&update.published);
            let entry = desk.fill("cited.update", &[("date", &date)]);
            one(allow, Some(entry), link::on_claim(desk, claim, &routes::update_anchor(&update.id)))
        })
    });
    own.chain(of_updates)
}

fn of_source<'a>(desk: &Desk<'a>, ix: SourceIx) -> impl Iterator<Item = Line<'a>> {
    let tracker = desk.tracker();
    let source = &tracker.sources[ix];
    let record = &*source.record;
    record.allow.iter().map(move |allow| {
        let publisher = source.publisher.map(|ix| &tracker.publishers[ix].record.id.value);
        let page = desk.site.makes("sources").then(|| desk.href(&desk.routes().publisher(publisher)));
        let title = Localised { text: name::source_title(desk, record).into(), lang: None };
        let reason = Localised { text: (&*allow.reason).into(), lang: part::foreign(desk, None) };
        let href = page.map(|page| format!("{page}#src-{}", record.id.value));
        (&*allow.rule.value, ExcusedRecord { title, entry: None, href, reason })
    })
}

/// One line of a record that is no claim.
fn line<'a>(desk: &Desk<'a>, allow: &'a Allow, title: &'a str, href: Option<String>) -> Line<'a> {
    let title = Localised { text: title.into(), lang: None };
    let reason = Localised { text: (&*allow.reason).into(), lang: part::foreign(desk, None) };
    (&*allow.rule.value, ExcusedRecord { title, entry: None, href, reason })
}

fn of_pages<'a>(desk: &Desk<'a>) -> impl Iterator<Item = Line<'a>> {
    desk.tracker().pages.iter().flat_map(move |page| {
        let title = part::plain(desk, &page.translations, "title", &page.title);
        let generated = routes::INTRODUCED.contains(&page.id.as_str());
        let href = move || (!generated).then(|| desk.href(&desk.routes().page(&page.id)));
        page.allow.iter().map(move |allow| line(desk, allow, title, href()))
    })
}

/// Those of publishers and of people.
fn of_parties<'a>(desk: &Desk<'a>) -> impl Iterator<Item = Line<'a>> {
    let tracker = desk.tracker();
    let publishers = tracker.publishers.iter().flat_map(move |publisher| {
        let record = &*publisher.record;
        let name = part::plain(desk, &record.translations, "name", &record.name);
        let path = desk.routes().publisher(Some(&record.id));
        record.allow.iter().map(move |allow| {
            let href = desk.site.makes("sources").then(|| desk.href(&path));
            line(desk, allow, name, href)
        })
    });
    let people = tracker.people.iter().enumerate().flat_map(move |(ix, person)| {
        let path = desk.routes().claimant(&person.record.id, 1);
        person.record.allow.iter().map(move |allow| {
            let href = desk.site.makes("list").then(|| desk.href(&path));
            line(desk, allow, name::person_name(desk, ix), href)
        })
    });
    publishers.chain(people)
}

/// Those of `site.toml`.
fn of_settings<'a>(desk: &Desk<'a>) -> impl Iterator<Item = Line<'a>> {
    let config = desk.config();
    let title = part::plain(desk, &config.translations, "title", &config.title);
    config.allow.iter().map(move |allow| line(desk, allow, title, Some(desk.href(&desk.routes().home()))))
}
