//! Findings with the lines that they are about, for people.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use onrecord::diagnostic::{Diagnostic, Place, Position, Severity, Span};

use super::sources::Sources;
use super::visible::visible;

/// Longer lines are cut around the span, in bytes: a file may be one line of megabytes.
const REACH: usize = 400;

/// One finding as style asks for it: code, place, excerpt, help, then its other places.
pub(super) fn draw(renderer: &Renderer, finding: &Diagnostic, sources: &Sources<'_>) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&finding.message)).id(finding.code);
    let mut first = Group::with_title(title);
    let lines = finding.place.as_ref().map(|place| shown(place, AnnotationKind::Primary, sources));
    if finding.notes.is_empty()
        && lines.as_ref().is_none_or(|shown| matches!(shown[..], [Element::Origin(_)]))
    {
        return bare(renderer.render(&[first]), finding);
    }
    first = first.elements(lines.into_iter().flatten());
    if let Some(help) = &finding.help {
        first = first.element(Level::HELP.message(visible(help)));
    }
    let mut groups = vec![first];
    for (place, why) in &finding.notes {
        let note = Group::with_title(Level::NOTE.secondary_title(visible(why)));
        groups.push(note.elements(shown(place, AnnotationKind::Context, sources)));
    }
    renderer.render(&groups)
}

/// A finding without an excerpt: there is no margin to hang its lines on.
fn bare(title: String, finding: &Diagnostic) -> String {
    let place = finding.place.iter().map(|place| format!("\n  --> {}", visible(place.file.as_str())));
    let help = finding.help.iter().map(|help| format!("\n   = help: {}", visible(help)));
    std::iter::once(title).chain(place).chain(help).collect()
}

/// The first line of a place, marked, without its address; `None` where there is none to be shown.
pub(super) fn lines(renderer: &Renderer, place: &Place, sources: &Sources<'_>) -> Option<String> {
    let Located { snippet, .. } = located(place, AnnotationKind::Primary, sources)?;
    Some(renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]))
}

/// A place: its address, and its first line where the file can be read.
fn shown<'a>(place: &Place, kind: AnnotationKind, sources: &Sources<'_>) -> Vec<Element<'a>> {
    let path = visible(place.file.as_str());
    match located(place, kind, sources) {
        None => vec![Origin::path(path).into()],
        // The column counts from the line's start, which is not shown.
        Some(Located { snippet, position: (line, column), cut: true }) => {
            vec![Origin::path(path).line(line).char_column(column).into(), snippet.into()]
        }
        Some(Located { snippet, .. }) => vec![snippet.path(path).into()],
    }
}

/// The first line of a place.
struct Located<'a> {
    snippet: Snippet<'a, Annotation<'a>>,
    position: Position,
    cut: bool,
}

fn located<'a>(place: &Place, kind: AnnotationKind, sources: &Sources<'_>) -> Option<Located<'a>> {
    let span = place.span?;
    let bytes = sources.bytes(&place.file)?;
    let Excerpt { before, meant, after, cut } = excerpt(&bytes, span);
    let (position, _) = sources.locate(place)?;
    let range = before.len()..before.len() + meant.len();
    let snippet = Snippet::source(format!("{before}{meant}{after}")).line_start(position.0);
    Some(Located { snippet: snippet.annotation(kind.span(range)), position, cut })
}

/// The first line of a span, in three parts.
struct Excerpt {
    before: String,
    meant: String,
    after: String,
    cut: bool,
}

fn excerpt(bytes: &[u8], span: Span) -> Excerpt {
    let start = (span.start as usize).min(bytes.len());
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let mut from = bytes[..start].iter().rposition(is_end).map_or(0, |end| end + 1);
    let mut to = bytes[start..].iter().position(is_end).map_or(bytes.len(), |length| start + length);
    if from == 0 && bytes.starts_with(b"\xef\xbb\xbf") {
        from = start.min(3);
    }
    let end = (span.end as usize).clamp(start, to);
    let cut = start - from > REACH;
    if cut {
        from = start - REACH;
    }
    to = to.min(end + REACH).min(start + 4 * REACH);
    let text = |range: std::ops::Range<usize>| visible(&String::from_utf8_lossy(&bytes[range]));
    Excerpt { before: text(from..start), meant: text(start..end.min(to)), after: text(end.min(to)..to), cut }
}
