//! The plain reader against the full parser, over documents drawn by lot and over what records look like.

use proptest::prelude::*;

use super::*;

/// What documents are put together from: whole lines, and pieces that make most of them wrong.
const PIECES: &[&str] = &[
    "title = \"Ein Satz, 日本\"\n",
    "a = \"x\"\n",
    "b=true # why\n",
    "c\t= 2026-02-13\r\n",
    "at = 2026-02-13T14:42:00+01:00\n",
    "d = [\"y\", \"z\"]\n",
    "e = [\n  { id = \"s-1\", says = \"supports\" },\n  \"s-2\",\n]\n",
    "f = { to = 2026-04-01, open = false }\n",
    "[[list]]\n",
    "[[a]]\n",
    "  # a note\n",
    "[table]\n",
    "a",
    "k-1",
    "_",
    "list",
    ".",
    "=",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    ",",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "#",
    "\"",
    "\"\"",
    "\"\"\"",
    "'x'",
    "\\",
    "\\n",
    "true",
    "false",
    "1",
    "1.5",
    "2026-02-13",
    "2026-02-30",
    "2026-02-13T14:42",
    "14:42",
    "0001-01-01T00:00:60Z",
    "-",
    "+",
    "Z",
    "é",
    "\u{85}",
    "\u{feff}",
    "\0",
    "\u{7f}",
];

/// Whether two trees are the same, places included.
fn same(one: &DeValue<'_>, other: &DeValue<'_>) -> bool {
    match (one, other) {
        (DeValue::Table(one), DeValue::Table(other)) => {
            let pair = |((a, x), (b, y)): ((&Key<'_>, &Value<'_>), (&Key<'_>, &Value<'_>))| {
                a.get_ref() == b.get_ref()
                    && a.span() == b.span()
                    && x.span() == y.span()
                    && same(x.get_ref(), y.get_ref())
            };
            one.len() == other.len() && one.iter().zip(other.iter()).all(pair)
        }
        (DeValue::Array(one), DeValue::Array(other)) => {
            let entry =
                |(x, y): (&Value<'_>, &Value<'_>)| x.span() == y.span() && same(x.get_ref(), y.get_ref());
            one.len() == other.len() && one.iter().zip(other.iter()).all(entry)
        }
        (DeValue::String(one), DeValue::String(other)) => one == other,
        (DeValue::Boolean(one), DeValue::Boolean(other)) => one == other,
        (DeValue::Datetime(one), DeValue::Datetime(other)) => one == other,
        _ => false,
    }
}

/// Whether a text is of the subset; it is held against the full parser then.
fn held_against_the_parser(text: &str) -> bool {
    let Some(plain) = read(text) else { return false };
    let (full, errors) = DeTable::parse_recoverable(text);
    assert!(errors.is_empty(), "{text:?}: {errors:?}");
    let (plain, full) = (DeValue::Table(plain), DeValue::Table(full.into_inner()));
    assert!(same(&plain, &full), "{text:?}: {plain:?} and {full:?}");
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_is_what_the_full_parser_reads(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..8)) {
        held_against_the_parser(&pieces.concat());
    }

    #[test]
    fn a_slip_in_a_record_is_seen(at in any::<prop::sample::Index>(), piece in prop::sample::select(PIECES), cut in 0..3_usize) {
        let text: Vec<char> = PIECES[..11].concat().replace("[[a]]\n", "").chars().collect();
        let at = at.index(text.len());
        let end = (at + cut).min(text.len());
        let text: String = text[..at].iter().copied().chain(piece.chars()).chain(text[end..].iter().copied()).collect();
        held_against_the_parser(&text);
    }
}

#[test]
fn a_plain_record_is_of_the_subset() {
    for text in [
        "",
        "\n# a\n",
        &PIECES[..9].concat(),
        "[[a]]\nx = \"1\"\n\n[[a]]\n[[b]]\n",
        "a = []\nb = {}",
        "a = \"\"",
    ] {
        assert!(held_against_the_parser(text), "{text:?}");
    }
}

#[test]
fn whatever_else_is_written_is_for_the_full_parser() {
    let others = [
        "a = 1",
        "a = 'x'",
        "a = \"\\n\"",
        "a.b = true",
        "\"a\" = true",
        "a = [[\"x\"]]",
        "[a]",
        "[[a.b]]",
        "a = true\na = true",
        "a = [\"x\"]\n[[a]]",
        "a = \"\"\"x\"\"\"",
        "a = \"x",
        "a = { b = true, }",
        "a = { b = [\"x\"] }",
        "a = 2026-02-30",
        "a = true b",
        "a = \"x\ny\"",
        "a = \"\u{7}\"",
        "# \u{7}",
        "\u{feff}a = true",
        "a = [\"x\" # y\n]",
        "a",
        "= true",
        "a = ",
        "a = true\r",
    ];
    for text in others {
        assert!(!held_against_the_parser(text), "{text:?}");
    }
}
