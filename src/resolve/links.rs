//! References: everything that a record names must exist, whichever day the site is judged from.
//!
//! A reference to what was written but could not be read is passed over, with one note for all.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, FilePath, Place, Span, nearest};
use crate::record::Lost;
use crate::record::claim::{ClaimRecord, UpdateRecord};
use crate::record::party::Citation;
use crate::record::text::{LinkTarget, Text};
use crate::resolve::citations::claim_texts;
use crate::resolve::directory::Directory;
use crate::resolve::found::{Found, Kind, Missing};
use crate::resolve::sets;

/// Distinct unknown ids for which a suggestion is looked for: the search reads every id of its kind.
const SUGGESTIONS: usize = 200;

/// Reports what was found in the claims and in everything else.
pub(super) fn report<'f>(
    found: impl Iterator<Item = &'f Found>,
    directory: &Directory<'_>,
    lost: &Lost,
    findings: &mut Vec<Diagnostic>,
) {
    let mut missing = Vec::new();
    for found in found {
        missing.extend_from_slice(&found.missing);
        findings.extend_from_slice(&found.faults);
    }
    missing.sort();
    tell(missing, directory, lost, findings);
}

/// What publishers, sources and pages name in vain.
pub(super) fn of_parties(directory: &Directory<'_>) -> Found {
    let mut found = Found::default();
    for source in directory.sources.iter() {
        if let Some(id) = &source.publisher {
            let known = directory.publishers.find(id.as_str()).is_some();
            found.need(known, &source.file, id.span, Kind::Publisher, id.as_str());
        }
    }
    for publisher in directory.publishers.iter() {
        for id in &publisher.speaks_for {
            let known = directory.people.find(id.as_str()).is_some();
            found.need(known, &publisher.file, id.span, Kind::Claimant, id.as_str());
        }
    }
    for page in directory.pages.iter() {
        let translated = page.translations.iter().filter_map(|translation| translation.body.as_ref());
        for text in std::iter::once(&page.body).chain(translated) {
            found.text(directory, text);
        }
    }
    found
}

/// Checks every reference of the claim at this place of the directory.
pub(super) fn of_claim(directory: &Directory<'_>, place: usize) -> Found {
    let claim: &ClaimRecord = directory.claims.at(place);
    let mut found = Found::default();
    let file = &claim.file;
    let statements = claim.statements.iter();
    for id in claim.claimants.iter().chain(statements.clone().flat_map(|statement| &statement.claimants)) {
        let known = directory.people.find(id.as_str()).is_some();
        found.need(known, file, id.span, Kind::Claimant, id.as_str());
    }
    for id in claim.appearance.iter().chain(statements.filter_map(|statement| statement.appearance.as_ref()))
    {
        let known = directory.sources.find(id.as_str()).is_some();
        found.need(known, file, id.span, Kind::Source, id.as_str());
    }
    for id in &claim.topics {
        let known = directory.topics.find(id.as_str()).is_some();
        found.need(known, file, id.span, Kind::Topic, id.as_str());
    }
    for id in claim.part_of.iter().chain(&claim.related) {
        let known = directory.claims.find(id.as_str()).is_some();
        found.need(known, file, id.span, Kind::Claim, id.as_str());
    }
    found.citations(directory, file, &claim.citations);
    for milestone in &claim.milestones {
        found.citations(directory, file, &milestone.citations);
    }
    for text in claim_texts(claim) {
        found.text(directory, text);
    }
    for update in &claim.updates {
        of_update(directory, update, &mut found);
    }
    named_updates(claim, place, &mut found);
    sets::check(claim, place, &mut found);
    found
}

fn of_update(directory: &Directory<'_>, update: &UpdateRecord, found: &mut Found) {
    let file = update.file();
    for id in update.status.iter().chain(&update.reported_status) {
        let known = directory.statuses.contains_key(id.as_str());
        found.need(known, file, id.span, Kind::Status, id.as_str());
    }
    if let Some(id) = &update.status
        && directory.is_unassessed(id.as_str())
    {
        let message =
            format!("status `{}` says that there is no reading, so no update can have it", id.as_str());
        let fault = Diagnostic::error("status-without-reading", Place::new(file, id.span), message);
        found.faults.push(fault.help("leave `status` out: the update is then a note"));
    }
    found.citations(directory, file, &update.citations);
    for milestone in &update.milestones {
        found.citations(directory, file, &milestone.citations);
    }
    found.text(directory, &update.body);
    for body in update.translations.iter().filter_map(|translation| translation.body.as_ref()) {
        found.text(directory, body);
    }
}

fn named_updates(claim: &ClaimRecord, place: usize, found: &mut Found) {
    let corrected = claim.corrections.iter().filter_map(|correction| correction.update.as_ref());
    let answered = claim.responses.iter().filter_map(|response| response.update.as_ref());
    let mut named = corrected.chain(answered).peekable();
    if named.peek().is_none() {
        return;
    }
    let known: rustc_hash::FxHashSet<&str> = claim.updates.iter().map(|update| update.id.as_str()).collect();
    for id in named {
        found.need(known.contains(id.as_str()), &claim.file, id.span, Kind::Update(place), id.as_str());
    }
}

