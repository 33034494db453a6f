//! Claims on a day: what exists, states of what hangs on a claim, marks, lists.

use std::sync::Arc;

use onrecord::record::Records;
use onrecord::record::claim::{
    DueBasis, JudgedBy, Response, ResponseKind, ResponseState, Statement, StatementKind, UpdateRecord,
};
use onrecord::record::id::{ClaimId, ItemId, SourceId};
use onrecord::record::party::Says;
use onrecord::resolve::resolve;
use onrecord::tracker::claim::{Claim, FollowUpOutcome, Moved, MovedBy};
use onrecord::tracker::index::{CitedBy, CorrectionOf};
use onrecord::tracker::{Drafts, Slot, Tracker};

use crate::support::{
    self, as_of, at, cite, claim, config, criterion, date, follow_up, milestone, person, records_of, set,
    site, source, text, told, tracker,
};

fn ids(tracker: &Tracker, claims: &[usize]) -> Vec<String> {
    claims.iter().map(|&ix| tracker.claims[ix].record.id.to_string()).collect()
}

fn with(mut update: UpdateRecord, change: impl FnOnce(&mut UpdateRecord)) -> UpdateRecord {
    change(&mut update);
    update
}

#[test]
fn families_hold_only_what_is_on_the_site_that_day() {
    let mut later = claim("later", "");
    later.published = Some(at(date("2026-06-01")));
    later.part_of = Some(at(ClaimId::new("parent")));
    let mut part = claim("part", "");
    part.part_of = Some(at(ClaimId::new("old-parent")));
    part.related = vec![at(ClaimId::new("later")), at(ClaimId::new("other"))];
    let mut parent = claim("parent", "");
    parent.aliases = vec![at(ClaimId::new("old-parent"))];
    let records = site(vec![later, claim("other", ""), parent, part]);
    let family = |day: &str| {
        let tracker = tracker(&records, day);
        let kin = |id: &str| {
            let claim = tracker.claim(id).unwrap();
            (ids(&tracker, &claim.parts), ids(&tracker, &claim.related))
        };
        (kin("parent"), kin("other"))
    };
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(family("2026-02-01"), ((words(&["part"]), vec![]), (vec![], words(&["part"]))));
    assert_eq!(family("2026-07-01"), ((words(&["later", "part"]), vec![]), (vec![], words(&["part"]))));
}

#[test]
fn a_claim_exists_from_its_first_date_on() {
    let mut from_update = claim("from-update", "2026-02-03T23:30 human -");
    from_update.published = None;
    let mut from_made = claim("from-made", "");
    (from_made.published, from_made.made_on) = (None, Some(at(date("2026-03"))));
    let mut undated = claim("undated", "");
    undated.published = None;
    let mut draft = claim("draft", "");
    draft.draft = true;
    let records = site(vec![from_update, from_made, undated, draft]);
    let on = |day: &str, drafts| {
        let (tracker, findings) = resolve(&records, as_of(day), drafts);
        assert_eq!(
            told(&findings),
            ["Error[claim-without-date] claim.md: claim `undated` has no date from \
            which it could be on the site (add `published`, `made_on` or a first update)"]
        );
        let line = |claim: &Claim| format!("{} {} {}", claim.record.id, claim.published, claim.draft);
        tracker.claims.iter().map(|claim| line(claim)).collect::<Vec<_>>()
    };
    assert_eq!(on("2026-02-02", Drafts::Hidden), Vec::<String>::new());
    assert_eq!(on("2026-02-03", Drafts::Hidden), ["from-update 2026-02-03 false"]);
    assert_eq!(
        on("2026-02-03", Drafts::Shown),
        ["draft 2026-01-01 true", "from-made 2026-03 true", "from-update 2026-02-03 false"]
    );
}

#[test]
fn shown_drafts_hold_later_updates_that_count_for_nothing() {
    let records = records_of("2026-01-10T12:00 human in_progress\n2026-03-10T12:00 human complete");
    let (tracker, _) = resolve(&records, as_of("2026-02-01"), Drafts::Shown);
    let claim = &tracker.claims[0];
    let future: Vec<bool> = claim.updates.iter().map(|update| update.future).collect();
    assert_eq!(future, [false, true]);
    assert_eq!(claim.headline().status.as_str(), "in_progress");
    assert_eq!(claim.dates.last_checked, Some(date("2026-01-10T12:00")));
    assert_eq!(claim.updates[1].headline.ix(), 1);
}

