//! Translations put beside the records that they translate.

use crate::diagnostic::{Diagnostic, Place};
use crate::load::bundle::Foreign;
use crate::record::decode::printable;
use crate::record::text::{Feed, Hash};
use crate::record::translation::Translation;

/// Takes those of `path` out of `foreign`: one a language, in the order of language codes. What several files say
/// of one language (a claim and its explainer) becomes one.
pub(super) fn taken(foreign: &mut Vec<Foreign>, path: &str, original: Hash) -> Vec<Translation> {
    let mut found: Vec<Translation> = Vec::new();
    for Foreign { lang, file, text } in foreign.extract_if(.., |foreign| foreign.text.path == path) {
        match found.iter_mut().find(|known| known.lang == lang) {
            Some(known) => {
                known.translates = known.translates.take().or(text.translates);
                known.fields.extend(text.fields);
                known.body = known.body.take().or(text.body);
                known.explainer = known.explainer.take().or(text.explainer);
            }
            None => found.push(Translation {
                lang,
                file,
                translates: text.translates,
                original,
                fields: text.fields,
                body: text.body,
                explainer: text.explainer,
            }),
        }
    }
    found.sort_by(|a, b| a.lang.cmp(&b.lang));
    found
}

/// The digest of a record whose original has the digest `own`.
pub(super) fn digest(own: Hash, translations: &[Translation]) -> Hash {
    if translations.is_empty() {
        return own;
    }
    let mut feed = Feed::default();
    feed.hash(own);
    for one in translations {
        feed.text(&one.lang);
        feed.text(one.file.as_str());
        feed.text(one.translates.as_ref().map_or("", |hash| &hash.value));
        let mut fields: Vec<_> = one.fields.iter().collect();
        fields.sort_unstable();
        feed.count(fields.len());
        for (path, text) in fields {
            feed.text(path);
            feed.text(text);
        }
        feed.hash(one.body.as_ref().map_or(Hash::of(b""), |body| body.file.hash()));
        let explainer = one.explainer.iter().flat_map(|explainer| {
            let lead = explainer.lead.iter().map(|lead| ("", lead));
            lead.chain(explainer.questions.iter().map(|one| (&*one.question, &one.answer)))
        });
        for (question, text) in explainer {
            feed.text(question);
            feed.hash(text.file.hash());
        }
    }
    feed.print()
}

/// A translation that has nothing to translate.
pub(super) fn without_original(foreign: &Foreign) -> Diagnostic {
    let text = &foreign.text;
    let (place, message) = if text.path.is_empty() {
        (Place::whole(&foreign.file), "file translates a record that is not there".to_owned())
    } else {
        let message = format!("`{}` is translated and is not there", printable(&text.path));
        (Place::new(&foreign.file, text.span), message)
    };
    Diagnostic::warning("translation-without-original", place, message)
        .help("write the id of the original, or remove the translation")
}
