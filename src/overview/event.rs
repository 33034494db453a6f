//! What can happen in a period, and how an event is told.

use crate::date::{Instant, PartialDate};
use crate::record::claim::{CorrectionKind, JudgedBy, Method, MilestoneState, ResponseKind, StatementKind};
use crate::record::id::StatusId;
use crate::tracker::claim::Claim;

/// Something that happened in a period.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// What.
    pub kind: Kind,
    /// When: what is dated by a due date or a milestone's date stands on that.
    pub date: &'a PartialDate,
    /// By this, the earliest first, events are told: a retraction takes effect after what it retracts, though its day
    /// may begin before.
    pub order: Instant,
    /// The claim as it stands at the end of the period.
    pub claim: &'a Claim,
    /// What it is about, where that is not the whole claim: a milestone, a question, words.
    pub what: Option<&'a str>,
    /// What stood there before.
    pub was: Option<Said<'a>>,
    /// What stands there now.
    pub now: Option<Said<'a>>,
    /// The reason that the record gives.
    pub why: Option<&'a str>,
    /// By which wording the editors judge from now on, where a statement gave a new one; `why` says it in English.
    pub judged_by: Option<JudgedBy>,
    /// Who: the author of a reading, the claimants of a statement, the sender of a challenge.
    pub by: Vec<&'a str>,
    /// Who read, where a reading brought it about.
    pub method: Option<Method>,
    /// How long a reading that did not last had stood, in seconds.
    pub lasted: Option<i64>,
    /// When the entry was published whose retraction brought it about.
    pub retracted: Option<&'a PartialDate>,
    /// Its anchor on the claim's page; `None` is the page itself.
    pub anchor: Option<String>,
}

/// What a thing was, or is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// A status.
    Status(&'a StatusId),
    /// A date.
    Date(&'a PartialDate),
    /// A word or a text of the record.
    Text(&'a str),
}

/// Kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A claim came to the site.
    NewClaim,
    /// A headline changed.
    HeadlineChanged,
    /// A reading was undone before it settled.
    ReadingReverted,
    /// The editors corrected, clarified or took down something.
    Corrected(CorrectionKind),
    /// The editors took an update back.
    Retraction,
    /// A claimant spoke of the claim again.
    Stated(StatementKind),
    /// The due date moved.
    DueMoved,
    /// A reply or challenge came in.
    Received(ResponseKind),
    /// A reply or challenge was decided.
    Settled(ResponseKind),
    /// A promised date passed and the claim is open.
    Overdue,
    /// A date that the editors inferred passed and the claim is open.
    DatePassed,
    /// A milestone got a state: it happened, was missed, moved or cancelled.
    Milestone(MilestoneState),
    /// A milestone's date passed and nothing was reported.
    MilestonePassed,
    /// A follow-up fell due and nobody answered it.
    FollowUpMissed,
}

/// What a report puts together under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Claims that came to the site.
    NewClaims,
    /// Headlines that changed.
    Headlines,
    /// Readings that did not last.
    Reverted,
    /// Corrections, retractions and removals.
    Corrections,
    /// Statements and dates that moved.
    Statements,
    /// Replies and challenges.
    Responses,
    /// Claims that became overdue.
    Overdue,
    /// Milestones.
    Milestones,
    /// Follow-ups.
    FollowUps,
}

impl Section {
    /// All of them in the order of a report.
    pub const ALL: &'static [Self] = &[
        Self::NewClaims,
        Self::Headlines,
        Self::Reverted,
        Self::Corrections,
        Self::Statements,
        Self::Responses,
        Self::Overdue,
        Self::Milestones,
        Self::FollowUps,
    ];
}

impl Kind {
    /// Its name in data; stable.
    pub fn word(self) -> &'static str {
        match self {
            Self::NewClaim => "new_claim",
            Self::HeadlineChanged => "headline_changed",
            Self::ReadingReverted => "reading_reverted",
            Self::Corrected(kind) => kind.word(),
            Self::Retraction => "retraction",
            Self::Stated(StatementKind::Repeated) => "statement_repeated",
            Self::Stated(StatementKind::Restated) => "statement_restated",
            Self::Stated(StatementKind::Denied) => "statement_denied",
            Self::Stated(StatementKind::Dropped) => "statement_dropped",
            Self::DueMoved => "due_moved",
            Self::Received(ResponseKind::Reply) => "reply_received",
            Self::Received(ResponseKind::Challenge) => "challenge_received",
            Self::Settled(ResponseKind::Reply) => "reply_answered",
            Self::Settled(ResponseKind::Challenge) => "challenge_settled",
            Self::Overdue => "overdue",
            Self::DatePassed => "date_passed",
            Self::Milestone(MilestoneState::Planned) => "milestone_planned",
            Self::Milestone(MilestoneState::Happened) => "milestone_happened",
            Self::Milestone(MilestoneState::Missed) => "milestone_missed",
            Self::Milestone(MilestoneState::Moved) => "milestone_moved",
            Self::Milestone(MilestoneState::Cancelled) => "milestone_cancelled",
            Self::MilestonePassed => "milestone_passed",
            Self::FollowUpMissed => "follow_up_missed",
        }
    }

    /// Where a report tells it.
    pub fn section(self) -> Section {
        match self {
            Self::NewClaim => Section::NewClaims,
            Self::HeadlineChanged => Section::Headlines,
            Self::ReadingReverted => Section::Reverted,
            Self::Corrected(_) | Self::Retraction => Section::Corrections,
            Self::Stated(_) | Self::DueMoved => Section::Statements,
            Self::Received(_) | Self::Settled(_) => Section::Responses,
            Self::Overdue | Self::DatePassed => Section::Overdue,
            Self::Milestone(_) | Self::MilestonePassed => Section::Milestones,
            Self::FollowUpMissed => Section::FollowUps,
        }
    }
}
