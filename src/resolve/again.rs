//! Resolving records of which most were resolved before: what is kept, when it holds, and what is taken over.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::record::Records;
use crate::record::claim::ClaimRecord;
use crate::record::id::StatusId;
use crate::record::party::SourceRecord;
use crate::record::site::Config;
use crate::resolve::citations::Mention;
use crate::resolve::claim::Bench;
use crate::resolve::directory::{Directory, Indexes};
use crate::resolve::family::Kin;
use crate::resolve::found::Found;
use crate::resolve::{Changed, Judged, judge, links, lists, statics};
use crate::tracker::claim::Claim;
use crate::tracker::index::{Change, Citings, Coming, KindEntry, Publisher, Source};
use crate::tracker::{AsOf, ClaimIx, Drafts, Slot, SourceIx, Tracker};

/// Records that were judged from a day.
#[derive(Debug)]
pub struct Resolved {
    /// The site on that day.
    pub tracker: Tracker,
    /// What cannot be linked.
    pub findings: Vec<Diagnostic>,
    /// What saves time when records like these are judged again.
    pub kept: Kept,
}

/// What is kept of records that were judged, beside what came of it.
#[derive(Debug)]
pub struct Kept {
    drafts: Drafts,
    indexes: Indexes,
    /// For every place of the directory the claim's place on the site, where it is there.
    on_site: Arc<Vec<Option<ClaimIx>>>,
    /// What each claim names in vain, by place of the directory.
    found: Vec<Option<Arc<Found>>>,
    /// What publishers, sources and pages name in vain.
    of_parties: Arc<Found>,
    /// Whether all ids and dates are in order.
    is_clear: bool,
}

/// Records that were judged before, and what came of them.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The records of then.
    pub records: &'a Records,
    /// What they were on their day.
    pub tracker: &'a Tracker,
    /// What was kept of them.
    pub kept: &'a Kept,
}

/// Claims by their headline's status.
type ByStatus = FxHashMap<StatusId, Vec<ClaimIx>>;

/// The sources of a site, and what is listed of them.
struct Cited {
    sources: Arc<Vec<Source>>,
    citings: Arc<Citings>,
    publishers: Arc<Vec<Publisher>>,
    unattributed: Arc<Vec<SourceIx>>,
    source_kinds: Arc<Vec<KindEntry>>,
}

/// A claim of the site before and after.
struct Pair<'a> {
    ix: ClaimIx,
    old: &'a Claim,
    new: &'a Claim,
}

impl Kept {
    pub(super) fn new(
        bench: &Bench<'_>,
        on_site: Vec<Option<ClaimIx>>,
        found: Vec<Option<Arc<Found>>>,
        of_parties: Found,
        is_clear: bool,
    ) -> Self {
        Self {
            drafts: bench.drafts,
            indexes: bench.directory.indexes(),
            on_site: Arc::new(on_site),
            found,
            of_parties: Arc::new(of_parties),
            is_clear,
        }
    }

    /// What is named in vain is added to the findings.
    pub(super) fn report(
        &self,
        records: &Records,
        directory: &Directory<'_>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let of_claims = self.found.iter().filter_map(Option::as_deref);
        links::report(of_claims.chain([&*self.of_parties]), directory, &records.lost, findings);
        findings.sort();
    }

    pub(super) fn indexes(&self) -> &Indexes {
        &self.indexes
    }

    /// Where the claim at a place of the directory stands on the site.
    pub(super) fn place_on_site(&self, place: usize) -> Option<ClaimIx> {
        self.on_site[place]
    }
}

