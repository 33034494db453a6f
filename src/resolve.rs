//! Records and a day → tracker: ids linked, updates ordered, headlines derived, everything indexed.
//!
//! References are checked over all records, whatever the day; only then is each claim judged from it.
//! No findings depend on the order of files, and no claim on another one's readings.

mod again;
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

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::date::day_start;
use crate::diagnostic::{Diagnostic, Place};
use crate::record::Records;
use crate::record::claim::ClaimRecord;
use crate::record::id::{ClaimId, PersonId, PublisherId, TopicId};
use crate::record::page::{PageRecord, StaticFile};
use crate::tracker::claim::Claim;
use crate::tracker::{AsOf, ClaimIx, Drafts, Names, Slot, Tracker};
use crate::turns::TURN;
pub use again::{Before, Kept, Resolved};
use citations::Mention;
use claim::{Bench, Candidate, first_published};
use directory::Directory;
use family::{Kin, families, parents};
use found::Found;
use states::Day;

/// Judges the records from a day; what cannot be linked is left out and reported.
///
/// The findings do not depend on the day. With [`Drafts::Shown`] drafts and what is published later
/// are there too, marked, and count for nothing.
pub fn resolve(records: &Records, as_of: AsOf, drafts: Drafts) -> (Tracker, Vec<Diagnostic>) {
    let Resolved { tracker, findings, .. } = again(records, as_of, drafts, None);
    (tracker, findings)
}

/// The same for records of which most were judged before.
///
/// What comes of it does not depend on `before`, which only saves time: claims whose records are the very same are
/// taken over, and so are lists to which the others add nothing new.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn again(records: &Records, as_of: AsOf, drafts: Drafts, before: Option<Before<'_>>) -> Resolved {
    let before = before.filter(|before| before.serves(records, as_of, drafts));
    let config = &records.config;
    let day = Day { start: day_start(as_of.day, config.timezone), end: as_of.end };
    if let Some(before) = before {
        let directory = Directory::again(records, before.kept.indexes());
        let bench = Bench { config, directory: &directory, as_of, day, drafts };
        if let Some(changed) = changed(&bench, before) {
            return before.with(records, &bench, &changed);
        }
    }
    let mut findings = Vec::new();
    let directory = Directory::new(records, &mut findings);
    let bench = Bench { config, directory: &directory, as_of, day, drafts };
    afresh(records, &bench, findings)
}

/// A claim whose record is another one than before: its place in the directory and, where it is on the site, there.
struct Changed<'a> {
    place: usize,
    on_site: Option<(ClaimIx, Candidate<'a>)>,
}

