//! Codes of commands, and of the machine that they run on.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
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
        "errors-not-shown",
        "Errors that were not asked for keep the site from being built.",
        "`check --only` and `--skip` narrow what is reported. Errors of other codes may have kept rules from looking at all of \
         the site, so that finding nothing would mean little. `onrecord check` lists those errors.",
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
        "no-threads",
        "The system grants no threads.",
        "It is out of them, or a limit is set. Ask for fewer with `--jobs`, end other programs, or raise the limit.",
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
