//! Calendars: whole ones as expected, what they must not depend on, and readers that we did not write.
//!
//! `cargo test --test all calendars:: -- --ignored` has them read by `icalendar` (Python) and `ical.js` (Node); it needs
//! both languages with their package registries.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::imported;

const PROJECT: &str = include_str!("calendars/project.txt");
const HOSTILE: &str = include_str!("hostile/project.txt");
const EXPECTED: &str = include_str!("calendars/bridge.ics");

/// A project in a folder of its own, each `old` in its files replaced by `new`.
fn project(text: &str, changes: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    lay_out(folder.path(), text, changes);
    folder
}

fn lay_out(folder: &Path, text: &str, changes: &[(&str, &str)]) {
    for part in text.split("=== ").skip(1) {
        let (path, content) = part.split_once('\n').unwrap();
        let content =
            changes.iter().fold(content.to_owned(), |content, (old, new)| content.replace(old, new));
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
}

/// Builds a project, which must succeed; into `site` in its folder where nothing else is asked for.
fn build(folder: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["build", "-q", "--format", "short"]).args(args).current_dir(folder);
    let output = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A calendar of a site, its folds undone.
fn unfolded(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join("site").join(path)).unwrap().replace("\r\n ", "").replace("\r\n", "\n")
}

/// The calendars of a site by path.
fn calendars(folder: &Path) -> Vec<(String, String)> {
    let site = folder.join("site");
    let entries = walkdir::WalkDir::new(&site).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "ics"));
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&site).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read_to_string(entry.path()).unwrap())
    };
    files.map(read).collect()
}

/// The values of a property, in the order of a calendar.
fn values<'c>(calendar: &'c str, name: &str) -> Vec<&'c str> {
    calendar.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).collect()
}

#[test]
fn a_calendar_says_what_records_say() {
    let folder = project(PROJECT, &[]);
    build(folder.path(), &[]);
    assert_eq!(unfolded(folder.path(), "claims/bridge/calendar.ics"), EXPECTED);
    let spanish = unfolded(folder.path(), "es/claims/bridge/calendar.ics");
    assert_eq!(values(&spanish, "UID"), values(EXPECTED, "UID"));
    assert_eq!(values(&spanish, "SUMMARY")[..2], ["Plazo: Un puente", "Empieza la obra (Un puente)"]);
    assert_eq!(values(&spanish, "CATEGORIES")[0], "Plazo,Caminos");
}

#[test]
fn a_calendar_stands_where_it_has_an_entry_and_drafts_have_none() {
    let expected = ["calendar.ics", "claimants/council/calendar.ics", "claims/bridge/calendar.ics"];
    let alone = ["claims/old-bridge/calendar.ics", "claims/older-bridge/calendar.ics"];
    let mut expected: Vec<String> = expected.into_iter().chain(alone).map(str::to_owned).collect();
    expected.extend(expected.clone().iter().map(|path| format!("es/{path}")));
    for args in [&[][..], &["--drafts"]] {
        let folder = project(PROJECT, &[]);
        build(folder.path(), args);
        let calendars = calendars(folder.path());
        assert_eq!(
            calendars.iter().map(|(path, _)| path).collect::<Vec<_>>(),
            expected.iter().collect::<Vec<_>>()
        );
        for (path, text) in &calendars {
            assert!(!text.contains("SECRET"), "{path}");
            assert_eq!(
                text.matches("BEGIN:VEVENT").count(),
                EXPECTED.matches("BEGIN:VEVENT").count(),
                "{path}"
            );
        }
        let page = fs::read_to_string(folder.path().join("site/claims/vague/index.html")).unwrap();
        assert!(!page.contains("calendar.ics"));
    }
}

#[test]
fn pages_lead_to_calendars_and_say_how_many_dates_are_not_in_them() {
    let folder = project(PROJECT, &[]);
    build(folder.path(), &[]);
    let cases = [
        ("index.html", "calendar.ics", "3 dates that name no day"),
        ("milestones/index.html", "../calendar.ics", "3 dates that name no day"),
        ("follow-ups/index.html", "../calendar.ics", "3 dates that name no day"),
        ("claimants/council/index.html", "calendar.ics", "3 dates that name no day"),
        ("claims/bridge/index.html", "calendar.ics", "2 dates that name no day"),
        ("es/claims/bridge/index.html", "calendar.ics", "Faltan 2 fechas"),
    ];
    for (page, href, left_out) in cases {
        let text = fs::read_to_string(folder.path().join("site").join(page)).unwrap();
        let link = format!("<a href=\"{href}\" type=\"text/calendar\">");
        assert_eq!((text.matches(&link).count(), text.contains(left_out)), (1, true), "{page}");
    }
    let page = fs::read_to_string(folder.path().join("site/claimants/idle/index.html")).unwrap();
    assert!(!page.contains("calendar.ics"));
}

