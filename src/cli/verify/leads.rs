//! Where an address leads, judged by its words alone: home, to a login. Pure.

use url::Url;

/// Last parts of paths of pages that say that something is missing.
const MISSING: &[&str] =
    &["404", "404.html", "404.htm", "not-found", "notfound", "page-not-found", "error404"];
/// Parts of paths, and first parts of names of hosts, of pages where one says who one is.
const LOGIN: &[&str] = &[
    "login",
    "log-in",
    "signin",
    "sign-in",
    "sso",
    "auth",
    "captcha",
    "consent",
    "checkpoint",
    "login.php",
    "login.aspx",
];
/// Last parts of paths of first pages.
const FIRST: &[&str] = &["", "index.html", "index.htm", "index.php", "default.aspx", "home", "inicio"];

/// Whether an address from deep in a site leads to a first page, or to one about what is missing.
pub(super) fn home(from: &Url, to: &Url) -> bool {
    (!is_first(from) && is_first(to)) || (!is_missing(from) && is_missing(to))
}

/// Whether an address leads to a login.
pub(super) fn to_login(from: &Url, to: &Url) -> bool {
    !is_login(from) && is_login(to)
}

fn is_first(url: &Url) -> bool {
    let mut parts: Vec<&str> = parts(url).collect();
    if parts.last().is_some_and(|last| FIRST.contains(&&*last.to_ascii_lowercase())) {
        parts.pop();
    }
    // `/es/`, `/pt-br/` are first pages of a language.
    let is_language = |part: &str| {
        let (code, country) = part.split_once(['-', '_']).unwrap_or((part, ""));
        code.len() == 2 && matches!(country.len(), 0 | 2) && [code, country].iter().all(|word| is_word(word))
    };
    url.query().is_none_or(str::is_empty) && (parts.is_empty() || (parts.len() == 1 && is_language(parts[0])))
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_missing(url: &Url) -> bool {
    parts(url).last().is_some_and(|last| MISSING.contains(&&*last.to_ascii_lowercase()))
}

fn is_login(url: &Url) -> bool {
    let first = url.host_str().and_then(|host| host.split('.').next()).unwrap_or_default();
    LOGIN.contains(&first)
        || first == "accounts"
        || parts(url).any(|part| LOGIN.contains(&&*part.to_ascii_lowercase()))
}

/// Parts of a path that are not empty.
fn parts(url: &Url) -> impl Iterator<Item = &str> {
    url.path_segments().into_iter().flatten().filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn home_and_missing_pages_are_told_from_others() {
        let cases = [
            ("https://a.example.org/news/1", "https://a.example.org/", true),
            ("https://a.example.org/news/1", "https://b.example.org", true),
            ("https://a.example.org/?id=7", "https://a.example.org/", true),
            ("https://a.example.org/news/1", "https://a.example.org/es/", true),
            ("https://a.example.org/news/1", "https://a.example.org/pt-BR/index.html", true),
            ("https://a.example.org/news/1", "https://a.example.org/Home", true),
            ("https://a.example.org/news/1", "https://a.example.org/errors/404.html", true),
            ("https://a.example.org/", "https://a.example.org/en/", false),
            ("https://a.example.org/en", "https://www.example.org/", false),
            ("https://a.example.org/news/1", "https://a.example.org/news/1/", false),
            ("https://a.example.org/news/1", "https://a.example.org/?id=1", false),
            ("https://a.example.org/news/1", "https://a.example.org/news/", false),
            ("https://a.example.org/404", "https://a.example.org/news/404", false),
        ];
        for (from, to, is) in cases {
            assert_eq!(home(&Url::parse(from).unwrap(), &Url::parse(to).unwrap()), is, "{from} {to}");
        }
    }

    #[test]
    fn logins_are_told_from_pages() {
        let cases = [
            ("https://a.example.org/doc", "https://a.example.org/login?next=/doc", true),
            ("https://a.example.org/doc", "https://accounts.example.org/x", true),
            ("https://a.example.org/doc", "https://login.example.org/", true),
            ("https://a.example.org/doc", "https://a.example.org/u/SignIn", true),
            ("https://a.example.org/doc", "https://a.example.org/logins-leaked", false),
            ("https://a.example.org/login", "https://a.example.org/sso", false),
        ];
        for (from, to, is) in cases {
            assert_eq!(to_login(&Url::parse(from).unwrap(), &Url::parse(to).unwrap()), is, "{from} {to}");
        }
    }
}
