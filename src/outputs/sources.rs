//! The source index: by publisher, then source, with what cites each.

use crate::output::basis::{joined, number};
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::outputs::newest;
use crate::record::party::SourceKind;
use crate::record::text::Hash;
use crate::theme::view;
use crate::tracker::{SourceIx, Tracker};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::item;
use crate::view::linked_data;
use crate::view::page;
use crate::view::part::{self, BodyView, Link, Named};
use crate::view::source::{self, CitingClaim, SourceView};

/// `/sources/`, `/sources/PUBLISHER/`, `/sources/unattributed/`.
pub(super) struct Sources;

impl Output for Sources {
    fn id(&self) -> OutputId {
        "sources"
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let dates = newest::Sources::default();
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            let routes = &language.routes;
            let index =
                Artifact::drawn("sources", lang, routes.sources(), Basis::of(index_print), index_page);
            artifacts.push(index.in_sitemap(dates.of_all()));
            for (ix, publisher) in site.tracker.publishers.iter().enumerate() {
                let path = routes.publisher(Some(&publisher.record.id));
                let draw =
                    move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| publisher_page(desk, sheet, Some(ix));
                let basis = Basis::of(move |site| sources_print(site, Some(ix)));
                let page = Artifact::drawn("sources", lang, path, basis, draw)
                    .anchors(move |tracker| anchors(tracker, &tracker.publishers[ix].sources));
                artifacts.push(page.in_sitemap(dates.of_publisher(ix)));
            }
            let draw = |desk: &Desk<'_>, sheet: &mut Sheet<'_>| publisher_page(desk, sheet, None);
            let basis = Basis::of(|site| sources_print(site, None));
            let page = Artifact::drawn("sources", lang, routes.publisher(None), basis, draw)
                .anchors(|tracker| anchors(tracker, &tracker.unattributed));
            artifacts.push(page.in_sitemap(dates.unattributed()));
        }
        artifacts
    }
}

fn anchors(tracker: &Tracker, sources: &[SourceIx]) -> Vec<Box<str>> {
    sources.iter().map(|&ix| format!("src-{}", tracker.sources[ix].record.id.value).into()).collect()
}

/// Every publisher with its figures.
fn index_print(site: &Site) -> Hash {
    let (tracker, prints) = (&site.tracker, &site.prints);
    let publishers = (0..tracker.publishers.len()).map(|ix| prints.publisher(ix));
    let source = |ix: SourceIx| [prints.source(ix), number(tracker.cited(ix).len())];
    let sources = (0..tracker.sources.len()).flat_map(source);
    joined([prints.page("sources")].into_iter().chain(publishers).chain(sources))
}

/// A publisher, those it speaks for, its sources, and the claims that cite them.
fn sources_print(site: &Site, publisher: Option<usize>) -> Hash {
    let (tracker, prints) = (&site.tracker, &site.prints);
    let sources = publisher.map_or(&*tracker.unattributed, |ix| &tracker.publishers[ix].sources);
    let speaks_for = publisher.map_or(&[][..], |ix| &tracker.publishers[ix].speaks_for);
    let people = speaks_for.iter().map(|&ix| prints.person(ix));
    let source = |&ix: &SourceIx| {
        let citing = tracker.cited(ix).chunk_by(|a, b| a.claim == b.claim);
        [prints.source(ix)].into_iter().chain(citing.map(|cited| prints.listed(cited[0].claim.ix())))
    };
    let publisher = publisher.map(|ix| prints.publisher(ix));
    joined(publisher.into_iter().chain(people).chain(sources.iter().flat_map(source)))
}

view! {
    struct IndexView<'a> {
        page: Frame<'a>,
        title: String,
        introduction: Option<BodyView<'a>>,
        summary: String,
        kinds: Vec<KindCount>,
        publishers: Vec<PublisherRow<'a>>,
        linked_data: Option<String>,
    }
}

view! {
    struct KindCount {
        label: String,
        /// The claims that cite a source of this kind, where they are listed.
        href: Option<String>,
        count: usize,
    }
}

view! {
    struct PublisherRow<'a> {
        link: Named,
        kind: Option<String>,
        country: Option<&'a str>,
        sources: usize,
        /// Share of its sources with an address that an archive keeps a copy of, in words.
        archived: String,
        cited: usize,
    }
}

fn index_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    sheet.template(desk, "sources.html", || index_view(desk));
}

fn index_view<'a>(desk: &Desk<'a>) -> IndexView<'a> {
    let tracker = desk.tracker();
    let title = page::title(desk, "sources", "sources.title");
    let description = desk.say("sources.lead");
    let seat =
        Seat { title: title.clone(), description, address: &|routes| routes.sources(), dated: Dated::No };
    let published = tracker.publishers.iter().flat_map(|publisher| &publisher.sources);
    let every: Vec<_> = published.chain(&*tracker.unattributed).copied().collect();
    let mut publishers: Vec<_> = (0..tracker.publishers.len()).map(|ix| publisher_row(desk, ix)).collect();
    if !tracker.unattributed.is_empty() {
        let label = desk.say("sources.unattributed");
        let link = part::named(desk, label, "sources", &desk.routes().publisher(None));
        publishers.push(publisher_figures(desk, link, &tracker.unattributed));
    }
    let archived = archived(desk, &every);
    IndexView {
        page: Frame::new(desk, seat),
        linked_data: linked_data::of_list(desk, None, &title),
        title,
        introduction: page::introduction(desk, "sources"),
        summary: desk.fill_count("sources.summary", every.len(), &[("archived", &archived)]),
        kinds: kinds(desk, &every),
        publishers,
    }
}

