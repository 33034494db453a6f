//! Records and a day → tracker: ids linked, updates ordered, headlines derived, everything indexed.
//!
//! References are checked over all records, whatever the day; only then is each claim judged from it.
//! No findings depend on the order of files, and no claim on another one's readings.

mod citations;
mod claim;
mod directory;
mod family;
mod found;
mod links;
mod lists;
mod marks;
mod sets;
mod states;
mod status;

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::date::day_start;
use crate::diagnostic::{Diagnostic, Place};
use crate::record::Records;
use crate::record::id::{ClaimId, PersonId, PublisherId, StatusId, TopicId};
use crate::record::page::PageRecord;
use crate::tracker::claim::Claim;
use crate::tracker::index::{Change, Claimant, CorrectionEntry, Dated, TopicEntry};
use crate::tracker::{AsOf, ClaimIx, Drafts, Tracker};
use claim::{Bench, Candidate, first_published};
use directory::Directory;
use family::{families, parents};
use found::Found;
use states::Day;

/// Judges the records from a day; what cannot be linked is left out and reported.
///
/// The findings do not depend on the day. With [`Drafts::Shown`] drafts and what is published later
/// are there too, marked, and count for nothing.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn resolve(records: &Records, as_of: AsOf, drafts: Drafts) -> (Tracker, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let directory = Directory::new(records, &mut findings);
    let parents = parents(&directory, &mut findings);
    let config = &records.config;
    let day = Day { start: day_start(as_of.day, config.timezone), end: as_of.end };
    let bench = Bench { config, directory: &directory, as_of, day, drafts };

    let Roll { candidates, on_site, to_come } = roll(&bench, &mut findings);
    let kin = families(&directory, &parents, &on_site);
    // A claim's references are checked and its headline is derived in one go, while it is at hand.
    let (found, judged): (Vec<Found>, Vec<Option<_>>) = candidates
        .into_par_iter()
        .enumerate()
        .map(|(place, candidate)| {
            let claim = candidate.zip(on_site[place]);
            let judge = |(candidate, ix): (_, ClaimIx)| bench.judge(candidate, kin[ix].clone());
            (links::of_claim(&directory, place), claim.map(judge))
        })
        .unzip();
    links::report(found, &directory, &records.lost, &mut findings);
    let (mut claims, mut mentions) = (Vec::with_capacity(kin.len()), Vec::with_capacity(kin.len()));
    for (claim, mentioned) in judged.into_iter().flatten() {
        claims.push(claim);
        mentions.push(mentioned);
    }
    let tracker = assemble(records, &bench, claims, mentions, to_come);
    findings.sort();
    (tracker, findings)
}

/// Which claims are on the site.
struct Roll<'a> {
    /// For every place of the directory the claim, where it is on the site.
    candidates: Vec<Option<Candidate<'a>>>,
    /// Its place there.
    on_site: Vec<Option<ClaimIx>>,
    /// Claims that are no drafts and come on a later day.
    to_come: FxHashSet<ClaimId>,
}

fn roll<'a>(bench: &Bench<'a>, findings: &mut Vec<Diagnostic>) -> Roll<'a> {
    let list = &bench.directory.claims.list;
    let published: Vec<_> = list.par_iter().map(|record| first_published(record, bench.config)).collect();
    let mut places = 0..;
    let mut candidates = Vec::with_capacity(list.len());
    let mut on_site = Vec::with_capacity(list.len());
    let mut to_come = FxHashSet::default();
    for (record, published) in list.iter().zip(published) {
        let Some(published) = published else {
            let message = format!("claim `{}` has no date from which it could be on the site", record.id);
            let finding = Diagnostic::error("claim-without-date", Place::whole(&record.file), message);
            findings.push(finding.help("add `published`, `made_on` or a first update"));
            candidates.push(None);
            on_site.push(None);
            continue;
        };
        let begun = published.has_begun(bench.day.end);
        if !record.draft && !begun {
            to_come.insert(record.id.clone());
        }
        let draft = record.draft || !begun;
        if draft && bench.drafts == Drafts::Hidden {
            candidates.push(None);
            on_site.push(None);
            continue;
        }
        candidates.push(Some(Candidate { record, published, draft }));
        on_site.push(places.next());
    }
    Roll { candidates, on_site, to_come }
}

fn assemble(
    records: &Records,
    bench: &Bench<'_>,
    claims: Vec<Claim>,
    mentions: Vec<Vec<citations::Mention>>,
    to_come: FxHashSet<ClaimId>,
) -> Tracker {
    let directory = bench.directory;
    let of_sources = || {
        let sources = lists::sources(directory, mentions);
        let index = sources.iter().enumerate().map(|(ix, source)| (source.record.id.value.clone(), ix));
        let index: FxHashMap<_, _> = index.collect();
        let (publishers, unattributed) = lists::publishers(directory, &sources);
        (sources, index, publishers, unattributed)
    };
    let of_claims = || Listed {
        people: lists::people(directory, &claims),
        by_status: lists::by_status(&claims),
        topics: lists::topics(directory, &claims),
        changes: lists::changes(bench.config, &claims),
        milestones: lists::milestones(&claims),
        follow_ups: lists::follow_ups(&claims),
        corrections: lists::corrections(&claims),
    };
    let ((sources, source_index, publishers, unattributed), listed) = rayon::join(of_sources, of_claims);
    let Listed { people, by_status, topics, changes, milestones, follow_ups, corrections } = listed;
    let shown = |page: &&&Arc<PageRecord>| !page.draft || bench.drafts == Drafts::Shown;
    let mut statics = records.statics.clone();
    statics.sort_by(|a, b| a.path.cmp(&b.path));
    Tracker {
        config: records.config.clone(),
        as_of: bench.as_of,
        to_come,
        claim_index: claims.iter().enumerate().map(|(ix, claim)| (claim.record.id.clone(), ix)).collect(),
        source_index,
        publisher_index: index(&directory.publishers.index, PublisherId::new),
        person_index: index(&directory.people.index, PersonId::new),
        topic_index: index(&directory.topics.index, TopicId::new),
        people,
        by_status,
        topics,
        changes,
        milestones,
        follow_ups,
        corrections,
        pages: directory.pages.list.iter().filter(shown).map(|page| (*page).clone()).collect(),
        claims,
        sources,
        publishers,
        unattributed,
        statics,
    }
}

/// What is listed over all claims.
struct Listed {
    people: Vec<Claimant>,
    by_status: FxHashMap<StatusId, Vec<ClaimIx>>,
    topics: Vec<TopicEntry>,
    changes: Vec<Change>,
    milestones: Vec<Dated>,
    follow_ups: Vec<Dated>,
    corrections: Vec<CorrectionEntry>,
}

fn index<K: Hash + Eq>(names: &FxHashMap<&str, usize>, id: fn(&str) -> K) -> FxHashMap<K, usize> {
    names.iter().map(|(name, ix)| (id(name), *ix)).collect()
}
