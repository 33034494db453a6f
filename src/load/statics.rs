//! Files of `content/static/`: what may be copied as it is.

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FilePath, Place};
use crate::files::{Found, Project};
use crate::load::unreadable;
use crate::record::decode::printable;
use crate::record::page::StaticFile;
use crate::record::text::Hash;

/// Endings of files that are copied without a word: documents, pictures, sound, film, data, fonts.
///
/// Not among them is what a browser or a computer runs (`html`, `js`, `svg` with script is shown by browsers
/// inside `<img>` without running it): copied too, with a warning.
pub(super) const QUIET_TYPES: &[&str] = &[
    "asc",
    "avif",
    "bib",
    "csv",
    "docx",
    "epub",
    "flac",
    "gif",
    "gz",
    "ico",
    "ics",
    "jpeg",
    "jpg",
    "json",
    "jsonl",
    "jsonld",
    "m4a",
    "md",
    "mp3",
    "mp4",
    "odp",
    "ods",
    "odt",
    "oga",
    "ogg",
    "opus",
    "otf",
    "parquet",
    "pdf",
    "png",
    "pptx",
    "ris",
    "rtf",
    "sqlite",
    "srt",
    "svg",
    "tiff",
    "toml",
    "tsv",
    "ttf",
    "txt",
    "vtt",
    "wav",
    "webm",
    "webmanifest",
    "webp",
    "woff",
    "woff2",
    "xlsx",
    "xml",
    "yaml",
    "yml",
    "zip",
];

/// A file that can be copied, and what is to be told of it.
type Copied = (Option<StaticFile>, Option<Diagnostic>);

/// The files in their order, each with the hash of its bytes.
pub(super) fn statics(project: &Project, files: Vec<(Found, Box<str>)>) -> Vec<Copied> {
    files.into_par_iter().map(|(found, path)| one(project, &found, path)).collect()
}

fn one(project: &Project, found: &Found, path: Box<str>) -> Copied {
    if let Some(finding) = bad_path(&found.path, &path) {
        return (None, Some(finding));
    }
    match project.hash(&found.path) {
        Ok(hash) => {
            let finding = loud_type(&found.path, &path);
            let file = found.path.clone();
            (Some(StaticFile { path, file, length: found.stamp.length, hash: Hash::from(&hash) }), finding)
        }
        Err(fault) => (None, Some(unreadable(&found.path, &fault.to_string()))),
    }
}

/// Names that no address, or no other system, can hold.
fn bad_path(file: &FilePath, path: &str) -> Option<Diagnostic> {
    let is_bad = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    let bad = path.chars().find(|c| is_bad(*c)).map(|c| format!("`{}`", printable(&c.to_string())));
    let bad = bad
        .or_else(|| path.split('/').any(|part| matches!(part, "" | "." | "..")).then(|| "`..`".to_owned()));
    let message = format!("name `{}` holds {}, which an address cannot", printable(path), bad?);
    Some(Diagnostic::error("static-path", Place::whole(file), message).help("rename the file"))
}

fn loud_type(file: &FilePath, path: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    // What lies in .well-known has the names that its standards give it, often without an ending; hosts have their own.
    let hosts = matches!(path, "_redirects" | "_headers");
    if QUIET_TYPES.contains(&&*ending) || path.starts_with(".well-known/") || name == "CNAME" || hosts {
        return None;
    }
    let message = if ending.is_empty() {
        "file without a type is copied to the site as it is".to_owned()
    } else {
        format!("file of the type `{}` is copied to the site as it is", printable(&ending))
    };
    let help = "remove it, unless the site really needs it: browsers or readers' computers may run it";
    Some(Diagnostic::warning("static-type", Place::whole(file), message).help(help))
}
