//! `site.toml`: checked fields → settings, with every default filled in.

mod addresses;
mod hosting;
mod security;

use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use crate::diagnostic::{Severity, Spanned, nearest};
use crate::load::allow::allow;
use crate::load::statuses;
use crate::load::twice::report_twice;
use crate::record::decode::{Fields, Input, NamedValue, printable, site_address};
use crate::record::id::TopicId;
use crate::record::site::{
    CalendarDates, Closing, Config, Editor, Lang, Licence, ListSettings, NOWHERE, Organisation,
    OutputSettings, Settling, Thresholds, Topic,
};
use crate::record::text::Hash;
use crate::record::vocabulary;
use crate::routes::RESERVED_SEGMENTS;

/// Outputs without which a site has no pages to lead to: their addresses were given out for good.
const NEEDED: &[&str] = &["claim", "pages"];

/// Every output that can be set, by its id.
const OUTPUTS: &[&str] = &[
    "claim",
    "list",
    "status",
    "badge",
    "sources",
    "milestones",
    "changes",
    "pages",
    "sitemap",
    "feed",
    "calendar",
    "card",
    "embed",
    "data",
    "search",
    "cite",
    "updates",
    "hosting",
    "security",
];

/// The settings of a site, as far as they can be read; what cannot be is reported, and nothing is published.
pub(super) fn config(fields: &Fields<'_, '_>, hash: Hash) -> Config {
    let title = fields.plain("title");
    // The zone itself is known by now: what is wrong with its text is told here.
    fields.text("timezone");
    let languages = languages(fields);
    let (statuses, unassessed) = statuses::statuses(fields, &languages);
    let contact = addresses::contact(fields);
    let config = Config {
        file: fields.scope.input.file.clone(),
        hash,
        description: fields.plain("description"),
        base_url: base_url(fields),
        timezone: fields.scope.input.zone,
        names_timezone: fields.has("timezone"),
        theme: theme(fields),
        organisation: organisation(fields),
        licence: licence(fields),
        security: security::security(fields, contact.as_deref()),
        contact,
        edit_url: addresses::edit_url(fields),
        editors: fields.tables("editors").iter().filter_map(editor).collect(),
        authority: addresses::authority(fields),
        own_addresses: own_addresses(fields),
        as_of: fields.day("as_of"),
        topics: topics(fields),
        statuses,
        unassessed,
        settling: settling(fields),
        stale_after: fields.integer("stale_after").map(|days| days as u32),
        thresholds: thresholds(fields),
        checks: checks(fields),
        allow: allow(fields),
        outputs: outputs(fields),
        translations: Vec::new(),
        languages,
        title: title.unwrap_or_default(),
    };
    let asked = config.outputs.get("cite").is_some_and(|settings| settings.claim_review);
    if asked && config.scale().is_none() {
        let message = "`claim_review` is on, and no two statuses differ in their `rating`";
        let finding = fields.scope.input.warning("no-rating-scale", fields.span_of("outputs"), message);
        fields.report(
            finding.help("give each status that closes a claim a `rating`, from the worst to the best"),
        );
    }
    config
}

/// The zone that a site names; read first, since dates depend on it.
pub(super) fn timezone(input: &Input<'_>, written: Option<&Spanned<Box<str>>>) -> Tz {
    let Some(name) = written else { return Tz::UTC };
    name.parse().unwrap_or_else(|_| {
        let message = format!("`timezone` is no zone: `{}`", printable(name));
        let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        let help = match nearest(name, zones) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write an IANA name such as \"America/Mexico_City\" or \"UTC\"".to_owned(),
        };
        input.report(input.error("bad-timezone", name.span, message).help(help));
        Tz::UTC
    })
}

fn languages(fields: &Fields<'_, '_>) -> Vec<Lang> {
    let mut languages: Vec<Lang> = Vec::new();
    if fields.is_empty_list("languages") {
        let finding = fields.error("empty-list", fields.span_of("languages"), "`languages` is empty");
        fields.report(finding.help("write languages = [\"en\"], or leave the key out"));
    }
    for code in fields.languages("languages") {
        let finding = if RESERVED_SEGMENTS.contains(&&*code.value) {
            fields.error(
                "reserved-id",
                code.span,
                format!("`{}` is an address of the site, no language", code.value),
            )
        } else if languages.iter().any(|known| known.code == code.value) {
            fields.error("repeated-id", code.span, format!("`languages` names `{}` twice", code.value))
        } else {
            languages.push(Lang { code: code.value });
            continue;
        };
        fields.report(finding.help("take it out"));
    }
    if languages.is_empty() {
        languages.push(Lang { code: "en".into() });
    }
    languages
}

