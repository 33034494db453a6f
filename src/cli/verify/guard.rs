//! Which machines may be asked: an address in a record may come from anybody, and must not make this machine look
//! around in its own network. Looked at is what a name leads to, each time that it is looked up.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

use super::manner::Places;

/// A host that leads into a private network alone.
#[derive(Debug)]
pub(super) struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host is in a private network")
    }
}

impl std::error::Error for Private {}

/// Looks up names, and hands on only what may be asked.
#[derive(Debug)]
pub(super) struct Guard {
    places: Places,
    system: DefaultResolver,
}

impl Guard {
    /// For these machines.
    pub(super) fn new(places: Places) -> Self {
        Self { places, system: DefaultResolver::default() }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.system.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Io(_) => Error::HostNotFound,
            error => error,
        })?;
        // The machine's owner chose the proxy.
        let is_proxy = config.proxy().is_some_and(|proxy| proxy.uri().authority() == uri.authority());
        if self.places == Places::Any || is_proxy {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() { Err(Error::Other(Box::new(Private))) } else { Ok(public) }
    }
}

/// Whether an address may be asked as far as it tells by itself; behind a proxy, nobody here looks up its name.
pub(super) fn may_ask(url: &Url, places: Places) -> bool {
    places == Places::Any
        || match url.host() {
            Some(Host::Ipv4(ip)) => is_public(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => is_public(IpAddr::V6(ip)),
            Some(Host::Domain(name)) => !is_local_name(name),
            None => false,
        }
}

/// Names that mean this machine or its network wherever they are looked up (RFC 6761, RFC 6762, and `internal`, which
/// ICANN keeps free for private use).
fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit('.').next().unwrap_or_default();
    matches!(last, "localhost" | "local" | "internal")
}

/// Whether everybody can reach an address: the registries of special addresses of IANA (RFC 6890) keep the others.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = match a {
        0 | 10 | 127 | 224.. => true,
        100 => (64..128).contains(&b),
        169 => b == 254,
        172 => (16..32).contains(&b),
        192 => b == 168 || (b, c) == (0, 0) || (b, c) == (0, 2),
        198 => b == 18 || b == 19 || (b, c) == (51, 100),
        203 => (b, c) == (0, 113),
        _ => false,
    };
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    // An address of the older kind, of which two of the parts are made.
    let v4 = |high: u16, low: u16| is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    match (parts[0], parts[1]) {
        // Behind a translator (RFC 6052) or a tunnel (RFC 3056).
        (0x64, 0xff9b) => parts[2..6] == [0; 4] && v4(parts[6], parts[7]),
        (0x2002, high) => v4(high, parts[2]),
        // Tunnels (RFC 4380), benchmarks, documentation.
        (0x2001, 0..0x200 | 0xdb8) => false,
        // All that is given out so far (RFC 4291): what is mapped, local or multicast is not.
        (first, _) => (0x2000..0x3ff0).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_and_special_machines_are_not_asked() {
        for ip in [
            "127.0.0.1",
            "127.255.0.3",
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "8.8.8.8",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.1.0.1",
            "198.20.0.1",
            "203.0.114.1",
            "2606:4700::1",
            "2001:4860::8888",
            "64:ff9b::808:808",
            "2002:808:808::",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn what_a_name_leads_to_is_looked_at_too() {
        let config = ureq::Agent::config_builder().proxy(None).build();
        let found = |uri: &'static str, places| {
            Guard::new(places).resolve(&Uri::from_static(uri), &config, NextTimeout::default())
        };
        for uri in ["http://127.0.0.1/", "https://[::1]/", "http://10.0.0.1:8080/"] {
            let refused = found(uri, Places::Public);
            assert!(matches!(&refused, Err(Error::Other(why)) if why.is::<Private>()), "{uri}: {refused:?}");
            assert_eq!(found(uri, Places::Any).unwrap().len(), 1, "{uri}");
        }
        assert_eq!(found("http://8.8.8.8/", Places::Public).unwrap().len(), 1);
    }

    #[test]
    fn addresses_tell_by_themselves_that_they_are_private_however_they_are_written() {
        for url in [
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost:8080/",
            "http://printer.local/",
            "http://metadata.google.internal/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://１２７.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
        ] {
            let url = Url::parse(url).unwrap();
            assert!(!may_ask(&url, Places::Public), "{url}");
            assert!(may_ask(&url, Places::Any), "{url}");
        }
        assert!(may_ask(&Url::parse("https://example.org/").unwrap(), Places::Public));
    }
}