#[test]
fn a_shown_draft_has_changed_nothing_yet() {
    let mut draft = claim("draft", "2026-01-10T12:00 human in_progress");
    draft.draft = true;
    let mut later = claim("later", "2026-03-10T12:00 human in_progress");
    later.published = None;
    let records = site(vec![claim("c", "2026-01-10T12:00 human complete"), draft, later]);
    let (tracker, _) = resolve(&records, as_of("2026-02-01"), Drafts::Shown);
    let changed: Vec<&str> =
        tracker.changes.iter().map(|change| tracker.claims[change.claim].record.id.as_str()).collect();
    assert_eq!((tracker.claims.len(), changed), (3, vec!["c", "c"]));
}

#[test]
fn states_follow_the_updates_that_stand() {
    let mut claim = claim(
        "c",
        "2026-01-10T12:00 human -\n2026-01-20T12:00 human - retracted=2026-01-25\n2026-02-10T12:00 human -",
    );
    claim.criteria = vec![criterion("tracing")];
    claim.milestones = vec![milestone("talks", "2026-02")];
    claim.updates[0].milestones = vec![milestone("report", "2026-01-15")];
    claim.updates[0].sets = vec![set("talks", Some("moved"), Some("2026-04"))];
    claim.updates[1].sets = vec![set("tracing", Some("met"), None), set("report", Some("missed"), None)];
    claim.updates[2].sets = vec![set("talks", Some("happened"), None)];
    let records = site(vec![claim]);
    let on = |day: &str| {
        let tracker = tracker(&records, day);
        let claim = &tracker.claims[0];
        let moved = |moved: &[Moved]| {
            moved
                .iter()
                .fold(String::new(), |all, moved| format!("{all} from {} on {}", moved.from, moved.on))
        };
        let mut lines: Vec<String> = claim
            .milestones
            .iter()
            .map(|milestone| {
                let overdue = if milestone.overdue { " overdue" } else { "" };
                let id = &milestone.record.id.value;
                format!(
                    "{id} {} {}{}{overdue}",
                    milestone.state.word(),
                    milestone.date,
                    moved(&milestone.moved)
                )
            })
            .collect();
        lines.push(format!("{} {:?}", claim.criteria[0].state.word(), claim.criteria[0].set_by));
        lines
    };
    assert_eq!(on("2026-01-05"), ["talks planned 2026-02", "not_assessed None"]);
    assert_eq!(
        on("2026-01-15"),
        [
            "report planned 2026-01-15",
            "talks moved 2026-04 from 2026-02 on 2026-01-10T12:00",
            "not_assessed None"
        ]
    );
    assert_eq!(
        on("2026-01-24"),
        ["report missed 2026-01-15", "talks moved 2026-04 from 2026-02 on 2026-01-10T12:00", "met Some(1)"]
    );
    assert_eq!(
        on("2026-03-01"),
        [
            "report planned 2026-01-15 overdue",
            "talks happened 2026-04 from 2026-02 on 2026-01-10T12:00",
            "not_assessed None"
        ]
    );
}

#[test]
fn follow_ups_are_answered_by_what_is_published_on_their_date_or_later() {
    use FollowUpOutcome::{Answered, Dropped, Missed, Next};
    let mut claim = claim("c", "2026-01-10T12:00 human -\n2026-02-10T12:00 human -");
    claim.follow_ups = vec![
        follow_up("dropped", "2026-01-12"),
        follow_up("january", "2026-01-15"),
        follow_up("march", "2026-03"),
    ];
    claim.updates[1].follow_ups = vec![follow_up("today", "2026-02-10")];
    claim.updates[1].sets = vec![set("dropped", Some("dropped"), None)];
    let records = site(vec![claim]);
    let on = |day: &str| {
        let tracker = tracker(&records, day);
        let outcomes =
            tracker.claims[0].follow_ups.iter().map(|item| (item.record.id.to_string(), item.outcome));
        outcomes.collect::<Vec<_>>()
    };
    let expect = |items: &[(&str, FollowUpOutcome)]| {
        items.iter().map(|(id, outcome)| ((*id).to_owned(), *outcome)).collect::<Vec<_>>()
    };
    assert_eq!(on("2026-01-15"), expect(&[("dropped", Missed), ("january", Next), ("march", Next)]));
    assert_eq!(on("2026-01-16"), expect(&[("dropped", Missed), ("january", Missed), ("march", Next)]));
    assert_eq!(
        on("2026-02-10"),
        expect(&[("dropped", Dropped), ("january", Answered), ("today", Next), ("march", Next)])
    );
    assert_eq!(
        on("2026-04-01"),
        expect(&[("dropped", Dropped), ("january", Answered), ("today", Missed), ("march", Missed)])
    );
}

