//! Claims and sources in the order of the site, and how a few of them change without the others being looked at.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::load::assemble;
use crate::record::claim::ClaimRecord;
use crate::record::id::SourceId;
use crate::record::party::SourceRecord;

/// From so many changed claims on, everything is put in order again.
const MANY: usize = 200;

/// Claims by id, and sources: the shared ones, then those of claims in their order.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) claims: Vec<Arc<ClaimRecord>>,
    pub(super) sources: Arc<Vec<Arc<SourceRecord>>>,
    /// What stands twice.
    pub(super) findings: Vec<Diagnostic>,
    /// How the sources are shared out; `None` where an id stands twice.
    plain: Option<Plain>,
}

/// Sources of which none stands twice.
struct Plain {
    shared: usize,
    /// How many each claim declares.
    counts: Vec<u32>,
    ids: FxHashSet<SourceId>,
}

/// A claim at a place, as it was and as it is.
pub(super) struct Turn {
    pub(super) before: Option<Arc<ClaimRecord>>,
    pub(super) now: Option<Arc<ClaimRecord>>,
}

impl Rows {
    /// Of the claims of all places in their order.
    pub(super) fn of(shared: &[Arc<SourceRecord>], claims: Vec<Arc<ClaimRecord>>) -> Self {
        let (claims, sources, findings) = assemble::rows(shared, claims);
        let plain = findings.is_empty().then(|| Plain {
            shared: shared.len(),
            counts: claims.iter().map(|claim| claim.sources.len() as u32).collect(),
            ids: sources.iter().map(|source| source.id.value.clone()).collect(),
        });
        Self { claims, sources: Arc::new(sources), findings, plain }
    }

    /// Puts what changed in its place; whether it could: where an id stands twice, before or now, everything has to
    /// be put in order again, and these rows are not to be used any more.
    pub(super) fn turn(&mut self, turns: &[Turn], shared: Option<&[Arc<SourceRecord>]>) -> bool {
        let Some(plain) = self.plain.as_mut().filter(|_| turns.len() < MANY) else { return false };
        let old_shared = if shared.is_some() { &self.sources[..plain.shared] } else { &[] };
        let before = turns.iter().filter_map(|turn| turn.before.as_ref()).flat_map(|claim| &claim.sources);
        for source in old_shared.iter().chain(before) {
            plain.ids.remove(&source.id.value);
        }
        let now = turns.iter().filter_map(|turn| turn.now.as_ref()).flat_map(|claim| &claim.sources);
        let mut now = shared.unwrap_or_default().iter().chain(now);
        if !now.all(|source| plain.ids.insert(source.id.value.clone())) {
            return false;
        }
        if let Some(shared) = shared {
            replace(&mut self.sources, 0..plain.shared, shared);
            plain.shared = shared.len();
        }
        // One that moved to another place has to be gone before it comes.
        let (gone, there): (Vec<_>, Vec<_>) = turns.iter().partition(|turn| turn.now.is_none());
        gone.into_iter().chain(there).all(|turn| self.place(turn))
    }

    fn place(&mut self, turn: &Turn) -> bool {
        let Some(plain) = &mut self.plain else { return false };
        let Some(id) = turn.before.as_ref().or(turn.now.as_ref()).map(|claim| &claim.id) else { return true };
        let (at, is_there) = match self.claims.binary_search_by(|claim| claim.id.cmp(id)) {
            Ok(at) => (at, true),
            Err(at) => (at, false),
        };
        if is_there != turn.before.is_some() {
            return false;
        }
        let claims = at..at + usize::from(is_there);
        let start = plain.shared + plain.counts[..at].iter().map(|count| *count as usize).sum::<usize>();
        let end = start + plain.counts[claims.clone()].iter().map(|count| *count as usize).sum::<usize>();
        let declared = turn.now.as_ref().map_or(&[][..], |claim| &claim.sources);
        replace(&mut self.sources, start..end, declared);
        plain.counts.splice(claims.clone(), turn.now.iter().map(|claim| claim.sources.len() as u32));
        self.claims.splice(claims, turn.now.iter().cloned());
        true
    }
}

/// Puts sources in the place of others. Where they are the very same, the list stays the one that others share.
fn replace(list: &mut Arc<Vec<Arc<SourceRecord>>>, place: Range<usize>, with: &[Arc<SourceRecord>]) {
    let old = &list[place.clone()];
    let is_same = old.len() == with.len() && old.iter().zip(with).all(|(old, new)| Arc::ptr_eq(old, new));
    if !is_same {
        Arc::make_mut(list).splice(place, with.iter().cloned());
    }
}
