//! The status rules: what a sequence of readings adds up to on a day.

use onrecord::record::site::Closing;

use crate::support::{config, records_of, rule, story, tracker};

/// What the claim says on `day` under the default rule.
#[track_caller]
fn says(updates: &str, day: &str, expected: &str) {
    let tracker = tracker(&records_of(updates), day);
    assert_eq!(story(&tracker.claims[0]), plain(expected));
}

/// The same where settled readings of machines may close a claim.
#[track_caller]
fn says_settled(updates: &str, day: &str, expected: &str) {
    let mut records = records_of(updates);
    config(&mut records).settling = vec![rule(None, 2, 48, Closing::Settled)];
    assert_eq!(story(&tracker(&records, day).claims[0]), plain(expected));
}

fn plain(block: &str) -> String {
    block
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .fold(String::new(), |all, line| all + line + "\n")
}

#[test]
fn a_claim_without_readings_is_not_assessed() {
    let notes = "2026-01-05T10:00 human -";
    says(
        notes,
        "2026-02-01",
        "not_assessed since - changed - readings 0
        runs: ",
    );
}

#[test]
fn a_human_reading_takes_effect_at_once() {
    says(
        "2026-01-10T12:00 human in_progress why
         2026-01-11T12:00 human complete",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1 why 2026-01-10T12:00
         complete since 2026-01-11T12:00 changed 2026-01-11T12:00 readings 1
         runs: in_progressx1/24h completex1",
    );
}

#[test]
fn an_assisted_reading_counts_as_human_only_with_its_author() {
    says(
        "2026-01-10T12:00 assisted complete author",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         complete since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         runs: completex1",
    );
    says(
        "2026-01-10T12:00 assisted complete",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         runs: completex1
         not confirmed: complete since 2026-01-10T12:00 readings 1",
    );
}

#[test]
fn machines_move_at_once_until_a_human_has_spoken() {
    says(
        "2026-01-10T12:00 automated in_progress
         2026-01-10T13:00 automated stalled
         2026-01-10T14:00 automated in_progress",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         stalled since 2026-01-10T13:00 changed 2026-01-10T13:00 readings 1
         in_progress since 2026-01-10T14:00 changed 2026-01-10T14:00 readings 1
         runs: in_progressx1/1h stalledx1/1h in_progressx1",
    );
}

#[test]
fn a_machine_after_a_human_must_settle() {
    let updates = "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 automated stalled
         2026-01-14T11:59 automated stalled
         2026-01-14T12:00 automated stalled";
    says(
        updates,
        "2026-01-13",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         runs: in_progressx1/48h stalledx1
         not confirmed: stalled since 2026-01-12T12:00 readings 1",
    );
    says(
        updates,
        "2026-01-14",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         stalled since 2026-01-12T12:00 changed 2026-01-14T12:00 readings 3
         runs: in_progressx1/48h stalledx3",
    );
}

#[test]
fn time_alone_settles_nothing() {
    says(
        "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 automated stalled",
        "2027-01-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         runs: in_progressx1/48h stalledx1
         not confirmed: stalled since 2026-01-12T12:00 readings 1",
    );
}

#[test]
fn a_human_reading_restarts_the_count_and_a_note_does_not() {
    says(
        "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 automated stalled
         2026-01-13T12:00 human in_progress
         2026-01-14T12:00 automated stalled
         2026-01-15T12:00 human -",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 2
         runs: in_progressx1/48h stalledx1!/24h in_progressx1/24h stalledx1
         not confirmed: stalled since 2026-01-14T12:00 readings 1",
    );
    says(
        "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 automated stalled
         2026-01-13T12:00 human -
         2026-01-14T12:00 automated stalled",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         stalled since 2026-01-12T12:00 changed 2026-01-14T12:00 readings 2
         runs: in_progressx1/48h stalledx2",
    );
}

