//! Lists of claims: all of them, and narrowed by topic and claimant.

use std::borrow::Cow;

use crate::output::basis::{joined, number};
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::outputs::calendar::{self, CalendarLink};
use crate::outputs::newest;
use crate::record::text::Hash;
use crate::routes::{Routes, SitePath};
use crate::theme::{Value, view};
use crate::tracker::{ClaimIx, Tracker};
use crate::view::feed::{self, Feed};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::linked_data;
use crate::view::name;
use crate::view::page;
use crate::view::part::{self, BodyView, Link};
use crate::view::row::{self, ClaimRow};

/// `/claims/`, `/topics/`, `/topics/ID/`, `/claimants/`, `/claimants/ID/`, each in pages.
pub(super) struct Lists;

/// Claims on one page of a list.
pub(super) const ROWS: usize = 50;

/// What draws a page of a list.
const TEMPLATE: &str = "list.html";

/// Which claims a list holds.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    /// Every claim.
    All,
    /// Those of a topic: its place in the tracker's list.
    Topic(usize),
    /// Those of a claimant: the place in the tracker's list.
    Claimant(usize),
    /// Those with a status: its key.
    Status(crate::record::id::StatusId),
}

impl Output for Lists {
    fn id(&self) -> OutputId {
        "list"
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let tracker = &site.tracker;
        let mut artifacts = Vec::new();
        for lang in 0..site.languages.len() {
            let routes = &site.languages[lang].routes;
            artifacts.extend(pages(site, lang, &Scope::All, "list"));
            for topic in 0..tracker.topics.len() {
                artifacts.extend(pages(site, lang, &Scope::Topic(topic), "list"));
            }
            for person in 0..tracker.people.len() {
                artifacts.extend(pages(site, lang, &Scope::Claimant(person), "list"));
            }
            let topics = Artifact::drawn("list", lang, routes.topics(), Basis::of(topics_print), topics_page);
            let basis = Basis::of(claimants_print);
            let claimants = Artifact::drawn("list", lang, routes.claimants(), basis, claimants_page);
            artifacts.push(topics.in_sitemap(newest::of_counts(|tracker| {
                tracker.topics.iter().flat_map(|entry| entry.claims.iter().copied()).collect()
            })));
            artifacts.push(claimants.in_sitemap(newest::of_counts(|tracker| {
                tracker.people.iter().flat_map(|entry| entry.claims.iter().copied()).collect()
            })));
        }
        artifacts
    }
}

/// The pages of a list.
pub(super) fn pages(site: &Site, lang: usize, scope: &Scope, output: OutputId) -> Vec<Artifact> {
    let count = claims(site, scope).len().div_ceil(ROWS).max(1);
    let growth = newest::Growth::default();
    let page = |number: usize| {
        let (here, shown) = (scope.clone(), scope.clone());
        let basis = Basis::of(move |site| here.print(site, number));
        let path = scope.path(site, &site.languages[lang].routes, number);
        let status = if let Scope::Status(id) = scope { Some(id.clone()) } else { None };
        let rows = (number - 1) * ROWS..number * ROWS;
        let lastmod = growth.page(move |tracker| listed(tracker, &shown).into_owned(), rows, status);
        let scope = scope.clone();
        let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| list_page(desk, sheet, &scope, number);
        Artifact::drawn(output, lang, path, basis, draw).in_sitemap(lastmod)
    };
    (1..=count).map(page).collect()
}

/// The claims of a list, by id.
fn claims<'s>(site: &'s Site, scope: &Scope) -> Cow<'s, [ClaimIx]> {
    listed(&site.tracker, scope)
}

fn listed<'t>(tracker: &'t Tracker, scope: &Scope) -> Cow<'t, [ClaimIx]> {
    match scope {
        Scope::All => (0..tracker.claims.len()).collect(),
        Scope::Topic(topic) => Cow::Borrowed(&tracker.topics[*topic].claims),
        Scope::Claimant(person) => Cow::Borrowed(&tracker.people[*person].claims),
        Scope::Status(id) => Cow::Borrowed(tracker.by_status.get(id).map_or(&[], Vec::as_slice)),
    }
}

impl Scope {
    /// The address of a page of the list.
    fn path(&self, site: &Site, routes: &Routes, page: usize) -> SitePath {
        match self {
            Self::All => routes.claims(page),
            Self::Topic(ix) => routes.topic(&site.tracker.topics[*ix].topic.id, page),
            Self::Claimant(ix) => routes.claimant(&site.tracker.people[*ix].record.id, page),
            Self::Status(id) => routes.status(id, page),
        }
    }

