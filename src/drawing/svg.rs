//! A small writer of SVG: text is always escaped, numbers are short, elements are always closed.
//!
//! Knows elements and attributes, nothing of what is drawn.

use crate::xml::escape_into;

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
            self.end(name);
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
        self.end(name);
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
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            match value {
                Value::Text(text) => escape(text, &mut self.out),
                Value::Number(number) => push_short(*number, &mut self.out),
            }
            self.out.push('"');
        }
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self.end_line();
    }

    fn end_line(&mut self) {
        if self.breaks == Breaks::Lines {
            self.out.push('\n');
        }
    }
}

/// A number with at most two decimals and no needless zero; 0 for what is no number.
pub(crate) fn short(number: f64) -> String {
    let mut out = String::new();
    push_short(number, &mut out);
    out
}

fn push_short(number: f64, out: &mut String) {
    if !number.is_finite() {
        out.push('0');
        return;
    }
    let hundredths = (number * 100.0).abs();
    // Where the third decimal may be a five, only exact arithmetic says which way it is rounded.
    let near_half = ((hundredths - hundredths.floor()) - 0.5).abs() < 1e-4;
    if near_half || hundredths > 1e9 {
        let text = format!("{number:.2}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        out.push_str(if text == "-0" { "0" } else { text });
        return;
    }
    let rounded = hundredths.round() as u64;
    if rounded > 0 && number < 0.0 {
        out.push('-');
    }
    push_whole(rounded / 100, out);
    let digit = |value: u64| char::from(b'0' + (value % 10) as u8);
    let (tenth, hundredth) = (rounded / 10 % 10, rounded % 10);
    if tenth + hundredth > 0 {
        out.push('.');
        out.push(digit(tenth));
    }
    if hundredth > 0 {
        out.push(digit(hundredth));
    }
}

fn push_whole(number: u64, out: &mut String) {
    if number >= 10 {
        push_whole(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// Escapes for text and double-quoted attributes; what XML 1.0 forbids (section 2.2) is left out.
fn escape(text: &str, out: &mut String) {
    escape_into(out, text, is_special, |c, out| match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\n' | '\t' | '\r' => out.push(' '),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
        c => out.push(c),
    });
}

/// First bytes of characters that may have to be escaped.
fn is_special(byte: u8) -> bool {
    let markup = byte == b'&' || byte == b'<' || byte == b'>' || byte == b'"';
    // 0xc2 begins the characters from U+0080 on, 0xef those around U+FFFF.
    markup || byte < 0x20 || byte == 0x7f || byte == 0xc2 || byte == 0xef
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
            (0.125, "0.12"),
            (0.375, "0.38"),
            (-0.5, "-0.5"),
            (7.05, "7.05"),
            (1e30, "1000000000000000019884624838656"),
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
