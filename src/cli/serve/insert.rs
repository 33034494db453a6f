//! Where the one script tag goes in a page. Pure: what stands there besides stays byte for byte as it is.

/// A page with `tag` as the first thing in its head.
///
/// Behind `<head …>`; a page that leaves that out gets it behind `<html …>`, else behind its doctype, else at its
/// start: before the page's own policy in any case, and never before the doctype, which would change how it is shown.
pub(super) fn insert(page: &[u8], tag: &str) -> Vec<u8> {
    let at = place(page);
    let mut with = Vec::with_capacity(page.len() + tag.len());
    with.extend_from_slice(&page[..at]);
    with.extend_from_slice(tag.as_bytes());
    with.extend_from_slice(&page[at..]);
    with
}

fn place(page: &[u8]) -> usize {
    let mut at = if page.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    // These may stand before the head, in this order; each of them may be left out.
    for name in ["!doctype", "html", "head"] {
        let tag = blank(page, at);
        if let Some(end) = tag_end(page, tag, name) {
            at = end;
        }
    }
    at
}

/// Behind spaces and comments.
fn blank(page: &[u8], mut at: usize) -> usize {
    loop {
        let rest = &page[at..];
        let spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let rest = &rest[spaces..];
        at += spaces;
        let comment = rest.strip_prefix(b"<!--");
        match comment.and_then(|inner| inner.windows(3).position(|three| three == b"-->")) {
            Some(length) => at += 4 + length + 3,
            None => return at,
        }
    }
}

/// Where the tag of this name ends that begins at `at`.
fn tag_end(page: &[u8], at: usize, name: &str) -> Option<usize> {
    let inner = page[at..].strip_prefix(b"<")?;
    let (start, rest) = inner.split_at_checked(name.len())?;
    let ends_name =
        rest.first().is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    if !start.eq_ignore_ascii_case(name.as_bytes()) || !ends_name {
        return None;
    }
    let mut quote = None;
    for (offset, &byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1 + name.len() + offset + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_goes_first_into_the_head() {
        let cases = [
            (
                "<!doctype html>\n<html lang=en>\n<head>\n<meta>",
                "<!doctype html>\n<html lang=en>\n<head>|\n<meta>",
            ),
            ("<HTML><HEAD class=\"a>b\">x", "<HTML><HEAD class=\"a>b\">|x"),
            ("<!-- <head> --><head/>x", "<!-- <head> --><head/>|x"),
            ("<!DOCTYPE html><html><header>", "<!DOCTYPE html><html>|<header>"),
            ("<!doctype html>\n<title>x</title><head>", "<!doctype html>|\n<title>x</title><head>"),
            ("\u{feff}<p>x", "\u{feff}|<p>x"),
            ("plain", "|plain"),
            ("", "|"),
            ("<head", "|<head"),
            ("<!-- open", "|<!-- open"),
            ("<html lang='a", "|<html lang='a"),
        ];
        for (page, expected) in cases {
            assert_eq!(String::from_utf8(insert(page.as_bytes(), "|")).unwrap(), expected);
        }
    }
}
