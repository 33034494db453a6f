//! The desk where views are made: it knows what is being drawn.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::date::PartialDate;
use crate::markdown::{self, Kept, Setting};
use crate::output::{Artifact, Language, PieceKey, Site};
use crate::record::id::ClaimId;
use crate::record::text::{Text, TextChanged};
use crate::routes::{self, Routes, SitePath};
use crate::theme::{Reads, Show, Theme, Value};
use crate::tracker::Tracker;
use crate::words;

/// Where a view is made: it knows the site, the language and the address that is being drawn.
pub struct Desk<'a> {
    /// Everything that views read.
    pub site: &'a Site,
    /// The language being drawn.
    pub lang: &'a Language,
    /// Its place in [`Site::languages`].
    pub lang_ix: usize,
    /// The address being drawn.
    pub path: &'a SitePath,
    changed: RefCell<Option<TextChanged>>,
    footnotes: Cell<usize>,
    reads: OnceCell<Reads<'a>>,
    shared: RefCell<FxHashMap<(&'static str, usize, usize), Value>>,
    claim: RefCell<Option<(ClaimId, Rc<str>)>>,
}

impl<'a> Desk<'a> {
    /// For drawing this artifact.
    pub(super) fn new(site: &'a Site, artifact: &'a Artifact) -> Self {
        let lang = &site.languages[artifact.lang];
        Self {
            site,
            lang,
            lang_ix: artifact.lang,
            path: &artifact.path,
            changed: RefCell::default(),
            footnotes: Cell::default(),
            reads: OnceCell::new(),
            shared: RefCell::default(),
            claim: RefCell::default(),
        }
    }

    /// Makes a view for a template.
    pub(super) fn for_template<V: Show>(&self, template: &str, make: impl FnOnce() -> V) -> Value {
        let reads = self.reads.get_or_init(|| self.site.theme.reads(template));
        Theme::value(&make(), reads)
    }

    /// Whether the template that is being drawn may read this name: what none reads need not be made.
    pub fn reads(&self, name: &str) -> bool {
        self.reads.get().is_none_or(|reads| reads.has(name))
    }

    /// What the template reads by this name; nothing where it does not read it.
    pub fn if_read<T: Default>(&self, name: &str, make: impl FnOnce() -> T) -> T {
        if self.reads(name) { make() } else { T::default() }
    }

    /// A part that stands on the page more than once: made when it is asked for first.
    ///
    /// The key is what sort of part it is, and two numbers that tell those of one sort apart.
    pub fn shared<V: Show>(&self, key: (&'static str, usize, usize), make: impl FnOnce() -> V) -> Value {
        if let Some(value) = self.shared.borrow().get(&key) {
            return value.clone();
        }
        let value = self.show(&make());
        self.shared.borrow_mut().insert(key, value.clone());
        value
    }

    /// A piece that was drawn for another artifact, if it is kept.
    pub fn piece(&self, key: &PieceKey) -> Option<Arc<str>> {
        self.site.pieces.get(key)
    }

    /// Keeps a piece for other artifacts. It must not depend on the address being drawn; what is drawn from a text that
    /// changed since it was loaded is not kept, since nobody would learn of the fault any more.
    pub fn keep_piece(&self, key: PieceKey, piece: &Arc<str>) {
        if self.changed.borrow().is_none() {
            self.site.pieces.keep(key, piece);
        }
    }

    /// A view as the value that the template reads.
    pub fn show(&self, view: &impl Show) -> Value {
        Theme::value(view, self.reads.get_or_init(|| self.site.theme.reads("")))
    }

    /// What leads to a claim's page from here, to put an anchor behind; empty on that page itself.
    pub fn claim_href(&self, id: &ClaimId) -> Rc<str> {
        let mut last = self.claim.borrow_mut();
        if let Some((known, href)) = &*last
            && known == id
        {
            return Rc::clone(href);
        }
        let page = self.routes().claim(id);
        let href: Rc<str> = if *self.path == page { "".into() } else { self.href(&page).into() };
        *last = Some((id.clone(), Rc::clone(&href)));
        href
    }

    /// The tracker.
    pub fn tracker(&self) -> &'a Tracker {
        &self.site.tracker
    }

