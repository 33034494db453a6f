//! `[security]`: where weaknesses of the site are reported to.

use chrono::NaiveDate;

use crate::diagnostic::Spanned;

/// What `security.txt` says (RFC 9116).
#[derive(Clone, Debug)]
pub struct Security {
    /// Where to report to: an address from `https:` or `mailto:` on.
    pub contact: Box<str>,
    /// The last day on which it holds.
    pub expires: Spanned<NaiveDate>,
    /// How reports are dealt with.
    pub policy: Option<Box<str>>,
    /// A key to write with.
    pub encryption: Option<Box<str>>,
    /// Who is thanked.
    pub acknowledgments: Option<Box<str>>,
    /// Languages in which to write, as codes.
    pub languages: Vec<Box<str>>,
}
