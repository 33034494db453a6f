//! The two sides of the as-of line, and where on them a date stands.

use crate::date::{Instant, PartialDate, Precision};
use crate::drawing::timeline::panel::Panel;

/// Before or after the as-of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Past,
    Ahead,
}

impl Side {
    pub(super) fn of(panel: &Panel<'_>) -> Self {
        if panel.scale.from == panel.story.split { Self::Ahead } else { Self::Past }
    }
}

/// The middle of a date: where its mark stands.
pub(super) fn middle(date: &PartialDate) -> Instant {
    Instant(i64::midpoint(date.earliest().0, date.end().0))
}

/// Whether a date covers more than a day: it is drawn as a bar.
pub(super) fn is_long(date: &PartialDate) -> bool {
    matches!(date.precision(), Precision::Year | Precision::Month | Precision::Interval)
}