    /// Addresses in the language being drawn.
    pub fn routes(&self) -> &'a Routes {
        &self.lang.routes
    }

    /// A link from the address being drawn; a whole one from a file that is no page, which is read elsewhere, if the
    /// site says where it is published.
    pub fn href(&self, to: &SitePath) -> String {
        if *self.path == routes::not_found() {
            // It is shown in place of any address, so that only links from the root lead anywhere.
            return format!("{}{}", routes::base_path(&self.site.config().base_url), to.as_str());
        }
        if !self.path.is_page()
            && let Some(address) = self.site.address(to)
        {
            return address;
        }
        routes::href(self.path, to, self.site.links)
    }

    /// A text as HTML, its ids under `prefix`, its citations numbered by `number`, its headings from h3.
    pub fn html(&self, text: &Text, prefix: &str, number: &dyn Fn(&str) -> Option<usize>) -> String {
        self.html_below(2, text, prefix, number)
    }

    /// The same below a heading of this level: the text's own headings begin one lower.
    pub fn html_below(
        &self,
        level: u8,
        text: &Text,
        prefix: &str,
        number: &dyn Fn(&str) -> Option<usize>,
    ) -> String {
        self.html_away("", level, text, prefix, number)
    }

    /// The same away from the page that it stands on: links to places of that page begin with its address.
    pub fn html_away(
        &self,
        page: &str,
        level: u8,
        text: &Text,
        prefix: &str,
        number: &dyn Fn(&str) -> Option<usize>,
    ) -> String {
        let setting = Setting {
            prefix,
            page,
            heading_base: level.saturating_add(1),
            number,
            kept: &|id| self.kept(id),
            link: &|address: &str| self.site_link(address),
            words: &self.lang.strings,
        };
        self.read(text).map_or_else(String::new, |source| markdown::to_html(&source, &setting))
    }

    /// The archived copy of a source, as it is linked beside a citation.
    fn kept(&self, id: &str) -> Option<Kept> {
        let record = &self.tracker().source(id)?.record;
        let copy = record.copy()?;
        let strings = &*self.lang.strings;
        Some(Kept {
            url: copy.url.to_string(),
            original: record.url.as_ref().map(|url| url.to_string()),
            date: copy.day().map(PartialDate::iso),
            name: match &copy.date {
                Some(date) => strings.fill("source.archived_on", &[("date", &words::date(strings, date))]),
                None => strings.get("source.archived").to_owned(),
            },
        })
    }

    /// A text as Markdown, as it was written.
    pub fn source(&self, text: &Text) -> String {
        self.read(text).unwrap_or_default()
    }

    /// A text, unless its file changed since it was loaded, which is remembered.
    fn read(&self, text: &Text) -> Option<String> {
        let read = self.site.texts.read(text);
        read.map_err(|changed| _ = self.changed.borrow_mut().get_or_insert(changed)).ok()
    }

    /// The first text that was found changed since it was loaded.
    pub(super) fn changed(self) -> Option<TextChanged> {
        self.changed.into_inner()
    }

    /// A prefix for ids that nothing else on the page has.
    pub fn fresh_prefix(&self) -> String {
        self.footnotes.set(self.footnotes.get() + 1);
        format!("n{}-", self.footnotes.get())
    }

    /// A link that an author wrote as a site address (`/claims/ID/#u-…`), as it is written here; `None`
    /// where it leads to what comes to the site on a later day.
    fn site_link(&self, address: &str) -> Option<String> {
        let (path, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
        let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
        let to = SitePath::new(path.trim_start_matches('/'));
        if self.tracker().is_to_come(to.as_str(), fragment.trim_start_matches('#')) {
            return None;
        }
        // What stands in one file that is no page may stand in another: its links are whole.
        if to == *self.path && to.is_page() && !fragment.is_empty() {
            return Some(fragment.to_owned());
        }
        Some(format!("{}{query}{fragment}", self.href(&to)))
    }
}
