//! Feeds: what happened, for programs that follow a site, as Atom (RFC 4287) and JSON Feed 1.1.
//!
//! Which feeds there are and what each is made of stands here; what happened in `items`, the pages of the feed
//! of everything in `pages`, how one entry reads in `entry` and `content`, and the two forms in `atom` and `json`.

mod atom;
mod content;
mod entry;
mod identity;
mod items;
mod json;
mod pages;
#[cfg(test)]
mod tests;
mod time;

use std::sync::{Arc, OnceLock};

use crate::output::basis::joined;
use crate::output::{Artifact, Basis, Desk, Output, OutputId, PieceKey, Sheet, Site};
use crate::record::text::Hash;
use crate::routes::FeedForm;
use crate::tracker::ClaimIx;
use crate::tracker::claim::Claim;
use crate::view::feed::{self, Feed};
use items::Item;
use pages::{Page, Pages};

/// The id of this output.
pub(super) const ID: OutputId = feed::ID;

/// Feeds of the site, of everything, of each claim, topic and claimant.
pub(super) struct Feeds;

impl Output for Feeds {
    fn id(&self) -> OutputId {
        ID
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        for (lang, language) in site.languages.iter().enumerate() {
            for form in FeedForm::ALL {
                let path = Feed::Claim(ix).path(&site.tracker, &language.routes, form);
                let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                    let items = items::latest(items::of_claim(desk.tracker(), ix), limit(desk.site));
                    Document { feed: Feed::Claim(ix), place: Place::Alone, items: &items }
                        .draw(desk, sheet, form);
                };
                made.push(Artifact::drawn(ID, lang, path, Basis::Claim(ix), draw));
            }
        }
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let tracker = &site.tracker;
        let pages = Pages::of(items::instants(tracker), limit(site), tracker.config.timezone);
        let prints = (0..=pages.archived.len()).map(|_| OnceLock::new()).collect();
        let all = Arc::new(Everything { items: OnceLock::new(), pages, prints });
        let topics = (0..tracker.topics.len()).map(Feed::Topic);
        let claimants = (0..tracker.people.len()).map(Feed::Claimant);
        let feeds = [Feed::Site].into_iter().chain(topics).chain(claimants);
        let chosen = |feed| Chosen { feed, all: Arc::clone(&all), latest: Arc::default() };
        let chosen: Vec<_> = feeds.map(chosen).collect();
        let mut artifacts = Vec::new();
        for lang in 0..site.languages.len() {
            for form in FeedForm::ALL {
                artifacts.extend(chosen.iter().map(|chosen| chosen.artifact(site, lang, form)));
                let files = 0..=all.pages.archived.len();
                let files = files.map(|place| Paged { all: Arc::clone(&all), place });
                artifacts.extend(files.map(|file| file.artifact(site, lang, form)));
            }
        }
        artifacts
    }
}

/// So many entries stand in a feed.
fn limit(site: &Site) -> usize {
    site.config().outputs.get(ID).cloned().unwrap_or_default().entries
}

/// What a feed tells of these items.
fn print(site: &Site, items: &[Item]) -> Hash {
    if items.is_empty() {
        return Hash::of(&items::beginning(&site.tracker).0.to_le_bytes());
    }
    joined(items.iter().flat_map(|item| [site.prints.claim(item.claim.ix()), item.print()]))
}

/// All that happened, and how it is divided over files. What is long to make is made when the first file asks.
struct Everything {
    /// The oldest first.
    items: OnceLock<Vec<Item>>,
    pages: Pages,
    /// Of each page; the last is that of the feed itself.
    prints: Box<[OnceLock<Hash>]>,
}

impl Everything {
    fn items(&self, site: &Site) -> &[Item] {
        self.items.get_or_init(|| items::of_site(&site.tracker))
    }
}

/// A feed that tells the latest of what belongs to it.
#[derive(Clone)]
struct Chosen {
    feed: Feed,
    all: Arc<Everything>,
    latest: Arc<OnceLock<(Vec<Item>, Hash)>>,
}

impl Chosen {
    fn artifact(&self, site: &Site, lang: usize, form: FeedForm) -> Artifact {
        let path = self.feed.path(&site.tracker, &site.languages[lang].routes, form);
        let (here, chosen) = (self.clone(), self.clone());
        let basis = Basis::of(move |site| here.latest(site).1);
        Artifact::drawn(ID, lang, path, basis, move |desk, sheet| {
            let items = &chosen.latest(desk.site).0;
            Document { feed: chosen.feed, place: Place::Alone, items }.draw(desk, sheet, form);
        })
    }

    /// Its items, the newest first, and their print.
    fn latest(&self, site: &Site) -> &(Vec<Item>, Hash) {
        self.latest.get_or_init(|| {
            let items = self.choose(site);
            let name = match self.feed {
                Feed::Claimant(ix) => site.prints.person(ix),
                _ => Hash([0; 16]),
            };
            let print = joined([name, print(site, &items)]);
            (items, print)
        })
    }

