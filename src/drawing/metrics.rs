//! Text widths: how wide a line of sans-serif type is, without a font at hand.
//!
//! Advance widths of the metrics that Helvetica, Arial and Liberation Sans share, by character for
//! Latin, Greek and Cyrillic, by class for all other scripts. No layout here.

/// Type of the drawings' stack may run this much wider than what is measured here; layouts leave the room.
pub const SLACK: f64 = 1.1;

/// How heavy a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Text.
    Regular,
    /// Headings and what stands out.
    Bold,
}

/// The direction in which a text is read: that of its first letter (Unicode's rules P2 and P3, by block).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// Of a text; left to right where no letter says otherwise.
    pub fn of(text: &str) -> Self {
        let strong = text.chars().find(|c| c.is_alphabetic());
        match strong.map_or(0, u32::from) {
            0x0590..=0x08ff
            | 0xfb1d..=0xfdff
            | 0xfe70..=0xfeff
            | 0x1_0800..=0x1_0fff
            | 0x1_e800..=0x1_efff => Self::Rtl,
            _ => Self::Ltr,
        }
    }
}

/// The width of `text` set at `size`, in the units of `size`.
///
/// A text of any script has a width: what no table holds counts as an average letter.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let thousandths: u32 = text.chars().map(advance).sum();
    let heavier = match weight {
        Weight::Regular => 1.0,
        Weight::Bold => 1.07,
    };
    f64::from(thousandths) / 1000.0 * size * heavier
}

/// The longest beginning of `text` that is at most `room` wide, with an ellipsis where something was cut.
///
/// Words are kept whole where the cut would take less than a third of the line.
pub fn shorten(text: &str, room: f64, size: f64, weight: Weight) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let room = room - width("…", size, weight);
    let (mut used, mut end) = (0.0, 0);
    for (at, c) in text.char_indices() {
        used += width(c.encode_utf8(&mut [0; 4]), size, weight);
        if used > room {
            break;
        }
        end = at + c.len_utf8();
    }
    let kept = &text[..end];
    let words = kept.rfind(' ').filter(|&space| space * 3 > end * 2).map_or(kept, |space| &kept[..space]);
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':', '-']))
}

/// Lines of whole words, each at most `room` wide; a word that is wider is shortened.
pub fn wrap(text: &str, room: f64, size: f64, weight: Weight) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = lines.last().map(|line| format!("{line} {word}"));
        if let Some(longer) = joined.filter(|line| width(line, size, weight) <= room) {
            lines.pop();
            lines.push(longer);
        } else {
            lines.push(shorten(word, room, size, weight));
        }
    }
    lines
}

/// The advance of one character in thousandths of an em.
fn advance(c: char) -> u32 {
    let code = u32::from(c);
    let from = |table: &[u16], first: u32| u32::from(table[(code - first) as usize]);
    match code {
        0x0000..=0x001f | 0x007f..=0x009f => 0,
        0x0020..=0x017f => from(&LATIN, 0x20),
        0x0386..=0x03ce => from(&GREEK, 0x386),
        0x0400..=0x045f => from(&CYRILLIC, 0x400),
        _ => by_class(code),
    }
}

fn by_class(code: u32) -> u32 {
    match code {
        // Combining marks, joiners, direction marks and variation selectors take no room.
        0x0300..=0x036f
        | 0x0483..=0x0489
        | 0x0591..=0x05bd
        | 0x0610..=0x061a
        | 0x064b..=0x065f
        | 0x1ab0..=0x1aff
        | 0x1dc0..=0x1dff
        | 0x200b..=0x200f
        | 0x202a..=0x202e
        | 0x2060..=0x206f
        | 0x20d0..=0x20ff
        | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f
        | 0xfeff
        | 0xe_0000..=0xe_0fff => 0,
        0x2018..=0x201a | 0x2032 => 222,
        0x2007..=0x200a | 0x2000..=0x2006 | 0x202f | 0x201c..=0x201e | 0x2039 | 0x203a => 333,
        0x1e00..=0x1eff => 640,
        // Joined letters are narrow, those of India wide; Hebrew and South East Asia are near the average.
        0x0600..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => 480,
        0x0900..=0x0dff => 680,
        // Dashes, arrows, CJK, kana, Hangul and full-width forms stand in a square.
        0x2014
        | 0x2026
        | 0x2190..=0x21ff
        | 0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x2_0000..=0x3_fffd => 1000,
        0xff61..=0xffdc => 500,
        0x2600..=0x27bf | 0x2b00..=0x2bff | 0x1_f000..=0x1_faff => 1300,
        _ => 600,
    }
}

