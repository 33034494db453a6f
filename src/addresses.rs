//! Addresses of other sites that records name, each with its place; how they are compared stands in `web`. Nothing here
//! asks anybody whether they answer.

pub mod web;

use crate::check::Read;
use crate::diagnostic::{FilePath, Place, Spanned};
use crate::markdown;
use crate::record::party::UrlStatus;
use crate::record::text::{TextChanged, TextReader};
use crate::tracker::Tracker;

/// An address as it is named in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As written.
    pub url: Box<str>,
    /// Where.
    pub place: Place,
    /// What it is there.
    pub role: Role,
}

/// What an address is where it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Of a source: what the record says became of it, and whether there is a copy.
    Source(Option<UrlStatus>, Copies),
    /// Of an archived copy.
    Archive,
    /// Of a publisher.
    Publisher,
    /// A link in a text.
    Text,
}

/// Whether a source has an archived copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copies {
    /// At least one.
    Some,
    /// None.
    None,
}

/// Which addresses are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of sources, archived copies and publishers.
    Records,
    /// Those that texts link to, too.
    Texts,
}

/// The addresses that a site names, in the order of sources, publishers and texts.
///
/// # Errors
/// A file with a text is no longer as it was loaded.
pub fn named(tracker: &Tracker, texts: &dyn TextReader, scope: Scope) -> Result<Vec<Named>, TextChanged> {
    let mut all = Vec::new();
    for source in tracker.sources.iter() {
        let record = &*source.record;
        let copies = if record.archives.is_empty() { Copies::None } else { Copies::Some };
        let role = Role::Source(record.url_status, copies);
        all.extend(record.url.iter().map(|url| Named::of(url, &record.file, role)));
        let copies = record.archives.iter();
        all.extend(copies.map(|archive| Named::of(&archive.url, &record.file, Role::Archive)));
    }
    for publisher in tracker.publishers.iter() {
        let record = &*publisher.record;
        all.extend(record.url.iter().map(|url| Named::of(url, &record.file, Role::Publisher)));
    }
    if scope == Scope::Texts {
        for claim in &tracker.claims {
            linked(&Read::claim(claim, texts)?, &mut all)?;
        }
        for page in &tracker.pages {
            linked(&Read::page(page, texts)?, &mut all)?;
        }
    }
    Ok(all)
}

fn linked(read: &Read<'_>, all: &mut Vec<Named>) -> Result<(), TextChanged> {
    for prose in &read.told()?.texts {
        let links = markdown::web_links(prose.pieces()).into_iter();
        all.extend(links.map(|(url, bytes)| Named {
            url: url.into(),
            place: prose.place(bytes),
            role: Role::Text,
        }));
    }
    Ok(())
}

impl Named {
    fn of(url: &Spanned<Box<str>>, file: &FilePath, role: Role) -> Self {
        Self { url: url.value.clone(), place: Place::new(file, url.span), role }
    }
}
