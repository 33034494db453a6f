//! Links of texts without any of Markdown's traps, found without parsing.
//!
//! Most texts are paragraphs with an inline link or two. Where nothing in a text can keep a bracket from being
//! what it looks like (code, HTML, escapes, tables, definitions, indentation), brackets are read as they stand;
//! any other text is left to the parser. Both give the same links: a test compares them.

use std::ops::Range;

use super::Link;

/// The links of `text` in order; `None` where only the parser can tell.
pub(super) fn links(text: &str) -> Option<Vec<Link<'_>>> {
    let bytes = text.as_bytes();
    if has_traps(bytes) {
        return None;
    }
    let (mut at, mut found) = (0, Vec::new());
    while let Some(length) = memchr::memchr2(b'[', b']', &bytes[at..]) {
        at += length;
        if bytes[at] == b']' {
            return None;
        }
        let (link, end) = bracket(text, at)?;
        found.extend(link);
        at = end;
    }
    Some(found)
}

/// Whether anything stands in a text that the parser may read in another way than it looks: code and fences, HTML
/// and autolinks, escapes, cells, carriage returns, and what indents code or breaks a line.
fn has_traps(text: &[u8]) -> bool {
    memchr::memchr3(b'`', b'<', b'\\', text).is_some()
        || memchr::memchr3(b'|', b'\r', b'\t', text).is_some()
        || memchr::memchr(b'~', text).is_some()
        || memchr::memmem::find(text, b"  ").is_some()
}

/// What the bracket at `start` holds, and where it ends.
fn bracket(text: &str, start: usize) -> Option<(Option<Link<'_>>, usize)> {
    let bytes = text.as_bytes();
    let is_image = start > 0 && bytes[start - 1] == b'!';
    let close = start + 1 + words(&bytes[start + 1..])?;
    let label = &text[start + 1..close];
    match bytes.get(close + 1) {
        _ if is_image => None,
        Some(b'(') => {
            let length = address(&bytes[close + 2..])?;
            let target = close + 2..close + 2 + length;
            let end = target.end + 1;
            Some((Some(link(text, start..end, target)), end))
        }
        // A label of another bracket, or a definition.
        Some(b'[' | b':') => None,
        _ if is_source(label) => Some((Some(link(text, start..close + 1, start + 1..close)), close + 1)),
        // A box of a task list, or a label that something else may define.
        _ => None,
    }
}

/// The bytes before `]`, where they are a single line of words.
fn words(bytes: &[u8]) -> Option<usize> {
    let is_word =
        |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || b" '\",.;:@/#%&+=()-*_".contains(byte);
    let length = bytes.iter().take_while(|byte| is_word(byte)).count();
    let is_single_spaced = !bytes[..length].windows(2).any(|pair| pair == b"  ");
    (length > 0 && bytes.get(length) == Some(&b']') && is_single_spaced).then_some(length)
}

/// The bytes before `)`, where they are an address without anything that Markdown decodes.
fn address(bytes: &[u8]) -> Option<usize> {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/:.?=#%_-+,;@".contains(byte);
    let length = bytes.iter().take_while(|byte| is_plain(byte)).count();
    (length > 0 && bytes.get(length) == Some(&b')')).then_some(length)
}

/// `@id`, as a text cites a source.
fn is_source(label: &str) -> bool {
    let id = label.strip_prefix('@').unwrap_or_default();
    !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn link(text: &str, range: Range<usize>, target: Range<usize>) -> Link<'_> {
    Link { range, address: text[target].into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parsed;
    use super::*;

    fn shown(links: &[Link<'_>]) -> Vec<(Range<usize>, String)> {
        links.iter().map(|link| (link.range.clone(), link.address.to_string())).collect()
    }

    #[test]
    fn ordinary_texts_need_no_parser() {
        let text = "- **See** [the (first) law](https://example.org/a?b=1#c), [@gazette-1]\nand [b](/claims/x/).\n\n\
                    > # [it *is*](/y/)";
        let found = links(text).unwrap();
        assert_eq!(found.len(), 4);
        assert_eq!(shown(&found), shown(&parsed(text)));
    }

    #[test]
    fn what_may_be_something_else_is_left_to_the_parser() {
        for text in [
            "    [a](/b/)",
            "`[a](/b/)`",
            "[a]: /b/\n\n[a]",
            "[^1]",
            "![a](/b/)",
            "\\[a](/b/)",
            "[a](/b/ \"c\")",
            "[a [b](/c/)](/d/)",
            "| [a](/b/) |",
            "- [ ] a",
        ] {
            assert!(links(text).is_none(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_text_that_is_not_left_to_the_parser_has_the_links_that_it_finds(
            parts in prop::collection::vec(prop::sample::select(vec![
                "[a](/b/)", "[@id]", "[", "]", "(", ")", "[a b](https://example.org/a?b)", "a", "Ä", " ", "\n", "\n\n",
                "- ", "1. ", "# ", "> ", "*", "**", "_", "!", ":", "---", "===", "+", "&amp;", "\"", "[@a](/c/)", "@",
                "^", "$", "[a]", "[ ]", "{", "}", "+++", "\u{a0}", "[*a](/b/)", "[a&lt;](/b/)", "\u{2028}", "#",
            ]), 0..24),
        ) {
            let text = parts.concat();
            if let Some(found) = links(&text) {
                prop_assert_eq!(shown(&found), shown(&parsed(&text)), "{:?}", text);
            }
        }
    }
}
