//! Field tables of site.toml and of pages.

use super::allow::ALLOW;
use crate::record::table::{IdOf, Kind, Table, may, must};

/// The words of `shape`.
pub const SHAPES: &[&str] = &[
    "ring",
    "half",
    "three-quarters",
    "tick",
    "cross",
    "pause",
    "half-square",
    "bar",
    "question",
    "shield",
    "dotted",
];

/// The words of `host`.
pub const HOSTS: &[&str] = &["cloudflare", "netlify"];

/// `site.toml`.
pub static SITE: Table = Table {
    name: "site",
    doc: "Who publishes, in which languages, by which rules",
    groups: &[&[
        must("title", Kind::Line, "The site's name").translated(),
        may("description", Kind::Prose, "One sentence on what it is").translated(),
        may("base_url", Kind::Address, "Where it is published; may have a path"),
        may("languages", Kind::Languages, "Language codes; the first lives at `/`; `[\"en\"]` if left out"),
        may("timezone", Kind::Line, "The zone in which days end (IANA name); `UTC` if left out"),
        may("theme", Kind::Line, "A folder of themes/; `default` if left out"),
        may("organisation", Kind::Table(&ORGANISATION), "Who publishes the site").translated(),
        may("licence", Kind::Table(&LICENCE), "Under which terms others may use the data"),
        may("contact", Kind::Line, "Where to dispute or correct: a web or mail address"),
        may("security", Kind::Table(&SECURITY), "Where weaknesses of the site are reported to"),
        may("edit_url", Kind::Line, "Where a record's history is found; holds `{path}`"),
        may("editors", Kind::Tables(&EDITOR), "Who edits"),
        may(
            "authority",
            Kind::Line,
            "`example.org,2026`: names ids outside the site, whatever `base_url` is",
        ),
        may("as_of", Kind::Day, "Judge from this day, unless told otherwise"),
        may(
            "stale_after",
            Kind::Integer(1, 36_500),
            "Days without an update after which an open claim is stale",
        ),
        may("topics", Kind::Tables(&TOPIC), "Topics in the order of the site").translated(),
        may("statuses", Kind::Tables(&STATUS), "The vocabulary, in place of the default one").translated(),
        may("settling", Kind::Tables(&SETTLING), "How readings of machines settle"),
        may("thresholds", Kind::Table(&THRESHOLDS), "From when on rules find something"),
        may("checks", Kind::NamedWords(&["off", "warning", "error"]), "Severity of rules, by code"),
        may("allow", Kind::Tables(&ALLOW), "Rules that this file itself is excused from, not its records"),
        may("outputs", Kind::Named(&OUTPUT), "Settings of outputs, by id"),
    ]],
};

/// `thresholds`.
pub static THRESHOLDS: Table = Table {
    name: "thresholds",
    doc: "From when on rules find something",
    groups: &[&[
        may(
            "updates_apart",
            Kind::Integer(0, 1440),
            "Minutes by which two updates of a claim should be apart; 10 if left out",
        ),
        may("challenge_open", Kind::Integer(1, 3650), "Days that a challenge may stay open; 30 if left out"),
        may("title_length", Kind::Integer(20, 500), "Characters of the longest title; 110 if left out"),
        may(
            "dated_ahead",
            Kind::Integer(1, 3650),
            "Days that a record may be dated ahead of the site; 60 if left out",
        ),
        may(
            "unanswered_days",
            Kind::Integer(1, 3650),
            "Days that readings of machines may stand against a headline without an answer; 7 if left out",
        ),
        may(
            "unanswered_readings",
            Kind::Integer(1, 1000),
            "So many readings of machines against a headline ask for an answer at once; 5 if left out",
        ),
    ]],
};

/// `organisation`.
pub static ORGANISATION: Table = Table {
    name: "organisation",
    doc: "Who publishes the site",
    groups: &[&[must("name", Kind::Line, "Its name").translated(), may("url", Kind::Address, "Its address")]],
};

/// `licence`.
pub static LICENCE: Table = Table {
    name: "licence",
    doc: "Under which terms others may use the data of the site",
    groups: &[&[
        must("name", Kind::Line, "Its name as printed: `CC BY 4.0`"),
        may("url", Kind::Address, "Where it can be read"),
    ]],
};

/// `security`.
pub static SECURITY: Table = Table {
    name: "security",
    doc: "Where weaknesses of the site are reported to (`security.txt`)",
    groups: &[&[
        may("contact", Kind::Line, "Where to report: a web or mail address; that of the site if left out"),
        must("expires", Kind::Day, "The last day on which all of this holds, at most a year ahead"),
        may("policy", Kind::Address, "How reports are dealt with"),
        may("encryption", Kind::Address, "A key to write with"),
        may("acknowledgments", Kind::Address, "Who is thanked"),
        may("preferred_languages", Kind::Languages, "Languages in which to write"),
    ]],
};

/// An entry of `editors`.
pub static EDITOR: Table = Table {
    name: "editor",
    doc: "One of the editors",
    groups: &[&[
        must("name", Kind::Line, "The name as printed, as updates write it"),
        may("role", Kind::Line, "Position").translated(),
    ]],
};

