//! Names of hosts as readers see them: decoded, and told apart from those that look alike (Unicode UTS 39).

use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;
use unicode_security::{GeneralSecurityProfile, RestrictionLevel, RestrictionLevelDetection};

use super::punycode;

/// A host in lower case, its labels decoded, without the dot that may close it.
pub(crate) fn readable(host: &str) -> String {
    let host = host.strip_suffix('.').unwrap_or(host).to_lowercase();
    if !host.contains("xn--") {
        return host;
    }
    let label = |label: &str| {
        let decoded = label.strip_prefix("xn--").and_then(punycode::decode);
        decoded
            .filter(|text| !text.is_ascii() && !text.chars().any(char::is_control))
            .map_or_else(|| label.to_owned(), |text| text.to_lowercase())
    };
    host.split('.').map(label).collect::<Vec<_>>().join(".")
}

/// How a host may be mistaken for another one, told by itself alone.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Guise {
    /// A label has letters of scripts that no language mixes: this letter is of another script than most.
    Mixed(char),
    /// A label of another script reads like this in Latin letters.
    Latin(String),
}

/// How this readable host may be mistaken for another one.
pub(crate) fn guise(host: &str) -> Option<Guise> {
    if host.is_ascii() {
        return None;
    }
    let top_is_latin = host.rsplit('.').next().is_some_and(str::is_ascii);
    host.split('.').filter(|label| !label.is_ascii()).find_map(|label| {
        // What belongs to no word (an emoji) is no letter of another script.
        let letters: String =
            label.chars().filter(|c| GeneralSecurityProfile::identifier_allowed(*c)).collect();
        if letters.as_str().detect_restriction_level() == RestrictionLevel::MinimallyRestrictive {
            return stranger(&letters).map(Guise::Mixed);
        }
        let is_latin = letters.chars().any(|c| c.script() == Script::Latin);
        let reads = look(label);
        (top_is_latin && !is_latin && reads.is_ascii()).then_some(Guise::Latin(reads))
    })
}

/// The first letter of the script that the fewest letters have.
fn stranger(letters: &str) -> Option<char> {
    let of_script = |c: &char| !matches!(c.script(), Script::Common | Script::Inherited);
    let count = |script: Script| letters.chars().filter(|c| c.script() == script).count();
    letters.chars().filter(of_script).min_by_key(|c| (count(c.script()), c.script() == Script::Latin))
}

/// The name of a letter's script.
pub(crate) fn script(letter: char) -> &'static str {
    letter.script().full_name()
}

/// How a readable host looks: the same for hosts that readers cannot tell apart.
pub(crate) fn look(host: &str) -> String {
    // Hosts are shown in small letters, but the tables compare some signs with capitals.
    skeleton(host).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_one_script_and_usual_mixtures_are_plain() {
        let plain = [
            "example.org",
            "bücher.example",
            "пример.рф",
            "правда.com",
            "ソニーabc.jp",
            "한국어.kr",
            "i❤.ws",
            "ελλάδα.gr",
            "naïve.fr",
            "рос.рф",
            "xn--a.com",
        ];
        for host in plain {
            assert_eq!(guise(&readable(host)), None, "{host}");
        }
    }

    #[test]
    fn a_host_in_a_guise_is_seen_through() {
        // The second letter of the first one is Cyrillic.
        assert_eq!(guise("gаzette.org"), Some(Guise::Mixed('а')));
        assert_eq!(guise(&readable("XN--80ak6aa92e.com")), Some(Guise::Latin("apple".into())));
        assert_eq!((script('а'), look("rnot.org") == look("mot.org")), ("Cyrillic", true));
        assert_ne!(look("gazette.org"), look("gazettes.org"));
    }
}
