//! How addresses are asked: how long, how often, how many at once. No network here.

use std::time::Duration;

use onrecord::record::site::Config;

use super::tls::Authorities;

/// Which machines may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// Those that everybody can reach: what contributors write must not make this machine look around in its own
    /// network.
    Public,
    /// All of them.
    Any,
}

/// How addresses are asked.
#[derive(Clone, Debug)]
pub(super) struct Manner {
    /// How long each part of a request may take: finding the name, connecting, the head, the body. All of it may take
    /// three times as long.
    pub(super) timeout: Duration,
    /// From the end of a request to a host to the beginning of the next one.
    pub(super) pause: Duration,
    /// How often a request that failed is made again.
    pub(super) retries: u32,
    /// How many hosts are asked at the same time.
    pub(super) jobs: usize,
    /// After this long no other address is asked.
    pub(super) within: Option<Duration>,
    /// Which machines may be asked.
    pub(super) places: Places,
    /// Who may vouch for a server beside those of Mozilla's list.
    pub(super) authorities: Option<Authorities>,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(20),
            pause: Duration::from_secs(1),
            retries: 2,
            jobs: 8,
            within: None,
            places: Places::Public,
            authorities: None,
        }
    }
}

impl Manner {
    /// The longest that a host is waited for because it asks for it.
    pub(super) const PATIENCE: Duration = Duration::from_secs(60);

    /// How long to wait before a request is made for the nth time again, from 0.
    pub(super) fn back_off(&self, attempt: u32) -> Duration {
        let wait = self.pause.saturating_mul(2_u32.saturating_pow(attempt.saturating_add(1)));
        wait.min(Self::PATIENCE)
    }
}

/// Who asks, as hosts are told: the program, and where to find who runs it.
pub(super) fn agent(config: &Config) -> String {
    let contact = config.contact.as_deref().map(|contact| format!("; {contact}"));
    let name = format!(
        "onrecord/{} (link check; +{}{})",
        env!("CARGO_PKG_VERSION"),
        config.base_url,
        contact.unwrap_or_default()
    );
    // A head holds visible ASCII.
    name.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_and_is_bounded() {
        let manner = Manner::default();
        let waits = [0, 1, 4, 5, 40, u32::MAX].map(|attempt| manner.back_off(attempt).as_secs());
        assert_eq!(waits, [2, 4, 32, 60, 60, 60]);
    }
}
