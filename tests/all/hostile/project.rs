//! The project of `project.txt`, with what is hostile in the place of each `$`.

pub(crate) use crate::common::put;

use crate::common::escaped;

pub(crate) const PROJECT: &str = include_str!("project.txt");

/// A project in which every text field ends with `text`.
pub(crate) fn project(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let written = escaped(text);
    for part in PROJECT.split("=== ").skip(1) {
        let (path, content) = part.split_once('\n').unwrap();
        let content: String = content
            .split_inclusive('\n')
            .map(|line| line.replace('$', if line.starts_with("##") { text } else { &written }))
            .collect();
        put(folder.path(), path, &content);
    }
    folder
}
