//! Reviews of claims become records without losing a word, again and again.

use onrecord::import::claimreview::{self, Request};
use onrecord::import::mapping::Mapping;
use onrecord::import::{Holdings, Import};
use onrecord::record::claim::Method;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::import::place::{HOSTILE, Place, noted, told};

fn request(statuses: &[Box<str>]) -> Request {
    let mut ratings = Mapping::default();
    ratings.add("False=not_met", statuses).unwrap();
    ratings.add("True=complete", statuses).unwrap();
    ratings.add("Explainer=", statuses).unwrap();
    Request { ratings, claimants: Vec::new(), method: Method::Human, ignored: Vec::new() }
}

fn import(file: &str, holdings: &Holdings) -> Import {
    claimreview::import(file, &request(&holdings.known.statuses), holdings).unwrap()
}

/// A review with all that reviews usually have, its texts made of `text`.
fn review(number: usize, text: &dyn Fn(&str) -> String) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": format!("https://check.example.org/{number}"),
        "claimReviewed": text("claim"),
        "datePublished": format!("2026-02-{:02}", number % 28 + 1),
        "headline": text("headline"),
        "reviewBody": text("body"),
        "description": text("description"),
        "author": { "@type": "Organization", "name": text("checker"), "url": "https://check.example.org/" },
        "itemReviewed": {
            "@type": "Claim",
            "name": text("name"),
            "author": { "@type": "Person", "name": text("claimant"), "jobTitle": text("office") },
            "datePublished": "2026-01-05",
            "firstAppearance": { "@type": "Article", "headline": text("article"), "url": format!("https://news.example.org/{number}") },
            "appearance": [text("place")],
        },
        "reviewRating": {
            "@type": "Rating", "alternateName": text("rating"), "ratingValue": 1, "bestRating": "5",
            "ratingExplanation": text("why"),
        },
        "keywords": text("keywords"),
    })
}

/// A plain review, by number.
fn plain(number: usize) -> Value {
    review(number, &|what| format!("{what} {number}"))
}

fn feed(reviews: &[Value]) -> String {
    let items: Vec<Value> =
        reviews.iter().map(|review| json!({ "@type": "DataFeedItem", "item": [review] })).collect();
    json!({ "@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": items }).to_string()
}

#[test]
fn a_review_is_written_as_people_would() {
    let place = Place::new();
    let review = json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://check.example.org/bridge",
        "claimReviewed": "The bridge was closed for a year.",
        "datePublished": "2026-02-13T14:42:00+0100",
        "inLanguage": "es",
        "author": { "@type": "Organization", "name": "Check Example", "url": "https://check.example.org/" },
        "itemReviewed": {
            "@type": "Claim",
            "@id": "https://claims.example.org/bridge",
            "author": { "@type": "Person", "name": "Jane Doe", "sameAs": "https://example.org/jane" },
            "datePublished": "2026-02",
            "firstAppearance": "https://news.example.org/jane",
        },
        "reviewRating": { "alternateName": "False", "ratingValue": "1", "bestRating": 5, "worstRating": 1 },
        "reviewBody": "It was closed for *three* days.\n\n+++\nSee https://example.org/b_c.",
    });
    let import = import(&review.to_string(), &place.holdings());
    assert!(import.takes_all());
    place.write(&import);
    let mut files = place.files();
    files.remove("site.toml");
    let expected = [
        (
            "claims/the-bridge-was-closed-for-a-year/claim.md",
            "+++\ntitle = \"The bridge was closed for a year.\"\nclaim = \"The bridge was closed for a year.\"\n\
            claimants = [\"jane-doe\"]\nmade_on = \"2026-02\"\nlang = \"es\"\nappearance = \"news-example-org-jane\"\n\
            sources = [\n  { id = \"news-example-org-jane\", url = \"https://news.example.org/jane\" },\n  \
            { id = \"claims-example-org-bridge\", url = \"https://claims.example.org/bridge\", says = \"context\" },\n]\n+++\n",
        ),
        (
            "claims/the-bridge-was-closed-for-a-year/updates/2026-02-13-1442.md",
            "+++\nid = \"2026-02-13-1442\"\npublished = \"2026-02-13T14:42:00+01:00\"\nstatus = \"not_met\"\n\
            author = \"Check Example\"\nsources = [\n  { id = \"check-example-org-bridge\", \
            url = \"https://check.example.org/bridge\", publisher = \"check-example\", \
            quote = \"The bridge was closed for a year.\", quote_lang = \"es\" },\n]\n+++\n\n\
            **Rating:** False (value 1, worst 1, best 5)\n\nIt was closed for \\*three\\* days.\n\n\\+++\n\n\
            See <https://example.org/b_c>.\n",
        ),
        (
            "people.toml",
            "[[people]]\nid = \"jane-doe\"\nname = \"Jane Doe\"\nkind = \"person\"\nsame_as = [\"https://example.org/jane\"]\n",
        ),
        (
            "sources.toml",
            "[[publishers]]\nid = \"check-example\"\nname = \"Check Example\"\nurl = \"https://check.example.org/\"\n",
        ),
    ];
    let expected = expected.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(files.into_iter().collect::<Vec<_>>(), expected);
    place.build();
}

