//! Which sources a claim names, in which order, and where.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::record::claim::ClaimRecord;
use crate::record::party::Citation;
use crate::record::text::{Explainer, LinkTarget, Text};
use crate::resolve::directory::Directory;
use crate::tracker::claim::{MilestoneNow, Standing, Update};
use crate::tracker::index::CitedBy;
use crate::tracker::{Slot, SourceIx};

/// A place of the claim that cites a source, and which of its citations does.
pub(super) type Mention = (Slot, CitedBy, Option<Slot>);

/// What a claim cites.
pub(super) struct Cited {
    /// Each source once, in the order of first mention.
    pub(super) order: Vec<SourceIx>,
    /// Every mention; a body that repeats a citation of its own record adds none.
    pub(super) mentions: Vec<Mention>,
}

struct Collector<'a> {
    directory: &'a Directory<'a>,
    /// Where each source was last mentioned: the parts of a claim are read one after the other.
    seen: FxHashMap<SourceIx, CitedBy>,
    cited: Cited,
}

/// Collects claim citations, appearance, statements, milestones, then updates in order. A retracted
/// update still cites (its text is kept); a removed one does not.
pub(super) fn cited(
    directory: &Directory<'_>,
    claim: &ClaimRecord,
    updates: &[Update],
    milestones: &[MilestoneNow],
    statements: &[usize],
) -> Cited {
    let in_updates = updates.iter().map(|update| claim.updates[update.record.ix()].citations.len());
    let in_milestones = milestones.iter().map(|milestone| milestone.record.citations.len());
    let appearances = 1 + statements.len();
    let room = claim.citations.len() + in_updates.chain(in_milestones).sum::<usize>() + appearances;
    let mut to = Collector {
        directory,
        seen: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
        cited: Cited { order: Vec::with_capacity(room), mentions: Vec::with_capacity(room) },
    };
    to.citations(CitedBy::Claim, &claim.citations);
    for text in claim_texts(claim) {
        to.text(CitedBy::Claim, text);
    }
    if let Some(appearance) = &claim.appearance {
        to.mention(CitedBy::Appearance, appearance.as_str(), None);
    }
    for &at in statements {
        if let Some(appearance) = &claim.statements[at].appearance {
            to.mention(CitedBy::Statement(Slot::new(at)), appearance.as_str(), None);
        }
    }
    for (at, milestone) in milestones.iter().enumerate() {
        to.citations(CitedBy::Milestone(Slot::new(at)), &milestone.record.citations);
    }
    for (ix, update) in updates.iter().enumerate() {
        if update.standing != Standing::Removed {
            let record = &claim.updates[update.record.ix()];
            to.citations(CitedBy::Update(Slot::new(ix)), &record.citations);
            to.text(CitedBy::Update(Slot::new(ix)), &record.body);
            for body in record.translations.iter().filter_map(|translation| translation.body.as_ref()) {
                to.text(CitedBy::Update(Slot::new(ix)), body);
            }
        }
    }
    to.cited
}

/// Every text of a claim but those of its updates, translations last.
pub(super) fn claim_texts(claim: &ClaimRecord) -> impl Iterator<Item = &Text> {
    let translated = claim.translations.iter().flat_map(|translation| {
        let explainers = translation.explainer.iter().flat_map(explainer_texts);
        translation.body.iter().chain(explainers)
    });
    std::iter::once(&claim.summary).chain(explainer_texts(&claim.explainer)).chain(translated)
}

fn explainer_texts(explainer: &Explainer) -> impl Iterator<Item = &Text> {
    explainer.lead.iter().chain(explainer.questions.iter().map(|question| &question.answer))
}

impl Collector<'_> {
    fn citations(&mut self, by: CitedBy, citations: &[Citation]) {
        for (entry, citation) in citations.iter().enumerate() {
            self.mention(by, citation.source.as_str(), Some(Slot::new(entry)));
        }
    }

    fn text(&mut self, by: CitedBy, text: &Text) {
        for link in &text.links {
            if let LinkTarget::Source(id) = &link.target {
                self.mention(by, id, None);
            }
        }
    }

    fn mention(&mut self, by: CitedBy, id: &str, entry: Option<Slot>) {
        let Some(source) = self.directory.sources.find(id) else { return };
        let last = self.seen.insert(source, by);
        if last.is_none() {
            self.cited.order.push(source);
        }
        if entry.is_some() || last != Some(by) {
            self.cited.mentions.push((Slot::new(source), by, entry));
        }
    }
}
