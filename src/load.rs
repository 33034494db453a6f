//! `content/` → records: reads the disk, decodes every file, collects every fault.
//!
//! Decoding a file is pure (`load/file.rs`: bytes in, record and findings out), so that it can run in parallel
//! and be remembered by content; `load/assemble.rs` puts the pieces together. Nothing is linked here.

mod allow;
mod assemble;
mod body;
mod bundle;
mod claim;
mod claim_parts;
mod file;
mod ids;
mod items;
mod library;
mod links;
mod nesting;
mod notes;
mod original;
mod page;
mod parties;
mod parts;
mod party;
mod paths;
mod site;
mod split;
mod statics;
mod statuses;
mod translation;
mod translations;
mod trouble;
mod twice;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono_tz::Tz;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FilePath, Place};
use crate::files::{Found, Project, Stamp, Walk, WalkFault};
use crate::load::assemble::{Leaf, Part};
use crate::load::file::{Decoded, Site};
pub use crate::load::library::Library;
use crate::load::paths::{Placed, Role};
use crate::load::trouble::Trouble;
use crate::record::Records;
use crate::record::site::Config;
use crate::turns::TURN;

/// There is no `content/site.toml`: the folder is no project. Ends with exit code 2.
pub const NO_SITE_FILE: &str = "no-site-file";
/// `content/site.toml` is there and cannot be read at all. Ends with exit code 2.
pub const SITE_FILE_UNREADABLE: &str = "site-file-unreadable";

const SITE: &str = "content/site.toml";

/// What was read, and what could not be.
pub struct Loaded {
    /// Everything that could be read; `None` without a readable `site.toml`.
    pub records: Option<Records>,
    /// Every fault, in no particular order.
    pub findings: Vec<Diagnostic>,
}

/// What the decoding of every file depends on, beside its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Setting {
    timezone: Tz,
    languages: Vec<Box<str>>,
}

impl Setting {
    fn of(config: &Config) -> Self {
        let languages = config.languages.iter().map(|lang| lang.code.clone());
        Self { timezone: config.timezone, languages: languages.collect() }
    }
}

/// A file that was decoded.
struct Read {
    path: FilePath,
    /// How it looked before.
    stamp: Stamp,
    placed: Placed,
    decoded: Decoded,
}

/// Whether a load goes by what an earlier one left in the project's notes, and leaves some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// It reads files that changed alone.
    Noted,
    /// It reads every file, and writes nothing.
    None,
}

/// `site.toml`, which is read before everything else.
pub struct Opened(Site);

impl Opened {
    /// The settings in the site's first language, as far as they could be read.
    pub fn config(&self) -> &Config {
        &self.0.config.record
    }
}

/// The bytes of the TOML between the first two lines `+++` of a text, where it begins with one.
pub fn front_matter(text: &str) -> Option<std::ops::Range<usize>> {
    split::first(text)
}

/// Reads a project's `content/`.
pub fn load(project: &Project) -> Loaded {
    match open(project) {
        Ok(site) => {
            let content = project.walk(&FilePath::new(paths::CONTENT));
            let (records, findings) = load_with(project, site, content, Memory::None);
            Loaded { records: Some(records), findings }
        }
        Err(finding) => Loaded { records: None, findings: vec![*finding] },
    }
}

/// Reads a project's `content/`, of which a walk found these files, and finds every fault, in no particular order;
/// what comes of it is the same whatever the memory.
// Kept whole, so that a profile names the stage.
#[inline(never)]
pub fn load_with(
    project: &Project,
    site: Opened,
    content: Walk,
    memory: Memory,
) -> (Records, Vec<Diagnostic>) {
    let Opened(Site { config, findings, lost, torn }) = site;
    let mut trouble = Trouble { findings, lost, ..Trouble::default() };
    let setting = Setting::of(&config.record);
    trouble.findings.extend(content.faults.iter().map(|(path, fault)| left_out(path, fault)));
    let folders = paths::claim_folders(content.found.iter().map(|found| &found.path));
    let Sorted { texts, copied, strays } = sort(content.found, &folders, &setting.languages);
    let strays = strays.into_iter().map(|(_, finding)| finding);
    trouble.findings.extend(strays.filter(|finding| !may_be_torn(finding, torn)));
    let parts = parts::read(project, &setting, texts, memory, Part::of);
    let mut statics = Vec::with_capacity(copied.len());
    for (file, finding) in statics::statics(project, copied) {
        trouble.findings.extend(finding);
        statics.extend(file);
    }
    let Part { mut claims, rest: pieces, trouble: found } = Part::whole(parts);
    trouble.absorb(found);
    claims.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let claims = claims.into_iter().map(|(_, claim)| claim).collect();
    let (config, found) = assemble::config(config, pieces.site);
    trouble.absorb(found);
    let (people, found) = pieces.people.together();
    trouble.absorb(found);
    let (publishers, shared, found) = pieces.sources.together();
    trouble.absorb(found);
    let mut pages = Vec::with_capacity(pieces.pages.len());
    for (page, found) in pieces.pages.into_values().map(Leaf::together) {
        trouble.absorb(found);
        pages.extend(page);
    }
    let (claims, sources, twice) = assemble::rows(&shared, claims);
    trouble.findings.extend(twice);
    let (config, sources, lost) = (Arc::new(config), Arc::new(sources), trouble.lost(torn));
    (Records { config, publishers, sources, people, claims, pages, statics, lost }, trouble.findings)
}

