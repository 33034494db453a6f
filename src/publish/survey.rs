//! What stands in the output folder against what the plan wants there.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::copies;
use super::known::Known;
use super::manifest::Entry;
use super::{DiskFault, Due, Fault, Press, Scope, Unpacked};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::tree::{Found, Stat};
use crate::output::Artifact;
use crate::record::text::Hash;
use crate::turns::TURN;

/// What is to be done.
pub(super) struct Survey<'a> {
    /// Artifacts to be rendered, in the order in which they are moved to their places.
    pub(super) due: Vec<Due<'a>>,
    /// Files that stand as they should.
    pub(super) kept: Vec<Kept>,
    /// Files of ours that the plan no longer holds.
    pub(super) stale: Vec<Box<str>>,
    /// Those of them that stand where a folder or file of the plan must be.
    pub(super) in_the_way: FxHashSet<Box<str>>,
    /// What was to be removed too, and is gone already.
    pub(super) gone: Vec<Box<str>>,
    /// Files of ours that this run leaves alone.
    pub(super) beyond: Vec<Box<str>>,
    /// Warnings.
    pub(super) findings: Vec<Diagnostic>,
}

/// A file that stands as it should.
pub(super) struct Kept {
    pub(super) entry: Entry,
    pub(super) stat: Stat,
}

/// What becomes of one artifact.
enum Verdict<'a> {
    Kept(Kept),
    Due(Due<'a>),
    /// Due, and what stands there is ours but somebody changed it.
    Changed(Due<'a>),
    Foreign(String),
}

/// Compares plan and folder; nothing is changed. `kept` are files of bundles that stand, `made` are bundles that were made.
pub(super) fn survey<'a>(
    press: &Press<'a>,
    scope: Scope<'_>,
    known: &Known<'_>,
    kept: Vec<Kept>,
    made: &'a [Unpacked],
) -> Result<Survey<'a>, Fault> {
    let single = |artifact: &&Artifact| scope.holds(artifact) && artifact.folder().is_none();
    // The last addresses first: the sitemap takes as long to print as thousands of others, which are judged meanwhile.
    let in_scope = press.plan.artifacts().into_par_iter().rev().with_max_len(TURN).filter(single);
    let in_scope = in_scope.map(|artifact| (artifact, press.plan.fingerprint(artifact)));
    let verdict = |(artifact, fingerprint)| judge(press, known, artifact, fingerprint);
    let mut verdicts = in_scope.map(verdict).collect::<Result<Vec<_>, Fault>>()?;
    verdicts.reverse();
    let members = made.par_iter();
    let members = members.flat_map_iter(|one| one.members.iter().map(|member| (member, one.fingerprint)));
    verdicts.extend(members.map(verdict).collect::<Result<Vec<_>, Fault>>()?);
    let mut survey = Survey {
        due: Vec::new(),
        kept,
        stale: Vec::new(),
        gone: Vec::new(),
        in_the_way: FxHashSet::default(),
        beyond: Vec::new(),
        findings: Vec::new(),
    };
    let mut foreign = Vec::new();
    for verdict in verdicts {
        match verdict {
            Verdict::Kept(kept) => survey.kept.push(kept),
            Verdict::Due(due) => survey.due.push(due),
            Verdict::Changed(due) => {
                survey.findings.push(changed(press, &due.path, "written again"));
                survey.due.push(due);
            }
            Verdict::Foreign(path) => foreign.push(not_ours(press, &path)),
        }
    }
    if !foreign.is_empty() {
        return Err(Fault::Findings(foreign));
    }
    // The plan is in the order of addresses, and those of one rank stay so.
    survey.due.sort_by_key(|due| rank(due.artifact));
    sort_out_old(press, scope, known, &mut survey)?;
    let touched = survey.due.iter().map(|due| &*due.path).chain(survey.stale.iter().map(|path| &**path));
    links(press, touched, &survey.in_the_way)?;
    Ok(survey)
}

