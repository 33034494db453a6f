//! `onrecord init`: a small valid project to start from.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use onrecord::diagnostic::FilePath;
use onrecord::edit::{self, EditFault};
use onrecord::files::Project;
use onrecord::import::NewFile;

use super::{Exit, Global};

/// Options of `init`.
#[derive(Args)]
pub(super) struct InitArgs {
    /// The folder; made where there is none
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Every file of a new project; `{year}` stands for the year in which it was made.
const SCAFFOLD: [(&str, &str); 12] = [
    (".gitignore", include_str!("scaffold/gitignore")),
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
pub(super) fn run(args: &InitArgs, global: &Global) -> ExitCode {
    match init(&args.folder) {
        Ok(()) => {
            if !global.quiet {
                say(&args.folder);
            }
            Exit::Clean.into()
        }
        Err((exit, message)) => {
            anstream::eprintln!("error[cannot-init]: {message}");
            exit.into()
        }
    }
}

fn init(folder: &std::path::Path) -> Result<(), (Exit, String)> {
    let project = Project::new(folder);
    // What is in the way is found out before anything is written.
    for (path, _) in SCAFFOLD.iter().chain(&[("content", "")]) {
        match project.has(&FilePath::new(path)) {
            Ok(false) => {}
            Ok(true) if path.starts_with('.') => {}
            Ok(true) => {
                let help = "init starts a project in a folder without content/, and overwrites nothing";
                return Err((
                    Exit::Usage,
                    format!("`{}` exists already: {help}", folder.join(path).display()),
                ));
            }
            Err(error) => return Err((Exit::System, format!("`{}`: {error}", folder.join(path).display()))),
        }
    }
    for (path, text) in SCAFFOLD {
        let file = NewFile { path: FilePath::new(path), text: text.replace("{year}", &year().to_string()) };
        match edit::create(&project, &file) {
            // A repository has its own `.gitignore`; it stays.
            Err(EditFault::Exists(_)) if path.starts_with('.') => {}
            Err(fault) => return Err((Exit::System, fault.to_string())),
            Ok(()) => {}
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the library has no clock: the command line reads it")]
fn year() -> i32 {
    chrono::Datelike::year(&chrono::Utc::now())
}

fn say(folder: &std::path::Path) {
    anstream::println!("a project stands in `{}`", folder.display());
    anstream::println!("  1. set `title`, `base_url` and `authority` in content/site.toml");
    anstream::println!("  2. write your claims in content/claims/, and remove the sample");
    anstream::println!("  3. `onrecord -r {} build`", folder.display());
}
