//! Calendars (RFC 5545): due dates, milestones and follow-ups of the site, of each claimant and of each claim.
//!
//! A calendar stands where it has an entry, since the standard asks for at least one; what names no day is left out, and
//! counted where readers see it. In the calendar of a claim stays what is over. Calendars of many claims let go of it after
//! some months, counted from the month of the site's day: no calendar changes with each day.

mod dates;
mod event;
mod ical;

use std::sync::{Arc, OnceLock};

use chrono::{Datelike, Months, NaiveDate};

use crate::output::basis::{joined, number};
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::record::text::Hash;
use crate::routes::{Routes, SitePath};
use crate::theme::view;
use crate::tracker::claim::Claim;
use crate::tracker::{ClaimIx, PersonIx, Tracker};
use crate::view::name;
use crate::view::part;
use event::Subject;
use ical::{Breaks, Lines};

/// `/calendar.ics`, `/claims/ID/calendar.ics`, `/claimants/ID/calendar.ics`.
pub(super) struct Calendars;

/// The id of this output.
pub(super) const ID: OutputId = "calendar";

/// About as many bytes as an entry takes.
const ENTRY: usize = 768;

/// Whose dates a calendar holds.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// Those of every claim.
    Site,
    /// Those of a claimant's claims.
    Claimant(PersonIx),
    /// Those of a claim.
    Claim(ClaimIx),
}

impl Output for Calendars {
    fn id(&self) -> OutputId {
        ID
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        calendars(site, Of::Claim(ix), made);
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let mut made = Vec::new();
        for of in (0..site.tracker.people.len()).map(Of::Claimant).chain([Of::Site]) {
            calendars(site, of, &mut made);
        }
        made
    }
}

/// A calendar in each language, where it has an entry.
fn calendars(site: &Site, of: Of, made: &mut Vec<Artifact>) {
    if !of.has_entries(&site.tracker) {
        return;
    }
    for (lang, language) in site.languages.iter().enumerate() {
        let path = of.path(&site.tracker, &language.routes);
        let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| calendar(desk, sheet, of);
        made.push(Artifact::drawn(ID, lang, path, of.basis(), draw));
    }
}

impl Of {
    fn path(self, tracker: &Tracker, routes: &Routes) -> SitePath {
        match self {
            Self::Site => routes.calendar(),
            Self::Claimant(ix) => routes.claimant_calendar(&tracker.people[ix].record.id),
            Self::Claim(ix) => routes.claim_calendar(&tracker.claims[ix].record.id),
        }
    }

    fn basis(self) -> Basis {
        match self {
            Self::Site => Basis::of(|site| {
                let claims = (0..site.tracker.claims.len()).map(|claim| site.prints.listed(claim));
                joined([month(&site.tracker)].into_iter().chain(claims))
            }),
            Self::Claimant(ix) => Basis::of(move |site| {
                let claims = site.tracker.people[ix].claims.iter().map(|&claim| site.prints.listed(claim));
                joined([month(&site.tracker), site.prints.person(ix)].into_iter().chain(claims))
            }),
            Self::Claim(ix) => Basis::Listed(ix),
        }
    }

    /// The claims whose dates it holds, by id. A draft has no place in what readers subscribe to, not even where a
    /// preview shows it.
    fn claims(self, tracker: &Tracker) -> impl Iterator<Item = &Claim> {
        let all = match self {
            Self::Site => &tracker.claims[..],
            Self::Claimant(_) => &[],
            Self::Claim(ix) => std::slice::from_ref(&tracker.claims[ix]),
        };
        let some = if let Self::Claimant(ix) = self { &tracker.people[ix].claims[..] } else { &[] };
        let claims = all.iter().chain(some.iter().map(|&ix| &tracker.claims[ix]));
        claims.map(|claim| &**claim).filter(|claim| !claim.draft)
    }

    fn has_entries(self, tracker: &Tracker) -> bool {
        let kinds = tracker.config.calendar_dates();
        self.claims(tracker).any(|claim| dates::has_entries(claim, kinds))
    }

    /// The first day that it holds; `None` where it holds what is over for good.
    ///
    /// Where all of it is over for long, the last of it stays: an address that was given out goes on leading somewhere.
    fn since(self, tracker: &Tracker) -> Option<NaiveDate> {
        if let Self::Claim(_) = self {
            return None;
        }
        let (kinds, zone) = (tracker.config.calendar_dates(), tracker.config.timezone);
        let day = tracker.as_of.day.with_day(1)?;
        let since = day.checked_sub_months(Months::new(kinds.past_months))?;
        let last = self.claims(tracker).flat_map(|claim| dates::last_days(claim, kinds, zone)).max()?;
        Some(since.min(last))
    }

    fn left_out(self, tracker: &Tracker) -> usize {
        let kinds = tracker.config.calendar_dates();
        self.claims(tracker).map(|claim| dates::left_out(claim, kinds)).sum()
    }
}

/// The month of the site's day.
fn month(tracker: &Tracker) -> Hash {
    let day = tracker.as_of.day;
    Hash::of(format!("{}-{}", day.year(), day.month()).as_bytes())
}

