//! Texts as they were: files that were read are kept in memory, so that what was loaded can still be shown after
//! the file was rewritten.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::{part, whole};
use crate::files::Project;
use crate::record::text::{Hash, Text, TextChanged, TextFile, TextReader};

/// A lock for each part of the hashes: readers of different files seldom meet.
const SHELVES: usize = 16;

/// Reads texts out of memory, else out of a project's files, and keeps what it read; for many threads at once.
///
/// Bytes are known by their hash alone, so that it does not matter which state of a project they belong to: as long
/// as there is room, all are kept. Those that were not read for the longest time go first (of those on the same
/// shelf: what was read just now stays).
#[derive(Debug)]
pub struct KeptTexts {
    project: Project,
    /// In bytes.
    bound: usize,
    /// Bytes that are kept.
    held: AtomicUsize,
    shelves: [Mutex<Shelf>; SHELVES],
}

#[derive(Debug, Default)]
struct Shelf {
    files: FxHashMap<Hash, Kept>,
    /// Which file was read in which turn.
    turns: BTreeMap<u64, Hash>,
    turn: u64,
}

#[derive(Debug)]
struct Kept {
    bytes: Arc<Vec<u8>>,
    turn: u64,
}

impl KeptTexts {
    /// Room enough for some thousand claims, in bytes.
    pub const BOUND: usize = 32 << 20;

    /// A reader of this project's texts that keeps at most so many bytes.
    pub fn new(project: Project, bound: usize) -> Self {
        Self { project, bound, held: AtomicUsize::new(0), shelves: Default::default() }
    }

    /// How many bytes are kept.
    pub fn held(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }

    /// Reads files before they are asked for, in this order, as long as there is room for another one and `goes_on`
    /// says so. What has changed already is left out.
    ///
    /// It takes its time: call it from a thread of its own.
    pub fn fill(&self, files: &[TextFile], goes_on: impl Fn() -> bool) {
        for file in files {
            if !goes_on() {
                return;
            }
            let hash = file.hash();
            if self.shelf(hash).files.contains_key(&hash) {
                continue;
            }
            let Some(bytes) = whole(&self.project, file) else { continue };
            if self.held() + bytes.len() > self.bound {
                return;
            }
            self.keep(hash, &Arc::new(bytes));
        }
    }

    /// Reads files before they are asked for; older ones make room.
    pub fn refresh(&self, files: &[TextFile]) {
        for file in files {
            self.bytes(file);
        }
    }

    /// For whoever reads everything once: what is kept is read, and nothing is kept for it.
    pub fn in_passing(&self) -> InPassing<'_> {
        InPassing(self)
    }

    /// The bytes of a file, as they were loaded.
    pub(super) fn bytes(&self, file: &TextFile) -> Option<Arc<Vec<u8>>> {
        let hash = file.hash();
        if let Some(bytes) = self.shelf(hash).read(hash) {
            return Some(bytes);
        }
        // Read without the lock: other readers go on meanwhile.
        let bytes = Arc::new(whole(&self.project, file)?);
        self.keep(hash, &bytes);
        Some(bytes)
    }

    fn keep(&self, hash: Hash, bytes: &Arc<Vec<u8>>) {
        let length = bytes.len();
        if length > self.bound {
            return;
        }
        // Room is taken before it is used: two that keep something at once do not go beyond the bound.
        self.held.fetch_add(length, Ordering::Relaxed);
        self.make_room(place(hash));
        let mut own = self.shelf(hash);
        if own.read(hash).is_some() {
            self.held.fetch_sub(length, Ordering::Relaxed);
            return;
        }
        own.turn += 1;
        let turn = own.turn;
        own.turns.insert(turn, hash);
        own.files.insert(hash, Kept { bytes: Arc::clone(bytes), turn });
    }

    /// Drops files until the bound is kept, on one shelf first, then on those after it.
    fn make_room(&self, first: usize) {
        let mut shelves = self.shelves.iter().cycle().skip(first).take(SHELVES);
        let mut next = shelves.next();
        while let Some(shelf) = next.filter(|_| self.held() > self.bound) {
            match locked(shelf).drop_oldest() {
                Some(gone) => drop(self.held.fetch_sub(gone, Ordering::Relaxed)),
                None => next = shelves.next(),
            }
        }
    }

    fn shelf(&self, hash: Hash) -> MutexGuard<'_, Shelf> {
        locked(&self.shelves[place(hash)])
    }
}

