//! Headlines that changed: from what, to what, when, and why.

use crate::output::Desk;
use crate::theme::{Value, view};
use crate::tracker::index::Change;
use crate::view::link::{self, claim_link};
use crate::view::part::{self, DateView, Link, Localised, TitleLink};

view! {
    /// A headline that changed.
    #[derive(Debug)]
    pub struct ChangeView<'a> {
        /// When.
        pub date: DateView,
        /// The claim.
        pub claim: TitleLink<'a>,
        /// What it said before; `None` for a claim's first headline.
        pub from: Option<Value>,
        /// What it says from then on.
        pub to: Value,
        /// The deciding update's sentence.
        pub why: Option<Localised<'a>>,
        /// It is a first reading, not only the claim's arrival on the site.
        pub reading: bool,
        /// The entry whose retraction brought it about.
        pub retraction: Option<Link>,
        /// A link to the deciding update.
        pub update: Option<String>,
    }
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
        let lang = claim.record.lang.as_deref();
        Some(part::localised(desk, &update.translations, "summary", summary, lang))
    });
    ChangeView {
        date: part::date(desk, &change.at),
        claim: claim_link(desk, claim),
        from: before.filter(|before| before.since.is_some()).map(|before| part::status(desk, &before.status)),
        to: part::status(desk, &headline.status),
        why,
        reading: headline.since.is_some(),
        retraction: headline.retraction.map(|ix| link::update_link(desk, claim, ix)),
        update: decided.map(|(_, update)| link::on_claim(desk, claim, &format!("u-{}", update.id))),
    }
}
