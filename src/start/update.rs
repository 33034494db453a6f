//! A new update: a file in its claim's folder, or an entry of a claim that is written in one file.

use super::form::Form;
use super::items::{Open, OpenKind};
use super::{Piece, Remarks};
use crate::diagnostic::FilePath;
use crate::import::NewFile;
use crate::record::tables::claim::{UPDATE, UPDATE_INLINE};
use crate::record::toml_text;

/// What a person says of a new update.
#[derive(Clone, Debug, Default)]
pub struct NewUpdate {
    /// Its id.
    pub id: String,
    /// When it is published, as a person writes it.
    pub published: String,
    /// The reading; without one it is a note.
    pub status: Option<String>,
    /// One sentence why.
    pub summary: Option<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Ids of follow-ups that it answers.
    pub answers: Vec<String>,
}

/// An update of the claim whose main file is `claim`; what is `open` in the claim is noted as something that it may set.
pub fn update(form: &Form<'_>, claim: &FilePath, new: &NewUpdate, open: &[Open]) -> Piece {
    let mut set = vec![("id", toml_text::line(&new.id)), ("published", toml_text::date(&new.published))];
    set.extend(new.status.iter().map(|status| ("status", toml_text::line(status))));
    set.extend(new.summary.iter().map(|summary| ("summary", toml_text::line(summary))));
    if !new.sources.is_empty() {
        set.push(("sources", toml_text::list(&new.sources)));
    }
    let notes: Vec<_> = sets(new, open).into_iter().collect();
    let Some(folder) = claim.as_str().strip_suffix("/claim.md") else {
        let entry = form.entry(&UPDATE_INLINE, "updates", &set, &notes);
        return Piece::Entry { file: claim.clone(), list: "updates", entry };
    };
    let lines = form.lines(&UPDATE, "", &set, &notes);
    let text = match form.remarks {
        Remarks::All => {
            format!(
                "+++\n{}# Below the second line `+++` stands the text.\n\n{lines}+++\n\n",
                super::claim::HOW
            )
        }
        Remarks::None => format!("+++\n{lines}+++\n\n"),
    };
    Piece::File(NewFile { path: FilePath::new(&format!("{folder}/updates/{}.md", new.id)), text })
}

/// One line for each thing that the update sets or may set: each can be taken up without the others.
fn sets(new: &NewUpdate, open: &[Open]) -> Option<(&'static str, Vec<String>)> {
    let answered = new.answers.iter().map(|id| format!("sets.{} = \"done\"", toml_text::key(id)));
    let others = open.iter().filter(|item| !new.answers.contains(&item.id)).map(|item| {
        let (what, state) = match item.kind {
            OpenKind::FollowUp => ("follow-up", "done"),
            OpenKind::Milestone => ("milestone", "happened"),
        };
        let told = item.told();
        format!("# sets.{} = \"{state}\"  # {what} of {}: {told}", toml_text::key(&item.id), item.date)
    });
    let lines: Vec<_> = answered.chain(others).collect();
    (!lines.is_empty()).then_some(("sets", lines))
}
