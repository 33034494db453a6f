//! Spreadsheets become claims and updates, without a guess and without losing a cell.

use onrecord::import::mapping::Mapping;
use onrecord::import::sheet::{self, BadRows, Fault, Request};
use onrecord::import::{Holdings, Import};
use onrecord::record::claim::Method;
use proptest::prelude::*;

use crate::import::place::{HOSTILE, Place, noted, told};

fn request() -> Request {
    Request {
        maps: Vec::new(),
        ignored: Vec::new(),
        statuses: Mapping::default(),
        date_formats: Vec::new(),
        split: ";".to_owned(),
        delimiter: None,
        method: Method::Human,
        bad_rows: BadRows::Stop,
    }
}

fn maps(written: &[(&str, &str)]) -> Vec<(String, String)> {
    written.iter().map(|(column, field)| ((*column).to_owned(), (*field).to_owned())).collect()
}

fn import(file: &str, holdings: &Holdings) -> Import {
    sheet::import(file, &request(), holdings).unwrap()
}

fn refused(file: &str, request: &Request) -> Vec<String> {
    let faults = sheet::import(file, request, &Place::new().holdings()).unwrap_err();
    let line = |fault: &Fault| format!("{}: {} ({})", fault.code, fault.message, fault.help);
    faults.iter().map(line).collect()
}

const SHEET: &str = "\u{feff}Promise;By;Promised on;Status;Date;Notes;Links\r\n\
    \"Lanes for \"\"buses\"\"\non Main Street\";City Council; Ann Lee;13/02/2026;Begun;01/03/2026;\"Painted.\r\n\r\n+++\";https://example.org/a;Gazette, page 3\r\n";

#[test]
fn dates_are_read_in_every_form_that_is_named_and_never_in_two() {
    let dates = |formats: &[&str], cells: &[&str]| {
        let rows = cells.iter().map(|cell| format!("A bridge;Ann Lee;{cell};{cell}\n"));
        let sheet = "claim;claimants;published;made_on\n".to_owned() + &rows.collect::<String>();
        let mut request = request();
        request.date_formats = formats.iter().map(|format| (*format).to_owned()).collect();
        let import = sheet::import(&sheet, &request, &Place::new().holdings()).unwrap();
        let notes = import.notes.iter().filter(|note| note.kind.code() == "cell-date");
        notes.map(|note| note.detail.clone()).collect::<Vec<_>>()
    };
    let forms = ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y"];
    assert_eq!(dates(&forms, &["13/02/2026"]), [""; 0]);
    assert_eq!(dates(&forms, &["02/13/2026"]), [""; 0]);
    assert_eq!(dates(&forms, &["13.02.26"]), [""; 0]);
    assert_eq!(dates(&forms, &["02/02/2026"]), [""; 0]);
    assert_eq!(dates(&forms, &["2026-02-03"]), [""; 0]);
    let told = dates(&forms, &["02/03/2026"]);
    let why = "is 2026-03-02 in the form %d/%m/%Y and 2026-02-03 in the form %m/%d/%Y: write the cell as 2026-03-02 or \
               2026-02-03, or name one form only";
    assert!(told.len() == 2 && told.iter().all(|detail| detail.ends_with(why)), "{told:?}");
    let told = dates(&forms, &["soon"]);
    let why = "is no date of ISO 8601, nor of the form %d/%m/%Y, nor of the form %m/%d/%Y, nor of the form %d.%m.%y";
    assert!(told.len() == 2 && told.iter().all(|detail| detail.ends_with(why)), "{told:?}");
}

