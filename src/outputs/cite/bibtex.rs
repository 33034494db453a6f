//! BibTeX: an entry of the type `misc`, which every style knows. `date` and `language` are for BibLaTeX.

use std::fmt::Write;

use crate::view::reference::{Reference, edtf};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// One entry.
pub(super) fn entry(reference: &Reference<'_>) -> String {
    let parts = reference.dated.parts();
    // In double braces a name is one name, whatever commas or `and` it holds, and a title keeps its capitals.
    let whole = |text: &str| format!("{{{{{}}}}}", escaped(text));
    let field = |text: &str| format!("{{{}}}", escaped(text));
    let organisation = reference.publisher.as_ref().filter(|name| reference.author.as_ref() != Some(name));
    let month = parts.month.and_then(|month| MONTHS.get(month as usize - 1));
    let fields = [
        ("author", reference.author.as_deref().map(whole)),
        ("title", Some(whole(&reference.title))),
        ("howpublished", Some(field(&reference.site))),
        ("organization", organisation.map(|name| field(name))),
        ("date", Some(format!("{{{}}}", edtf(reference.dated)))),
        ("year", Some(format!("{{{:04}}}", parts.year))),
        ("month", month.map(|month| (*month).to_owned())),
        ("url", reference.address.as_deref().map(address)),
        ("language", Some(format!("{{{}}}", reference.lang))),
        ("note", Some(field(&reference.note))),
    ];
    let mut text = format!("@misc{{{},\n", reference.key);
    for (name, value) in fields {
        if let Some(value) = value.filter(|value| !value.trim_matches(['{', '}']).is_empty()) {
            let _ = writeln!(text, "  {name} = {value},");
        }
    }
    text.push_str("}\n");
    text
}

/// A text with every sign that TeX reads otherwise. A brace is written as a word: BibTeX counts braces without
/// a look at what stands before them, so that `\{` alone would never be closed.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    for c in text.chars() {
        // Two of these together are a dash or a quotation mark.
        if before.replace(c) == Some(c) && matches!(c, '-' | '\'' | ',' | '<' | '>') {
            out.push_str("{}");
        }
        match c {
            '`' => out.push_str("\\textasciigrave{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address, which styles read as it is written; what would end the field is percent-encoded (RFC 3986,
/// section 2.1).
fn address(url: &str) -> String {
    let plain = url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C");
    format!("{{{plain}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_tex_is_written_out_and_braces_balance() {
        let hostile = r"50 % & $1 #2 a_b {c \d ~e ^f} } @misc{x, --- `g''";
        let written = escaped(hostile);
        let expected = r"50 \% \& \$1 \#2 a\_b \textbraceleft{}c \textbackslash{}d \textasciitilde{}e \textasciicircum{}f\textbraceright{} \textbraceright{} @misc\textbraceleft{}x, -{}-{}- \textasciigrave{}g'{}'";
        assert_eq!(written, expected);
        assert_eq!(written.matches('{').count(), written.matches('}').count());
        assert_eq!(address("https://example.org/a{b}/%20_c"), "{https://example.org/a%7Bb%7D/%20_c}");
    }
}
