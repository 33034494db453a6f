//! Cards: what is on them, seen in their pixels, and that another program reads them.
//!
//! The last needs Python 3 with venv and a package index: `cargo test --test all cards:: -- --ignored`.

mod picture;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use onrecord::drawing::card::{About, Card, ClaimCard, png};
use onrecord::record::site::{Colour, Shape};
use onrecord::record::text::Hash;
use onrecord::theme::{Fonts, Theme};
use picture::{Picture, Zone};

const BLUE: Colour = Colour([0x1d, 0x4f, 0xa0]);
/// Where the title and the byline stand, where the status does, and where dates do.
const TITLE: Zone = Zone { x: (0, 1200), y: (112, 468) };
const BELOW: Zone = Zone { x: (0, 1200), y: (476, 630) };

fn claim(title: &str) -> ClaimCard<'_> {
    ClaimCard {
        title,
        byline: "Claimed by A. Minister, 15 January 2026".to_owned(),
        status: "In progress",
        shape: Shape::Half,
        colour: BLUE,
        note: None,
        facts: vec![
            ("Due".to_owned(), "30 April 2026".to_owned()),
            ("Last checked".to_owned(), "13 February 2026".to_owned()),
        ],
    }
}

fn card<'a>(language: &'a str, claim: ClaimCard<'a>) -> Card<'a> {
    Card { language, site: "Commitments on record", address: "example.org", about: About::Claim(claim) }
}

fn drawn(language: &str, title: &str, fonts: &Fonts) -> Vec<u8> {
    png(&card(language, claim(title)), fonts)
}

