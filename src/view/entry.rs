//! One update as readers see it: status, text, evidence, and what became of it.

use crate::output::Desk;
use crate::record::claim::{Method, UpdateRecord, Withdrawal};
use crate::record::id::StatusId;
use crate::record::site::Config;
use crate::routes;
use crate::theme::{Value, view};
use crate::tracker::Slot;
use crate::tracker::claim::{Claim, Standing};
use crate::view::cite;
use crate::view::name;
use crate::view::part::{self, BodyView, DateView, Link, Localised};
use crate::view::{frame, link};

view! {
    /// One update.
    #[derive(Debug)]
    pub struct EntryView<'a> {
        /// Its id.
        pub id: &'a str,
        /// The level of its heading.
        pub level: u8,
        /// Its anchor on the claim's page.
        pub anchor: String,
        /// Its permalink, relative: a page of its own, else the claim page's anchor.
        pub permalink: String,
        /// Its permalink as a whole address, where this page is not the one that it leads to.
        pub address: Option<String>,
        /// When it was published.
        pub published: DateView,
        /// Its reading; `None` for a note.
        pub status: Option<Value>,
        /// `human`, `assisted`, `automated`.
        pub method: &'static str,
        /// In words: who read, who wrote, who reviewed.
        pub byline: String,
        /// Cut-off of the evidence.
        pub as_of: Option<DateView>,
        /// When the thing itself happened.
        pub happened_on: Option<DateView>,
        /// What the text itself says, where it contradicts the status.
        pub reported: Option<Value>,
        /// A key event.
        pub key: bool,
        /// One sentence why.
        pub summary: Option<Localised<'a>>,
        /// The text; `None` where it is empty, removed, or on another page.
        pub body: Option<BodyView<'a>>,
        /// The page that has the text, where this one has not.
        pub full: Option<String>,
        /// Taken back.
        pub retracted: Option<WithdrawalView<'a>>,
        /// Taken down.
        pub removed: Option<WithdrawalView<'a>>,
        /// What did not last: "Not confirmed: the next reading, 1 h 38 min later, said In progress."
        pub reverted: Option<String>,
        /// What it set: "Tracing: met", "Ministerial moved to April 2026".
        pub sets: Vec<String>,
        /// Evidence.
        pub sources: Vec<Value>,
        /// Corrections of it, by anchor on the claim's page.
        pub corrections: Vec<Link>,
        /// Published after the site's day, or in a draft.
        pub future: bool,
        /// Where to dispute it.
        pub dispute: Option<String>,
        /// The history of its record.
        pub edit: Option<String>,
    }
}

view! {
    /// Why and when something was taken back or taken down.
    #[derive(Debug)]
    pub struct WithdrawalView<'a> {
        /// The day.
        pub date: DateView,
        /// The reason.
        pub why: Localised<'a>,
    }
}

/// Which texts stand on the page being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Every text.
    Here,
    /// On month pages, but for key events.
    OnMonthPages,
}

/// One update of a claim.
pub fn entry<'a>(desk: &Desk<'a>, claim: &'a Claim, ix: usize, texts: Texts) -> EntryView<'a> {
    let update = claim.updates[ix];
    let record = claim.update(ix);
    let removed = update.standing == Standing::Removed;
    let elsewhere = texts == Texts::OnMonthPages && !is_key(claim, ix);
    let visible = !removed && !elsewhere;
    EntryView {
        id: record.id.as_str(),
        level: level(desk, claim),
        anchor: routes::update_anchor(&record.id),
        permalink: desk.if_read("permalink", || permalink(desk, claim, ix)),
        address: desk.if_read("address", || {
            let own = *desk.path == desk.routes().update(&claim.record.id, &record.id);
            if own { None } else { address(desk, claim, ix) }
        }),
        published: part::date(desk, &record.published),
        status: status(desk, claim, ix),
        method: record.method.word(),
        // Of what was taken down only the place, the date and the reason are kept.
        byline: desk.if_read("byline", || if removed { String::new() } else { byline(desk, record) }),
        as_of: record.as_of.as_ref().filter(|_| !removed).map(|date| part::date(desk, date)),
        happened_on: record.happened_on.as_ref().filter(|_| !removed).map(|date| part::date(desk, date)),
        reported: record
            .reported_status
            .as_ref()
            .filter(|_| !removed)
            .map(|id| part::hollow_status(desk, id)),
        key: record.key,
        summary: record.summary.as_ref().filter(|_| !removed).map(|summary| {
            part::localised(desk, &record.translations, "summary", summary, claim.record.lang.as_deref())
        }),
        body: desk.if_read("body", || if visible { text(desk, claim, record) } else { None }),
        full: (elsewhere && !removed && !record.body.is_blank()).then(|| month_link(desk, claim, record)),
        retracted: withdrawal(
            desk,
            record,
            "retracted",
            record.retracted.as_ref(),
            update.standing == Standing::Retracted,
        ),
        removed: withdrawal(desk, record, "removed", record.removed.as_ref(), removed),
        reverted: desk.if_read("reverted", || reverted(desk, claim, ix)),
        sets: desk.if_read("sets", || if removed { Vec::new() } else { sets(desk, claim, record) }),
        sources: desk.if_read("sources", || {
            if removed { Vec::new() } else { cite::citations(desk, claim, &record.citations) }
        }),
        corrections: desk.if_read("corrections", || corrections(desk, claim, record)),
        future: update.future,
        dispute: desk.if_read("dispute", || frame::dispute(desk, claim, Some(&record.id))),
        edit: desk.if_read("edit", || frame::edit_link(desk, record.file().as_str())),
    }
}