fn statement(made_on: &str, due: &str, judged_by: JudgedBy) -> Statement {
    Statement {
        id: at(ItemId::new("s")),
        made_on: at(date(made_on)),
        claimants: Vec::new(),
        kind: StatementKind::Restated,
        quote: None,
        quote_lang: None,
        appearance: None,
        claim: None,
        completion_condition: None,
        completion_due: Some(at(date(due))),
        judged_by,
    }
}

#[test]
fn the_due_date_moves_by_updates_and_by_restatements_that_count() {
    let mut claim = claim("c", "2026-01-10T12:00 human in_progress\n2026-03-10T12:00 human -");
    claim.completion_due = Some(at(date("2026-02")));
    claim.due_basis = DueBasis::Inferred;
    claim.statements = vec![
        statement("2026-02-20", "2026-05", JudgedBy::Original),
        statement("2026-02-21", "2026-04", JudgedBy::Restated),
    ];
    claim.updates[1].sets = vec![set("due", None, Some("2026-06"))];
    let records = site(vec![claim]);
    let on = |day: &str| {
        let tracker = tracker(&records, day);
        let claim = &tracker.claims[0];
        let due = claim.due.as_ref().unwrap();
        let moves: Vec<MovedBy> = due.moved.iter().map(|moved| moved.by).collect();
        (due.date.to_string(), due.basis, moves, claim.marks.overdue, claim.marks.date_passed)
    };
    let (statement, update) = (MovedBy::Statement(1), MovedBy::Update(1));
    assert_eq!(on("2026-02-19"), ("2026-02".into(), DueBasis::Inferred, vec![], false, false));
    assert_eq!(on("2026-03-01"), ("2026-04".into(), DueBasis::Promised, vec![statement], false, false));
    assert_eq!(
        on("2026-06-30"),
        ("2026-06".into(), DueBasis::Promised, vec![statement, update], false, false)
    );
    assert_eq!(
        on("2026-07-01"),
        ("2026-06".into(), DueBasis::Promised, vec![statement, update], true, false)
    );
}

