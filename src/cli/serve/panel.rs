//! The frame in a page's corner: whose page it is, on which day, and what was found about it.

use chrono::NaiveDate;
use onrecord::date;
use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::files::Project;
use onrecord::routes::SitePath;

use super::address::{self, Found, View};
use super::desk::{Edition, Outcome};
use super::kin;
use super::listing;
use super::markup::Html;
use super::surface::{self, fill};
use crate::cli::given;
use crate::cli::report::count;

/// The frame as a page.
pub(super) fn page(view: &View, edition: &Edition, project: &Project) -> Html {
    fill(surface::PANEL, &[("part", part(view, edition, project))])
}

/// What changes in it.
pub(super) fn part(view: &View, edition: &Edition, project: &Project) -> Html {
    let record = record(view, edition);
    let here = edition.findings_of(|file| kin::concerns(file, record.as_ref()));
    let tally = edition.tally();
    let errors = match edition.report.outcome {
        Outcome::Good => 0,
        // A broken round has an error by definition; a day may be broken by what is a warning elsewhere.
        Outcome::Broken => tally.errors.max(1),
    };
    // What is here is of this moment; what there is in all may be of the moment before.
    let elsewhere = tally.total().saturating_sub(here.len());
    let number = Html::text(&errors.to_string());
    let values = [
        ("errors", number),
        ("notes", Html::text(&edition.print())),
        ("act", Html::text(if errors > 0 { "overlay" } else { "open" })),
        ("marks", marks(edition, &here, errors)),
        ("facts", facts(record.as_ref(), edition, project)),
        ("here", listing::list(here.iter(), project)),
        ("view", Html::text(&view.query())),
        ("others", others(elsewhere, view)),
        ("overlay", if errors > 0 { overlay(edition, project) } else { Html::default() }),
    ];
    fill(surface::PART, &values)
}

/// The record that an address shows most of.
fn record(view: &View, edition: &Edition) -> Option<FilePath> {
    let stand = edition.stand.as_ref()?;
    let Found::At(path) = address::find(stand, &view.path) else { return None };
    // A page in another language is of the record that it is a translation of.
    let others = stand.plan().site.languages.iter().skip(1);
    let mut bare =
        others.filter_map(|language| path.as_str().strip_prefix(&*language.code)?.strip_prefix('/'));
    stand.record(&path).or_else(|| bare.find_map(|bare| stand.record(&SitePath::new(bare))))
}

/// The day that is shown, where it is not today.
fn other_day(edition: &Edition) -> Option<NaiveDate> {
    let stand = edition.stand.as_ref()?;
    let today = date::day_of(given::now(), stand.config().timezone);
    Some(stand.day()).filter(|day| *day != today)
}

/// What stands on the tab.
fn marks(edition: &Edition, here: &[Diagnostic], errors: usize) -> Html {
    let day = other_day(edition).map(|day| format!("<span>{day}</span>"));
    let (number, class) = if errors > 0 {
        (Some(count(errors, "error")), "is-error")
    } else {
        ((!here.is_empty()).then(|| count(here.len(), "finding")), "is-warning")
    };
    let number = number.map(|number| format!("<span class=\"count {class}\">{number}</span>"));
    Html::written(day.into_iter().chain(number).collect())
}

/// What the page is made of.
fn facts(record: Option<&FilePath>, edition: &Edition, project: &Project) -> Html {
    let file = record.map_or_else(
        || "<div><dt>Record</dt><dd class=\"soft\">made of many, or of none</dd></div>".to_owned(),
        |record| {
            let path = Html::text(record.as_str());
            let located = project.locate(record);
            let absolute = std::path::absolute(&located).unwrap_or(located);
            let title = Html::text(&absolute.to_string_lossy());
            format!(
                "<div><dt>Record</dt><dd><code id=\"record\" title=\"{title}\">{path}</code></dd>\
                 <dd class=\"action\"><button type=\"button\" data-copy=\"{path}\" aria-describedby=\"record\">\
                 Copy</button></dd></div>"
            )
        },
    );
    let day = other_day(edition).map(|day| format!("\n<div><dt>Day</dt><dd>as of {day}</dd></div>"));
    Html::written(file + &day.unwrap_or_default())
}

/// How many findings are about other records.
fn others(number: usize, view: &View) -> Html {
    let day = view.day.map(|day| format!("?day={day}")).unwrap_or_default();
    let text = match number {
        0 => "All findings".to_owned(),
        number => format!("{} elsewhere", count(number, "finding")),
    };
    Html::written(format!("<li><a href=\"/-/findings{day}\" target=\"_top\">{text}</a></li>"))
}

/// Everything that was found, over the whole page.
fn overlay(edition: &Edition, project: &Project) -> Html {
    let findings = &edition.report.findings;
    let number = listing::count(findings.iter());
    let list = listing::list(findings.iter(), project);
    Html::written(format!(
        "<div class=\"sheet\">\n<header class=\"sheet-head\"><h1 id=\"overlay-title\">{number}</h1>\
         <button type=\"button\" data-act=\"aside\">Show the last good page</button></header>\n\
         <p class=\"sheet-lead\">The page behind this is the last good one. This goes away by itself when the errors are \
         mended.</p>\n{list}\n</div>"
    ))
}