/// One update as the template reads it: of many, each is made a value before the next one is looked at, so that
/// their texts are in memory once.
pub fn shown<'a>(desk: &Desk<'a>, claim: &'a Claim, ix: usize, texts: Texts) -> Value {
    desk.show(&entry(desk, claim, ix, texts))
}

/// Whether an entry is shown whole on the claim's page however many there are: marked as a key event,
/// written by a person, the one that made a headline, or the last one.
pub fn is_key(claim: &Claim, ix: usize) -> bool {
    let record = claim.update(ix);
    record.key
        || ix + 1 == claim.updates.len()
        || (record.method == Method::Human && record.status.is_some())
        || claim.headlines[claim.updates[ix].headline.ix()].settled_by == Some(Slot::new(ix))
}

/// Whether an update is one that people cite by itself: by a person, or a key event.
fn is_cited_alone(claim: &Claim, ix: usize) -> bool {
    let record = claim.update(ix);
    record.key || record.method == Method::Human
}

/// Whether the site holds what is made of an update that is cited by itself.
pub fn is_cited(config: &Config, claim: &Claim, ix: usize) -> bool {
    let every = config.outputs.get("updates").is_some_and(|settings| settings.every_update);
    every || is_cited_alone(claim, ix)
}

/// Whether an update has a page of its own.
pub fn has_page(desk: &Desk<'_>, claim: &Claim, ix: usize) -> bool {
    desk.site.makes("updates") && is_cited(desk.config(), claim, ix)
}

fn permalink(desk: &Desk<'_>, claim: &Claim, ix: usize) -> String {
    let id = &claim.update(ix).id;
    if has_page(desk, claim, ix) {
        return desk.href(&desk.routes().update(&claim.record.id, id));
    }
    link::on_claim(desk, claim, &routes::update_anchor(id))
}

/// The permalink of an update as a whole address, on a site that is cited and knows where it is.
pub fn address(desk: &Desk<'_>, claim: &Claim, ix: usize) -> Option<String> {
    if !desk.site.makes("cite") || !desk.config().has_address() {
        return None;
    }
    let id = &claim.update(ix).id;
    if has_page(desk, claim, ix) {
        return Some(desk.site.absolute(&desk.routes().update(&claim.record.id, id)));
    }
    let page = desk.site.absolute(&desk.routes().claim(&claim.record.id));
    Some([&*page, "#", &*routes::update_anchor(id)].concat())
}

fn month_link(desk: &Desk<'_>, claim: &Claim, record: &UpdateRecord) -> String {
    let month = desk.routes().month(&claim.record.id, &month_of(record));
    [&*desk.href(&month), "#", &*routes::update_anchor(&record.id)].concat()
}

/// The month page that an update is on: the literal digits of its publication.
pub fn month_of(record: &UpdateRecord) -> String {
    let mut digits = record.published.id_digits();
    digits.truncate(7);
    digits
}

/// The reading of an update: hollow for what did not last, or is not confirmed yet; `None` for a note, and for
/// what was taken down.
pub fn status(desk: &Desk<'_>, claim: &Claim, ix: usize) -> Option<Value> {
    let status = reading(claim, ix)?;
    Some(if is_firm(claim, ix) { part::status(desk, status) } else { part::hollow_status(desk, status) })
}

/// What an update reads; `None` for a note, and for what was taken down.
pub fn reading(claim: &Claim, ix: usize) -> Option<&StatusId> {
    let status = claim.update(ix).status.as_ref().map(|status| &status.value);
    status.filter(|_| claim.updates[ix].standing != Standing::Removed)
}

/// Whether the reading of an update lasted, and is confirmed.
pub fn is_firm(claim: &Claim, ix: usize) -> bool {
    let settled = claim.updates[ix].run.is_some_and(|run| {
        let run = &claim.runs[run.ix()];
        // What the headline said once the run was over, or says by now.
        let after = run.readings.last().map(|last| claim.updates[last.ix()].headline.ix());
        !run.reverted && after.is_some_and(|after| claim.headlines[after].status == run.status)
    });
    let unsettled = claim.marks.unsettled.as_ref().is_some_and(|report| {
        Some(&report.status) == reading(claim, ix)
            && claim.updates[ix].run == claim.runs.len().checked_sub(1).map(Slot::new)
    });
    settled && !unsettled
}

