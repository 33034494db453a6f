//! The kinds of things that a site holds, one a file, and the lists of them.
//!
//! An output turns the tracker into artifacts; an index turns the artifacts of outputs into more. None
//! sees the disk, the clock or a template engine.

mod aliases;
mod assets;
mod badge;
mod calendar;
mod card;
mod changes;
mod cite;
mod claim;
mod claim_json;
mod data;
mod dated;
mod embed;
mod feed;
mod hosting;
mod list;
mod listed;
mod newest;
mod pages;
#[cfg(test)]
mod sample;
mod search;
mod security;
mod shields;
mod sitemap;
mod sources;
mod statics;
mod status;
mod update;

use crate::output::{Index, Output, OutputId};

/// Every kind that is made of the tracker. Two may share an id, and with it their settings.
pub const ALL: &[&dyn Output] = &[
    &assets::Assets,
    &badge::Badges,
    &calendar::Calendars,
    &card::Cards,
    &changes::Changes,
    &cite::Citations,
    &claim::ClaimPages,
    &claim_json::ClaimJson,
    &data::Data,
    &dated::DatedLists,
    &embed::Embeds,
    &feed::Feeds,
    &list::Lists,
    &pages::Pages,
    &search::Search,
    &security::SecurityTxt,
    &shields::Shields,
    &sources::Sources,
    &statics::Statics,
    &status::Statuses,
    &update::UpdatePages,
];

/// Every kind that is made of what the outputs have made.
pub const INDEXES: &[&dyn Index] = &[&aliases::Aliases, &hosting::Hosting, &sitemap::Sitemap];

/// Kinds that no setting switches off: every site has its look and its own files, and an address that was
/// given out leads somewhere for good.
pub const ALWAYS: &[OutputId] = &[aliases::ID, assets::ID, statics::ID];

/// Kinds that only a site that says where it is published can have: they are read away from it.
pub const ADDRESSED: &[OutputId] = &[calendar::ID, card::ID, embed::ID, feed::ID];
