//! What is said of an address, and what is remembered of it. Nobody is asked here.

use serde::{Deserialize, Serialize};

/// How an address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    /// It shows something.
    Ok,
    /// It says that it has another address for good, and that one shows something.
    Moved,
    /// It leads to a home page or to a page about what is missing: what it showed may be gone.
    Home,
    /// It says that there is nothing.
    Dead,
    /// It is there and does not answer programs.
    Blocked,
    /// It is there, and no safe connection to it can be made: that is no death, and browsers are more lenient, since they
    /// look for parts of a certificate that a server forgets to send.
    Unsafe,
    /// No answer came, or one that tells of a fault. That may pass.
    Unreachable,
    /// It leads into a private network, where readers are not.
    Private,
}

/// What came of asking for an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// How it stands.
    pub(super) verdict: Verdict,
    /// The last status code, where one came.
    pub(super) status: Option<u16>,
    /// Where it leads: its new address, or where it ended.
    pub(super) to: Option<String>,
    /// Why, where the status code does not say it.
    pub(super) why: Option<String>,
}

impl Answer {
    /// With nothing more to say.
    pub(super) fn new(verdict: Verdict) -> Self {
        Self { verdict, status: None, to: None, why: None }
    }

    /// With a reason.
    pub(super) fn because(verdict: Verdict, why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..Self::new(verdict) }
    }
}
