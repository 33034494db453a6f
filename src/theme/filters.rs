//! What templates can do with words and numbers of their language: `fill` and `num`; and with the code of any: `direction`.

use std::borrow::Cow;
use std::sync::Arc;

use tera::value::Key;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::direction::direction;
use super::plural::Category;
use super::strings::{Strings, fill_with};

/// Gives an engine the filters of a language.
pub(super) fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    let words = Arc::clone(strings);
    tera.register_filter("fill", move |pattern: Value, values: Kwargs, state: &State<'_>| {
        fill(&words, &pattern, &values, state)
    });
    let words = Arc::clone(strings);
    tera.register_filter("num", move |number: Value, _: Kwargs, _: &State<'_>| {
        whole(&words, &number).ok_or_else(|| {
            Error::message(format!("`num` is for whole numbers from 0, not for {}", number.name()))
        })
    });
    tera.register_filter("direction", |code: &str, _: Kwargs, _: &State<'_>| direction(code));
}

/// `{{ s.readings | fill(n=5) }}`: replaces `{n}`; of a plural takes the form that goes with `n`.
///
/// Values that are marked safe (links, `time` elements) stay markup; all else is escaped as usual.
fn fill(strings: &Strings, pattern: &Value, values: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let pattern = pattern_of(strings, pattern, values)?;
    let markup = state.autoescaping_enabled() && values.iter().any(|(_, value)| value.is_safe());
    let escape = |text: &str| state.escape(text).unwrap_or_default();
    let literal = |text| if markup { Cow::Owned(escape(text)) } else { Cow::Borrowed(text) };
    let filled = fill_with(pattern, literal, |name| {
        let (_, value) = values.iter().find(|(key, _)| key.as_str() == Some(name))?;
        if value.is_undefined() || value.is_none() {
            return None;
        }
        let text = whole(strings, value).unwrap_or_else(|| value.to_string());
        Some(Cow::Owned(if markup && !value.is_safe() { escape(&text) } else { text }))
    });
    if let Some(name) = filled.lacks {
        return Err(Error::message(format!("`fill` has no value for `{{{name}}}` of `{pattern}`")));
    }
    let text = filled.into_text();
    Ok(if markup { Value::safe_string(&text) } else { Value::from(text) })
}

fn pattern_of<'a>(strings: &Strings, pattern: &'a Value, values: &Kwargs) -> TeraResult<&'a str> {
    let wrong = || Error::message(format!("`fill` is for words of `s`, not for {}", pattern.name()));
    let Some(forms) = pattern.as_map() else { return pattern.as_str().ok_or_else(wrong) };
    let n: u64 = values.must_get("n")?;
    let form = |category: Category| forms.get(&Key::Str(category.word())).and_then(Value::as_str);
    form(strings.category_for(n, |category| form(category).is_some())).ok_or_else(wrong)
}

fn whole(strings: &Strings, value: &Value) -> Option<String> {
    let number = value.as_u64().filter(|_| value.is_number() && !value.is_f64())?;
    Some(strings.number(number))
}