view! {
    /// A link to a calendar.
    #[derive(Debug)]
    pub(super) struct CalendarLink {
        /// What is read.
        pub label: String,
        /// Where it leads.
        pub href: String,
        /// How many dates are not in it, in words; `None` where all are.
        pub left_out: Option<String>,
    }
}

/// A link to a calendar, where this build makes it.
pub(super) fn link(desk: &Desk<'_>, of: Of) -> Option<CalendarLink> {
    link_of(desk, of, || of.left_out(desk.tracker()))
}

fn link_of(desk: &Desk<'_>, of: Of, left_out: impl FnOnce() -> usize) -> Option<CalendarLink> {
    let tracker = desk.tracker();
    if !desk.site.makes(ID) || !of.has_entries(tracker) {
        return None;
    }
    let key = match of {
        Of::Site => "calendar.of_site",
        Of::Claimant(_) => "calendar.of_claimant",
        Of::Claim(_) => "calendar.of_claim",
    };
    let href = desk.href(&of.path(tracker, desk.routes()));
    Some(CalendarLink { label: desk.say(key), href, left_out: without_a_day(desk, left_out()) })
}

fn without_a_day(desk: &Desk<'_>, count: usize) -> Option<String> {
    (count > 0).then(|| desk.count("calendar.left_out", count))
}

/// What pages of dates say of the calendar of the site: counted once, when the first of them asks.
#[derive(Clone, Default)]
pub(super) struct LeftOut(Arc<OnceLock<(bool, usize)>>);

impl LeftOut {
    /// Whether the site has a calendar, and how many dates are not in it.
    fn of(&self, site: &Site) -> (bool, usize) {
        let count = || (Of::Site.has_entries(&site.tracker), Of::Site.left_out(&site.tracker));
        if site.makes(ID) { *self.0.get_or_init(count) } else { (false, 0) }
    }

    /// What the link depends on.
    pub(super) fn print(&self, site: &Site) -> Hash {
        let (is_made, left_out) = self.of(site);
        number(if is_made { 1 + left_out } else { 0 })
    }

    /// A link to the calendar of the site.
    pub(super) fn link(&self, desk: &Desk<'_>) -> Option<CalendarLink> {
        link_of(desk, Of::Site, || self.of(desk.site).1)
    }
}

fn calendar(desk: &Desk<'_>, sheet: &mut Sheet<'_>, of: Of) {
    let tracker = desk.tracker();
    let (kinds, zone, since) = (desk.config().calendar_dates(), desk.config().timezone, of.since(tracker));
    let is_held = |day: NaiveDate| since.is_none_or(|since| since <= day);
    let days = of.claims(tracker).flat_map(|claim| dates::last_days(claim, kinds, zone));
    sheet.expect(days.filter(|day| is_held(*day)).count() * ENTRY);
    let mut lines = Lines::default();
    head(desk, of, &mut lines);
    for claim in of.claims(tracker) {
        let mut entries = dates::entries(claim, kinds);
        entries.retain(|entry| is_held(entry.when.last_day(zone)));
        if !entries.is_empty() {
            let subject = Subject::new(desk, claim);
            for entry in &entries {
                subject.write(entry, &mut lines);
            }
            sheet.text(&lines.take());
        }
    }
    lines.plain("END", "VCALENDAR");
    sheet.text(&lines.take());
}

/// What the calendar is, for readers of RFC 7986 and for those before it.
fn head(desk: &Desk<'_>, of: Of, lines: &mut Lines) {
    let (site, routes, tracker) = (desk.site, desk.routes(), desk.tracker());
    let translations = &desk.config().translations;
    let name = part::plain(desk, translations, "title", &desk.config().title);
    let (title, page) = match of {
        Of::Site => (None, routes.home()),
        Of::Claimant(ix) => {
            let page = if site.makes("list") {
                routes.claimant(&tracker.people[ix].record.id, 1)
            } else {
                routes.home()
            };
            (Some(name::person_name(desk, ix)), page)
        }
        Of::Claim(ix) => {
            let record = &*tracker.claims[ix].record;
            let title = part::plain(desk, &record.translations, "title", &record.title);
            (Some(title), routes.claim(&record.id))
        }
    };
    let name = match title {
        Some(title) => desk.fill("calendar.name", &[("title", &title), ("site", &name)]),
        None => name.to_owned(),
    };
    let past = match of {
        Of::Claim(_) => desk.say("calendar.past_stays"),
        Of::Site | Of::Claimant(_) => {
            desk.count("calendar.past_goes", desk.config().calendar_dates().past_months as usize)
        }
    };
    let about = [Some(desk.say("calendar.about")), Some(past), without_a_day(desk, of.left_out(tracker))];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" ");
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//onrecord//onrecord//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    for key in ["NAME", "X-WR-CALNAME"] {
        lines.text(key, &name, Breaks::Joined);
    }
    for key in ["DESCRIPTION", "X-WR-CALDESC"] {
        lines.text(key, &about, Breaks::Kept);
    }
    lines.plain("URL", &site.absolute(&page));
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
}
