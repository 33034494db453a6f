//! A claim as written: its front matter, its updates, and everything dated that hangs on it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::date::{Instant, PartialDate};
use crate::diagnostic::{FilePath, Spanned};
use crate::record::allow::Allow;
use crate::record::id::{ClaimId, ItemId, PersonId, SourceId, TopicId, UpdateId};
use crate::record::party::{Citation, SourceRecord, words};
use crate::record::text::{Explainer, Hash, Text};
use crate::record::translation::Translation;
pub use crate::record::update::{
    FollowUpRecord, FollowUpState, Method, MilestoneRecord, MilestoneState, Set, UpdateRare, UpdateRecord,
    Withdrawal,
};

/// One claim, whichever of the three spellings it was written in.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    pub citations: Box<[Citation]>,
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

/// One condition of a claim.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Criterion {
    /// Anchor `p-ID`.
    pub id: Spanned<ItemId>,
    /// What must be met.
    pub text: Box<str>,
    /// How it stands at the start.
    pub state: CriterionState,
}

/// Later words of a claimant on the same claim.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
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

    /// Those of its updates too.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.head_texts().chain(self.updates.iter().flat_map(UpdateRecord::texts))
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
    /// How a criterion stands.
    CriterionState {
        /// Nobody has looked.
        NotAssessed = "not_assessed",
        /// It is met.
        Met = "met",
        /// It is not met.
        NotMet = "not_met",
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
