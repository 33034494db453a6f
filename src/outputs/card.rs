//! Cards: the picture that stands beside a link to a claim, or to any other page of the site.
//!
//! They carry the day of the last check, never that of the build: networks keep them for long.

use crate::drawing::card;
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::tracker::ClaimIx;
use crate::view::card::{self as view, Shown};

/// The id of this output.
pub(super) const ID: OutputId = view::ID;

/// `/claims/ID/card.png` and `/card.png`.
pub(super) struct Cards;

impl Output for Cards {
    fn id(&self) -> OutputId {
        ID
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        let claim = &site.tracker.claims[ix];
        for (lang, language) in site.languages.iter().enumerate() {
            let basis = Basis::of(move |site| Shown::of(site, lang, ix).print(site));
            let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                let card = Shown::of(desk.site, lang, ix).card(desk);
                sheet.bytes(&card::png(&card, desk.site.theme.fonts()));
            };
            let path = language.routes.claim_card(&claim.record.id);
            made.push(Artifact::drawn(ID, lang, path, basis, draw));
        }
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let card = |(lang, language): (usize, &crate::output::Language)| {
            // All else that it shows is settings, which every fingerprint has.
            let basis = Basis::of(|site| site.theme.fonts_print());
            let draw = |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                sheet.bytes(&card::png(&view::of_site(desk), desk.site.theme.fonts()));
            };
            Artifact::drawn(ID, lang, language.routes.card(), basis, draw)
        };
        site.languages.iter().enumerate().map(card).collect()
    }
}
