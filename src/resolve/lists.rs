//! What is listed over all claims, in its order.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::date::{Instant, PartialDate};
use crate::record::claim::CorrectionKind;
use crate::record::exact;
use crate::record::id::{StatusId, UpdateId};
use crate::record::page::PageRecord;
use crate::record::party::{PersonRecord, PublisherRecord, SourceKind, SourceRecord};
use crate::record::site::{Config, Topic};
use crate::record::text::{LinkTarget, TextLink};
use crate::resolve::citations::Mention;
use crate::resolve::directory::Directory;
use crate::tracker::claim::{Claim, FollowUpOutcome, Standing};
use crate::tracker::index::{
    Change, Cited, Citings, Claimant, Coming, ComingKind, CorrectionEntry, CorrectionOf, Dated, KindEntry,
    Publisher, Source, TopicEntry, YearEntry,
};
use crate::tracker::{ClaimIx, Slot, SourceIx};

/// Who cites each source; each mention comes with its claim.
pub(super) fn citings(sources: usize, mentions: impl Iterator<Item = (Slot, Mention)> + Clone) -> Citings {
    Citings::new(sources, mentions.map(|(claim, one)| cited(claim, one)))
}

/// The same where some claims mention something else than before: each with all that it mentions now.
pub(super) fn citings_with(old: &Citings, changed: &[(ClaimIx, Vec<Mention>)]) -> Citings {
    let changed = changed.iter().map(|(claim, mentions)| (Slot::new(*claim), mentions));
    let gone: FxHashSet<Slot> = changed.clone().map(|(claim, _)| claim).collect();
    let stay = old.iter().filter(|(_, cited)| !gone.contains(&cited.claim));
    let come = changed.flat_map(|(claim, mentions)| mentions.iter().map(move |one| cited(claim, *one)));
    Citings::new(old.sources(), stay.chain(come))
}

/// A mention, as it is told of its source.
fn cited(claim: Slot, (source, by, entry): Mention) -> (SourceIx, Cited) {
    (source.ix(), Cited { claim, by, entry })
}

/// Sources by id.
pub(super) fn sources(directory: &Directory<'_>) -> Vec<Source> {
    let source = |record: &Arc<SourceRecord>| {
        let publisher = record.publisher.as_ref().and_then(|id| directory.publishers.find(id.as_str()));
        Source { record: Arc::clone(record), publisher }
    };
    directory.sources.iter().map(source).collect()
}

/// Sources that pages of the site's own cite.
fn of_pages(directory: &Directory<'_>, pages: &[Arc<PageRecord>]) -> FxHashSet<SourceIx> {
    let links = pages.iter().flat_map(|page| page.texts()).flat_map(|text| &text.links);
    let source = |link: &TextLink| match &link.target {
        LinkTarget::Source(id) => directory.sources.find(id),
        LinkTarget::Site(_) => None,
    };
    links.filter_map(source).collect()
}

/// Publishers by name, and the sources that have none: those that something on the site cites. Wherever a source is
/// declared, it would else show what a draft, a later update or one that was taken down is about.
pub(super) fn publishers(
    directory: &Directory<'_>,
    sources: &[Source],
    citings: &Citings,
    pages: &[Arc<PageRecord>],
) -> (Vec<Publisher>, Vec<SourceIx>) {
    let of_pages = of_pages(directory, pages);
    let is_listed = |ix: &usize| !citings.of(*ix).is_empty() || of_pages.contains(ix);
    let publisher = |record: &Arc<PublisherRecord>| Publisher {
        record: Arc::clone(record),
        sources: Vec::new(),
        speaks_for: record.speaks_for.iter().filter_map(|id| directory.people.find(id.as_str())).collect(),
    };
    let mut publishers: Vec<Publisher> = directory.publishers.iter().map(publisher).collect();
    let mut unattributed = Vec::new();
    for (ix, source) in sources.iter().enumerate().filter(|(ix, _)| is_listed(ix)) {
        match source.publisher {
            Some(publisher) => publishers[publisher].sources.push(ix),
            None => unattributed.push(ix),
        }
    }
    (publishers, unattributed)
}

