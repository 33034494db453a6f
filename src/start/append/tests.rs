//! Appending, over texts as people write them.

use super::*;
use crate::import::NewPerson;
use crate::record::party::PersonKind;
use crate::start::person;

fn appended(path: &str, text: &str) -> String {
    let entry = Entry { table: "[[m]]\nid = 1\n".into(), inline: "{ id = 1 }".into() };
    let after = append(&FilePath::new(path), text, "m", &[entry]).unwrap();
    assert!(is_kept(text, &after), "{text:?} in {after:?}");
    let part = part(&FilePath::new(path), &after).unwrap();
    let read: toml::Table = after[part].parse().unwrap_or_else(|fault| panic!("{fault}\n{after}"));
    assert_eq!(read["m"].as_array().unwrap().last().unwrap()["id"].as_integer(), Some(1), "{after}");
    after
}

/// Whether `text` is `after` without some bytes.
fn is_kept(text: &str, after: &str) -> bool {
    let mut rest = after.bytes();
    text.bytes().all(|byte| rest.any(|other| other == byte))
}

#[test]
fn an_entry_goes_behind_the_last_of_its_kind() {
    let cases = [
        ("", "[[m]]\nid = 1\n"),
        ("a = 1\n", "a = 1\n\n[[m]]\nid = 1\n"),
        ("a = 1", "a = 1\n\n[[m]]\nid = 1\n"),
        // Notes below the last entry are its own, those right above a header are of that.
        (
            "[[m]]\nid = 0 # zero\n# state = 1\n\n# of n\n[n]\nx = 1\n",
            "[[m]]\nid = 0 # zero\n# state = 1\n\n[[m]]\nid = 1\n\n# of n\n[n]\nx = 1\n",
        ),
        ("[[m]]\nid = 0\n[n]\nx = 1\n", "[[m]]\nid = 0\n\n[[m]]\nid = 1\n[n]\nx = 1\n"),
        ("[[m]]\nid = 0\n\n# the end\n", "[[m]]\nid = 0\n\n# the end\n\n[[m]]\nid = 1\n"),
        // With the tables inside the last one, and lines that only look like headers.
        (
            "[[m]]\n[[m.k]]\nt = \"\"\"\n[[m]]\n\"\"\"\n[[o]]\n",
            "[[m]]\n[[m.k]]\nt = \"\"\"\n[[m]]\n\"\"\"\n\n[[m]]\nid = 1\n[[o]]\n",
        ),
        ("[[m]]\n[[o]]\n", "[[m]]\n\n[[m]]\nid = 1\n[[o]]\n"),
    ];
    for (before, expected) in cases {
        assert_eq!(appended("a.toml", before), expected, "{before}");
    }
}

#[test]
fn a_list_between_brackets_stays_one() {
    let cases = [
        ("m = []\nz = 1\n", "m = [{ id = 1 }]\nz = 1\n"),
        ("m = [{ id = 0 }]\n", "m = [{ id = 0 }, { id = 1 }]\n"),
        ("m = [ { id = 0 }, ]\n", "m = [ { id = 0 }, { id = 1 }, ]\n"),
        ("m = [\n  { id = 0 },\n  'x' # n\n]\n", "m = [\n  { id = 0 },\n  'x', # n\n  { id = 1 },\n]\n"),
        ("m = [\n  { id = 0 }, # n\n]\n", "m = [\n  { id = 0 }, # n\n  { id = 1 },\n]\n"),
        ("m = [\n  'x']\n", "m = [\n  'x',\n  { id = 1 },\n]\n"),
        ("m = [\n  'x',]\n", "m = [\n  'x',\n  { id = 1 },\n]\n"),
    ];
    for (before, expected) in cases {
        assert_eq!(appended("a.toml", before), expected, "{before}");
    }
}

#[test]
fn marks_line_ends_and_bodies_stay() {
    let before = "\u{feff}+++\r\na = 1\r\n+++\r\n\r\n[[m]]\r\nText.\r\n";
    let after = "\u{feff}+++\r\na = 1\r\n\r\n[[m]]\r\nid = 1\r\n+++\r\n\r\n[[m]]\r\nText.\r\n";
    assert_eq!(appended("a.md", before), after);
    assert_eq!(appended("a.md", "+++\n+++"), "+++\n[[m]]\nid = 1\n+++");
}

#[test]
fn what_cannot_be_added_to_is_refused() {
    let entry = Entry { table: "[[m]]\n".into(), inline: "{}".into() };
    let refused = |path: &str, text: &str| {
        append(&FilePath::new(path), text, "m", std::slice::from_ref(&entry)).unwrap_err()
    };
    assert_eq!(refused("a.toml", "m = 1\n"), "`m` is no list");
    assert_eq!(refused("a.toml", "m = [\n"), "it is not valid TOML");
    let odd = "its list `m` is written in a way that is not understood here: add the entry by hand";
    assert_eq!(refused("a.toml", "m = [\n  'x'\n  , ]\n"), odd);
    assert_eq!(refused("a.md", "Text.\n"), "it has no front matter between two lines `+++`");
    assert_eq!(refused("a.md", "+++\na = 1\n"), "it has no front matter between two lines `+++`");
}

#[test]
fn people_are_appended_and_the_rest_stays_as_it_was() {
    let before = "\u{feff}# Who speaks\n[[people]]\nid   = 'a'  # the first\nname = \"A\"\n# the end\n";
    let (kind, same_as) = (PersonKind::Body, vec!["https://example.org/b".to_owned()]);
    let new = NewPerson { id: "b-c".into(), name: "B \"C\"".into(), kind, same_as };
    let after = append(&FilePath::new("content/people.toml"), before, "people", &[person(&new)]).unwrap();
    let added = "\n[[people]]\nid = \"b-c\"\nname = 'B \"C\"'\nkind = \"body\"\nsame_as = [\"https://example.org/b\"]\n";
    assert_eq!(after, format!("{before}{added}"));
}
