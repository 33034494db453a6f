//! A setting still names a host that is reserved for examples.

use crate::addresses::web::Address;
use crate::addresses::web::host::readable;
use crate::check::{Level, Look, Rule, Stage};
use crate::diagnostic::Place;
use crate::record::decode::printable;

/// Hosts and endings that belong to nobody (RFC 2606, RFC 6761).
const RESERVED: &[&str] = &["example.com", "example.net", "example.org", "example", "invalid", "test"];

pub(super) const RULE: Rule = Rule {
    code: "example-address",
    summary: "A setting still names a host that is reserved for examples.",
    explanation: "A new project comes with addresses under `example.org`. Published so, its feeds, cards and canonical links \
                  lead readers to a page that is not yours, and letters to nobody. `authority` matters most: it names \
                  entries of feeds and calendars for good, and changing it later makes every entry look new.\n\n\
                  The rule looks at `base_url`, `authority`, `contact`, `edit_url` and the organisation's `url` in \
                  `content/site.toml`. It finds hosts below `example.com`, `.net`, `.org` and endings that never resolve \
                  (`.example`, `.invalid`, `.test`).\n\n\
                  Write your own. A demonstration that is never published turns the rule off under `[checks]`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        let config = &scene.config;
        let organisation = config.organisation.as_ref().and_then(|organisation| organisation.url.as_ref());
        let own = config.own_addresses.iter().map(|(key, written)| (*key, written));
        for (key, written) in own.chain(organisation.map(|url| ("organisation.url", url))) {
            if is_reserved(host(written)) {
                findings.add(
                    Place::new(&config.file, written.span),
                    format!("`{key}` is still an example: `{}`", printable(written)),
                    help(key),
                );
            }
        }
    })],
};

fn help(key: &str) -> &'static str {
    match key {
        "base_url" => "write the address under which the site is published",
        "authority" => {
            "write a host that is yours, and the year since when: it names entries of feeds for good"
        }
        "contact" => "write the address that disputes and corrections go to, or leave it out",
        "edit_url" => "write where the records are kept, or leave it out",
        _ => "write the organisation's own address, or leave it out",
    }
}

/// The host of an address of the web or of mail, or of an authority (`example.org,2026`).
fn host(written: &str) -> &str {
    if let Some(address) = Address::parse(written) {
        return address.host;
    }
    let name = written.rsplit('@').next().unwrap_or_default();
    name.split([',', '?']).next().unwrap_or_default()
}

fn is_reserved(host: &str) -> bool {
    let host = readable(host);
    let below =
        |name: &str| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    RESERVED.iter().any(|name| below(name))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    #[test]
    fn addresses_of_nobody_are_found() {
        fires(
            &RULE,
            &[(
                "site.toml",
                "title = \"Site\"\nbase_url = \"https://tracker.Example.org/\"\nauthority = \"example.org,2026\"\ncontact = \
                 \"mailto:desk@example.com\"\nedit_url = \"https://code.test/{path}\"\n[organisation]\nname = \"Desk\"\nurl \
                 = \"https://desk.example/\"\n",
            )],
            &[
                "site.toml:2:12: `base_url` is still an example: `https://tracker.Example.org/` (write the address under \
                 which the site is published)",
                "site.toml:3:13: `authority` is still an example: `example.org,2026` (write a host that is yours, and the \
                 year since when: it names entries of feeds for good)",
                "site.toml:4:11: `contact` is still an example: `mailto:desk@example.com` (write the address that disputes \
                 and corrections go to, or leave it out)",
                "site.toml:5:12: `edit_url` is still an example: `https://code.test/{path}` (write where the records are \
                 kept, or leave it out)",
                "site.toml:8:7: `organisation.url` is still an example: `https://desk.example/` (write the organisation's \
                 own address, or leave it out)",
            ],
        );
    }

    #[test]
    fn other_addresses_are_quiet() {
        let own = "title = \"Site\"\nbase_url = \"https://counterexample.org/example.org/\"\nauthority = \
                   \"record.city,2026\"\ncontact = \"example.org@record.city\"\n";
        quiet(&RULE, &[("site.toml", own)]);
    }
}