#[test]
fn entries_have_the_same_names_wherever_the_site_is_published_and_whatever_the_claim_is_called() {
    let folder = project(PROJECT, &[]);
    build(folder.path(), &[]);
    let names = |path: &str| {
        let calendar = unfolded(folder.path(), path);
        values(&calendar, "UID").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let first = names("claims/bridge/calendar.ics");
    build(folder.path(), &["--base-url", "https://example.net/"]);
    assert_eq!(names("calendar.ics"), first);
    // Renamed once more: the new old name stands behind the others.
    for end in [".md", ".es.md", ""] {
        let at = |name: &str| folder.path().join(format!("content/claims/{name}{end}"));
        fs::rename(at("bridge"), at("crossing")).unwrap();
    }
    let file = folder.path().join("content/claims/crossing.md");
    let text = fs::read_to_string(&file).unwrap().replace("\"older-bridge\"", "\"older-bridge\", \"bridge\"");
    fs::write(&file, text).unwrap();
    build(folder.path(), &[]);
    assert_eq!(names("claims/crossing/calendar.ics"), first);
    assert_eq!(names("claims/bridge/calendar.ics"), first);
}

#[test]
fn without_an_authority_names_are_those_of_the_address() {
    let folder = project(PROJECT, &[("authority = \"example.org,2026\"\n", "")]);
    build(folder.path(), &[]);
    let calendar = unfolded(folder.path(), "calendar.ics");
    assert_eq!(values(&calendar, "UID")[0], "claims/old-bridge#due@example.org");
}

#[test]
fn a_day_on_which_nothing_became_known_changes_no_calendar() {
    let folder = project(PROJECT, &[]);
    build(folder.path(), &["--as-of", "2026-03-03"]);
    let now = calendars(folder.path());
    build(folder.path(), &["--as-of", "2027-02-28"]);
    assert_eq!(calendars(folder.path()), now);
    // Those of single claims are the same for good.
    let of_claims = |mut all: Vec<(String, String)>| {
        all.retain(|(path, _)| path.contains("claims/"));
        all
    };
    build(folder.path(), &["--as-of", "2031-01-01"]);
    assert_eq!(of_claims(calendars(folder.path())), of_claims(now));
}

#[test]
fn calendars_of_many_claims_let_go_of_what_is_over_for_long() {
    let folder = project(PROJECT, &[("9999-12-31", "2026-12-31")]);
    let names = |path: &str| -> Vec<String> {
        let calendar = unfolded(folder.path(), path);
        // A claim that comes later has a date too.
        let names = values(&calendar, "UID").into_iter().filter_map(|uid| uid.split_once("/old-bridge#"));
        names.map(|(_, name)| name.to_owned()).collect()
    };
    build(folder.path(), &[]);
    let all = names("claims/bridge/calendar.ics");
    let without = |gone: &[&str]| -> Vec<String> {
        all.iter().filter(|name| !gone.contains(&name.as_str())).cloned().collect()
    };
    let february = ["m-start", "m-off", "f-ask"];
    let cases = [
        ("2027-02-28", without(&[])),
        ("2027-03-01", without(&february)),
        // The talk of the evening of the third, and the fair that ends on the eighth, are of March.
        ("2027-04-30", without(&[&february[..], &["m-fair", "m-talk"]].concat())),
        // Where everything is over, the last of it stays.
        ("2031-01-01", vec!["m-end".to_owned()]),
    ];
    for (day, expected) in &cases {
        build(folder.path(), &["--as-of", day]);
        for calendar in ["calendar.ics", "claimants/council/calendar.ics", "es/calendar.ics"] {
            assert_eq!(names(calendar), *expected, "{day}");
        }
        assert_eq!(names("claims/bridge/calendar.ics"), all);
    }
    let about = unfolded(folder.path(), "calendar.ics");
    let said = values(&about, "X-WR-CALDESC")[0];
    assert!(said.contains("over for more than 12 months stand in the calendar of their claim"), "{said}");
    let site = folder.path().join("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    for (months, expected) in [("60", without(&february)), ("1200", all.clone())] {
        fs::write(&site, format!("{text}[outputs.calendar]\npast_months = {months}\n")).unwrap();
        build(folder.path(), &["--as-of", "2031-03-31"]);
        assert_eq!(names("calendar.ics"), expected, "{months}");
    }
}

#[test]
fn a_date_that_moves_to_a_month_is_called_moved_and_not_dropped() {
    // A due date, which the update that counts moves to a month.
    let folder = project(PROJECT, &[("opening = { to = \"2026-07\" }", "due = { to = \"2026-07\" }")]);
    build(folder.path(), &[]);
    for (path, expected) in [
        ("claims/bridge/calendar.ics", "Moved to July 2026: Due: A bridge"),
        ("es/claims/bridge/calendar.ics", "Cambiado a julio de 2026: Plazo: Un puente"),
    ] {
        let calendar = unfolded(folder.path(), path);
        let (_, event) = calendar.split_once("old-bridge#due\n").unwrap();
        assert_eq!((values(event, "SUMMARY")[0], values(event, "STATUS")[0]), (expected, "CANCELLED"));
        assert_eq!(values(event, "DTSTART;VALUE=DATE")[0], "20260630");
    }
}

#[test]
fn the_count_of_moves_never_falls() {
    let folder = project(PROJECT, &[]);
    let mut last = Vec::new();
    for day in ["2026-02-09", "2026-02-17", "2026-02-18", "2026-02-20", "2026-02-26"] {
        build(folder.path(), &["--as-of", day]);
        let calendar = unfolded(folder.path(), "claims/bridge/calendar.ics");
        // The due date, and the milestone that moves twice.
        let of = |name: &str| -> Option<usize> {
            let (_, event) = calendar.split_once(&format!("old-bridge#{name}\n"))?;
            values(event, "SEQUENCE")[0].parse().ok()
        };
        last.push((of("due").unwrap(), of("m-opening").unwrap()));
    }
    assert_eq!(last, [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2)]);
}