fn base_url(fields: &Fields<'_, '_>) -> Box<str> {
    let Some(url) = fields.address("base_url") else {
        if !fields.has("base_url") {
            let message =
                "site has no `base_url`: feeds, calendars, cards and the sitemap need whole addresses";
            let finding = fields.scope.input.warning("no-base-url", fields.span, message);
            fields.report(finding.help("write base_url = \"https://…/\", or build with --base-url"));
        }
        return NOWHERE.into();
    };
    if url.contains(['?', '#']) {
        let finding = fields.error("bad-address", url.span, "`base_url` has a query or a fragment");
        fields.report(finding.help("end it with the path under which the site is published"));
        return NOWHERE.into();
    }
    site_address(&url).unwrap_or_else(|| {
        let message = format!("no host can have the address of `base_url`: `{}`", printable(&url));
        let finding = fields.error("bad-address", url.span, message);
        fields.report(
            finding.help("look at the name of its host and at the port: https://tracker.example.org/"),
        );
        NOWHERE.into()
    })
}

fn theme(fields: &Fields<'_, '_>) -> Box<str> {
    let Some(name) = fields.text("theme") else { return "default".into() };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.chars().all(plain) {
        return name.value;
    }
    let message = format!("`theme` is no name of a folder: `{}`", printable(&name));
    let finding = fields.error("bad-theme", name.span, message);
    fields.report(finding.help("write the name of a folder of themes/: letters, digits, `-` and `_`"));
    "default".into()
}

fn organisation(fields: &Fields<'_, '_>) -> Option<Organisation> {
    let table = fields.table("organisation")?;
    let (name, url) = (table.plain("name"), table.address("url"));
    Some(Organisation { name: name?, url })
}

fn licence(fields: &Fields<'_, '_>) -> Option<Licence> {
    let table = fields.table("licence")?;
    let (name, url) = (table.plain("name"), table.address("url"));
    Some(Licence { name: name?, url })
}

fn editor(table: &Fields<'_, '_>) -> Option<Editor> {
    let (name, role) = (table.plain("name"), table.plain("role"));
    Some(Editor { name: name?, role })
}

/// What names a place of the site's own, as far as it is there; what is wrong with it is told elsewhere.
fn own_addresses(fields: &Fields<'_, '_>) -> Vec<(&'static str, Spanned<Box<str>>)> {
    let keys = ["base_url", "authority", "contact", "edit_url"];
    keys.into_iter().filter_map(|key| Some((key, fields.as_written(key)?))).collect()
}

fn topics(fields: &Fields<'_, '_>) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for table in fields.tables("topics") {
        let (id, title) = (table.id("id", TopicId::new), table.plain("title"));
        let (description, aliases) = (table.plain("description"), table.ids("aliases", TopicId::new));
        let Some((id, title)) = id.zip(title) else {
            table.or_lose::<()>(None);
            continue;
        };
        if let Some(first) = topics.iter().find(|topic| topic.id.value == id.value) {
            report_twice(&table, "topic", id.as_str(), id.span, first.id.span);
            continue;
        }
        topics.push(Topic { id, title, description, aliases });
    }
    topics
}

fn settling(fields: &Fields<'_, '_>) -> Vec<Settling> {
    let base = vocabulary::settling();
    let mut rules: Vec<Settling> = Vec::new();
    for table in fields.tables("settling") {
        let from = table.day("from");
        let rule = Settling {
            from: from.map_or(base.from, |day| crate::date::day_start(day, fields.scope.input.zone)),
            from_day: from,
            readings: table.integer("readings").map_or(base.readings, |readings| readings as u32),
            hours: table.integer("hours").map_or(base.hours, |hours| hours as u32),
            terminal: table.word("terminal", closing).unwrap_or(base.terminal),
        };
        if table.has("from") && from.is_none() {
            continue;
        }
        if rules.iter().any(|other| other.from == rule.from) {
            let message = "two settling rules hold from the same day";
            let finding = table.error("duplicate-rule", table.span_of("from"), message);
            table.report(finding.help("give one of them another `from`"));
            continue;
        }
        rules.push(rule);
    }
    if rules.iter().all(|rule| rule.from_day.is_some()) {
        rules.push(base);
    }
    rules.sort_by_key(|rule| rule.from);
    rules
}

fn closing(word: &str) -> Option<Closing> {
    match word {
        "editor" => Some(Closing::Editor),
        "settled" => Some(Closing::Settled),
        _ => None,
    }
}

