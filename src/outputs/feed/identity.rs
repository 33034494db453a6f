//! Names that feeds give to what they tell, for good (RFC 4287, section 4.2.6).
//!
//! They are `tag:` URIs (RFC 4151) of the site's `authority`, and outlive a move of the site; without one they are
//! addresses of the site. A record that was renamed keeps its name: that of the first of its `aliases`.

use super::items::{Item, What};
use crate::output::Desk;
use crate::record::id::{ClaimId, PersonId, TopicId};
use crate::routes::{self, FeedForm, SitePath};
use crate::tracker::claim::Claim;
use crate::view::feed::Feed;

/// The name of a feed, whatever its form and page.
pub(super) fn of_feed(desk: &Desk<'_>, feed: Feed) -> String {
    let (tracker, routes) = (desk.tracker(), desk.routes());
    let path = match feed {
        Feed::Site | Feed::All => feed.path(tracker, routes, FeedForm::Atom),
        Feed::Claim(ix) => routes.claim_feed(claim_id(&tracker.claims[ix]), FeedForm::Atom),
        Feed::Topic(ix) => {
            let topic = &tracker.topics[ix].topic;
            let id: &TopicId = topic.aliases.first().map_or(&topic.id.value, |first| &first.value);
            routes.topic_feed(id, FeedForm::Atom)
        }
        Feed::Claimant(ix) => {
            let person = &tracker.people[ix].record;
            let id: &PersonId = person.aliases.first().map_or(&person.id.value, |first| &first.value);
            routes.claimant_feed(id, FeedForm::Atom)
        }
    };
    named(desk, &path, "")
}

/// The name of an entry: that of its place on the claim's page. A retraction or removal is told where its update
/// stands, and adds a word that no id can hold.
pub(super) fn of_item(desk: &Desk<'_>, claim: &Claim, item: Item) -> String {
    let page = desk.routes().claim(claim_id(claim));
    let aside = match item.what {
        What::Retraction(_) => ".retraction",
        What::Removal(_) => ".removal",
        _ => "",
    };
    let anchor = anchor(claim, item).map_or_else(String::new, |anchor| format!("#{anchor}{aside}"));
    named(desk, &page, &anchor)
}

/// Where it stands on the claim's page.
pub(super) fn anchor(claim: &Claim, item: Item) -> Option<String> {
    match item.what {
        What::Arrival => None,
        What::Update(ix) | What::Retraction(ix) | What::Removal(ix) => {
            Some(routes::update_anchor(&claim.update(ix).id))
        }
        What::Correction(ix) => Some(format!("c-{}", claim.record.corrections[ix.ix()].id.value)),
    }
}

/// The name of a list of words that entries are sorted by.
pub(super) fn of_scheme(desk: &Desk<'_>, scheme: &str) -> String {
    named(desk, &SitePath::new(scheme), "")
}

fn claim_id(claim: &Claim) -> &ClaimId {
    claim.record.aliases.first().map_or(&claim.record.id, |first| &first.value)
}

fn named(desk: &Desk<'_>, path: &SitePath, anchor: &str) -> String {
    match desk.config().authority.as_deref() {
        Some(authority) => format!("tag:{authority}:{}{anchor}", path.as_str()),
        None => format!("{}{anchor}", desk.site.absolute(path)),
    }
}