#[test]
fn what_is_no_longer_cancelled_is_newer_than_what_was() {
    let sets = "sets = { start = \"happened\", off = \"cancelled\", opening = { state = \"moved\", to = 2026-05-20 } }\n";
    let undone = format!("{sets}retracted = {{ date = 2026-02-26, why = \"It is on.\" }}\n");
    let told = |changes: &[(&str, &str)]| {
        let folder = project(PROJECT, changes);
        build(folder.path(), &[]);
        let calendar = unfolded(folder.path(), "claims/bridge/calendar.ics");
        let (_, event) = calendar.split_once("old-bridge#m-off\n").unwrap();
        let first = |name: &str| values(event, name)[0].to_owned();
        (first("STATUS"), first("SEQUENCE").parse::<usize>().unwrap(), first("LAST-MODIFIED"))
    };
    let (before, after) = (told(&[]), told(&[(sets, &undone)]));
    assert_eq!((&*before.0, &*after.0), ("CANCELLED", "CONFIRMED"));
    assert!(before.1 < after.1 && before.2 < after.2, "{before:?}, then {after:?}");
}

#[test]
fn settings_say_which_dates_stand_in_calendars() {
    let cases = [
        ("due = false", "fm"),
        ("milestones = false", "df"),
        ("follow_ups = false", "dm"),
        ("milestones = false\nfollow_ups = false", "d"),
        ("enabled = true", "dfm"),
    ];
    for (settings, expected) in cases {
        let folder = project(PROJECT, &[]);
        let file = folder.path().join("content/site.toml");
        let text = format!("{}\n[outputs.calendar]\n{settings}\n", fs::read_to_string(&file).unwrap());
        fs::write(&file, text).unwrap();
        build(folder.path(), &[]);
        let calendar = unfolded(folder.path(), "calendar.ics");
        let kinds: BTreeSet<&str> =
            values(&calendar, "UID").iter().map(|uid| &uid[uid.find('#').unwrap() + 1..][..1]).collect();
        assert_eq!(kinds.into_iter().collect::<String>(), expected, "{settings}");
    }
}

/// Texts that would break a calendar, or its reader, where they were not what they are: texts.
fn texts() -> Vec<String> {
    let texts = [
        "word",
        "BEGIN:VEVENT",
        "x\u{2028}END:VEVENT\u{2029}BEGIN:VEVENT",
        "a;b,c\\n\\N\\;\"q\":^n^^",
        "e\u{301} 👩‍👩‍👧 🇲🇽 \u{10ffff} \u{feff}",
        "\u{202e}txet\u{2066} \u{200f}مرحبا",
        "=1+1 @x {title} {date} {n}",
    ];
    let long = ["w".repeat(10_000), "字".repeat(10_000), "👩‍👩‍👧".repeat(900), ",;".repeat(2_000)];
    texts.into_iter().map(str::to_owned).chain(long).collect()
}

