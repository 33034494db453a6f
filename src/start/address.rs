//! When two addresses of the web lead to the same page.

/// An address without what does not change where it leads: scheme, `www.`, default port, capitals of the
/// host, a `/` at the end, the fragment, and keys that only count who came from where.
pub fn plain_address(address: &str) -> String {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_suffix(":443").or(host.strip_suffix(":80")).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut plain = format!("{host}/{path}");
    plain.truncate(plain.trim_end_matches('/').len());
    let counts = |key: &&str| key.starts_with("utm_") || key.starts_with("fbclid=");
    let kept: Vec<_> = query.split('&').filter(|key| !key.is_empty() && !counts(key)).collect();
    if !kept.is_empty() {
        plain.push('?');
        plain.push_str(&kept.join("&"));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_alike() {
        for other in [
            "http://example.org/a",
            "https://www.Example.ORG:443/a/",
            "https://example.org/a#part",
            "https://example.org/a?utm_source=x",
        ] {
            assert_eq!(plain_address(other), "example.org/a", "{other}");
        }
        assert_eq!(plain_address("https://example.org/A?id=1&utm_x=2"), "example.org/A?id=1");
        assert_ne!(plain_address("https://example.org/a"), plain_address("https://example.org/A"));
    }
}
