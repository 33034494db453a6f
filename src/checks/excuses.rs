//! What records are excused from, and in which bytes of which files.

use rustc_hash::FxHashMap;

use crate::diagnostic::{FilePath, Place, Span};
use crate::record::Records;
use crate::record::allow::Allow;
use crate::record::claim::{ClaimRecord, UpdateRecord};
use crate::record::page::PageRecord;
use crate::record::party::{PersonRecord, PublisherRecord, SourceRecord};
use crate::record::site::Config;
use crate::record::text::Text;
use crate::record::translation::Translation;

/// Bytes of a file (`None` = all of them) and the rules that they are excused from.
type Excuse<'a> = (Option<Span>, &'a [Allow]);

/// Which rules which bytes of which file are excused from.
pub(super) struct Excuses<'a> {
    of_file: FxHashMap<&'a FilePath, Vec<Excuse<'a>>>,
}

impl<'a> Excuses<'a> {
    /// Those that the settings, people and publishers of a site carry, and some of its claims, sources and pages.
    pub(super) fn of(
        records: &'a Records,
        claims: impl Iterator<Item = &'a ClaimRecord>,
        sources: impl Iterator<Item = &'a SourceRecord>,
        pages: impl Iterator<Item = &'a PageRecord>,
    ) -> Self {
        let mut excuses = Self { of_file: FxHashMap::default() };
        excuses.add_settings(&records.config);
        excuses.add_parties(records);
        for source in sources.filter(|source| !source.allow.is_empty()) {
            excuses.add(&source.file, Some(hull_of_source(source)), &source.allow);
            excuses.add_files(&source.translations, &source.allow);
        }
        for page in pages.filter(|page| !page.allow.is_empty()) {
            excuses.add(&page.file, None, &page.allow);
            excuses.add_files(&page.translations, &page.allow);
        }
        for claim in claims {
            excuses.add_claim(claim);
        }
        excuses
    }

    fn add_claim(&mut self, claim: &'a ClaimRecord) {
        if !claim.allow.is_empty() {
            self.add(&claim.file, None, &claim.allow);
            self.add_texts(claim.explainer.texts(), &claim.allow);
            self.add_files(&claim.translations, &claim.allow);
            for update in &claim.updates {
                self.add(update.file(), None, &claim.allow);
                self.add_files(&update.translations, &claim.allow);
            }
        }
        for update in claim.updates.iter().filter(|update| !update.allow.is_empty()) {
            self.add_update(update);
        }
    }

    fn add_settings(&mut self, config: &'a Config) {
        if !config.allow.is_empty() {
            self.add(&config.file, None, &config.allow);
            self.add_files(&config.translations, &config.allow);
        }
    }

    /// Those of people and publishers, which share a file with others.
    fn add_parties(&mut self, records: &'a Records) {
        for person in records.people.iter().filter(|person| !person.allow.is_empty()) {
            self.add(&person.file, Some(hull_of_person(person)), &person.allow);
            self.add_files(&person.translations, &person.allow);
        }
        for publisher in records.publishers.iter().filter(|publisher| !publisher.allow.is_empty()) {
            self.add(&publisher.file, Some(hull_of_publisher(publisher)), &publisher.allow);
            self.add_files(&publisher.translations, &publisher.allow);
        }
    }

    fn add_update(&mut self, update: &'a UpdateRecord) {
        self.add(update.file(), Some(hull_of_update(update)), &update.allow);
        self.add(update.file(), update.body.place().span, &update.allow);
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
            self.add(text.file.path(), None, allow);
        }
    }

    fn add(&mut self, file: &'a FilePath, span: Option<Span>, allow: &'a [Allow]) {
        let excuses = self.of_file.entry(file).or_default();
        // A claim's updates often share one file: the same excuse once is enough.
        if !excuses.last().is_some_and(|(last, known)| *last == span && std::ptr::eq(*known, allow)) {
            excuses.push((span, allow));
        }
    }

    /// Whether a finding of this code is excused there.
    pub(super) fn cover(&self, place: &Place, code: &str) -> bool {
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

/// From the first to the last of these places.
fn hull(first: Span, others: impl IntoIterator<Item = Span>) -> Span {
    others
        .into_iter()
        .fold(first, |hull, span| Span { start: hull.start.min(span.start), end: hull.end.max(span.end) })
}

/// From the first to the last field of a person that knows its place.
fn hull_of_person(person: &PersonRecord) -> Span {
    let roles = person.roles.iter().flat_map(|role| [&role.from, &role.to]).flatten().map(|date| date.span);
    let elsewhere = person.same_as.iter().map(|address| address.span);
    let old = person.aliases.iter().map(|alias| alias.span);
    let excused = person.allow.iter().map(|allow| allow.rule.span);
    hull(person.id.span, roles.chain(elsewhere).chain(old).chain(excused).chain([person.name.span]))
}

/// From the first to the last field of a publisher that knows its place.
fn hull_of_publisher(publisher: &PublisherRecord) -> Span {
    let whom = publisher.speaks_for.iter().map(|id| id.span);
    let old = publisher.aliases.iter().map(|alias| alias.span);
    let excused = publisher.allow.iter().map(|allow| allow.rule.span);
    let address = publisher.url.iter().map(|url| url.span);
    hull(publisher.id.span, whom.chain(old).chain(excused).chain(address).chain([publisher.name.span]))
}

/// From the first to the last field of a source that knows its place.
fn hull_of_source(source: &SourceRecord) -> Span {
    let dates = [&source.published, &source.accessed, &source.url_checked];
    let excused = source.allow.iter().map(|allow| allow.rule.span);
    let archives = source.archives.iter().flat_map(|archive| {
        [archive.url.span].into_iter().chain(archive.date.as_ref().map(|date| date.span))
    });
    let spans = dates
        .into_iter()
        .filter_map(|date| date.as_ref().map(|date| date.span))
        .chain(source.url.as_ref().map(|url| url.span))
        .chain(source.publisher.as_ref().map(|publisher| publisher.span))
        .chain(archives)
        .chain(excused);
    hull(source.id.span, spans)
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
    let excused = update.allow.iter().map(|allow| allow.rule.span);
    let cited = update.citations.iter().map(|citation| citation.source.span);
    let spans = dates.chain(withdrawn).chain(words).chain(sets).chain(brought).chain(cited).chain(excused);
    let spans = spans.chain(update.summary.as_ref().map(|summary| summary.span));
    let end = spans.chain([update.published.span]).map(|span| span.end).fold(update.span.end, u32::max);
    Span { end, ..update.span }
}
