//! The page of all data: a `Dataset` with its files, its terms and who made it.

use serde_json::Value;

use super::{address, date, editors, object, way, written};
use crate::date::PartialDate;
use crate::output::Desk;
use crate::routes::SitePath;
use crate::view::part;

/// A file of the data set.
#[derive(Debug)]
pub struct File {
    /// Its address.
    pub path: SitePath,
    /// Its media type.
    pub kind: &'static str,
    /// What it holds.
    pub name: String,
}

/// The page, ready to stand in a `script` element, where it is to say this; `latest` is the date of the last update.
pub fn of_data(
    desk: &Desk<'_>,
    title: &str,
    latest: Option<&PartialDate>,
    files: impl IntoIterator<Item = File>,
) -> Option<String> {
    if !desk.site.makes("cite") || !desk.reads("linked_data") {
        return None;
    }
    let mut graph = vec![dataset(desk, title, latest, files)];
    graph.extend(way::to(desk, [Some((title.to_owned(), desk.path.clone()))]));
    Some(written(&graph))
}

fn dataset(
    desk: &Desk<'_>,
    title: &str,
    latest: Option<&PartialDate>,
    files: impl IntoIterator<Item = File>,
) -> Value {
    let config = desk.config();
    let site = part::plain(desk, &config.translations, "title", &config.title);
    let about = config.description.as_deref();
    let about = about.map(|text| part::plain(desk, &config.translations, "description", text));
    let description = about.into_iter().map(str::to_owned).chain([desk.say("data.lead")]).collect::<Vec<_>>();
    // It is one data set, whatever the language of the page.
    let first = desk.site.absolute(&desk.site.languages[0].routes.data()) + "#dataset";
    let licence = config.licence.as_ref();
    let licence = licence.map(|one| one.url.as_ref().map_or(&*one.name, |url| &***url));
    let download = |file: File| {
        object(
            "DataDownload",
            [
                ("name", Some(file.name.into())),
                ("contentUrl", address(desk, &file.path)),
                ("encodingFormat", Some(file.kind.into())),
            ],
        )
    };
    object(
        "Dataset",
        [
            ("@id", Some(if config.has_address() { first.into() } else { "_:dataset".into() })),
            ("name", Some(format!("{site}: {title}").into())),
            ("description", Some(description.join(" ").into())),
            ("url", address(desk, desk.path)),
            ("license", licence.map(Value::from)),
            ("creator", Some(editors(desk))),
            ("dateModified", latest.and_then(date)),
            ("isAccessibleForFree", Some(true.into())),
            ("distribution", Some(files.into_iter().map(download).collect())),
        ],
    )
}
