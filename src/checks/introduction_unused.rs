//! A page introduces a generated page that is switched off.

use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "introduction-unused",
    summary: "A text introduces a page that the settings switch off, so that nobody can read it.",
    explanation: "With the id of a generated page (`corrections`, `sources`, `years` …) a file of `content/pages/` is the \
                  introduction of that page and has no address of its own. Where the settings switch the page off, the \
                  text stands nowhere: a policy of corrections may be gone from the site, and nothing on it says so.\n\n\
                  The rule looks at `content/pages/` and at `[outputs]` of `site.toml`. Drafts are left alone.\n\n\
                  Switch the page on again, take the file out, or give it another name (`corrections-policy.md`): then it \
                  is a page of the site's own. Links to its address are reported by themselves.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        for page in scene.pages.iter().filter(|page| !page.draft) {
            let Some((output, key)) = scene.config.switched_off(page.id.as_str()) else { continue };
            findings.add(
                Place::new(&page.file, page.title.span),
                format!(
                    "`/{}/`, which this text introduces, is switched off: the text stands nowhere",
                    page.id.as_str()
                ),
                format!(
                    "set `{key} = true` under [outputs.{output}], take the file out, or rename it to publish it by itself"
                ),
            );
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, found, quiet};
    use crate::routes::INTRODUCED;

    const PAGE: &str = "+++\ntitle = \"Told\"\n+++\n\nOur rules.\n";

    fn site(outputs: &str) -> String {
        format!("title = \"Site\"\nbase_url = \"https://site.example.org/\"\n{outputs}\n")
    }

    #[test]
    fn an_introduction_of_a_page_that_is_off_is_found() {
        for (page, output, key) in [
            ("corrections", "changes", "enabled"),
            ("changes", "changes", "enabled"),
            ("claims", "list", "enabled"),
            ("years", "list", "enabled"),
            ("years", "list", "years"),
            ("source-kinds", "list", "source_kinds"),
            ("data", "data", "enabled"),
            ("data", "data", "tables"),
            ("follow-ups", "milestones", "enabled"),
            ("sources", "sources", "enabled"),
            ("status", "status", "enabled"),
        ] {
            let site = site(&format!("[outputs.{output}]\n{key} = false"));
            let expected = format!(
                "pages/{page}.md:2:9: `/{page}/`, which this text introduces, is switched off: the text stands nowhere \
                 (set `{key} = true` under [outputs.{output}], take the file out, or rename it to publish it by itself)"
            );
            fires(&RULE, &[("site.toml", &site), (&format!("pages/{page}.md"), PAGE)], &[&expected]);
        }
    }

    #[test]
    fn every_page_that_can_be_switched_off_is_known() {
        let off = ["changes", "data", "list", "milestones", "sources", "status"];
        let off: Vec<_> = off.iter().map(|output| format!("[outputs.{output}]\nenabled = false\n")).collect();
        let site = site(&off.concat());
        // The methodology belongs to the pages of the site, which cannot be switched off.
        for page in INTRODUCED.iter().filter(|page| **page != "methodology") {
            let lines = found(&RULE, &[("site.toml", &site), (&format!("pages/{page}.md"), PAGE)]);
            assert_eq!(lines.len(), 1, "{page}");
        }
    }

    #[test]
    fn introductions_of_pages_that_are_made_are_quiet() {
        let off = "[outputs.list]\nyears = false\n[outputs.changes]\nenabled = false\n[outputs.data]\ntables = false";
        for page in ["home", "methodology", "claims", "source-kinds", "topics", "sources", "about"] {
            quiet(&RULE, &[("site.toml", &site(off)), (&format!("pages/{page}.md"), PAGE)]);
        }
        let draft = PAGE.replacen("title", "draft = true\ntitle", 1);
        quiet(&RULE, &[("site.toml", &site(off)), ("pages/years.md", &draft)]);
        for page in INTRODUCED {
            quiet(&RULE, &[(&format!("pages/{page}.md"), PAGE)]);
        }
    }
}
