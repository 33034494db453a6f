//! `new milestone` and `new follow-up`.

use clap::Args;
use onrecord::record::claim::ClaimRecord;
use onrecord::start::{self, free, short, taken_items};

use super::desk::{Desk, chosen};
use super::take::{answer, line};
use super::{Failure, Manner, Plan, missing};
use crate::cli::ask::Ask;

/// Options of `new milestone`.
#[derive(Args, Clone)]
pub(super) struct MilestoneArgs {
    /// The claim's id
    claim: Option<String>,
    /// When
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// What
    #[arg(long, value_name = "TEXT", value_parser = line)]
    title: Option<String>,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// Options of `new follow-up`.
#[derive(Args, Clone)]
pub(super) struct FollowUpArgs {
    /// The claim's id
    claim: Option<String>,
    /// On which day somebody must look again
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// What to find out
    #[arg(long, value_name = "TEXT", value_parser = line)]
    question: Option<String>,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// What both need.
struct Wanted {
    claim: Option<String>,
    date: Option<String>,
    text: Option<String>,
}

/// A milestone.
pub(super) fn milestone(
    args: &MilestoneArgs,
    desk: &Desk<'_>,
    ask: Option<&mut Ask<'_>>,
) -> Result<Plan, Failure> {
    let mut wanted = Wanted { claim: args.claim.clone(), date: args.date.clone(), text: args.title.clone() };
    if let Some(ask) = ask {
        fill(&mut wanted, desk, ask, "What is to happen")?;
    }
    let (claim, date, title) = said(wanted, desk, "milestone", "--title")?;
    let id = id(claim, &title, &date);
    Ok(Plan::of(start::milestone(&desk.form(args.manner.remarks()), &claim.file, &id, &date, &title)))
}

/// A follow-up.
pub(super) fn follow_up(
    args: &FollowUpArgs,
    desk: &Desk<'_>,
    ask: Option<&mut Ask<'_>>,
) -> Result<Plan, Failure> {
    let mut wanted =
        Wanted { claim: args.claim.clone(), date: args.date.clone(), text: args.question.clone() };
    if let Some(ask) = ask {
        fill(&mut wanted, desk, ask, "What is to be found out")?;
    }
    let (claim, date, question) = said(wanted, desk, "follow-up", "--question")?;
    let id = id(claim, &question, &date);
    Ok(Plan::of(start::follow_up(&desk.form(args.manner.remarks()), &claim.file, &id, &date, &question)))
}

/// Asks for what was not said.
fn fill(wanted: &mut Wanted, desk: &Desk<'_>, ask: &mut Ask<'_>, text: &str) -> Result<(), Failure> {
    if wanted.claim.is_none() {
        wanted.claim = Some(chosen(desk, ask)?);
    }
    if wanted.date.is_none() {
        wanted.date = Some(ask.needed("When", |written| desk.date(written))?);
    }
    if wanted.text.is_none() {
        wanted.text = Some(ask.needed(text, |written| answer(line(written)))?);
    }
    Ok(())
}

fn said<'d>(
    wanted: Wanted,
    desk: &'d Desk<'_>,
    what: &str,
    text: &str,
) -> Result<(&'d ClaimRecord, String, String), Failure> {
    let options =
        [("CLAIM", wanted.claim.is_some()), ("--date", wanted.date.is_some()), (text, wanted.text.is_some())];
    missing(what, &options)?;
    let claim = desk.claim(&wanted.claim.unwrap_or_default())?;
    let date = desk.date(&wanted.date.unwrap_or_default())?;
    Ok((claim, date, wanted.text.unwrap_or_default()))
}

/// An id of its words, or of its date where they have no letter that an id may have.
fn id(claim: &ClaimRecord, text: &str, date: &str) -> String {
    let taken = taken_items(claim);
    let id = short(text).or_else(|| short(date)).unwrap_or_else(|| "item".to_owned());
    free(&id, |id| taken.contains(id))
}
