//! The way to a page as a `BreadcrumbList`: the pages that lead to it, from the home page on.

use serde_json::Value;

use super::{address, object, written};
use crate::output::Desk;
use crate::routes::SitePath;
use crate::view::part;

/// A page on the way: its name and its address.
type Step = (String, SitePath);

/// What the page of a list or an index says; `above` is the index that it is found in.
pub fn of_list(desk: &Desk<'_>, above: Option<Step>, title: &str) -> Option<String> {
    let made = desk.site.makes("cite") && desk.reads("linked_data");
    let way = made.then(|| to(desk, [above, Some((title.to_owned(), desk.path.clone()))]));
    Some(written(&[way.flatten()?]))
}

/// The list of all claims, where the site has it.
pub(super) fn claims(desk: &Desk<'_>) -> Option<Step> {
    desk.site.makes("list").then(|| (desk.say("nav.claims"), desk.routes().claims(1)))
}

/// From the home page over these; nothing on a site that does not know where it is.
pub(super) fn to(desk: &Desk<'_>, steps: impl IntoIterator<Item = Option<Step>>) -> Option<Value> {
    let config = desk.config();
    let home = part::plain(desk, &config.translations, "title", &config.title).to_owned();
    let steps = [Some((home, desk.routes().home()))].into_iter().chain(steps);
    let items: Option<Vec<Value>> = (1..)
        .zip(steps.flatten())
        .map(|(position, (name, path))| {
            let item = Some(address(desk, &path)?);
            let (position, name) = (Some(Value::from(position)), Some(name.into()));
            Some(object("ListItem", [("position", position), ("name", name), ("item", item)]))
        })
        .collect();
    Some(object("BreadcrumbList", [("itemListElement", Some(items?.into()))]))
}
