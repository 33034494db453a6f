//! What hangs on a claim: criteria, milestones, follow-ups, statements, corrections, responses.

use crate::output::Desk;
use crate::record::claim::{FollowUpState, ResponseKind, ResponseState};
use crate::record::id::PersonId;
use crate::theme::{Value, view};
use crate::tracker::Slot;
use crate::tracker::claim::{Claim, FollowUpNow, FollowUpOutcome, MilestoneNow, Standing, Update};
use crate::tracker::index::{CorrectionEntry, CorrectionOf};
use crate::view::cite;
use crate::view::due::{self, MovedView};
use crate::view::link::{on_claim, update_link};
use crate::view::name;
use crate::view::part::{self, DateView, Link, Localised, Named};

view! {
    /// A condition of a claim.
    #[derive(Debug)]
    pub struct CriterionView<'a> {
        /// `p-ID`
        pub anchor: String,
        /// What must be met.
        pub text: Localised<'a>,
        /// `met` …
        pub state: &'static str,
        /// In words.
        pub state_label: String,
        /// The update that set it.
        pub set_by: Option<Link>,
    }
}

view! {
    /// A dated thing promised or done.
    #[derive(Debug)]
    pub struct MilestoneView<'a> {
        /// `m-ID`
        pub anchor: String,
        /// What.
        pub title: Localised<'a>,
        /// When, after every move.
        pub date: DateView,
        /// `planned` …
        pub state: &'static str,
        /// In words; "overdue" for a planned one whose date is past.
        pub state_label: String,
        /// Planned, and its date is wholly past.
        pub overdue: bool,
        /// Earlier dates.
        pub moved: Vec<MovedView>,
        /// The update that set its state.
        pub set_by: Option<Link>,
        /// Evidence.
        pub sources: Vec<Value>,
    }
}

view! {
    /// A date on which somebody must look again.
    #[derive(Debug)]
    pub struct FollowUpView<'a> {
        /// `f-ID`
        pub anchor: String,
        /// What to find out; may be missing.
        pub question: Option<Localised<'a>>,
        /// When.
        pub date: DateView,
        /// `next`, `answered`, `missed`, `dropped`
        pub outcome: &'static str,
        /// In words.
        pub outcome_label: String,
        /// Earlier dates.
        pub moved: Vec<MovedView>,
        /// The update that answered or dropped it.
        pub set_by: Option<Link>,
    }
}

view! {
    /// Later words of a claimant, beside what was said first.
    #[derive(Debug)]
    pub struct StatementView<'a> {
        /// `s-ID`
        pub anchor: String,
        /// When.
        pub made_on: DateView,
        /// Who.
        pub claimants: Vec<Named>,
        /// `restated` …
        pub kind: &'static str,
        /// In words.
        pub kind_label: String,
        /// The words.
        pub quote: Option<&'a str>,
        /// Their language.
        pub quote_lang: Option<&'a str>,
        /// Where they were said.
        pub appearance: Option<Link>,
        /// The claim as now restated.
        pub claim: Option<Localised<'a>>,
        /// What would now count as done.
        pub condition: Option<Localised<'a>>,
        /// By when, now.
        pub due: Option<DateView>,
        /// Which wording the editors go on judging, in words; only for a restatement.
        pub judged_by: Option<String>,
    }
}

view! {
    /// A correction of the record.
    #[derive(Debug)]
    pub struct CorrectionView<'a> {
        /// `c-ID`, or the update's anchor.
        pub anchor: String,
        /// The anchor is its own, not an update's.
        pub own: bool,
        /// When.
        pub date: DateView,
        /// `correction`, `clarification`, `removal`, `retraction`
        pub kind: &'static str,
        /// In words.
        pub kind_label: String,
        /// What was corrected.
        pub what: Localised<'a>,
        /// What stood there.
        pub was: Option<Localised<'a>>,
        /// What stands there now.
        pub now: Option<Localised<'a>>,
        /// Why.
        pub why: Option<Localised<'a>>,
        /// The update concerned.
        pub update: Option<Link>,
    }
}

view! {
    /// A reply or a challenge, with its answer.
    #[derive(Debug)]
    pub struct ResponseView<'a> {
        /// `r-ID`
        pub anchor: String,
        /// When it came in.
        pub received: DateView,
        /// From whom.
        pub from: &'a str,
        /// `reply`, `challenge`
        pub kind: &'static str,
        /// In words.
        pub kind_label: String,
        /// What it says.
        pub text: Localised<'a>,
        /// `open` …
        pub state: &'static str,
        /// In words; only for a challenge.
        pub state_label: Option<String>,
        /// What the editors answered.
        pub answer: Option<Localised<'a>>,
        /// When.
        pub answered: Option<DateView>,
        /// The update concerned.
        pub update: Option<Link>,
    }
}

