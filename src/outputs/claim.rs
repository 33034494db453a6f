//! Claim pages, and the month pages of long histories.

use std::sync::Arc;

use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::outputs::calendar::{self, CalendarLink};
use crate::outputs::newest;
use crate::record::claim::{ClaimRecord, UpdateRecord};
use crate::theme::{Value, view};
use crate::tracker::ClaimIx;
use crate::tracker::claim::{Claim, FollowUpOutcome};
use crate::view::cite;
use crate::view::due::{self, DueView};
use crate::view::embed::{self, EmbedView};
use crate::view::entry::{self, Texts};
use crate::view::feed::{self, Feed};
use crate::view::frame::{Article, Dated, Frame, Seat};
use crate::view::history::{self, Group, MonthLink};
use crate::view::item::{
    self, CorrectionView, CriterionView, FollowUpView, MilestoneView, ResponseView, StatementView,
};
use crate::view::link::claim_link;
use crate::view::linked_data;
use crate::view::name;
use crate::view::part::{self, BodyView, DateView, Link, Localised, Named, TitleLink};
use crate::view::reference::{self, CiteView};
use crate::view::row::{self, ClaimRow};
use crate::view::source::{self, SourceView};
use crate::view::timeline::{self, TimelineView};
use crate::view::why::{self, MarkView};

/// `/claims/ID/` and `/claims/ID/2026-02/`.
pub(super) struct ClaimPages;

impl Output for ClaimPages {
    fn id(&self) -> OutputId {
        "claim"
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        let claim = &site.tracker.claims[ix];
        for (lang, language) in site.languages.iter().enumerate() {
            let path = language.routes.claim(&claim.record.id);
            let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| claim_page(desk, sheet, ix);
            let page = Artifact::drawn("claim", lang, path, Basis::Claim(ix), draw)
                .anchors(move |tracker| anchors(&tracker.claims[ix]));
            made.push(page.in_sitemap(newest::of_claim(claim)));
            for (month, entries) in history::months(claim) {
                let path = language.routes.month(&claim.record.id, &month);
                let entries: Arc<[usize]> = entries.into();
                let here = Arc::clone(&entries);
                let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                    month_page(desk, sheet, ix, &month, &entries);
                };
                let page =
                    Artifact::drawn("claim", lang, path, Basis::Claim(ix), draw).anchors(move |tracker| {
                        here.iter().map(|&entry| update_anchor(&tracker.claims[ix], entry)).collect()
                    });
                made.push(page.in_sitemap(newest::of_claim(claim)));
            }
        }
    }
}

fn update_anchor(claim: &Claim, ix: usize) -> Box<str> {
    crate::routes::update_anchor(&claim.update(ix).id).into()
}

fn anchors(claim: &Claim) -> Vec<Box<str>> {
    let record = &claim.record;
    let id = |prefix: &str, id: &str| -> Box<str> { format!("{prefix}-{id}").into() };
    let mut anchors: Vec<Box<str>> = (0..claim.updates.len()).map(|ix| update_anchor(claim, ix)).collect();
    anchors.extend(claim.statements.iter().map(|&ix| id("s", record.statements[ix].id.as_str())));
    anchors.extend(claim.milestones.iter().map(|now| id("m", now.record.id.as_str())));
    anchors.extend(claim.follow_ups.iter().map(|now| id("f", now.record.id.as_str())));
    anchors.extend(record.criteria.iter().map(|criterion| id("p", criterion.id.as_str())));
    anchors.extend(claim.corrections.iter().map(|&ix| id("c", record.corrections[ix].id.as_str())));
    anchors.extend(claim.responses.iter().map(|&ix| id("r", record.responses[ix].id.as_str())));
    let cited = record.citations.iter().chain(record.updates.iter().flat_map(|update| &update.citations));
    anchors.extend(cited.map(|citation| id("src", citation.source.as_str())));
    anchors.extend(["claim", "timeline", "history", "sources", "background"].map(Into::into));
    anchors
}

