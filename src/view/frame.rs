//! What stands around every page: title, navigation, languages, foot.

use std::fmt::Write;

use crate::date::PartialDate;
use crate::output::{Desk, lastmod};
use crate::record::id::{PageId, UpdateId};
use crate::routes::{self, SitePath};
use crate::theme::view;
use crate::tracker::claim::Claim;
use crate::view::card::CardLink;
use crate::view::feed::{self, Feed, FeedLink};
use crate::view::part::{self, Link};

view! {
    /// The frame of a page.
    #[derive(Debug)]
    pub struct Frame<'a> {
        /// The page's title; empty on the home page.
        pub title: String,
        /// One sentence for search engines and previews.
        pub description: String,
        /// The page's absolute address.
        pub canonical: Option<String>,
        /// The page's language.
        pub lang: &'a str,
        /// The site's name.
        pub site: &'a str,
        /// The home page.
        pub home: String,
        /// What leads to the theme's files: `../../assets/`.
        pub assets: String,
        /// The navigation.
        pub nav: Vec<NavItem>,
        /// The same page in every language of the site, this one too; empty with one language.
        pub languages: Vec<Alternate<'a>>,
        /// Pages of the foot.
        pub pages: Vec<Link>,
        /// Who publishes.
        pub organisation: Option<&'a str>,
        /// Their address.
        pub organisation_url: Option<&'a str>,
        /// Where to write to, as a link target.
        pub contact: Option<String>,
        /// The day that the site is judged from, on pages that say so.
        pub as_of: Option<String>,
        /// When what the page is about was last checked, on pages that do not say the site's day.
        pub checked: Option<String>,
        /// What is marked on a page of `--drafts`.
        pub draft: bool,
        /// The picture that stands beside links to it.
        pub card: Option<CardLink>,
        /// When what it tells was published and last changed, on pages that tell of one thing.
        pub article: Option<Article>,
        /// The language as Open Graph writes it: `en`, `es_MX`.
        pub locale: String,
        /// Feeds that programs find on the page, its own first.
        pub feeds: Vec<FeedLink>,
        /// The site's feed, for readers.
        pub feed: Option<String>,
    }
}

view! {
    /// When what a page tells was published, and when it last changed.
    #[derive(Debug)]
    pub struct Article {
        /// ISO 8601; `None` where the record has no whole day.
        pub published: Option<String>,
        /// The same.
        pub modified: Option<String>,
    }
}

impl Article {
    /// A claim: published when it came to the site, changed by its latest update.
    pub fn of(claim: &Claim) -> Self {
        Self::new(&claim.dates.first_published, claim.dates.last_checked.as_ref())
    }

    /// Of two dates of the records.
    pub fn new(published: &PartialDate, modified: Option<&PartialDate>) -> Self {
        let machine = |date: &PartialDate| lastmod::literal(date).map(String::from);
        Self { published: machine(published), modified: modified.and_then(machine) }
    }
}

view! {
    /// One entry of the navigation.
    #[derive(Debug)]
    pub struct NavItem {
        /// Its word.
        pub label: String,
        /// Where it leads.
        pub href: String,
        /// The page is this one or below it.
        pub current: bool,
    }
}

view! {
    /// The same page in another language.
    #[derive(Debug)]
    pub struct Alternate<'a> {
        /// Language code.
        pub code: &'a str,
        /// The language's own name for itself.
        pub name: String,
        /// A link to it.
        pub href: String,
        /// Its absolute address.
        pub absolute: Option<String>,
        /// The language as Open Graph writes it.
        pub locale: String,
        /// It is this one.
        pub current: bool,
    }
}

/// Where a page sits: how it is called, and which address it has in each language.
pub struct Seat<'s> {
    /// The page's title; empty on the home page.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: String,
    /// The address in a language.
    pub address: &'s dyn Fn(&routes::Routes) -> SitePath,
    /// Whether the page says the day that it is judged from.
    pub dated: Dated,
}

/// Whether a page says the day that it is judged from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// It depends on the day and says it.
    Yes,
    /// It does not.
    No,
}

impl<'a> Frame<'a> {
    /// The frame of the page in this seat.
    pub fn new(desk: &Desk<'a>, seat: Seat<'_>) -> Self {
        let config = desk.config();
        let translations = &config.translations;
        let first = desk.routes().home();
        let as_of = (seat.dated == Dated::Yes).then(|| desk.words().day(desk.tracker().as_of.day));
        let organisation = config.organisation.as_ref();
        Self {
            title: seat.title,
            description: seat.description,
            canonical: desk.site.address(desk.path),
            lang: &desk.lang.code,
            site: part::plain(desk, translations, "title", &config.title),
            home: desk.href(&first),
            assets: desk.folder_href(&routes::asset("")),
            nav: desk.if_read("nav", || navigation(desk)),
            languages: desk.if_read("languages", || alternates(desk, seat.address)),
            pages: desk.if_read("pages", || foot(desk)),
            organisation: organisation.map(|o| part::plain(desk, translations, "organisation.name", &o.name)),
            organisation_url: organisation.and_then(|o| o.url.as_ref()).map(|url| &***url),
            contact: config.contact.as_deref().map(contact_link),
            as_of,
            checked: None,
            draft: false,
            card: desk.if_read("card", || CardLink::of_site(desk)),
            article: None,
            locale: locale(&desk.lang.code),
            feeds: desk.if_read("feeds", || feed::links(desk, Feed::Site)),
            feed: feed::link(desk, Feed::Site),
        }
    }