/// Thousands of reviews may have one address and quote one claim; the second import finds each again, in whatever order.
#[test]
fn reviews_of_one_address_and_text_are_told_apart_by_what_they_say() {
    let same = |number: usize| {
        let mut review = review(1, &|what| what.to_owned());
        review["datePublished"] = json!(format!("2026-02-13T14:{:02}:00Z", number % 3));
        review["reviewBody"] = json!(format!("Body {}", number % 20));
        review["reviewRating"]["ratingExplanation"] = json!(format!("Why {number}"));
        review
    };
    let mut reviews: Vec<Value> = (0..60).map(same).collect();
    let place = Place::new();
    place.write(&import(&feed(&reviews), &place.holdings()));
    reviews.reverse();
    let again = import(&feed(&reviews), &place.holdings());
    assert_eq!((again.files.len(), again.tally.updates_known), (0, 60));
    let differing = |import: &Import| -> Vec<String> {
        let of_kind = import.notes.iter().filter(|note| note.kind.code() == "update-differs");
        of_kind.map(|note| note.detail.clone()).collect()
    };
    assert_eq!(differing(&again), [""; 0]);
    // One that changed takes the place of none that did not.
    reviews[40]["reviewRating"]["ratingExplanation"] = json!("Another reason");
    let changed = import(&feed(&reviews), &place.holdings());
    assert_eq!((changed.files.len(), changed.tally.updates_known), (0, 60));
    let [detail] = differing(&changed).try_into().unwrap();
    assert!(detail.contains("2026-02-13-1401") && detail.ends_with(": summary"), "{detail}");
    // One more is new.
    reviews.push(same(60));
    let grown = import(&feed(&reviews), &place.holdings());
    assert_eq!((grown.tally.updates_new, grown.tally.updates_known), (1, 60));
}

#[test]
fn reviews_are_found_in_every_form_that_they_come_in() {
    let (one, two) = (plain(1), plain(2));
    let context = "https://schema.org";
    let untyped = |mut review: Value| {
        review["@type"] = json!(["https://schema.org/ClaimReview"]);
        review
    };
    let page = format!(
        "<!doctype html><script>var x = '<script>';</script><script type=\"application/ld+json\">{one}</script>\
        <SCRIPT TYPE=application/ld+json>{}</SCRIPT>",
        json!({ "@context": context, "@graph": [two] })
    );
    let forms = [
        json!([one, two]).to_string(),
        json!([untyped(one.clone()), untyped(two.clone())]).to_string(),
        format!("\u{feff}{}", feed(&[one.clone(), two.clone()])),
        json!({ "@type": "DataFeed", "dataFeedElement": [one, { "@type": "DataFeedItem", "item": two }] })
            .to_string(),
        json!({ "@context": context, "@graph": [one, two] }).to_string(),
        json!({ "@type": "Article", "hasPart": [one], "review": two }).to_string(),
        format!("{one}\n\n{two}\n"),
        page,
    ];
    let expected = import(&json!([one, two]).to_string(), &Place::new().holdings()).files;
    assert_eq!(expected.len(), 4);
    for form in forms {
        let import = import(&form, &Place::new().holdings());
        assert_eq!(import.files, expected, "{form}");
    }
}

