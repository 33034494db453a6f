//! Nothing leads to a page.

use rustc_hash::FxHashSet;

use crate::check::{Level, Look, Rule, Scene, Stage};
use crate::diagnostic::Place;
use crate::record::decode::site_address;
use crate::record::page::PageRecord;
use crate::record::text::{LinkTarget, Text};
use crate::routes;

pub(super) const RULE: Rule = Rule {
    code: "orphan-page",
    summary: "Nothing leads to a page of the site's own.",
    explanation: "A page that nothing leads to is found by nobody, and a policy that nobody can find does not help when it \
                  is needed.\n\n\
                  The rule looks at `content/pages/`. A page is led to by `nav`, by a link in the text of a claim or of \
                  another page (in any language), by `contact`, and by a template of the theme that names its address. \
                  Introductions of generated pages, and drafts, are left alone.\n\n\
                  Link to it, give it a place in the navigation with `nav = 1`, or remove it. A page that is meant to be \
                  reached from elsewhere only (a letter, a form) turns the rule off under `[checks]`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        let own = |page: &&PageRecord| {
            let id = page.id.as_str();
            id != "home" && !routes::INTRODUCED.contains(&id) && page.nav.is_none() && !page.draft
        };
        let mut pages = scene.pages.iter().map(|page| &**page).filter(own).peekable();
        if pages.peek().is_none() {
            return;
        }
        let contact = scene.config.contact.as_deref().and_then(site_address);
        let base = &*scene.config.base_url;
        let linked = linked(scene, contact.as_deref().and_then(|contact| contact.strip_prefix(base)));
        for page in pages.filter(|page| !is_led_to(scene, page, &linked)) {
            findings.add(
                Place::new(&page.file, page.title.span),
                format!("nothing leads to page `{}`", page.id.as_str()),
                format!(
                    "link to `/{}/`, or give the page a place in the navigation: nav = 1",
                    page.id.as_str()
                ),
            );
        }
    })],
};

/// A page that links, and the first part of an address that it links to.
type Leads<'a> = FxHashSet<(Option<&'a str>, &'a str)>;

fn is_led_to(scene: &Scene<'_>, page: &PageRecord, linked: &Leads<'_>) -> bool {
    let mut names = page.aliases.iter().map(|alias| alias.as_str()).chain([page.id.as_str()]);
    let others = |name: &str| linked.iter().any(|(from, to)| *to == name && *from != Some(page.id.as_str()));
    names.any(|name| others(name) || scene.theme.is_some_and(|theme| theme.names_page(name)))
}

/// What texts of the site link to, and its contact.
fn linked<'a>(scene: &Scene<'a>, contact: Option<&'a str>) -> Leads<'a> {
    let mut leads = Leads::default();
    let records = scene.records;
    let mut add = |from: Option<&'a str>, address: &'a str| {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let first = parts.next();
        let is_language = |part: &&str| records.config.languages.iter().any(|lang| *lang.code == **part);
        // `/es/about/`
        let first = if first.as_ref().is_some_and(is_language) { parts.next() } else { first };
        leads.extend(first.map(|first| (from, first)));
    };
    for text in records.claims.iter().flat_map(|claim| claim.texts()) {
        addresses(text).for_each(|address| add(None, address));
    }
    for page in &records.pages {
        for text in page.texts() {
            addresses(text).for_each(|address| add(Some(page.id.as_str()), address));
        }
    }
    if let Some(path) = contact {
        add(None, path);
    }
    leads
}

fn addresses(text: &Text) -> impl Iterator<Item = &str> {
    text.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Site(address) => Some(&**address),
        LinkTarget::Source(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    fn page(lines: &str, body: &str) -> String {
        format!("+++\ntitle = \"Press\"\n{lines}\n+++\n\n{body}\n")
    }

    #[test]
    fn a_page_that_only_itself_leads_to_is_found() {
        fires(
            &RULE,
            &[
                ("pages/press.md", &page("", "See [above](/press/) and [claims](/claims/).")),
                ("claims/lanes.md", &claim("", "`/press/` and [a file](/files/press/x.pdf)")),
                ("static/files/press/x.pdf", ""),
            ],
            &[
                "pages/press.md:2:9: nothing leads to page `press` (link to `/press/`, or give the page a place in the \
               navigation: nav = 1)",
            ],
        );
    }

    #[test]
    fn pages_that_something_leads_to_are_quiet() {
        let site = "title = \"Site\"\nbase_url = \"https://site.example.org/t/\"\ncontact = \
                    \"https://site.example.org/t/press/#desk\"\n";
        quiet(&RULE, &[("site.toml", site), ("pages/press.md", &page("", ""))]);
        let site = "title = \"Site\"\nbase_url = \"https://bücher.example/ü/\"\ncontact = \
                    \"https://bücher.example/ü/press/#desk\"\n";
        quiet(&RULE, &[("site.toml", site), ("pages/press.md", &page("", ""))]);
        quiet(&RULE, &[("pages/press.md", &page("nav = 3", ""))]);
        quiet(&RULE, &[("pages/press.md", &page("draft = true", ""))]);
        quiet(&RULE, &[("pages/methodology.md", &page("", "")), ("pages/home.md", &page("", ""))]);
        for link in ["/press/", "/press/#desk", "/es/press/", "/media/?a"] {
            let record = claim("", &format!("It opened ([see]({link}))."));
            let site =
                "title = \"Site\"\nbase_url = \"https://site.example.org/\"\nlanguages = [\"en\", \"es\"]\n";
            let press = page("aliases = [\"media\"]", "");
            quiet(&RULE, &[("site.toml", site), ("pages/press.md", &press), ("claims/lanes.md", &record)]);
        }
    }
}
