//! The updates of a claim, newest first, with long rows of equal machine readings folded into one line.

use crate::output::Desk;
use crate::record::claim::Method;
use crate::theme::{Value, view};
use crate::tracker::claim::{Claim, Standing};
use crate::view::entry::{self, Texts};
use crate::view::part::DateView;

/// More updates than this go to month pages.
pub const PAGE_LIMIT: usize = 100;

/// As many equal readings in a row are folded into one line.
const FOLD: usize = 3;

view! {
    /// One line of a claim's history.
    #[derive(Debug)]
    pub struct Group {
        /// The readings' status; `None` where the group is one note or one that does not count.
        pub status: Option<Value>,
        /// The first reading of several.
        pub from: Option<DateView>,
        /// The last reading of several.
        pub to: Option<DateView>,
        /// The span in words: `7–13 February 2026`.
        pub span: String,
        /// The readings, newest first; one of them is shown whole.
        pub entries: Vec<Value>,
    }
}

/// The history of a claim, newest first.
pub fn history<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Vec<Group> {
    let texts = if claim.updates.len() > PAGE_LIMIT { Texts::OnMonthPages } else { Texts::Here };
    let mut groups = Vec::new();
    let mut end = claim.updates.len();
    while end > 0 {
        let start = fold_start(claim, end);
        if end - start >= FOLD {
            groups.push(group(desk, claim, start, end, texts));
        } else {
            groups.extend((start..end).rev().map(|ix| group(desk, claim, ix, ix + 1, texts)));
        }
        end = start;
    }
    groups
}

/// Where the row of equal machine readings that ends before `end` begins.
fn fold_start(claim: &Claim, end: usize) -> usize {
    let last = end - 1;
    let folds = |ix: usize| {
        let (update, record) = (claim.updates[ix], claim.update(ix));
        let plain = update.standing == Standing::Stands && !update.future && !record.key;
        (plain && record.method != Method::Human).then_some(update.run).flatten()
    };
    let Some(run) = folds(last) else { return last };
    (0..last).rev().take_while(|&ix| folds(ix) == Some(run)).last().unwrap_or(last)
}

fn group<'a>(desk: &Desk<'a>, claim: &'a Claim, start: usize, end: usize, texts: Texts) -> Group {
    let entries = (start..end).rev().map(|ix| entry::shown(desk, claim, ix, texts)).collect();
    let (first, last) = (&claim.update(start).published, &claim.update(end - 1).published);
    let several = end - start > 1;
    Group {
        status: entry::status(desk, claim, end - 1),
        from: several.then(|| crate::view::part::date(desk, first)),
        to: several.then(|| crate::view::part::date(desk, last)),
        span: desk.if_read("span", || {
            if several { desk.words().span(first, last) } else { desk.words().date(last) }
        }),
        entries,
    }
}

view! {
    /// The months of a long history, newest first: `2026-02`, with its name, entries and link.
    #[derive(Debug)]
    pub struct MonthLink {
        /// `February 2026`
        pub label: String,
        /// Its page.
        pub href: String,
        /// How many entries it has.
        pub entries: usize,
    }
}

/// Month pages of a long history, newest first; none for a short one.
pub fn months(claim: &Claim) -> Vec<(String, Vec<usize>)> {
    if claim.updates.len() <= PAGE_LIMIT {
        return Vec::new();
    }
    let mut months: Vec<(String, Vec<usize>)> = Vec::new();
    let mut known = Vec::new();
    for ix in (0..claim.updates.len()).rev() {
        let update = claim.update(ix);
        let parts = update.published.parts();
        let month = (parts.year, parts.month);
        // In order but for offsets that differ, so that the month is nearly always the last one.
        if let Some(place) = known.iter().rposition(|known| *known == month) {
            months[place].1.push(ix);
        } else {
            known.push(month);
            months.push((entry::month_of(update), vec![ix]));
        }
    }
    months
}

/// Links to the month pages of a long history.
pub fn month_links(desk: &Desk<'_>, claim: &Claim) -> Vec<MonthLink> {
    let link = |(month, entries): (String, Vec<usize>)| MonthLink {
        label: month_name(desk, &month),
        href: desk.href(&desk.routes().month(&claim.record.id, &month)),
        entries: entries.len(),
    };
    months(claim).into_iter().map(link).collect()
}

/// `2026-02` in words.
pub fn month_name(desk: &Desk<'_>, month: &str) -> String {
    let parsed = crate::date::PartialDate::parse(month, desk.config().timezone);
    parsed.map_or_else(|_| month.to_owned(), |reading| desk.words().date(&reading.date))
}
