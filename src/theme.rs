//! The look: templates, words and assets; the default theme is part of the program.
//!
//! A site's theme lies over the default one, file by file and word by word. Where its files come from
//! is not decided here: they are handed over as bytes.

mod embedded;
mod fault;
mod filters;
mod plural;
mod strings;
mod strings_file;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Map, Tera, Value};

pub use fault::ThemeFault;
pub use plural::{Category, category};
pub use strings::Strings;

use crate::diagnostic::{Diagnostic, FilePath, Place, Severity};
use crate::record::text::Hash;
use strings::Word;
use strings_file::StringsFile;

/// Where the default theme's templates are found by those that override them.
const DEFAULT: &str = "default/";

/// How the name of a strings file ends.
const STRINGS: &str = ".toml";

/// A theme, ready to render.
pub struct Theme {
    voices: Vec<Voice>,
    templates: Templates,
    assets: Vec<(Box<str>, Arc<[u8]>)>,
    hash: Hash,
    warnings: Vec<Diagnostic>,
}

/// One language: its words, and an engine that knows them.
struct Voice {
    strings: Arc<Strings>,
    tera: Tera,
}

/// A template's text.
struct Template {
    /// As other templates call it.
    name: Box<str>,
    /// The project's file; `None` for those of the program.
    file: Option<FilePath>,
    text: Box<str>,
}

/// Every template, those of the program first.
struct Templates(Vec<Template>);

/// What a theme is made of, before anything is read.
#[derive(Default)]
struct Parts {
    templates: Vec<Template>,
    strings: Vec<StringsFile>,
    assets: BTreeMap<Box<str>, Arc<[u8]>>,
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
            templates,
            assets: parts.assets.into_iter().collect(),
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

    /// Renders a template into `out`. It finds `view` as `v`, the words of the language as `s`, its
    /// code as `lang`, and what [`Theme::set_site`] was given as `site`.
    ///
    /// # Errors
    /// Where the template fails, or there is none of this name.
    pub fn render(
        &self,
        template: &str,
        lang: &str,
        view: &impl Serialize,
        out: &mut Vec<u8>,
    ) -> Result<(), ThemeFault> {
        let drawn = Value::try_from_serializable(view).and_then(|value| {
            let mut context = Context::new();
            context.insert_value("v", value);
            self.voice(lang).tera.render_to(template, &context, out)
        });
        drawn.map_err(|error| fault::rendering(&error, &self.templates))
    }

    /// Files that are published below `/assets/`, by name.
    pub fn assets(&self) -> &[(Box<str>, Arc<[u8]>)] {
        &self.assets
    }

    /// Of every template, word and asset, and of what `site` holds.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    fn voice(&self, lang: &str) -> &Voice {
        self.voices.iter().find(|voice| voice.strings.code() == lang).unwrap_or(&self.voices[0])
    }
}

impl Parts {
    fn sort(
        theme: &str,
        overrides: Vec<(String, Vec<u8>)>,
        findings: &mut Vec<Diagnostic>,
        hasher: &mut blake3::Hasher,
    ) -> Self {
        let mut parts = Self::default();
        for (path, bytes) in embedded::FILES {
            hash_file(hasher, path, bytes);
            match path.split_once('/') {
                Some(("templates", name)) => {
                    let text = String::from_utf8_lossy(bytes).into_owned().into_boxed_str();
                    let name = format!("{DEFAULT}{name}").into();
                    parts.templates.push(Template { name, file: None, text });
                }
                Some(("assets", name)) => {
                    parts.assets.insert(name.into(), Arc::from(*bytes));
                }
                _ => {}
            }
        }
        let mut overrides = overrides;
        overrides.sort();
        for (path, bytes) in overrides {
            // The program's own files may lie in the project too: they are no overrides.
            let same = embedded::FILES.iter().any(|(known, default)| *known == path && **default == *bytes);
            if !same && !is_leftover(&path) {
                hash_file(hasher, &path, &bytes);
                parts.add(theme, &path, bytes, findings);
            }
        }
        parts
    }

