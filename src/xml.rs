//! Text inside XML and HTML that is written without a template: one escaper, and what escapers share.

use std::fmt;

/// `text` as the content of an element or of a quoted attribute.
pub(crate) fn escape(text: &str) -> Escaped<'_> {
    Escaped(text)
}

/// Appends `text` as [`escape`] writes it; for long texts that are full of markup.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    out.reserve(text.len() + text.len() / 4);
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !SPECIAL[usize::from(byte)] {
            continue;
        }
        // A special byte begins a character.
        let Some(c) = text[at..].chars().next() else { break };
        if let Some(entity) = entity(c) {
            out.push_str(&text[from..at]);
            out.push_str(entity);
            from = at + c.len_utf8();
        }
    }
    out.push_str(&text[from..]);
}

/// Which bytes begin a character that may have to be written otherwise.
static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < special.len() {
        special[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\r' => false,
            // The characters that XML cannot hold and that are no control characters begin with 0xEF.
            byte => byte < 0x20 || matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0xef),
        };
        byte += 1;
    }
    special
};

/// What a character is written as that cannot stand as it is.
fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        // XML 1.0 has no way to write these at all, not even as references (section 2.2).
        '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
        _ => return None,
    })
}

/// How many bytes `text` begins with that need no escaping, told by `special`.
#[inline]
fn plain_bytes(text: &[u8], special: impl Fn(u8) -> bool) -> usize {
    let (chunks, _) = text.as_chunks::<32>();
    // Without a way out in the middle, the compiler looks at all bytes of a chunk together.
    let clean = |chunk: &&[u8; 32]| !chunk.iter().fold(false, |any, &byte| any | special(byte));
    let skipped = chunks.iter().take_while(clean).count() * 32;
    skipped + text[skipped..].iter().take_while(|&&byte| !special(byte)).count()
}

/// Appends `text`; each character that begins with a byte that is `special` is left to `write`.
#[inline]
pub(crate) fn escape_into(
    out: &mut String,
    text: &str,
    special: impl Fn(u8) -> bool + Copy,
    write: impl Fn(char, &mut String),
) {
    let mut rest = text;
    loop {
        let (plain, from_special) = rest.split_at(plain_bytes(rest.as_bytes(), special));
        out.push_str(plain);
        let mut chars = from_special.chars();
        let Some(c) = chars.next() else { return };
        write(c, out);
        rest = chars.as_str();
    }
}

/// A text that escapes itself when it is shown.
pub(crate) struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        self.0.chars().try_for_each(|c| match entity(c) {
            Some(entity) => f.write_str(entity),
            None => f.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_what_xml_cannot_hold_are_escaped() {
        let cases = [
            ("https://example.org/?a=1&b=<2>", "https://example.org/?a=1&amp;b=&lt;2&gt;"),
            ("\"it's\"", "&quot;it&#39;s&quot;"),
            ("a\u{0}\u{1b}b\tc", "a\u{fffd}\u{fffd}b\tc"),
            ("año ✓", "año ✓"),
            ("\u{fffd}\u{fffe}\u{ffff}\u{ff21}", "\u{fffd}\u{fffd}\u{fffd}\u{ff21}"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text).to_string(), expected);
            let mut out = String::new();
            push_escaped(&mut out, text);
            assert_eq!(out, expected);
        }
    }
}
