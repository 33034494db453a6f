//! Codes of the settings in `site.toml`.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    error(
        "bad-authority",
        "`authority` is not a host and a date.",
        "It names entries of feeds and calendars for good, whatever becomes of the site's address: a host that was yours on \
         that day. Right: `authority = \"example.org,2026\"`.",
    ),
    error(
        "bad-colour",
        "A value is no colour.",
        "Write six hexadecimal digits: `colour = \"#1f3a5f\"`. Names of colours and three digits are not taken.",
    ),
    error(
        "bad-theme",
        "`theme` is no name of a folder.",
        "It names a folder of `themes/`: letters, digits, `-` and `_`, without slashes.",
    ),
    error(
        "bad-timezone",
        "`timezone` is no time zone.",
        "Write the name that the time zone database has: `timezone = \"America/Mexico_City\"`. Days end in that zone; \
         abbreviations such as `CST` mean several.",
    ),
    error(
        "duplicate-rule",
        "Two settling rules hold from the same day.",
        "Each `[[settling]]` holds from its `from` until the next. Give one of them another day, or remove it.",
    ),
    error(
        "foreign-setting",
        "An output has a setting that only another output has.",
        "`[outputs.updates]` has `which`, `[outputs.cite]` has `updates`, `[outputs.calendar]` has `due` and `past_months`; below another \
         output they would do nothing. Move the line.",
    ),
    warning(
        "low-contrast",
        "A status's colour is hard to read.",
        "Its contrast with the page is below 4.5 : 1, the least that WCAG 2 asks of text. Take a darker `colour`, or a lighter \
         `dark_colour`.",
    ),
    warning(
        "no-base-url",
        "The site does not know its own address.",
        "Feeds, calendars, cards to embed, the sitemap and canonical links need whole addresses: without one they are not made, and \
         tables and citations name no address of the site. Set `base_url`, or build with `--base-url`.",
    ),
    error(
        "no-host",
        "A file for a host is set, and no host.",
        "`_redirects` and `_headers` of `[outputs.hosting]` have other forms at other hosts: write `host = \"netlify\"` or \
         `host = \"cloudflare\"`. Without a host neither is made.",
    ),
    warning(
        "no-rating-scale",
        "Claims are to be rated for search engines, and there is no scale.",
        "`claim_review = true` in `[outputs.cite]` has claims that are closed for good carry a `ClaimReview`. Its rating is the \
         `rating` of their status, on a scale from the lowest to the highest; the site publishes it at `/status/`. Give the \
         `[[statuses]]` that close a claim a `rating`, or remove `claim_review`.",
    ),
    error(
        "no-security-contact",
        "`[security]` tells nobody where to report to.",
        "`security.txt` has at least one address of mail, or of the web from `https://` on. Write `contact` below \
         `[security]`, or let the site's own `contact` be one.",
    ),
    error(
        "output-needed",
        "An output is switched off that every site has.",
        "All other pages lead to it. Remove `enabled` from its table.",
    ),
    error(
        "two-initial",
        "Two statuses are `initial`.",
        "One status says that nobody has looked yet. Keep `initial = true` on one of them.",
    ),
    error(
        "unknown-output",
        "An output that is named does not exist.",
        "`[outputs.ID]` in `content/site.toml` and `build --outputs` name kinds of things on the site. The help names the \
         nearest, or all of them.",
    ),
];
