//! `/.well-known/security.txt`: where weaknesses of the site are reported to, as RFC 9116 has it.

use std::fmt::Write;

use crate::output::{Artifact, Basis, Output, OutputId, Site};
use crate::record::site::Security;
use crate::routes;

/// The file, where `[security]` says what stands in it.
pub(super) struct SecurityTxt;

impl Output for SecurityTxt {
    fn id(&self) -> OutputId {
        "security"
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let path = routes::security();
        // An editor's own file, which may be signed, says more than ours.
        let own = site.tracker.statics.iter().any(|file| &*file.path == path.as_str());
        if own || site.config().security.is_none() {
            return Vec::new();
        }
        vec![Artifact::drawn(self.id(), 0, path, Basis::NOTHING, |desk, sheet| {
            if let Some(security) = &desk.config().security {
                sheet.text(&text(desk.site, security));
            }
        })]
    }
}

fn text(site: &Site, security: &Security) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| _ = writeln!(text, "{name}: {}", uri(value));
    line("Contact", &security.contact);
    // The day itself counts, whatever the zone of the reader.
    line("Expires", &format!("{}T23:59:59Z", security.expires.value));
    let pages = [
        ("Encryption", &security.encryption),
        ("Acknowledgments", &security.acknowledgments),
        ("Policy", &security.policy),
    ];
    for (name, address) in pages {
        if let Some(address) = address {
            line(name, address);
        }
    }
    if !security.languages.is_empty() {
        line("Preferred-Languages", &security.languages.join(", "));
    }
    // Programs look for it at the root of a host alone: elsewhere it is not the one that holds.
    let base = &site.config().base_url;
    if base.starts_with("https://") && routes::base_path(base) == "/" {
        line("Canonical", &site.absolute(&routes::security()));
    }
    text
}

/// An address in ASCII (RFC 3986, section 2.1).
fn uri(address: &str) -> String {
    address.bytes().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii() {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}
