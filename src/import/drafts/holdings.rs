//! What a project holds, as far as an import of many claims must know it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::keys::{self, key};
use crate::import::Known;
use crate::import::known::bare;
use crate::record::Records;
use crate::record::claim::{ClaimRecord, UpdateRecord};
use crate::record::party::{Citation, Says, SourceRecord};
use crate::record::text::Text;

/// What a project holds.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// Zone, vocabulary, and the ids of sources.
    pub known: Known,
    /// The site's languages, the first one first.
    pub languages: Vec<String>,
    /// Topics of the site.
    pub topics: Vec<String>,
    pub(super) people: Vec<HeldParty>,
    pub(super) publishers: Vec<HeldParty>,
    /// What is known of sources, by where they are found.
    pub(super) sources: FxHashMap<String, HeldSource>,
    /// Sources that are no address, by where they are found.
    pub(super) places: FxHashMap<String, String>,
    pub(super) claims: Vec<HeldClaim>,
}

/// A claimant or a publisher.
#[derive(Clone, Debug)]
pub(super) struct HeldParty {
    pub id: String,
    pub aliases: Vec<String>,
    pub name: String,
    pub url: Option<String>,
    pub same_as: Vec<String>,
}

/// A source, beside its id and place.
#[derive(Clone, Debug, Default)]
pub(super) struct HeldSource {
    pub title: Option<String>,
    /// An id.
    pub publisher: Option<String>,
    pub published: Option<String>,
}

/// A claim.
#[derive(Clone, Debug)]
pub(super) struct HeldClaim {
    pub id: String,
    pub aliases: Vec<String>,
    /// Its folder; `None` where it is written in one file.
    pub folder: Option<String>,
    pub title: String,
    pub claim: String,
    pub claimants: Vec<String>,
    /// Other keys of its front matter, in the form of `Value::plain`.
    pub fields: FxHashMap<&'static str, String>,
    /// Where the sources that it cites itself are found.
    pub cited: FxHashSet<String>,
    /// Addresses that stand for the claim itself.
    pub identities: Vec<String>,
    /// The words of its summary.
    pub words: String,
    pub updates: Vec<HeldUpdate>,
}

/// An update.
#[derive(Clone, Debug)]
pub(super) struct HeldUpdate {
    pub id: String,
    pub file: String,
    pub digits: String,
    pub status: Option<String>,
    pub fields: FxHashMap<&'static str, String>,
    /// Where the sources that it cites are found, and their ids.
    pub cited: FxHashSet<String>,
    /// Reviews that it stands for.
    pub reviews: Vec<String>,
    pub words: String,
    /// Retracted or removed by the editors, so that it may differ.
    pub withdrawn: bool,
}

impl Holdings {
    /// What `records` hold; `read` gives a text as it stands.
    pub fn of(records: &Records, mut read: impl FnMut(&Text) -> String) -> Self {
        let sources: FxHashMap<&str, &SourceRecord> =
            records.sources.iter().map(|source| (source.id.as_str(), &**source)).collect();
        let told = |source: &SourceRecord| {
            let held = HeldSource {
                title: source.title.as_deref().map(str::to_owned),
                publisher: source.publisher.as_ref().map(|publisher| publisher.to_string()),
                published: source.published.as_ref().map(|date| date.to_string()),
            };
            Some((place(source)?, held))
        };
        let unlinked = |source: &SourceRecord| {
            let place = source.where_found.as_deref().filter(|_| source.url.is_none())?;
            Some((place.to_owned(), source.id.to_string()))
        };
        let publisher = |publisher: &crate::record::party::PublisherRecord| HeldParty {
            id: publisher.id.to_string(),
            aliases: publisher.aliases.iter().map(|id| id.to_string()).collect(),
            name: publisher.name.to_string(),
            url: publisher.url.as_ref().map(|url| url.to_string()),
            same_as: Vec::new(),
        };
        Self {
            known: Known::of(records, "", |_| String::new()),
            languages: records.config.languages.iter().map(|lang| lang.code.to_string()).collect(),
            topics: records.config.topics.iter().map(|topic| topic.id.to_string()).collect(),
            people: records.people.iter().map(|person| held_person(person)).collect(),
            publishers: records.publishers.iter().map(|one| publisher(one)).collect(),
            sources: records.sources.iter().filter_map(|source| told(source)).collect(),
            places: records.sources.iter().filter_map(|source| unlinked(source)).collect(),
            claims: records.claims.iter().map(|claim| held_claim(claim, &sources, &mut read)).collect(),
        }
    }
}

