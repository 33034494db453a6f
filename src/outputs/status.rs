//! The vocabulary: every status with its meaning, and the claims that have it.

use crate::output::basis::joined;
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::outputs::list::{self, Scope};
use crate::outputs::newest;
use crate::theme::{Value, view};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::linked_data;
use crate::view::page;
use crate::view::part::{self, BodyView};

/// `/status/` and `/status/ID/`, in pages.
pub(super) struct Statuses;

impl Output for Statuses {
    fn id(&self) -> OutputId {
        "status"
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let config = site.config();
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            let basis = Basis::of(|site| joined([site.prints.page("status"), site.prints.counts()]));
            let index = Artifact::drawn("status", lang, language.routes.statuses(), basis, index_page);
            artifacts.push(index.in_sitemap(newest::of_changes()));
            for status in config.vocabulary() {
                artifacts.extend(list::pages(site, lang, &Scope::Status(status.id.clone()), "status"));
            }
        }
        artifacts
    }
}

view! {
    struct IndexView<'a> {
        page: Frame<'a>,
        title: String,
        introduction: Option<BodyView<'a>>,
        statuses: Vec<MeaningView<'a>>,
        linked_data: Option<String>,
    }
}

view! {
    /// A status with its meaning.
    pub(super) struct MeaningView<'a> {
        /// The status.
        pub status: Value,
        /// How many claims have it.
        pub count: usize,
        /// A list of meanings is not narrowed.
        pub current: bool,
        /// What it means.
        pub meaning: &'a str,
        /// No longer used for new readings.
        pub retired: bool,
        /// Its place on the scale by which search engines are told of closed claims, in words.
        pub rating: Option<String>,
    }
}

/// Every status of the vocabulary with its meaning.
pub(super) fn vocabulary<'a>(desk: &Desk<'a>) -> Vec<MeaningView<'a>> {
    let config = desk.config();
    let count = |id| desk.tracker().by_status.get(id).map_or(0, Vec::len);
    config
        .vocabulary()
        .map(|status| MeaningView {
            status: part::status(desk, &status.id),
            count: count(&status.id),
            current: false,
            meaning: status.meaning(&desk.lang.code),
            retired: status.retired,
            rating: config.scale().zip(status.rating).map(|((worst, best), rating)| {
                desk.fill("statuses.rating", &[("rating", &rating), ("worst", &worst), ("best", &best)])
            }),
        })
        .collect()
}

fn index_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    sheet.template(desk, "statuses.html", || index_view(desk));
}

fn index_view<'a>(desk: &Desk<'a>) -> IndexView<'a> {
    let title = page::title(desk, "status", "statuses.title");
    let description = desk.say("statuses.lead");
    let seat =
        Seat { title: title.clone(), description, address: &|routes| routes.statuses(), dated: Dated::No };
    IndexView {
        page: Frame::new(desk, seat),
        linked_data: linked_data::of_list(desk, None, &title),
        title,
        introduction: page::introduction(desk, "status"),
        statuses: vocabulary(desk),
    }
}