/// People and bodies by name, each with its claims by id.
pub(super) fn people(directory: &Directory<'_>, claims: &[Arc<Claim>]) -> Vec<Claimant> {
    let claimant = |record: &Arc<PersonRecord>| Claimant { record: Arc::clone(record), claims: Vec::new() };
    let mut people: Vec<Claimant> = directory.people.iter().map(claimant).collect();
    for (ix, claim) in claims.iter().enumerate() {
        for &person in &claim.claimants {
            people[person].claims.push(ix);
        }
    }
    people
}

/// Claims by their headline's status, each list by id.
pub(super) fn by_status(claims: &[Arc<Claim>]) -> FxHashMap<StatusId, Vec<ClaimIx>> {
    let mut by_status: FxHashMap<StatusId, Vec<ClaimIx>> = FxHashMap::default();
    for (ix, claim) in claims.iter().enumerate() {
        by_status.entry(claim.headline().status.clone()).or_default().push(ix);
    }
    by_status
}

/// The same where some claims have another status than before: each with its old and its new one.
pub(super) fn by_status_with<'c>(
    old: &FxHashMap<StatusId, Vec<ClaimIx>>,
    moved: impl Iterator<Item = (ClaimIx, &'c StatusId, &'c StatusId)>,
) -> FxHashMap<StatusId, Vec<ClaimIx>> {
    let mut by_status = old.clone();
    for (ix, from, to) in moved {
        if let Some(list) = by_status.get_mut(from) {
            list.retain(|claim| *claim != ix);
        }
        let list = by_status.entry(to.clone()).or_default();
        list.insert(list.partition_point(|claim| *claim < ix), ix);
    }
    by_status.retain(|_, list| !list.is_empty());
    by_status
}

/// Topics in the order of site.toml, each with its claims by id.
pub(super) fn topics(directory: &Directory<'_>, claims: &[Arc<Claim>]) -> Vec<TopicEntry> {
    let entry = |topic: &Topic| TopicEntry { topic: topic.clone(), claims: Vec::new() };
    let mut topics: Vec<TopicEntry> = directory.topics.iter().map(entry).collect();
    for (ix, claim) in claims.iter().enumerate() {
        for &topic in &claim.topics {
            topics[topic].claims.push(ix);
        }
    }
    topics
}

/// Kinds of the sources that stand in the lists, in the order of the words, each with the claims that cite one of it.
pub(super) fn source_kinds(
    sources: &[Source],
    publishers: &[Publisher],
    unattributed: &[SourceIx],
    claims: &[Arc<Claim>],
) -> Vec<KindEntry> {
    let mut counts = [0; SourceKind::ALL.len()];
    let listed = publishers.iter().flat_map(|publisher| &publisher.sources).chain(unattributed);
    listed.filter_map(|&ix| sources[ix].record.kind).for_each(|kind| counts[kind as usize] += 1);
    let entry = |(kind, _): &(SourceKind, _)| KindEntry {
        kind: *kind,
        sources: counts[*kind as usize],
        claims: Vec::new(),
    };
    let mut kinds: Vec<KindEntry> = SourceKind::ALL.iter().map(entry).collect();
    for (ix, claim) in claims.iter().enumerate() {
        for kind in claim.sources.iter().filter_map(|&source| sources[source].record.kind) {
            let claims = &mut kinds[kind as usize].claims;
            if claims.last() != Some(&ix) {
                claims.push(ix);
            }
        }
    }
    kinds.retain(|entry| entry.sources > 0 || !entry.claims.is_empty());
    kinds
}

/// Years in which claims were made, the latest first; last, where there are any, the claims without a date.
pub(super) fn years(claims: &[Arc<Claim>]) -> Vec<YearEntry> {
    let mut years: BTreeMap<Reverse<Option<i32>>, Vec<ClaimIx>> = BTreeMap::new();
    for (ix, claim) in claims.iter().enumerate() {
        years.entry(Reverse(claim.year_made())).or_default().push(ix);
    }
    exact(years.into_iter().map(|(Reverse(year), claims)| YearEntry { year, claims }))
}