fn judge<'a>(
    press: &Press<'a>,
    known: &Known<'_>,
    artifact: &'a Artifact,
    fingerprint: Hash,
) -> Result<Verdict<'a>, Fault> {
    let path = artifact.path.file();
    let ours = press.old.at(&path);
    let due = |stands| Due { artifact, fingerprint, path: path.as_str().into(), stands };
    let stat = match look(press, &path)? {
        Found::Absent => return Ok(Verdict::Due(due(None))),
        Found::Folder => {
            let foreign = foreign_below(press, &path)?;
            return Ok(foreign.map_or_else(|| Verdict::Due(due(None)), Verdict::Foreign));
        }
        Found::Other if ours.is_empty() => return Ok(Verdict::Foreign(path)),
        Found::Other => return Ok(Verdict::Changed(due(None))),
        Found::File(stat) => stat,
    };
    if ours.is_empty() {
        // On a disk that does not tell letters' case apart, it may be ours under its old name.
        let renamed = press.holds_folded(&path);
        return Ok(if renamed { Verdict::Due(due(None)) } else { Verdict::Foreign(path) });
    }
    let hash = known.hash(press.tree, &path, stat);
    let hash = hash.map_err(|error| DiskFault::fault("read", press.tree.locate(&path), error))?;
    let standing = ours.iter().filter(|entry| entry.hash == hash);
    Ok(match standing.clone().find(|entry| entry.fingerprint == fingerprint) {
        Some(entry) => Verdict::Kept(Kept { entry: entry.clone(), stat }),
        None if standing.count() > 0 => Verdict::Due(due(Some((hash, stat)))),
        None => Verdict::Changed(due(None)),
    })
}

/// A file or folder below a path that is not ours; `None` where all of it is.
fn foreign_below(press: &Press<'_>, folder: &str) -> Result<Option<String>, Fault> {
    let names = press.tree.names(folder);
    let names = names.map_err(|error| DiskFault::fault("list", press.tree.locate(folder), error))?;
    if names.is_empty() {
        return Ok(Some(folder.to_owned()));
    }
    for name in names {
        let path = format!("{folder}/{name}");
        let foreign = match look(press, &path)? {
            Found::Folder => foreign_below(press, &path)?,
            _ if press.old.at(&path).is_empty() => Some(path),
            _ => None,
        };
        if foreign.is_some() {
            return Ok(foreign);
        }
    }
    Ok(None)
}

/// Files of ours that the plan does not hold: stale, or beyond this run.
fn sort_out_old(
    press: &Press<'_>,
    scope: Scope<'_>,
    known: &Known<'_>,
    survey: &mut Survey<'_>,
) -> Result<(), Fault> {
    let due = survey.due.iter().map(|due| &*due.path);
    let mut seen: Vec<&str> = due.chain(survey.kept.iter().map(|kept| &*kept.entry.path)).collect();
    seen.par_sort_unstable();
    let mut seen = seen.into_iter().peekable();
    // Both are in the order of paths.
    let is_unseen = |path: &&str| {
        while seen.next_if(|seen| seen < path).is_some() {}
        seen.peek() != Some(path)
    };
    let unseen: Vec<Box<str>> = press.old.paths().filter(is_unseen).map(Box::from).collect();
    if let Scope::Only(_) = scope {
        survey.beyond = unseen;
        return Ok(());
    }
    let unseen: Vec<_> = unseen.into_iter().filter(|path| !copies::is_copy(press, path)).collect();
    if unseen.is_empty() {
        return Ok(());
    }
    let artifacts = press.plan.artifacts();
    let wanted = artifacts.par_iter().map(|artifact| artifact.path.file().to_lowercase());
    // Those of bundles are not in the plan.
    let wanted = wanted.chain(survey.due.par_iter().map(|due| due.path.to_lowercase()));
    let mut wanted: Vec<String> = wanted.collect();
    wanted.par_sort_unstable();
    let is_file = |path: &str| wanted.binary_search_by(|file| file.as_str().cmp(path)).is_ok();
    let is_folder = |path: &str| {
        let below = format!("{path}/");
        let first = wanted.partition_point(|file| *file < below);
        wanted.get(first).is_some_and(|file| file.starts_with(&below))
    };
    for path in unseen {
        let found = look(press, &path)?;
        if matches!(found, Found::Absent | Found::Folder) {
            // Gone already: by hand, or in a build that was killed before it removed the folder.
            survey.gone.push(path);
            continue;
        }
        if let Found::File(stat) = found {
            let hash = known.hash(press.tree, &path, stat);
            let hash = hash.map_err(|error| DiskFault::fault("read", press.tree.locate(&path), error))?;
            if press.old.at(&path).iter().all(|entry| entry.hash != hash) {
                survey.findings.push(changed(press, &path, "removed: the site no longer holds it"));
            }
        }
        let low = path.to_lowercase();
        if is_folder(&low) || is_file(&low) || parents(&low).any(is_file) {
            survey.in_the_way.insert(path.clone());
        }
        survey.stale.push(path);
    }
    Ok(())
}

