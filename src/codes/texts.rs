//! Codes of texts, of links in them, and of addresses of the site.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    error(
        "address-taken",
        "Two things would have the same address on the site.",
        "Two pages or files cannot be at one place, and many systems take `About` and `about` for the same. The note shows \
         where the other one comes from: rename one of them.",
    ),
    error(
        "dead-link",
        "A link within the site leads nowhere.",
        "The page, or its anchor behind `#`, does not exist. Anchors are `u-` and an update's id, `src-` and a source's id, and \
         `s-`, `m-`, `f-`, `p-`, `c-`, `r-` for the other items of a claim; the help names the nearest address.\n\n\
         A link to what comes to the site on a later day is no dead link: it is plain words until then.",
    ),
    error(
        "relative-link",
        "A link is relative to something that readers do not see.",
        "A text is shown on several pages, so links are addresses of the site, which begin with `/`.\n\n\
         Wrong: `[the plan](../plan.pdf)`. Right: `[the plan](/plan.pdf)`, with the file in `content/static/`.",
    ),
    error(
        "static-path",
        "A file's name cannot be an address on every system.",
        "Names with `\\`, `:`, `*`, `?`, quotes or control characters cannot be published, or not be unpacked elsewhere. \
         Rename the file, and the links to it.",
    ),
    warning(
        "static-type",
        "A file that readers' computers might run is copied to the site.",
        "Pictures, documents, data and fonts are copied without a word. Anything else is said, so that nothing gets onto the \
         site by accident: a script, an installer, a file without a type.\n\n\
         Remove it, or allow the type with `[checks]` if the site needs it.",
    ),
    error(
        "text-nested-too-deep",
        "Quotes and lists in a text nest too deep.",
        "No reader follows dozens of levels; it is mostly text that was converted wrongly. Nest them less.",
    ),
    error(
        "text-too-long",
        "A text is longer than one may be.",
        "Split it, or put the document into `content/static/` and link to it.",
    ),
    error(
        "unfit-address",
        "Something would be published at an address that a site cannot have.",
        "`.git` and `.onrecord` at the root belong to other programs, and `\\` and control characters are in no address. \
         Rename the file.",
    ),
    warning(
        "unsafe-link",
        "A link has an address that is not for readers.",
        "Links are `https`, `http` or `mailto`, or addresses of the site. Anything else, such as `javascript:` or `file:`, is \
         shown as words without a link.",
    ),
];
