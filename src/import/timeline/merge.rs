//! Which updates of a timeline the project holds already, and which ids the others get.
//!
//! Two are the same if they are of one minute and have the same status and words. A minute in which
//! fewer new ones stand than old ones brings no new update: something was changed, and that is said.

use rustc_hash::{FxHashMap, FxHashSet};

use super::reading::Reading;
use crate::import::ids::{Ids, minute_of};
use crate::import::{Import, Kind, Known, KnownUpdate, LONGEST_TEXT, Note};

/// Gives every new reading its id, notes those that differ, and counts all of them.
pub(super) fn sort_out(readings: &mut [Reading], known: &Known, import: &mut Import) {
    count(readings, import);
    let held: &[KnownUpdate] = known.claim.as_ref().map_or(&[], |claim| &claim.updates);
    let mut by_minute: FxHashMap<String, Vec<&KnownUpdate>> = FxHashMap::default();
    for update in held {
        by_minute.entry(update.digits.clone()).or_default().push(update);
        // A mended `published` leaves the id as it was.
        let minute = minute_of(&update.id);
        if minute != update.digits {
            by_minute.entry(minute.to_owned()).or_default().push(update);
        }
    }
    let mut ids = Ids::taken(held.iter().map(|update| update.id.clone()));
    let mut same = vec![false; readings.len()];
    for (reading, same) in readings.iter().zip(&mut same) {
        let Some(held) = by_minute.get_mut(&reading.digits) else { continue };
        let words = reading.bare();
        if let Some(at) = held.iter().position(|old| old.status == reading.status && old.words == words) {
            held.remove(at);
            *same = true;
            import.tally.updates_known += 1;
        }
    }
    for (reading, _) in readings.iter_mut().zip(same).filter(|(_, same)| !same) {
        let held = by_minute.get_mut(&reading.digits);
        if let Some(old) = held.filter(|held| !held.is_empty()).map(|held| held.remove(0)) {
            import.tally.updates_known += 1;
            if !old.withdrawn {
                let id = format!("update `{}`", old.id);
                import.notes.push(Note::new(Kind::UpdateDiffers, reading.line, id));
            }
            continue;
        }
        if reading.markdown().len() > LONGEST_TEXT {
            import.notes.push(Note::new(Kind::BodyTooLong, reading.line, reading.digits.as_str()));
            continue;
        }
        let id = ids.give(&reading.digits);
        if id != reading.digits {
            reading.notes.push(Note::new(Kind::SameMinute, reading.line, format!("update `{id}`")));
        }
        reading.id = Some(id);
        import.tally.updates_new += 1;
    }
    forget_known(readings, import);
}

fn count(readings: &[Reading], import: &mut Import) {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let by_status = &mut import.tally.by_status;
    for reading in readings {
        let at = *places.entry(&reading.word).or_insert(by_status.len());
        if at == by_status.len() {
            by_status.push((reading.word.clone(), 0));
        }
        by_status[at].1 += 1;
    }
}

/// Repairs of headings whose entries the project holds are no news.
fn forget_known(readings: &[Reading], import: &mut Import) {
    let known: FxHashSet<usize> =
        readings.iter().filter(|reading| reading.id.is_none()).map(|reading| reading.line).collect();
    let about_heading = |kind| matches!(kind, Kind::HeadingGlued | Kind::TextGlued | Kind::OutOfOrder);
    import.notes.retain(|note| !(about_heading(note.kind) && known.contains(&note.line)));
}
