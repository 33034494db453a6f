//! What is wrong with a template, as a diagnostic with its place in the site's file.

use tera::{Error, ErrorKind, ReportError};

use super::parts::Templates;
use crate::diagnostic::{Diagnostic, FilePath, Place, Span, nearest};
use crate::routes::SitePath;

/// A template that failed while an artifact was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFault {
    place: Option<Place>,
    message: String,
    help: Option<String>,
}

impl ThemeFault {
    /// The finding, with the address that was being drawn.
    pub fn diagnostic(&self, drawn: &SitePath) -> Diagnostic {
        let message = format!("{} (while drawing `{drawn}`)", self.message);
        Self { message, ..self.clone() }.told()
    }

    fn at(place: Option<Place>, message: String) -> Self {
        Self { place, message, help: None }
    }

    fn told(self) -> Diagnostic {
        let Self { place, message, help } = self;
        Diagnostic { place, help, ..Diagnostic::general("template-error", message) }
    }
}

/// What a template did wrong while drawing.
pub(super) fn rendering(error: &Error, templates: &Templates) -> ThemeFault {
    explain(error, templates).swap_remove(0)
}

/// What is wrong with templates that could not be compiled.
pub(super) fn compiling(error: &Error, templates: &Templates) -> Vec<Diagnostic> {
    explain(error, templates).into_iter().map(ThemeFault::told).collect()
}

/// Never empty.
fn explain(error: &Error, templates: &Templates) -> Vec<ThemeFault> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![of_report(report, templates)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("template `{current}` extends `{parent}`, which does not exist");
            let mut fault = ThemeFault::at(templates.file(current).map(Place::whole), message);
            fault.help = nearest(parent, templates.names()).map(|name| format!("did you mean `{name}`?"));
            vec![fault]
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            let message = format!("template `{tpl}` extends itself");
            let mut fault = ThemeFault::at(templates.file(tpl).map(Place::whole), message);
            fault.help = Some(format!("to extend the default one write `{{% extends \"default/{tpl}\" %}}`"));
            vec![fault]
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            let message = format!("template `{tpl}` includes itself");
            vec![ThemeFault::at(templates.file(tpl).map(Place::whole), message)]
        }
        ErrorKind::TemplateNotFound(name) => {
            vec![ThemeFault::at(None, format!("template `{name}` does not exist"))]
        }
        ErrorKind::Msg(text) => of_reports(text, templates),
        other => vec![ThemeFault::at(None, plain(&other.to_string()))],
    }
}

fn of_report(report: &ReportError, templates: &Templates) -> ThemeFault {
    let range = &report.span().range;
    let message = plain(report.message());
    if let Some(file) = templates.file(report.filename()) {
        return ThemeFault::at(Some(Place::new(file, Span::new(range.start, range.end))), message);
    }
    let (line, column) = (report.span().start_line, report.span().start_col + 1);
    ThemeFault::at(None, format!("{message} (`{}`, line {line}, column {column})", report.filename()))
}

/// Names that do not exist come as one text of reports, the only form in which the engine gives them:
/// `error: MESSAGE`, then ` --> TEMPLATE:LINE:COLUMN`. What has another form is passed on whole.
fn of_reports(text: &str, templates: &Templates) -> Vec<ThemeFault> {
    let reports: Vec<ThemeFault> = text
        .split("\n\n")
        .filter_map(|report| {
            let mut lines = report.lines();
            let message = lines.next()?.strip_prefix("error: ")?;
            let (_, locus) = lines.next()?.split_once("--> ")?;
            let mut parts = locus.rsplitn(3, ':');
            let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
            let (line, column) = (line.parse().ok()?, column.parse().ok()?);
            let underlined = lines.next_back()?.matches('^').count();
            Some(match templates.place(name, line, column, underlined) {
                Some(place) => ThemeFault::at(Some(place), plain(message)),
                None => ThemeFault::at(None, format!("{} (`{name}`, line {line})", plain(message))),
            })
        })
        .collect();
    if reports.is_empty() { vec![ThemeFault::at(None, plain(text))] } else { reports }
}

/// The engine's sentence in our form: it begins in lower case and ends without a stop.
fn plain(message: &str) -> String {
    let mut chars = message.trim_end_matches('.').chars();
    let first = chars.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(chars).collect()
}

impl Templates {
    /// The place of a line and column, both from 1 and in characters.
    fn place(&self, name: &str, line: usize, column: usize, length: usize) -> Option<Place> {
        let file = self.file(name)?;
        let text = self.text(name)?;
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let rest = text.get(start..)?;
        let at = |chars: usize| rest.char_indices().nth(chars).map_or(rest.len(), |(at, _)| at);
        Some(Place::new(file, Span::new(start + at(column - 1), start + at(column - 1 + length))))
    }

    /// The project's file behind a template; `None` for those of the program.
    fn file(&self, name: &str) -> Option<&FilePath> {
        self.find(name).and_then(|template| template.file.as_ref())
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.find(name).map(|template| &*template.text)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|template| &*template.name)
    }
}