/// The criteria of a claim.
pub fn criteria<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Vec<CriterionView<'a>> {
    let one = |now: &crate::tracker::claim::CriterionNow| {
        let record = &claim.record.criteria[now.record];
        CriterionView {
            anchor: format!("p-{}", record.id.value),
            text: name::criterion_text(desk, claim, record),
            state: now.state.word(),
            state_label: desk.say(&format!("state.{}", now.state.word())),
            set_by: now.set_by.map(|ix| update_link(desk, claim, ix)),
        }
    };
    claim.criteria.iter().map(one).collect()
}

/// The milestones of a claim.
pub fn milestones<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Vec<MilestoneView<'a>> {
    claim.milestones.iter().map(|now| milestone(desk, claim, now)).collect()
}

/// One milestone of a claim.
pub fn milestone<'a>(desk: &Desk<'a>, claim: &'a Claim, now: &'a MilestoneNow) -> MilestoneView<'a> {
    let key = format!("milestones.{}.title", now.record.id.value);
    let label = if now.overdue { "state.overdue".to_owned() } else { format!("state.{}", now.state.word()) };
    MilestoneView {
        anchor: format!("m-{}", now.record.id.value),
        title: name::local(desk, claim, &key, &now.record.title),
        date: part::date(desk, &now.date),
        state: now.state.word(),
        state_label: desk.say(&label),
        overdue: now.overdue,
        moved: now.moved.iter().map(|moved| due::moved_view(desk, claim, moved)).collect(),
        set_by: now.set_by.map(|ix| update_link(desk, claim, ix)),
        sources: cite::citations(desk, claim, &now.record.citations),
    }
}

/// One follow-up of a claim.
pub fn follow_up<'a>(desk: &Desk<'a>, claim: &'a Claim, now: &'a FollowUpNow) -> FollowUpView<'a> {
    let key = format!("follow_ups.{}.question", now.record.id.value);
    let question = now.record.question.as_deref();
    let outcome = match now.outcome {
        FollowUpOutcome::Next => "next",
        FollowUpOutcome::Answered => "answered",
        FollowUpOutcome::Missed => "missed",
        FollowUpOutcome::Dropped => "dropped",
    };
    FollowUpView {
        anchor: format!("f-{}", now.record.id.value),
        question: question.map(|text| name::local(desk, claim, &key, text)),
        date: part::date(desk, &now.date),
        outcome,
        outcome_label: desk.say(&format!("follow_up.{outcome}")),
        moved: now.moved.iter().map(|moved| due::moved_view(desk, claim, moved)).collect(),
        set_by: answer(claim, now).map(|ix| update_link(desk, claim, ix)),
    }
}

/// The update that answered or dropped a follow-up: the one that says so, else the first one that was
/// published on its date or later.
pub fn answer(claim: &Claim, now: &FollowUpNow) -> Option<usize> {
    match (now.outcome, now.state) {
        (FollowUpOutcome::Next | FollowUpOutcome::Missed, _) => None,
        (FollowUpOutcome::Answered, FollowUpState::Open) => {
            let asked = now.date.earliest();
            let published = |update: &Update| claim.record.updates[update.record.ix()].published.earliest();
            let from = claim.updates.partition_point(|update| published(update) < asked);
            (from..claim.updates.len()).find(|&ix| {
                let update = &claim.updates[ix];
                update.standing == Standing::Stands && !update.future && now.brought_by != Some(Slot::new(ix))
            })
        }
        (FollowUpOutcome::Answered | FollowUpOutcome::Dropped, _) => now.set_by.map(Slot::ix),
    }
}

/// The later statements of a claim, oldest first.
pub fn statements<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Vec<StatementView<'a>> {
    let record = &*claim.record;
    let one = |&ix: &usize| {
        let statement = &record.statements[ix];
        let id = &statement.id.value;
        let key = |field: &str| format!("statements.{id}.{field}");
        let plain = |field: &str, text: &'a Option<Box<str>>| {
            text.as_deref().map(|text| name::local(desk, claim, &key(field), text))
        };
        let restated = statement.kind == crate::record::claim::StatementKind::Restated;
        let judged = format!("judged_by.{}", statement.judged_by.word());
        StatementView {
            anchor: format!("s-{id}"),
            made_on: part::date(desk, &statement.made_on),
            claimants: statement.claimants.iter().filter_map(|id| person_link(desk, id.as_str())).collect(),
            kind: statement.kind.word(),
            kind_label: desk.say(&format!("statement.{}", statement.kind.word())),
            quote: statement.quote.as_deref(),
            quote_lang: statement.quote_lang.as_deref(),
            appearance: statement.appearance.as_ref().and_then(|id| source_link(desk, claim, id.as_str())),
            claim: plain("claim", &statement.claim),
            condition: plain("completion_condition", &statement.completion_condition),
            due: statement.completion_due.as_ref().map(|date| part::date(desk, date)),
            judged_by: restated.then(|| desk.say(&judged)),
        }
    };
    claim.statements.iter().map(one).collect()
}

