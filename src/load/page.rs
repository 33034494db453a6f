//! Pages: checked fields and a body → record.

use crate::load::allow::allow;
use crate::load::party::Original;
use crate::load::{Setting, original};
use crate::record::decode::Fields;
use crate::record::id::PageId;
use crate::record::page::PageRecord;
use crate::record::text::Text;

/// A page's fields and body as a record.
pub(super) fn page(
    setting: &Setting,
    id: &PageId,
    fields: &Fields<'_, '_>,
    body: Text,
) -> Option<Original<PageRecord>> {
    let title = fields.text("title");
    let hash = original::hash(setting, fields, &body);
    let record = PageRecord {
        id: id.clone(),
        file: fields.scope.input.file.clone(),
        digest: hash,
        description: fields.plain("description"),
        nav: fields.integer("nav"),
        aliases: fields.ids("aliases", PageId::new),
        draft: fields.flag("draft"),
        allow: allow(fields),
        body,
        translations: Vec::new(),
        title: title?,
    };
    Some(Original { record, hash })
}
