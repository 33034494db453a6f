//! Indexes of lists: every topic, claimant, kind of source and year with the number of its claims.

use crate::output::basis::{joined, number};
use crate::output::{Artifact, Basis, Desk, Sheet, Site};
use crate::outputs::list::{ID, scope::Scope};
use crate::outputs::newest;
use crate::record::text::Hash;
use crate::routes::{Routes, SitePath};
use crate::theme::view;
use crate::tracker::{ClaimIx, Tracker};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::linked_data;
use crate::view::page;
use crate::view::part::{BodyView, Link};

/// An index: the id of the page that may introduce it, where its words are, and what it lists.
struct Index {
    id: &'static str,
    words: &'static str,
    address: fn(&Routes) -> SitePath,
    entries: fn(&Desk<'_>) -> Vec<IndexEntry>,
    print: fn(&Site) -> Hash,
    /// The claims that it counts.
    claims: fn(&Tracker) -> Vec<ClaimIx>,
}

const TOPICS: Index = Index {
    id: "topics",
    words: "topics",
    address: Routes::topics,
    entries: topics,
    print: |site| joined(site.tracker.topics.iter().map(|entry| number(entry.claims.len()))),
    claims: |tracker| tracker.topics.iter().flat_map(|entry| entry.claims.iter().copied()).collect(),
};

const CLAIMANTS: Index = Index {
    id: "claimants",
    words: "claimants",
    address: Routes::claimants,
    entries: claimants,
    print: |site| {
        let people = site.tracker.people.iter().enumerate();
        joined(people.flat_map(|(ix, entry)| [site.prints.person(ix), number(entry.claims.len())]))
    },
    claims: |tracker| tracker.people.iter().flat_map(|entry| entry.claims.iter().copied()).collect(),
};

const SOURCE_KINDS: Index = Index {
    id: "source-kinds",
    words: "source_kinds",
    address: Routes::source_kinds,
    entries: source_kinds,
    print: |site| {
        let kinds = site.tracker.source_kinds.iter();
        joined(kinds.flat_map(|entry| [entry.kind as usize, entry.sources, entry.claims.len()].map(number)))
    },
    claims: |tracker| tracker.source_kinds.iter().flat_map(|entry| entry.claims.iter().copied()).collect(),
};

const YEARS: Index =
    Index {
        id: "years",
        words: "years",
        address: Routes::years,
        entries: years,
        print: |site| {
            let years = site.tracker.years.iter();
            joined(years.flat_map(|entry| {
                [Hash::of(format!("{:?}", entry.year).as_bytes()), number(entry.claims.len())]
            }))
        },
        claims: |tracker| (0..tracker.claims.len()).collect(),
    };

/// The indexes in a language.
pub(super) fn pages(site: &Site, lang: usize) -> Vec<Artifact> {
    let settings = site.config().list_settings();
    let mut indexes = vec![&TOPICS, &CLAIMANTS];
    indexes.extend(settings.source_kinds.then_some(&SOURCE_KINDS));
    indexes.extend(settings.years.then_some(&YEARS));
    let page = |index: &'static Index| {
        let path = (index.address)(&site.languages[lang].routes);
        let basis = Basis::of(|site| joined([site.prints.page(index.id), (index.print)(site)]));
        let draw = |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
            sheet.template(desk, "index.html", || view(desk, index));
        };
        Artifact::drawn(ID, lang, path, basis, draw).in_sitemap(newest::of_counts(index.claims))
    };
    indexes.into_iter().map(page).collect()
}

view! {
    struct IndexView<'a> {
        page: Frame<'a>,
        title: String,
        introduction: Option<BodyView<'a>>,
        entries: Vec<IndexEntry>,
        linked_data: Option<String>,
    }
}

view! {
    /// A line of an index of lists.
    struct IndexEntry {
        /// Name and list.
        link: Link,
        /// A word on it.
        note: String,
        /// How many claims.
        count: usize,
    }
}

fn view<'a>(desk: &Desk<'a>, index: &Index) -> IndexView<'a> {
    let title = page::title(desk, index.id, &format!("{}.title", index.words));
    let description = desk.say(&format!("{}.lead", index.words));
    let seat = Seat { title: title.clone(), description, address: &index.address, dated: Dated::No };
    IndexView {
        page: Frame::new(desk, seat),
        linked_data: linked_data::of_list(desk, None, &title),
        title,
        introduction: page::introduction(desk, index.id),
        entries: (index.entries)(desk),
    }
}

fn entry(desk: &Desk<'_>, scope: &Scope, note: String, count: usize) -> IndexEntry {
    let href = desk.href(&scope.path(desk.site, desk.routes(), 1));
    IndexEntry { link: Link { label: scope.label(desk), href }, note, count }
}

fn topics(desk: &Desk<'_>) -> Vec<IndexEntry> {
    let topics = desk.tracker().topics.iter().enumerate();
    let topics = topics.map(|(ix, one)| (Scope::Topic(ix), one.claims.len()));
    topics.map(|(scope, count)| entry(desk, &scope, scope.lead(desk), count)).collect()
}

fn claimants(desk: &Desk<'_>) -> Vec<IndexEntry> {
    let people = desk.tracker().people.iter().enumerate();
    let people = people.map(|(ix, one)| (Scope::Claimant(ix), one.claims.len()));
    people.map(|(scope, count)| entry(desk, &scope, scope.lead(desk), count)).collect()
}

fn source_kinds(desk: &Desk<'_>) -> Vec<IndexEntry> {
    let note = |sources| desk.count("source_kinds.sources", sources);
    let kinds = desk.tracker().source_kinds.iter();
    kinds.map(|one| entry(desk, &Scope::SourceKind(one.kind), note(one.sources), one.claims.len())).collect()
}

fn years(desk: &Desk<'_>) -> Vec<IndexEntry> {
    let years = desk.tracker().years.iter();
    years.map(|one| entry(desk, &Scope::Year(one.year), String::new(), one.claims.len())).collect()
}
