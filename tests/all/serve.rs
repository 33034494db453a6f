//! The preview, as browsers, users and strangers meet it: the real program, over real connections.

mod command;
mod edits;
mod events;
mod hostile;
mod server;
mod walk;
