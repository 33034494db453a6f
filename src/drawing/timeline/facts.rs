//! The timeline for those who cannot see it: the same facts as sentences, and as rows of a table.

use crate::date::PartialDate;
use crate::drawing::dates::{self, Year};
use crate::drawing::timeline::milestones::state_key;
use crate::drawing::timeline::story::Story;
use crate::drawing::words::{self, Words};
use crate::record::claim::MilestoneState;
use crate::tracker::claim::{Claim, FollowUpNow, FollowUpOutcome, MilestoneNow, Run};
use crate::tracker::{Slot, Tracker};

/// One row of the timeline's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// When, in words.
    pub date: String,
    /// When, for machines; of a run its first reading.
    pub iso: String,
    /// What sort of fact, in words.
    pub kind: String,
    /// The fact.
    pub text: String,
}

/// Everything that the timeline shows, by date.
pub fn timeline_facts(claim: &Claim, tracker: &Tracker, words: &dyn Words) -> Vec<Fact> {
    let story = Story::of(claim, tracker, words);
    let mut rows: Vec<(&PartialDate, Fact)> = Vec::new();
    if let Some(made) = &claim.record.made_on {
        rows.push((
            &made.value,
            fact(&made.value, "drawing.kind_made", words.say("drawing.made", &[]), words),
        ));
    }
    rows.extend(claim.headlines.iter().filter_map(|headline| {
        let changed = headline.changed.as_ref()?;
        Some((changed, fact(changed, "drawing.kind_status", words.status_label(&headline.status), words)))
    }));
    rows.extend(claim.runs.iter().filter_map(|run| run_row(claim, run, words)));
    rows.extend(due_rows(&story));
    rows.extend(claim.milestones.iter().map(|now| {
        let text = milestone_text(story.claim, now, words);
        (&now.date, fact(&now.date, "drawing.kind_milestone", text, words))
    }));
    rows.extend(claim.follow_ups.iter().map(|now| {
        let text = follow_up_text(now, words);
        (&now.date, fact(&now.date, "drawing.kind_follow_up", text, words))
    }));
    // Stable: of one date, what was said comes before what follows from it.
    rows.sort_by(|a, b| a.0.order(b.0));
    rows.into_iter().map(|(_, fact)| fact).collect()
}

fn fact(date: &PartialDate, kind: &str, text: String, words: &dyn Words) -> Fact {
    Fact { date: dates::full(date, words), iso: date.iso(), kind: words.say(kind, &[]), text }
}

fn run_row<'a>(claim: &'a Claim, run: &Run, words: &dyn Words) -> Option<(&'a PartialDate, Fact)> {
    let first = &claim.update(*run.readings.first()?).published.value;
    let last = &claim.update(*run.readings.last()?).published.value;
    let status = words.status_label(&run.status);
    let readings = words.count("drawing.readings", run.readings.len(), &[]);
    let mut args = vec![("status", status.as_str()), ("readings", readings.as_str())];
    let after = dates::duration(run.lasted.unwrap_or(0), words);
    let unconfirmed = claim.marks.unsettled.as_ref().is_some_and(|unsettled| unsettled.status == run.status);
    let text = if run.reverted {
        args.push(("after", &after));
        words.say("drawing.run_reversed", &args)
    } else if unconfirmed && run.lasted.is_none() {
        words.say("drawing.run_unconfirmed", &args)
    } else {
        words.say("drawing.run", &args)
    };
    let mut row = fact(first, "drawing.kind_readings", text, words);
    if run.readings.len() > 1 {
        row.date = dates::range(first, last, Year::Shown, words);
    }
    Some((first, row))
}

fn due_rows<'a>(story: &Story<'a>) -> Vec<(&'a PartialDate, Fact)> {
    let words = story.words;
    let (kind, by) = if story.promised() {
        ("drawing.kind_due", "drawing.set_by_claimant")
    } else {
        ("drawing.kind_expected", "drawing.set_by_editors")
    };
    let Some(due) = &story.claim.due else { return Vec::new() };
    let moved = due.moved.iter().map(|moved| {
        let text = words.say("drawing.given_up", &[("date", &dates::full(&moved.on, words))]);
        (&moved.from, fact(&moved.from, kind, text, words))
    });
    moved.chain([(&due.date, fact(&due.date, kind, words.say(by, &[]), words))]).collect()
}

