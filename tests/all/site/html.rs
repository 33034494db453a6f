//! A strict reader of the HTML that the site holds: every element is closed, every attribute quoted.
//!
//! It is no parser of the web's HTML: what a browser would mend is a fault here.

/// What a document is made of, in its order.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// Text inside, that of inner elements too, references resolved.
    pub(crate) text: String,
}

/// Elements without an end.
const VOID: &[&str] = &["meta", "link", "img", "br", "hr", "input", "wbr", "col"];

/// Elements that a paragraph cannot hold: a browser would end the paragraph before them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The level of a heading.
    pub(crate) fn level(&self) -> Option<u8> {
        match self.name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }
}

/// Every element, and what is wrong with the document's form.
pub(crate) fn read(html: &str) -> (Vec<Element>, Vec<String>) {
    let mut reader = Reader::default();
    let Some(mut rest) = html.strip_prefix("<!doctype html>") else {
        return (Vec::new(), vec!["does not begin with a doctype".to_owned()]);
    };
    while let Some(start) = rest.find('<') {
        reader.text(&rest[..start]);
        let Some(end) = rest[start..].find('>') else {
            reader.faults.push("a tag does not end".to_owned());
            break;
        };
        reader.tag(&rest[start + 1..start + end]);
        rest = &rest[start + end + 1..];
    }
    reader.text(rest);
    let left: Vec<_> = reader.open.iter().map(|&ix| reader.found[ix].name.clone()).collect();
    reader.faults.extend(left.iter().map(|name| format!("`{name}` is never closed")));
    (reader.found, reader.faults)
}

#[derive(Default)]
struct Reader {
    found: Vec<Element>,
    open: Vec<usize>,
    faults: Vec<String>,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.open.is_empty() && !text.trim().is_empty() {
            self.faults.push(format!("text outside the document: {text}"));
        }
        let text = resolve(text);
        for &ix in &self.open {
            self.found[ix].text.push_str(&text);
        }
    }

    fn tag(&mut self, tag: &str) {
        if let Some(name) = tag.strip_prefix('/') {
            let last = self.open.pop().map(|ix| self.found[ix].name.clone());
            if last.as_deref() != Some(name) {
                self.faults.push(format!("`/{name}` closes {last:?}"));
            }
            return;
        }
        let (tag, leaf) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        let around = self.open.last().map_or("", |&ix| self.found[ix].name.as_str());
        if around == "p" && BLOCKS.contains(&name) {
            self.faults.push(format!("`{name}` in a paragraph"));
        }
        let attributes = self.attributes(name, attributes);
        self.found.push(Element { name: name.to_owned(), attributes, text: String::new() });
        if !leaf && !VOID.contains(&name) {
            self.open.push(self.found.len() - 1);
        }
    }

    fn attributes(&mut self, element: &str, mut rest: &str) -> Vec<(String, String)> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return attributes;
            }
            let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
            let name = rest[..end].to_owned();
            rest = &rest[end..];
            let value = match rest.strip_prefix("=\"").and_then(|value| value.split_once('"')) {
                Some((value, after)) => {
                    rest = after;
                    resolve(value)
                }
                None if rest.starts_with('=') => {
                    self.faults.push(format!("`{name}` of `{element}` is not quoted"));
                    return attributes;
                }
                None => String::new(),
            };
            if attributes.iter().any(|(known, _)| *known == name) {
                self.faults.push(format!("`{element}` has `{name}` twice"));
            }
            attributes.push((name, value));
        }
    }
}

/// Text with its character references resolved.
pub(crate) fn resolve(text: &str) -> String {
    let named =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    named.iter().fold(text.to_owned(), |text, (name, is)| text.replace(name, is)).replace("&amp;", "&")
}

#[test]
fn what_a_browser_would_mend_is_a_fault() {
    let cases = [
        ("<p>", "no doctype", "does not begin with a doctype"),
        ("<!doctype html><p><span></p>", "overlap", "`/p` closes Some(\"span\")"),
        ("<!doctype html><p><ul></ul></p>", "a list in a paragraph", "`ul` in a paragraph"),
        ("<!doctype html><p a=b></p>", "no quotes", "`a` of `p` is not quoted"),
        ("<!doctype html><p a=\"\" a=\"\"></p>", "twice", "`p` has `a` twice"),
        ("<!doctype html><p>", "not closed", "`p` is never closed"),
        ("<!doctype html>a", "text outside", "text outside the document: a"),
    ];
    for (html, why, fault) in cases {
        assert!(read(html).1.iter().any(|found| found == fault), "{why}: {:?}", read(html).1);
    }
    let (elements, faults) = read("<!doctype html><p title=\"a &amp; b\">1 &lt; 2<br></p>");
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!((elements[0].get("title"), elements[0].text.as_str()), (Some("a & b"), "1 < 2"));
}
