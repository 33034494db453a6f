//! RIS: a fact a line, each with a tag of two letters, two spaces, a hyphen and a space; lines end with CR and LF.
//!
//! It has no escapes: a text is in one line by the time that it comes here, so that none begins with a tag.

use crate::view::reference::{Reference, joined};

/// One entry: a page of the web.
pub(super) fn entry(reference: &Reference<'_>) -> String {
    let parts = reference.dated.parts();
    // Year, month, day and a word, with all slashes, whatever is known.
    let date = joined(parts, '/');
    let slashes = "/".repeat(3 - date.matches('/').count());
    let lines = [
        ("TY", Some("ELEC")),
        ("ID", Some(&*reference.key)),
        ("TI", Some(&*reference.title)),
        ("AU", reference.author.as_deref()),
        ("T2", Some(&*reference.site)),
        ("PB", reference.publisher.as_deref()),
        ("PY", Some(&date[..4])),
        ("DA", Some(&*format!("{date}{slashes}"))),
        ("LA", Some(reference.lang)),
        ("UR", reference.address.as_deref()),
        ("N1", Some(&*reference.note)),
        ("ER", Some("")),
    ];
    let said = lines.into_iter().filter_map(|(tag, text)| Some((tag, text?)));
    let said = said.filter(|(tag, text)| *tag == "ER" || !text.is_empty());
    said.map(|(tag, text)| [tag, "  - ", text, "\r\n"].concat()).collect()
}
