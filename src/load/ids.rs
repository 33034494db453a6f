//! Ids that a file gets from its name, and the words that are taken.

use crate::diagnostic::{Diagnostic, FilePath, Place};
use crate::load::Setting;
use crate::record::decode::{describe_id, with_article};
use crate::record::id::{ClaimId, PageId, check_id};
use crate::record::table::IdOf;
use crate::routes::{INTRODUCED, RESERVED_SEGMENTS};

/// The id that no claim can have: `/claims/page/2/` is a part of the list of claims.
const LIST_PAGE: &str = "page";

/// A claim's id out of its folder's or file's name.
///
/// # Errors
/// A finding about the name.
pub(super) fn claim(file: &FilePath, name: &str) -> Result<ClaimId, Box<Diagnostic>> {
    checked(file, IdOf::Claim, name)?;
    if name == LIST_PAGE {
        return Err(Box::new(reserved(file, IdOf::Claim, name)));
    }
    Ok(ClaimId::new(name))
}

/// A page's id out of its file's name.
///
/// # Errors
/// A finding about the name.
pub(super) fn page(setting: &Setting, file: &FilePath, name: &str) -> Result<PageId, Box<Diagnostic>> {
    checked(file, IdOf::Page, name)?;
    let taken = RESERVED_SEGMENTS.contains(&name) && !INTRODUCED.contains(&name);
    if taken || setting.languages.iter().any(|code| **code == *name) {
        return Err(Box::new(reserved(file, IdOf::Page, name)));
    }
    Ok(PageId::new(name))
}

fn checked(file: &FilePath, of: IdOf, name: &str) -> Result<(), Box<Diagnostic>> {
    check_id(name).map_err(|fault| {
        let (message, help) = describe_id(of, name, fault);
        Box::new(Diagnostic::error("bad-id", Place::whole(file), message).help(format!("rename it: {help}")))
    })
}

fn reserved(file: &FilePath, of: IdOf, name: &str) -> Diagnostic {
    let message =
        format!("`{name}` cannot be the id of {}: the site needs the address", with_article(of.name()));
    Diagnostic::error("reserved-id", Place::whole(file), message).help("rename it")
}
