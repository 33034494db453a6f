//! A strict reader of the markup that the site may hold: anything a browser would have to guess at fails.

/// A tag as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Its name; with `/` before it where it closes.
    pub(crate) name: String,
    /// Attributes in order, entities resolved.
    pub(crate) attributes: Vec<(String, String)>,
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Html,
    Xml,
}

const VOID: &[&str] = &["meta", "link", "br", "hr", "img", "input"];

/// Every tag of a document in order.
pub(crate) fn read(form: Form, text: &str) -> Result<Vec<Tag>, String> {
    for (at, c) in text.char_indices() {
        // XML cannot hold the last two at all; a browser reads them as any other letter it has no glyph for.
        let forbidden = form == Form::Xml && matches!(c, '\u{fffe}' | '\u{ffff}');
        if forbidden || (c.is_control() && !matches!(c, '\n' | '\t')) {
            return Err(format!("control character {} at {at}", c.escape_unicode()));
        }
    }
    let mut rest = match form {
        Form::Html => text.strip_prefix("<!doctype html>").ok_or("no doctype")?,
        Form::Xml => text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap_or(text),
    };
    let (mut tags, mut open) = (Vec::new(), Vec::<String>::new());
    while let Some(start) = rest.find('<') {
        resolved(&rest[..start])?;
        rest = &rest[start + 1..];
        let end = rest.find('>').ok_or("a tag that does not end")?;
        let (inside, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            let opened = open.pop().ok_or_else(|| format!("</{name}> closes nothing"))?;
            if opened != name {
                return Err(format!("</{name}> closes <{opened}>"));
            }
            tags.push(Tag { name: inside.to_owned(), attributes: Vec::new() });
            continue;
        }
        let (inside, leaf) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let tag = tag(form, inside).map_err(|fault| format!("{fault} in <{inside}>"))?;
        let void = form == Form::Html && VOID.contains(&tag.name.as_str());
        if !leaf && !void {
            open.push(tag.name.clone());
        }
        tags.push(tag);
    }
    resolved(rest)?;
    if open.is_empty() { Ok(tags) } else { Err(format!("not closed: {open:?}")) }
}

fn tag(form: Form, inside: &str) -> Result<Tag, String> {
    let length = inside.find(|c: char| !is_name(c)).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(length);
    if name.is_empty() {
        return Err("no name".to_owned());
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.trim_start().is_empty() {
        let spaced = rest.trim_start();
        if spaced.len() == rest.len() {
            return Err("no space before an attribute".to_owned());
        }
        let length = spaced.find(|c: char| !is_name(c)).unwrap_or(spaced.len());
        let (key, after) = spaced.split_at(length);
        if key.is_empty() || attributes.iter().any(|(known, _)| known == key) {
            return Err(format!("attribute `{key}`"));
        }
        let value = if let Some(quoted) = after.strip_prefix("=\"") {
            let end = quoted.find('"').ok_or("a value that does not end")?;
            rest = &quoted[end + 1..];
            resolved(&quoted[..end])?
        } else if form == Form::Html && !after.starts_with('=') {
            rest = after;
            String::new()
        } else {
            return Err(format!("attribute `{key}` has no quoted value"));
        };
        attributes.push((key.to_owned(), value));
    }
    Ok(Tag { name: name.to_owned(), attributes })
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_')
}

/// Text with its entities resolved; a bare `&` or `>` fails.
fn resolved(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
            ("&#x27;", '\''),
            ("&#x2F;", '/'),
        ];
        let (entity, c) = known
            .into_iter()
            .find(|(entity, _)| rest.starts_with(entity))
            .ok_or_else(|| format!("a bare & before `{}`", rest.chars().take(20).collect::<String>()))?;
        out.push(c);
        rest = &rest[entity.len()..];
    }
    out.push_str(rest);
    Ok(out)
}