/// Headline changes, newest first.
pub(super) fn changes(config: &Config, claims: &[Arc<Claim>]) -> Vec<Change> {
    let all = claims.iter().enumerate().flat_map(|(ix, claim)| changes_of(config, ix, claim));
    let mut changes: Vec<_> = all.collect();
    sort(&mut changes);
    exact(changes)
}

/// The same where some claims have other ones than before.
pub(super) fn changes_with<'c>(
    config: &Config,
    old: &[Change],
    changed: impl Iterator<Item = (ClaimIx, &'c Claim)>,
) -> Vec<Change> {
    let changed: FxHashMap<ClaimIx, &Claim> = changed.collect();
    let mut all: Vec<_> = old.iter().filter(|change| !changed.contains_key(&change.claim)).cloned().collect();
    all.extend(changed.into_iter().flat_map(|(ix, claim)| changes_of(config, ix, claim)));
    sort(&mut all);
    all
}

/// What is in order already costs next to nothing.
fn sort(changes: &mut [Change]) {
    changes.sort_by_key(|change| (Reverse(change.order), change.claim, Reverse(change.headline)));
}

/// Those of one claim. The first headline is one where a day saw it: a claim that came with its first reading
/// never said anything else.
pub(super) fn changes_of(config: &Config, ix: ClaimIx, claim: &Claim) -> Vec<Change> {
    let mut changes = Vec::new();
    // A draft has changed nothing that anybody saw.
    if claim.draft {
        return changes;
    }
    let mut latest = claim.published.earliest();
    if claim.first_headline_was_seen(config.timezone) {
        let at = claim.published.clone();
        changes.push(Change { claim: ix, at, headline: 0, order: latest });
    }
    for (headline, told) in claim.headlines.iter().enumerate().skip(1) {
        let Some(at) = told.changed.clone() else { continue };
        // A retraction takes effect after what it retracts, though its day may begin before.
        latest = if headline == 1 { at.earliest() } else { latest.max(at.earliest()) };
        changes.push(Change { claim: ix, at, headline, order: latest });
    }
    changes
}

/// What lies ahead of all claims, the next one first.
pub(super) fn coming(config: &Config, now: Instant, claims: &[Arc<Claim>]) -> Vec<Coming> {
    let all = claims.iter().enumerate().flat_map(|(ix, claim)| coming_of(config, now, ix, claim));
    let mut all: Vec<_> = all.collect();
    all.sort_unstable();
    exact(all)
}

/// The same where something else lies ahead of some claims than before.
pub(super) fn coming_with<'c>(
    config: &Config,
    now: Instant,
    old: &[Coming],
    changed: impl Iterator<Item = (ClaimIx, &'c Claim)>,
) -> Vec<Coming> {
    let changed: FxHashMap<ClaimIx, &Claim> = changed.collect();
    let mut all: Vec<_> = old.iter().filter(|one| !changed.contains_key(&one.claim)).copied().collect();
    all.extend(changed.into_iter().flat_map(|(ix, claim)| coming_of(config, now, ix, claim)));
    // What is in order already costs next to nothing.
    all.sort();
    all
}

/// What lies ahead of one claim, as of `now`.
pub(super) fn coming_of(
    config: &Config,
    now: Instant,
    ix: ClaimIx,
    claim: &Claim,
) -> impl Iterator<Item = Coming> {
    let one = move |kind, item, date: &PartialDate| {
        (!date.is_past(now)).then(|| Coming {
            end: date.end(),
            kind,
            begin: date.earliest(),
            claim: ix,
            item,
        })
    };
    let due =
        claim.due.as_ref().and_then(|due| one(ComingKind::Due, 0, &due.date)).filter(|_| {
            config.status(claim.headline().status.as_str()).is_none_or(|status| !status.terminal)
        });
    let milestones = claim.milestones.iter().enumerate().filter(|(_, milestone)| milestone.is_open());
    let follow_ups = claim.follow_ups.iter().enumerate();
    let follow_ups = follow_ups.filter(|(_, follow_up)| follow_up.outcome == FollowUpOutcome::Next);
    due.into_iter()
        .chain(milestones.filter_map(move |(item, one_of)| one(ComingKind::Milestone, item, &one_of.date)))
        .chain(follow_ups.filter_map(move |(item, one_of)| one(ComingKind::FollowUp, item, &one_of.date)))
}

