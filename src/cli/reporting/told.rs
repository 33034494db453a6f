//! An event as a line of Markdown.

use std::fmt::Write as _;

use onrecord::import::escape;
use onrecord::overview::{Event, Kind, Said};
use onrecord::record::claim::{CorrectionKind, Method, MilestoneState, ResponseKind, StatementKind};
use onrecord::theme::Strings;
use onrecord::tracker::Tracker;
use onrecord::words;

use super::super::visible::visible;
use super::{address, label};

/// The line of an event, without its bullet.
pub(super) fn line(tracker: &Tracker, strings: &Strings, event: &Event<'_>) -> String {
    let told = Parts::of(tracker, strings, event).told();
    let why = event.why.map(sentence);
    if let Some(entry) = event.retracted {
        let entry = words::day(strings, entry);
        return format!("{told} The entry of {entry} was retracted: {}", why.unwrap_or_default());
    }
    match (why, event.kind) {
        (Some(why), _) => format!("{told} {why}"),
        (None, Kind::HeadlineChanged) => format!("{told} The record has no sentence that says why."),
        (None, _) => told,
    }
}

/// What lines are made of, as Markdown; what an event does not have is empty.
struct Parts<'e, 'a> {
    event: &'e Event<'a>,
    strings: &'e Strings,
    date: String,
    /// The claim's title, linked to where the event is told.
    link: String,
    was: String,
    now: String,
    /// Names.
    by: String,
    /// Who read, in brackets, with a space before them.
    reader: String,
}

impl<'e, 'a> Parts<'e, 'a> {
    fn of(tracker: &Tracker, strings: &'e Strings, event: &'e Event<'a>) -> Self {
        let said = |said: &Option<Said<'_>>| match said {
            None => String::new(),
            Some(Said::Status(id)) => plain(label(tracker, id)),
            Some(Said::Date(date)) => words::day(strings, date),
            Some(Said::Text(text)) => plain(text),
        };
        let names: Vec<String> = event.by.iter().map(|name| plain(name)).collect();
        let by = words::list(strings, &names.iter().map(String::as_str).collect::<Vec<_>>());
        let reader = match event.method {
            Some(_) if !by.is_empty() => format!(" ({by})"),
            Some(Method::Automated) => " (read by a machine)".to_owned(),
            _ => String::new(),
        };
        let title = plain(&event.claim.record.title.value).replace(']', "\\]");
        let address = address(tracker, event.claim, event.anchor.as_deref());
        Self {
            event,
            strings,
            date: words::day(strings, event.date),
            link: format!("[{title}]({address})"),
            was: said(&event.was),
            now: said(&event.now),
            by,
            reader,
        }
    }

    /// What happened, without the reason.
    fn told(&self) -> String {
        let Self { date, link, was, now, by, reader, .. } = self;
        match self.event.kind {
            Kind::NewClaim if by.is_empty() => format!("{date}: {link}. {now}."),
            Kind::NewClaim => format!("{date}: {link} by {by}. {now}."),
            Kind::HeadlineChanged => format!("{date}: {link}: **{was} → {now}**{reader}."),
            Kind::ReadingReverted => {
                let lasted = words::duration(self.strings, self.event.lasted.unwrap_or_default());
                format!("{date}: {link}: {was} was reported, and after {lasted} {now}{reader}.")
            }
            Kind::Corrected(_) | Kind::Retraction => self.corrected(),
            Kind::Stated(kind) => self.stated(kind),
            Kind::DueMoved => format!("{date}: {link} is now due {now}; it was due {was}{reader}."),
            Kind::Received(kind) => self.received(kind),
            Kind::Settled(kind) => format!("{date}: {} by {by} on {link}: {}.", noun(kind), self.decided()),
            Kind::Overdue => format!("{link} was promised for {date}, and stands at {now}."),
            Kind::DatePassed => {
                format!("{link} was expected by the editors for {date}, and stands at {now}.")
            }
            Kind::Milestone(_) | Kind::MilestonePassed => self.milestone(),
            Kind::FollowUpMissed => {
                let untitled = || self.strings.get("follow_up.untitled").to_owned();
                format!("{date}: {link}: {}", self.event.what.map_or_else(untitled, plain))
            }
        }
    }

    fn corrected(&self) -> String {
        let Self { date, link, was, now, .. } = self;
        let what = match self.event.kind {
            Kind::Corrected(CorrectionKind::Clarification) => "clarified",
            Kind::Corrected(CorrectionKind::Removal) => "taken down",
            Kind::Retraction => "retracted",
            _ => "corrected",
        };
        let mut text = match (self.event.kind, self.event.what) {
            (Kind::Retraction, _) if !was.is_empty() => {
                return format!("{date}: {what} in {link}: an entry that said {was}.");
            }
            (_, Some(said)) => format!("{date}: {what} in {link}: {}", sentence(said)),
            (_, None) => format!("{date}: {what} in {link}: an entry."),
        };
        for (word, said) in [("It said", was), ("It says", now)] {
            if !said.is_empty() {
                let _ = write!(text, " {word}: {}", quoted(said));
            }
        }
        text
    }

    fn stated(&self, kind: StatementKind) -> String {
        let Self { date, link, was, now, by, .. } = self;
        let verb = match kind {
            StatementKind::Repeated => "repeated",
            StatementKind::Restated => "restated",
            StatementKind::Denied => "denied having made",
            StatementKind::Dropped => "gave up",
        };
        let mut text = format!("{date}: {by} {verb} {link}.");
        if let Some(quote) = self.event.what {
            let _ = write!(text, " {}", quoted(&plain(quote)));
        }
        if !now.is_empty() {
            let _ = write!(text, " It was: {} It is now: {}", quoted(was), quoted(now));
        }
        text
    }

    fn received(&self, kind: ResponseKind) -> String {
        let Self { date, link, by, .. } = self;
        let text = sentence(self.event.what.unwrap_or_default());
        let state = match kind {
            ResponseKind::Reply => String::new(),
            ResponseKind::Challenge => format!(" ({})", self.decided()),
        };
        format!("{date}: {} by {by} on {link}: {text}{state}", noun(kind))
    }

    /// How a response was decided, in the words of the theme.
    fn decided(&self) -> String {
        self.strings.get(&format!("challenge.{}", self.now)).to_owned()
    }

    fn milestone(&self) -> String {
        let Self { date, link, was, now, reader, .. } = self;
        let title = plain(self.event.what.unwrap_or_default());
        let what = match self.event.kind {
            Kind::Milestone(MilestoneState::Moved) if !was.is_empty() => format!("moved from {was} to {now}"),
            Kind::Milestone(MilestoneState::Missed) => "was missed".to_owned(),
            Kind::Milestone(MilestoneState::Cancelled) => "was cancelled".to_owned(),
            Kind::Milestone(state) => self.strings.get(&format!("state.{}", state.word())).to_owned(),
            _ => "passed, and nothing was reported".to_owned(),
        };
        format!("{date}: {link}: “{title}” {what}{reader}.")
    }
}

fn noun(kind: ResponseKind) -> &'static str {
    match kind {
        ResponseKind::Reply => "reply",
        ResponseKind::Challenge => "challenge",
    }
}

/// Text of a record in one line of Markdown that shows exactly that.
pub(super) fn plain(text: &str) -> String {
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
