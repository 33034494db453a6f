//! Text as HTML text or as the value of an attribute in double quotes.

/// Appends `text` with `& < > " '` escaped. Characters that HTML does not allow become U+FFFD.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| SPECIAL[byte as usize]) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\'') => out.push_str("&#39;"),
            Some('\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}') => out.push('\u{fffd}'),
            other => out.extend(other),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// First bytes of characters that may have to be escaped.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let control = byte < 0x20 && !matches!(byte as u8, b'\t' | b'\n');
        // 0xc2 begins the control characters from U+0080 on.
        special[byte] = control || matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7f | 0xc2);
        byte += 1;
    }
    special
};

/// The same as a string of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}