fn milestone_text(claim: &Claim, now: &MilestoneNow, words: &dyn Words) -> String {
    let key = state_key(now).unwrap_or(match now.state {
        MilestoneState::Happened => "drawing.happened",
        _ => "drawing.planned",
    });
    let title = words::milestone_title(claim, &now.record, words);
    format!("{title} ({})", words.say(key, &[]))
}

fn follow_up_text(now: &FollowUpNow, words: &dyn Words) -> String {
    let state = words.say(
        match now.outcome {
            FollowUpOutcome::Next => "drawing.to_come",
            FollowUpOutcome::Answered => "drawing.answered",
            FollowUpOutcome::Missed => "drawing.unanswered",
            FollowUpOutcome::Dropped => "drawing.dropped",
        },
        &[],
    );
    match &now.record.question {
        Some(question) => format!("{question} ({state})"),
        None => state,
    }
}

/// The timeline in sentences, for its description.
pub(super) fn sentences(story: &Story<'_>) -> String {
    let words = story.words;
    let mut said = vec![readings(story), status(story)];
    for undone in unique(story) {
        let status = words.status_label(undone.0);
        said.push(words.count("drawing.says_reversed", undone.1, &[("status", &status)]));
    }
    if let Some(unsettled) = &story.claim.marks.unsettled {
        let status = words.status_label(&unsettled.status);
        let date = dates::brief(&unsettled.since, Year::Shown, words);
        said.push(words.say("drawing.says_unconfirmed", &[("status", &status), ("date", &date)]));
    }
    if let Some(due) = &story.claim.due {
        let key = if story.promised() { "drawing.says_due" } else { "drawing.says_expected" };
        said.push(words.say(key, &[("date", &dates::full(&due.date, words))]));
    }
    if !story.claim.milestones.is_empty() {
        said.push(words.count("drawing.says_milestones", story.claim.milestones.len(), &[]));
    }
    if !story.claim.follow_ups.is_empty() {
        said.push(follow_ups(story));
    }
    said.join(" ")
}

fn readings(story: &Story<'_>) -> String {
    let runs = &story.claim.runs;
    let published = |ix: Option<&Slot>| ix.map(|&ix| &story.claim.update(ix).published.value);
    let first = published(runs.first().and_then(|run| run.readings.first()));
    let last = published(runs.last().and_then(|run| run.readings.last()));
    let (Some(first), Some(last)) = (first, last) else {
        return story.words.say("drawing.says_no_reading", &[]);
    };
    let day = |date| dates::brief(date, Year::Shown, story.words);
    let args = [("from", day(first)), ("to", day(last))];
    let args = args.each_ref().map(|(name, text)| (*name, text.as_str()));
    story.words.count("drawing.says_readings", story.readings.len(), &args)
}

fn status(story: &Story<'_>) -> String {
    let headline = story.claim.headline();
    let status = story.words.status_label(&headline.status);
    match &headline.since {
        None => story.words.say("drawing.says_status", &[("status", &status)]),
        Some(since) => {
            let date = dates::brief(since, Year::Shown, story.words);
            story.words.say("drawing.says_status_since", &[("status", &status), ("date", &date)])
        }
    }
}

/// Statuses that were reported and undone, each with how often, in order of first report.
fn unique<'a>(story: &Story<'a>) -> Vec<(&'a crate::record::id::StatusId, usize)> {
    let mut found: Vec<(&crate::record::id::StatusId, usize)> = Vec::new();
    for undone in story.undone.iter().filter(|undone| undone.lasted.is_some()) {
        match found.iter_mut().find(|(status, _)| *status == undone.status) {
            Some((_, count)) => *count += 1,
            None => found.push((undone.status, 1)),
        }
    }
    found
}

fn follow_ups(story: &Story<'_>) -> String {
    let all = &story.claim.follow_ups;
    let of = |outcome| all.iter().filter(|now| now.outcome == outcome).count().to_string();
    let (answered, missed, next) =
        (of(FollowUpOutcome::Answered), of(FollowUpOutcome::Missed), of(FollowUpOutcome::Next));
    let args = [("answered", answered.as_str()), ("unanswered", &missed), ("next", &next)];
    story.words.count("drawing.says_follow_ups", all.len(), &args)
}
