//! `datapackage.json`: what the tables are, for programs, as a Data Package of Frictionless Data (version 1 of the
//! specifications, which every tool for them reads).
//!
//! It says nothing that changes with a record, so that it is drawn once: no counts, no sizes, no hashes. To say the
//! hash of a table it would have to be drawn twice.

use serde_json::{Map, Value as Json, json};

use super::TABLES;
use super::column::{Field, Kind, Table};
use crate::output::{Desk, Site};
use crate::record::site::{Config, Licence};
use crate::routes;

/// The whole file.
pub(super) fn view(desk: &Desk<'_>) -> Json {
    let config = desk.site.config();
    let mut package = Map::new();
    let mut put = |key: &str, value: Json| package.insert(key.into(), value);
    put("profile", json!("data-package"));
    put("name", json!("onrecord"));
    if let Some(address) = desk.site.address(&routes::data_file("datapackage.json")) {
        put("id", json!(address));
    }
    put("title", json!(config.title));
    if let Some(description) = &config.description {
        put("description", json!(description));
    }
    if let Some(address) = desk.site.address(&desk.site.languages[0].routes.data()) {
        put("homepage", json!(address));
    }
    if let Some(licence) = &config.licence {
        put("licenses", json!([self::licence(licence)]));
    }
    if let Some(organisation) = &config.organisation {
        let mut publisher = json!({ "title": organisation.name, "role": "publisher" });
        if let Some(url) = &organisation.url {
            publisher["path"] = json!(**url);
        }
        put("contributors", json!([publisher]));
    }
    let mut source = json!({ "title": config.title });
    if config.has_address() {
        source["path"] = json!(config.base_url);
    }
    put("sources", json!([source]));
    put("resources", TABLES.iter().map(|table| resource(desk.site, table)).collect());
    Json::Object(package)
}

/// A licence; the specification wants a name without spaces, which those of Open Definition and SPDX are.
fn licence(licence: &Licence) -> Json {
    let fits = |c: char| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '-' };
    let name: String = licence.name.chars().map(fits).collect();
    let mut stated = json!({ "name": name, "title": licence.name });
    if let Some(url) = &licence.url {
        stated["path"] = json!(**url);
    }
    stated
}

fn resource(site: &Site, table: &Table) -> Json {
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": format!("{}.csv", table.file()),
        "description": table.doc,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true,
            "skipInitialSpace": false,
        },
        "schema": schema(site.config(), table),
    })
}

fn schema(config: &Config, table: &Table) -> Json {
    // A reference of several columns is told by the database alone: tools take one that is empty in part for broken.
    let single = table.references.iter().filter(|reference| reference.columns.len() == 1);
    let foreign = single.map(|reference| {
        let resource = if reference.table == table.name { "" } else { reference.table };
        json!({
            "fields": reference.columns[0],
            "reference": { "resource": resource, "fields": reference.key[0] },
        })
    });
    let fields = table.fields();
    let fields: Json = fields.iter().map(|field| self::field(config, table, field)).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""], "primaryKey": table.key });
    let foreign: Vec<Json> = foreign.collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = Json::Array(foreign);
    }
    schema
}

fn field(config: &Config, table: &Table, field: &Field) -> Json {
    let (kind, format) = match field.kind {
        Kind::Text | Kind::Word(_) | Kind::Status | Kind::Date => ("string", "default"),
        Kind::Url => ("string", "uri"),
        Kind::Flag => ("boolean", "default"),
        Kind::Count => ("integer", "default"),
        Kind::List => ("array", "default"),
        Kind::Day => ("date", "default"),
    };
    let mut constraints = Map::new();
    if field.is_required(config) {
        constraints.insert("required".into(), json!(true));
    }
    if table.key == [&*field.name] {
        constraints.insert("unique".into(), json!(true));
    }
    match field.kind {
        Kind::Word(words) => _ = constraints.insert("enum".into(), json!(words)),
        Kind::Status => {
            let keys: Vec<_> = config.vocabulary().map(|status| status.id.as_str()).collect();
            constraints.insert("enum".into(), json!(keys));
        }
        Kind::Count => _ = constraints.insert("minimum".into(), json!(0)),
        Kind::Date => _ = constraints.insert("pattern".into(), json!(WRITTEN)),
        Kind::Text | Kind::Url | Kind::Flag | Kind::List | Kind::Day => {}
    }
    let mut described = json!({
        "name": field.name, "type": kind, "format": format, "description": field.doc,
    });
    if !constraints.is_empty() {
        described["constraints"] = Json::Object(constraints);
    }
    described
}

/// A date as records write it: year, month, day, time, with `~`, `?` or `%`; or an interval of two.
const WRITTEN: &str = "[0-9]{4}(-[0-9]{2}){0,2}([Tt ][0-9:.]{5,}([Zz]|[+-][0-9]{2}:[0-9]{2})?)?[~?%]?\
                       (/[0-9]{4}(-[0-9]{2}){0,2}([Tt ][0-9:.]{5,}([Zz]|[+-][0-9]{2}:[0-9]{2})?)?[~?%]?)?";
