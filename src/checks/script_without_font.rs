//! A card leaves out a text, since no font has its script.

use unicode_script::UnicodeScript;

use crate::check::{Level, Look, Rule, Scene, Stage};
use crate::diagnostic::Place;
use crate::drawing::card;
use crate::theme::{Face, Fonts};
use crate::tracker::claim::Claim;

pub(super) const RULE: Rule = Rule {
    code: "script-without-font",
    summary: "The card of a claim leaves out a text, since no font has its script.",
    explanation: "Cards, the pictures beside links to the site, are set in fonts of the theme and never in those of a \
                  machine, so that they are the same everywhere. The fonts of the program have the letters of Latin, Greek \
                  and Cyrillic. A text with a letter that no font has is left out whole: without its title a card shows \
                  the status alone.\n\n\
                  The rule looks at the titles of claims and their translations, at the names of claimants, at the site's \
                  name, and at the labels of statuses. It names each script once, where it stands first, with the number \
                  of claims.\n\n\
                  Put a font that has the script into `themes/NAME/cards/`, as TrueType or OpenType (`.ttf`, `.otf`), \
                  and keep its licence beside it. Where cards do not matter, switch them off: `[outputs.card]` with \
                  `enabled = false`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        let settings = scene.config.outputs.get("card");
        if settings.is_some_and(|settings| !settings.enabled) || !scene.config.has_address() {
            return;
        }
        let fonts = if let Some(theme) = scene.theme { theme.fonts() } else { Fonts::of_program() };
        for lack in lacks(scene, fonts) {
            let Lack { letter, what, place, claims, .. } = lack;
            let script = letter.script().full_name();
            let count = if claims > 1 { format!(", {claims} claims") } else { String::new() };
            findings.add(
                place,
                format!("{what}: no font has `{letter}` ({script}{count})"),
                "put a font that has the script into `themes/NAME/cards/` (.ttf or .otf)",
            );
        }
    })],
};

/// A script that a text needs and no font has, at its first place.
struct Lack {
    letter: char,
    what: String,
    place: Place,
    /// How many claims it stands in.
    claims: usize,
    /// The last of them, by its place in the tracker.
    last: Option<usize>,
}

/// Each script that no font has.
fn lacks(scene: &Scene<'_>, fonts: &Fonts) -> Vec<Lack> {
    let mut lacks: Vec<Lack> = Vec::new();
    let mut note = |(text, face): (&str, Face), claim: Option<usize>, told: &dyn Fn() -> (Place, String)| {
        let Some(letter) = card::lacking(text, fonts, face) else { return };
        let known = lacks.iter_mut().find(|lack| lack.letter.script() == letter.script());
        if let Some(lack) = known {
            if claim.is_some() && lack.last != claim {
                lack.claims += 1;
                lack.last = claim;
            }
            return;
        }
        let (place, what) = told();
        lacks.push(Lack { letter, what, place, claims: usize::from(claim.is_some()), last: claim });
    };
    let config = &scene.config;
    let settings = |what: &str| (Place::whole(&config.file), format!("cards leave out {what}"));
    note((&config.title, Face::Headline), None, &|| settings("the site's name"));
    for status in config.vocabulary() {
        let labels = status.labels.iter().map(|(_, label)| &**label);
        labels.for_each(|label| {
            note((label, Face::Bold), None, &|| settings(&format!("status `{}`", status.id)));
        });
    }
    for (ix, claim) in scene.claims.iter().enumerate() {
        of_claim(scene, claim, |text, told| note(text, Some(ix), told));
    }
    lacks
}

/// The texts of a claim that its cards show.
fn of_claim(
    scene: &Scene<'_>,
    claim: &Claim,
    mut note: impl FnMut((&str, Face), &dyn Fn() -> (Place, String)),
) {
    let record = &claim.record;
    let at = |place: Place, what: &str| (place, format!("card of claim `{}` leaves out {what}", record.id));
    let title = || at(Place::new(&record.file, record.title.span), "its title");
    note((&record.title, Face::Headline), &title);
    for translation in &record.translations {
        let Some(title) = translation.fields.get("title") else { continue };
        let what = format!("its `{}` title", translation.lang);
        note((title, Face::Headline), &|| at(Place::whole(&translation.file), &what));
    }
    for &person in &claim.claimants {
        let person = &scene.people[person].record;
        let what = format!("the name of `{}`", person.id.value);
        note((&person.name, Face::Text), &|| at(Place::whole(&record.file), &what));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    fn titled(title: &str) -> String {
        claim("", "").replace("title = \"Bus lanes\"", &format!("title = \"{title}\""))
    }

    #[test]
    fn each_script_that_no_font_has_is_named_once() {
        fires(
            &RULE,
            &[
                ("claims/lanes.md", &titled("ستنشر الوزارة")),
                ("claims/more.md", &titled("قائمة 2026")),
                ("claims/trains.md", &titled("列車 and buses")),
            ],
            &[
                "claims/lanes.md:2:9: card of claim `lanes` leaves out its title: no font has `س` (Arabic, 2 claims) \
                 (put a font that has the script into `themes/NAME/cards/` (.ttf or .otf))",
                "claims/trains.md:2:9: card of claim `trains` leaves out its title: no font has `列` (Han) (put a font \
                 that has the script into `themes/NAME/cards/` (.ttf or .otf))",
            ],
        );
    }

    #[test]
    fn what_fonts_have_and_what_is_no_writing_is_quiet() {
        for title in ["Καλημέρα, Привет, Łódź", "Buses 🚌 → trains", "Ünïcödé \\u0301 2026"]
        {
            quiet(&RULE, &[("claims/lanes.md", &titled(title))]);
        }
    }

    #[test]
    fn a_site_without_cards_is_quiet() {
        let off =
            "title = \"Site\"\nbase_url = \"https://site.example.org/\"\n[outputs.card]\nenabled = false\n";
        quiet(&RULE, &[("site.toml", off), ("claims/lanes.md", &titled("ستنشر"))]);
    }
}
