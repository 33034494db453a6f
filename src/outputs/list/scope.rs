//! Which claims a list holds, where it stands and how it is called.

use rustc_hash::FxHashMap;

use crate::output::{Desk, Site};
use crate::outputs::listed::Listed;
use crate::record::id::StatusId;
use crate::record::party::SourceKind;
use crate::routes::{Routes, SitePath};
use crate::tracker::index::KindEntry;
use crate::tracker::{ClaimIx, SourceIx, Tracker};
use crate::view::feed::Feed;
use crate::view::name;
use crate::view::page;
use crate::view::part::{self, Link};

/// So many of the sources that a claim cites of a kind are named in its line.
const CITED: usize = 3;

/// Which claims a list holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::outputs) enum Scope {
    /// Every claim.
    All,
    /// Those of a topic: its place in the tracker's list.
    Topic(usize),
    /// Those of a claimant: the place in the tracker's list.
    Claimant(usize),
    /// Those with a status: its key.
    Status(StatusId),
    /// Those that cite a source of this kind.
    SourceKind(SourceKind),
    /// Those made in a year; `None` for those without a date.
    Year(Option<i32>),
}

impl Scope {
    /// The claims of the list, by id.
    pub(in crate::outputs) fn claims<'t>(&self, tracker: &'t Tracker) -> Listed<'t> {
        Listed::These(match self {
            Self::All => return Listed::All(tracker.claims.len()),
            Self::Topic(topic) => &tracker.topics[*topic].claims,
            Self::Claimant(person) => &tracker.people[*person].claims,
            Self::Status(id) => tracker.by_status.get(id).map_or(&[], Vec::as_slice),
            Self::SourceKind(kind) => kind_entry(tracker, *kind).map_or(&[], |entry| &entry.claims),
            Self::Year(year) => {
                let entry = tracker.years.iter().find(|entry| entry.year == *year);
                entry.map_or(&[], |entry| &entry.claims)
            }
        })
    }

    /// The address of a page of the list.
    pub(super) fn path(&self, site: &Site, routes: &Routes, page: usize) -> SitePath {
        match self {
            Self::All => routes.claims(page),
            Self::Topic(ix) => routes.topic(&site.tracker.topics[*ix].topic.id, page),
            Self::Claimant(ix) => routes.claimant(&site.tracker.people[*ix].record.id, page),
            Self::Status(id) => routes.status(id, page),
            Self::SourceKind(kind) => routes.source_kind(*kind, page),
            Self::Year(year) => routes.year(*year, page),
        }
    }

    /// The heading of its pages.
    pub(super) fn title(&self, desk: &Desk<'_>) -> String {
        match self {
            Self::All => page::title(desk, "claims", "claims.title"),
            Self::Year(Some(year)) => desk.fill("years.made_in", &[("year", year)]),
            _ => self.label(desk),
        }
    }

    /// What it is called among others of its sort.
    pub(super) fn label(&self, desk: &Desk<'_>) -> String {
        let tracker = desk.tracker();
        match self {
            Self::All => desk.say("home.all_claims"),
            Self::Topic(ix) => name::topic_title(desk, &tracker.topics[*ix].topic).to_owned(),
            Self::Claimant(ix) => name::person_name(desk, *ix).to_owned(),
            Self::Status(id) => part::status_label(desk, id).to_owned(),
            Self::SourceKind(kind) => desk.say(&format!("source_kinds.{}", kind.word())),
            Self::Year(Some(year)) => year.to_string(),
            Self::Year(None) => desk.say("years.undated"),
        }
    }

    /// The index that it stands in: its name and address.
    pub(super) fn index(&self, desk: &Desk<'_>) -> Option<(String, SitePath)> {
        let routes = desk.routes();
        let (key, path) = match self {
            Self::All => return None,
            Self::Topic(_) => ("topics.title", routes.topics()),
            Self::Claimant(_) => ("claimants.title", routes.claimants()),
            Self::Status(_) => ("statuses.title", routes.statuses()),
            Self::SourceKind(_) => ("source_kinds.title", routes.source_kinds()),
            Self::Year(_) => ("years.title", routes.years()),
        };
        Some((desk.say(key), path))
    }

    /// The feed of what happens to its claims; that of all claims is the site's own.
    pub(super) fn feed(&self) -> Option<Feed> {
        match self {
            Self::Topic(ix) => Some(Feed::Topic(*ix)),
            Self::Claimant(ix) => Some(Feed::Claimant(*ix)),
            Self::All | Self::Status(_) | Self::SourceKind(_) | Self::Year(_) => None,
        }
    }

    /// One sentence on it.
    pub(super) fn lead(&self, desk: &Desk<'_>) -> String {
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
            Self::SourceKind(kind) => desk.count("source_kinds.of_kind", sources_of(desk.tracker(), *kind)),
            Self::Year(Some(_)) => String::new(),
            Self::Year(None) => desk.say("years.undated_lead"),
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

/// How many of these claims have each status, in the order of the vocabulary; those that none has are left out.
pub(super) fn by_status<'s>(site: &'s Site, claims: Listed<'_>) -> Vec<(&'s StatusId, usize)> {
    let mut counts: FxHashMap<&StatusId, usize> = FxHashMap::default();
    for ix in claims.iter() {
        *counts.entry(&site.tracker.claims[ix].headline().status).or_default() += 1;
    }
    let vocabulary = site.config().vocabulary();
    vocabulary.filter_map(|status| Some((&status.id, *counts.get(&status.id)?))).collect()
}

fn kind_entry(tracker: &Tracker, kind: SourceKind) -> Option<&KindEntry> {
    tracker.source_kinds.iter().find(|entry| entry.kind == kind)
}

/// How many sources of the site are of this kind.
pub(super) fn sources_of(tracker: &Tracker, kind: SourceKind) -> usize {
    kind_entry(tracker, kind).map_or(0, |entry| entry.sources)
}

/// The sources of a kind that a claim's line names: the first ones that it cites.
pub(super) fn cited(
    tracker: &Tracker,
    claim: ClaimIx,
    kind: SourceKind,
) -> impl Iterator<Item = SourceIx> + '_ {
    let of_kind = move |ix: &SourceIx| tracker.sources[*ix].record.kind == Some(kind);
    tracker.claims[claim].sources.iter().copied().filter(of_kind).take(CITED)
}

/// The same with links to where the claim's page describes them.
pub(super) fn cited_links(desk: &Desk<'_>, claim: ClaimIx, kind: SourceKind) -> Vec<Link> {
    let tracker = desk.tracker();
    let page = desk.href(&desk.routes().claim(&tracker.claims[claim].record.id));
    let link = |ix: SourceIx| {
        let record = &tracker.sources[ix].record;
        Link {
            label: name::source_title(desk, record).to_owned(),
            href: format!("{page}#src-{}", record.id.value),
        }
    };
    cited(tracker, claim, kind).map(link).collect()
}
