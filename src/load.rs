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
mod links;
mod nesting;
mod notes;
mod original;
mod page;
mod party;
mod paths;
mod site;
mod split;
mod statics;
mod statuses;
mod translation;
mod translations;
mod twice;

use chrono_tz::Tz;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FilePath, Place};
use crate::files::{Found, Project, Walk, WalkFault};
use crate::load::file::{Decoded, Site};
use crate::load::notes::Notes;
use crate::load::paths::{Placed, Role};
use crate::record::site::Config;
use crate::record::{Lost, Records};

/// There is no `content/site.toml`: the folder is no project. Ends with exit code 2.
pub const NO_SITE_FILE: &str = "no-site-file";
/// `content/site.toml` is there and cannot be read at all. Ends with exit code 2.
pub const SITE_FILE_UNREADABLE: &str = "site-file-unreadable";

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
    let Opened(Site { config, mut findings, lost, torn }) = site;
    let lost = Lost { ids: lost.into_iter().collect(), site: torn, ..Lost::default() };
    let setting = Setting::of(&config.record);
    findings.extend(content.faults.iter().map(|(path, fault)| left_out(path, fault)));
    let folders = paths::claim_folders(content.found.iter().map(|found| &found.path));
    let mut texts = Vec::new();
    let mut copied = Vec::new();
    for found in content.found {
        match paths::place(&found.path, &folders, &setting.languages) {
            Ok(Placed { role: Role::Static(path), .. }) => copied.push((found, path)),
            Ok(placed) => texts.push((found, placed)),
            // The line that names the languages may be the one that could not be read.
            Err(finding) if torn && finding.code == "unknown-language" => {}
            Err(finding) => findings.push(*finding),
        }
    }
    let decode = |found: &Found, placed: &Placed| decode(project, &setting, found, placed);
    let read = match memory {
        Memory::Noted => Notes::new(project, &setting, texts.len()).read(texts, decode),
        Memory::None => {
            let read = |(found, placed): (Found, Placed)| Read {
                decoded: decode(&found, &placed),
                path: found.path,
                placed,
            };
            texts.into_par_iter().map(read).collect()
        }
    };
    let statics = statics::statics(project, copied, &mut findings);
    let records = assemble::assemble(config, lost, read, statics, &mut findings);
    (records, findings)
}

/// Reads `site.toml`.
///
/// # Errors
/// A finding where there is none, or where it cannot be read at all.
pub fn open(project: &Project) -> Result<Opened, Box<Diagnostic>> {
    let path = FilePath::new("content/site.toml");
    let finding = match project.read(&path) {
        Ok(bytes) => return file::decode_site(&path, &bytes).map(Opened),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
            Diagnostic::error(NO_SITE_FILE, Place::whole(&path), "folder has no `content/site.toml`")
                .help("run `onrecord init` for a new project, or name its folder with --root")
        }
        Err(fault) => {
            let message = format!("`content/site.toml` cannot be read: {fault}");
            Diagnostic::error(SITE_FILE_UNREADABLE, Place::whole(&path), message)
                .help("see to its permissions, and that --root names the folder of a project")
        }
    };
    Err(Box::new(finding))
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
