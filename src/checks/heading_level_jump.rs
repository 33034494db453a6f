//! A heading stands two or more levels below the one before it.

use crate::check::{Level, Look, Rule, Stage, cut};
use crate::markdown::Kind;

pub(super) const RULE: Rule = Rule {
    code: "heading-level-jump",
    summary: "A heading stands two or more levels below the one before it.",
    explanation: "Levels of headings are a text's table of contents. Screen readers jump by them, and who hears that \
                  a `####` follows a `##` looks for the part between them, which is not there.\n\n\
                  Looked at are the headings of each text, in their order. A text may begin at any level, since its \
                  highest headings get the level that fits the page, and may go up by any number of levels.\n\n\
                  Go down by one level: `###` below `##`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Texts(|_, told, findings| {
        for prose in &told.texts {
            let mut before: Option<u8> = None;
            for block in prose.blocks() {
                let Kind::Heading(level) = block.kind else { continue };
                if let Some(before) = before.filter(|before| level > before + 1) {
                    let marks = |level: u8| "#".repeat(usize::from(level));
                    findings.add(
                        prose.place(block.range.start..block.typed(0..block.text.len()).end),
                        format!("heading `{}` jumps from level {before} to {level}", cut(&block.text)),
                        format!("write `{}`, or give the part between them a heading", marks(before + 1)),
                    );
                }
                before = Some(level);
            }
        }
    })],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{claim, fires, quiet};

    #[test]
    fn a_heading_that_skips_a_level_is_found() {
        let summary = "# Plan\n\n### Lanes\n\nText.\n\nThen\n====\n\n##### *Deep* down ##\n";
        fires(
            &RULE,
            &[("claims/lanes.md", &claim("", summary))],
            &[
                "claims/lanes.md:11:1: heading `Lanes` jumps from level 1 to 3 (write `##`, or give the part between \
                 them a heading)",
                "claims/lanes.md:18:1: heading `Deep down` jumps from level 1 to 5 (write `##`, or give the part \
                 between them a heading)",
            ],
        );
    }

    #[test]
    fn headings_in_order_are_quiet() {
        let texts = [
            "### Deep start\n\n## Then up\n\n### Down\n\n#### Down\n\n# Up",
            "```\n# Code\n### Code\n```",
            "# One\n\n\\### no heading",
        ];
        for text in texts {
            quiet(&RULE, &[("claims/lanes.md", &claim("", text))]);
        }
    }

    #[test]
    fn each_text_counts_for_itself() {
        let explainer = "# Lead\n\n## Why?\n\n### Part\n\nText.\n\n## How?\n\n#### Part\n\n##### Below\n";
        quiet(
            &RULE,
            &[("claims/lanes/claim.md", &claim("", "# Lanes")), ("claims/lanes/explainer.md", explainer)],
        );
    }
}