    fn add(&mut self, theme: &str, path: &str, bytes: Vec<u8>, findings: &mut Vec<Diagnostic>) {
        let file = FilePath::new(&format!("themes/{theme}/{path}"));
        let place = || Place::whole(&file);
        match path.split_once('/') {
            Some(("templates", name)) if name.starts_with(DEFAULT) => findings.push(
                Diagnostic::error("theme-file", place(), format!("template `{name}` takes a reserved name"))
                    .help("the default theme's templates are found below `default/`: use another folder"),
            ),
            Some(("templates", name)) => match String::from_utf8(bytes) {
                Ok(text) => self.templates.push(Template {
                    name: name.into(),
                    file: Some(file),
                    text: text.into_boxed_str(),
                }),
                Err(_) => findings.push(
                    Diagnostic::error("theme-encoding", place(), "template is not UTF-8")
                        .help("save the file as UTF-8"),
                ),
            },
            Some(("assets", name)) => {
                self.assets.insert(name.into(), bytes.into());
            }
            Some(("strings", name)) if is_strings_file(name) => {
                let code = name.strip_suffix(STRINGS).unwrap_or(name).into();
                self.strings.push(StringsFile { file, code, bytes });
            }
            _ => findings.push(
                Diagnostic::warning("theme-file", place(), "file has no place in a theme")
                    .help("a theme has `templates/`, `strings/LANGUAGE.toml` and `assets/`"),
            ),
        }
    }
}

impl Templates {
    fn find(&self, name: &str) -> Option<&Template> {
        self.0.iter().find(|template| &*template.name == name)
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

fn hash_file(hasher: &mut blake3::Hasher, path: &str, bytes: &[u8]) {
    hasher.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes());
    hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
}

fn is_strings_file(name: &str) -> bool {
    name.strip_suffix(STRINGS).is_some_and(|code| !code.is_empty() && !code.contains('/'))
}

/// Hidden files and backups of editors.
fn is_leftover(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with('.') || name.starts_with('#') || name.ends_with('~')
}

/// Compiles the templates once, then gives each language an engine of its own.
fn compile(templates: &Templates, strings: Vec<Strings>, findings: &mut Vec<Diagnostic>) -> Vec<Voice> {
    let strings: Vec<Arc<Strings>> = strings.into_iter().map(Arc::new).collect();
    let mut broken = false;
    // The engine stops at the first template that it cannot parse: each is tried alone first.
    for template in &templates.0 {
        if let Err(error) = Tera::default().add_raw_template(&template.name, &template.text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            broken = true;
            findings.extend(fault::compiling(&error, templates));
        }
    }
    if broken {
        return Vec::new();
    }
    match engine(templates, &strings[0]) {
        Ok(tera) => strings.into_iter().map(|strings| Voice::new(tera.clone(), strings)).collect(),
        Err(error) => {
            findings.extend(fault::compiling(&error, templates));
            Vec::new()
        }
    }
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
        context.insert_value("s", words(&strings));
        context.insert_value("lang", Value::from(strings.code()));
        Self { strings, tera }
    }
}

/// The words as templates see them: `s.date.month`.
fn words(strings: &Strings) -> Value {
    let mut root = Section::default();
    for (key, word) in strings.words() {
        let mut section = &mut root;
        let mut path = key.split('.').peekable();
        while let Some(name) = path.next() {
            if path.peek().is_some() {
                section = section.sections.entry(name).or_default();
            } else {
                section.words.insert(name, word);
            }
        }
    }
    root.value()
}

#[derive(Default)]
struct Section<'a> {
    sections: BTreeMap<&'a str, Section<'a>>,
    words: BTreeMap<&'a str, &'a Word>,
}

impl Section<'_> {
    fn value(&self) -> Value {
        let mut map = Map::new();
        for (name, section) in &self.sections {
            map.insert((*name).to_owned().into(), section.value());
        }
        for (name, word) in &self.words {
            let value = match word {
                Word::Text(text) => Value::from(&**text),
                Word::List(texts) => Value::from(texts.iter().map(|text| &**text).collect::<Vec<_>>()),
                Word::Plural(forms) => {
                    let forms =
                        forms.iter().map(|(category, text)| (category.word().into(), (&**text).into()));
                    Value::from(forms.collect::<Map>())
                }
            };
            map.insert((*name).to_owned().into(), value);
        }
        Value::from(map)
    }
}

#[cfg(test)]
mod tests;
