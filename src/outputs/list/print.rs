//! What a page of a list is made of: its lines, and what stands around them.

use crate::output::Site;
use crate::output::basis::{joined, number};
use crate::outputs::list::scope::{self, Scope};
use crate::outputs::list::{ROWS, TEMPLATE, facets};
use crate::record::text::Hash;

/// What a page of the list is made of.
pub(super) fn print(site: &Site, scope: &Scope, page: usize) -> Hash {
    let (prints, reads) = (&site.prints, site.theme.reads(TEMPLATE));
    let claims = scope.claims(&site.tracker);
    let head = match scope {
        Scope::All => prints.page("claims"),
        Scope::Claimant(ix) => prints.person(*ix),
        Scope::SourceKind(kind) => number(scope::sources_of(&site.tracker, *kind)),
        Scope::Topic(_) | Scope::Status(_) | Scope::Year(_) => number(0),
    };
    let mut parts = vec![head, number(claims.len())];
    for ix in claims.rows((page - 1) * ROWS..page * ROWS) {
        parts.push(prints.listed(ix));
        if let Scope::SourceKind(kind) = scope {
            parts.extend(scope::cited(&site.tracker, ix, *kind).map(|source| prints.source(source)));
        }
    }
    if reads.has("lists") {
        parts.push(facets::print(site, scope, page));
    }
    if page > 1 {
        return joined(parts);
    }
    match scope {
        // Counts move with every change of a status; a theme may well show them on the home page alone.
        Scope::All | Scope::Status(_) if reads.has("counts") => parts.push(prints.counts()),
        Scope::All | Scope::Status(_) => {}
        _ if reads.has("standing") => {
            let standing = scope::by_status(site, claims).into_iter();
            parts.extend(standing.flat_map(|(id, count)| [Hash::of(id.as_str().as_bytes()), number(count)]));
        }
        _ => {}
    }
    if let Scope::Claimant(_) = scope {
        // It says how many dates of all its claims are in no calendar.
        parts.extend(claims.iter().map(|ix| prints.listed(ix)));
    }
    joined(parts)
}
