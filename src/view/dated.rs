//! Milestones and follow-ups over all claims: what is past, next and overdue.

use crate::date::Instant;
use crate::output::Desk;
use crate::theme::{Value, view};
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, FollowUpOutcome};
use crate::tracker::index::{Coming, ComingKind, Dated};
use crate::view::item::{self, FollowUpView, MilestoneView};
use crate::view::link::{self, claim_link};
use crate::view::part::{self, DateView, TitleLink};

view! {
    /// One line of a list of dated things.
    #[derive(Debug)]
    pub struct DatedRow<'a> {
        /// `milestone`, `follow_up`, `due`
        pub kind: &'static str,
        /// When.
        pub date: DateView,
        /// What, with a link to its entry on the claim's page.
        pub link: TitleLink<'a>,
        /// The claim.
        pub claim: TitleLink<'a>,
        /// Where the claim stands.
        pub status: Value,
        /// The state of the thing, for classes.
        pub state: &'static str,
        /// In words.
        pub state_label: String,
    }
}

/// A list of dated things, in three parts.
#[derive(Debug)]
pub struct Parted<'a> {
    /// Past their date and nothing known.
    pub overdue: Vec<DatedRow<'a>>,
    /// To come, the next one first.
    pub next: Vec<DatedRow<'a>>,
    /// Past, the latest first.
    pub past: Vec<DatedRow<'a>>,
}

/// Which dated things a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Every milestone of the site.
    Milestones,
    /// Every follow-up of the site; those that were missed stand under `overdue`.
    FollowUps,
}

/// The parts of a list, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Past its date and nothing known.
    Overdue,
    /// To come.
    Next,
    /// Past.
    Past,
}

/// Some rows of a list.
pub fn rows<'a>(desk: &Desk<'a>, listed: Listed, some: &[(Part, Dated)]) -> Parted<'a> {
    let mut parted = Parted { overdue: Vec::new(), next: Vec::new(), past: Vec::new() };
    for (part, dated) in some {
        let claim = &desk.tracker().claims[dated.claim];
        let row = match listed {
            Listed::Milestones => {
                milestone_row(desk, claim, item::milestone(desk, claim, &claim.milestones[dated.item]))
            }
            Listed::FollowUps => {
                follow_up_row(desk, claim, item::follow_up(desk, claim, &claim.follow_ups[dated.item]))
            }
        };
        match part {
            Part::Overdue => parted.overdue.push(row),
            Part::Next => parted.next.push(row),
            Part::Past => parted.past.push(row),
        }
    }
    parted
}

/// The whole of a list: overdue ones first, then what is next, then what is past.
pub fn ordered(tracker: &Tracker, listed: Listed) -> Vec<(Part, Dated)> {
    let all = match listed {
        Listed::Milestones => &tracker.milestones,
        Listed::FollowUps => &tracker.follow_ups,
    };
    let of = |wanted: Part| {
        let here = move |dated: &&Dated| {
            part_of(&tracker.claims[dated.claim], listed, dated.item, tracker.as_of.end) == wanted
        };
        all.iter().filter(here).map(move |dated| (wanted, *dated))
    };
    // The latest of what is past comes first.
    of(Part::Overdue).chain(of(Part::Next)).chain(of(Part::Past).rev()).collect()
}

fn part_of(claim: &Claim, listed: Listed, item: usize, now: Instant) -> Part {
    match listed {
        Listed::Milestones if claim.milestones[item].overdue => Part::Overdue,
        Listed::Milestones
            if claim.milestones[item].is_open() && !claim.milestones[item].date.is_past(now) =>
        {
            Part::Next
        }
        Listed::Milestones => Part::Past,
        Listed::FollowUps => match claim.follow_ups[item].outcome {
            FollowUpOutcome::Missed => Part::Overdue,
            FollowUpOutcome::Next => Part::Next,
            FollowUpOutcome::Answered | FollowUpOutcome::Dropped => Part::Past,
        },
    }
}

/// What comes next on the site, whatever it is: due dates, milestones and follow-ups, at most `limit`.
pub fn upcoming<'a>(desk: &Desk<'a>, limit: usize) -> Vec<DatedRow<'a>> {
    let row = |coming: &Coming| {
        let claim = &desk.tracker().claims[coming.claim];
        let row = match coming.kind {
            ComingKind::Due => due_row(desk, claim),
            ComingKind::Milestone => {
                milestone_row(desk, claim, item::milestone(desk, claim, &claim.milestones[coming.item]))
            }
            ComingKind::FollowUp => {
                follow_up_row(desk, claim, item::follow_up(desk, claim, &claim.follow_ups[coming.item]))
            }
        };
        // Without a word on its state: all of them are to come.
        DatedRow { state_label: String::new(), ..row }
    };
    desk.tracker().coming.iter().take(limit).map(row).collect()
}

fn due_row<'a>(desk: &Desk<'a>, claim: &'a Claim) -> DatedRow<'a> {
    let basis = claim.due.as_ref().map_or(claim.record.due_basis, |due| due.basis).word();
    let date = claim.due.as_ref().map_or(&claim.published, |due| &due.date);
    DatedRow {
        kind: "due",
        date: part::date(desk, date),
        link: TitleLink {
            label: desk.say(&format!("due.{basis}")).into(),
            lang: None,
            href: link::on_claim(desk, claim, "claim"),
        },
        claim: claim_link(desk, claim),
        status: part::status(desk, &claim.headline().status),
        state: basis,
        state_label: String::new(),
    }
}

fn milestone_row<'a>(desk: &Desk<'a>, claim: &'a Claim, view: MilestoneView<'a>) -> DatedRow<'a> {
    DatedRow {
        kind: "milestone",
        link: TitleLink {
            label: view.title.text,
            lang: view.title.lang,
            href: link::on_claim(desk, claim, &view.anchor),
        },
        date: view.date,
        claim: claim_link(desk, claim),
        status: part::status(desk, &claim.headline().status),
        state: if view.overdue { "overdue" } else { view.state },
        state_label: view.state_label,
    }
}

fn follow_up_row<'a>(desk: &Desk<'a>, claim: &'a Claim, view: FollowUpView<'a>) -> DatedRow<'a> {
    let href = link::on_claim(desk, claim, &view.anchor);
    let link = match view.question {
        Some(question) => TitleLink { label: question.text, lang: question.lang, href },
        None => TitleLink { label: desk.say("follow_up.untitled").into(), lang: None, href },
    };
    DatedRow {
        kind: "follow_up",
        link,
        date: view.date,
        claim: claim_link(desk, claim),
        status: part::status(desk, &claim.headline().status),
        state: view.outcome,
        state_label: view.outcome_label,
    }
}
