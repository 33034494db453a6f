//! A table as JSON Lines: an object a line with every column, in their order; texts are as they are.

use super::column::{Table, Value};
use crate::output::{Desk, Sheet};

/// Draws the table.
pub(super) fn draw(table: &Table, desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    // Names are of letters and `_`: they need no escape.
    let mut keys: Vec<_> = table.fields().iter().map(|field| format!(",\"{}\":", field.name)).collect();
    if let Some(first) = keys.first_mut() {
        first.replace_range(..1, "{");
    }
    table.each_row(desk.site, |row| {
        let mut keys = keys.iter();
        row(&mut |value| {
            sheet.text(keys.next().map_or("", |key| key));
            match value {
                Value::Null => sheet.text("null"),
                Value::Text(text) | Value::Date(text) => sheet.compact_json(text),
                Value::Json(list) => sheet.text(list),
                Value::Flag(flag) => sheet.text(if flag { "true" } else { "false" }),
                Value::Count(count) => sheet.text(&count.to_string()),
            }
        });
        sheet.text("}\n");
        sheet.hand_on();
    });
}