fn place(hash: Hash) -> usize {
    usize::from(hash.0[0]) % SHELVES
}

fn locked(shelf: &Mutex<Shelf>) -> MutexGuard<'_, Shelf> {
    // A poisoned lock only means that another reader panicked: what it kept is whole.
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shelf {
    fn read(&mut self, hash: Hash) -> Option<Arc<Vec<u8>>> {
        let kept = self.files.get_mut(&hash)?;
        self.turn += 1;
        self.turns.remove(&kept.turn);
        kept.turn = self.turn;
        self.turns.insert(self.turn, hash);
        Some(Arc::clone(&kept.bytes))
    }

    /// Makes room; tells how many bytes.
    fn drop_oldest(&mut self) -> Option<usize> {
        let (_, hash) = self.turns.pop_first()?;
        self.files.remove(&hash).map(|kept| kept.bytes.len())
    }
}

impl TextReader for KeptTexts {
    fn read(&self, text: &Text) -> Result<String, TextChanged> {
        part(text, || self.bytes(&text.file))
    }

    fn file(&self, text: &Text) -> Result<Arc<Vec<u8>>, TextChanged> {
        self.bytes(&text.file).ok_or_else(|| TextChanged { file: text.file.path().clone() })
    }
}

/// Reads what is kept, else the files, and keeps nothing.
#[derive(Clone, Copy, Debug)]
pub struct InPassing<'a>(&'a KeptTexts);

impl InPassing<'_> {
    fn bytes(self, text: &Text) -> Option<Arc<Vec<u8>>> {
        let hash = text.file.hash();
        let kept = self.0.shelf(hash).files.get(&hash).map(|kept| Arc::clone(&kept.bytes));
        kept.or_else(|| whole(&self.0.project, &text.file).map(Arc::new))
    }
}

