//! A new claim: a folder of its own, with the claim's main file.

use super::Remarks;
use super::form::Form;
use crate::diagnostic::FilePath;
use crate::import::NewFile;
use crate::record::tables::claim::CLAIM;
use crate::record::toml_text;

/// What a person says of a new claim. Dates are as a person writes them.
#[derive(Clone, Debug, Default)]
pub struct NewClaim {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its canonical restatement.
    pub claim: String,
    /// Who made it: ids of people.toml, at least one.
    pub claimants: Vec<String>,
    /// When it was made.
    pub made_on: Option<String>,
    /// By when it is to be done.
    pub due: Option<String>,
    /// What would count as done.
    pub condition: Option<String>,
    /// Ids of topics.
    pub topics: Vec<String>,
}

/// How notes are read, for whoever meets them first.
pub(super) const HOW: &str =
    "# Lines that begin with `#` are notes for you. To use a key, take away the `#` before it.\n";

/// `claim.md` of a new claim.
///
/// One of which nobody says when it was made is on the site from today: without any date it could not be there.
pub fn claim(form: &Form<'_>, new: &NewClaim) -> NewFile {
    let mut set = vec![
        ("title", toml_text::line(&new.title)),
        ("claim", toml_text::line(&new.claim)),
        ("claimants", toml_text::list(&new.claimants)),
    ];
    match &new.made_on {
        Some(made_on) => set.push(("made_on", toml_text::date(made_on))),
        None => set.push(("published", form.today.to_string())),
    }
    set.extend(new.due.iter().map(|due| ("completion_due", toml_text::date(due))));
    set.extend(new.condition.iter().map(|text| ("completion_condition", toml_text::line(text))));
    if !new.topics.is_empty() {
        set.push(("topics", toml_text::list(&new.topics)));
    }
    let lines = form.lines(&CLAIM, "", &set, &[]);
    let text = match form.remarks {
        Remarks::All => {
            format!(
                "+++\n{HOW}# Below the second line `+++` stands the summary, in plain language.\n\n{lines}+++\n\n"
            )
        }
        Remarks::None => format!("+++\n{lines}+++\n\n"),
    };
    NewFile { path: FilePath::new(&format!("content/claims/{}/claim.md", new.id)), text }
}
