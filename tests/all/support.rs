//! Records made in memory: what `load` would hand on, in a few words.
//!
//! Updates are written one a line: `2026-01-10T12:00 human in_progress why retracted=2026-01-20`,
//! that is when, by which method, the status (`-` for a note), then any of `why` (a summary),
//! `author`, `retracted=`, `removed=`, `happened=`, `evidence=`.

use std::sync::Arc;

use onrecord::date::{Instant, PartialDate, day_start};
use onrecord::diagnostic::{Diagnostic, FilePath, Span, Spanned};
use onrecord::record::Records;
use onrecord::record::claim::{
    ClaimKind, ClaimRecord, Criterion, CriterionState, DueBasis, FollowUpRecord, FollowUpState, Method,
    MilestoneRecord, MilestoneState, Set, UpdateRecord, Withdrawal,
};
use onrecord::record::id::{ClaimId, ItemId, PersonId, SourceId, StatusId, TopicId, UpdateId};
use onrecord::record::party::{Citation, PersonKind, PersonRecord, Says, SourceRecord};
use onrecord::record::rare::Rare;
use onrecord::record::site::{Closing, Colour, Config, Settling, Shape, Status, Topic};
use onrecord::record::text::{Explainer, Hash, LinkTarget, Text, TextFile, TextLink, TextRare};
use onrecord::resolve::resolve;
use onrecord::tracker::claim::{Claim, Standing};
use onrecord::tracker::{AsOf, Drafts, Tracker};

/// A date in the zone of the test site.
pub(crate) fn date(text: &str) -> PartialDate {
    PartialDate::parse(text, chrono_tz::UTC).expect(text).date
}

/// A value that was written somewhere.
pub(crate) fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

/// The default vocabulary, as far as the status rules read it.
fn vocabulary() -> Vec<Status> {
    let open = ["not_started", "in_progress", "stalled", "partly_complete", "kept_so_far", "unverifiable"];
    let closed = ["complete", "partly_met", "not_met", "dropped"];
    let status = |id: &&str, terminal| status(id, terminal);
    open.iter().map(|id| status(id, false)).chain(closed.iter().map(|id| status(id, true))).collect()
}

/// A status.
pub(crate) fn status(id: &str, terminal: bool) -> Status {
    Status {
        id: StatusId::new(id),
        labels: vec![("en".into(), id.into())],
        meanings: Vec::new(),
        shape: Shape::Ring,
        colour: Colour([0; 3]),
        dark: Colour([255; 3]),
        terminal,
        fulfils: id == "complete",
        initial: false,
        rating: None,
        retired: false,
        aliases: Vec::new(),
    }
}

/// The default rule, from a day on; `None` is since ever.
pub(crate) fn rule(from: Option<&str>, readings: u32, hours: u32, terminal: Closing) -> Settling {
    let day = from.and_then(|from| date(from).day());
    let instant = day.map_or(Instant(i64::MIN), |day| day_start(day, chrono_tz::UTC));
    Settling { from: instant, from_day: day, readings, hours, terminal }
}

/// A site without records.
pub(crate) fn records() -> Records {
    let config = Config {
        file: FilePath::new("content/site.toml"),
        hash: Hash::of(b""),
        title: "Test".into(),
        description: None,
        base_url: "https://example.org/".into(),
        languages: Vec::new(),
        timezone: chrono_tz::UTC,
        names_timezone: true,
        theme: "default".into(),
        organisation: None,
        licence: None,
        security: None,
        contact: None,
        edit_url: None,
        editors: Vec::new(),
        authority: None,
        own_addresses: Vec::new(),
        as_of: None,
        topics: vec![Topic {
            id: at(TopicId::new("security")),
            title: "Security".into(),
            description: None,
            aliases: Vec::new(),
        }],
        statuses: vocabulary(),
        unassessed: status("not_assessed", false),
        settling: vec![rule(None, 2, 48, Closing::Editor)],
        stale_after: None,
        thresholds: onrecord::record::site::Thresholds::default(),
        checks: rustc_hash::FxHashMap::default(),
        allow: Vec::new(),
        outputs: rustc_hash::FxHashMap::default(),
        translations: Vec::new(),
    };
    Records {
        config: Arc::new(config),
        publishers: Vec::new(),
        sources: Arc::default(),
        people: vec![Arc::new(person("minister"))],
        claims: Vec::new(),
        pages: Vec::new(),
        statics: Vec::new(),
        lost: onrecord::record::Lost::default(),
    }
}