impl Before<'_> {
    /// Whether other records have the same ids in the same places: then all that follows from ids holds for them.
    pub(super) fn serves(self, records: &Records, as_of: AsOf, drafts: Drafts) -> bool {
        let Records { config, publishers, sources, people, claims, pages, statics: _, lost: _ } = records;
        let known = self.records;
        self.kept.is_clear
            && (self.tracker.as_of, self.kept.drafts) == (as_of, drafts)
            && Arc::ptr_eq(config, &known.config)
            && are(publishers, &known.publishers, |_, _| false)
            && are(people, &known.people, |_, _| false)
            && are(pages, &known.pages, |_, _| false)
            && are(claims, &known.claims, alike)
            && (Arc::ptr_eq(sources, &known.sources) || are(sources, &known.sources, told_alike))
    }

    /// The same with other claims in place of those that changed, and other sources of the same ids.
    pub(super) fn with(self, records: &Records, bench: &Bench<'_>, changed: &[Changed<'_>]) -> Resolved {
        let (old, kept) = (self.tracker, self.kept);
        let anew = |changed: &Changed<'_>| {
            let here =
                changed.on_site.as_ref().map(|(ix, candidate)| (candidate.clone(), kin(&old.claims[*ix])));
            judge(bench, changed.place, here)
        };
        let anew: Vec<_> = changed.par_iter().map(anew).collect();
        let (mut claims, mut found) = (old.claims.clone(), kept.found.clone());
        let mut cited = Vec::new();
        for (changed, Judged { claim, found: anew, mentions }) in changed.iter().zip(anew) {
            if let (Some((ix, _)), Some(claim)) = (&changed.on_site, claim) {
                claims[*ix] = claim;
                cited.push((*ix, mentions));
            }
            found[changed.place] = anew;
        }
        cited.retain(|(ix, mentions)| !cites_the_same(old, *ix, mentions));
        let places = changed.iter().filter_map(|changed| changed.on_site.as_ref());
        let pair = |(ix, _): &(ClaimIx, _)| Pair { ix: *ix, old: &old.claims[*ix], new: &claims[*ix] };
        let pairs: Vec<Pair<'_>> = places.map(pair).collect();
        let statics = statics(records);
        let Cited { sources, citings, publishers, unattributed, source_kinds } =
            self.cited(records, bench, &claims, &cited);
        let tracker = Tracker {
            config: records.config.clone(),
            as_of: bench.as_of,
            names: old.names.clone(),
            citings,
            publishers,
            unattributed,
            sources,
            people: same_or(
                &old.people,
                &pairs,
                |_, claim| claim.claimants.clone(),
                || lists::people(bench.directory, &claims),
            ),
            by_status: by_status(&old.by_status, &pairs),
            topics: same_or(
                &old.topics,
                &pairs,
                |_, claim| claim.topics.clone(),
                || lists::topics(bench.directory, &claims),
            ),
            source_kinds,
            years: same_or(&old.years, &pairs, |_, claim| claim.year_made(), || lists::years(&claims)),
            changes: changes(bench.config, &old.changes, &pairs),
            milestones: same_or(
                &old.milestones,
                &pairs,
                |_, claim| lists::milestone_dates(claim),
                || lists::milestones(&claims),
            ),
            follow_ups: same_or(
                &old.follow_ups,
                &pairs,
                |_, claim| lists::follow_up_dates(claim),
                || lists::follow_ups(&claims),
            ),
            coming: coming(bench, &old.coming, &pairs),
            overdue: same_or(
                &old.overdue,
                &pairs,
                |_, claim| claim.marks.overdue,
                || lists::overdue(&claims),
            ),
            corrections: same_or(&old.corrections, &pairs, lists::corrections_of, || {
                lists::corrections(&claims)
            }),
            pages: old.pages.clone(),
            statics: if statics == old.statics { old.statics.clone() } else { statics },
            claims,
        };
        let kept = Kept {
            drafts: kept.drafts,
            indexes: kept.indexes.clone(),
            on_site: Arc::clone(&kept.on_site),
            found,
            // Where something is named in vain, its place in the file may be another one now.
            of_parties: if kept.of_parties.is_empty() {
                Arc::clone(&kept.of_parties)
            } else {
                Arc::new(links::of_parties(bench.directory))
            },
            is_clear: true,
        };
        let mut findings = Vec::new();
        kept.report(records, bench.directory, &mut findings);
        Resolved { tracker, findings, kept }
    }

    /// Sources, and what is listed of them; `others` are the claims that cite something else than before, and what
    /// they cite. Without any, the lists of before serve; pages of the site's own are the same anyway.
    fn cited(
        self,
        records: &Records,
        bench: &Bench<'_>,
        claims: &[Arc<Claim>],
        others: &[(ClaimIx, Vec<Mention>)],
    ) -> Cited {
        let old = self.tracker;
        let known = others.is_empty().then_some(old);
        let sources = if Arc::ptr_eq(&records.sources, &self.records.sources) {
            Arc::clone(&old.sources)
        } else {
            Arc::new(sources(bench.directory, &old.sources))
        };
        let (citings, publishers, unattributed) = if let Some(known) = known {
            (known.citings.clone(), known.publishers.clone(), known.unattributed.clone())
        } else {
            let citings = lists::citings_with(&old.citings, others);
            let (publishers, unattributed) =
                lists::publishers(bench.directory, &sources, &citings, &old.pages);
            (Arc::new(citings), Arc::new(publishers), Arc::new(unattributed))
        };
        let listed = (&sources, &publishers[..], &unattributed[..]);
        let source_kinds = source_kinds(known, listed, claims);
        Cited { sources, citings, publishers, unattributed, source_kinds }
    }
}

