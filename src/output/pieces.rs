//! Pieces that several artifacts hold: whoever draws one first keeps it for the others, as long as there is room.
//!
//! A piece is the same wherever it stands, so that it does not matter to any byte who draws it, nor whether it was kept.

use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::output::OutputId;
use crate::tracker::ClaimIx;

/// Which piece it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PieceKey {
    /// The kind of output that draws it.
    pub output: OutputId,
    /// One of the forms in which that writes it.
    pub form: &'static str,
    /// The language, a place in [`crate::output::Site::languages`].
    pub lang: usize,
    /// The claim that it is of.
    pub claim: ClaimIx,
    /// What of the claim.
    pub item: usize,
}

/// Pieces of one site that were drawn, the latest of them.
#[derive(Debug, Default)]
pub struct Pieces {
    shelves: [Mutex<Shelf>; SHELVES],
}

/// A lock for each part of the pieces: threads that draw seldom meet.
const SHELVES: usize = 16;

/// The most that is kept, in bytes: some thousand entries of feeds.
const BOUND: usize = 16 << 20;

/// The room of a shelf, in bytes.
const ROOM: usize = BOUND / SHELVES;

#[derive(Debug, Default)]
struct Shelf {
    pieces: FxHashMap<PieceKey, Kept>,
    /// Which piece was asked for in which turn: the one that was not for the longest time goes first.
    turns: BTreeMap<u64, PieceKey>,
    turn: u64,
    /// Bytes that are kept.
    held: usize,
}

#[derive(Debug)]
struct Kept {
    piece: Arc<str>,
    turn: u64,
}

impl Pieces {
    /// A piece, if it is kept.
    pub(super) fn get(&self, key: &PieceKey) -> Option<Arc<str>> {
        self.shelf(key).get(key)
    }

    /// Keeps a piece, if there is room for one of its length at all.
    pub(super) fn keep(&self, key: PieceKey, piece: &Arc<str>) {
        if piece.len() <= ROOM {
            self.shelf(&key).put(key, Arc::clone(piece));
        }
    }

    fn shelf(&self, key: &PieceKey) -> MutexGuard<'_, Shelf> {
        let place = FxBuildHasher.hash_one(key) as usize % SHELVES;
        // A poisoned lock only means that another thread panicked: what it kept is whole.
        self.shelves[place].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    fn get(&mut self, key: &PieceKey) -> Option<Arc<str>> {
        let kept = self.pieces.get_mut(key)?;
        self.turn += 1;
        self.turns.remove(&kept.turn);
        kept.turn = self.turn;
        self.turns.insert(self.turn, *key);
        Some(Arc::clone(&kept.piece))
    }

    fn put(&mut self, key: PieceKey, piece: Arc<str>) {
        self.take(key);
        while self.held + piece.len() > ROOM
            && let Some((_, oldest)) = self.turns.first_key_value()
        {
            self.take(*oldest);
        }
        self.turn += 1;
        self.held += piece.len();
        self.turns.insert(self.turn, key);
        self.pieces.insert(key, Kept { piece, turn: self.turn });
    }

    fn take(&mut self, key: PieceKey) {
        if let Some(kept) = self.pieces.remove(&key) {
            self.turns.remove(&kept.turn);
            self.held -= kept.piece.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(item: usize) -> PieceKey {
        PieceKey { output: "feed", form: "xml", lang: 0, claim: 0, item }
    }

    fn piece(item: usize, length: usize) -> Arc<str> {
        format!("{item:010}").repeat(length / 10).into()
    }

    impl Pieces {
        fn held(&self) -> usize {
            let shelves = self.shelves.iter().map(|shelf| shelf.lock().unwrap());
            let of = |shelf: &Shelf| {
                let held = shelf.pieces.values().map(|kept| kept.piece.len()).sum::<usize>();
                assert_eq!((held, shelf.pieces.len()), (shelf.held, shelf.turns.len()));
                held
            };
            shelves.map(|shelf| of(&shelf)).sum()
        }
    }

    #[test]
    fn what_is_kept_is_told_apart_by_everything_that_names_it() {
        let pieces = Pieces::default();
        pieces.keep(key(1), &"one".into());
        assert_eq!(pieces.get(&key(1)).as_deref(), Some("one"));
        let others = [
            key(2),
            PieceKey { output: "embed", ..key(1) },
            PieceKey { form: "json", ..key(1) },
            PieceKey { lang: 1, ..key(1) },
            PieceKey { claim: 1, ..key(1) },
        ];
        assert_eq!(others.map(|key| pieces.get(&key)), [const { None }; 5]);
    }

    #[test]
    fn the_bound_is_kept_and_what_is_asked_for_stays() {
        let pieces = Pieces::default();
        let length = 10_000;
        for item in 0..4 * BOUND / length {
            pieces.keep(key(item), &piece(item, length));
            assert!(pieces.get(&key(item)).is_some(), "what was kept just now stays");
            assert!(pieces.get(&key(0)).is_some(), "and so does what is asked for, at {item}");
            if item % 500 == 0 {
                assert!(pieces.held() <= BOUND);
            }
        }
        assert!(pieces.held() > BOUND / 4);
        assert_eq!(pieces.get(&key(1)), None);
        pieces.keep(key(1), &piece(1, ROOM + 10));
        assert_eq!(pieces.get(&key(1)), None);
        pieces.keep(key(1), &piece(1, 10));
        pieces.keep(key(1), &piece(1, 20));
        assert_eq!(pieces.get(&key(1)), Some(piece(1, 20)));
    }
}
