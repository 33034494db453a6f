//! What records hold after loading.

use std::fmt::Write as _;

use onrecord::files::Project;
use onrecord::record::Records;
use onrecord::record::claim::ClaimRecord;
use onrecord::record::text::{Explainer, LinkTarget, Text, TextReader};
use onrecord::texts::FileTexts;

use super::{SITE, load_files, write};

const FRONT: &str = r#"title = "Ten lanes"
claim = "The city will open ten lanes."
claimants = ["city"]
kind = "deliver"
quote = """Ten lanes,
in a year."""
made_on = 2026-01-05
appearance = "speech"
completion_due = "2026~"
due_basis = "inferred"
topics = ["transport"]
aliases = ["lanes-old"]
part_of = "plan"
related = ["trams"]
sources = ["speech", { id = "note", says = "contradicts", title = "A note", quote = "No.", at = "p. 2" }]

[[criteria]]
text = "Ten are open"

[[milestones]]
date = "2026-04"
title = "First lane"

[[follow_ups]]
date = 2026-06-01
state = "open"

[[statements]]
made_on = 2026-03-01
kind = "restated"
claim = "Eight lanes."

[[corrections]]
date = 2026-03-02
what = "A name"

[[responses]]
received = 2026-03-03
from = "The city"
text = "We disagree."
kind = "challenge"

[[allow]]
rule = "single-source"
reason = "Shown on purpose"
"#;

const UPDATE: &str = r#"published = 2026-02-13T14:42:00-06:00
status = "in_progress"
summary = "Work began"
sets = { first-lane = "happened", due = { to = "2027" } }
sources = [{ id = "photo", url = "https://example.org/photo" }]
key = true
"#;

const SUMMARY: &str = "The **summary**.\n\n    code";
const BODY: &str = "Text of [@photo].";
const EXPLAINER: &str = "Lead.\n\n## Why lanes?\n\nBecause.\n\n```\n## no\n```\n\n## How? ##\nSo.";

fn dump_text(name: &str, text: &Text, texts: &FileTexts, out: &mut String) {
    let links: Vec<_> = text.links.iter().map(|link| &link.target).collect();
    writeln!(out, "{name}: {:?} {} {links:?}", texts.read(text).unwrap(), text.length).unwrap();
}

fn dump_explainer(explainer: &Explainer, texts: &FileTexts, out: &mut String) {
    explainer.lead.iter().for_each(|lead| dump_text("lead", lead, texts, out));
    for question in &explainer.questions {
        dump_text(&question.question, &question.answer, texts, out);
    }
}

/// Everything a claim says, without where it says it.
fn dump(claim: &ClaimRecord, texts: &FileTexts) -> String {
    let mut out = String::new();
    let o = &mut out;
    writeln!(o, "{} | {} | {} | {:?}", claim.id, &*claim.title.value, &*claim.claim.value, claim.kind)
        .unwrap();
    for person in &claim.claimants {
        writeln!(o, "by {}", person.value).unwrap();
    }
    let due = claim.completion_due.as_ref().map(|date| &date.value);
    let made = claim.made_on.as_ref().map(|date| &date.value);
    let appearance = claim.appearance.as_ref().map(|id| &id.value);
    writeln!(o, "{made:?} {appearance:?} {:?} {due:?} {:?}", claim.quote, claim.due_basis).unwrap();
    let ids = claim.topics.iter().map(|id| id.as_str()).chain(claim.aliases.iter().map(|id| id.as_str()));
    let ids = ids
        .chain(claim.part_of.iter().map(|id| id.as_str()))
        .chain(claim.related.iter().map(|id| id.as_str()));
    writeln!(o, "{:?}", ids.collect::<Vec<_>>()).unwrap();
    for item in &claim.criteria {
        writeln!(o, "criterion {} {} {:?}", item.id.value, item.text, item.state).unwrap();
    }
    for item in &claim.milestones {
        writeln!(o, "milestone {} {} {} {:?}", item.id.value, item.date.value, item.title, item.state)
            .unwrap();
    }
    for item in &claim.follow_ups {
        writeln!(o, "follow-up {} {} {:?}", item.id.value, item.date.value, item.state).unwrap();
    }
    for item in &claim.statements {
        writeln!(o, "statement {} {:?} {:?}", item.id.value, item.kind, item.claim).unwrap();
    }
    for item in &claim.corrections {
        writeln!(o, "correction {} {}", item.id.value, item.what).unwrap();
    }
    for item in &claim.responses {
        writeln!(o, "response {} {:?} {} {}", item.id.value, item.kind, item.from, item.text).unwrap();
    }
    for citation in &claim.citations {
        writeln!(
            o,
            "cites {} {:?} {:?} {:?}",
            citation.source.value, citation.says, citation.quote, citation.at
        )
        .unwrap();
    }
    for source in &claim.sources {
        writeln!(
            o,
            "declares {} {:?} {:?}",
            source.id.value,
            source.title,
            source.url.as_ref().map(|u| &u.value)
        )
        .unwrap();
    }
    for allow in &claim.allow {
        writeln!(o, "allows {} {}", &*allow.rule.value, allow.reason).unwrap();
    }
    dump_text("summary", &claim.summary, texts, o);
    dump_explainer(&claim.explainer, texts, o);
    for update in &claim.updates {
        let status = update.status.as_ref().map(|status| &status.value);
        let summary = update.summary.as_ref().map(|summary| &summary.value);
        writeln!(o, "update {} {} {status:?} {summary:?} {}", update.id, update.published.value, update.key)
            .unwrap();
        for set in &update.sets {
            let state = set.state.as_ref().map(|state| &state.value);
            writeln!(o, "sets {} {state:?} {:?}", set.target.value, set.to.as_ref().map(|to| &to.value))
                .unwrap();
        }
        dump_text("body", &update.body, texts, o);
    }
    out
}

