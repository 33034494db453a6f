//! Edits drawn by lot, for tests of what is built or shown after them: words, digits, whole lines, files that go and
//! come back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Claims that show each other, cite what another one declares, and link to what comes later.
const KIN: &[(&str, &str)] = &[
    (
        "content/claims/trams.md",
        "+++\ntitle = \"Trams on Main Street\"\nclaim = \"Trams will run.\"\nclaimants = [\"city-council\"]\n\
         published = 2026-01-05\nmade_on = 2026-01-03\npart_of = \"bus-lanes\"\nrelated = [\"quiet\", \"later\"]\ntopics = [\"transport\"]\n\
         completion_due = \"2026-03\"\nsources = [\"plan\", \"gazette-12\"]\n\n[[updates]]\npublished = \"2026-02-01T10:00\"\n\
         status = \"in_progress\"\nsummary = \"Rails lie.\"\nsources = [\"plan\"]\nbody = \"See [the other](/claims/later/) \
         and [a reading](/claims/bus-lanes/#u-2026-02-13-1442); the plan [@plan] says so.\"\n+++\nA summary of trams.\n",
    ),
    (
        "content/claims/later.md",
        "+++\ntitle = \"Something later\"\nclaim = \"It will come.\"\nclaimants = [\"city-council\"]\n\
         published = 2026-03-10\nrelated = [\"bus-lanes\"]\n\n[[sources]]\nid = \"plan\"\ntitle = \"The plan of works\"\n\
         url = \"https://example.org/plan\"\npublisher = \"gazette\"\nkind = \"document\"\n\n[[milestones]]\nid = \"start\"\ndate = \"2026-04\"\n\
         title = \"A start\"\nsources = [\"plan\"]\n+++\nA summary of what comes.\n",
    ),
    (
        "content/pages/notes.md",
        "+++\ntitle = \"Notes\"\nnav = 3\n+++\n[What comes](/claims/later/) and [lanes](/claims/bus-lanes/).\n",
    ),
    ("content/pages/changes.md", "+++\ntitle = \"What changed\"\n+++\nAn introduction.\n"),
];

/// Numbers that look drawn by lot and are the same each time (an LCG of Knuth's, the upper half).
pub(crate) struct Lot(pub(crate) u64);

impl Lot {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let place = self.below(of.len());
        of.get(place)
    }
}

/// Lays out a project of claims that have to do with each other, and tells its files.
pub(crate) fn project(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/sample");
    let mut files = files(&original);
    files.extend(KIN.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())));
    for (path, bytes) in &files {
        put(&root.join(path), bytes);
    }
    files
}

/// Edits one of the project's files, and tells which.
pub(crate) fn edit<'f>(root: &Path, files: &'f BTreeMap<PathBuf, Vec<u8>>, lot: &mut Lot) -> &'f Path {
    let paths: Vec<&PathBuf> = files.keys().collect();
    let path = *lot.pick(&paths).unwrap();
    let file = root.join(path);
    match std::fs::read(&file) {
        // One in four goes back to what it was, so that the site does not fall apart.
        Ok(_) if lot.below(4) == 0 => put(&file, &files[path]),
        Ok(_) if lot.below(12) == 0 => std::fs::remove_file(&file).unwrap(),
        Ok(bytes) => put(&file, &edited(&bytes, lot)),
        Err(_) => put(&file, &files[path]),
    }
    path
}

/// A text with one word, digit, flag or line of it changed.
fn edited(bytes: &[u8], lot: &mut Lot) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let place = lot.below(lines.len());
    let line = lines.get(place).copied().unwrap_or_default();
    let new = match lot.below(5) {
        0 => String::new(),
        1 => line.replacen("true", "false", 1).replacen("2026", "2025", 1),
        2 => line.chars().map(|c| if c.is_ascii_digit() && lot.below(6) == 0 { '1' } else { c }).collect(),
        _ => {
            // Words of keys break a record, words of texts do not: those behind the first quote or sign.
            let (key, rest) = line.split_at(line.find('"').unwrap_or(0));
            let words: Vec<&str> = rest.split_inclusive(' ').collect();
            let chosen = lot.below(words.len());
            let word = |(at, word): (usize, &&str)| {
                if at == chosen { word.replace(['a', 'e'], "o") } else { (*word).to_owned() }
            };
            key.to_owned() + &words.iter().enumerate().map(word).collect::<String>()
        }
    };
    let (before, after) = (lines[..place].concat(), lines[(place + 1).min(lines.len())..].concat());
    format!("{before}{new}{after}").into_bytes()
}

/// Writes a file and its folders.
pub(crate) fn put(file: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, bytes).unwrap();
}

/// Every file below a folder, by path.
pub(crate) fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        (entry.path().strip_prefix(root).unwrap().to_owned(), std::fs::read(entry.path()).unwrap())
    };
    files.map(read).collect()
}
