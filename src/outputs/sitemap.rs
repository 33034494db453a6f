//! `sitemap.xml` and `robots.txt`: every page that is to be found, in every language.
//!
//! The form is that of the sitemap protocol 0.9, with the languages of a page as `xhtml:link`
//! alternates. Dates come from records, never from the build.

use std::fmt::Write;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::output::basis::number;
use crate::output::{Artifact, Basis, Index, LastMod, Made, OutputId, Part, Site};
use crate::record::text::Hash;
use crate::routes::{self, SitePath};
use crate::xml::escape;

/// What one file may hold, by the protocol.
const LIMITS: Limits = Limits { addresses: 50_000, bytes: 50 * 1024 * 1024 };

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const OPEN: &str = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                    xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
const CLOSE: &str = "</urlset>\n";

/// The sitemap and the file that points to it.
pub(super) struct Sitemap;

impl Index for Sitemap {
    fn id(&self) -> OutputId {
        "sitemap"
    }

    fn artifacts(&self, site: &Site, made: Made<'_>) -> Vec<Artifact> {
        // It holds whole addresses and nothing else.
        let mut artifacts = if site.config().has_address() {
            files(self.id(), site, &Listing::of(made), &LIMITS)
        } else {
            Vec::new()
        };
        // An editor's own robots.txt says more than ours.
        if made.others.at(&routes::robots()).is_none() {
            artifacts.push(robots(self.id()));
        }
        artifacts
    }
}

/// What one file may hold.
struct Limits {
    addresses: usize,
    bytes: usize,
}

/// One sitemap, or several and an index of them.
fn files(id: OutputId, site: &Site, listing: &Listing, limits: &Limits) -> Vec<Artifact> {
    let parts = listing.parts(site, limits);
    if let [part] = &parts[..] {
        return vec![part_file(id, routes::sitemap(None), listing, part.clone())];
    }
    let mut artifacts = Vec::with_capacity(parts.len() + 1);
    let paths: Vec<_> = (1..=parts.len()).map(|number| routes::sitemap(Some(number))).collect();
    for (path, part) in paths.iter().zip(parts) {
        artifacts.push(part_file(id, path.clone(), listing, part));
    }
    let basis = Basis::Print(number(paths.len()));
    artifacts.push(Artifact::drawn(id, 0, routes::sitemap(None), basis, move |desk, sheet| {
        sheet.text(&index(desk.site, &paths));
    }));
    artifacts
}

fn part_file(id: OutputId, path: SitePath, listing: &Listing, part: Range<usize>) -> Artifact {
    let (here, range) = (listing.clone(), part.clone());
    let basis = Basis::of(move |site| here.pages(site).print(range.clone()));
    let listing = listing.clone();
    Artifact::drawn(id, 0, path, basis, move |desk, sheet| {
        sheet.text(HEAD);
        sheet.text(OPEN);
        listing.pages(desk.site).entries(desk.site, part.clone(), |xml| sheet.text(xml));
        sheet.text(CLOSE);
    })
}

