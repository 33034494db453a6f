//! The house rules that a machine can keep: which way imports run, who touches the disk, how files look.

use std::collections::BTreeSet;
use std::path::Path;

/// Modules of the library from the ground floor up: each may import those before it, none after it.
const FLOORS: &[&str] = &[
    "diagnostic",
    "date",
    "xml",
    "turns",
    "files",
    "record",
    "routes",
    "texts",
    "tracker",
    "overview",
    "theme",
    "words",
    "markdown",
    "drawing",
    "output",
    "view",
    "outputs",
    "check",
    "addresses",
    "codes",
    "checks",
    "load",
    "resolve",
    "plan",
    "render",
    "publish",
    "import",
    "start",
    "edit",
    "catalogue",
    "session",
];

/// Who may import `files`, the only module that touches the disk.
const DOORS: &[&str] = &["files", "texts", "load", "publish", "edit", "import", "session", "cli"];

/// Packages and clocks that only some modules may name.
const KEPT: &[(&str, &[&str])] = &[
    ("std::fs", &["files"]),
    ("walkdir::", &["files"]),
    ("SystemTime::now", &[]),
    ("Utc::now", &["cli"]),
    ("Local::now", &[]),
    ("std::env::", &["cli"]),
    ("clap::", &["cli"]),
    ("clap_complete::", &["cli"]),
    ("clap_mangen::", &["cli"]),
    ("anstream::", &["cli"]),
    ("annotate_snippets::", &["cli"]),
    ("indicatif::", &["cli"]),
    ("rustix::", &["cli"]),
    ("terminal_size::", &["cli"]),
    ("unicode_width::", &["cli"]),
    ("notify::", &["cli"]),
    ("httparse::", &["cli"]),
    ("ctrlc::", &["cli"]),
    ("TcpListener", &["cli"]),
    ("TcpStream", &["cli"]),
    // `verify` alone asks other machines; ureq blocks, so that no runtime comes with it, and takes ring, which needs no
    // CMake. Addresses are read as browsers read them, by the parser of the WHATWG's standard.
    ("ureq::", &["cli"]),
    // What ureq makes safe connections with: named itself so that faults of certificates are told by what they are, not by
    // their words.
    ("rustls::", &["cli"]),
    ("url::", &["cli", "record"]),
    ("tera::", &["theme"]),
    ("pulldown_cmark::", &["markdown", "load", "checks"]),
    ("toml_edit::", &["edit", "import"]),
    ("unicode_normalization::", &["plan", "drawing"]),
    ("unicode_script::", &["addresses", "drawing", "checks"]),
    ("unicode_security::", &["addresses"]),
    // Cards: harfrust shapes text (HarfBuzz's own port) and reads fonts, zeno turns outlines into pixels, with the
    // arithmetic of libm, so that every machine comes to the same ones. Order and breaks of lines are Unicode's.
    ("harfrust::", &["theme", "drawing"]),
    ("zeno::", &["drawing"]),
    // What becomes of the pixels is written by the image-rs project's own PNG (MIT or Apache-2.0).
    ("png::", &["drawing"]),
    ("unicode_bidi::", &["drawing"]),
    ("unicode_linebreak::", &["drawing"]),
    // Tables are handed out as one database too: rusqlite (MIT) brings SQLite (public domain), which is compiled with
    // the C compiler that ring needs. It is given no file.
    ("rusqlite::", &["outputs"]),
    // What is searched in the browser is made by the program that searches it there (MIT). It waits for itself only, on
    // the runtime that it is written for.
    ("pagefind::", &["outputs"]),
    ("tokio::", &["outputs"]),
    // Copies for servers that compress nothing themselves: both are what is used for it elsewhere (MIT, Apache-2.0, BSD).
    ("flate2::", &["publish"]),
    ("brotli::", &["publish"]),
    ("csv::Reader", &["import"]),
    ("csv::StringRecord", &["import"]),
];

/// The most lines of a file, its tests left out.
const LONGEST: usize = 400;