/// The claims that changed; `None` where one of them came to the site, or went from it.
fn changed<'a>(bench: &Bench<'a>, before: Before<'_>) -> Option<Vec<Changed<'a>>> {
    let Before { records, tracker, kept } = before;
    let list = bench.directory.claims.iter();
    let others = list.zip(kept.indexes().claims(records)).enumerate();
    let others = others.filter(|(_, (record, old))| !Arc::ptr_eq(record, old));
    let here = |(place, (record, _)): (usize, (&'a Arc<ClaimRecord>, _))| {
        let was = kept.place_on_site(place);
        let candidate = candidate(bench, record).ok()?;
        // Links to a claim that comes later wait until then.
        let waited = tracker.names.to_come.contains(&record.id);
        if is_to_come(record, candidate.as_ref()) != waited {
            return None;
        }
        match (was, candidate) {
            (Some(ix), Some(candidate)) => Some(Changed { place, on_site: Some((ix, candidate)) }),
            (None, None) => Some(Changed { place, on_site: None }),
            _ => None,
        }
    };
    others.map(here).collect()
}

/// A claim that is on the site.
///
/// # Errors
/// Where it has no date.
fn candidate<'a>(bench: &Bench<'_>, record: &'a Arc<ClaimRecord>) -> Result<Option<Candidate<'a>>, ()> {
    let published = first_published(record, bench.config).ok_or(())?;
    let draft = record.draft || !published.has_begun(bench.day.end);
    let shown = !draft || bench.drafts == Drafts::Shown;
    Ok(shown.then_some(Candidate { record, published, draft }))
}

/// Whether a claim is no draft and comes on a later day.
fn is_to_come(record: &ClaimRecord, candidate: Option<&Candidate<'_>>) -> bool {
    !record.draft && candidate.is_none_or(|candidate| candidate.draft)
}

fn afresh(records: &Records, bench: &Bench<'_>, mut findings: Vec<Diagnostic>) -> Resolved {
    let directory = bench.directory;
    let parents = parents(directory, &mut findings);
    let Roll { candidates, on_site, to_come } = roll(bench, &mut findings);
    // What is to be told of ids and dates depends on many records: then nothing is taken over.
    let is_clear = findings.is_empty();
    let kin = families(directory, &parents, &on_site);
    // A claim's references are checked and its headline is derived in one go, while it is at hand.
    let judge = |(place, candidate): (usize, Option<Candidate<'_>>)| {
        let kin = |ix: ClaimIx| kin[ix].clone();
        judge(bench, place, candidate.zip(on_site[place]).map(|(candidate, ix)| (candidate, kin(ix))))
    };
    // What claims mention is needed for a moment only: it stands in large pieces, which serve for something else then.
    let turn = |candidates: Vec<(usize, Option<Candidate<'_>>)>| {
        let mut turn = Turn::default();
        for one in candidates {
            turn.add(on_site[one.0], judge(one));
        }
        turn
    };
    let candidates = candidates.into_par_iter().enumerate().chunks(TURN).with_max_len(1);
    let turns: Vec<Turn> = candidates.map(turn).collect();
    let mut claims = Vec::with_capacity(directory.claims.len());
    let mut found = Vec::with_capacity(directory.claims.len());
    let mut mentions = Vec::with_capacity(turns.len());
    for turn in turns {
        claims.extend(turn.claims);
        found.extend(turn.found);
        mentions.push(turn.mentions);
    }
    let names = Names {
        claims: claims.iter().enumerate().map(|(ix, claim)| (claim.record.id.clone(), ix)).collect(),
        to_come,
        sources: directory.sources.places(),
        publishers: directory.publishers.by_id(PublisherId::new),
        people: directory.people.by_id(PersonId::new),
        topics: directory.topics.by_id(TopicId::new),
    };
    let (tracker, of_parties) = rayon::join(
        || assemble(records, bench, Arc::new(names), claims, mentions),
        || links::of_parties(directory),
    );
    let kept = Kept::new(bench, on_site, found, of_parties, is_clear);
    kept.report(records, directory, &mut findings);
    Resolved { tracker, findings, kept }
}

/// What comes of a claim.
struct Judged {
    /// The claim, where it is on the site.
    claim: Option<Arc<Claim>>,
    /// What it names in vain.
    found: Option<Arc<Found>>,
    /// Every place of it that cites a source, where it is on the site.
    mentions: Vec<Mention>,
}

/// What comes of some claims, one after the other.
#[derive(Default)]
struct Turn {
    claims: Vec<Arc<Claim>>,
    found: Vec<Option<Arc<Found>>>,
    /// Each with its claim.
    mentions: Vec<(Slot, Mention)>,
}

impl Turn {
    fn add(&mut self, ix: Option<ClaimIx>, Judged { claim, found, mentions }: Judged) {
        self.claims.extend(claim);
        self.found.push(found);
        if let Some(ix) = ix.map(Slot::new) {
            self.mentions.extend(mentions.into_iter().map(|one| (ix, one)));
        }
    }
}

/// What comes of a claim at a place of the directory.
fn judge(bench: &Bench<'_>, place: usize, here: Option<(Candidate<'_>, Kin)>) -> Judged {
    let found = Some(links::of_claim(bench.directory, place)).filter(|found| !found.is_empty()).map(Arc::new);
    match here.map(|(candidate, kin)| bench.judge(candidate, kin)) {
        Some((claim, mentions)) => Judged { claim: Some(Arc::new(claim)), found, mentions },
        None => Judged { claim: None, found, mentions: Vec::new() },
    }
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
    let list = &bench.directory.claims;
    let all: Vec<_> = (0..list.len())
        .into_par_iter()
        .with_max_len(TURN)
        .map(|place| candidate(bench, list.at(place)))
        .collect();
    let mut places = 0..;
    let mut candidates = Vec::with_capacity(list.len());
    let mut on_site = Vec::with_capacity(list.len());
    let mut to_come = FxHashSet::default();
    for (record, candidate) in list.iter().zip(all) {
        let Ok(candidate) = candidate else {
            let message = format!("claim `{}` has no date from which it could be on the site", record.id);
            let finding = Diagnostic::error("claim-without-date", Place::whole(&record.file), message);
            findings.push(finding.help("add `published`, `made_on` or a first update"));
            candidates.push(None);
            on_site.push(None);
            continue;
        };
        if is_to_come(record, candidate.as_ref()) {
            to_come.insert(record.id.clone());
        }
        on_site.push(candidate.as_ref().and_then(|_| places.next()));
        candidates.push(candidate);
    }
    Roll { candidates, on_site, to_come }
}