fn index(site: &Site, paths: &[SitePath]) -> String {
    let mut xml = format!("{HEAD}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in paths {
        let _ = writeln!(xml, "<sitemap><loc>{}</loc></sitemap>", escape(&site.absolute(path)));
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn robots(id: OutputId) -> Artifact {
    Artifact::drawn(id, 0, routes::robots(), Basis::NOTHING, |desk, sheet| {
        // RFC 9309: a group that allows everything; the sitemap line belongs to no group.
        sheet.text("User-agent: *\nAllow: /\n");
        if let Some(sitemap) = desk.site.address(&routes::sitemap(None)) {
            sheet.text(&format!("\nSitemap: {sitemap}\n"));
        }
    })
}

/// What is to be listed. It is put together when the first file asks for it: which files there are is mostly known
/// from the number of pages.
#[derive(Clone)]
struct Listing {
    claims: Arc<[Arc<Part>]>,
    others: Arc<[Listed]>,
    count: usize,
    /// The most bytes that one of the addresses takes.
    longest: usize,
    pages: Arc<OnceLock<Pages>>,
}

/// A page as the outputs made it.
struct Listed {
    path: SitePath,
    lang: usize,
    lastmod: LastMod,
}

impl Listing {
    fn of(made: Made<'_>) -> Self {
        let others = made.others.artifacts().iter().filter_map(|artifact| {
            let lastmod = artifact.lastmod.clone()?;
            Some(Listed { path: artifact.path.clone(), lang: artifact.lang, lastmod })
        });
        Self {
            claims: made.claims.into(),
            others: others.collect(),
            count: made.parts().map(Part::listed).sum(),
            longest: made.parts().map(Part::longest).max().unwrap_or(0),
            pages: Arc::default(),
        }
    }

    fn pages(&self, site: &Site) -> &Pages {
        self.pages.get_or_init(|| {
            let listed = |artifact: &Artifact| {
                let lastmod = artifact.lastmod.as_ref()?;
                Some((artifact.path.clone(), artifact.lang, lastmod.date(&site.tracker)))
            };
            let claims = self.claims.iter().flat_map(|part| part.artifacts().iter().filter_map(listed));
            let others =
                self.others.iter().map(|one| (one.path.clone(), one.lang, one.lastmod.date(&site.tracker)));
            Pages::of(site, claims.chain(others))
        })
    }

    /// How the pages are divided over files; always at least one.
    fn parts(&self, site: &Site, limits: &Limits) -> Vec<Range<usize>> {
        let room = limits.bytes - HEAD.len() - OPEN.len() - CLOSE.len();
        // Where even the longest entries fit, only their number counts.
        if limits.addresses.min(self.count).saturating_mul(self.most_bytes(site)) > room {
            return self.pages(site).parts(site, limits.addresses, room);
        }
        let starts = (0..self.count.max(1)).step_by(limits.addresses);
        starts.map(|start| start..self.count.min(start + limits.addresses)).collect()
    }

    /// The most bytes that an entry takes.
    fn most_bytes(&self, site: &Site) -> usize {
        /// `<url>`, `<loc>` and `<lastmod>` with a date.
        const ENTRY: usize = 100;
        /// `<xhtml:link …>` with a language's code.
        const VERSION: usize = 100;
        let address = escape(&site.config().base_url).to_string().len() + self.longest;
        let versions = if site.languages.len() > 1 { site.languages.len() } else { 0 };
        ENTRY + address + versions * (VERSION + address)
    }
}

/// Every page to be found, by address.
struct Pages {
    all: Vec<Page>,
    /// The same page in several languages, by its address without their prefixes: each with its
    /// language, the site's first one first.
    versions: FxHashMap<Box<str>, Vec<(usize, SitePath)>>,
}

struct Page {
    path: SitePath,
    lastmod: Option<Box<str>>,
    /// The key of its other languages, where there are some.
    key: Option<Box<str>>,
}

impl Pages {
    fn of(site: &Site, listed: impl Iterator<Item = (SitePath, usize, Option<Box<str>>)>) -> Self {
        let mut versions: FxHashMap<Box<str>, Vec<(usize, SitePath)>> = FxHashMap::default();
        let mut all = Vec::new();
        let several = site.languages.len() > 1;
        for (path, lang, lastmod) in listed {
            let home = site.languages[lang].routes.home();
            let key = path.as_str().strip_prefix(home.as_str()).filter(|_| several).map(Box::from);
            if let Some(key) = key.clone() {
                versions.entry(key).or_default().push((lang, path.clone()));
            }
            all.push(Page { path, lastmod, key });
        }
        all.sort_by(|a, b| a.path.cmp(&b.path));
        versions.retain(|_, versions| versions.len() > 1);
        for versions in versions.values_mut() {
            versions.sort();
        }
        for page in &mut all {
            page.key = page.key.take().filter(|key| versions.contains_key(key));
        }
        Self { all, versions }
    }

    /// How the pages are divided over files of so many addresses and bytes.
    fn parts(&self, site: &Site, addresses: usize, room: usize) -> Vec<Range<usize>> {
        let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
        let mut xml = String::new();
        for (at, page) in self.all.iter().enumerate() {
            xml.clear();
            self.entry(site, page, &mut xml);
            if at > start && (at - start == addresses || used + xml.len() > room) {
                parts.push(start..at);
                (start, used) = (at, 0);
            }
            used += xml.len();
        }
        parts.push(start..self.all.len());
        parts
    }

    /// What the entries of a file say, beside the settings.
    fn print(&self, range: Range<usize>) -> Hash {
        let mut hasher = blake3::Hasher::new();
        let mut text = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        for page in &self.all[range] {
            text(page.path.as_str());
            text(page.lastmod.as_deref().unwrap_or_default());
            let versions = page.key.as_ref().and_then(|key| self.versions.get(key));
            for (_, path) in versions.into_iter().flatten() {
                text(path.as_str());
            }
            text("");
        }
        Hash::from(&hasher.finalize())
    }

    /// Each entry of a file, in order.
    fn entries(&self, site: &Site, range: Range<usize>, mut each: impl FnMut(&str)) {
        let mut xml = String::new();
        for page in &self.all[range] {
            xml.clear();
            self.entry(site, page, &mut xml);
            each(&xml);
        }
    }

    fn entry(&self, site: &Site, page: &Page, xml: &mut String) {
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&site.absolute(&page.path)));
        if let Some(date) = &page.lastmod {
            let _ = write!(xml, "<lastmod>{}</lastmod>", escape(date));
        }
        let versions = page.key.as_ref().and_then(|key| self.versions.get(key));
        for (lang, path) in versions.into_iter().flatten() {
            let (code, address) = (&site.languages[*lang].code, site.absolute(path));
            let _ = write!(
                xml,
                "\n<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                escape(code),
                escape(&address)
            );
        }
        xml.push_str("</url>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outputs::sample::{self, blank, drawn, indexed};

    fn listed(lang: usize, path: &str) -> Artifact {
        blank(lang, path).in_sitemap(LastMod::Unknown)
    }

    fn listing(made: Vec<Artifact>) -> Listing {
        Listing::of(Made { claims: &[], others: &Part::new(made) })
    }

    #[test]
    fn pages_are_listed_with_their_dates_and_languages() {
        let site = sample::site();
        let made = [
            listed(1, "es/claims/bus-lanes/"),
            blank(0, "claims/bus-lanes/").in_sitemap(LastMod::Date("2026-02-13".into())),
            listed(0, "claims/bus-lanes/u/2026-02-13-1442/"),
            blank(0, "claims/bus-lanes/claim.json"),
        ];
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://example.org/tracker/claims/bus-lanes/</loc><lastmod>2026-02-13</lastmod>
<xhtml:link rel="alternate" hreflang="en" href="https://example.org/tracker/claims/bus-lanes/"/>
<xhtml:link rel="alternate" hreflang="es" href="https://example.org/tracker/es/claims/bus-lanes/"/></url>
<url><loc>https://example.org/tracker/claims/bus-lanes/u/2026-02-13-1442/</loc></url>
<url><loc>https://example.org/tracker/es/claims/bus-lanes/</loc>
<xhtml:link rel="alternate" hreflang="en" href="https://example.org/tracker/claims/bus-lanes/"/>
<xhtml:link rel="alternate" hreflang="es" href="https://example.org/tracker/es/claims/bus-lanes/"/></url>
</urlset>
"#;
        assert_eq!(drawn(&site, &indexed(&site, &Sitemap, made.to_vec()), "sitemap.xml"), expected);
    }

    #[test]
    fn robots_point_to_the_sitemap_unless_the_site_has_its_own() {
        let site = sample::site();
        let expected = "User-agent: *\nAllow: /\n\nSitemap: https://example.org/tracker/sitemap.xml\n";
        assert_eq!(drawn(&site, &indexed(&site, &Sitemap, Vec::new()), "robots.txt"), expected);
        let own = indexed(&site, &Sitemap, vec![blank(0, "robots.txt")]);
        assert_eq!(own.iter().map(|artifact| artifact.path.as_str()).collect::<Vec<_>>(), ["sitemap.xml"]);
    }

    #[test]
    fn more_addresses_than_a_file_may_hold_make_an_index() {
        let site = sample::site();
        let made: Vec<_> = (1..=5).map(|n| listed(0, &format!("claims/c{n}/"))).collect();
        let limits = Limits { addresses: 2, bytes: LIMITS.bytes };
        let artifacts = files("sitemap", &site, &listing(made), &limits);
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/tracker/sitemap-1.xml</loc></sitemap>
<sitemap><loc>https://example.org/tracker/sitemap-2.xml</loc></sitemap>
<sitemap><loc>https://example.org/tracker/sitemap-3.xml</loc></sitemap>
</sitemapindex>
"#;
        assert_eq!(drawn(&site, &artifacts, "sitemap.xml"), expected);
        let last =
            format!("{HEAD}{OPEN}<url><loc>https://example.org/tracker/claims/c5/</loc></url>\n{CLOSE}");
        assert_eq!(drawn(&site, &artifacts, "sitemap-3.xml"), last);
    }

    #[test]
    fn no_file_is_larger_than_the_protocol_allows() {
        let site = sample::site();
        let made: Vec<_> = (1..=5).map(|n| listed(0, &format!("claims/c{n}/"))).collect();
        let listing = listing(made);
        let mut entry = String::new();
        let pages = listing.pages(&site);
        pages.entry(&site, &pages.all[0], &mut entry);
        let two = entry.len() * 2;
        let limits = Limits { addresses: 50_000, bytes: HEAD.len() + OPEN.len() + CLOSE.len() + two };
        assert_eq!(listing.parts(&site, &limits), [0..2, 2..4, 4..5]);
        let artifacts = files("sitemap", &site, &listing, &limits);
        assert_eq!(drawn(&site, &artifacts, "sitemap-1.xml").len(), limits.bytes);
    }

    #[test]
    fn a_site_without_pages_has_an_empty_sitemap() {
        let site = sample::site();
        let artifacts = indexed(&site, &Sitemap, Vec::new());
        assert_eq!(drawn(&site, &artifacts, "sitemap.xml"), format!("{HEAD}{OPEN}{CLOSE}"));
    }
}
