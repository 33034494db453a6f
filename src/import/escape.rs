//! Plain text as Markdown that shows exactly that text.

/// `text` so that nothing in it is markup; web addresses become links that show themselves.
///
/// For the inside of a paragraph; what opens one goes through [`paragraph_start`] too.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, url, after)) = next_address(rest) {
        escape_into(&mut out, before);
        out.push('<');
        out.push_str(url);
        out.push('>');
        rest = after;
    }
    escape_into(&mut out, rest);
    out
}

/// A backslash where the first characters of a paragraph would make it a heading, list, quote or rule.
///
/// `escaped` comes from [`inline`].
pub fn paragraph_start(escaped: String) -> String {
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && escaped[digits..].starts_with(['.', ')']);
    let at = if numbered { digits } else { 0 };
    if numbered || escaped.starts_with(['#', '>', '+', '-', '=', '|', ':']) {
        format!("{}\\{}", &escaped[..at], &escaped[at..])
    } else {
        escaped
    }
}

/// The most bytes of an address: what browsers take for certain.
const LONGEST: usize = 2000;

/// The next web address of a text, with what stands before and after it.
///
/// It ends before white space, a bracket that it did not open, or the marks that end a sentence. What
/// is longer than `LONGEST` is text.
pub fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("http")?;
        let tail = &text[start..];
        let scheme = ["https://", "http://"].into_iter().find(|scheme| tail.starts_with(scheme));
        let end = scheme.map_or(0, |scheme| address_length(tail, scheme.len()));
        if let Some(scheme) = scheme
            && (scheme.len() + 1..=LONGEST).contains(&end)
            && !text[..start].ends_with(|c: char| c.is_alphanumeric())
        {
            return Some((&text[..start], &tail[..end], &tail[end..]));
        }
        // What is too long is left out whole, or its parts would be tried one by one.
        let whole = tail.find(char::is_whitespace).unwrap_or(tail.len());
        from = start + if end > LONGEST { whole } else { 4 };
    }
}

fn address_length(text: &str, scheme: usize) -> usize {
    let stops = |c: char| c.is_whitespace() || c.is_control() || "<>\"“”\\^`{|}".contains(c);
    let end = text[scheme..].char_indices().find(|(at, c)| stops(*c) || *at > LONGEST);
    let mut url = &text[..end.map_or(text.len(), |(at, _)| scheme + at)];
    while let Some(last) = url[scheme..].chars().next_back() {
        let unopened = |open, close| last == close && url.matches(open).count() < url.matches(close).count();
        if !".,;:!?'’*_".contains(last) && !unopened('(', ')') && !unopened('[', ']') {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url.len()
}

fn escape_into(out: &mut String, text: &str) {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = || text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let markup = match c {
            '\\' | '*' | '`' | '[' | '<' | '~' => true,
            // Inside a word an underscore is no markup, and `in_progress` stays readable.
            '_' => !(before.is_alphanumeric() && after().is_alphanumeric()),
            '&' => after() == '#' || after().is_ascii_alphabetic(),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        paragraph_start(inline(text))
    }

    #[test]
    fn nothing_in_plain_text_is_markup() {
        let cases = [
            ("remains in_progress", "remains in_progress"),
            ("_so_ *so* `so` ~so~", "\\_so\\_ \\*so\\* \\`so\\` \\~so\\~"),
            ("# no heading", "\\# no heading"),
            ("- no list", "\\- no list"),
            ("+++", "\\+++"),
            ("12. no list", "12\\. no list"),
            ("2026 is a year", "2026 is a year"),
            ("[note](x) <b> &amp; R&D a & b", "\\[note](x) \\<b> \\&amp; R\\&D a & b"),
            ("C:\\new", "C:\\\\new"),
            ("> no quote", "\\> no quote"),
        ];
        for (text, expected) in cases {
            assert_eq!(set(text), expected, "{text}");
        }
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let cases = [
            ("(see https://example.org/a_b/).", "(see <https://example.org/a_b/>)."),
            ("https://example.org/a;", "<https://example.org/a>;"),
            ("https://example.org/x_(y), then", "<https://example.org/x_(y)>, then"),
            ("https:// is a scheme, xhttps://a is none", "https:// is a scheme, xhttps://a is none"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text}");
        }
    }
}
