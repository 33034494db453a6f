//! What words of others mean here: `False=not_met`, one by one or in a file.

use std::collections::BTreeMap;

use super::known::bare;

/// What words mean: a key of the vocabulary, or nothing on purpose.
#[derive(Clone, Debug, Default)]
pub struct Mapping(BTreeMap<String, Option<String>>);

impl Mapping {
    /// Adds `WORD=STATUS`; with nothing behind the last `=` the word has no status on purpose.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn add(&mut self, written: &str, statuses: &[Box<str>]) -> Result<(), String> {
        let (word, status) =
            written.rsplit_once('=').ok_or_else(|| format!("`{written}` has no `=`: write WORD=STATUS"))?;
        self.put(word, status, statuses)
    }

    /// Adds every `"WORD" = "STATUS"` of a TOML text.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn add_toml(&mut self, text: &str, statuses: &[Box<str>]) -> Result<(), String> {
        let table: toml_edit::DocumentMut = text
            .strip_prefix('\u{feff}')
            .unwrap_or(text)
            .parse()
            .map_err(|error: toml_edit::TomlError| error.to_string().trim_end().to_owned())?;
        for (word, status) in table.iter() {
            let status = status
                .as_str()
                .ok_or_else(|| format!("`{word}` is no text: write \"{word}\" = \"STATUS\""))?;
            self.put(word, status, statuses)?;
        }
        Ok(())
    }

    fn put(&mut self, word: &str, status: &str, statuses: &[Box<str>]) -> Result<(), String> {
        let (key, status) = (folded(word), status.trim());
        if key.is_empty() {
            return Err(format!("no word stands before `={status}`"));
        }
        let known = status.is_empty() || statuses.iter().any(|known| **known == *status);
        if !known {
            let all = statuses.join(", ");
            return Err(format!("`{status}` is no status of this site, which has {all}"));
        }
        let status = (!status.is_empty()).then(|| status.to_owned());
        match self.0.insert(key, status.clone()) {
            Some(before) if before != status => Err(format!("`{}` is given two meanings", word.trim())),
            _ => Ok(()),
        }
    }

    /// What a word means, whatever its capitals and spaces; `None` where nobody said.
    pub fn meaning(&self, word: &str) -> Option<Option<&str>> {
        self.0.get(&folded(word)).map(Option::as_deref)
    }
}

fn folded(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// An option as it is typed in a shell.
pub(super) fn typed(option: &str, value: &str) -> String {
    if !bare(value).is_empty() && !value.contains(['\'', '\n']) {
        return format!("{option} '{value}'");
    }
    format!("{option} '{}'", value.replace('\'', "'\\''").replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_statuses_of_the_site_or_none_on_purpose() {
        let statuses: Vec<Box<str>> = vec!["complete".into(), "not_met".into()];
        let mut mapping = Mapping::default();
        assert_eq!(mapping.add("Pants on  Fire=not_met", &statuses), Ok(()));
        assert_eq!(mapping.add("a=b=complete", &statuses), Ok(()));
        assert_eq!(mapping.add_toml("\"Flip\" = \"\"\n'2/5' = \"not_met\"\n", &statuses), Ok(()));
        assert_eq!(mapping.meaning("pants on fire"), Some(Some("not_met")));
        assert_eq!(mapping.meaning("A=B"), Some(Some("complete")));
        assert_eq!(mapping.meaning("flip"), Some(None));
        assert_eq!(mapping.meaning("True"), None);
        let wrong = |written: &str| Mapping::default().add(written, &statuses).unwrap_err();
        assert_eq!(wrong("True=kept"), "`kept` is no status of this site, which has complete, not_met");
        assert_eq!(wrong("True"), "`True` has no `=`: write WORD=STATUS");
        assert_eq!(wrong("=complete"), "no word stands before `=complete`");
        assert!(mapping.add("FLIP=complete", &statuses).is_err());
    }
}
