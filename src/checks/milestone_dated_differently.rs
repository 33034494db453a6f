//! The texts of a claim date the same milestone differently.

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use crate::check::{Findings, Level, Look, Prose, Role, Rule, Stage};
use crate::checks::spoken_date::spoken_date;
use crate::date::PartialDate;
use crate::diagnostic::Place;
use crate::markdown::Block;
use crate::tracker::Tracker;
use crate::tracker::claim::{Claim, MilestoneNow};

pub(super) const RULE: Rule = Rule {
    code: "milestone-dated-differently",
    summary: "The texts of a claim date the same milestone differently.",
    explanation: "Readers who find two dates for one event trust neither. Two things are looked at:\n\n\
                  - a text that puts a date right beside a milestone's title, as in `Trial crossing (24 May 2025)`, \
                  `Trial crossing: 2025-05-24` or `24 May 2025 — Trial crossing`, where the record never gave it that \
                  date;\n\
                  - two milestones of the same title that are both still to come, of which one was brought by an update, \
                  and whose dates do not touch.\n\n\
                  Every date that the milestone has had is fine in a text, before and after it was moved, and so is a \
                  day within a month that the record names. Dates without a year, approximate ones, titles of one word, \
                  quotations and retracted updates are left alone.\n\n\
                  Mend whichever is wrong. Where the date moved, say so in the update: `sets = { trial = { state = \
                  \"moved\", to = \"2025-05-24\" } }`. Where they are two events, give them two titles.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[
        Look::Claim(|_, claim, findings| compare_records(claim, findings)),
        Look::Texts(|scene, told, findings| {
            let Some(claim) = told.claim.filter(|claim| !claim.milestones.is_empty()) else { return };
            let sought: Vec<Sought<'_>> =
                claim.milestones.iter().filter(|one| is_telling(one)).map(Sought::of).collect();
            for prose in told.texts.iter().filter(|prose| sought.iter().any(|one| one.may_be_in(prose))) {
                let update = match prose.role {
                    Role::Update(ix) => claim.record.updates.get(ix),
                    _ => None,
                };
                if update.is_some_and(|update| update.retracted.is_some()) {
                    continue;
                }
                for block in prose.phrases() {
                    for one in &sought {
                        compare_text(scene, claim, one, prose, &block, findings);
                    }
                }
            }
        }),
    ],
};

/// Whether a milestone is dated well enough to be held against others.
fn is_dated(milestone: &MilestoneNow) -> bool {
    !milestone.date.is_approximate() && !milestone.date.is_uncertain()
}

/// Whether its title is long enough to be known again in a text.
fn is_telling(milestone: &MilestoneNow) -> bool {
    let title = milestone.record.title.trim();
    is_dated(milestone) && title.len() >= 8 && title.contains(' ')
}

fn touch(one: &PartialDate, other: &PartialDate) -> bool {
    one.earliest() < other.end() && other.earliest() < one.end()
}

fn key(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Milestones of one title that are both still to come, at least one of them brought by an update.
fn compare_records(claim: &Claim, findings: &mut Findings) {
    if claim.milestones.iter().all(|milestone| milestone.brought_by.is_none()) {
        return;
    }
    let to_come = claim.milestones.iter().filter(|milestone| milestone.is_open() && is_dated(milestone));
    let mut titles: FxHashMap<String, Vec<&MilestoneNow>> = FxHashMap::default();
    for milestone in to_come {
        titles.entry(key(&milestone.record.title)).or_default().push(milestone);
    }
    for same in titles.values_mut().filter(|same| same.len() > 1) {
        same.sort_by_key(|milestone| milestone.brought_by);
        let first = same[0];
        let others = same[1..].iter().filter(|other| other.brought_by != first.brought_by);
        for other in others.filter(|other| !touch(&first.date, &other.date)) {
            let (id, file) = (&other.record.id.value, file(claim, other));
            findings
                .add(
                    Place::new(file, other.record.date.span),
                    format!("milestone `{id}` is dated `{}`, and `{}` of the same title `{}`", other.date, first.record.id.value, first.date),
                    format!("if they are one, move it: `sets = {{ {} = {{ to = \"{}\" }} }}`; else give them two titles", first.record.id.value, other.date),
                )
                .notes
                .push((Place::new(self::file(claim, first), first.record.date.span), "the other one".to_owned()));
        }
    }
}

fn file<'a>(claim: &'a Claim, milestone: &MilestoneNow) -> &'a crate::diagnostic::FilePath {
    milestone.brought_by.map_or(&claim.record.file, |ix| claim.update(ix).file())
}

