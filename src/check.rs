//! Tracker → findings of the rules, and what a site's own settings make of every finding.
//!
//! Rules stand in `checks/`, one a file. Settings act in one place: [`apply_settings`] turns a rule
//! or a warning off, up or down, and silences it where a record is excused from it.

use rustc_hash::FxHashMap;

use crate::checks::{OTHER_WARNINGS, RULES};
use crate::diagnostic::{Diagnostic, FilePath, Place, Severity, Span};
use crate::record::Records;
use crate::record::claim::{Allow, Translation, UpdateRecord};
use crate::record::party::SourceRecord;
use crate::tracker::Tracker;

/// A rule: what it is called, what it says, how much it matters, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// Stable, kebab-case; named for the fault that it finds.
    pub code: &'static str,
    /// One sentence on what is wrong and why it matters.
    pub summary: &'static str,
    /// Unless `[checks]` says otherwise.
    pub severity: Severity,
    /// Looks at a tracker and notes what it finds.
    pub run: fn(&Tracker, &mut Findings),
}

/// What a rule finds.
#[derive(Debug)]
pub struct Findings {
    code: &'static str,
    severity: Severity,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Notes a finding of the rule at `place`.
    pub fn add(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        let finding = Diagnostic::error(self.code, place, message).help(help);
        self.list.push(Diagnostic { severity: self.severity, ..finding });
    }
}

/// What every rule finds, by place; settings are not applied yet.
pub fn check(tracker: &Tracker) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for rule in RULES {
        let mut findings = Findings { code: rule.code, severity: rule.severity, list: Vec::new() };
        (rule.run)(tracker, &mut findings);
        all.append(&mut findings.list);
    }
    all.sort();
    all
}

/// Whether `[checks]` and `allow` may name this code: a rule, or a warning of another stage.
pub(crate) fn is_adjustable(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code) || OTHER_WARNINGS.contains(&code)
}

/// Findings of all stages after `[checks]` and `allow`.
///
/// Rules can be made errors, warnings or nothing, and so can warnings of other stages. Errors of
/// other stages stay: what they are about would break the site.
pub fn apply_settings(records: &Records, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let excuses = Excuses::new(records);
    let is_rule = |code: &str| RULES.iter().any(|rule| rule.code == code);
    let settle = |finding: Diagnostic| {
        if finding.severity == Severity::Error && !is_rule(finding.code) {
            return Some(finding);
        }
        let set = records.config.checks.get(finding.code).copied();
        let severity = set.unwrap_or(Some(finding.severity))?;
        let silent = finding.place.as_ref().is_some_and(|place| excuses.cover(place, finding.code));
        (!silent).then_some(Diagnostic { severity, ..finding })
    };
    findings.into_iter().filter_map(settle).collect()
}

/// Bytes of a file (`None` = all of them) and the rules that they are excused from.
type Excuse<'a> = (Option<Span>, &'a [Allow]);

/// Which rules which bytes of which file are excused from.
struct Excuses<'a> {
    of_file: FxHashMap<&'a FilePath, Vec<Excuse<'a>>>,
}

impl<'a> Excuses<'a> {
    fn new(records: &'a Records) -> Self {
        let mut excuses = Self { of_file: FxHashMap::default() };
        for claim in &records.claims {
            if !claim.allow.is_empty() {
                excuses.add(&claim.file, None, &claim.allow);
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
        for source in records.sources.iter().filter(|source| !source.allow.is_empty()) {
            excuses.add(&source.file, Some(hull(source)), &source.allow);
            excuses.add_files(&source.translations, &source.allow);
        }
        excuses
    }

    fn add_update(&mut self, update: &'a UpdateRecord) {
        self.add(&update.file, Some(update.span), &update.allow);
        self.add(&update.file, update.body.place().span, &update.allow);
        self.add_files(&update.translations, &update.allow);
    }

    fn add_files(&mut self, translations: &'a [Translation], allow: &'a [Allow]) {
        for translation in translations {
            self.add(&translation.file, None, allow);
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