/// The site's settings, to change them.
pub(crate) fn config(records: &mut Records) -> &mut Config {
    Arc::make_mut(&mut records.config)
}

/// A site with these claims.
pub(crate) fn site(claims: Vec<ClaimRecord>) -> Records {
    let mut records = records();
    records.claims = claims.into_iter().map(Arc::new).collect();
    records
}

/// A site with one claim, `c`, of these updates.
pub(crate) fn records_of(updates: &str) -> Records {
    let mut records = records();
    records.claims.push(Arc::new(claim("c", updates)));
    records
}

/// A person.
pub(crate) fn person(id: &str) -> PersonRecord {
    PersonRecord {
        id: at(PersonId::new(id)),
        file: FilePath::new("content/people.toml"),
        digest: Hash::of(b""),
        name: at(id.into()),
        kind: PersonKind::Person,
        roles: Vec::new(),
        same_as: Vec::new(),
        aliases: Vec::new(),
        allow: Vec::new(),
        translations: Vec::new(),
    }
}

/// A source without a publisher.
pub(crate) fn source(id: &str) -> SourceRecord {
    SourceRecord {
        id: at(SourceId::new(id)),
        file: FilePath::new("content/sources.toml"),
        digest: Hash::of(b""),
        url: None,
        title: Some(id.into()),
        publisher: None,
        nature: None,
        kind: None,
        published: None,
        archives: Box::default(),
        rare: Rare::default(),
    }
}

/// A citation.
pub(crate) fn cite(source: &str, says: Says) -> Citation {
    Citation { source: at(SourceId::new(source)), says, quoted: Rare::default() }
}

/// A text that cites these sources in its body.
pub(crate) fn text(file: &FilePath, sources: &[&str]) -> Text {
    let link = |id: &&str| TextLink { target: LinkTarget::Source((*id).into()), place: Span::default() };
    Text {
        file: TextFile::new(file, Hash::of(b"")),
        span: Span::default(),
        length: 1,
        rare: Rare::new(TextRare { inline: None, links: sources.iter().map(link).collect() }),
    }
}

/// A claim of `minister`, published with the year 2026, with these updates.
pub(crate) fn claim(id: &str, updates: &str) -> ClaimRecord {
    let file = FilePath::new(&format!("content/claims/{id}/claim.md"));
    let lines = updates.lines().map(str::trim).filter(|line| !line.is_empty());
    ClaimRecord {
        id: ClaimId::new(id),
        title: at(id.into()),
        claim: at(id.into()),
        claimants: vec![at(PersonId::new("minister"))],
        published: Some(at(date("2026-01-01"))),
        kind: ClaimKind::Deliver,
        quote: None,
        quote_lang: None,
        made_on: None,
        appearance: None,
        completion_condition: None,
        completion_due: None,
        due_basis: DueBasis::Promised,
        topics: Vec::new(),
        lang: None,
        aliases: Vec::new(),
        draft: false,
        part_of: None,
        related: Vec::new(),
        criteria: Vec::new(),
        milestones: Vec::new(),
        follow_ups: Vec::new(),
        statements: Vec::new(),
        corrections: Vec::new(),
        responses: Vec::new(),
        citations: Box::default(),
        sources: Vec::new(),
        digest: Hash::of(b""),
        summary: text(&file, &[]),
        explainer: Explainer::default(),
        updates: lines.enumerate().map(|(place, line)| update(id, place, line)).collect(),
        allow: Vec::new(),
        translations: Vec::new(),
        file,
    }
}

/// An update of a claim, from its line; `place` keeps the ids of two in one minute apart.
pub(crate) fn update(claim: &str, place: usize, line: &str) -> UpdateRecord {
    let mut words = line.split_whitespace();
    let published = date(words.next().expect(line));
    let method = Method::from_word(words.next().expect(line)).expect(line);
    let status = words.next().filter(|word| *word != "-").map(|word| at(StatusId::new(word)));
    let id = format!("{}-{place:03}", published.id_digits());
    let file = FilePath::new(&format!("content/claims/{claim}/updates/{id}.md"));
    let mut update = UpdateRecord {
        id: UpdateId::new(&id),
        span: Span::default(),
        published: at(published),
        status,
        summary: None,
        method,
        author: None,
        citations: Box::default(),
        key: false,
        body: text(&file, &[]),
        rare: Rare::default(),
    };
    let withdrawal = |day: &str| Some(Withdrawal { date: at(date(day)), why: "wrong".into() });
    for word in words {
        match word.split_once('=').unwrap_or((word, "")) {
            ("why", _) => update.summary = Some(at(format!("Because of {id}").into())),
            ("author", _) => update.author = Some("Ana".into()),
            ("retracted", day) => update.retracted = withdrawal(day),
            ("removed", day) => update.removed = withdrawal(day),
            ("happened", day) => update.happened_on = Some(at(date(day))),
            ("evidence", day) => update.as_of = Some(at(date(day))),
            (other, _) => panic!("{other} in {line}"),
        }
    }
    update
}