/// The fonts of a theme that has these besides those of the program.
fn with_fonts(names: &[&str]) -> Theme {
    let bytes = |name: &str| fs::read(tests().join("cards/fonts").join(name)).unwrap();
    let files = names.iter().map(|name| (format!("cards/{name}"), bytes(name))).collect();
    Theme::load("own", files, &["en"]).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn a_card_is_the_same_on_every_machine() {
    let bytes = drawn("en", "A ferry between two towns by the spring of 2026", Fonts::of_program());
    let pixels = Picture::read(&bytes).pixels;
    assert_eq!(Hash::of(&pixels).hex(), GOLDEN, "look at the card, then write this here");
    // The letters that were drawn before are of no matter.
    drawn("el", "Η κυβέρνηση θα δημοσιεύσει", Fonts::of_program());
    assert_eq!(drawn("en", "A ferry between two towns by the spring of 2026", Fonts::of_program()), bytes);
}

/// Of the pixels: another release of the packer may pack them otherwise.
const GOLDEN: &str = "dc94a25a40f708e80296e6175a536c4a";

#[test]
fn everything_stands_between_the_margins_whatever_the_title() {
    let long =
        "The ministry will publish a complete list of every finished and every abandoned action ".repeat(5);
    let titles =
        ["Bus lanes", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", long.trim(), "i", ""];
    for title in titles {
        let picture = Picture::read(&drawn("en", title, Fonts::of_program()));
        assert_eq!((picture.width, picture.height), (1200, 630));
        for margin in [Zone { x: (0, 68), y: (12, 630) }, Zone { x: (1132, 1200), y: (12, 630) }] {
            assert_eq!(picture.marked(margin), None, "{title}");
        }
        assert_eq!(picture.marked(Zone { x: (0, 1200), y: (462, 470) }), None, "{title}");
        assert!(picture.marked(BELOW).is_some(), "{title}");
    }
}

#[test]
fn a_longer_title_is_set_smaller_and_is_cut_only_where_nothing_helps() {
    let height = |words: usize| {
        let title = "evidence ".repeat(words);
        let picture = Picture::read(&drawn("en", &title, Fonts::of_program()));
        picture.first_line(TITLE)
    };
    assert!(height(2) > height(14) && height(14) > height(30), "{} {} {}", height(2), height(14), height(30));
    // What does not fit is cut, so that more of it changes nothing.
    let title = |words: usize| drawn("en", &"evidence ".repeat(words), Fonts::of_program());
    assert_eq!(title(200), title(2000));
}

#[test]
fn text_from_right_to_left_stands_at_the_right() {
    let theme = with_fonts(&["arabic.ttf"]);
    let title = "ستنشر الوزارة قائمة كاملة";
    let bytes = png(&card("ar", ClaimCard { byline: String::new(), ..claim(title) }), theme.fonts());
    let picture = Picture::read(&bytes);
    let (left, right) = picture.marked(TITLE).unwrap();
    assert!(left > 200 && (1100..1132).contains(&right), "{left} to {right}");
    // The mark stands at the right too, and the dates at the left.
    assert!((1115..1128).contains(&picture.coloured(BLUE, BELOW).unwrap().1));
    assert!(picture.marked(Zone { x: (72, 500), ..BELOW }).is_some());
}

#[test]
fn lines_break_between_ideographs_and_never_before_a_full_stop() {
    let theme = with_fonts(&["han.ttf"]);
    let sentence = "政府は年末までに、完了した対策の一覧を「公開」して毎月公表し報告する。";
    let one = Picture::read(&drawn("ja", sentence, theme.fonts()));
    let (left, right) = one.marked(Zone { y: (112, 330), ..TITLE }).unwrap();
    assert!(left < 90 && right > 700, "{left} to {right}");
    assert!(one.lines(Zone { y: (112, 400), ..TITLE }) >= 2);
}

#[test]
fn what_no_font_has_is_left_out_whole_and_never_drawn_as_boxes() {
    let fonts = Fonts::of_program();
    let bare = drawn("ja", "", fonts);
    for title in ["列車とバス", "Trains, buses and 列車", "\u{10330} Gothic"] {
        assert_eq!(drawn("ja", title, fonts), bare, "{title}");
    }
    // Then the status stands in its place.
    assert!(Picture::read(&bare).coloured(BLUE, TITLE).is_some());
    assert!(Picture::read(&bare).coloured(BLUE, BELOW).is_none());
}

#[test]
fn pictures_and_what_nobody_sees_are_left_out_of_texts() {
    let fonts = Fonts::of_program();
    let plain = drawn("en", "Bus lanes by 2026", fonts);
    let titles = [
        "Bus 🚌 lanes by 👩‍👩‍👧 2026 🇲🇽",
        "  Bus\nlanes\r\n\tby\u{2028}2026  ",
        "Bus\u{0} lanes\u{202e} by\u{2066} 2026\u{feff}",
        "Bus lanes by 2026\u{e0041}\u{fffe}",
    ];
    for title in titles {
        assert_eq!(drawn("en", title, fonts), plain, "{title:?}");
    }
    assert_eq!(drawn("fr", "E\u{301}tat", fonts), drawn("fr", "État", fonts));
}

#[test]
fn any_text_leaves_the_frame_of_the_card_as_it_is() {
    let fonts = Fonts::of_program();
    let mut texts: Vec<String> = ["</svg>", "\u{202e}", "\u{0}", "=1+1", "]]>", "\u{200d}\u{200d}", "…", "ﷺ"]
        .map(str::to_owned)
        .into();
    texts.extend([
        format!("Z{}", "\u{301}".repeat(5000)),
        "x".repeat(10_000),
        "w ".repeat(5000),
        "\u{1f3fb}".into(),
    ]);
    for text in &texts {
        let about = About::Claim(ClaimCard {
            title: text,
            byline: text.clone(),
            status: text,
            note: Some(text.clone()),
            facts: vec![(text.clone(), text.clone()); 3],
            ..claim("")
        });
        let site = Card { language: text, site: text, address: text, about };
        let picture = Picture::read(&png(&site, fonts));
        assert!(picture.is_ruled(470..474), "{text:.20?}");
        assert_eq!(picture.marked(Zone { x: (0, 68), y: (12, 630) }), None, "{text:.20?}");
    }
}

#[test]
fn each_claim_and_the_site_have_a_card_in_each_language_and_pages_name_it() {
    let folder = tempfile::tempdir().unwrap();
    let site = "title = \"Record\"\nbase_url = \"https://example.org/a/\"\nlanguages = [\"en\", \"es\"]\nas_of = 2026-03-01\n";
    put(folder.path(), site);
    let files = built(folder.path());
    let cards: Vec<&str> =
        files.keys().map(String::as_str).filter(|path| path.ends_with("card.png")).collect();
    assert_eq!(cards, ["card.png", "claims/lanes/card.png", "es/card.png", "es/claims/lanes/card.png"]);
    let told = |page: &str| properties(&files[page]);
    let claim = "og:site_name: Record\nog:type: article\nog:title: Bus lanes\n\
                 og:description: Work began.\n\
                 og:url: https://example.org/a/claims/lanes/\nog:locale: en\nog:locale:alternate: es\n\
                 article:published_time: 2026-02-01\narticle:modified_time: 2026-02-13\n\
                 og:image: https://example.org/a/claims/lanes/card.png\nog:image:type: image/png\n\
                 og:image:width: 1200\nog:image:height: 630\n\
                 og:image:alt: Bus lanes. In progress. Last checked: 13 February 2026.\n\
                 twitter:card: summary_large_image\n";
    assert_eq!(told("claims/lanes/index.html"), claim);
    for (page, card) in [
        ("index.html", "https://example.org/a/card.png"),
        ("es/claims/index.html", "https://example.org/a/es/card.png"),
        ("claims/lanes/u/2026-02-13/index.html", "https://example.org/a/claims/lanes/card.png"),
    ] {
        assert!(told(page).contains(&format!("og:image: {card}\n")), "{page}: {}", told(page));
    }
    assert_eq!(told("404.html"), "");
}

#[test]
fn a_site_without_an_address_or_with_cards_switched_off_has_none_and_names_none() {
    for more in ["", "base_url = \"https://example.org/\"\noutputs.card.enabled = false\n"] {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &format!("title = \"Record\"\nas_of = 2026-03-01\n{more}"));
        let files = built(folder.path());
        assert!(files.keys().all(|path| !path.ends_with("card.png")));
        let told = properties(&files["claims/lanes/index.html"]);
        assert!(!told.contains("og:image"), "{told}");
        assert!(told.ends_with("twitter:card: summary\n"), "{told}");
    }
}

#[test]
fn a_font_that_cannot_be_read_is_told() {
    let files = vec![("cards/web.woff2".to_owned(), b"wOF2".to_vec())];
    let Err(findings) = Theme::load("own", files, &["en"]) else { panic!("it is no font") };
    let told: Vec<_> = findings.iter().map(|finding| (finding.code, &*finding.message)).collect();
    assert_eq!(told, [("theme-font", "font `web.woff2` cannot be read")]);
}

#[test]
#[ignore = "needs Python"]
fn a_reader_of_others_reads_every_card() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cards");
    fs::create_dir_all(&folder).unwrap();
    let python = installed(&folder);
    let demonstration = folder.join("demonstration");
    build(Path::new(env!("CARGO_MANIFEST_DIR")), &demonstration);
    let odd = folder.join("odd");
    fs::create_dir_all(&odd).unwrap();
    for (place, title) in ["", "x", "列車", "Łódź", &"w ".repeat(5000)].iter().enumerate() {
        fs::write(odd.join(format!("{place}-card.png")), drawn("en", title, Fonts::of_program())).unwrap();
    }
    for site in [demonstration, odd] {
        run(&python, &[tests().join("cards/read.py").as_os_str(), site.as_os_str()]);
    }
}

