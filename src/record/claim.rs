//! A claim as written: its front matter, its updates, and everything dated that hangs on it.

use std::sync::Arc;

use crate::date::{Instant, PartialDate};
use crate::diagnostic::{FilePath, Span, Spanned};
use crate::record::allow::Allow;
use crate::record::id::{ClaimId, ItemId, PersonId, SourceId, StatusId, TopicId, UpdateId};
use crate::record::party::{Citation, SourceRecord, words};
use crate::record::text::{Explainer, Hash, Text};
use crate::record::translation::Translation;

/// One claim, whichever of the three spellings it was written in.
#[derive(Clone, Debug)]
pub struct ClaimRecord {
    /// The folder's or file's name.
    pub id: ClaimId,
    /// `claim.md`, or the one file.
    pub file: FilePath,
    /// Of every file that it is written in, by path and content, its translations included.
    pub digest: Hash,
    /// Headline of the page.
    pub title: Spanned<Box<str>>,
    /// The canonical restatement, in the editors' words.
    pub claim: Spanned<Box<str>>,
    /// Who made it; at least one.
    pub claimants: Vec<Spanned<PersonId>>,
    /// From when the claim exists on the site, where it was written.
    pub published: Option<Spanned<PartialDate>>,
    /// To deliver something, or to keep something up.
    pub kind: ClaimKind,
    /// The claimant's own words.
    pub quote: Option<Box<str>>,
    /// The language of `quote` (BCP 47).
    pub quote_lang: Option<Box<str>>,
    /// When it was made.
    pub made_on: Option<Spanned<PartialDate>>,
    /// The source in which it was made.
    pub appearance: Option<Spanned<SourceId>>,
    /// What would count as done.
    pub completion_condition: Option<Box<str>>,
    /// By when.
    pub completion_due: Option<Spanned<PartialDate>>,
    /// Who set that date.
    pub due_basis: DueBasis,
    /// Topics, as written.
    pub topics: Vec<Spanned<TopicId>>,
    /// The language it is written in, where it is not the site's first.
    pub lang: Option<Box<str>>,
    /// Old ids.
    pub aliases: Vec<Spanned<ClaimId>>,
    /// Not on the site without `--drafts`.
    pub draft: bool,
    /// The claim that this one is a part of.
    pub part_of: Option<Spanned<ClaimId>>,
    /// Other claims worth reading beside it.
    pub related: Vec<Spanned<ClaimId>>,
    /// What must be met, one by one.
    pub criteria: Vec<Criterion>,
    /// Dated things promised or done (those of updates are in the update).
    pub milestones: Vec<Arc<MilestoneRecord>>,
    /// Dates on which somebody must look again (those of updates are in the update).
    pub follow_ups: Vec<Arc<FollowUpRecord>>,
    /// Later words of claimants.
    pub statements: Vec<Statement>,
    /// What the editors corrected.
    pub corrections: Vec<Correction>,
    /// What others answered or challenged.
    pub responses: Vec<Response>,
    /// Sources cited by the claim itself.
    pub citations: Vec<Citation>,
    /// Sources declared here or in an update of this claim.
    pub sources: Vec<Arc<SourceRecord>>,
    /// The plain-language summary.
    pub summary: Text,
    /// Background.
    pub explainer: Explainer,
    /// Dated entries, by earliest instant and then id.
    pub updates: Vec<UpdateRecord>,
    /// Rules that this record is excused from.
    pub allow: Vec<Allow>,
    /// Other languages.
    pub translations: Vec<Translation>,
}

