//! The theme's files: stylesheet, icons, fonts, at `/assets/`.

use std::fmt::Write;
use std::sync::Arc;

use crate::output::{Artifact, Basis, Content, Desk, Output, OutputId, Sheet, Site};
use crate::record::site::Config;
use crate::record::text::Hash;
use crate::routes;

/// The id of this output.
pub(super) const ID: OutputId = "assets";

/// The one stylesheet: the theme's, then the colours of the site's vocabulary.
const STYLESHEET: &str = "site.css";

/// Files of the theme.
pub(super) struct Assets;

impl Output for Assets {
    fn id(&self) -> OutputId {
        ID
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let asset = |(name, bytes): &(Box<str>, Arc<[u8]>)| {
            let path = routes::asset(name);
            let basis = Basis::Print(Hash::of(bytes));
            if &**name == STYLESHEET {
                return Artifact::drawn(ID, 0, path, basis, stylesheet);
            }
            let content = Content::Bytes(Arc::clone(bytes));
            Artifact::made(ID, 0, path, basis, content)
        };
        site.theme.assets().iter().map(asset).collect()
    }
}

fn stylesheet(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let theme = desk.site.theme.assets().iter().find(|(name, _)| &**name == STYLESHEET);
    let theme = theme.map_or_else(String::new, |(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    sheet.text(&theme);
    sheet.text(&status_colours(desk.config()));
}

/// A class for the colour of each status, on light and on dark paper; print takes the light one.
fn status_colours(config: &Config) -> String {
    let mut css = "\n/* The site's vocabulary */\n".to_owned();
    for status in config.vocabulary() {
        let _ = writeln!(css, ".st-{} {{ color: {}; }}", status.id, status.colour.hex());
    }
    css.push_str("@media screen and (prefers-color-scheme: dark) {\n");
    for status in config.vocabulary() {
        let _ = writeln!(css, "  .st-{} {{ color: {}; }}", status.id, status.dark.hex());
    }
    css.push_str("}\n");
    css
}
