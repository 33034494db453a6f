//! Printing of findings.

use onrecord::diagnostic::Diagnostic;
use onrecord::files::Project;

/// Prints for one run of the program.
pub(crate) struct Printer {
    project: Project,
}

impl Printer {
    pub(super) fn new(project: Project) -> Self {
        Self { project }
    }

    /// The project that findings are about.
    pub(super) fn project(&self) -> &Project {
        &self.project
    }

    /// Prints every finding.
    pub(super) fn findings(&self, findings: &[Diagnostic], _summary: Option<&()>) {
        for finding in findings {
            let file = finding.place.as_ref().map(|place| self.project.locate(&place.file));
            eprintln!("{}: error[{}]: {}", file.unwrap_or_default().display(), finding.code, finding.message);
        }
    }
}
