//! `new claim`.

use clap::Args;
use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::import::NewPerson;
use onrecord::record::party::PersonKind;
use onrecord::start::{self, Likeness, Named, NewClaim, Piece, free, short};

use super::desk::{Desk, known};
use super::take::{answer, claim_id, line};
use super::{Failure, Manner, Plan, missing};
use crate::cli::ask::{Ask, Ended, Wrong, pick};
use crate::cli::visible::visible;

/// Options of `new claim`.
#[derive(Args, Clone)]
pub(super) struct ClaimArgs {
    /// Its id, which stays in its address [default: made of the title]
    #[arg(value_parser = claim_id)]
    id: Option<String>,
    /// Headline of its page
    #[arg(long, value_name = "TEXT", value_parser = line)]
    title: Option<String>,
    /// The claim in one sentence of your own
    #[arg(long, value_name = "TEXT", value_parser = line)]
    claim: Option<String>,
    /// Who made it, by id or name; may be repeated
    #[arg(long, value_name = "ID|NAME", value_parser = line)]
    claimant: Vec<String>,
    /// When it was made
    #[arg(long, value_name = "DATE")]
    made_on: Option<String>,
    /// By when it is to be done
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// What would count as done
    #[arg(long, value_name = "TEXT", value_parser = line)]
    condition: Option<String>,
    /// A topic of the site; may be repeated
    #[arg(long, value_name = "ID")]
    topic: Vec<String>,
    /// Add claimants with names that are much like known ones
    #[arg(long)]
    add: bool,
    #[command(flatten)]
    pub(super) manner: Manner,
}

impl ClaimArgs {
    fn likeness(&self) -> Likeness {
        if self.add { Likeness::Meant } else { Likeness::Slip }
    }
}

/// A claim and the claimants that it adds.
pub(super) fn plan(args: &ClaimArgs, desk: &Desk<'_>, ask: Option<&mut Ask<'_>>) -> Result<Plan, Failure> {
    desk.certain(|file| file == "content/people.toml")?;
    if let Some(id) = &args.id {
        unused(desk, id)?;
    }
    let mut args = args.clone();
    if let Some(ask) = ask {
        fill(&mut args, desk, ask)?;
    }
    let ClaimArgs { id, title, claim, .. } = &args;
    let options = [
        ("--title", title.is_some()),
        ("--claim", claim.is_some()),
        ("--claimant", !args.claimant.is_empty()),
    ];
    missing("claim", &options)?;
    let (title, claim) = (title.clone().unwrap_or_default(), claim.clone().unwrap_or_default());
    let id = match id {
        Some(id) => id.clone(),
        None => from_title(&title)?,
    };
    unused(desk, &id)?;
    let (claimants, people) = claimants(&args.claimant, desk, args.likeness())?;
    let date = |written: &Option<String>| written.as_deref().map(|date| desk.date(date)).transpose();
    let topics = desk.topics();
    let topic = |id: &String| known("topic", "unknown-topic", id, &topics);
    let new = NewClaim {
        title,
        claim,
        claimants,
        made_on: date(&args.made_on)?,
        due: date(&args.due)?,
        condition: args.condition.clone(),
        topics: once(args.topic.iter().map(topic).collect::<Result<Vec<_>, Wrong>>()?),
        id,
    };
    let file = start::claim(&desk.form(args.manner.remarks()), &new);
    let added = |person: &NewPerson| {
        let name = visible(&person.name);
        format!(
            "claimant `{name}` ({}) is new to content/people.toml, as a body: set `kind = \"person\"` there for a person",
            person.id
        )
    };
    let notes = people.iter().map(added).collect();
    Ok(Plan { people, pieces: vec![Piece::File(file)], notes })
}

