//! Why a claim stands where it stands: the sentence below its status, and the marks beside it.

use crate::output::Desk;
use crate::record::party::Says;
use crate::theme::{Value, view};
use crate::tracker::claim::{Claim, Standing};
use crate::view::cite;
use crate::view::part::{self, Localised};

view! {
    /// A mark beside a status.
    #[derive(Debug)]
    pub struct MarkView {
        /// `overdue`, `stale` … for classes.
        pub key: &'static str,
        /// In words.
        pub text: String,
    }
}

/// The sentence below the headline: the editors' own, else one made of runs and dates.
pub fn sentence<'a>(desk: &Desk<'a>, claim: &'a Claim) -> Localised<'a> {
    let written = claim.headline().summary_of.map(|ix| claim.update(ix));
    if let Some(update) = written
        && let Some(summary) = &update.summary
    {
        return part::localised(desk, &update.translations, "summary", summary, claim.record.lang.as_deref());
    }
    Localised { text: generated(desk, claim).into(), lang: None }
}

/// A sentence made of runs and dates, where no editor wrote one.
fn generated(desk: &Desk<'_>, claim: &Claim) -> String {
    let headline = claim.headline();
    let (Some(since), Some(_)) = (&headline.since, &headline.changed) else {
        return desk.say("why.unread");
    };
    let label = |id| part::status_label(desk, id);
    let n = headline.readings;
    let since = desk.words().date_day(since);
    let mut text =
        desk.fill_count("why.readings", n, &[("status", &label(&headline.status)), ("since", &since)]);
    if let Some(reverted) = reverted(desk, claim) {
        text.push(' ');
        text.push_str(&reverted);
    }
    text
}

/// The last status that was reported and did not last, and how often: `Complete was reported 9 times and did not last.`
pub fn reverted(desk: &Desk<'_>, claim: &Claim) -> Option<String> {
    let runs = || claim.runs.iter().filter(|run| run.reverted);
    let status = &runs().next_back()?.status;
    let times = runs().filter(|run| run.status == *status).count();
    Some(desk.fill_count("why.reverted", times, &[("status", &part::status_label(desk, status))]))
}

/// The unsettled report in words: `Complete reported 13 Feb 2026, not confirmed`.
pub fn unsettled(desk: &Desk<'_>, claim: &Claim) -> Option<String> {
    let report = claim.marks.unsettled.as_ref()?;
    let status = part::status_label(desk, &report.status);
    let since = desk.words().date_day(&report.since);
    Some(desk.fill("why.unsettled", &[("status", &status), ("date", &since)]))
}

/// The marks beside a claim's status, in order of weight; the unsettled report is said on its own.
pub fn marks(desk: &Desk<'_>, claim: &Claim) -> Vec<MarkView> {
    let marks = &claim.marks;
    let set = [
        ("overdue", marks.overdue),
        ("date_passed", marks.date_passed),
        ("completed_late", marks.completed_late),
        ("disputed", marks.disputed),
        ("evidence_conflicts", marks.evidence_conflicts),
        ("stale", marks.stale),
    ];
    let mut views: Vec<_> = set
        .into_iter()
        .filter(|(_, set)| *set)
        .map(|(key, _)| MarkView { key, text: desk.say(&format!("mark.{key}")) })
        .collect();
    if let Some(text) = unsettled(desk, claim) {
        views.push(MarkView { key: "unsettled", text });
    }
    views
}

/// The sources of the deciding update, where they contradict each other: those that support it and those
/// that do not.
pub fn conflict(desk: &Desk<'_>, claim: &Claim) -> Vec<Value> {
    let decided = claim.headline().settled_by.filter(|_| claim.marks.evidence_conflicts);
    let Some(ix) = decided else { return Vec::new() };
    let cited = claim.update(ix).citations.iter();
    cite::citations(desk, claim, cited.filter(|citation| citation.says != Says::Context))
}

/// How many entries of a claim stand on the day.
pub fn standing(claim: &Claim) -> usize {
    claim.updates.iter().filter(|update| update.standing == Standing::Stands && !update.future).count()
}
