//! What an address is worth: it is asked, again where that may help, and followed to where it leads. Nothing here
//! knows a network.

use std::ops::ControlFlow;
use std::time::Duration;

use url::Url;

use super::fetch::{Fault, FaultKind, Method, Reply};
use super::leads;
use super::manner::Manner;
use super::verdict::{Answer, Verdict};
use super::{guard, retry};

/// The most steps from one address to another.
const STEPS: usize = 10;
/// The most bytes of an address that another one leads to.
const LONGEST: usize = 4096;

/// Who can be asked.
pub(super) trait Web {
    /// Asks once, when it is the host's turn.
    ///
    /// # Errors
    /// Why there is no answer.
    fn ask(&self, method: Method, url: &Url) -> Result<Reply, Fault>;

    /// Lets time pass, unless nobody is to be asked any more.
    fn wait(&self, time: Duration) -> ControlFlow<()>;

    /// The time now.
    fn now(&self) -> onrecord::date::Instant;
}

/// What came of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is known how it stands, and how its own host behaved.
    Answered(Answer, Host),
    /// It is left for another time.
    Left,
}

/// How a host behaved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// It answered, or broke off.
    Heard,
    /// No network leads to it.
    Lost,
    /// It was not reached: no connection, or no safe one.
    Down,
    /// It wants to be left alone.
    Rests,
    /// It was not asked at all.
    Untried,
}

/// Asks for an address until it is known how it stands.
pub(super) fn probe(url: &Url, web: &dyn Web, manner: &Manner) -> Outcome {
    let outcome = walk(url, Method::Head, web, manner);
    match outcome {
        // Some servers lead who asks for a head alone astray.
        Outcome::Answered(Answer { verdict: Verdict::Dead | Verdict::Home, to: Some(_), .. }, _) => {
            walk(url, Method::Get, web, manner)
        }
        outcome => outcome,
    }
}

/// Asks for an address and for those that it leads to, in this way first.
fn walk(url: &Url, method: Method, web: &dyn Web, manner: &Manner) -> Outcome {
    let mut steps: Vec<(Url, Permanence)> = Vec::new();
    let mut at = url.clone();
    let mut host = Host::Heard;
    loop {
        let got = if guard::may_ask(&at, manner.places) {
            ask(&at, method, web, manner)
        } else {
            Err(Fault::new(FaultKind::Private, guard::Private.to_string()))
        };
        if steps.is_empty() {
            host = behaviour(&got);
        }
        let reply = match got {
            Ok(reply) => reply,
            Err(Fault { kind: FaultKind::Stopped, .. }) => return Outcome::Left,
            Err(fault) => return Outcome::Answered(of_fault(fault, &at, &steps), host),
        };
        let Some(location) = reply.location.as_deref().filter(|_| is_redirect(reply.status)) else {
            return Outcome::Answered(of_reply(&reply, url, &at, &steps), host);
        };
        let next = match follow(&at, location) {
            Ok(next) => next,
            Err(why) => return Outcome::Answered(Answer::because(Verdict::Unreachable, why), host),
        };
        steps.push((at, Permanence::of(reply.status)));
        // Without cookies some sites lead to themselves for ever; a browser may well arrive.
        if steps.len() > STEPS || steps.iter().any(|(seen, _)| *seen == next) {
            let why = if steps.len() > STEPS { "it leads on and on" } else { "it leads in a circle" };
            return Outcome::Answered(Answer::because(Verdict::Blocked, why), host);
        }
        at = next;
    }
}

/// Whether a step from one address to another is for good.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Permanence {
    ForGood,
    ForNow,
}