/// Asks for what was not said.
fn fill(args: &mut ClaimArgs, desk: &Desk<'_>, ask: &mut Ask<'_>) -> Result<(), Ended> {
    let text = |written: &str| answer(line(written));
    let date = |written: &str| desk.date(written);
    let whole = args.title.is_some() && args.claim.is_some() && !args.claimant.is_empty();
    if args.title.is_none() {
        args.title = Some(ask.needed("Title, as the headline of the page", text)?);
    }
    if args.id.is_none() {
        let id = args.title.as_deref().and_then(short).map(|id| free(&id, |id| is_taken(desk, id)));
        args.id = match id {
            Some(id) => Some(id),
            None => Some(ask.needed("Id, which stays in its address", |written| answer(claim_id(written)))?),
        };
    }
    if args.claim.is_none() {
        args.claim = Some(ask.needed("The claim, in one sentence of your own", text)?);
    }
    if args.claimant.is_empty() {
        let known = |written: &str| desk.claimant(written, args.likeness()).map(|_| written.to_owned());
        let first = ask.needed("Who made it: an id, or a name", known)?;
        let more = ask.several("Who else", known)?;
        args.claimant = std::iter::once(first).chain(more).collect();
    }
    // Whoever says what is needed is not asked for more.
    if whole {
        return Ok(());
    }
    if args.made_on.is_none() {
        args.made_on = ask.wanted("When was it made", date)?;
    }
    if args.due.is_none() {
        args.due = ask.wanted("By when is it to be done", date)?;
    }
    if args.condition.is_none() {
        args.condition = ask.wanted("What would count as done", text)?;
    }
    let topics = desk.topics();
    if args.topic.is_empty() && !topics.is_empty() {
        ask.show(&topics)?;
        args.topic =
            ask.several("Topic", |written| pick("topic", written, &topics).map(|one| one.id.clone()))?;
    }
    Ok(())
}

fn from_title(title: &str) -> Result<String, Wrong> {
    let id = short(title).filter(|id| id != "page");
    id.ok_or_else(|| {
        let finding = Diagnostic::general("no-id", "no id can be made of the title");
        Box::new(finding.help("write one of your own: onrecord new claim an-id --title …"))
    })
}

fn is_taken(desk: &Desk<'_>, id: &str) -> bool {
    let records = &desk.records;
    let by_claim = |claim: &onrecord::record::claim::ClaimRecord| {
        claim.id.as_str() == id || claim.aliases.iter().any(|alias| alias.as_str() == id)
    };
    // Where the disk does not say, writing will.
    let on_disk = || {
        let names = [
            format!("content/claims/{id}"),
            format!("content/claims/{id}.md"),
            format!("content/claims/{id}.toml"),
        ];
        names.iter().any(|name| desk.project.has(&FilePath::new(name)).unwrap_or(false))
    };
    id == "page"
        || records.claims.iter().any(|claim| by_claim(claim))
        || records.lost.ids.contains(id)
        || on_disk()
}

/// Refuses an id that another claim has or had.
fn unused(desk: &Desk<'_>, id: &str) -> Result<(), Wrong> {
    if !is_taken(desk, id) {
        return Ok(());
    }
    let next = free(id, |id| is_taken(desk, id));
    let finding = Diagnostic::general("exists", format!("there is a claim `{id}` already, or there was"));
    Err(Box::new(finding.help(format!("name another id; `{next}` is free"))))
}

/// The ids of claimants, and those who must be added.
fn claimants(
    given: &[String],
    desk: &Desk<'_>,
    likeness: Likeness,
) -> Result<(Vec<String>, Vec<NewPerson>), Wrong> {
    let (mut ids, mut added): (Vec<String>, Vec<NewPerson>) = Default::default();
    for one in given {
        let named = desk.claimant(one, likeness)?;
        if ids.iter().any(|id| id == named.id()) {
            continue;
        }
        ids.push(named.id().to_owned());
        if let Named::New(id, name) = named {
            added.push(NewPerson { id, name, kind: PersonKind::Body, same_as: Vec::new() });
        }
    }
    Ok((ids, added))
}

/// Each once, in order.
pub(super) fn once(all: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(all.len());
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}