    /// The page is about one claim: its card stands beside links to the page.
    pub fn show(&mut self, desk: &Desk<'a>, claim: &'a Claim, article: Article) {
        self.card = desk.if_read("card", || CardLink::of_claim(desk, claim));
        self.article = Some(article);
    }

    /// The page has another feed beside the site's.
    pub fn offer(&mut self, desk: &Desk<'_>, feed: Feed) {
        self.feeds.extend(desk.if_read("feeds", || feed::links(desk, feed)));
    }

    /// The page has a feed of its own.
    pub fn follow(&mut self, desk: &Desk<'_>, feed: Feed) {
        self.feeds.splice(0..0, desk.if_read("feeds", || feed::links(desk, feed)));
    }
}

/// A language's code with its region set apart by `_`, the region in capitals (the Open Graph protocol's `og:locale`).
fn locale(code: &str) -> String {
    match code.split_once('-') {
        Some((language, region)) if region.len() == 2 => format!("{language}_{}", region.to_uppercase()),
        _ => code.replace('-', "_"),
    }
}

/// A mail address becomes a `mailto:` link, an address of the web stays.
pub fn contact_link(contact: &str) -> String {
    if contact.starts_with("https://") || contact.starts_with("http://") {
        contact.to_owned()
    } else {
        format!("mailto:{contact}")
    }
}

/// Where to dispute a claim or one of its updates; a letter names it in its subject.
pub fn dispute(desk: &Desk<'_>, claim: &Claim, update: Option<&UpdateId>) -> Option<String> {
    let link = contact_link(desk.config().contact.as_deref()?);
    if !link.starts_with("mailto:") || link.contains('?') {
        return Some(link);
    }
    let anchor = update.map_or_else(String::new, |id| format!("%23{}", routes::update_anchor(id)));
    Some(format!("{link}?subject=claims/{}/{anchor}", claim.record.id))
}

/// Where the history of a file is found; what has no place in the path of an address is encoded
/// (RFC 3986, section 3.3): folders may be named as their owners like.
pub fn edit_link(desk: &Desk<'_>, file: &str) -> Option<String> {
    let template = desk.config().edit_url.as_deref()?;
    let mut path = String::with_capacity(file.len());
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
    }
    Some(template.replace("{path}", &path))
}

fn navigation(desk: &Desk<'_>) -> Vec<NavItem> {
    let routes = desk.routes();
    let sections = [
        ("list", "nav.claims", routes.claims(1)),
        ("milestones", "nav.milestones", routes.milestones(1)),
        ("sources", "nav.sources", routes.sources()),
        ("changes", "nav.changes", routes.changes(1)),
        ("pages", "nav.methodology", routes.methodology()),
        ("search", "nav.search", routes.search()),
    ];
    let made = sections.into_iter().filter(|(output, ..)| desk.site.makes(output));
    made.map(|(_, key, path)| NavItem {
        label: desk.say(key),
        href: desk.href(&path),
        current: desk.path.as_str().starts_with(path.as_str()),
    })
    .collect()
}

fn alternates<'a>(desk: &Desk<'a>, address: &dyn Fn(&routes::Routes) -> SitePath) -> Vec<Alternate<'a>> {
    let languages = &desk.site.languages;
    if languages.len() < 2 {
        return Vec::new();
    }
    let alternate = |language: &'a crate::output::Language| {
        let path = address(&language.routes);
        Alternate {
            code: &language.code,
            name: language.strings.get("language.name").to_owned(),
            href: desk.href(&path),
            absolute: desk.site.address(&path),
            locale: locale(&language.code),
            current: language.code == desk.lang.code,
        }
    };
    languages.iter().map(alternate).collect()
}

/// Pages that the foot names: those of the site's own that say so, then the data.
fn foot(desk: &Desk<'_>) -> Vec<Link> {
    let mut links = if desk.site.makes("pages") { own_pages(desk) } else { Vec::new() };
    if desk.site.makes("data") && desk.config().has_tables() {
        links.push(Link { label: desk.say("data.title"), href: desk.href(&desk.routes().data()) });
    }
    links
}

fn own_pages(desk: &Desk<'_>) -> Vec<Link> {
    let pages = desk.tracker().pages.iter();
    let stands = |id: &PageId| desk.config().switched_off(id.as_str()).is_none();
    let mut pages: Vec<_> = pages.filter(|page| page.nav.is_some() && stands(&page.id)).collect();
    pages.sort_by_key(|page| (page.nav, page.id.clone()));
    let link =
        |id: &PageId, label: &str| Link { label: label.to_owned(), href: desk.href(&desk.routes().page(id)) };
    pages
        .iter()
        .map(|page| link(&page.id, part::plain(desk, &page.translations, "title", &page.title)))
        .collect()
}
