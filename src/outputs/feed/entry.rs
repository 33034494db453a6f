//! How one thing that happened reads in a feed. Every feed that tells it tells the same.
//!
//! An entry says what was true when it happened: what became of a reading later is an entry of its own, so that
//! entries do not change by what comes after them, unless they are themselves corrected or taken back.

use super::content::{self, Html};
use super::identity;
use super::items::{Item, What, makes_headline};
use super::time::rfc3339;
use crate::output::Desk;
use crate::record::id::StatusId;
use crate::tracker::claim::{Claim, Standing};
use crate::tracker::index::{CorrectionEntry, CorrectionOf};
use crate::view::history::PAGE_LIMIT;
use crate::view::part::{self, BodyView};
use crate::view::{cite, entry, item, name};

/// An entry, as both forms write it.
pub(super) struct Entry<'a> {
    /// Its name, for good.
    pub(super) id: String,
    /// Where it stands on the site.
    pub(super) url: String,
    pub(super) title: String,
    /// RFC 3339.
    pub(super) published: String,
    /// RFC 3339.
    pub(super) updated: String,
    /// Who wrote it, where that is told.
    pub(super) author: Option<&'a str>,
    /// One sentence, where the editors wrote one.
    pub(super) summary: Option<String>,
    pub(super) categories: Vec<Category<'a>>,
    /// HTML.
    pub(super) content: String,
}

/// A word that entries are sorted by.
pub(super) struct Category<'a> {
    /// `topics`, `status`, `claimants`
    pub(super) scheme: &'static str,
    pub(super) term: &'a str,
    pub(super) label: &'a str,
}

/// What differs between the kinds of entries.
struct Told<'a> {
    title: String,
    author: Option<&'a str>,
    summary: Option<String>,
    status: Option<&'a StatusId>,
    content: Html,
}

/// An item as an entry.
pub(super) fn entry<'a>(desk: &Desk<'a>, item: Item) -> Entry<'a> {
    let claim = &*desk.tracker().claims[item.claim.ix()];
    let zone = desk.config().timezone;
    let Told { title, author, summary, status, mut content } = match item.what {
        What::Arrival => arrival(desk, claim),
        What::Update(_) => update(desk, claim, item),
        _ => correction(desk, claim, item),
    };
    let url = content::place(desk, claim, identity::anchor(claim, item).as_deref());
    content.markup("<p>").link(&url, &desk.say("feed.on_record")).markup("</p>\n");
    let future = matches!(item.what, What::Update(ix) if claim.updates[ix.ix()].future);
    Entry {
        id: identity::of_item(desk, claim, item),
        url,
        title: if claim.draft || future { desk.fill("feed.draft", &[("title", &title)]) } else { title },
        published: rfc3339(item.at, zone),
        updated: rfc3339(item.updated(desk.tracker()), zone),
        author,
        summary,
        categories: categories(desk, claim, status),
        content: content.into_text(&desk.lang.code),
    }
}

fn categories<'a>(desk: &Desk<'a>, claim: &'a Claim, status: Option<&'a StatusId>) -> Vec<Category<'a>> {
    let tracker = desk.tracker();
    let topics = claim.topics.iter().map(|&ix| {
        let topic = &tracker.topics[ix].topic;
        Category { scheme: "topics", term: topic.id.as_str(), label: name::topic_title(desk, topic) }
    });
    let status = status.map(|id| Category {
        scheme: "status",
        term: desk.config().status(id.as_str()).map_or(id, |status| &status.id).as_str(),
        label: part::status_label(desk, id),
    });
    let claimants = claim.claimants.iter().map(|&ix| Category {
        scheme: "claimants",
        term: tracker.people[ix].record.id.as_str(),
        label: name::person_name(desk, ix),
    });
    topics.chain(status).chain(claimants).collect()
}

fn title<'a>(desk: &Desk<'a>, claim: &'a Claim) -> &'a str {
    part::plain(desk, &claim.record.translations, "title", &claim.record.title)
}

