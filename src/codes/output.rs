//! Codes of the folder that the site is written into, and of the disk.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    error(
        "bundle-failed",
        "Files that belong together could not be made.",
        "What is searched in the browser is made of the records by Pagefind, and the message holds what it says. Run the \
         command again; `[outputs.search] enabled = false` builds a site without a search.",
    ),
    error(
        "disk-fault",
        "The disk refuses to be read or written.",
        "The message holds what the system says, and the help tells in which state the site is. A build that stops half way \
         leaves whole files, and the next one finishes it.",
    ),
    error(
        "file-not-ours",
        "A file that onrecord did not write stands where the site has one.",
        "Nothing of others is overwritten. Move the file away, or rename what the site has at that address.",
    ),
    error(
        "files-changing",
        "Files kept changing while they were read.",
        "A site is made of one state of its records. Run the command again when they are at rest.",
    ),
    error(
        "manifest-unreadable",
        "The list of what was published is damaged.",
        "`.onrecord` in the site's folder says which files are ours: without it nothing can be removed safely. Publish into a \
         new folder.",
    ),
    error(
        "output-busy",
        "Another build is writing into the same folder.",
        "Wait until it is done. Nothing was changed.",
    ),
    warning(
        "output-changed",
        "A file of the site was changed by other hands.",
        "It is written again as the records say. Change the records, the theme or `content/static/` instead.",
    ),
    error(
        "output-refused",
        "The site cannot be written into that folder.",
        "It would overwrite the project, its records, a home folder, or a folder full of other things. Choose another folder \
         with `--output`.",
    ),
    error(
        "stopped",
        "The build was stopped.",
        "The site is as it was, or holds whole files that the next build completes.",
    ),
];