fn records(files: &[(&str, &str)]) -> (Records, tempfile::TempDir) {
    let has_site = files.iter().any(|(path, _)| *path == "content/site.toml");
    let site = (!has_site).then_some(("content/site.toml", SITE));
    let files: Vec<_> =
        files.iter().copied().chain(site).map(|(path, text)| (path, text.as_bytes())).collect();
    let (loaded, folder) = load_files(&files);
    assert_eq!(loaded.findings, []);
    (loaded.records.unwrap(), folder)
}

#[test]
fn the_three_spellings_of_a_claim_say_the_same() {
    let inline = format!("\n[[updates]]\n{UPDATE}body = '''{BODY}'''\n");
    let (folder, folder_dir) = records(&[
        ("content/claims/lanes/claim.md", &format!("+++\n{FRONT}+++\n\n{SUMMARY}\n")),
        ("content/claims/lanes/updates/1.md", &format!("+++\n{UPDATE}+++\n{BODY}\n")),
        ("content/claims/lanes/explainer.md", EXPLAINER),
    ]);
    let (markdown, markdown_dir) = records(&[(
        "content/claims/lanes.md",
        &format!("\u{feff}+++\nexplainer = '''{EXPLAINER}'''\n{FRONT}{inline}+++\n{SUMMARY}")
            .replace('\n', "\r\n"),
    )]);
    let (toml, toml_dir) = records(&[(
        "content/claims/lanes.toml",
        &format!("summary = '''{SUMMARY}'''\nexplainer = '''{EXPLAINER}'''\n{FRONT}{inline}"),
    )]);
    let texts = |dir: &tempfile::TempDir| FileTexts::new(Project::new(dir.path()));
    let expected = dump(&folder.claims[0], &texts(&folder_dir));
    assert_eq!(expected.lines().count(), 23, "{expected}");
    for (records, dir) in [(folder, folder_dir), (markdown, markdown_dir), (toml, toml_dir)] {
        let texts = texts(&dir);
        assert_eq!(dump(&records.claims[0], &texts), expected);
        assert_eq!(texts.read(&records.claims[0].summary).unwrap(), SUMMARY);
        assert_eq!(texts.read(&records.claims[0].updates[0].body).unwrap(), BODY);
        let answers = records.claims[0].explainer.questions.iter();
        let answers: Vec<_> = answers.map(|q| (&*q.question, texts.read(&q.answer).unwrap())).collect();
        let because = "Because.\n\n```\n## no\n```".to_owned();
        assert_eq!(answers, [("Why lanes?", because), ("How?", "So.".to_owned())]);
    }
}

#[test]
fn a_text_that_changed_since_loading_is_not_read() {
    let claim = format!("+++\n{FRONT}+++\n{SUMMARY}\n");
    let (records, dir) = records(&[("content/claims/lanes.md", &claim)]);
    let texts = || FileTexts::new(Project::new(dir.path()));
    let summary = &records.claims[0].summary;
    assert_eq!(texts().read(summary).unwrap(), SUMMARY);
    write(dir.path(), "content/claims/lanes.md", claim.replace("summary", "Summary").as_bytes());
    assert_eq!(texts().read(summary).unwrap_err().file.as_str(), "content/claims/lanes.md");
    write(dir.path(), "content/claims/lanes.md", b"");
    assert!(texts().read(summary).is_err());
}

