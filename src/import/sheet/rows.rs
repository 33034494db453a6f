//! Rows → drafts of claims: rows of one claim are updates of it. Every fault of every row is noted.

use rustc_hash::FxHashMap;

use super::Request;
use super::cells::{self, Cell};
use super::columns::Columns;
use super::fields::{Field, Of};
use super::table::{Row, Table};
use crate::import::drafts::{self, Dated, Draft, Holdings, Paragraph, Update, Value, clean, key, short};
use crate::import::{Kind, Note};

/// What one row says.
#[derive(Default)]
struct Read {
    draft: Draft,
    published: Option<Dated>,
    status: Option<String>,
    fields: Vec<drafts::Field>,
    sources: Vec<drafts::Source>,
    body: Vec<Paragraph>,
    /// The name of a column that holds something of an update.
    of_update: Option<String>,
}

/// Reads the rows of a table.
pub(super) struct Reader<'a> {
    pub table: &'a Table<'a>,
    pub columns: &'a Columns,
    pub request: &'a Request,
    pub holdings: &'a Holdings,
}

impl Reader<'_> {
    /// Drafts, in the order in which their claims stand first.
    pub(super) fn drafts(&self, notes: &mut Vec<Note>) -> Vec<Draft> {
        let mut groups = Groups::default();
        for row in &self.table.rows {
            let mut faults = Vec::new();
            let draft = self.row(row, &mut faults, notes);
            if faults.is_empty() {
                groups.add(draft, notes);
            } else {
                notes.extend(faults.into_iter().map(|fault| fault.with(row.whole)));
            }
        }
        groups.drafts
    }

    fn row(&self, row: &Row<'_>, faults: &mut Vec<Note>, notes: &mut Vec<Note>) -> Draft {
        let (cells, columns) = (row.cells.len(), self.columns.len());
        let beyond = row.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty());
        if cells < columns || beyond {
            let detail = format!("{cells} cells, {columns} columns");
            faults.push(Note::new(Kind::RowLength, row.line, detail));
            return Draft::default();
        }
        let mut read = Read::default();
        for (at, field) in self.columns.iter().enumerate() {
            let Some(field) = field else { continue };
            let text = clean(&row.cells[at], row.line, notes);
            if text.is_empty() {
                continue;
            }
            let name = self.table.columns[at].as_str();
            match cells::read(&text, field, row.line, self.request, self.holdings) {
                Ok(cell) => self.put(&mut read, field, name, cell),
                Err(bad) => {
                    let detail = format!("`{name}`: `{}` {}", short(&text), bad.why);
                    faults.push(Note::new(bad.kind, row.line, detail).in_column(at + 1));
                }
            }
        }
        self.finish(read, row, faults)
    }

    fn put(&self, read: &mut Read, field: &Field, name: &str, cell: Cell) {
        if field.of == Of::Update {
            read.of_update.get_or_insert_with(|| name.to_owned());
        }
        let draft = &mut read.draft;
        let fields = if field.of == Of::Claim { &mut draft.fields } else { &mut read.fields };
        match cell {
            Cell::Value(Value::Word(id)) if field.name == "id" => draft.id = Some(id),
            Cell::Value(Value::Line(title)) if field.name == "title" => draft.title = Some(title),
            Cell::Value(Value::Text(claim)) if field.name == "claim" => draft.claim = claim,
            Cell::Value(value) => fields.push(drafts::Field { name: field.key, value }),
            Cell::Date(date) if field.name == "published" => read.published = Some(date),
            Cell::Date(date) => {
                fields.push(drafts::Field { name: field.key, value: Value::Date(date.literal) });
            }
            Cell::Status(status) if field.name == "status" => read.status = status,
            Cell::Status(Some(status)) => {
                fields.push(drafts::Field { name: field.key, value: Value::Word(status) });
            }
            Cell::Claimants(claimants) => draft.claimants.extend(claimants),
            Cell::Sources(sources) if field.of == Of::Claim => draft.appearances.extend(sources),
            Cell::Sources(sources) => read.sources.extend(sources),
            Cell::Body(text) => {
                let body = if field.of == Of::Claim { &mut draft.body } else { &mut read.body };
                body.extend(Paragraph::of(self.label(field, name), &text));
            }
            Cell::Status(None) | Cell::No => {}
        }
    }

    /// The name of a column, where several are the same text and must be told apart.
    fn label<'n>(&self, field: &Field, name: &'n str) -> &'n str {
        let several = self.columns.iter().flatten().filter(|other| ***other == *field).count() > 1;
        if several { name } else { "" }
    }

    fn finish(&self, read: Read, row: &Row<'_>, faults: &mut Vec<Note>) -> Draft {
        let Read { mut draft, published, status, mut fields, sources, body, of_update } = read;
        draft.line = row.line;
        row.whole.clone_into(&mut draft.whole);
        sort(&mut draft.fields);
        sort(&mut fields);
        if draft.claim.is_empty() {
            draft.claim = draft.title.clone().unwrap_or_default();
        }
        if draft.claim.is_empty() && draft.id.is_none() && faults.is_empty() {
            faults.push(Note::new(Kind::RowIncomplete, row.line, "row does not say which claim it is about"));
        }
        let has_method = fields.iter().any(|field| field.name == "method");
        if !has_method && self.request.method.word() != "human" {
            let value = Value::Word(self.request.method.word().to_owned());
            fields.push(drafts::Field { name: "method", value });
            sort(&mut fields);
        }
        match (published, of_update) {
            (Some(published), _) => {
                let whole = row.whole.to_owned();
                draft.updates.push(Update {
                    line: row.line,
                    published,
                    status,
                    fields,
                    sources,
                    body,
                    whole,
                });
            }
            (None, Some(name)) if faults.is_empty() => {
                let detail = format!("row has `{name}` and no `published`");
                faults.push(Note::new(Kind::RowIncomplete, row.line, detail));
            }
            _ => {}
        }
        draft
    }
}

