//! Addresses that hosts and their watchers prescribe.

use super::SitePath;

/// `/.well-known/security.txt`
pub fn security() -> SitePath {
    SitePath::new(".well-known/security.txt")
}

/// `/_redirects`: for the host, at the root of what it publishes
pub fn redirects() -> SitePath {
    SitePath::new("_redirects")
}

/// `/_headers`: for the host, at the root of what it publishes
pub fn headers() -> SitePath {
    SitePath::new("_headers")
}
