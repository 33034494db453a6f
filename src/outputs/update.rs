//! One update alone, to be cited: the claim, headline then and now, its sources, later corrections.

use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::outputs::newest;
use crate::theme::{Value, view};
use crate::tracker::ClaimIx;
use crate::tracker::claim::Claim;
use crate::view::entry::{self, EntryView, Texts};
use crate::view::feed::Feed;
use crate::view::frame::{Article, Dated, Frame, Seat};
use crate::view::link::claim_link;
use crate::view::linked_data;
use crate::view::part::{self, DateView, Link, Localised, TitleLink};
use crate::view::reference::{self, CiteView};
use crate::view::source::{self, SourceView};

/// `/claims/ID/u/UPDATE/`, for human and key updates, or for all.
pub(super) struct UpdatePages;

impl Output for UpdatePages {
    fn id(&self) -> OutputId {
        "updates"
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        let claim = &site.tracker.claims[ix];
        for (lang, language) in site.languages.iter().enumerate() {
            let alone = |place: &usize| entry::is_cited(site.config(), claim, *place);
            for place in (0..claim.updates.len()).filter(alone) {
                let update = claim.update(place);
                let path = language.routes.update(&claim.record.id, &update.id);
                let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| update_page(desk, sheet, ix, place);
                let page = Artifact::drawn("updates", lang, path, Basis::Claim(ix), draw);
                made.push(page.in_sitemap(newest::of_claim(claim)));
            }
        }
    }
}

view! {
    struct UpdateView<'a> {
        page: Frame<'a>,
        claim: TitleLink<'a>,
        claim_text: Localised<'a>,
        headline_then: Value,
        headline_now: Value,
        headline_same: bool,
        last_checked: Option<DateView>,
        entry: EntryView<'a>,
        on_claim_page: String,
        sources: Vec<SourceView<'a>>,
        previous: Option<Link>,
        next: Option<Link>,
        cite: Option<CiteView>,
        linked_data: Option<String>,
    }
}

fn update_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, ix: usize, place: usize) {
    sheet.template(desk, "update.html", || update_view(desk, ix, place));
}

fn update_view<'a>(desk: &Desk<'a>, ix: usize, place: usize) -> UpdateView<'a> {
    let claim = &desk.tracker().claims[ix];
    let record = &*claim.record;
    let update = claim.update(place);
    let title = part::plain(desk, &record.translations, "title", &record.title);
    let date = desk.words().date(&update.published);
    let address = |routes: &crate::routes::Routes| routes.update(&record.id, &update.id);
    let full = desk.fill("update.title", &[("title", &title), ("date", &date)]);
    let linked_data = linked_data::of_update(desk, ix, place, &full);
    let seat = Seat { title: full.clone(), description: full, address: &address, dated: Dated::No };
    let claim_page = desk.href(&desk.routes().claim(&record.id));
    let (then, now) = (&claim.headlines[claim.updates[place].headline.ix()].status, &claim.headline().status);
    let mut page = Frame::new(desk, seat);
    page.draft = claim.draft || claim.updates[place].future;
    page.follow(desk, Feed::Claim(ix));
    page.show(desk, claim, Article::new(&update.published, None));
    page.checked = claim.dates.last_checked.as_ref().map(|date| desk.words().date(date));
    UpdateView {
        page,
        claim: claim_link(desk, claim),
        claim_text: part::localised(
            desk,
            &record.translations,
            "claim",
            &record.claim,
            record.lang.as_deref(),
        ),
        headline_then: part::status(desk, then),
        headline_now: part::status(desk, now),
        headline_same: then == now,
        last_checked: claim.dates.last_checked.as_ref().map(|date| part::date(desk, date)),
        entry: entry::entry(desk, claim, place, Texts::Here),
        on_claim_page: format!("{claim_page}#{}", crate::routes::update_anchor(&update.id)),
        sources: desk.if_read("sources", || source::of_entries(desk, ix, &[place])),
        previous: neighbour(desk, claim, (0..place).rev()),
        next: neighbour(desk, claim, place + 1..claim.updates.len()),
        cite: desk.if_read("cite", || reference::cite(desk, claim, Some(place))),
        linked_data,
    }
}

/// The nearest update before or after that has a page of its own too.
fn neighbour(desk: &Desk<'_>, claim: &Claim, mut order: impl Iterator<Item = usize>) -> Option<Link> {
    let ix = order.find(|&ix| entry::has_page(desk, claim, ix))?;
    let update = claim.update(ix);
    let href = desk.href(&desk.routes().update(&claim.record.id, &update.id));
    Some(Link { label: desk.words().date(&update.published), href })
}
