//! What kind of file stands at an address, by its ending.

/// The media type of a file by its name, with the charset of what is text.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.is_empty() {
        return HTML;
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let known = ENDINGS.iter().find(|(known, _)| *known == ending);
    known.map_or("application/octet-stream", |(_, content_type)| content_type)
}

/// A page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// Endings of files that a site may hold, in lower case.
const ENDINGS: &[(&str, &str)] = &[
    ("html", HTML),
    ("htm", HTML),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("jsonl", "application/jsonl; charset=utf-8"),
    ("jsonld", "application/ld+json; charset=utf-8"),
    ("geojson", "application/geo+json; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("asc", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("toml", "application/toml; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("bib", "application/x-bibtex; charset=utf-8"),
    ("ris", "application/x-research-info-systems; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/vnd.microsoft.icon"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("m4a", "audio/mp4"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    // What is searched, packed by Pagefind and unpacked by its script.
    ("pagefind", "application/gzip"),
    ("pf_meta", "application/gzip"),
    ("pf_index", "application/gzip"),
    ("pf_filter", "application/gzip"),
    ("pf_fragment", "application/gzip"),
    ("wasm", "application/wasm"),
    ("sqlite", "application/vnd.sqlite3"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_follow_the_ending_whatever_its_case() {
        let cases = [
            ("", HTML),
            ("claims/a/", HTML),
            ("404.html", HTML),
            ("A.PDF", "application/pdf"),
            ("x/status.svg", "image/svg+xml; charset=utf-8"),
            (".well-known/security.txt", "text/plain; charset=utf-8"),
            ("no-ending", "application/octet-stream"),
            ("a.b/none", "application/octet-stream"),
        ];
        for (path, expected) in cases {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }
}