#[test]
fn what_others_refer_to_is_found_in_the_graph() {
    let graph = json!({ "@graph": [
        { "@type": "ClaimReview", "@id": "#r", "url": "https://check.example.org/1", "claimReviewed": "It is so.",
          "datePublished": "2026-01-02", "author": { "@id": "#org" }, "itemReviewed": { "@id": "#claim" },
          "reviewRating": "True" },
        { "@type": "Organization", "@id": "#org", "name": "Check Example" },
        { "@type": "Claim", "@id": "#claim", "author": { "@type": "Person", "name": "Ann" } },
        { "@type": "WebSite", "@id": "#site", "name": "A site" },
    ]});
    let import = import(&graph.to_string(), &Place::new().holdings());
    assert_eq!((import.tally.updates_new, import.tally.by_status[0].0.as_str()), (1, "complete"));
    assert_eq!(
        (import.people[0].name.as_str(), import.publishers[0].name.as_str()),
        ("Ann", "Check Example")
    );
    let untaken: Vec<_> =
        told(&import).into_iter().filter(|note| note.contains("property-not-taken")).collect();
    assert_eq!(untaken, ["1 property-not-taken: WebSite.name: once"]);
}

#[test]
fn what_a_graph_says_of_a_node_in_several_places_is_one_node() {
    let org = "https://check.example.org/#organization";
    let graph = json!({ "@graph": [
        { "@type": "Organization", "@id": org, "name": "Check Example", "url": "https://check.example.org/" },
        { "@type": "WebPage", "@id": "https://check.example.org/1/#page", "about": { "@id": org } },
        { "@type": "Organization", "@id": org, "legalName": "Check Example Ltd" },
        { "@type": "ClaimReview", "url": "https://check.example.org/1", "claimReviewed": "It is so.",
          "datePublished": "2026-01-02", "author": { "@type": "Organization", "@id": org },
          "publisher": { "@id": org }, "itemReviewed": { "author": [["Ann"], [["Bo"]]] } },
    ]});
    let import = import(&graph.to_string(), &Place::new().holdings());
    let people: Vec<&str> = import.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!((people, import.publishers[0].name.as_str()), (vec!["Ann", "Bo"], "Check Example"));
    let untaken: Vec<_> =
        told(&import).into_iter().filter(|note| note.contains("property-not-taken")).collect();
    let expected = ["WebPage.@id: once", "author.legalName: once", "publisher.legalName: once"];
    assert_eq!(untaken, expected.map(|detail| format!("1 property-not-taken: {detail}")));
}

#[test]
fn of_several_publishers_and_addresses_none_is_lost_without_a_word() {
    let mut review = plain(1);
    review["publisher"] = json!([{ "name": "First" }, { "name": "Second" }, { "name": "Third" }]);
    review["author"]["url"] = json!(["https://a.example.org/", "https://b.example.org/"]);
    review["itemReviewed"]["author"]["url"] = json!(["https://c.example.org/", "https://d.example.org/"]);
    review["itemReviewed"]["firstAppearance"]["publisher"] =
        json!([{ "name": "Fourth" }, { "name": "Fifth" }]);
    let import = import(&review.to_string(), &Place::new().holdings());
    assert_eq!(import.people[0].same_as, ["https://c.example.org/", "https://d.example.org/"]);
    let untaken: Vec<_> = told(&import)
        .into_iter()
        .filter_map(|note| note.strip_prefix("1 property-not-taken: ").map(str::to_owned))
        .collect();
    let expected = [
        "author.url: once",
        "itemReviewed.author.jobTitle: once",
        "itemReviewed.firstAppearance.publisher: once",
        "keywords: once",
        "publisher: 2 times",
    ];
    assert_eq!(untaken, expected);
}

#[test]
fn a_mapping_that_comes_later_names_the_files_and_takes_them_once_they_are_gone() {
    let place = Place::new();
    let mut review = plain(1);
    review["reviewRating"]["alternateName"] = json!("Falso");
    place.put("feed.json", &review.to_string());
    let args = ["import", "claimreview", "feed.json", "--ignore", "keywords", "--format", "short"];
    place.run(&args);
    let mapped = [&args[..], &["--map-rating", "Falso=not_met"]].concat();
    let (_, said, _) = place.run(&mapped);
    let file = "content/claims/claim-1/updates/2026-02-02.md";
    assert!(said.contains(&format!("error[status-left]: update is in the project already, without the status that it has here: the file is left as it is (`{file}: not_met`)")), "{said}");
    std::fs::remove_file(place.project().root().join(file)).unwrap();
    let (_, said, _) = place.run(&mapped);
    assert!(!said.contains("status-left"), "{said}");
    assert!(place.files()["claims/claim-1/updates/2026-02-02.md"].contains("\nstatus = \"not_met\"\n"));
}

