//! Sources as they are cited in one place of a claim, by their number.

use crate::output::Desk;
use crate::record::party::Citation;
use crate::theme::view;
use crate::tracker::claim::Claim;
use crate::view::name;

view! {
    /// A source as it is cited in one place.
    #[derive(Debug)]
    pub struct CitationView<'a> {
        /// Its number on the claim's page.
        pub number: usize,
        /// The source's title, or what stands for it.
        pub title: &'a str,
        /// A link to its entry in the list of sources.
        pub href: String,
        /// `supports`, `contradicts`, `context`.
        pub says: &'static str,
        /// Its own words.
        pub quote: Option<&'a str>,
        /// Their language.
        pub quote_lang: Option<&'a str>,
        /// Where in the source.
        pub at: Option<&'a str>,
    }
}

/// A source's number in the claim's list.
pub fn number(desk: &Desk<'_>, claim: &Claim, id: &str) -> Option<usize> {
    let ix = desk.tracker().source_index.get(&crate::record::id::SourceId::new(id))?;
    claim.sources.iter().position(|source| source == ix).map(|place| place + 1)
}

/// Sources as they are cited in one place of a claim.
pub fn citations<'a>(desk: &Desk<'a>, claim: &'a Claim, citations: &'a [Citation]) -> Vec<CitationView<'a>> {
    let tracker = desk.tracker();
    let cite = |citation: &'a Citation| {
        let source = tracker.source(citation.source.as_str())?;
        let number = number(desk, claim, citation.source.as_str())?;
        let page = desk.routes().claim(&claim.record.id);
        let here = if *desk.path == page { String::new() } else { desk.href(&page) };
        Some(CitationView {
            number,
            title: name::source_title(desk, &source.record),
            href: format!("{here}#src-{}", citation.source.value),
            says: citation.says.word(),
            quote: citation.quote.as_deref(),
            quote_lang: citation.quote_lang.as_deref(),
            at: citation.at.as_deref(),
        })
    };
    citations.iter().filter_map(cite).collect()
}