/// U+0020 to U+017F.
#[rustfmt::skip]
const LATIN: [u16; 352] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 278, 333, 556, 556, 556, 556,
    260, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333, 333, 576, 537, 278, 333, 333,
    365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278,
    278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556,
    556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556,
    556, 549, 611, 556, 556, 556, 556, 500, 556, 500, 667, 556, 667, 556, 667, 556, 722, 500, 722, 500,
    722, 500, 722, 500, 722, 615, 722, 556, 667, 556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 556,
    778, 556, 778, 556, 778, 556, 722, 556, 722, 556, 278, 278, 278, 278, 278, 278, 278, 222, 278, 278,
    735, 444, 500, 222, 667, 500, 500, 556, 222, 556, 222, 556, 292, 556, 334, 556, 222, 722, 556, 722,
    556, 722, 556, 604, 723, 556, 778, 556, 778, 556, 778, 556, 1000, 944, 722, 333, 722, 333, 722, 333,
    667, 500, 667, 500, 667, 500, 667, 500, 611, 278, 611, 375, 611, 278, 722, 556, 722, 556, 722, 556,
    722, 556, 722, 556, 722, 556, 944, 722, 667, 500, 667, 611, 500, 611, 500, 611, 500, 222,
];

/// U+0386 to U+03CE.
#[rustfmt::skip]
const GREEK: [u16; 73] = [
    667, 278, 784, 838, 384, 0, 774, 0, 855, 752, 222, 667, 667, 551, 668, 667, 611, 722, 778, 278, 667,
    668, 833, 722, 650, 778, 722, 667, 0, 618, 611, 667, 798, 667, 835, 748, 278, 667, 578, 446, 556, 222,
    547, 578, 575, 500, 557, 446, 441, 556, 556, 222, 500, 500, 576, 500, 448, 556, 690, 569, 482, 617,
    395, 547, 648, 525, 713, 781, 222, 547, 556, 547, 781,
];

/// U+0400 to U+045F.
#[rustfmt::skip]
const CYRILLIC: [u16; 96] = [
    667, 667, 865, 542, 719, 667, 278, 278, 500, 1057, 1010, 854, 583, 722, 635, 719, 667, 656, 667, 542,
    677, 667, 923, 604, 719, 719, 583, 656, 833, 722, 778, 719, 667, 722, 611, 635, 760, 667, 740, 667,
    917, 938, 792, 885, 656, 719, 1010, 722, 556, 573, 531, 365, 583, 556, 669, 458, 559, 559, 438, 583,
    688, 552, 556, 542, 556, 500, 458, 500, 823, 500, 573, 521, 802, 823, 625, 719, 521, 510, 750, 542,
    556, 556, 556, 365, 510, 500, 222, 278, 222, 906, 812, 556, 438, 559, 500, 552,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_by_script() {
        let cases = [
            ("", 0.0),
            ("In progress", 5.002),
            ("ñandú", 2.78),
            ("Ξ", 0.65),
            ("Ж", 0.923),
            ("未確認", 3.0),
            ("e\u{301}", 0.556),
            ("🏛", 1.3),
            ("\u{200f}אב", 1.2),
        ];
        for (text, ems) in cases {
            let measured = width(text, 1.0, Weight::Regular);
            assert!((measured - ems).abs() < 1e-9, "{text}: {measured}");
        }
    }

    #[test]
    fn shortened_text_fits_and_says_so() {
        let cases = [
            ("Third meeting", 200.0, "Third meeting"),
            ("Third meeting of the group", 100.0, "Third meeting…"),
            ("Donaudampfschifffahrt", 60.0, "Donaud…"),
            ("未確認未確認", 40.0, "未確…"),
            ("any", 0.0, "…"),
        ];
        for (text, room, kept) in cases {
            let short = shorten(text, room, 13.0, Weight::Regular);
            assert_eq!(short, kept);
            assert!(width(&short, 13.0, Weight::Regular) <= room || short == "…", "{short}");
        }
    }

    #[test]
    fn direction_is_that_of_the_first_letter() {
        for (text, direction) in [
            ("12 % done", Direction::Ltr),
            ("2026 قيد التنفيذ", Direction::Rtl),
            ("בתהליך", Direction::Rtl),
            ("…", Direction::Ltr),
        ] {
            assert_eq!(Direction::of(text), direction, "{text}");
        }
    }
}
