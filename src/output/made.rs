//! What the outputs have made: the artifacts of each claim, and all others.

use std::sync::Arc;

use crate::output::Artifact;
use crate::routes::SitePath;

/// Artifacts by address.
#[derive(Default)]
pub struct Part {
    artifacts: Vec<Artifact>,
    pages: usize,
    listed: usize,
    longest: usize,
}

impl Part {
    /// These artifacts, put in the order of their addresses; of one address in the order given.
    pub fn new(mut artifacts: Vec<Artifact>) -> Self {
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        let listed = || artifacts.iter().filter(|artifact| artifact.lastmod.is_some());
        let longest = listed().map(|artifact| escaped(artifact.path.as_str())).max();
        let pages = artifacts.iter().filter(|artifact| artifact.path.is_page()).count();
        Self { pages, listed: listed().count(), longest: longest.unwrap_or(0), artifacts }
    }

    /// By address.
    pub fn artifacts(&self) -> &[Artifact] {
        &self.artifacts
    }

    /// The artifact at an address.
    pub fn at(&self, path: &SitePath) -> Option<&Artifact> {
        let place = self.artifacts.binary_search_by(|artifact| artifact.path.cmp(path)).ok()?;
        Some(&self.artifacts[place])
    }

    /// Whether both have the same addresses.
    pub fn has_the_addresses_of(&self, other: &Self) -> bool {
        self.artifacts.len() == other.artifacts.len()
            && self.artifacts.iter().zip(&other.artifacts).all(|(one, other)| one.path == other.path)
    }

    /// How many of them are pages that people read.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// How many of them the sitemap lists.
    pub fn listed(&self) -> usize {
        self.listed
    }

    /// The most bytes that any of the addresses takes that the sitemap lists, as XML.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// As a list.
    pub fn into_artifacts(self) -> Vec<Artifact> {
        self.artifacts
    }
}

/// The most bytes that a text takes in XML.
fn escaped(text: &str) -> usize {
    text.bytes().map(|byte| if matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'') { 6 } else { 1 }).sum()
}

/// What the outputs have made.
#[derive(Clone, Copy)]
pub struct Made<'a> {
    /// Of each claim, by its place in the tracker: all that is below `claims/ID/`, in every language.
    pub claims: &'a [Arc<Part>],
    /// Everything else.
    pub others: &'a Part,
}

impl<'a> Made<'a> {
    /// All of them.
    pub fn parts(self) -> impl Iterator<Item = &'a Part> {
        self.claims.iter().map(|part| &**part).chain([self.others])
    }
}
