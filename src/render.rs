//! Artifact → bytes: pure, and any artifact alone.

use crate::diagnostic::Diagnostic;
use crate::output::{self, Artifact, Content, RenderFault, Site, Taker};
use crate::record::page::StaticFile;
use crate::record::text::TextChanged;
use crate::theme::ThemeFault;

/// What an artifact turned into.
pub enum Rendered<'a> {
    /// Its bytes.
    Bytes(&'a [u8]),
    /// A file to be copied, whose hash says what it must hold.
    Copy(&'a StaticFile),
}

/// Renders one artifact; what is drawn is drawn on `paper`, whatever that held before.
///
/// # Errors
/// A template fault, or a text that changed since it was loaded.
pub fn render<'a>(
    site: &Site,
    artifact: &'a Artifact,
    paper: &'a mut Vec<u8>,
) -> Result<Rendered<'a>, RenderFault> {
    match &artifact.content {
        Content::Drawn(_) | Content::Long(_) => {
            paper.clear();
            output::draw(site, artifact, paper)?;
            Ok(Rendered::Bytes(paper))
        }
        Content::Bytes(bytes) => Ok(Rendered::Bytes(bytes)),
        Content::Copied(file) => Ok(Rendered::Copy(file)),
        // It has no bytes of its own: those are its files', which are artifacts themselves.
        Content::Bundle(_) => Ok(Rendered::Bytes(&[])),
    }
}

/// Renders one drawn artifact part by part, each of which goes to `taker`: of a long one no more is in memory.
///
/// # Errors
/// As [`render`].
pub fn render_in_parts(
    site: &Site,
    artifact: &Artifact,
    paper: &mut Vec<u8>,
    taker: &mut Taker<'_>,
) -> Result<(), RenderFault> {
    paper.clear();
    output::draw_in_parts(site, artifact, paper, taker)
}

/// What to tell of artifacts that could not be rendered, each with its fault, in the order of the plan.
///
/// One broken line of a template breaks every page that it is on: it is told once, with the first
/// page and the number of the others.
///
/// # Errors
/// A text that changed since it was loaded: there is nothing to tell, the build starts again.
pub fn findings(faults: Vec<(&Artifact, RenderFault)>) -> Result<Vec<Diagnostic>, TextChanged> {
    let mut told: Vec<(Box<ThemeFault>, &Artifact, usize)> = Vec::new();
    let mut failed = Vec::new();
    for (artifact, fault) in faults {
        let fault = match fault {
            RenderFault::Changed(changed) => return Err(changed),
            RenderFault::Template(fault) => fault,
            RenderFault::Failed(why) => {
                failed.push(self::failed(artifact, &why));
                continue;
            }
        };
        match told.iter_mut().find(|(known, ..)| *known == fault) {
            Some((.., others)) => *others += 1,
            None => told.push((fault, artifact, 0)),
        }
    }
    let tell = |(fault, artifact, others): (Box<ThemeFault>, &Artifact, usize)| {
        let mut diagnostic = fault.diagnostic(&artifact.path);
        let message = diagnostic.message;
        diagnostic.message = match others {
            0 => message,
            1 => format!("{message} and 1 other address"),
            others => format!("{message} and {others} other addresses"),
        };
        diagnostic
    };
    Ok(told.into_iter().map(tell).chain(failed).collect())
}

fn failed(artifact: &Artifact, why: &str) -> Diagnostic {
    let output = artifact.output;
    let help = format!("run the command again, or leave this out by `[outputs.{output}] enabled = false`");
    Diagnostic::general("bundle-failed", format!("`{}` cannot be made: {why}", artifact.path)).help(help)
}
