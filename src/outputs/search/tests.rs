//! What is found, and that the same records make the same files.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::index::{ENTRY, Entry};
use super::*;
use crate::date::Instant;
use crate::output;
use crate::outputs::sample;

/// The entries of the sample site in a language, by its place.
fn found_in(lang: usize) -> Vec<Entry> {
    let site = sample::site();
    let found = Arc::new(Mutex::new(Vec::new()));
    let taken = Arc::clone(&found);
    let path = site.languages[lang].routes.search();
    let artifact = Artifact::drawn(ID, lang, path, Basis::NOTHING, move |desk, _| {
        taken.lock().unwrap().extend(entries::all(desk));
    });
    output::draw(&site, &artifact, &mut Vec::new()).unwrap();
    std::mem::take(&mut *found.lock().unwrap())
}

fn entry(href: &str, title: &str, text: &str) -> Entry {
    Entry {
        href: href.to_owned(),
        title: title.to_owned(),
        facts: Vec::new(),
        text: text.to_owned(),
        filters: vec![("status", vec!["kept".to_owned()])],
        order: vec![("made", "t1".to_owned())],
    }
}

fn files(entries: Vec<Entry>) -> BTreeMap<String, Vec<u8>> {
    let members = index::of("en", entries.into_iter()).expect("an index");
    assert_eq!(members.last().map(|member| member.name.as_str()), Some(ENTRY));
    members.into_iter().map(|member| (member.name, member.bytes)).collect()
}

fn fragments(files: &BTreeMap<String, Vec<u8>>) -> usize {
    files.keys().filter(|name| name.starts_with("fragment/")).count()
}

#[test]
fn claims_and_their_key_updates_are_found_in_each_language() {
    let shown = |lang| {
        let line = |entry: &Entry| format!("{}: {}: {:?}", entry.href, entry.title, entry.facts);
        found_in(lang).iter().map(line).collect::<Vec<_>>()
    };
    let lanes = "Bus lanes on Main Street";
    let (english, spanish) = ("10 January 2026", "10 de enero de 2026");
    let expected = |day: &str, first: &str| {
        [
            format!("../claims/bus-lanes/: {lanes}: [(\"changed\", \"{day}\")]"),
            format!("../claims/bus-lanes/u/2026-01-10-0800/: {lanes}: [(\"entry\", \"{day}\")]"),
            format!("../claims/quiet/: Quiet claim: [(\"published\", \"{first}\")]"),
        ]
    };
    assert_eq!(shown(0), expected(english, "2 January 2026"));
    assert_eq!(shown(1), expected(spanish, "2 de enero de 2026"));
}

#[test]
fn a_claim_says_what_was_promised_and_what_was_read() {
    let found = found_in(0);
    let expected = "Bus lanes on Main Street will be done.\nMain Street will have bus lanes by February.\nThe council \
                    promised bus lanes.\nBuses run in them.\nThe lanes are painted.\nTender\nOne lane.\nWork has begun.";
    assert_eq!(found[0].text, expected);
    assert_eq!(found[1].text, "Work has begun.\nWork has begun.");
    let of = |text: &str| vec![text.to_owned()];
    let filters = |status: &str, topics, years| {
        [("status", of(status)), ("topic", topics), ("claimant", of("city-council")), ("year", years)]
    };
    assert_eq!(found[0].filters, filters("in_progress", of("transport"), of("2025")));
    assert_eq!(found[1].filters, found[0].filters);
    assert_eq!(found[2].filters, filters("not_assessed", Vec::new(), Vec::new()));
}

#[test]
fn the_same_entries_make_the_same_files_on_any_number_of_threads() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| files(many()))
    };
    let many = files(many());
    assert!(many.len() > 60, "{:?}", many.keys());
    assert_eq!(on(1), many);
    assert_eq!(on(4), many);
}

/// Entries that share many words, each with some of its own.
fn many() -> Vec<Entry> {
    let word = |n: usize| format!("word{} Más-{} café{}", n % 7, n % 5, n);
    let text = |n: usize| (0..40).map(|at| word(n * at)).collect::<Vec<_>>().join(" ");
    (0..60).map(|n| entry(&format!("../claims/c{n}/"), &word(n), &text(n))).collect()
}

#[test]
fn whatever_texts_say_each_of_them_is_an_entry() {
    let long = "x".repeat(10_000);
    let hostile = [
        "",
        " ",
        "\u{0}\u{1}\u{7f}",
        "<script>alert(1)</script>",
        "</script>",
        "]]>",
        "=cmd|' /C calc'!A0",
        "\r\n\r\nX: y",
        "___PAGEFIND_WEIGHT___NaN a ___END_PAGEFIND_WEIGHT___ ___END_PAGEFIND_WEIGHT___ ___END_PAGEFIND_WEIGHT___ b",
        "___PAGEFIND_ANCHOR___a:0:x ___PAGEFIND_AUTO_WEIGHT___9",
        "____",
        "\u{202e}desrever\u{202c}",
        "\u{200b}\u{200b}",
        "👩‍👩‍👧‍👦 🇲🇽",
        "a\u{301}\u{301}\u{301}",
        "ß ẞ İ ı ﬁ",
        "\u{fffd}\u{10ffff}\u{e000}",
        "日本語のテキスト",
        "العربية",
        &long,
    ];
    let entries: Vec<_> = hostile
        .iter()
        .enumerate()
        .map(|(n, text)| entry(&format!("../c{n}/"), &format!("Title {text}"), text))
        .collect();
    assert_eq!(fragments(&files(entries)), hostile.len());
    let untitled =
        hostile.iter().enumerate().map(|(n, text)| entry(&format!("../c{n}/"), text, "Words")).collect();
    assert_eq!(fragments(&files(untitled)), hostile.len());
}

#[test]
fn nothing_is_handed_out_that_the_page_does_not_ask_for() {
    let files = files(vec![entry("../c/", "Title", "Words")]);
    assert_eq!(files.len(), 9, "{:?}", files.keys());
    for name in ["LICENSE.txt", ENTRY, "pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"] {
        assert!(files.contains_key(name), "{name}");
    }
    for (place, ending) in [
        ("filter/en_", ".pf_filter"),
        ("fragment/en_", ".pf_fragment"),
        ("index/en_", ".pf_index"),
        ("pagefind.en_", ".pf_meta"),
    ] {
        assert_eq!(
            files.keys().filter(|name| name.starts_with(place) && name.ends_with(ending)).count(),
            1,
            "{place}"
        );
    }
    let unknown = index::of("xx", std::iter::once(entry("../c/", "Title", "Words"))).expect("an index");
    assert!(unknown.iter().any(|member| member.name == "wasm.unknown.pagefind"));
}

#[test]
fn instants_sort_as_words() {
    let mut at = [i64::MIN, -62_167_219_200, -1, 0, 1, 1_771_545_600, i64::MAX]
        .map(|at| entries::sortable(Instant(at)));
    let sorted = at.clone();
    at.sort_unstable();
    assert_eq!(at, sorted);
}
