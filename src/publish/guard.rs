//! Which folders may be published into: never one that could hold somebody's work.

use std::path::{Path, PathBuf};

use super::{DiskFault, Fault, Manifest};
use crate::diagnostic::Diagnostic;
use crate::files::tree::{Found, NOTES, Tree};
use crate::files::{self, Project};

/// The manifest's name in the folder of our notes.
pub(super) const MANIFEST: &str = "manifest";
/// Its path in the output folder.
pub(super) const MANIFEST_PATH: &str = ".onrecord/manifest";

/// A folder that may be published into.
#[derive(Clone, Debug)]
pub struct Target {
    tree: Tree,
}

impl Target {
    /// Looks at an output folder; `home` is the user's, where there is one.
    ///
    /// # Errors
    /// [`Fault::Refused`] where it must not be published into, [`Fault::Disk`] where it cannot be looked at.
    pub fn new(project: &Project, output: &Path, home: Option<&Path>) -> Result<Self, Fault> {
        let folder = real(output)?;
        if let Some(reason) = protected(project, &folder, home)? {
            return Err(refused(output, reason, "choose another folder with `--output`"));
        }
        let tree = Tree::new(folder);
        let look =
            |path| tree.look(path).map_err(|error| DiskFault::fault("look at", tree.locate(path), error));
        match look("")? {
            Found::Absent => return Ok(Self { tree }),
            Found::Folder => {}
            Found::File(_) | Found::Other => {
                return Err(refused(output, "it is not a folder", "choose another folder with `--output`"));
            }
        }
        // Our notes behind a link would be written wherever it leads.
        if matches!(look(NOTES)?, Found::File(_) | Found::Other) {
            let help = "remove it, or choose another folder with `--output`";
            return Err(refused(output, "its `.onrecord` is not a folder", help));
        }
        if look(MANIFEST_PATH)? == Found::Absent {
            let names = tree.names("").map_err(|error| DiskFault::fault("list", tree.root(), error))?;
            if let Some(name) = names.iter().find(|name| !name.starts_with('.')) {
                let reason = format!("it holds `{name}` and no site of ours");
                let help = "choose an empty or a new folder with `--output`; files of your own go to `content/static/`";
                return Err(refused(output, &reason, help));
            }
        }
        Ok(Self { tree })
    }

    /// The folder.
    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Its path, absolute and without links.
    pub fn folder(&self) -> &Path {
        self.tree.root()
    }
}

/// What was published there before; `None` where nothing ever was.
pub(super) fn manifest(tree: &Tree) -> Result<Option<Manifest>, Fault> {
    let bytes = tree.read(MANIFEST_PATH);
    let bytes = bytes.map_err(|error| DiskFault::fault("read", tree.locate(MANIFEST_PATH), error))?;
    let Some(bytes) = bytes else { return Ok(None) };
    Manifest::parse(&bytes).map(Some).map_err(|line| {
        let message = format!("line {line} of `{}` is not ours", tree.locate(MANIFEST_PATH).display());
        let help = "publish into a new folder: without that list it is not known which files here are whose";
        Fault::Refused(Box::new(Diagnostic::general("manifest-unreadable", message).help(help)))
    })
}

fn real(path: &Path) -> Result<PathBuf, Fault> {
    files::resolve(path).map_err(|error| DiskFault::fault("find", path, error))
}

/// Why a folder is out of bounds, whatever it holds.
fn protected(project: &Project, folder: &Path, home: Option<&Path>) -> Result<Option<&'static str>, Fault> {
    let root = real(project.root())?;
    if folder.parent().is_none() {
        return Ok(Some("it is the root of the disk"));
    }
    if folder == root {
        return Ok(Some("it is the project itself"));
    }
    if root.starts_with(folder) {
        return Ok(Some("it holds the project"));
    }
    if home.and_then(|home| files::resolve(home).ok()).is_some_and(|home| home.starts_with(folder)) {
        return Ok(Some("it is your home folder or holds it"));
    }
    let kept = [
        ("content", "it is inside `content/` or holds it"),
        ("themes", "it is inside `themes/` or holds it"),
        (NOTES, "it is inside `.onrecord/` or holds it"),
        (".git", "it is inside `.git/` or holds it"),
    ];
    for (name, reason) in kept {
        // Each may be a link that leads out of the project.
        let kept = real(&root.join(name))?;
        if folder.starts_with(&kept) || kept.starts_with(folder) {
            return Ok(Some(reason));
        }
    }
    Ok(None)
}

fn refused(output: &Path, reason: &str, help: &str) -> Fault {
    let message = format!("output folder `{}` is refused: {reason}", output.display());
    Fault::Refused(Box::new(Diagnostic::general("output-refused", message).help(help)))
}