#[test]
fn rows_are_written_as_people_would() {
    let sheet = SHEET.replace("City Council; Ann Lee", "\"City Council; Ann Lee\"");
    let sheet =
        sheet.replace("https://example.org/a;Gazette, page 3", "\"https://example.org/a;Gazette, page 3\"");
    let more = "\"Lanes for \"\"buses\"\" on main street\";;;Done;02/04/2026;;\r\n;;;;;;\r\n";
    let place = Place::new();
    let holdings = place.holdings();
    let mut request = request();
    request.maps = maps(&[
        ("promise", "claim"),
        ("By", "claimants"),
        ("Promised on", "made_on"),
        ("Date", "published"),
        ("Notes", "body"),
        ("Links", "sources"),
    ]);
    request.date_formats = vec!["%d/%m/%Y".to_owned()];
    request.statuses.add("begun=in_progress", &holdings.known.statuses).unwrap();
    request.statuses.add("Done=complete", &holdings.known.statuses).unwrap();
    let import = sheet::import(&(sheet + more), &request, &holdings).unwrap();
    let files: Vec<_> = import.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let expected = [
        (
            "content/claims/lanes-for-buses-on-main-street/claim.md",
            "+++\ntitle = 'Lanes for \"buses\" on Main Street'\nclaim = \"Lanes for \\\"buses\\\"\\non Main Street\"\n\
            claimants = [\"city-council\", \"ann-lee\"]\nmade_on = 2026-02-13\n+++\n",
        ),
        (
            "content/claims/lanes-for-buses-on-main-street/updates/2026-03-01.md",
            "+++\nid = \"2026-03-01\"\npublished = 2026-03-01\nstatus = \"in_progress\"\nsources = [\n  \
            { id = \"example-org-a\", url = \"https://example.org/a\" },\n  \
            { id = \"gazette-page-3\", where = \"Gazette, page 3\" },\n]\n+++\n\nPainted.\n\n\\+++\n",
        ),
        (
            "content/claims/lanes-for-buses-on-main-street/updates/2026-04-02.md",
            "+++\nid = \"2026-04-02\"\npublished = 2026-04-02\nstatus = \"complete\"\n+++\n",
        ),
    ];
    assert_eq!(files, expected);
    assert_eq!(
        told(&import),
        ["2 claimant-added: Ann Lee (ann-lee)", "2 claimant-added: City Council (city-council)",]
    );
    place.write(&import);
    place.build();
}

#[test]
fn columns_that_bear_the_names_of_fields_map_themselves() {
    let sheet = "ID,Title,claim,Claimants,kind,quote,quote lang,made_on,appearance,completion_condition,completion_due,\
        due_basis,topics,lang,claim_summary,claim_published,published,status,summary,body,as_of,happened_on,\
        reported_status,method,author,reviewed_by,key,sources\n\
        lanes,Bus lanes,Lanes will open.,City Council,maintain,We will,es,2026-01,https://example.org/m,When open,2026-06,\
        inferred,roads,es,About lanes,2026-01-02,2026-02-03T10:00,in_progress,Begun,Painted,2026-02-01,2026-02-02,\
        complete,assisted,Ed,Flo,yes,https://example.org/n\n";
    let place = Place::new();
    let first = import(sheet, &place.holdings());
    assert_eq!(
        first.files[0].text,
        "+++\ntitle = \"Bus lanes\"\nclaim = \"Lanes will open.\"\nclaimants = [\"city-council\"]\n\
        published = 2026-01-02\nkind = \"maintain\"\nquote = \"We will\"\nquote_lang = \"es\"\nmade_on = \"2026-01\"\n\
        completion_condition = \"When open\"\ncompletion_due = \"2026-06\"\ndue_basis = \"inferred\"\ntopics = [\"roads\"]\n\
        lang = \"es\"\nappearance = \"example-org-m\"\nsources = [\n  { id = \"example-org-m\", \
        url = \"https://example.org/m\" },\n]\n+++\n\nAbout lanes\n"
    );
    assert_eq!(
        first.files[1].text,
        "+++\nid = \"2026-02-03-1000\"\npublished = \"2026-02-03T10:00\"\nstatus = \"in_progress\"\n\
        summary = \"Begun\"\nas_of = 2026-02-01\nhappened_on = 2026-02-02\nreported_status = \"complete\"\n\
        method = \"assisted\"\nauthor = \"Ed\"\nreviewed_by = \"Flo\"\nkey = true\nsources = [\n  { id = \"example-org-n\", \
        url = \"https://example.org/n\" },\n]\n+++\n\nPainted\n"
    );
    place.write(&first);
    place.build();
    let second = import(sheet, &place.holdings());
    assert_eq!((second.files, second.notes, second.tally.updates_known), (vec![], vec![], 1));

    let changed =
        sheet.replace("We will", "We may").replace("Begun", "Started").replace("2026-06", "2026-07");
    let third = import(&changed, &place.holdings());
    assert_eq!(third.files, []);
    assert_eq!(
        told(&third),
        [
            "2 update-differs: update `2026-02-03-1000` of claim `lanes`: summary",
            "2 claim-differs: claim `lanes`: `completion_due` is `2026-07` here, `2026-06` there",
            "2 claim-differs: claim `lanes`: `quote` is `We may` here, `We will` there",
        ]
    );
}

