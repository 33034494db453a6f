//! Which way a language is written.

/// Languages whose usual script runs from right to left (Unicode CLDR: likely subtags and script metadata).
const LANGUAGES: &[&str] = &[
    "ar", "arc", "ary", "arz", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks", "lrc", "mzn",
    "nqo", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
];

/// Scripts that run from right to left (ISO 15924), in lower case.
const SCRIPTS: &[&str] =
    &["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "syre", "syrj", "syrn", "thaa"];

/// Which way a language is written, as HTML's `dir` has it: `rtl` or `ltr`.
///
/// `code` is a BCP 47 tag. A script that it names decides (`pa-Arab`, `ar-Latn`), else the language's usual one; of
/// a language that is not known it is `ltr`.
pub fn direction(code: &str) -> &'static str {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or_default();
    // Behind the language come up to three extensions of three letters, then the script of four.
    let script = parts.take_while(|part| part.len() > 2).find(|part| part.len() == 4);
    let holds = |list: &[&str], part: &str| list.iter().any(|known| known.eq_ignore_ascii_case(part));
    let is_script = script.filter(|part| part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let from_right = is_script.map_or_else(|| holds(LANGUAGES, language), |script| holds(SCRIPTS, script));
    if from_right { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn a_script_decides_before_the_language() {
        let cases = [
            ("en", "ltr"),
            ("ar", "rtl"),
            ("HE", "rtl"),
            ("fa-ir", "rtl"),
            ("ar-latn", "ltr"),
            ("pa-Arab-PK", "rtl"),
            ("pa-pk", "ltr"),
            ("az-arab", "rtl"),
            ("zh-yue-hant", "ltr"),
            ("de-1996", "ltr"),
            ("ar-x-latn", "rtl"),
            ("arn", "ltr"),
            ("", "ltr"),
        ];
        for (code, expected) in cases {
            assert_eq!(direction(code), expected, "{code}");
        }
    }
}
