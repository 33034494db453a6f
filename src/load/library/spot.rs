//! Where files belong together: what lies at one place is decoded and put together as a whole.

use crate::diagnostic::FilePath;
use crate::load::paths::{CONTENT, ClaimAt, Placed, Role};

/// Where files belong together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    Site,
    People,
    Sources,
    Claim(ClaimAt),
    Page(Box<str>),
    /// A file by itself: what its decoding found.
    File(FilePath),
}

impl Spot {
    /// Where a file belongs, unless it is only copied.
    pub(super) fn of(placed: &Placed) -> Option<Self> {
        Some(match &placed.role {
            Role::Site => Self::Site,
            Role::People => Self::People,
            Role::Sources => Self::Sources,
            Role::Claim(at, _) | Role::Updates(at, _) | Role::Explainer(at) => Self::Claim(at.clone()),
            Role::Page(stem) => Self::Page(stem.clone()),
            Role::Static(_) => return None,
        })
    }

    /// What the paths of all files of this place begin with; others may begin so too.
    pub(super) fn starts(&self) -> Vec<String> {
        match self {
            Self::Site => vec![format!("{CONTENT}/site.")],
            Self::People => vec![format!("{CONTENT}/people.")],
            Self::Sources => vec![format!("{CONTENT}/sources.")],
            Self::Page(stem) => vec![format!("{CONTENT}/pages/{stem}.")],
            Self::Claim(ClaimAt { stem, .. }) => {
                let ends = [".", "/claim.", "/explainer.", "/updates/"];
                ends.map(|end| format!("{CONTENT}/{stem}{end}")).into()
            }
            Self::File(_) => Vec::new(),
        }
    }
}
