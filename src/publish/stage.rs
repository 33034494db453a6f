//! Renders what is due into the stage folder, in parallel: no more than one artifact a thread is in memory.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::manifest::Entry;
use super::survey::{self, Survey};
use super::{DiskFault, Due, Fault, Press, Step};
use crate::files::tree::Staged;
use crate::output::{Artifact, Content, RenderFault};
use crate::record::page::StaticFile;
use crate::record::text::{Hash, TextChanged};
use crate::render::{self, Rendered};

/// An artifact that was rendered.
pub(super) struct Sheet {
    pub(super) entry: Entry,
    pub(super) staged: Staged,
    /// Whether its bytes differ from those that stand there.
    pub(super) changed: bool,
}

/// What became of one artifact: a fault of rendering is collected, any other ends the build.
type Made<'a, T> = Result<Drawn<'a, T>, Fault>;
/// What was made of an artifact, or why it could not be rendered.
type Drawn<'a, T> = Result<T, (&'a Artifact, RenderFault)>;

/// Renders what is due into the stage folder.
pub(super) fn stage<'a>(press: &Press<'a>, survey: &Survey<'a>) -> Result<Vec<Sheet>, Fault> {
    let make = |paper: &mut Vec<u8>, due: &Due<'a>| -> Made<'a, Sheet> {
        let made = if let Content::Long(_) = due.artifact.content {
            long(press, due, paper)?
        } else {
            match render::render(&press.plan.site, due.artifact, paper) {
                Ok(Rendered::Bytes(bytes)) => Ok(written(press, due, press.tree.stage(&due.path, bytes))?),
                Ok(Rendered::Copy(file)) => Ok(copy(press, due, file)?),
                Err(fault) => Err(fault),
            }
        };
        let staged = match made {
            Ok(staged) => staged,
            Err(fault) => return Ok(Err((due.artifact, fault))),
        };
        press.tell(Step::Rendered(&due.path))?;
        let stands = due.stands.map(|(standing, _)| standing);
        sheet(press, &due.path, due.fingerprint, stands, staged).map(Ok)
    };
    settle(each(&survey.due, make)?)
}

/// Renders what is due and throws it away.
pub(super) fn rehearse<'a>(press: &Press<'a>, survey: &Survey<'a>) -> Result<(), Fault> {
    let make = |paper: &mut Vec<u8>, due: &Due<'a>| -> Made<'a, ()> {
        let site = &press.plan.site;
        let rendered = match due.artifact.content {
            Content::Long(_) => render::render_in_parts(site, due.artifact, paper, &mut |_| {}),
            _ => render::render(site, due.artifact, paper).map(drop),
        };
        if let Err(fault) = rendered {
            return Ok(Err((due.artifact, fault)));
        }
        press.tell(Step::Rendered(&due.path))?;
        Ok(Ok(()))
    };
    settle(each(&survey.due, make)?).map(drop)
}

/// Makes each of them, in parallel; what is made comes in their order.
///
/// Every thread takes the next turn as soon as it is free: a page can take a thousand times as long as another, so
/// that no share that is cut beforehand is a fair one. A thread draws all its artifacts into the same memory.
fn each<'a, T: Send>(
    due: &[Due<'a>],
    make: impl Fn(&mut Vec<u8>, &Due<'a>) -> Made<'a, T> + Sync,
) -> Result<Vec<Drawn<'a, T>>, Fault> {
    let (turns, next) = (turns(due), AtomicUsize::new(0));
    let share = || {
        let (mut paper, mut drawn) = (Vec::new(), Vec::new());
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            let Some(turn) = turns.get(turn) else { return Ok(drawn) };
            for at in turn.clone() {
                // After a fault there is nothing more to do for anyone.
                let over = |_: &Fault| next.store(turns.len(), Ordering::Relaxed);
                drawn.push((at, make(&mut paper, &due[at]).inspect_err(over)?));
            }
        }
    };
    let shares = rayon::broadcast(|_| share()).into_iter().collect::<Result<Vec<_>, Fault>>()?;
    let mut drawn: Vec<_> = shares.into_iter().flatten().collect();
    drawn.sort_unstable_by_key(|(at, _)| *at);
    Ok(drawn.into_iter().map(|(_, drawn)| drawn).collect())
}