/// The claim itself: what was promised, by whom, and by when, as it was at first.
fn arrival<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Told<'a> {
    let record = &*claim.record;
    let mut html = Html::default();
    let claimants = claim.claimants.iter().map(|&ix| name::person_name(desk, ix));
    let by = [desk.say("claim.made_by"), claimants.collect::<Vec<_>>().join(", ")].join(" ");
    html.labelled(&desk.say("claim.in_our_words"), &name::local(desk, claim, "claim", &record.claim));
    if let Some(quote) = &record.quote {
        html.element("blockquote", record.quote_lang.as_deref(), quote).markup("\n");
    }
    html.markup("<p>").text(&by);
    if let Some(made) = &record.made_on {
        html.markup(" · ").text(&desk.words().date(made));
    }
    html.markup("</p>\n");
    if let Some(condition) = &record.completion_condition {
        let maintain = record.kind == crate::record::claim::ClaimKind::Maintain;
        let label = desk.say(if maintain { "claim.kept_when" } else { "claim.done_when" });
        html.labelled(&label, &name::local(desk, claim, "completion_condition", condition));
    }
    if let Some(due) = &record.completion_due {
        let basis = desk.say(&format!("due.{}", record.due_basis.word()));
        html.markup("<p>").element("strong", None, &basis).markup(": ");
        html.text(&desk.words().date(due)).markup("</p>\n");
    }
    if let Some(headline) = content::headline(desk, claim, What::Arrival) {
        html.element("p", None, &headline).markup("\n");
    }
    let translated =
        part::in_language(desk, &record.translations).and_then(|translation| translation.body.as_ref());
    let page = desk.href(&desk.routes().claim(&record.id));
    html.body(body(desk, claim, &page, "summary-", &record.summary, translated).as_ref());
    Told {
        title: desk.fill("feed.arrived", &[("title", &title(desk, claim))]),
        author: None,
        summary: None,
        status: None,
        content: html,
    }
}

fn update<'a>(desk: &Desk<'a>, claim: &'a Claim, item: Item) -> Told<'a> {
    let What::Update(slot) = item.what else { return correction(desk, claim, item) };
    let record = claim.update(slot);
    let standing = claim.updates[slot.ix()].standing;
    let removed = standing == Standing::Removed;
    let status = record.status.as_ref().filter(|_| !removed).map(|status| &status.value);
    let mut html = Html::default();
    html.markup("<p>");
    if let Some(status) = status {
        let says = desk.fill("feed.says", &[("status", &part::status_label(desk, status))]);
        html.element("strong", None, &says).markup(" ");
    }
    html.text(&content::headline(desk, claim, item.what).filter(|_| !removed).unwrap_or_default());
    html.markup("</p>\n");
    withdrawal(&mut html, desk, claim, slot.ix());
    // Of what was taken down only the place, the date and the reason are kept.
    let summary = record.summary.as_ref().filter(|_| !removed).map(|summary| {
        part::localised(desk, &record.translations, "summary", summary, claim.record.lang.as_deref())
    });
    if !removed {
        if let Some(summary) = &summary {
            html.said("p", summary).markup("\n");
        }
        html.body(text(desk, claim, slot.ix()).as_ref());
        html.list(&entry::sets(desk, claim, record));
        html.labelled(
            &desk.say("claim.in_our_words"),
            &name::local(desk, claim, "claim", &claim.record.claim),
        );
        content::sources(&mut html, desk, item.claim.ix(), slot);
        html.element("p", None, &byline(desk, claim, slot.ix())).markup("\n");
    }
    for correction in entry::corrections(desk, claim, record) {
        html.markup("<p>").link(&correction.href, &correction.label).markup("</p>\n");
    }
    Told {
        title: update_title(desk, claim, item, status),
        author: record.author.as_deref().filter(|_| !removed),
        summary: summary.map(|summary| summary.text.into_owned()),
        status,
        content: html,
    }
}

fn update_title<'a>(desk: &Desk<'a>, claim: &'a Claim, item: Item, status: Option<&StatusId>) -> String {
    let title = title(desk, claim);
    let What::Update(slot) = item.what else { return title.to_owned() };
    let now = claim.updates[slot.ix()];
    let headline = &claim.headlines[now.headline.ix()];
    let before = now.headline.ix().checked_sub(1).map(|ix| &claim.headlines[ix]);
    let before = before.filter(|before| before.since.is_some() && makes_headline(claim, slot));
    let say = |key: &str| desk.fill(key, &[("title", &title)]);
    let label = |id| part::status_label(desk, id);
    match (now.standing, status) {
        (Standing::Removed, _) => say("feed.removed"),
        (Standing::Retracted, _) => say("feed.retracted"),
        (Standing::Stands, None) => say("feed.note"),
        (Standing::Stands, Some(status)) => match before {
            Some(before) => desk.fill(
                "feed.changed",
                &[("title", &title), ("status", &label(status)), ("from", &label(&before.status))],
            ),
            None if headline.status == *status => {
                desk.fill("feed.reading", &[("title", &title), ("status", &label(status))])
            }
            None => desk.fill(
                "feed.reported",
                &[("title", &title), ("status", &label(status)), ("headline", &label(&headline.status))],
            ),
        },
    }
}

