//! On Record: a static site generator for public accountability.
//!
//! The stages, in order; each is a function with typed input and output:
//!
//! | stage | from → to |
//! | --- | --- |
//! | [`load`] | `content/` → [`record::Records`] |
//! | [`resolve`] | records, a day → [`tracker::Tracker`] |
//! | [`checks::check`] | tracker → findings |
//! | [`plan`] | tracker → every artifact of the site, with its fingerprint |
//! | [`render`] | artifact → bytes |
//! | [`publish`] | plan → `site/` |
//!
//! [`session`] chains them. Imports run from stages down to the ground floor, never up.

pub mod addresses;
pub mod catalogue;
pub mod check;
pub mod checks;
pub mod codes;
pub mod date;
pub mod diagnostic;
pub mod drawing;
pub mod edit;
pub mod files;
pub mod import;
pub mod load;
pub mod markdown;
pub mod output;
pub mod outputs;
pub mod overview;
pub mod plan;
pub mod publish;
pub mod record;
pub mod render;
pub mod resolve;
pub mod routes;
pub mod session;
pub mod start;
pub mod texts;
pub mod theme;
pub mod tracker;
pub mod turns;
pub mod view;
pub mod words;
mod xml;
