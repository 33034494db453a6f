//! Settings of what the site holds: `[outputs.ID]`.

use super::Config;

/// `[outputs.ID]`.
#[derive(Clone, Debug)]
pub struct OutputSettings {
    /// Made at all.
    pub enabled: bool,
    /// `[outputs.updates] which`: pages for every update, not only human and key ones.
    pub every_update: bool,
    /// `[outputs.feed] entries`: so many stand in a feed.
    pub entries: usize,
    /// `[outputs.calendar] due`, `milestones`, `follow_ups`.
    pub dates: CalendarDates,
    /// `[outputs.list] source_kinds`, `years`, `filter`.
    pub lists: ListSettings,
    /// `[outputs.data] tables`: the tables of `/data/`, beside each claim's own file.
    pub tables: bool,
    /// `[outputs.cite] updates`: files for each update that is cited by itself, not only for claims.
    pub cited_updates: bool,
    /// `[outputs.cite] claim_review`: a rating for search engines, where a claim is closed for good.
    pub claim_review: bool,
    /// `[outputs.hosting]`: files for the host.
    pub hosting: Hosting,
}

impl Config {
    /// The setting by which the generated page of this id is off: the output and its key, `("list", "years")`; `None`
    /// where it is made, and for pages of the site's own.
    pub fn switched_off(&self, page: &str) -> Option<(&'static str, &'static str)> {
        let output = match page {
            "changes" | "corrections" => "changes",
            "claimants" | "claims" | "source-kinds" | "topics" | "years" => "list",
            "data" => "data",
            "follow-ups" | "milestones" => "milestones",
            "sources" => "sources",
            "status" => "status",
            _ => return None,
        };
        let settings = self.outputs.get(output)?;
        let key = match page {
            _ if !settings.enabled => "enabled",
            "source-kinds" if !settings.lists.source_kinds => "source_kinds",
            "years" if !settings.lists.years => "years",
            "data" if !settings.tables => "tables",
            _ => return None,
        };
        Some((output, key))
    }
}

/// Files that tell a host what pages cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hosting {
    /// Who reads them; without one there are none.
    pub host: Option<Host>,
    /// `_redirects`.
    pub redirects: bool,
    /// `_headers`.
    pub headers: bool,
    /// Compressed copies beside texts.
    pub compressed: bool,
}

/// A host of static files, by the form in which it is told of redirects and headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Cloudflare Pages, and Workers with static assets.
    Cloudflare,
    /// Netlify.
    Netlify,
}

impl Host {
    /// Of the word that site.toml uses.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "cloudflare" => Some(Self::Cloudflare),
            "netlify" => Some(Self::Netlify),
            _ => None,
        }
    }
}

impl Default for Hosting {
    fn default() -> Self {
        Self { host: None, redirects: true, headers: true, compressed: false }
    }
}

/// Which dates stand in calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDates {
    /// Due dates.
    pub due: bool,
    /// Milestones.
    pub milestones: bool,
    /// Follow-ups.
    pub follow_ups: bool,
    /// So many months stay in calendars of more than one claim after they are over.
    pub past_months: u32,
}

/// Which lists a site has beside those of claims, topics and claimants, and whether they can be searched in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListSettings {
    /// Lists by the kind of source that claims cite.
    pub source_kinds: bool,
    /// Lists by the year in which claims were made.
    pub years: bool,
    /// The filter of lists, which needs script, and the file that it reads.
    pub filter: bool,
}

impl Default for ListSettings {
    fn default() -> Self {
        Self { source_kinds: true, years: true, filter: true }
    }
}

impl Default for CalendarDates {
    fn default() -> Self {
        Self { due: true, milestones: true, follow_ups: true, past_months: 12 }
    }
}

impl Default for OutputSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            every_update: false,
            entries: 100,
            dates: CalendarDates::default(),
            lists: ListSettings::default(),
            tables: true,
            cited_updates: true,
            claim_review: false,
            hosting: Hosting::default(),
        }
    }
}