view! {
    struct ClaimView<'a> {
        page: Frame<'a>,
        id: &'a str,
        title: Localised<'a>,
        topics: Vec<Named>,
        status: Value,
        unsettled: Option<String>,
        why: Localised<'a>,
        marks: Vec<MarkView>,
        claim: Localised<'a>,
        quote: Option<QuoteView<'a>>,
        claimants: Vec<ClaimantView<'a>>,
        made_on: Option<DateView>,
        appearance: Option<Link>,
        maintain: bool,
        condition: Option<Localised<'a>>,
        due: Option<DueView>,
        original_due: Option<DateView>,
        original_basis: &'static str,
        conflict: Vec<Value>,
        first_published: DateView,
        headline_changed: Option<DateView>,
        last_checked: Option<DateView>,
        evidence_as_of: Option<DateView>,
        summary: Option<BodyView<'a>>,
        timeline: Option<TimelineView>,
        calendar: Option<CalendarLink>,
        statements: Vec<StatementView<'a>>,
        criteria: Vec<CriterionView<'a>>,
        milestones: Vec<MilestoneView<'a>>,
        key_events: Vec<Value>,
        follow_ups_open: Vec<FollowUpView<'a>>,
        follow_ups_missed: Vec<FollowUpView<'a>>,
        follow_ups_past: Vec<FollowUpView<'a>>,
        part_of: Option<ClaimRow<'a>>,
        parts: Vec<ClaimRow<'a>>,
        related: Vec<ClaimRow<'a>>,
        explainer: Option<ExplainerView<'a>>,
        entries: usize,
        months: Vec<MonthLink>,
        history: Vec<Group>,
        sources: Vec<SourceView<'a>>,
        corrections: Vec<CorrectionView<'a>>,
        responses: Vec<ResponseView<'a>>,
        dispute: Option<String>,
        edit: Option<String>,
        badge: Option<Link>,
        embed: Option<EmbedView>,
        data: Option<String>,
        feed: Option<String>,
        cite: Option<CiteView>,
        linked_data: Option<String>,
    }
}

view! {
    struct QuoteView<'a> {
        text: &'a str,
        lang: Option<&'a str>,
    }
}

view! {
    struct ClaimantView<'a> {
        name: &'a str,
        role: Option<&'a str>,
        href: Option<String>,
    }
}

view! {
    struct ExplainerView<'a> {
        lead: Option<BodyView<'a>>,
        questions: Vec<QuestionView<'a>>,
    }
}

view! {
    struct QuestionView<'a> {
        question: &'a str,
        answer: Option<BodyView<'a>>,
    }
}

fn claim_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, ix: ClaimIx) {
    let claim = &desk.tracker().claims[ix];
    sheet.expect(claim.record.updates.iter().map(size).sum());
    sheet.template(desk, "claim.html", || view(desk, claim, ix));
}

