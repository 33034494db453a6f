//! Somebody who is named by id or by name: known already, or new.

use super::short;
use crate::diagnostic::Diagnostic;
use crate::record::decode::printable;
use crate::record::id::check_id;

/// Somebody who is known, or must be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// The id.
    Known(String),
    /// The id that is made of the name, and the name.
    New(String, String),
}

impl Named {
    /// The id.
    pub fn id(&self) -> &str {
        match self {
            Self::Known(id) | Self::New(id, _) => id,
        }
    }
}

/// Whether a name that is much like a known one may be new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// It is taken for a slip.
    Slip,
    /// It is what is meant.
    Meant,
}

/// Whom `given` means of `known`, each an id and a name; `what` they are, and the file that declares them.
///
/// # Errors
/// What is wrong with it: an id that nobody has, a name much like another, a name of which no id can be made.
pub fn named(
    given: &str,
    known: &[(String, String)],
    (what, file): (&'static str, &str),
    likeness: Likeness,
) -> Result<Named, Box<Diagnostic>> {
    let alike = |name: &str| name.to_lowercase() == given.to_lowercase();
    if let Some((id, _)) = known.iter().find(|(id, name)| id == given || alike(name)) {
        return Ok(Named::Known(id.clone()));
    }
    let shown = printable(given);
    let refuse = |message: String| Diagnostic::general(code(what), message);
    let near = nearest(given, known);
    if let Some((id, name)) = near.filter(|_| likeness == Likeness::Slip || check_id(given).is_ok()) {
        let finding = refuse(format!("{file} has no {what} `{shown}`"));
        let help = format!(
            "did you mean `{id}` ({})? `--add` adds a name that is much like another",
            printable(name)
        );
        return Err(Box::new(finding.help(help)));
    }
    if check_id(given).is_ok() {
        let finding = refuse(format!("{file} has no {what} with the id `{shown}`"));
        return Err(Box::new(finding.help("write the whole name: it is added then")));
    }
    let Some(id) = short(given) else {
        let finding = refuse(format!("no id can be made of the name `{shown}`"));
        return Err(Box::new(
            finding.help(format!("add it to {file} with an id of your own, and write that")),
        ));
    };
    if known.iter().any(|(other, _)| *other == id) {
        let finding = refuse(format!("the name `{shown}` makes the id `{id}`, which another {what} has"));
        return Err(Box::new(
            finding.help(format!("write `{id}` if that one is meant, else add it to {file}")),
        ));
    }
    Ok(Named::New(id, given.to_owned()))
}

fn code(what: &'static str) -> &'static str {
    if what == "publisher" { "unknown-publisher" } else { "unknown-claimant" }
}

/// The known one whose id or name differs in a letter or two.
fn nearest<'k>(given: &str, known: &'k [(String, String)]) -> Option<&'k (String, String)> {
    let given = given.to_lowercase();
    let most = given.chars().count().div_ceil(6);
    let distance = |text: &str| strsim::osa_distance(&given, &text.to_lowercase());
    let distances = known.iter().map(|one| (distance(&one.0).min(distance(&one.1)), one));
    distances
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, one)| one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(given: &str, likeness: Likeness) -> Result<Named, String> {
        let known = [("harbour-board".to_owned(), "Harbour Board".to_owned())];
        named(given, &known, ("claimant", "people.toml"), likeness)
            .map_err(|finding| format!("{} ({})", finding.message, finding.help.unwrap_or_default()))
    }

    #[test]
    fn a_name_is_known_new_or_a_slip() {
        let known = Ok(Named::Known("harbour-board".into()));
        assert_eq!(asked("harbour-board", Likeness::Slip), known);
        assert_eq!(asked("HARBOUR board", Likeness::Slip), known);
        let new = Named::New("harbor-board".into(), "Harbor Board".into());
        assert_eq!(asked("Harbor Board", Likeness::Meant), Ok(new));
        assert_eq!(
            asked("Harbor Board", Likeness::Slip).unwrap_err(),
            "people.toml has no claimant `Harbor Board` (did you mean `harbour-board` (Harbour Board)? \
             `--add` adds a name that is much like another)"
        );
        assert_eq!(
            asked("nobody", Likeness::Meant).unwrap_err(),
            "people.toml has no claimant with the id `nobody` (write the whole name: it is added then)"
        );
        assert_eq!(
            asked("外交部", Likeness::Slip).unwrap_err(),
            "no id can be made of the name `外交部` (add it to people.toml with an id of your own, and write that)"
        );
        assert_eq!(
            asked("Harbour, Board", Likeness::Meant).unwrap_err(),
            "the name `Harbour, Board` makes the id `harbour-board`, which another claimant has \
             (write `harbour-board` if that one is meant, else add it to people.toml)"
        );
    }
}
