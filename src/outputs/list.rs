//! Lists of claims: all of them, and narrowed by topic, claimant, kind of source and year; those by status are made
//! by `status`.

mod facets;
mod index;
mod print;
mod rows;
mod scope;

use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::outputs::calendar::{self, CalendarLink};
use crate::outputs::listed::Listed;
use crate::outputs::newest;
use crate::record::id::StatusId;
use crate::routes::{Routes, SitePath};
use crate::theme::{Value, view};
use crate::tracker::ClaimIx;
use crate::view::feed;
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::linked_data;
use crate::view::page;
use crate::view::part::{self, BodyView, Link};
use crate::view::row::{self, ClaimRow};
use facets::FacetsView;
use rows::FilterView;
pub(super) use scope::Scope;

/// `/claims/`, and `/topics/`, `/claimants/`, `/source-kinds/`, `/years/` with a list for each of them; lists are in
/// pages.
pub(super) struct Lists;

/// The id of this output.
const ID: OutputId = "list";

/// Claims on one page of a list.
pub(super) const ROWS: usize = 50;

/// What draws a page of a list.
const TEMPLATE: &str = "list.html";

impl Output for Lists {
    fn id(&self) -> OutputId {
        ID
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let tracker = &site.tracker;
        let settings = site.config().list_settings();
        let mut scopes = vec![Scope::All];
        scopes.extend((0..tracker.topics.len()).map(Scope::Topic));
        scopes.extend((0..tracker.people.len()).map(Scope::Claimant));
        if settings.source_kinds {
            scopes.extend(tracker.source_kinds.iter().map(|entry| Scope::SourceKind(entry.kind)));
        }
        if settings.years {
            scopes.extend(tracker.years.iter().map(|entry| Scope::Year(entry.year)));
        }
        let mut artifacts = Vec::new();
        for lang in 0..site.languages.len() {
            artifacts.extend(scopes.iter().flat_map(|scope| pages(site, lang, scope, ID)));
            artifacts.extend(index::pages(site, lang));
            if rows::are_read(site) {
                artifacts.push(rows::file(site, lang));
            }
        }
        artifacts
    }
}

/// The pages of a list.
pub(super) fn pages(site: &Site, lang: usize, scope: &Scope, output: OutputId) -> Vec<Artifact> {
    let count = scope.claims(&site.tracker).len().div_ceil(ROWS).max(1);
    let growth = newest::Growth::default();
    let page = |number: usize| {
        let (here, shown) = (scope.clone(), scope.clone());
        let basis = Basis::of(move |site| print::print(site, &here, number));
        let path = scope.path(site, &site.languages[lang].routes, number);
        let rows = (number - 1) * ROWS..number * ROWS;
        let status = if let Scope::Status(id) = scope { Some(id.clone()) } else { None };
        let lastmod = growth.page(move |tracker| shown.claims(tracker), rows, status);
        let scope = scope.clone();
        let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
            sheet.template(desk, TEMPLATE, || list_view(desk, &scope, number));
        };
        Artifact::drawn(output, lang, path, basis, draw).in_sitemap(lastmod)
    };
    (1..=count).map(page).collect()
}

view! {
    struct ListView<'a> {
        page: Frame<'a>,
        title: String,
        lead: String,
        kicker: Option<Link>,
        mark: Option<Value>,
        same_as: Vec<&'a str>,
        calendar: Option<CalendarLink>,
        introduction: Option<BodyView<'a>>,
        /// The other lists that there are.
        lists: Option<FacetsView>,
        /// What the script needs that searches the list in place.
        filter: Option<FilterView>,
        total: usize,
        rows: Vec<ClaimRow<'a>>,
        pager: Option<Pager>,
        /// Of the whole site, on the first pages of all claims and of statuses.
        counts: Vec<CountView>,
        /// How the claims of this list stand, on the first page of every other one.
        standing: Vec<CountView>,
        feed: Option<String>,
        linked_data: Option<String>,
    }
}

view! {
    /// Where one is in a list of several pages.
    pub(super) struct Pager {
        /// In words: `Page 2 of 7`.
        pub label: String,
        /// The page before.
        pub previous: Option<String>,
        /// The page after.
        pub next: Option<String>,
    }
}

view! {
    /// A status with how many claims have it.
    pub(super) struct CountView {
        /// The status.
        pub status: Value,
        /// How many claims.
        pub count: usize,
        /// The list is narrowed to it.
        pub current: bool,
    }
}

