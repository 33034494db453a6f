//! Milestones and follow-ups over all claims: past, next and overdue.

use std::sync::Arc;

use crate::output::basis::number;
use crate::output::{Artifact, Basis, Desk, LastMod, Output, OutputId, Sheet, Site};
use crate::outputs::list::{self, Pager};
use crate::routes::{Routes, SitePath};
use crate::theme::view;
use crate::tracker::index as tracker;
use crate::view::dated::{self, DatedRow, Listed, Part, Parted};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::page;
use crate::view::part::{BodyView, Link};

/// `/milestones/` and `/follow-ups/`, in pages.
pub(super) struct DatedLists;

/// A whole list, of which each page shows a part.
type Rows = Arc<[(Part, tracker::Dated)]>;

/// Lines of one page.
const ROWS: usize = 200;

impl Output for DatedLists {
    fn id(&self) -> OutputId {
        "milestones"
    }

    fn artifacts(&self, site: &Site) -> Vec<Artifact> {
        let list = |listed| (listed, Rows::from(dated::ordered(&site.tracker, listed)));
        let lists = [Listed::Milestones, Listed::FollowUps].map(list);
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            for (listed, rows) in &lists {
                let listed = *listed;
                for number in 1..=pages(rows) {
                    let basis = basis(site, listed, rows, number);
                    let path = address(&language.routes, listed, number);
                    let rows = Arc::clone(rows);
                    let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                        dated_page(desk, sheet, listed, &rows, number);
                    };
                    let page = Artifact::drawn("milestones", lang, path, basis, draw);
                    artifacts.push(page.in_sitemap(LastMod::Unknown));
                }
            }
        }
        artifacts
    }
}

fn pages(rows: &Rows) -> usize {
    rows.len().div_ceil(ROWS).max(1)
}

/// The rows of one page.
fn page_of(rows: &Rows, page: usize) -> &[(Part, tracker::Dated)] {
    let from = rows.len().min((page - 1) * ROWS);
    &rows[from..rows.len().min(from + ROWS)]
}

fn basis(site: &Site, listed: Listed, rows: &Rows, page: usize) -> Basis {
    let prints = &site.prints;
    let id = match listed {
        Listed::Milestones => "milestones",
        Listed::FollowUps => "follow-ups",
    };
    let here = page_of(rows, page).iter();
    let here = here
        .flat_map(|(part, dated)| [number(*part as usize), prints.listed(dated.claim), number(dated.item)]);
    Basis::of([prints.page(id), prints.day(), number(rows.len())].into_iter().chain(here))
}

fn address(routes: &Routes, listed: Listed, page: usize) -> SitePath {
    match listed {
        Listed::Milestones => routes.milestones(page),
        Listed::FollowUps => routes.follow_ups(page),
    }
}

view! {
    struct DatedView<'a> {
        page: Frame<'a>,
        kind: &'static str,
        title: String,
        introduction: Option<BodyView<'a>>,
        /// The list of the other kind.
        other: Link,
        /// The first page names every part, also an empty one.
        first: bool,
        /// Past their date and nothing known.
        overdue: Vec<DatedRow<'a>>,
        /// To come, the next one first.
        next: Vec<DatedRow<'a>>,
        /// Past, the latest first.
        past: Vec<DatedRow<'a>>,
        pager: Option<Pager>,
    }
}

fn dated_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, listed: Listed, rows: &Rows, number: usize) {
    sheet.template(desk, "dated.html", || dated_view(desk, listed, rows, number));
}

fn dated_view<'a>(desk: &Desk<'a>, listed: Listed, rows: &Rows, number: usize) -> DatedView<'a> {
    let (kind, other, others) = match listed {
        Listed::Milestones => ("milestones", "follow_ups", Listed::FollowUps),
        Listed::FollowUps => ("follow_ups", "milestones", Listed::Milestones),
    };
    let id = kind.replace('_', "-");
    let title = page::title(desk, &id, &format!("{kind}.title"));
    let description = desk.say(&format!("{kind}.lead"));
    let here = |routes: &Routes| address(routes, listed, number);
    let seat = Seat { title: title.clone(), description, address: &here, dated: Dated::Yes };
    let count = pages(rows);
    let Parted { overdue, next, past } = dated::rows(desk, listed, page_of(rows, number));
    DatedView {
        page: Frame::new(desk, seat),
        kind,
        title,
        introduction: if number == 1 { page::introduction(desk, &id) } else { None },
        other: Link {
            label: desk.say(&format!("{other}.title")),
            href: desk.href(&address(desk.routes(), others, 1)),
        },
        first: number == 1,
        overdue,
        next,
        past,
        pager: list::pager(desk, number, count, |page| address(desk.routes(), listed, page)),
    }
}
