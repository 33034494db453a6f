//! Field tables of claims, updates and what hangs on them.

use super::allow::ALLOW;
use super::party::CITATION;
use crate::record::claim::{
    ClaimKind, CorrectionKind, CriterionState, DueBasis, FollowUpState, JudgedBy, Method, MilestoneState,
    ResponseKind, ResponseState, StatementKind,
};
use crate::record::table::{Field, IdOf, Kind, Table, may, must};

const CLAIM_FIELDS: &[Field] = &[
    must("title", Kind::Line, "Headline of the page").translated(),
    must("claim", Kind::Prose, "The canonical restatement, in the editors' words").translated(),
    must("claimants", Kind::Ids(IdOf::Person), "Who made it, ids of people.toml; at least one"),
    may("published", Kind::Date, "From when it is on the site; else its first update's day, else `made_on`"),
    may(
        "kind",
        Kind::Word(ClaimKind::WORDS),
        "Something to do, or something to keep up; `deliver` if left out",
    ),
    may("quote", Kind::Prose, "The claimant's own words, verbatim"),
    may("quote_lang", Kind::Language, "The language of `quote`"),
    may("made_on", Kind::Date, "When it was made"),
    may("appearance", Kind::Id(IdOf::Source), "The source in which it was made"),
    may("completion_condition", Kind::Prose, "What would count as done").translated(),
    may("completion_due", Kind::Date, "By when"),
    may("due_basis", Kind::Word(DueBasis::WORDS), "Who set that date; `promised` if left out"),
    may("topics", Kind::Ids(IdOf::Topic), "Topics, ids of site.toml"),
    may("lang", Kind::Language, "The language it is written in, if not the site's first"),
    may("aliases", Kind::Ids(IdOf::Claim), "Old ids; their addresses lead here"),
    may("draft", Kind::Flag, "Not on the site without `--drafts`"),
    may("part_of", Kind::Id(IdOf::Claim), "The claim that this one is a part of"),
    may("related", Kind::Ids(IdOf::Claim), "Other claims worth reading beside it"),
    may("criteria", Kind::Tables(&CRITERION), "What must be met, one by one"),
    may("milestones", Kind::Tables(&MILESTONE), "Dated things promised or done"),
    may("follow_ups", Kind::Tables(&FOLLOW_UP), "Dates on which somebody must look again"),
    may("statements", Kind::Tables(&STATEMENT), "Later words of claimants"),
    may("corrections", Kind::Tables(&CORRECTION), "What the editors corrected"),
    may("responses", Kind::Tables(&RESPONSE), "What others answered or challenged"),
    may("sources", Kind::Citations(&CITATION), "Evidence for the claim itself"),
    may("allow", Kind::Tables(&ALLOW), "Rules that this record is excused from"),
];

const EXPLAINER: Field =
    may("explainer", Kind::Markdown, "Background as `## Question?` headings with answers").translated();
const SUMMARY: Field = may("summary", Kind::Markdown, "The plain-language summary").translated();
const INLINE: Field = may("updates", Kind::Tables(&UPDATE_INLINE), "Its updates");

/// `claims/ID/claim.md`: a claim whose updates and explainer are files beside it.
pub static CLAIM: Table = Table {
    name: "claim",
    doc: "A claim that somebody made, with everything dated that hangs on it",
    groups: &[CLAIM_FIELDS],
};

/// `claims/ID.md`: a claim in one file.
pub static CLAIM_MD: Table = Table {
    name: "claim",
    doc: "A claim in one Markdown file; the body is its summary",
    groups: &[CLAIM_FIELDS, &[EXPLAINER, INLINE]],
};

/// `claims/ID.toml`: a claim in one file without a body.
pub static CLAIM_TOML: Table = Table {
    name: "claim",
    doc: "A claim in one TOML file",
    groups: &[CLAIM_FIELDS, &[SUMMARY, EXPLAINER, INLINE]],
};

const UPDATE_FIELDS: &[Field] = &[
    may("id", Kind::Id(IdOf::Update), "Its id; else the digits of `published` to the minute"),
    must("published", Kind::Date, "When it was published: a date, or a date with a time"),
    may("status", Kind::Id(IdOf::Status), "The reading; without one it is a note"),
    may("summary", Kind::Prose, "One sentence why").translated(),
    may("as_of", Kind::Date, "Cut-off of the evidence"),
    may("happened_on", Kind::Date, "When the thing itself happened"),
    may(
        "reported_status",
        Kind::Id(IdOf::Status),
        "What the text itself says, where it contradicts `status`",
    ),
    may("method", Kind::Word(Method::WORDS), "Who read: a person, a machine, or both; `human` if left out"),
    may("author", Kind::Line, "Who wrote it"),
    may("reviewed_by", Kind::Line, "Who read it a second time"),
    may("sources", Kind::Citations(&CITATION), "Evidence"),
    may("key", Kind::Flag, "A key event"),
    may("retracted", Kind::Table(&WITHDRAWAL), "Taken back: the text is kept and marked"),
    may("removed", Kind::Table(&WITHDRAWAL), "Taken down: anchor, date and reason are kept"),
    may("sets", Kind::Sets(&SET), "States of criteria, milestones and follow-ups from this day on"),
    may("milestones", Kind::Tables(&MILESTONE), "Milestones that this update brings"),
    may("follow_ups", Kind::Tables(&FOLLOW_UP), "Follow-ups that this update brings"),
    may("allow", Kind::Tables(&ALLOW), "Rules that this record is excused from"),
];

