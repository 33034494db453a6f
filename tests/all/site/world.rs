//! Projects in folders of their own, built by the library as the command line would.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use onrecord::date::Instant;
use onrecord::diagnostic::Diagnostic;
use onrecord::files::Project;
use onrecord::publish::{Run, Step, Watch};
use onrecord::routes::LinkStyle;
use onrecord::session::{BuildOptions, Day, Session, Summary, Tolerance};
use onrecord::tracker::Drafts;

/// What is asked of a build, beside the project itself.
#[derive(Clone, Copy)]
pub(crate) struct Ask {
    /// The day; else that of `site.toml`.
    pub(crate) day: Option<&'static str>,
    pub(crate) drafts: Drafts,
    pub(crate) links: LinkStyle,
}

/// The site as it is published.
pub(crate) const PLAIN: Ask = Ask { day: None, drafts: Drafts::Hidden, links: LinkStyle::Folders };

/// A project that tests may change.
pub(crate) struct World {
    folder: tempfile::TempDir,
}

/// A site as it stands on the disk.
pub(crate) struct Site {
    /// The absolute address of its root.
    pub(crate) base_url: String,
    /// Its files by path, the program's notes left out.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) summary: Option<Summary>,
}

impl World {
    /// The demonstration.
    pub(crate) fn demo() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &world.path().join("content"));
        world
    }

    /// The fixture that holds everything a record can hold, with a claim of 250 updates.
    pub(crate) fn everything() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/everything");
        copy(&fixture, world.path());
        world.put("content/claims/long.toml", &long_claim());
        world
    }

    /// A project of these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            world.put(path, text);
        }
        world
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the project.
    pub(crate) fn put(&self, path: &str, text: &str) {
        let file = self.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    pub(crate) fn get(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Adds to the end of a file.
    pub(crate) fn add(&self, path: &str, text: &str) {
        let before = self.get(path);
        self.put(path, &format!("{before}{text}"));
    }

    /// Builds the site and reads it back.
    pub(crate) fn build(&self, ask: Ask) -> Site {
        let output = self.path().join("site");
        let options = BuildOptions {
            output: output.clone(),
            home: None,
            base_url: None,
            drafts: ask.drafts,
            day: Day {
                told: ask.day.map(|day| day.parse().unwrap()),
                epoch: None,
                now: Instant(1_800_000_000),
            },
            tolerance: Tolerance::Warnings,
            run: Run::Real,
            only: Vec::new(),
            links: ask.links,
        };
        let outcome = Session::new(Project::new(self.path().to_owned())).build(&options, &Silent);
        let settings: toml::Table = self.get("content/site.toml").parse().unwrap();
        Site {
            base_url: settings.get("base_url").map_or("", |url| url.as_str().unwrap()).to_owned(),
            files: files(&output),
            findings: outcome.findings,
            summary: outcome.summary,
        }
    }

    /// Builds a site that must have no findings.
    pub(crate) fn built(&self, ask: Ask) -> Site {
        let site = self.build(ask);
        assert_eq!(site.findings, []);
        site
    }
}

impl Site {
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the site has no {path}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// Text files of one kind, with their paths.
    pub(crate) fn texts<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let of_kind = move |path: &&String| Path::new(path).extension().is_some_and(|own| own == extension);
        self.files.keys().filter(of_kind).map(|path| (path.as_str(), self.text(path)))
    }

    /// The files that hold a text.
    pub(crate) fn holding(&self, text: &str) -> Vec<&str> {
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(text);
        self.files.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path.as_str()).collect()
    }
}

struct Silent;

impl Watch for Silent {
    fn before(&self, _: Step<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let file = to.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}

/// The files below a folder, the program's notes left out.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, std::fs::read(entry.path()).unwrap())
    });
    files.filter(|(path, _)| !path.starts_with(".onrecord")).collect()
}

/// A claim of 250 updates in five months: every seventh a reading that does not last, every fiftieth a key
/// event, and one that was taken down.
fn long_claim() -> String {
    use std::fmt::Write;
    let mut claim = String::from(
        "title = \"A long history\"\nclaim = \"It goes on.\"\nclaimants = [\"council\"]\n\
         published = 2025-09-01\ntopics = [\"roads\"]\n",
    );
    for n in 0..250_u32 {
        let (month, day, hour) = (9 + n / 84, 1 + n % 84 / 3, 6 + n % 3 * 5);
        let status = if n % 7 == 3 { "done" } else { "moving" };
        let _ = write!(
            claim,
            "\n[[updates]]\npublished = \"2025-{month:02}-{day:02}T{hour:02}:00\"\nstatus = \"{status}\"\n\
             method = \"automated\"\nbody = \"Text of long update number {n:03}.\"\n"
        );
        match n {
            0 | 50 | 100 | 150 | 200 => claim.push_str("key = true\n"),
            120 => claim.push_str("removed = { date = 2025-11-01, why = \"It named a child.\" }\n"),
            _ => {}
        }
    }
    claim
}
