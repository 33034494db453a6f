//! `/search/` for people: a field with what narrows and sorts, and the lists, which are there without script too.

use std::collections::BTreeMap;

use crate::output::{Desk, Sheet};
use crate::outputs::list::{self, CountView};
use crate::routes::{self, SitePath};
use crate::theme::view;
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::name;

view! {
    struct SearchView<'a> {
        page: Frame<'a>,
        title: String,
        /// What leads to the files that are searched; `None` where there is nothing to search.
        index: Option<String>,
        /// What searches.
        script: String,
        /// How many claims have each status.
        counts: Vec<CountView>,
        topics: Vec<Choice<'a>>,
        claimants: Vec<Choice<'a>>,
        /// In which claims were made, the latest first.
        years: Vec<Year>,
        /// Every claim, where this build lists them.
        all_claims: Option<String>,
        /// The list of topics.
        all_topics: Option<String>,
        /// The list of claimants.
        all_claimants: Option<String>,
        /// The list of years.
        all_years: Option<String>,
    }
}

view! {
    /// A year in which claims were made.
    struct Year {
        /// As it is written.
        label: String,
        /// Its list, where this build has it.
        href: Option<String>,
        /// How many claims.
        count: usize,
    }
}

view! {
    /// Something that claims are narrowed to.
    struct Choice<'a> {
        /// Its id.
        id: &'a str,
        /// Its name.
        label: &'a str,
        /// Its list, where this build has it.
        href: Option<String>,
        /// How many claims.
        count: usize,
    }
}

/// Draws the page.
pub(super) fn draw(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    sheet.template(desk, "search.html", || view(desk));
}

fn view<'a>(desk: &Desk<'a>) -> SearchView<'a> {
    let title = desk.say("search.title");
    let (tracker, routes) = (desk.tracker(), desk.routes());
    let seat = Seat {
        title: title.clone(),
        description: desk.say("search.lead"),
        address: &|routes| routes.search(),
        dated: Dated::No,
    };
    let lists = desk.site.makes("list");
    SearchView {
        page: Frame::new(desk, seat),
        title,
        index: (!tracker.claims.is_empty()).then(|| desk.folder_href(&routes.search_index(""))),
        script: desk.href(&routes::asset("search.js")),
        counts: list::counts(desk, None),
        topics: topics(desk),
        claimants: claimants(desk),
        years: years(desk),
        all_claims: lists.then(|| desk.href(&routes.claims(1))),
        all_topics: lists.then(|| desk.href(&routes.topics())),
        all_claimants: lists.then(|| desk.href(&routes.claimants())),
        all_years: has_years(desk).then(|| desk.href(&routes.years())),
    }
}

fn has_years(desk: &Desk<'_>) -> bool {
    desk.site.makes("list") && desk.config().list_settings().years
}

/// Years in which claims were made, the latest first.
fn years(desk: &Desk<'_>) -> Vec<Year> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for year in desk.tracker().claims.iter().filter_map(|claim| claim.year_made()) {
        *counts.entry(year).or_default() += 1;
    }
    let year = |(year, count): (i32, usize)| Year {
        label: year.to_string(),
        href: has_years(desk).then(|| desk.href(&desk.routes().year(Some(year), 1))),
        count,
    };
    counts.into_iter().rev().map(year).collect()
}

/// Topics that claims have, in the order of the settings.
fn topics<'a>(desk: &Desk<'a>) -> Vec<Choice<'a>> {
    let topics = desk.tracker().topics.iter().filter(|entry| !entry.claims.is_empty());
    topics
        .map(|entry| Choice {
            id: entry.topic.id.value.as_str(),
            label: name::topic_title(desk, &entry.topic),
            href: listed(desk, &desk.routes().topic(&entry.topic.id.value, 1)),
            count: entry.claims.len(),
        })
        .collect()
}

/// Claimants of claims, in the order of their records.
fn claimants<'a>(desk: &Desk<'a>) -> Vec<Choice<'a>> {
    let people = desk.tracker().people.iter().enumerate().filter(|(_, person)| !person.claims.is_empty());
    people
        .map(|(ix, person)| Choice {
            id: person.record.id.as_str(),
            label: name::person_name(desk, ix),
            href: listed(desk, &desk.routes().claimant(&person.record.id, 1)),
            count: person.claims.len(),
        })
        .collect()
}

fn listed(desk: &Desk<'_>, list: &SitePath) -> Option<String> {
    desk.site.makes("list").then(|| desk.href(list))
}
