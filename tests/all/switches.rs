//! What a tracker's editors do that no change of a word is: ids, families, dates, spellings and settings that turn one
//! way and back again, each on its own, so that any of them may meet any other.

use std::collections::BTreeMap;
use std::path::Path;

use crate::lot::put;

/// A file that is there or not, or a part of one that reads in one of two ways.
struct Switch {
    path: &'static str,
    /// What stands in the file; empty where the file as a whole comes and goes.
    off: &'static str,
    on: &'static str,
}

const fn part(path: &'static str, off: &'static str, on: &'static str) -> Switch {
    Switch { path, off, on }
}

const fn file(path: &'static str, on: &'static str) -> Switch {
    Switch { path, off: "", on }
}

const BUS: &str = "content/claims/bus-lanes/claim.md";
const BUS_2026: &str = "content/claims/bus-lanes/updates/2026-01.md";
const BUS_FIRST: &str = "content/claims/bus-lanes/updates/2026-01-10-0800.md";
const BUS_LAST: &str = "content/claims/bus-lanes/updates/2026-02-13-1442.md";
const LATER: &str = "content/claims/later.md";
const NOTES: &str = "content/pages/notes.md";
const PEOPLE: &str = "content/people.toml";
const QUIET: &str = "content/claims/quiet.md";
const SITE: &str = "content/site.toml";
const SOURCES: &str = "content/sources.toml";
const TRAMS: &str = "content/claims/trams.md";
const COMPLETE: &str = "[[statuses]]\nid = \"complete\"";

