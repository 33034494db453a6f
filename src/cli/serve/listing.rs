//! Findings as a list for a browser: what the terminal prints, escaped, with the lines that they are about.

use annotate_snippets::Renderer;
use onrecord::checks::Tally;
use onrecord::diagnostic::{Diagnostic, Place, Severity};
use onrecord::files::Project;

use super::markup::Html;
use crate::cli::excerpt;
use crate::cli::report::{self, word};
use crate::cli::sources::Sources;
use crate::cli::visible::visible;

/// The list; errors first, else in their order.
pub(super) fn list<'a>(findings: impl Iterator<Item = &'a Diagnostic>, project: &Project) -> Html {
    let mut findings: Vec<&Diagnostic> = findings.collect();
    if findings.is_empty() {
        return Html::default();
    }
    findings.sort_by_key(|finding| finding.severity);
    let sources = Sources::new(project);
    let renderer = Renderer::plain().term_width(110);
    let items: String = findings.iter().map(|finding| item(finding, &renderer, &sources)).collect();
    Html::written(format!("<ul class=\"findings\">\n{items}</ul>"))
}

/// `2 errors, 1 warning`
pub(super) fn count<'a>(findings: impl Iterator<Item = &'a Diagnostic>) -> Html {
    said(Tally::of(findings))
}

/// `2 errors, 1 warning`
pub(super) fn said(tally: Tally) -> Html {
    Html::text(&report::said(tally))
}

/// The class that a finding's colour comes from.
pub(super) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "is-error",
        Severity::Warning => "is-warning",
    }
}

fn item(finding: &Diagnostic, renderer: &Renderer, sources: &Sources<'_>) -> String {
    let Diagnostic { place, code, severity, message, help, notes, .. } = finding;
    let (place, lines) =
        place.as_ref().map_or_else(Default::default, |place| shown(place, renderer, sources));
    let help = help.as_ref().map(|help| format!("<p class=\"help\">{}</p>\n", Html::message(help)));
    let note = |(place, why): &(Place, String)| {
        let (place, lines) = shown(place, renderer, sources);
        format!("<div class=\"note\"><p>{} {place}</p>\n{lines}</div>\n", Html::message(why))
    };
    format!(
        "<li class=\"finding {}\">\n<p class=\"message\">{}</p>\n\
         <p class=\"finding-head\"><span class=\"severity\">{}</span>{place}<code>{}</code></p>\n{lines}{}{}</li>\n",
        class(*severity),
        Html::message(message),
        word(*severity),
        Html::text(code),
        help.unwrap_or_default(),
        notes.iter().map(note).collect::<String>(),
    )
}

/// Where it is, and the lines there.
fn shown(place: &Place, renderer: &Renderer, sources: &Sources<'_>) -> (String, String) {
    let file = Html::text(&visible(place.file.as_str()));
    let position = sources.locate(place).map(|(start, _)| start);
    let position = position.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    let lines = excerpt::lines(renderer, place, sources);
    let lines = lines.map(|lines| format!("<pre>{}</pre>\n", Html::text(&lines)));
    (format!("<code class=\"where\">{file}{position}</code>"), lines.unwrap_or_default())
}
