//! Text as HTML text or as the value of an attribute in double quotes.

use crate::xml::plain_bytes;

/// Appends `text` with `& < > " '` escaped. Characters that HTML does not allow become U+FFFD.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let (plain, special) = rest.split_at(plain_bytes(rest.as_bytes(), is_special));
        out.push_str(plain);
        let mut chars = special.chars();
        match chars.next() {
            None => return,
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\'') => out.push_str("&#39;"),
            Some('\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}') => out.push('\u{fffd}'),
            Some(c) => out.push(c),
        }
        rest = chars.as_str();
    }
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
