//! Milestones and follow-ups over all claims: past, next and overdue.

use std::sync::{Arc, OnceLock};

use crate::output::basis::{joined, number};
use crate::output::{Artifact, Basis, Desk, LastMod, Output, OutputId, Sheet, Site};
use crate::outputs::calendar::{CalendarLink, LeftOut};
use crate::outputs::list::{self, Pager};
use crate::outputs::newest;
use crate::record::text::Hash;
use crate::routes::{Routes, SitePath};
use crate::theme::view;
use crate::tracker::{Tracker, index as tracker};
use crate::view::dated::{self, DatedRow, Listed, Part, Parted};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::linked_data;
use crate::view::page;
use crate::view::part::{BodyView, Link};

/// `/milestones/` and `/follow-ups/`, in pages.
pub(super) struct DatedLists;

/// A whole list, of which each page shows a part.
#[derive(Clone)]
struct Rows {
    listed: Listed,
    count: usize,
    /// They are put in order when the first page asks for them.
    ordered: Arc<OnceLock<Vec<Row>>>,
    left_out: LeftOut,
    /// When something in it last changed.
    newest: LastMod,
}

/// A row of a list.
type Row = (Part, tracker::Dated);

/// Lines of one page.
const ROWS: usize = 200;

impl Output for DatedLists {
    fn id(&self) -> OutputId {
        "milestones"
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let left_out = LeftOut::default();
        let lists = [Listed::Milestones, Listed::FollowUps]
            .map(|listed| Rows::of(&site.tracker, listed, left_out.clone()));
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            for list in &lists {
                for number in 1..=list.pages() {
                    let path = address(&language.routes, list.listed, number);
                    let (rows, here) = (list.clone(), list.clone());
                    let basis = Basis::of(move |site| print(site, &here, number));
                    let draw =
                        move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| dated_page(desk, sheet, &rows, number);
                    let page = Artifact::drawn("milestones", lang, path, basis, draw);
                    artifacts.push(page.in_sitemap(list.newest.clone()));
                }
            }
        }
        artifacts
    }
}

impl Rows {
    fn of(tracker: &Tracker, listed: Listed, left_out: LeftOut) -> Self {
        let (count, newest) = match listed {
            Listed::Milestones => (tracker.milestones.len(), newest::of_milestones()),
            Listed::FollowUps => (tracker.follow_ups.len(), newest::of_follow_ups()),
        };
        Self { listed, count, ordered: Arc::default(), left_out, newest }
    }

    fn pages(&self) -> usize {
        self.count.div_ceil(ROWS).max(1)
    }

    /// Those of one page.
    fn page(&self, tracker: &Tracker, page: usize) -> &[Row] {
        let rows = self.ordered.get_or_init(|| dated::ordered(tracker, self.listed));
        let from = rows.len().min((page - 1) * ROWS);
        &rows[from..rows.len().min(from + ROWS)]
    }
}

fn print(site: &Site, rows: &Rows, page: usize) -> Hash {
    let prints = &site.prints;
    let id = match rows.listed {
        Listed::Milestones => "milestones",
        Listed::FollowUps => "follow-ups",
    };
    let here = rows.page(&site.tracker, page).iter();
    let here = here
        .flat_map(|(part, dated)| [number(*part as usize), prints.listed(dated.claim), number(dated.item)]);
    let calendar = (page == 1).then(|| rows.left_out.print(site));
    joined([prints.page(id), prints.day(), number(rows.count)].into_iter().chain(calendar).chain(here))
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
        /// All dates of the site as a calendar; on the first page.
        calendar: Option<CalendarLink>,
        /// Past their date and nothing known.
        overdue: Vec<DatedRow<'a>>,
        /// To come, the next one first.
        next: Vec<DatedRow<'a>>,
        /// Past, the latest first.
        past: Vec<DatedRow<'a>>,
        pager: Option<Pager>,
        linked_data: Option<String>,
    }
}

fn dated_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, rows: &Rows, number: usize) {
    sheet.template(desk, "dated.html", || dated_view(desk, rows, number));
}

fn dated_view<'a>(desk: &Desk<'a>, rows: &Rows, number: usize) -> DatedView<'a> {
    let listed = rows.listed;
    let (kind, other, others) = match listed {
        Listed::Milestones => ("milestones", "follow_ups", Listed::FollowUps),
        Listed::FollowUps => ("follow_ups", "milestones", Listed::Milestones),
    };
    let id = kind.replace('_', "-");
    let title = page::title(desk, &id, &format!("{kind}.title"));
    let description = desk.say(&format!("{kind}.lead"));
    let here = |routes: &Routes| address(routes, listed, number);
    let seat = Seat { title: title.clone(), description, address: &here, dated: Dated::Yes };
    let count = rows.pages();
    let Parted { overdue, next, past } = dated::rows(desk, listed, rows.page(desk.tracker(), number));
    DatedView {
        page: Frame::new(desk, seat),
        linked_data: linked_data::of_list(desk, None, &title),
        kind,
        title,
        introduction: if number == 1 { page::introduction(desk, &id) } else { None },
        other: Link {
            label: desk.say(&format!("{other}.title")),
            href: desk.href(&address(desk.routes(), others, 1)),
        },
        first: number == 1,
        calendar: if number == 1 { rows.left_out.link(desk) } else { None },
        overdue,
        next,
        past,
        pager: list::pager(desk, number, count, |page| address(desk.routes(), listed, page)),
    }
}
