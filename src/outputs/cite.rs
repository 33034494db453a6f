//! Citations as files, for programs that keep literature: a claim, and each update that is cited alone, in three
//! forms. What they say is [`crate::view::reference`]'s; here it is only written down.

mod bibtex;
mod csl;
mod ris;

use crate::output::{Artifact, Basis, Desk, Output, OutputId, Sheet, Site};
use crate::routes::CiteForm;
use crate::tracker::ClaimIx;
use crate::view::{entry, reference};

/// `/claims/ID/cite.bib` and `/claims/ID/cite/UPDATE.bib`, with `.ris` and `.json` beside them.
pub(super) struct Citations;

impl Output for Citations {
    fn id(&self) -> OutputId {
        "cite"
    }

    fn of_claim(&self, site: &Site, ix: ClaimIx, made: &mut Vec<Artifact>) {
        let claim = &site.tracker.claims[ix];
        let alone = |place: &usize| {
            site.config().has_citations_of_updates() && entry::is_cited(site.config(), claim, *place)
        };
        let updates = (0..claim.updates.len()).filter(alone);
        let cited: Vec<Option<usize>> = [None].into_iter().chain(updates.map(Some)).collect();
        for (lang, language) in site.languages.iter().enumerate() {
            for &update in &cited {
                let id = update.map(|place| &claim.update(place).id);
                for form in CiteForm::ALL {
                    let path = language.routes.cite(&claim.record.id, id, form);
                    let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| {
                        write(desk, sheet, ix, update, form);
                    };
                    made.push(Artifact::drawn("cite", lang, path, Basis::Claim(ix), draw));
                }
            }
        }
    }
}

fn write(desk: &Desk<'_>, sheet: &mut Sheet<'_>, ix: ClaimIx, update: Option<usize>, form: CiteForm) {
    let reference = reference::reference(desk, &desk.tracker().claims[ix], update);
    match form {
        CiteForm::BibTex => sheet.text(&bibtex::entry(&reference)),
        CiteForm::Ris => sheet.text(&ris::entry(&reference)),
        CiteForm::Csl => sheet.json(&[csl::item(&reference)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outputs::sample::{self, all_of, drawn};

    #[test]
    fn a_claim_and_each_update_that_is_cited_alone_have_three_files_in_each_language() {
        let site = sample::site();
        let made = all_of(&site, &Citations);
        let english = made.iter().map(|file| file.path.as_str()).filter(|path| !path.starts_with("es/"));
        let (bib, others): (Vec<_>, Vec<_>) =
            english.partition(|path| path.rsplit('.').next() == Some("bib"));
        assert_eq!(
            bib,
            [
                "claims/bus-lanes/cite.bib",
                "claims/bus-lanes/cite/2026-01-10-0800.bib",
                "claims/quiet/cite.bib"
            ]
        );
        assert_eq!((others.len(), made.len()), (2 * bib.len(), 6 * bib.len()));
    }

    #[test]
    fn an_update_is_cited_in_the_language_of_its_page() {
        let site = sample::site();
        let made = all_of(&site, &Citations);
        let file =
            |ending: &str| drawn(&site, &made, &format!("es/claims/bus-lanes/cite/2026-01-10-0800.{ending}"));
        assert_eq!(
            file("bib"),
            "@misc{bus-lanes-2026-01-10-0800,\n  title = {{Bus lanes on Main Street: entrada del 10 de enero de 2026, \
             08:00}},\n  howpublished = {Sample},\n  date = {2026-01-10},\n  year = {2026},\n  month = jan,\n  url = \
             {https://example.org/tracker/es/claims/bus-lanes/u/2026-01-10-0800/},\n  language = {es},\n  note = \
             {Lectura: En curso. Última revisión de la afirmación: 13 de febrero de 2026, 14:42},\n}\n"
        );
        assert_eq!(
            file("ris"),
            "TY  - ELEC\r\nID  - bus-lanes-2026-01-10-0800\r\nTI  - Bus lanes on Main Street: entrada del 10 de enero de \
             2026, 08:00\r\nT2  - Sample\r\nPY  - 2026\r\nDA  - 2026/01/10/\r\nLA  - es\r\nUR  - \
             https://example.org/tracker/es/claims/bus-lanes/u/2026-01-10-0800/\r\nN1  - Lectura: En curso. Última \
             revisión de la afirmación: 13 de febrero de 2026, 14:42\r\nER  - \r\n"
        );
        let item: serde_json::Value = serde_json::from_str(&file("json")).unwrap();
        let expected = serde_json::json!([{
            "id": "bus-lanes-2026-01-10-0800",
            "type": "webpage",
            "title": "Bus lanes on Main Street: entrada del 10 de enero de 2026, 08:00",
            "container-title": "Sample",
            "issued": { "date-parts": [[2026, 1, 10]] },
            "URL": "https://example.org/tracker/es/claims/bus-lanes/u/2026-01-10-0800/",
            "language": "es",
            "note": "Lectura: En curso. Última revisión de la afirmación: 13 de febrero de 2026, 14:42",
        }]);
        assert_eq!(item, expected);
    }
}