/// A list over all claims: the old one, where the claims that changed add the same to it as before.
fn same_or<'a, T, P: PartialEq>(
    old: &Arc<T>,
    changed: &[Pair<'a>],
    of: impl Fn(ClaimIx, &'a Claim) -> P,
    make: impl FnOnce() -> T,
) -> Arc<T> {
    let same = changed.iter().all(|pair| of(pair.ix, pair.old) == of(pair.ix, pair.new));
    if same { Arc::clone(old) } else { Arc::new(make()) }
}

/// Claims by status: those that changed are taken out of one list and put into another.
fn by_status(old: &Arc<ByStatus>, changed: &[Pair<'_>]) -> Arc<ByStatus> {
    same_or(
        old,
        changed,
        |_, claim| claim.headline().status.clone(),
        || {
            let status = |claim| &Claim::headline(claim).status;
            let moved = changed.iter().map(|pair| (pair.ix, status(pair.old), status(pair.new)));
            lists::by_status_with(old, moved)
        },
    )
}

/// Headline changes: those of claims that changed are made again.
fn changes(config: &Config, old: &Arc<Vec<Change>>, changed: &[Pair<'_>]) -> Arc<Vec<Change>> {
    same_or(
        old,
        changed,
        |ix, claim| lists::changes_of(config, ix, claim),
        || lists::changes_with(config, old, changed.iter().map(|pair| (pair.ix, pair.new))),
    )
}

/// What lies ahead: that of claims that changed is looked for again.
fn coming(bench: &Bench<'_>, old: &Arc<Vec<Coming>>, changed: &[Pair<'_>]) -> Arc<Vec<Coming>> {
    let (config, now) = (bench.config, bench.as_of.end);
    same_or(
        old,
        changed,
        |ix, claim| lists::coming_of(config, now, ix, claim).collect::<Vec<_>>(),
        || lists::coming_with(config, now, old, changed.iter().map(|pair| (pair.ix, pair.new))),
    )
}

/// Kinds of sources with the claims that cite them: those of a tracker in which the same is cited, where no source has
/// another kind than there.
fn source_kinds(
    known: Option<&Tracker>,
    (sources, publishers, unattributed): (&Arc<Vec<Source>>, &[Publisher], &[SourceIx]),
    claims: &[Arc<Claim>],
) -> Arc<Vec<KindEntry>> {
    let kind = |source: &Source| source.record.kind;
    let same = |old: &&Tracker| {
        Arc::ptr_eq(&old.sources, sources) || old.sources.iter().map(kind).eq(sources.iter().map(kind))
    };
    match known.filter(same) {
        Some(old) => Arc::clone(&old.source_kinds),
        None => Arc::new(lists::source_kinds(sources, publishers, unattributed, claims)),
    }
}

/// Whether a claim mentions what it mentioned in a tracker, in the same places.
fn cites_the_same(old: &Tracker, claim: ClaimIx, mentions: &[Mention]) -> bool {
    let sources = old.claims[claim].sources.iter();
    let of_source = |&source: &SourceIx| {
        old.cited_in(source, claim).iter().map(move |cited| (Slot::new(source), cited.by, cited.entry))
    };
    let (mut before, mut now) = (sources.flat_map(of_source).collect::<Vec<_>>(), mentions.to_vec());
    before.sort_unstable();
    now.sort_unstable();
    before == now
}

fn kin(claim: &Claim) -> Kin {
    Kin { part_of: claim.part_of, parts: claim.parts.clone(), related: claim.related.clone() }
}

/// Sources of the same ids and publishers as before.
fn sources(directory: &Directory<'_>, old: &[Source]) -> Vec<Source> {
    let both = directory.sources.iter().zip(old);
    both.map(|(record, old)| Source { record: Arc::clone(record), publisher: old.publisher }).collect()
}

/// Whether two lists hold the same records, or ones that are `alike`, in the same order.
fn are<T>(some: &[Arc<T>], others: &[Arc<T>], alike: impl Fn(&T, &T) -> bool) -> bool {
    some.len() == others.len()
        && some.iter().zip(others).all(|(one, other)| Arc::ptr_eq(one, other) || alike(one, other))
}

/// Whether two claims are the same to others: in their ids, and in what they belong to.
fn alike(one: &ClaimRecord, other: &ClaimRecord) -> bool {
    let ids = |record: &ClaimRecord| {
        let aliases = record.aliases.iter().map(|alias| alias.value.clone()).collect::<Vec<_>>();
        let related = record.related.iter().map(|id| id.value.clone()).collect::<Vec<_>>();
        (record.id.clone(), aliases, record.part_of.as_ref().map(|id| id.value.clone()), related)
    };
    one.file == other.file && ids(one) == ids(other)
}

/// Whether two sources are the same to others.
fn told_alike(one: &SourceRecord, other: &SourceRecord) -> bool {
    let publisher = |record: &SourceRecord| record.publisher.as_ref().map(|id| id.value.clone());
    one.id.value == other.id.value && one.file == other.file && publisher(one) == publisher(other)
}
