//! The addresses to be asked: each once, with every place that names it.

use std::collections::BTreeMap;

use onrecord::addresses::{Copies, Named, Role};
use onrecord::record::party::UrlStatus;
use url::Url;

use super::probe;

/// An address and who names it.
#[derive(Debug)]
pub(super) struct Wanted {
    /// As it is asked: without fragment and password, its host in the letters of the network.
    pub(super) url: Url,
    /// Every place that names it; never empty.
    pub(super) named: Vec<Named>,
}

/// Addresses that can be asked, and how many cannot, or need not.
#[derive(Debug, Default)]
pub(super) struct List {
    /// By address.
    pub(super) wanted: Vec<Wanted>,
    /// Of another scheme, or known to be dead or withdrawn.
    pub(super) skipped: usize,
}

impl List {
    /// Of everything that is named.
    pub(super) fn of(named: Vec<Named>) -> Self {
        let mut by_url: BTreeMap<Url, Vec<Named>> = BTreeMap::new();
        let mut skipped = 0;
        for one in named {
            match probe::askable(&one.url) {
                Some(url) => by_url.entry(url).or_default().push(one),
                None => skipped += 1,
            }
        }
        let mut list = Self { wanted: Vec::with_capacity(by_url.len()), skipped };
        for (url, named) in by_url {
            if named.iter().all(|one| is_given_up(one.role)) {
                list.skipped += 1;
            } else {
                list.wanted.push(Wanted { url, named });
            }
        }
        list
    }
}

/// Whether a record says itself that there is nothing to be found.
fn is_given_up(role: Role) -> bool {
    matches!(role, Role::Source(Some(UrlStatus::Dead | UrlStatus::Retracted), _))
}

impl Wanted {
    /// Whether sources name it, and none of them has a copy.
    pub(super) fn lacks_copies(&self) -> bool {
        let mut sources = self.named.iter().filter_map(|one| match one.role {
            Role::Source(_, copies) => Some(copies),
            _ => None,
        });
        let first = sources.next();
        first == Some(Copies::None) && sources.all(|copies| copies == Copies::None)
    }
}
