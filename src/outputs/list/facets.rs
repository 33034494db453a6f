//! The other lists that a list leads to: by status, topic, claimant, kind of source and year.
//!
//! The first page of all claims names them with their counts. A list that is narrowed names its own sort so, and of
//! the others the index alone: else every change of a status would draw the list of every claimant again.

use std::cmp::Reverse;

use crate::output::basis::{joined, number};
use crate::output::{Desk, Site};
use crate::outputs::list::scope::Scope;
use crate::record::text::Hash;
use crate::routes::{Routes, SitePath};
use crate::theme::{Value, view};
use crate::view::part::{self, Link};

/// So many lists of a sort are named; the index has them all. Statuses are always named.
const MOST: usize = 12;

/// By what lists are narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Status,
    Topic,
    Claimant,
    SourceKind,
    Year,
}

/// The lists of a sort that a list names, each with the number of its claims.
struct Facet {
    sort: Sort,
    named: Vec<(Scope, usize)>,
    /// How many there are; where none is named, no more is known than that there are some.
    all: usize,
}

impl Sort {
    const ALL: [Self; 5] = [Self::Status, Self::Topic, Self::Claimant, Self::SourceKind, Self::Year];

    fn of(scope: &Scope) -> Option<Self> {
        match scope {
            Scope::All => None,
            Scope::Status(_) => Some(Self::Status),
            Scope::Topic(_) => Some(Self::Topic),
            Scope::Claimant(_) => Some(Self::Claimant),
            Scope::SourceKind(_) => Some(Self::SourceKind),
            Scope::Year(_) => Some(Self::Year),
        }
    }

    /// Whether the site has these lists.
    fn is_made(self, site: &Site) -> bool {
        let settings = site.config().list_settings();
        match self {
            Self::Status => site.makes("status"),
            Self::Topic | Self::Claimant => site.makes(super::ID),
            Self::SourceKind => site.makes(super::ID) && settings.source_kinds,
            Self::Year => site.makes(super::ID) && settings.years,
        }
    }

    fn index(self, routes: &Routes) -> SitePath {
        match self {
            Self::Status => routes.statuses(),
            Self::Topic => routes.topics(),
            Self::Claimant => routes.claimants(),
            Self::SourceKind => routes.source_kinds(),
            Self::Year => routes.years(),
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Status => "narrow.status",
            Self::Topic => "narrow.topic",
            Self::Claimant => "narrow.claimant",
            Self::SourceKind => "narrow.source_kind",
            Self::Year => "narrow.year",
        }
    }

    /// Whether so many lists are all named.
    fn has_room(self, lists: usize) -> bool {
        self == Self::Status || lists <= MOST
    }

    /// Where there are too many, those with the most claims first, and the others left out; of years the latest.
    fn foremost(self, mut lists: Vec<(Scope, usize)>) -> Vec<(Scope, usize)> {
        if !self.has_room(lists.len()) {
            if self != Self::Year {
                lists.sort_by_key(|(_, count)| Reverse(*count));
            }
            lists.truncate(MOST);
        }
        lists
    }

    /// Every list of the sort that has claims, and the one that is looked at.
    fn lists<'s>(self, site: &'s Site, current: &'s Scope) -> impl Iterator<Item = (Scope, usize)> + 's {
        let tracker = &site.tracker;
        let lists: Box<dyn Iterator<Item = (Scope, usize)> + 's> = match self {
            Self::Status => {
                let count = |id| tracker.by_status.get(id).map_or(0, Vec::len);
                let statuses = site.config().vocabulary();
                Box::new(statuses.map(move |status| (Scope::Status(status.id.clone()), count(&status.id))))
            }
            Self::Topic => {
                let topics = tracker.topics.iter().enumerate();
                Box::new(topics.map(|(ix, entry)| (Scope::Topic(ix), entry.claims.len())))
            }
            Self::Claimant => {
                let people = tracker.people.iter().enumerate();
                Box::new(people.map(|(ix, entry)| (Scope::Claimant(ix), entry.claims.len())))
            }
            Self::SourceKind => {
                let kinds = tracker.source_kinds.iter();
                Box::new(kinds.map(|entry| (Scope::SourceKind(entry.kind), entry.claims.len())))
            }
            Self::Year => {
                let years = tracker.years.iter();
                Box::new(years.map(|entry| (Scope::Year(entry.year), entry.claims.len())))
            }
        };
        lists.filter(move |(scope, count)| *count > 0 || scope == current)
    }
}

