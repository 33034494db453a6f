//! The feeds of the small sample.
