//! The project that a record is started in: what it holds, and the time that it is.

use std::sync::Arc;

use chrono::NaiveDate;
use onrecord::date::{self, Instant, PartialDate};
use onrecord::diagnostic::{Diagnostic, Severity, Span, Spanned, nearest};
use onrecord::files::Project;
use onrecord::load::{self, Loaded};
use onrecord::record::Records;
use onrecord::record::claim::ClaimRecord;
use onrecord::record::decode::printable;
use onrecord::resolve::resolve;
use onrecord::session::Day;
use onrecord::start::{Form, Likeness, Named, Open, Remarks, named, open_items};
use onrecord::tracker::{AsOf, Drafts};

use super::{Exit, Failure};
use crate::cli::ask::{Ask, Choice, Wrong, pick};

/// A project that was read, and the time.
pub(super) struct Desk<'p> {
    pub(super) project: &'p Project,
    pub(super) records: Records,
    findings: Vec<Diagnostic>,
    pub(super) now: Instant,
}

impl<'p> Desk<'p> {
    /// Reads the project. The time is that of the environment, if it says one.
    pub(super) fn open(project: &'p Project, day: Day) -> Result<Self, Failure> {
        let Loaded { records, findings } = load::load(project);
        match records {
            Some(records) => Ok(Self { project, records, findings, now: day.epoch.unwrap_or(day.now) }),
            None => Err(Failure { exit: Exit::Usage, findings }),
        }
    }

    /// Whether errors leave it open what these files hold: what is made by them would be made of half of it.
    pub(super) fn certain(&self, concerns: impl Fn(&str) -> bool) -> Result<(), Failure> {
        let about = |finding: &&Diagnostic| {
            let file = finding.place.as_ref().map_or("", |place| place.file.as_str());
            finding.severity == Severity::Error && (file == "content/site.toml" || concerns(file))
        };
        let mut findings: Vec<_> = self.findings.iter().filter(about).cloned().collect();
        if findings.is_empty() {
            return Ok(());
        }
        let message = "what the project holds cannot be told for certain";
        findings.push(Diagnostic::general("broken-records", message).help("mend these errors first"));
        Err(Failure { exit: Exit::Findings, findings })
    }

    /// The day that it is in the zone of the site.
    pub(super) fn today(&self) -> NaiveDate {
        date::day_of(self.now, self.records.config.timezone)
    }

