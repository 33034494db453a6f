//! Codes of keys and their values, whatever the record.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    error(
        "bad-address",
        "A value is no address of the web.",
        "Addresses are written whole, with their scheme and without spaces.\n\n\
         Wrong: `url = \"www.example.org/a\"`. Right: `url = \"https://www.example.org/a\"`.\n\n\
         `base_url` has no `?` and no `#`, `edit_url` holds `{path}`, and `contact` may be a mail address.",
    ),
    error(
        "bad-hash",
        "`translates` is no hash of a text.",
        "It holds 32 hexadecimal digits: the hash of the original that was translated. `translation-outdated` tells the \
         hash to write once the translation was read against its original.",
    ),
    error(
        "bad-id",
        "An id has characters that an id cannot have.",
        "An id is part of addresses that never change: words of `a`–`z` and `0`–`9` joined by single hyphens, at most 80 \
         characters. Keys of statuses may hold `_` too.\n\n\
         Wrong: `Bus_Lanes`, `año-nuevo`. Right: `bus-lanes`, `ano-nuevo`.",
    ),
    error(
        "bad-language",
        "A value is no code of a language.",
        "Write a code of BCP 47 in small letters: `en`, `es`, `pt-br`.",
    ),
    error(
        "control-character",
        "A text holds a control character.",
        "Characters such as NUL or escape do not show, and break feeds and data. They come with text that was copied out of \
         other programs. Delete the character, or type the text anew.\n\n\
         `import` replaces them by U+FFFD and says so.",
    ),
    error(
        "empty-list",
        "A list that needs an entry has none.",
        "A claim has at least one of `claimants`, a site at least one of `languages`. Add the entry.",
    ),
    error(
        "empty-text",
        "A text is empty.",
        "A key with nothing in it is mostly one that was to be filled in later: write the text, or remove the key.",
    ),
    error(
        "line-break",
        "A text that stands on one line has a line break.",
        "Titles, names and the like are shown on one line. Write it on one line: `\"…\"` instead of `\"\"\"…\"\"\"`.",
    ),
    error(
        "missing-key",
        "A record lacks a key that it must have.",
        "The help names the key and what it holds. `docs/records.md` shows required keys in bold.\n\n\
         For a source it is one of `url`, `title` and `where`, so that a reader can find it.",
    ),
    error(
        "not-translatable",
        "A translation holds a key that is no text.",
        "Translations hold texts only. Statuses, dates, sources and ids are those of the original, so that two languages \
         never tell two stories. Remove the key.",
    ),
    error("out-of-bounds", "A number is smaller or larger than it may be.", "The help names the bounds."),
    error(
        "removal-with-was",
        "A removal repeats what was removed.",
        "A `[[corrections]]` entry with `kind = \"removal\"` says that something was taken down, when and why. Its words would \
         be published again with `was`: leave that key out.",
    ),
    error("repeated-id", "A list names the same thing twice.", "Keep one of the two."),
    error(
        "unknown-key",
        "A record has a key that there is not.",
        "Mostly it is misspelt, and what it says would be lost without a word. The help names the nearest key.\n\n\
         In TOML, keys below a line `[[milestones]]` belong to that milestone. A key of the claim stands above the first \
         such line.",
    ),
    warning(
        "unknown-language",
        "A text is in a language that the site does not have.",
        "A file such as `claim.fr.md`, or a label in `fr`, shows nowhere while `languages` of `content/site.toml` does not \
         name `fr`. Add the language, or remove the text.\n\n\
         It is an error where `lang` of a claim names such a language.",
    ),
    error(
        "unknown-word",
        "A value is none of the words that the key takes.",
        "Wrong: `kind = \"promise\"`. Right: `kind = \"deliver\"`. The help names the nearest word, or all of them.",
    ),
    error(
        "wrong-type",
        "A value is of another type than the key takes.",
        "Wrong: `topics = \"transport\"`, `title = 2026`. Right: `topics = [\"transport\"]`, `title = \"2026\"`.\n\n\
         `check --fix` puts one id into a list, and a number or a date that is to be a text into quotes.",
    ),
];
