//! Nothing stands below a heading.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::check::{Level, Look, Prose, Role, Rule, Stage, Told, cut};
use crate::diagnostic::{Place, Span};
use crate::routes::INTRODUCED;

pub(super) const RULE: Rule = Rule {
    code: "empty-section",
    summary: "Nothing stands below a heading, or below a question of an explainer.",
    explanation: "A heading promises a text. Where none follows, a reader wonders what was cut, and a list of contents \
                  leads to nothing. Mostly somebody meant to write it later.\n\n\
                  Looked at are headings in texts and questions of explainers. A heading that is followed by one of a \
                  lower level has its parts below it; a picture, a table or code counts as a text.\n\n\
                  Write the part, or take its heading out.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|_, told, findings| {
        for prose in &told.texts {
            if let Role::Answer(question) = prose.role
                && prose.text.is_blank()
            {
                let message = format!("question `{}` has no answer", cut(&question.question));
                findings.add(question_of(told, prose), message, "answer it, or take the question out");
            }
            // Below its introduction, a generated page goes on.
            let goes_on = told.page.is_some_and(|page| INTRODUCED.contains(&page.id.as_str()));
            let is_last = |heading: &Range<usize>| prose.typed[heading.end..].trim().is_empty();
            for heading in empty(prose).into_iter().filter(|heading| !(goes_on && is_last(heading))) {
                let words = prose.typed[heading.clone()].trim_matches(['#', ' ', '\t', '\r', '\n', '=', '-']);
                findings.add(
                    prose.place(heading.start..heading.start + prose.typed[heading.clone()].trim_end().len()),
                    format!("nothing stands below the heading `{}`", cut(words)),
                    "write the part, or take its heading out",
                );
            }
        }
    })],
};

/// The line of a question without an answer: it ends where the answer would stand.
fn question_of(told: &Told<'_>, prose: &Prose<'_>) -> Place {
    let place = prose.text.place();
    let sheet = told.sheets.iter().find(|sheet| *sheet.file == place.file);
    let before =
        sheet.and_then(|sheet| sheet.text.get(..place.span?.start as usize)).unwrap_or_default().trim_end();
    if prose.text.inline.is_some() || before.is_empty() {
        return place;
    }
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    Place { span: Some(Span::new(start, before.len())), ..place }
}

/// The bytes of headings below which nothing stands.
fn empty(prose: &Prose<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // The last heading, as long as nothing has followed it.
    let mut waiting: Option<(u8, Range<usize>)> = None;
    let mut inside = false;
    for (event, range) in prose.pieces() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                inside = true;
                let level = *level as u8;
                found.extend(waiting.take().filter(|(before, _)| level <= *before));
                waiting = Some((level, range.clone()));
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            _ if !inside => waiting = None,
            _ => {}
        }
    }
    found.into_iter().chain(waiting).map(|(_, range)| range).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn a_heading_without_a_text_is_found() {
        let summary = "## Why\n\n## How ##\n\n### Part\n\n# Top\n\nText.\n\nLast *one*\n----\n";
        let help = "(write the part, or take its heading out)";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("", summary))],
            &[
                &format!("claims/lanes.md:9:1: nothing stands below the heading `Why` {help}"),
                &format!("claims/lanes.md:13:1: nothing stands below the heading `Part` {help}"),
                &format!("claims/lanes.md:19:1: nothing stands below the heading `Last *one*` {help}"),
            ],
        );
    }

    #[test]
    fn a_question_without_an_answer_is_found() {
        let explainer = "Lead.\n\n## Who pays?\n\n## Who builds?\n\nThe city.\n";
        fires(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", "")), ("claims/lanes/explainer.md", explainer)],
            &[
                "claims/lanes/explainer.md:3:1: question `Who pays?` has no answer (answer it, or take the question out)",
            ],
        );
    }

    #[test]
    fn headings_with_parts_pictures_tables_and_code_are_quiet() {
        let texts = [
            "# A\n\n## B\n\n### C\n\ntext",
            "# A\n\n- item",
            "# A\n\n| a |\n|---|\n",
            "# A\n\n```\n```",
            "# A\n\n---\n\ntext",
        ];
        for text in texts {
            quiet(&RULE, &[("claims/lanes.md", &claim("", text))]);
        }
    }

    #[test]
    fn the_last_heading_of_an_introduction_is_quiet() {
        let page = "+++\ntitle = \"Methodology\"\n+++\n\n## How we choose\n\nBy weight.\n\n## The rules\n";
        quiet(&RULE, &[("pages/methodology.md", page)]);
        fires(
            &RULE,
            &[("pages/about.md", page)],
            &[
                "pages/about.md:9:1: nothing stands below the heading `The rules` (write the part, or take its heading out)",
            ],
        );
    }
}
