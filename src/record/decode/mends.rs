//! What is written in place of a value where there is no doubt what is meant.

use chrono_tz::Tz;

use crate::date::PartialDate;

/// What is done about a date without its zeros.
pub(super) const ZEROS: &str = "add the zeros of the month and the day";

/// A date with the zeros that it lacks, `2026-2-3` as `2026-02-03`; `None` where it is anything else.
pub(super) fn padded(written: &str, zone: Tz) -> Option<String> {
    let parts: Vec<&str> = written.split('-').collect();
    let [year, rest @ ..] = &parts[..] else { return None };
    let is_number = |part: &&str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(year, 4..=4) || rest.len() > 2 || !rest.iter().all(|part| is_number(part, 1..=2)) {
        return None;
    }
    let padded: String =
        std::iter::once((*year).to_owned()).chain(rest.iter().map(|part| format!("-{part:0>2}"))).collect();
    (padded != written && PartialDate::parse(&padded, zone).is_ok()).then_some(padded)
}

/// `text` between the quotes that stand around `written` in the file, `raw`; `None` where it is not written plainly.
pub(super) fn requoted(raw: &str, written: &str, text: &str) -> Option<String> {
    let quote = raw.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
    (inner == written).then(|| format!("{quote}{text}{quote}"))
}

/// A value without quotes in quotes; `None` where it is not one plain word.
pub(super) fn quoted(raw: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-+.:_".contains(c);
    (!raw.is_empty() && raw.chars().all(is_plain)).then(|| format!("\"{raw}\""))
}

/// One word in quotes as a list of it; `None` where it may be meant as several.
pub(super) fn listed(raw: &str, written: &str) -> Option<String> {
    let is_one =
        !written.is_empty() && !written.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    (is_one && requoted(raw, written, written).is_some()).then(|| format!("[{raw}]"))
}

/// The rest of a line whose text stands between quotation marks of a word processor, with those of TOML.
pub(super) fn straightened(rest: &str) -> Option<String> {
    const MARKS: &str = "“”„«»‘’‚";
    let mut inner = rest.chars();
    let (first, last) = (inner.next()?, inner.next_back()?);
    let inner = inner.as_str();
    let is_plain =
        !inner.contains(|c: char| MARKS.contains(c) || matches!(c, '"' | '\\' | '#') || c.is_control());
    (MARKS.contains(first) && MARKS.contains(last) && is_plain).then(|| format!("\"{inner}\""))
}

/// `true` or `false` that was written with capitals.
pub(super) fn flag(word: &str) -> Option<&'static str> {
    ["true", "false"].into_iter().find(|flag| word.eq_ignore_ascii_case(flag) && word != *flag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_zeros_are_added_to_dates() {
        for (written, expected) in [
            ("2026-2-3", Some("2026-02-03")),
            ("2026-2", Some("2026-02")),
            ("2026-12-3", Some("2026-12-03")),
            ("2026-02-03", None),
            ("2026-2-30", None),
            ("26-2-3", None),
            ("2026-2-3-4", None),
            ("2026-2/2026-4", None),
            ("2026", None),
            ("2026--3", None),
        ] {
            assert_eq!(padded(written, Tz::UTC).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn quotes_are_put_where_there_is_no_doubt() {
        assert_eq!(quoted("2026-02-13"), Some("\"2026-02-13\"".into()));
        assert_eq!(quoted("\"a\""), None);
        assert_eq!(requoted("'2026-2'", "2026-2", "2026-02"), Some("'2026-02'".into()));
        assert_eq!(requoted("\"2026\\u002d2\"", "2026-2", "2026-02"), None);
        assert_eq!(listed("\"transport\"", "transport"), Some("[\"transport\"]".into()));
        assert_eq!(listed("\"a, b\"", "a, b"), None);
        assert_eq!(straightened("“Bus lanes, by June”"), Some("\"Bus lanes, by June\"".into()));
        assert_eq!(straightened("„a“"), Some("\"a\"".into()));
        assert_eq!(straightened("“a” # “b”"), None);
        assert_eq!(straightened("“"), None);
        assert_eq!(
            (flag("True"), flag("FALSE"), flag("true"), flag("yes")),
            (Some("true"), Some("false"), None, None)
        );
    }
}
