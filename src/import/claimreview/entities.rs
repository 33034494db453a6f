//! Entities of HTML in texts that are none, as content systems leave them: `&oacute;` → `ó`.

/// What stands for U+00A0 to U+00FF, in their order (HTML 4.01, section 24.2).
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo",
    "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot",
    "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",
    "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute",
    "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash",
    "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde",
    "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc",
    "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave",
    "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// Signs of writing that stand elsewhere (HTML 4.01, section 24.4).
const OTHERS: [(&str, char); 34] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("bull", '•'),
    ("hellip", '…'),
    ("permil", '‰'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("euro", '€'),
];

/// The longest one, from `&` to `;`.
const LONGEST: usize = 10;

/// A text with the signs that its entities stand for, and the entities, each once; nothing where it has none.
pub(super) fn decoded(text: &str) -> Option<(String, Vec<&str>)> {
    let (mut decoded, mut found) = (String::new(), Vec::new());
    let mut from = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some((entity, sign)) = entity(&text[at..]) else { continue };
        decoded.push_str(&text[from..at]);
        decoded.push(sign);
        from = at + entity.len();
        if !found.contains(&entity) {
            found.push(entity);
        }
    }
    decoded.push_str(&text[from..]);
    (!found.is_empty()).then_some((decoded, found))
}

/// The entity that a text begins with.
fn entity(text: &str) -> Option<(&str, char)> {
    let end = text.as_bytes().iter().take(LONGEST).position(|byte| *byte == b';')?;
    let name = &text[1..end];
    let sign = match name.strip_prefix('#') {
        Some(number) if number.starts_with('+') => return None,
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) if hex.starts_with('+') => return None,
            Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).ok()?)?,
            None => char::from_u32(number.parse().ok()?)?,
        },
        None => named(name)?,
    };
    // A control character is no sign of writing.
    (!sign.is_control() || sign == '\n').then_some((&text[..=end], sign))
}

fn named(name: &str) -> Option<char> {
    let latin = ('\u{a0}'..='\u{ff}').zip(LATIN).find(|(_, latin)| *latin == name);
    latin
        .map(|(sign, _)| sign)
        .or_else(|| OTHERS.iter().find(|(other, _)| *other == name).map(|(_, sign)| *sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_become_the_signs_that_they_stand_for_once() {
        let cases = [
            ("&iquest;Subi&oacute; &mdash; 20&nbsp;%?", "¿Subió — 20\u{a0}%?"),
            ("&Ntilde;&yuml;&szlig;&euro;", "Ñÿß€"),
            ("A &amp; B&#39;s &#x201C;C&#x201D;", "A & B's “C”"),
            ("&amp;lt;", "&lt;"),
        ];
        for (text, expected) in cases {
            assert_eq!(decoded(text).map(|(text, _)| text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(decoded("a&amp;b&amp;c&lt;").map(|(_, found)| found), Some(vec!["&amp;", "&lt;"]));
        for none in [
            "", "&", "&;", "&#;", "&#x;", "&#0;", "&#xd800;", "&#+33;", "&#x+33;", "A&B;", "&é;", "&copy",
            "R&D",
        ] {
            assert_eq!(decoded(none), None, "{none}");
        }
    }
}
