//! A claim out of its files: updates in order, ids that stand twice, translations beside their originals.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Diagnostic, FilePath, Place, Span, Spanned};
use crate::load::bundle::{Bundle, Foreign};
use crate::load::claim::{ClaimFile, UpdateEntry, Updates};
use crate::load::paths::{ClaimAt, original};
use crate::load::translations;
use crate::record::claim::{ClaimRecord, UpdateRecord};
use crate::record::decode::with_article;
use crate::record::exact;
use crate::record::id::{ItemId, UpdateId, next_free};
use crate::record::text::{self, Feed};

/// The claim, or nothing where its main file could not be read.
pub(super) fn claim(at: &ClaimAt, bundle: Bundle, findings: &mut Vec<Diagnostic>) -> Option<ClaimRecord> {
    let Bundle { claim, mains, updates, explainer, mut foreign, mut foreign_updates, parts, digests } =
        bundle;
    report_mains(at, &mains, &parts, &foreign, findings);
    let ClaimFile { mut record, updates: inline, original: hash } = *claim?;
    let updates = inline.and(updates);
    if let Some(explainer) = explainer {
        record.explainer = explainer;
    }
    foreign_updates.extend(inner_updates(&mut foreign));
    record.translations = translations::taken(&mut foreign, "", hash, findings);
    name_foreign(&mut foreign_updates, &updates.records, findings);
    let Updates { records, beside } = in_order(updates, findings);
    // Of many files the list has grown as they came.
    record.updates = if records.capacity() == records.len() { records } else { exact(records) };
    for (update, mut beside) in record.updates.iter_mut().zip(beside) {
        record.sources.append(&mut beside.sources);
        let taken = translations::taken(&mut foreign_updates, update.id.as_str(), beside.original, findings);
        if !taken.is_empty() {
            update.rare.edit().translations = taken;
        }
    }
    findings.extend(foreign.iter().chain(&foreign_updates).map(translations::without_original));
    unique_items(&mut record, findings);
    record.digest = digest(&digests, &record);
    Some(record)
}

fn digest(files: &[text::Hash], record: &ClaimRecord) -> text::Hash {
    let mut feed = Feed::default();
    for file in files {
        feed.hash(*file);
    }
    let own = translations::digest(feed.print(), &record.translations);
    record.updates.iter().fold(own, |digest, update| translations::digest(digest, &update.translations))
}

fn report_mains(
    at: &ClaimAt,
    mains: &[FilePath],
    parts: &[FilePath],
    foreign: &[Foreign],
    findings: &mut Vec<Diagnostic>,
) {
    if let [first, second, ..] = mains {
        let finding = Diagnostic::error(
            "duplicate-id",
            Place::whole(second),
            format!("claim `{}` is written twice", at.id),
        );
        let help = "keep one of the two files: a claim is written in one spelling";
        findings.push(finding.help(help).note(Place::whole(first), "first written here"));
    }
    if !mains.is_empty() {
        return;
    }
    if let Some(part) = parts.first() {
        let message = format!("file belongs to the claim `{}`, which has no `claim.md`", at.id);
        let finding = Diagnostic::error("no-claim-file", Place::whole(part), message);
        findings.push(finding.help(format!("write content/{}/claim.md", at.stem)));
    } else {
        findings.extend(foreign.iter().map(translations::without_original));
    }
}

/// Translations of `[[updates]]`, which stand inside that of their claim.
fn inner_updates(foreign: &mut [Foreign]) -> Vec<Foreign> {
    let mut found = Vec::new();
    for outer in foreign {
        for mut text in std::mem::take(&mut outer.text.inside) {
            text.path = text.path.split_off("updates.".len());
            found.push(Foreign { lang: outer.lang.clone(), file: outer.file.clone(), text });
        }
    }
    found
}

/// Gives a translation without an id that of the only entry in the file it stands beside.
fn name_foreign(foreign: &mut Vec<Foreign>, records: &[UpdateRecord], findings: &mut Vec<Diagnostic>) {
    foreign.retain_mut(|one| {
        if !one.text.path.is_empty() {
            return true;
        }
        let original = original(&one.file, &one.lang);
        let mut beside = records.iter().filter(|record| *record.file() == original);
        match (beside.next(), beside.next()) {
            (Some(only), None) => {
                only.id.as_str().clone_into(&mut one.text.path);
                return true;
            }
            (None, _) => findings.push(translations::without_original(one)),
            (Some(_), Some(_)) => {
                let place = Place::new(&one.file, one.text.span);
                let message = format!("translation has no `id`, and `{original}` holds several updates");
                let help = "write the id of the update that it translates: id = \"2026-02-13-1442\"";
                findings.push(Diagnostic::error("missing-key", place, message).help(help));
            }
        }
        false
    });
}

/// Earliest instant first, then id, then place, so that the order never depends on the disk.
fn order(a: &UpdateRecord, b: &UpdateRecord) -> std::cmp::Ordering {
    let instants = a.published.earliest().cmp(&b.published.earliest());
    instants.then_with(|| a.id.cmp(&b.id)).then_with(|| (a.file(), a.span).cmp(&(b.file(), b.span)))
}

