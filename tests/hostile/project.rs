//! The project of `project.txt`, with what is hostile in the place of each `$`.

use std::path::Path;

pub(crate) const PROJECT: &str = include_str!("project.txt");

/// A project in which every text field ends with `text`.
pub(crate) fn project(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let written: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
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

/// Writes a file of a project.
pub(crate) fn put(folder: &Path, path: &str, content: &str) {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, content).unwrap();
}
