//! The host of an address may be taken for another one.

use rustc_hash::FxHashMap;

use crate::addresses::web::Address;
use crate::addresses::web::host::{self, Guise};
use crate::check::{Findings, Level, Look, Rule, Scene, Stage};
use crate::diagnostic::Place;

pub(super) const RULE: Rule = Rule {
    code: "look-alike-host",
    summary: "The host of an address may be taken for another one.",
    explanation: "Forged sites live under names that look like those of true ones: with a Cyrillic `а` in place of the \
                  Latin one, `rn` in place of `m`, a `1` in place of an `l`. A tracker that links to one lends it its \
                  name.\n\n\
                  The rule looks at the hosts of sources, of their archived copies, and of publishers, as readers see \
                  them (`xn--…` is decoded). It finds a name that mixes scripts which no language mixes, one in another \
                  script that reads like Latin letters under a Latin ending, and one that looks like another host of this \
                  site; of those two, the one with fewer addresses is told. It goes by the tables of Unicode for \
                  look-alikes (UTS 39). Names wholly in their own script, and the usual mixtures with Latin letters in \
                  Chinese, Japanese and Korean, are left alone.\n\n\
                  Open the address, see whose site it is, and type the host anew. If it is the right one, say so with \
                  `allow`.",
    stage: Stage::Desk,
    level: Level::Warning,
    looks: &[Look::Site(|scene, findings| {
        let hosts = hosts(scene);
        let mut alike: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        let mut names: Vec<&str> = hosts.keys().map(|name| &**name).collect();
        names.sort_unstable();
        for name in names {
            alike.entry(host::look(name)).or_default().push(name);
            for (subject, place) in &hosts[name] {
                disguised(name, subject, place, findings);
            }
        }
        let mut groups: Vec<_> = alike.into_values().filter(|names| names.len() > 1).collect();
        groups.sort_unstable();
        for group in groups {
            of_a_group(&group, &hosts, findings);
        }
    })],
};

/// What has an address, and where the address stands.
type Bearer = (String, Place);

/// Every host as readers see it, without `www.`, with the addresses that have it.
fn hosts(scene: &Scene<'_>) -> FxHashMap<String, Vec<Bearer>> {
    let mut hosts: FxHashMap<String, Vec<Bearer>> = FxHashMap::default();
    let mut add = |subject: String, url: &str, place: Place| {
        let Some(address) = Address::parse(url) else { return };
        let host = host::readable(address.host);
        hosts
            .entry(host.strip_prefix("www.").unwrap_or(&host).to_owned())
            .or_default()
            .push((subject, place));
    };
    for source in scene.records.sources.iter() {
        let id = source.id.as_str();
        if let Some(url) = &source.url {
            add(format!("source `{id}`"), url, Place::new(&source.file, url.span));
        }
        for archive in &source.archives {
            let place = Place::new(&source.file, archive.url.span);
            add(format!("archived copy of source `{id}`"), &archive.url, place);
        }
    }
    for publisher in &scene.records.publishers {
        if let Some(url) = &publisher.url {
            let place = Place::new(&publisher.file, url.span);
            add(format!("publisher `{}`", publisher.id.as_str()), url, place);
        }
    }
    hosts
}

/// Tells of a host that may be mistaken by itself alone.
fn disguised(name: &str, subject: &str, place: &Place, findings: &mut Findings) {
    let why = match host::guise(name) {
        None => return,
        Some(Guise::Mixed(letter)) => {
            format!("mixes scripts: `{letter}` (U+{:04X}) is {}", u32::from(letter), host::script(letter))
        }
        Some(Guise::Latin(reads)) => format!("reads like `{reads}`, but is in another script"),
    };
    let message = format!("{subject} is at `{name}`, which {why}");
    findings.add(place.clone(), message, "see whose site it is, and type the host anew");
}

/// Tells of hosts that look like the one of them that has most addresses.
fn of_a_group(group: &[&str], hosts: &FxHashMap<String, Vec<Bearer>>, findings: &mut Findings) {
    let weight = |name: &str| (hosts[name].len(), name.is_ascii());
    // Of those with as many, the first one.
    let Some(usual) = group.iter().rev().max_by_key(|name| weight(name)) else { return };
    // Of those that are disguised all is told.
    for name in group.iter().filter(|name| *name != usual && host::guise(name).is_none()) {
        for (subject, place) in &hosts[*name] {
            let finding = findings.add(
                place.clone(),
                format!("{subject} is at `{name}`, which looks like `{usual}`"),
                "see whose site it is, and type the host anew",
            );
            let (other, at) = &hosts[*usual][0];
            finding.notes.push((at.clone(), format!("{other} is at `{usual}`")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::cases::{fires, quiet};

    fn sources(urls: &[&str]) -> String {
        let source = |(at, url): (usize, &&str)| format!("[[sources]]\nid = \"s{at}\"\nurl = \"{url}\"\n");
        urls.iter().enumerate().map(source).collect()
    }

    #[test]
    fn hosts_in_a_guise_are_found() {
        let help = "(see whose site it is, and type the host anew)";
        // The first one has a Cyrillic letter, the second one no other.
        let urls = ["https://gаzette.example/", "https://xn--80ak6aa92e.com/"];
        fires(
            &RULE,
            &[("sources.toml", &sources(&urls))],
            &[
                &format!(
                    "sources.toml:3:7: source `s0` is at `gаzette.example`, which mixes scripts: `а` (U+0430) is Cyrillic {help}"
                ),
                &format!(
                    "sources.toml:6:7: source `s1` is at `аррӏе.com`, which reads like `apple`, but is in another script {help}"
                ),
            ],
        );
    }

    #[test]
    fn of_two_hosts_that_look_alike_the_rarer_one_is_found() {
        let urls = [
            "https://www.rninistry.example/1",
            "https://www.ministry.example/2",
            "https://ministry.example/3",
        ];
        fires(
            &RULE,
            &[("sources.toml", &sources(&urls))],
            &[
                "sources.toml:3:7: source `s0` is at `rninistry.example`, which looks like `ministry.example` (see whose \
               site it is, and type the host anew)",
            ],
        );
    }

    #[test]
    fn hosts_that_are_what_they_seem_are_quiet() {
        let urls = [
            "https://gazette.example/",
            "https://gazettes.example/",
            "https://www.gazette.example/",
            "https://xn--bcher-kva.example/",
            "https://bücher.example/",
            "https://пример.рф/",
            "https://правда.com/",
            "https://192.0.2.1/",
            "https://[2001:db8::1]/",
        ];
        quiet(&RULE, &[("sources.toml", &sources(&urls))]);
    }
}