impl TextReader for InPassing<'_> {
    fn read(&self, text: &Text) -> Result<String, TextChanged> {
        part(text, || self.bytes(text))
    }

    fn file(&self, text: &Text) -> Result<Arc<Vec<u8>>, TextChanged> {
        self.bytes(text).ok_or_else(|| TextChanged { file: text.file.path().clone() })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests rewrite the files that are read")]

    use super::*;
    use crate::diagnostic::{FilePath, Span};
    use crate::record::rare::Rare;

    struct Folder {
        folder: tempfile::TempDir,
        texts: KeptTexts,
    }

    fn folder(bound: usize) -> Folder {
        let folder = tempfile::tempdir().unwrap();
        let texts = KeptTexts::new(Project::new(folder.path()), bound);
        Folder { folder, texts }
    }

    impl Folder {
        /// Writes a file; the text that fills it.
        fn put(&self, file: &str, words: &str) -> Text {
            std::fs::write(self.folder.path().join(file), words).unwrap();
            let file = TextFile::new(&FilePath::new(file), Hash::of(words.as_bytes()));
            Text { file, span: Span::new(0, words.len()), length: words.len() as u32, rare: Rare::default() }
        }

        fn read(&self, text: &Text) -> Option<String> {
            match self.texts.read(text) {
                Ok(read) => Some(read),
                Err(changed) => {
                    assert_eq!(changed.file, *text.file.path());
                    None
                }
            }
        }
    }

    fn named(texts: &[&Text]) -> Vec<TextFile> {
        texts.iter().map(|text| text.file.clone()).collect()
    }

    #[test]
    fn a_text_of_a_file_that_was_rewritten_is_read_as_it_was() {
        let folder = folder(1000);
        let old = folder.put("a.md", "as it was");
        assert_eq!(folder.read(&old).as_deref(), Some("as it was"));
        let new = folder.put("a.md", "as it is");
        assert_eq!(folder.read(&old).as_deref(), Some("as it was"));
        assert_eq!(folder.read(&new).as_deref(), Some("as it is"));
        std::fs::remove_file(folder.folder.path().join("a.md")).unwrap();
        assert_eq!(folder.read(&old).as_deref(), Some("as it was"));
        assert_eq!(folder.texts.held(), "as it was".len() + "as it is".len());
    }

    #[test]
    fn a_file_that_changed_before_it_was_read_is_not_shown() {
        let folder = folder(1000);
        let old = folder.put("a.md", "as it was");
        folder.put("a.md", "as it is");
        assert_eq!(folder.read(&old), None);
        folder.texts.refresh(&named(&[&old]));
        folder.texts.fill(&named(&[&old]), || true);
        assert_eq!((folder.read(&old), folder.texts.held()), (None, 0));
    }

    #[test]
    fn the_bound_is_kept_and_what_was_just_read_stays() {
        let folder = folder(100);
        let texts: Vec<_> =
            (0..200).map(|number| folder.put(&format!("{number}.md"), &format!("{number:010}"))).collect();
        for text in &texts {
            assert!(folder.read(text).is_some());
            assert!(folder.texts.held() <= 100);
            let kept = folder.texts.shelf(text.file.hash()).files.contains_key(&text.file.hash());
            assert!(kept, "what was read just now stays");
        }
        assert_eq!(folder.texts.held(), 100);
        let large = folder.put("large.md", &"x".repeat(101));
        assert!(folder.read(&large).is_some(), "what there is no room for is read all the same");
        assert!(folder.texts.held() <= 100);
        std::fs::remove_dir_all(folder.folder.path()).unwrap();
        assert_eq!(folder.read(&large), None);
        let kept = texts.iter().filter(|text| folder.read(text).is_some()).count();
        assert_eq!(kept * 10, folder.texts.held());
    }

    #[test]
    fn what_was_not_read_for_the_longest_time_goes_first() {
        let folder = folder(40);
        // Of one shelf.
        let words = (0..).map(|number| format!("{number:010}"));
        let alike = words.filter(|words| place(Hash::of(words.as_bytes())) == 0);
        let texts: Vec<_> = alike.take(5).map(|words| folder.put(&format!("{words}.md"), &words)).collect();
        for text in [&texts[0], &texts[1], &texts[2], &texts[3], &texts[0], &texts[4]] {
            assert!(folder.read(text).is_some());
        }
        std::fs::remove_dir_all(folder.folder.path()).unwrap();
        let kept: Vec<_> = texts.iter().map(|text| folder.read(text).is_some()).collect();
        assert_eq!(kept, [true, false, true, true, true]);
    }

    #[test]
    fn files_are_read_ahead_in_their_order_until_there_is_no_room_or_no_time() {
        let folder = folder(25);
        let texts = ["a.md", "b.md", "c.md"].map(|file| folder.put(file, &file.repeat(3)[..10]));
        let files = named(&texts.each_ref());
        folder.texts.fill(&files, || false);
        assert_eq!(folder.texts.held(), 0);
        for _ in 0..2 {
            folder.texts.fill(&files, || true);
            assert_eq!(folder.texts.held(), 20);
        }
        std::fs::remove_dir_all(folder.folder.path()).unwrap();
        assert_eq!(texts.each_ref().map(|text| folder.read(text).is_some()), [true, true, false]);
    }

    #[test]
    fn many_threads_read_the_same() {
        let folder = folder(200);
        let texts: Vec<_> =
            (0..50).map(|number| folder.put(&format!("{number}.md"), &format!("{number:010}"))).collect();
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let (folder, texts) = (&folder, &texts);
                scope.spawn(move || {
                    for turn in 0..500 {
                        let number = (turn * 7 + thread) % texts.len();
                        assert_eq!(folder.read(&texts[number]), Some(format!("{number:010}")));
                    }
                });
            }
        });
        assert!(folder.texts.held() <= 200, "{}", folder.texts.held());
    }
}
