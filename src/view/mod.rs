//! What pages are made of: the values that templates read, built from the tracker in one language.
//!
//! A view decides what is shown and in which words; a template decides how it is laid out. Views hold
//! no HTML but what the Markdown and drawing modules made. The outputs put them together into pages.

pub mod card;
pub mod change;
pub mod cite;
pub mod dated;
pub mod due;
pub mod embed;
pub mod entry;
pub mod excuse;
pub mod feed;
pub mod frame;
pub mod history;
pub mod item;
pub mod link;
pub mod linked_data;
pub mod name;
pub mod page;
pub mod part;
pub mod reference;
pub mod row;
mod say;
pub mod source;
pub mod timeline;
pub mod why;

pub use frame::{Frame, Seat};
pub use part::{DateView, Link, Localised};