#[test]
fn a_column_that_nobody_explained_is_a_fault() {
    let sheet = "Promise,By,Empty,Budget,status\nx,y,,12,complete\n";
    let mut asked = request();
    asked.maps = maps(&[("Promise", "claim")]);
    let expected = [
        "column-left: columns `By`, `Budget` are neither mapped nor ignored \
        (say what they are, such as --map 'By=claimants' --ignore 'Budget')",
        "no-date-column: column `status` is `status`, which is of updates, and no column is their date (map one to `published`)",
    ];
    assert_eq!(refused(sheet, &asked), expected);
    asked.maps = maps(&[
        ("Promis", "claim"),
        ("By", "claimant"),
        ("Budget", "money"),
        ("status", "title"),
        ("Empty", "title"),
    ]);
    let expected = [
        "unknown-column: the file has no column `Promis` (did you mean `Promise`?)",
        "unknown-field: no column can be `claimant` (did you mean `claimants`?)",
    ];
    let told = refused(sheet, &asked);
    assert_eq!(told[..2], expected);
    assert!(
        told[2].starts_with("unknown-field: no column can be `money` (its fields are id, title, claim, "),
        "{}",
        told[2]
    );
    assert!(
        told.iter()
            .any(|told| told.starts_with("field-twice: columns `Empty` and `status` are both `title`")),
        "{told:?}"
    );
    assert_eq!(refused("", &request()), ["no-table: the file has no row (its first row names the columns)"]);
    assert_eq!(
        refused("a,a\n", &request())[0],
        "column-twice: two columns are called `a` (give one of them another name in the first row)"
    );
    assert_eq!(
        refused("a,b\n1,\"2\n", &request())[0],
        "open-quote: a quote that opens in line 2 is never closed (close it, or double a quote that is text)"
    );
    assert_eq!(
        refused("status\nx\n", &request())[0],
        "no-claim-column: no column says which claim a row is about (map one to `claim`, `title` or `id`, such as --map 'COLUMN=claim')"
    );
}

const FAULTY: &str = "id,claim,claimants,made_on,published,status,kind,sources,topics\n\
    good,It is so.,Ann,2026-01-01,2026-02-01,complete,,,roads\n\
    B d,It is so.,Ann,13/02/2026,2026-02-30,done,keep,http:// x,roads;rails\n\
    short,It is so.\n\
    none,,,,,,,,\n\
    undated,It will be.,Ann,,,,,,\n\
    late,It may be.,Ann,,,complete,,,\n\
    ,,Ann,2026-01-01,,,,,\n\
    nobody,It may.,,2026-01-01,,,,,\n\
    wide,It may.,Ann,2026-01-01,,,,,,,more\n";

#[test]
fn every_fault_of_every_row_is_told_and_nothing_is_written() {
    let place = Place::new();
    let import = import(FAULTY, &place.holdings());
    let statuses = "not_started, in_progress, stalled, partly_complete, kept_so_far, complete, partly_met, not_met, dropped, unverifiable";
    let expected = [
        "3:4 cell-date: `made_on`: `13/02/2026` is no date of ISO 8601".to_owned(),
        "3:5 cell-date: `published`: `2026-02-30` does not exist: 2026-02 has 28 days".to_owned(),
        format!("3:6 cell-status: `status`: `done` is none of {statuses}"),
        "3:7 cell-word: `kind`: `keep` is none of deliver, maintain".to_owned(),
        "3:1 cell-id: `id`: `B d` is no id: write a–z, 0–9 and single hyphens, at most 80".to_owned(),
        "3:9 cell-id: `topics`: `roads;rails` names the topic `rails`; the site has roads".to_owned(),
        "3:8 cell-address: `sources`: `http:// x` holds `http:// x`".to_owned(),
        "4 row-length: 2 cells, 9 columns".to_owned(),
        "5 row-incomplete: claim `none` is new and has no text".to_owned(),
        "6 row-incomplete: claim `undated` is new and has no date: it needs an update, or `made_on`"
            .to_owned(),
        "7 row-incomplete: row has `status` and no `published`".to_owned(),
        "8 row-incomplete: row does not say which claim it is about".to_owned(),
        "9 row-incomplete: claim `nobody` is new and has no claimant".to_owned(),
        "10 row-length: 11 cells, 9 columns".to_owned(),
    ];
    assert_eq!(told(&import), expected);
    assert_eq!((import.files, import.people), (vec![], vec![]));
    let note = import.notes.iter().find(|note| note.line == 10).unwrap();
    assert_eq!(note.whole, "wide,It may.,Ann,2026-01-01,,,,,,,more");
}

