//! Which feeds a site has: how each is called, where it lies, and what leads to it.

use crate::output::Desk;
use crate::routes::{FeedForm, Routes, SitePath};
use crate::theme::view;
use crate::tracker::{ClaimIx, PersonIx, TopicIx, Tracker};
use crate::view::name;
use crate::view::part;

/// The id of the output that feeds are.
pub const ID: &str = "feed";

/// A feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feed {
    /// Headlines that changed, corrections, key events.
    Site,
    /// All that ever happened.
    All,
    /// What happened to a claim.
    Claim(ClaimIx),
    /// What happened to the claims of a topic.
    Topic(TopicIx),
    /// What happened to the claims of a claimant.
    Claimant(PersonIx),
}

impl Feed {
    /// Its address.
    pub fn path(self, tracker: &Tracker, routes: &Routes, form: FeedForm) -> SitePath {
        match self {
            Self::Site => routes.feed(form),
            Self::All => routes.feed_of_all(None, form),
            Self::Claim(ix) => routes.claim_feed(&tracker.claims[ix].record.id, form),
            Self::Topic(ix) => routes.topic_feed(&tracker.topics[ix].topic.id, form),
            Self::Claimant(ix) => routes.claimant_feed(&tracker.people[ix].record.id, form),
        }
    }

    /// The page on what it is about, or the home page.
    pub fn page(self, desk: &Desk<'_>) -> SitePath {
        let (tracker, routes) = (desk.tracker(), desk.routes());
        match self {
            Self::Claim(ix) => routes.claim(&tracker.claims[ix].record.id),
            Self::Topic(ix) if desk.site.makes("list") => routes.topic(&tracker.topics[ix].topic.id, 1),
            Self::Claimant(ix) if desk.site.makes("list") => {
                routes.claimant(&tracker.people[ix].record.id, 1)
            }
            _ => routes.home(),
        }
    }

    /// How it is called: by the name of the site, which a list of feeds may hold many of.
    pub fn title(self, desk: &Desk<'_>) -> String {
        let tracker = desk.tracker();
        let site = part::plain(desk, &desk.config().translations, "title", &desk.config().title);
        let title = match self {
            Self::Site => return desk.fill("feed.site", &[("site", &site)]),
            Self::All => return desk.fill("feed.all", &[("site", &site)]),
            Self::Claim(ix) => {
                let record = &tracker.claims[ix].record;
                part::plain(desk, &record.translations, "title", &record.title)
            }
            Self::Topic(ix) => name::topic_title(desk, &tracker.topics[ix].topic),
            Self::Claimant(ix) => name::person_name(desk, ix),
        };
        desk.fill("feed.of", &[("site", &site), ("title", &title)])
    }
}

view! {
    /// A feed in one form, for programs that look for feeds.
    #[derive(Debug)]
    pub struct FeedLink {
        /// How it is called.
        pub title: String,
        /// Where it lies.
        pub href: String,
        /// Its media type.
        pub kind: &'static str,
    }
}

/// A feed in every form; none where the site makes no feeds.
pub fn links(desk: &Desk<'_>, feed: Feed) -> Vec<FeedLink> {
    if !desk.site.makes(ID) {
        return Vec::new();
    }
    let title = feed.title(desk);
    let link = |form: FeedForm| FeedLink {
        title: title.clone(),
        href: desk.href(&feed.path(desk.tracker(), desk.routes(), form)),
        kind: form.media_type(),
    };
    FeedForm::ALL.into_iter().map(link).collect()
}

/// What readers click on to follow; `None` where the site makes no feeds.
pub fn link(desk: &Desk<'_>, feed: Feed) -> Option<String> {
    let path = feed.path(desk.tracker(), desk.routes(), FeedForm::Atom);
    desk.site.makes(ID).then(|| desk.href(&path))
}