fn publisher_row<'a>(desk: &Desk<'a>, ix: usize) -> PublisherRow<'a> {
    let publisher = &desk.tracker().publishers[ix];
    let row = publisher_figures(desk, source::publisher_link(desk, ix), &publisher.sources);
    let kind = publisher.record.kind.map(|kind| desk.say(&format!("kind.{}", kind.word())));
    PublisherRow { kind, country: publisher.record.country.as_deref(), ..row }
}

fn publisher_figures<'a>(desk: &Desk<'a>, link: Named, sources: &[SourceIx]) -> PublisherRow<'a> {
    let cited = sources.iter().map(|&ix| desk.tracker().cited(ix).len()).sum();
    PublisherRow {
        link,
        kind: None,
        country: None,
        sources: sources.len(),
        archived: archived(desk, sources),
        cited,
    }
}

/// `3 of 4`: how many of the sources that have an address are archived.
fn archived(desk: &Desk<'_>, sources: &[SourceIx]) -> String {
    let records = sources.iter().map(|&ix| &desk.tracker().sources[ix].record);
    let addressed: Vec<_> = records.filter(|record| record.url.is_some()).collect();
    if addressed.is_empty() {
        return desk.say("sources.no_addresses");
    }
    let kept = addressed.iter().filter(|record| !record.archives.is_empty()).count();
    desk.fill("sources.archived", &[("kept", &kept), ("total", &addressed.len())])
}

fn kinds(desk: &Desk<'_>, sources: &[SourceIx]) -> Vec<KindCount> {
    let kind_of = |ix: &SourceIx| desk.tracker().sources[*ix].record.kind;
    let is_listed = desk.site.makes("list") && desk.config().list_settings().source_kinds;
    let mut kinds: Vec<_> = SourceKind::ALL
        .iter()
        .map(|(kind, word)| KindCount {
            label: desk.say(&format!("kind.{word}")),
            href: is_listed.then(|| desk.href(&desk.routes().source_kind(*kind, 1))),
            count: sources.iter().filter(|ix| kind_of(ix) == Some(*kind)).count(),
        })
        .collect();
    let unknown = sources.iter().filter(|ix| kind_of(ix).is_none()).count();
    kinds.push(KindCount { label: desk.say("kind.unknown"), href: None, count: unknown });
    kinds.retain(|kind| kind.count > 0);
    kinds
}

view! {
    struct PublisherView<'a> {
        page: Frame<'a>,
        title: String,
        kind: Option<String>,
        country: Option<&'a str>,
        url: Option<&'a str>,
        reliability: Option<&'a str>,
        speaks_for: Vec<Named>,
        summary: String,
        kinds: Vec<KindCount>,
        sources: Vec<ListedSource<'a>>,
        back: Link,
        linked_data: Option<String>,
    }
}

view! {
    struct ListedSource<'a> {
        source: SourceView<'a>,
        citing: Vec<CitingClaim<'a>>,
    }
}

fn publisher_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, ix: Option<usize>) {
    sheet.template(desk, "publisher.html", || publisher_view(desk, ix));
}

fn publisher_view<'a>(desk: &Desk<'a>, ix: Option<usize>) -> PublisherView<'a> {
    let tracker = desk.tracker();
    let publisher = ix.map(|ix| &tracker.publishers[ix]);
    let record = publisher.map(|publisher| &*publisher.record);
    let sources = publisher.map_or(&*tracker.unattributed, |publisher| &publisher.sources);
    let name = record.map(|record| part::plain(desk, &record.translations, "name", &record.name).to_owned());
    let title = name.unwrap_or_else(|| desk.say("sources.unattributed"));
    let address = |routes: &crate::routes::Routes| routes.publisher(record.map(|record| &record.id.value));
    let archived = archived(desk, sources);
    let summary = desk.fill_count("sources.summary", sources.len(), &[("archived", &archived)]);
    let seat =
        Seat { title: title.clone(), description: summary.clone(), address: &address, dated: Dated::No };
    let index = (desk.say("sources.title"), desk.routes().sources());
    let speaks_for = publisher.map_or(&[][..], |publisher| &publisher.speaks_for);
    let person = |&ix: &usize| item::person_link(desk, tracker.people[ix].record.id.as_str());
    let list = |&ix: &SourceIx| {
        let (source, citing) = source::of_index(desk, ix);
        ListedSource { source, citing }
    };
    PublisherView {
        page: Frame::new(desk, seat),
        linked_data: linked_data::of_list(desk, Some(index.clone()), &title),
        title,
        kind: record.and_then(|r| r.kind).map(|kind| desk.say(&format!("kind.{}", kind.word()))),
        country: record.and_then(|r| r.country.as_deref()),
        url: record.and_then(|r| r.url.as_ref()).map(|url| &***url),
        reliability: record.and_then(|r| {
            let note = r.reliability.as_deref()?;
            Some(part::plain(desk, &r.translations, "reliability", note))
        }),
        speaks_for: speaks_for.iter().filter_map(person).collect(),
        summary,
        kinds: kinds(desk, sources),
        sources: sources.iter().map(list).collect(),
        back: Link { label: index.0, href: desk.href(&index.1) },
    }
}
