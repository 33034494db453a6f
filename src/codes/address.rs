//! Codes of what comes of asking whether addresses still answer.

use super::{Code, warning};

pub(super) const CODES: &[Code] = &[
    warning(
        "address-blocked",
        "An address refuses programs.",
        "It answers 401, 403, 429 or 451, shows a wall against programs or a login, or sends in circles, as it does to who takes \
         no cookies. It is not dead: open it in a browser. Where readers cannot open it either, say so with `url_status`.",
    ),
    warning(
        "address-dead",
        "What a source points to is gone.",
        "The address answers 404 or 410, when asked twice; or it failed on three different days.\n\n\
         Look for the page under another address. If it is gone, write `url_status = \"dead\"` and give an archived copy: \
         `archives = [{ url = \"…\", date = 2026-02-13 }]`. The source stays as it was cited.",
    ),
    warning(
        "address-home",
        "An address leads to a first page.",
        "It leads from deep in a site to its first page, or to a page such as `/404`: what it showed may be gone. Open it, and \
         mend it or write `url_status`.",
    ),
    warning(
        "address-moved",
        "An address leads to another one for good.",
        "It answers 301 or 308, and the other address answers. The new one stands in the help. Before you write it down, see \
         that it shows what was cited.",
    ),
    warning(
        "address-private",
        "An address is in a private network.",
        "It names a machine that readers cannot reach, or leads there. Addresses come from contributors too, so such ones are \
         not asked unless `--allow-private` is given.",
    ),
    warning(
        "address-unreachable",
        "Nobody answered at an address.",
        "No name, no connection, no answer in time, an answer that is no HTTP, or a fault of the server (5xx). It may pass: \
         after failures on three different days it counts as dead.",
    ),
    warning(
        "address-unsafe",
        "No safe connection can be made to an address.",
        "Its certificate does not hold, or it does not speak TLS where `https` stands; the message says what is wrong. Browsers may \
         be more lenient, so it never counts as dead. Open it in a browser.\n\n\
         A proxy of your own network that opens connections on their way makes every address look so. Name its authority: \
         `onrecord verify --ca-file newsroom.pem`.",
    ),
];
