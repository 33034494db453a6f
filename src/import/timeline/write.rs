//! Entries → the text of record files: front matter as TOML, bodies as Markdown.

use std::fmt::Write as _;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mend::{Paragraph, markdown};
use super::reading::Reading;
use super::sources::Sources;
use super::{Around, Dated, FollowUp, Request, claimants};
use crate::diagnostic::FilePath;
use crate::import::ids::Ids;
use crate::import::known::bare;
use crate::import::{Import, Kind, Known, KnownClaim, NewFile, Note};
use crate::record::toml_text::{date, line, quoted};

/// Adds to `import` the files that hold what is new, and notes what no file can take.
pub(super) fn records(
    mut readings: Vec<Reading>,
    around: Around,
    request: &Request,
    known: &Known,
    import: &mut Import,
) {
    readings.retain(|reading| reading.id.is_some());
    let folder = known.claim.as_ref().and_then(|claim| claim.folder.clone());
    match &known.claim {
        None => import.tally.claims_new = 1,
        Some(_) => import.tally.claims_known = 1,
    }
    let folder = folder.unwrap_or_else(|| format!("content/claims/{}", request.claim));
    let mut sources = Sources::new(known);
    let mut explained = Vec::new();
    let follow_ups = match &known.claim {
        None => {
            import.undated = readings.is_empty() && around.articles.is_empty() && request.made_on.is_none();
            let article = new_claim(&folder, &around, request, known, &mut sources, import);
            import.files.push(article);
            String::new()
        }
        Some(claim) => {
            compare_fields(&around, claim, import);
            carried_follow_ups(&around.follow_ups, claim, !readings.is_empty(), import)
        }
    };
    gather_loose(around, known, import, &mut explained);
    explainer(&folder, &explained, known, import);
    let newest = readings.len().saturating_sub(1);
    for (at, reading) in readings.iter_mut().enumerate() {
        let follow_ups = if at == newest { follow_ups.as_str() } else { "" };
        let text = update(reading, request, follow_ups, &mut sources);
        let id = reading.id.as_deref().unwrap_or_default();
        let path = FilePath::new(&format!("{folder}/updates/{id}.md"));
        import.files.push(NewFile { path, text });
        import.notes.append(&mut reading.notes);
    }
    import.tally.sources_new = sources.declared();
}

fn update(reading: &mut Reading, request: &Request, follow_ups: &str, sources: &mut Sources<'_>) -> String {
    let id = quoted(reading.id.as_deref().unwrap_or_default());
    let mut text = format!("+++\nid = {id}\npublished = {}\n", reading.published);
    if let Some(status) = &reading.status {
        let _ = writeln!(text, "status = {}", quoted(status));
    }
    if let Some(reported) = &reading.reported {
        let _ = writeln!(text, "reported_status = {}", quoted(reported));
    }
    let _ = writeln!(text, "method = {}", quoted(request.method.word()));
    let addresses = std::mem::take(&mut reading.addresses);
    let cited: Vec<_> =
        addresses.iter().map(|(url, line)| sources.cite(url, *line, &mut reading.notes)).collect();
    if !cited.is_empty() {
        let _ = writeln!(text, "sources = [\n  {},\n]", cited.join(",\n  "));
    }
    let _ = writeln!(text, "{follow_ups}+++");
    let body = reading.markdown();
    if !body.is_empty() {
        let _ = write!(text, "\n{body}\n");
    }
    text
}

/// `claim.md` of a claim that the project does not hold yet.
fn new_claim(
    folder: &str,
    around: &Around,
    request: &Request,
    known: &Known,
    sources: &mut Sources<'_>,
    import: &mut Import,
) -> NewFile {
    let mut text = format!("+++\ntitle = {}\nclaim = {}\n", line(&request.title), line(&request.claim_text));
    // The command line has made sure of them.
    let (ids, added) = claimants(request, known).unwrap_or_default();
    let ids: Vec<_> = ids.iter().map(|id| quoted(id)).collect();
    let _ = writeln!(text, "claimants = [{}]", ids.join(", "));
    for person in &added {
        import.notes.push(Note::new(Kind::ClaimantAdded, 0, format!("{} ({})", person.name, person.id)));
    }
    import.people = added;
    // The file has the newest first.
    let article = around.articles.last();
    if let Some(article) = article {
        let _ = writeln!(text, "published = {}", date(&article.when.date));
    }
    if let Some(made_on) = &request.made_on {
        let _ = writeln!(text, "made_on = {}", date(made_on));
    }
    let declared: Vec<_> = around.articles.iter().rev().map(|a| sources.article(a, &request.claim)).collect();
    if let Some((id, _)) = declared.first() {
        let _ = writeln!(text, "appearance = {}", quoted(id));
    }
    if let Some(due) = around.dues.first() {
        let _ = writeln!(text, "completion_due = {}\ndue_basis = \"inferred\"", date(&due.when.date));
    }
    if !declared.is_empty() {
        let entries: Vec<_> = declared.into_iter().map(|(_, entry)| entry).collect();
        let _ = writeln!(text, "sources = [\n  {},\n]", entries.join(",\n  "));
    }
    let mut ids = Ids::default();
    for follow_up in &around.follow_ups {
        text.push_str(&follow_up_table(follow_up, &mut ids, &mut import.notes));
        if follow_up.between {
            import.notes.push(Note::new(Kind::FollowUpMoved, follow_up.line, follow_up.date.as_str()));
        }
    }
    import.tally.follow_ups_new = around.follow_ups.len();
    if let Some(second) = around.articles.iter().rev().nth(1) {
        import.notes.push(Note::new(Kind::ArticleRepeated, second.line, second.written.as_str()));
    }
    text.push_str("+++\n");
    NewFile { path: FilePath::new(&format!("{folder}/claim.md")), text }
}

