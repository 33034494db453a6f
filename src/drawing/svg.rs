//! A small writer of SVG: text is always escaped, numbers are short, elements are always closed.
//!
//! Knows elements and attributes, nothing of what is drawn.

use std::fmt::Write;

/// An attribute's value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// Text; escaped when written.
    Text(&'a str),
    /// A number of user units; written with at most two decimals.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// Attributes of one element, in the order in which they are written.
pub(crate) type Attributes<'a> = &'a [(&'static str, Value<'a>)];

/// Attributes from `"name" = value` pairs.
macro_rules! attrs {
    ($($name:literal = $value:expr),* $(,)?) => {
        &[$(($name, $crate::drawing::svg::Value::from($value))),*]
    };
}
pub(crate) use attrs;

/// Where line ends go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Breaks {
    /// Nowhere: the drawing stands in a line of text.
    None,
    /// After each element, so that drawings can be compared line by line.
    Lines,
}

/// An SVG document that is being written.
pub(crate) struct Svg {
    out: String,
    open: Vec<&'static str>,
    breaks: Breaks,
}

impl Svg {
    /// An empty document.
    pub(crate) fn new(breaks: Breaks) -> Self {
        Self { out: String::new(), open: Vec::new(), breaks }
    }

    /// Starts an element that others will stand in.
    pub(crate) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.tag(name, attributes);
        self.out.push('>');
        self.end_line();
        self.open.push(name);
    }

    /// Ends the element that was opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.out, "</{name}>");
            self.end_line();
        }
    }

    /// An element without content.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.tag(name, attributes);
        self.out.push_str("/>");
        self.end_line();
    }

    /// An element that holds only text.
    pub(crate) fn text(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.tag(name, attributes);
        self.out.push('>');
        escape(text, &mut self.out);
        let _ = write!(self.out, "</{name}>");
        self.end_line();
    }

    /// What another writer wrote.
    pub(crate) fn append(&mut self, other: Self) {
        self.out.push_str(&other.finish());
    }

    /// An embedded style sheet; `css` is the program's own text.
    pub(crate) fn style(&mut self, css: &str) {
        self.text("style", &[], css);
    }

    /// The document; what is still open is closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &'static str, attributes: Attributes<'_>) {
        let _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.out, " {key}=\"");
            match value {
                Value::Text(text) => escape(text, &mut self.out),
                Value::Number(number) => self.out.push_str(&short(*number)),
            }
            self.out.push('"');
        }
    }

    fn end_line(&mut self) {
        if self.breaks == Breaks::Lines {
            self.out.push('\n');
        }
    }
}

/// A number with at most two decimals and no needless zero; 0 for what is no number.
pub(crate) fn short(number: f64) -> String {
    if !number.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Escapes for text and double-quoted attributes; what XML 1.0 forbids (section 2.2) is left out.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_always_numbers() {
        for (number, text) in [
            (1.0, "1"),
            (0.126, "0.13"),
            (-0.001, "0"),
            (1200.5, "1200.5"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
        ] {
            assert_eq!(short(number), text);
        }
    }

    #[test]
    fn text_and_attributes_cannot_become_markup() {
        let mut svg = Svg::new(Breaks::None);
        svg.open("g", attrs!["class" = "a\" onload=\"x", "x" = 1.5]);
        svg.text("text", &[], "</text><script>\u{1}&\n");
        assert_eq!(
            svg.finish(),
            "<g class=\"a&quot; onload=&quot;x\" x=\"1.5\"><text>&lt;/text&gt;&lt;script&gt;&amp; </text></g>"
        );
    }
}