#[test]
fn where_a_file_has_all_on_one_line_notes_name_the_column() {
    let (mut one, mut two) = (plain(1), plain(2));
    (one["datePublished"], two["datePublished"]) = (json!("sóme day"), json!("one day"));
    let file = format!("\u{feff}[{one}, {two}]");
    let column = |number: usize| {
        file[3..file.match_indices("{\"@context\"").nth(number).unwrap().0].chars().count() + 1
    };
    let found = |file: &str| -> Vec<(usize, usize)> {
        let import = import(file, &Place::new().holdings());
        let dates = import.notes.iter().filter(|note| note.kind.code() == "review-date");
        dates.map(|note| (note.line, note.column)).collect()
    };
    assert_eq!(found(&file), [(1, column(0)), (1, column(1))]);
    assert_eq!(found(&format!("[{one},\n{two}]")), [(1, 0), (2, 0)]);
}

#[test]
fn entities_of_html_are_the_signs_that_they_stand_for() {
    let mut review = plain(1);
    review["claimReviewed"] = json!("&iquest;Subi&oacute; todo?");
    review["author"]["name"] = json!("Verifica &amp; C&iacute;a");
    let import = import(&review.to_string(), &Place::new().holdings());
    assert_eq!(import.files[0].path.as_str(), "content/claims/subio-todo/claim.md");
    let publishers: Vec<_> =
        import.publishers.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
    assert_eq!(publishers, [("verifica-cia", "Verifica & Cía")]);
    let said: Vec<_> = told(&import).into_iter().filter(|note| note.contains("entity")).collect();
    let expected = ["claimReviewed: &iquest; &oacute;", "name: &amp; &iacute;"];
    assert_eq!(said, expected.map(|detail| format!("1 entity-decoded: {detail}")));
}

#[test]
fn what_is_said_of_a_source_in_another_way_is_told_each_time() {
    let place = Place::new();
    let mut review = plain(1);
    let at = "https://news.example.org/1";
    review["itemReviewed"]["appearance"] = json!([
        { "@type": "Article", "headline": "Another headline", "url": at, "datePublished": "2026-01-06" },
        { "@type": "Article", "url": at, "publisher": { "name": "News Example" } },
    ]);
    let first = import(&review.to_string(), &place.holdings());
    let said = |import: &Import| -> Vec<String> {
        told(import).into_iter().filter(|note| note.contains("-differs: ")).collect()
    };
    let expected = [
        format!("1 title-differs: {at}: Another headline"),
        format!("1 source-differs: {at}: 2026-01-06"),
        format!("1 source-differs: {at}: News Example"),
    ];
    assert_eq!(said(&first), expected);
    place.write(&first);
    let mut later = plain(1);
    later["publisher"] = json!({ "name": "Somebody else" });
    let second = import(&review.to_string(), &place.holdings());
    let third = import(&later.to_string(), &place.holdings());
    assert_eq!((said(&second), second.files.len()), (expected.to_vec(), 0));
    let here = said(&third);
    assert!(
        here.contains(&"1 source-differs: https://check.example.org/1: Somebody else".to_owned()),
        "{here:?}"
    );
}