/// Where one is among `count` pages; `None` where there is only one.
pub(super) fn pager(
    desk: &Desk<'_>,
    number: usize,
    count: usize,
    path: impl Fn(usize) -> SitePath,
) -> Option<Pager> {
    (count > 1).then(|| Pager {
        label: desk.fill("list.page", &[("page", &number), ("pages", &count)]),
        previous: (number > 1).then(|| desk.href(&path(number - 1))),
        next: (number < count).then(|| desk.href(&path(number + 1))),
    })
}

/// How many claims have each status, in the order of the vocabulary; those without claims are left out.
pub(super) fn counts(desk: &Desk<'_>, current: Option<&StatusId>) -> Vec<CountView> {
    let config = desk.config();
    let count = |id| desk.tracker().by_status.get(id).map_or(0, Vec::len);
    config
        .vocabulary()
        .map(|status| CountView {
            status: part::status(desk, &status.id),
            count: count(&status.id),
            current: current == Some(&status.id),
        })
        .filter(|view| view.count > 0 || view.current)
        .collect()
}

/// The same of these claims alone.
fn standing(desk: &Desk<'_>, claims: Listed<'_>) -> Vec<CountView> {
    let count =
        |(id, count): (&StatusId, usize)| CountView { status: part::status(desk, id), count, current: false };
    scope::by_status(desk.site, claims).into_iter().map(count).collect()
}

fn list_view<'a>(desk: &Desk<'a>, scope: &Scope, number: usize) -> ListView<'a> {
    let claims = scope.claims(desk.tracker());
    let title = scope.title(desk);
    let lead = scope.lead(desk);
    let address = |routes: &Routes| scope.path(desk.site, routes, number);
    let seat = Seat { title: title.clone(), description: lead.clone(), address: &address, dated: Dated::No };
    let count = claims.len().div_ceil(ROWS).max(1);
    let these = claims.rows((number - 1) * ROWS..number * ROWS);
    let current = if let Scope::Status(id) = scope { Some(id) } else { None };
    let is_whole = matches!(scope, Scope::All | Scope::Status(_));
    let is_first = number == 1;
    let index = scope.index(desk);
    let linked_data = linked_data::of_list(desk, index.clone(), &title);
    let mut page = Frame::new(desk, seat);
    scope.feed().into_iter().for_each(|feed| page.follow(desk, feed));
    ListView {
        page,
        title,
        lead,
        kicker: index.map(|(label, path)| Link { label, href: desk.href(&path) }),
        mark: current.map(|id| part::status(desk, id)),
        same_as: match scope {
            Scope::Claimant(ix) => {
                desk.tracker().people[*ix].record.same_as.iter().map(|url| &***url).collect()
            }
            _ => Vec::new(),
        },
        calendar: match scope {
            Scope::Claimant(ix) if is_first => calendar::link(desk, calendar::Of::Claimant(*ix)),
            _ => None,
        },
        introduction: if matches!(scope, Scope::All) && is_first {
            page::introduction(desk, "claims")
        } else {
            None
        },
        lists: desk.if_read("lists", || facets::view(desk, scope, number)),
        filter: desk.if_read("filter", || rows::filter(desk, scope, number, claims.len())),
        total: claims.len(),
        rows: these.map(|ix| claim_row(desk, scope, ix)).collect(),
        pager: pager(desk, number, count, |page| scope.path(desk.site, desk.routes(), page)),
        counts: if is_whole && is_first {
            desk.if_read("counts", || counts(desk, current))
        } else {
            Vec::new()
        },
        standing: if is_first && !is_whole {
            desk.if_read("standing", || standing(desk, claims))
        } else {
            Vec::new()
        },
        feed: scope.feed().and_then(|feed| feed::link(desk, feed)),
        linked_data,
    }
}

/// A claim as a line of this list: one by kind of source names what the claim cites of it.
fn claim_row<'a>(desk: &Desk<'a>, scope: &Scope, claim: ClaimIx) -> ClaimRow<'a> {
    let mut row = row::row(desk, claim);
    if let Scope::SourceKind(kind) = scope {
        row.cited = desk.if_read("cited", || scope::cited_links(desk, claim, *kind));
    }
    row
}

#[cfg(test)]
mod tests;
