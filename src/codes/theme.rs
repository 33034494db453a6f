//! Codes of themes.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    warning(
        "missing-string",
        "A language of the site lacks words of the theme.",
        "Until they are there, readers of that language see the words of the first one. Add them to \
         `themes/NAME/strings/LANGUAGE.toml`.",
    ),
    warning(
        "string-placeholder",
        "A word of the theme has other placeholders than it should.",
        "One that is not known can never be filled, so the default is shown. One that is left out keeps something from the \
         readers of that language. The help names those that there are.",
    ),
    error(
        "string-type",
        "A word of the theme is of the wrong shape.",
        "A string is a text, a list of texts, or a table of plural forms with `other`. It must have the shape of the English \
         one.",
    ),
    error(
        "template-error",
        "A template cannot be read, or fails while a page is drawn.",
        "The place is in the template, and the message names the page. `docs/themes.md` lists what each template is given.",
    ),
    error("theme-encoding", "A file of a theme is not UTF-8.", "Save it as UTF-8."),
    warning(
        "theme-file",
        "A file has no place in a theme.",
        "A theme has `templates/`, `strings/LANGUAGE.toml`, `assets/` and `cards/`; other files do nothing.\n\n\
         It is an error where a template takes a name that belongs to the default theme.",
    ),
    error(
        "theme-font",
        "A font for cards cannot be read.",
        "Cards are set in TrueType and OpenType fonts (`.ttf`, `.otf`) of `themes/NAME/cards/`. Web fonts (WOFF, WOFF2) are \
         for browsers: take the font as its makers offer it for desktops.",
    ),
    error(
        "theme-syntax",
        "A strings file of a theme is not valid TOML.",
        "Texts stand in quotes, one key a line: `home = \"Home\"`.",
    ),
    warning(
        "unknown-string",
        "A theme has a word that no page uses.",
        "Mostly its key is misspelt. Words for templates of your own stand in a table that is kept for them; \
         `docs/themes.md` names it.",
    ),
    error(
        "unknown-theme",
        "The theme has no files.",
        "`theme` names a folder of `themes/` that is not there or is empty. Put files into it, or write `theme = \"default\"`.",
    ),
];
