//! Which files a page's findings are about. Pure.

use onrecord::diagnostic::FilePath;

/// Whether a file is of the record that a page shows, or of the theme, which every page is made with.
pub(super) fn concerns(file: &FilePath, record: Option<&FilePath>) -> bool {
    let file = file.as_str();
    file.starts_with("themes/") || record.is_some_and(|record| are_kin(record.as_str(), file))
}

/// Whether two files are of one record: in the folder of a claim, or of one name in several languages.
fn are_kin(record: &str, file: &str) -> bool {
    let (folder, name) = record.rsplit_once('/').unwrap_or(("", record));
    let own_folder = if name == "claim.md" || name == "claim.toml" {
        Some(folder)
    } else {
        folder.strip_suffix("/updates")
    };
    match own_folder {
        Some(folder) => file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
        None => file.rsplit_once('/').unwrap_or(("", file)) == (folder, name) || stem(record) == stem(file),
    }
}

/// The path up to the first dot of its name: what a record's translations share.
fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path[name..].find('.').map_or(path, |dot| &path[..name + dot])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_claim_or_page_are_kin() {
        let cases = [
            ("content/claims/a/claim.md", "content/claims/a/claim.es.md", true),
            ("content/claims/a/claim.md", "content/claims/a/updates/x.md", true),
            ("content/claims/a/updates/x.md", "content/claims/a/explainer.md", true),
            ("content/claims/a/claim.md", "content/claims/ab/claim.md", false),
            ("content/claims/a.md", "content/claims/a.es.md", true),
            ("content/claims/a.toml", "content/claims/ab.toml", false),
            ("content/pages/about.md", "content/pages/about.md", true),
            ("content/pages/about.md", "content/site.toml", false),
        ];
        for (record, file, expected) in cases {
            assert_eq!(are_kin(record, file), expected, "{record} {file}");
        }
    }
}
