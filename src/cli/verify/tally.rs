//! One line on what came of the addresses.

use std::collections::BTreeMap;

use super::super::report::count;
use super::verdict::Verdict;

/// How many addresses there are of each sort.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// By how they stand.
    pub(super) verdicts: BTreeMap<Verdict, usize>,
    /// Known from earlier runs, of those.
    pub(super) known: usize,
    /// Not known, and not asked.
    pub(super) left: usize,
    /// Not to be asked.
    pub(super) skipped: usize,
}

impl Tally {
    /// As a line: `12 addresses: 9 ok, 2 dead, 1 not asked; 4 known from earlier runs, 1 skipped`.
    pub(super) fn line(&self) -> String {
        let total = self.verdicts.values().sum::<usize>() + self.left;
        let verdicts = self.verdicts.iter().map(|(verdict, number)| format!("{number} {}", word(*verdict)));
        let left = (self.left > 0).then(|| format!("{} not asked", self.left));
        let parts: Vec<String> = verdicts.chain(left).collect();
        let mut line = count(total, "address");
        if total != 1 {
            line = format!("{total} addresses");
        }
        if !parts.is_empty() {
            line = format!("{line}: {}", parts.join(", "));
        }
        let known = (self.known > 0).then(|| format!("{} known from earlier runs", self.known));
        let skipped = (self.skipped > 0).then(|| format!("{} skipped", self.skipped));
        let rest: Vec<String> = known.into_iter().chain(skipped).collect();
        if rest.is_empty() { line } else { format!("{line}; {}", rest.join(", ")) }
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "ok",
        Verdict::Moved => "moved",
        Verdict::Home => "leading home",
        Verdict::Dead => "dead",
        Verdict::Blocked => "blocked",
        Verdict::Unsafe => "unsafe",
        Verdict::Unreachable => "unreachable",
        Verdict::Private => "private",
    }
}