/// An entry of `sets`: a state, a date, or both.
pub(crate) fn set(target: &str, state: Option<&str>, to: Option<&str>) -> Set {
    Set {
        target: at(ItemId::new(target)),
        state: state.map(|state| at(state.into())),
        to: to.map(|to| at(date(to))),
    }
}

/// A criterion that nobody has looked at.
pub(crate) fn criterion(id: &str) -> Criterion {
    Criterion { id: at(ItemId::new(id)), text: id.into(), state: CriterionState::NotAssessed }
}

/// A planned milestone.
pub(crate) fn milestone(id: &str, day: &str) -> Arc<MilestoneRecord> {
    Arc::new(MilestoneRecord {
        id: at(ItemId::new(id)),
        date: at(date(day)),
        title: id.into(),
        state: MilestoneState::Planned,
        citations: Box::default(),
    })
}

/// An open follow-up.
pub(crate) fn follow_up(id: &str, day: &str) -> Arc<FollowUpRecord> {
    Arc::new(FollowUpRecord {
        id: at(ItemId::new(id)),
        date: at(date(day)),
        question: None,
        state: FollowUpState::Open,
    })
}

/// The day, as it ends in the zone of the test site.
pub(crate) fn as_of(day: &str) -> AsOf {
    AsOf::new(date(day).day().expect(day), chrono_tz::UTC)
}

/// The tracker on a day, and every finding.
pub(crate) fn judged(records: &Records, day: &str) -> (Tracker, Vec<Diagnostic>) {
    resolve(records, as_of(day), Drafts::Hidden)
}

/// The tracker on a day; there must be no findings.
pub(crate) fn tracker(records: &Records, day: &str) -> Tracker {
    let (tracker, findings) = judged(records, day);
    assert_eq!(findings, []);
    tracker
}

/// Findings as `severity[code] file: message (help)`.
pub(crate) fn told(findings: &[Diagnostic]) -> Vec<String> {
    let line = |finding: &Diagnostic| {
        let file = finding.place.as_ref().map_or("", |place| place.file.name());
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{:?}[{}] {file}: {} ({help})", finding.severity, finding.code, finding.message)
    };
    findings.iter().map(line).collect()
}

/// Headlines, runs and what is not confirmed, one a line, in words.
pub(crate) fn story(claim: &Claim) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for headline in &claim.headlines {
        let literal = |date: &Option<PartialDate>| date.as_ref().map_or("-".into(), PartialDate::to_string);
        let _ = write!(out, "{}", headline.status);
        let _ = write!(out, " since {} changed {}", literal(&headline.since), literal(&headline.changed));
        let _ = write!(out, " readings {}", headline.readings);
        if let Some(summary) = headline.summary_of {
            let _ = write!(out, " why {}", claim.update(summary).published.value);
        }
        if headline.retraction.is_some() {
            out.push_str(" by retraction");
        }
        out.push('\n');
    }
    let run = |run: &onrecord::tracker::claim::Run| {
        let reverted = if run.reverted { "!" } else { "" };
        let lasted = run.lasted.map_or(String::new(), |seconds| format!("/{}h", seconds / 3600));
        format!("{}x{}{reverted}{lasted}", run.status, run.readings.len())
    };
    let runs: Vec<String> = claim.runs.iter().map(run).collect();
    let _ = writeln!(out, "{}", format!("runs: {}", runs.join(" ")).trim_end());
    if let Some(reported) = &claim.marks.unsettled {
        let (status, since, readings) = (&reported.status, &reported.since, reported.readings);
        let _ = writeln!(out, "not confirmed: {status} since {since} readings {readings}");
    }
    let kept = claim.updates.iter().filter(|update| update.standing != Standing::Stands).count();
    if kept > 0 {
        let _ = writeln!(out, "withdrawn: {kept}");
    }
    out
}