fn assemble(
    records: &Records,
    bench: &Bench<'_>,
    names: Arc<Names>,
    claims: Vec<Arc<Claim>>,
    mentions: Vec<Vec<(Slot, Mention)>>,
) -> Tracker {
    let (directory, pages) = (bench.directory, pages(bench));
    let of_sources = || {
        let sources = lists::sources(directory);
        let citings = lists::citings(sources.len(), mentions.iter().flatten().copied());
        drop(mentions);
        let (publishers, unattributed) = lists::publishers(directory, &sources, &citings, &pages);
        let kinds = lists::source_kinds(&sources, &publishers, &unattributed, &claims);
        (Arc::new(sources), citings, publishers, unattributed, kinds)
    };
    let dated = || rayon::join(|| lists::milestones(&claims), || lists::follow_ups(&claims));
    let told = || {
        let coming = || lists::coming(bench.config, bench.as_of.end, &claims);
        rayon::join(|| (lists::changes(bench.config, &claims), lists::corrections(&claims)), coming)
    };
    let grouped = || {
        let (people, topics) = (lists::people(directory, &claims), lists::topics(directory, &claims));
        (people, topics, lists::by_status(&claims), lists::years(&claims), lists::overdue(&claims))
    };
    let (of_sources, ((milestones, follow_ups), (told, grouped))) =
        rayon::join(of_sources, || rayon::join(dated, || rayon::join(told, grouped)));
    let (sources, citings, publishers, unattributed, source_kinds) = of_sources;
    let ((changes, corrections), coming) = told;
    let (people, topics, by_status, years, overdue) = grouped;
    Tracker {
        config: records.config.clone(),
        as_of: bench.as_of,
        names,
        sources,
        citings: Arc::new(citings),
        publishers: Arc::new(publishers),
        unattributed: Arc::new(unattributed),
        people: Arc::new(people),
        by_status: Arc::new(by_status),
        topics: Arc::new(topics),
        source_kinds: Arc::new(source_kinds),
        years: Arc::new(years),
        changes: Arc::new(changes),
        milestones: Arc::new(milestones),
        follow_ups: Arc::new(follow_ups),
        coming: Arc::new(coming),
        overdue: Arc::new(overdue),
        corrections: Arc::new(corrections),
        pages,
        claims,
        statics: statics(records),
    }
}

fn pages(bench: &Bench<'_>) -> Vec<Arc<PageRecord>> {
    let shown = |page: &&Arc<PageRecord>| !page.draft || bench.drafts == Drafts::Shown;
    bench.directory.pages.iter().filter(shown).cloned().collect()
}

fn statics(records: &Records) -> Arc<Vec<StaticFile>> {
    let mut statics = records.statics.clone();
    statics.sort_by(|a, b| a.path.cmp(&b.path));
    Arc::new(statics)
}
