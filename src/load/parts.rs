//! Files in parts that are decoded and put together one after another, so that what is needed in between is needed for
//! a few parts at a time.
//!
//! Files that belong together are in one part, whatever other files there are.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::files::{Found, Project};
use crate::load::notes::{MOST, Notes, Wanted, checksum};
use crate::load::paths::Placed;
use crate::load::{Memory, Read, Setting, decode};

/// Files of one part, about.
const FILES: usize = 128;

/// Decodes every file, as far as notes of an earlier load do not know it, and makes something of each part.
///
/// `files` are in the order of their paths, and so they are in each part. What is made comes in an order of its own,
/// which is the same for the same files.
pub(super) fn read<T: Send>(
    project: &Project,
    setting: &Setting,
    files: Vec<(Found, Placed)>,
    memory: Memory,
    make: impl Fn(Vec<Read>) -> T + Sync,
) -> Vec<T> {
    let count = files.len().div_ceil(FILES).next_power_of_two().clamp(1, MOST);
    let mut parts: Vec<Vec<Wanted>> = std::iter::repeat_with(Vec::new).take(count).collect();
    for (found, placed) in files {
        let part = checksum(placed.role.place().as_bytes()) % count as u64;
        parts[part as usize].push(Wanted { found, placed });
    }
    let notes = (memory == Memory::Noted).then(|| Notes::new(project, setting, count));
    let decode = |wanted: &Wanted| decode(project, setting, &wanted.found, &wanted.placed);
    let rooms = Rooms::default();
    let part = |(number, part): (usize, Vec<Wanted>)| {
        let Some(notes) = &notes else {
            let read = |wanted: Wanted| {
                let decoded = decode(&wanted);
                wanted.read(decoded)
            };
            return make(part.into_par_iter().map(read).collect());
        };
        make(rooms.lend(|room| notes.read(number, part, room, decode)))
    };
    parts.into_par_iter().enumerate().with_max_len(1).map(part).collect()
}

/// Memory for notes, which serves one part after another.
#[derive(Default)]
struct Rooms(Mutex<Vec<Vec<u8>>>);

impl Rooms {
    fn lend<T>(&self, to: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        let free = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut room = free().pop().unwrap_or_default();
        let done = to(&mut room);
        free().push(room);
        done
    }
}