#[test]
fn a_run_undone_before_it_settled_is_reverted() {
    says(
        "2026-01-10T12:00 human in_progress why
         2026-01-12T12:00 automated stalled why
         2026-01-12T18:00 automated in_progress why",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 2 why 2026-01-12T18:00
         runs: in_progressx1/48h stalledx1!/6h in_progressx1",
    );
}

#[test]
fn readings_that_only_agree_on_leaving_settle_with_the_last() {
    says(
        "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 automated stalled
         2026-01-13T12:00 automated not_started
         2026-01-14T12:00 automated stalled",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         stalled since 2026-01-14T12:00 changed 2026-01-14T12:00 readings 1
         runs: in_progressx1/48h stalledx1!/24h not_startedx1!/24h stalledx1",
    );
    says(
        "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 automated stalled
         2026-01-13T12:00 automated in_progress
         2026-01-14T12:00 automated stalled",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 2
         runs: in_progressx1/48h stalledx1!/24h in_progressx1/24h stalledx1
         not confirmed: stalled since 2026-01-14T12:00 readings 1",
    );
}

#[test]
fn a_machine_closes_a_claim_only_settled_and_where_the_site_allows_it() {
    let updates = "2026-01-10T12:00 automated in_progress
         2026-01-12T12:00 automated complete
         2026-01-14T12:00 automated complete";
    says(
        updates,
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         runs: in_progressx1/48h completex2
         not confirmed: complete since 2026-01-12T12:00 readings 2",
    );
    says_settled(
        updates,
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         complete since 2026-01-12T12:00 changed 2026-01-14T12:00 readings 2
         runs: in_progressx1/48h completex2",
    );
}

#[test]
fn into_a_closing_status_readings_must_be_equal() {
    says_settled(
        "2026-01-10T12:00 automated in_progress
         2026-01-12T12:00 automated not_met
         2026-01-14T12:00 automated complete",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         runs: in_progressx1/48h not_metx1!/48h completex1
         not confirmed: complete since 2026-01-14T12:00 readings 1",
    );
}

#[test]
fn a_machine_leaves_a_closing_status_that_a_machine_settled_only_settled() {
    says_settled(
        "2026-01-12T12:00 automated complete
         2026-01-14T12:00 automated complete
         2026-01-15T12:00 automated stalled
         2026-01-17T12:00 automated in_progress",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         complete since 2026-01-12T12:00 changed 2026-01-14T12:00 readings 2
         in_progress since 2026-01-17T12:00 changed 2026-01-17T12:00 readings 1
         runs: completex2/72h stalledx1!/48h in_progressx1",
    );
}

#[test]
fn no_machine_leaves_a_closing_status_that_a_human_set_or_confirmed() {
    for method in [
        "human complete",
        "automated complete\n 2026-01-14T12:00 automated complete\n 2026-01-14T13:00 human complete",
    ] {
        let updates = format!(
            "2026-01-12T12:00 {method}
             2026-01-15T12:00 automated stalled
             2026-01-25T12:00 automated stalled"
        );
        let mut records = records_of(&updates);
        config(&mut records).settling = vec![rule(None, 2, 48, Closing::Settled)];
        let tracker = tracker(&records, "2026-02-01");
        let claim = &tracker.claims[0];
        assert_eq!(claim.headline().status.as_str(), "complete", "{method}");
        assert_eq!(claim.marks.unsettled.as_ref().map(|reported| reported.readings), Some(2), "{method}");
    }
}

#[test]
fn a_human_confirms_a_run_that_machines_began() {
    says(
        "2026-01-10T12:00 human in_progress
         2026-02-13T12:00 automated complete why
         2026-02-20T12:00 human complete",
        "2026-03-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         complete since 2026-02-13T12:00 changed 2026-02-20T12:00 readings 2 why 2026-02-13T12:00
         runs: in_progressx1/816h completex2",
    );
}

