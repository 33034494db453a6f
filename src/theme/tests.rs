//! A theme as a site sees it: files in, pages and findings out.

use serde_json::json;

use super::*;
use crate::routes::SitePath;

fn files(files: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn theme(overrides: &[(&str, &str)]) -> Theme {
    Theme::load("paper", files(overrides), &["en", "es"]).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// Renders `t.html` with `view`.
fn draw(template: &str, lang: &str, view: &serde_json::Value) -> Result<String, ThemeFault> {
    let mut out = Vec::new();
    theme(&[("templates/t.html", template)]).render(
        "t.html",
        lang,
        Value::from_serializable(view),
        &mut out,
    )?;
    Ok(String::from_utf8(out).unwrap())
}

fn drawn(template: &str, lang: &str, view: &serde_json::Value) -> String {
    draw(template, lang, view).unwrap_or_else(|fault| panic!("{fault:?}"))
}

/// Findings as `severity[code] file:start-end: message = help`.
fn told(findings: &[Diagnostic]) -> Vec<String> {
    let place = |place: &Option<Place>| {
        place.as_ref().map_or("-".to_owned(), |place| {
            let span = place.span.map_or(String::new(), |span| format!(":{}-{}", span.start, span.end));
            format!("{}{span}", place.file)
        })
    };
    findings
        .iter()
        .map(|finding| {
            let help = finding.help.as_ref().map_or(String::new(), |help| format!(" = {help}"));
            format!(
                "{:?}[{}] {}: {}{help}",
                finding.severity,
                finding.code,
                place(&finding.place),
                finding.message
            )
        })
        .collect()
}

fn refused(overrides: &[(&str, &str)]) -> Vec<String> {
    Theme::load("paper", files(overrides), &["en"]).err().map_or(Vec::new(), |findings| told(&findings))
}

#[test]
fn templates_see_view_words_language_and_site() {
    let mut theme =
        theme(&[("templates/t.html", "{{ lang }} {{ v.x }} {{ s.alert.note }} {{ site.title }}")]);
    theme.set_site("es", &json!({"title": "A & B"})).unwrap();
    let mut out = Vec::new();
    theme.render("t.html", "es", Value::from_serializable(&json!({"x": "<i>"})), &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "es &lt;i&gt; Nota A &amp; B");
}

#[test]
fn svg_and_xml_are_escaped_too() {
    let theme = theme(&[("templates/t.svg", "{{ v }}"), ("templates/t.xml", "{{ v }}")]);
    for template in ["t.svg", "t.xml"] {
        let mut out = Vec::new();
        theme.render(template, "en", Value::from("<\"'&>"), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "&lt;&quot;&#39;&amp;&gt;", "{template}");
    }
}

#[test]
fn fill_takes_the_plural_and_keeps_only_safe_values_as_markup() {
    let cases = [
        ("{{ s.duration.days | fill(n=v) }}", json!(1), "1 day"),
        ("{{ s.duration.days | fill(n=v) }}", json!(12345), "12,345 days"),
        ("{{ s.duration.days | fill(n=0) }}", json!(null), "0 days"),
        ("{{ s.date.month | fill(month=v, year='2026') }}", json!("<b>"), "&lt;b&gt; 2026"),
        ("{{ 'a<b {x} {y}' | fill(x=v | safe, y='<i>') }}", json!("<b>c</b>"), "a&lt;b <b>c</b> &lt;i&gt;"),
        ("{{ v | num }}", json!(1_000_000), "1,000,000"),
    ];
    for (template, view, expected) in cases {
        assert_eq!(drawn(template, "en", &view), expected, "{template}");
    }
    assert_eq!(drawn("{{ s.duration.days | fill(n=2000000) }}", "es", &json!(0)), "2.000.000 de días");
}

#[test]
fn render_faults_name_file_place_and_address() {
    let cases = [
        ("é {{ v.nope }}", "8-12: field `nope` is not defined"),
        (
            "{{ s.date.month | fill(year='2026') }}",
            "18-35: `fill` has no value for `{month}` of `{month} {year}`",
        ),
        ("{{ s.duration.days | fill }}", "21-25: missing keyword argument `n`"),
        ("{{ 'x' | num }}", "9-12: `num` is for whole numbers from 0, not for string"),
    ];
    let path = SitePath::new("claims/bus-lanes/");
    for (template, expected) in cases {
        let fault = draw(template, "en", &json!({})).unwrap_err();
        let expected = format!(
            "Error[template-error] themes/paper/templates/t.html:{expected} (while drawing `/claims/bus-lanes/`)"
        );
        assert_eq!(told(&[fault.diagnostic(&path)]), [expected]);
    }
}

#[test]
fn a_missing_template_is_a_fault() {
    let fault =
        theme(&[("assets/x.css", "")]).render("no.html", "en", Value::none(), &mut Vec::new()).unwrap_err();
    let finding = fault.diagnostic(&SitePath::new(""));
    assert_eq!(
        told(&[finding]),
        ["Error[template-error] -: template `no.html` does not exist (while drawing `/`)"]
    );
}

/// Templates, and what is said of them.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

#[test]
fn broken_templates_are_all_reported() {
    let cases: &[Case] = &[
        (
            &[("a.html", "line\n{% if v %}"), ("b.html", "é{{ v. }}"), ("c.html", "{{ v }}")],
            &["a.html:13-15: unexpected end of input", "b.html:8-10: found `}}` but expected identifier"],
        ),
        (
            &[("c.html", "x\né {{ v | fil(n=1) }}"), ("d.html", "{% include 'x.html' %}")],
            &["c.html:12-20: unknown filter `fil`", "d.html:11-19: unknown template `x.html`"],
        ),
        (
            &[("c.html", "{% extends 'd.htm' %}"), ("d.html", "")],
            &["c.html: template `c.html` extends `d.htm`, which does not exist = did you mean `d.html`?"],
        ),
        (
            &[("c.html", "{% extends 'c.html' %}")],
            &[
                "c.html: template `c.html` extends itself = to extend the default one write `{% extends \"default/c.html\" %}`",
            ],
        ),
        (&[("c.html", "{% include 'c.html' %}")], &["c.html: template `c.html` includes itself"]),
        (
            &[("default/c.html", "")],
            &[
                "default/c.html: template `default/c.html` takes a reserved name = the default theme's templates are found below `default/`: use another folder",
            ],
        ),
    ];
    for (templates, expected) in cases {
        let overrides: Vec<(String, &str)> =
            templates.iter().map(|(name, text)| (format!("templates/{name}"), *text)).collect();
        let overrides: Vec<(&str, &str)> = overrides.iter().map(|(name, text)| (&**name, *text)).collect();
        let found: Vec<String> = refused(&overrides)
            .iter()
            .map(|finding| {
                let start = finding.find("themes/paper/templates/").expect("it names the template");
                finding[start..].replacen("themes/paper/templates/", "", 1)
            })
            .collect();
        assert_eq!(&found, expected);
    }
}

#[test]
fn strings_are_compared_with_those_of_the_default_theme() {
    let english = "[dat]\nmonths = []\n[date]\nyear = 1\nmonths=['a']\nday='{dy}'\nx=[1]\nmonth='{year}'\n\
                   [own]\nfoo = 'x'\n[duration]\ndays.one=1\ndays.other='a'";
    let file = "themes/paper/strings/en.toml";
    let what = "write a text, a list of texts, or a table of plural forms with `other`";
    let expected = [
        format!(
            "Warning[unknown-string] {file}:6-12: string `dat.months` is not one that pages use = did you mean `date.months`?"
        ),
        format!(
            "Warning[string-placeholder] {file}:47-50: string `date.day` has the placeholder `{{dy}}`, for which there is no value = it may have `{{day}}`, `{{month}}`, `{{year}}`; until then the default is shown"
        ),
        format!(
            "Warning[string-placeholder] {file}:64-69: string `date.month` leaves out `{{month}}` = readers of this language learn less than others: put it in"
        ),
        format!(
            "Error[string-type] {file}:34-40: string `date.months` is a list of 1, where a list of 12 is needed"
        ),
        format!("Error[string-type] {file}:58-59: string `date.x` is a list that holds no texts = {what}"),
        format!("Error[string-type] {file}:25-29: string `date.year` is a number = {what}"),
        format!(
            "Error[string-type] {file}:106-110: string `duration.days` is a plural whose forms are no texts = {what}"
        ),
    ];
    assert_eq!(refused(&[("strings/en.toml", english)]), expected);
}

#[test]
fn broken_strings_files_say_where() {
    assert_eq!(
        refused(&[("strings/en.toml", "own.a = \nown.b = 'x")]),
        [
            "Error[theme-syntax] themes/paper/strings/en.toml:8-8: strings file is no TOML: string values must be quoted, expected literal string",
            "Error[theme-syntax] themes/paper/strings/en.toml:19-19: strings file is no TOML: invalid literal string, expected `'`",
        ]
    );
}

#[test]
fn what_a_language_lacks_is_one_warning_and_taken_from_the_first() {
    let overrides = files(&[("strings/es.toml", "own.x = 'hola'\nalert.note = 'Apunte'")]);
    let theme = Theme::load("paper", overrides, &["es", "en", "fr"]).unwrap();
    assert_eq!(
        told(theme.warnings()),
        [
            "Warning[missing-string] themes/paper/strings/en.toml: language `en` lacks 1 word: pages show those of the site's first language = add to `themes/paper/strings/en.toml`: own.x",
            "Warning[missing-string] themes/paper/strings/fr.toml: language `fr` has no words: pages show those of the site's first language = write `themes/paper/strings/fr.toml` after the model of `themes/default/strings/en.toml`",
        ]
    );
    let say = |lang| (theme.strings(lang).get("own.x"), theme.strings(lang).get("alert.note"));
    assert_eq!([say("es"), say("en"), say("fr")], [("hola", "Apunte"), ("hola", "Note"), ("hola", "Apunte")]);
}

#[test]
fn themes_without_files_and_files_without_a_place_are_told() {
    assert_eq!(
        refused(&[]),
        [
            "Error[unknown-theme] content/site.toml: theme `paper` has no files = put files into `themes/paper/`, or set `theme = \"default\"`"
        ]
    );
    let theme = theme(&[("README.md", ""), ("templates/.t.html.swp", "{{"), ("templates/t.html~", "{{")]);
    assert_eq!(
        told(theme.warnings()),
        [
            "Warning[theme-file] themes/paper/README.md: file has no place in a theme = a theme has `templates/`, `strings/LANGUAGE.toml`, `assets/` and `cards/`"
        ]
    );
}

#[test]
fn the_default_theme_is_complete_in_english_and_spanish() {
    let theme =
        Theme::load("default", Vec::new(), &["en", "es"]).unwrap_or_else(|found| panic!("{found:#?}"));
    assert_eq!(told(theme.warnings()), Vec::<String>::new());
    for (path, bytes) in embedded::FILES.iter().filter(|(path, _)| path.starts_with("strings/")) {
        let overrides = vec![((*path).to_owned(), [*bytes, b"\n"].concat())];
        let theme =
            Theme::load("copy", overrides, &["en", "es"]).unwrap_or_else(|found| panic!("{found:#?}"));
        assert_eq!(told(theme.warnings()), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn the_hash_changes_with_all_that_pages_are_drawn_with() {
    let hash = |overrides: &[(&str, &str)]| theme(overrides).hash();
    let base = hash(&[("assets/a.css", "x")]);
    assert_eq!(base, hash(&[("assets/a.css", "x"), (".DS_Store", "1")]));
    assert_eq!(base, hash(&[("assets/a.css", "y"), ("assets/b.css", "x")]));
    let others = [
        hash(&[("assets/a.css", "x"), ("templates/t.html", "")]),
        hash(&[("assets/a.css", "x"), ("strings/en.toml", "alert.note = 'N'")]),
        {
            let mut theme = theme(&[("assets/a.css", "x")]);
            theme.set_site("en", &json!({"title": "A"})).unwrap();
            theme.hash()
        },
    ];
    for (at, other) in others.iter().enumerate() {
        assert!(*other != base && !others[..at].contains(other), "{at}");
    }
}

#[test]
fn pages_are_named_by_templates_of_the_sites_own_alone() {
    let template =
        "<a href=\"{{ v.page.home }}press/\">Press</a> <a href='/help/'>Help</a> express/ <p>about/</p>";
    let own = vec![("templates/own.html".to_owned(), template.as_bytes().to_vec())];
    let theme = Theme::load("mine", own, &["en"]).map_err(|faults| format!("{faults:?}")).unwrap();
    let named = ["press", "help", "express", "about", "claims"].map(|id| theme.names_page(id));
    assert_eq!(named, [true, true, false, false, false]);
}
