//! A report as Markdown that can be mailed as it is: a heading for each sort of thing that happened, a line each.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use onrecord::date::PartialDate;
use onrecord::import::escape;
use onrecord::overview::{Count, Event, Kind, Period, Report, Said, Section, Whole};
use onrecord::record::claim::{CorrectionKind, Method, MilestoneState, ResponseKind, StatementKind};
use onrecord::theme::{self, Strings};
use onrecord::words;

use super::super::report::count;
use super::super::visible::visible;
use super::{address, label};

/// The report.
pub(super) fn write(report: &Report<'_>, period: Period) -> String {
    let writer = Writer { report, strings: theme::english() };
    let mut text = writer.opening(period);
    for section in Section::ALL {
        let events: Vec<_> = report.events.iter().filter(|event| event.kind.section() == *section).collect();
        if !events.is_empty() {
            let _ = write!(text, "\n## {}\n\n", title(*section));
            for event in events {
                let _ = writeln!(text, "- {}", writer.line(event));
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
        let told: Vec<String> = numbers
            .filter(|(_, number)| *number > 0)
            .map(|(section, number)| counted(section, number))
            .collect();
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        let told = words::list(&self.strings, &told);
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
        let mut text =
            format!("\n## Where the claims stand\n\n| | {eve} | {to} | |\n| --- | ---: | ---: | ---: |\n");
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

    /// An event without its bullet.
    fn line(&self, event: &Event<'_>) -> String {
        let date = self.date(event.date);
        let told = match event.kind {
            Kind::NewClaim => {
                format!(
                    "{date}: {} by {}. {}.",
                    self.link(event),
                    self.by(event),
                    self.said(event.now.as_ref())
                )
            }
            Kind::HeadlineChanged => {
                let change = format!("{} → {}", self.said(event.was.as_ref()), self.said(event.now.as_ref()));
                format!("{date}: {}: **{change}**{}.", self.link(event), self.reader(event))
            }
            Kind::ReadingReverted => self.reverted(event),
            Kind::Corrected(_) | Kind::Retraction => self.corrected(event),
            Kind::Stated(kind) => self.stated(event, kind),
            Kind::DueMoved => {
                let (was, now) = (self.said(event.was.as_ref()), self.said(event.now.as_ref()));
                format!(
                    "{date}: {} is now due {now}; it was due {was}{}.",
                    self.link(event),
                    self.reader(event)
                )
            }
            Kind::Received(kind) => {
                let state = self.said(event.now.as_ref());
                let what = plain(event.what.unwrap_or_default());
                format!(
                    "{date}: {} by {} on {}: {what} ({state})",
                    noun(kind),
                    self.by(event),
                    self.link(event)
                )
            }
            Kind::Settled(kind) => {
                let state = self.said(event.now.as_ref());
                format!("{date}: {} by {} on {}: {state}.", noun(kind), self.by(event), self.link(event))
            }
            Kind::Overdue | Kind::DatePassed => {
                let of = if event.kind == Kind::Overdue {
                    "was promised for"
                } else {
                    "was expected by the editors for"
                };
                format!("{} {of} {date}, and stands at {}.", self.link(event), self.said(event.now.as_ref()))
            }
            Kind::Milestone(_) | Kind::MilestonePassed => self.milestone(event),
            Kind::FollowUpMissed => {
                let question =
                    event.what.map_or_else(|| self.strings.get("follow_up.untitled").to_owned(), plain);
                format!("{date}: {}: {question}", self.link(event))
            }
        };
        let why = event.why.map(sentence);
        if let Some(entry) = event.retracted {
            let entry = self.date(entry);
            return format!("{told} The entry of {entry} was retracted: {}", why.unwrap_or_default());
        }
        match (why, event.kind) {
            (Some(why), _) => format!("{told} {why}"),
            (None, Kind::HeadlineChanged) => format!("{told} The record has no sentence that says why."),
            (None, _) => told,
        }
    }

    fn reverted(&self, event: &Event<'_>) -> String {
        let lasted = words::duration(&self.strings, event.lasted.unwrap_or_default());
        let (was, now) = (self.said(event.was.as_ref()), self.said(event.now.as_ref()));
        let (date, link) = (self.date(event.date), self.link(event));
        format!("{date}: {link}: {was} was reported, and after {lasted} {now}{}.", self.reader(event))
    }

    fn corrected(&self, event: &Event<'_>) -> String {
        let what = match event.kind {
            Kind::Corrected(CorrectionKind::Clarification) => "clarified",
            Kind::Corrected(CorrectionKind::Removal) => "taken down",
            Kind::Retraction => "retracted",
            _ => "corrected",
        };
        let mut text = format!("{}: {what} in {}", self.date(event.date), self.link(event));
        match (event.kind, event.what) {
            (Kind::Retraction, _) => {
                let _ = write!(text, ": an entry that said {}.", self.said(event.was.as_ref()));
                return text;
            }
            (_, Some(what)) => drop(write!(text, ": {}", sentence(what))),
            (_, None) => text.push_str(": an entry."),
        }
        for (word, said) in [("It said", &event.was), ("It says", &event.now)] {
            if let Some(said) = said {
                let _ = write!(text, " {word}: {}", quoted(&self.said(Some(said))));
            }
        }
        text
    }

    fn stated(&self, event: &Event<'_>, kind: StatementKind) -> String {
        let verb = match kind {
            StatementKind::Repeated => "repeated",
            StatementKind::Restated => "restated",
            StatementKind::Denied => "denied having made",
            StatementKind::Dropped => "gave up",
        };
        let mut text = format!("{}: {} {verb} {}.", self.date(event.date), self.by(event), self.link(event));
        if let Some(quote) = event.what {
            let _ = write!(text, " {}", quoted(&plain(quote)));
        }
        if let (Some(was), Some(now)) = (&event.was, &event.now) {
            let (was, now) = (quoted(&self.said(Some(was))), quoted(&self.said(Some(now))));
            let _ = write!(text, " It was: {was} It is now: {now}");
        }
        text
    }

    fn milestone(&self, event: &Event<'_>) -> String {
        let title = plain(event.what.unwrap_or_default());
        let what = match event.kind {
            Kind::Milestone(MilestoneState::Moved) if event.was.is_some() => {
                let (was, now) = (self.said(event.was.as_ref()), self.said(event.now.as_ref()));
                format!("moved from {was} to {now}")
            }
            Kind::Milestone(state) => self.strings.get(&format!("state.{}", state.word())).to_owned(),
            _ => "passed, and nothing was reported".to_owned(),
        };
        format!("{}: {}: “{title}” {what}{}.", self.date(event.date), self.link(event), self.reader(event))
    }

    /// The claim's title, linked to where the event is told.
    fn link(&self, event: &Event<'_>) -> String {
        let title = plain(&event.claim.record.title.value).replace(']', "\\]");
        format!("[{title}]({})", address(self.report.after, event.claim, event.anchor.as_deref()))
    }

    fn by(&self, event: &Event<'_>) -> String {
        let names: Vec<String> = event.by.iter().map(|name| plain(name)).collect();
        words::list(&self.strings, &names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Who read, in brackets.
    fn reader(&self, event: &Event<'_>) -> String {
        match event.method {
            Some(_) if !event.by.is_empty() => format!(" ({})", self.by(event)),
            Some(Method::Automated) => " (read by a machine)".to_owned(),
            _ => String::new(),
        }
    }

    fn said(&self, said: Option<&Said<'_>>) -> String {
        match said {
            None => String::new(),
            Some(Said::Status(id)) => plain(label(self.report.after, id)),
            Some(Said::Date(date)) => self.date(date),
            Some(Said::Text("partly")) => "upheld in part".to_owned(),
            Some(Said::Text(text)) => plain(text),
        }
    }

    fn date(&self, date: &PartialDate) -> String {
        words::day(&self.strings, date)
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
        span.map_or_else(|_| format!("{from} – {to}"), |span| self.date(&span.date))
    }
}

fn noun(kind: ResponseKind) -> &'static str {
    match kind {
        ResponseKind::Reply => "reply",
        ResponseKind::Challenge => "challenge",
    }
}

/// Text of a record in one line of Markdown that shows exactly that.
fn plain(text: &str) -> String {
    let text = visible(text);
    escape::inline(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same with a full stop, where it has no other end.
fn sentence(text: &str) -> String {
    ended(plain(text), text)
}

/// Markdown in quotation marks; a full stop follows where the quotation has no end of its own.
fn quoted(markdown: &str) -> String {
    ended(format!("“{markdown}”"), markdown)
}

fn ended(markdown: String, text: &str) -> String {
    let is_ended = text.trim_end().ends_with(['.', '!', '?', '…', '。', '"', '”']);
    if is_ended { markdown } else { markdown + "." }
}
