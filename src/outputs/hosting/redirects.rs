//! `_redirects`: a rule for each page that had another address before, `FROM TO CODE`, one a line.

use std::fmt::Write;

use super::base;
use crate::output::{Artifact, Site};
use crate::record::site::Host;
use crate::routes::SitePath;

/// Rules without a pattern that Cloudflare reads; it skips the others, whose pages then lead on by themselves.
const MOST: usize = 2000;
/// Characters of the longest rule that Cloudflare reads.
const LONGEST: usize = 1000;

/// The file; `None` where no page has moved.
///
/// Files that are no pages stand at their old addresses as copies. What stands highest comes first, so that a host
/// that reads only so many rules leaves out what is asked for least.
pub(super) fn text(site: &Site, moved: &[(&Artifact, SitePath)], host: Host) -> Option<String> {
    // Where a redirect page stands, Netlify follows a rule only if that is forced. Cloudflare knows no such sign: it
    // follows rules whatever stands there.
    let code = match host {
        Host::Netlify => "301!",
        Host::Cloudflare => "301",
    };
    let base = base(site);
    let mut pages: Vec<_> = moved.iter().filter(|(artifact, _)| artifact.path.is_page()).collect();
    pages.sort_by_key(|(_, old)| (old.as_str().matches('/').count(), old));
    let rule = |(artifact, old): &&(&Artifact, SitePath)| {
        format!("{base}{} {base}{} {code}", old.as_str(), artifact.path.as_str())
    };
    let mut rules: Vec<String> = pages.iter().map(rule).collect();
    let all = rules.len();
    if host == Host::Cloudflare {
        rules.retain(|rule| rule.len() <= LONGEST);
        rules.truncate(MOST);
    }
    if rules.is_empty() {
        return None;
    }
    let mut text = "# Old addresses of pages\n".to_owned();
    for rule in &rules {
        text.push_str(rule);
        text.push('\n');
    }
    if rules.len() < all {
        let left_out = all - rules.len();
        let _ = writeln!(
            text,
            "# Left out: {left_out}, more than the host reads; their pages lead on by themselves"
        );
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outputs::sample::{self, blank};

    fn moved(count: usize) -> Vec<(Artifact, SitePath)> {
        let one = |n: usize| (blank(0, "claims/new/"), SitePath::new(&format!("claims/old-{n}/")));
        (0..count).map(one).collect()
    }

    fn told(site: &Site, moved: &[(Artifact, SitePath)], host: Host) -> Option<String> {
        let moved: Vec<_> = moved.iter().map(|(artifact, old)| (artifact, old.clone())).collect();
        text(site, &moved, host)
    }

    #[test]
    fn pages_have_a_rule_below_the_path_of_the_site_the_highest_first() {
        let site = sample::site();
        let moved = [
            (blank(0, "claims/bus-lanes/u/2026-02-13-1442/"), "claims/bus-lane/u/2026-02-13-1442/"),
            (blank(0, "claims/bus-lanes/status.svg"), "claims/bus-lane/status.svg"),
            (blank(1, "es/claims/bus-lanes/"), "es/claims/bus-lane/"),
            (blank(0, "claims/bus-lanes/"), "claims/bus-lane/"),
            (blank(0, "about/"), "info/"),
        ];
        let moved = moved.map(|(artifact, old)| (artifact, SitePath::new(old)));
        let expected = "# Old addresses of pages\n\
                        /tracker/info/ /tracker/about/ 301\n\
                        /tracker/claims/bus-lane/ /tracker/claims/bus-lanes/ 301\n\
                        /tracker/es/claims/bus-lane/ /tracker/es/claims/bus-lanes/ 301\n\
                        /tracker/claims/bus-lane/u/2026-02-13-1442/ /tracker/claims/bus-lanes/u/2026-02-13-1442/ 301\n";
        assert_eq!(told(&site, &moved, Host::Cloudflare).unwrap(), expected);
        assert_eq!(told(&site, &moved, Host::Netlify).unwrap(), expected.replace(" 301\n", " 301!\n"));
        assert_eq!(told(&site, &moved[1..2], Host::Cloudflare), None, "a copy stands there");
    }

    #[test]
    fn what_cloudflare_would_not_read_is_left_out_and_said_to_be() {
        let site = sample::site();
        let rules = |text: &str| text.lines().filter(|line| !line.starts_with('#')).count();
        let text = told(&site, &moved(2001), Host::Cloudflare).unwrap();
        assert_eq!(rules(&text), 2000);
        let last = "# Left out: 1, more than the host reads; their pages lead on by themselves";
        assert_eq!(text.lines().last(), Some(last));
        assert_eq!(rules(&told(&site, &moved(2001), Host::Netlify).unwrap()), 2001);
        let long = [(blank(0, "claims/new/"), SitePath::new(&format!("claims/{}/", "w".repeat(1000))))];
        assert_eq!(told(&site, &long, Host::Cloudflare), None);
    }
}
