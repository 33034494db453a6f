//! A tracker page's text becomes records without losing a word.
//!
//! The feed in `import/feed.txt` has every fault that feeds were seen to have. Files that the variable
//! `ONRECORD_FEEDS` names (parted by `:`) go through the same tests.

pub(crate) mod place;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use onrecord::import::timeline::{self, Request};
use onrecord::import::{Import, Known, KnownClaim, KnownUpdate, words};
use onrecord::record::claim::Method;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

const FEED: &str = include_str!("import/feed.txt");

/// Headings of the feed in other spellings than `Update · Sep 14, 2026, 08:00 AMstatus`.
const SPELLINGS: [(&str, &str); 3] = [
    ("Update · Sep 14, 2026not_met", "Update · Sep 14, 2026, not_met"),
    ("Update · August 7, 2026, 3:05 pmin_progress", "Update · Aug 07, 2026, 03:05 PM in_progress"),
    ("Update · 7 August 2026, 14:55in_progress", "Update · Aug 07, 2026, 02:55 PM in_progress"),
];

fn request() -> Request {
    Request {
        claim: "ferry".into(),
        title: "An hourly ferry".into(),
        claim_text: "The ferry will run every hour.".into(),
        claimants: vec!["Harbour Board".into()],
        method: Method::Automated,
        zone: None,
        made_on: None,
    }
}

fn empty() -> Known {
    let statuses = ["not_started", "in_progress", "stalled", "complete", "not_met"];
    Known { statuses: statuses.map(Into::into).to_vec(), ..Known::default() }
}

fn import(feed: &str, known: &Known) -> Import {
    timeline::import(feed, &request(), known)
}

/// A record file taken apart: its front matter, and its body as written.
struct Record {
    path: String,
    front: toml::Table,
    body: String,
}

fn records(import: &Import) -> Vec<Record> {
    import
        .files
        .iter()
        .map(|file| {
            let text = file.text.strip_prefix("+++\n");
            let (front, body) =
                text.map_or(("", file.text.as_str()), |text| text.split_once("+++\n").unwrap());
            Record { path: file.path.to_string(), front: front.parse().unwrap(), body: body.to_owned() }
        })
        .collect()
}

/// What the project holds once an import is written, read from the files alone.
fn holding(imports: &[&Import]) -> Known {
    let mut known = empty();
    let mut claim = KnownClaim { folder: Some("content/claims/ferry".into()), ..KnownClaim::default() };
    for record in imports.iter().flat_map(|import| records(import)) {
        let text = |key: &str| record.front.get(key).map(bare);
        claim.due = claim.due.or(text("completion_due"));
        claim.has_appearance |= record.front.contains_key("appearance");
        for follow_up in list(&record.front, "follow_ups") {
            let question = follow_up.get("question").map(bare).unwrap_or_default();
            claim.follow_ups.push((bare(&follow_up["date"]), joined(&question)));
            claim.items.insert(bare(&follow_up["id"]));
        }
        for source in list(&record.front, "sources") {
            let id = source.get("id").map(bare).unwrap_or_default();
            if let Some(url) = source.get("url") {
                known.source_urls.insert(bare(url), id.clone());
            }
            known.source_ids.insert(id);
        }
        if record.path.contains("/updates/") {
            claim.updates.push(KnownUpdate {
                id: text("id").unwrap(),
                digits: digits(&text("published").unwrap()),
                status: text("status"),
                words: joined(&record.body),
                withdrawn: false,
            });
        } else if record.path.ends_with("/explainer.md") {
            claim.explainer = Some(joined(&record.body));
        }
    }
    known.claim = Some(claim);
    known
}

fn list<'a>(front: &'a toml::Table, key: &str) -> Vec<&'a toml::Table> {
    let entries = front.get(key).and_then(toml::Value::as_array);
    entries.into_iter().flatten().filter_map(toml::Value::as_table).collect()
}