impl Permanence {
    fn of(status: u16) -> Self {
        if matches!(status, 301 | 308) { Self::ForGood } else { Self::ForNow }
    }
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// Where an answer leads.
fn follow(at: &Url, location: &str) -> Result<Url, String> {
    let begin = || location.chars().take(80).collect::<String>();
    let mut next =
        at.join(location.trim()).map_err(|_| format!("it leads to `{}`, which is no address", begin()))?;
    if !matches!(next.scheme(), "http" | "https") {
        return Err(format!("it leads to `{}`, which is not on the web", begin()));
    }
    if next.as_str().len() > LONGEST {
        return Err("it leads to an address without end".to_owned());
    }
    next.set_fragment(None);
    // Nobody's password is sent on.
    let _ = (next.set_username(""), next.set_password(None));
    Ok(next)
}

/// Asks for an address, again as often as may help: where it is the head first, then the whole, since many a server
/// lies about heads.
fn ask(url: &Url, mut method: Method, web: &dyn Web, manner: &Manner) -> Result<Reply, Fault> {
    let mut attempt = 0;
    loop {
        let got = web.ask(method, url);
        let wait = match next_step(&got, method, web) {
            Next::Done => return got,
            Next::Whole => {
                method = Method::Get;
                continue;
            }
            Next::Again(wait) => wait,
        };
        if attempt == manner.retries || wait.is_some_and(|wait| wait > Manner::PATIENCE) {
            return got;
        }
        let wait = wait.unwrap_or_default().max(manner.back_off(attempt));
        attempt += 1;
        if web.wait(wait).is_break() {
            return Err(Fault::new(FaultKind::Stopped, "stopped"));
        }
    }
}

/// What to do after an answer.
enum Next {
    /// It holds.
    Done,
    /// Ask for the whole.
    Whole,
    /// Ask again, after the time that the host asks for.
    Again(Option<Duration>),
}

fn next_step(got: &Result<Reply, Fault>, method: Method, web: &dyn Web) -> Next {
    match (got, method) {
        (Ok(reply), _) if reply.status == 429 => Next::Again(asked_wait(reply, web)),
        (Ok(reply), Method::Head) if reply.status >= 400 => Next::Whole,
        (Ok(reply), Method::Head) if is_redirect(reply.status) && reply.location.is_none() => Next::Whole,
        (Ok(reply), _) if is_passing(reply) => Next::Again(asked_wait(reply, web)),
        (Err(fault), Method::Head) if fault.kind == FaultKind::Answer => Next::Whole,
        (Err(fault), _) => match fault.kind {
            FaultKind::Network | FaultKind::Host | FaultKind::Answer => Next::Again(None),
            // A certificate is the same in a moment.
            FaultKind::Safety | FaultKind::Private | FaultKind::Address | FaultKind::Stopped => Next::Done,
        },
        (Ok(_), _) => Next::Done,
    }
}

fn asked_wait(reply: &Reply, web: &dyn Web) -> Option<Duration> {
    retry::wait(reply.retry_after.as_deref()?, web.now())
}

/// Whether an answer tells of a fault that may pass.
fn is_passing(reply: &Reply) -> bool {
    !reply.is_wall
        && (reply.status == 408 || (500..600).contains(&reply.status))
        && !matches!(reply.status, 501 | 505)
}

fn behaviour(got: &Result<Reply, Fault>) -> Host {
    match got {
        Ok(reply) if reply.status == 429 => Host::Rests,
        Err(fault) => match fault.kind {
            FaultKind::Network => Host::Lost,
            FaultKind::Host | FaultKind::Safety => Host::Down,
            FaultKind::Answer => Host::Heard,
            FaultKind::Private | FaultKind::Address | FaultKind::Stopped => Host::Untried,
        },
        Ok(_) => Host::Heard,
    }
}

/// Without an answer.
fn of_fault(fault: Fault, at: &Url, steps: &[(Url, Permanence)]) -> Answer {
    let verdict = match fault.kind {
        FaultKind::Private => Verdict::Private,
        FaultKind::Safety => Verdict::Unsafe,
        _ => Verdict::Unreachable,
    };
    Answer { to: (!steps.is_empty()).then(|| at.to_string()), ..Answer::because(verdict, fault.why) }
}

/// With the last answer.
fn of_reply(reply: &Reply, url: &Url, at: &Url, steps: &[(Url, Permanence)]) -> Answer {
    let (verdict, why) = match reply.status {
        _ if reply.is_wall => (Verdict::Blocked, Some("a wall against programs")),
        200..=299 => (Verdict::Ok, None),
        404 | 410 => (Verdict::Dead, None),
        300..=399 => (Verdict::Unreachable, Some("it does not say where it leads")),
        400..=407 | 409 | 411..=499 | 600.. => (Verdict::Blocked, None),
        _ => (Verdict::Unreachable, None),
    };
    let why = why.map(str::to_owned);
    let to = (!steps.is_empty()).then(|| at.to_string());
    let answer = Answer { verdict, status: Some(reply.status), to, why };
    match verdict {
        Verdict::Ok if !steps.is_empty() => arrived(answer, url, at, steps),
        _ => answer,
    }
}

/// It arrived, elsewhere.
fn arrived(answer: Answer, url: &Url, at: &Url, steps: &[(Url, Permanence)]) -> Answer {
    if leads::to_login(url, at) {
        return Answer { verdict: Verdict::Blocked, why: Some("it leads to a login".to_owned()), ..answer };
    }
    if leads::home(url, at) {
        return Answer { verdict: Verdict::Home, ..answer };
    }
    // What leads somewhere for now is the address all the same: only the steps for good before it count.
    let moves = steps.iter().take_while(|(_, permanence)| *permanence == Permanence::ForGood).count();
    if moves == 0 {
        return Answer { to: None, ..answer };
    }
    let to = steps.get(moves).map_or(at, |(url, _)| url).to_string();
    Answer { verdict: Verdict::Moved, to: Some(to), ..answer }
}

/// Whether an address can be asked at all, with what is left of it: no password, no fragment.
pub(super) fn askable(written: &str) -> Option<Url> {
    let mut url = Url::parse(written.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return None;
    }
    url.set_fragment(None);
    let _ = (url.set_username(""), url.set_password(None));
    Some(url)
}

#[cfg(test)]
mod tests;
