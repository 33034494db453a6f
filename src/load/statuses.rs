//! `[[statuses]]` of site.toml, or the default vocabulary.

use crate::load::twice::report_twice;
use crate::record::decode::Fields;
use crate::record::id::StatusId;
use crate::record::site::{Colour, Lang, Shape, Status};
use crate::record::vocabulary::{self, DARK_INK, DARK_PAPER, INK, LEAST_CONTRAST, PAPER, UNASSESSED};

/// The vocabulary, and the status of a claim that nobody has read.
pub(super) fn statuses(fields: &Fields<'_, '_>, languages: &[Lang]) -> (Vec<Status>, Status) {
    let tables = fields.tables("statuses");
    if tables.is_empty() {
        return (vocabulary::statuses(), vocabulary::unassessed());
    }
    let mut statuses: Vec<(Status, crate::diagnostic::Span)> = Vec::new();
    for table in &tables {
        let Some(status) = table.or_lose(status(table, languages)) else { continue };
        let span = table.span_of("id");
        if let Some((_, first)) = statuses.iter().find(|(other, _)| other.id == status.id) {
            report_twice(table, "status", status.id.as_str(), span, *first);
        } else if status.initial && statuses.iter().any(|(other, _)| other.initial) {
            let finding = table.error("two-initial", table.span_of("initial"), "two statuses are `initial`");
            table.report(finding.help("keep `initial = true` on one of them"));
        } else {
            statuses.push((status, span));
        }
    }
    let mut statuses: Vec<Status> = statuses.into_iter().map(|(status, _)| status).collect();
    // It stands beside the vocabulary, as the built-in one does: no reading can have it.
    let initial = statuses.iter().position(|status| status.initial).map(|at| statuses.remove(at));
    (statuses, initial.unwrap_or_else(vocabulary::unassessed))
}

fn status(table: &Fields<'_, '_>, languages: &[Lang]) -> Option<Status> {
    let id = table.id("id", StatusId::new);
    let known =
        id.as_ref().and_then(|id| vocabulary::statuses().into_iter().find(|status| status.id == id.value));
    let labels = texts(table, "label", languages);
    let meanings = texts(table, "meaning", languages);
    let (colour, dark) = (colour(table, "colour", PAPER), colour(table, "dark", DARK_PAPER));
    let shape = table.word("shape", shape);
    let (rating, aliases) = (table.integer("rating"), table.ids("aliases", StatusId::new));
    let id = id?;
    if id.as_str() == UNASSESSED {
        let finding = table.error("reserved-id", id.span, format!("status `{UNASSESSED}` is built in"));
        table.report(
            finding
                .help("for a status of your own before any reading, write another id and `initial = true`"),
        );
        return None;
    }
    let labels = labels.or_else(|| known.as_ref().map(|status| status.labels.clone()));
    if labels.is_none() && !table.has("label") {
        let finding = table.error("missing-key", table.span, format!("status `{}` has no `label`", id.value));
        table.report(finding.help("add label = \"…\", or label = { en = \"…\", es = \"…\" }"));
    }
    let meanings = meanings.or_else(|| known.as_ref().map(|status| status.meanings.clone()));
    let default = |pick: fn(&Status) -> Colour, else_: Colour| known.as_ref().map_or(else_, pick);
    Some(Status {
        labels: labels?,
        meanings: meanings.unwrap_or_default(),
        shape: shape.or(known.as_ref().map(|status| status.shape)).unwrap_or(Shape::Ring),
        colour: colour.unwrap_or_else(|| default(|status| status.colour, INK)),
        dark: dark.unwrap_or_else(|| default(|status| status.dark, DARK_INK)),
        terminal: table.flag("terminal"),
        fulfils: table.flag("fulfils"),
        initial: table.flag("initial"),
        rating,
        retired: table.flag("retired"),
        aliases: aliases.into_iter().map(|alias| alias.value).collect(),
        id: id.value,
    })
}

fn shape(word: &str) -> Option<Shape> {
    Shape::WORDS.iter().find(|(known, _)| *known == word).map(|(_, shape)| *shape)
}

/// A text in the site's first language, or texts by language code.
fn texts(table: &Fields<'_, '_>, name: &str, languages: &[Lang]) -> Option<Vec<(Box<str>, Box<str>)>> {
    let first = &languages.first()?.code;
    if let Some(one) = table.text(name) {
        return Some(vec![(first.clone(), one.value)]);
    }
    let mut texts = Vec::new();
    for entry in table.named(name) {
        let crate::record::decode::NamedValue::Text(text) = entry.value else { continue };
        if languages.iter().any(|lang| lang.code == entry.name.value) {
            texts.push((entry.name.value, text.value));
        } else {
            let message =
                format!("`{name}` has a text in `{}`, which is no language of the site", &*entry.name.value);
            let finding = table.scope.input.warning("unknown-language", entry.name.span, message);
            table.report(finding.help("add the language to `languages`, or remove the text"));
        }
    }
    if table.has(name) && !texts.iter().any(|(lang, _)| lang == first) {
        let finding =
            table.error("missing-key", table.span_of(name), format!("`{name}` has no text in `{first}`"));
        table.report(
            finding.help(format!("write {name} = {{ {first} = \"…\" }}, the first language of the site")),
        );
        return None;
    }
    texts.sort_by_key(|(lang, _)| languages.iter().position(|known| known.code == *lang));
    (!texts.is_empty()).then_some(texts)
}

fn colour(table: &Fields<'_, '_>, name: &str, paper: Colour) -> Option<Colour> {
    let written = table.text(name)?;
    let Some(colour) = Colour::parse(&written) else {
        let finding =
            table.error("bad-colour", written.span, format!("`{name}` is no colour: `{}`", &*written.value));
        table.report(finding.help(format!("write six hexadecimal digits: {name} = \"#1f3a5f\"")));
        return None;
    };
    let contrast = colour.contrast(paper);
    if contrast < LEAST_CONTRAST {
        let message = format!("`{name}` has a contrast of {contrast:.1} : 1 to the paper {}", paper.hex());
        let finding = table.scope.input.warning("low-contrast", written.span, message);
        table.report(
            finding.help(format!("take a colour of at least {LEAST_CONTRAST} : 1, so that it can be read")),
        );
    }
    Some(colour)
}
