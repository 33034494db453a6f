//! A report as Markdown that can be mailed as it is: a heading for each sort of thing that happened, a line each.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use onrecord::date::PartialDate;
use onrecord::overview::{Count, Period, Report, Section, Whole};
use onrecord::theme::{self, Strings};
use onrecord::words;

use super::super::report::count;
use super::label;
use super::told::{self, plain};

/// The report.
pub(super) fn write(report: &Report<'_>, period: Period) -> String {
    let writer = Writer { report, strings: theme::english() };
    let mut text = writer.opening(period);
    for section in Section::ALL {
        let events: Vec<_> = report.events.iter().filter(|event| event.kind.section() == *section).collect();
        if !events.is_empty() {
            let _ = write!(text, "\n## {}\n\n", title(*section));
            for event in events {
                let _ = writeln!(text, "- {}", told::line(report.after, &writer.strings, event));
            }
        }
    }
    text + &writer.tally(period)
}

/// A heading.
fn title(section: Section) -> &'static str {
    match section {
        Section::NewClaims => "New claims",
        Section::Headlines => "Headlines that changed",
        Section::Reverted => "Readings that did not last",
        Section::Corrections => "Corrections, retractions and removals",
        Section::Statements => "What was said since, and dates that moved",
        Section::Responses => "Replies and challenges",
        Section::Overdue => "Newly overdue",
        Section::Milestones => "Milestones",
        Section::FollowUps => "Follow-ups that nobody answered",
    }
}

/// `1 new claim`, `2 headline changes`.
fn counted(section: Section, number: usize) -> String {
    let (one, many) = match section {
        Section::NewClaims => ("new claim", "new claims"),
        Section::Headlines => ("headline change", "headline changes"),
        Section::Reverted => ("reading that did not last", "readings that did not last"),
        Section::Corrections => ("correction or retraction", "corrections and retractions"),
        Section::Statements => ("statement or moved date", "statements and moved dates"),
        Section::Responses => ("reply or challenge", "replies and challenges, received or answered"),
        Section::Overdue => ("claim newly overdue", "claims newly overdue"),
        Section::Milestones => ("milestone", "milestones"),
        Section::FollowUps => ("follow-up unanswered", "follow-ups unanswered"),
    };
    format!("{number} {}", if number == 1 { one } else { many })
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
    strings: Strings,
}

impl Writer<'_> {
    fn opening(&self, period: Period) -> String {
        let Report { before, after, events, .. } = self.report;
        let name = match period.is_whole() {
            Some(Whole::Month) => words::month(&self.strings, period.from.year(), period.from.month()),
            Some(Whole::Year) => period.from.year().to_string(),
            None => self.span(period),
        };
        let mut text = format!("# {}: {name}\n\n", plain(&after.config.title));
        let claims = count(after.claims.len(), "claim");
        let _ = writeln!(
            text,
            "{claims} on the record on {}; {} on {}.",
            self.day(period.to),
            before.claims.len(),
            self.day(period.eve()),
        );
        let of = |section: &Section| events.iter().filter(|event| event.kind.section() == *section).count();
        let numbers = Section::ALL.iter().map(|section| (*section, of(section)));
        let lines: Vec<String> = numbers
            .filter(|(_, number)| *number > 0)
            .map(|(section, number)| counted(section, number))
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let told = words::list(&self.strings, &lines);
        let _ = match events.len() {
            0 => writeln!(text, "Nothing happened in this period."),
            _ => writeln!(text, "In this period: {told}."),
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
        let mut text = format!(
            "\n## Where the claims stand\n\n| | {eve} | {to} | Change |\n| --- | ---: | ---: | ---: |\n"
        );
        for count in statuses {
            let name = plain(label(after, &count.of.id)).replace('|', "\\|");
            tally_row(&mut text, &name, count);
        }
        for count in marks {
            let name = match count.of {
                "unsettled" => "Reported, not confirmed".to_owned(),
                mark => self.strings.get(&format!("mark.{mark}")).to_owned(),
            };
            tally_row(&mut text, &format!("*{name}*"), count);
        }
        text
    }

    fn day(&self, day: NaiveDate) -> String {
        words::calendar_day(&self.strings, day)
    }

    /// `5 January – 28 February 2026`
    fn span(&self, Period { from, to }: Period) -> String {
        if from == to {
            return self.day(from);
        }
        let zone = self.report.after.config.timezone;
        let span = PartialDate::parse(&format!("{from}/{to}"), zone);
        span.map_or_else(|_| format!("{from} – {to}"), |span| words::day(&self.strings, &span.date))
    }
}