/// `[[topics]]`.
pub static TOPIC: Table = Table {
    name: "topic",
    doc: "A topic of the site",
    groups: &[&[
        must("id", Kind::Id(IdOf::Topic), "Its id, as claims write it"),
        must("title", Kind::Line, "Its name").translated(),
        may("description", Kind::Prose, "One sentence").translated(),
        may("aliases", Kind::Ids(IdOf::Topic), "Old ids; their addresses lead here"),
    ]],
};

/// `[[statuses]]`.
pub static STATUS: Table = Table {
    name: "status",
    doc: "A status of the vocabulary",
    groups: &[&[
        must("id", Kind::Id(IdOf::Status), "Its key, as updates write it"),
        may("label", Kind::Labels, "Its label: a text, or texts by language").translated(),
        may("meaning", Kind::Labels, "One sentence on what it means: a text, or texts by language")
            .translated(),
        may("shape", Kind::Word(SHAPES), "The mark that is drawn; `ring` if left out"),
        may("colour", Kind::Colour, "Ink on light paper"),
        may("dark", Kind::Colour, "Ink on dark paper"),
        may("terminal", Kind::Flag, "It closes a claim"),
        may("fulfils", Kind::Flag, "It counts as the promise fulfilled"),
        may("initial", Kind::Flag, "It is the status of a claim that nobody has read"),
        may("rating", Kind::Integer(-1000, 1000), "Its worth on the published rating scale"),
        may("retired", Kind::Flag, "No longer used for new readings"),
        may("aliases", Kind::Ids(IdOf::Status), "Old keys; their addresses lead here"),
    ]],
};

/// `[[settling]]`.
pub static SETTLING: Table = Table {
    name: "settling",
    doc: "How readings of machines settle, from a day on",
    groups: &[&[
        may("from", Kind::Day, "The day from which it holds; since ever if left out"),
        may("readings", Kind::Integer(1, 1000), "Consecutive readings that must agree; 2 if left out"),
        may("hours", Kind::Integer(0, 87_600), "Hours from the first to the last of them; 48 if left out"),
        may("terminal", Kind::Word(&["editor", "settled"]), "Who may close a claim; `editor` if left out"),
    ]],
};

/// `[outputs.ID]`.
pub static OUTPUT: Table = Table {
    name: "output",
    doc: "Settings of one output",
    groups: &[&[
        may("enabled", Kind::Flag, "Made at all; `true` if left out"),
        may(
            "which",
            Kind::Word(&["key", "all"]),
            "Which updates have a page of their own; `key` if left out",
        ),
        may("entries", Kind::Integer(1, 1000), "So many entries stand in a feed; 100 if left out"),
        may("due", Kind::Flag, "Due dates stand in calendars; `true` if left out"),
        may("milestones", Kind::Flag, "Milestones stand in calendars; `true` if left out"),
        may("follow_ups", Kind::Flag, "Follow-ups stand in calendars; `true` if left out"),
        may(
            "past_months",
            Kind::Integer(1, 1200),
            "So many months that are over stay in calendars of more than one claim; 12 if left out",
        ),
        may("source_kinds", Kind::Flag, "Lists by kind of source; `true` if left out"),
        may("years", Kind::Flag, "Lists by the year in which claims were made; `true` if left out"),
        may("filter", Kind::Flag, "Lists can be searched in place, with script; `true` if left out"),
        may(
            "tables",
            Kind::Flag,
            "Whether all claims are offered as tables too, at /data/; `true` if left out",
        ),
        may(
            "updates",
            Kind::Flag,
            "Whether each update that is cited by itself has citations as files; `true` if left out",
        ),
        may("claim_review", Kind::Flag, "Rate closed claims for search engines (`ClaimReview`)"),
        may(
            "host",
            Kind::Word(HOSTS),
            "The host that `_redirects` and `_headers` are for; none are made if left out",
        ),
        may("redirects", Kind::Flag, "`_redirects` is made for the host; `true` if left out"),
        may("headers", Kind::Flag, "`_headers` is made for the host; `true` if left out"),
        may("compressed", Kind::Flag, "Texts have compressed copies beside them (`.br`, `.gz`)"),
    ]],
};

/// `pages/ID.md`.
pub static PAGE: Table = Table {
    name: "page",
    doc: "A page of the site, or the introduction of a generated one",
    groups: &[&[
        must("title", Kind::Line, "Its title").translated(),
        may("description", Kind::Prose, "One sentence for lists and search engines").translated(),
        may(
            "nav",
            Kind::Integer(-1000, 1000),
            "Its place in the navigation, small first; not there if left out",
        ),
        may("aliases", Kind::Ids(IdOf::Page), "Old ids; their addresses lead here"),
        may("draft", Kind::Flag, "Not on the site without `--drafts`"),
        may("allow", Kind::Tables(&ALLOW), "Rules that this record is excused from"),
    ]],
};