/// Claims that are overdue, by id.
pub(super) fn overdue(claims: &[Arc<Claim>]) -> Vec<ClaimIx> {
    let all = claims.iter().enumerate().filter(|(_, claim)| claim.marks.overdue);
    all.map(|(ix, _)| ix).collect()
}

/// Milestones by date, then claim.
pub(super) fn milestones(claims: &[Arc<Claim>]) -> Vec<Dated> {
    by_date(claims, milestone_dates)
}

/// Follow-ups by date, then claim.
pub(super) fn follow_ups(claims: &[Arc<Claim>]) -> Vec<Dated> {
    by_date(claims, follow_up_dates)
}

/// The dates of a claim's milestones.
pub(super) fn milestone_dates(claim: &Claim) -> Vec<&PartialDate> {
    claim.milestones.iter().map(|milestone| &milestone.date).collect()
}

/// The dates of a claim's follow-ups.
pub(super) fn follow_up_dates(claim: &Claim) -> Vec<&PartialDate> {
    claim.follow_ups.iter().map(|follow_up| &follow_up.date).collect()
}

fn by_date(claims: &[Arc<Claim>], of: fn(&Claim) -> Vec<&PartialDate>) -> Vec<Dated> {
    let items = |(claim, record): (ClaimIx, &Arc<Claim>)| -> Vec<(Instant, Reverse<Instant>, Dated)> {
        let key = |(item, date): (usize, &PartialDate)| {
            (date.earliest(), Reverse(date.end()), Dated { claim, item })
        };
        of(record).into_iter().enumerate().map(key).collect()
    };
    let mut all: Vec<_> = claims.iter().enumerate().flat_map(items).collect();
    all.sort_by_key(|(earliest, end, dated)| (*earliest, *end, dated.claim, dated.item));
    exact(all.into_iter().map(|(_, _, dated)| dated))
}

/// Corrections, retractions and removals, newest first. A removal is told on every day.
pub(super) fn corrections(claims: &[Arc<Claim>]) -> Vec<CorrectionEntry> {
    let all = claims.iter().enumerate().flat_map(|(ix, claim)| corrections_of(ix, claim));
    let mut entries: Vec<_> = all.collect();
    entries.sort_by_key(|entry| (Reverse(entry.date.earliest()), entry.claim));
    entries
}

/// Those of one claim.
pub(super) fn corrections_of(ix: ClaimIx, claim: &Claim) -> Vec<CorrectionEntry> {
    let mut entries = Vec::new();
    for &at in &claim.corrections {
        let date = claim.record.corrections[at].date.value.clone();
        entries.push(CorrectionEntry { claim: ix, date, kind: CorrectionOf::Correction(at) });
    }
    for (at, update) in claim.updates.iter().enumerate().filter(|(_, update)| !update.future) {
        let record = &claim.record.updates[update.record.ix()];
        let (withdrawal, kind) = match update.standing {
            Standing::Stands => continue,
            Standing::Retracted => (&record.retracted, CorrectionOf::Retraction(at)),
            Standing::Removed => (&record.removed, CorrectionOf::Removal(at)),
        };
        // The editors' own entry on the removal says more, and says it once.
        let told = matches!(kind, CorrectionOf::Removal(_)) && removal_is_told(claim, &record.id);
        if let Some(withdrawal) = withdrawal.as_ref().filter(|_| !told) {
            entries.push(CorrectionEntry { claim: ix, date: withdrawal.date.value.clone(), kind });
        }
    }
    entries
}

/// Whether a correction of the claim names the removal of this update.
fn removal_is_told(claim: &Claim, update: &UpdateId) -> bool {
    let corrections = claim.corrections.iter().map(|&at| &claim.record.corrections[at]);
    let removals = corrections.filter(|correction| correction.kind == CorrectionKind::Removal);
    removals.filter_map(|removal| removal.update.as_ref()).any(|named| named.value == *update)
}
