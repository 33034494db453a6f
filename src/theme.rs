//! The look: templates, words and assets; the default theme is part of the program.
//!
//! A site's theme lies over the default one, file by file and word by word. Where its files come from
//! is not decided here: they are handed over as bytes.

mod direction;
mod embedded;
mod fault;
mod filters;
mod fonts;
mod parts;
mod plural;
mod reads;
mod show;
mod strings;
mod strings_file;
mod value;

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, Tera};

pub use direction::direction;
pub use fault::ThemeFault;
pub use fonts::{CardFont, Face, Fonts};
pub use plural::{Category, category};
pub use reads::Reads;
pub(crate) use show::view;
pub use show::{Seen, Show};
pub use strings::Strings;
pub use strings_file::english;
/// What a template reads: text, numbers, lists and fields.
pub use tera::Value;

use crate::diagnostic::{Diagnostic, FilePath, Place, Severity};
use crate::record::text::Hash;
use parts::{Parts, Templates};

/// Where the default theme's templates are found by those that override them.
const DEFAULT: &str = "default/";

/// A theme, ready to render.
pub struct Theme {
    voices: Vec<Voice>,
    templates: Templates,
    /// Made when the first template is drawn.
    reads: OnceLock<reads::Index>,
    assets: Vec<(Box<str>, Arc<[u8]>)>,
    fonts: fonts::Shelf,
    hash: Hash,
    warnings: Vec<Diagnostic>,
}

/// One language: its words, and an engine that knows them.
struct Voice {
    strings: Arc<Strings>,
    tera: Tera,
}

/// The words of the theme `name` in one of a site's languages, as [`Theme::load`] reads them; what is wrong with them is
/// told there.
pub fn strings(name: &str, overrides: Vec<(String, Vec<u8>)>, languages: &[&str], lang: &str) -> Strings {
    let (mut findings, mut hasher) = (Vec::new(), blake3::Hasher::new());
    let parts = Parts::sort(name, overrides, &mut findings, &mut hasher);
    let mut all = strings_file::read_all(name, &parts.strings, languages, &mut findings);
    let at = all.iter().position(|strings| strings.code() == lang).unwrap_or(0);
    if all.is_empty() { english() } else { all.swap_remove(at) }
}

