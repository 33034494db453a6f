//! One date of a claim in words: a VEVENT (RFC 5545, section 3.6.1) in the language being drawn.

use super::dates::{Entry, Firmness, What, When};
use super::ical::{self, Breaks, Lines};
use crate::date::PartialDate;
use crate::output::Desk;
use crate::record::claim::{DueBasis, MilestoneState};
use crate::tracker::claim::{Claim, FollowUpOutcome};
use crate::view::name;
use crate::view::part;

/// What the events of a claim have in common.
pub(super) struct Subject<'d, 'a> {
    desk: &'d Desk<'a>,
    claim: &'a Claim,
    title: &'a str,
    /// What was claimed, and where that stands.
    about: String,
    /// Its page, from the scheme on.
    address: String,
    topics: Vec<&'a str>,
}

impl<'d, 'a> Subject<'d, 'a> {
    pub(super) fn new(desk: &'d Desk<'a>, claim: &'a Claim) -> Self {
        let record = &*claim.record;
        let plain = |key: &str, text: &'a str| part::plain(desk, &record.translations, key, text);
        let topic = |&ix: &usize| {
            let topic = &desk.tracker().topics[ix].topic;
            part::plain(
                desk,
                &desk.config().translations,
                &format!("topics.{}.title", topic.id.value),
                &topic.title,
            )
        };
        Self {
            desk,
            claim,
            title: plain("title", &record.title),
            about: format!("{}\n{}", plain("claim", &record.claim), standing(desk, claim)),
            address: desk.site.absolute(&desk.routes().claim(&record.id)),
            topics: claim.topics.iter().map(topic).collect(),
        }
    }

    /// Writes an event.
    ///
    /// A reader of the calendar takes DTSTAMP for the last change, since there is no METHOD (section 3.8.7.2); it is
    /// required, and says the same as LAST-MODIFIED.
    pub(super) fn write(&self, entry: &Entry<'_>, lines: &mut Lines) {
        let (name, anchor) = self.place(entry.what);
        let touched = ical::time(entry.touched);
        let kind = self.desk.say(kind(entry.what));
        let address = format!("{}#{anchor}", self.address);
        lines.plain("BEGIN", "VEVENT");
        lines.text("UID", &self.uid(&name), Breaks::Joined);
        lines.plain("DTSTAMP", &touched);
        lines.plain("LAST-MODIFIED", &touched);
        lines.put("SEQUENCE", format_args!("{}", entry.sequence));
        when(entry.when, lines);
        lines.text("SUMMARY", &self.summary(entry), Breaks::Joined);
        lines.text("DESCRIPTION", &self.description(entry, &kind, &address), Breaks::Kept);
        lines.plain("URL", &address);
        let categories: Vec<&str> = [&*kind].into_iter().chain(self.topics.iter().copied()).collect();
        lines.list("CATEGORIES", &categories, Breaks::Joined);
        lines.plain(
            "STATUS",
            match entry.firmness {
                Firmness::Confirmed => "CONFIRMED",
                Firmness::Tentative => "TENTATIVE",
                Firmness::Cancelled | Firmness::Moved => "CANCELLED",
            },
        );
        // Nobody is busy because a promise falls due.
        lines.plain("TRANSP", "TRANSPARENT");
        lines.plain("END", "VEVENT");
    }

    /// The name within the claim for good, and the fragment of its page.
    fn place(&self, what: What) -> (String, String) {
        let both = |name: String| (name.clone(), name);
        match what {
            What::Due => ("due".to_owned(), "claim".to_owned()),
            What::Milestone(ix) => both(format!("m-{}", self.claim.milestones[ix].record.id.value)),
            What::FollowUp(ix) => both(format!("f-{}", self.claim.follow_ups[ix].record.id.value)),
        }
    }

    /// The same in every calendar and language, wherever the site is published and however the claim is renamed: the
    /// first of its old ids goes on naming it.
    fn uid(&self, name: &str) -> String {
        let config = self.desk.config();
        let id = self.claim.record.aliases.first().map_or(&self.claim.record.id, |alias| &alias.value);
        match &config.authority {
            Some(authority) => format!("tag:{authority}:claims/{id}#{name}"),
            None => format!("claims/{id}#{name}@{}", host(&config.base_url)),
        }
    }

