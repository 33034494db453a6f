//! Rules that a record is excused from.

use crate::record::allow::Allow;
use crate::record::decode::Fields;

/// `[[allow]]`.
pub(super) fn allow(fields: &Fields<'_, '_>) -> Vec<Allow> {
    let entries = fields.tables("allow");
    let read = entries.iter().filter_map(|table| {
        let (rule, reason) = (table.text("rule"), table.plain("reason"));
        Some(Allow { rule: rule?, reason: reason? })
    });
    read.collect()
}
