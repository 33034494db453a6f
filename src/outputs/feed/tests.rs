//! A feed of the small sample, whole in both forms: a claim that nobody has read.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Feeds;
use crate::output::{self, Artifact, Site};
use crate::outputs::sample::{self, all_of, drawn};
use crate::record::text::{Text, TextChanged, TextReader};

const ATOM: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>https://example.org/tracker/claims/quiet/feed.xml</id>
<title>Sample: Quiet claim</title>
<updated>2026-01-02T00:00:00-06:00</updated>
<link rel="self" type="application/atom+xml" href="https://example.org/tracker/claims/quiet/feed.xml"/>
<link rel="alternate" type="text/html" href="https://example.org/tracker/claims/quiet/"/>
<link rel="alternate" type="application/feed+json" href="https://example.org/tracker/claims/quiet/feed.json"/>
<author>
<name>Sample</name>
</author>
<icon>https://example.org/tracker/assets/icon.svg</icon>
<generator>On Record</generator>
<entry>
<id>https://example.org/tracker/claims/quiet/</id>
<title>Quiet claim: new on the record</title>
<published>2026-01-02T00:00:00-06:00</published>
<updated>2026-01-02T00:00:00-06:00</updated>
<link rel="alternate" type="text/html" href="https://example.org/tracker/claims/quiet/"/>
<category scheme="https://example.org/tracker/claimants" term="city-council" label="City Council"/>
<content type="html">&lt;p&gt;&lt;strong&gt;The claim, in our words&lt;/strong&gt;: &lt;span&gt;Quiet claim will be done.&lt;/span&gt;&lt;/p&gt;
&lt;p&gt;Claimed by City Council&lt;/p&gt;
&lt;p&gt;The headline is Not yet assessed.&lt;/p&gt;
&lt;p&gt;&lt;a href=&quot;https://example.org/tracker/claims/quiet/&quot;&gt;On the record&lt;/a&gt;&lt;/p&gt;
</content>
</entry>
</feed>
"#;

const JSON: &str = r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Sample: Quiet claim",
  "home_page_url": "https://example.org/tracker/claims/quiet/",
  "feed_url": "https://example.org/tracker/claims/quiet/feed.json",
  "favicon": "https://example.org/tracker/assets/icon.svg",
  "authors": [
    {
      "name": "Sample"
    }
  ],
  "language": "en",
  "items": [
    {
      "id": "https://example.org/tracker/claims/quiet/",
      "url": "https://example.org/tracker/claims/quiet/",
      "title": "Quiet claim: new on the record",
      "content_html": "<p><strong>The claim, in our words</strong>: <span>Quiet claim will be done.</span></p>\n<p>Claimed by City Council</p>\n<p>The headline is Not yet assessed.</p>\n<p><a href=\"https://example.org/tracker/claims/quiet/\">On the record</a></p>\n",
      "date_published": "2026-01-02T00:00:00-06:00",
      "date_modified": "2026-01-02T00:00:00-06:00",
      "tags": [
        "City Council"
      ]
    }
  ]
}
"#;

#[test]
fn a_feed_is_the_same_in_both_forms() {
    let site = sample::site();
    let made = all_of(&site, &Feeds);
    assert_eq!(drawn(&site, &made, "claims/quiet/feed.xml"), ATOM);
    assert_eq!(drawn(&site, &made, "claims/quiet/feed.json"), JSON);
}

/// Texts of which it is counted how often one is read; none can be, as long as there are `changed` ones.
struct Counted {
    texts: Arc<dyn TextReader>,
    reads: AtomicUsize,
    changed: AtomicUsize,
}

impl TextReader for Counted {
    fn read(&self, text: &Text) -> Result<String, TextChanged> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        let changed = self.changed.load(Ordering::Relaxed) > 0;
        if changed { Err(TextChanged { file: text.file.path().clone() }) } else { self.texts.read(text) }
    }

    fn file(&self, text: &Text) -> Result<Arc<Vec<u8>>, TextChanged> {
        self.texts.file(text)
    }
}

fn counted(changed: usize) -> (Site, Arc<Counted>) {
    let mut site = sample::site();
    let texts = Counted {
        texts: Arc::clone(&site.texts),
        reads: AtomicUsize::new(0),
        changed: AtomicUsize::new(changed),
    };
    let texts = Arc::new(texts);
    site.texts = Arc::clone(&texts) as Arc<dyn TextReader>;
    (site, texts)
}

#[test]
fn an_entry_is_drawn_once_for_both_forms_and_every_feed_that_tells_it() {
    let (site, texts) = counted(0);
    let made = all_of(&site, &Feeds);
    drawn(&site, &made, "feed/all.json");
    let reads = texts.reads.swap(0, Ordering::Relaxed);
    assert!(reads > 2, "{reads}");
    let english: Vec<&Artifact> = made.iter().filter(|one| one.lang == 0).collect();
    assert!(english.len() > 10);
    for one in english {
        drawn(&site, &made, one.path.as_str());
    }
    assert_eq!(texts.reads.load(Ordering::Relaxed), 0);
    // Another language tells them in other words.
    drawn(&site, &made, "es/feed/all.xml");
    assert_eq!(texts.reads.load(Ordering::Relaxed), reads);
}

#[test]
fn what_was_drawn_from_a_text_that_changed_is_drawn_again() {
    let (site, texts) = counted(1);
    let made = all_of(&site, &Feeds);
    let artifact = made.iter().find(|one| one.path.as_str() == "claims/bus-lanes/feed.xml").unwrap();
    let draw = || output::draw(&site, artifact, &mut Vec::new()).is_ok();
    assert_eq!((draw(), draw()), (false, false));
    texts.changed.store(0, Ordering::Relaxed);
    assert!(draw());
    assert_eq!(drawn(&site, &made, artifact.path.as_str()), {
        let fresh = sample::site();
        drawn(&fresh, &all_of(&fresh, &Feeds), artifact.path.as_str())
    });
}
