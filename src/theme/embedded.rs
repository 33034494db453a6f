//! The default theme as part of the program: one list of its files.

/// A file of `themes/default/`, by its path there.
macro_rules! file {
    ($path:literal) => {
        ($path, include_bytes!(concat!("../../themes/default/", $path)))
    };
}

/// Every file of the default theme, by path.
pub(super) const FILES: &[(&str, &[u8])] = &[
    file!("assets/OFL-newsreader.txt"),
    file!("assets/OFL-public-sans.txt"),
    file!("assets/icon.svg"),
    file!("assets/list.js"),
    file!("assets/newsreader-400-italic.woff2"),
    file!("assets/newsreader-400.woff2"),
    file!("assets/newsreader-600.woff2"),
    file!("assets/newsreader-ext-400-italic.woff2"),
    file!("assets/newsreader-ext-400.woff2"),
    file!("assets/newsreader-ext-600.woff2"),
    file!("assets/public-sans-400.woff2"),
    file!("assets/public-sans-600.woff2"),
    file!("assets/public-sans-ext-400.woff2"),
    file!("assets/public-sans-ext-600.woff2"),
    file!("assets/search.js"),
    file!("assets/site.css"),
    file!("cards/OFL-newsreader.txt"),
    file!("cards/OFL-public-sans.txt"),
    file!("cards/OFL-source-sans.txt"),
    file!("cards/OFL-source-serif.txt"),
    file!("cards/bold-greek-cyrillic.ttf"),
    file!("cards/bold.ttf"),
    file!("cards/headline-greek-cyrillic.ttf"),
    file!("cards/headline.ttf"),
    file!("cards/text-greek-cyrillic.ttf"),
    file!("cards/text.ttf"),
    file!("strings/en.toml"),
    file!("strings/es.toml"),
    file!("templates/404.html"),
    file!("templates/changes.html"),
    file!("templates/claim.html"),
    file!("templates/corrections.html"),
    file!("templates/data.html"),
    file!("templates/dated.html"),
    file!("templates/embed.html"),
    file!("templates/home.html"),
    file!("templates/index.html"),
    file!("templates/layout.html"),
    file!("templates/list.html"),
    file!("templates/methodology.html"),
    file!("templates/month.html"),
    file!("templates/page.html"),
    file!("templates/parts.html"),
    file!("templates/publisher.html"),
    file!("templates/search.html"),
    file!("templates/sources.html"),
    file!("templates/statuses.html"),
    file!("templates/update.html"),
];

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