const SWITCHES: &[Switch] = &[
    // Claims that are and are not there, and in which spelling.
    file(
        "content/claims/trams/claim.md",
        "+++\ntitle = \"T\"\nclaim = \"T.\"\nclaimants = [\"city-council\"]\n+++\n",
    ),
    file("content/claims/old/trams.toml", "title = \"T\"\nclaim = \"T.\"\nclaimants = [\"city-council\"]\n"),
    file(
        "content/claims/early.md",
        "+++\ntitle = \"Early\"\nclaim = \"E.\"\nclaimants = [\"city-council\"]\nmade_on = 2026-01-01\n\
         part_of = \"later\"\nrelated = [\"trams\"]\nappearance = \"plan\"\n+++\nOf [lanes](/claims/bus-lanes/#m-tender).\n",
    ),
    part(LATER, "published = 2026-03-10", "published = 2026-02-05"),
    part(LATER, "published = 2026-03-10", "published = 2026-02-15"),
    part(LATER, "published = 2026-03-10", "published = 2026-03-10\ndraft = true"),
    part(QUIET, "published = 2026-01-02", "published = 2026-01-02\ndraft = true"),
    part(QUIET, "published = 2026-01-02", "published = 2026-12-02"),
    part(TRAMS, "published = 2026-01-05", "# published"),
    part(TRAMS, "Trams on Main Street", "Trams on High Street"),
    part(TRAMS, "claimants = [\"city-council\"]", "claimants = [\"mayor\", \"town-council\"]"),
    part(TRAMS, "topics = [\"transport\"]", "topics = []"),
    part(TRAMS, "made_on = 2026-01-03", "made_on = \"2024-12/2025-02\""),
    part(TRAMS, "made_on = 2026-01-03", "# made_on"),
    part(TRAMS, "sources = [\"plan\", \"gazette-12\"]", "sources = [\"gazette-12\", \"plan\"]"),
    part(TRAMS, "completion_due = \"2026-03\"", "completion_due = \"2026-01\""),
    // Families.
    part(TRAMS, "part_of = \"bus-lanes\"", "part_of = \"quiet\""),
    part(BUS, "topics = [\"traffic\"]", "topics = [\"traffic\"]\npart_of = \"trams\""),
    part(QUIET, "sources = [\"gazette-12\"", "part_of = \"bus-lane\"\nsources = [\"gazette-12\""),
    part(QUIET, "[@deed]", "[@plan]"),
    part(TRAMS, "related = [\"quiet\", \"later\"]", "related = [\"bus-lanes\"]"),
    part(LATER, "related = [\"bus-lanes\"]", "related = []"),
    // Old ids, some of which collide.
    part(QUIET, "title = \"Quiet claim\"", "title = \"Quiet claim\"\naliases = [\"old-trams\"]"),
    part(LATER, "title = \"Something later\"", "title = \"Something later\"\naliases = [\"old-trams\"]"),
    part(BUS, "aliases = [\"bus-lane\"]", "aliases = [\"early\"]"),
    part(PEOPLE, "aliases = [\"town-council\"]", "aliases = []"),
    part(SOURCES, "aliases = [\"old-gazette\"]", "aliases = []"),
    part(NOTES, "title = \"Notes\"", "title = \"Notes\"\naliases = [\"info\"]"),
    // Updates: ids that move, what is taken back, what another text links to.
    part(BUS_LAST, "2026-02-13T14:42-06:00", "2026-02-13T14:43-06:00"),
    part(BUS_LAST, "retracted = { date = 2026-03-01", "retracted = { date = 2026-02-14"),
    part(BUS_LAST, "method = \"automated\"", "method = \"human\""),
    part(BUS_LAST, "as_of = 2026-02-12", "as_of = 2026-02-22"),
    part(
        BUS_LAST,
        "as_of = 2026-02-12",
        "as_of = 2026-02-12\nsources = [\"plan\", { id = \"own\", title = \"Own\", publisher = \"gazette\" }]",
    ),
    part(BUS_2026, "removed = {", "# removed = {"),
    part(BUS_2026, "retracted = {", "# retracted = {"),
    part(
        BUS_2026,
        "sets = { paint = \"met\" }",
        "sets = { ask = \"done\", tender = { state = \"moved\", to = \"2026-04\" } }",
    ),
    part(BUS_FIRST, "status = \"underway\"", "status = \"in_progress\"\nreported_status = \"complete\""),
    part(BUS_FIRST, "key = true", "key = true\nid = \"first\""),
    part(
        BUS_FIRST,
        "published = \"2026-01-10T08:00\"",
        "id = \"2026-01-10-0800\"\npublished = \"2026-02-25T08:00\"",
    ),
    part(BUS, "id = \"tender\"", "id = \"tenders\""),
    part(BUS, "id = \"length\"", "id = \"long\""),
    part(BUS, "update = \"2026-01-10-0800\"", "update = \"2026-02-13-1442\""),
    part(BUS, "date = 2026-02-10", "date = 2026-02-25"),
    part(BUS, "date = 2026-01-11", "date = 2026-01-25"),
    part(TRAMS, "date = \"2026-02-25\"", "date = \"2026\""),
    part(TRAMS, "date = 2026-02-12", "date = 2026-01-12"),
    part(BUS, "answered = 2026-03-01", "answered = 2026-02-11"),
    part(TRAMS, "published = \"2026-02-01T10:00\"", "published = \"2026-02-25T10:00\""),
    // Sources: who declares them, who published them.
    part(LATER, "publisher = \"gazette\"", "publisher = \"herald\""),
    part(LATER, "publisher = \"gazette\"", "# publisher"),
    part(LATER, "The plan of works", "The works"),
    part(LATER, "kind = \"document\"", "kind = \"interview\""),
    part(SOURCES, "kind = \"official\"\npublished", "published"),
    part(
        LATER,
        "\n[[milestones]]",
        "allow = [{ rule = \"translation-outdated\", reason = \"Slow.\" }, { rule = \"no-rule\", reason = \"None.\" }]\n\n[[milestones]]",
    ),
    part(SOURCES, "publisher = \"gazette\"\nnature", "# publisher\nnature"),
    part(SOURCES, "where = \"Gazette 12, page 3\"", "where = \"Gazette 12, page 4\""),
    part(
        SOURCES,
        "[[sources]]\nid = \"gazette-12\"",
        "[[sources]]\nid = \"act\"\ntitle = \"An act\"\n\n[[sources]]\nid = \"gazette-12\"",
    ),
    part(
        SOURCES,
        "[[sources]]\nid = \"gazette-12\"",
        "[[sources]]\nid = \"plan\"\ntitle = \"Again\"\n\n[[sources]]\nid = \"gazette-12\"",
    ),
    part(
        SOURCES,
        "[[sources]]\nid = \"gazette-12\"",
        "[[publishers]]\nid = \"herald\"\nname = \"A Herald\"\nspeaks_for = [\"city-council\"]\n\n[[sources]]\nid = \"gazette-12\"",
    ),
    part(PEOPLE, "name = \"City Council\"", "name = \"Zoning Council\""),
    part(PEOPLE, "kind = \"body\"", "kind = \"body\"\n\n[[people]]\nid = \"clerk\"\nname = \"A Clerk\""),
    // Pages, and what their links lead to.
    part(NOTES, "nav = 3", "nav = 1"),
    part(NOTES, "nav = 3", "nav = 3\ndraft = true"),
    part(NOTES, "## Rails", "## Tracks"),
    part(NOTES, "/claims/bus-lanes/)", "/claims/bus-lanes/#u-2026-02-13-1443)"),
    part(NOTES, "/claims/bus-lanes/)", "/sources/gazette/#src-own)"),
    file(
        "content/pages/home.md",
        "+++\ntitle = \"Home\"\n+++\nSee [rails](/notes/#h-rails) and [early](/claims/early/), [@plan].\n",
    ),
    file(
        "content/pages/memo.md",
        "+++\ntitle = \"Memo\"\nnav = 2\naliases = [\"notes\"]\n+++\nOf [a file](/papers/a.txt).\n",
    ),
    // Translations.
    file(
        "content/claims/trams.es.md",
        "+++\ntitle = \"Los tranvías\"\ntranslates = \"00000000000000000000000000000000\"\n+++\nUn resumen de [@plan].\n",
    ),
    file(
        "content/claims/bus-lanes/claim.es.md",
        "+++\ntitle = \"Carriles\"\n+++\nEl ayuntamiento prometió [esto](/claims/trams/).\n",
    ),
    file(
        "content/claims/bus-lanes/updates/2026-01-10-0800.es.md",
        "+++\n+++\nHan empezado: [tranvías](/claims/trams/#u-2026-02-01-1000).\n",
    ),
    file("content/pages/notes.es.md", "+++\ntitle = \"Notas\"\n+++\n## Carriles\n\nTexto.\n"),
    file("content/people.es.toml", "[people.city-council]\nname = \"Ayuntamiento\"\n"),
    file(
        "content/sources.es.toml",
        "[sources.gazette-12]\ntitle = \"Obras\"\n\n[publishers.gazette]\nname = \"Gaceta\"\n",
    ),
    file("content/site.es.toml", "title = \"Muestra\"\n"),
    file("content/stray.txt", "Words."),
    // Files in the way, and files that are linked to.
    file("content/static/papers/a.txt", "A paper."),
    file("content/static/Claims/Trams/status.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    file("content/static/claims/quiet/index.html", "<p>Not the claim</p>"),
    file("content/static/es/claims", "A file where a folder is."),
    // Settings.
    part(SITE, "base_url = \"https://example.org/tracker/\"", "base_url = \"https://example.org/\""),
    part(SITE, "languages = [\"en\", \"es\"]", "languages = [\"en\"]"),
    part(SITE, "as_of = 2026-02-14", "as_of = 2026-02-14\ntheme = \"house\""),
    part(SITE, "timezone = \"America/Mexico_City\"", "timezone = \"Asia/Kolkata\""),
    part(SITE, "aliases = [\"traffic\"]", "aliases = []"),
    part(SITE, "id = \"transport\"", "id = \"streets\""),
    part(SITE, COMPLETE, "[outputs.badge]\nenabled = false\n\n[[statuses]]\nid = \"complete\""),
    part(SITE, COMPLETE, "[outputs.cite]\nenabled = false\n\n[[statuses]]\nid = \"complete\""),
    part(SITE, COMPLETE, "[outputs.embed]\nenabled = false\n\n[[statuses]]\nid = \"complete\""),
    part(SITE, COMPLETE, "[outputs.cite]\nclaim_review = true\n\n[[statuses]]\nid = \"complete\""),
    part(SITE, COMPLETE, "[outputs.list]\nyears = false\nfilter = false\n\n[[statuses]]\nid = \"complete\""),
    part(SITE, COMPLETE, "[outputs.sources]\nenabled = false\n\n[[statuses]]\nid = \"complete\""),
    part(
        SITE,
        COMPLETE,
        "[checks]\ntranslation-outdated = \"error\"\nno-rule = \"off\"\n\n[[statuses]]\nid = \"complete\"",
    ),
    part(SITE, "fulfils = true", "fulfils = true\nretired = true"),
    // The theme.
    file("themes/default/templates/404.html", "<p>Not here</p>"),
    file("themes/default/templates/page.html", "<p>{{ no_such_thing }}</p>"),
    file("themes/default/templates/claims.html", "{% if %}"),
    file("themes/default/assets/site.css", "body { color: red }"),
    file("themes/default/assets/more.txt", "More."),
];

/// What stands there at first, so that it may be taken away: links of a claim to pages of others, dates beside
/// those of others.
const FIRST: &[(&str, &str, &str)] = &[
    (PEOPLE, "[[people]]", "[[people]]\nid = \"mayor\"\nname = \"The Mayor\"\n\n[[people]]"),
    (
        TRAMS,
        "[[updates]]",
        "[[milestones]]\nid = \"rails\"\ndate = \"2026-02-25\"\ntitle = \"Rails\"\n\n\
         [[follow_ups]]\nid = \"ride\"\ndate = 2026-02-12\nquestion = \"Do they run?\"\n\n[[updates]]",
    ),
    (QUIET, "[\"gazette-12\"]\n+++\n", "[\"gazette-12\"]\n+++\nOf [@deed].\n"),
    (
        LATER,
        "[[milestones]]",
        "[[sources]]\nid = \"deed\"\ntitle = \"A deed\"\npublisher = \"gazette\"\n\n[[milestones]]",
    ),
    (NOTES, "[What comes]", "## Rails\n\n[What comes]"),
    (
        TRAMS,
        "A summary of trams.",
        "See [rails](/notes/#h-rails), [a reading](/claims/bus-lanes/#u-2026-01-10-0800), \
         [the gazette](/sources/gazette/#src-gazette-12) and [its badge](/claims/bus-lanes/status.svg).",
    ),
];

/// A claim that has nothing to do with those that it links to.
const ASIDE: &str = "+++\ntitle = \"Aside\"\nclaim = \"A.\"\nclaimants = [\"city-council\"]\nmade_on = 2026-01-01\n+++\n\
    See [a reading](/claims/bus-lanes/#u-2026-01-10-0800) and [what comes](/claims/later/), and\n\
    [what was mended](/claims/bus-lanes/#c-length), [a deed](/sources/gazette/#src-deed) and [a paper](/papers/a.txt).\n";

/// How many switches there are.
pub(crate) const COUNT: usize = SWITCHES.len();

/// Makes a project what the switches are for.
pub(crate) fn prepare(root: &Path) {
    put(&root.join("content/claims/aside.md"), ASIDE.as_bytes());
    put(&root.join("content/static/papers/a.txt"), b"A paper.");
    for (path, old, new) in FIRST {
        let text = std::fs::read_to_string(root.join(path)).unwrap();
        assert!(text.contains(old), "{path}");
        put(&root.join(path), text.replacen(old, new, 1).as_bytes());
    }
}

/// Turns a switch, and tells which file; `None` where its file, or what it is to take the place of, is not there.
pub(crate) fn turn(root: &Path, switch: usize) -> Option<&'static str> {
    let switch = &SWITCHES[switch];
    let path = root.join(switch.path);
    match std::fs::read_to_string(&path) {
        Ok(_) if switch.off.is_empty() => std::fs::remove_file(&path).unwrap(),
        Err(_) if switch.off.is_empty() => put(&path, switch.on.as_bytes()),
        // What is on may hold what is off, never the other way round.
        Ok(text) if text.contains(switch.on) => {
            put(&path, text.replacen(switch.on, switch.off, 1).as_bytes());
        }
        Ok(text) if text.contains(switch.off) => {
            put(&path, text.replacen(switch.off, switch.on, 1).as_bytes());
        }
        _ => return None,
    }
    Some(switch.path)
}

/// Every file that has a switch, as it is now; nothing where it is not there.
pub(crate) fn files(root: &Path) -> BTreeMap<&'static str, Option<Vec<u8>>> {
    SWITCHES.iter().map(|switch| (switch.path, std::fs::read(root.join(switch.path)).ok())).collect()
}

/// Puts such files back to what they were, and tells which that changed.
pub(crate) fn back(root: &Path, files: &BTreeMap<&'static str, Option<Vec<u8>>>) -> Vec<&'static str> {
    let now = self::files(root);
    let other: Vec<_> = files.iter().filter(|(path, bytes)| now[*path] != **bytes).collect();
    for (path, bytes) in &other {
        match bytes {
            Some(bytes) => put(&root.join(path), bytes),
            None => std::fs::remove_file(root.join(path)).unwrap(),
        }
    }
    other.into_iter().map(|(path, _)| *path).collect()
}
