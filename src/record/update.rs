//! An update as written: one dated entry of a claim, and what it changes.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use ecow::EcoString;

use crate::date::PartialDate;
use crate::diagnostic::{FilePath, Span, Spanned};
use crate::record::allow::Allow;
use crate::record::id::{ItemId, StatusId, UpdateId};
use crate::record::party::{Citation, words};
use crate::record::rare::{Optional, Rare};
use crate::record::text::Text;
use crate::record::translation::Translation;

/// One dated entry of a claim.
///
/// What few entries have is reached like any other field: `update.sets`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UpdateRecord {
    /// Made of the literal digits of `published`, or as written.
    pub id: UpdateId,
    /// Its front matter (or its table), for messages about the whole entry.
    pub span: Span,
    /// When it was published.
    pub published: Spanned<PartialDate>,
    /// The reading; `None` makes it a note.
    pub status: Option<Spanned<StatusId>>,
    /// One sentence why.
    pub summary: Option<Spanned<Box<str>>>,
    /// Who read: a human, a machine, or both.
    pub method: Method,
    /// A key event.
    pub key: bool,
    /// Who wrote it.
    pub author: Option<EcoString>,
    /// Evidence.
    pub citations: Box<[Citation]>,
    /// The text.
    pub body: Text,
    /// What few entries have.
    pub rare: Rare<UpdateRare>,
}

/// What few updates have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UpdateRare {
    /// Cut-off of the evidence.
    pub as_of: Option<Spanned<PartialDate>>,
    /// When the thing itself happened.
    pub happened_on: Option<Spanned<PartialDate>>,
    /// What the text itself says, where it contradicts `status`.
    pub reported_status: Option<Spanned<StatusId>>,
    /// Who read it a second time.
    pub reviewed_by: Option<Box<str>>,
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
    /// Rules that this record is excused from.
    pub allow: Vec<Allow>,
    /// Other languages.
    pub translations: Vec<Translation>,
}

impl UpdateRecord {
    /// The file it stands in.
    pub fn file(&self) -> &FilePath {
        self.body.file.path()
    }
}

impl Deref for UpdateRecord {
    type Target = UpdateRare;
    fn deref(&self) -> &UpdateRare {
        &self.rare
    }
}

impl DerefMut for UpdateRecord {
    fn deref_mut(&mut self) -> &mut UpdateRare {
        self.rare.edit()
    }
}

impl Optional for UpdateRare {
    const NONE: &'static Self = &Self {
        as_of: None,
        happened_on: None,
        reported_status: None,
        reviewed_by: None,
        retracted: None,
        removed: None,
        sets: Vec::new(),
        milestones: Vec::new(),
        follow_ups: Vec::new(),
        allow: Vec::new(),
        translations: Vec::new(),
    };
}

/// When and why something was taken back or taken down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The day.
    pub date: Spanned<PartialDate>,
    /// The reason, for readers.
    pub why: Box<str>,
}

/// A change of state that an update makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Set {
    /// A criterion, milestone or follow-up, or the word `due`.
    pub target: Spanned<ItemId>,
    /// The new state; `None` where only a date moves.
    pub state: Option<Spanned<Box<str>>>,
    /// The new date.
    pub to: Option<Spanned<PartialDate>>,
}

/// A dated thing promised or done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    pub citations: Box<[Citation]>,
}

/// A date on which somebody must look again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

words! {
    /// Who made a reading.
    Method {
        /// A person.
        Human = "human",
        /// A person with a machine's help.
        Assisted = "assisted",
        /// A machine.
        Automated = "automated",
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
}
