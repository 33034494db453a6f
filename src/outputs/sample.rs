//! The small site of `tests/sites/sample/`, for the tests of outputs: `bus-lanes` has everything, `quiet`
//! has nothing, and everything that can have an old id has one. It takes the stages' own way.

use std::path::Path;
use std::sync::Arc;

use crate::files::Project;
use crate::load;
use crate::output::{self, Artifact, Basis, Index, Language, Made, Output, Part, Pieces, Prints, Site};
use crate::resolve;
use crate::routes::{LinkStyle, Routes, SitePath};
use crate::texts::FileTexts;
use crate::theme::Theme;
use crate::tracker::{AsOf, Drafts};

/// The site on its day.
pub(super) fn site() -> Site {
    site_on(Drafts::Hidden, None)
}

/// The site as a preview shows it on a day.
pub(super) fn preview(day: &str) -> Site {
    site_on(Drafts::Shown, Some(day))
}

fn site_on(drafts: Drafts, day: Option<&str>) -> Site {
    let project = Project::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/sample"));
    let loaded = load::load(&project);
    assert_eq!(loaded.findings, []);
    let records = loaded.records.expect("records");
    let told = day.map(|day| day.parse().expect("a day"));
    let day = told.or(records.config.as_of).expect("the site has its day");
    let (tracker, findings) = resolve::resolve(&records, AsOf::new(day, records.config.timezone), drafts);
    assert_eq!(findings, []);
    let theme = Theme::load("default", Vec::new(), &["en", "es"]).expect("the theme is sound");
    let language =
        |code: &str, routes| Language { code: code.into(), routes, strings: Arc::clone(theme.strings(code)) };
    Site {
        languages: vec![language("en", Routes::root()), language("es", Routes::language("es"))],
        prints: Prints::of(&tracker, None),
        tracker: Arc::new(tracker),
        texts: Arc::new(FileTexts::new(project)),
        theme: Arc::new(theme),
        links: LinkStyle::Folders,
        enabled: super::ALL.iter().map(|output| output.id()).collect(),
        pieces: Pieces::default(),
    }
}

/// What an output makes of the site.
pub(super) fn all_of(site: &Site, output: &dyn Output) -> Vec<Artifact> {
    let mut artifacts = output.of_site(site);
    (0..site.tracker.claims.len()).for_each(|ix| output.of_claim(site, ix, &mut artifacts));
    artifacts
}

/// What an index makes of these artifacts, those of claims put with their claims.
pub(super) fn indexed(site: &Site, index: &dyn Index, artifacts: Vec<Artifact>) -> Vec<Artifact> {
    let claims = site.tracker.claims.iter();
    let homes: Vec<Vec<SitePath>> = claims
        .map(|claim| site.languages.iter().map(|lang| lang.routes.claim(&claim.record.id)).collect())
        .collect();
    let mut parts: Vec<Vec<Artifact>> = homes.iter().map(|_| Vec::new()).collect();
    let mut others = Vec::new();
    for artifact in artifacts {
        let below = |homes: &Vec<SitePath>| {
            homes.iter().any(|home| artifact.path.as_str().starts_with(home.as_str()))
        };
        match homes.iter().position(below) {
            Some(ix) => parts[ix].push(artifact),
            None => others.push(artifact),
        }
    }
    let claims: Vec<_> = parts.into_iter().map(|part| Arc::new(Part::new(part))).collect();
    index.artifacts(site, Made { claims: &claims, others: &Part::new(others) })
}

/// What the artifact at `path` holds.
pub(super) fn drawn(site: &Site, artifacts: &[Artifact], path: &str) -> String {
    let artifact =
        artifacts.iter().find(|artifact| artifact.path.as_str() == path).expect("no such artifact");
    let mut bytes = Vec::new();
    output::draw(site, artifact, &mut bytes).expect("it draws");
    String::from_utf8(bytes).expect("it is text")
}

/// An empty artifact.
pub(super) fn blank(lang: usize, path: &str) -> Artifact {
    Artifact::drawn("claim", lang, SitePath::new(path), Basis::NOTHING, |_, _| {})
}