/// One dated entry of a claim.
#[derive(Clone, Debug)]
pub struct UpdateRecord {
    /// Made of the literal digits of `published`, or as written.
    pub id: UpdateId,
    /// The file it stands in.
    pub file: FilePath,
    /// Its front matter (or its table), for messages about the whole entry.
    pub span: Span,
    /// When it was published.
    pub published: Spanned<PartialDate>,
    /// The reading; `None` makes it a note.
    pub status: Option<Spanned<StatusId>>,
    /// One sentence why.
    pub summary: Option<Spanned<Box<str>>>,
    /// Cut-off of the evidence.
    pub as_of: Option<Spanned<PartialDate>>,
    /// When the thing itself happened.
    pub happened_on: Option<Spanned<PartialDate>>,
    /// What the text itself says, where it contradicts `status`.
    pub reported_status: Option<Spanned<StatusId>>,
    /// Who read: a human, a machine, or both.
    pub method: Method,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// Who read it a second time.
    pub reviewed_by: Option<Box<str>>,
    /// Evidence.
    pub citations: Vec<Citation>,
    /// A key event.
    pub key: bool,
    /// Taken back: text kept, marked.
    pub retracted: Option<Withdrawal>,
    /// Taken down: anchor, date and reason kept.
    pub removed: Option<Withdrawal>,
    /// States that change from this day on.
    pub sets: Vec<Set>,
    /// Milestones that this update brings.
    pub milestones: Vec<Arc<MilestoneRecord>>,
    /// Follow-ups that this update brings.
    pub follow_ups: Vec<Arc<FollowUpRecord>>,
    /// The text.
    pub body: Text,
    /// Rules that this record is excused from.
    pub allow: Vec<Allow>,
    /// Other languages.
    pub translations: Vec<Translation>,
}

/// When and why something was taken back or taken down.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// The day.
    pub date: Spanned<PartialDate>,
    /// The reason, for readers.
    pub why: Box<str>,
}

/// A change of state that an update makes.
#[derive(Clone, Debug)]
pub struct Set {
    /// A criterion, milestone or follow-up, or the word `due`.
    pub target: Spanned<ItemId>,
    /// The new state; `None` where only a date moves.
    pub state: Option<Spanned<Box<str>>>,
    /// The new date.
    pub to: Option<Spanned<PartialDate>>,
}

/// One condition of a claim.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Anchor `p-ID`.
    pub id: Spanned<ItemId>,
    /// What must be met.
    pub text: Box<str>,
    /// How it stands at the start.
    pub state: CriterionState,
}

/// A dated thing promised or done.
#[derive(Clone, Debug)]
pub struct MilestoneRecord {
    /// Anchor `m-ID`.
    pub id: Spanned<ItemId>,
    /// When.
    pub date: Spanned<PartialDate>,
    /// What.
    pub title: Box<str>,
    /// How it stands at the start.
    pub state: MilestoneState,
    /// Evidence.
    pub citations: Vec<Citation>,
}

/// A date on which somebody must look again.
#[derive(Clone, Debug)]
pub struct FollowUpRecord {
    /// Anchor `f-ID`.
    pub id: Spanned<ItemId>,
    /// When.
    pub date: Spanned<PartialDate>,
    /// What to find out.
    pub question: Option<Box<str>>,
    /// How it stands at the start.
    pub state: FollowUpState,
}

/// Later words of a claimant on the same claim.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Anchor `s-ID`.
    pub id: Spanned<ItemId>,
    /// When.
    pub made_on: Spanned<PartialDate>,
    /// Who; empty means the claim's own claimants.
    pub claimants: Vec<Spanned<PersonId>>,
    /// What it does to the claim.
    pub kind: StatementKind,
    /// The words.
    pub quote: Option<Box<str>>,
    /// Their language.
    pub quote_lang: Option<Box<str>>,
    /// The source in which they were said.
    pub appearance: Option<Spanned<SourceId>>,
    /// The claim as now restated, in the editors' words.
    pub claim: Option<Box<str>>,
    /// What would now count as done.
    pub completion_condition: Option<Box<str>>,
    /// By when, now.
    pub completion_due: Option<Spanned<PartialDate>>,
    /// By which wording the editors go on judging.
    pub judged_by: JudgedBy,
}

/// Something that the editors corrected.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Anchor `c-ID`.
    pub id: Spanned<ItemId>,
    /// When.
    pub date: Spanned<PartialDate>,
    /// What sort.
    pub kind: CorrectionKind,
    /// The update concerned.
    pub update: Option<Spanned<UpdateId>>,
    /// The field concerned.
    pub field: Option<Box<str>>,
    /// What was corrected, in a sentence.
    pub what: Box<str>,
    /// What stood there.
    pub was: Option<Box<str>>,
    /// What stands there now.
    pub now: Option<Box<str>>,
    /// Why.
    pub why: Option<Box<str>>,
}

