//! What a build sees before it reads anything: which files there are, and which of them changed since the last one.
//!
//! The census is a note like others: whoever deletes it loses time alone.

use super::BuildOptions;
use crate::diagnostic::FilePath;
use crate::files::census::Census;
use crate::files::{Project, Walk};
use crate::publish::Run;
use crate::record::text::Hash;

/// The folders that a build reads: a change anywhere else cannot change the site.
const READ: &[&str] = &["content", "themes"];
/// The note of the last census.
const NOTE: &str = "census";

/// The files of a project as a build found them.
pub(super) struct Seen {
    census: Option<(Census, Hash)>,
}

impl Seen {
    /// Looks at every file; what is seen is noted, but for a dry run.
    pub(super) fn look(project: &Project, run: Run) -> Self {
        let note = project.recall(NOTE);
        let old = note.as_ref().and_then(|(bytes, noted)| Some((decode(bytes)?, *noted)));
        let census = Census::take(project, READ, old.as_ref().map(|(census, noted)| (census, *noted)));
        let census = census.and_then(|census| {
            let bytes = postcard::to_allocvec(&census).ok()?;
            let hash = Hash::of(&bytes);
            // One that was taken too soon after a change is noted again: now it can be trusted.
            let stands = |(old, noted): (Census, u128)| old == census && old.is_settled(noted);
            if run == Run::Real && !old.is_some_and(stands) {
                project.jot(NOTE, &[&hash.0, &*bytes].concat());
            }
            Some((census, hash))
        });
        Self { census }
    }

    /// The files of `content/`: all that a build still needs of what was seen, which is forgotten.
    pub(super) fn content(self, project: &Project) -> Walk {
        match self.census {
            Some((census, _)) => census.walk("content"),
            None => project.walk(&FilePath::new("content")),
        }
    }

    /// Everything that the build reads as one hash; `None` where a build is not to be remembered.
    pub(super) fn read(&self, options: &BuildOptions) -> Option<Hash> {
        let whole = options.run == Run::Real && options.only.is_empty();
        self.census.as_ref().filter(|_| whole).map(|(_, hash)| *hash)
    }

    /// Whether nothing can have changed unseen since the build began.
    pub(super) fn is_settled(&self, options: &BuildOptions) -> bool {
        let now = options.day.nanoseconds();
        self.census.as_ref().is_some_and(|(census, _)| census.is_settled(now))
    }
}

/// A note that is whole; one that is not was never there.
fn decode(bytes: &[u8]) -> Option<Census> {
    let (hash, census) = bytes.split_at_checked(16)?;
    if Hash::of(census).0 != hash {
        return None;
    }
    postcard::from_bytes(census).ok()
}
