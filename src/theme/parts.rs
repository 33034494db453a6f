//! The files of a theme, sorted by what they are: the site's over those of the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fonts::{self, Shelf};
use super::strings_file::StringsFile;
use super::{DEFAULT, embedded};
use crate::diagnostic::{Diagnostic, FilePath, Place};

/// How the name of a strings file ends.
const STRINGS: &str = ".toml";

/// A template's text.
pub(super) struct Template {
    /// As other templates call it.
    pub(super) name: Box<str>,
    /// The project's file; `None` for those of the program.
    pub(super) file: Option<FilePath>,
    pub(super) text: Box<str>,
}

/// Every template, those of the program first.
pub(super) struct Templates(pub(super) Vec<Template>);

/// What a theme is made of, before anything is read.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) templates: Vec<Template>,
    pub(super) strings: Vec<StringsFile>,
    pub(super) assets: BTreeMap<Box<str>, Arc<[u8]>>,
    pub(super) fonts: Shelf,
}

impl Parts {
    /// Sorts the files of `themes/THEME/` and hashes what pages are drawn with: templates and words, no assets and no fonts of cards.
    pub(super) fn sort(
        theme: &str,
        overrides: Vec<(String, Vec<u8>)>,
        findings: &mut Vec<Diagnostic>,
        hasher: &mut blake3::Hasher,
    ) -> Self {
        let mut parts = Self::default();
        for (path, bytes) in embedded::FILES {
            if !is_known_alone(path) {
                hash_file(hasher, path, bytes);
            }
            match path.split_once('/') {
                Some(("templates", name)) => {
                    let text = String::from_utf8_lossy(bytes).into_owned().into_boxed_str();
                    let name = format!("{DEFAULT}{name}").into();
                    parts.templates.push(Template { name, file: None, text });
                }
                Some(("assets", name)) => {
                    parts.assets.insert(name.into(), Arc::from(*bytes));
                }
                _ => {}
            }
        }
        let mut overrides = overrides;
        overrides.sort();
        for (path, bytes) in overrides {
            // The program's own files may lie in the project too: they are no overrides.
            let same = embedded::FILES.iter().any(|(known, default)| *known == path && **default == *bytes);
            if !same && !is_leftover(&path) {
                if !is_known_alone(&path) {
                    hash_file(hasher, &path, &bytes);
                }
                parts.add(theme, &path, bytes, findings);
            }
        }
        parts
    }

    fn add(&mut self, theme: &str, path: &str, bytes: Vec<u8>, findings: &mut Vec<Diagnostic>) {
        let file = FilePath::new(&format!("themes/{theme}/{path}"));
        let place = || Place::whole(&file);
        match path.split_once('/') {
            Some(("templates", name)) if name.starts_with(DEFAULT) => findings.push(
                Diagnostic::error("theme-file", place(), format!("template `{name}` takes a reserved name"))
                    .help("the default theme's templates are found below `default/`: use another folder"),
            ),
            Some(("templates", name)) => match String::from_utf8(bytes) {
                Ok(text) => self.templates.push(Template {
                    name: name.into(),
                    file: Some(file),
                    text: text.into_boxed_str(),
                }),
                Err(_) => findings.push(
                    Diagnostic::error("theme-encoding", place(), "template is not UTF-8")
                        .help("save the file as UTF-8"),
                ),
            },
            Some(("assets", name)) => {
                self.assets.insert(name.into(), bytes.into());
            }
            Some(("cards", name)) => self.fonts.add(&file, name, bytes, findings),
            Some(("strings", name)) if is_strings_file(name) => {
                let code = name.strip_suffix(STRINGS).unwrap_or(name).into();
                self.strings.push(StringsFile { file, code, bytes });
            }
            _ => findings.push(
                Diagnostic::warning("theme-file", place(), "file has no place in a theme")
                    .help("a theme has `templates/`, `strings/LANGUAGE.toml`, `assets/` and `cards/`"),
            ),
        }
    }
}

impl Templates {
    /// The template of exactly this name.
    pub(super) fn find(&self, name: &str) -> Option<&Template> {
        self.0.iter().find(|template| &*template.name == name)
    }
}

fn hash_file(hasher: &mut blake3::Hasher, path: &str, bytes: &[u8]) {
    hasher.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes());
    hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
}

/// Assets stand beside the pages, and so do cards: each is known by its own bytes, cards by those of their fonts.
fn is_known_alone(path: &str) -> bool {
    path.starts_with("assets/") || path.starts_with(fonts::FOLDER)
}

fn is_strings_file(name: &str) -> bool {
    name.strip_suffix(STRINGS).is_some_and(|code| !code.is_empty() && !code.contains('/'))
}

/// Hidden files and backups of editors.
fn is_leftover(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with('.') || name.starts_with('#') || name.ends_with('~')
}