/// A reply or a challenge.
#[derive(Clone, Debug)]
pub struct Response {
    /// Anchor `r-ID`.
    pub id: Spanned<ItemId>,
    /// When it came in.
    pub received: Spanned<PartialDate>,
    /// From whom.
    pub from: Box<str>,
    /// Reply or challenge.
    pub kind: ResponseKind,
    /// The update concerned.
    pub update: Option<Spanned<UpdateId>>,
    /// What it says.
    pub text: Box<str>,
    /// How the editors decided.
    pub state: ResponseState,
    /// When they decided.
    pub answered: Option<Spanned<PartialDate>>,
    /// What they answered.
    pub answer: Option<Box<str>>,
}

impl ClaimRecord {
    /// Its texts in every language, but for those of updates.
    pub fn head_texts(&self) -> impl Iterator<Item = &Text> {
        let translated = self.translations.iter().flat_map(Translation::texts);
        [&self.summary].into_iter().chain(self.explainer.texts()).chain(translated)
    }
}

impl UpdateRecord {
    /// Its texts in every language.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        [&self.body].into_iter().chain(self.translations.iter().flat_map(Translation::texts))
    }
}

impl Response {
    /// Whether the decision was known before `end`; one without a date is known on every day.
    pub fn is_answered(&self, end: Instant) -> bool {
        self.answered.as_ref().is_none_or(|date| date.has_begun(end))
    }
}

words! {
    /// What sort of promise.
    ClaimKind {
        /// Something will be done.
        Deliver = "deliver",
        /// Something will be kept up.
        Maintain = "maintain",
    }
    /// Who set the due date.
    DueBasis {
        /// The claimant.
        Promised = "promised",
        /// The editors, from context.
        Inferred = "inferred",
    }
    /// Who made a reading.
    Method {
        /// A person.
        Human = "human",
        /// A person with a machine's help.
        Assisted = "assisted",
        /// A machine.
        Automated = "automated",
    }
    /// How a criterion stands.
    CriterionState {
        /// Nobody has looked.
        NotAssessed = "not_assessed",
        /// It is met.
        Met = "met",
        /// It is not met.
        NotMet = "not_met",
    }
    /// How a milestone stands.
    MilestoneState {
        /// To come.
        Planned = "planned",
        /// It happened.
        Happened = "happened",
        /// It did not happen.
        Missed = "missed",
        /// It has another date now.
        Moved = "moved",
        /// It will not happen.
        Cancelled = "cancelled",
    }
    /// How a follow-up stands.
    FollowUpState {
        /// To be done.
        Open = "open",
        /// Somebody looked.
        Done = "done",
        /// Nobody needs to look.
        Dropped = "dropped",
    }
    /// What later words do to a claim.
    StatementKind {
        /// The same again.
        Repeated = "repeated",
        /// The same in other words, or another goal.
        Restated = "restated",
        /// It was never said.
        Denied = "denied",
        /// It is given up.
        Dropped = "dropped",
    }
    /// By which wording a claim is judged after a restatement.
    JudgedBy {
        /// The first one.
        Original = "original",
        /// The restated one.
        Restated = "restated",
    }
    /// What sort of correction.
    CorrectionKind {
        /// Something was wrong.
        Correction = "correction",
        /// Something was unclear.
        Clarification = "clarification",
        /// Something was taken down.
        Removal = "removal",
    }
    /// What sort of response.
    ResponseKind {
        /// A comment for the record.
        Reply = "reply",
        /// It says that the record is wrong.
        Challenge = "challenge",
    }
    /// How a challenge was decided.
    ResponseState {
        /// Not yet.
        Open = "open",
        /// It was right.
        Upheld = "upheld",
        /// It was right in part.
        Partly = "partly",
        /// It was wrong.
        Rejected = "rejected",
    }
}
