//! Badges: a claim's status, and each status alone, as drawings that others embed.

use crate::drawing::badge;
use crate::drawing::{Dress, Size, timeline};
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::tracker::ClaimIx;

/// `/claims/ID/status.svg`, `/claims/ID/timeline.svg` and `/status/ID/badge.svg`.
pub(super) struct Badges;

impl Output for Badges {
    fn id(&self) -> OutputId {
        "badge"
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        let claim = &site.tracker.claims[ix];
        for (lang, language) in site.languages.iter().enumerate() {
            let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                let tracker = desk.tracker();
                sheet.text(&badge::claim_badge(&tracker.claims[ix], tracker, &desk.words()));
            };
            let path = language.routes.badge(&claim.record.id);
            made.push(Artifact::drawn("badge", lang, path, Basis::Listed(ix), draw));
            let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                let (tracker, words) = (desk.tracker(), desk.words());
                let claim = &tracker.claims[ix];
                sheet.text(&timeline::timeline(claim, tracker, &words, Size::Wide, Dress::Standalone));
            };
            let path = language.routes.timeline(&claim.record.id);
            made.push(Artifact::drawn("badge", lang, path, Basis::Listed(ix), draw));
        }
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        for (lang, language) in site.languages.iter().enumerate() {
            for status in site.config().vocabulary() {
                let id = status.id.clone();
                let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                    sheet.text(&badge::status_badge(&id, desk.config(), &desk.words()));
                };
                let path = language.routes.status_badge(&status.id);
                artifacts.push(Artifact::drawn("badge", lang, path, Basis::NOTHING, draw));
            }
        }
        artifacts
    }
}
