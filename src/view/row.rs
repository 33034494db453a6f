//! A claim as one entry of a list: set like a line of a newspaper's index.

use crate::output::Desk;
use crate::theme::{Value, view};
use crate::tracker::ClaimIx;
use crate::view::due::{self, DueView};
use crate::view::name;
use crate::view::part::{self, DateView, Link, Localised};
use crate::view::why::{self, MarkView};

view! {
    /// One line of a list of claims.
    #[derive(Debug)]
    pub struct ClaimRow<'a> {
        /// Its page.
        pub href: String,
        /// Its title.
        pub title: Localised<'a>,
        /// Where it stands.
        pub status: Value,
        /// One sentence why.
        pub why: Localised<'a>,
        /// What stands beside the status.
        pub marks: Vec<MarkView>,
        /// When it is due.
        pub due: Option<DueView>,
        /// When somebody last looked.
        pub checked: Option<DateView>,
        /// Who made it.
        pub claimants: Vec<&'a str>,
        /// What it cites, in a list that is about that.
        pub cited: Vec<Link>,
        /// Not on the public site.
        pub draft: bool,
    }
}

/// A claim as one entry of a list.
pub fn row<'a>(desk: &Desk<'a>, ix: ClaimIx) -> ClaimRow<'a> {
    let tracker = desk.tracker();
    let claim = &tracker.claims[ix];
    let record = &*claim.record;
    ClaimRow {
        href: desk.href(&desk.routes().claim(&record.id)),
        title: part::localised(desk, &record.translations, "title", &record.title, record.lang.as_deref()),
        status: part::status(desk, &claim.headline().status),
        why: why::sentence(desk, claim),
        marks: why::marks(desk, claim),
        due: due::due(desk, claim),
        checked: claim.dates.last_checked.as_ref().map(|date| part::date(desk, date)),
        claimants: claim.claimants.iter().map(|&person| name::person_name(desk, person)).collect(),
        cited: Vec::new(),
        draft: claim.draft,
    }
}
