//! What a claim's card shows, and how high a frame must be to hold it.
//!
//! Nothing of it depends on how wide a page is or on the day of the build; what is long is cut by the stylesheet
//! (`.embed` in `site.css`), which [`height`] knows the lines of.

use crate::drawing::metrics::{self, Weight};
use crate::output::Desk;
use crate::record::claim::DueBasis;
use crate::theme::{Value, view};
use crate::tracker::claim::Claim;
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::name;
use crate::view::part::{self, DateView, Localised};
use crate::view::why::{self, MarkView};

view! {
    /// A card as a page of its own.
    #[derive(Debug)]
    pub struct CardView<'a> {
        /// Its frame; the canonical address is that of the claim.
        pub page: Frame<'a>,
        /// The claim's page.
        pub href: String,
        /// Where the claim stands.
        pub status: Value,
        /// Everything else.
        pub facts: Facts<'a>,
    }
}

view! {
    /// What a card says beside the status.
    #[derive(Debug)]
    pub struct Facts<'a> {
        /// What is reported but not confirmed.
        pub unsettled: Option<String>,
        /// What stands beside the status.
        pub marks: Vec<MarkView>,
        /// The claim's title.
        pub title: Localised<'a>,
        /// The claim, in the editors' words.
        pub claim: Localised<'a>,
        /// Who made it.
        pub claimants: Vec<&'a str>,
        /// When it was made.
        pub made_on: Option<DateView>,
        /// What was reported and did not last.
        pub reverted: Option<String>,
        /// When it is due.
        pub due: Option<DateView>,
        /// The editors inferred that date.
        pub inferred: bool,
        /// When somebody last looked.
        pub checked: Option<DateView>,
    }
}

impl Facts<'_> {
    /// The word before the due date.
    fn due_key(&self) -> &'static str {
        if self.inferred { "due.inferred" } else { "due.promised" }
    }
}

/// The card of a claim.
pub fn card<'a>(desk: &Desk<'a>, claim: &'a Claim) -> CardView<'a> {
    let (id, facts) = (&claim.record.id, facts(desk, claim));
    let address = |routes: &crate::routes::Routes| routes.embed(id);
    let title = facts.title.text.to_string();
    let seat = Seat { title, description: String::new(), address: &address, dated: Dated::No };
    let mut page = Frame::new(desk, seat);
    page.canonical = desk.site.address(&desk.routes().claim(id));
    page.draft = claim.draft;
    CardView {
        page,
        href: desk.href(&desk.routes().claim(id)),
        status: part::status(desk, &claim.headline().status),
        facts,
    }
}

fn facts<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Facts<'a> {
    let record = &*claim.record;
    let due = claim.due.as_ref();
    let mut marks = why::marks(desk, claim);
    marks.retain(|mark| mark.key != "unsettled");
    Facts {
        unsettled: why::unsettled(desk, claim),
        marks,
        title: name::local(desk, claim, "title", &record.title),
        claim: name::local(desk, claim, "claim", &record.claim),
        claimants: claim.claimants.iter().map(|&person| name::person_name(desk, person)).collect(),
        made_on: record.made_on.as_ref().map(|date| part::date(desk, date)),
        reverted: why::reverted(desk, claim),
        due: due.map(|due| part::date(desk, &due.date)),
        inferred: due.is_some_and(|due| due.basis == DueBasis::Inferred),
        checked: claim.dates.last_checked.as_ref().map(|date| part::date(desk, date)),
    }
}

/// The room for text in a card 280 pixels wide, in CSS pixels: telephones leave as much to a frame.
const ROOM: f64 = 258.0;

/// Borders, paddings and distances between the parts that every card has, in CSS pixels.
const AROUND: u32 = 86;

/// How a part of the card is set on a narrow page.
struct Type {
    size: f64,
    weight: Weight,
    /// How much wider our faces run than those that [`metrics`] knows.
    wider: f64,
    /// CSS pixels from one line to the next.
    line: u32,
}

const STATUS: Type = Type { size: 20.0, weight: Weight::Bold, wider: 1.1, line: 24 };
const TITLE: Type = Type { size: 20.0, weight: Weight::Bold, wider: 1.06, line: 24 };
const CLAIM: Type = Type { size: 17.0, weight: Weight::Regular, wider: 1.0, line: 24 };
const SMALL: Type = Type { size: 14.0, weight: Weight::Regular, wider: 1.1, line: 20 };
/// Full of figures, which are set as wide as each other.
const FACT: Type = Type { size: 14.0, weight: Weight::Bold, wider: 1.17, line: 20 };

/// How high a frame must be for a claim's card on a narrow page, in CSS pixels.
///
/// Frames without script cannot grow. On a wide page the card is lower, and the other page is seen below it; where a
/// frame is narrower than any telephone, or other type runs wider than ours, the frame is scrolled.
pub fn height<'a>(desk: &Desk<'a>, claim: &'a Claim) -> u32 {
    let facts = facts(desk, claim);
    let status = part::status_label(desk, &claim.headline().status);
    let marks = facts.marks.iter().map(|mark| &*mark.text).collect::<Vec<_>>().join("    ");
    let by = facts.claimants.join(", ") + facts.made_on.as_ref().map_or("", |date| &date.long);
    let site = part::plain(desk, &desk.config().translations, "title", &desk.config().title);
    let note = |text: &str| if text.is_empty() { 0 } else { 4 + FACT.height(text, 3) };
    let dated = |key: &str, date: &str| FACT.height(&format!("{} {date}", desk.say(key)), 2);
    let due = facts.due.as_ref().map(|date| dated(facts.due_key(), &date.long));
    let checked = facts.checked.as_ref().map_or("", |date| &date.long);
    AROUND
        + STATUS.height(status, 2)
        + note(facts.unsettled.as_deref().unwrap_or_default())
        + note(&marks)
        + TITLE.height(&facts.title.text, 4)
        + CLAIM.height(&facts.claim.text, 8)
        + SMALL.height(&format!("{by} · "), 4)
        + note(facts.reverted.as_deref().unwrap_or_default())
        + due.unwrap_or_default()
        + dated("claim.last_checked", checked)
        + SMALL.height(&format!("{}    {site}", desk.say("embed.record")), 3)
        + if claim.draft { 8 + SMALL.height(&desk.say("page.draft"), 3) } else { 0 }
}

impl Type {
    /// About how high a text is, of which the stylesheet shows so many lines at most.
    fn height(&self, text: &str, most: u32) -> u32 {
        let width = |text: &str| metrics::width(text, self.size, self.weight) * self.wider;
        let space = width(" ");
        let (mut lines, mut used) = (1, 0.0);
        for word in text.split(' ') {
            let width = width(word);
            if used > 0.0 && used + space + width > ROOM {
                lines += 1;
                used = 0.0;
            }
            used += space + width;
            // A word that is wider than a line is broken.
            lines += (used / (ROOM + space)) as u32;
            used %= ROOM + space;
            if lines >= most {
                return most * self.line;
            }
        }
        lines * self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_high_as_its_lines_and_no_higher_than_what_is_shown() {
        let words = "word ".repeat(5_000);
        let cases = [
            ("", 1),
            ("In progress", 1),
            ("The lanes of Main Street will be open by February", 2),
            ("wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", 2),
            ("外交部外交部外交部外交部外交部外交部外交部外交部", 2),
            (&words, 8),
        ];
        for (text, lines) in cases {
            assert_eq!(CLAIM.height(text, 8), lines * 24, "{text:.60}");
        }
    }
}
