//! What a citation of a claim, or of one of its updates, says: who, what, where, when, and how it stood.
//!
//! No format is known here: the outputs write these facts as files, templates show them. A citation never
//! names the day on which the site was built; the day on which it was read is the reader's to add.

use crate::date::{PartialDate, Parts, Precision};
use crate::output::Desk;
use crate::record::claim::Withdrawal;
use crate::record::site::Config;
use crate::routes::CiteForm;
use crate::theme::view;
use crate::tracker::claim::{Claim, Standing};
use crate::view::part::{self, Link};
use crate::view::{entry, why};

/// The facts of a citation in one language, each in one line.
#[derive(Debug)]
pub struct Reference<'a> {
    /// Tells it from others in a file: `bus-lanes`, `bus-lanes-2026-02-13-1442`.
    pub key: String,
    /// Who wrote it, as one name: a person where an update names one, else who publishes the site.
    pub author: Option<String>,
    /// What it is called.
    pub title: String,
    /// The site's name.
    pub site: String,
    /// Who publishes the site.
    pub publisher: Option<String>,
    /// When an update was published; when a claim was last checked, or came to the site.
    pub dated: &'a PartialDate,
    /// How it stood then, in words.
    pub note: String,
    /// The permalink; `None` on a site that does not know where it is.
    pub address: Option<String>,
    /// The language that it is written in.
    pub lang: &'a str,
}

/// The citation of a claim, or of one of its updates.
pub fn reference<'a>(desk: &Desk<'a>, claim: &'a Claim, update: Option<usize>) -> Reference<'a> {
    let (record, config) = (&*claim.record, desk.config());
    let title = part::plain(desk, &record.translations, "title", &record.title);
    let publisher = publisher(desk, config);
    let facts = |dated, author: Option<&str>, title: &str, note: &str, address| Reference {
        key: String::new(),
        author: author.map(in_one_line).or_else(|| publisher.clone()),
        title: in_one_line(title),
        site: in_one_line(part::plain(desk, &config.translations, "title", &config.title)),
        publisher: publisher.clone(),
        dated,
        note: in_one_line(note),
        address,
        lang: &desk.lang.code,
    };
    let Some(ix) = update else {
        let dated = claim.dates.last_checked.as_ref().unwrap_or(&claim.dates.first_published);
        let address = config.has_address().then(|| desk.site.absolute(&desk.routes().claim(&record.id)));
        return Reference {
            key: record.id.to_string(),
            ..facts(dated, None, title, &standing(desk, claim), address)
        };
    };
    let written = claim.update(ix);
    let date = desk.words().date(&written.published);
    let title = desk.fill("update.title", &[("title", &title), ("date", &date)]);
    let removed = claim.updates[ix].standing == Standing::Removed;
    let author = written.author.as_deref().filter(|_| !removed);
    let address = entry::address(desk, claim, ix);
    Reference {
        key: format!("{}-{}", record.id, written.id),
        ..facts(&written.published, author, &title, &reading(desk, claim, ix), address)
    }
}

fn publisher<'a>(desk: &Desk<'a>, config: &'a Config) -> Option<String> {
    let organisation = config.organisation.as_ref()?;
    Some(in_one_line(part::plain(desk, &config.translations, "organisation.name", &organisation.name)))
}

/// Where a claim stands, and when it was last checked.
fn standing(desk: &Desk<'_>, claim: &Claim) -> String {
    let label = part::status_label(desk, &claim.headline().status);
    let mut parts = vec![desk.fill("cite.status", &[("status", &label)])];
    parts.extend(why::unsettled(desk, claim));
    parts.extend(claim.marks.disputed.then(|| desk.say("mark.disputed")));
    parts.extend(checked(desk, claim, "page.checked"));
    parts.join(". ")
}

/// What an update read, whether that lasted, and when its claim was last checked.
fn reading(desk: &Desk<'_>, claim: &Claim, ix: usize) -> String {
    let written = claim.update(ix);
    let on = |key: &str, withdrawn: &Option<Withdrawal>| {
        let date = &withdrawn.as_ref()?.date;
        Some(desk.fill(key, &[("date", &desk.words().date(date))]))
    };
    let read = |status| {
        let key = if entry::is_firm(claim, ix) { "cite.reading" } else { "cite.unconfirmed" };
        desk.fill(key, &[("status", &part::status_label(desk, status))])
    };
    let stands = match claim.updates[ix].standing {
        Standing::Stands => entry::reading(claim, ix).map(read),
        Standing::Retracted => on("cite.retracted", &written.retracted),
        Standing::Removed => on("cite.removed", &written.removed),
    };
    let mut parts: Vec<String> = stands.into_iter().collect();
    parts.extend(checked(desk, claim, "cite.checked"));
    parts.join(". ")
}