/// What one thread makes in one turn: an artifact, and what says the same in other forms, since it is made of the same
/// pieces. It stands at the same address with another ending, and so beside it.
fn turns(due: &[Due<'_>]) -> Vec<Range<usize>> {
    let is_long = |due: &Due<'_>| matches!(due.artifact.content, Content::Long(_));
    let stem = |due: &Due<'_>| due.path.rfind('.').unwrap_or(due.path.len());
    let of_one = |a: &Due<'_>, b: &Due<'_>| {
        a.artifact.output == b.artifact.output
            && !is_long(a)
            && !is_long(b)
            && a.path[..stem(a)] == b.path[..stem(b)]
    };
    let turns = due.chunk_by(of_one).scan(0, |end, turn| {
        let start = *end;
        *end += turn.len();
        Some(start..*end)
    });
    let mut turns: Vec<Range<usize>> = turns.collect();
    // What is moved last, the sitemap, takes longer than most: begun last, it would keep the other threads waiting.
    let last = turns.partition_point(|turn| !survey::is_moved_last(due[turn.start].artifact));
    turns.rotate_left(last);
    turns
}

fn settle<T>(made: Vec<Drawn<'_, T>>) -> Result<Vec<T>, Fault> {
    let (mut sheets, mut faults) = (Vec::with_capacity(made.len()), Vec::new());
    for made in made {
        match made {
            Ok(sheet) => sheets.push(sheet),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        return Ok(sheets);
    }
    faults.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    Err(render::findings(faults).map_or_else(Fault::Changed, Fault::Findings))
}

/// What waits to be moved to `path`; where these bytes stand there already, nothing waits.
pub(super) fn sheet(
    press: &Press<'_>,
    path: &str,
    fingerprint: Hash,
    stands: Option<Hash>,
    staged: Staged,
) -> Result<Sheet, Fault> {
    let hash = Hash::from(&staged.hash);
    let entry = Entry { path: path.into(), hash, fingerprint, length: staged.stat.length };
    let changed = stands.is_none_or(|standing| standing != hash);
    if !changed {
        let discarded = press.tree.discard(path);
        discarded.map_err(|error| DiskFault::fault("clear the stage of", press.tree.root(), error))?;
    }
    Ok(Sheet { entry, staged, changed })
}

fn written(press: &Press<'_>, due: &Due<'_>, staged: std::io::Result<Staged>) -> Result<Staged, Fault> {
    staged.map_err(|error| DiskFault::fault("stage", press.tree.locate(&due.path), error))
}

/// Writes a long artifact while it is drawn.
fn long(press: &Press<'_>, due: &Due<'_>, paper: &mut Vec<u8>) -> Result<Result<Staged, RenderFault>, Fault> {
    let drawn = press.tree.stage_parts(&due.path, |taker| {
        render::render_in_parts(&press.plan.site, due.artifact, paper, taker)
    });
    let (staged, drawn) =
        drawn.map_err(|error| DiskFault::fault("stage", press.tree.locate(&due.path), error))?;
    Ok(drawn.map(|()| staged))
}

/// Copies a file whose bytes must be those that were loaded.
fn copy(press: &Press<'_>, due: &Due<'_>, file: &StaticFile) -> Result<Staged, Fault> {
    let source = press.project.locate(&file.file);
    let changed = || Fault::Changed(TextChanged { file: file.file.clone() });
    let staged = press.tree.stage_copy(&due.path, &source).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => changed(),
        _ => DiskFault::fault("copy", &source, error),
    })?;
    if Hash::from(&staged.hash) == file.hash { Ok(staged) } else { Err(changed()) }
}