    /// What a page of the list is made of.
    fn print(&self, site: &Site, page: usize) -> Hash {
        let prints = &site.prints;
        // Counts move with every change of a status; a theme may well show them on the home page alone.
        let counts = || if site.theme.reads(TEMPLATE).has("counts") { prints.counts() } else { number(0) };
        let head = match self {
            Self::All => joined([prints.page("claims"), counts()]),
            Self::Topic(_) => number(0),
            Self::Claimant(ix) => prints.person(*ix),
            Self::Status(_) => counts(),
        };
        let claims = claims(site, self);
        let rows = claims.iter().skip((page - 1) * ROWS).take(ROWS).map(|&ix| prints.listed(ix));
        // The first page of a claimant says how many dates of all claims are in no calendar.
        let dates = if let Self::Claimant(_) = self { &claims[..] } else { &[] };
        let dates = dates.iter().filter(|_| page == 1).map(|&ix| prints.listed(ix));
        joined([head, number(claims.len())].into_iter().chain(rows).chain(dates))
    }

    fn title(&self, desk: &Desk<'_>) -> String {
        let tracker = desk.tracker();
        match self {
            Self::All => page::title(desk, "claims", "claims.title"),
            Self::Topic(ix) => name::topic_title(desk, &tracker.topics[*ix].topic).to_owned(),
            Self::Claimant(ix) => name::person_name(desk, *ix).to_owned(),
            Self::Status(id) => part::status_label(desk, id).to_owned(),
        }
    }

    /// The feed of what happens to its claims; that of all claims is the site's own.
    fn feed(&self) -> Option<Feed> {
        match self {
            Self::Topic(ix) => Some(Feed::Topic(*ix)),
            Self::Claimant(ix) => Some(Feed::Claimant(*ix)),
            Self::All | Self::Status(_) => None,
        }
    }

    fn lead(&self, desk: &Desk<'_>) -> String {
        match self {
            Self::All => desk.say("claims.lead"),
            Self::Topic(ix) => {
                let topic = &desk.tracker().topics[*ix].topic;
                let key = format!("topics.{}.description", topic.id.value);
                let text = topic.description.as_deref().unwrap_or_default();
                part::plain(desk, &desk.config().translations, &key, text).to_owned()
            }
            Self::Claimant(ix) => roles(desk, *ix).join("; "),
            Self::Status(id) => {
                let config = desk.config();
                config.status(id.as_str()).map_or("", |status| status.meaning(&desk.lang.code)).to_owned()
            }
        }
    }
}

fn roles(desk: &Desk<'_>, person: usize) -> Vec<String> {
    let record = &desk.tracker().people[person].record;
    let roles = record.roles.iter().enumerate();
    roles
        .map(|(place, role)| {
            let title = part::plain(desk, &record.translations, &format!("roles.{place}.title"), &role.title);
            let date = |date: &Option<crate::diagnostic::Spanned<crate::date::PartialDate>>| {
                date.as_ref().map(|date| desk.words().date(date))
            };
            match (date(&role.from), date(&role.to)) {
                (Some(from), Some(to)) => {
                    desk.fill("role.from_to", &[("title", &title), ("from", &from), ("to", &to)])
                }
                (Some(from), None) => desk.fill("role.from", &[("title", &title), ("from", &from)]),
                (None, Some(to)) => desk.fill("role.to", &[("title", &title), ("to", &to)]),
                (None, None) => title.to_owned(),
            }
        })
        .collect()
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
        total: usize,
        rows: Vec<ClaimRow<'a>>,
        pager: Option<Pager>,
        counts: Vec<CountView>,
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
pub(super) fn counts(desk: &Desk<'_>, current: Option<&crate::record::id::StatusId>) -> Vec<CountView> {
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

fn list_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, scope: &Scope, number: usize) {
    sheet.template(desk, TEMPLATE, || list_view(desk, scope, number));
}

fn list_view<'a>(desk: &Desk<'a>, scope: &Scope, number: usize) -> ListView<'a> {
    let claims = claims(desk.site, scope);
    let title = scope.title(desk);
    let lead = scope.lead(desk);
    let address = |routes: &Routes| scope.path(desk.site, routes, number);
    let seat = Seat { title: title.clone(), description: lead.clone(), address: &address, dated: Dated::No };
    let count = claims.len().div_ceil(ROWS).max(1);
    let these = claims.iter().skip((number - 1) * ROWS).take(ROWS);
    let current = if let Scope::Status(id) = scope { Some(id) } else { None };
    let above = match scope {
        Scope::All => None,
        Scope::Topic(_) => Some((desk.say("topics.title"), desk.routes().topics())),
        Scope::Claimant(_) => Some((desk.say("claimants.title"), desk.routes().claimants())),
        Scope::Status(_) => Some((desk.say("statuses.title"), desk.routes().statuses())),
    };
    let linked_data = linked_data::of_list(desk, above.clone(), &title);
    let mut page = Frame::new(desk, seat);
    scope.feed().into_iter().for_each(|feed| page.follow(desk, feed));
    ListView {
        page,
        title,
        lead,
        kicker: above.map(|(label, path)| Link { label, href: desk.href(&path) }),
        mark: current.map(|id| part::status(desk, id)),
        same_as: match scope {
            Scope::Claimant(ix) => {
                desk.tracker().people[*ix].record.same_as.iter().map(|url| &***url).collect()
            }
            _ => Vec::new(),
        },
        calendar: match scope {
            Scope::Claimant(ix) if number == 1 => calendar::link(desk, calendar::Of::Claimant(*ix)),
            _ => None,
        },
        introduction: if matches!(scope, Scope::All) && number == 1 {
            page::introduction(desk, "claims")
        } else {
            None
        },
        total: claims.len(),
        rows: these.map(|&ix| row::row(desk, ix)).collect(),
        pager: pager(desk, number, count, |page| scope.path(desk.site, desk.routes(), page)),
        counts: if matches!(scope, Scope::All | Scope::Status(_)) {
            counts(desk, current)
        } else {
            Vec::new()
        },
        feed: scope.feed().and_then(|feed| feed::link(desk, feed)),
        linked_data,
    }
}