fn view<'a>(desk: &Desk<'a>, claim: &'a Claim, ix: ClaimIx) -> ClaimView<'a> {
    let record = &*claim.record;
    let written_in = record.lang.as_deref();
    let local = |key: &str, text: &'a str| part::localised(desk, &record.translations, key, text, written_in);
    let title = local("title", &record.title);
    let why = why::sentence(desk, claim);
    let follow_ups = |wanted: &[FollowUpOutcome]| -> Vec<FollowUpView<'a>> {
        let these = claim.follow_ups.iter().filter(|now| wanted.contains(&now.outcome));
        these.map(|now| item::follow_up(desk, claim, now)).collect()
    };
    let long = claim.updates.len() > history::PAGE_LIMIT;
    let shown = desk.site.makes("cite") && desk.reads("linked_data");
    let linked_data = shown.then(|| linked_data::of_claim(desk, ix, &why.text));
    ClaimView {
        page: frame(desk, ix, title.text.to_string(), why.text.to_string()),
        id: record.id.as_str(),
        title,
        topics: topics(desk, record),
        status: part::status(desk, &claim.headline().status),
        unsettled: why::unsettled(desk, claim),
        why,
        marks: desk.if_read("marks", || marks(desk, claim)),
        claim: local("claim", &record.claim),
        quote: record.quote.as_deref().map(|text| QuoteView { text, lang: record.quote_lang.as_deref() }),
        claimants: claimants(desk, claim),
        made_on: record.made_on.as_ref().map(|date| part::date(desk, date)),
        appearance: record.appearance.as_ref().and_then(|id| item::source_link(desk, claim, id.as_str())),
        maintain: record.kind == crate::record::claim::ClaimKind::Maintain,
        condition: record.completion_condition.as_deref().map(|text| local("completion_condition", text)),
        due: due::due(desk, claim),
        original_due: record.completion_due.as_ref().map(|date| part::date(desk, date)),
        original_basis: record.due_basis.word(),
        conflict: desk.if_read("conflict", || why::conflict(desk, claim)),
        first_published: part::date(desk, &claim.dates.first_published),
        headline_changed: claim.dates.headline_changed.as_ref().map(|date| part::date(desk, date)),
        last_checked: claim.dates.last_checked.as_ref().map(|date| part::date(desk, date)),
        evidence_as_of: claim.dates.evidence_as_of.as_ref().map(|date| part::date(desk, date)),
        summary: desk.if_read("summary", || summary(desk, claim)),
        timeline: desk.if_read("timeline", || Some(timeline::timeline(desk, claim))),
        calendar: desk.if_read("calendar", || calendar::link(desk, calendar::Of::Claim(ix))),
        statements: desk.if_read("statements", || item::statements(desk, claim)),
        criteria: desk.if_read("criteria", || item::criteria(desk, claim)),
        milestones: desk.if_read("milestones", || item::milestones(desk, claim)),
        key_events: desk.if_read("key_events", || if long { key_events(desk, claim) } else { Vec::new() }),
        follow_ups_open: follow_ups(&[FollowUpOutcome::Next]),
        follow_ups_missed: follow_ups(&[FollowUpOutcome::Missed]),
        follow_ups_past: follow_ups(&[FollowUpOutcome::Answered, FollowUpOutcome::Dropped]),
        part_of: claim.part_of.map(|parent| row::row(desk, parent)),
        parts: claim.parts.iter().map(|&part| row::row(desk, part)).collect(),
        related: desk
            .if_read("related", || claim.related.iter().map(|&other| row::row(desk, other)).collect()),
        explainer: desk.if_read("explainer", || explainer(desk, claim)),
        entries: claim.updates.len(),
        months: desk.if_read("months", || history::month_links(desk, claim)),
        history: desk.if_read("history", || history::history(desk, claim)),
        sources: desk.if_read("sources", || source::of_claim(desk, ix)),
        corrections: desk.if_read("corrections", || corrections(desk, claim, ix)),
        responses: desk.if_read("responses", || item::responses(desk, claim)),
        dispute: crate::view::frame::dispute(desk, claim, None),
        edit: crate::view::frame::edit_link(desk, record.file.as_str()),
        badge: embed::badge(desk, claim),
        embed: desk.if_read("embed", || embed::embed(desk, claim)),
        data: desk.site.makes("data").then(|| desk.href(&crate::routes::claim_json(&record.id))),
        feed: feed::link(desk, Feed::Claim(ix)),
        cite: desk.if_read("cite", || reference::cite(desk, claim, None)),
        linked_data,
    }
}

fn frame<'a>(desk: &Desk<'a>, ix: ClaimIx, title: String, description: String) -> Frame<'a> {
    let claim = &desk.tracker().claims[ix];
    let open = desk.config().status(claim.headline().status.as_str()).is_none_or(|status| !status.terminal);
    let address = |routes: &crate::routes::Routes| routes.claim(&claim.record.id);
    let dated = if open { Dated::Yes } else { Dated::No };
    let mut frame = Frame::new(desk, Seat { title, description, address: &address, dated });
    frame.draft = claim.draft;
    frame.follow(desk, Feed::Claim(ix));
    frame.show(desk, claim, Article::of(claim));
    frame.checked = claim.dates.last_checked.as_ref().filter(|_| !open).map(|date| desk.words().date(date));
    frame
}

fn marks(desk: &Desk<'_>, claim: &Claim) -> Vec<MarkView> {
    why::marks(desk, claim).into_iter().filter(|mark| mark.key != "unsettled").collect()
}

fn topics(desk: &Desk<'_>, record: &ClaimRecord) -> Vec<Named> {
    let config = desk.config();
    let declared =
        record.topics.iter().filter_map(|id| config.topics.iter().find(|topic| topic.id.value == id.value));
    declared
        .map(|topic| {
            let label = name::topic_title(desk, topic).to_owned();
            part::named(desk, label, "list", &desk.routes().topic(&topic.id, 1))
        })
        .collect()
}

