//! English and Spanish for drawings, from the theme's own strings.

use chrono::{Datelike, NaiveDate};
use onrecord::drawing::{Form, KEYS, Words};
use onrecord::record::id::StatusId;

use super::settings::STATUSES;

const EN: &str = include_str!("../../../themes/default/strings/en.toml");
const ES: &str = include_str!("../../../themes/default/strings/es.toml");

/// A language of the tests.
pub(crate) struct Language {
    code: &'static str,
    months: [&'static str; 12],
    strings: toml::Table,
}

pub(crate) fn english() -> Language {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    Language { code: "en", months, strings: EN.parse().unwrap() }
}

pub(crate) fn spanish() -> Language {
    let months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
    Language { code: "es", months, strings: ES.parse().unwrap() }
}

impl Language {
    fn find(&self, key: &str) -> &toml::Value {
        let mut value = None;
        let mut table = Some(&self.strings);
        for part in key.split('.') {
            value = table.and_then(|table| table.get(part));
            table = value.and_then(toml::Value::as_table);
        }
        value.unwrap_or_else(|| panic!("{}: no text for {key}", self.code))
    }

    fn fill(text: &toml::Value, args: &[(&str, &str)]) -> String {
        let text = text.as_str().unwrap().to_owned();
        args.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

impl Words for Language {
    fn language(&self) -> &str {
        self.code
    }

    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        Self::fill(self.find(key), args)
    }

    fn count(&self, key: &str, count: usize, args: &[(&str, &str)]) -> String {
        let form = if count == 1 { "one" } else { "other" };
        let number = count.to_string();
        let args: Vec<(&str, &str)> = args.iter().copied().chain([("count", number.as_str())]).collect();
        Self::fill(&self.find(key)[form], &args)
    }

    fn day(&self, day: NaiveDate) -> String {
        format!("{} {:04}", self.day_short(day), day.year())
    }

    fn day_short(&self, day: NaiveDate) -> String {
        format!("{} {}", day.day(), self.month_short(day.month()))
    }

    fn month(&self, year: i32, month: u32) -> String {
        format!("{} {year:04}", self.month_short(month))
    }

    fn month_short(&self, month: u32) -> String {
        self.months[month as usize - 1].to_owned()
    }

    fn status_label(&self, status: &StatusId) -> String {
        let row = STATUSES.iter().find(|row| row.0 == status.as_str());
        let label = match (self.code, row) {
            ("es", Some(row)) => row.2,
            (_, Some(row)) => row.1,
            ("es", None) => "Sin evaluar",
            (_, None) => "Not yet assessed",
        };
        label.to_owned()
    }
}

#[test]
fn every_key_has_its_text_in_every_language_and_no_other_holes() {
    for language in [english(), spanish()] {
        for (key, form, names) in KEYS {
            let texts: Vec<&str> = match form {
                Form::Plain => vec![language.find(key).as_str().unwrap()],
                Form::Counted => {
                    language.find(key).as_table().unwrap().values().map(|v| v.as_str().unwrap()).collect()
                }
            };
            for text in texts {
                for hole in text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()) {
                    assert!(names.contains(&hole), "{} {key}: unknown name `{hole}`", language.code);
                }
            }
        }
        let written: usize = language.strings["drawing"].as_table().unwrap().len();
        assert_eq!(written, KEYS.len(), "{}: a text that nothing uses", language.code);
    }
}