#[test]
fn broken_lines_and_blocks_are_told_and_the_others_are_read() {
    let (one, two) = (plain(1), plain(2));
    let import = import(&format!("{one}\n{{\"@type\": \n{two}\n"), &Place::new().holdings());
    assert_eq!(import.tally.claims_new, 2);
    assert!(told(&import).iter().any(|note| note.starts_with("2 json-unreadable: ")));
    let holdings = Place::new().holdings();
    let broken = |text: &str| claimreview::import(text, &request(&holdings.known.statuses), &holdings);
    assert!(broken("").is_err_and(|fault| fault.line == 1));
    assert!(broken("[1,\n2,\n").is_err());
    for depth in [100, 200_000] {
        let nested = "[".repeat(depth) + &"]".repeat(depth);
        assert!(broken(&nested).is_ok_and(|import| !import.takes_all()), "{depth}");
        let nested = format!("{{\"@type\": \"ClaimReview\", \"x\": {nested}}}");
        assert!(broken(&nested).is_ok_and(|import| !import.takes_all()), "{depth}");
    }
    let mended = broken(&plain(3).to_string().replace("body 3", "body\n3")).unwrap();
    assert!(told(&mended).contains(&"1 json-mended: JSON".to_owned()));
    assert!(mended.files[1].text.ends_with("\n\nbody\n\n3\n\ndescription 3\n"));
}

#[test]
fn several_reviews_of_one_claim_are_its_updates() {
    let mut reviews: Vec<Value> = (1..5).map(plain).collect();
    for review in &mut reviews {
        review["itemReviewed"]["author"]["name"] = json!("Ann");
        review["reviewRating"] = json!({ "alternateName": "false" });
    }
    reviews[0]["claimReviewed"] = json!("Taxes fell.");
    reviews[1]["claimReviewed"] = json!("TAXES “fell”");
    for at in [2, 3] {
        reviews[at]["itemReviewed"]["sameAs"] = json!("https://claims.example.org/taxes");
    }
    reviews[0]["itemReviewed"]["sameAs"] = json!(["https://claims.example.org/taxes"]);
    let place = Place::new();
    let import = import(&feed(&reviews), &place.holdings());
    assert_eq!((import.tally.claims_new, import.tally.updates_new), (1, 4));
    assert_eq!(import.tally.by_status, [("not_met".to_owned(), 4)]);
    place.write(&import);
    for words in ["TAXES “fell”", "claim 3", "claim 4", "place 4", "article 4"] {
        assert!(place.text().contains(words), "{words}");
    }
    place.build();
}

#[test]
fn ratings_that_nobody_explained_are_no_statuses() {
    let mut reviews: Vec<Value> = (1..6).map(plain).collect();
    let ratings = [
        json!({ "alternateName": "Pants on Fire" }),
        json!({ "alternateName": "Pants on Fire" }),
        json!({ "ratingValue": 2, "bestRating": 5 }),
        json!({ "alternateName": "Explainer" }),
        json!({ "alternateName": "It's \"so\"" }),
    ];
    for (review, rating) in reviews.iter_mut().zip(ratings) {
        review["reviewRating"] = rating;
    }
    let import = import(&feed(&reviews), &Place::new().holdings());
    assert_eq!(import.tally.by_status, [(String::new(), 5)]);
    let unmapped: Vec<_> =
        told(&import).into_iter().filter(|note| note.contains("rating-unmapped")).collect();
    let expected = [
        "1:104 rating-unmapped: Pants on Fire, 2 times: --map-rating 'Pants on Fire=STATUS'",
        "1:1478 rating-unmapped: 2/5, once: --map-rating '2/5=STATUS'",
        "1:2847 rating-unmapped: It's \"so\", once: --map-rating 'It'\\''s \"so\"=STATUS'",
    ];
    assert_eq!(unmapped, expected);
    assert!(import.files[1].text.contains("**Rating:** Pants on Fire\n"));
}

#[test]
fn reviews_that_can_be_no_record_are_told_whole() {
    let without = |keys: &[&str]| {
        let mut review = plain(1);
        for key in keys {
            review.as_object_mut().unwrap().remove(*key);
        }
        review
    };
    let mut impossible = plain(1);
    impossible["datePublished"] = json!("2026-02-30");
    let cases = [
        (without(&["claimReviewed", "itemReviewed"]), "review-without-claim"),
        (without(&["datePublished"]), "review-without-date"),
        (impossible, "review-date"),
        (without(&["itemReviewed"]), "claimant-missing"),
    ];
    for (review, code) in cases {
        let import = import(&review.to_string(), &Place::new().holdings());
        let note = import.notes.iter().find(|note| note.kind.code() == code).unwrap();
        assert_eq!((&import.files[..], &note.whole), (&[][..], &review.to_string()), "{code}");
    }
    let holdings = Place::new().holdings();
    let mut named = request(&holdings.known.statuses);
    named.claimants = vec!["Somebody".to_owned()];
    let import = claimreview::import(&without(&["itemReviewed"]).to_string(), &named, &holdings).unwrap();
    assert_eq!((import.files.len(), import.people[0].id.as_str()), (2, "somebody"));
}

