//! What `sets` may say: an item of the claim that exists by then, and a word of its kind.

use rustc_hash::FxHashMap;

use crate::date::Instant;
use crate::diagnostic::{Diagnostic, Place, Span, nearest};
use crate::record::claim::{ClaimRecord, CriterionState, FollowUpState, MilestoneState, Set, UpdateRecord};
use crate::record::id::UpdateId;
use crate::resolve::found::{Found, Kind, Missing};
use crate::resolve::states::DUE;

/// What an item is, and from which update on it exists.
struct Item<'a> {
    form: Form,
    brought: Option<(Instant, &'a UpdateId)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Criterion,
    Milestone,
    FollowUp,
    Due,
}

/// Everything that `sets` of this claim can name.
pub(super) fn targets(claim: &ClaimRecord) -> impl Iterator<Item = &str> {
    let criteria = claim.criteria.iter().map(|criterion| criterion.id.as_str());
    let milestones =
        claim.milestones.iter().chain(claim.updates.iter().flat_map(|update| &update.milestones));
    let follow_ups =
        claim.follow_ups.iter().chain(claim.updates.iter().flat_map(|update| &update.follow_ups));
    criteria
        .chain(milestones.map(|milestone| milestone.id.as_str()))
        .chain(follow_ups.map(|follow_up| follow_up.id.as_str()))
        .chain(std::iter::once(DUE))
}

/// Checks every `sets` of the claim at this place of the directory.
pub(super) fn check(claim: &ClaimRecord, place: usize, found: &mut Found) {
    if claim.updates.iter().all(|update| update.sets.is_empty()) {
        return;
    }
    let items = items(claim);
    for update in &claim.updates {
        for set in &update.sets {
            let at = Place::new(update.file(), set.target.span);
            if let Some(item) = items.get(set.target.as_str()) {
                found.faults.extend(fault(update, set, item));
            } else {
                let id = set.target.as_str().to_owned();
                found.missing.push(Missing { place: at, kind: Kind::Item(place), id });
            }
        }
    }
}

fn items(claim: &ClaimRecord) -> FxHashMap<&str, Item<'_>> {
    let mut items = FxHashMap::default();
    let mut add = |id, form, brought| {
        items.entry(id).or_insert(Item { form, brought });
    };
    add(DUE, Form::Due, None);
    for criterion in &claim.criteria {
        add(criterion.id.as_str(), Form::Criterion, None);
    }
    for milestone in &claim.milestones {
        add(milestone.id.as_str(), Form::Milestone, None);
    }
    for follow_up in &claim.follow_ups {
        add(follow_up.id.as_str(), Form::FollowUp, None);
    }
    for update in &claim.updates {
        let brought = Some((update.published.earliest(), &update.id));
        for milestone in &update.milestones {
            add(milestone.id.as_str(), Form::Milestone, brought);
        }
        for follow_up in &update.follow_ups {
            add(follow_up.id.as_str(), Form::FollowUp, brought);
        }
    }
    items
}

fn fault(update: &UpdateRecord, set: &Set, item: &Item<'_>) -> Option<Diagnostic> {
    let id = set.target.as_str();
    let error = |code, span: Span, message: String| {
        Some(Diagnostic::error(code, Place::new(update.file(), span), message))
    };
    let now = (update.published.earliest(), &update.id);
    if let Some(brought) = item.brought.filter(|brought| *brought > now) {
        let message = format!("`sets` names `{id}`, which only update `{}` brings", brought.1);
        return error("set-before-brought", set.target.span, message)
            .map(|fault| fault.help("set it in that update or in a later one"));
    }
    if let Some(state) = &set.state
        && !item.form.words().contains(&&*state.value)
    {
        let message = format!("{} `{id}` cannot be `{}`", item.form.word(), &*state.value);
        return error("wrong-state", state.span, message)
            .map(|fault| fault.help(item.form.help(&state.value)));
    }
    if let Some(to) = &set.to
        && item.form == Form::Criterion
    {
        let message = format!("criterion `{id}` has no date that could move");
        return error("wrong-state", to.span, message).map(|fault| fault.help("remove `to`"));
    }
    if set.to.is_none()
        && (item.form == Form::Due || set.state.as_ref().is_some_and(|word| &*word.value == "moved"))
    {
        let message = format!("{} `{id}` moves to no date", item.form.word());
        return error("move-without-date", set.target.span, message)
            .map(|fault| fault.help("write where to: `to = \"2026-04\"`"));
    }
    None
}

impl Form {
    fn word(self) -> &'static str {
        match self {
            Self::Criterion => "criterion",
            Self::Milestone => "milestone",
            Self::FollowUp => "follow-up",
            Self::Due => "date",
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Criterion => CriterionState::WORDS,
            Self::Milestone => MilestoneState::WORDS,
            Self::FollowUp => FollowUpState::WORDS,
            Self::Due => &[],
        }
    }

    fn help(self, written: &str) -> String {
        if let Some(near) = nearest(written, self.words().iter().copied()) {
            return format!("did you mean `{near}`?");
        }
        match self {
            Self::Due => "the due date only moves: `due = {to = \"2026-06\"}`".to_owned(),
            _ => format!("a {} is one of `{}`", self.word(), self.words().join("`, `")),
        }
    }
}
