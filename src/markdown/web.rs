//! Where a text leads to other sites.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Piece;
use super::address::{Address, judge};

/// Addresses of other sites that links and images of a text lead to, in order, each with the bytes of its link.
pub fn web_links(pieces: &[Piece<'_>]) -> Vec<(String, Range<usize>)> {
    let link = |(event, range): &Piece<'_>| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => match judge(dest_url) {
            Address::Web(url) => Some((url, range.clone())),
            _ => None,
        },
        _ => None,
    };
    pieces.iter().filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::web_links;
    use crate::markdown::pieces;

    #[test]
    fn links_to_other_sites_are_listed_with_their_places() {
        let text = "See [a](https://example.org/a \"t\"), `[b](https://example.org/b)`, <HTTP://example.org/c>,\n\
                    ![d](https://example.org/d), [e](/about/), [f](mailto:f@example.org), [g][h]\n\n\
                    [h]: https://example.org/?g&amp;h";
        let found: Vec<_> = web_links(&pieces(text)).into_iter().map(|(url, at)| (url, &text[at])).collect();
        assert_eq!(
            found,
            [
                ("https://example.org/a".to_owned(), "[a](https://example.org/a \"t\")"),
                ("http://example.org/c".to_owned(), "<HTTP://example.org/c>"),
                ("https://example.org/d".to_owned(), "![d](https://example.org/d)"),
                ("https://example.org/?g&h".to_owned(), "[g][h]"),
            ]
        );
    }
}
