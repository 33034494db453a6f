//! Texts and ids as options give them, before anything is known of the project.

use onrecord::diagnostic::Diagnostic;
use onrecord::record::decode::{control_in, describe_id, is_web_address};
use onrecord::record::id;
use onrecord::record::table::IdOf;

use crate::cli::ask::Wrong;

/// A text on one line.
///
/// # Errors
/// That it is empty, or holds something that no record may hold.
pub(super) fn line(written: &str) -> Result<String, String> {
    let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err("it is empty".to_owned());
    }
    match control_in(&text) {
        Some(control) => Err(format!("it holds the control character `{}`", control.escape_unicode())),
        None => Ok(text),
    }
}

/// The id of a claim.
///
/// # Errors
/// What is wrong with it.
pub(super) fn claim_id(written: &str) -> Result<String, String> {
    if written == "page" {
        return Err("`page` is the address of lists".to_owned());
    }
    id::check_id(written).map(|()| written.to_owned()).map_err(|fault| {
        let (_, help) = describe_id(IdOf::Claim, written, fault);
        help
    })
}

/// An address of the web.
///
/// # Errors
/// That it is none.
pub(super) fn address(written: &str) -> Result<String, String> {
    let address = written.trim();
    if is_web_address(address) {
        return Ok(address.to_owned());
    }
    Err("write it whole, from `https://` on, without spaces".to_owned())
}

/// The same for an answer on a terminal.
pub(super) fn answer<T>(taken: Result<T, String>) -> Result<T, Wrong> {
    taken.map_err(|why| Box::new(Diagnostic::general("bad-answer", why)))
}