fn bare(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn joined(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// `2026-02-13-1442` of `2026-02-13T14:42:00`.
fn digits(published: &str) -> String {
    let (date, time) = published.split_once('T').unwrap_or((published, ""));
    let time: String = time.split(':').take(2).collect();
    format!("{date}-{time}").trim_end_matches('-').to_owned()
}

/// `Feb 13, 2026, 02:42 PM` of `2026-02-13T14:42:00`.
fn spelt(published: &str) -> String {
    let date = chrono::NaiveDate::parse_from_str(&published[..10], "%Y-%m-%d").unwrap();
    let time = published.get(11..16).map(|time| chrono::NaiveTime::parse_from_str(time, "%H:%M").unwrap());
    let time = time.map_or(String::new(), |time| format!(", {} ", time.format("%I:%M %p")));
    format!("{}{time}", date.format("%b %d, %Y"))
}

/// Every word of the records, as the page that they came from would have it.
fn arrived(import: &Import) -> BTreeMap<String, usize> {
    let mut text = String::new();
    for record in records(import) {
        let front = |key: &str| record.front.get(key).map(bare);
        if let Some(due) = front("completion_due") {
            let _ = writeln!(text, "Completion due · {}", spelt(&due));
        }
        for source in list(&record.front, "sources") {
            let _ = writeln!(text, "{}", source.get("where").map(bare).unwrap_or_default());
        }
        for follow_up in list(&record.front, "follow_ups") {
            let question = follow_up.get("question").map(bare).unwrap_or_default();
            let _ = writeln!(text, "Scheduled follow-up · {}\n{question}", spelt(&bare(&follow_up["date"])));
        }
        // Where the heading itself is in the text, nothing more is to be made of the fields.
        if record.path.contains("/updates/") && !record.body.starts_with("\nUpdate · ") {
            let status = front("status").unwrap_or_default();
            let _ = writeln!(text, "Update · {} {status}", spelt(&front("published").unwrap()));
        }
        for line in record.body.lines().filter(|line| !line.starts_with("## ")) {
            text.push_str(line);
            text.push('\n');
        }
    }
    counted(&text)
}

/// Every word of a page, with the escapes of leaked JSON undone.
fn expected(feed: &str) -> BTreeMap<String, usize> {
    let mut text = feed.replace("\\n", "\n").replace("\\u2019", "’");
    for (written, usual) in SPELLINGS {
        text = text.replace(written, usual);
    }
    text = text.replace("in_progressThe", "in_progress The");
    counted(&text)
}

fn counted(text: &str) -> BTreeMap<String, usize> {
    // What is glued to a time is a word of its own.
    let text = text.replace(" AM", " AM ").replace(" PM", " PM ");
    let mut counts = BTreeMap::new();
    for word in words(&text) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// The feed, and those of the person who runs the tests.
fn feeds() -> Vec<String> {
    let others = std::env::var("ONRECORD_FEEDS").unwrap_or_default();
    let others = others.split(':').filter(|path| !path.is_empty());
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    std::iter::once(FEED.to_owned()).chain(others.map(read)).collect()
}

#[test]
fn every_word_arrives_once() {
    for feed in feeds() {
        let (mut there, expected) = (arrived(&import(&feed, &empty())), expected(&feed));
        for (word, count) in &expected {
            assert_eq!(there.remove(word).unwrap_or(0), *count, "{word}");
        }
        assert_eq!(there, BTreeMap::new(), "words that the page does not have");
    }
}

#[test]
fn nothing_in_a_body_is_markup_but_labels_lists_and_addresses() {
    for feed in feeds() {
        for record in records(&import(&feed, &empty())) {
            let mut shown = String::new();
            for event in Parser::new_ext(&record.body, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
                match event {
                    Event::Text(text) => shown.push_str(&text),
                    Event::Start(Tag::Paragraph | Tag::Strong | Tag::List(None) | Tag::Item) => {
                        shown.push(' ');
                    }
                    Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }) | Event::End(_) => {}
                    Event::Start(Tag::Heading { .. }) if record.path.ends_with("explainer.md") => {
                        shown.push(' ');
                    }
                    other => panic!("{other:?} in {}", record.path),
                }
            }
            assert_eq!(joined(&shown), joined(&record.body), "{}", record.path);
        }
    }
}

#[test]
fn a_second_import_writes_nothing() {
    for feed in feeds() {
        let first = import(&feed, &empty());
        let second = import(&feed, &holding(&[&first]));
        assert_eq!((second.files, second.people), (vec![], vec![]));
        assert_eq!(second.tally.updates_known, first.tally.updates_new);
        assert_eq!(second.tally.follow_ups_known, first.tally.follow_ups_new);
        let news: Vec<_> = second.notes.iter().map(|note| note.kind.code()).collect();
        assert!(news.iter().all(|code| *code == "due-contradicted"), "{news:?}");
    }
}

#[test]
fn entries_that_were_added_are_all_that_is_written() {
    // An entry before a text without any would take the whole of it as its body.
    let has_entries = |feed: &String| import(feed, &empty()).tally.updates_new > 0;
    for feed in feeds().into_iter().filter(has_entries) {
        let first = import(&feed, &empty());
        let added = "Scheduled follow-up · Jan 02, 2027\nUpdate · Dec 24, 2026, 01:00 PMcomplete\nIt runs.\n";
        let known = holding(&[&first]);
        let second = import(&format!("{added}{feed}"), &known);
        let written: Vec<_> =
            second.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let expected = "+++\nid = \"2026-12-24-1300\"\npublished = 2026-12-24T13:00:00\nstatus = \"complete\"\n\
            method = \"automated\"\n\n[[follow_ups]]\nid = \"2027-01-02\"\ndate = 2027-01-02\n+++\n\nIt runs.\n";
        let path = "content/claims/ferry/updates/2026-12-24-1300.md";
        // The feed's own first lines stand behind the new entry now.
        let expected = expected.replace("It runs.\n", &format!("It runs.\n{}", lead(&feed)));
        assert_eq!(written, [(path, expected.as_str())]);
        let third = import(&format!("{added}{feed}"), &holding(&[&first, &second]));
        assert_eq!(third.files, []);
    }
}

/// What stands before a feed's first heading, as a paragraph.
fn lead(feed: &str) -> String {
    let first = feed.lines().next().unwrap();
    if first.contains('·') { String::new() } else { format!("\n{first}\n") }
}

#[test]
fn a_changed_text_is_reported_and_not_written() {
    let first = import(FEED, &empty());
    let changed = FEED.replace("Source reliability: good.", "Source reliability: bad.");
    let second = import(&changed, &holding(&[&first]));
    assert_eq!(second.files, []);
    let note = second.notes.iter().find(|note| note.kind.code() == "update-differs").unwrap();
    assert_eq!(note.detail, "update `2026-08-07-1455`");
    assert!(!second.takes_all());

    // What the editors took back may differ for good.
    let mut known = holding(&[&first]);
    known.claim.as_mut().unwrap().updates.iter_mut().for_each(|update| update.withdrawn = true);
    let third = import(&changed, &known);
    assert_eq!(
        (third.files, third.notes.iter().any(|note| note.kind.code() == "update-differs")),
        (vec![], false)
    );
}

#[test]
fn follow_ups_that_no_update_can_carry_are_shown_to_be_pasted() {
    let first = import(FEED, &empty());
    let second = import(
        &format!("Scheduled follow-up · Jan 02, 2027\n{}", &FEED[FEED.find("Sched").unwrap()..]),
        &holding(&[&first]),
    );
    assert_eq!(second.files, []);
    let note = second.notes.iter().find(|note| note.kind.code() == "follow-up-unplaced").unwrap();
    assert_eq!(note.detail, "[[follow_ups]]\nid = \"2027-01-02\"\ndate = 2027-01-02");
}

#[test]
fn line_ends_and_spaces_of_other_systems_change_nothing() {
    let plain = import(FEED, &empty());
    for other in [format!("\u{feff}{}", FEED.replace('\n', "\r\n")), FEED.replace('\n', "\r")] {
        assert_eq!(import(&other, &empty()).files, plain.files);
    }
    let spaced =
        import("Update\u{a0}·\u{a0}Feb\u{a0}13,\u{a0}2026, 02:42\u{202f}PMcomplete\nIt runs.", &empty());
    assert_eq!(spaced.files[1].path.as_str(), "content/claims/ferry/updates/2026-02-13-1442.md");
}

#[test]
fn times_get_an_offset_only_where_they_need_one() {
    let known = Known { zone: chrono_tz::America::New_York, ..empty() };
    let feed = "Update · Nov 01, 2026, 01:30 AMcomplete\nA.\nUpdate · Mar 08, 2026, 02:30 AMcomplete\nB.\n\
        Update · Jan 05, 2026, 12:00 AMcomplete\nC.\n";
    let published = |zone| {
        let import = timeline::import(feed, &Request { zone, ..request() }, &known);
        let of = |record: &Record| record.front.get("published").map(bare);
        records(&import).iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(
        published(None),
        ["2026-01-05T00:00:00", "2026-03-08T02:30:00-05:00", "2026-11-01T01:30:00-04:00"]
    );
    assert_eq!(
        published(Some(chrono_tz::Europe::Berlin)),
        ["2026-01-05T00:00:00+01:00", "2026-03-08T02:30:00+01:00", "2026-11-01T01:30:00+01:00"]
    );
}

#[test]
fn any_input_is_read_in_time() {
    let long = |part: &str| part.repeat((1 << 18) / part.len());
    for part in [
        "a\n",
        "(\n",
        "a:\n",
        "Update · Feb 13, 2026, 02:42 PMcomplete\n",
        "Scheduled follow-up · Feb 13, 2026\n",
        "Update · Feb 13, 2026, 02:42 PM",
        "·",
        "\"",
        "https://a/",
        "https://a.org/\n",
        "{\"",
        "\\",
        "- ",
        "-\n",
        "(a",
        "2026-",
        "Jan ",
        "\r",
        "\u{1}",
        "Original article · Feb 13, 2026\n",
        "Completion due · Feb 13, 2026\n",
    ] {
        let begun = std::time::Instant::now();
        let heading = "Update · Feb 14, 2026, 02:42 PMcomplete\n";
        import(&format!("{heading}{}", long(part)), &empty());
        import(&format!("{heading}{{\"text\": {}", long(part)), &empty());
        assert!(begun.elapsed().as_secs() < 5, "{part:?}: {:?}", begun.elapsed());
    }
}

/// Compares with a file beside the feed; `ONRECORD_BLESS=1` writes it anew.
fn compare(name: &str, actual: &str) {
    let path = format!("{}/tests/all/import/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("ONRECORD_BLESS").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    assert_eq!(actual, std::fs::read_to_string(&path).unwrap(), "{path}");
}

#[test]
fn everything_that_was_mended_or_noticed_is_listed() {
    let mut list = String::new();
    for note in import(FEED, &empty()).notes {
        let _ = writeln!(list, "{} {:?} {}: {}", note.line, note.kind.class(), note.kind.code(), note.detail);
    }
    compare("notes.txt", &list);
}

#[test]
fn records_are_written_as_people_would() {
    let mut files = String::new();
    for file in import(FEED, &empty()).files {
        let _ = write!(files, "==> {}\n{}", file.path, file.text);
    }
    compare("records.txt", &files);
}
