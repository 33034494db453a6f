//! The hash of a record's text in its own language: what a translation says it was made from.

use std::borrow::Cow;

use crate::load::Setting;
use crate::record::decode::Fields;
use crate::record::text::{Hash, Text, normalise};

/// Of a record's text fields and its body.
pub(super) fn hash(setting: &Setting, fields: &Fields<'_, '_>, body: &Text) -> Hash {
    of(setting, fields, Some(body))
}

/// Of a record's text fields.
pub(super) fn hash_of_fields(setting: &Setting, fields: &Fields<'_, '_>) -> Hash {
    of(setting, fields, None)
}

/// What a text says, in the one form that texts are read in.
fn said<'t>(fields: &Fields<'t, '_>, body: &'t Text) -> Cow<'t, str> {
    let raw = body.inline.as_deref().or_else(|| fields.scope.input.text.get(body.span.range()));
    normalise(raw.unwrap_or_default())
}

fn of(setting: &Setting, fields: &Fields<'_, '_>, body: Option<&Text>) -> Hash {
    // Nothing compares it on a site of one language, and it is not free.
    if setting.languages.len() < 2 {
        return Hash::of(b"");
    }
    let mut hasher = blake3::Hasher::new();
    for (path, text) in fields.translatable() {
        // Lengths keep `ab` + `c` apart from `a` + `bc`.
        hasher.update(format!("{path}\n{}\n{text}\n", text.len()).as_bytes());
    }
    if let Some(body) = body {
        hasher.update(&Hash::of(said(fields, body).as_bytes()).0);
    }
    Hash::from(&hasher.finalize())
}
