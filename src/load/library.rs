//! A load that is kept, so that only what changed is read again: the memory of a preview.
//!
//! What lies at one place (a claim with all its files, a page with its translations, people.toml, …) is decoded and
//! put together as a whole, by the same code as in a load from nothing; the records of all other places stay the
//! ones that they were, pointer for pointer.

mod files;
mod put;
mod rows;
mod spot;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, FilePath};
use crate::files::{Found, Project};
use crate::load::file::{self, Site, UNREAD};
use crate::load::library::files::{Files, Seen};
use crate::load::library::rows::Rows;
use crate::load::library::spot::Spot;
use crate::load::paths::{self, ClaimAt, Placed};
use crate::load::trouble::Trouble;
use crate::load::{Read, SITE, Setting, Sorted, decode_all, decode_noted, may_be_torn, sort, statics};
use crate::record::Records;
use crate::record::claim::ClaimRecord;
use crate::record::page::{PageRecord, StaticFile};
use crate::record::party::{PersonRecord, PublisherRecord, SourceRecord};
use crate::record::site::Config;
use crate::record::text::{Hash, TextFile};

/// A project's `content/`, read again and again.
pub struct Library {
    project: Project,
    held: Option<Held>,
}

/// What the last read left.
struct Held {
    site: Site,
    /// Of the bytes of site.toml.
    site_hash: Hash,
    setting: Setting,
    files: Files,
    strays: BTreeMap<FilePath, Diagnostic>,
    troubles: BTreeMap<Spot, Trouble>,
    config: Arc<Config>,
    people: Vec<Arc<PersonRecord>>,
    publishers: Vec<Arc<PublisherRecord>>,
    shared: Vec<Arc<SourceRecord>>,
    claims: BTreeMap<ClaimAt, Arc<ClaimRecord>>,
    pages: BTreeMap<Box<str>, Arc<PageRecord>>,
    statics: BTreeMap<FilePath, StaticFile>,
    rows: Rows,
}

impl Library {
    /// Of this project; nothing is read yet.
    pub fn new(project: Project) -> Self {
        Self { project, held: None }
    }

    /// Reads what may have changed since the last read: these files and folders, relative to the project's root and
    /// there or not (a folder stands for all that is or was below it), or anything.
    ///
    /// Records and findings (in no particular order) are those of a load from nothing, whatever was read before.
    /// What is made of files that did not change is the same `Arc` as before: settings, people, publishers, sources,
    /// claims, pages. Changed settings of zone or languages read everything anew.
    ///
    /// # Errors
    /// A finding where there is no readable `site.toml`; the next read begins from nothing.
    pub fn read(
        &mut self,
        changed: Option<&[FilePath]>,
    ) -> Result<(Records, Vec<Diagnostic>), Box<Diagnostic>> {
        let before = self.held.take();
        let bytes = super::site_bytes(&self.project)?;
        let hash = Hash::of(&bytes);
        let held = match before {
            Some(held) if held.site_hash == hash => held.read(&self.project, changed, None),
            before => {
                let site = file::decode_site(&FilePath::new(SITE), &bytes)?;
                let setting = Setting::of(&site.config.record);
                match before.filter(|held| held.setting == setting) {
                    Some(held) => held.read(&self.project, changed, Some((site, hash))),
                    None => Held::new(site, hash, setting).read(&self.project, None, None),
                }
            }
        };
        Ok(self.held.insert(held).told())
    }

    /// Sorts files by when they were last written, the newest first, as the last read saw them.
    pub fn newest_first(&self, files: &mut [TextFile]) {
        let written = |file: &TextFile| self.held.as_ref().and_then(|held| held.files.written(file.path()));
        files.sort_by_cached_key(|file| std::cmp::Reverse(written(file)));
    }
}

impl Held {
    /// Nothing but the settings.
    fn new(site: Site, site_hash: Hash, setting: Setting) -> Self {
        Self {
            config: Arc::new(site.config.record.clone()),
            site,
            site_hash,
            setting,
            files: Files::default(),
            strays: BTreeMap::new(),
            troubles: BTreeMap::new(),
            people: Vec::new(),
            publishers: Vec::new(),
            shared: Vec::new(),
            claims: BTreeMap::new(),
            pages: BTreeMap::new(),
            statics: BTreeMap::new(),
            rows: Rows::default(),
        }
    }

    fn read(mut self, project: &Project, changed: Option<&[FilePath]>, site: Option<(Site, Hash)>) -> Self {
        let is_first = self.files.is_empty();
        let mut dirty = BTreeSet::new();
        if is_first || site.is_some() {
            dirty.insert(Spot::Site);
        }
        if let Some((site, hash)) = site {
            (self.site, self.site_hash) = (site, hash);
        }
        let seen = self.files.look(project, changed);
        let (sorted, before) = self.arrange(seen, &mut dirty);
        self.copy(project, sorted.copied);
        let mut read = if is_first {
            decode_noted(project, &self.setting, sorted.texts)
        } else {
            decode_all(project, &self.setting, sorted.texts)
        };
        read.retain(|read| self.is_new(read, before.get(&read.path), &mut dirty));
        if !is_first {
            read.extend(self.others(project, &read, &dirty));
            read.sort_by(|a, b| a.path.cmp(&b.path));
        }
        self.put(read, dirty);
        self
    }

