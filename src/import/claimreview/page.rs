//! JSON-LD of web pages: the blocks of a page, and JSON that is not quite JSON.

/// The texts of `<script type="application/ld+json">`, comments left out.
pub(super) fn blocks(page: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut rest = page;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if starts_with(rest, "<script") {
            let Some(end) = tag_end(rest) else { break };
            let (tag, text) = (&rest[..end], &rest[end..]);
            let length = closing(text);
            if is_json_ld(tag) {
                blocks.push(without_wrapping(&text[..length]));
            }
            rest = &text[length..];
            // The closing tag is none that opens.
            rest = rest.get(1..).unwrap_or_default();
        } else {
            rest = &rest[1..];
        }
    }
    blocks
}

fn starts_with(text: &str, start: &str) -> bool {
    let matches =
        text.as_bytes().get(..start.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(start.as_bytes()));
    let after = text.as_bytes().get(start.len());
    matches && after.is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

/// The byte after the `>` that ends a tag; one in quotes does not.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the text of a script ends.
fn closing(text: &str) -> usize {
    let ends = memchr::memmem::find_iter(text.as_bytes(), b"</");
    ends.into_iter().find(|at| starts_with(&text[*at..], "</script")).unwrap_or(text.len())
}

fn is_json_ld(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let written = tag.split("type").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('='));
    let value = |rest: &str| rest.trim_start().trim_start_matches(['"', '\'']).trim_start().to_owned();
    written.map(value).any(|value| value.starts_with("application/ld+json"))
}

/// A script's text without what hides it from old readers of pages.
fn without_wrapping(text: &str) -> &str {
    let mut text = text.trim();
    for mark in ["//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--"] {
        text = text.strip_prefix(mark).unwrap_or(text).trim_start();
    }
    for mark in ["//]]>", "/*]]>*/", "]]>", "//-->", "-->"] {
        text = text.strip_suffix(mark).unwrap_or(text).trim_end();
    }
    text.strip_suffix(';').unwrap_or(text)
}

/// JSON with the control characters in its texts escaped; `None` where there are none.
pub(super) fn without_controls(json: &str) -> Option<String> {
    let mut out = String::with_capacity(json.len() + 64);
    let (mut inside, mut escaped, mut mended) = (false, false, false);
    for c in json.chars() {
        if inside && c < ' ' {
            use std::fmt::Write as _;
            let _ = write!(out, "\\u{:04x}", u32::from(c));
            mended = true;
        } else {
            out.push(c);
        }
        match c {
            '"' if !escaped => inside = !inside,
            _ => {}
        }
        escaped = inside && c == '\\' && !escaped;
    }
    mended.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_as_browsers_find_them() {
        let cases: &[(&str, &[&str])] = &[
            (r#"<p><SCRIPT a=">" Type='application/ld+json'>{"a":1}</Script><p>"#, &[r#"{"a":1}"#]),
            (r"<script type=application/ld+json>[1]</script ><script>x</script>", &["[1]"]),
            (r#"<!-- <script type="application/ld+json">{}</script> --><b>"#, &[]),
            (r#"<script>"<script type='application/ld+json'>"</script>"#, &[]),
            ("<script type=\"application/ld+json\">\n//<![CDATA[\n{}\n//]]>\n</script>", &["{}"]),
            (r#"<script type="application/ld+json">{"a": "<p>"#, &[r#"{"a": "<p>"#]),
            ("<script", &[]),
            ("<scripture type='application/ld+json'>{}</script>", &[]),
        ];
        for (page, expected) in cases {
            assert_eq!(blocks(page), *expected, "{page}");
        }
    }

    #[test]
    fn line_breaks_in_texts_are_escaped() {
        assert_eq!(
            without_controls("{\"a\\\"\": \"b\n\"}\n"),
            Some("{\"a\\\"\": \"b\\u000a\"}\n".to_owned())
        );
        assert_eq!(without_controls("{\n}"), None);
    }
}