/// A source file: its path below `src/`, its top-level module, its text.
struct Source {
    path: String,
    module: String,
    text: String,
}

impl Source {
    /// Lines with their numbers, comments and tests left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line)).take(self.length());
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Lines before the tests.
    fn length(&self) -> usize {
        self.text.lines().take_while(|line| *line != "mod tests {").count()
    }

    /// Modules of their own files that are there for tests alone, as the beginning of their paths.
    fn test_modules(&self) -> Vec<String> {
        let folder = self.path.trim_end_matches(".rs").trim_end_matches("mod").trim_end_matches('/');
        let lines: Vec<&str> = self.text.lines().collect();
        let marked = lines.iter().enumerate().filter(|(_, line)| **line == "#[cfg(test)]");
        let declared =
            marked.filter_map(|(at, _)| lines[at + 1..].iter().find(|line| !line.starts_with('#')));
        let name =
            |line: &&str| line.split("mod ").nth(1)?.strip_suffix(';').map(|name| format!("{folder}/{name}"));
        declared.filter_map(name).collect()
    }
}

/// Every source file but those that are tests alone.
fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    let source = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let module = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        Source { module, path, text: std::fs::read_to_string(entry.path()).unwrap() }
    };
    let mut sources: Vec<Source> = files.map(source).collect();
    let tests: Vec<String> = sources.iter().flat_map(Source::test_modules).collect();
    sources.retain(|source| {
        let stem = source.path.trim_end_matches(".rs");
        !tests.iter().any(|test| stem == test || stem.starts_with(&format!("{test}/")))
    });
    sources
}

/// Names of modules that a line of code imports from the library's root.
fn imports(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        &rest[..end]
    })
}

/// Every path of the code that begins at the library's root or at a parent, lists in braces taken apart.
fn paths(code: &str) -> Vec<Vec<&str>> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let name = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let length = if rest.starts_with("::") { 2 } else { name.max(first.len_utf8()) };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    let begins =
        |at: &usize| matches!(tokens[*at], "crate" | "super") && (*at == 0 || tokens[at - 1] != "::");
    let mut paths = Vec::new();
    for at in (0..tokens.len()).filter(begins) {
        let (mut path, mut lists) = (Vec::new(), Vec::new());
        for token in &tokens[at..] {
            match *token {
                "::" => {}
                "{" => lists.push(path.len()),
                "," | "}" if !lists.is_empty() => {
                    paths.push(path.clone());
                    path.truncate(*lists.last().unwrap());
                    if *token == "}" {
                        lists.pop();
                    }
                }
                name if name.starts_with(is_name) => path.push(name),
                _ => break,
            }
        }
        paths.push(path);
    }
    paths
}

/// What breaks a rule, one line each: `path:line: what`.
fn faults(rule: impl Fn(&Source, &mut Vec<String>)) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources() {
        rule(&source, &mut faults);
    }
    faults
}

const NONE: [&str; 0] = [];

#[test]
fn imports_run_downward() {
    let floor = |module: &str| FLOORS.iter().position(|floor| *floor == module);
    let found = faults(|source, faults| {
        if matches!(source.module.as_str(), "lib" | "main" | "cli") {
            return;
        }
        let Some(own) = floor(&source.module) else {
            faults.push(format!("{}: module is on no floor", source.path));
            return;
        };
        for (number, line) in source.code() {
            for module in imports(line).filter(|module| floor(module).is_none_or(|floor| floor > own)) {
                faults.push(format!("{}:{number}: `{module}` is not below `{}`", source.path, source.module));
            }
        }
    });
    assert_eq!(found, NONE);
}

