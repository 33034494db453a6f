//! A project to import into, and what stands in it afterwards.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use onrecord::edit;
use onrecord::files::Project;
use onrecord::import::{Holdings, Import};
use onrecord::load;
use onrecord::record::text::TextReader as _;
use onrecord::texts::FileTexts;

/// What nobody means well with, wherever it stands.
pub(crate) const HOSTILE: &[&str] = &[
    "",
    "+++",
    "\n+++\n",
    "\r\n+++\r\ntitle = \"x\"\r\n+++\r\n",
    "\"\"\"",
    "'''",
    "\\",
    "\\\"",
    "\u{0}",
    "\u{1b}[31m",
    "\u{7f}\u{85}\u{9b}",
    "\u{202e}",
    "\u{feff}",
    "مرحبا",
    "日本語",
    "<script>alert(1)</script>",
    "</script>",
    "[x](y)",
    "](/claims/none/)",
    "[@none]",
    "![](javascript:x)",
    "<javascript:x>",
    "{{ x }}{% raw %}",
    "# ",
    "- ",
    "1. ",
    "> [!NOTE]\n> ",
    "| a | b |\n|---|---|\n| c | d |",
    "```",
    "    ",
    "&amp;&#33;",
    "[^1]\n\n[^1]: x",
    "[x]: /y",
    "<<<<<<< a\n=======\n>>>>>>> b\n",
    "~~ ** __ ` $ {#id}",
    ": ",
    "https://",
    "https://example.org/a_b(c).",
];

/// A folder with a project.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self { folder };
        let site = "title = \"Tracker\"\nbase_url = \"https://example.org/\"\nlanguages = [\"en\", \"es\"]\n\n\
            [[topics]]\nid = \"roads\"\ntitle = \"Roads\"\n";
        place.put("content/site.toml", site);
        place
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    pub(crate) fn project(&self) -> Project {
        Project::new(self.folder.path())
    }

    pub(crate) fn holdings(&self) -> Holdings {
        let load::Loaded { records, findings } = load::load(&self.project());
        assert_eq!(findings, []);
        let texts = FileTexts::new(self.project());
        Holdings::of(&records.unwrap(), |text| texts.read(text).unwrap())
    }

    /// Writes what an import brings.
    pub(crate) fn write(&self, import: &Import) {
        let project = self.project();
        edit::append_people(&project, &import.people).unwrap();
        edit::append_publishers(&project, &import.publishers).unwrap();
        import.files.iter().for_each(|file| edit::create(&project, file).unwrap());
    }

    /// Runs the program: exit code, what it printed.
    pub(crate) fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let output = command.current_dir(self.folder.path()).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    /// Builds the site; there must be no errors.
    pub(crate) fn build(&self) {
        let (code, _, said) = self.run(&["build", "--format", "short"]);
        assert_eq!(code, Some(0), "{said}");
    }

    /// Every file of the project's records.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(&self.folder.path().join("content"), "", &mut files);
        files
    }

    /// The records in one text, strings of TOML without their escapes.
    pub(crate) fn text(&self) -> String {
        self.files()
            .into_iter()
            .filter(|(path, _)| path != "site.toml")
            .map(|(_, text)| unescaped(&text))
            .collect()
    }
}

fn collect(root: &Path, below: &str, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(root.join(below)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(root, &format!("{path}/"), files);
        } else {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            files.insert(path, text);
        }
    }
}

/// A record with the strings of its front matter as they are meant.
fn unescaped(text: &str) -> String {
    let (front, body) = match text.strip_prefix("+++\n") {
        Some(rest) => rest.split_once("+++\n").unwrap(),
        None => (text, ""),
    };
    let mut out = String::new();
    strings(&toml::Value::Table(front.parse().unwrap()), &mut out);
    out + body + "\n"
}

fn strings(value: &toml::Value, out: &mut String) {
    match value {
        toml::Value::Table(table) => table.values().for_each(|value| strings(value, out)),
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        toml::Value::String(text) => {
            let _ = writeln!(out, "{text}");
        }
        other => {
            let _ = writeln!(out, "{other}");
        }
    }
}

/// Everything that notes say.
pub(crate) fn noted(import: &Import) -> String {
    import.notes.iter().flat_map(|note| [note.detail.as_str(), "\n", &note.whole, "\n"]).collect()
}

/// `code: detail` of every note of a class that matters.
pub(crate) fn told(import: &Import) -> Vec<String> {
    let line = |note: &onrecord::import::Note| {
        let column = if note.column > 0 { format!(":{}", note.column) } else { String::new() };
        format!("{}{column} {}: {}", note.line, note.kind.code(), note.detail)
    };
    import.notes.iter().map(line).collect()
}