/// An entry of `updates/*.md`.
pub static UPDATE: Table = Table {
    name: "update",
    doc: "One dated entry of a claim; the body is its text",
    groups: &[UPDATE_FIELDS],
};

/// `[[updates]]` of a claim in one file.
pub static UPDATE_INLINE: Table = Table {
    name: "update",
    doc: "One dated entry of a claim",
    groups: &[UPDATE_FIELDS, &[may("body", Kind::Markdown, "The text").translated()]],
};

/// `retracted` and `removed`.
pub static WITHDRAWAL: Table = Table {
    name: "withdrawal",
    doc: "When and why something was taken back or taken down",
    groups: &[&[
        must("date", Kind::Date, "The day"),
        must("why", Kind::Prose, "The reason, for readers").translated(),
    ]],
};

/// An entry of `sets` that is a table.
pub static SET: Table = Table {
    name: "set",
    doc: "A new state, a new date, or both",
    groups: &[&[may("state", Kind::Line, "The new state"), may("to", Kind::Date, "The new date")]],
};

/// `[[criteria]]`.
pub static CRITERION: Table = Table {
    name: "criterion",
    doc: "One condition of a claim",
    groups: &[&[
        may("id", Kind::Id(IdOf::Item), "Its id in the claim; else made from `text`"),
        must("text", Kind::Prose, "What must be met").translated(),
        may(
            "state",
            Kind::Word(CriterionState::WORDS),
            "How it stands at the start; `not_assessed` if left out",
        ),
    ]],
};

/// `[[milestones]]`.
pub static MILESTONE: Table = Table {
    name: "milestone",
    doc: "A dated thing promised or done",
    groups: &[&[
        may("id", Kind::Id(IdOf::Item), "Its id in the claim; else made from `title`"),
        must("date", Kind::Date, "When"),
        must("title", Kind::Line, "What").translated(),
        may("state", Kind::Word(MilestoneState::WORDS), "How it stands at the start; `planned` if left out"),
        may("sources", Kind::Citations(&CITATION), "Evidence"),
    ]],
};

/// `[[follow_ups]]`.
pub static FOLLOW_UP: Table = Table {
    name: "follow-up",
    doc: "A date on which somebody must look again",
    groups: &[&[
        may("id", Kind::Id(IdOf::Item), "Its id in the claim; else made from `question` or `date`"),
        must("date", Kind::Date, "When"),
        may("question", Kind::Prose, "What to find out").translated(),
        may("state", Kind::Word(FollowUpState::WORDS), "How it stands at the start; `open` if left out"),
    ]],
};

/// `[[statements]]`.
pub static STATEMENT: Table = Table {
    name: "statement",
    doc: "Later words of a claimant on the same claim",
    groups: &[&[
        may("id", Kind::Id(IdOf::Item), "Its id in the claim; else made from `made_on`"),
        must("made_on", Kind::Date, "When"),
        may("claimants", Kind::Ids(IdOf::Person), "Who; the claim's own claimants if left out"),
        must("kind", Kind::Word(StatementKind::WORDS), "What it does to the claim"),
        may("quote", Kind::Prose, "The words, verbatim"),
        may("quote_lang", Kind::Language, "The language of `quote`"),
        may("appearance", Kind::Id(IdOf::Source), "The source in which they were said"),
        may("claim", Kind::Prose, "The claim as now restated, in the editors' words").translated(),
        may("completion_condition", Kind::Prose, "What would now count as done").translated(),
        may("completion_due", Kind::Date, "By when, now"),
        may(
            "judged_by",
            Kind::Word(JudgedBy::WORDS),
            "By which wording the editors go on judging; `original` if left out",
        ),
    ]],
};

/// `[[corrections]]`.
pub static CORRECTION: Table = Table {
    name: "correction",
    doc: "Something that the editors corrected",
    groups: &[&[
        may("id", Kind::Id(IdOf::Item), "Its id in the claim; else made from `date`"),
        must("date", Kind::Date, "When"),
        may("kind", Kind::Word(CorrectionKind::WORDS), "What sort; `correction` if left out"),
        may("update", Kind::Id(IdOf::Update), "The update concerned"),
        may("field", Kind::Line, "The field concerned"),
        must("what", Kind::Prose, "What was corrected, in a sentence").translated(),
        may("was", Kind::Prose, "What stood there; a removal has none").translated(),
        may("now", Kind::Prose, "What stands there now").translated(),
        may("why", Kind::Prose, "Why").translated(),
    ]],
};

/// `[[responses]]`.
pub static RESPONSE: Table = Table {
    name: "response",
    doc: "A reply or a challenge",
    groups: &[&[
        may("id", Kind::Id(IdOf::Item), "Its id in the claim; else made from `received`"),
        must("received", Kind::Date, "When it came in"),
        must("from", Kind::Line, "From whom").translated(),
        may("kind", Kind::Word(ResponseKind::WORDS), "Reply or challenge; `reply` if left out"),
        may("update", Kind::Id(IdOf::Update), "The update concerned"),
        must("text", Kind::Prose, "What it says").translated(),
        may("state", Kind::Word(ResponseState::WORDS), "How the editors decided; `open` if left out"),
        may("answered", Kind::Date, "When they decided"),
        may("answer", Kind::Prose, "What they answered").translated(),
    ]],
};