    fn choose(&self, site: &Site) -> Vec<Item> {
        let (tracker, limit) = (&site.tracker, limit(site));
        let of = |claims, belongs: &dyn Fn(&Claim) -> bool| {
            items::latest(items::of_claims(tracker, claims, belongs), limit)
        };
        match self.feed {
            Feed::Topic(ix) => of(&tracker.topics[ix].claims, &|claim| claim.topics.contains(&ix)),
            Feed::Claimant(ix) => of(&tracker.people[ix].claims, &|claim| claim.claimants.contains(&ix)),
            _ => {
                let newest = self.all.items(site).iter().rev().copied();
                newest.filter(|item| item.is_news(tracker)).take(limit).collect()
            }
        }
    }
}

/// A file of the feed of everything.
#[derive(Clone)]
struct Paged {
    all: Arc<Everything>,
    /// Which of the pages, the oldest first; the feed itself comes after the last one.
    place: usize,
}

impl Paged {
    fn artifact(self, site: &Site, lang: usize, form: FeedForm) -> Artifact {
        let routes = &site.languages[lang].routes;
        let path = routes.feed_of_all(self.page().map(|page| &*page.name), form);
        let here = self.clone();
        let basis = Basis::of(move |site| *here.all.prints[here.place].get_or_init(|| here.print(site)));
        Artifact::drawn(ID, lang, path, basis, move |desk, sheet| {
            let items: Vec<_> = self.items(desk.site).iter().rev().copied().collect();
            let before = self.before().map(|page| &*page.name);
            let place = match self.page() {
                Some(page) => Place::Archived { page: &page.name, before },
                None => Place::Latest { before },
            };
            Document { feed: Feed::All, place, items: &items }.draw(desk, sheet, form);
        })
    }

    fn print(&self, site: &Site) -> Hash {
        let before = self.before().map_or("", |page| &*page.name);
        joined([Hash::of(before.as_bytes()), print(site, self.items(site))])
    }

    /// The page; `None` for the feed itself.
    fn page(&self) -> Option<&Page> {
        self.all.pages.archived.get(self.place)
    }

    /// The page with what is older.
    fn before(&self) -> Option<&Page> {
        self.all.pages.archived.get(self.place.checked_sub(1)?)
    }

    /// The oldest first.
    fn items(&self, site: &Site) -> &[Item] {
        let range = self.page().map_or(&self.all.pages.latest, |page| &page.range);
        &self.all.items(site)[range.clone()]
    }
}

/// One file of a feed.
#[derive(Clone, Copy)]
struct Document<'a> {
    feed: Feed,
    place: Place<'a>,
    /// The newest first.
    items: &'a [Item],
}

/// Which part of a feed a file is (RFC 5005).
#[derive(Clone, Copy)]
enum Place<'a> {
    /// All that the feed tells.
    Alone,
    /// The newest; what is older stands in an archive.
    Latest {
        /// The last page of the archive.
        before: Option<&'a str>,
    },
    /// A page of the archive.
    Archived {
        /// Its name.
        page: &'a str,
        /// The page before it.
        before: Option<&'a str>,
    },
}

impl Document<'_> {
    fn draw(&self, desk: &Desk<'_>, sheet: &mut Sheet<'_>, form: FeedForm) {
        match form {
            FeedForm::Atom => atom::draw(desk, sheet, self),
            FeedForm::Json => json::draw(desk, sheet, self),
        }
    }

    /// Its own address.
    fn address(&self, desk: &Desk<'_>, form: FeedForm) -> String {
        match self.place {
            Place::Archived { page, .. } => page_address(desk, page, form),
            Place::Alone | Place::Latest { .. } => self.feed_address(desk, form),
        }
    }

    /// The address that is followed.
    fn feed_address(&self, desk: &Desk<'_>, form: FeedForm) -> String {
        desk.site.absolute(&self.feed.path(desk.tracker(), desk.routes(), form))
    }

    /// The address of what is older.
    fn before(&self, desk: &Desk<'_>, form: FeedForm) -> Option<String> {
        match self.place {
            Place::Alone => None,
            Place::Latest { before } | Place::Archived { before, .. } => {
                before.map(|page| page_address(desk, page, form))
            }
        }
    }
}

/// The address of a page of the feed of everything.
fn page_address(desk: &Desk<'_>, page: &str, form: FeedForm) -> String {
    desk.site.absolute(&desk.routes().feed_of_all(Some(page), form))
}

/// An entry in a form. It is drawn once for both forms, and for every feed that tells it.
fn written(desk: &Desk<'_>, item: Item, form: FeedForm) -> Arc<str> {
    let key = |form: FeedForm| PieceKey {
        output: ID,
        form: form.extension(),
        lang: desk.lang_ix,
        claim: item.claim.ix(),
        item: item.number(),
    };
    if let Some(known) = desk.piece(&key(form)) {
        return known;
    }
    let entry = entry::entry(desk, item);
    let (atom, json): (Arc<str>, Arc<str>) = (atom::entry(desk, &entry).into(), json::entry(&entry).into());
    desk.keep_piece(key(FeedForm::Atom), &atom);
    desk.keep_piece(key(FeedForm::Json), &json);
    match form {
        FeedForm::Atom => atom,
        FeedForm::Json => json,
    }
}