#[test]
fn links_point_to_their_bytes_in_the_file() {
    let claim = format!("+++\r\n{FRONT}+++\r\nSée\r\n[@note] and\r\n[b](/about/#x).\r\n");
    let (records, _dir) = records(&[("content/claims/lanes.md", &claim)]);
    let text = &records.claims[0].summary;
    let found: Vec<_> = text.links.iter().map(|link| (&link.target, &claim[link.place.range()])).collect();
    let (source, site) = (LinkTarget::Source("note".into()), LinkTarget::Site("/about/#x".into()));
    assert_eq!(found, [(&source, "[@note]"), (&site, "[b](/about/#x)")]);
    let span = text.span;
    assert_eq!(&claim[span.range()], "Sée\r\n[@note] and\r\n[b](/about/#x).");
}

#[test]
fn updates_are_in_order_whatever_their_files_are_called() {
    let claim = format!("+++\n{FRONT}+++\n");
    let (records, _dir) = records(&[
        ("content/claims/lanes/claim.md", &claim),
        (
            "content/claims/lanes/updates/a.md",
            "+++\npublished = 2026-03-01\n+++\nC\n+++\nid = \"first\"\npublished = \"2026-01\"\n+++\n",
        ),
        ("content/claims/lanes/updates/b.md", "+++\npublished = 2026-02-01T00:30:00+09:00\n+++\n\\+++\n"),
    ]);
    let ids: Vec<_> = records.claims[0].updates.iter().map(|update| update.id.as_str()).collect();
    assert_eq!(ids, ["first", "2026-02-01-0030", "2026-03-01"]);
}

#[test]
fn translations_stand_beside_what_they_translate() {
    let site = format!("{SITE}languages = [\"en\", \"es\"]\n[[topics]]\nid = \"t\"\ntitle = \"T\"\n");
    let (records, dir) = records(&[
        ("content/site.toml", &site),
        ("content/site.es.toml", "title = \"Un sitio\"\n[topics.t]\ntitle = \"Te\"\n"),
        ("content/people.toml", "[[people]]\nid = \"city\"\nname = \"City\"\nkind = \"body\"\n"),
        ("content/people.es.toml", "[people.city]\nname = \"Ciudad\"\n"),
        (
            "content/sources.toml",
            "[[publishers]]\nid = \"p\"\nname = \"P\"\n[[sources]]\nid = \"speech\"\ntitle = \"S\"\n",
        ),
        (
            "content/sources.es.toml",
            "[[sources]]\nid = \"speech\"\ntitle = \"Discurso\"\n[publishers.p]\nname = \"Pe\"\n",
        ),
        ("content/claims/lanes/claim.md", &format!("+++\n{FRONT}+++\n{SUMMARY}\n")),
        (
            "content/claims/lanes/claim.es.md",
            "+++\ntranslates = \"0123456789abcdef0123456789abcdef\"\ntitle = \"Diez\"\n[milestones.first-lane]\ntitle = \"Primero\"\n+++\nResumen.\n",
        ),
        ("content/claims/lanes/explainer.es.md", "## ¿Por qué?\nPorque.\n"),
        ("content/claims/lanes/updates/1.md", &format!("+++\n{UPDATE}+++\n{BODY}\n")),
        (
            "content/claims/lanes/updates/1.es.md",
            "+++\nid = \"2026-02-13-1442\"\nsummary = \"Empezó\"\n+++\nTexto.\n",
        ),
        ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n"),
        ("content/pages/about.es.md", "+++\ntitle = \"Acerca\"\n+++\n"),
    ]);
    let texts = FileTexts::new(Project::new(dir.path()));
    let shown = |translations: &[onrecord::record::translation::Translation]| {
        let [one] = translations else { panic!("{translations:?}") };
        let mut fields: Vec<_> = one.fields.iter().map(|(key, text)| format!("{key}={text}")).collect();
        fields.sort();
        let body = one.body.as_ref().map(|body| texts.read(body).unwrap()).unwrap_or_default();
        let questions = one.explainer.iter().flat_map(|explainer| &explainer.questions).count();
        format!("{} {} [{body}] {questions}", one.lang, fields.join(" "))
    };
    let claim = &records.claims[0];
    assert_eq!(shown(&records.config.translations), "es title=Un sitio topics.t.title=Te [] 0");
    assert_eq!(shown(&records.people[0].translations), "es name=Ciudad [] 0");
    assert_eq!(shown(&records.publishers[0].translations), "es name=Pe [] 0");
    assert_eq!(shown(&records.sources[0].translations), "es title=Discurso [] 0");
    assert_eq!(shown(&claim.translations), "es milestones.first-lane.title=Primero title=Diez [Resumen.] 1");
    assert_eq!(shown(&claim.updates[0].translations), "es summary=Empezó [Texto.] 0");
    assert_eq!(shown(&records.pages[0].translations), "es title=Acerca [] 0");
    let written = claim.translations[0].translates.as_ref().unwrap();
    assert_ne!(*written.value, *claim.translations[0].original.hex());
}

