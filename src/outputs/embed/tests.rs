//! Cards and oEmbed documents of the sample, compared whole.

use super::*;
use crate::outputs::aliases::Aliases;
use crate::outputs::sample::{self, all_of, drawn, indexed};

const CARD: &str = r#"<!doctype html>
<html lang="es" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="strict-origin-when-cross-origin">
<meta name="robots" content="noindex">
<title>Bus lanes on Main Street · Sample</title>
<link rel="canonical" href="https://example.org/tracker/es/claims/bus-lanes/">
<link rel="stylesheet" href="../../../../assets/site.css">
<link rel="icon" href="../../../../assets/icon.svg" type="image/svg+xml">
</head>
<body class="embed">
<main class="embed-card">
<p class="embed-status st-in_progress"><svg/><span>En curso</span></p>
<p class="embed-unsettled">Cumplido comunicado el 13 de febrero de 2026, sin confirmar</p>
<ul class="marks"><li class="mark-disputed">Impugnada</li></ul>
<h1><a href="../" target="_blank" rel="noopener" lang="en" dir="ltr">Bus lanes on Main Street</a></h1>
<p class="label">La afirmación, en nuestras palabras</p>
<p class="embed-claim" lang="en" dir="ltr">Bus lanes on Main Street will be done.</p>
<p class="embed-by">City Council · hacia noviembre de 2025</p>
<p class="embed-reverted">Cumplido se comunicó una vez y no duró.</p>
<div class="embed-end">
<dl>
<div><dt>Plazo</dt><dd><time datetime="2026-02">febrero de 2026</time></dd></div>
<div><dt>Última revisión</dt><dd><time datetime="2026-02-13T14:42-06:00">13 de febrero de 2026, 14:42</time></dd></div>
</dl>
<p class="embed-foot"><a href="../" target="_blank" rel="noopener">Fuentes y todas las lecturas</a> <span>Sample</span></p>
</div>
</main>
</body>
</html>
"#;

/// A page with its drawings left out.
fn without_drawings(page: &str) -> String {
    let mut text = String::new();
    for (place, part) in page.split("<svg").enumerate() {
        if place > 0 {
            text.push_str("<svg/>");
        }
        text.push_str(part.split_once("</svg>").map_or(part, |(_, rest)| rest));
    }
    text
}

#[test]
fn a_card_says_what_is_claimed_where_it_stands_and_when_it_was_checked() {
    let site = sample::site();
    let made = all_of(&site, &Embeds);
    assert_eq!(without_drawings(&drawn(&site, &made, "es/claims/bus-lanes/embed/")), CARD);
}

#[test]
fn an_oembed_document_is_of_one_language_and_holds_a_frame() {
    let site = sample::site();
    let made = all_of(&site, &Embeds);
    let document: serde_json::Value =
        serde_json::from_str(&drawn(&site, &made, "es/claims/bus-lanes/oembed.json")).unwrap();
    let expected = serde_json::json!({
        "version": "1.0",
        "type": "rich",
        "title": "Bus lanes on Main Street: En curso, Cumplido: señalado, sin confirmar, revisado el 13 feb 2026",
        "provider_name": "Sample",
        "provider_url": "https://example.org/tracker/es/",
        "cache_age": 86400,
        "html": "<iframe src=\"https://example.org/tracker/es/claims/bus-lanes/embed/\" title=\"Bus lanes on Main Street: En \
                 curso, Cumplido: señalado, sin confirmar, revisado el 13 feb 2026\" width=\"640\" height=\"458\" \
                 loading=\"lazy\" sandbox=\"allow-popups allow-popups-to-escape-sandbox allow-same-origin\" \
                 style=\"max-width: 100%; border: 0\"></iframe>",
        "width": 640,
        "height": 458,
        "thumbnail_url": "https://example.org/tracker/es/claims/bus-lanes/card.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    });
    assert_eq!(document, expected);
}

#[test]
fn a_claim_that_nobody_has_read_says_so() {
    let site = sample::site();
    let made = all_of(&site, &Embeds);
    let card = drawn(&site, &made, "claims/quiet/embed/");
    assert!(card.contains("<span>Not yet assessed</span>"), "{card}");
    assert!(card.contains("<dt>Last checked</dt><dd>not yet</dd>"), "{card}");
    let document = drawn(&site, &made, "claims/quiet/oembed.json");
    assert!(document.contains("\"title\": \"Quiet claim: Not yet assessed, not yet checked\""), "{document}");
}

#[test]
fn at_an_old_address_the_card_itself_stands_with_links_that_lead_on() {
    let site = sample::site();
    let made = all_of(&site, &Embeds);
    let old = indexed(&site, &Aliases, made.clone());
    let card = drawn(&site, &made, "claims/bus-lanes/embed/");
    let expected = card.replace("href=\"../\"", "href=\"../../bus-lanes/\"");
    assert_eq!(drawn(&site, &old, "claims/bus-lane/embed/"), expected);
    let [now, then] = ["claims/bus-lanes/oembed.json", "claims/bus-lane/oembed.json"];
    assert_eq!(drawn(&site, &old, then), drawn(&site, &made, now));
}
