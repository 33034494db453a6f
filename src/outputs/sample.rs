//! A small tracker for the tests of outputs: two claims, everything that hangs on one of them, old ids.

mod claims;

use std::sync::Arc;

use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use crate::date::{Instant, PartialDate};
use crate::diagnostic::{FilePath, Span, Spanned};
use crate::output::{self, Artifact, Language, Site};
use crate::record::id::{ClaimId, PageId, PersonId, PublisherId, SourceId, StatusId, TopicId};
use crate::record::party::{
    Archive, Citation, Nature, PersonKind, PersonRecord, PublisherRecord, Says, SourceKind, SourceRecord,
    UrlStatus,
};
use crate::record::site::{Closing, Colour, Config, Lang, Settling, Shape, Status, Topic};
use crate::record::text::{Body, Hash, PageRecord, Text, TextChanged, TextReader};
use crate::routes::{LinkStyle, Routes};
use crate::theme::{Strings, Theme};
use crate::tracker::index::{Cited, CitedBy, Claimant, Publisher, Source, TopicEntry};
use crate::tracker::{AsOf, Tracker};
use claims::{bus_lanes, quiet};

/// A site of two languages with two claims: `bus-lanes`, which has everything, and `quiet`, which has nothing.
pub(super) fn site() -> Site {
    let language = |code: &str, routes| Language { code: code.into(), routes, strings: Arc::new(Strings {}) };
    Site {
        tracker: Arc::new(tracker()),
        theme: Arc::new(Theme {}),
        texts: Arc::new(InlineTexts),
        languages: vec![language("en", Routes::root()), language("es", Routes::language("es"))],
        links: LinkStyle::Folders,
        enabled: Vec::new(),
    }
}

/// What the artifact at `path` holds.
pub(super) fn drawn(site: &Site, artifacts: &[Artifact], path: &str) -> String {
    let artifact =
        artifacts.iter().find(|artifact| artifact.path.as_str() == path).expect("no such artifact");
    let mut bytes = Vec::new();
    output::draw(site, artifact, &mut bytes).expect("it draws");
    String::from_utf8(bytes).expect("it is text")
}

/// An empty artifact.
pub(super) fn blank(lang: usize, path: &str) -> Artifact {
    Artifact::drawn("claim", lang, crate::routes::SitePath::new(path), |_, _| {})
}

struct InlineTexts;

impl TextReader for InlineTexts {
    fn read(&self, text: &Text) -> Result<String, TextChanged> {
        match &text.body {
            Body::Inline { text, .. } => Ok(text.to_string()),
            Body::InFile { file, .. } => Err(TextChanged { file: file.clone() }),
        }
    }
}

fn file() -> FilePath {
    FilePath::new("content/sample.toml")
}

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

fn date(written: &str) -> PartialDate {
    PartialDate::parse(written, Tz::America__Mexico_City).expect("a date").date
}

fn text(source: &str) -> Text {
    let body = Body::Inline { file: file(), span: Span::default(), text: source.into() };
    let hash = Hash::of(source.as_bytes());
    Text { body, hash, length: source.len() as u32, links: Box::default() }
}

fn cites(source: &str, says: Says, quote: Option<&str>) -> Citation {
    let source = at(SourceId::new(source));
    let quote_lang = quote.map(|_| "es".into());
    Citation { source, says, quote: quote.map(Box::from), quote_lang, at: None, span: Span::default() }
}

fn status(id: &str, label: &str, colour: &str, aliases: &[&str]) -> Status {
    Status {
        id: StatusId::new(id),
        labels: vec![("en".into(), label.into())],
        meanings: Vec::new(),
        shape: Shape::Half,
        colour: Colour::parse(colour).expect("a colour"),
        dark: Colour([255; 3]),
        terminal: id == "complete",
        fulfils: id == "complete",
        initial: false,
        rating: None,
        retired: false,
        aliases: aliases.iter().map(|alias| StatusId::new(alias)).collect(),
    }
}

