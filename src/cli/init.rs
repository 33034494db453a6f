//! `onrecord init`: a small valid project to start from.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::edit::{self, EditFault};
use onrecord::files::Project;
use onrecord::import::NewFile;
use onrecord::record::schema::{self, Described};

use super::report::Printer;
use super::visible::visible;
use super::{Exit, Format, Global, stdout};

/// Options of `init`.
#[derive(Args)]
pub(super) struct InitArgs {
    /// The folder; made where there is none [default: that of --root]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Every file of a new project but its schemas; `{year}` stands for the year in which it was made.
const SCAFFOLD: [(&str, &str); 14] = [
    (".gitignore", include_str!("scaffold/gitignore")),
    (".taplo.toml", include_str!("scaffold/taplo.toml")),
    (".tombi.toml", include_str!("scaffold/tombi.toml")),
    (".github/workflows/publish.yml", include_str!("scaffold/publish.yml")),
    ("content/people.toml", include_str!("scaffold/people.toml")),
    ("content/sources.toml", include_str!("scaffold/sources.toml")),
    ("content/claims/sample-promise/claim.md", include_str!("scaffold/claim.md")),
    ("content/claims/sample-promise/explainer.md", include_str!("scaffold/explainer.md")),
    ("content/claims/sample-promise/updates/2026-02-02.md", include_str!("scaffold/first.md")),
    ("content/claims/sample-promise/updates/2026-03-16.md", include_str!("scaffold/second.md")),
    ("content/pages/about.md", include_str!("scaffold/about.md")),
    ("content/pages/corrections.md", include_str!("scaffold/corrections.md")),
    ("content/pages/methodology.md", include_str!("scaffold/methodology.md")),
    // The last: with it the folder is a project.
    ("content/site.toml", include_str!("scaffold/site.toml")),
];

/// Writes the project, and says what to do next.
pub(super) fn run(args: &InitArgs, global: &Global, printer: &Printer) -> ExitCode {
    let folder = args.folder.as_deref().unwrap_or(&global.root);
    match init(folder) {
        Ok(()) if global.format == Format::Json => {
            printer.findings(&[], None);
            Exit::Clean.into()
        }
        Ok(()) => {
            if !global.quiet {
                stdout::print(&next_steps(folder));
            }
            Exit::Clean.into()
        }
        Err((exit, finding)) => {
            printer.findings(&[*finding], None);
            exit.into()
        }
    }
}

/// Why there is no new project.
type Failure = (Exit, Box<Diagnostic>);

/// What is written, in order: with the last file the folder is a project.
fn files() -> Vec<NewFile> {
    let described = schema::all().filter(Described::is_toml).map(|kind| super::schema::page(&kind));
    let schemas = described.map(|page| (format!("schemas/{}", page.name), page.text));
    let rest = SCAFFOLD.map(|(path, text)| (path.to_owned(), text.replace("{year}", &year().to_string())));
    let file = |(path, text): (String, String)| NewFile { path: FilePath::new(&path), text };
    schemas.chain(rest).map(file).collect()
}

fn init(folder: &Path) -> Result<(), Failure> {
    let project = Project::new(folder);
    let files = files();
    // What is in the way is found out before anything is written.
    let content = FilePath::new("content");
    for file in files.iter().map(|file| &file.path).chain([&content]) {
        let path = file.as_str();
        match project.has(file) {
            Ok(false) => {}
            Ok(true) if path.starts_with('.') => {}
            Ok(true) => {
                let message = format!("`{}` exists already", folder.join(path).display());
                let help = "init starts a project in a folder without content/, and overwrites nothing: name another folder";
                return Err(failure(Exit::Usage, message, help));
            }
            Err(error) => return Err(disk(folder, &error)),
        }
    }
    for file in files {
        match edit::create(&project, &file) {
            // A repository has its own `.gitignore`; it stays.
            Err(EditFault::Exists(path)) if path.as_str().starts_with('.') => {}
            Err(EditFault::Disk(_, error)) => return Err(disk(folder, &error)),
            Err(fault) => return Err(failure(Exit::System, fault.to_string(), "look at that file")),
            Ok(()) => {}
        }
    }
    Ok(())
}

fn disk(folder: &Path, error: &io::Error) -> Failure {
    let message = format!("no project can be written to `{}`: {error}", folder.display());
    failure(Exit::System, message, "name a folder that may be written to, or one that is not there yet")
}

fn failure(exit: Exit, message: String, help: &str) -> Failure {
    (exit, Box::new(Diagnostic::general("cannot-init", message).help(help)))
}

#[expect(clippy::disallowed_methods, reason = "the library has no clock: the command line reads it")]
fn year() -> i32 {
    chrono::Datelike::year(&chrono::Utc::now())
}

fn next_steps(folder: &Path) -> String {
    let name = folder.to_string_lossy();
    let program = if name == "." { "onrecord".to_owned() } else { format!("onrecord -r {}", quoted(&name)) };
    format!(
        "a project stands in `{}`\n  \
         1. set `title`, `base_url` and `authority` in content/site.toml\n  \
         2. `{program} new claim` starts a claim in content/claims/; remove the sample\n  \
         3. `{program} serve` shows it while you write, `{program} build` writes it to site/\n",
        visible(&name)
    )
}

/// A word for a shell: between single quotes unless every character is plain.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", visible(word).replace('\'', "'\\''"))
    }
}
