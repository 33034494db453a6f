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
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::record::text::Hash;
use crate::routes::FeedForm;
use crate::tracker::ClaimIx;
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
        let all: Arc<[Item]> = items::of_site(tracker).into();
        let pages = Arc::new(Pages::of(&all, limit(site), tracker.config.timezone));
        let topics = (0..tracker.topics.len()).map(Feed::Topic);
        let claimants = (0..tracker.people.len()).map(Feed::Claimant);
        let feeds = [Feed::Site].into_iter().chain(topics).chain(claimants);
        let chosen: Vec<_> =
            feeds.map(|feed| Chosen { feed, all: Arc::clone(&all), items: Arc::default() }).collect();
        let mut artifacts = Vec::new();
        for lang in 0..site.languages.len() {
            for form in FeedForm::ALL {
                artifacts.extend(chosen.iter().map(|chosen| chosen.artifact(site, lang, form)));
                artifacts.extend((0..=pages.archived.len()).map(|place| {
                    let (all, pages) = (Arc::clone(&all), Arc::clone(&pages));
                    Paged { all, pages, place }.artifact(site, lang, form)
                }));
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
    joined(items.iter().flat_map(|item| [site.prints.claim(item.claim.ix()), item.print()]))
}

/// A feed that tells the latest of what belongs to it.
#[derive(Clone)]
struct Chosen {
    feed: Feed,
    all: Arc<[Item]>,
    /// They are chosen when the first file asks for them.
    items: Arc<OnceLock<Vec<Item>>>,
}

impl Chosen {
    fn artifact(&self, site: &Site, lang: usize, form: FeedForm) -> Artifact {
        let path = self.feed.path(&site.tracker, &site.languages[lang].routes, form);
        let (here, chosen) = (self.clone(), self.clone());
        let basis = Basis::of(move |site| here.print(site));
        Artifact::drawn(ID, lang, path, basis, move |desk, sheet| {
            let items = chosen.items(desk.site);
            Document { feed: chosen.feed, place: Place::Alone, items }.draw(desk, sheet, form);
        })
    }

    fn print(&self, site: &Site) -> Hash {
        let name = match self.feed {
            Feed::Claimant(ix) => site.prints.person(ix),
            _ => Hash([0; 16]),
        };
        joined([name, print(site, self.items(site))])
    }

    /// The newest first.
    fn items(&self, site: &Site) -> &[Item] {
        let (tracker, limit) = (&site.tracker, limit(site));
        self.items.get_or_init(|| match self.feed {
            Feed::Topic(ix) => {
                let of_topic =
                    items::of_claims(tracker, &tracker.topics[ix].claims, |claim| claim.topics.contains(&ix));
                items::latest(of_topic, limit)
            }
            Feed::Claimant(ix) => {
                let of_claimant = items::of_claims(tracker, &tracker.people[ix].claims, |claim| {
                    claim.claimants.contains(&ix)
                });
                items::latest(of_claimant, limit)
            }
            _ => {
                let newest = self.all.iter().rev().copied();
                newest.filter(|item| item.is_news(tracker)).take(limit).collect()
            }
        })
    }
}

/// A file of the feed of everything.
struct Paged {
    all: Arc<[Item]>,
    pages: Arc<Pages>,
    /// Which of the pages, the oldest first; the feed itself comes after the last one.
    place: usize,
}

impl Paged {
    fn artifact(self, site: &Site, lang: usize, form: FeedForm) -> Artifact {
        let (all, pages, place) = (Arc::clone(&self.all), Arc::clone(&self.pages), self.place);
        let routes = &site.languages[lang].routes;
        let path = routes.feed_of_all(self.page().map(|page| &*page.name), form);
        let basis = Basis::of(move |site| {
            let here = Self { all: Arc::clone(&all), pages: Arc::clone(&pages), place };
            let names = [here.page(), here.before()].map(|page| page.map_or("", |page| &*page.name));
            let names = names.map(|name| Hash::of(name.as_bytes()));
            joined(names.into_iter().chain([print(site, here.items())]))
        });
        Artifact::drawn(ID, lang, path, basis, move |desk, sheet| {
            let items: Vec<_> = self.items().iter().rev().copied().collect();
            let before = self.before().map(|page| &*page.name);
            let place = match self.page() {
                Some(page) => Place::Archived { page: &page.name, before },
                None => Place::Latest { before },
            };
            Document { feed: Feed::All, place, items: &items }.draw(desk, sheet, form);
        })
    }

    /// The page; `None` for the feed itself.
    fn page(&self) -> Option<&Page> {
        self.pages.archived.get(self.place)
    }

    /// The page with what is older.
    fn before(&self) -> Option<&Page> {
        self.pages.archived.get(self.place.checked_sub(1)?)
    }

    /// The oldest first.
    fn items(&self) -> &[Item] {
        &self.all[self.page().map_or(&self.pages.latest, |page| &page.range).clone()]
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
            Place::Archived { page, .. } => self.page_address(desk, page, form),
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
                before.map(|page| self.page_address(desk, page, form))
            }
        }
    }

    fn page_address(&self, desk: &Desk<'_>, page: &str, form: FeedForm) -> String {
        desk.site.absolute(&desk.routes().feed_of_all(Some(page), form))
    }
}
