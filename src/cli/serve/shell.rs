//! The bar around a framed page: its address, day, language and width.

use onrecord::routes::SitePath;
use onrecord::session::Stand;

use super::address::{self, Found, View};
use super::desk::Edition;
use super::markup::Html;
use super::surface::{self, fill};

/// Widths of the frame: a phone, a tablet, a desk, the whole window.
const WIDTHS: [(&str, &str); 4] = [("360", "360"), ("768", "768"), ("1440", "1440"), ("full", "Full")];

/// The shell as a page.
pub(super) fn page(view: &View, width: &str, edition: &Edition) -> Html {
    let chosen = WIDTHS.iter().find(|(value, _)| *value == width).map_or("full", |(value, _)| value);
    let radio = |(value, label): &(&str, &str)| {
        let checked = if *value == chosen { " checked" } else { "" };
        format!("<label><input type=\"radio\" name=\"width\" value=\"{value}\"{checked}>{label}</label>")
    };
    let values = [
        ("at", Html::text(&view.path)),
        ("bar", bar(view, edition)),
        ("widths", Html::written(WIDTHS.iter().map(radio).collect::<Vec<_>>().join("\n"))),
        ("src", Html::text(&address::link(view))),
    ];
    fill(surface::SHELL, &values)
}

/// What follows the page that is framed: its day, and the same page in other languages.
pub(super) fn bar(view: &View, edition: &Edition) -> Html {
    let day = edition.stand.as_ref().map(|stand| stand.day().to_string()).unwrap_or_default();
    let own = if view.day.is_some() { "" } else { " hidden" };
    let languages = edition.stand.as_ref().map(|stand| languages(view, stand)).unwrap_or_default();
    Html::written(format!(
        "<label><span>Day</span><input id=\"day\" type=\"date\" name=\"day\" value=\"{day}\"></label>\n\
         <button id=\"own-day\" type=\"button\"{own}>The site’s own day</button>\n\
         <nav id=\"languages\" aria-label=\"Languages\">{languages}</nav>"
    ))
}

/// Links to the page in each language that has it; none where it is in one alone.
fn languages(view: &View, stand: &Stand) -> Html {
    let Found::At(path) = address::find(stand, &view.path) else { return Html::default() };
    let codes: Vec<&str> = stand.plan().site.languages.iter().map(|language| &*language.code).collect();
    let pages = in_languages(path.as_str(), &codes, &|path| stand.at(path).is_some());
    if pages.len() < 2 {
        return Html::default();
    }
    let link = |(code, at): &(&str, String)| {
        let current = if at == path.as_str() { " aria-current=\"page\"" } else { "" };
        let to = Html::text(&address::link(&View { day: view.day, path: at.clone() }));
        let code = Html::text(code);
        let day = view.day.map(|day| format!("&amp;day={day}")).unwrap_or_default();
        let shell = format!("/-/?at={}{day}", address::encode(at));
        format!("<a href=\"{shell}\" data-to=\"{to}\" hreflang=\"{code}\"{current}>{code}</a>")
    };
    Html::written(pages.iter().map(link).collect::<Vec<_>>().join(" "))
}

/// A page's address in each of the languages that has it; the first of them stands at the root.
fn in_languages<'a>(
    path: &str,
    codes: &[&'a str],
    has: &dyn Fn(&SitePath) -> bool,
) -> Vec<(&'a str, String)> {
    let Some((first, others)) = codes.split_first() else { return Vec::new() };
    let bare = others.iter().find_map(|code| path.strip_prefix(code)?.strip_prefix('/')).unwrap_or(path);
    let prefixed = others.iter().map(|code| (*code, format!("{code}/{bare}")));
    let all = std::iter::once((*first, bare.to_owned())).chain(prefixed);
    all.filter(|(_, path)| has(&SitePath::new(path))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_in_the_languages_that_have_it() {
        let held = ["", "es/", "claims/a/", "es/claims/a/", "essay/", "only/"];
        let find = |path: &str| {
            let pages = in_languages(path, &["en", "es"], &|path| held.contains(&path.as_str()));
            pages.into_iter().map(|(code, path)| format!("{code}:{path}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(find(""), "en: es:es/");
        assert_eq!(find("es/claims/a/"), "en:claims/a/ es:es/claims/a/");
        assert_eq!(find("essay/"), "en:essay/");
        assert_eq!(find("only/"), "en:only/");
    }
}
