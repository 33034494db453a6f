//! `/claims/rows.json`, all claims in little space, and what the script of lists (`list.js` of the theme) needs to
//! find it. The file is for that script: it says of a claim what a line of a list shows, and may change with it.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::date::PartialDate;
use crate::output::{Artifact, Basis, Content, Desk, Sheet, Site};
use crate::outputs::list::{ID, TEMPLATE, scope::Scope};
use crate::record::party::SourceKind;
use crate::routes::LinkStyle;
use crate::theme::view;
use crate::tracker::ClaimIx;
use crate::tracker::claim::Claim;
use crate::view::part;
use crate::view::{name, why};

/// Longer lists can be searched in place.
const FEW: usize = 5;

/// Whether the site has the file: where the theme's lists can be searched.
pub(super) fn are_read(site: &Site) -> bool {
    site.config().list_settings().filter && site.theme.reads(TEMPLATE).has("filter")
}

/// The file of a language.
pub(super) fn file(site: &Site, lang: usize) -> Artifact {
    let path = site.languages[lang].routes.claim_rows();
    let basis = Basis::of(|site| site.prints.all());
    Artifact::made(ID, lang, path, basis, Content::Long(Arc::new(draw)))
}

view! {
    /// What the script needs that searches a list in place.
    pub(super) struct FilterView {
        /// The file of all claims.
        rows: String,
        /// The address of a claim's page, with `{id}` in place of its id.
        claim: String,
        /// By what the list is narrowed: `topic`, `claimant`, `status`, `kind`, `year`; empty for all claims.
        by: &'static str,
        /// The topic, claimant … that it is narrowed to.
        only: String,
    }
}

/// What the script needs on the first page of a list of so many claims; nothing where there is little to search.
pub(super) fn filter(desk: &Desk<'_>, scope: &Scope, page: usize, claims: usize) -> Option<FilterView> {
    let site = desk.site;
    if page > 1 || claims <= FEW || !site.makes(ID) || !are_read(site) {
        return None;
    }
    let (by, only) = match scope {
        Scope::All => ("", String::new()),
        Scope::Topic(ix) => ("topic", site.tracker.topics[*ix].topic.id.to_string()),
        Scope::Claimant(ix) => ("claimant", site.tracker.people[*ix].record.id.to_string()),
        Scope::Status(id) => ("status", id.to_string()),
        Scope::SourceKind(kind) => ("kind", kind.word().to_owned()),
        Scope::Year(year) => ("year", year.map_or_else(|| "undated".to_owned(), |year| year.to_string())),
    };
    let index = if site.links == LinkStyle::Files { "index.html" } else { "" };
    let claim = format!("{}{{id}}/{index}", desk.folder_href(&desk.routes().claims(1)));
    Some(FilterView { rows: desk.href(&desk.routes().claim_rows()), claim, by, only })
}

fn draw(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let tracker = desk.tracker();
    let statuses =
        desk.config().vocabulary().map(|status| (status.id.as_str(), status.label(&desk.lang.code)));
    let statuses: Vec<(&str, &str)> = statuses.collect();
    let topics = tracker.topics.iter().map(|entry| &entry.topic);
    let topics = topics.map(|topic| (topic.id.as_str(), name::topic_title(desk, topic)));
    let people = tracker.people.iter().enumerate();
    let people = people.map(|(ix, entry)| (entry.record.id.as_str(), name::person_name(desk, ix)));
    let kinds = SourceKind::ALL.iter().map(|(kind, word)| (*word, Scope::SourceKind(*kind).label(desk)));
    sheet.text("{\"statuses\":");
    sheet.compact_json(&statuses);
    sheet.text(",\n\"topics\":");
    sheet.compact_json(&topics.collect::<Vec<_>>());
    sheet.text(",\n\"claimants\":");
    sheet.compact_json(&people.collect::<Vec<_>>());
    sheet.text(",\n\"kinds\":");
    sheet.compact_json(&kinds.collect::<Vec<_>>());
    sheet.text(",\n\"undated\":");
    sheet.compact_json(&desk.say("years.undated"));
    sheet.text(",\n\"claims\":[");
    let places = statuses.iter().enumerate().map(|(place, (id, _))| (*id, place));
    let places: FxHashMap<&str, usize> = places.collect();
    for ix in 0..tracker.claims.len() {
        sheet.text(if ix == 0 { "\n" } else { ",\n" });
        row(desk, sheet, ix, &places);
        sheet.hand_on();
    }
    sheet.text("\n]}\n");
}

/// A claim as a list of values, in the order in which `list.js` takes them.
fn row(desk: &Desk<'_>, sheet: &mut Sheet<'_>, ix: ClaimIx, statuses: &FxHashMap<&str, usize>) {
    let claim = &*desk.tracker().claims[ix];
    let record = &*claim.record;
    let title = part::localised(desk, &record.translations, "title", &record.title, record.lang.as_deref());
    let why = why::sentence(desk, claim);
    let marks: Vec<_> = why::marks(desk, claim).into_iter().map(|mark| (mark.key, mark.text)).collect();
    let date = |date: &PartialDate| {
        let date = part::date(desk, date);
        (date.short, date.machine)
    };
    sheet.compact_json(&(
        record.id.as_str(),
        (&title.text, title.lang),
        (&why.text, why.lang),
        statuses.get(claim.headline().status.as_str()),
        &claim.topics,
        &claim.claimants,
        claim.year_made(),
        kinds(desk, claim),
        claim.due.as_ref().map(|due| (date(&due.date), due.basis.word())),
        claim.dates.last_checked.as_ref().map(date),
        marks,
        u8::from(claim.draft),
    ));
}

/// Places of the kinds of sources that a claim cites, in the order of the words.
fn kinds(desk: &Desk<'_>, claim: &Claim) -> Vec<usize> {
    let cited = claim.sources.iter().filter_map(|&ix| desk.tracker().sources[ix].record.kind);
    let cited: FxHashSet<SourceKind> = cited.collect();
    let kinds = SourceKind::ALL.iter().enumerate();
    kinds.filter(|(_, (kind, _))| cited.contains(kind)).map(|(place, _)| place).collect()
}
