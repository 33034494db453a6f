//! The default theme as part of the program: one list of its files.

/// A file of `themes/default/`, by its path there.
macro_rules! file {
    ($path:literal) => {
        ($path, include_bytes!(concat!("../../themes/default/", $path)))
    };
}

/// Every file of the default theme, by path.
pub(super) const FILES: &[(&str, &[u8])] = &[file!("strings/en.toml"), file!("strings/es.toml")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_every_file_of_the_default_theme() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
        let mut there: Vec<String> = walkdir::WalkDir::new(root)
            .into_iter()
            .map(|entry| entry.expect("the default theme can be listed"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"))
            .collect();
        there.sort();
        let mut listed: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        listed.sort_unstable();
        assert_eq!(listed, there);
    }
}