fn follow_up_table(follow_up: &FollowUp, ids: &mut Ids, notes: &mut Vec<Note>) -> String {
    let id = ids.give(&follow_up.date);
    if id != follow_up.date {
        notes.push(Note::new(Kind::FollowUpRepeated, follow_up.line, id.as_str()));
    }
    let mut table = format!("\n[[follow_ups]]\nid = {}\ndate = {}\n", quoted(&id), date(&follow_up.date));
    if !follow_up.question.is_empty() {
        let _ = writeln!(table, "question = {}", line(&follow_up.question));
    }
    table
}

/// Follow-ups that the claim does not hold, as tables for the newest new update.
fn carried_follow_ups(all: &[FollowUp], claim: &KnownClaim, carried: bool, import: &mut Import) -> String {
    let mut held: FxHashMap<(String, String), usize> = FxHashMap::default();
    for follow_up in &claim.follow_ups {
        *held.entry(follow_up.clone()).or_default() += 1;
    }
    let mut ids = Ids::taken(claim.items.iter().cloned());
    let mut tables = String::new();
    for follow_up in all {
        let wanted = (follow_up.date.clone(), bare(&follow_up.question));
        if let Some(count) = held.get_mut(&wanted).filter(|count| **count > 0) {
            *count -= 1;
            import.tally.follow_ups_known += 1;
            continue;
        }
        let mut notes = Vec::new();
        let table = follow_up_table(follow_up, &mut ids, &mut notes);
        if carried {
            import.notes.append(&mut notes);
            import.tally.follow_ups_new += 1;
            tables.push_str(&table);
        } else {
            import.notes.push(Note::new(Kind::FollowUpUnplaced, follow_up.line, table.trim()));
        }
    }
    tables
}

/// Notes what the file says of the claim itself and the claim says otherwise.
fn compare_fields(around: &Around, claim: &KnownClaim, import: &mut Import) {
    for due in around.dues.iter().filter(|due| claim.due.as_deref() != Some(&due.when.date)) {
        import.notes.push(Note::new(Kind::DueContradicted, due.line, due.written.as_str()));
    }
    for article in around.articles.iter().filter(|_| !claim.has_appearance) {
        import.notes.push(Note::new(Kind::ArticleUnplaced, article.line, article.written.as_str()));
    }
}

/// Everything that has no record of its own, under the question that it answers.
fn gather_loose(
    around: Around,
    known: &Known,
    import: &mut Import,
    explained: &mut Vec<(&str, Vec<Paragraph>)>,
) {
    let mut moved = |question, dated: &mut Dated| {
        if !dated.below.is_empty() {
            import.notes.push(Note::new(Kind::TextMoved, dated.line, dated.written.as_str()));
            explained.push((question, std::mem::take(&mut dated.below)));
        }
    };
    let (mut articles, mut dues, mut loose) = (around.articles, around.dues, around.loose);
    for article in &mut articles {
        moved("What does the original article say?", article);
    }
    for due in &mut dues {
        moved("What was said of the due date?", due);
    }
    if known.claim.is_none() {
        let first = dues.first().map(|due| due.when.date.clone());
        for other in dues.iter().filter(|due| Some(&due.when.date) != first.as_ref()) {
            import.notes.push(Note::new(Kind::DueContradicted, other.line, other.written.as_str()));
            loose.push(Paragraph::plain(&other.written, other.line));
        }
    }
    if !loose.is_empty() {
        explained.push(("What else does the imported page say?", loose));
    }
}

/// `explainer.md` of what has no other place; where there is one already, only what it lacks is noted.
fn explainer(folder: &str, explained: &[(&str, Vec<Paragraph>)], known: &Known, import: &mut Import) {
    let held = known.claim.as_ref().and_then(|claim| claim.explainer.as_deref());
    if known.claim.is_some() {
        // The claim was read before; what stands in its explainer has arrived.
        let arrived = |text: &str| held.is_some_and(|held| held.contains(&bare(text)));
        let missing = explained.iter().flat_map(|(_, text)| text).filter(|part| !arrived(&part.text));
        let missing: Vec<_> = missing.collect();
        for part in &missing {
            import.notes.push(Note::new(Kind::TextUnplaced, part.line_of(0), part.markdown()));
        }
        let kept: FxHashSet<usize> = explained
            .iter()
            .flat_map(|(_, text)| text)
            .flat_map(|part| &part.lines)
            .map(|(_, line)| *line)
            .collect();
        import.notes.retain(|note| {
            !(matches!(note.kind, Kind::TextMoved | Kind::HeadingLike)
                || kept.contains(&note.line) && is_of_loose_text(note.kind))
        });
    } else if !explained.is_empty() {
        let mut text = String::new();
        for (question, paragraphs) in explained {
            let _ = write!(
                text,
                "{}## {question}\n\n{}\n",
                if text.is_empty() { "" } else { "\n" },
                markdown(paragraphs)
            );
        }
        import.files.push(NewFile { path: FilePath::new(&format!("{folder}/explainer.md")), text });
    }
}

/// Notes that were news when their text was first imported.
fn is_of_loose_text(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::HeadingUnknown
            | Kind::HeadingImpossible
            | Kind::LabelSet
            | Kind::LineJoined
            | Kind::LabelJoined
            | Kind::MarkerJoined
            | Kind::TextBeforeEntries
    )
}
