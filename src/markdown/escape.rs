//! Text as HTML text or as the value of an attribute in double quotes.

use crate::xml::escape_into;

/// Appends `text` with `& < > " '` escaped. Characters that HTML does not allow become U+FFFD.
pub(super) fn escape(out: &mut String, text: &str) {
    escape_into(out, text, is_special, |c, out| match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => out.push('\u{fffd}'),
        c => out.push(c),
    });
}

/// First bytes of characters that may have to be escaped.
fn is_special(byte: u8) -> bool {
    let control = byte < 0x20 && byte != b'\t' && byte != b'\n';
    let markup = byte == b'&' || byte == b'<' || byte == b'>' || byte == b'"' || byte == b'\'';
    // 0xc2 begins the control characters from U+0080 on.
    control || markup || byte == 0x7f || byte == 0xc2
}

/// The same as a string of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}