fn claimants<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Vec<ClaimantView<'a>> {
    let made = claim.record.made_on.as_ref().map_or(&claim.published, |made| &made.value);
    let one = |&ix: &usize| {
        let person = &desk.tracker().people[ix].record;
        // The office held when the claim was made, not the one held today.
        let role = person.roles.iter().position(|role| {
            let begun = role.from.as_ref().is_none_or(|from| from.earliest() <= made.earliest());
            let over = role.to.as_ref().is_some_and(|to| to.end() <= made.earliest());
            begun && !over
        });
        let title = |place: usize| {
            let key = format!("roles.{place}.title");
            part::plain(desk, &person.translations, &key, &person.roles[place].title)
        };
        let href = desk.site.makes("list").then(|| desk.href(&desk.routes().claimant(&person.id, 1)));
        ClaimantView { name: name::person_name(desk, ix), role: role.map(title), href }
    };
    claim.claimants.iter().map(one).collect()
}

fn summary<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Option<BodyView<'a>> {
    let record = &*claim.record;
    let translated =
        part::in_language(desk, &record.translations).and_then(|translation| translation.body.as_ref());
    let number = |id: &str| cite::number(desk, claim, id);
    part::body(desk, &record.summary, translated, record.lang.as_deref(), "summary-", &number)
}

fn key_events<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Vec<Value> {
    let keys = (0..claim.updates.len()).rev().filter(|&ix| entry::is_key(claim, ix));
    keys.map(|ix| entry::shown(desk, claim, ix, Texts::OnMonthPages)).collect()
}

fn explainer<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Option<ExplainerView<'a>> {
    let record = &*claim.record;
    let translated =
        part::in_language(desk, &record.translations).and_then(|translation| translation.explainer.as_ref());
    let (explainer, lang) = match translated {
        Some(explainer) => (explainer, Some(&*desk.lang.code)),
        None => (&record.explainer, record.lang.as_deref()),
    };
    if explainer.lead.is_none() && explainer.questions.is_empty() {
        return None;
    }
    let number = |id: &str| cite::number(desk, claim, id);
    let body = |text: &'a crate::record::text::Text, place: usize| {
        part::body_below(
            desk,
            if place == 0 { 2 } else { 3 },
            text,
            None,
            lang,
            &format!("q{place}-"),
            &number,
        )
    };
    let questions = explainer.questions.iter().enumerate();
    Some(ExplainerView {
        lead: explainer.lead.as_ref().and_then(|lead| body(lead, 0)),
        questions: questions
            .map(|(place, q)| QuestionView { question: &q.question, answer: body(&q.answer, place + 1) })
            .collect(),
    })
}

fn corrections<'a>(desk: &Desk<'a>, claim: &Claim, ix: ClaimIx) -> Vec<CorrectionView<'a>> {
    if claim.corrections.is_empty()
        && claim.updates.iter().all(|update| update.standing == crate::tracker::claim::Standing::Stands)
    {
        return Vec::new();
    }
    let of_this = desk.tracker().corrections.iter().filter(|entry| entry.claim == ix);
    of_this.map(|entry| item::correction(desk, entry)).collect()
}

view! {
    struct MonthView<'a> {
        page: Frame<'a>,
        claim: TitleLink<'a>,
        name: String,
        months: Vec<MonthLink>,
        entries: Vec<Value>,
        sources: Vec<SourceView<'a>>,
    }
}

/// About as many bytes as an update takes on a page, rather more than less.
fn size(update: &UpdateRecord) -> usize {
    2 * update.body.length as usize + 1024
}

fn month_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, ix: ClaimIx, month: &str, entries: &[usize]) {
    sheet.template(desk, "month.html", || month_view(desk, ix, month, entries));
}

fn month_view<'a>(desk: &Desk<'a>, ix: ClaimIx, month: &str, entries: &[usize]) -> MonthView<'a> {
    let claim = &desk.tracker().claims[ix];
    let record = &*claim.record;
    let name = history::month_name(desk, month);
    let title = part::plain(desk, &record.translations, "title", &record.title);
    let address = |routes: &crate::routes::Routes| routes.month(&record.id, month);
    let full = desk.fill("month.title", &[("title", &title), ("month", &name)]);
    let seat = Seat { title: full.clone(), description: full, address: &address, dated: Dated::No };
    let mut page = Frame::new(desk, seat);
    page.draft = claim.draft;
    page.follow(desk, Feed::Claim(ix));
    page.show(desk, claim, Article::of(claim));
    MonthView {
        page,
        claim: claim_link(desk, claim),
        sources: desk.if_read("sources", || source::of_entries(desk, ix, entries)),
        months: desk.if_read("months", || history::month_links(desk, claim)),
        entries: entries.iter().map(|&entry| entry::shown(desk, claim, entry, Texts::Here)).collect(),
        name,
    }
}
