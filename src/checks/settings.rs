//! What a site's own settings make of every finding: they turn a rule or a warning off, up or down, and
//! silence it where a record is excused from it. They act here and nowhere else.

use rustc_hash::FxHashMap;

use crate::check::Level;
use crate::checks::rule;
use crate::diagnostic::{Diagnostic, FilePath, Place, Severity, Span};
use crate::record::Records;
use crate::record::allow::Allow;
use crate::record::claim::{ClaimRecord, UpdateRecord};
use crate::record::party::SourceRecord;
use crate::record::site::Config;
use crate::record::text::Text;
use crate::record::translation::Translation;

/// Findings of all stages after `[checks]` and `allow`.
///
/// Rules can be made errors, warnings or nothing, and so can warnings of other stages. Errors of
/// other stages stay: what they are about would break the site.
///
/// Rules that are off by default are reported where `[checks]` sets them, or where they are `asked` for by their code.
pub fn apply_settings(records: &Records, findings: Vec<Diagnostic>, asked: &[&str]) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return findings;
    }
    Settings::of(records).apply(findings, asked)
}

/// The settings that findings meet.
pub(super) struct Settings<'a> {
    config: &'a Config,
    excuses: Excuses<'a>,
}

impl<'a> Settings<'a> {
    /// Those of a whole site.
    pub(super) fn of(records: &'a Records) -> Self {
        let claims = records.claims.iter().map(|claim| &**claim);
        Self::of_some(&records.config, claims, records.sources.iter().map(|source| &**source))
    }

    /// Those that findings about some records can meet.
    pub(super) fn of_some(
        config: &'a Config,
        claims: impl Iterator<Item = &'a ClaimRecord>,
        sources: impl Iterator<Item = &'a SourceRecord>,
    ) -> Self {
        Self { config, excuses: Excuses::of(claims, sources) }
    }

    /// What is left of findings, each as severe as the settings say.
    pub(super) fn apply(&self, findings: Vec<Diagnostic>, asked: &[&str]) -> Vec<Diagnostic> {
        findings.into_iter().filter_map(|finding| self.settle(finding, asked)).collect()
    }

    fn settle(&self, finding: Diagnostic, asked: &[&str]) -> Option<Diagnostic> {
        let rule = rule(finding.code);
        if finding.severity == Severity::Error && rule.is_none() {
            return Some(finding);
        }
        let by_default = match rule {
            Some(rule) if rule.level == Level::Off && !asked.contains(&rule.code) => None,
            _ => Some(finding.severity),
        };
        let set = self.config.checks.get(finding.code).copied();
        let severity = set.unwrap_or(by_default)?;
        let silent = finding.place.as_ref().is_some_and(|place| self.excuses.cover(place, finding.code));
        (!silent).then_some(Diagnostic { severity, ..finding })
    }
}

/// Bytes of a file (`None` = all of them) and the rules that they are excused from.
type Excuse<'a> = (Option<Span>, &'a [Allow]);

/// Which rules which bytes of which file are excused from.
struct Excuses<'a> {
    of_file: FxHashMap<&'a FilePath, Vec<Excuse<'a>>>,
}

impl<'a> Excuses<'a> {
    fn of(
        claims: impl Iterator<Item = &'a ClaimRecord>,
        sources: impl Iterator<Item = &'a SourceRecord>,
    ) -> Self {
        let mut excuses = Self { of_file: FxHashMap::default() };
        for claim in claims {
            if !claim.allow.is_empty() {
                excuses.add(&claim.file, None, &claim.allow);
                excuses.add_texts(claim.explainer.texts(), &claim.allow);
                excuses.add_files(&claim.translations, &claim.allow);
                for update in &claim.updates {
                    excuses.add(&update.file, None, &claim.allow);
                    excuses.add_files(&update.translations, &claim.allow);
                }
            }
            for update in claim.updates.iter().filter(|update| !update.allow.is_empty()) {
                excuses.add_update(update);
            }
        }
        for source in sources.filter(|source| !source.allow.is_empty()) {
            excuses.add(&source.file, Some(hull(source)), &source.allow);
            excuses.add_files(&source.translations, &source.allow);
        }
        excuses
    }

    fn add_update(&mut self, update: &'a UpdateRecord) {
        self.add(&update.file, Some(hull_of_update(update)), &update.allow);
        self.add(&update.file, update.body.place().span, &update.allow);
        self.add_files(&update.translations, &update.allow);
    }

    fn add_files(&mut self, translations: &'a [Translation], allow: &'a [Allow]) {
        for translation in translations {
            self.add(&translation.file, None, allow);
            self.add_texts(translation.texts(), allow);
        }
    }

    /// The files of texts that stand beside their record.
    fn add_texts(&mut self, texts: impl Iterator<Item = &'a Text>, allow: &'a [Allow]) {
        for text in texts {
            self.add(&text.file, None, allow);
        }
    }

    fn add(&mut self, file: &'a FilePath, span: Option<Span>, allow: &'a [Allow]) {
        let excuses = self.of_file.entry(file).or_default();
        // A claim's updates often share one file: the same excuse once is enough.
        if !excuses.last().is_some_and(|(last, known)| *last == span && std::ptr::eq(*known, allow)) {
            excuses.push((span, allow));
        }
    }

    fn cover(&self, place: &Place, code: &str) -> bool {
        let within = |span: Option<Span>| match (span, place.span) {
            (None, _) => true,
            (Some(span), Some(at)) => span.start <= at.start && at.start <= span.end,
            (Some(_), None) => false,
        };
        self.of_file.get(&place.file).is_some_and(|excuses| {
            excuses
                .iter()
                .any(|(span, allow)| within(*span) && allow.iter().any(|allow| &**allow.rule == code))
        })
    }
}

/// From the first to the last field of a source that knows its place.
fn hull(source: &SourceRecord) -> Span {
    let dates = [&source.published, &source.accessed, &source.url_checked];
    let archives = source.archives.iter().map(|archive| archive.url.span);
    let spans = dates
        .into_iter()
        .filter_map(|date| date.as_ref().map(|date| date.span))
        .chain(source.url.as_ref().map(|url| url.span))
        .chain(source.publisher.as_ref().map(|publisher| publisher.span))
        .chain(archives);
    spans.fold(source.id.span, |hull, span| Span {
        start: hull.start.min(span.start),
        end: hull.end.max(span.end),
    })
}

/// From the first line of an update, which is all that its own place says, to its last field that knows its place.
fn hull_of_update(update: &UpdateRecord) -> Span {
    let withdrawn = [&update.retracted, &update.removed].into_iter().flatten().map(|one| one.date.span);
    let dates = [&update.as_of, &update.happened_on].into_iter().flatten().map(|date| date.span);
    let words = [&update.status, &update.reported_status].into_iter().flatten().map(|word| word.span);
    let sets = update.sets.iter().flat_map(|set| {
        let ends = [set.state.as_ref().map(|state| state.span), set.to.as_ref().map(|to| to.span)];
        ends.into_iter().flatten().chain([set.target.span])
    });
    let brought = (update.milestones.iter().flat_map(|one| [one.id.span, one.date.span]))
        .chain(update.follow_ups.iter().flat_map(|one| [one.id.span, one.date.span]));
    let cited = update.citations.iter().map(|citation| citation.source.span);
    let spans = dates.chain(withdrawn).chain(words).chain(sets).chain(brought).chain(cited);
    let spans = spans.chain(update.summary.as_ref().map(|summary| summary.span));
    let end = spans.chain([update.published.span]).map(|span| span.end).fold(update.span.end, u32::max);
    Span { end, ..update.span }
}
