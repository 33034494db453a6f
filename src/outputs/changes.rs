//! Headline changes, and corrections of the record: newest first.

use crate::output::basis::{joined, number};
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::outputs::list::{self, Pager};
use crate::outputs::newest;
use crate::record::text::Hash;
use crate::theme::view;
use crate::view::change::{self, ChangeView};
use crate::view::feed::{self, Feed};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::item::{self, CorrectionView};
use crate::view::link::{self, claim_link};
use crate::view::linked_data;
use crate::view::page;
use crate::view::part::{BodyView, TitleLink};

/// `/changes/`, in pages, and `/corrections/`.
pub(super) struct Changes;

/// Changes on one page.
const ROWS: usize = 100;

impl Output for Changes {
    fn id(&self) -> OutputId {
        "changes"
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let count = pages(site.tracker.changes.len());
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            for number in 1..=count {
                let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| changes_page(desk, sheet, number);
                let path = language.routes.changes(number);
                let basis = Basis::of(move |site| changes_print(site, number));
                let page = Artifact::drawn("changes", lang, path, basis, draw);
                artifacts.push(page.in_sitemap(newest::of_changes()));
            }
            let path = language.routes.corrections();
            let basis = Basis::of(corrections_print);
            let page = Artifact::drawn("changes", lang, path, basis, corrections_page);
            artifacts.push(page.in_sitemap(newest::of_corrections()));
        }
        artifacts
    }
}

fn changes_print(site: &Site, page: usize) -> Hash {
    let changes = &site.tracker.changes;
    let rows = changes.iter().skip((page - 1) * ROWS).take(ROWS);
    let rows = rows.flat_map(|change| [site.prints.listed(change.claim), number(change.headline)]);
    joined([site.prints.page("changes"), number(changes.len())].into_iter().chain(rows))
}

fn corrections_print(site: &Site) -> Hash {
    let claims = site.tracker.corrections.iter().map(|entry| site.prints.listed(entry.claim));
    joined([site.prints.page("corrections")].into_iter().chain(claims))
}

fn pages(changes: usize) -> usize {
    changes.div_ceil(ROWS).max(1)
}

view! {
    struct ChangesView<'a> {
        page: Frame<'a>,
        title: String,
        introduction: Option<BodyView<'a>>,
        changes: Vec<ChangeView<'a>>,
        pager: Option<Pager>,
        feed: Option<String>,
        feed_of_all: Option<String>,
        linked_data: Option<String>,
    }
}

fn changes_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, number: usize) {
    sheet.template(desk, "changes.html", || changes_view(desk, number));
}

fn changes_view<'a>(desk: &Desk<'a>, number: usize) -> ChangesView<'a> {
    let title = page::title(desk, "changes", "changes.title");
    let description = desk.say("changes.lead");
    let address = |routes: &crate::routes::Routes| routes.changes(number);
    let seat = Seat { title: title.clone(), description, address: &address, dated: Dated::No };
    let count = pages(desk.tracker().changes.len());
    let mut page = Frame::new(desk, seat);
    page.offer(desk, Feed::All);
    ChangesView {
        page,
        linked_data: linked_data::of_list(desk, None, &title),
        title,
        introduction: if number == 1 { page::introduction(desk, "changes") } else { None },
        changes: change::changes(desk, (number - 1) * ROWS, ROWS),
        pager: list::pager(desk, number, count, |page| desk.routes().changes(page)),
        feed: feed::link(desk, Feed::Site),
        feed_of_all: feed::link(desk, Feed::All),
    }
}

view! {
    struct CorrectionsView<'a> {
        page: Frame<'a>,
        title: String,
        introduction: Option<BodyView<'a>>,
        corrections: Vec<CorrectionRow<'a>>,
        linked_data: Option<String>,
    }
}

view! {
    struct CorrectionRow<'a> {
        claim: TitleLink<'a>,
        href: String,
        correction: CorrectionView<'a>,
    }
}

fn corrections_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    sheet.template(desk, "corrections.html", || corrections_view(desk));
}

fn corrections_view<'a>(desk: &Desk<'a>) -> CorrectionsView<'a> {
    let title = page::title(desk, "corrections", "corrections.title");
    let description = desk.say("corrections.lead");
    let seat =
        Seat { title: title.clone(), description, address: &|routes| routes.corrections(), dated: Dated::No };
    let row = |entry| {
        let correction = item::correction(desk, entry);
        let claim = &desk.tracker().claims[entry.claim];
        let href = link::on_claim(desk, claim, &correction.anchor);
        CorrectionRow { claim: claim_link(desk, claim), href, correction }
    };
    CorrectionsView {
        page: Frame::new(desk, seat),
        linked_data: linked_data::of_list(desk, None, &title),
        title,
        introduction: page::introduction(desk, "corrections"),
        corrections: desk.tracker().corrections.iter().map(row).collect(),
    }
}