#[test]
fn bad_rows_are_left_out_where_that_is_wanted() {
    let place = Place::new();
    place.put("sheet.csv", FAULTY);
    let (code, said, _) = place.run(&["import", "csv", "sheet.csv", "--format", "short"]);
    assert_eq!((code, place.files().len()), (Some(1), 1));
    assert!(said.contains("sheet.csv:3:4: error[cell-date]: "), "{said}");
    let (_, said, _) = place.run(&["import", "csv", "sheet.csv"]);
    let stopped = "sheet.csv: nothing is written while rows have faults: mend them, or leave them out with `--skip-bad-rows`\n";
    assert!(said.starts_with(stopped), "{said}");
    let (code, _, _) = place.run(&["import", "csv", "sheet.csv", "--skip-bad-rows"]);
    let files: Vec<String> = place.files().into_keys().collect();
    let expected = ["claims/good/claim.md", "claims/good/updates/2026-02-01.md", "people.toml", "site.toml"];
    assert_eq!((code, files), (Some(1), expected.map(str::to_owned).to_vec()));
    place.build();
    let (code, said, _) = place.run(&["import", "csv", "sheet.csv", "--skip-bad-rows", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (code, &report["files"], &report["summary"]["errors"]),
        (Some(1), &serde_json::json!([]), &serde_json::json!(14))
    );
    assert_eq!(report["findings"][0]["column"], 4);
}

#[test]
fn columns_are_listed_with_a_guess_and_the_command() {
    let place = Place::new();
    place.put(
        "the sheet.csv",
        "Promise\tWho\tStatus\tDate\tBudget\nIt is so.\tAnn\tcomplete\t2026-02-01\t\nIt is.\t\t\t\t12\n",
    );
    let (code, said, _) = place.run(&["import", "csv", "the sheet.csv", "--columns"]);
    let expected = "Promise  claim?                     2  It is so.\n\
        Who      claimants?                 1  Ann\n\
        Status   status                     1  complete\n\
        Date     published?                 1  2026-02-01\n\
        Budget   -                          1  12\n\n\
        To take a column, --map 'COLUMN=FIELD', where FIELD is one of id, title, claim, claimants, claim_published, kind, \
        quote, quote_lang, made_on, appearance, completion_condition, completion_due, due_basis, topics, lang, \
        claim_summary, published, status, summary, as_of, happened_on, reported_status, method, author, reviewed_by, \
        sources, key, body\n\n\
        onrecord import csv 'the sheet.csv' --map 'Promise=claim' --map 'Who=claimants' --map 'Date=published' --ignore 'Budget'\n";
    assert_eq!((code, said.as_str()), (Some(0), expected));
    let (_, said, _) = place.run(&["import", "csv", "the sheet.csv", "--columns", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (&list["columns"][1]["field"], &list["columns"][4]["field"]),
        (&"claimants".into(), &serde_json::Value::Null)
    );
    let args =
        ["import", "csv", "the sheet.csv", "--map", "Promise=claim", "--map", "Who=claimants", "--map"];
    let (code, said, _) = place.run(
        &[&args[..], &["Date=published", "--ignore", "Budget", "--dry-run", "--skip-bad-rows"]].concat(),
    );
    assert_eq!((code, place.files().len()), (Some(1), 1), "{said}");
}

#[test]
fn wrong_options_are_usage_errors() {
    let place = Place::new();
    place.put("sheet.csv", "claim,Budget\nx,1\n");
    let cases: &[(&[&str], &str)] = &[
        (&["--map", "Budget"], "write COLUMN=FIELD"),
        (&["--date-format", "dd/mm/yyyy"], "write the form with signs of strftime"),
        (&["--date-format", "%d/%Q"], "write the form with signs of strftime"),
        (&["--delimiter", "ab"], "write one character such as `;`, or `tab`"),
        (&["--split", ""], "a value is required for '--split <TEXT>'"),
        (&["--map-status", "x=y"], "`y` is no status of this site, which has not_started"),
        (&[], "column `Budget` is neither mapped nor ignored"),
    ];
    for (args, expected) in cases {
        let (code, out, err) = place.run(&[&["import", "csv", "sheet.csv"], *args].concat());
        assert!(code == Some(2) && (out.clone() + &err).contains(expected), "{args:?} {out}{err}");
    }
}

#[test]
fn a_sheet_that_grows_brings_only_what_is_new() {
    let row = |number: usize, day: &str| format!("Claim {number},Ann,2026-01-01,{day},in_progress\n");
    let head = "claim,claimants,made_on,published,status\n";
    let old: String = (0..12).map(|number| row(number, "2026-02-01")).collect();
    let place = Place::new();
    place.write(&import(&format!("{head}{old}{}", row(3, "2026-02-01")), &place.holdings()));
    assert_eq!(place.files().len(), 26);
    let grown = format!("{head}{}{}{old}", row(40, "2026-02-01"), row(3, "2026-03-01"));
    let second = import(&grown, &place.holdings());
    let paths: Vec<_> = second.files.iter().map(|file| file.path.as_str()).collect();
    let expected = [
        "content/claims/claim-40/claim.md",
        "content/claims/claim-40/updates/2026-02-01.md",
        "content/claims/claim-3/updates/2026-03-01.md",
    ];
    assert_eq!(paths, expected);
    place.write(&second);
    assert_eq!(import(&grown, &place.holdings()).files, []);
    place.build();
}

fn sheet_of(rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let head = [
        "claim",
        "claimants",
        "made_on",
        "title",
        "quote",
        "published",
        "status",
        "summary",
        "Notes",
        "More",
        "author",
        "sources",
    ];
    writer.write_record(head).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

const WORDS: [&str; 9] =
    ["claim", "claimants", "title", "quote", "summary", "notes", "more", "author", "sources"];

fn row(at: usize, before: &str, after: &str) -> Vec<String> {
    let text = |what: &str| format!("{before} {what}{at}x {after}");
    let [claim, claimants, title, quote, summary, notes, more, author, sources] = WORDS.map(text);
    let day = format!("2026-02-{:02}", at % 28 + 1);
    let made = "2026-01-05".to_owned();
    vec![
        claim,
        claimants,
        made,
        title,
        quote,
        day,
        "stalled".to_owned(),
        summary,
        notes,
        more,
        author,
        sources,
    ]
}

fn noticed() -> Request {
    Request { maps: maps(&[("Notes", "body"), ("More", "body")]), ..request() }
}

#[test]
fn hostile_cells_make_records_that_build() {
    let mut rows: Vec<Vec<String>> =
        HOSTILE.iter().enumerate().map(|(at, text)| row(at, &text.replace("http", "at "), text)).collect();
    rows.push(row(90, "", &"long ".repeat(2_000)));
    rows.push(row(91, &"a".repeat(10_000), ""));
    rows.extend(rows.clone());
    let place = Place::new();
    let import = sheet::import(&sheet_of(&rows, b'\t'), &noticed(), &place.holdings()).unwrap();
    assert_eq!(import.tally.updates_new, HOSTILE.len() + 2, "{:?}", told(&import));
    place.write(&import);
    place.build();
    let again = sheet::import(&sheet_of(&rows, b'\t'), &noticed(), &place.holdings()).unwrap();
    assert_eq!((again.files, again.people), (vec![], vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_word_arrives_or_is_noted(
        picks in proptest::collection::vec((0..HOSTILE.len(), 0..HOSTILE.len()), 1..6),
        delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
    ) {
        let rows: Vec<_> =
            picks.iter().enumerate().map(|(at, (before, after))| row(at, HOSTILE[*before], HOSTILE[*after])).collect();
        let sheet = sheet_of(&rows, delimiter);
        let place = Place::new();
        let skip = Request { bad_rows: BadRows::Skip, ..noticed() };
        let first = sheet::import(&sheet, &skip, &place.holdings()).unwrap();
        place.write(&first);
        let there = place.text() + &noted(&first);
        for word in (0..picks.len()).flat_map(|at| WORDS.map(|what| format!("{what}{at}x"))) {
            prop_assert!(there.contains(&word), "{word} is lost:\n{there}");
        }
        let second = sheet::import(&sheet, &skip, &place.holdings()).unwrap();
        prop_assert_eq!((second.files, second.people), (vec![], vec![]));
    }

    #[test]
    fn any_bytes_are_read_or_refused(text in "[a-c,;\"\r\n\t+= ]{0,60}") {
        let skip = Request { bad_rows: BadRows::Skip, maps: maps(&[("a", "claim"), ("b", "claimants")]), ..request() };
        let _ = sheet::import(&text, &skip, &Holdings::default());
        let _ = sheet::import(&format!("a,b\n{text}"), &skip, &Holdings::default());
        let _ = sheet::columns(&text, &skip);
    }
}