fn config() -> Config {
    let topic = Topic {
        id: at(TopicId::new("transport")),
        title: "Transport".into(),
        description: None,
        aliases: vec![at(TopicId::new("traffic"))],
    };
    let rule = Settling {
        from: Instant(i64::MIN),
        from_day: None,
        readings: 2,
        hours: 48,
        terminal: Closing::Editor,
    };
    Config {
        file: file(),
        hash: Hash::of(b""),
        title: "Sample".into(),
        description: None,
        base_url: "https://example.org/tracker/".into(),
        languages: vec![Lang { code: "en".into() }, Lang { code: "es".into() }],
        timezone: Tz::America__Mexico_City,
        theme: "default".into(),
        organisation: None,
        contact: None,
        edit_url: None,
        editors: Vec::new(),
        authority: None,
        as_of: None,
        topics: vec![topic],
        statuses: vec![
            status("in_progress", "In progress", "#1f5fa8", &["underway"]),
            status("complete", "Complete", "#1b6e3c", &[]),
        ],
        unassessed: status("not_assessed", "Not yet assessed", "#6b6b6b", &[]),
        settling: vec![rule],
        stale_after: None,
        checks: FxHashMap::default(),
        outputs: FxHashMap::default(),
        translations: Vec::new(),
    }
}

fn tracker() -> Tracker {
    let config = config();
    let topics =
        config.topics.iter().map(|topic| TopicEntry { topic: topic.clone(), claims: vec![0] }).collect();
    Tracker {
        config: Arc::new(config),
        as_of: AsOf { day: date("2026-02-14").day().expect("a day"), end: date("2026-02-14").end() },
        claims: vec![bus_lanes(), quiet()],
        claim_index: [(ClaimId::new("bus-lanes"), 0), (ClaimId::new("quiet"), 1)].into_iter().collect(),
        sources: vec![source()],
        source_index: [(SourceId::new("gazette-12"), 0)].into_iter().collect(),
        publishers: vec![Publisher { record: Arc::new(publisher()), sources: vec![0], speaks_for: vec![0] }],
        unattributed: Vec::new(),
        people: vec![Claimant { record: Arc::new(council()), claims: vec![0, 1] }],
        topics,
        changes: Vec::new(),
        milestones: Vec::new(),
        follow_ups: Vec::new(),
        corrections: Vec::new(),
        pages: vec![Arc::new(about())],
        statics: Vec::new(),
    }
}

fn council() -> PersonRecord {
    PersonRecord {
        id: at(PersonId::new("city-council")),
        file: file(),
        name: at("City Council".into()),
        kind: PersonKind::Body,
        roles: Vec::new(),
        same_as: Vec::new(),
        aliases: vec![at(PersonId::new("town-council"))],
        translations: Vec::new(),
    }
}

fn publisher() -> PublisherRecord {
    PublisherRecord {
        id: at(PublisherId::new("gazette")),
        file: file(),
        name: at("City Gazette".into()),
        kind: Some(SourceKind::Official),
        url: None,
        country: None,
        speaks_for: Vec::new(),
        reliability: None,
        aliases: vec![at(PublisherId::new("old-gazette"))],
        translations: Vec::new(),
    }
}

fn source() -> Source {
    let record = SourceRecord {
        id: at(SourceId::new("gazette-12")),
        file: file(),
        url: Some(at("https://example.org/gazette/12".into())),
        where_found: Some("Gazette 12, page 3".into()),
        title: Some("Works \"A\" & B".into()),
        publisher: Some(at(PublisherId::new("gazette"))),
        nature: Some(Nature::Primary),
        kind: Some(SourceKind::Official),
        published: Some(at(date("2026-01"))),
        accessed: None,
        archives: vec![Archive { url: at("https://example.org/copy/12".into()), date: None }],
        url_status: Some(UrlStatus::Live),
        url_checked: None,
        reliability: None,
        allow: Vec::new(),
        translations: Vec::new(),
    };
    let cited = |by, citation| Cited { claim: 0, by, citation };
    let quoted = || Some(cites("gazette-12", Says::Supports, Some("Las obras siguen.")));
    let cited = vec![
        cited(CitedBy::Appearance, None),
        cited(CitedBy::Update(0), quoted()),
        cited(CitedBy::Update(2), quoted()),
        Cited { claim: 1, by: CitedBy::Claim, citation: None },
    ];
    Source { record: Arc::new(record), publisher: Some(0), cited }
}

fn about() -> PageRecord {
    PageRecord {
        id: PageId::new("about"),
        file: file(),
        title: at("About".into()),
        description: None,
        nav: None,
        aliases: vec![at(PageId::new("info"))],
        draft: false,
        body: text(""),
        translations: Vec::new(),
    }
}