#[test]
fn properties_without_a_place_are_counted_unless_they_are_ignored() {
    let import = import(&feed(&[plain(1), plain(2)]), &Place::new().holdings());
    let untaken: Vec<_> =
        told(&import).into_iter().filter(|note| note.contains("property-not-taken")).collect();
    let expected = ["itemReviewed.author.jobTitle: 2 times", "keywords: 2 times"];
    assert_eq!(untaken, expected.map(|detail| format!("1:104 property-not-taken: {detail}")));
    let holdings = Place::new().holdings();
    let mut request = request(&holdings.known.statuses);
    request.ignored = vec!["keywords".to_owned(), "itemReviewed.author".to_owned()];
    let import = claimreview::import(&feed(&[plain(1)]), &request, &holdings).unwrap();
    assert!(import.takes_all(), "{:?}", told(&import));
}

#[test]
fn a_feed_that_grows_brings_only_what_is_new() {
    let place = Place::new();
    let old: Vec<Value> = (1..20).map(plain).collect();
    place.write(&import(&feed(&old), &place.holdings()));
    let before = place.files();
    let again = import(&feed(&old), &place.holdings());
    assert_eq!((again.files, again.people, again.publishers), (vec![], vec![], vec![]));
    assert_eq!(again.tally.updates_known, 19);

    // Newest first, as feeds are, and one more about a claim that is there.
    let mut more = plain(30);
    more["claimReviewed"] = json!("claim 7");
    more["itemReviewed"] = old[6]["itemReviewed"].clone();
    let mut grown = vec![plain(31), more];
    grown.extend(old.iter().rev().cloned());
    let second = import(&feed(&grown), &place.holdings());
    let mut paths: Vec<_> = second.files.iter().map(|file| file.path.as_str()).collect();
    paths.sort_unstable();
    let expected = [
        "content/claims/claim-31/claim.md",
        "content/claims/claim-31/updates/2026-02-04.md",
        "content/claims/claim-7/updates/2026-02-03.md",
    ];
    assert_eq!(paths, expected);
    place.write(&second);
    for (path, text) in before.iter().filter(|(path, _)| path.starts_with("claims/")) {
        assert_eq!(place.files().get(path), Some(text), "{path}");
    }
    assert_eq!(import(&feed(&grown), &place.holdings()).files, []);
    place.build();
}

#[test]
fn editors_may_reword_a_claim_and_it_is_still_known() {
    let place = Place::new();
    place.write(&import(&feed(&[plain(1)]), &place.holdings()));
    let file = "content/claims/claim-1/claim.md";
    let text = place.files()["claims/claim-1/claim.md"].replace("\"claim 1\"", "\"In our own words\"");
    place.put(file, &text);
    let again = import(&feed(&[plain(1)]), &place.holdings());
    assert_eq!((again.files, again.tally.claims_known), (vec![], 1));
    assert!(again.notes.iter().all(|note| note.kind.code() != "claim-differs"));

    let mut changed = plain(1);
    changed["reviewRating"]["alternateName"] = json!("True");
    changed["itemReviewed"]["datePublished"] = json!("2026-01-06");
    let third = import(&feed(&[changed]), &place.holdings());
    assert_eq!(third.files, []);
    let notes: Vec<_> = told(&third).into_iter().filter(|note| note.contains("differs")).collect();
    let expected = [
        "1 update-differs: update `2026-02-02` of claim `claim-1`: status, text",
        "1 claim-differs: claim `claim-1`: `made_on` is `2026-01-06` here, `2026-01-05` there",
    ];
    assert_eq!(notes, expected);
}

