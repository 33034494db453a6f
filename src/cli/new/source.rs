//! `new source`.

use clap::Args;
use onrecord::addresses::web::is_same;
use onrecord::diagnostic::Diagnostic;
use onrecord::record::party::SourceRecord;
use onrecord::start::{self, Likeness, Named, NewSource, free, short};

use super::desk::Desk;
use super::take::{address, answer, line};
use super::{Failure, Manner, Plan, missing};
use crate::cli::ask::{Ask, Ended, Wrong};
use crate::cli::visible::visible;

/// Options of `new source`.
#[derive(Args, Clone)]
pub(super) struct SourceArgs {
    /// Its address on the web
    #[arg(long, value_name = "URL", value_parser = address)]
    url: Option<String>,
    /// Where else to find it: gazette and page, interview and date
    #[arg(long = "where", value_name = "TEXT", value_parser = line)]
    place: Option<String>,
    /// Its title
    #[arg(long, value_name = "TEXT", value_parser = line)]
    title: Option<String>,
    /// Who published it, by id or name
    #[arg(long, value_name = "ID|NAME", value_parser = line)]
    publisher: Option<String>,
    /// When it was published
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// A claim that it is evidence for [default: it is shared, in content/sources.toml]
    #[arg(long, value_name = "CLAIM")]
    claim: Option<String>,
    /// Add a publisher with a name that is much like a known one
    #[arg(long)]
    add: bool,
    #[command(flatten)]
    pub(super) manner: Manner,
}

impl SourceArgs {
    fn likeness(&self) -> Likeness {
        if self.add { Likeness::Meant } else { Likeness::Slip }
    }
}

/// A source, and its publisher where that is new.
pub(super) fn plan(args: &SourceArgs, desk: &Desk<'_>, ask: Option<&mut Ask<'_>>) -> Result<Plan, Failure> {
    desk.certain(|file| file == "content/sources.toml")?;
    let mut args = args.clone();
    undeclared(args.url.as_deref(), desk)?;
    if let Some(ask) = ask {
        fill(&mut args, desk, ask)?;
    }
    let likeness = args.likeness();
    let SourceArgs { url, place, title, publisher, .. } = args;
    let options = [
        ("--url or --where", url.is_some() || place.is_some()),
        ("--title", title.is_some()),
        ("--publisher", publisher.is_some()),
    ];
    missing("source", &options)?;
    let claim = args.claim.as_deref().map(|id| desk.claim(id)).transpose()?;
    let (title, publisher) = (title.unwrap_or_default(), publisher.unwrap_or_default());
    let named = desk.publisher(&publisher, likeness)?;
    let date = args.published.as_deref().map(|date| desk.date(date)).transpose()?;
    let publisher = named.id().to_owned();
    let id = id(desk, &publisher, date.as_deref(), &title);
    let new = NewSource { id, url, place, title, publisher, published: date };
    let form = desk.form(args.manner.remarks());
    let mut plan = Plan::of(start::source(&form, &new, claim.map(|claim| &claim.file)));
    if let Named::New(id, name) = named {
        plan.notes.push(format!("publisher `{}` ({id}) is new to content/sources.toml", visible(&name)));
        plan.pieces.insert(0, start::publisher(&form, &id, &name));
    }
    plan.notes.push(format!("cite it as `{}`", new.id));
    Ok(plan)
}

/// Asks for what was not said.
fn fill(args: &mut SourceArgs, desk: &Desk<'_>, ask: &mut Ask<'_>) -> Result<(), Ended> {
    let text = |written: &str| answer(line(written));
    if args.url.is_none() && args.place.is_none() {
        args.url = ask.wanted("Its address on the web", |written| {
            let url = answer(address(written))?;
            undeclared(Some(&url), desk).map(|()| url)
        })?;
        if args.url.is_none() {
            args.place =
                Some(ask.needed("Where else to find it: gazette and page, interview and date", text)?);
        }
    }
    if args.title.is_none() {
        args.title = Some(ask.needed("Its title", text)?);
    }
    if args.publisher.is_none() {
        let known = |written: &str| desk.publisher(written, args.likeness()).map(|_| written.to_owned());
        args.publisher = Some(ask.needed("Who published it: an id, or a name", known)?);
        if args.published.is_none() {
            args.published = ask.wanted("When was it published", |written| desk.date(written))?;
        }
    }
    Ok(())
}

/// Refuses an address that a source has already.
fn undeclared(url: Option<&str>, desk: &Desk<'_>) -> Result<(), Wrong> {
    let Some(url) = url else { return Ok(()) };
    let has = |source: &SourceRecord| source.url.as_ref().is_some_and(|there| is_same(there, url));
    let Some(source) = desk.records.sources.iter().find(|source| has(source)) else { return Ok(()) };
    let message = format!("source `{}` has this address already", source.id.value);
    let finding = Diagnostic::general("exists", message);
    Err(Box::new(
        finding.help(format!("cite it as `{}`; it is declared in {}", source.id.value, source.file)),
    ))
}

/// An id of the publisher and the day, or where nobody says which, of words of the title.
fn id(desk: &Desk<'_>, publisher: &str, date: Option<&str>, title: &str) -> String {
    let more = date.and_then(short).or_else(|| {
        let words: Vec<_> = short(title)?.split('-').take(5).map(str::to_owned).collect();
        Some(words.join("-"))
    });
    let id = match more {
        Some(more) => format!("{publisher}-{more}"),
        None => publisher.to_owned(),
    };
    let id = id.get(..onrecord::record::id::MAX_ID).unwrap_or(&id).trim_end_matches('-');
    let is_taken = |id: &str| {
        let records = &desk.records;
        records.lost.ids.contains(id) || records.sources.iter().any(|source| source.id.as_str() == id)
    };
    free(id, is_taken)
}
