//! Codes of dates and times.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    warning(
        "ambiguous-time",
        "A local time happened twice, because clocks went back.",
        "In the hour that comes twice, `2026-11-01T01:30` has two meanings; the earlier one is taken. Write the offset that \
         is meant: `\"2026-11-01T01:30-05:00\"`.",
    ),
    error(
        "bad-date",
        "A value is no date.",
        "Wrong: `2026-2-3`, `13/02/2026`, `Feb 2026`. Right: `2026-02-03`, `\"2026-02\"`, `\"2026-02-13T14:42\"`, and \
         `\"2026-02/2026-04\"` for from and to.\n\n\
         Some keys need a full day, because something becomes due on it. `check --fix` adds zeros that are missing.",
    ),
    error(
        "impossible-date",
        "A date does not exist in the calendar.",
        "`2026-02-30` is not rounded to another day: nobody knows which one was meant. Look it up and write it; where only \
         the month is known, write the month: `\"2026-02\"`.",
    ),
    error(
        "reversed-interval",
        "Something ends before it begins.",
        "An interval such as `\"2026-04/2026-02\"`, or a role whose `to` is before its `from`. Exchange the two, or mend one.",
    ),
    error(
        "skipped-time",
        "A local time did not exist, because clocks went forward.",
        "In the hour that is left out no minute exists, so the time cannot be right. Write the time with its offset, such as \
         `\"2026-03-29T02:30+01:00\"`.",
    ),
    error(
        "unquoted-date",
        "A year or a month stands without quotes.",
        "TOML knows full dates only. A month without quotes is no TOML, and a year is the number 2026.\n\n\
         Wrong: `completion_due = 2026-06`. Right: `completion_due = \"2026-06\"`. `check --fix` puts the quotes.",
    ),
];
