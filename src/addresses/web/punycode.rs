//! Labels of hosts in the ASCII form that names of the web travel in (RFC 3492), read back.

// The parameters of RFC 3492, section 5.
const BASE: u32 = 36;
const LEAST: u32 = 1;
const MOST: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST: u32 = 0x80;

/// The most bytes of a label (RFC 1035, section 2.3.4).
const LONGEST: usize = 63;

/// What a label says, of which this stands behind `xn--`; `None` where it is no such form.
pub(super) fn decode(label: &str) -> Option<String> {
    if label.len() > LONGEST || !label.is_ascii() {
        return None;
    }
    let (plain, packed) = label.rsplit_once('-').unwrap_or(("", label));
    let mut chars: Vec<char> = plain.chars().collect();
    let (mut code, mut place, mut bias) = (FIRST, 0_u32, FIRST_BIAS);
    let mut digits = packed.bytes();
    while digits.len() > 0 {
        let before = place;
        let (mut weight, mut from) = (1_u32, BASE);
        loop {
            let digit = value(digits.next()?)?;
            place = place.checked_add(digit.checked_mul(weight)?)?;
            let limit = from.saturating_sub(bias).clamp(LEAST, MOST);
            if digit < limit {
                break;
            }
            weight = weight.checked_mul(BASE - limit)?;
            from += BASE;
        }
        let count = chars.len() as u32 + 1;
        bias = adapted(place - before, count, before == 0);
        code = code.checked_add(place / count)?;
        place %= count;
        chars.insert(place as usize, char::from_u32(code)?);
        place += 1;
    }
    Some(chars.into_iter().collect())
}

fn value(digit: u8) -> Option<u32> {
    match digit.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => Some(u32::from(letter - b'a')),
        number @ b'0'..=b'9' => Some(u32::from(number - b'0') + 26),
        _ => None,
    }
}

/// The bias for the next character (section 6.1).
fn adapted(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / count;
    let mut steps = 0;
    while delta > (BASE - LEAST) * MOST / 2 {
        delta /= BASE - LEAST;
        steps += BASE;
    }
    steps + (BASE - LEAST + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn labels_are_read_as_they_were_meant() {
        let cases = [
            ("bcher-kva", Some("bücher")),
            ("mnchen-3ya", Some("münchen")),
            ("80ak6aa92e", Some("аррӏе")),
            ("ihqwcrb4cv8a8dqg056pqjye", Some("他们为什么不说中文")),
            (
                "PorqunopuedensimplementehablarenEspaol-fmd56a",
                Some("PorquénopuedensimplementehablarenEspañol"),
            ),
            ("", Some("")),
            ("a", Some("\u{80}")),
            ("99999999", None),
            ("-ü", None),
            ("b!cher-kv!", None),
        ];
        for (label, expected) in cases {
            assert_eq!(decode(label).as_deref(), expected, "{label}");
        }
    }
}