impl Found {
    fn citations(&mut self, directory: &Directory<'_>, file: &FilePath, citations: &[Citation]) {
        for citation in citations {
            let id = &citation.source;
            let known = directory.sources.find(id.as_str()).is_some();
            self.need(known, file, id.span, Kind::Source, id.as_str());
        }
    }

    fn text(&mut self, directory: &Directory<'_>, text: &Text) {
        for link in &text.links {
            if let LinkTarget::Source(id) = &link.target
                && directory.sources.find(id).is_none()
            {
                let place = Place { span: Some(link.place), ..text.place() };
                self.missing.push(Missing { place, kind: Kind::Source, id: id.to_string() });
            }
        }
    }

    /// Notes a reference that is not `known`.
    fn need(&mut self, known: bool, file: &FilePath, span: Span, kind: Kind, id: &str) {
        if !known {
            self.missing.push(Missing { place: Place::new(file, span), kind, id: id.to_owned() });
        }
    }
}

/// One error for each reference; what may lead to something lost is one warning for all.
fn tell(missing: Vec<Missing>, directory: &Directory<'_>, lost: &Lost, findings: &mut Vec<Diagnostic>) {
    let mut suggestions: FxHashMap<(Kind, String), Option<&str>> = FxHashMap::default();
    let mut unchecked = Vec::new();
    for Missing { place, kind, id } in missing {
        if kind.may_be_lost(lost, &id) {
            unchecked.push((place, id));
            continue;
        }
        let room = suggestions.len() < SUGGESTIONS;
        let suggestion = match suggestions.get(&(kind, id.clone())) {
            Some(known) => *known,
            None if room => {
                let near = nearest(&id, kind.candidates(directory));
                suggestions.insert((kind, id.clone()), near);
                near
            }
            None => None,
        };
        let help = match suggestion {
            Some(near) => format!("did you mean `{near}`?"),
            None => kind.help().to_owned(),
        };
        let message = format!("{} `{id}` {}", kind.word(), kind.fault());
        findings.push(Diagnostic::error(kind.code(), place, message).help(help));
    }
    if let Some((first, _)) = unchecked.first() {
        let count = unchecked.len();
        let subject = if count == 1 { "1 reference was".into() } else { format!("{count} references were") };
        let message = format!("{subject} not checked: what is named there could not be read");
        let mut note = Diagnostic::warning("references-unchecked", first.clone(), message)
            .help("mend the errors in the records that are named, then run again");
        for (place, id) in unchecked.iter().take(5) {
            note = note.note(place.clone(), format!("names `{id}`"));
        }
        findings.push(note);
    }
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Claimant => "unknown-claimant",
            Self::Source => "unknown-source",
            Self::Publisher => "unknown-publisher",
            Self::Topic => "unknown-topic",
            Self::Status => "unknown-status",
            Self::Claim => "unknown-claim",
            Self::Update(_) => "unknown-update",
            Self::Item(_) => "unknown-item",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Claimant => "claimant",
            Self::Source => "source",
            Self::Publisher => "publisher",
            Self::Topic => "topic",
            Self::Status => "status",
            Self::Claim => "claim",
            Self::Update(_) => "update",
            Self::Item(_) => "item",
        }
    }

    fn fault(self) -> &'static str {
        match self {
            Self::Claim => "does not exist",
            Self::Update(_) => "is not one of this claim's updates",
            Self::Item(_) => "is no criterion, milestone or follow-up of this claim",
            _ => "is not declared",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Claimant => "declare it under `[[people]]` in content/people.toml",
            Self::Source => "declare it under `[[sources]]` in content/sources.toml, or where it is cited",
            Self::Publisher => "declare it under `[[publishers]]` in content/sources.toml",
            Self::Topic => "declare it under `[[topics]]` in content/site.toml",
            Self::Status => "use a status of the vocabulary, or add this one to content/site.toml",
            Self::Claim => "name the folder or file of a claim in content/claims",
            Self::Update(_) => "use an update's id: the digits of its `published`, or its own `id`",
            Self::Item(_) => "use the `id` of a criterion, milestone or follow-up, or `due`",
        }
    }

    /// Whether `id` may stand in what could not be read; topics and statuses stand in site.toml alone.
    fn may_be_lost(self, lost: &Lost, id: &str) -> bool {
        match self {
            Self::Topic | Self::Status => lost.site_may_hold(id),
            _ => lost.may_hold(id),
        }
    }

    fn candidates<'d>(self, directory: &'d Directory<'_>) -> Vec<&'d str> {
        match self {
            Self::Claimant => directory.people.ids().collect(),
            Self::Source => directory.sources.ids().collect(),
            Self::Publisher => directory.publishers.ids().collect(),
            Self::Topic => directory.topics.ids().collect(),
            Self::Status => directory.statuses.keys().copied().collect(),
            Self::Claim => directory.claims.ids().collect(),
            Self::Update(claim) => {
                directory.claims.at(claim).updates.iter().map(|update| update.id.as_str()).collect()
            }
            Self::Item(claim) => sets::targets(directory.claims.at(claim)).collect(),
        }
    }
}