fn checked(desk: &Desk<'_>, claim: &Claim, key: &str) -> Option<String> {
    let date = claim.dates.last_checked.as_ref()?;
    Some(desk.fill(key, &[("date", &desk.words().date(date))]))
}

/// A text without line breaks and control characters, which formats of one fact a line have no sign for.
pub fn in_one_line(text: &str) -> String {
    let ends = |c: char| c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(ends).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The calendar days of a date in EDTF, without the time: `2026-02-13`, `2026-02~`, `2026/2027`.
pub fn edtf(date: &PartialDate) -> String {
    let half = |parts: Parts| joined(parts, '-');
    let mark = match (date.is_approximate(), date.is_uncertain()) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    let until = date.until().map(|parts| format!("/{}", half(parts)));
    format!("{}{}{mark}", half(date.parts()), until.unwrap_or_default())
}

/// What is known of year, month and day: `2026/02/13`, `2026/02`, `2026`.
pub fn joined(parts: Parts, sign: char) -> String {
    let rest = [parts.month, parts.day].into_iter().flatten();
    rest.fold(format!("{:04}", parts.year), |text, part| format!("{text}{sign}{part:02}"))
}

view! {
    /// The citation as a page offers it.
    #[derive(Debug)]
    pub struct CiteView {
        /// All of it in one paragraph, to be copied.
        pub text: String,
        /// The permalink; `None` on a site that does not know where it is.
        pub address: Option<String>,
        /// The same in the forms that programs read; none where the site has them of claims alone.
        pub files: Vec<Link>,
        /// What the head of the page says of it.
        pub meta: Vec<MetaView>,
    }
}

view! {
    /// A line of a page's head.
    #[derive(Debug)]
    pub struct MetaView {
        /// What it is about.
        pub name: &'static str,
        /// What it says.
        pub content: String,
    }
}

/// The citation as the page of a claim or an update offers it; `None` on a site that makes none.
pub fn cite<'a>(desk: &Desk<'a>, claim: &'a Claim, update: Option<usize>) -> Option<CiteView> {
    if !desk.site.makes("cite") {
        return None;
    }
    let reference = reference(desk, claim, update);
    let (id, update) = (&claim.record.id, update.map(|ix| &claim.update(ix).id));
    let file = |form: CiteForm| Link {
        label: form.name().to_owned(),
        href: desk.href(&desk.routes().cite(id, update, form)),
    };
    let has_files = update.is_none() || desk.config().has_citations_of_updates();
    Some(CiteView {
        text: text(desk, &reference),
        files: if has_files { CiteForm::ALL.map(file).into() } else { Vec::new() },
        meta: meta(&reference),
        address: reference.address,
    })
}

/// `Author. “Title.” Site. How it stood. Address (read on …).`
fn text(desk: &Desk<'_>, reference: &Reference<'_>) -> String {
    let quoted = desk.fill("cite.title", &[("title", &reference.title)]);
    let parts = [reference.author.as_ref(), Some(&quoted), Some(&reference.site), Some(&reference.note)];
    let mut text = String::new();
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        text.push_str(part);
        text.push_str(if part.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
    }
    let read = desk.say("cite.read");
    if let Some(address) = &reference.address {
        text.push_str(address);
        text.push(' ');
    }
    text + "(" + &read + ")."
}

/// What reference managers and indexes look for in the head of a page: the names that Highwire Press gave.
fn meta(reference: &Reference<'_>) -> Vec<MetaView> {
    let date = match reference.dated.precision() {
        // A time of a day is named by its day; of an interval there is no one date.
        Precision::Interval => None,
        _ => Some(joined(reference.dated.parts(), '/')),
    };
    let lines = [
        ("citation_title", Some(reference.title.clone())),
        ("citation_author", reference.author.clone()),
        ("citation_publication_date", date),
        ("citation_publisher", reference.publisher.clone()),
        ("citation_language", Some(reference.lang.to_owned())),
        ("citation_public_url", reference.address.clone()),
    ];
    let said = lines.into_iter().filter_map(|(name, content)| Some(MetaView { name, content: content? }));
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_keep_what_is_known_of_them() {
        let cases = [
            ("2026-02-13T14:42-06:00", "2026-02-13"),
            ("2026-02", "2026-02"),
            ("2026~", "2026~"),
            ("2026-02-13?", "2026-02-13?"),
            ("0476/1492-10", "0476/1492-10"),
        ];
        for (written, expected) in cases {
            let date = PartialDate::parse(written, chrono_tz::Tz::UTC).unwrap().date;
            assert_eq!(edtf(&date), expected, "{written}");
        }
    }

    #[test]
    fn what_breaks_lines_becomes_a_space() {
        let hostile = " a\r\nb\u{2028}c\u{85}d\u{1c}e\tf \u{0} ]]> \u{202e}g\u{a0}h ";
        assert_eq!(in_one_line(hostile), "a b c d e f ]]> \u{202e}g\u{a0}h");
    }
}