/// A date right beside the title that the record never gave it.
fn compare_text(
    tracker: &Tracker,
    claim: &Claim,
    sought: &Sought<'_>,
    prose: &Prose<'_>,
    block: &Block,
    findings: &mut Findings,
) {
    let milestone = sought.milestone;
    for start in sought.mentions(&block.text) {
        let zone = tracker.config.timezone;
        let end = start + sought.title.len();
        let said = date_after(&block.text, end, zone).or_else(|| date_before(&block.text, start, zone));
        let Some((date, bytes)) = said else { continue };
        if had(claim, milestone).any(|held| touch(held, &date)) {
            continue;
        }
        let spoken = &block.text[bytes.clone()];
        findings
            .add(
                prose.place(block.typed(bytes.clone())),
                format!(
                    "text dates milestone `{}` to `{spoken}`, and the record to `{}`",
                    milestone.record.id.value, milestone.date
                ),
                format!(
                    "mend whichever is wrong; where it moved: `sets = {{ {} = {{ to = \"{date}\" }} }}`",
                    milestone.record.id.value
                ),
            )
            .notes
            .push((
                Place::new(file(claim, milestone), milestone.record.date.span),
                "its date in the record".to_owned(),
            ));
    }
}

/// Every date that a milestone of this title has, had, or is given by any update.
fn had<'a>(claim: &'a Claim, milestone: &'a MilestoneNow) -> impl Iterator<Item = &'a PartialDate> {
    let title = key(&milestone.record.title);
    let alike = claim.milestones.iter().filter(move |other| key(&other.record.title) == title);
    alike.flat_map(move |other| {
        let id = other.record.id.as_str();
        let sets = claim.record.updates.iter().flat_map(|update| &update.sets);
        let to = sets.filter(move |set| set.target.as_str() == id).filter_map(|set| set.to.as_ref());
        let past = other.moved.iter().map(|moved| &moved.from);
        [&other.date, &other.record.date.value].into_iter().chain(past).chain(to.map(|to| &to.value))
    })
}

/// A milestone, and what is searched for in texts.
struct Sought<'a> {
    milestone: &'a MilestoneNow,
    title: &'a str,
    /// The title without its first letter, which may be of either case.
    tail: Finder<'a>,
    /// Its longest word, of which no mark and no end of a line takes a part.
    word: Finder<'a>,
}

impl<'a> Sought<'a> {
    fn of(milestone: &'a MilestoneNow) -> Self {
        let title = milestone.record.title.trim();
        let tail = title.char_indices().nth(1).map_or("", |(second, _)| &title[second..]);
        let word = tail.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len());
        Self { milestone, title, tail: Finder::new(tail), word: Finder::new(word.unwrap_or_default()) }
    }

    /// Whether a text is worth taking apart.
    fn may_be_in(&self, prose: &Prose<'_>) -> bool {
        self.word.find(prose.typed.as_bytes()).is_some()
    }

    /// Where the title stands in a text as whole words; its first letter in either case.
    fn mentions<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let tail = self.tail.needle().len();
        let head = &self.title[..self.title.len() - tail];
        self.tail.find_iter(text.as_bytes()).filter_map(move |at| {
            let start = at.checked_sub(head.len())?;
            let written = text.get(start..at)?;
            let is_word = |c: char| c.is_alphanumeric();
            let is_whole = !text[..start].ends_with(is_word) && !text[at + tail..].starts_with(is_word);
            (is_whole && written.to_lowercase() == head.to_lowercase()).then_some(start)
        })
    }
}

/// Words that may stand between a title and its date.
const BETWEEN: &[&str] = &[
    "is",
    "was",
    "on",
    "for",
    "by",
    "in",
    "set",
    "due",
    "planned",
    "scheduled",
    "dated",
    "took",
    "place",
    "el",
    "en",
    "es",
    "fue",
    "para",
    "se",
    "hizo",
    "prevista",
    "previsto",
    "día",
];

type Said = Option<(PartialDate, std::ops::Range<usize>)>;

/// The date right behind a title: `Title (DATE)`, `Title: DATE`, `Title was planned for DATE`.
fn date_after(text: &str, end: usize, zone: chrono_tz::Tz) -> Said {
    let mut at = end;
    for _ in 0..5 {
        at += text[at..].len()
            - text[at..].trim_start_matches([' ', '\n', ':', '(', ',', '–', '—', '-', '’', '”', '"']).len();
        if let Some((date, length)) = spoken_date(&text[at..], zone) {
            return Some((date, at..at + length));
        }
        let length = text[at..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - at);
        if !BETWEEN.contains(&&text[at..at + length]) {
            return None;
        }
        at += length;
    }
    None
}

