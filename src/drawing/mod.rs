//! Everything drawn: status marks, badges, the timeline of a claim, the strip of how the whole stands, cards.
//!
//! Pure functions from the tracker's values and a language's words to SVG, or to PNG for cards. No disk, no clock, no
//! templates. A drawing stands *inline* in a page (classes and prefixed ids only, no style: see
//! `themes/default/assets/site.css`) or *alone* (with its own colours, light and dark).

pub mod badge;
pub mod card;
mod dates;
mod dress;
pub mod marks;
pub mod metrics;
pub mod strip;
mod svg;
pub mod timeline;
mod words;

pub use dress::{Dress, Size};
pub use words::{Form, KEYS, Words};