/// Files by what they hold.
#[derive(Default)]
struct Sorted {
    texts: Vec<(Found, Placed)>,
    /// Files of `static/`, each with its path there.
    copied: Vec<(Found, Box<str>)>,
    /// Files that hold nothing, each with a finding.
    strays: Vec<(Found, Diagnostic)>,
}

fn sort(found: Vec<Found>, claim_folders: &BTreeSet<String>, languages: &[Box<str>]) -> Sorted {
    let place = |found: &Found| paths::place(&found.path, claim_folders, languages);
    let roles: Vec<_> = found.par_iter().with_max_len(TURN).map(place).collect();
    let mut sorted = Sorted::default();
    for (found, role) in found.into_iter().zip(roles) {
        match role {
            Ok(Placed { role: Role::Static(path), .. }) => sorted.copied.push((found, path)),
            Ok(placed) => sorted.texts.push((found, placed)),
            Err(finding) => sorted.strays.push((found, *finding)),
        }
    }
    sorted
}

/// Whether a stray file may be none: the line that names the languages may be the one that could not be read.
fn may_be_torn(stray: &Diagnostic, torn: bool) -> bool {
    torn && stray.code == "unknown-language"
}

/// Files decoded, as far as notes of an earlier load do not know them; they are all that is noted then.
fn decode_noted(project: &Project, setting: &Setting, files: Vec<(Found, Placed)>) -> Vec<Read> {
    let parts = parts::read(project, setting, files, Memory::Noted, |read| read);
    let mut read: Vec<_> = parts.into_iter().flatten().collect();
    read.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    read
}

fn decode_all(project: &Project, setting: &Setting, files: Vec<(Found, Placed)>) -> Vec<Read> {
    let read = |(found, placed): (Found, Placed)| {
        let decoded = decode(project, setting, &found, &placed);
        Read { path: found.path, stamp: found.stamp, placed, decoded }
    };
    files.into_par_iter().map(read).collect()
}

/// Reads `site.toml`.
///
/// # Errors
/// A finding where there is none, or where it cannot be read at all.
pub fn open(project: &Project) -> Result<Opened, Box<Diagnostic>> {
    file::decode_site(&FilePath::new(SITE), &site_bytes(project)?).map(Opened)
}

fn site_bytes(project: &Project) -> Result<Vec<u8>, Box<Diagnostic>> {
    let path = FilePath::new(SITE);
    project.read(&path).map_err(|fault| {
        let finding = if fault.kind() == std::io::ErrorKind::NotFound {
            Diagnostic::error(NO_SITE_FILE, Place::whole(&path), "folder has no `content/site.toml`")
                .help("run `onrecord init` for a new project, or name its folder with --root")
        } else {
            let message = format!("`content/site.toml` cannot be read: {fault}");
            Diagnostic::error(SITE_FILE_UNREADABLE, Place::whole(&path), message)
                .help("see to its permissions, and that --root names the folder of a project")
        };
        Box::new(finding)
    })
}

fn decode(project: &Project, setting: &Setting, found: &Found, placed: &Placed) -> Decoded {
    let path = &found.path;
    if found.stamp.length > split::MOST_BYTES {
        let message = format!("file has {} bytes, more than {}", found.stamp.length, split::MOST_BYTES);
        let finding = Diagnostic::error("file-too-large", Place::whole(path), message);
        return Decoded::failed(finding.help("split it; what is only copied belongs into content/static/"));
    }
    match project.read(path) {
        Ok(bytes) => file::decode(setting, placed, path, &bytes),
        // It was there when the folder was looked through; a link may also lead nowhere.
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
            let finding = unreadable(path, "it is not there");
            Decoded::failed(
                finding.help(
                    "run again if it was taken away meanwhile; mend it if it is a link that leads nowhere",
                ),
            )
        }
        Err(fault) => Decoded::failed(unreadable(path, &fault.to_string())),
    }
}

fn unreadable(path: &FilePath, why: &str) -> Diagnostic {
    Diagnostic::error("file-unreadable", Place::whole(path), format!("file cannot be read: {why}"))
        .help("see to its permissions")
}

fn left_out(path: &FilePath, fault: &WalkFault) -> Diagnostic {
    let warning = |message: &str, help: &str| {
        Diagnostic::warning("stray-file", Place::whole(path), format!("file is not read: {message}"))
            .help(help)
    };
    match fault {
        WalkFault::Unreadable(why) => unreadable(path, why),
        WalkFault::Name => warning("its name is not UTF-8", "rename it"),
        WalkFault::Link => {
            warning("it links to a folder, to nothing, or out of content/", "put the file itself there")
        }
        WalkFault::Special => warning("it is neither a file nor a folder", "remove it"),
    }
}
