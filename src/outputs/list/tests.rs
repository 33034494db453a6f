//! Cases of what lists say that they show.

use std::sync::Arc;

use super::*;
use crate::outputs::sample;
use crate::record::text::Hash;
use crate::theme::Theme;

/// The print of a list without claims, on a site whose lists look so.
fn printed(mut site: Site, template: &str) -> Hash {
    let overrides = vec![("templates/list.html".to_owned(), template.as_bytes().to_vec())];
    site.theme = Arc::new(Theme::load("plain", overrides, &["en", "es"]).expect("the theme is sound"));
    let scope = Scope::Status(StatusId::new("dropped"));
    assert_eq!(scope.claims(&site.tracker).len(), 0);
    print::print(&site, &scope, 1)
}

#[test]
fn a_list_is_drawn_again_for_counts_only_where_it_shows_them() {
    let sites = || [sample::site(), sample::preview("2026-01-05")];
    let shown = sites().map(|site| printed(site, "{% for c in v.counts %}{{ c.count }}{% endfor %}"));
    assert_ne!(shown[0], shown[1]);
    let unshown = sites().map(|site| printed(site, "{{ v.total }}"));
    assert_eq!(unshown[0], unshown[1]);
}
