//! HTML of the preview's own pages: text becomes part of it by being escaped, and in no other way.

use crate::cli::visible::visible;

/// A piece of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// Text of anybody, as the content of an element or of a quoted attribute.
    pub(super) fn text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                c => html.push(c),
            }
        }
        Self(html)
    }

    /// A message: what stands in backticks is code; nothing in it turns the direction of writing.
    pub(super) fn message(message: &str) -> Self {
        let message = visible(message);
        let pieces: Vec<&str> = message.split('`').collect();
        // A backtick without a partner is only a backtick.
        if pieces.len().is_multiple_of(2) {
            return Self::text(&message);
        }
        let piece = |(at, piece): (usize, &&str)| {
            let Self(text) = Self::text(piece);
            if at.is_multiple_of(2) { text } else { format!("<code>{text}</code>") }
        };
        Self(pieces.iter().enumerate().map(piece).collect())
    }

    /// HTML that this program wrote.
    pub(super) fn written(html: String) -> Self {
        Self(html)
    }

    /// As it is sent.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Html {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Html> for Vec<u8> {
    fn from(html: Html) -> Self {
        html.0.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_show_code_and_hide_nothing() {
        let cases = [
            ("source `a<b` is 'no'", "source <code>a&lt;b</code> is &#39;no&#39;"),
            ("one ` alone & more", "one ` alone &amp; more"),
            ("turned \u{202e}round", "turned \u{fffd}round"),
        ];
        for (message, expected) in cases {
            assert_eq!(Html::message(message).as_str(), expected);
        }
    }
}
