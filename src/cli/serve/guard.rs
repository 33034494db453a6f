//! Who may ask: by which name the preview is addressed, and from which page. Pure.
//!
//! A page of another site must neither read the preview (a name that is made to lead here is not on the list of
//! hosts) nor load anything from it (browsers say from where a request comes).

use std::net::{IpAddr, SocketAddr};

use super::fields::Fields;
use super::reply::{Refusal, Status};

/// The names that the preview answers to, each with its port, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hosts(Vec<String>);

impl Hosts {
    /// Of a preview on this interface, asked through a connection to `local`.
    ///
    /// An interface that stands for all of them is known by the address that the connection came to.
    pub(super) fn new(interface: IpAddr, local: SocketAddr) -> Self {
        let given = if interface.is_unspecified() { local.ip().to_canonical() } else { interface };
        let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        names.push(match given {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        });
        let port = local.port();
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            hosts.extend(names);
        }
        Self(hosts)
    }

    fn has(&self, host: &str) -> bool {
        self.0.iter().any(|known| known.eq_ignore_ascii_case(host))
    }
}

/// The host that the request names.
///
/// # Errors
/// It names none, two, or one that is not ours.
pub(super) fn host<'a>(fields: &Fields<'a>, hosts: &Hosts) -> Result<&'a str, Refusal> {
    let host = fields.one("host")?.ok_or(Refusal::bad("the request names no host"))?;
    if hosts.has(host) { Ok(host) } else { Err(misdirected()) }
}

fn misdirected() -> Refusal {
    Refusal::new(Status::MisdirectedRequest, "the preview answers to its own address only")
}

/// The target as a path with its query.
///
/// # Errors
/// A target of another form, of another host, or with what no target holds.
pub(super) fn origin_form<'a>(target: &'a str, hosts: &Hosts) -> Result<&'a str, Refusal> {
    if !target.bytes().all(|byte| byte.is_ascii_graphic()) || target.contains('#') {
        return Err(Refusal::bad("the address holds what no address holds"));
    }
    if target.starts_with('/') {
        return Ok(target);
    }
    let scheme = target.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://"));
    let rest = scheme.map(|_| &target[7..]).ok_or(Refusal::bad("the address does not begin with /"))?;
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    match (hosts.has(host), path) {
        (false, _) => Err(misdirected()),
        (true, "") => Ok("/"),
        (true, path) if path.starts_with('/') => Ok(path),
        (true, _) => Err(Refusal::bad("the address has no path")),
    }
}

/// Whether the page that asks may: one of ours, the user by hand, or a link that leads here.
///
/// `Sec-Fetch-…` are those of the W3C's Fetch Metadata Request Headers.
///
/// # Errors
/// It may not.
pub(super) fn metadata(fields: &Fields<'_>, host: &str) -> Result<(), Refusal> {
    let foreign = Refusal::new(Status::Forbidden, "another site may not ask the preview");
    if let Some(origin) = fields.one("origin")? {
        let own = origin.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"))
            && origin[7..].eq_ignore_ascii_case(host);
        if !own {
            return Err(foreign);
        }
    }
    let (mode, dest) = (fields.one("sec-fetch-mode")?, fields.one("sec-fetch-dest")?);
    match fields.one("sec-fetch-site")? {
        None | Some("same-origin" | "none") => Ok(()),
        Some("same-site" | "cross-site") if mode == Some("navigate") && dest == Some("document") => Ok(()),
        Some(_) => Err(foreign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(interface: &str, local: &str) -> Hosts {
        Hosts::new(interface.parse().unwrap(), local.parse().unwrap())
    }

    #[test]
    fn hosts_are_the_loopback_and_the_address_that_was_asked() {
        let loopback = hosts("127.0.0.1", "127.0.0.1:1111");
        for host in ["localhost:1111", "LocalHost:1111", "127.0.0.1:1111", "[::1]:1111"] {
            assert!(loopback.has(host), "{host}");
        }
        for host in ["localhost", "localhost:1112", "localhost.:1111", "127.1:1111", "192.0.2.7:1111", ""] {
            assert!(!loopback.has(host), "{host}");
        }
        assert!(hosts("0.0.0.0", "192.0.2.7:1111").has("192.0.2.7:1111"));
        assert!(hosts("::", "[::ffff:192.0.2.7]:1111").has("192.0.2.7:1111"));
        assert!(hosts("::1", "[::1]:80").has("[::1]"));
    }

    #[test]
    fn targets_are_paths_or_addresses_of_ours() {
        let hosts = hosts("127.0.0.1", "127.0.0.1:1111");
        let status = |target| origin_form(target, &hosts).map_err(|refusal| refusal.status);
        assert_eq!(status("/a?b"), Ok("/a?b"));
        assert_eq!(status("http://127.0.0.1:1111/a"), Ok("/a"));
        assert_eq!(status("HTTP://localhost:1111"), Ok("/"));
        assert_eq!(status("http://example.org/a"), Err(Status::MisdirectedRequest));
        assert_eq!(status("http://localhost:1111@example.org/"), Err(Status::MisdirectedRequest));
        for target in
            ["*", "a", "localhost:1111", "https://localhost:1111/", "/a#b", "http://localhost:1111?a"]
        {
            assert_eq!(status(target), Err(Status::BadRequest), "{target}");
        }
    }
}
