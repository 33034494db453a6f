//! The statuses, settling rules and colours that a site has unless it says otherwise.

use crate::date::Instant;
use crate::record::id::StatusId;
use crate::record::site::{Closing, Colour, Settling, Shape, Status};

/// The background of the light look.
pub const PAPER: Colour = Colour([0xff, 0xfd, 0xf8]);
/// The background of the dark look.
pub const DARK_PAPER: Colour = Colour([0x14, 0x13, 0x0f]);
/// The least contrast of ink on paper (WCAG 2.2, success criterion 1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;
/// Ink of a status that names no colour, on light paper.
pub const INK: Colour = Colour([0x4a, 0x4a, 0x46]);
/// Ink of a status that names no colour, on dark paper.
pub const DARK_INK: Colour = Colour([0xc9, 0xc6, 0xbd]);

/// The key of the built-in status of a claim that nobody has read.
pub const UNASSESSED: &str = "not_assessed";

/// What a status does to a claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Closes,
    Fulfils,
}

/// A default status: key, (label, meaning) in English and Spanish, shape, light and dark ink, role.
type Entry = (&'static str, [(&'static str, &'static str); 2], Shape, [u8; 3], [u8; 3], Role);

const ENTRIES: &[Entry] = &[
    (
        "not_started",
        [
            ("Not started", "No step towards the promise is known."),
            ("No iniciado", "No se conoce ningún paso hacia lo prometido."),
        ],
        Shape::Ring,
        [0x5a, 0x5f, 0x66],
        [0xb4, 0xba, 0xc2],
        Role::Open,
    ),
    (
        "in_progress",
        [
            ("In progress", "Steps have been taken and more are to come."),
            ("En curso", "Se han dado pasos y faltan otros."),
        ],
        Shape::Half,
        [0x1f, 0x5a, 0x96],
        [0x8a, 0xbd, 0xee],
        Role::Open,
    ),
    (
        "stalled",
        [
            ("Stalled", "Work began and nothing has moved for some time."),
            ("Estancado", "El trabajo empezó y no avanza desde hace tiempo."),
        ],
        Shape::Pause,
        [0x8a, 0x50, 0x08],
        [0xe8, 0xb0, 0x60],
        Role::Open,
    ),
    (
        "partly_complete",
        [
            ("Partly complete", "Some of what was promised is done and the rest is still open."),
            ("Cumplido en parte", "Una parte de lo prometido está hecha y el resto sigue abierto."),
        ],
        Shape::ThreeQuarters,
        [0x1c, 0x6b, 0x6b],
        [0x7c, 0xcb, 0xc8],
        Role::Open,
    ),
    (
        "kept_so_far",
        [
            ("Kept so far", "A lasting promise that has been kept until now."),
            ("Mantenido hasta ahora", "Una promesa duradera que se ha mantenido hasta ahora."),
        ],
        Shape::Shield,
        [0x3f, 0x6b, 0x1f],
        [0xa5, 0xd0, 0x7c],
        Role::Open,
    ),
    (
        "complete",
        [("Complete", "All that was promised is done."), ("Cumplido", "Todo lo prometido está hecho.")],
        Shape::Tick,
        [0x1a, 0x6b, 0x3a],
        [0x7f, 0xd0, 0x9b],
        Role::Fulfils,
    ),
    (
        "partly_met",
        [
            ("Partly met", "The matter is closed and only a part of the promise was kept."),
            ("Cumplido solo en parte", "El asunto está cerrado y solo se cumplió una parte de lo prometido."),
        ],
        Shape::HalfSquare,
        [0x6a, 0x5a, 0x0c],
        [0xd8, 0xc4, 0x62],
        Role::Closes,
    ),
    (
        "not_met",
        [
            ("Not met", "The matter is closed and the promise was not kept."),
            ("No cumplido", "El asunto está cerrado y lo prometido no se cumplió."),
        ],
        Shape::Cross,
        [0xa3, 0x20, 0x2c],
        [0xf2, 0x98, 0x96],
        Role::Closes,
    ),
    (
        "dropped",
        [
            ("Dropped", "Those who made the promise have given it up."),
            ("Abandonado", "Quienes lo prometieron han renunciado a ello."),
        ],
        Shape::Bar,
        [0x7a, 0x35, 0x6e],
        [0xdb, 0xa4, 0xd2],
        Role::Closes,
    ),
    (
        "unverifiable",
        [
            ("Unverifiable", "What can be found out does not allow a judgement."),
            ("No verificable", "Lo que se puede averiguar no permite un juicio."),
        ],
        Shape::Question,
        [0x66, 0x5c, 0x50],
        [0xc4, 0xb8, 0xa8],
        Role::Open,
    ),
];

const BUILT_IN: Entry = (
    UNASSESSED,
    [
        ("Not yet assessed", "Nobody has read yet how it stands."),
        ("Aún sin evaluar", "Nadie ha evaluado todavía cómo está."),
    ],
    Shape::Dotted,
    [0x5e, 0x5e, 0x58],
    [0xb8, 0xb6, 0xae],
    Role::Open,
);

/// The default vocabulary, in order of display.
pub fn statuses() -> Vec<Status> {
    ENTRIES.iter().map(status).collect()
}

/// The built-in status of a claim that nobody has read.
pub fn unassessed() -> Status {
    Status { initial: true, ..status(&BUILT_IN) }
}

/// The settling rule that holds unless a site writes another.
pub fn settling() -> Settling {
    Settling { from: Instant(i64::MIN), from_day: None, readings: 2, hours: 48, terminal: Closing::Editor }
}

fn status((key, texts, shape, colour, dark, role): &Entry) -> Status {
    let by_language = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
        let texts = [("en", pick(&texts[0])), ("es", pick(&texts[1]))];
        texts.into_iter().map(|(code, text)| (code.into(), text.into())).collect()
    };
    Status {
        id: StatusId::new(key),
        labels: by_language(|text| text.0),
        meanings: by_language(|text| text.1),
        shape: *shape,
        colour: Colour(*colour),
        dark: Colour(*dark),
        terminal: *role != Role::Open,
        fulfils: *role == Role::Fulfils,
        initial: false,
        rating: None,
        retired: false,
        aliases: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_colour_can_be_read_on_its_paper() {
        for status in statuses().iter().chain([&unassessed()]) {
            let (light, dark) = (status.colour.contrast(PAPER), status.dark.contrast(DARK_PAPER));
            assert!(light >= LEAST_CONTRAST && dark >= LEAST_CONTRAST, "{}: {light:.2} {dark:.2}", status.id);
        }
        assert!(INK.contrast(PAPER) >= LEAST_CONTRAST && DARK_INK.contrast(DARK_PAPER) >= LEAST_CONTRAST);
    }

    #[test]
    fn default_statuses_differ_in_shape_and_have_both_languages() {
        let all = statuses();
        for (at, status) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other.shape != status.shape), "{}", status.id);
            assert_ne!(status.label("en"), status.label("es"));
            assert_ne!(status.meaning("en"), status.meaning("es"));
        }
    }

    #[test]
    fn four_statuses_close_a_claim_and_one_of_them_fulfils_it() {
        let all = statuses();
        let closing: Vec<_> = all.iter().filter(|s| s.terminal).map(|s| s.id.as_str()).collect();
        assert_eq!(closing, ["complete", "partly_met", "not_met", "dropped"]);
        let fulfilling: Vec<_> = all.iter().filter(|s| s.fulfils).map(|s| s.id.as_str()).collect();
        assert_eq!(fulfilling, ["complete"]);
    }
}