#[test]
fn a_retraction_is_an_event_of_its_own() {
    let updates = "2026-01-10T12:00 human in_progress why
         2026-01-12T12:00 human complete why retracted=2026-01-20";
    says(
        updates,
        "2026-01-19",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1 why 2026-01-10T12:00
         complete since 2026-01-12T12:00 changed 2026-01-12T12:00 readings 1 why 2026-01-12T12:00
         runs: in_progressx1/48h completex1",
    );
    says(
        updates,
        "2026-01-20",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1 why 2026-01-10T12:00
         complete since 2026-01-12T12:00 changed 2026-01-12T12:00 readings 1 why 2026-01-12T12:00
         in_progress since 2026-01-10T12:00 changed 2026-01-20 readings 1 why 2026-01-10T12:00 by retraction
         runs: in_progressx1
         withdrawn: 1",
    );
}

#[test]
fn a_retraction_can_let_what_remains_settle() {
    says(
        "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 automated stalled
         2026-01-13T12:00 human in_progress retracted=2026-01-20
         2026-01-15T12:00 automated stalled",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 2
         stalled since 2026-01-12T12:00 changed 2026-01-20 readings 2 by retraction
         runs: in_progressx1/48h stalledx2
         withdrawn: 1",
    );
}

#[test]
fn a_replacement_on_the_day_of_a_retraction_leaves_no_gap() {
    says(
        "2026-01-10T12:00 human complete retracted=2026-01-20
         2026-01-20T09:00 human in_progress",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         complete since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         in_progress since 2026-01-20T09:00 changed 2026-01-20T09:00 readings 1
         runs: in_progressx1
         withdrawn: 1",
    );
}

#[test]
fn a_removal_holds_for_every_day() {
    let updates = "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 human complete why removed=2026-01-20";
    for day in ["2026-01-13", "2026-02-01"] {
        says(
            updates,
            day,
            "not_assessed since - changed - readings 0
             in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
             runs: in_progressx1
             withdrawn: 1",
        );
    }
}

#[test]
fn a_rule_decides_about_readings_from_its_day_on() {
    let mut records = records_of(
        "2026-01-10T12:00 human in_progress
         2026-01-12T12:00 automated stalled
         2026-01-15T12:00 automated stalled
         2026-02-05T12:00 automated not_started
         2026-02-08T12:00 automated not_started
         2026-02-15T12:00 automated not_started",
    );
    let first = rule(None, 2, 48, Closing::Editor);
    config(&mut records).settling = vec![first, rule(Some("2026-02-01"), 3, 240, Closing::Editor)];
    let story = story(&tracker(&records, "2026-03-01").claims[0]);
    assert_eq!(
        story,
        plain(
            "not_assessed since - changed - readings 0
             in_progress since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
             stalled since 2026-01-12T12:00 changed 2026-01-15T12:00 readings 2
             not_started since 2026-02-05T12:00 changed 2026-02-15T12:00 readings 3
             runs: in_progressx1/48h stalledx2/576h not_startedx3"
        )
    );
}

#[test]
fn an_initial_status_holds_until_the_first_reading() {
    let mut records =
        records_of("2026-01-10T12:00 automated not_started\n2026-01-12T12:00 automated stalled");
    config(&mut records).statuses[0].initial = true;
    let on = |day: &str| story(&tracker(&records, day).claims[0]);
    assert_eq!(on("2026-01-05"), "not_started since - changed - readings 0\nruns:\n");
    assert_eq!(
        on("2026-02-01"),
        plain(
            "not_started since 2026-01-10T12:00 changed - readings 1
             stalled since 2026-01-12T12:00 changed 2026-01-12T12:00 readings 1
             runs: not_startedx1/48h stalledx1"
        )
    );
}

#[test]
fn updates_of_one_minute_are_read_in_the_order_of_their_ids() {
    says(
        "2026-01-10T12:00 human complete
         2026-01-10T12:00 human stalled",
        "2026-02-01",
        "not_assessed since - changed - readings 0
         complete since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         stalled since 2026-01-10T12:00 changed 2026-01-10T12:00 readings 1
         runs: completex1/0h stalledx1",
    );
}
