//! `claims/ID/status.json`: a claim's status in the form that shields.io basis from an endpoint.
//!
//! That reader refuses keys that it does not know and an empty `message`, so that nothing of ours is
//! added. The drawn badge is `status.svg`, elsewhere.

use serde::Serialize;

use crate::date::PartialDate;
use crate::output::{Artifact, Basis, Desk, Output, OutputId, Site};
use crate::record::site::Config;
use crate::routes;
use crate::tracker::ClaimIx;
use crate::tracker::claim::Claim;

/// Statuses for shields.io. It shares its id, and so its settings, with the drawn badges.
pub(super) struct Shields;

impl Output for Shields {
    fn id(&self) -> OutputId {
        "badge"
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        let path = routes::status_json(&site.tracker.claims[ix].record.id);
        made.push(Artifact::drawn(self.id(), 0, path, Basis::Listed(ix), move |desk, sheet| {
            sheet.json(&view(desk, &desk.tracker().claims[ix]));
        }));
    }
}

/// The endpoint schema of shields.io, version 1, as far as it is used here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'a> {
    schema_version: u32,
    label: &'a str,
    message: String,
    /// Hexadecimal digits without `#`: the one form that every version of the service takes.
    color: String,
}

fn view<'a>(desk: &Desk<'a>, claim: &'a Claim) -> View<'a> {
    let (config, lang) = (desk.site.config(), &*desk.lang.code);
    let status = config.status(claim.headline().status.as_str()).unwrap_or(&config.unassessed);
    View {
        schema_version: 1,
        label: &claim.record.title,
        message: message(config, lang, claim),
        color: status.colour.hex().trim_start_matches('#').to_owned(),
    }
}

/// The status, what is reported but not confirmed (`Complete?`), and the day of the last check.
///
/// Without words of its own, since it stands in any language beside labels of the vocabulary.
fn message(config: &Config, lang: &str, claim: &Claim) -> String {
    let label = |key: &str| {
        let label = config.status(key).map_or("", |status| status.label(lang));
        // A label may be missing in a replaced vocabulary; the key is never empty.
        if label.is_empty() { key.to_owned() } else { label.to_owned() }
    };
    let mut parts = vec![label(claim.headline().status.as_str())];
    let unsettled = claim.marks.unsettled.as_ref();
    parts.extend(unsettled.map(|unsettled| format!("{}?", label(unsettled.status.as_str()))));
    parts.extend(claim.dates.last_checked.as_ref().map(day));
    parts.join(" · ")
}

/// The day, or what was written of it; a badge has no room for a time.
fn day(date: &PartialDate) -> String {
    date.day().map_or_else(|| date.to_string(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outputs::sample::{self, all_of, drawn};

    #[test]
    fn an_unconfirmed_report_stands_beside_the_headline() {
        let site = sample::site();
        let expected = r#"{
  "schemaVersion": 1,
  "label": "Bus lanes on Main Street",
  "message": "In progress · Complete? · 2026-02-13",
  "color": "1f5fa8"
}
"#;
        assert_eq!(drawn(&site, &all_of(&site, &Shields), "claims/bus-lanes/status.json"), expected);
    }

    #[test]
    fn a_claim_that_nobody_has_read_says_so() {
        let site = sample::site();
        let expected = r#"{
  "schemaVersion": 1,
  "label": "Quiet claim",
  "message": "Not yet assessed",
  "color": "5e5e58"
}
"#;
        assert_eq!(drawn(&site, &all_of(&site, &Shields), "claims/quiet/status.json"), expected);
    }
}
