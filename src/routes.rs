//! Every address of the site, and the only place that makes links.
//!
//! An address is a [`SitePath`]: relative to the site's root, without a leading `/`; pages end with
//! `/` (the root page is the empty one). Addresses never change: what is here is a promise.

mod forms;
mod host;
mod path;

pub use forms::{CiteForm, FeedForm};
pub use host::{headers, redirects, security};
pub use path::{LinkStyle, SitePath, base_path, href};

use crate::record::id::{ClaimId, PageId, PersonId, PublisherId, StatusId, TopicId, UpdateId};
use crate::record::party::SourceKind;

/// The languages' place in addresses: `""` for the site's first, `"es/"` for another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Routes {
    prefix: Box<str>,
}

/// First segments that belong to generated pages: no page of `content/pages/` may take them as its
/// id without being that page's introduction, and none may be a language's code.
pub const RESERVED_SEGMENTS: &[&str] = &[
    "-",
    "assets",
    "changes",
    "claimants",
    "claims",
    "corrections",
    "data",
    "feed",
    "follow-ups",
    "milestones",
    "search",
    "source-kinds",
    "sources",
    "status",
    "topics",
    "years",
];

/// Generated pages that `pages/ID.md` may introduce.
pub const INTRODUCED: &[&str] = &[
    "changes",
    "claimants",
    "claims",
    "corrections",
    "data",
    "follow-ups",
    "methodology",
    "milestones",
    "source-kinds",
    "sources",
    "status",
    "topics",
    "years",
];

impl Routes {
    /// Of the site's first language.
    pub fn root() -> Self {
        Self { prefix: "".into() }
    }

    /// Of another language, by its code.
    pub fn language(code: &str) -> Self {
        Self { prefix: format!("{code}/").into() }
    }

    fn at(&self, rest: std::fmt::Arguments<'_>) -> SitePath {
        SitePath(format!("{}{rest}", self.prefix).into())
    }

    /// `/`
    pub fn home(&self) -> SitePath {
        self.at(format_args!(""))
    }

    /// `/claims/`, `/claims/page/2/`
    pub fn claims(&self, page: usize) -> SitePath {
        self.paged("claims", page)
    }

    /// `/status/`
    pub fn statuses(&self) -> SitePath {
        self.at(format_args!("status/"))
    }

    /// `/status/ID/`, `/status/ID/page/2/`
    pub fn status(&self, id: &StatusId, page: usize) -> SitePath {
        self.paged(&format!("status/{id}"), page)
    }

    /// `/topics/`
    pub fn topics(&self) -> SitePath {
        self.at(format_args!("topics/"))
    }

    /// `/topics/ID/`, `/topics/ID/page/2/`
    pub fn topic(&self, id: &TopicId, page: usize) -> SitePath {
        self.paged(&format!("topics/{id}"), page)
    }

    /// `/claimants/`
    pub fn claimants(&self) -> SitePath {
        self.at(format_args!("claimants/"))
    }

    /// `/claimants/ID/`, `/claimants/ID/page/2/`
    pub fn claimant(&self, id: &PersonId, page: usize) -> SitePath {
        self.paged(&format!("claimants/{id}"), page)
    }

    /// `/source-kinds/`
    pub fn source_kinds(&self) -> SitePath {
        self.at(format_args!("source-kinds/"))
    }

    /// `/source-kinds/KIND/`, `/source-kinds/KIND/page/2/`
    pub fn source_kind(&self, kind: SourceKind, page: usize) -> SitePath {
        self.paged(&format!("source-kinds/{}", kind.word()), page)
    }

    /// `/years/`
    pub fn years(&self) -> SitePath {
        self.at(format_args!("years/"))
    }

    /// `/years/YYYY/`, `/years/YYYY/page/2/`; `None` is `/years/undated/`
    pub fn year(&self, year: Option<i32>, page: usize) -> SitePath {
        match year {
            Some(year) => self.paged(&format!("years/{year:04}"), page),
            None => self.paged("years/undated", page),
        }
    }