/// Writes a text as TOML does between quotes.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Two hundred claims whose dates are of every form, and move.
fn generated() -> String {
    let site = "=== content/site.toml\ntitle = \"Generated\"\nbase_url = \"https://example.org/\"\n\
                as_of = 2026-06-01\ntimezone = \"Pacific/Auckland\"\nauthority = \"example.org,2026-01\"\n\
                === content/people.toml\n[[people]]\nid = \"a\"\nname = \"A\"\n[[people]]\nid = \"b\"\nname = \"B\"\n";
    let mut text = site.to_owned();
    let forms = [
        "2026-07-01",
        "2026-07-02T08:15",
        "2026-07-03T23:30+14:00",
        "2026-07",
        "2026",
        "2026-07-04~",
        "2026-07-05?",
        "2026-12-30/2027-01-02",
        "2026-07/2026-09",
        "2024-02-29",
        "0001-01-01",
        "9999-12-31",
        "2026-07-06T08:15:59Z",
    ];
    for n in 0..200 {
        let form = |shift: usize| forms[(n * 7 + shift * 5) % forms.len()];
        let state = ["planned", "cancelled", "moved"][n % 3];
        let by = ["a", "b"][n % 2];
        let _ = write!(
            text,
            "=== content/claims/c{n}.md\n+++\ntitle = \"Claim {n}\"\nclaim = \"It is {n}.\"\nclaimants = [\"{by}\"]\n\
             published = 2026-01-01\ncompletion_due = \"{}\"\n[[milestones]]\nid = \"m\"\ndate = \"{}\"\n\
             title = \"M\"\nstate = \"{state}\"\n[[milestones]]\nid = \"moves\"\ndate = \"{}\"\ntitle = \"N\"\n\
             [[follow_ups]]\nid = \"f\"\ndate = \"{}\"\n[[updates]]\npublished = \"2026-02-01T10:00\"\n\
             sets = {{ moves = {{ to = \"{}\" }}, f = \"{}\" }}\nbody = \"B\"\n+++\nText.\n",
            form(0),
            form(1),
            form(2),
            form(3),
            form(4),
            ["done", "dropped", "open"][n % 3],
        );
    }
    text
}

#[test]
#[ignore = "needs Python and Node with their package registries"]
fn other_programs_read_what_the_records_say() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calendars");
    let _ = fs::remove_dir_all(&folder);
    let sites = folder.join("sites");
    let into = |name: &str| sites.join(name).to_str().unwrap().to_owned();
    build(Path::new(env!("CARGO_MANIFEST_DIR")), &["-o", &into("demo")]);
    let small = project(PROJECT, &[]);
    build(small.path(), &["-o", &into("small")]);
    let generated = project(&generated(), &[]);
    build(generated.path(), &["-o", &into("generated")]);
    let import = tempfile::tempdir().unwrap();
    imported::project(import.path());
    build(import.path(), &["-o", &into("imported")]);
    for (place, text) in texts().iter().enumerate() {
        let hostile = project(HOSTILE, &[("$", &quoted(text))]);
        build(hostile.path(), &["-o", &into(&format!("hostile-{place}"))]);
    }
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/calendars")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    // Nothing is kept outside of this folder, and no package runs anything while it is installed.
    let python = python(&folder);
    run(&python, &["check.py", "sites"], &folder);
    let install = ["ci", "--cache=.npm", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(Path::new("npm"), &install, &folder);
    run(Path::new("node"), &["check.mjs", "sites"], &folder);
}

/// A Python with the packages that `requirements.txt` names.
fn python(folder: &Path) -> PathBuf {
    run(Path::new("python3"), &["-m", "venv", "venv"], folder);
    let bin = folder.join(if cfg!(windows) { "venv/Scripts" } else { "venv/bin" });
    let python = bin.join("python");
    let install = [
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-cache-dir",
        "--only-binary=:all:",
    ];
    run(&python, &[&install[..], &["-r", "requirements.txt"]].concat(), folder);
    python
}

/// Runs a program that must succeed; what it says is seen.
fn run(program: &Path, args: &[&str], folder: &Path) {
    let status = Command::new(program).args(args).current_dir(folder).status();
    let status = status.unwrap_or_else(|fault| panic!("`{}` cannot be run: {fault}", program.display()));
    assert!(status.success(), "`{} {}` failed: {status}; see above", program.display(), args.join(" "));
}