impl Theme {
    /// The theme `name` of a site: `overrides` are the files of `themes/NAME/` by their path there.
    ///
    /// `languages` are codes, the site's first language first.
    ///
    /// # Errors
    /// Every fault that keeps the theme from being used; with them its warnings.
    pub fn load(
        name: &str,
        overrides: Vec<(String, Vec<u8>)>,
        languages: &[&str],
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        if name != "default" && overrides.is_empty() {
            findings.push(unknown_theme(name));
        }
        let mut hasher = blake3::Hasher::new();
        let parts = Parts::sort(name, overrides, &mut findings, &mut hasher);
        let languages = if languages.is_empty() { &["en"][..] } else { languages };
        let strings = strings_file::read_all(name, &parts.strings, languages, &mut findings);
        let templates = Templates(parts.templates);
        let voices = compile(&templates, strings, &mut findings);
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(findings);
        }
        Ok(Self {
            voices,
            reads: OnceLock::new(),
            templates,
            assets: parts.assets.into_iter().collect(),
            fonts: parts.fonts,
            hash: Hash::from(&hasher.finalize()),
            warnings: findings,
        })
    }

    /// What its files leave to be desired.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The words of a language; of the first one where the code is unknown.
    pub fn strings(&self, lang: &str) -> &Arc<Strings> {
        &self.voice(lang).strings
    }

    /// What every template finds as `site` in this language. It is part of [`Theme::hash`].
    ///
    /// # Errors
    /// Where `site` cannot be a value of templates (a map whose keys are no text).
    pub fn set_site(&mut self, lang: &str, site: &impl Serialize) -> Result<(), ThemeFault> {
        let value =
            Value::try_from_serializable(site).map_err(|error| fault::rendering(&error, &self.templates))?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.hash.0).update(lang.as_bytes()).update(b"\0");
        hasher.update(&serde_json::to_vec(site).unwrap_or_default());
        self.hash = Hash::from(&hasher.finalize());
        if let Some(voice) = self.voices.iter_mut().find(|voice| voice.strings.code() == lang) {
            voice.tera.global_context().insert_value("site", value);
        }
        Ok(())
    }

    /// Whether a template of the site's own theme has the address of a page in it: `about/`, after a quotation mark,
    /// a slash or what it puts in.
    pub fn names_page(&self, id: &str) -> bool {
        let address = format!("{id}/");
        let leads = |before: &str| before.ends_with(['"', '\'', '/', '}']);
        let own = self.templates.0.iter().filter(|template| template.file.is_some());
        own.map(|template| &*template.text)
            .any(|text| text.match_indices(&address).any(|(at, _)| leads(&text[..at])))
    }

    /// The names that a template may read; every name, where there is no such template.
    pub fn reads(&self, template: &str) -> Reads<'_> {
        self.reads.get_or_init(|| reads::Index::new(&self.templates)).of(template)
    }

    /// A view as the value that a template sees.
    pub fn value(view: &impl Show, reads: &Reads<'_>) -> Value {
        show::value(view, reads)
    }

    /// Renders a template into `out`. It finds `view` as `v`, the words of the language as `s`, its
    /// code as `lang`, and what [`Theme::set_site`] was given as `site`.
    ///
    /// # Errors
    /// Where the template fails, or there is none of this name.
    pub fn render(
        &self,
        template: &str,
        lang: &str,
        view: Value,
        out: &mut Vec<u8>,
    ) -> Result<(), ThemeFault> {
        let mut context = Context::new();
        context.insert_value("v", view);
        let drawn = self.voice(lang).tera.render_to(template, &context, out);
        drawn.map_err(|error| fault::rendering(&error, &self.templates))
    }

    /// Files that are published below `/assets/`, by name.
    pub fn assets(&self) -> &[(Box<str>, Arc<[u8]>)] {
        &self.assets
    }

    /// The fonts that cards are set in.
    pub fn fonts(&self) -> &Fonts {
        self.fonts.fonts()
    }

    /// What the fonts of the site's own add to the fingerprints of cards.
    pub fn fonts_print(&self) -> Hash {
        self.fonts.print()
    }

    /// Of every template and word, and of what `site` holds: what pages are drawn with. Assets and fonts of cards
    /// are not in it.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// Whether another theme draws the same: templates, words, assets, fonts of cards, and what `site` holds.
    pub fn is_like(&self, other: &Self) -> bool {
        let stands_beside = self.assets == other.assets && self.fonts_print() == other.fonts_print();
        self.hash == other.hash && stands_beside && self.warnings == other.warnings
    }

    fn voice(&self, lang: &str) -> &Voice {
        self.voices.iter().find(|voice| voice.strings.code() == lang).unwrap_or(&self.voices[0])
    }
}

fn unknown_theme(name: &str) -> Diagnostic {
    Diagnostic::error(
        "unknown-theme",
        Place::whole(&FilePath::new("content/site.toml")),
        format!("theme `{name}` has no files"),
    )
    .help(format!("put files into `themes/{name}/`, or set `theme = \"default\"`"))
}

/// Compiles the templates once, then gives each language an engine of its own.
fn compile(templates: &Templates, strings: Vec<Strings>, findings: &mut Vec<Diagnostic>) -> Vec<Voice> {
    let strings: Vec<Arc<Strings>> = strings.into_iter().map(Arc::new).collect();
    match engine(templates, &strings[0]) {
        Ok(tera) => strings.into_iter().map(|strings| Voice::new(tera.clone(), strings)).collect(),
        Err(error) => {
            let before = findings.len();
            findings.extend(unparsable(templates));
            if findings.len() == before {
                findings.extend(fault::compiling(&error, templates));
            }
            Vec::new()
        }
    }
}

/// What keeps templates from being parsed: the engine stops at the first of them, so each is tried alone.
fn unparsable(templates: &Templates) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for template in &templates.0 {
        if let Err(error) = Tera::default().add_raw_template(&template.name, &template.text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            findings.extend(fault::compiling(&error, templates));
        }
    }
    findings
}

fn engine(templates: &Templates, first: &Arc<Strings>) -> tera::TeraResult<Tera> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([DEFAULT])?;
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    // Templates are checked against the filters that exist when they are added.
    filters::register(&mut tera, first);
    tera.add_raw_templates(templates.0.iter().map(|template| (&*template.name, &*template.text)))?;
    Ok(tera)
}

impl Voice {
    fn new(mut tera: Tera, strings: Arc<Strings>) -> Self {
        filters::register(&mut tera, &strings);
        let context = tera.global_context();
        context.insert_value("s", value::value(&strings));
        context.insert_value("lang", Value::from(strings.code()));
        Self { strings, tera }
    }
}

#[cfg(test)]
mod tests;
