//! `new update`.

use chrono_tz::Tz;
use clap::Args;
use onrecord::date::{Instant, PartialDate, Precision};
use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::record::claim::ClaimRecord;
use onrecord::start::{self, NewUpdate, Open, OpenKind, free};

use super::claim::once;
use super::desk::{Desk, chosen, known};
use super::take::{answer, line};
use super::{Failure, Manner, Plan, missing};
use crate::cli::ask::{Ask, Choice, Ended, Wrong, pick};
use crate::cli::visible::visible;

/// Options of `new update`.
#[derive(Args, Clone)]
pub(super) struct UpdateArgs {
    /// The claim's id
    claim: Option<String>,
    /// How it stands; without one the update is a note
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// One sentence why
    #[arg(long, value_name = "TEXT", value_parser = line)]
    summary: Option<String>,
    /// A source, by its id; may be repeated
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// When it is published: a day, or a day and a time [default: now, in the zone of the site]
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// A follow-up that it answers, by its id; may be repeated
    #[arg(long, value_name = "FOLLOW-UP")]
    answers: Vec<String>,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// An update, and what is open in its claim.
pub(super) fn plan(args: &UpdateArgs, desk: &Desk<'_>, ask: Option<&mut Ask<'_>>) -> Result<Plan, Failure> {
    let mut args = args.clone();
    if let Some(ask) = ask {
        fill(&mut args, desk, ask)?;
    }
    missing("update", &[("CLAIM", args.claim.is_some())])?;
    let claim = desk.claim(&args.claim.unwrap_or_default())?;
    desk.certain(|file| !args.source.is_empty() && file == "content/sources.toml")?;
    let mut open = desk.open_items(claim);
    let sources = desk.sources();
    let source = |id: &String| known("source", "unknown-source", id, &sources);
    let (published, digits) = published(args.published.as_deref(), desk)?;
    let new = NewUpdate {
        id: id(claim, &digits, desk),
        published,
        status: args.status.map(|id| known("status", "unknown-status", &id, &desk.statuses())).transpose()?,
        summary: args.summary,
        sources: once(args.source.iter().map(source).collect::<Result<Vec<_>, Wrong>>()?),
        answers: answered(&args.answers, &open)?,
    };
    // Any update since then counts as an answer; whoever means this one may still say so.
    open.retain(|item| !item.answered || new.answers.contains(&item.id));
    let piece = start::update(&desk.form(args.manner.remarks()), &claim.file, &new, &open);
    let others: Vec<_> = open.iter().filter(|item| !new.answers.contains(&item.id)).collect();
    Ok(Plan { notes: told(claim.id.as_str(), &others), ..Plan::of(piece) })
}

/// Asks for what was not said: the rest only of whoever says nothing but the claim.
fn fill(args: &mut UpdateArgs, desk: &Desk<'_>, ask: &mut Ask<'_>) -> Result<(), Failure> {
    let said = args.status.is_some()
        || args.summary.is_some()
        || !args.source.is_empty()
        || !args.answers.is_empty();
    let id = match args.claim.take() {
        Some(id) => id,
        None => chosen(desk, ask)?,
    };
    let claim = desk.claim(&id)?;
    args.claim = Some(id);
    if said {
        return Ok(());
    }
    args.status = status(desk, ask)?;
    args.summary = ask.wanted("One sentence why", |written| answer(line(written)))?;
    let follow_ups: Vec<Choice> =
        desk.open_items(claim).iter().filter(|item| !item.answered).filter_map(follow_up).collect();
    if !follow_ups.is_empty() {
        ask.show(&follow_ups)?;
        args.answers = ask.several("Follow-up that it answers", |written| {
            pick("follow-up", written, &follow_ups).map(|one| one.id.clone())
        })?;
    }
    Ok(())
}

fn status(desk: &Desk<'_>, ask: &mut Ask<'_>) -> Result<Option<String>, Ended> {
    let statuses = desk.statuses();
    ask.show(&statuses)?;
    ask.wanted("Status", |written| pick("status", written, &statuses).map(|status| status.id.clone()))
}

fn follow_up(item: &Open) -> Option<Choice> {
    let choice = Choice { id: item.id.clone(), label: format!("{}  {}", item.date, item.told()) };
    (item.kind == OpenKind::FollowUp).then_some(choice)
}

/// When it is published, as it is written, and the digits of its id.
fn published(written: Option<&str>, desk: &Desk<'_>) -> Result<(String, String), Wrong> {
    let zone = desk.records.config.timezone;
    let written = match written {
        Some(written) => desk.date(written)?,
        None => minute(desk.now, zone),
    };
    let read = PartialDate::parse(&written, zone).ok().map(|reading| reading.date);
    let date = read.filter(|date| matches!(date.precision(), Precision::Day | Precision::Time));
    let Some(date) = date else {
        let finding = Diagnostic::general("bad-date", format!("`{written}` names no day"));
        return Err(Box::new(finding.help("write the day, or the day and the time: 2026-02-13T14:42")));
    };
    Ok((written, date.id_digits()))
}

/// The minute that it is in a zone; with its offset where it comes twice that day.
fn minute(now: Instant, zone: Tz) -> String {
    let utc = chrono::DateTime::from_timestamp(now.0, 0).unwrap_or_default();
    let local = utc.with_timezone(&zone);
    let written = local.format("%Y-%m-%dT%H:%M").to_string();
    match PartialDate::parse(&written, zone) {
        Ok(reading) if !reading.ambiguous => written,
        _ => local.format("%Y-%m-%dT%H:%M%:z").to_string(),
    }
}

/// An id that no update of the claim has, and whose file is free.
fn id(claim: &ClaimRecord, digits: &str, desk: &Desk<'_>) -> String {
    let folder = claim.file.as_str().strip_suffix("/claim.md");
    free(digits, |id| {
        let on_disk = folder.is_some_and(|folder| {
            let file = FilePath::new(&format!("{folder}/updates/{id}.md"));
            // Where the disk does not say, writing will.
            desk.project.has(&file).unwrap_or(false)
        });
        on_disk || claim.updates.iter().any(|update| update.id.as_str() == id)
    })
}

fn answered(given: &[String], open: &[Open]) -> Result<Vec<String>, Wrong> {
    let choices: Vec<Choice> = open.iter().filter_map(follow_up).collect();
    let one = |id: &String| known("open follow-up", "unknown-follow-up", id, &choices);
    Ok(once(given.iter().map(one).collect::<Result<Vec<_>, Wrong>>()?))
}

/// What is open, one line each.
fn told(claim: &str, open: &[&Open]) -> Vec<String> {
    if open.is_empty() {
        return Vec::new();
    }
    let line = |item: &&Open| {
        let (what, past) = match item.kind {
            OpenKind::FollowUp => ("follow-up", ", passed"),
            OpenKind::Milestone => ("milestone", ", overdue"),
        };
        let past = if item.past { past } else { "" };
        format!("  {what} {} ({}{past}): {}", item.id, item.date, visible(&item.told()))
    };
    let head = format!("open in `{claim}`; the update can settle them under `sets`:");
    std::iter::once(head).chain(open.iter().map(line)).collect()
}