#[test]
fn hostile_texts_make_records_that_build() {
    let place = Place::new();
    let reviews: Vec<Value> = HOSTILE
        .iter()
        .enumerate()
        .map(|(at, text)| review(at + 1, &|what| format!("{text}{what} {at} {text}")))
        .collect();
    let long = review(90, &|what| format!("{what} ").repeat(1_500));
    let wide = review(91, &|what| what.repeat(10_000));
    let twins = [review(92, &|what| format!("José {what}")), review(93, &|what| format!("Jose {what}"))];
    let all: Vec<Value> = reviews.into_iter().chain([long, wide]).chain(twins).collect();
    let doubled = feed(&[all.clone(), all.clone()].concat());
    place.put("feed.json", &doubled);
    let (code, said, _) =
        place.run(&["import", "claimreview", "feed.json", "--ignore", "keywords", "--format", "json"]);
    let report: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, &report["summary"]["updates"]["new"]), (Some(1), &json!(all.len())), "{said}");
    assert_eq!(report["summary"]["errors"], json!(1), "{}", report["findings"]);
    place.build();
    let before = place.files();
    let (_, said, _) = place.run(&["import", "claimreview", "feed.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&report["files"], place.files()), (&json!([]), before));
}

#[test]
fn the_command_says_what_is_wrong_with_what_it_is_given() {
    let place = Place::new();
    place.put("feed.json", &feed(&[plain(1)]));
    place.put("none.json", "{\"@type\": \"Thing\"}");
    place.put("bad.json", "{\n\"@type\" 1}");
    place.put("latin.json", "");
    std::fs::write(place.project().root().join("latin.json"), b"{\"a\": \"\xe9\"}").unwrap();
    place.put("map.toml", "\"rating 1\" = \"complete\"\n");
    let cases: &[(&[&str], i32, &str)] = &[
        (&["none.json"], 1, "error[no-reviews]: `none.json` holds no ClaimReview"),
        (&["bad.json"], 1, "error[json-unreadable]: `bad.json` is no JSON: expected `:` in line 2, column 9"),
        (&["latin.json"], 1, "error[not-utf8]: `latin.json` is not UTF-8 in line 1"),
        (&["gone.json"], 3, "error[unreadable-file]: `gone.json` cannot be read"),
        (
            &["feed.json", "--map-rating", "rating 1=kept"],
            2,
            "error[bad-mapping]: `kept` is no status of this site, which has not_started, in_progress",
        ),
        (&["feed.json", "--map-rating", "x"], 2, "error[bad-mapping]: `x` has no `=`"),
    ];
    for (args, code, expected) in cases {
        let (exit, said, _) = place.run(&[&["import", "claimreview", "--format", "short"], *args].concat());
        assert!(said.contains(expected), "{said}");
        assert_eq!(exit, Some(*code), "{args:?}");
    }
    let before = place.files();
    let args = [
        "import",
        "claimreview",
        "feed.json",
        "--map-ratings",
        "map.toml",
        "--ignore",
        "keywords",
        "--ignore",
    ];
    let (code, _, _) = place.run(&[&args[..], &["itemReviewed.author.jobTitle", "--dry-run"]].concat());
    assert_eq!((code, place.files()), (Some(0), before));
    let (code, said, _) = place.run(&[&args[..], &["itemReviewed.author.jobTitle"]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("feed.json: 1 update: 1 complete\n"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Each text has a word of its own, between two things that nobody means well with.
    #[test]
    fn every_word_arrives_or_is_noted(
        picks in proptest::collection::vec((0..HOSTILE.len(), 0..HOSTILE.len(), 0..4_usize), 1..6),
    ) {
        let reviews: Vec<Value> = picks
            .iter()
            .enumerate()
            .map(|(at, (before, after, shared))| {
                let mut one = review(at, &|what| format!("{} {what}{at}x {}", HOSTILE[*before], HOSTILE[*after]));
                if *shared == 0 {
                    one["itemReviewed"]["@id"] = json!("https://claims.example.org/shared");
                }
                one
            })
            .collect();
        let place = Place::new();
        let first = import(&feed(&reviews), &place.holdings());
        place.write(&first);
        let there = place.text() + &noted(&first);
        for at in 0..picks.len() {
            for what in ["claim", "headline", "body", "description", "checker", "name", "claimant", "article", "place", "rating", "why"] {
                let word = format!("{what}{at}x");
                prop_assert!(there.contains(&word), "{word} is lost:\n{there}");
            }
        }
        prop_assert!(there.contains("keywords: "));
        let second = import(&feed(&reviews), &place.holdings());
        prop_assert_eq!((second.files, second.people, second.publishers), (vec![], vec![], vec![]));
    }
}
