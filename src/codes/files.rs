//! Codes of files: what cannot be read, and what lies where nothing reads it.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    error(
        "file-too-large",
        "A file of records is larger than one may be.",
        "A record is text that people write. A file far beyond that is mostly something else under the name of a record.\n\n\
         Split it, or move what is no record to `content/static/` and link to it.",
    ),
    error(
        "file-unreadable",
        "The system does not let a file or folder be read.",
        "The message holds what the system says: most often the file's permissions, a link that leads nowhere, or a disk \
         that is gone. What lies there is left out until it can be read.",
    ),
    error(
        "merge-conflict",
        "A file holds two versions that wait to be merged.",
        "Lines such as `<<<<<<< HEAD`, `=======` and `>>>>>>> branch` are left by git where two people changed the same \
         lines. Nothing of the file is read, so that neither version is published by accident.\n\n\
         Keep what holds of the two and remove the three lines.",
    ),
    error(
        "no-claim-file",
        "A folder has updates or an explainer, but no claim.",
        "`claims/ID/updates/` and `claims/ID/explainer.md` belong to `claims/ID/claim.md`, which is missing. Write it, or \
         move the files to the claim that they belong to.",
    ),
    error(
        "no-front-matter",
        "A record does not begin with a line `+++`.",
        "A Markdown record has its keys between two lines that are exactly `+++`, and its text below:\n\n\
         ```\n+++\ntitle = \"Bus lanes on Main Street\"\n+++\n\nThe council promised lanes for buses only.\n```\n\n\
         Lines of `---` belong to other programs' front matter: write `+++` and TOML.",
    ),
    error(
        "no-site-file",
        "The folder is no project: it has no `content/site.toml`.",
        "A project is any folder with `content/site.toml`. Name the folder with `--root`, or start a project with \
         `onrecord init`.",
    ),
    error(
        "not-utf8",
        "A file is not UTF-8.",
        "Records are UTF-8, with or without a byte-order mark. A file that an old editor saved in another encoding would \
         show its accents as other letters. Save it as UTF-8.",
    ),
    error(
        "second-front-matter",
        "A file that holds one record has more front matter in its text.",
        "Only a file of `updates/` may hold several entries. In any other file a second line `+++` is mostly text.\n\n\
         Write `\\+++` for a line of the text that is `+++`, or move the second record to a file of its own.",
    ),
    error(
        "site-file-unreadable",
        "`content/site.toml` cannot be read, so nothing can be.",
        "Languages, time zone and statuses stand in it: without them no other record can be understood. Mend this file \
         first; the rest is then read.",
    ),
    warning(
        "stray-file",
        "A file lies where no record is read from.",
        "Nothing of it is on the site. Mostly its name or folder is misspelt: `claims/ID/update/` for `updates/`, `claim.txt` \
         for `claim.md`.\n\n\
         Move it to its place (`docs/records.md` lists them), to `content/static/` where it is to be copied as it is, or out \
         of `content/`. Files whose names begin with a dot are never read and never reported.",
    ),
    error(
        "syntax",
        "A file or its front matter is not valid TOML.",
        "The place is where the reader could not go on; the help says what most likely is meant.\n\n\
         Wrong: `title: Bus lanes` or `title = Bus lanes`. Right: `title = \"Bus lanes\"`.\n\n\
         Texts stand in quotes, lists in `[…]`, and `true` and `false` are written small. Other findings on the same line \
         are held back until it can be read.",
    ),
    error(
        "unclosed-front-matter",
        "Front matter has no closing line `+++`.",
        "Each front matter begins and ends with a line that is exactly `+++`. Add the one that is missing; spaces behind it \
         do no harm, other characters do.",
    ),
];