const CLAIM: &str = "title = \"Bus lanes\"\nclaim = \"There will be bus lanes.\"\nclaimants = [\"council\"]\npublished = 2026-02-01\n\
    [[updates]]\npublished = 2026-02-13\nstatus = \"in_progress\"\nsummary = \"Work began.\"\nbody = \"Work began.\"\n";

/// A project of one claim with these settings.
fn put(root: &Path, site: &str) {
    fs::create_dir_all(root.join("content/claims")).unwrap();
    fs::write(root.join("content/site.toml"), site).unwrap();
    fs::write(root.join("content/people.toml"), "[[people]]\nid = \"council\"\nname = \"Council\"\n")
        .unwrap();
    fs::write(root.join("content/claims/lanes.toml"), CLAIM).unwrap();
}

/// What a page tells those who show links to it, one a line.
fn properties(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page);
    let mut told = String::new();
    for tag in page.split("<meta ").skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let value = |name: &str| tag.split(&format!("{name}=\"")).nth(1)?.split('"').next();
        let name = value("property").or_else(|| value("name").filter(|name| name.starts_with("twitter:")));
        if let Some(name) = name {
            let _ = writeln!(told, "{name}: {}", value("content").unwrap_or_default());
        }
    }
    told
}

fn built(project: &Path) -> BTreeMap<String, Vec<u8>> {
    let site = project.join("site");
    build(project, &site);
    let files = walkdir::WalkDir::new(&site)
        .into_iter()
        .map(Result::unwrap)
        .filter(|file| file.file_type().is_file());
    let named = files.map(|file| {
        let path = file.path().strip_prefix(&site).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read(file.path()).unwrap())
    });
    named.collect()
}

fn build(project: &Path, output: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("-r").arg(project).args(["-q", "build", "-o"]).arg(output);
    let done = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A Python of this folder's own, with the reader.
fn installed(folder: &Path) -> PathBuf {
    let own = folder.join("venv");
    if !own.join("bin/python").exists() {
        run(Path::new("python3"), &["-m".as_ref(), "venv".as_ref(), own.as_os_str()]);
    }
    let python = own.join("bin/python");
    let list = tests().join("cards/requirements.txt");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]
        .map(AsRef::as_ref);
    run(&python, &[&pip[..], &[list.as_os_str()]].concat());
    python
}

fn run(program: &Path, arguments: &[&std::ffi::OsStr]) {
    let done = Command::new(program).args(arguments).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{}: {said}", program.display());
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all")
}
