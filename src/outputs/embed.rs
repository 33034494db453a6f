//! Cards: a claim in a frame on pages of others, and the document (oEmbed 1.0) by which publishing systems find it.

use serde::Serialize;

use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::tracker::ClaimIx;
use crate::view::card::CardLink;
use crate::view::embed::{self, card};
use crate::view::part;

/// The id of this output.
pub(super) const ID: OutputId = embed::ID;

/// `/claims/ID/embed/` and `/claims/ID/oembed.json`.
pub(super) struct Embeds;

impl Output for Embeds {
    fn id(&self) -> OutputId {
        ID
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        let id = &site.tracker.claims[ix].record.id;
        for (lang, language) in site.languages.iter().enumerate() {
            let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                sheet.template(desk, "embed.html", || card::card(desk, &desk.tracker().claims[ix]));
            };
            made.push(Artifact::drawn(ID, lang, language.routes.embed(id), Basis::Listed(ix), draw));
            let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| sheet.json(&document(desk, ix));
            made.push(Artifact::drawn(ID, lang, language.routes.oembed(id), Basis::Listed(ix), draw));
        }
    }
}

/// A response of oEmbed 1.0 (oembed.com, sections 2.3.4 and 2.3.4.4). It is a file, so that it cannot heed `maxwidth`.
#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_url: Option<&'a str>,
    provider_name: &'a str,
    provider_url: String,
    /// Seconds for which a reader may keep it.
    cache_age: u32,
    html: String,
    width: u32,
    height: u32,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
}

/// The claim's picture: the standard has all three of these or none.
#[derive(Serialize)]
struct Thumbnail {
    #[serde(rename = "thumbnail_url")]
    url: String,
    #[serde(rename = "thumbnail_width")]
    width: usize,
    #[serde(rename = "thumbnail_height")]
    height: usize,
}

/// A day: what changes with the claim is the card itself.
const CACHE_AGE: u32 = 86_400;

fn document<'a>(desk: &Desk<'a>, ix: ClaimIx) -> Document<'a> {
    let (claim, config) = (&desk.tracker().claims[ix], desk.config());
    let says = embed::sentence(desk, claim);
    let named = |key, name| part::plain(desk, &config.translations, key, name);
    let organisation = config.organisation.as_ref();
    let thumbnail = |CardLink { url, width, height, .. }| Thumbnail { url, width, height };
    Document {
        version: "1.0",
        kind: "rich",
        author_name: organisation.map(|organisation| named("organisation.name", &organisation.name)),
        author_url: organisation.and_then(|organisation| organisation.url.as_ref()).map(|url| &***url),
        provider_name: named("title", &config.title),
        provider_url: desk.site.absolute(&desk.routes().home()),
        cache_age: CACHE_AGE,
        html: embed::frame(desk, claim, &says),
        width: embed::WIDTH,
        height: card::height(desk, claim),
        thumbnail: CardLink::of_claim(desk, claim).map(thumbnail),
        title: says,
    }
}

#[cfg(test)]
mod tests;
