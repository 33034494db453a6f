//! Settings of what the site holds: `[outputs.ID]`.

/// `[outputs.ID]`.
#[derive(Clone, Debug)]
pub struct OutputSettings {
    /// Made at all.
    pub enabled: bool,
    /// `[outputs.updates] which`: pages for every update, not only human and key ones.
    pub every_update: bool,
    /// `[outputs.feed] entries`: so many stand in a feed.
    pub entries: usize,
    /// `[outputs.calendar] due`, `milestones`, `follow_ups`.
    pub dates: CalendarDates,
    /// `[outputs.data] tables`: the tables of `/data/`, beside each claim's own file.
    pub tables: bool,
    /// `[outputs.cite] updates`: files for each update that is cited by itself, not only for claims.
    pub cited_updates: bool,
    /// `[outputs.cite] claim_review`: a rating for search engines, where a claim is closed for good.
    pub claim_review: bool,
}

/// Which dates stand in calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDates {
    /// Due dates.
    pub due: bool,
    /// Milestones.
    pub milestones: bool,
    /// Follow-ups.
    pub follow_ups: bool,
    /// So many months stay in calendars of more than one claim after they are over.
    pub past_months: u32,
}

impl Default for CalendarDates {
    fn default() -> Self {
        Self { due: true, milestones: true, follow_ups: true, past_months: 12 }
    }
}

impl Default for OutputSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            every_update: false,
            entries: 100,
            dates: CalendarDates::default(),
            tables: true,
            cited_updates: true,
            claim_review: false,
        }
    }
}
