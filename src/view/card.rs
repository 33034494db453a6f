//! Cards: what the picture beside a link says, and what pages tell of it.

use std::hash::Hash as _;

use crate::date::PartialDate;
use crate::drawing::card::{About, Card, ClaimCard};
use crate::output::{Desk, OutputId, Site};
use crate::record::claim::DueBasis;
use crate::record::id::StatusId;
use crate::record::site::Status;
use crate::record::text::{Feed, Hash};
use crate::record::translation::Translation;
use crate::theme::view;
use crate::tracker::ClaimIx;
use crate::tracker::claim::{Claim, Unsettled};
use crate::view::part;

/// The id of the output that draws them.
pub const ID: OutputId = "card";

/// What the card of a claim shows of its records, in one language. A card is made of this and of the site's words and
/// settings alone, so that its print is all that the card depends on.
#[derive(Hash)]
pub struct Shown<'a> {
    title: &'a str,
    claimants: Vec<&'a str>,
    made_on: Option<&'a PartialDate>,
    status: &'a StatusId,
    unsettled: Option<&'a Unsettled>,
    disputed: bool,
    due: Option<(&'a PartialDate, DueBasis)>,
    checked: Option<&'a PartialDate>,
}

impl<'a> Shown<'a> {
    /// Of a claim in the language at this place.
    pub fn of(site: &'a Site, lang: usize, ix: ClaimIx) -> Self {
        let (tracker, code) = (&*site.tracker, &*site.languages[lang].code);
        let claim = &*tracker.claims[ix];
        let record = &*claim.record;
        let name = |&ix: &usize| {
            let person = &tracker.people[ix].record;
            translated(&person.translations, code, "name", &person.name)
        };
        Self {
            title: translated(&record.translations, code, "title", &record.title),
            claimants: claim.claimants.iter().map(name).collect(),
            made_on: record.made_on.as_ref().map(|date| &date.value),
            status: &claim.headline().status,
            unsettled: claim.marks.unsettled.as_ref(),
            disputed: claim.marks.disputed,
            due: claim.due.as_ref().map(|due| (&due.date, due.basis)),
            checked: claim.dates.last_checked.as_ref(),
        }
    }

    /// The card's print.
    pub fn print(&self, site: &Site) -> Hash {
        let mut feed = Feed::default();
        self.hash(&mut feed);
        feed.hash(site.theme.fonts_print());
        feed.print()
    }

    /// The card in the desk's language.
    pub fn card(&self, desk: &Desk<'a>) -> Card<'a> {
        let status = known(desk, self.status);
        let claim = ClaimCard {
            title: self.title,
            byline: self.byline(desk),
            status: status.label(&desk.lang.code),
            shape: status.shape,
            colour: status.colour,
            note: self.note(desk),
            facts: self.facts(desk),
        };
        card(desk, About::Claim(claim))
    }

    fn byline(&self, desk: &Desk<'_>) -> String {
        let names = desk.words().list(&self.claimants);
        let date = self.made_on.map(|date| desk.words().date_day(date));
        match (self.claimants.is_empty(), date) {
            (true, date) => date.unwrap_or_default(),
            (false, None) => desk.fill("card.by", &[("names", &names)]),
            (false, Some(date)) => desk.fill("card.by_on", &[("names", &names), ("date", &date)]),
        }
    }

    /// What keeps the status from being the last word.
    fn note(&self, desk: &Desk<'_>) -> Option<String> {
        let unsettled = self.unsettled.map(|report| {
            let (label, since) =
                (part::status_label(desk, &report.status), desk.words().date_brief(&report.since));
            desk.fill("why.unsettled", &[("status", &label), ("date", &since)])
        });
        let disputed = self.disputed.then(|| desk.say("mark.disputed"));
        let notes: Vec<String> = disputed.into_iter().chain(unsettled).collect();
        (!notes.is_empty()).then(|| notes.join(" · "))
    }

    fn facts(&self, desk: &Desk<'_>) -> Vec<(String, String)> {
        let due = self.due.map(|(date, basis)| {
            let key = if basis == DueBasis::Promised { "due.promised" } else { "due.inferred" };
            (desk.say(key), desk.words().date_day(date))
        });
        let checked =
            self.checked.map_or_else(|| desk.say("claim.never"), |date| desk.words().date_day(date));
        due.into_iter().chain([(desk.say("claim.last_checked"), checked)]).collect()
    }
}

/// The card of the site.
pub fn of_site<'a>(desk: &Desk<'a>) -> Card<'a> {
    let config = desk.config();
    let code = &desk.lang.code;
    let description = config.description.as_deref();
    let organisation = config.organisation.as_ref();
    let publisher =
        organisation.map(|one| translated(&config.translations, code, "organisation.name", &one.name));
    let about = About::Site {
        description: description.map(|text| translated(&config.translations, code, "description", text)),
        foot: publisher.into_iter().chain([address(desk)]).map(str::to_owned).collect(),
    };
    card(desk, about)
}

fn card<'a>(desk: &Desk<'a>, about: About<'a>) -> Card<'a> {
    Card { language: &desk.lang.code, site: site_name(desk), address: address(desk), about }
}

/// Where the site is published, without what every address has.
fn address<'a>(desk: &Desk<'a>) -> &'a str {
    let url = &*desk.config().base_url;
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

fn site_name<'a>(desk: &Desk<'a>) -> &'a str {
    part::plain(desk, &desk.config().translations, "title", &desk.config().title)
}

fn known<'a>(desk: &Desk<'a>, id: &StatusId) -> &'a Status {
    desk.config().status(id.as_str()).unwrap_or(&desk.config().unassessed)
}

fn translated<'a>(translations: &'a [Translation], code: &str, key: &str, original: &'a str) -> &'a str {
    let mine = translations.iter().find(|translation| *translation.lang == *code);
    mine.and_then(|translation| translation.fields.get(key)).map_or(original, |text| text)
}

view! {
    /// The card of a page.
    #[derive(Debug)]
    pub struct CardLink {
        /// Its absolute address.
        pub url: String,
        /// What it says, for those who do not see it.
        pub alt: String,
        /// Pixels from left to right.
        pub width: usize,
        /// Pixels from top to bottom.
        pub height: usize,
    }
}

impl CardLink {
    /// To the site's card.
    pub fn of_site(desk: &Desk<'_>) -> Option<Self> {
        let path = desk.routes().card();
        Self::new(desk, &path, || site_name(desk).to_owned())
    }

    /// To the card of a claim.
    pub fn of_claim<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Option<Self> {
        let path = desk.routes().claim_card(&claim.record.id);
        Self::new(desk, &path, || {
            let title = part::plain(desk, &claim.record.translations, "title", &claim.record.title);
            let status = part::status_label(desk, &claim.headline().status);
            let checked = claim.dates.last_checked.as_ref();
            let checked = checked.map_or_else(|| desk.say("claim.never"), |date| desk.words().date_day(date));
            desk.fill("card.alt", &[("title", &title), ("status", &status), ("date", &checked)])
        })
    }

    fn new(desk: &Desk<'_>, path: &crate::routes::SitePath, alt: impl FnOnce() -> String) -> Option<Self> {
        use crate::drawing::card::{HEIGHT, WIDTH};
        let url = || desk.site.absolute(path);
        desk.site.makes(ID).then(|| Self { url: url(), alt: alt(), width: WIDTH, height: HEIGHT })
    }
}
