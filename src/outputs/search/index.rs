//! Entries as an index that Pagefind searches in the browser: the one file that knows Pagefind.
//!
//! Nothing is read from the disk and nothing written: entries go in as values, files come out as bytes.

use std::collections::BTreeMap;

use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;

use crate::output::Member;
use crate::routes;

/// The file that leads to all others.
pub(super) const ENTRY: &str = "pagefind-entry.json";

/// Texts of what is found stand in at most so many files: beyond that, several in one, of which a reader loads more than
/// is shown.
const MOST_FILES: u32 = 2_000;

/// What searches where Pagefind knows no stems of the language.
const PLAIN_PROGRAM: &str = "wasm.unknown.pagefind";

/// Under which terms Pagefind's own files are handed on; its licence asks for it.
const LICENCE: (&str, &str) = ("LICENSE.txt", include_str!("pagefind-licence.txt"));

/// Something that can be found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The link to it from the search page; no other entry has it.
    pub(super) href: String,
    /// What it is called: its words count more than those of the text.
    pub(super) title: String,
    /// What is said of it beside that, by name: searched, and shown.
    pub(super) facts: Vec<(&'static str, String)>,
    /// What it says.
    pub(super) text: String,
    /// By what it can be narrowed: name and values.
    pub(super) filters: Vec<(&'static str, Vec<String>)>,
    /// By what it can be put in order: name and a word that sorts as it should.
    pub(super) order: Vec<(&'static str, String)>,
}

/// The files of an index, the entry last.
///
/// # Errors
/// What Pagefind says, or the system where it lends no thread.
pub(super) fn of(lang: &str, entries: impl Iterator<Item = Entry>) -> Result<Vec<Member>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
    let files = runtime.block_on(files(lang, entries))?;
    let mut members: Vec<Member> = files.into_iter().filter_map(member).collect();
    let own_program = format!("wasm.{lang}.pagefind");
    if members.iter().any(|member| member.name == own_program) {
        members.retain(|member| member.name != PLAIN_PROGRAM);
    }
    members.push(Member { name: LICENCE.0.to_owned(), bytes: LICENCE.1.as_bytes().to_vec() });
    members.sort_unstable_by(|a, b| (a.name == ENTRY, &a.name).cmp(&(b.name == ENTRY, &b.name)));
    Ok(members)
}

async fn files(lang: &str, entries: impl Iterator<Item = Entry>) -> Result<Vec<SyntheticFile>, String> {
    let settings =
        PagefindServiceConfig::builder().force_language(lang.to_owned()).max_fragments(MOST_FILES).build();
    let mut index = PagefindIndex::new(Some(settings)).map_err(|error| error.to_string())?;
    for entry in entries {
        let mut meta: BTreeMap<String, String> = named(entry.facts);
        meta.insert("title".to_owned(), inert(&entry.title));
        let (filters, order) = (named(entry.filters), named(entry.order));
        let text = searchable(&entry.text, &entry.title);
        let added = index.add_custom_record(
            entry.href,
            text,
            lang.to_owned(),
            Some(meta),
            Some(filters),
            Some(order),
        );
        added.await.map_err(|error| error.to_string())?;
    }
    index.get_files().await.map_err(|error| error.to_string())
}

fn named<T>(pairs: Vec<(&'static str, T)>) -> BTreeMap<String, T> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A text that is in the index: one without a letter or digit would be left out, and what has it with it.
fn searchable(text: &str, title: &str) -> String {
    let says = text.chars().any(char::is_alphanumeric);
    inert(if says { text } else { title })
}

/// A text in which nothing is taken for a mark of Pagefind's own, which all begin with three underscores.
fn inert(text: &str) -> String {
    if !text.contains("___") {
        return text.to_owned();
    }
    let words = text.split_whitespace().map(|word| {
        let rest = word.trim_start_matches('_');
        if word.len() - rest.len() > 2 { rest } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A file that is asked for; `None` for those of the interfaces that come with Pagefind.
fn member(file: SyntheticFile) -> Option<Member> {
    let name = file.filename.to_str()?.replace('\\', "/");
    let endings = [".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", ".pagefind"];
    let is_own = matches!(name.as_str(), "pagefind.js" | "pagefind-worker.js" | ENTRY)
        || endings.iter().any(|ending| name.ends_with(ending));
    (is_own && routes::stays_inside(&name)).then_some(Member { name, bytes: file.contents })
}
