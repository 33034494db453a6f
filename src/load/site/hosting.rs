//! `[outputs.hosting]`: what a host is told, and what it is spared.

use crate::record::decode::Fields;
use crate::record::site::{Host, Hosting};

/// The settings; those of other outputs have none of these keys.
pub(super) fn hosting(table: &Fields<'_, '_>) -> Hosting {
    let on = |name: &str| !table.has(name) || table.flag(name);
    let settings = Hosting {
        host: table.word("host", Host::from_word),
        redirects: on("redirects"),
        headers: on("headers"),
        compressed: table.flag("compressed"),
    };
    if let Some(key) = ["redirects", "headers"].into_iter().find(|key| table.has(key) && !table.has("host")) {
        let message = format!("`{key}` is set, and there is no `host`");
        let finding = table.error("no-host", table.span_of(key), message);
        table.report(finding.help("write host = \"netlify\" or \"cloudflare\": their forms differ"));
    }
    settings
}