/// The sorts of lists that a page of a list leads to.
fn facets(site: &Site, scope: &Scope, page: usize) -> Vec<Facet> {
    let own = Sort::of(scope);
    let is_whole = own.is_none() && page == 1;
    let facet = |sort: Sort| {
        let lists = || sort.lists(site, scope);
        if is_whole {
            let all: Vec<_> = lists().collect();
            return Facet { sort, all: all.len(), named: sort.foremost(all) };
        }
        // Every page of every list asks: of the other sorts, and of long ones, no list is made.
        let all = if page == 1 && own == Some(sort) { lists().count() } else { lists().take(1).count() };
        let is_named = page == 1 && own == Some(sort) && sort.has_room(all);
        Facet { sort, all, named: if is_named { lists().collect() } else { Vec::new() } }
    };
    // Where no lists by status are made, the list of all claims says how they stand all the same.
    let is_shown = |sort: &Sort| sort.is_made(site) || (*sort == Sort::Status && is_whole);
    Sort::ALL.into_iter().filter(is_shown).map(facet).filter(|facet| facet.all > 0).collect()
}

/// What of the site they depend on.
pub(super) fn print(site: &Site, scope: &Scope, page: usize) -> Hash {
    let mut parts = Vec::new();
    for facet in facets(site, scope, page) {
        parts.extend([number(facet.sort as usize), number(facet.named.len())]);
        // How many there are is said only beside some of them.
        parts.push(number(if facet.named.is_empty() { 0 } else { facet.all }));
        for (scope, count) in facet.named {
            let address = scope.path(site, &site.languages[0].routes, 1);
            parts.extend([Hash::of(address.as_str().as_bytes()), number(count)]);
            if let Scope::Claimant(ix) = scope {
                parts.push(site.prints.person(ix));
            }
        }
    }
    joined(parts)
}

view! {
    /// The other lists that a list leads to.
    pub(super) struct FacetsView {
        /// All claims, where this is not the beginning of that list.
        all: Option<Link>,
        /// Sorts of lists that are named one by one.
        named: Vec<FacetView>,
        /// Sorts of lists of which the index alone is named.
        others: Vec<Link>,
    }
}

view! {
    /// Lists of a sort.
    struct FacetView {
        /// `By topic`.
        label: String,
        /// The index of them, where there is one.
        href: Option<String>,
        entries: Vec<EntryView>,
        /// The index once more, where it has more of them: `All 240`.
        more: Option<String>,
    }
}

view! {
    /// One list.
    struct EntryView {
        /// Its name.
        label: String,
        /// Its address, where there is such a list.
        href: Option<String>,
        /// The status that it is of.
        status: Option<Value>,
        /// How many claims it has.
        count: usize,
        /// It is this one.
        current: bool,
    }
}

/// The other lists that a page of a list leads to, where there are any.
pub(super) fn view(desk: &Desk<'_>, scope: &Scope, page: usize) -> Option<FacetsView> {
    let site = desk.site;
    let index = |sort: Sort| desk.href(&sort.index(desk.routes()));
    let (named, others): (Vec<_>, Vec<_>) =
        facets(site, scope, page).into_iter().partition(|facet| !facet.named.is_empty());
    let link = |facet: Facet| Link { label: desk.say(facet.sort.key()), href: index(facet.sort) };
    let named = named.into_iter().map(|facet| FacetView {
        label: desk.say(facet.sort.key()),
        href: facet.sort.is_made(site).then(|| index(facet.sort)),
        more: (facet.all > facet.named.len()).then(|| desk.fill("narrow.more", &[("n", &facet.all)])),
        entries: facet
            .named
            .iter()
            .map(|(list, count)| entry(desk, facet.sort, list, (*count, scope)))
            .collect(),
    });
    let all = || Link { label: desk.say("home.all_claims"), href: desk.href(&desk.routes().claims(1)) };
    let view = FacetsView {
        all: (site.makes(super::ID) && (*scope != Scope::All || page > 1)).then(all),
        named: named.collect(),
        others: others.into_iter().map(link).collect(),
    };
    (view.all.is_some() || !view.named.is_empty() || !view.others.is_empty()).then_some(view)
}

fn entry(desk: &Desk<'_>, sort: Sort, list: &Scope, (count, current): (usize, &Scope)) -> EntryView {
    let path = list.path(desk.site, desk.routes(), 1);
    EntryView {
        label: list.label(desk),
        href: sort.is_made(desk.site).then(|| desk.href(&path)),
        status: if let Scope::Status(id) = list { Some(part::status(desk, id)) } else { None },
        count,
        current: list == current,
    }
}