    /// Notes which files came, went, or belong elsewhere since a `claim.md` came or went; what is to be read, and
    /// where it belonged before.
    fn arrange(&mut self, seen: Seen, dirty: &mut BTreeSet<Spot>) -> (Sorted, FxHashMap<FilePath, Placed>) {
        let Seen { mut touched, gone } = seen;
        let went = paths::claim_folders(gone.iter());
        let mut came = paths::claim_folders(touched.iter().map(|found| &found.path));
        came.retain(|folder| !self.files.claim_folders.contains(folder));
        let turned = went.iter().chain(&came).flat_map(|folder| self.files.below(folder));
        touched.extend(turned.filter(|found| gone.binary_search(&found.path).is_err()));
        touched.sort_by(|a, b| a.path.cmp(&b.path));
        touched.dedup_by(|a, b| a.path == b.path);
        let known = touched.iter().map(|found| &found.path).chain(&gone);
        let known = known.filter(|path| self.files.digest(path).is_some());
        let before: FxHashMap<FilePath, Placed> =
            known.filter_map(|path| Some((path.clone(), self.place(path).ok()?))).collect();
        self.files.claim_folders.retain(|folder| !went.contains(folder));
        self.files.claim_folders.extend(came);
        for path in &gone {
            self.files.forget(path);
            self.statics.remove(path);
            self.leave(path, before.get(path), dirty);
        }
        let sorted = sort(touched, &self.files.claim_folders, &self.setting.languages);
        for (found, finding) in &sorted.strays {
            self.leave(&found.path, before.get(&found.path), dirty);
            self.files.note(&found.path, found.stamp, UNREAD);
            self.strays.insert(found.path.clone(), finding.clone());
        }
        (sorted, before)
    }

    fn place(&self, path: &FilePath) -> Result<Placed, Box<Diagnostic>> {
        paths::place(path, &self.files.claim_folders, &self.setting.languages)
    }

    /// A file no longer says anything where it belonged.
    fn leave(&mut self, path: &FilePath, before: Option<&Placed>, dirty: &mut BTreeSet<Spot>) {
        self.strays.remove(path);
        self.troubles.remove(&Spot::File(path.clone()));
        dirty.extend(before.and_then(Spot::of));
    }

    fn copy(&mut self, project: &Project, files: Vec<(Found, Box<str>)>) {
        let found: Vec<Found> = files.iter().map(|(found, _)| found.clone()).collect();
        for (found, (file, finding)) in found.iter().zip(statics::statics(project, files)) {
            let path = &found.path;
            self.files.note(path, found.stamp, UNREAD);
            self.tell(Spot::File(path.clone()), Trouble::of(finding.into_iter().collect()));
            match file {
                Some(file) => drop(self.statics.insert(path.clone(), file)),
                None => drop(self.statics.remove(path)),
            }
        }
    }

    /// Whether a file says something else than before, or says it elsewhere.
    fn is_new(&mut self, read: &Read, before: Option<&Placed>, dirty: &mut BTreeSet<Spot>) -> bool {
        let Read { path, stamp, placed, decoded } = read;
        let known = self.files.digest(path).filter(|digest| *digest != UNREAD);
        let is_same = known == Some(decoded.digest) && before == Some(placed);
        self.files.note(path, *stamp, decoded.digest);
        if !is_same {
            self.leave(path, before, dirty);
            dirty.extend(Spot::of(placed));
        }
        !is_same
    }

    /// The files that lie at one place with those that were `read`, decoded.
    fn others(&mut self, project: &Project, read: &[Read], dirty: &BTreeSet<Spot>) -> Vec<Read> {
        let known: BTreeSet<&FilePath> = read.iter().map(|read| &read.path).collect();
        let found = dirty.iter().flat_map(|place| {
            let found = place.starts().into_iter().flat_map(|start| self.files.beginning(&start));
            let placed = found.filter_map(|found| Some((self.place(&found.path).ok()?, found)));
            placed
                .filter(|(placed, _)| Spot::of(placed).as_ref() == Some(place))
                .map(|(placed, found)| (found, placed))
        });
        let found: Vec<_> = found.filter(|(found, _)| !known.contains(&found.path)).collect();
        let others = decode_all(project, &self.setting, found);
        for read in &others {
            self.files.note(&read.path, read.stamp, read.decoded.digest);
        }
        others
    }

    /// Everything as it now stands.
    fn told(&self) -> (Records, Vec<Diagnostic>) {
        let torn = self.site.torn;
        let mut trouble = Trouble::default();
        for one in self.troubles.values() {
            trouble.absorb(one.clone());
        }
        let strays = self.strays.values().filter(|finding| !may_be_torn(finding, torn));
        trouble.findings.extend(self.files.faults().chain(strays).chain(&self.rows.findings).cloned());
        let records = Records {
            config: Arc::clone(&self.config),
            publishers: self.publishers.clone(),
            sources: Arc::clone(&self.rows.sources),
            people: self.people.clone(),
            claims: self.rows.claims.clone(),
            pages: self.pages.values().cloned().collect(),
            statics: self.statics.values().cloned().collect(),
            lost: trouble.lost(torn),
        };
        (records, trouble.findings)
    }
}
