//! An address of the site, and how a link from one to another is written. Addresses are made in [`super`].

/// An address of the site, relative to its root: `claims/bus-lanes/`, `robots.txt`, `` (the home page).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SitePath(pub(super) Box<str>);

impl SitePath {
    /// Of an address without a leading `/`.
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The address, without a leading `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that holds it below the output folder.
    pub fn file(&self) -> String {
        if self.is_page() { format!("{}index.html", self.0) } else { self.0.to_string() }
    }

    /// Whether it is a page in a folder of its own.
    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }
}

impl std::fmt::Display for SitePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// How links between pages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkStyle {
    /// `../../sources/`: for a web server.
    Folders,
    /// `../../sources/index.html`: opens from a disk or a USB stick.
    Files,
}

/// A relative link from one address to another.
pub fn href(from: &SitePath, to: &SitePath, style: LinkStyle) -> String {
    if from == to && style == LinkStyle::Folders {
        // The shortest relative reference to a folder's own page; an empty one would keep a query.
        return if from.is_page() { "./".to_owned() } else { last(from).to_owned() };
    }
    let (here, there) = (from.as_str(), to.as_str());
    let folder = &here[..here.rfind('/').map_or(0, |slash| slash + 1)];
    let common = common_folder(folder, there);
    let up = folder[common..].matches('/').count();
    let mut link = "../".repeat(up);
    link.push_str(&there[common..]);
    if to.is_page() && style == LinkStyle::Files {
        link.push_str("index.html");
    }
    if link.is_empty() {
        link.push_str("./");
    }
    link
}

/// The path of the site's address, with slashes at both ends: `/`, `/tracker/`.
pub fn base_path(base_url: &str) -> &str {
    let after_scheme = base_url.find("://").map_or(0, |at| at + 3);
    base_url[after_scheme..].find('/').map_or("/", |slash| &base_url[after_scheme + slash..])
}

fn last(path: &SitePath) -> &str {
    path.as_str().rsplit('/').next().unwrap_or_default()
}

fn common_folder(folder: &str, there: &str) -> usize {
    let shared = folder.bytes().zip(there.bytes()).take_while(|(a, b)| a == b).count();
    folder[..shared].rfind('/').map_or(0, |slash| slash + 1)
}