#[test]
fn marks_stand_beside_the_status() {
    let mut late = claim("late", "2026-03-10T12:00 human complete happened=2026-03-05 evidence=2026-03-09");
    late.completion_due = Some(at(date("2026-02")));
    late.updates[0].citations = Box::new([cite("a", Says::Supports), cite("b", Says::Contradicts)]);
    let mut passed = claim("passed", "2026-01-10T12:00 human in_progress");
    (passed.completion_due, passed.due_basis) = (Some(at(date("2026-02-01"))), DueBasis::Inferred);
    passed.responses = vec![Response {
        id: at(ItemId::new("r")),
        received: at(date("2026-02-10")),
        from: "Ana".into(),
        kind: ResponseKind::Challenge,
        update: None,
        text: "No".into(),
        state: ResponseState::Rejected,
        answered: Some(at(date("2026-03-20"))),
        answer: None,
    }];
    let mut records = site(vec![late, passed]);
    records.sources = Arc::new(vec![Arc::new(source("a")), Arc::new(source("b"))]);
    config(&mut records).stale_after = Some(60);
    let on = |id: &str, day: &str| {
        let tracker = tracker(&records, day);
        let marks = &tracker.claim(id).unwrap().marks;
        let all = [
            ("overdue", marks.overdue),
            ("date_passed", marks.date_passed),
            ("completed_late", marks.completed_late),
            ("stale", marks.stale),
            ("disputed", marks.disputed),
            ("evidence_conflicts", marks.evidence_conflicts),
        ];
        all.iter().filter(|(_, holds)| *holds).map(|(mark, _)| *mark).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(on("late", "2026-02-28"), "");
    assert_eq!(on("late", "2026-03-02"), "overdue stale");
    assert_eq!(on("late", "2026-12-01"), "completed_late evidence_conflicts");
    assert_eq!(on("passed", "2026-02-01"), "");
    assert_eq!(on("passed", "2026-02-02"), "date_passed");
    assert_eq!(on("passed", "2026-03-10"), "date_passed disputed");
    assert_eq!(on("passed", "2026-03-19"), "date_passed stale disputed");
    assert_eq!(on("passed", "2026-03-20"), "date_passed stale");
}

#[test]
fn sources_are_numbered_by_first_mention_and_know_who_cites_them() {
    let mut claim = claim("c", "");
    claim.appearance = Some(at(SourceId::new("speech")));
    claim.citations = Box::new([cite("law", Says::Context)]);
    claim.updates = vec![
        with(support::update("c", 0, "2026-01-10T12:00 human - removed=2026-01-11"), |update| {
            update.citations = Box::new([cite("secret", Says::Supports)]);
        }),
        with(support::update("c", 1, "2026-01-12T12:00 human - retracted=2026-01-13"), |update| {
            update.citations = Box::new([cite("wire", Says::Supports)]);
            update.body = text(update.file(), &["wire", "law"]);
        }),
    ];
    let mut records = site(vec![claim]);
    records.sources = Arc::new(["wire", "speech", "secret", "law"].map(|id| Arc::new(source(id))).into());
    let tracker = tracker(&records, "2026-02-01");
    let order: Vec<&str> =
        tracker.claims[0].sources.iter().map(|&ix| tracker.sources[ix].record.id.as_str()).collect();
    assert_eq!(order, ["law", "speech", "wire"]);
    let cited = |id: &str| {
        let cited = tracker.cited(tracker.names.sources[id]).iter();
        cited
            .map(|cited| (cited.by, cited.citation(&tracker).map(|citation| citation.says)))
            .collect::<Vec<_>>()
    };
    assert_eq!(cited("law"), [(CitedBy::Claim, Some(Says::Context)), (CitedBy::Update(Slot::new(1)), None)]);
    assert_eq!(cited("speech"), [(CitedBy::Appearance, None)]);
    assert_eq!(cited("wire"), [(CitedBy::Update(Slot::new(1)), Some(Says::Supports))]);
    assert_eq!(cited("secret"), []);
    // What only the update cites that was taken down is listed nowhere.
    assert_eq!(*tracker.unattributed, [0, 2, 3]);
}

#[test]
fn changes_and_corrections_are_listed_newest_first() {
    let quick = claim(
        "quick",
        "2026-01-01T09:00 human in_progress\n2026-02-01T09:00 human complete retracted=2026-02-03",
    );
    let slow = claim("slow", "2026-01-20T09:00 human stalled\n2026-01-22T09:00 human - removed=2026-01-23");
    let tracker = tracker(&site(vec![quick, slow]), "2026-03-01");
    let change = |change: &onrecord::tracker::index::Change| {
        let claim = &tracker.claims[change.claim];
        format!("{} {} {}", change.at, claim.record.id, claim.headlines[change.headline].status)
    };
    assert_eq!(
        tracker.changes.iter().map(change).collect::<Vec<_>>(),
        [
            "2026-02-03 quick in_progress",
            "2026-02-01T09:00 quick complete",
            "2026-01-20T09:00 slow stalled",
            "2026-01-01T09:00 quick in_progress",
            "2026-01-01 slow not_assessed",
        ]
    );
    let corrections: Vec<_> = tracker.corrections.iter().map(|entry| (entry.claim, entry.kind)).collect();
    assert_eq!(corrections, [(0, CorrectionOf::Retraction(1)), (1, CorrectionOf::Removal(1))]);
}

#[test]
fn the_order_of_records_never_matters() {
    let claims = || ["b", "a", "c"].map(|id| claim(id, "2026-01-10T12:00 human in_progress")).to_vec();
    let mut records = site(claims());
    records.people = ["minister", "ana", "zoe"].map(|id| Arc::new(person(id))).into();
    records.sources = Arc::new(["y", "x"].map(|id| Arc::new(source(id))).into());
    let mut shuffled = site(claims());
    shuffled.claims.reverse();
    shuffled.people = records.people.iter().rev().cloned().collect();
    shuffled.sources = Arc::new(records.sources.iter().rev().cloned().collect());
    let shown = |records: &Records| {
        let tracker = tracker(records, "2026-02-01");
        let people: Vec<String> = tracker.people.iter().map(|person| person.record.id.to_string()).collect();
        let sources: Vec<String> =
            tracker.sources.iter().map(|source| source.record.id.to_string()).collect();
        (ids(&tracker, &[0, 1, 2]), people, sources, format!("{:?}", tracker.changes))
    };
    assert_eq!(shown(&records), shown(&shuffled));
    assert_eq!(shown(&records).0, ["a", "b", "c"]);
}
