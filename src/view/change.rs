//! Headlines that changed: from what, to what, when, and why.

use std::borrow::Cow;

use serde::Serialize;

use crate::output::Desk;
use crate::tracker::index::Change;
use crate::view::dated::claim_link;
use crate::view::item;
use crate::view::part::{self, DateView, Link, StatusView};

/// A headline that changed.
#[derive(Debug, Serialize)]
pub struct ChangeView<'a> {
    /// When.
    pub date: DateView,
    /// The claim.
    pub claim: Link,
    /// What it said before; `None` for a claim's first headline.
    pub from: Option<StatusView<'a>>,
    /// What it says from then on.
    pub to: StatusView<'a>,
    /// The deciding update's sentence.
    pub why: Option<Cow<'a, str>>,
    /// A link to the deciding update.
    pub update: Option<String>,
}

/// Changes of headlines, newest first, from `skip` on, at most `limit`.
pub fn changes<'a>(desk: &Desk<'a>, skip: usize, limit: usize) -> Vec<ChangeView<'a>> {
    desk.tracker().changes.iter().skip(skip).take(limit).map(|change| view(desk, change)).collect()
}

fn view<'a>(desk: &Desk<'a>, change: &'a Change) -> ChangeView<'a> {
    let claim = &desk.tracker().claims[change.claim];
    let headline = &claim.headlines[change.headline];
    let before = change.headline.checked_sub(1).map(|place| &claim.headlines[place]);
    let decided = headline.settled_by.map(|ix| (ix, claim.update(ix)));
    let why = decided.and_then(|(_, update)| {
        let summary = update.summary.as_ref()?;
        Some(part::localised(desk, &update.translations, "summary", summary, None).text)
    });
    ChangeView {
        date: part::date(desk, &change.at),
        claim: claim_link(desk, claim),
        from: before.filter(|before| before.since.is_some()).map(|before| part::status(desk, &before.status)),
        to: part::status(desk, &headline.status),
        why,
        update: decided.map(|(_, update)| item::on_claim(desk, claim, &format!("u-{}", update.id))),
    }
}
