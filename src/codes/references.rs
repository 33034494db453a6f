//! Codes of ids and of what refers to them.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    error(
        "alias-taken",
        "An old address belongs to two things.",
        "An alias leads to one page only, and an id that is in use is no alias. Remove the alias from one of them.",
    ),
    error(
        "claim-without-date",
        "A claim has no date from which it could be on the site.",
        "A site can be built for any past day, and a claim is on it from `published` on, else from its first update or from \
         `made_on`. This one has none of them. Add one.\n\n\
         `import` says the same of a text without a single date.",
    ),
    error(
        "duplicate-id",
        "Two things have the same id.",
        "Ids are addresses, so each stands for one thing: claims, sources, people and topics each in the whole site, items and \
         updates in their claim. A claim in two spellings (`claims/a.md` and `claims/a/claim.md`) is two claims of one id. The \
         same holds for two texts that translate one record into one language: only one of them could be shown.\n\n\
         Give one of them another id, or keep one and cite it. For two updates of one minute the help proposes the next id.",
    ),
    error(
        "move-without-date",
        "Something moves, but not to a date.",
        "Wrong: `sets = { talks = \"moved\" }`. Right: `sets = { talks = { state = \"moved\", to = \"2026-04\" } }`. So does \
         `due`, which always moves.",
    ),
    error(
        "part-of-cycle",
        "A claim is a part of itself.",
        "Following `part_of` from claim to claim leads back to where it began. Remove it from one of them.",
    ),
    warning(
        "references-unchecked",
        "What some references name could not be read, so they were not checked.",
        "A record that could not be read still holds its id. What refers to it is no second mistake, but was not looked at \
         either. Mend the errors in that record and check again.",
    ),
    error(
        "reserved-id",
        "An id is a word that the site needs for itself.",
        "`page` cannot be a claim, `due` cannot be a milestone, and pages cannot take the first part of an address of the \
         site. Choose another word.",
    ),
    error(
        "set-before-brought",
        "An update sets something that a later update brings.",
        "`sets` names a milestone or follow-up that does not exist yet on that day. Set it in the update that brings it, or in \
         a later one.",
    ),
    error(
        "status-without-reading",
        "An update has the status that stands for no reading.",
        "The status that is `initial` says that nobody has looked. An update that looked cannot say so. Leave `status` out: \
         the update is then a note.",
    ),
    warning(
        "translation-without-original",
        "A translation is of nothing.",
        "There is no record beside it that it could be a translation of. Mostly its name or its `id` is misspelt: \
         `claim.es.md` lies beside `claim.md`.",
    ),
    error(
        "unknown-claim",
        "A claim that is named does not exist.",
        "`part_of` and `related` name claims by their ids. The help names the nearest.",
    ),
    error(
        "unknown-claimant",
        "A person or body that is named is not declared.",
        "Who makes claims is declared once, in `content/people.toml`, as `[[people]]` with `id` and `name`. Declare them, or \
         mend the id. `import` says so of `--claimant`.",
    ),
    error(
        "unknown-item",
        "An item of the claim that is named does not exist.",
        "`sets`, and `field` of corrections, name criteria, milestones and follow-ups of the same claim by their ids. An item \
         without an `id` has one made from its title or date; the help names the nearest.",
    ),
    error(
        "unknown-publisher",
        "A publisher that is named is not declared.",
        "Publishers are declared as `[[publishers]]` in `content/sources.toml`, once, with `id` and `name`.",
    ),
    error(
        "unknown-source",
        "A source that is cited is not declared.",
        "A source is declared once, anywhere: in `content/sources.toml`, or where it is first cited, as a table with `url`, \
         `title` or `where`. After that its id is enough: `sources = [\"gazette-12\"]`, and `[@gazette-12]` in a text.",
    ),
    error(
        "unknown-status",
        "A status is none of the site's.",
        "Statuses are those of the default vocabulary, or of `[[statuses]]` in `content/site.toml`. The help names the \
         nearest.",
    ),
    error(
        "unknown-topic",
        "A topic that is named is not declared.",
        "Topics are declared as `[[topics]]` in `content/site.toml`, with `id` and `title`.",
    ),
    error(
        "unknown-update",
        "An update that is named does not exist in the claim.",
        "Corrections and responses name updates of their claim by id, which is made of the digits of `published`: \
         `2026-03-16-0930`.",
    ),
    error(
        "wrong-state",
        "An item is set to a state that it cannot have.",
        "Criteria are `not_assessed`, `met` or `not_met`; milestones `planned`, `happened`, `missed`, `moved` or `cancelled`; \
         follow-ups `open`, `done` or `dropped`. A criterion has no date that could move.",
    ),
];
