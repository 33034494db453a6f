//! Bodies that are leaked JSON, whole or broken: taken apart without losing a word.

/// What a leaked body held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leak {
    /// Its fields in order; the key is empty for what belongs to none.
    pub fields: Vec<Field>,
    /// Where it ends in the text that was given, in bytes.
    pub end: usize,
    /// Whether something was out of place.
    pub broken: bool,
}

/// A field of a leaked body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Where it starts, in bytes.
    pub at: usize,
    /// The key as written.
    pub key: String,
    /// The value: of a string its text, of anything else what was written.
    pub value: String,
}

/// Takes apart a text that begins with `{` and a quoted key; `None` for any other text.
pub(super) fn take_apart(text: &str) -> Option<Leak> {
    let inside = text.strip_prefix('{')?;
    if !inside.trim_start().starts_with('"') {
        return None;
    }
    let mut reader = Reader { text, at: 1, broken: false };
    let mut fields = Vec::new();
    loop {
        reader.skip(|c| c.is_whitespace() || c == ',');
        match reader.peek() {
            None => {
                reader.broken = true;
                break;
            }
            Some('}') => {
                reader.at += 1;
                break;
            }
            _ => fields.push(reader.field()),
        }
    }
    Some(Leak { fields, end: reader.at, broken: reader.broken })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    broken: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, what: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(what).len();
    }

    fn field(&mut self) -> Field {
        let at = self.at;
        if self.peek() != Some('"') {
            self.broken = true;
            return Field { at, key: String::new(), value: self.bare() };
        }
        let key = self.string();
        self.skip(char::is_whitespace);
        if self.peek() != Some(':') {
            self.broken = true;
            return Field { at, key: String::new(), value: key };
        }
        self.at += 1;
        self.skip(char::is_whitespace);
        let value = match self.peek() {
            Some('"') => self.string(),
            Some('{' | '[') => self.nested(),
            _ => self.bare(),
        };
        Field { at, key, value }
    }

    /// Up to the next comma, brace or line end.
    fn bare(&mut self) -> String {
        let rest = self.rest();
        // At least one character, so that reading goes on whatever stands there.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..].find([',', '}', '\n']).map_or(rest.len(), |end| first + end);
        let value = rest[..end].trim().to_owned();
        self.at += end;
        value
    }

    /// A list or object as it was written, up to the bracket that closes it.
    fn nested(&mut self) -> String {
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        let rest = self.rest();
        let mut end = rest.len();
        for (at, c) in rest.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = quoted,
                '"' => quoted = !quoted,
                '{' | '[' if !quoted => depth += 1,
                '}' | ']' if !quoted => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                end = at + c.len_utf8();
                break;
            }
        }
        self.broken |= depth > 0;
        let value = rest[..end].to_owned();
        self.at += end;
        value
    }

    /// A string; a quotation mark inside it that nobody escaped does not end it.
    fn string(&mut self) -> String {
        self.at += 1;
        let mut value = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '"' if self.ends_here() => return value,
                '\\' => self.escape(&mut value),
                c => {
                    self.broken |= c == '"';
                    value.push(c);
                }
            }
        }
        self.broken = true;
        value
    }

    /// Whether what follows a quotation mark can follow a string: behind a comma, only another key.
    fn ends_here(&self) -> bool {
        let rest = self.rest().trim_start();
        match rest.strip_prefix(',') {
            Some(next) => next.trim_start().chars().next().is_none_or(|c| "\"}".contains(c)),
            None => rest.chars().next().is_none_or(|c| ":}]".contains(c)),
        }
    }

    fn escape(&mut self, value: &mut String) {
        let Some(c) = self.peek() else { return value.push('\\') };
        self.at += c.len_utf8();
        match c {
            'n' | 'r' => value.push('\n'),
            't' | 'f' | 'b' => value.push(' '),
            '"' | '\\' | '/' => value.push(c),
            'u' => match self.unicode() {
                Some(c) => value.push(c),
                None => value.push_str("\\u"),
            },
            other => value.extend(['\\', other]),
        }
    }

    /// The character of `XXXX` or, for one beyond the first plane, of `XXXX\uXXXX`.
    fn unicode(&mut self) -> Option<char> {
        let unit = |at: usize| {
            let digits = self.rest().get(at..at + 4)?;
            digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
        };
        let first = unit(0)?;
        if let Some(c) = char::from_u32(first) {
            self.at += 4;
            return Some(c);
        }
        let second = unit(6).filter(|_| self.rest().get(4..6) == Some("\\u"))?;
        let code = 0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
        let c = char::from_u32(code).filter(|_| first < 0xdc00 && (0xdc00..0xe000).contains(&second))?;
        self.at += 10;
        Some(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let Some(leak) = take_apart(text) else { return "no leak".into() };
        let fields: Vec<_> =
            leak.fields.iter().map(|field| format!("{}={}", field.key, field.value)).collect();
        let broken = if leak.broken { " broken" } else { "" };
        format!("{}{broken} + {}", fields.join(" | "), text[leak.end..].trim())
    }

    #[test]
    fn every_word_of_whole_and_broken_json_is_kept() {
        let cases = [
            (r#"{"a": "b", "c": 2} after"#, "a=b | c=2 + after"),
            ("{\n\"a\": \"b\"\n,\n\"c\": [1, \"]\"]\n}\nafter", "a=b | c=[1, \"]\"] + after"),
            (r#"{"a": "he said "so" to us", "b": ""}"#, "a=he said \"so\" to us | b= broken + "),
            (r#"{"a": "cut off"#, "a=cut off broken + "),
            (r#"{"a": "x" "b": "y"}"#, "a=x\" \"b | =: \"y\" broken + "),
            (r#"{"a": "so, "so", so", "b": c}"#, "a=so, \"so\", so | b=c broken + "),
            (r#"{"a": "b", c}"#, "a=b\", c} broken + "),
            (r#"{"a": "\u00e9\ud83d\ude00 \ud83d \q"}"#, "a=é😀 \\ud83d \\q + "),
            ("{nothing of the kind}", "no leak"),
            ("{", "no leak"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
