//! How dates, durations, numbers and lists are said in a language, from its strings.
//!
//! Pure functions: the digits of a date are said as they were written, never converted to another zone.

use chrono::{Datelike, NaiveDate};

use crate::date::{PartialDate, Parts};
use crate::theme::Strings;

/// How much of a date is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `13 February 2026, 14:42`
    Full,
    /// `13 February 2026`
    Day,
    /// `13 Feb 2026`
    Short,
    /// `13 Feb`
    ShortWithoutYear,
}

/// A date with everything that was written: `13 February 2026, 14:42`, `about 2026`, `13–18 February 2026`.
pub fn date(strings: &Strings, date: &PartialDate) -> String {
    say(strings, date, Form::Full)
}

/// A date without its time of day: `13 February 2026`.
pub fn day(strings: &Strings, date: &PartialDate) -> String {
    say(strings, date, Form::Day)
}

/// A date in little space: `13 Feb 2026`, `Feb 2026`.
pub fn short_date(strings: &Strings, date: &PartialDate) -> String {
    say(strings, date, Form::Short)
}

/// A day in least space, where the year is clear: `13 Feb`. What is no day is said as by [`short_date`].
pub fn short_day(strings: &Strings, date: &PartialDate) -> String {
    say(strings, date, Form::ShortWithoutYear)
}

/// A calendar day: `13 February 2026`.
pub fn calendar_day(strings: &Strings, day: NaiveDate) -> String {
    one(strings, parts(day), Form::Day)
}

/// A calendar day in little space: `13 Feb 2026`.
pub fn short_calendar_day(strings: &Strings, day: NaiveDate) -> String {
    one(strings, parts(day), Form::Short)
}

/// The time of day as it was written: `14:42`; `None` where none was.
pub fn time(date: &PartialDate) -> Option<String> {
    date.parts().time.map(clock)
}

/// A month: `February 2026`. `month` is 1 to 12.
pub fn month(strings: &Strings, year: i32, month: u32) -> String {
    one(strings, Parts { year, month: Some(month), day: None, time: None }, Form::Day)
}

/// A month's name: `February`. `month` is 1 to 12.
pub fn month_name(strings: &Strings, month: u32) -> &str {
    strings.item("date.months", place(month))
}

/// A month's short name: `Feb`. `month` is 1 to 12.
pub fn short_month_name(strings: &Strings, month: u32) -> &str {
    strings.item("date.months_short", place(month))
}

/// How long something lasted, in seconds: `38 min`, `1 h 38 min`, `1 day 4 h`, from three days on whole
/// days. Parts of the smallest unit are left out.
pub fn duration(strings: &Strings, seconds: i64) -> String {
    let minutes = u64::try_from(seconds).unwrap_or(0) / 60;
    let (hours, days) = (minutes / 60, minutes / (60 * 24));
    match (days, hours, minutes) {
        (_, _, 0) => strings.get("duration.under_a_minute").to_owned(),
        (_, 0, _) => strings.plural("duration.minutes", minutes, &[]),
        (0, ..) => two(strings, ("duration.hours", hours), ("duration.minutes", minutes % 60)),
        (1 | 2, ..) => two(strings, ("duration.days", days), ("duration.hours", hours % 24)),
        _ => self::days(strings, days),
    }
}

/// A number of days: `1 day`, `3 days`.
pub fn days(strings: &Strings, days: u64) -> String {
    strings.plural("duration.days", days, &[])
}

/// Things in a row: `a, b and c`.
pub fn list(strings: &Strings, items: &[&str]) -> String {
    let Some((last, others)) = items.split_last() else { return String::new() };
    if others.is_empty() {
        return (*last).to_owned();
    }
    let and = if sounds_like_i(last) { "list.last_before_i" } else { "list.last" };
    format!("{}{}{last}", others.join(strings.get("list.between")), strings.get(and))
}

