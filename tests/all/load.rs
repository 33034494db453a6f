//! Loading: files in, records and findings out.

mod again;
mod cases;
mod digests;
mod hostile;
mod memory;
mod records;

use std::path::Path;

use onrecord::files::Project;
use onrecord::load::{Loaded, load};

/// The smallest `site.toml`.
const SITE: &str = "title = \"A site\"\nbase_url = \"https://example.org/\"\n";

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Loads a project made of these files.
fn load_files(files: &[(&str, &[u8])]) -> (Loaded, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        write(folder.path(), path, bytes);
    }
    (load(&Project::new(folder.path())), folder)
}
