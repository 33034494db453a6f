//! A report as Markdown that can be mailed as it is: a heading for each sort of thing that happened, a line each.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use onrecord::date::PartialDate;
use onrecord::overview::{Count, Period, Report, Section, Whole};
use onrecord::theme::Strings;
use onrecord::words;

use super::told::{self, plain};
use super::{label, site_title};

/// The report.
pub(super) fn write(report: &Report<'_>, period: Period, strings: &Strings) -> String {
    let writer = Writer { report, strings };
    let mut text = writer.opening(period);
    for section in Section::ALL {
        let events: Vec<_> = report.events.iter().filter(|event| event.kind.section() == *section).collect();
        if !events.is_empty() {
            let title = format!("report_title.{}", word(*section));
            let _ = write!(text, "\n## {}\n\n", strings.get(&title));
            for event in events {
                let _ = writeln!(text, "- {}", told::line(report.after, strings, event));
            }
        }
    }
    text + &writer.tally(period)
}

/// What the theme calls a section.
fn word(section: Section) -> &'static str {
    match section {
        Section::NewClaims => "new_claims",
        Section::Headlines => "headlines",
        Section::Reverted => "reverted",
        Section::Corrections => "corrections",
        Section::Statements => "statements",
        Section::Responses => "responses",
        Section::Overdue => "overdue",
        Section::Milestones => "milestones",
        Section::FollowUps => "follow_ups",
    }
}

fn tally_row<T>(text: &mut String, name: &str, count: &Count<T>) {
    let difference = match count.difference() {
        0 => String::new(),
        difference => format!("{difference:+}").replace('-', "−"),
    };
    let _ = writeln!(text, "| {name} | {} | {} | {difference} |", count.before, count.after);
}

struct Writer<'a> {
    report: &'a Report<'a>,
    strings: &'a Strings,
}

impl Writer<'_> {
    fn opening(&self, period: Period) -> String {
        let Report { before, after, events, .. } = self.report;
        let name = match period.is_whole() {
            Some(Whole::Month) => words::month(self.strings, period.from.year(), period.from.month()),
            Some(Whole::Year) => period.from.year().to_string(),
            None => self.span(period),
        };
        let mut text = format!("# {}: {name}\n\n", plain(site_title(&after.config, self.strings.code())));
        let (to, eve) = (self.day(period.to), self.day(period.eve()));
        let earlier = self.strings.number(before.claims.len() as u64);
        let values = [("date", &*to), ("eve", &eve), ("before", &earlier)];
        let _ =
            writeln!(text, "{}", self.strings.plural("report.claims", after.claims.len() as u64, &values));
        let of = |section: &Section| events.iter().filter(|event| event.kind.section() == *section).count();
        let numbers = Section::ALL.iter().map(|section| (*section, of(section)));
        let lines: Vec<String> = numbers
            .filter(|(_, number)| *number > 0)
            .map(|(section, number)| {
                self.strings.plural(&format!("report_count.{}", word(section)), number as u64, &[])
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let told = words::list(self.strings, &lines);
        let _ = match events.len() {
            0 => writeln!(text, "{}", self.strings.get("report.nothing")),
            _ => writeln!(text, "{}", self.strings.fill("report.period", &[("list", &told)])),
        };
        text
    }

    /// Where the claims stand at both days.
    fn tally(&self, period: Period) -> String {
        let Report { statuses, marks, after, .. } = self.report;
        if statuses.is_empty() {
            return String::new();
        }
        let (eve, to) = (self.day(period.eve()), self.day(period.to));
        let (standing, change) = (self.strings.get("report.standing"), self.strings.get("report.change"));
        let mut text =
            format!("\n## {standing}\n\n| | {eve} | {to} | {change} |\n| --- | ---: | ---: | ---: |\n");
        for count in statuses {
            let name = plain(label(after, &count.of.id, self.strings.code())).replace('|', "\\|");
            tally_row(&mut text, &name, count);
        }
        for count in marks {
            let name = match count.of {
                "unsettled" => self.strings.get("report.unconfirmed").to_owned(),
                mark => self.strings.get(&format!("mark.{mark}")).to_owned(),
            };
            tally_row(&mut text, &format!("*{name}*"), count);
        }
        text
    }

    fn day(&self, day: NaiveDate) -> String {
        words::calendar_day(self.strings, day)
    }

    /// `5 January – 28 February 2026`
    fn span(&self, Period { from, to }: Period) -> String {
        if from == to {
            return self.day(from);
        }
        let zone = self.report.after.config.timezone;
        let span = PartialDate::parse(&format!("{from}/{to}"), zone);
        span.map_or_else(|_| format!("{from} – {to}"), |span| words::day(self.strings, &span.date))
    }
}
