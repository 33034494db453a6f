//! Field tables of people, publishers and sources.

use super::allow::ALLOW;
use crate::record::party::{Nature, Says, SourceKind, UrlStatus};
use crate::record::table::{Field, IdOf, Kind, Table, may, must};

/// The words of `kind` of people.
pub const PERSON_KINDS: &[&str] = &["person", "body"];

/// `people.toml`.
pub static PEOPLE: Table = Table {
    name: "people",
    doc: "People and bodies who make claims",
    groups: &[&[may("people", Kind::Tables(&PERSON), "One entry for each").translated()]],
};

/// `[[people]]`.
pub static PERSON: Table = Table {
    name: "person",
    doc: "A person or a body who makes claims",
    groups: &[&[
        must("id", Kind::Id(IdOf::Person), "Its id, as claims write it"),
        must("name", Kind::Line, "The name as printed").translated(),
        may(
            "kind",
            Kind::Word(PERSON_KINDS),
            "One human being, or an office, ministry, company; `person` if left out",
        ),
        may("roles", Kind::Tables(&ROLE), "Offices held, with their dates"),
        may("same_as", Kind::Addresses, "Addresses elsewhere that name the same person"),
        may("aliases", Kind::Ids(IdOf::Person), "Old ids; their addresses lead here"),
        may("allow", Kind::Tables(&ALLOW), "Rules that this record is excused from"),
    ]],
};

/// An entry of `roles`.
pub static ROLE: Table = Table {
    name: "role",
    doc: "An office and when it was held",
    groups: &[&[
        must("title", Kind::Line, "Its title").translated(),
        may("from", Kind::Date, "Since"),
        may("to", Kind::Date, "Until, that day included"),
    ]],
};

/// `sources.toml`.
pub static SOURCES: Table = Table {
    name: "sources",
    doc: "Publishers, and sources that several claims share",
    groups: &[&[
        may("publishers", Kind::Tables(&PUBLISHER), "One entry for each publisher").translated(),
        may("sources", Kind::Tables(&SOURCE), "One entry for each source").translated(),
    ]],
};

/// `[[publishers]]`.
pub static PUBLISHER: Table = Table {
    name: "publisher",
    doc: "Who published a source",
    groups: &[&[
        must("id", Kind::Id(IdOf::Publisher), "Its id, as sources write it"),
        must("name", Kind::Line, "The name as printed").translated(),
        may("kind", Kind::Word(SourceKind::WORDS), "What sort of publisher"),
        may("url", Kind::Address, "Its address"),
        may("country", Kind::Line, "Its country"),
        may("speaks_for", Kind::Ids(IdOf::Person), "Claimants for whom it speaks"),
        may("reliability", Kind::Prose, "A note on how far it can be relied on").translated(),
        may("aliases", Kind::Ids(IdOf::Publisher), "Old ids; their addresses lead here"),
        may("allow", Kind::Tables(&ALLOW), "Rules that this record is excused from"),
    ]],
};

/// The keys of which a source needs one, so that a reader can find it.
pub const FOUND_BY: &[&str] = &["url", "title", "where"];

/// The keys of an entry that only cites a source; any other one declares it.
pub const CITING: &[&str] = &["id", "says", "quote", "quote_lang", "at"];

pub(super) const SOURCE_FIELDS: &[Field] = &[
    must("id", Kind::Id(IdOf::Source), "Its id, unique in the site"),
    may("url", Kind::Address, "Its address on the web"),
    may("where", Kind::Line, "Where else to find it: gazette and page, interview and date").translated(),
    may("title", Kind::Line, "Its title").translated(),
    may("publisher", Kind::Id(IdOf::Publisher), "Who published it"),
    may("nature", Kind::Word(Nature::WORDS), "Whether it made or saw the thing, or reports what others did"),
    may("kind", Kind::Word(SourceKind::WORDS), "What sort of source"),
    may("published", Kind::Date, "When it was published"),
    may("accessed", Kind::Date, "When the editors read it"),
    may("archives", Kind::Tables(&ARCHIVE), "Archived copies"),
    may("url_status", Kind::Word(UrlStatus::WORDS), "What became of the address"),
    may("url_checked", Kind::Date, "When the address was last tried"),
    may("reliability", Kind::Prose, "A note on how far it can be relied on").translated(),
    may("allow", Kind::Tables(&ALLOW), "Rules that this record is excused from"),
];

/// `[[sources]]` of sources.toml.
pub static SOURCE: Table = Table {
    name: "source",
    doc: "A piece of evidence: a page, a gazette, an interview",
    groups: &[SOURCE_FIELDS],
};

/// An entry of `sources` in a claim, an update or a milestone; with `url`, `title` or `where` it also declares the source.
pub static CITATION: Table = Table {
    name: "citation",
    doc: "A source as it is cited in one place",
    groups: &[
        &[
            may("says", Kind::Word(Says::WORDS), "What it does for the statement; `supports` if left out"),
            may("quote", Kind::Prose, "Its own words, verbatim"),
            may("quote_lang", Kind::Language, "The language of `quote`"),
            may("at", Kind::Line, "Where in the source: page, paragraph, minute"),
        ],
        SOURCE_FIELDS,
    ],
};

/// An entry of `archives`.
pub static ARCHIVE: Table = Table {
    name: "archive",
    doc: "A copy of a source that an archive keeps",
    groups: &[&[must("url", Kind::Address, "Its address"), may("date", Kind::Date, "When it was taken")]],
};
