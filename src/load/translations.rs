//! Translations put beside the records that they translate.

use crate::diagnostic::{Diagnostic, Place};
use crate::load::bundle::Foreign;
use crate::load::translation::Translated;
use crate::record::decode::printable;
use crate::record::text::{Feed, Hash, Text};
use crate::record::translation::Translation;

/// Takes those of `path` out of `foreign`: one a language, in the order of language codes. What several files say
/// of one language (a claim and its explainer) becomes one; what they say twice is reported.
pub(super) fn taken(
    foreign: &mut Vec<Foreign>,
    path: &str,
    original: Hash,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Translation> {
    let mut found: Vec<(Translation, Place)> = Vec::new();
    for Foreign { lang, file, text } in foreign.extract_if(.., |foreign| foreign.text.path == path) {
        let place = Place::new(&file, text.span);
        match found.iter_mut().find(|(known, _)| known.lang == lang) {
            Some((known, first)) if says_again(known, &text) => {
                let what = if path.is_empty() { "this record".to_owned() } else { format!("`{path}`") };
                let message = format!("{what} is translated into `{lang}` twice");
                let twice = Diagnostic::error("duplicate-id", place, message);
                let help = "keep one of the two; where this one is of another record, write the `id` of that";
                findings.push(twice.help(help).note(first.clone(), "the other one"));
            }
            Some((known, _)) => {
                known.translates = known.translates.take().or(text.translates);
                known.fields.extend(text.fields);
                known.body = known.body.take().or(text.body);
                known.explainer = known.explainer.take().or(text.explainer);
            }
            None => {
                let Translated { translates, fields, body, explainer, .. } = text;
                found
                    .push((Translation { lang, file, translates, original, fields, body, explainer }, place));
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().map(|(translation, _)| translation).collect();
    found.sort_by(|a, b| a.lang.cmp(&b.lang));
    found
}

/// Whether a translation says something of a record that another one of the same language says already.
fn says_again(known: &Translation, text: &Translated) -> bool {
    let says = |body: &Option<Text>| body.as_ref().is_some_and(|body| !body.is_blank());
    text.fields.keys().any(|field| known.fields.contains_key(field))
        || (says(&known.body) && says(&text.body))
        || (known.explainer.is_some() && text.explainer.is_some())
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
