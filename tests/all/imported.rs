//! A project whose claims came from the text of another tracker's page, for those who read sites.

use std::path::Path;
use std::process::Command;

use crate::common::put;

const SITE: &str = "title = \"Imported\"\nbase_url = \"https://example.org/imported/\"\nas_of = 2026-10-01\n";

/// Makes it: claims of which each has the whole feed that import's own tests read.
pub(crate) fn project(root: &Path) {
    put(root, "content/site.toml", SITE);
    let feed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/import/feed.txt");
    for claim in ["ferry", "second-ferry", "third-ferry"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.arg("-r").arg(root).args(["-q", "import", "timeline"]).arg(&feed).args(["--claim", claim]);
        command.args(["--title", "An hourly ferry", "--claim-text", "The ferry will run every hour."]);
        command.args(["--claimant", "Harbour Board", "--made-on", "2026-04-01"]);
        let done = command.output().unwrap();
        // Some lines of that feed are no records, which is an exit code of its own.
        assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    }
}