/// The updates in their order, without those whose id stands twice: mostly as they were written.
fn in_order(updates: Updates, findings: &mut Vec<Diagnostic>) -> Updates {
    let are_ordered = updates.records.is_sorted_by(|a, b| order(a, b).is_le());
    if are_ordered && are_unique(updates.records.iter().map(|record| &record.id)) {
        return updates;
    }
    let mut entries: Vec<UpdateEntry> = updates.records.into_iter().zip(updates.beside).collect();
    entries.sort_by(|(a, _), (b, _)| order(a, b));
    Updates::of(unique_updates(entries, findings))
}

/// The updates without those whose id stands twice.
fn unique_updates(entries: Vec<UpdateEntry>, findings: &mut Vec<Diagnostic>) -> Vec<UpdateEntry> {
    let all: FxHashSet<UpdateId> = entries.iter().map(|(record, _)| record.id.clone()).collect();
    let mut first: FxHashMap<UpdateId, Place> = FxHashMap::default();
    let mut proposed: FxHashSet<String> = FxHashSet::default();
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        let record = &entry.0;
        let place = Place::new(record.file(), record.published.span);
        let Some(known) = first.get(&record.id) else {
            first.insert(record.id.clone(), place);
            kept.push(entry);
            continue;
        };
        let next =
            next_free(record.id.as_str(), |id| all.contains(&UpdateId::new(id)) || proposed.contains(id));
        let finding =
            Diagnostic::error("duplicate-id", place, format!("two updates have the id `{}`", record.id));
        findings.push(
            finding.help(format!("write id = \"{next}\" into this one")).note(known.clone(), "the other one"),
        );
        proposed.insert(next);
    }
    kept
}

fn are_unique<T: Hash + Eq>(mut ids: impl Iterator<Item = T>) -> bool {
    let mut seen = FxHashSet::default();
    ids.all(|id| seen.insert(id))
}

/// Removes items whose id another item of the claim has, whatever kind either is.
fn unique_items(record: &mut ClaimRecord, findings: &mut Vec<Diagnostic>) {
    if are_unique(item_ids(record)) {
        return;
    }
    let mut taken = Taken { all: item_ids(record).cloned().collect(), first: FxHashMap::default(), findings };
    let file = record.file.clone();
    record.criteria.retain(|item| taken.admits("criterion", &item.id, &file));
    record.milestones.retain(|item| taken.admits("milestone", &item.id, &file));
    record.follow_ups.retain(|item| taken.admits("follow-up", &item.id, &file));
    record.statements.retain(|item| taken.admits("statement", &item.id, &file));
    record.corrections.retain(|item| taken.admits("correction", &item.id, &file));
    record.responses.retain(|item| taken.admits("response", &item.id, &file));
    for update in &mut record.updates {
        if !update.milestones.is_empty() || !update.follow_ups.is_empty() {
            let (file, rare) = (update.body.file.path(), update.rare.edit());
            rare.milestones.retain(|item| taken.admits("milestone", &item.id, file));
            rare.follow_ups.retain(|item| taken.admits("follow-up", &item.id, file));
        }
    }
}

fn item_ids(record: &ClaimRecord) -> impl Iterator<Item = &ItemId> {
    let own = (record.criteria.iter().map(|item| &item.id))
        .chain(record.milestones.iter().map(|item| &item.id))
        .chain(record.follow_ups.iter().map(|item| &item.id))
        .chain(record.statements.iter().map(|item| &item.id))
        .chain(record.corrections.iter().map(|item| &item.id))
        .chain(record.responses.iter().map(|item| &item.id));
    let brought = record.updates.iter().flat_map(|update| {
        let milestones = update.milestones.iter().map(|item| &item.id);
        milestones.chain(update.follow_ups.iter().map(|item| &item.id))
    });
    own.chain(brought).map(|id| &id.value)
}

struct Taken<'f> {
    all: FxHashSet<ItemId>,
    first: FxHashMap<ItemId, (&'static str, FilePath, Span)>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Taken<'_> {
    fn admits(&mut self, what: &'static str, id: &Spanned<ItemId>, file: &FilePath) -> bool {
        let Some((other, first, span)) = self.first.get(&id.value) else {
            self.first.insert(id.value.clone(), (what, file.clone(), id.span));
            return true;
        };
        let next = next_free(id.as_str(), |id| self.all.contains(&ItemId::new(id)));
        let message =
            format!("{what} has the id `{}`, which {} of this claim has", id.value, with_article(other));
        let finding = Diagnostic::error("duplicate-id", Place::new(file, id.span), message);
        let note = (Place::new(first, *span), "the other one");
        self.findings.push(finding.help(format!("write id = \"{next}\" into this one")).note(note.0, note.1));
        self.all.insert(ItemId::new(&next));
        false
    }
}
