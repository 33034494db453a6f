//! Sources as they are cited in one place of a claim, by their number.

use crate::output::Desk;
use crate::record::party::Citation;
use crate::theme::{Value, view};
use crate::tracker::SourceIx;
use crate::tracker::claim::Claim;
use crate::view::source::{self, ArchiveView};
use crate::view::{link, name};

view! {
    /// A source as it is cited in one place.
    #[derive(Debug)]
    struct CitationView<'a> {
        /// Its number on the claim's page.
        number: usize,
        /// The source's title, or what stands for it.
        title: &'a str,
        /// A link to its entry in the list of sources.
        href: String,
        /// Its address.
        url: Option<&'a str>,
        /// The archived copy of it.
        copy: Option<ArchiveView<'a>>,
        /// `supports`, `contradicts`, `context`.
        says: &'static str,
        /// Its own words.
        quote: Option<&'a str>,
        /// Their language.
        quote_lang: Option<&'a str>,
        /// Where in the source.
        at: Option<&'a str>,
    }
}

/// A source's number in the claim's list.
pub fn number(desk: &Desk<'_>, claim: &Claim, id: &str) -> Option<usize> {
    place(claim, *desk.tracker().names.sources.get(id)?)
}

fn place(claim: &Claim, ix: SourceIx) -> Option<usize> {
    claim.sources.iter().position(|source| *source == ix).map(|place| place + 1)
}

/// Sources as they are cited in one place of a claim.
pub fn citations<'c>(
    desk: &Desk<'_>,
    claim: &Claim,
    citations: impl IntoIterator<Item = &'c Citation>,
) -> Vec<Value> {
    citations.into_iter().filter_map(|citation| cite(desk, claim, citation)).collect()
}

fn cite(desk: &Desk<'_>, claim: &Claim, citation: &Citation) -> Option<Value> {
    let ix = *desk.tracker().names.sources.get(citation.source.as_str())?;
    let number = place(claim, ix)?;
    let record = &desk.tracker().sources[ix].record;
    let view = || CitationView {
        number,
        title: name::source_title(desk, record),
        url: record.url.as_ref().map(|url| &***url),
        copy: desk.if_read("copy", || record.copy().map(|copy| source::archive(desk, copy))),
        href: link::on_claim(desk, claim, &format!("src-{}", citation.source.value)),
        says: citation.says.word(),
        quote: citation.quote.as_deref(),
        quote_lang: citation.quote_lang.as_deref(),
        at: citation.at.as_deref(),
    };
    if citation.quote.is_some() || citation.at.is_some() {
        return Some(desk.show(&view()));
    }
    // A source is mostly cited many times over in the same few words.
    Some(desk.shared((citation.says.word(), std::ptr::from_ref(claim).addr(), ix), view))
}
