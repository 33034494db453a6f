//! Links to claims, and to what stands on their pages.

use crate::output::Desk;
use crate::tracker::claim::Claim;
use crate::view::part::{self, Link, TitleLink};

/// A claim's title with a link to its page.
pub fn claim_link<'a>(desk: &Desk<'a>, claim: &'a Claim) -> TitleLink<'a> {
    let record = &*claim.record;
    let title = part::localised(desk, &record.translations, "title", &record.title, record.lang.as_deref());
    TitleLink { label: title.text, lang: title.lang, href: desk.href(&desk.routes().claim(&record.id)) }
}

/// A link to one of a claim's updates, named by its date.
pub fn update_link(desk: &Desk<'_>, claim: &Claim, ix: impl Into<usize>) -> Link {
    let update = claim.update(ix);
    Link {
        label: desk.words().date(&update.published),
        href: on_claim(desk, claim, &format!("u-{}", update.id)),
    }
}

/// A link to an anchor of a claim's page.
pub fn on_claim(desk: &Desk<'_>, claim: &Claim, anchor: &str) -> String {
    [&desk.claim_href(&claim.record.id), "#", anchor].concat()
}