/// The level of an entry's heading: below "Every reading" on the claim's page, below the title elsewhere.
fn level(desk: &Desk<'_>, claim: &Claim) -> u8 {
    if desk.claim_href(&claim.record.id).is_empty() { 3 } else { 2 }
}

fn text<'a>(desk: &Desk<'a>, claim: &'a Claim, record: &'a UpdateRecord) -> Option<BodyView<'a>> {
    let translated =
        part::in_language(desk, &record.translations).and_then(|translation| translation.body.as_ref());
    let prefix = format!("u-{}-", record.id);
    let lang = claim.record.lang.as_deref();
    let level = level(desk, claim);
    part::body_below(desk, level, &record.body, translated, lang, &prefix, &|id| {
        cite::number(desk, claim, id)
    })
}

/// Who read, who wrote, who reviewed.
pub fn byline(desk: &Desk<'_>, record: &UpdateRecord) -> String {
    let mut parts = vec![desk.say(&format!("method.{}", record.method.word()))];
    if let Some(author) = &record.author {
        parts.push(desk.fill("byline.author", &[("name", author)]));
    }
    if let Some(reviewer) = &record.reviewed_by {
        parts.push(desk.fill("byline.reviewed", &[("name", reviewer)]));
    }
    parts.join(" · ")
}

fn withdrawal<'a>(
    desk: &Desk<'a>,
    record: &'a UpdateRecord,
    key: &str,
    withdrawal: Option<&'a Withdrawal>,
    holds: bool,
) -> Option<WithdrawalView<'a>> {
    let withdrawal = withdrawal.filter(|_| holds)?;
    let why = part::localised(desk, &record.translations, &format!("{key}.why"), &withdrawal.why, None);
    Some(WithdrawalView { date: part::date(desk, &withdrawal.date), why })
}

/// How long a reading lasted that was undone before it settled.
fn reverted(desk: &Desk<'_>, claim: &Claim, ix: usize) -> Option<String> {
    let place = claim.updates[ix].run?.ix();
    let run = &claim.runs[place];
    let (true, Some(lasted), Some(next)) = (run.reverted, run.lasted, claim.runs.get(place + 1)) else {
        return None;
    };
    let status = part::status_label(desk, &next.status);
    Some(desk.fill("entry.reverted", &[("lasted", &desk.words().duration(lasted)), ("status", &status)]))
}

/// What an update set, in words.
pub fn sets<'a>(desk: &Desk<'a>, claim: &'a Claim, record: &'a UpdateRecord) -> Vec<String> {
    let label = |target: &str| -> String {
        if target == "due" {
            return desk.say("due.date");
        }
        let milestone = claim.milestones.iter().find(|m| m.record.id.as_str() == target);
        let follow_up = claim.follow_ups.iter().find(|f| f.record.id.as_str() == target);
        let criterion = claim.record.criteria.iter().find(|c| c.id.as_str() == target);
        milestone
            .map(|m| name::milestone_title(desk, claim, &m.record).to_owned())
            .or_else(|| criterion.map(|c| name::criterion_text(desk, claim, c).text.into_owned()))
            .or_else(|| {
                follow_up.map(|f| desk.fill("sets.follow_up", &[("date", &desk.words().date(&f.date))]))
            })
            .unwrap_or_else(|| target.to_owned())
    };
    let one = |set: &crate::record::claim::Set| {
        let what = label(set.target.as_str());
        let state = set.state.as_ref().map(|state| desk.say(&format!("state.{}", &***state)));
        let to = set.to.as_ref().map(|to| desk.words().date(to));
        match (state, to) {
            (Some(state), Some(to)) => {
                desk.fill("sets.state_to", &[("what", &what), ("state", &state), ("to", &to)])
            }
            (Some(state), None) => desk.fill("sets.state", &[("what", &what), ("state", &state)]),
            (None, Some(to)) => desk.fill("sets.to", &[("what", &what), ("to", &to)]),
            (None, None) => what,
        }
    };
    record.sets.iter().map(one).collect()
}

/// Corrections of an update, as links to the claim's page.
pub fn corrections(desk: &Desk<'_>, claim: &Claim, record: &UpdateRecord) -> Vec<Link> {
    let of_this = claim
        .corrections
        .iter()
        .map(|&ix| &claim.record.corrections[ix])
        .filter(|correction| correction.update.as_ref().is_some_and(|update| update.value == record.id));
    of_this
        .map(|correction| Link {
            label: desk.fill("entry.corrected", &[("date", &desk.words().date(&correction.date))]),
            href: link::on_claim(desk, claim, &format!("c-{}", correction.id.value)),
        })
        .collect()
}