    fn summary(&self, entry: &Entry<'_>) -> String {
        let (desk, title) = (self.desk, self.title);
        let said = match entry.what {
            What::Due if self.claim.due.as_ref().is_some_and(|due| due.basis == DueBasis::Inferred) => {
                desk.fill("calendar.expected", &[("title", &title)])
            }
            What::Due => desk.fill("calendar.due", &[("title", &title)]),
            What::Milestone(ix) => {
                let what = name::milestone_title(desk, self.claim, &self.claim.milestones[ix].record);
                desk.fill("calendar.milestone", &[("what", &what), ("title", &title)])
            }
            What::FollowUp(ix) => match &self.claim.follow_ups[ix].record.question {
                Some(question) => {
                    let key = format!("follow_ups.{}.question", self.claim.follow_ups[ix].record.id.value);
                    let what = part::plain(desk, &self.claim.record.translations, &key, question);
                    desk.fill("calendar.follow_up", &[("what", &what), ("title", &title)])
                }
                None => desk.fill("calendar.look_again", &[("title", &title)]),
            },
        };
        match (entry.firmness, entry.given_up_for) {
            (Firmness::Cancelled, _) => desk.fill("calendar.cancelled", &[("what", &said)]),
            (_, Some(date)) => {
                desk.fill("calendar.moved_away", &[("what", &said), ("date", &desk.words().date(date))])
            }
            (_, None) => said,
        }
    }

    /// The claim, where it stands, what became of the date, and where that can be read.
    fn description(&self, entry: &Entry<'_>, kind: &str, address: &str) -> String {
        let desk = self.desk;
        let mut lines = vec![self.about.clone()];
        if let Some(state) = self.state(entry.what) {
            lines.push(desk.fill("calendar.state", &[("kind", &kind), ("state", &state)]));
        }
        let say = |date: &PartialDate| desk.words().date(date);
        if entry.firmness == Firmness::Tentative {
            lines.push(desk.fill("calendar.written", &[("date", &say(entry.date))]));
        }
        for moved in entry.moved {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("from", &say(&moved.from)), ("on", &desk.words().date_day(&moved.on))];
            lines.push(desk.fill("calendar.moved", &values));
        }
        if let Some(date) = entry.given_up_for {
            lines.push(desk.fill("calendar.given_up", &[("date", &say(date))]));
        }
        lines.push(address.to_owned());
        lines.join("\n")
    }

    /// What records say of the date; what only the day of the build tells stays out of calendars.
    fn state(&self, what: What) -> Option<String> {
        match what {
            What::Due => None,
            What::Milestone(ix) => {
                let state = self.claim.milestones[ix].state;
                let told = state != MilestoneState::Planned;
                told.then(|| self.desk.say(&format!("state.{}", state.word())))
            }
            What::FollowUp(ix) => match self.claim.follow_ups[ix].outcome {
                FollowUpOutcome::Answered => Some(self.desk.say("follow_up.answered")),
                FollowUpOutcome::Dropped => Some(self.desk.say("follow_up.dropped")),
                FollowUpOutcome::Next | FollowUpOutcome::Missed => None,
            },
        }
    }
}

fn standing(desk: &Desk<'_>, claim: &Claim) -> String {
    let headline = claim.headline();
    let status = part::status_label(desk, &headline.status);
    match &headline.changed {
        Some(date) => {
            let date = desk.words().date_day(date);
            desk.fill("calendar.status_since", &[("status", &status), ("date", &date)])
        }
        None => desk.fill("calendar.status", &[("status", &status)]),
    }
}

fn kind(what: What) -> &'static str {
    match what {
        What::Due => "calendar.kind_due",
        What::Milestone(_) => "calendar.kind_milestone",
        What::FollowUp(_) => "calendar.kind_follow_up",
    }
}

/// DTEND is the day after the last one (section 3.6.1); without one a day is the whole of itself.
fn when(when: When, lines: &mut Lines) {
    match when {
        When::Days(first, last) => {
            let end = last.succ_opt().and_then(ical::day);
            for (name, day) in [("DTSTART;VALUE=DATE", ical::day(first)), ("DTEND;VALUE=DATE", end)] {
                if let Some(day) = day {
                    lines.plain(name, &day);
                }
            }
        }
        When::At(at) => lines.plain("DTSTART", &ical::time(at)),
    }
}

/// The host of an address of the web, without the port and without whoever is to sign in there (RFC 3986, section 3.2).
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.find(']') {
        // The colons of an IP address stand in brackets.
        Some(end) if host.starts_with('[') => &host[..=end],
        _ => host.split(':').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_neither_a_port_nor_a_user() {
        let cases = [
            ("https://example.org/", "example.org"),
            ("https://example.org:8443/tracker/", "example.org"),
            ("https://user:word@example.org:80?x", "example.org"),
            ("http://[::1]:1111/", "[::1]"),
            ("http://[2001:db8::2]", "[2001:db8::2]"),
            ("http://127.0.0.1:1111/", "127.0.0.1"),
        ];
        for (address, expected) in cases {
            assert_eq!(host(address), expected, "{address}");
        }
    }
}
