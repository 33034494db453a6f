//! The rules: each with a case where it fires and one where it is quiet, and what settings make of them.

use std::sync::Arc;

use std::collections::BTreeMap;

use onrecord::check::Scene;
use onrecord::checks::{RULES, apply_settings, check};
use onrecord::diagnostic::{Diagnostic, Place, Severity, Span};
use onrecord::record::Records;
use onrecord::record::allow::Allow;
use onrecord::record::claim::{ClaimRecord, MilestoneState};
use onrecord::record::text::Hash;
use onrecord::record::translation::Translation;
use onrecord::resolve::resolve;
use onrecord::theme::Theme;
use onrecord::tracker::{Drafts, Tracker};

use crate::support::{self, as_of, at, claim, config, date, milestone, records, set, told, tracker};

/// What gates find.
fn checked(tracker: &Tracker, records: &Records) -> Vec<Diagnostic> {
    check(&Scene { tracker, records, theme: None }, None).findings()
}

/// What the rules say of one claim on 1 March 2026.
fn findings(claim: ClaimRecord) -> Vec<String> {
    let mut records = records();
    records.claims.push(Arc::new(claim));
    told(&checked(&tracker(&records, "2026-03-01"), &records))
}

#[test]
fn rules_are_listed_by_code_and_once() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests read sources")]
fn every_rule_has_a_case_where_it_fires() {
    // `fires` also tries every level and excuse on what is found.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks");
    let lacks = |code: &&&str| {
        let file = folder.join(format!("{}.rs", code.replace('-', "_")));
        !std::fs::read_to_string(file).unwrap().contains("        fires(")
    };
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.iter().filter(lacks).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn every_rule_is_told_to_readers_in_the_languages_of_the_default_theme() {
    let theme =
        Theme::load("default", Vec::new(), &["en", "es"]).map_err(|faults| format!("{faults:?}")).unwrap();
    let told = |lang: &str, code: &str| theme.strings(lang).of_rule(code).map(str::to_owned);
    // What is missing is printed as it belongs below `[rule]` in strings/en.toml; what stands there in English has its
    // like in strings/es.toml.
    let lacks = RULES.iter().filter_map(|rule| {
        let summary = rule.summary.replace('`', "").replace('\'', "’");
        let english = told("en", rule.code);
        (english.as_ref() != Some(&summary) || english == told("es", rule.code))
            .then(|| format!("{} = {summary:?}", rule.code))
    });
    assert_eq!(lacks.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn evidence_ends_by_the_publication() {
    assert_eq!(
        findings(claim("c", "2026-01-10T12:00 human stalled evidence=2026-01-11")),
        ["Error[evidence-after-publication] 2026-01-10-1200-000.md: update `2026-01-10-1200-000` tells of \
          evidence that ends after its publication: `2026-01-11` (`as_of` is the cut-off of the evidence: it \
          cannot be later than `published`)"]
    );
    for quiet in ["2026-01-10", "2026-01", "2026-01-10T12:00"] {
        assert_eq!(
            findings(claim("c", &format!("2026-01-10T12:00 human stalled evidence={quiet}"))),
            [""; 0]
        );
    }
}

#[test]
fn what_is_reported_has_happened() {
    assert_eq!(
        findings(claim("c", "2026-01-10 human stalled happened=2026-02")),
        [
            "Error[happened-after-publication] 2026-01-10-000.md: update `2026-01-10-000` tells of something that \
          happened after its publication: `2026-02` (`happened_on` is when the thing itself happened: mend it, \
          or mend `published`)"
        ]
    );
    assert_eq!(findings(claim("c", "2026-01-10 human stalled happened=2026-01-10T23:00")), [""; 0]);
}

#[test]
fn nothing_is_taken_back_before_it_was_published() {
    assert_eq!(
        findings(claim("c", "2026-01-10T12:00 human stalled retracted=2026-01-09 removed=2025")),
        [
            "Error[withdrawal-before-publication] 2026-01-10-1200-000.md: update `2026-01-10-1200-000` is \
             removed before it was published (write the day on which it was taken back)",
            "Error[withdrawal-before-publication] 2026-01-10-1200-000.md: update `2026-01-10-1200-000` is \
             retracted before it was published (write the day on which it was taken back)",
        ]
    );
    assert_eq!(findings(claim("c", "2026-01-10T12:00 human stalled retracted=2026-01-10")), [""; 0]);
}

#[test]
fn a_milestone_happens_when_its_date_has_come() {
    let with = |date: &str, to: Option<&str>| {
        let mut claim = claim("c", "2026-01-10T12:00 human -");
        claim.milestones = vec![milestone("talks", date)];
        claim.updates[0].sets = vec![set("talks", Some("happened"), to)];
        findings(claim)
    };
    assert_eq!(
        with("2026-04", None),
        [
            "Error[milestone-before-its-date] claim.md: milestone `talks` is `happened`, though its date `2026-04` \
          is still to come (give the date on which it happened: `{state = \"happened\", to = \"2026-02-13\"}`)"
        ]
    );
    assert_eq!(with("2026-04", Some("2026-02-13")), [""; 0]);
    assert_eq!(with("2026-03", None), [""; 0]);
}

#[test]
fn a_claim_that_is_shown_before_it_comes_tells_of_the_day_on_which_it_does() {
    let with = |published: &str| {
        let mut claim = claim("c", "");
        claim.published = Some(at(date(published)));
        claim.milestones = vec![milestone("talks", "2026-04-02")];
        Arc::make_mut(&mut claim.milestones[0]).state = MilestoneState::Happened;
        let mut records = records();
        records.claims.push(Arc::new(claim));
        let (tracker, _) = resolve(&records, as_of("2026-03-01"), Drafts::Shown);
        checked(&tracker, &records).iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(with("2026-02"), ["milestone-before-its-date"]);
    assert_eq!(with("2026-04-01"), ["milestone-before-its-date"]);
    assert_eq!(with("2026-04-02"), [""; 0]);
    assert_eq!(with("2026-05"), [""; 0]);
}

#[test]
fn a_retired_status_is_not_used_again() {
    let said = |published: &str| {
        let mut records = records();
        config(&mut records).statuses[2].retired = true;
        records.claims.push(Arc::new(claim("c", &format!("{published} human stalled"))));
        told(&checked(&tracker(&records, "2026-03-01"), &records))
    };
    assert_eq!(
        said("2026-02-20"),
        [
            "Warning[retired-status] 2026-02-20-000.md: status `stalled` is retired (use a status that is not, or \
          remove `retired` from this one in content/site.toml)"
        ]
    );
    assert_eq!(said("2026-01-02"), [""; 0]);
}

fn translated(claim: &mut ClaimRecord, from: &[u8]) {
    claim.translations = vec![Translation {
        lang: "es".into(),
        file: onrecord::diagnostic::FilePath::new("content/claims/c/claim.es.md"),
        translates: Some(at(Hash::of(from).hex().into())),
        original: Hash::of(b"now"),
        fields: BTreeMap::default(),
        body: None,
        explainer: None,
    }];
}

#[test]
fn a_translation_is_of_the_text_as_it_is_now() {
    let with = |from: &[u8]| {
        let mut claim = claim("c", "");
        translated(&mut claim, from);
        findings(claim)
    };
    let now = Hash::of(b"now").hex();
    assert_eq!(
        with(b"then"),
        [format!(
            "Warning[translation-outdated] claim.es.md: the `es` translation is older than its original (read \
             it against the original, then write `translates = \"{now}\"`)"
        )]
    );
    assert_eq!(with(b"now"), [""; 0]);
}

fn allow(rule: &str) -> Allow {
    Allow { rule: at(rule.into()), reason: "shown on purpose".into() }
}

#[test]
fn rules_that_are_named_exist() {
    let mut claim = claim("c", "");
    claim.allow = vec![allow("translation-outdatd"), allow("retired-status"), allow("references-unchecked")];
    assert_eq!(
        findings(claim),
        ["Warning[unknown-rule] claim.md: rule `translation-outdatd` does not exist (did you mean \
          `translation-outdated`?)"]
    );
}

fn severities(records: &Records, findings: Vec<Diagnostic>) -> Vec<(&'static str, Severity)> {
    apply_settings(records, findings, &[]).iter().map(|finding| (finding.code, finding.severity)).collect()
}

#[test]
fn settings_change_rules_and_warnings_but_no_other_error() {
    let mut records = records();
    let settings = [
        ("retired-status", Some(Severity::Error)),
        ("evidence-after-publication", None),
        ("references-unchecked", None),
        ("unknown-source", None),
    ];
    config(&mut records).checks =
        settings.map(|(code, severity)| (code.into(), severity)).into_iter().collect();
    let place = Place::whole(&records.config.file);
    let findings = vec![
        Diagnostic::warning("retired-status", place.clone(), ""),
        Diagnostic::error("evidence-after-publication", place.clone(), ""),
        Diagnostic::warning("references-unchecked", place.clone(), ""),
        Diagnostic::error("unknown-source", place, ""),
    ];
    assert_eq!(
        severities(&records, findings),
        [("retired-status", Severity::Error), ("unknown-source", Severity::Error)]
    );
}

#[test]
fn a_record_is_excused_where_it_says_so_and_nowhere_else() {
    let mut claim = claim("c", "2026-01-10 human stalled\n2026-01-11 human stalled");
    for (place, update) in claim.updates.iter_mut().enumerate() {
        let file = onrecord::diagnostic::FilePath::new("content/claims/c/updates/all.md");
        update.body = support::text(&file, &[]);
        // The entry's own place is its first line; its status stands further on.
        update.span = Span::new(10 + place * 100, 20 + place * 100);
        update.status.as_mut().unwrap().span = Span::new(80 + place * 100, 90 + place * 100);
    }
    claim.updates[1].allow = vec![allow("retired-status")];
    let file = claim.updates[0].file().clone();
    let mut records = records();
    records.claims.push(Arc::new(claim));
    let finding =
        |at: usize| Diagnostic::warning("retired-status", Place::new(&file, Span::new(at, at + 1)), "");
    let kept = apply_settings(&records, vec![finding(50), finding(150)], &[]);
    assert_eq!(kept, [finding(50)]);
    Arc::make_mut(&mut records.claims[0]).allow = vec![allow("retired-status")];
    assert_eq!(apply_settings(&records, vec![finding(50), finding(150)], &[]), []);
}

#[test]
fn an_excuse_of_a_claim_holds_in_its_explainer() {
    let file = onrecord::diagnostic::FilePath::new("content/claims/c/explainer.md");
    let found = vec![Diagnostic::warning("vague-link-text", Place::whole(&file), "")];
    let mut claim = claim("c", "2026-01-10 human stalled");
    claim.explainer.lead = Some(support::text(&file, &[]));
    let mut records = records();
    records.claims.push(Arc::new(claim));
    assert_eq!(apply_settings(&records, found.clone(), &[]), found);
    Arc::make_mut(&mut records.claims[0]).allow = vec![allow("vague-link-text")];
    assert_eq!(apply_settings(&records, found, &[]), []);
}
