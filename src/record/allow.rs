//! Rules that a record is excused from.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Spanned;

/// A rule that a record is excused from, with the reason that the public reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Allow {
    /// The rule's code.
    pub rule: Spanned<Box<str>>,
    /// Why.
    pub reason: Box<str>,
}
