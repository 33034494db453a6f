//! What earlier runs found: `.onrecord/addresses.json`, for people to read and for anybody to delete.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use onrecord::files::Project;
use serde::{Deserialize, Serialize};

use super::verdict::{Answer, Verdict};

/// The note's name.
const NOTE: &str = "addresses.json";
/// The version of its form.
const FORM: u32 = 1;
/// Days after which an address that nobody asks for any more is forgotten.
const FORGET_AFTER: i64 = 365;
/// As many days of failing make an address dead.
pub(super) const DAYS_TO_DEATH: u32 = 3;

/// What is known of addresses.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cache {
    form: u32,
    addresses: BTreeMap<String, Entry>,
}

/// What is known of one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<String>,
    /// The day on which it was asked last.
    #[serde(with = "day")]
    pub(super) checked: NaiveDate,
    /// Since it last answered well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) failed: Option<Failed>,
}

/// How often an address failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Failed {
    pub(super) times: u32,
    pub(super) days: u32,
    #[serde(with = "day")]
    pub(super) since: NaiveDate,
}

impl Default for Cache {
    fn default() -> Self {
        Self { form: FORM, addresses: BTreeMap::new() }
    }
}

impl Cache {
    /// The one of a project; one that cannot be read is none.
    pub(super) fn recall(project: &Project) -> Self {
        let read = project.recall(NOTE).and_then(|(bytes, _)| serde_json::from_slice::<Self>(&bytes).ok());
        read.filter(|cache| cache.form == FORM).unwrap_or_default()
    }

    /// Writes it.
    pub(super) fn keep(&self, project: &Project) {
        // Texts and numbers are always JSON.
        if let Ok(mut bytes) = serde_json::to_vec_pretty(self) {
            bytes.push(b'\n');
            project.jot(NOTE, &bytes);
        }
    }

    /// What is known of an address.
    pub(super) fn get(&self, url: &str) -> Option<&Entry> {
        self.addresses.get(url)
    }

    /// Notes what came of an address on a day.
    pub(super) fn note(&mut self, url: &str, answer: &Answer, day: NaiveDate) {
        let before = self.addresses.get(url);
        let failed = answer.fails().then(|| {
            match before.and_then(|entry| entry.failed.map(|failed| (entry, failed))) {
                Some((entry, failed)) => Failed {
                    times: failed.times.saturating_add(1),
                    days: failed.days.saturating_add(u32::from(entry.checked < day)),
                    since: failed.since,
                },
                None => Failed { times: 1, days: 1, since: day },
            }
        });
        let Answer { verdict, status, to, why } = answer.clone();
        self.addresses.insert(url.to_owned(), Entry { verdict, status, to, why, checked: day, failed });
    }

    /// Forgets what nobody asked for in a long time.
    pub(super) fn tidy(&mut self, day: NaiveDate) {
        self.addresses.retain(|_, entry| (day - entry.checked).num_days() <= FORGET_AFTER);
    }
}

impl Entry {
    /// Whether it need not be asked again: it was at most so many days ago. What may pass is asked again on the next day.
    pub(super) fn is_fresh(&self, day: NaiveDate, fresh_for: u16) -> bool {
        let may_pass =
            matches!(self.verdict, Verdict::Unreachable | Verdict::Unsafe) || self.status == Some(429);
        let days = if may_pass { fresh_for.min(1) } else { fresh_for };
        (0..i64::from(days)).contains(&(day - self.checked).num_days())
    }

    /// How it stands: what fails day after day is dead.
    pub(super) fn verdict(&self) -> Verdict {
        match self.failed {
            Some(failed) if self.verdict == Verdict::Unreachable && failed.days >= DAYS_TO_DEATH => {
                Verdict::Dead
            }
            _ => self.verdict,
        }
    }
}

impl Answer {
    fn fails(&self) -> bool {
        matches!(self.verdict, Verdict::Dead | Verdict::Unreachable)
    }
}

/// A day as it is written.
mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer, de};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
    pub(super) fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make their own files")]
mod tests {
    use super::*;

    const URL: &str = "https://example.org/a";

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 2, day).unwrap()
    }

    #[test]
    fn what_fails_on_three_days_is_dead_and_one_good_answer_begins_anew() {
        let (mut cache, fault) = (Cache::default(), Answer::because(Verdict::Unreachable, "refused"));
        let verdict = |cache: &Cache| cache.get(URL).unwrap().verdict();
        for (on, expected) in [
            (1, Verdict::Unreachable),
            (1, Verdict::Unreachable),
            (1, Verdict::Unreachable),
            (2, Verdict::Unreachable),
            (5, Verdict::Dead),
        ] {
            cache.note(URL, &fault, day(on));
            assert_eq!(verdict(&cache), expected, "{on}");
        }
        assert_eq!(cache.get(URL).unwrap().failed, Some(Failed { times: 5, days: 3, since: day(1) }));
        cache.note(URL, &Answer::new(Verdict::Blocked), day(6));
        cache.note(URL, &fault, day(7));
        assert_eq!(verdict(&cache), Verdict::Unreachable);
    }

    #[test]
    fn answers_are_fresh_for_days_and_faults_for_one() {
        let mut cache = Cache::default();
        cache.note(URL, &Answer::new(Verdict::Ok), day(10));
        let fresh = |cache: &Cache, on, days| cache.get(URL).unwrap().is_fresh(day(on), days);
        assert!(fresh(&cache, 10, 7) && fresh(&cache, 16, 7));
        assert!(!fresh(&cache, 17, 7) && !fresh(&cache, 10, 0) && !fresh(&cache, 9, 7));
        cache.note(URL, &Answer::new(Verdict::Unreachable), day(10));
        assert!(fresh(&cache, 10, 7) && !fresh(&cache, 11, 7) && !fresh(&cache, 10, 0));
        cache.note(URL, &Answer { status: Some(429), ..Answer::new(Verdict::Blocked) }, day(12));
        assert!(fresh(&cache, 12, 7) && !fresh(&cache, 13, 7));
    }

    #[test]
    fn a_note_of_another_form_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::new(folder.path());
        let mut cache = Cache::default();
        let moved = Answer { to: Some("https://example.org/b".into()), ..Answer::new(Verdict::Moved) };
        cache.note(URL, &Answer { status: Some(200), ..moved }, day(3));
        cache.note("https://example.org/", &Answer::because(Verdict::Unreachable, "late"), day(4));
        std::fs::create_dir(folder.path().join(".onrecord")).unwrap();
        cache.keep(&project);
        let file = folder.path().join(".onrecord/addresses.json");
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(
            text,
            r#"{
  "form": 1,
  "addresses": {
    "https://example.org/": {
      "verdict": "unreachable",
      "why": "late",
      "checked": "2026-02-04",
      "failed": {
        "times": 1,
        "days": 1,
        "since": "2026-02-04"
      }
    },
    "https://example.org/a": {
      "verdict": "moved",
      "status": 200,
      "to": "https://example.org/b",
      "checked": "2026-02-03"
    }
  }
}
"#
        );
        assert_eq!(Cache::recall(&project), cache);
        for other in
            ["", "{}", "[1]", &text.replace("\"form\": 1", "\"form\": 2"), &text[..40], "\u{0}\u{ff}"]
        {
            std::fs::write(&file, other).unwrap();
            assert_eq!(Cache::recall(&project), Cache::default(), "{other}");
        }
        cache.tidy(NaiveDate::from_ymd_opt(2027, 2, 4).unwrap());
        assert_eq!((cache.get(URL), cache.addresses.len()), (None, 1));
    }
}