/// A claimant with a link to the page that lists the claims.
pub fn person_link(desk: &Desk<'_>, id: &str) -> Option<Named> {
    let ix = *desk.tracker().names.people.get(&PersonId::new(id))?;
    let person = &desk.tracker().people[ix];
    let label = name::person_name(desk, ix).to_owned();
    Some(part::named(desk, label, "list", &desk.routes().claimant(&person.record.id, 1)))
}

/// A source with a link to its entry on the claim's page.
pub fn source_link(desk: &Desk<'_>, claim: &Claim, id: &str) -> Option<Link> {
    let source = desk.tracker().source(id)?;
    let label = name::source_title(desk, &source.record).to_owned();
    Some(Link { label, href: on_claim(desk, claim, &format!("src-{id}")) })
}

/// One correction, retraction or removal.
pub fn correction<'a>(desk: &Desk<'a>, entry: &CorrectionEntry) -> CorrectionView<'a> {
    let claim = &desk.tracker().claims[entry.claim];
    let record = &*claim.record;
    match entry.kind {
        CorrectionOf::Correction(ix) => {
            let correction = &record.corrections[ix];
            let id = &correction.id.value;
            let plain = |field: &str, text: &'a str| {
                name::local(desk, claim, &format!("corrections.{id}.{field}"), text)
            };
            let update = correction.update.as_ref().and_then(|id| {
                claim.updates.iter().position(|update| record.updates[update.record.ix()].id == id.value)
            });
            CorrectionView {
                anchor: format!("c-{id}"),
                own: true,
                date: part::date(desk, &correction.date),
                kind: correction.kind.word(),
                kind_label: desk.say(&format!("correction.{}", correction.kind.word())),
                what: plain("what", &correction.what),
                was: correction.was.as_deref().map(|was| plain("was", was)),
                now: correction.now.as_deref().map(|now| plain("now", now)),
                why: correction.why.as_deref().map(|why| plain("why", why)),
                update: update.map(|ix| update_link(desk, claim, ix)),
            }
        }
        CorrectionOf::Retraction(ix) => withdrawn(desk, claim, ix, "retraction", entry),
        CorrectionOf::Removal(ix) => withdrawn(desk, claim, ix, "removal", entry),
    }
}

fn withdrawn<'a>(
    desk: &Desk<'a>,
    claim: &'a Claim,
    ix: usize,
    kind: &'static str,
    entry: &CorrectionEntry,
) -> CorrectionView<'a> {
    let update = claim.update(ix);
    let (withdrawal, key) = match kind {
        "removal" => (update.removed.as_ref(), "removed.why"),
        _ => (update.retracted.as_ref(), "retracted.why"),
    };
    let why = withdrawal.map_or(Localised { text: "".into(), lang: None }, |withdrawal| {
        let lang = claim.record.lang.as_deref();
        part::localised(desk, &update.translations, key, &withdrawal.why, lang)
    });
    CorrectionView {
        anchor: format!("u-{}", update.id),
        own: false,
        date: part::date(desk, &entry.date),
        kind,
        kind_label: desk.say(&format!("correction.{kind}")),
        what: why,
        was: None,
        now: None,
        why: None,
        update: Some(update_link(desk, claim, ix)),
    }
}

/// The replies and challenges to a claim, oldest first.
pub fn responses<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Vec<ResponseView<'a>> {
    let record = &*claim.record;
    let one = |&ix: &usize| {
        let response = &record.responses[ix];
        let id = &response.id.value;
        let key = |field: &str| format!("responses.{id}.{field}");
        let challenge = response.kind == ResponseKind::Challenge;
        let update = response.update.as_ref().and_then(|id| {
            claim.updates.iter().position(|update| record.updates[update.record.ix()].id == id.value)
        });
        // An answer to come is not known on the day.
        let known = desk.tracker().is_answered(response);
        let state = if known { response.state } else { ResponseState::Open }.word();
        ResponseView {
            anchor: format!("r-{id}"),
            received: part::date(desk, &response.received),
            from: part::plain(desk, &record.translations, &key("from"), &response.from),
            kind: response.kind.word(),
            kind_label: desk.say(&format!("response.{}", response.kind.word())),
            text: name::local(desk, claim, &key("text"), &response.text),
            state,
            state_label: challenge.then(|| desk.say(&format!("challenge.{state}"))),
            answer: (response.answer.as_deref().filter(|_| known))
                .map(|answer| name::local(desk, claim, &key("answer"), answer)),
            answered: response.answered.as_ref().filter(|_| known).map(|date| part::date(desk, date)),
            update: update.map(|ix| update_link(desk, claim, ix)),
        }
    };
    claim.responses.iter().map(one).collect()
}
