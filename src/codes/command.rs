//! Codes of commands, and of the machine that they run on.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    error(
        "bad-answer",
        "An answer to a question of `new` cannot be taken.",
        "The message says why. Nothing was written; run the command again.",
    ),
    error(
        "bad-mapping",
        "What a word of an import is to mean cannot be understood.",
        "A mapping is `WORD=STATUS`, and the status is one of the site's.\n\n\
         Right: `--map-status \"Done=complete\"`, `--map-rating \"Mostly true=partly_met\"`. Nothing behind `=` leaves it without a \
         status.",
    ),
    error(
        "broken-records",
        "An import is into records that have errors.",
        "What is there already cannot be told from what is new. Mend the records (`onrecord check` lists what is wrong), then \
         import again.",
    ),
    error(
        "cannot-init",
        "No project can be started there.",
        "The folder holds something already, or may not be written to. Name another one.",
    ),
    error(
        "cannot-listen",
        "The preview cannot listen at that address.",
        "The port is taken or kept for the system. Choose another with `--port`; `-p 0` takes any that is free.",
    ),
    error(
        "cannot-write",
        "A record cannot be written.",
        "The file is there already, cannot be added to, or the disk refuses. Nothing that a person wrote is overwritten.",
    ),
    error(
        "claim-in-one-file",
        "Updates cannot be added to a claim that is one file.",
        "An import writes each update into a file of its own. Move `claims/ID.md` to `claims/ID/claim.md` first.",
    ),
    error(
        "column-left",
        "A column of a table has no meaning.",
        "An import loses nothing silently: each column is mapped to a field, or ignored. The help shows the options to write.",
    ),
    error(
        "column-twice",
        "A column of a table is named or mapped twice.",
        "One column is one field. Rename the column in the first row, or keep one of the two options.",
    ),
    error(
        "errors-not-shown",
        "Errors that were not asked for keep the site from being built.",
        "`check --only` and `--skip` narrow what is reported. Errors of other codes may have kept rules from looking at all of \
         the site, so that finding nothing would mean little. `onrecord check` lists those errors.",
    ),
    error(
        "exists",
        "What `new` would make is there already.",
        "Ids and addresses of sources stand for one thing each. The help names the next free id, or the source to cite.",
    ),
    error(
        "field-twice",
        "Two columns of a table are mapped to the same field.",
        "Map one of them to another field, or ignore it.",
    ),
    error(
        "input-ended",
        "The questions of `new` were not answered to the end.",
        "Nothing was written. Run the command again, or give the answers as options.",
    ),
    error(
        "internal-fault",
        "onrecord itself failed.",
        "What is shown stays as it is. Please report what was printed, with the edit that led to it.",
    ),
    error(
        "missing-option",
        "A command needs an option that was not given.",
        "A claim that is new needs its title, its text and a claimant; the message names what is missing.",
    ),
    error(
        "no-certificate",
        "A file of authorities holds no certificate.",
        "`--ca-file` takes certificates in PEM: text with lines `-----BEGIN CERTIFICATE-----`. A file of another form, or one of \
         which a part is torn, is refused before anybody is asked.",
    ),
    error(
        "no-choice",
        "An answer fits none of what can be chosen, or more than one.",
        "Write more of the name, or the id; the help lists what comes near.",
    ),
    error(
        "no-claim-column",
        "No column of a table says which claim a row is about.",
        "Map one to `claim`, `title` or `id`.",
    ),
    error(
        "no-date-column",
        "No column of a table says when an update was published.",
        "Map one to `published`.",
    ),
    error(
        "no-id",
        "No id can be made of a title.",
        "Ids are of the letters `a`–`z` and digits, and the title has none. Name one: `onrecord new claim an-id --title …`.",
    ),
    error(
        "no-reviews",
        "A file holds no reviews of claims.",
        "`import claimreview` reads JSON-LD of schema.org with objects of the type `ClaimReview`, alone, in lists or in a page.",
    ),
    error(
        "no-table",
        "A file holds no table.",
        "The first row names the columns, the others hold one record each.",
    ),
    error(
        "no-threads",
        "The system grants no threads.",
        "It is out of them, or a limit is set. Ask for fewer with `--jobs`, end other programs, or raise the limit.",
    ),
    error(
        "offline",
        "No address could be reached at all.",
        "The network is most likely the reason, so nothing is held against any address. Run it again later; `--offline` tells \
         what earlier runs found.",
    ),
    error(
        "open-quote",
        "A quote in a table is never closed.",
        "From there on all of it would be one cell. Close the quote, or double it where it is text: `\"\"`.",
    ),
    warning(
        "preview-exposed",
        "Others than this machine can see the preview.",
        "With `--interface`, whoever reaches the address sees the site, its drafts and the paths of its records. Leave the \
         option out to keep it to this machine.",
    ),
    error(
        "source-date-epoch",
        "`SOURCE_DATE_EPOCH` is no time.",
        "The variable holds whole seconds since 1970 and sets the day that a site is judged from. Unset it, or mend it.",
    ),
    error(
        "unknown-column",
        "A table has no column of that name.",
        "Names are those of the first row; the help names the nearest.",
    ),
    error(
        "unknown-field",
        "A column is mapped to a field that there is not.",
        "The help names the nearest field, or all of them.",
    ),
    error(
        "unknown-follow-up",
        "A follow-up that is named is not open in the claim.",
        "`onrecord new update CLAIM` lists those that are.",
    ),
    error(
        "unknown-id",
        "What is named on the command line does not exist.",
        "The help names the nearest id. `onrecord list` names every claim; drafts are there with `--drafts`.",
    ),
    error(
        "unreadable-file",
        "A file that was named on the command line cannot be read.",
        "The message holds what the system says, or at which byte the file is not UTF-8.",
    ),
    error(
        "usage",
        "The command line cannot be understood.",
        "`onrecord help` lists commands and options, `onrecord help COMMAND` those of one.",
    ),
    warning(
        "watch-polling",
        "Edits are found by looking, not by being told.",
        "The system tells of no changes in this folder (a network disk, or a limit that is reached), so the preview looks by \
         itself. Nothing needs to be done.",
    ),
];
