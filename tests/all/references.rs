//! References between records: what is named must exist, ids are taken once, parts form no circles.

use std::sync::Arc;

use onrecord::record::id::{ClaimId, PersonId, SourceId, TopicId};
use onrecord::record::party::Says;

use crate::support::{
    at, cite, claim, criterion, follow_up, judged, milestone, set, site, source, text, told,
};

#[test]
fn every_unknown_reference_is_reported_with_what_is_near() {
    let mut claim = claim("c", "2026-01-10T12:00 human in_progres");
    claim.claimants = vec![at(PersonId::new("ministre"))];
    claim.appearance = Some(at(SourceId::new("gazette")));
    claim.topics = vec![at(TopicId::new("securty"))];
    claim.part_of = Some(at(ClaimId::new("d")));
    claim.updates[0].citations = Box::new([cite("gazete-1", Says::Supports)]);
    claim.updates[0].sets = vec![set("traceing", Some("met"), None)];
    claim.updates[0].body = text(claim.updates[0].file(), &["nowhere"]);
    claim.criteria = vec![criterion("tracing")];
    let mut records = site(vec![claim]);
    records.sources = Arc::new(vec![Arc::new(source("gazette-1"))]);
    assert_eq!(
        told(&judged(&records, "2026-02-01").1),
        [
            "Error[unknown-claim] claim.md: claim `d` does not exist (did you mean `c`?)",
            "Error[unknown-claimant] claim.md: claimant `ministre` is not declared (did you mean `minister`?)",
            "Error[unknown-source] claim.md: source `gazette` is not declared (did you mean `gazette-1`?)",
            "Error[unknown-topic] claim.md: topic `securty` is not declared (did you mean `security`?)",
            "Error[unknown-item] 2026-01-10-1200-000.md: item `traceing` is no criterion, milestone or \
             follow-up of this claim (did you mean `tracing`?)",
            "Error[unknown-source] 2026-01-10-1200-000.md: source `gazete-1` is not declared \
             (did you mean `gazette-1`?)",
            "Error[unknown-source] 2026-01-10-1200-000.md: source `nowhere` is not declared (declare it \
             under `[[sources]]` in content/sources.toml, or where it is cited)",
            "Error[unknown-status] 2026-01-10-1200-000.md: status `in_progres` is not declared \
             (did you mean `in_progress`?)",
        ]
    );
}

#[test]
fn references_to_what_could_not_be_read_are_one_warning() {
    let mut claim = claim("c", "");
    claim.appearance = Some(at(SourceId::new("lost")));
    claim.related = vec![at(ClaimId::new("lost"))];
    let mut records = site(vec![claim]);
    records.lost.ids.insert("lost".into());
    assert_eq!(
        told(&judged(&records, "2026-02-01").1),
        [
            "Warning[references-unchecked] claim.md: 2 references were not checked: what is named there could not \
          be read (mend the errors in the records that are named, then run again)"
        ]
    );
}

#[test]
fn sets_must_fit_what_they_name() {
    let mut claim = claim("c", "2026-01-10T12:00 human -\n2026-01-12T12:00 human -");
    claim.criteria = vec![criterion("tracing")];
    claim.milestones = vec![milestone("talks", "2026-02")];
    claim.updates[0].sets = vec![
        set("tracing", Some("happened"), None),
        set("talks", Some("happend"), None),
        set("ask", Some("done"), None),
        set("due", Some("moved"), None),
    ];
    claim.updates[1].follow_ups = vec![follow_up("ask", "2026-03-01")];
    claim.updates[1].sets = vec![
        set("ask", Some("done"), None),
        set("tracing", None, Some("2026-03")),
        set("talks", Some("moved"), None),
    ];
    let mut findings = told(&judged(&site(vec![claim]), "2026-02-01").1);
    findings.sort();
    assert_eq!(
        findings,
        [
            "Error[move-without-date] 2026-01-12-1200-001.md: milestone `talks` moves to no date \
             (write where to: `to = \"2026-04\"`)",
            "Error[set-before-brought] 2026-01-10-1200-000.md: `sets` names `ask`, which only update \
             `2026-01-12-1200-001` brings (set it in that update or in a later one)",
            "Error[wrong-state] 2026-01-10-1200-000.md: criterion `tracing` cannot be `happened` (a criterion \
             is one of `not_assessed`, `met`, `not_met`)",
            "Error[wrong-state] 2026-01-10-1200-000.md: date `due` cannot be `moved` (the due date only moves: \
             `due = {to = \"2026-06\"}`)",
            "Error[wrong-state] 2026-01-10-1200-000.md: milestone `talks` cannot be `happend` (did you mean \
             `happened`?)",
            "Error[wrong-state] 2026-01-12-1200-001.md: criterion `tracing` has no date that could move \
             (remove `to`)",
        ]
    );
}

#[test]
fn ids_and_aliases_are_taken_once() {
    let mut first = claim("a", "");
    first.aliases = vec![at(ClaimId::new("b")), at(ClaimId::new("old"))];
    let mut second = claim("b", "");
    second.aliases = vec![at(ClaimId::new("old"))];
    let mut records = site(vec![second, first]);
    let elsewhere = source("gazette");
    let mut here = elsewhere.clone();
    here.file = onrecord::diagnostic::FilePath::new("content/claims/a/claim.md");
    records.sources = Arc::new(vec![Arc::new(elsewhere), Arc::new(here)]);
    let (tracker, findings) = judged(&records, "2026-02-01");
    assert_eq!(
        told(&findings),
        [
            "Error[alias-taken] claim.md: alias `b` is taken by claim `b` (an old address leads to one page \
             only: remove this alias)",
            "Error[alias-taken] claim.md: alias `old` is taken by claim `a` (an old address leads to one page \
             only: remove this alias)",
            "Error[duplicate-id] sources.toml: source `gazette` is declared twice (rename one of them, or keep \
             one and cite it by its id)",
        ]
    );
    assert_eq!(tracker.sources.len(), 1);
}

#[test]
fn circles_of_parts_are_reported_once_and_cut() {
    let part = |id: &str, of: &str| {
        let mut claim = claim(id, "");
        claim.part_of = Some(at(ClaimId::new(of)));
        claim
    };
    let records = site(vec![part("a", "b"), part("b", "c"), part("c", "b"), part("d", "d")]);
    let (tracker, findings) = judged(&records, "2026-02-01");
    assert_eq!(
        told(&findings),
        [
            "Error[part-of-cycle] claim.md: claim `b` is a part of itself (remove `part_of` from one of the \
             claims in the circle)",
            "Error[part-of-cycle] claim.md: claim `d` is a part of itself (remove `part_of` from one of the \
             claims in the circle)",
        ]
    );
    let parents: Vec<_> = tracker.claims.iter().map(|claim| claim.part_of).collect();
    assert_eq!(parents, [Some(1), None, None, None]);
}
