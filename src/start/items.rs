//! What is open in a claim, and which ids its items have.

use rustc_hash::FxHashSet;

use crate::date::Instant;
use crate::record::claim::{ClaimRecord, FollowUpState};
use crate::tracker::claim::{Claim, FollowUpOutcome};

/// What an update could settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// What it is.
    pub kind: OpenKind,
    /// Its id in the claim.
    pub id: String,
    /// Its date as it holds now.
    pub date: String,
    /// Whether that date is wholly past.
    pub past: bool,
    /// Whether an update came since, so that the site counts a follow-up as answered.
    pub answered: bool,
    /// Its title or question.
    pub text: String,
}

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenKind {
    /// A follow-up that is to be done.
    FollowUp,
    /// A milestone whose date has come.
    Milestone,
}

impl Open {
    /// Its words, as many as fit on a line.
    pub fn told(&self) -> String {
        let line = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(100) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        }
    }
}

/// Follow-ups that are open on the day that ends at `end`, and milestones whose date has come and of which
/// nothing is known yet; each sort in the order of the claim.
pub fn open_items(claim: &Claim, end: Instant) -> Vec<Open> {
    let follow_ups = claim.follow_ups.iter().filter(|item| item.state == FollowUpState::Open);
    let follow_ups = follow_ups.map(|item| Open {
        kind: OpenKind::FollowUp,
        id: item.record.id.to_string(),
        date: item.date.to_string(),
        past: item.date.is_past(end),
        answered: item.outcome == FollowUpOutcome::Answered,
        text: item.record.question.as_deref().unwrap_or_default().to_owned(),
    });
    let milestones = claim.milestones.iter().filter(|item| item.is_open() && item.date.has_begun(end));
    let milestones = milestones.map(|item| Open {
        kind: OpenKind::Milestone,
        id: item.record.id.to_string(),
        date: item.date.to_string(),
        past: item.date.is_past(end),
        answered: false,
        text: item.record.title.to_string(),
    });
    follow_ups.chain(milestones).collect()
}

/// Ids that no other item of the claim can have, and the word that `sets` has for the due date.
pub fn taken_items(claim: &ClaimRecord) -> FxHashSet<String> {
    let brought = claim.updates.iter().flat_map(|update| {
        let milestones = update.milestones.iter().map(|item| &item.id);
        milestones.chain(update.follow_ups.iter().map(|item| &item.id))
    });
    let own = (claim.criteria.iter().map(|item| &item.id))
        .chain(claim.milestones.iter().map(|item| &item.id))
        .chain(claim.follow_ups.iter().map(|item| &item.id))
        .chain(claim.statements.iter().map(|item| &item.id))
        .chain(claim.corrections.iter().map(|item| &item.id))
        .chain(claim.responses.iter().map(|item| &item.id));
    own.chain(brought).map(|id| id.as_str().to_owned()).chain(["due".to_owned()]).collect()
}