/// In the order in which records have their keys.
fn sort(fields: &mut [drafts::Field]) {
    let place =
        |field: &drafts::Field| super::fields::FIELDS.iter().position(|other| other.key == field.name);
    fields.sort_by_key(place);
}

/// Claims as rows bring them, and by what later rows find them.
#[derive(Default)]
struct Groups {
    drafts: Vec<Draft>,
    ids: FxHashMap<String, usize>,
    /// The first with a text.
    texts: FxHashMap<String, usize>,
    /// The first with a text and these claimants.
    claims: FxHashMap<String, usize>,
}

impl Groups {
    fn add(&mut self, mut draft: Draft, notes: &mut Vec<Note>) {
        let (text, claim) = (key(&draft.claim), told(&draft));
        let found = match &draft.id {
            Some(id) => self.ids.get(id),
            None if draft.claimants.is_empty() => self.texts.get(&text),
            // A claim whose claimants no row has told yet is the same.
            None => self.claims.get(&claim).or_else(|| self.claims.get(&format!("{text}\n"))),
        };
        let found = found.copied();
        let at = found.unwrap_or(self.drafts.len());
        if let Some(id) = &draft.id {
            self.ids.insert(id.clone(), at);
        }
        if !draft.claim.is_empty() {
            if !draft.claimants.is_empty() {
                self.claims.remove(&format!("{text}\n"));
            }
            self.texts.entry(text).or_insert(at);
            self.claims.entry(claim).or_insert(at);
        }
        match found {
            None => self.drafts.push(draft),
            Some(at) => {
                let held = &mut self.drafts[at];
                held.updates.append(&mut draft.updates);
                held.whole.extend(["\n", &draft.whole]);
                join(held, draft, notes);
            }
        }
    }
}

/// A claim by its text and claimants.
fn told(draft: &Draft) -> String {
    let mut names: Vec<String> = draft.claimants.iter().map(|party| key(&party.name)).collect();
    names.sort();
    format!("{}\n{}", key(&draft.claim), names.join("\n"))
}

/// Adds to a claim what a later row says of it; what it says otherwise is noted.
fn join(held: &mut Draft, draft: Draft, notes: &mut Vec<Note>) {
    let line = draft.line;
    let name = held.id.clone().unwrap_or_else(|| short(&held.claim));
    let mut differs = |what: &str, here: &str| {
        let detail =
            format!("claim `{name}`: row says `{}` of `{what}`, another than an earlier row", short(here));
        notes.push(Note::new(Kind::ClaimDiffers, line, detail));
    };
    if held.claim.is_empty() {
        held.claim = draft.claim;
    } else if !draft.claim.is_empty() && key(&draft.claim) != key(&held.claim) {
        differs("claim", &draft.claim);
    }
    match (&held.title, draft.title) {
        (None, title) => held.title = title,
        (Some(one), Some(other)) if key(one) != key(&other) => differs("title", &other),
        _ => {}
    }
    if held.claimants.is_empty() {
        held.claimants = draft.claimants;
    } else {
        for party in draft.claimants {
            if held.claimants.iter().all(|other| key(&other.name) != key(&party.name)) {
                differs("claimants", &party.name);
            }
        }
    }
    for field in draft.fields {
        match held.fields.iter().find(|other| other.name == field.name) {
            None => held.fields.push(field),
            Some(other) if *other == field => {}
            Some(_) => differs(field.name, &field.value.to_string()),
        }
    }
    sort(&mut held.fields);
    for source in draft.appearances {
        if held.appearances.iter().all(|other| other.at != source.at) {
            held.appearances.push(source);
        }
    }
    held.body.extend(draft.body.into_iter().filter(|part| !held.body.contains(part)).collect::<Vec<_>>());
}
