//! What was read anew, put in the place of what was there.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Held;
use super::rows::{Rows, Turn};
use super::spot::Spot;
use crate::load::assemble::{self, Leaf, People, Pieces, Sources};
use crate::load::bundle::Foreign;
use crate::load::file::Site;
use crate::load::party::Original;
use crate::load::paths::ClaimAt;
use crate::load::trouble::Trouble;
use crate::load::{Read, parties};
use crate::record::claim::ClaimRecord;

impl Held {
    /// Puts everything together that lies at these places, of which `read` is all that there is.
    pub(super) fn put(&mut self, read: Vec<Read>, mut dirty: BTreeSet<Spot>) {
        let mut pieces = Pieces::default();
        for read in read {
            let place = Spot::File(read.path.clone());
            let trouble = pieces.take(read);
            self.tell(place, trouble);
        }
        let finish = |at: &ClaimAt, mut claim: ClaimRecord| {
            if let Some(before) = self.claims.get(at) {
                parties::keep_equal(&mut claim.sources, &before.sources);
            }
            claim
        };
        let mut turns = Vec::new();
        for (at, now, trouble) in assemble::claims(std::mem::take(&mut pieces.claims), finish) {
            dirty.remove(&Spot::Claim(at.clone()));
            turns.push(self.turn(&at, now));
            self.tell(Spot::Claim(at), trouble);
        }
        let is_shared = dirty.contains(&Spot::Sources);
        for place in dirty {
            let trouble = match &place {
                Spot::Site => self.put_site(std::mem::take(&mut pieces.site)),
                Spot::People => self.put_people(std::mem::take(&mut pieces.people)),
                Spot::Sources => self.put_sources(std::mem::take(&mut pieces.sources)),
                Spot::Page(stem) => self.put_page(stem, pieces.pages.remove(stem)),
                Spot::Claim(at) => {
                    turns.push(self.turn(at, None));
                    Trouble::default()
                }
                Spot::File(_) => continue,
            };
            self.tell(place, trouble);
        }
        let shared = is_shared.then_some(&*self.shared);
        if (is_shared || !turns.is_empty()) && !self.rows.turn(&turns, shared) {
            self.rows = Rows::of(&self.shared, self.claims.values().cloned().collect());
        }
    }

    fn turn(&mut self, at: &ClaimAt, now: Option<Arc<ClaimRecord>>) -> Turn {
        let before = match &now {
            Some(claim) => self.claims.insert(at.clone(), Arc::clone(claim)),
            None => self.claims.remove(at),
        };
        Turn { before, now }
    }

    fn put_site(&mut self, foreign: Vec<Foreign>) -> Trouble {
        let Site { config: Original { record, hash }, findings, lost, torn: _ } = &self.site;
        let (config, mut trouble) =
            assemble::config(Original { record: record.clone(), hash: *hash }, foreign);
        trouble.findings.extend_from_slice(findings);
        trouble.lost.extend_from_slice(lost);
        self.config = Arc::new(config);
        trouble
    }

    fn put_people(&mut self, people: People) -> Trouble {
        let (mut people, trouble) = people.together();
        parties::keep_equal(&mut people, &self.people);
        self.people = people;
        trouble
    }

    fn put_sources(&mut self, sources: Sources) -> Trouble {
        let (mut publishers, mut shared, trouble) = sources.together();
        parties::keep_equal(&mut publishers, &self.publishers);
        parties::keep_equal(&mut shared, &self.shared);
        (self.publishers, self.shared) = (publishers, shared);
        trouble
    }

    fn put_page(&mut self, stem: &str, leaf: Option<Leaf>) -> Trouble {
        let (page, trouble) = leaf.unwrap_or_default().together();
        match page {
            Some(page) => drop(self.pages.insert(stem.into(), page)),
            None => drop(self.pages.remove(stem)),
        }
        trouble
    }

    pub(super) fn tell(&mut self, place: Spot, trouble: Trouble) {
        if trouble.is_none() {
            self.troubles.remove(&place);
        } else {
            self.troubles.insert(place, trouble);
        }
    }
}