/// A module may take from those that declare it, which are the face of the whole; so that is no circle.
#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = sources();
    let module = |source: &Source| -> Vec<String> {
        let stem = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        stem.split('/').map(str::to_owned).collect()
    };
    let modules: Vec<Vec<String>> = sources.iter().map(module).collect();
    let at = |path: &[String]| modules.iter().position(|module| module == path);
    let leads_to = |from: usize, path: &[&str]| {
        let own = &modules[from];
        let ups = path.iter().take_while(|name| **name == "super").count();
        let mut target = if ups == 0 { Vec::new() } else { own[..own.len().saturating_sub(ups)].to_vec() };
        for name in &path[ups.max(1)..] {
            target.push((*name).to_owned());
            if at(&target).is_none() {
                target.pop();
                break;
            }
        }
        at(&target).filter(|_| !own.starts_with(&target))
    };
    let targets = |(from, source): (usize, &Source)| -> BTreeSet<usize> {
        let code: Vec<&str> = source.code().map(|(_, line)| line).collect();
        let declared = code.iter().filter_map(|line| line.strip_suffix(';')?.split_once("mod "));
        let inner = declared.filter_map(|(_, name)| at(&[&modules[from][..], &[name.to_owned()]].concat()));
        let text = code.join("\n");
        let named = paths(&text);
        named.iter().filter_map(|path| leads_to(from, path)).chain(inner).collect()
    };
    let arrows: Vec<BTreeSet<usize>> = sources.iter().enumerate().map(targets).collect();
    let reaches = |from: usize, to: usize| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(file) = next.pop() {
            next.extend(arrows[file].iter().filter(|target| seen.insert(**target)));
        }
        seen.contains(&to)
    };
    let mut found = Vec::new();
    for (from, targets) in arrows.iter().enumerate() {
        let back = targets.iter().filter(|to| reaches(**to, from));
        found.extend(back.map(|to| format!("{} -> {}", sources[from].path, sources[*to].path)));
    }
    assert_eq!(found, NONE);
}

#[test]
fn only_doors_lead_to_the_disk() {
    let found = faults(|source, faults| {
        if DOORS.contains(&source.module.as_str()) || source.module == "lib" {
            return;
        }
        for (number, line) in source.code() {
            if imports(line).any(|module| module == "files") {
                faults.push(format!("{}:{number}: this module is no door to the disk", source.path));
            }
        }
    });
    assert_eq!(found, NONE);
}

#[test]
fn packages_and_clocks_are_named_where_they_belong() {
    let found = faults(|source, faults| {
        for (number, line) in source.code() {
            for (name, _) in
                KEPT.iter().filter(|(name, homes)| line.contains(name) && !homes.contains(&&*source.module))
            {
                faults.push(format!("{}:{number}: `{name}` does not belong here", source.path));
            }
        }
    });
    assert_eq!(found, NONE);
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let found = faults(|source, faults| {
        if !source.text.starts_with("//!") {
            faults.push(format!("{}: does not open with `//!`", source.path));
        }
        let lines = source.length();
        if lines > LONGEST {
            faults.push(format!("{}: {lines} lines", source.path));
        }
    });
    assert_eq!(found, NONE);
}

/// A file of tests that no module declares would never be run.
#[test]
fn every_file_of_tests_belongs_to_the_one_crate() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let main = tests.join("all/main.rs");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&tests).sort_by_file_name() {
        let file = entry.unwrap().into_path();
        if file.extension().is_none_or(|extension| extension != "rs") || file == main {
            continue;
        }
        let folder = file.parent().unwrap();
        let parent = if folder == tests.join("all") { main.clone() } else { folder.with_extension("rs") };
        let declared = format!("mod {};", file.file_stem().unwrap().to_str().unwrap());
        let text = std::fs::read_to_string(parent).unwrap_or_default();
        if !text.lines().any(|line| line.trim_start_matches("pub(crate) ") == declared) {
            found.push(file.strip_prefix(&tests).unwrap().display().to_string());
        }
    }
    assert_eq!(found, NONE);
}

#[test]
fn nothing_is_left_for_later() {
    let found = faults(|source, faults| {
        // The rule that looks for such marks in records names them.
        if source.path == "checks/leftover_placeholder.rs" {
            return;
        }
        for (number, line) in source.text.lines().enumerate() {
            if ["TODO", "FIXME", "todo!("].iter().any(|mark| line.contains(mark)) {
                faults.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    });
    assert_eq!(found, NONE);
}
