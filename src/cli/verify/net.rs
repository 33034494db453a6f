//! The web as it is asked here: by turns, under one name.

use std::ops::ControlFlow;
use std::time::Duration;

use onrecord::date::Instant;
use url::Url;

use super::super::given;
use super::fetch::{Client, Fault, FaultKind, Method, Reply};
use super::manner::Manner;
use super::probe::Web;
use super::retry;
use super::turns::Turns;

/// The web.
pub(super) struct Net {
    client: Client,
    turns: Turns,
}

impl Net {
    /// Asked in this manner, under this name.
    pub(super) fn new(manner: &Manner, name: &str) -> Self {
        Self { client: Client::new(manner, name), turns: Turns::new(manner.pause) }
    }

    /// From now on nobody is asked.
    pub(super) fn stop(&self) {
        self.turns.stop();
    }
}

impl Web for Net {
    fn ask(&self, method: Method, url: &Url) -> Result<Reply, Fault> {
        let Some(mut turn) = self.turns.take(url.host_str().unwrap_or_default()) else {
            return Err(Fault::new(FaultKind::Stopped, "stopped"));
        };
        let got = self.client.ask(method, url);
        if let Ok(Reply { retry_after: Some(wait), status: 429 | 503, .. }) = &got
            && let Some(wait) = retry::wait(wait, self.now())
        {
            turn.rest(wait.min(Manner::PATIENCE));
        }
        got
    }

    fn wait(&self, time: Duration) -> ControlFlow<()> {
        self.turns.wait(time)
    }

    fn now(&self) -> Instant {
        given::now()
    }
}