/// The date right before a title, with a sign between them: `DATE — Title`, `DATE: Title`.
fn date_before(text: &str, start: usize, zone: chrono_tz::Tz) -> Said {
    let signs = text[..start].trim_end();
    let before = signs.trim_end_matches([':', '–', '—', '-']).trim_end();
    if before.len() == signs.trim_end().len() {
        return None;
    }
    let words = before.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).take(6);
    let dates = words.filter_map(|at| {
        let (date, length) = spoken_date(&before[at..], zone)?;
        (at + length == before.len()).then_some((date, at..before.len()))
    });
    // The longest reading: `13 February 2026` and not `February 2026`.
    dates.last()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, claim_with, fires, quiet};

    const TRIAL: &str = "[[milestones]]\nid = \"trial\"\ndate = 2026-03-15\ntitle = \"Trial crossing\"";

    #[test]
    fn a_text_that_gives_another_date_is_found_at_that_date() {
        for (text, place, said) in [
            ("The **trial crossing** (16 March 2026) is near.", "12:25", "16 March 2026"),
            ("Trial crossing: 2026-03-16.", "12:17", "2026-03-16"),
            ("- 16 de marzo de 2026 — Trial crossing", "12:3", "16 de marzo de 2026"),
            ("A\nTrial crossing was planned for *April 2026*.", "13:33", "April 2026"),
        ] {
            fires(
                &RULE,
                &[("claims/ferry.md", &claim(TRIAL, text))],
                &[&format!(
                    "claims/ferry.md:{place}: text dates milestone `trial` to `{said}`, and the record to `2026-03-15` \
                     (mend whichever is wrong; where it moved: `sets = {{ trial = {{ to = \"{}\" }} }}`)",
                    if said.starts_with("April") { "2026-04" } else { "2026-03-16" }
                )],
            );
        }
    }

    #[test]
    fn dates_that_it_had_or_that_belong_to_something_else_are_quiet() {
        let moved =
            "[[updates]]\npublished = 2026-02-01\nsets = { trial = { state = \"moved\", to = \"2026-05\" } }";
        let scheduled = "[[updates]]\npublished = 2026-04-01\nsets = { trial = { to = \"2026-09\" } }";
        let lines = format!("{TRIAL}\n\n{moved}\n\n{scheduled}");
        for text in [
            "Trial crossing (15 March 2026), now Trial crossing: 24 May 2026.",
            "Trial crossing in March 2026.",
            "Trial crossing is planned for September 2026.",
            "Trial crossing (16 March).",
            "Trial crossing and opening on 16 July 2026.",
            "The trial crossings: 16 July 2026.",
            "On 16 July 2026 the trial crossing was paid for.",
            "> Trial crossing: 16 July 2026",
            "`Trial crossing`: see 16 July 2026",
            "    Trial crossing: 16 July 2026",
        ] {
            quiet(&RULE, &[("claims/ferry.md", &claim(&lines, text))]);
        }
        let approximate = TRIAL.replace("2026-03-15", "\"2026-03-15~\"");
        quiet(&RULE, &[("claims/ferry.md", &claim(&approximate, "Trial crossing: 2026-03-16."))]);
        let retracted = "published = 2026-02-01\nbody = \"Trial crossing: 2026-03-16.\"\n\
                         retracted = { date = 2026-02-02, why = \"No.\" }";
        quiet(&RULE, &[("claims/ferry.md", &claim_with(TRIAL, &[retracted]))]);
    }

    #[test]
    fn two_milestones_of_one_title_that_are_both_to_come_are_found() {
        let brings = |title: &str, date: &str| {
            format!(
                "published = 2026-02-01\n[[updates.milestones]]\nid = \"again\"\ndate = {date}\ntitle = \"{title}\""
            )
        };
        fires(
            &RULE,
            &[("claims/ferry.md", &claim_with(TRIAL, &[&brings("trial  crossing", "2026-04-01")]))],
            &[
                "claims/ferry.md:14:8: milestone `again` is dated `2026-04-01`, and `trial` of the same title \
               `2026-03-15` (if they are one, move it: `sets = { trial = { to = \"2026-04-01\" } }`; else give them \
               two titles)",
            ],
        );
        quiet(&RULE, &[("claims/ferry.md", &claim_with(TRIAL, &[&brings("Trial crossing", "\"2026-03\"")]))]);
        quiet(&RULE, &[("claims/ferry.md", &claim_with(TRIAL, &[&brings("Opening", "2026-04-01")]))]);
        let over = format!("{TRIAL}\nstate = \"cancelled\"");
        quiet(&RULE, &[("claims/ferry.md", &claim_with(&over, &[&brings("Trial crossing", "2026-04-01")]))]);
        let series =
            format!("{TRIAL}\n{}", TRIAL.replace("\"trial\"", "\"second\"").replace("03-15", "04-15"));
        quiet(&RULE, &[("claims/ferry.md", &claim(&series, "It opened."))]);
    }
}