/// A share in whole per cent: `38%`. Something is never said as nothing (`under 1%`), nor less than all
/// as all (`over 99%`); of nothing there is no share.
pub fn share(strings: &Strings, part: u64, whole: u64) -> String {
    if whole == 0 {
        return strings.fill("number.percent", &[("n", "0")]);
    }
    // Half a per cent rounds up.
    let (part, whole) = (u128::from(part), u128::from(whole));
    let percent = u64::try_from((part * 200 + whole) / (whole * 2)).unwrap_or(u64::MAX);
    match percent {
        0 if part > 0 => strings.fill("number.percent_below", &[("n", "1")]),
        100 if part < whole => strings.fill("number.percent_above", &[("n", "99")]),
        _ => strings.fill("number.percent", &[("n", &strings.number(percent))]),
    }
}

fn say(strings: &Strings, date: &PartialDate, form: Form) -> String {
    let from = date.parts();
    let said = match date.until() {
        Some(to) => range(strings, from, to, form),
        None => one(strings, from, form),
    };
    let key = match (date.is_approximate(), date.is_uncertain()) {
        (false, false) => return said,
        (true, false) => "date.about",
        (false, true) => "date.uncertain",
        (true, true) => "date.about_uncertain",
    };
    strings.fill(key, &[("date", &said)])
}

fn one(strings: &Strings, parts: Parts, form: Form) -> String {
    let year = parts.year.to_string();
    let short = matches!(form, Form::Short | Form::ShortWithoutYear);
    let Some(month) = parts.month else { return strings.fill("date.year", &[("year", &year)]) };
    let name = if short { short_month_name(strings, month) } else { month_name(strings, month) };
    let Some(day) = parts.day else {
        let key = if short { "date.month_short" } else { "date.month" };
        return strings.fill(key, &[("month", name), ("year", &year)]);
    };
    let key = match form {
        Form::Full | Form::Day => "date.day",
        Form::Short => "date.day_short_year",
        Form::ShortWithoutYear => "date.day_short",
    };
    let said = strings.fill(key, &[("day", &day.to_string()), ("month", name), ("year", &year)]);
    match parts.time {
        Some(time) if form == Form::Full => {
            strings.fill("date.time", &[("date", &said), ("time", &clock(time))])
        }
        _ => said,
    }
}

/// Two dates, what they share said once.
fn range(strings: &Strings, from: Parts, to: Parts, form: Form) -> String {
    if from == to {
        return one(strings, from, form);
    }
    let long = matches!(form, Form::Full | Form::Day);
    let timeless = from.time.is_none() && to.time.is_none();
    let same_year = from.year == to.year;
    let year = to.year.to_string();
    match (from.month, from.day, to.month, to.day) {
        (None, _, None, _) => {
            strings.fill("date.range_years", &[("from", &from.year.to_string()), ("to", &year)])
        }
        (Some(first), None, Some(last), None) if same_year && long => {
            let (first, last) = (month_name(strings, first), month_name(strings, last));
            strings.fill("date.range_months", &[("from", first), ("to", last), ("year", &year)])
        }
        (Some(first), Some(day), Some(last), Some(end)) if same_year && long && timeless => {
            let (day, end) = (day.to_string(), end.to_string());
            let (month, to_month) = (month_name(strings, first), month_name(strings, last));
            if first == last {
                let values = [("from", &*day), ("to", &end), ("month", month), ("year", &year)];
                strings.fill("date.range_days", &values)
            } else {
                let values = [
                    ("from", &*day),
                    ("from_month", month),
                    ("to", &end),
                    ("to_month", to_month),
                    ("year", &year),
                ];
                strings.fill("date.range_days_of_months", &values)
            }
        }
        _ => {
            let (from, to) = (one(strings, from, form), one(strings, to, form));
            strings.fill("date.range", &[("from", &from), ("to", &to)])
        }
    }
}

fn two(strings: &Strings, first: (&str, u64), second: (&str, u64)) -> String {
    let said = strings.plural(first.0, first.1, &[]);
    if second.1 == 0 {
        return said;
    }
    let rest = strings.plural(second.0, second.1, &[]);
    strings.fill("duration.two", &[("first", &said), ("second", &rest)])
}