fn thresholds(fields: &Fields<'_, '_>) -> Thresholds {
    let base = Thresholds::default();
    let Some(table) = fields.table("thresholds") else { return base };
    let number = |name, base| table.integer(name).map_or(base, |number| number as u32);
    Thresholds {
        updates_apart: number("updates_apart", base.updates_apart),
        challenge_open: number("challenge_open", base.challenge_open),
        title_length: number("title_length", base.title_length),
        dated_ahead: number("dated_ahead", base.dated_ahead),
        unanswered_days: number("unanswered_days", base.unanswered_days),
        unanswered_readings: number("unanswered_readings", base.unanswered_readings),
    }
}

fn checks(fields: &Fields<'_, '_>) -> FxHashMap<Box<str>, Option<Severity>> {
    let mut checks = FxHashMap::default();
    for entry in fields.named("checks") {
        let NamedValue::Text(word) = &entry.value else { continue };
        let severity = match &*word.value {
            "off" => None,
            "warning" => Some(Severity::Warning),
            "error" => Some(Severity::Error),
            other => {
                let message = format!("`checks.{}` cannot be `{}`", printable(&entry.name), printable(other));
                let finding = fields.error("unknown-word", word.span, message);
                fields.report(finding.help("write one of off, warning, error"));
                continue;
            }
        };
        checks.insert(entry.name.value, severity);
    }
    checks
}

fn outputs(fields: &Fields<'_, '_>) -> FxHashMap<Box<str>, OutputSettings> {
    let mut outputs = FxHashMap::default();
    for entry in fields.named("outputs") {
        let id = &*entry.name.value;
        if !OUTPUTS.contains(&id) {
            let help = match nearest(id, OUTPUTS.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("outputs are {}", OUTPUTS.join(", ")),
            };
            let message = format!("no output has the id `{}`", printable(id));
            fields.report(fields.error("unknown-output", entry.name.span, message).help(help));
            continue;
        }
        let NamedValue::Fields(table) = entry.value else {
            let finding =
                fields.error("wrong-type", entry.name.span, format!("`outputs.{id}` is a text, not a table"));
            fields.report(finding.help(format!("write a line [outputs.{id}] with `enabled = true` below")));
            continue;
        };
        let which = table.word("which", |word| matches!(word, "key" | "all").then_some(word == "all"));
        let on = |name: &str| !table.has(name) || table.flag(name);
        let base = OutputSettings::default();
        let months = table.integer("past_months").map(|months| months as u32);
        let dates = CalendarDates {
            due: on("due"),
            milestones: on("milestones"),
            follow_ups: on("follow_ups"),
            past_months: months.unwrap_or(base.dates.past_months),
        };
        let lists =
            ListSettings { source_kinds: on("source_kinds"), years: on("years"), filter: on("filter") };
        let enabled = on("enabled");
        foreign_settings(&table, id);
        let needed = NEEDED.contains(&id);
        if needed && !enabled {
            let message = format!("output `{id}` cannot be switched off");
            let finding = fields.error("output-needed", entry.name.span, message);
            fields.report(finding.help("every other page leads to it: remove `enabled`"));
        }
        let settings = OutputSettings {
            enabled: enabled || needed,
            every_update: which.unwrap_or_default(),
            entries: table.integer("entries").map_or(base.entries, |entries| entries as usize),
            dates,
            lists,
            tables: on("tables"),
            cited_updates: on("updates"),
            claim_review: table.flag("claim_review"),
            hosting: hosting::hosting(&table),
        };
        outputs.insert(entry.name.value, settings);
    }
    outputs
}

/// Settings that one output has and no other.
const SETTINGS: &[(&str, &[&str])] = &[
    ("calendar", &["due", "milestones", "follow_ups", "past_months"]),
    ("cite", &["updates", "claim_review"]),
    ("data", &["tables"]),
    ("feed", &["entries"]),
    ("list", &["source_kinds", "years", "filter"]),
    ("hosting", &["host", "redirects", "headers", "compressed"]),
    ("updates", &["which"]),
];

/// Tells settings that this output does not have, though another one does.
fn foreign_settings(table: &Fields<'_, '_>, id: &str) {
    let others = SETTINGS.iter().filter(|(owner, _)| *owner != id);
    for (owner, key) in others.flat_map(|(owner, keys)| keys.iter().map(move |key| (owner, *key))) {
        if table.has(key) {
            let message = format!("output `{id}` has no key `{key}`");
            let finding = table.error("foreign-setting", table.span_of(key), message);
            table.report(finding.help(format!("it is a key of [outputs.{owner}]")));
        }
    }
}