fn held_person(person: &crate::record::party::PersonRecord) -> HeldParty {
    HeldParty {
        id: person.id.to_string(),
        aliases: person.aliases.iter().map(|id| id.to_string()).collect(),
        name: person.name.to_string(),
        url: None,
        same_as: person.same_as.iter().map(|url| url.to_string()).collect(),
    }
}

fn place(source: &SourceRecord) -> Option<String> {
    source
        .url
        .as_ref()
        .map(|url| url.to_string())
        .or_else(|| source.where_found.as_deref().map(str::to_owned))
}

fn held_claim(
    claim: &ClaimRecord,
    sources: &FxHashMap<&str, &SourceRecord>,
    read: &mut impl FnMut(&Text) -> String,
) -> HeldClaim {
    let word = |word: &dyn ToString| Some(word.to_string());
    let text = |text: &Option<Box<str>>| text.as_deref().map(bare);
    let list = |ids: Vec<String>| (!ids.is_empty()).then(|| ids.join(", "));
    let fields = [
        ("published", claim.published.as_ref().map(|date| date.value.to_string())),
        ("kind", word(&claim.kind.word())),
        ("quote", text(&claim.quote)),
        ("quote_lang", claim.quote_lang.as_deref().map(str::to_owned)),
        ("made_on", claim.made_on.as_ref().map(|date| date.value.to_string())),
        ("completion_condition", text(&claim.completion_condition)),
        ("completion_due", claim.completion_due.as_ref().map(|date| date.value.to_string())),
        ("due_basis", word(&claim.due_basis.word())),
        ("topics", list(claim.topics.iter().map(|topic| topic.value.to_string()).collect())),
        ("lang", claim.lang.as_deref().map(str::to_owned)),
    ];
    let mut cited: FxHashSet<String> =
        claim.citations.iter().flat_map(|citation| places(citation, sources)).collect();
    if let Some(appearance) = &claim.appearance {
        cited.insert(appearance.to_string());
        cited.extend(sources.get(appearance.as_str()).and_then(|source| place(source)));
    }
    let context = claim.citations.iter().filter(|citation| citation.says == Says::Context);
    let url = |citation: &Citation| {
        sources
            .get(citation.source.as_str())
            .and_then(|source| source.url.as_ref())
            .map(|url| url.to_string())
    };
    HeldClaim {
        id: claim.id.to_string(),
        aliases: claim.aliases.iter().map(|id| id.to_string()).collect(),
        folder: claim.file.as_str().strip_suffix("/claim.md").map(str::to_owned),
        title: key(&claim.title),
        claim: key(&claim.claim),
        claimants: claim.claimants.iter().map(|claimant| claimant.to_string()).collect(),
        fields: fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect(),
        cited,
        identities: context.filter_map(url).collect(),
        words: bare(&read(&claim.summary)),
        updates: claim.updates.iter().map(|update| held_update(update, sources, read)).collect(),
    }
}

fn held_update(
    update: &UpdateRecord,
    sources: &FxHashMap<&str, &SourceRecord>,
    read: &mut impl FnMut(&Text) -> String,
) -> HeldUpdate {
    let review = |citation: &Citation| {
        let place = sources.get(citation.source.as_str()).and_then(|source| place(source))?;
        Some(keys::review(&place, citation.quote.as_deref()?))
    };
    let fields = [
        ("summary", update.summary.as_ref().map(|summary| bare(summary))),
        ("as_of", update.as_of.as_ref().map(|date| date.value.to_string())),
        ("happened_on", update.happened_on.as_ref().map(|date| date.value.to_string())),
        ("reported_status", update.reported_status.as_ref().map(|status| status.to_string())),
        ("method", Some(update.method.word().to_owned())),
        ("author", update.author.as_ref().map(|author| bare(author))),
        ("reviewed_by", update.reviewed_by.as_deref().map(bare)),
        ("key", update.key.then(|| "true".to_owned())),
    ];
    HeldUpdate {
        id: update.id.to_string(),
        file: update.file().to_string(),
        digits: update.published.id_digits(),
        status: update.status.as_ref().map(|status| status.to_string()),
        fields: fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect(),
        cited: update.citations.iter().flat_map(|citation| places(citation, sources)).collect(),
        reviews: update.citations.iter().filter_map(review).collect(),
        words: bare(&read(&update.body)),
        withdrawn: update.retracted.is_some() || update.removed.is_some(),
    }
}

/// The id of a cited source, and where it is found.
fn places<'s>(
    citation: &Citation,
    sources: &FxHashMap<&str, &'s SourceRecord>,
) -> impl Iterator<Item = String> + use<'s> {
    let found = sources.get(citation.source.as_str()).and_then(|source| place(source));
    [citation.source.to_string()].into_iter().chain(found)
}
