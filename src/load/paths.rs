//! Which record a file holds, told by its path alone.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, FilePath, Place};
use crate::record::decode::{is_language, printable};

/// Everything that is read lies below this folder.
pub(super) const CONTENT: &str = "content";

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Site,
    People,
    Sources,
    /// `claim.md` of a claim folder, or a claim in one file.
    Claim(ClaimAt, Spelling),
    /// A file of `updates/`; its stem.
    Updates(ClaimAt, Box<str>),
    Explainer(ClaimAt),
    Page(Box<str>),
    /// The path below `static/`.
    Static(Box<str>),
}

impl Role {
    /// What files have in common that are put together with each other; others may have it too.
    pub(super) fn place(&self) -> &str {
        match self {
            Self::Site => "site",
            Self::People => "people",
            Self::Sources => "sources",
            Self::Claim(at, _) | Self::Updates(at, _) | Self::Explainer(at) => &at.stem,
            Self::Page(stem) => stem,
            Self::Static(path) => path,
        }
    }
}

/// A claim by its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ClaimAt {
    /// The path of its folder, or of its file without the ending.
    pub(super) stem: Box<str>,
    /// The last part of it.
    pub(super) id: Box<str>,
}

/// How a claim is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    Folder,
    Markdown,
    Toml,
}

/// A file that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) role: Role,
    /// The language of a translation.
    pub(super) lang: Option<Box<str>>,
}

/// The folders that hold a `claim.md`, relative to `content/`.
pub(super) fn claim_folders<'a>(paths: impl Iterator<Item = &'a FilePath>) -> BTreeSet<String> {
    let folder = |path: &FilePath| inside(path).strip_suffix("/claim.md").map(str::to_owned);
    paths.filter_map(folder).collect()
}

fn inside(path: &FilePath) -> &str {
    path.as_str().strip_prefix(CONTENT).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path.as_str())
}

/// The file that the translation at `path` into `lang` stands beside: `a.md` for `a.es.md`.
pub(super) fn original(path: &FilePath, lang: &str) -> FilePath {
    let stem_and_ending = path.as_str().rsplit_once('.');
    let original = stem_and_ending.and_then(|(stem, ending)| {
        let stem = stem.strip_suffix(lang)?.strip_suffix('.')?;
        Some(FilePath::new(&format!("{stem}.{ending}")))
    });
    original.unwrap_or_else(|| path.clone())
}

/// What the file at `path` holds.
///
/// # Errors
/// A finding where it holds nothing that is read.
pub(super) fn place(
    path: &FilePath,
    claim_folders: &BTreeSet<String>,
    languages: &[Box<str>],
) -> Result<Placed, Box<Diagnostic>> {
    let relative = inside(path);
    if let Some(file) = relative.strip_prefix("static/") {
        return Ok(Placed { role: Role::Static(file.into()), lang: None });
    }
    let (folder, name) = relative.rsplit_once('/').unwrap_or(("", relative));
    let Some((stem, ending)) = name.rsplit_once('.') else { return Err(Box::new(stray(path, None))) };
    let (stem, lang) = match stem.rsplit_once('.') {
        None => (stem, None),
        Some((stem, code)) if languages.iter().any(|known| **known == *code) => (stem, Some(code)),
        Some((_, code)) if is_language(code) => return Err(Box::new(foreign(path, code))),
        Some(_) => {
            return Err(Box::new(stray(
                path,
                Some("a name holds no dots but for its language and its ending"),
            )));
        }
    };
    let role = role(folder, stem, ending, claim_folders).map_err(|help| Box::new(stray(path, help)))?;
    Ok(Placed { role, lang: lang.map(Into::into) })
}

