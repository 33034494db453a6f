//! How much of a long list a thread takes at a time.

/// So many claims, sources, files.
///
/// Left to itself, the thread pool cuts a list into about twice as many parts as there are threads: where one part
/// takes longer than another, the other threads wait for it.
pub const TURN: usize = 64;
