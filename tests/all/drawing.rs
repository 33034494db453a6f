//! Drawings: what they say, that they are well formed, and that nothing in them covers anything else.

mod golden;
mod language;
mod layout;
mod sample;
mod settings;
mod sheet;
mod xml;