fn role(
    folder: &str,
    stem: &str,
    ending: &str,
    folders: &BTreeSet<String>,
) -> Result<Role, Option<&'static str>> {
    match (folder, stem, ending) {
        ("", "site", "toml") => return Ok(Role::Site),
        ("", "people", "toml") => return Ok(Role::People),
        ("", "sources", "toml") => return Ok(Role::Sources),
        (_, _, "md" | "toml") if stem.eq_ignore_ascii_case("readme") => return Err(None),
        ("pages", _, "md") => return Ok(Role::Page(stem.into())),
        (_, _, ending) if is_text(folder, ending) => {
            return Err(Some(
                "a text is read when its name ends in `.md`: save it as plain text and rename it",
            ));
        }
        (folder, _, "md") if folder.starts_with("pages/") => {
            return Err(Some("pages lie in content/pages/ itself, without folders: move it there"));
        }
        _ => {}
    }
    let Some(group) = folder.strip_prefix("claims").filter(|rest| rest.is_empty() || rest.starts_with('/'))
    else {
        return Err(None);
    };
    let parents: Vec<_> = group.split('/').filter(|part| !part.is_empty()).collect();
    match (parents.as_slice(), stem, ending) {
        ([.., id], "claim", "md") => Ok(Role::Claim(at(folder, id), Spelling::Folder)),
        ([.., id], "explainer", "md") => Ok(Role::Explainer(at(folder, id))),
        ([.., id, "updates"], _, "md") => {
            Ok(Role::Updates(at(folder.strip_suffix("/updates").unwrap_or(folder), id), stem.into()))
        }
        (_, _, "md" | "toml") if is_within(folder, folders) => {
            Err(Some("a claim's folder holds claim.md, explainer.md and updates/*.md"))
        }
        (_, _, "md") => Ok(Role::Claim(at(&format!("{folder}/{stem}"), stem), Spelling::Markdown)),
        (_, _, "toml") => Ok(Role::Claim(at(&format!("{folder}/{stem}"), stem), Spelling::Toml)),
        _ => Err(None),
    }
}

/// Whether this is a text with another ending, where texts are read.
fn is_text(folder: &str, ending: &str) -> bool {
    let endings = ["txt", "markdown", "mdown", "mdx", "text", "doc", "docx", "odt", "rtf", "MD"];
    let folders = ["claims", "pages"];
    endings.contains(&ending) && folders.contains(&folder.split('/').next().unwrap_or_default())
}

fn at(stem: &str, id: &str) -> ClaimAt {
    ClaimAt { stem: stem.into(), id: id.into() }
}

fn is_within(folder: &str, folders: &BTreeSet<String>) -> bool {
    let mut open = Some(folder);
    while let Some(folder) = open {
        if folders.contains(folder) {
            return true;
        }
        open = folder.rsplit_once('/').map(|(parent, _)| parent);
    }
    false
}

fn stray(path: &FilePath, help: Option<&str>) -> Diagnostic {
    let help = help.unwrap_or("move it to content/static/ to publish it as it is, or out of content/");
    let finding = Diagnostic::warning(
        "stray-file",
        Place::whole(path),
        "file is not read: no record lies at this path",
    );
    finding.help(help)
}

fn foreign(path: &FilePath, code: &str) -> Diagnostic {
    let message = format!("file is not read: `{}` is no language of the site", printable(code));
    let finding = Diagnostic::warning("unknown-language", Place::whole(path), message);
    finding.help("add it to `languages` in content/site.toml, or remove the file")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(path: &str) -> String {
        let folders = claim_folders([FilePath::new("content/claims/security/lanes/claim.md")].iter());
        match place(&FilePath::new(&format!("content/{path}")), &folders, &["en".into(), "es".into()]) {
            Ok(Placed { role, lang }) => {
                let role = match role {
                    Role::Claim(at, spelling) => format!("{spelling:?} claim {}", at.id),
                    Role::Updates(at, stem) => format!("update {stem} of {}", at.id),
                    Role::Explainer(at) => format!("explainer of {}", at.stem),
                    other => format!("{other:?}"),
                };
                format!("{role}{}", lang.map_or(String::new(), |lang| format!(" in {lang}")))
            }
            Err(finding) => finding.code.to_owned(),
        }
    }

    #[test]
    fn paths_say_what_a_file_holds() {
        let cases = [
            ("site.toml", "Site"),
            ("site.es.toml", "Site in es"),
            ("people.fr.toml", "unknown-language"),
            ("claims/security/lanes/claim.md", "Folder claim lanes"),
            ("claims/security/lanes/claim.es.md", "Folder claim lanes in es"),
            ("claims/security/lanes/explainer.md", "explainer of claims/security/lanes"),
            ("claims/security/lanes/updates/1.es.md", "update 1 of lanes in es"),
            ("claims/security/lanes/notes.md", "stray-file"),
            ("claims/security/lanes/updates/old/1.md", "stray-file"),
            ("claims/security/buses.md", "Markdown claim buses"),
            ("claims/trams.es.toml", "Toml claim trams in es"),
            ("claims/updates/a.md", "Markdown claim a"),
            ("claims/README.md", "stray-file"),
            ("claims/a.b.c.md", "stray-file"),
            ("pages/about.es.md", "Page(\"about\") in es"),
            ("pages/sub/about.md", "stray-file"),
            ("static/a/b.es.pdf", "Static(\"a/b.es.pdf\")"),
            ("notes.txt", "stray-file"),
            ("Makefile", "stray-file"),
        ];
        for (path, expected) in cases {
            assert_eq!(shown(path), expected, "{path}");
        }
    }
}