#[test]
fn the_original_of_a_translation_changes_with_its_text_only() {
    let site = format!("{SITE}languages = [\"en\", \"es\"]\n");
    let original = |front: &str, body: &str| {
        let (records, _dir) = records(&[
            ("content/site.toml", &site),
            ("content/claims/a.md", &format!("+++\n{front}+++\n{body}\n")),
            ("content/claims/a.es.md", "+++\ntitle = \"Diez\"\n+++\n"),
        ]);
        records.claims[0].translations[0].original
    };
    let first = original(FRONT, SUMMARY);
    assert_eq!(original(&FRONT.replace("made_on = 2026-01-05", "made_on = 2026-01-06"), SUMMARY), first);
    assert_ne!(original(&FRONT.replace("Ten are open", "All are open"), SUMMARY), first);
    assert_ne!(original(FRONT, "Other."), first);
}

#[test]
fn what_fails_to_load_still_reserves_its_id() {
    let bad = [
        ("content/site.toml", SITE),
        ("content/people.toml", "[[people]]\nid = \"nameless\"\n"),
        ("content/claims/broken.md", "+++\nclaim = \"B\"\n+++\n"),
        (
            "content/claims/a.md",
            "+++\ntitle = \"A\"\nclaim = \"B\"\nclaimants = [\"nameless\"]\nsources = [{ id = \"s\", title = \"\" , url = \"x\" }]\n[[milestones]]\nid = \"m\"\n+++\n",
        ),
    ];
    let files: Vec<_> = bad.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let (loaded, _dir) = load_files(&files);
    let lost = loaded.records.unwrap().lost;
    let held: Vec<_> = ["nameless", "broken", "m", "a", "other"].map(|id| lost.ids.contains(id)).into();
    assert_eq!(held, [true, true, true, false, false]);
    let files: Vec<_> = lost.files.iter().map(ToString::to_string).collect();
    assert_eq!(files, ["content/claims/broken.md"]);
}

#[cfg(unix)]
#[test]
fn links_out_of_content_are_not_followed() {
    let (_, dir) = load_files(&[
        ("content/site.toml", SITE.as_bytes()),
        ("secret.pdf", b"x"),
        ("content/static/a.pdf", b"a"),
    ]);
    let place = |name: &str| dir.path().join("content/static").join(name);
    std::os::unix::fs::symlink(dir.path().join("secret.pdf"), place("out.pdf")).unwrap();
    std::os::unix::fs::symlink(place("a.pdf"), place("in.pdf")).unwrap();
    std::os::unix::fs::symlink(dir.path(), place("loop")).unwrap();
    let loaded = onrecord::load::load(&Project::new(dir.path()));
    let statics: Vec<_> = loaded.records.unwrap().statics.iter().map(|file| file.path.to_string()).collect();
    assert_eq!(statics, ["a.pdf", "in.pdf"]);
    let left_out: Vec<_> =
        loaded.findings.iter().map(|f| f.place.as_ref().unwrap().file.to_string()).collect();
    assert_eq!(left_out, ["content/static/loop", "content/static/out.pdf"]);
}

#[test]
fn a_claim_in_one_file_is_translated_in_one_file() {
    let site = format!("{SITE}languages = [\"en\", \"es\"]\n");
    let inline = format!("{FRONT}\n[[updates]]\n{UPDATE}body = '''{BODY}'''\n");
    let foreign = "explainer = '''## ¿Por qué?\nPorque.'''\n[updates.2026-02-13-1442]\nsummary = \"Empezó\"\nbody = \"Texto.\"\n";
    let spellings = [
        ("md", format!("+++\n{inline}+++\n{SUMMARY}"), format!("+++\n{foreign}+++\nResumen.")),
        (
            "toml",
            format!("summary = '''{SUMMARY}'''\n{inline}"),
            format!("summary = \"Resumen.\"\n{foreign}"),
        ),
    ];
    for (ending, original, foreign) in spellings {
        let (records, dir) = records(&[
            ("content/site.toml", &site),
            (&format!("content/claims/lanes.{ending}"), &original),
            (&format!("content/claims/lanes.es.{ending}"), &foreign),
        ]);
        let texts = FileTexts::new(Project::new(dir.path()));
        let (claim, update) =
            (&records.claims[0].translations[0], &records.claims[0].updates[0].translations[0]);
        let read = |text: &Option<Text>| texts.read(text.as_ref().unwrap()).unwrap();
        assert_eq!((read(&claim.body), read(&update.body)), ("Resumen.".to_owned(), "Texto.".to_owned()));
        assert_eq!(claim.explainer.as_ref().unwrap().questions.len(), 1);
        assert_eq!(update.fields.get("summary").map(|text| &**text), Some("Empezó"));
    }
}
