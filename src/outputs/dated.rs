//! Milestones and follow-ups over all claims: past, next and overdue.

use serde::Serialize;

use crate::output::{Artifact, Desk, LastMod, Output, OutputId, Sheet, Site};
use crate::routes::{Routes, SitePath};
use crate::view::dated::{self, Parted};
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::page;
use crate::view::part::{BodyView, Link};

/// `/milestones/` and `/follow-ups/`.
pub(super) struct DatedLists;

impl Output for DatedLists {
    fn id(&self) -> OutputId {
        "milestones"
    }

    fn artifacts(&self, site: &Site) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            let milestones =
                Artifact::drawn("milestones", lang, language.routes.milestones(), milestones_page);
            let follow_ups =
                Artifact::drawn("milestones", lang, language.routes.follow_ups(), follow_ups_page);
            artifacts.extend([milestones, follow_ups].map(|page| page.in_sitemap(LastMod::Unknown)));
        }
        artifacts
    }
}

#[derive(Serialize)]
struct DatedView<'a> {
    page: Frame<'a>,
    kind: &'static str,
    title: String,
    introduction: Option<BodyView<'a>>,
    /// The list of the other kind.
    other: Link,
    #[serde(flatten)]
    rows: Parted<'a>,
}

fn milestones_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let rows = dated::milestones(desk);
    let other = Link { label: desk.say("follow_ups.title"), href: desk.href(&desk.routes().follow_ups()) };
    draw(desk, sheet, "milestones", &|routes| routes.milestones(), rows, other);
}

fn follow_ups_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let rows = dated::follow_ups(desk);
    let other = Link { label: desk.say("milestones.title"), href: desk.href(&desk.routes().milestones()) };
    draw(desk, sheet, "follow_ups", &|routes| routes.follow_ups(), rows, other);
}

fn draw(
    desk: &Desk<'_>,
    sheet: &mut Sheet<'_>,
    kind: &'static str,
    address: &dyn Fn(&Routes) -> SitePath,
    rows: Parted<'_>,
    other: Link,
) {
    let id = kind.replace('_', "-");
    let title = page::title(desk, &id, &format!("{kind}.title"));
    let description = desk.say(&format!("{kind}.lead"));
    let seat = Seat { title: title.clone(), description, address, dated: Dated::Yes };
    let introduction = page::introduction(desk, &id);
    sheet.template(
        desk,
        "dated.html",
        &DatedView { page: Frame::new(desk, seat), kind, title, introduction, other, rows },
    );
}
