//! An event as a line of Markdown, in the words of a theme.

use std::fmt::Write as _;

use onrecord::import::escape;
use onrecord::overview::{Event, Kind, Said};
use onrecord::record::claim::{
    CorrectionKind, JudgedBy, Method, MilestoneState, ResponseKind, StatementKind,
};
use onrecord::theme::Strings;
use onrecord::tracker::Tracker;
use onrecord::words;

use super::super::visible::visible;
use super::{address, label, title};

/// The line of an event, without its bullet.
pub(super) fn line(tracker: &Tracker, strings: &Strings, event: &Event<'_>) -> String {
    let told = Parts::of(tracker, strings, event).told();
    let why = match event.judged_by {
        Some(JudgedBy::Original) => Some(strings.get("judged_by.original").to_owned()),
        Some(JudgedBy::Restated) => Some(strings.get("judged_by.restated").to_owned()),
        None => event.why.map(sentence),
    };
    if let Some(entry) = event.retracted {
        let (date, why) = (words::day(strings, entry), why.unwrap_or_default());
        return format!("{told} {}", strings.fill("report.retracted", &[("date", &date), ("why", &why)]));
    }
    match (why, event.kind) {
        (Some(why), _) => format!("{told} {why}"),
        (None, Kind::HeadlineChanged) => format!("{told} {}", strings.get("report.no_reason")),
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
        let lang = strings.code();
        let said = |said: &Option<Said<'_>>| match said {
            None => String::new(),
            Some(Said::Status(id)) => plain(label(tracker, id, lang)),
            Some(Said::Date(date)) => words::day(strings, date),
            Some(Said::Text(text)) => plain(text),
        };
        let names: Vec<String> = event.by.iter().map(|name| plain(name)).collect();
        let by = words::list(strings, &names.iter().map(String::as_str).collect::<Vec<_>>());
        let reader = match event.method {
            Some(_) if !by.is_empty() => format!(" ({by})"),
            Some(Method::Automated) => format!(" ({})", strings.get("report.by_machine")),
            _ => String::new(),
        };
        let title = plain(title(event.claim, lang)).replace(']', "\\]");
        let address = address(tracker, event.claim, event.anchor.as_deref(), lang);
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

    /// A line of the theme, filled with what the event has and with what it is about.
    fn say(&self, key: &str, what: &str) -> String {
        let Self { event, strings, date, link, was, now, by, reader } = self;
        let lasted = event.lasted.map_or_else(String::new, |seconds| words::duration(strings, seconds));
        let state = match event.kind {
            Kind::Received(_) | Kind::Settled(_) => strings.get(&format!("challenge.{now}")).to_owned(),
            _ => String::new(),
        };
        let values = [
            ("date", &**date),
            ("claim", link),
            ("was", was),
            ("now", now),
            ("name", by),
            ("reader", reader),
            ("lasted", &lasted),
            ("state", &state),
            ("what", what),
        ];
        strings.fill(&format!("report_line.{key}"), &values)
    }

    /// What happened, without the reason.
    fn told(&self) -> String {
        let key = match self.event.kind {
            Kind::NewClaim if self.by.is_empty() => "new",
            Kind::NewClaim => "new_by",
            Kind::HeadlineChanged => "headline",
            Kind::ReadingReverted => "reverted",
            Kind::DueMoved => "due_moved",
            Kind::Overdue => "overdue",
            Kind::DatePassed => "date_passed",
            Kind::Settled(ResponseKind::Reply) => "reply_settled",
            Kind::Settled(ResponseKind::Challenge) => "challenge_settled",
            Kind::Corrected(_) | Kind::Retraction => return self.corrected(),
            Kind::Stated(kind) => return self.stated(kind),
            Kind::Received(kind) => return self.received(kind),
            Kind::Milestone(_) | Kind::MilestonePassed => return self.milestone(),
            Kind::FollowUpMissed => {
                let untitled = || self.strings.get("follow_up.untitled").to_owned();
                return self.say("follow_up", &self.event.what.map_or_else(untitled, plain));
            }
        };
        self.say(key, "")
    }

    fn corrected(&self) -> String {
        let key = match self.event.kind {
            Kind::Corrected(CorrectionKind::Clarification) => "clarified",
            Kind::Corrected(CorrectionKind::Removal) => "removed",
            Kind::Retraction => "retracted",
            _ => "corrected",
        };
        let Self { was, now, strings, .. } = self;
        let mut text = match (self.event.kind, self.event.what) {
            (Kind::Retraction, _) if !was.is_empty() => return self.say(key, &self.say("entry_said", "")),
            (_, Some(said)) => self.say(key, &sentence(said)),
            (_, None) => self.say(key, &self.say("entry", "")),
        };
        for (word, said) in [("correction.was", was), ("correction.now", now)] {
            if !said.is_empty() {
                let _ = write!(text, " {}: {}", strings.get(word), self.quoted(said));
            }
        }
        text
    }

    fn stated(&self, kind: StatementKind) -> String {
        let mut text = self.say(kind.word(), "");
        if let Some(quote) = self.event.what {
            let _ = write!(text, " {}", self.quoted(&plain(quote)));
        }
        if !self.now.is_empty() {
            let (was, now) = (self.quoted(&self.was), self.quoted(&self.now));
            let reworded = self.strings.fill("report_line.reworded", &[("was", &was), ("now", &now)]);
            let _ = write!(text, " {reworded}");
        }
        text
    }

    fn received(&self, kind: ResponseKind) -> String {
        let text = sentence(self.event.what.unwrap_or_default());
        match kind {
            ResponseKind::Reply => self.say("reply", &text),
            ResponseKind::Challenge => self.say("challenge", &text),
        }
    }

    fn milestone(&self) -> String {
        let title = self.in_quotes(&plain(self.event.what.unwrap_or_default()));
        let became = match self.event.kind {
            Kind::Milestone(MilestoneState::Moved) if !self.was.is_empty() => self.say("moved", ""),
            Kind::Milestone(MilestoneState::Missed) => self.say("missed", ""),
            Kind::Milestone(MilestoneState::Cancelled) => self.say("cancelled", ""),
            Kind::Milestone(state) => self.strings.get(&format!("state.{}", state.word())).to_owned(),
            _ => self.say("passed", ""),
        };
        let Self { date, link, reader, .. } = self;
        let values =
            [("date", &**date), ("claim", link), ("title", &title), ("what", &became), ("reader", reader)];
        self.strings.fill("report_line.milestone", &values)
    }

    fn in_quotes(&self, markdown: &str) -> String {
        self.strings.fill("report.quotation", &[("text", markdown)])
    }

    /// Markdown in quotation marks; a full stop follows where the quotation has no end of its own.
    fn quoted(&self, markdown: &str) -> String {
        ended(self.in_quotes(markdown), markdown)
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

fn ended(markdown: String, text: &str) -> String {
    let is_ended = text.trim_end().ends_with(['.', '!', '?', '…', '。', '"', '”']);
    if is_ended { markdown } else { markdown + "." }
}
