//! The preview, as browsers, users and strangers meet it: the real program, over real connections.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

mod command;
mod edits;
mod events;
mod hostile;
mod server;
mod walk;
