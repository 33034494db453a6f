//! The page of the manual that lists every code: `docs/rules.md`.

use std::fmt::Write as _;

use super::{Entry, Group, entries};

const INTRODUCTION: &str = "\
# Rules and codes

Every finding has a code, which never changes. This page lists all of them; `onrecord explain CODE` shows one, and `onrecord explain`
lists them in short. It is made from the program: `cargo run -- explain --markdown > docs/rules.md` writes it anew.

An **error** keeps the site from being published. A **warning** does not, but for `--strict`. A rule that is **off** looks only where
it is asked for. Codes that are marked `*` can be set in `content/site.toml`:

```toml
[checks]
translation-outdated = \"error\"
static-type = \"off\"
```

and a record (or `site.toml` itself) can be excused from them, with a reason, which the site shows on its methodology page:

```toml
allow = [{ rule = \"retired-status\", reason = \"The reading is from before the status was retired\" }]
```

Errors without that mark cannot be switched off: what they are about would mislead readers or break the site.
";

/// The whole page.
pub fn page() -> String {
    let all = entries();
    let mut text = INTRODUCTION.to_owned();
    for group in all.chunk_by(|a, b| a.group == b.group) {
        let _ = write!(text, "\n## {}\n\n{}\n\n", group[0].group.title(), about(group[0].group));
        text.push_str("| code | | what is wrong |\n| --- | --- | --- |\n");
        for entry in group {
            let Entry { code, weight, summary, .. } = entry;
            let mark = if entry.is_adjustable() { " `*`" } else { "" };
            let _ = writeln!(text, "| [`{code}`](#{code}) | {}{mark} | {} |", weight.word(), cell(summary));
        }
        for Entry { code, explanation, summary, .. } in group {
            let _ = write!(text, "\n### {code}\n\n{summary}\n\n{}\n", explanation.trim_end());
        }
    }
    text
}

/// One sentence on what belongs to a group.
fn about(group: Group) -> &'static str {
    match group {
        Group::Gates => "What would mislead readers. They look in every build, in `check` and in previews.",
        Group::Desk => {
            "What an editor wants to know. They look in `check` and in the preview's panel, and keep no site from being built."
        }
        Group::Other(family) if family.is_checked() => {
            "Found while the site is read and planned: by every build, check and preview."
        }
        Group::Other(_) => "Said by commands; no check reports them.",
        Group::Import => {
            "Said by `import` of the text that it reads. A *repair* was mended, a *warning* was taken as it is, an *error* was not \
             taken."
        }
    }
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