/// When and why an update was taken back or taken down.
fn withdrawal<'a>(html: &mut Html, desk: &Desk<'a>, claim: &'a Claim, ix: usize) {
    let record = claim.update(ix);
    let (key, withdrawal) = match claim.updates[ix].standing {
        Standing::Stands => return,
        Standing::Retracted => ("retracted", &record.retracted),
        Standing::Removed => ("removed", &record.removed),
    };
    let Some(withdrawal) = withdrawal else { return };
    let date = desk.words().date(&withdrawal.date);
    let why = part::localised(desk, &record.translations, &format!("{key}.why"), &withdrawal.why, None);
    html.markup("<p>").element("strong", None, &desk.fill(&format!("entry.{key}"), &[("date", &date)]));
    html.markup(" ").said("span", &why).markup("</p>\n");
}

/// Who read and wrote, and what it rests on.
fn byline(desk: &Desk<'_>, claim: &Claim, ix: usize) -> String {
    let record = claim.update(ix);
    let mut parts = vec![entry::byline(desk, record)];
    let dates = [("entry.as_of", &record.as_of), ("entry.happened", &record.happened_on)];
    for (key, date) in dates {
        let date = date.as_ref().map(|date| desk.words().date(date));
        parts.extend(date.map(|date| desk.fill(key, &[("date", &date)])));
    }
    parts.join(" · ")
}

/// The text of an update. Its links to places of its page lead to the page that has it whole.
fn text<'a>(desk: &Desk<'a>, claim: &'a Claim, ix: usize) -> Option<BodyView<'a>> {
    let (record, routes) = (claim.update(ix), desk.routes());
    let page = if claim.updates.len() > PAGE_LIMIT {
        desk.href(&routes.month(&claim.record.id, &entry::month_of(record)))
    } else {
        desk.href(&routes.claim(&claim.record.id))
    };
    let translated =
        part::in_language(desk, &record.translations).and_then(|translation| translation.body.as_ref());
    body(desk, claim, &page, &format!("u-{}-", record.id), &record.body, translated)
}

fn body<'a>(
    desk: &Desk<'a>,
    claim: &'a Claim,
    page: &str,
    prefix: &str,
    original: &'a crate::record::text::Text,
    translated: Option<&'a crate::record::text::Text>,
) -> Option<BodyView<'a>> {
    let (text, lang) = match translated {
        Some(text) => (text, None),
        None => (original, part::foreign(desk, claim.record.lang.as_deref())),
    };
    let number = |id: &str| cite::number(desk, claim, id);
    (!text.is_blank()).then(|| BodyView { html: desk.html_away(page, 2, text, prefix, &number), lang })
}

/// What was corrected, taken back or taken down, and what that did to the headline.
fn correction<'a>(desk: &Desk<'a>, claim: &'a Claim, item: Item) -> Told<'a> {
    let record = &*claim.record;
    let (kind, date) = match item.what {
        What::Correction(ix) => (CorrectionOf::Correction(ix.ix()), Some(&record.corrections[ix.ix()].date)),
        What::Removal(ix) => {
            (CorrectionOf::Removal(ix.ix()), claim.update(ix).removed.as_ref().map(|removed| &removed.date))
        }
        What::Retraction(ix) | What::Update(ix) => (
            CorrectionOf::Retraction(ix.ix()),
            claim.update(ix).retracted.as_ref().map(|retracted| &retracted.date),
        ),
        What::Arrival => return arrival(desk, claim),
    };
    let date = date.map_or(&claim.published, |date| &date.value).clone();
    let told = item::correction(desk, &CorrectionEntry { claim: item.claim.ix(), date, kind });
    let mut html = Html::default();
    html.markup("<p>").element("strong", None, &told.kind_label);
    html.markup(" · ").text(&told.date.long);
    if let Some(update) = &told.update {
        let label = desk.fill("correction.of_update", &[("date", &update.label)]);
        html.markup(" · ").link(&update.href, &label);
    }
    html.markup("</p>\n").said("p", &told.what).markup("\n");
    for (key, text) in [("correction.was", &told.was), ("correction.now", &told.now)] {
        if let Some(text) = text {
            html.labelled(&desk.say(key), text);
        }
    }
    if let Some(why) = &told.why {
        html.said("p", why).markup("\n");
    }
    if let Some(headline) = content::headline(desk, claim, item.what) {
        html.element("p", None, &headline).markup("\n");
    }
    Told {
        title: desk.fill("feed.correction", &[("title", &title(desk, claim)), ("kind", &told.kind_label)]),
        author: None,
        summary: Some(told.what.text.into_owned()),
        status: None,
        content: html,
    }
}
