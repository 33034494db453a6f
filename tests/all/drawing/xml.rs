//! A strict reader of the XML that drawings may hold: elements, double-quoted attributes, text, five entities.

/// An element as it was read.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// Text directly inside, entities resolved.
    pub(crate) text: String,
    /// Sum of the translations of the groups around it.
    pub(crate) moved: (f64, f64),
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A number, where the attribute is there; what is no number fails.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.get(name).map(|value| {
            let number: f64 = value.parse().unwrap_or_else(|_| panic!("{name}={value} is no number"));
            assert!(number.is_finite(), "{name}={value}");
            number
        })
    }
}

/// Every element in document order; panics with the reason where the text is not well formed.
pub(crate) fn read(mut xml: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    assert!(xml.starts_with("<svg "), "the document does not begin with svg");
    while let Some(start) = xml.find('<') {
        let text = resolve(&xml[..start]);
        match open.last() {
            Some(&parent) => found[parent].text.push_str(&text),
            None => assert!(text.trim().is_empty(), "text outside the document: {text}"),
        }
        let end = start + xml[start..].find('>').expect("a tag that does not end");
        let tag = &xml[start + 1..end];
        xml = &xml[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().expect("an end without a beginning");
            assert_eq!(found[closed].name, name, "elements overlap");
            continue;
        }
        assert!(found.is_empty() || !open.is_empty(), "two roots");
        let (body, leaf) = tag.strip_suffix('/').map_or((tag, false), |body| (body, true));
        let mut element = element(body);
        let around = open.last().map_or((0.0, 0.0), |&parent| found[parent].moved);
        let own = element.get("transform").map_or((0.0, 0.0), translation);
        element.moved = (around.0 + own.0, around.1 + own.1);
        found.push(element);
        if !leaf {
            open.push(found.len() - 1);
        }
    }
    assert!(open.is_empty() && xml.trim().is_empty(), "the document does not end");
    found
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()), "a strange name: {name}");
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.is_empty() {
        let (key, after) = rest.split_once("=\"").expect("an attribute without value");
        let (value, after) = after.split_once('"').expect("a value that does not end");
        assert!(attributes.iter().all(|(other, _)| other != key.trim()), "{key} stands twice");
        attributes.push((key.trim().to_owned(), resolve(value)));
        rest = after.trim_start();
    }
    Element { name: name.to_owned(), attributes, text: String::new(), moved: (0.0, 0.0) }
}

fn resolve(text: &str) -> String {
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "a control character: {text:?}");
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, rest) = part.split_once(';').expect("a bare ampersand");
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => panic!("an unknown entity: {entity}"),
        });
        out.push_str(rest);
    }
    out
}

fn translation(transform: &str) -> (f64, f64) {
    let inner = transform.strip_prefix("translate(").and_then(|rest| rest.split(')').next());
    let (x, y) = inner.and_then(|inner| inner.split_once(' ')).expect("a transform of another form");
    (x.parse().unwrap(), y.parse().unwrap())
}
