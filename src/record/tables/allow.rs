//! The field table of what excuses a record from a rule.

use crate::record::table::{Kind, Table, must};

/// `[[allow]]`.
pub static ALLOW: Table = Table {
    name: "allow",
    doc: "A rule that a record is excused from, with the reason that the public reads",
    groups: &[&[
        must("rule", Kind::Line, "The rule's code"),
        must("reason", Kind::Prose, "Why").translated(),
    ]],
};
