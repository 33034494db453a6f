//! Behaviour over whole projects.
//!
//! One crate, so that the library is linked once and tests of one group fill the time that those of others leave. A
//! group is a module: `cargo test --test all feeds::` runs one.

#![allow(clippy::disallowed_methods, reason = "tests make and read their own files")]

mod as_of;
mod browser;
mod bundles;
mod calendars;
mod cards;
mod catalogue;
mod check;
mod checks;
mod cite;
mod claimreview;
mod cli;
mod common;
mod data;
mod data_package;
mod drawing;
mod editor;
mod embeds;
mod feeds;
mod fingerprints;
mod hostile;
mod hosting;
mod html;
mod import;
mod imported;
mod levels;
mod list;
mod load;
mod lot;
mod manual;
mod new;
mod plan;
mod preview;
mod publish;
mod references;
mod report;
mod reporting;
mod resolve;
mod sarif;
mod schema;
mod serve;
mod sheet;
mod site;
mod start;
mod status;
mod status_oracle;
mod status_properties;
mod support;
mod switches;
mod tidy;
mod unchanged;
mod verify;
mod warm;
