//! Dates out of checked fields, with what is wrong with one.

use chrono::NaiveDate;
use toml::de::DeValue;

use super::{Fields, mends, printable};
use crate::date::{DateFault, PartialDate, Precision};
use crate::diagnostic::{Span, Spanned};

impl Fields<'_, '_> {
    /// A date.
    pub fn date(&self, name: &str) -> Option<Spanned<PartialDate>> {
        let value = self.value(name)?;
        let span = self.scope.span(value.span());
        let written = match value.get_ref() {
            // As it stands in the file: precision and digits are kept.
            DeValue::Datetime(_) => self.scope.input.text.get(span.range())?,
            other => other.as_str()?,
        };
        match PartialDate::parse(written, self.scope.input.zone) {
            Ok(reading) => {
                if reading.ambiguous {
                    self.report_ambiguous(name, &reading.date, span);
                }
                Some(Spanned::new(reading.date, span))
            }
            Err(fault) => {
                self.report_date(name, written, &fault, span);
                None
            }
        }
    }

    fn report_ambiguous(&self, name: &str, date: &PartialDate, span: Span) {
        let zone = self.scope.input.zone;
        let message = format!("`{name}` happened twice in {zone}: clocks went back");
        let finding = self.scope.input.warning("ambiguous-time", span, message);
        self.report(finding.help(format!("write the offset, `{}` for the first of the two", date.iso())));
    }

    fn report_date(&self, name: &str, written: &str, fault: &DateFault, span: Span) {
        let shown = printable(written);
        let (code, message, help) = match fault {
            DateFault::Malformed => (
                "bad-date",
                format!("`{name}` is no date: `{shown}`"),
                "write \"2026\", \"2026-02\", 2026-02-13, 2026-02-13T14:42, or an interval \"2026-02/2026-04\"".to_owned(),
            ),
            DateFault::Impossible { why } => (
                "impossible-date",
                format!("`{name}` is a date that does not exist: {why}"),
                "write the date that is meant; where the day is unknown, write the month in quotes".to_owned(),
            ),
            DateFault::Skipped { zone } => (
                "skipped-time",
                format!("`{name}` is a time that did not exist in {zone}: clocks went forward"),
                "write the time with its offset".to_owned(),
            ),
            DateFault::Reversed => (
                "reversed-interval",
                format!("`{name}` ends before it begins"),
                "write the earlier date first".to_owned(),
            ),
        };
        let finding = self.error(code, span, message).help(help);
        let raw = self.scope.input.text.get(span.range()).unwrap_or_default();
        let padded = mends::padded(written, self.scope.input.zone);
        let mend = padded.and_then(|date| mends::requoted(raw, written, &date));
        self.report(match mend {
            Some(text) => finding.fix(mends::ZEROS, span, text),
            None => finding,
        });
    }

    /// A full calendar day.
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        let date = self.date(name)?;
        let day = date.day().filter(|_| date.precision() == Precision::Day);
        if day.is_none() {
            let finding =
                self.error("bad-date", date.span, format!("`{name}` is no full day: `{}`", date.literal()));
            self.report(finding.help(format!("write {name} = 2026-02-13")));
        }
        day
    }
}
