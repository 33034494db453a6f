//! Pages, drawings and the stylesheet in the eyes of the Nu Html Checker, which is the W3C's: no errors.
//!
//! It needs Java 11 or later, npm and a package registry, so it runs only where it is asked for:
//! `cargo test --test all html:: -- --ignored`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::hostile::project as hostile;
use crate::imported;

/// Warnings that are no faults: pages are read from a disk, where their policies let nothing of their own through, and
/// data is taken for a script.
const NO_FAULTS: &[&str] = &[
    "Resource violates Content Security Policy (meta tag)",
    "Inline script violates Content Security Policy",
];

#[test]
#[ignore = "needs Java and npm"]
fn the_checker_of_the_w3c_finds_no_error() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("html");
    let checker = installed(&folder);
    let check = |project: &Path| {
        let site = tempfile::tempdir().unwrap();
        build(project, site.path());
        let (told, pages) = told(&checker, site.path());
        assert_eq!(told, Vec::<String>::new(), "{}", project.display());
        pages
    };
    assert!(check(Path::new(env!("CARGO_MANIFEST_DIR"))) > 200);
    let generated = tempfile::tempdir().unwrap();
    generate(generated.path());
    assert!(check(generated.path()) > 100);
    let import = tempfile::tempdir().unwrap();
    imported::project(import.path());
    assert!(check(import.path()) > 30);
    for text in [
        "</title><script>alert(1)</script> --> ]]> &amp; <b> \" ' `a` **b** [c](/d/)",
        // In the form that Unicode calls normal: of others the checker warns, and they are the author's.
        "\u{202e}txet\u{2066}\u{200f} é 👩‍👩‍👧 \u{2028} =1+1",
    ] {
        assert!(check(hostile::project(text).path()) > 40);
    }
}

/// A tracker with a history long enough for months, and with everything renamed once.
fn generate(root: &Path) {
    let site = "title = \"T\"\nbase_url = \"https://example.org/t/\"\nas_of = 2026-02-20\nlanguages = [\"en\", \"es\"]\n\
                [licence]\nname = \"CC BY 4.0\"\n[[topics]]\nid = \"roads\"\ntitle = \"Roads\"\naliases = [\"streets\"]\n\
                [outputs.updates]\nwhich = \"all\"\n[outputs.cite]\nclaim_review = true\n";
    hostile::put(root, "content/site.toml", site);
    let people = "[[people]]\nid = \"mayor\"\nname = \"Mayor\"\naliases = [\"major\"]\n";
    hostile::put(root, "content/people.toml", people);
    for claim in 0..24 {
        let mut text = format!(
            "title = \"Claim {claim}\"\nclaim = \"It will be {claim}.\"\nclaimants = [\"mayor\"]\ntopics = [\"roads\"]\n\
             published = 2024-01-01\naliases = [\"old-{claim}\"]\n\
             [[milestones]]\nid = \"m\"\ndate = 2025-0{}-01\ntitle = \"Step\"\n",
            claim % 9 + 1
        );
        for update in 0..if claim == 0 { 120 } else { claim % 4 } {
            let status = ["in_progress", "stalled", "complete"][(claim + update) % 3];
            let _ = write!(
                text,
                "[[updates]]\npublished = \"2025-{:02}-{:02}T10:00\"\nstatus = \"{status}\"\nbody = \"Text [a](/), *b*.\"\n",
                update / 28 + 1,
                update % 28 + 1
            );
        }
        hostile::put(root, &format!("content/claims/claim-{claim}.toml"), &text);
    }
}

fn build(project: &Path, site: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("-r").arg(project).args(["-q", "build", "--drafts", "-o"]).arg(site);
    let done = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// What the checker says of a site that is a fault, one line each, and how many pages it has looked at.
fn told(checker: &Path, site: &Path) -> (Vec<String>, usize) {
    let mut command = Command::new("java");
    // Long pages nest deeply in the eyes of its parser.
    command.args(["-Xss4m", "-jar"]).arg(checker);
    command.args(["--skip-non-html", "--also-check-css", "--also-check-svg", "--format", "json"]).arg(site);
    let said = command.output().unwrap_or_else(|fault| panic!("`java` cannot be run: {fault}"));
    let said: Value = serde_json::from_slice(&said.stderr).expect("the checker says JSON");
    let is_fault = |one: &&Value| {
        let message = one["message"].as_str().unwrap_or_default();
        !NO_FAULTS.iter().any(|known| message.starts_with(known))
    };
    let line = |one: &Value| {
        let place = one["url"].as_str().unwrap_or_default();
        let (message, extract) = (one["message"].as_str().unwrap_or_default(), one["extract"].as_str());
        format!("{place}:{}: {message} ({})", one["lastLine"], extract.unwrap_or_default())
    };
    let told = said["messages"].as_array().expect("messages").iter().filter(is_fault).map(line).collect();
    let files = walkdir::WalkDir::new(site).into_iter().map(Result::unwrap);
    (told, files.filter(|file| file.path().extension().is_some_and(|ending| ending == "html")).count())
}

/// The checker, in a folder of its own.
fn installed(folder: &Path) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/html");
    for file in ["package.json", "package-lock.json"] {
        fs::copy(own.join(file), folder.join(file)).unwrap();
    }
    let arguments = ["ci", "--cache=.npm", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let status = Command::new("npm").args(arguments).current_dir(folder).status();
    let status = status.unwrap_or_else(|fault| panic!("`npm` cannot be run: {fault}"));
    assert!(status.success(), "`npm ci` failed: {status}; see above");
    folder.join("node_modules/vnu-jar/build/dist/vnu.jar")
}
