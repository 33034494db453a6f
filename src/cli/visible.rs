//! Text of users, as a terminal may be given it.

/// Text of a user, with nothing in it that a terminal would obey: control characters and those that
/// turn the direction of writing are shown by a sign each, line ends and tabs are spaces.
///
/// One character stays one character, so that columns still count.
pub(super) fn visible(text: &str) -> String {
    let sign = |c| match c {
        '\n' | '\r' | '\t' => ' ',
        // The block of control pictures follows the order of the controls.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(sign).collect()
}