    /// `/claims/rows.json`: what the script of lists reads.
    pub fn claim_rows(&self) -> SitePath {
        self.at(format_args!("claims/rows.json"))
    }

    /// `/claims/ID/`
    pub fn claim(&self, id: &ClaimId) -> SitePath {
        self.at(format_args!("claims/{id}/"))
    }

    /// `/claims/ID/u/UPDATE/`
    pub fn update(&self, id: &ClaimId, update: &UpdateId) -> SitePath {
        self.at(format_args!("claims/{id}/u/{update}/"))
    }

    /// `/claims/ID/2026-02/`
    pub fn month(&self, id: &ClaimId, month: &str) -> SitePath {
        self.at(format_args!("claims/{id}/{month}/"))
    }

    /// `/claims/ID/status.svg`
    pub fn badge(&self, id: &ClaimId) -> SitePath {
        self.at(format_args!("claims/{id}/status.svg"))
    }

    /// `/claims/ID/timeline.svg`
    pub fn timeline(&self, id: &ClaimId) -> SitePath {
        self.at(format_args!("claims/{id}/timeline.svg"))
    }

    /// `/card.png`
    pub fn card(&self) -> SitePath {
        self.at(format_args!("card.png"))
    }

    /// `/claims/ID/card.png`
    pub fn claim_card(&self, id: &ClaimId) -> SitePath {
        self.at(format_args!("claims/{id}/card.png"))
    }

    /// `/calendar.ics`
    pub fn calendar(&self) -> SitePath {
        self.at(format_args!("calendar.ics"))
    }

    /// `/claims/ID/calendar.ics`
    pub fn claim_calendar(&self, id: &ClaimId) -> SitePath {
        self.at(format_args!("claims/{id}/calendar.ics"))
    }

    /// `/claimants/ID/calendar.ics`
    pub fn claimant_calendar(&self, id: &PersonId) -> SitePath {
        self.at(format_args!("claimants/{id}/calendar.ics"))
    }

    /// `/claims/ID/cite.bib`; of an update `/claims/ID/cite/UPDATE.bib`
    pub fn cite(&self, id: &ClaimId, update: Option<&UpdateId>, form: CiteForm) -> SitePath {
        let ending = form.ending();
        match update {
            Some(update) => self.at(format_args!("claims/{id}/cite/{update}.{ending}")),
            None => self.at(format_args!("claims/{id}/cite.{ending}")),
        }
    }

    /// `/claims/ID/embed/`
    pub fn embed(&self, id: &ClaimId) -> SitePath {
        self.at(format_args!("claims/{id}/embed/"))
    }

    /// `/claims/ID/oembed.json`
    pub fn oembed(&self, id: &ClaimId) -> SitePath {
        self.at(format_args!("claims/{id}/oembed.json"))
    }

    /// `/status/ID/badge.svg`
    pub fn status_badge(&self, id: &StatusId) -> SitePath {
        self.at(format_args!("status/{id}/badge.svg"))
    }

    /// `/sources/`
    pub fn sources(&self) -> SitePath {
        self.at(format_args!("sources/"))
    }

    /// `/sources/PUBLISHER/`; `None` is `/sources/unattributed/`
    pub fn publisher(&self, id: Option<&PublisherId>) -> SitePath {
        match id {
            Some(id) => self.at(format_args!("sources/{id}/")),
            None => self.at(format_args!("sources/unattributed/")),
        }
    }

    /// `/milestones/`, `/milestones/page/2/`
    pub fn milestones(&self, page: usize) -> SitePath {
        self.paged("milestones", page)
    }

    /// `/follow-ups/`, `/follow-ups/page/2/`
    pub fn follow_ups(&self, page: usize) -> SitePath {
        self.paged("follow-ups", page)
    }

    /// `/changes/`, `/changes/page/2/`
    pub fn changes(&self, page: usize) -> SitePath {
        self.paged("changes", page)
    }

    /// `/corrections/`
    pub fn corrections(&self) -> SitePath {
        self.at(format_args!("corrections/"))
    }

