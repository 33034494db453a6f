//! What a project already holds, as far as an import must know it.

use chrono_tz::Tz;
use rustc_hash::{FxHashMap, FxHashSet};

use super::words;
use crate::addresses::web::Address;
use crate::record::Records;
use crate::record::claim::ClaimRecord;
use crate::record::text::Text;

/// What a project already holds.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The site's zone.
    pub zone: Tz,
    /// Keys of the vocabulary.
    pub statuses: Vec<Box<str>>,
    /// People and bodies: id and name.
    pub people: Vec<(String, String)>,
    /// Publishers that have an address: host and id.
    pub publishers: Vec<(String, String)>,
    /// Ids of every source.
    pub source_ids: FxHashSet<String>,
    /// Ids of the sources that have an address, by that address.
    pub source_urls: FxHashMap<String, String>,
    /// The claim that is imported into, where it exists.
    pub claim: Option<KnownClaim>,
}

/// A claim that is imported into again.
#[derive(Clone, Debug, Default)]
pub struct KnownClaim {
    /// Its folder; `None` where it is written in one file, which takes no files of updates.
    pub folder: Option<String>,
    /// Its updates, wherever they stand.
    pub updates: Vec<KnownUpdate>,
    /// Follow-ups of the claim and its updates: the date as written, and the question's words.
    pub follow_ups: Vec<(String, String)>,
    /// Ids of whatever has one in the claim.
    pub items: FxHashSet<String>,
    /// The due date as written.
    pub due: Option<String>,
    /// Whether it says where it was made.
    pub has_appearance: bool,
    /// The words of its explainer, where it has one.
    pub explainer: Option<String>,
}

/// An update that the project holds.
#[derive(Clone, Debug)]
pub struct KnownUpdate {
    /// Its id.
    pub id: String,
    /// The digits of `published`, to the minute.
    pub digits: String,
    /// Its status.
    pub status: Option<String>,
    /// The words of its text.
    pub words: String,
    /// Retracted or removed by the editors, so that its text may differ.
    pub withdrawn: bool,
}

/// A text's words, one space apart: equal for texts that differ in marks only.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for word in words(text) {
        if !bare.is_empty() {
            bare.push(' ');
        }
        bare.push_str(word);
    }
    bare
}

impl Known {
    /// What `records` hold, with the claim `id`; `read` gives a text as it stands.
    pub fn of(records: &Records, id: &str, mut read: impl FnMut(&Text) -> String) -> Self {
        let claim = records.claims.iter().find(|claim| claim.id.as_str() == id);
        Self {
            zone: records.config.timezone,
            statuses: records.config.statuses.iter().map(|status| status.id.as_str().into()).collect(),
            people: records.people.iter().map(|p| (p.id.to_string(), p.name.to_string())).collect(),
            publishers: records
                .publishers
                .iter()
                .filter_map(|p| Some((host(p.url.as_ref()?)?.to_owned(), p.id.to_string())))
                .collect(),
            source_ids: records.sources.iter().map(|source| source.id.to_string()).collect(),
            source_urls: records
                .sources
                .iter()
                .filter_map(|source| Some((source.url.as_ref()?.to_string(), source.id.to_string())))
                .collect(),
            claim: claim.map(|claim| KnownClaim::of(claim, &mut read)),
        }
    }
}

impl Known {
    /// The only publisher whose own address has the host of `url`.
    pub(super) fn publisher_of(&self, url: &str) -> Option<&str> {
        let host = host(url)?;
        let mut same = self.publishers.iter().filter(|(of, _)| of.eq_ignore_ascii_case(host));
        let (_, id) = same.next()?;
        same.next().is_none().then_some(id)
    }
}

impl KnownClaim {
    fn of(claim: &ClaimRecord, read: &mut impl FnMut(&Text) -> String) -> Self {
        let mut follow_ups = Vec::new();
        let mut items = FxHashSet::default();
        let of_updates = claim.updates.iter().flat_map(|update| &update.follow_ups);
        for follow_up in claim.follow_ups.iter().chain(of_updates) {
            let question = bare(follow_up.question.as_deref().unwrap_or_default());
            follow_ups.push((follow_up.date.to_string(), question));
            items.insert(follow_up.id.to_string());
        }
        let milestones = claim.milestones.iter().chain(claim.updates.iter().flat_map(|u| &u.milestones));
        items.extend(milestones.map(|milestone| milestone.id.to_string()));
        items.extend(claim.criteria.iter().map(|criterion| criterion.id.to_string()));
        let updates = claim.updates.iter().map(|update| KnownUpdate {
            id: update.id.to_string(),
            digits: update.published.id_digits(),
            status: update.status.as_ref().map(|status| status.to_string()),
            words: bare(&read(&update.body)),
            withdrawn: update.retracted.is_some() || update.removed.is_some(),
        });
        let updates = updates.collect();
        let background = claim
            .explainer
            .lead
            .iter()
            .map(|text| (None, text))
            .chain(claim.explainer.questions.iter().map(|part| (Some(&part.question), &part.answer)));
        let mut explained = String::new();
        for (question, text) in background {
            let question = question.map_or("", |question| question);
            explained.extend([" ", &bare(question), " ", &bare(&read(text))]);
        }
        Self {
            folder: claim.file.as_str().strip_suffix("/claim.md").map(str::to_owned),
            updates,
            follow_ups,
            items,
            due: claim.completion_due.as_ref().map(|due| due.value.to_string()),
            has_appearance: claim.appearance.is_some(),
            explainer: (!explained.is_empty()).then_some(explained),
        }
    }
}

/// The host of a web address, without `www.`; `None` for anything else.
pub(super) fn host(url: &str) -> Option<&str> {
    let host = Address::parse(url)?.host;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}
