//! Pages that the preview shows in place of one of the site's: each goes when what it stands in for can be shown.

use onrecord::diagnostic::Diagnostic;
use onrecord::files::Project;

use super::address::View;
use super::content_type::HTML;
use super::desk::{Edition, Outcome};
use super::listing;
use super::mark;
use super::markup::Html;
use super::reply::{Reply, Status};
use super::surface::{self, fill};

/// Everything that was found.
pub(super) fn findings(view: &View, edition: &Edition, project: &Project) -> Html {
    let (findings, tally) = (edition.first(), edition.tally());
    let (title, lead) = if findings.is_empty() {
        (Html::text("No findings"), "The records and the theme are as they should be.")
    } else {
        let lead = if tally.total() > findings.len() {
            "The first of what was found in the records and the theme; `onrecord check` lists all of it."
        } else {
            "Everything that was found in the records and the theme."
        };
        (listing::said(tally), lead)
    };
    page(view, edition, title, lead, listing::list(findings.into_iter(), project))
}

/// In place of a page that cannot be shown yet.
pub(super) fn waiting(view: &View, edition: &Edition, project: &Project) -> Reply {
    let findings = &edition.report.findings;
    let (title, lead) = match (edition.report.outcome, &edition.stand) {
        (Outcome::Good, _) => {
            (Html::text("The records are changing"), "This page shows up by itself when they are at rest.")
        }
        (Outcome::Broken, Some(_)) => (
            listing::count(findings.iter()),
            "This page is made of a record with errors. It shows up by itself when they are mended.",
        ),
        (Outcome::Broken, None) => (
            listing::count(findings.iter()),
            "There is no site to show yet. It shows up by itself when the errors are mended.",
        ),
    };
    let list = listing::list(findings.iter(), project);
    Reply::own(Status::Unavailable, HTML, page(view, edition, title, lead, list))
}

/// Where a template fails.
pub(super) fn faulty(view: &View, edition: &Edition, project: &Project, findings: &[Diagnostic]) -> Reply {
    let title = listing::count(findings.iter());
    let lead = "This page cannot be drawn. It shows up by itself when its template is mended.";
    let list = listing::list(findings.iter(), project);
    Reply::own(Status::Fault, HTML, page(view, edition, title, lead, list))
}

/// Where a site has nothing, and no page to say so.
pub(super) fn nowhere(view: &View, edition: &Edition) -> Reply {
    let title = Html::text("Nothing at this address");
    let lead = "The site has no page here. It shows up by itself when there is one.";
    Reply::own(Status::NotFound, HTML, page(view, edition, title, lead, Html::default()))
}

fn page(view: &View, edition: &Edition, title: Html, lead: &str, findings: Html) -> Html {
    let class = match edition.report.outcome {
        Outcome::Good => "is-good",
        Outcome::Broken => "is-broken",
    };
    let values = [
        ("title", title),
        ("lead", Html::text(lead)),
        ("class", Html::text(class)),
        ("link", Html::written("<a href=\"/\">The site</a>".to_owned())),
        ("view", Html::text(&view.query())),
        ("page", Html::text(&mark::mark(edition, view))),
        ("notes", Html::text(&edition.print())),
        ("findings", findings),
    ];
    fill(surface::PAGE, &values)
}
