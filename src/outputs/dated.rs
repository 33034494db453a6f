//! Milestones and follow-ups over all claims: past, next and overdue.

use crate::output::{Artifact, Desk, LastMod, Output, OutputId, Sheet, Site};
use crate::outputs::list::{self, Pager};
use crate::routes::{Routes, SitePath};
use crate::theme::view;
use crate::tracker::Tracker;
use crate::view::dated::{self, DatedRow, Listed, Parted};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::page;
use crate::view::part::{BodyView, Link};

/// `/milestones/` and `/follow-ups/`, in pages.
pub(super) struct DatedLists;

/// Lines of one page.
const ROWS: usize = 200;

impl Output for DatedLists {
    fn id(&self) -> OutputId {
        "milestones"
    }

    fn artifacts(&self, site: &Site) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            for listed in [Listed::Milestones, Listed::FollowUps] {
                for number in 1..=pages(&site.tracker, listed) {
                    let draw =
                        move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| dated_page(desk, sheet, listed, number);
                    let page =
                        Artifact::drawn("milestones", lang, address(&language.routes, listed, number), draw);
                    artifacts.push(page.in_sitemap(LastMod::Unknown));
                }
            }
        }
        artifacts
    }
}

fn pages(tracker: &Tracker, listed: Listed) -> usize {
    let rows = match listed {
        Listed::Milestones => tracker.milestones.len(),
        Listed::FollowUps => tracker.follow_ups.len(),
    };
    rows.div_ceil(ROWS).max(1)
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

fn dated_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, listed: Listed, number: usize) {
    sheet.template(desk, "dated.html", || dated_view(desk, listed, number));
}

fn dated_view<'a>(desk: &Desk<'a>, listed: Listed, number: usize) -> DatedView<'a> {
    let (kind, other, others) = match listed {
        Listed::Milestones => ("milestones", "follow_ups", Listed::FollowUps),
        Listed::FollowUps => ("follow_ups", "milestones", Listed::Milestones),
    };
    let id = kind.replace('_', "-");
    let title = page::title(desk, &id, &format!("{kind}.title"));
    let description = desk.say(&format!("{kind}.lead"));
    let here = |routes: &Routes| address(routes, listed, number);
    let seat = Seat { title: title.clone(), description, address: &here, dated: Dated::Yes };
    let count = pages(desk.tracker(), listed);
    let Parted { overdue, next, past } = dated::rows(desk, listed, (number - 1) * ROWS, ROWS);
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
