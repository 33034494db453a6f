//! Citations and linked data in the eyes of readers of others: builds sites and runs `cite/read.py` on them.
//!
//! It needs Python 3 with venv and a package index, so it runs only where it is asked for:
//! `cargo test --test all cite:: -- --ignored`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::hostile::project as hostile;
use crate::imported;

/// Settings that have every claim looked at which may be rated.
const RATED: &str = "\n[outputs.cite]\nclaim_review = true\n[outputs.updates]\nwhich = \"all\"\n";

#[test]
#[ignore = "needs Python"]
fn readers_of_others_read_what_is_cited() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cite");
    let _ = fs::remove_dir_all(folder.join("sites"));
    fs::create_dir_all(folder.join("sites")).unwrap();
    let python = installed(&folder);
    let read = |site: &Path| run(&python, &[tests().join("cite/read.py").as_os_str(), site.as_os_str()]);
    read(&built(Path::new(env!("CARGO_MANIFEST_DIR")), &folder.join("sites/demonstration")));
    let generated = folder.join("sites/generated");
    generate(&generated);
    read(&built(&generated, &generated.join("site")));
    let import = tempfile::tempdir().unwrap();
    imported::project(import.path());
    read(&built(import.path(), &folder.join("sites/imported")));
    let mut expected = None;
    for text in &texts() {
        let project = hostile::project(text);
        rate(project.path());
        let site = built(project.path(), &project.path().join("site"));
        read(&site);
        // Whatever a text says, there are as many entries as of a plain one.
        let names = names(&site);
        assert!(names.len() > 10, "{names:?}");
        assert_eq!(*expected.get_or_insert_with(|| names.clone()), names, "{text:.80}");
    }
}

/// Texts that files of one fact a line, TeX, HTML and JSON could take for more than texts.
fn texts() -> Vec<String> {
    let texts = [
        "word",
        "</script><!-- <script>alert(1)</script> ]]> &amp; <b>",
        "{ { } \\ \\{ \\end{document} % & $ # _ ^ ~ \"",
        "}}, author = {{Nobody}}, @misc{other, title = {x}}",
        "a, Jr. and B; C AND others, and",
        "ER  - TY  - JOUR AU  - Nobody",
        "line\u{2028}line\u{2029}line",
        "a\tb",
        "\u{202e}txet\u{2066}\u{200f}\u{feff}",
        "e\u{301}\u{301} 👩‍👩‍👧 🇲🇽 \u{10fffd} ñ ß 外交部 الكلمة",
        "=1+1 @x +x -x | `a` **b** [c](/d/) [@web]",
    ];
    let mut texts: Vec<String> = texts.map(str::to_owned).into();
    texts.push("w ".repeat(5_000).trim_end().to_owned());
    texts.push("{".repeat(10_000));
    texts
}

/// Rates what a project of hostile texts closes.
fn rate(root: &Path) {
    let site = fs::read_to_string(root.join("content/site.toml")).unwrap();
    let site = site.replace("id = \"open\"\n", "id = \"open\"\nrating = 1\n");
    let site = site.replace("fulfils = true\n", "fulfils = true\nrating = 2\n") + RATED;
    hostile::put(root, "content/site.toml", &site);
}

/// A tracker of many claims, with dates of every precision.
fn generate(root: &Path) {
    let site = "title = \"Generated\"\nbase_url = \"https://example.org/a/b/\"\nlanguages = [\"en\", \"es\"]\n\
                as_of = 2026-03-01\n";
    hostile::put(root, "content/site.toml", &format!("{site}{RATED}"));
    hostile::put(
        root,
        "content/people.toml",
        "[[people]]\nid = \"council\"\nname = \"City, Council\"\nkind = \"body\"\n",
    );
    let days = [
        "2025",
        "2025-01",
        "2025-02-03",
        "2025-03-04T10:11",
        "\"2025-04~\"",
        "\"2025-05-06?\"",
        "\"2025-06/2025-07\"",
    ];
    for claim in 0..60 {
        let mut text = format!(
            "title = \"Claim {claim}\"\nclaim = \"It will be {claim}.\"\nclaimants = [\"council\"]\npublished = 2025-01-01\n"
        );
        for (place, day) in days.iter().enumerate().take(claim % (days.len() + 1)) {
            let day = if day.starts_with('"') { (*day).to_owned() } else { format!("\"{day}\"") };
            let status = ["not_started", "in_progress", "complete", "not_met"][(claim + place) % 4];
            let method = ["human", "automated"][(claim / 7 + place) % 2];
            let _ = write!(
                text,
                "[[updates]]\nid = \"u{place}\"\npublished = {day}\nstatus = \"{status}\"\nmethod = \"{method}\"\n\
                 sources = [{{ id = \"s-{claim}-{place}\", title = \"Source {place}\", \
                 url = \"https://example.org/{claim}/{place}?a=b&c=%7B_%7D\" }}]\n"
            );
        }
        hostile::put(root, &format!("content/claims/claim-{claim}.toml"), &text);
    }
}

/// Builds a project into a folder, which it returns.
fn built(project: &Path, output: &Path) -> PathBuf {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("-r").arg(project).args(["-q", "build", "-o"]).arg(output);
    let done = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    output.to_owned()
}

/// Every citation of a site by its file.
fn names(site: &Path) -> BTreeSet<PathBuf> {
    let files = walkdir::WalkDir::new(site).into_iter().map(Result::unwrap);
    let cited = files.filter(|file| file.path().to_str().is_some_and(|path| path.contains("/cite")));
    cited.map(|file| file.path().strip_prefix(site).unwrap().to_owned()).collect()
}

/// A Python of this folder's own, with the readers.
fn installed(folder: &Path) -> PathBuf {
    let own = folder.join("venv");
    if !own.join("bin/python").exists() {
        run(Path::new("python3"), &["-m".as_ref(), "venv".as_ref(), own.as_os_str()]);
    }
    let python = own.join("bin/python");
    let list = tests().join("cite/requirements.txt");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]
        .map(AsRef::as_ref);
    run(&python, &[&pip[..], &[list.as_os_str()]].concat());
    python
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all")
}

/// Runs a program that must succeed; what it says is seen.
fn run(program: &Path, args: &[&std::ffi::OsStr]) {
    let status = Command::new(program).args(args).status();
    let status = status.unwrap_or_else(|fault| panic!("`{}` cannot be run: {fault}", program.display()));
    assert!(status.success(), "`{} {args:?}` failed: {status}; see above", program.display());
}