    /// What templates are made with.
    pub(super) fn form(&self, remarks: Remarks) -> Form<'_> {
        let lang = self.records.config.languages.first().map_or("en", |lang| &lang.code);
        Form { remarks, today: self.today(), lang }
    }

    /// The claim with this id, all of which could be read.
    pub(super) fn claim(&self, id: &str) -> Result<&Arc<ClaimRecord>, Failure> {
        let is_it = |file: &str| {
            let mut parts = file.strip_prefix("content/claims/").into_iter().flat_map(|rest| rest.split('/'));
            parts.any(|part| part.split('.').next() == Some(id))
        };
        self.certain(is_it)?;
        let found = self.records.claims.iter().find(|claim| claim.id.as_str() == id);
        found.ok_or_else(|| Box::new(self.unknown_claim(id)).into())
    }

    fn unknown_claim(&self, id: &str) -> Diagnostic {
        let message = format!("there is no claim `{}`", printable(id));
        let ids = self.records.claims.iter().map(|claim| claim.id.as_str());
        let help = match nearest(id, ids) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if self.records.claims.is_empty() => {
                "the tracker has no claim yet: `onrecord new claim` starts one".to_owned()
            }
            None => "its id is the name of its folder or file in content/claims/; `onrecord list` names every claim".to_owned(),
        };
        Diagnostic::general("unknown-claim", message).help(help)
    }

    /// Every claim with its title.
    pub(super) fn claims(&self) -> Vec<Choice> {
        let choice =
            |claim: &Arc<ClaimRecord>| Choice { id: claim.id.to_string(), label: claim.title.to_string() };
        self.records.claims.iter().map(choice).collect()
    }

    /// The statuses that a reading can have, with their labels.
    pub(super) fn statuses(&self) -> Vec<Choice> {
        let usable = self.records.config.statuses.iter().filter(|status| !status.retired);
        let label = |labels: &[(Box<str>, Box<str>)]| {
            labels.first().map_or(String::new(), |(_, text)| text.to_string())
        };
        usable.map(|status| Choice { id: status.id.to_string(), label: label(&status.labels) }).collect()
    }

    /// The topics of the site.
    pub(super) fn topics(&self) -> Vec<Choice> {
        let topics = self.records.config.topics.iter();
        topics.map(|topic| Choice { id: topic.id.to_string(), label: topic.title.to_string() }).collect()
    }

    /// Every source with its title.
    pub(super) fn sources(&self) -> Vec<Choice> {
        let title = |title: Option<&str>| title.unwrap_or_default().to_owned();
        let sources = self.records.sources.iter();
        sources.map(|one| Choice { id: one.id.to_string(), label: title(one.title.as_deref()) }).collect()
    }

    /// Who is meant by an id or a name of a claimant.
    pub(super) fn claimant(&self, given: &str, likeness: Likeness) -> Result<Named, Wrong> {
        let people = self.records.people.iter();
        let known: Vec<_> = people.map(|one| (one.id.to_string(), one.name.to_string())).collect();
        named(given, &known, ("claimant", "content/people.toml"), likeness)
    }

    /// Who is meant by an id or a name of a publisher.
    pub(super) fn publisher(&self, given: &str, likeness: Likeness) -> Result<Named, Wrong> {
        let publishers = self.records.publishers.iter();
        let known: Vec<_> = publishers.map(|one| (one.id.to_string(), one.name.to_string())).collect();
        named(given, &known, ("publisher", "content/sources.toml"), likeness)
    }

    /// A date as records write it, which the site's zone has.
    pub(super) fn date(&self, written: &str) -> Result<String, Wrong> {
        let read = PartialDate::parse(written, self.records.config.timezone);
        read.map(|reading| reading.date.to_string()).map_err(|fault| {
            let finding = Diagnostic::general(
                "bad-date",
                format!("`{}` is no date: {}", printable(written), why(&fault)),
            );
            Box::new(finding.help("write a date such as 2026-02-13, 2026-02 or 2026"))
        })
    }

    /// What is open in a claim now, as its updates left it.
    pub(super) fn open_items(&self, claim: &ClaimRecord) -> Vec<Open> {
        let as_of = AsOf::new(self.today(), self.records.config.timezone);
        let mut claim = claim.clone();
        // One that has no date yet gets it by its first update.
        let today = PartialDate::from_day(as_of.day, self.records.config.timezone);
        claim.published.get_or_insert_with(|| Spanned::new(today, Span::default()));
        let records = &self.records;
        let alone = Records {
            config: Arc::clone(&records.config),
            publishers: records.publishers.clone(),
            sources: records.sources.clone(),
            people: records.people.clone(),
            claims: vec![Arc::new(claim)],
            pages: Vec::new(),
            statics: Vec::new(),
            lost: records.lost.clone(),
        };
        let (tracker, _) = resolve(&alone, as_of, Drafts::Shown);
        tracker.claims.first().map(|claim| open_items(claim, as_of.end)).unwrap_or_default()
    }
}

fn why(fault: &date::DateFault) -> String {
    match fault {
        date::DateFault::Malformed => "it is written in none of the known ways".to_owned(),
        date::DateFault::Impossible { why } => why.clone(),
        date::DateFault::Skipped { zone } => format!("clocks went forward in {zone}"),
        date::DateFault::Reversed => "it ends before it begins".to_owned(),
    }
}

/// One of these by its id, on the command line.
pub(super) fn known(what: &str, code: &'static str, id: &str, choices: &[Choice]) -> Result<String, Wrong> {
    if choices.iter().any(|choice| choice.id == id) {
        return Ok(id.to_owned());
    }
    let message = format!("there is no {what} `{}`", printable(id));
    // The words that `pick` has for an answer are those for an option.
    let help = pick(what, id, choices)
        .map_or_else(|wrong| wrong.help, |choice| Some(format!("did you mean `{}`?", choice.id)));
    let finding = Diagnostic::general(code, message);
    Err(Box::new(Diagnostic { help, ..finding }))
}

/// The id of the claim that the user chooses.
pub(super) fn chosen(desk: &Desk<'_>, ask: &mut Ask<'_>) -> Result<String, Failure> {
    let claims = desk.claims();
    if claims.is_empty() {
        let finding = Diagnostic::general("unknown-claim", "the tracker has no claim yet");
        return Err(Box::new(finding.help("`onrecord new claim` starts one")).into());
    }
    ask.show(&claims)?;
    ask.needed("Which claim: its id, or words of its title", |written| {
        pick("claim", written, &claims).map(|claim| claim.id.clone())
    })
    .map_err(Failure::from)
}
