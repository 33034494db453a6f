//! Reads feeds as far as tests look at them: names, dates, titles, links.

use std::collections::BTreeMap;
use std::path::Path;

/// A site and where it is published.
pub(crate) struct Held {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) base_url: &'static str,
}

/// A file of a feed.
#[derive(Default)]
pub(crate) struct Feed {
    /// Its name, whatever the file; JSON Feed has none.
    pub(crate) id: String,
    pub(crate) own: String,
    pub(crate) updated: String,
    /// Marked as a page of an archive, and what it leads to.
    pub(crate) archived: bool,
    pub(crate) current: Option<String>,
    before: Option<String>,
    /// Of each entry.
    pub(crate) ids: Vec<String>,
    pub(crate) titles: Vec<String>,
    /// When it was published and updated.
    pub(crate) dates: Vec<(String, String)>,
    /// When it was published, for comparison, and its name.
    pub(crate) dated: Vec<(chrono::DateTime<chrono::FixedOffset>, String)>,
}

impl Held {
    /// A file of a feed.
    pub(crate) fn feed(&self, path: &str) -> Feed {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the site has no {path}"));
        let text = std::str::from_utf8(bytes).unwrap();
        let mut feed = if text.starts_with('{') { of_json(text) } else { of_atom(text) };
        let dated = feed.dates.iter().zip(&feed.ids);
        feed.dated = dated.map(|((published, _), id)| (published.parse().unwrap(), id.clone())).collect();
        feed
    }

    /// A feed and the pages of its archive, the newest first.
    pub(crate) fn archive(&self, path: &str) -> Vec<Feed> {
        let mut pages = vec![self.feed(path)];
        while let Some(before) = pages.last().unwrap().before.clone() {
            pages.push(self.feed(before.strip_prefix(self.base_url).unwrap()));
        }
        pages
    }
}

fn of_json(text: &str) -> Feed {
    let data: serde_json::Value = serde_json::from_str(text).unwrap();
    let said = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let items = data["items"].as_array().unwrap();
    Feed {
        own: said(&data["feed_url"]),
        before: data["next_url"].as_str().map(str::to_owned),
        ids: items.iter().map(|item| said(&item["id"])).collect(),
        titles: items.iter().map(|item| said(&item["title"])).collect(),
        dates: items
            .iter()
            .map(|item| (said(&item["date_published"]), said(&item["date_modified"])))
            .collect(),
        ..Feed::default()
    }
}

fn of_atom(text: &str) -> Feed {
    let mut entries = text.split("<entry>");
    let head = entries.next().unwrap();
    let link = |rel: &str| {
        let line = head.lines().find(|line| line.contains(&format!(" rel=\"{rel}\" ")))?;
        Some(attribute(line, "href").to_owned())
    };
    assert_eq!(link("next"), link("prev-archive"));
    let mut feed = Feed {
        id: element(head, "id"),
        own: link("self").unwrap(),
        updated: element(head, "updated"),
        archived: head.contains("<fh:archive/>"),
        current: link("current"),
        before: link("prev-archive"),
        ..Feed::default()
    };
    for entry in entries {
        feed.ids.push(element(entry, "id"));
        feed.titles.push(element(entry, "title"));
        feed.dates.push((element(entry, "published"), element(entry, "updated")));
    }
    feed
}

fn element(xml: &str, name: &str) -> String {
    let from = xml.find(&format!("<{name}>")).unwrap() + name.len() + 2;
    xml[from..from + xml[from..].find('<').unwrap()].to_owned()
}

/// An attribute of the tag in a line.
pub(crate) fn attribute<'a>(line: &'a str, name: &str) -> &'a str {
    let from = line.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
    &line[from..from + line[from..].find('"').unwrap()]
}

/// The files below a folder by path, the program's notes left out.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, std::fs::read(entry.path()).unwrap())
    });
    files.filter(|(path, _)| !path.starts_with(".onrecord")).collect()
}
