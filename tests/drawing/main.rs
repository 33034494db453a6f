//! Drawings: what they say, that they are well formed, and that nothing in them covers anything else.

mod language;
mod sample;
mod sheet;