/// No file is written or removed through a link: it might lead out of the folder.
pub(super) fn links<'p>(
    press: &Press<'_>,
    touched: impl Iterator<Item = &'p str>,
    in_the_way: &FxHashSet<Box<str>>,
) -> Result<(), Fault> {
    if press.bare {
        return Ok(());
    }
    let folders: FxHashSet<&str> = touched.flat_map(parents).collect();
    let mut folders: Vec<&str> = folders.into_iter().collect();
    folders.sort_unstable();
    let mut findings = Vec::new();
    for folder in folders {
        match look(press, folder)? {
            Found::Absent | Found::Folder => {}
            Found::File(_) if in_the_way.contains(folder) => {}
            Found::File(_) | Found::Other => findings.push(not_ours(press, folder)),
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Fault::Findings(findings)) }
}

/// The folders that a file lies in, innermost first.
fn parents(file: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(file.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

/// What stands at a path.
pub(super) fn look(press: &Press<'_>, path: &str) -> Result<Found, Fault> {
    if press.bare {
        return Ok(Found::Absent);
    }
    press.tree.look(path).map_err(|error| DiskFault::fault("look at", press.tree.locate(path), error))
}

/// The rank of what is moved last.
const LAST: u8 = 3;

/// Whether nothing is moved after it but others like it.
pub(super) fn is_moved_last(artifact: &Artifact) -> bool {
    rank(artifact) == LAST
}

/// The place of an artifact in the order of moving: whatever a page needs stands before the page, and
/// whatever leads to pages comes after them.
fn rank(artifact: &Artifact) -> u8 {
    match artifact.output {
        "assets" | "static" => 0,
        "sitemap" | "hosting" => LAST,
        // The page reads the index.
        "search" if artifact.path.is_page() => LAST,
        "list" | "status" | "sources" | "milestones" | "changes" | "feed" | "calendar" | "search" => 2,
        _ => 1,
    }
}

pub(super) fn changed(press: &Press<'_>, path: &str, fate: &str) -> Diagnostic {
    let file = press.tree.locate(path);
    let message =
        format!("`{}` was changed by other hands since the last build, and is {fate}", file.display());
    let help = "change the records, the theme or `content/static/`: the site is made from those";
    Diagnostic { severity: Severity::Warning, ..Diagnostic::general("output-changed", message).help(help) }
}

pub(super) fn not_ours(press: &Press<'_>, path: &str) -> Diagnostic {
    let message =
        format!("`{}` stands where the site has a file, and is not ours", press.tree.locate(path).display());
    let help = "move it away, or rename what the site has at that address; nothing was changed";
    Diagnostic::general("file-not-ours", message).help(help)
}
