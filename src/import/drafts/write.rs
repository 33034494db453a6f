//! Drafts → the text of record files: front matter as TOML, bodies as Markdown.

use std::fmt::Write as _;

use rustc_hash::{FxHashMap, FxHashSet};

use super::holdings::{HeldClaim, HeldUpdate, Holdings};
use super::parties::People;
use super::recognise::{Found, Standing, differences, recognise};
use super::sources::{List, Role, Sources};
use super::text::{markdown, short, title};
use super::{Draft, Field, Source, Update, compare, keys};
use crate::diagnostic::FilePath;
use crate::import::ids::Ids;
use crate::import::{Import, Kind, LONGEST_TEXT, NewFile, Note};
use crate::record::toml_text::{date, line, quoted};

/// The most bytes of a record's file.
const LONGEST_FILE: usize = 4 << 20;

struct Writer<'h> {
    people: People,
    sources: Sources<'h>,
    claim_ids: Ids,
    import: Import,
}

/// Adds to `import` the files that hold what is new, and notes what is there and differs.
pub(in crate::import) fn records(mut drafts: Vec<Draft>, holdings: &Holdings, mut import: Import) -> Import {
    for draft in &mut drafts {
        once(&mut draft.updates, &mut import.notes);
    }
    count(&drafts, &mut import);
    let people = People::new(&holdings.people);
    let found = recognise(&drafts, &people, holdings);
    let ids = holdings.claims.iter().flat_map(|claim| claim.aliases.iter().chain([&claim.id])).cloned();
    let mut writer = Writer { people, sources: Sources::new(holdings), claim_ids: Ids::taken(ids), import };
    // Ids that the file itself gives are not given to others.
    for id in drafts.iter().filter_map(|draft| draft.id.as_ref()) {
        writer.claim_ids.take(id);
    }
    for (draft, found) in drafts.iter().zip(&found) {
        writer.draft(draft, found);
    }
    let Writer { people, sources, mut import, .. } = writer;
    import.people = people.added;
    (import.tally.sources_new, import.publishers) = sources.finish();
    import.notes.sort();
    import
}

/// Leaves one of updates that say the same.
fn once(updates: &mut Vec<Update>, notes: &mut Vec<Note>) {
    // Oldest first, so that what was there before keeps its id when newer ones come.
    updates.sort_by(|a, b| a.published.cmp(&b.published));
    let mut seen = FxHashSet::default();
    updates.retain(|update| {
        let is_new = seen.insert(update.told());
        if !is_new {
            notes.push(Note::new(Kind::EntryRepeated, update.line, update.published.literal.as_str()));
        }
        is_new
    });
}

fn count(drafts: &[Draft], import: &mut Import) {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let by_status = &mut import.tally.by_status;
    for update in drafts.iter().flat_map(|draft| &draft.updates) {
        let status = update.status.as_deref().unwrap_or_default();
        let at = *places.entry(status).or_insert(by_status.len());
        if at == by_status.len() {
            by_status.push((status.to_owned(), 0));
        }
        by_status[at].1 += 1;
    }
}

