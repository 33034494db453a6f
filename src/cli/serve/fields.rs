//! The headers of a request, and what is read from them. Pure.

use httparse::Header;

use super::reply::{Refusal, Status, Then};

/// The headers of a request.
pub(super) struct Fields<'a>(&'a [Header<'a>]);

impl<'a> Fields<'a> {
    /// Of a head that was parsed.
    pub(super) fn new(headers: &'a [Header<'a>]) -> Self {
        Self(headers)
    }

    /// Every value of a header, by its name in any case.
    fn all(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.0.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value)
    }

    /// The one value of a header.
    ///
    /// # Errors
    /// It is there twice, or is not ASCII.
    pub(super) fn one(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        let mut values = self.all(name);
        let Some(value) = values.next() else { return Ok(None) };
        if values.next().is_some() {
            return Err(Refusal::bad("a header that may stand once stands twice"));
        }
        let text = std::str::from_utf8(value).ok().filter(|text| text.is_ascii());
        text.map(Some).ok_or(Refusal::bad("a header's value is not ASCII"))
    }

    /// Nothing follows the head: whoever sends a body may mean it to be taken for another request.
    ///
    /// # Errors
    /// Something does, or may.
    pub(super) fn bodiless(&self) -> Result<(), Refusal> {
        if self.all("transfer-encoding").next().is_some() {
            return Err(Refusal::bad("a request to the preview has no body"));
        }
        if self.all("expect").next().is_some() {
            return Err(Refusal::new(Status::ExpectationFailed, "a request to the preview has no body"));
        }
        match self.one("content-length")? {
            None | Some("0") => Ok(()),
            Some(length) if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(Refusal::new(Status::ContentTooLarge, "a request to the preview has no body"))
            }
            Some(_) => Err(Refusal::bad("the content length is no number")),
        }
    }

    /// HTTP/1.1 stays open unless it says otherwise; HTTP/1.0 is closed.
    pub(super) fn then(&self, minor: u8) -> Then {
        let says_close = |value: &[u8]| {
            value.split(|byte| *byte == b',').any(|word| word.trim_ascii().eq_ignore_ascii_case(b"close"))
        };
        if minor == 0 || self.all("connection").any(says_close) { Then::Close } else { Then::Keep }
    }
}