fn clock((hour, minute): (u32, u32)) -> String {
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    [digit(hour / 10), digit(hour), ':', digit(minute / 10), digit(minute)].iter().collect()
}

fn place(month: u32) -> usize {
    (month as usize).wrapping_sub(1)
}

fn parts(day: NaiveDate) -> Parts {
    Parts { year: day.year(), month: Some(day.month()), day: Some(day.day()), time: None }
}

/// Whether a word begins with the vowel i (`Italia`, `hijos`), not with a diphthong (`hierro`, `ion`).
fn sounds_like_i(word: &str) -> bool {
    let mut sounds = word.chars().flat_map(char::to_lowercase).skip_while(|c| *c == 'h');
    match sounds.next() {
        Some('í') => true,
        Some('i') => !matches!(sounds.next(), Some('a' | 'e' | 'o' | 'u' | 'á' | 'é' | 'ó' | 'ú')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::theme::Theme;

    fn check<T>(cases: &[(T, &str, &str)], say: impl Fn(&Strings, &T) -> String)
    where
        T: std::fmt::Debug,
    {
        let theme = Theme::load("default", Vec::new(), &["en", "es"]).unwrap_or_else(|all| panic!("{all:?}"));
        for (input, english, spanish) in cases {
            let said = [say(theme.strings("en"), input), say(theme.strings("es"), input)];
            assert_eq!(said, [*english, *spanish], "{input:?}");
        }
    }

    fn read(written: &str) -> PartialDate {
        PartialDate::parse(written, Tz::UTC).unwrap_or_else(|fault| panic!("{written}: {fault:?}")).date
    }

    #[test]
    fn dates_are_said_with_the_precision_they_were_written_with() {
        check(
            &[
                ("2026-02-13", "13 February 2026", "13 de febrero de 2026"),
                ("2026-02-01", "1 February 2026", "1 de febrero de 2026"),
                ("2026-02", "February 2026", "febrero de 2026"),
                ("2026", "2026", "2026"),
                ("0987", "987", "987"),
                ("2026~", "about 2026", "hacia 2026"),
                ("2026-02?", "February 2026 (uncertain)", "febrero de 2026 (fecha incierta)"),
                ("2026%", "about 2026 (uncertain)", "hacia 2026 (fecha incierta)"),
                ("2026-02-13T14:42", "13 February 2026, 14:42", "13 de febrero de 2026, 14:42"),
                ("2026-02-13 04:02:59Z", "13 February 2026, 04:02", "13 de febrero de 2026, 04:02"),
                ("2026-02-13T23:30-06:00", "13 February 2026, 23:30", "13 de febrero de 2026, 23:30"),
            ],
            |strings, written| date(strings, &read(written)),
        );
    }

    #[test]
    fn ranges_say_what_they_share_once() {
        check(
            &[
                ("2026-02-13/2026-02-18", "13–18 February 2026", "13–18 de febrero de 2026"),
                ("2026-02-13/2026-03-02", "13 February – 2 March 2026", "13 de febrero – 2 de marzo de 2026"),
                (
                    "2025-12-30/2026-01-02",
                    "30 December 2025 – 2 January 2026",
                    "30 de diciembre de 2025 – 2 de enero de 2026",
                ),
                ("2026-02/2026-04", "February–April 2026", "febrero–abril de 2026"),
                ("2025-12/2026-01", "December 2025 – January 2026", "diciembre de 2025 – enero de 2026"),
                ("2025/2026", "2025–2026", "2025–2026"),
                ("2026/2026", "2026", "2026"),
                ("2026/2026-04", "2026 – April 2026", "2026 – abril de 2026"),
                ("2026-02~/2026-04", "about February–April 2026", "hacia febrero–abril de 2026"),
                (
                    "2026-02-13T14:00/2026-02-13T15:00",
                    "13 February 2026, 14:00 – 13 February 2026, 15:00",
                    "13 de febrero de 2026, 14:00 – 13 de febrero de 2026, 15:00",
                ),
            ],
            |strings, written| date(strings, &read(written)),
        );
    }

    #[test]
    fn shorter_forms_leave_out_time_letters_and_year() {
        let cases = [
            (
                "2026-02-13T14:42",
                ["13 February 2026", "13 Feb 2026", "13 Feb"],
                ["13 de febrero de 2026", "13 feb 2026", "13 feb"],
            ),
            (
                "2026-09",
                ["September 2026", "Sep 2026", "Sep 2026"],
                ["septiembre de 2026", "sep 2026", "sep 2026"],
            ),
            ("2026~", ["about 2026"; 3], ["hacia 2026"; 3]),
            (
                "2026-02-13/2026-02-18",
                ["13–18 February 2026", "13 Feb 2026 – 18 Feb 2026", "13 Feb – 18 Feb"],
                ["13–18 de febrero de 2026", "13 feb 2026 – 18 feb 2026", "13 feb – 18 feb"],
            ),
        ];
        for (at, say) in [day, short_date, short_day].into_iter().enumerate() {
            let cases: Vec<(&str, &str, &str)> = cases
                .iter()
                .map(|(written, english, spanish)| (*written, english[at], spanish[at]))
                .collect();
            check(&cases, |strings, written| say(strings, &read(written)));
        }
        assert_eq!((time(&read("2026-02-13T04:02Z")), time(&read("2026-02"))), (Some("04:02".into()), None));
    }

    #[test]
    fn calendar_days_and_months_are_said_alike() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        check(&[(day, "1 March 2026", "1 de marzo de 2026")], |strings, day| calendar_day(strings, *day));
        check(&[(day, "1 Mar 2026", "1 mar 2026")], |strings, day| short_calendar_day(strings, *day));
        check(&[(12, "December 2026", "diciembre de 2026")], |strings, number| month(strings, 2026, *number));
    }

    #[test]
    fn durations_are_said_in_the_two_largest_units() {
        check(
            &[
                (-5, "under a minute", "menos de un minuto"),
                (59, "under a minute", "menos de un minuto"),
                (60, "1 min", "1 min"),
                (3599, "59 min", "59 min"),
                (3600, "1 h", "1 h"),
                (5880, "1 h 38 min", "1 h 38 min"),
                (86_399, "23 h 59 min", "23 h 59 min"),
                (86_400, "1 day", "1 día"),
                (100_800, "1 day 4 h", "1 día 4 h"),
                (259_200, "3 days", "3 días"),
                (302_400, "3 days", "3 días"),
                (86_400_000_000, "1,000,000 days", "1.000.000 de días"),
                (i64::MAX, "106,751,991,167,300 days", "106.751.991.167.300 días"),
            ],
            |strings, seconds| duration(strings, *seconds),
        );
    }

    #[test]
    fn lists_end_with_and() {
        check(
            &[
                (vec![], "", ""),
                (vec!["a"], "a", "a"),
                (vec!["a", "b"], "a and b", "a y b"),
                (vec!["a", "b", "c"], "a, b and c", "a, b y c"),
                (vec!["Francia", "Italia"], "Francia and Italia", "Francia e Italia"),
                (vec!["padres", "hijos"], "padres and hijos", "padres e hijos"),
                (vec!["agua", "hielo"], "agua and hielo", "agua y hielo"),
            ],
            |strings, items| list(strings, items),
        );
    }

    #[test]
    fn shares_never_round_to_nothing_or_all() {
        check(
            &[
                ((0, 0), "0%", "0\u{a0}%"),
                ((0, 7), "0%", "0\u{a0}%"),
                ((3, 8), "38%", "38\u{a0}%"),
                ((1, 1000), "under 1%", "menos del 1\u{a0}%"),
                ((999, 1000), "over 99%", "más del 99\u{a0}%"),
                ((8, 8), "100%", "100\u{a0}%"),
                ((u64::MAX, 1), "18,446,744,073,709,551,615%", "18.446.744.073.709.551.615\u{a0}%"),
            ],
            |strings, (part, whole)| share(strings, *part, *whole),
        );
    }
}
