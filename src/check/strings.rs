//! The short texts of records: titles, claims, summaries, quotes and whatever else stands in a TOML string for
//! readers, with where each stands. Ids, addresses and dates are not among them; bodies are in `prose`.

use crate::diagnostic::{FilePath, Place, Span, Spanned};
use crate::record::Records;
use crate::record::claim::{ClaimRecord, FollowUpRecord, MilestoneRecord, UpdateRecord};
use crate::record::page::PageRecord;
use crate::record::party::{Citation, PersonRecord, PublisherRecord, SourceRecord};
use crate::record::site::Config;
use crate::record::translation::Translation;

/// A short text of a record.
#[derive(Clone, Copy, Debug)]
pub struct Short<'a> {
    /// Its key.
    pub key: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Whose words they are.
    pub voice: Voice,
    /// The language that it was translated into; `None` = it is an original.
    pub lang: Option<&'a str>,
    file: &'a FilePath,
    span: Option<Span>,
}

/// Whose words a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The editors'.
    Ours,
    /// Somebody else's, to be kept as they are.
    Theirs,
}

impl Short<'_> {
    /// Where it stands, or the nearest thing whose place is known: the entry that it belongs to, else its file.
    pub fn place(&self) -> Place {
        Place { file: self.file.clone(), span: self.span }
    }

    /// The file in which it stands.
    pub fn file(&self) -> &FilePath {
        self.file
    }
}

/// Collects short texts of one file.
struct List<'a> {
    file: &'a FilePath,
    found: Vec<Short<'a>>,
}

impl<'a> List<'a> {
    fn of(file: &'a FilePath) -> Self {
        Self { file, found: Vec::new() }
    }

    fn add(&mut self, key: &'a str, text: &'a str, voice: Voice, span: Option<Span>) {
        self.found.push(Short { key, text, voice, lang: None, file: self.file, span });
    }

    /// One whose place is known.
    fn at(&mut self, key: &'a str, text: &'a Spanned<Box<str>>) {
        self.add(key, &text.value, Voice::Ours, Some(text.span));
    }

    /// Of an entry that stands at `span`.
    fn ours(&mut self, span: Option<Span>, texts: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) {
        for (key, text) in texts {
            self.add(key, text.unwrap_or_default(), Voice::Ours, span);
        }
    }

    fn theirs(&mut self, span: Option<Span>, key: &'a str, text: Option<&'a str>) {
        self.add(key, text.unwrap_or_default(), Voice::Theirs, span);
    }

    fn citations(&mut self, citations: &'a [Citation]) {
        for citation in citations {
            self.theirs(Some(citation.source.span), "quote", citation.quote.as_deref());
            self.ours(Some(citation.source.span), [("at", citation.at.as_deref())]);
        }
    }

    fn dated(&mut self, milestone: &'a MilestoneRecord) {
        self.ours(Some(milestone.id.span), [("title", Some(&*milestone.title))]);
        self.citations(&milestone.citations);
    }

    fn asked(&mut self, follow_up: &'a FollowUpRecord) {
        self.ours(Some(follow_up.id.span), [("question", follow_up.question.as_deref())]);
    }

    fn translations(&mut self, translations: &'a [Translation]) {
        for one in translations {
            for (key, text) in &one.fields {
                let voice = if key.ends_with("quote") { Voice::Theirs } else { Voice::Ours };
                let lang = Some(&*one.lang);
                self.found.push(Short { key, text, voice, lang, file: &one.file, span: None });
            }
        }
    }

    /// All but empty ones.
    fn done(mut self) -> Vec<Short<'a>> {
        self.found.retain(|short| !short.text.is_empty());
        self.found
    }
}

/// Those of a claim, its updates included.
pub fn of_claim(claim: &ClaimRecord) -> Vec<Short<'_>> {
    let mut list = List::of(&claim.file);
    list.at("title", &claim.title);
    list.at("claim", &claim.claim);
    let whole = Some(claim.title.span);
    list.theirs(whole, "quote", claim.quote.as_deref());
    list.ours(whole, [("completion_condition", claim.completion_condition.as_deref())]);
    for criterion in &claim.criteria {
        list.ours(Some(criterion.id.span), [("text", Some(&*criterion.text))]);
    }
    claim.milestones.iter().for_each(|milestone| list.dated(milestone));
    claim.follow_ups.iter().for_each(|follow_up| list.asked(follow_up));
    list.citations(&claim.citations);
    later_words(claim, &mut list);
    list.translations(&claim.translations);
    for update in &claim.updates {
        list.file = update.file();
        of_update(update, &mut list);
    }
    list.done()
}