fn topics_print(site: &Site) -> Hash {
    let counts = site.tracker.topics.iter().map(|entry| number(entry.claims.len()));
    joined([site.prints.page("topics")].into_iter().chain(counts))
}

fn claimants_print(site: &Site) -> Hash {
    let people = site.tracker.people.iter().enumerate();
    let people = people.flat_map(|(ix, entry)| [site.prints.person(ix), number(entry.claims.len())]);
    joined([site.prints.page("claimants")].into_iter().chain(people))
}

view! {
    struct IndexView<'a> {
        page: Frame<'a>,
        title: String,
        introduction: Option<BodyView<'a>>,
        entries: Vec<IndexEntry>,
    }
}

view! {
    /// A line of an index of lists.
    pub(super) struct IndexEntry {
        /// Name and list.
        pub link: Link,
        /// A word on it.
        pub note: String,
        /// How many claims.
        pub count: usize,
    }
}

fn topics_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let topics = 0..desk.tracker().topics.len();
    let entries =
        topics.map(|ix| entry(desk, &Scope::Topic(ix), desk.tracker().topics[ix].claims.len())).collect();
    index_page(desk, sheet, "topics", &|routes| routes.topics(), entries);
}

fn claimants_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let people = 0..desk.tracker().people.len();
    let entries =
        people.map(|ix| entry(desk, &Scope::Claimant(ix), desk.tracker().people[ix].claims.len())).collect();
    index_page(desk, sheet, "claimants", &|routes| routes.claimants(), entries);
}

fn entry(desk: &Desk<'_>, scope: &Scope, count: usize) -> IndexEntry {
    let href = desk.href(&scope.path(desk.site, desk.routes(), 1));
    IndexEntry { link: Link { label: scope.title(desk), href }, note: scope.lead(desk), count }
}

fn index_page(
    desk: &Desk<'_>,
    sheet: &mut Sheet<'_>,
    id: &str,
    address: &dyn Fn(&Routes) -> SitePath,
    entries: Vec<IndexEntry>,
) {
    sheet.template(desk, "index.html", || index_view(desk, id, address, entries));
}

fn index_view<'a>(
    desk: &Desk<'a>,
    id: &str,
    address: &dyn Fn(&Routes) -> SitePath,
    entries: Vec<IndexEntry>,
) -> IndexView<'a> {
    let title = page::title(desk, id, &format!("{id}.title"));
    let description = desk.say(&format!("{id}.lead"));
    let seat = Seat { title: title.clone(), description, address, dated: Dated::No };
    IndexView { page: Frame::new(desk, seat), title, introduction: page::introduction(desk, id), entries }
}

#[cfg(test)]
mod tests;
