//! Digests: what was written about a record, and nothing else, changes its digest.

use onrecord::record::text::Hash;

use super::{SITE, load_files};

/// A project of two languages: every record kind with a translation.
const FILES: &[(&str, &str)] = &[
    ("content/site.toml", "languages = [\"en\", \"es\"]\n"),
    ("content/site.es.toml", "title = \"Sitio\"\n"),
    (
        "content/people.toml",
        "[[people]]\nid = \"ana\"\nname = \"Ana\"\n\n[[people]]\nid = \"city\"\nname = \"City\"\n",
    ),
    ("content/people.es.toml", "[people.city]\nname = \"Ciudad\"\n"),
    (
        "content/sources.toml",
        "[[publishers]]\nid = \"paper\"\nname = \"Paper\"\n\n[[sources]]\nid = \"note\"\ntitle = \"A note\"\n",
    ),
    (
        "content/claims/a/claim.md",
        "+++\ntitle = \"A\"\nclaim = \"A.\"\nclaimants = [\"city\"]\n+++\nSummary.\n",
    ),
    ("content/claims/a/claim.es.md", "+++\ntitle = \"La A\"\n+++\nResumen.\n"),
    ("content/claims/a/explainer.md", "Lead.\n"),
    ("content/claims/a/updates/1.md", "+++\npublished = 2026-01-01\n+++\nText.\n"),
    ("content/claims/a/updates/1.es.md", "+++\n+++\nTexto.\n"),
    (
        "content/claims/b.md",
        "+++\ntitle = \"B\"\nclaim = \"B.\"\nclaimants = [\"ana\"]\nsources = [{ id = \"own\", title = \"Own\" }]\n+++\n",
    ),
    ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nWe.\n"),
    ("content/pages/about.es.md", "+++\ntitle = \"Acerca\"\n+++\nNosotros.\n"),
];

/// Every digest by the name of its record, after `from` became `to` in `file`.
fn digests(file: &str, from: &str, to: &str) -> Vec<(String, Hash)> {
    let edited = FILES.iter().map(|(path, text)| {
        let base = if path.ends_with("site.toml") { format!("{text}{SITE}") } else { (*text).to_owned() };
        let text = if *path == file { base.replacen(from, to, 1) } else { base.clone() };
        assert!(*path != file || from == to || text != base, "nothing to edit in {file}");
        (*path, text)
    });
    let edited: Vec<_> = edited.collect();
    let files: Vec<_> = edited.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let (loaded, _folder) = load_files(&files);
    let records = loaded.records.unwrap();
    let mut all = vec![("site".to_owned(), records.config.hash)];
    all.extend(records.claims.iter().map(|one| (format!("claim {}", one.id), one.digest)));
    all.extend(records.people.iter().map(|one| (format!("person {}", one.id.value), one.digest)));
    all.extend(records.publishers.iter().map(|one| (format!("publisher {}", one.id.value), one.digest)));
    all.extend(records.sources.iter().map(|one| (format!("source {}", one.id.value), one.digest)));
    all.extend(records.pages.iter().map(|one| (format!("page {}", one.id), one.digest)));
    all
}

#[test]
fn a_digest_changes_with_what_is_written_about_its_record_and_with_nothing_else() {
    let before = digests("", "", "");
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("content/site.es.toml", "Sitio", "Portal", &["site"]),
        ("content/people.toml", "Ana", "Anna", &["person ana"]),
        ("content/people.toml", "[[people]]", "\n# A comment\n[[people]]", &[]),
        ("content/people.es.toml", "Ciudad", "Urbe", &["person city"]),
        ("content/sources.toml", "Paper", "Gazette", &["publisher paper"]),
        ("content/sources.toml", "A note", "The note", &["source note"]),
        ("content/claims/a/claim.md", "Summary", "Another", &["claim a"]),
        ("content/claims/a/claim.es.md", "La A", "Una A", &["claim a"]),
        ("content/claims/a/claim.es.md", "Resumen", "Otro", &["claim a"]),
        ("content/claims/a/explainer.md", "Lead", "Start", &["claim a"]),
        ("content/claims/a/updates/1.md", "Text", "Body", &["claim a"]),
        ("content/claims/a/updates/1.es.md", "Texto", "Cuerpo", &["claim a"]),
        ("content/claims/b.md", "\"B.\"", "\"C.\"", &["claim b"]),
        ("content/claims/b.md", "\"Own\"", "\"Its own\"", &["claim b", "source own"]),
        ("content/pages/about.md", "We", "Us", &["page about"]),
        ("content/pages/about.es.md", "Acerca", "Sobre", &["page about"]),
    ];
    for (file, from, to, expected) in cases {
        let after = digests(file, from, to);
        let changed = before.iter().zip(&after).filter(|(before, after)| before != after);
        let changed: Vec<_> = changed.map(|((name, _), _)| name.as_str()).collect();
        assert_eq!(changed, *expected, "{file}: {from} → {to}");
    }
}