/// Statements, corrections and responses.
fn later_words<'a>(claim: &'a ClaimRecord, list: &mut List<'a>) {
    for one in &claim.statements {
        let place = Some(one.made_on.span);
        list.theirs(place, "quote", one.quote.as_deref());
        let condition = one.completion_condition.as_deref();
        list.ours(place, [("claim", one.claim.as_deref()), ("completion_condition", condition)]);
    }
    for one in &claim.corrections {
        let texts = [("what", Some(&*one.what)), ("why", one.why.as_deref())];
        list.ours(Some(one.date.span), texts);
        // What was wrong stands there as it was wrong.
        list.theirs(Some(one.date.span), "was", one.was.as_deref());
        list.ours(Some(one.date.span), [("now", one.now.as_deref())]);
    }
    for one in &claim.responses {
        list.theirs(Some(one.received.span), "from", Some(&one.from));
        list.theirs(Some(one.received.span), "text", Some(&one.text));
        list.ours(Some(one.received.span), [("answer", one.answer.as_deref())]);
    }
}

fn of_update<'a>(update: &'a UpdateRecord, list: &mut List<'a>) {
    // Of one that was removed, only the reason is shown.
    for one in [&update.retracted, &update.removed].into_iter().flatten() {
        list.ours(Some(one.date.span), [("why", Some(&*one.why))]);
    }
    if update.removed.is_some() {
        return;
    }
    if let Some(summary) = &update.summary {
        list.at("summary", summary);
    }
    let names = [("author", update.author.as_deref()), ("reviewed_by", update.reviewed_by.as_deref())];
    list.ours(Some(update.published.span), names);
    list.citations(&update.citations);
    update.milestones.iter().for_each(|milestone| list.dated(milestone));
    update.follow_ups.iter().for_each(|follow_up| list.asked(follow_up));
    list.translations(&update.translations);
}

/// Those that no claim, page or source has: of `site.toml`, people and publishers.
pub fn of_all_else(records: &Records) -> impl Iterator<Item = Short<'_>> {
    let people = records.people.iter().flat_map(|person| of_person(person));
    let publishers = records.publishers.iter().flat_map(|publisher| of_publisher(publisher));
    of_site(&records.config).into_iter().chain(people).chain(publishers)
}

/// Those of a page.
pub fn of_page(page: &PageRecord) -> Vec<Short<'_>> {
    let mut list = List::of(&page.file);
    list.at("title", &page.title);
    list.ours(Some(page.title.span), [("description", page.description.as_deref())]);
    list.translations(&page.translations);
    list.done()
}

/// Those of a source.
pub fn of_source(source: &SourceRecord) -> Vec<Short<'_>> {
    let mut list = List::of(&source.file);
    let place = Some(source.id.span);
    list.theirs(place, "title", source.title.as_deref());
    let texts = [("where", source.where_found.as_deref()), ("reliability", source.reliability.as_deref())];
    list.ours(place, texts);
    list.translations(&source.translations);
    list.done()
}

/// Those of a person or body.
fn of_person(person: &PersonRecord) -> Vec<Short<'_>> {
    let mut list = List::of(&person.file);
    list.at("name", &person.name);
    for role in &person.roles {
        list.ours(Some(person.id.span), [("title", Some(&*role.title))]);
    }
    list.translations(&person.translations);
    list.done()
}

/// Those of a publisher.
fn of_publisher(publisher: &PublisherRecord) -> Vec<Short<'_>> {
    let mut list = List::of(&publisher.file);
    list.at("name", &publisher.name);
    let place = Some(publisher.id.span);
    let texts =
        [("country", publisher.country.as_deref()), ("reliability", publisher.reliability.as_deref())];
    list.ours(place, texts);
    list.translations(&publisher.translations);
    list.done()
}

/// Those of `site.toml`.
fn of_site(config: &Config) -> Vec<Short<'_>> {
    let mut list = List::of(&config.file);
    let name = config.organisation.as_ref().map(|organisation| &*organisation.name);
    let site = [("title", Some(&*config.title)), ("description", config.description.as_deref())];
    list.ours(None, site);
    list.ours(None, [("name", name)]);
    for editor in &config.editors {
        list.ours(None, [("name", Some(&*editor.name)), ("role", editor.role.as_deref())]);
    }
    for topic in &config.topics {
        let texts = [("title", Some(&*topic.title)), ("description", topic.description.as_deref())];
        list.ours(Some(topic.id.span), texts);
    }
    for status in config.statuses.iter().chain([&config.unassessed]) {
        let labels = status.labels.iter().map(|(_, label)| ("label", Some(&**label)));
        let meanings = status.meanings.iter().map(|(_, meaning)| ("meaning", Some(&**meaning)));
        list.ours(None, labels.chain(meanings));
    }
    list.translations(&config.translations);
    list.done()
}
