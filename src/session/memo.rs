//! What the last build found and did, so that a build of the same is over after one look at each file.
//!
//! Only a build that found nothing is remembered, and only while all that it read, all that it wrote and
//! all that it was asked are the same. It is a note like others: whoever deletes it loses time alone.

use std::fmt::Write;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::seen::Seen;
use super::{BuildOptions, Summary, chain};
use crate::date;
use crate::files::Project;
use crate::publish::{self, Target};
use crate::record::site::Config;
use crate::record::text::Hash;
use crate::routes::LinkStyle;
use crate::tracker::Drafts;

/// The first line: what this is, and the version of its form.
const HEAD: &str = "onrecord build 1";

/// A build that may be remembered.
pub(super) struct Memo {
    question: Hash,
    read: Hash,
}

/// How the day of a build came about.
#[derive(Clone, Copy)]
struct Dated {
    day: NaiveDate,
    zone: Tz,
    /// It is said somewhere, so that it does not pass.
    said: bool,
}

impl Memo {
    /// A build of what was seen; `None` where it is not to be remembered.
    pub(super) fn begin(seen: &Seen, target: &Target, options: &BuildOptions) -> Option<Self> {
        let read = seen.read(options)?;
        seen.is_settled(options).then(|| Self { question: question(target, options), read })
    }

    /// Remembers a build that found nothing.
    pub(super) fn keep(
        &self,
        project: &Project,
        target: &Target,
        options: &BuildOptions,
        config: &Config,
        summary: Summary,
    ) {
        let Some(stand) = publish::stand(project, target) else { return };
        let said = options.day.told.is_some() || options.day.epoch.is_some() || config.as_of.is_some();
        let day = chain::as_of(options.day, config).day;
        let Summary { claims, updates, pages, written: _, unchanged: _, removed: _ } = summary;
        let mut text = format!("{HEAD}\n{}\n", self.question.hex());
        let _ = writeln!(text, "{day} {} {said}", config.timezone);
        let _ = writeln!(text, "{claims} {updates} {pages}\n{}\n{}", stand.hex(), self.read.hex());
        project.remember(&name(target), text.as_bytes());
    }
}

/// What the last build did, where this one would find and write the same; no file of the site is written then.
pub(super) fn recall(
    project: &Project,
    seen: &Seen,
    target: &Target,
    options: &BuildOptions,
) -> Option<Summary> {
    let read = seen.read(options)?;
    let (bytes, _) = project.recall(&name(target))?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let mut lines = text.lines();
    let mut line = || lines.next();
    if line()? != HEAD || line()? != question(target, options).hex() {
        return None;
    }
    let dated = dated(line()?)?;
    if !dated.said && date::day_of(options.day.now, dated.zone) != dated.day {
        return None;
    }
    let mut figures = line()?.split(' ').map(|figure| figure.parse::<usize>().ok());
    let mut figure = || figures.next().flatten();
    let (claims, updates, pages) = (figure()?, figure()?, figure()?);
    let stand = line()?;
    if line()? != read.hex() {
        return None;
    }
    let unchanged = publish::stands(project, target, stand, options.day.nanoseconds())?;
    Some(Summary { claims, updates, pages, written: 0, unchanged, removed: 0 })
}

/// The note of this output folder: a project may have several.
fn name(target: &Target) -> String {
    let folder = target.folder().as_os_str().as_encoded_bytes();
    format!("build-{}", &Hash::of(folder).hex()[..16])
}

/// What is asked: everything that the site depends on beside the project's files and the day.
fn question(target: &Target, options: &BuildOptions) -> Hash {
    let BuildOptions { output: _, home: _, base_url, drafts, day, tolerance: _, run: _, only: _, links } =
        options;
    let mut text = format!("{} {} ", env!("ONRECORD_RENDERER"), target.folder().display());
    let _ = match links {
        LinkStyle::Folders => write!(text, "folders "),
        LinkStyle::Files => write!(text, "files "),
    };
    let drafts = *drafts == Drafts::Shown;
    let _ = write!(text, "{base_url:?} {drafts} {:?} {:?}", day.told, day.epoch);
    Hash::of(text.as_bytes())
}

fn dated(line: &str) -> Option<Dated> {
    let mut fields = line.split(' ');
    let (day, zone) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(Dated { day, zone, said: fields.next()?.parse().ok()? })
}