    /// `/feed.xml`
    pub fn feed(&self, form: FeedForm) -> SitePath {
        self.at(format_args!("feed.{}", form.extension()))
    }

    /// `/feed/all.xml`; what is older, by its month: `/feed/all/2026-02.xml`
    pub fn feed_of_all(&self, page: Option<&str>, form: FeedForm) -> SitePath {
        let extension = form.extension();
        match page {
            Some(page) => self.at(format_args!("feed/all/{page}.{extension}")),
            None => self.at(format_args!("feed/all.{extension}")),
        }
    }

    /// `/claims/ID/feed.xml`
    pub fn claim_feed(&self, id: &ClaimId, form: FeedForm) -> SitePath {
        self.at(format_args!("claims/{id}/feed.{}", form.extension()))
    }

    /// `/topics/ID/feed.xml`
    pub fn topic_feed(&self, id: &TopicId, form: FeedForm) -> SitePath {
        self.at(format_args!("topics/{id}/feed.{}", form.extension()))
    }

    /// `/claimants/ID/feed.xml`
    pub fn claimant_feed(&self, id: &PersonId, form: FeedForm) -> SitePath {
        self.at(format_args!("claimants/{id}/feed.{}", form.extension()))
    }

    /// `/data/`
    pub fn data(&self) -> SitePath {
        self.at(format_args!("data/"))
    }

    /// `/search/`
    pub fn search(&self) -> SitePath {
        self.at(format_args!("search/"))
    }

    /// `/search/index/NAME`: a file of what is searched.
    pub fn search_index(&self, name: &str) -> SitePath {
        self.at(format_args!("search/index/{name}"))
    }

    /// `/PAGE-ID/`
    pub fn page(&self, id: &PageId) -> SitePath {
        self.at(format_args!("{id}/"))
    }

    /// `/methodology/`
    pub fn methodology(&self) -> SitePath {
        self.at(format_args!("methodology/"))
    }

    fn paged(&self, base: &str, page: usize) -> SitePath {
        if page <= 1 {
            self.at(format_args!("{base}/"))
        } else {
            self.at(format_args!("{base}/page/{page}/"))
        }
    }
}

/// `/claims/ID/claim.json`: exists once, whatever the languages.
pub fn claim_json(id: &ClaimId) -> SitePath {
    SitePath(format!("claims/{id}/claim.json").into())
}

/// `/data/NAME`: a table, its description, the database; each exists once, whatever the languages.
pub fn data_file(name: &str) -> SitePath {
    SitePath(format!("data/{name}").into())
}

/// `/claims/ID/status.json`: exists once, whatever the languages.
pub fn status_json(id: &ClaimId) -> SitePath {
    SitePath(format!("claims/{id}/status.json").into())
}

/// `/assets/NAME`
pub fn asset(name: &str) -> SitePath {
    SitePath(format!("assets/{name}").into())
}

/// `/404.html`
pub fn not_found() -> SitePath {
    SitePath::new("404.html")
}

/// `/sitemap.xml`; of a site too large for one file, its parts: `/sitemap-1.xml`
pub fn sitemap(part: Option<usize>) -> SitePath {
    match part {
        Some(number) => SitePath(format!("sitemap-{number}.xml").into()),
        None => SitePath::new("sitemap.xml"),
    }
}

/// `/robots.txt`
pub fn robots() -> SitePath {
    SitePath::new("robots.txt")
}

/// The permalink's fragment of an update on its claim's page.
pub fn update_anchor(update: &UpdateId) -> String {
    format!("u-{update}")
}

/// Whether a file stays in the output folder, and off the notes and histories that are kept there.
pub fn stays_inside(file: &str) -> bool {
    let first = file.split('/').next().unwrap_or_default().to_lowercase();
    file.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !file.chars().any(|c| c.is_control() || c == '\\')
        && !matches!(first.as_str(), ".onrecord" | ".git")
        && !std::path::Path::new(file).is_absolute()
}

/// The file name that an address gets in a folder of its own, for static files.
pub fn static_file(path: &str) -> SitePath {
    SitePath::new(path)
}

#[cfg(test)]
mod tests;