impl Writer<'_> {
    fn draft(&mut self, draft: &Draft, found: &Found<'_>) {
        let new: Vec<&Update> = self.new_updates(draft, found);
        let Some(claim) = found.claim else {
            match lacks(draft, &new) {
                None => self.new_claim(draft, &new),
                Some(why) => self.incomplete(draft, why),
            }
            return;
        };
        self.import.tally.claims_known += 1;
        compare::compare(draft, claim, &self.people, &mut self.import.notes);
        for source in &draft.appearances {
            self.sources.compare(source, &mut self.import.notes);
        }
        match &claim.folder {
            Some(folder) => {
                let mut ids = Ids::taken(claim.updates.iter().map(|update| update.id.clone()));
                self.updates(folder, &new, &mut ids);
            }
            None => self.leave_out(claim, &new),
        }
    }

    fn known_update(&mut self, update: &Update) {
        self.import.tally.updates_known += 1;
        for source in &update.sources {
            self.sources.compare(source, &mut self.import.notes);
        }
    }

    fn incomplete(&mut self, draft: &Draft, why: &str) {
        let name = short(draft.id.as_deref().unwrap_or(&draft.claim));
        let note =
            Note::new(Kind::RowIncomplete, draft.line, format!("claim `{name}` is new and has no {why}"));
        self.import.notes.push(note.with(draft.whole.as_str()));
    }

    /// The updates that the project lacks; those that differ are noted.
    fn new_updates<'d>(&mut self, draft: &'d Draft, found: &Found<'_>) -> Vec<&'d Update> {
        let mut new = Vec::new();
        for (update, standing) in draft.updates.iter().zip(&found.updates) {
            match standing {
                Standing::New => new.push(update),
                Standing::Known => self.known_update(update),
                Standing::Differs(claim, held) => {
                    self.known_update(update);
                    if !held.withdrawn {
                        self.import.notes.push(differing(update, claim, held));
                    }
                }
            }
        }
        new
    }

    fn leave_out(&mut self, claim: &HeldClaim, new: &[&Update]) {
        for update in new {
            let detail = format!("claim `{}`, update of {}", claim.id, update.published.literal);
            let note = Note::new(Kind::ClaimInOneFile, update.line, detail);
            self.import.notes.push(note.with(update.whole.as_str()));
        }
    }

    fn new_claim(&mut self, draft: &Draft, updates: &[&Update]) {
        let id = draft.id.clone().unwrap_or_else(|| {
            let (id, other) = keys::claim(draft);
            if self.claim_ids.take(&id) { id } else { self.claim_ids.give(&other) }
        });
        let folder = format!("content/claims/{id}");
        let text = self.claim_text(draft);
        let body = markdown(&draft.body);
        if body.len() > LONGEST_TEXT || text.len() + body.len() > LONGEST_FILE {
            for update in updates {
                let note = Note::new(Kind::BodyTooLong, update.line, format!("claim `{id}`"));
                self.import.notes.push(note.with(update.whole.as_str()));
            }
            return;
        }
        let body = if body.is_empty() { body } else { format!("\n{body}\n") };
        let path = FilePath::new(&format!("{folder}/claim.md"));
        self.import.files.push(NewFile { path, text: format!("{text}+++\n{body}") });
        self.import.tally.claims_new += 1;
        self.updates(&folder, updates, &mut Ids::default());
    }

    /// The front matter of a new claim, without its last line.
    fn claim_text(&mut self, draft: &Draft) -> String {
        let notes = &mut self.import.notes;
        let (title, was_cut) = match &draft.title {
            Some(title) => (title.clone(), false),
            None => title(&draft.claim),
        };
        if was_cut {
            notes.push(Note::new(Kind::TitleCut, draft.line, title.as_str()));
        }
        let (mut claimants, mut seen) = (Vec::new(), FxHashSet::default());
        for party in &draft.claimants {
            let id = quoted(&self.people.id_of(party, draft.line, notes));
            if seen.insert(id.clone()) {
                claimants.push(id);
            }
        }
        let claimants = claimants.join(", ");
        let mut text = format!(
            "+++\ntitle = {}\nclaim = {}\nclaimants = [{claimants}]\n",
            line(&title),
            quoted(draft.claim.trim())
        );
        fields(&mut text, &draft.fields);
        let mut list = List::default();
        for (at, source) in draft.appearances.iter().enumerate() {
            let id = self.sources.cite(source, Role::Evidence, &mut list, notes);
            if at == 0 {
                let _ = writeln!(text, "appearance = {}", quoted(&id));
            }
        }
        for url in &draft.identities {
            self.sources.cite(&Source::of(url, draft.line), Role::Context, &mut list, notes);
        }
        text + &list.toml()
    }

    fn updates(&mut self, folder: &str, updates: &[&Update], ids: &mut Ids) {
        for update in updates {
            let body = markdown(&update.body);
            let mut list = List::default();
            for source in &update.sources {
                self.sources.cite(source, Role::Evidence, &mut list, &mut self.import.notes);
            }
            let wanted = &update.published.digits;
            let id = ids.give(wanted);
            let text = update_text(update, &id, &list, &body);
            if body.len() > LONGEST_TEXT || text.len() > LONGEST_FILE {
                let note = Note::new(Kind::BodyTooLong, update.line, wanted.as_str());
                self.import.notes.push(note.with(update.whole.as_str()));
                continue;
            }
            if id != *wanted {
                let detail = format!("update `{id}`");
                self.import.notes.push(Note::new(Kind::SameMinute, update.line, detail));
            }
            let path = FilePath::new(&format!("{folder}/updates/{id}.md"));
            self.import.files.push(NewFile { path, text });
            self.import.tally.updates_new += 1;
        }
    }
}

/// How an update differs from the one that the project has.
fn differing(update: &Update, claim: &HeldClaim, held: &HeldUpdate) -> Note {
    let names = differences(update, held);
    // Ratings are explained later than they are imported, if nobody looked at a dry run.
    if let (["status"], None, Some(status)) = (names.as_slice(), &held.status, &update.status) {
        return Note::new(Kind::StatusLeft, update.line, format!("{}: {status}", held.file));
    }
    let detail = format!("update `{}` of claim `{}`: {}", held.id, claim.id, names.join(", "));
    Note::new(Kind::UpdateDiffers, update.line, detail).with(update.whole.as_str())
}

/// What a new claim cannot do without and this one lacks.
fn lacks(draft: &Draft, updates: &[&Update]) -> Option<&'static str> {
    let is_dated = draft.fields.iter().any(|field| matches!(field.name, "made_on" | "published"));
    if draft.claim.is_empty() {
        Some("text")
    } else if draft.claimants.is_empty() {
        Some("claimant")
    } else if updates.is_empty() && !is_dated {
        Some("date: it needs an update, or `made_on`")
    } else {
        None
    }
}

fn update_text(update: &Update, id: &str, list: &List, body: &str) -> String {
    let mut text = format!("+++\nid = {}\npublished = {}\n", quoted(id), date(&update.published.literal));
    if let Some(status) = &update.status {
        let _ = writeln!(text, "status = {}", quoted(status));
    }
    fields(&mut text, &update.fields);
    text.push_str(&list.toml());
    text.push_str("+++\n");
    if !body.is_empty() {
        let _ = write!(text, "\n{body}\n");
    }
    text
}

fn fields(text: &mut String, fields: &[Field]) {
    for field in fields {
        let _ = writeln!(text, "{} = {}", field.name, field.value.toml());
    }
}
