//! Forms of values that are texts: ids, addresses, language codes.

use url::Url;

use super::{printable, with_article};
use crate::record::id::{IdFault, MAX_ID, slug};
use crate::record::table::IdOf;

/// What is wrong with an id, and what to write.
pub fn describe_id(of: IdOf, text: &str, fault: IdFault) -> (String, String) {
    let what = with_article(of.name());
    let form = if of == IdOf::Status {
        "letters a–z, digits, `_` and single hyphens"
    } else {
        "letters a–z, digits and single hyphens"
    };
    match fault {
        IdFault::Empty => (format!("an id of {what} is empty"), format!("write an id of {form}")),
        IdFault::TooLong => (
            format!("an id of {what} has {} bytes, more than {MAX_ID}", text.len()),
            "write a shorter one".to_owned(),
        ),
        IdFault::Form => {
            let joined = |slug: String| if of == IdOf::Status { slug.replace('-', "_") } else { slug };
            let meant = slug(text).map_or(String::new(), |slug| format!(", such as `{}`", joined(slug)));
            (
                format!("`{}` cannot be the id of {what}", printable(text)),
                format!("ids are {form} between words{meant}"),
            )
        }
    }
}

/// Whether `text` is an absolute address of the web (RFC 3986, schemes http and https) without white space.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        clean(text) && !host.is_empty() && !host.starts_with([':', '@', '.'])
    })
}

/// The address of a site as every program takes it, with `/` at its end; `None` where no host can have it.
///
/// What is ASCII stays as it is written. Else the host gets its form for programs (Unicode UTS 46: `bücher.example` is
/// `xn--bcher-kva.example`) and the path its percent signs: such addresses stand in files whose readers know ASCII alone.
pub fn site_address(text: &str) -> Option<Box<str>> {
    let known = Url::parse(text).ok()?;
    let written = if text.is_ascii() { text } else { known.as_str() };
    Some(format!("{}/", written.trim_end_matches('/')).into())
}

/// Whether `text` is a mail address alone, without `mailto:` and without anything that a browser could
/// take for a scheme or a query.
pub fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let dotted = host.contains('.') && !host.starts_with('.') && !host.contains('@');
    clean(text) && !name.is_empty() && dotted && !text.contains([':', '/', '?', '#', '%', '&', ','])
}

/// Without anything that has no place in an address, or that hides what it is: Unicode calls marks
/// that turn or join the letters around them without showing themselves "format characters".
fn clean(text: &str) -> bool {
    let hidden = |c| matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(byte);
    if text.as_bytes().iter().all(is_plain) {
        return true;
    }
    !text.chars().any(|c| c.is_whitespace() || c.is_control() || hidden(c) || "<>\"\\^`{|}".contains(c))
}

/// The first control character of a text that is none of line break and tab.
pub fn control_in(text: &str) -> Option<char> {
    // Controls are single bytes below a space, 0x7f, or characters that begin with 0xc2: most texts have none.
    let is_suspect = |byte: &u8| (*byte < b' ' && *byte != b'\n') || matches!(byte, 0x7f | 0xc2);
    if !text.as_bytes().iter().fold(false, |found, byte| found | is_suspect(byte)) {
        return None;
    }
    text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Whether `code` has the form of a language tag in lower case (BCP 47: letters, then subtags).
pub fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase()) && parts.all(subtag)
}

#[cfg(test)]
mod tests {
    use super::site_address;

    #[test]
    fn addresses_of_sites_are_in_ascii_and_end_with_a_slash() {
        let cases = [
            ("https://example.org", Some("https://example.org/")),
            ("http://Example.org:8080/a//", Some("http://Example.org:8080/a/")),
            ("https://BÜCHER.example/straße", Some("https://xn--bcher-kva.example/stra%C3%9Fe/")),
            ("https://bu\u{308}cher.example/", Some("https://xn--bcher-kva.example/")),
            ("https://пример.рф:444/а/%d0%b1/", Some("https://xn--e1afmkfd.xn--p1ai:444/%D0%B0/%d0%b1/")),
            ("https://[::1]:8080/", Some("https://[::1]:8080/")),
            ("https://[::1/", None),
            ("https://example.org:99999/", None),
            ("https://xn--ü.example/", None),
        ];
        for (written, expected) in cases {
            assert_eq!(site_address(written).as_deref(), expected, "{written}");
        }
    }
}
