//! A strict reader of the lines of calendars (RFC 5545, section 3.1).

/// The names of a calendar's lines in their order, with parameters, and what is wrong with its form.
pub(crate) fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let mut faults = Vec::new();
    let Some(lines) = text.strip_suffix("\r\n") else {
        return (Vec::new(), vec!["the last line has no end".to_owned()]);
    };
    let mut whole: Vec<String> = Vec::new();
    for line in lines.split("\r\n") {
        if line.len() > 75 {
            faults.push(format!("a line of {} octets", line.len()));
        }
        // What a careless reader would take for the end of a line.
        let breaks = |c: char| (c.is_control() && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}');
        if line.is_empty() || line.contains(breaks) {
            faults.push(format!("a line with a control character: {line:?}"));
        }
        match (line.strip_prefix(' '), whole.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ => whole.push(line.to_owned()),
        }
    }
    let name = |line: String| match line.split_once(':') {
        // What a calendar is made of is told by the values.
        Some(("BEGIN" | "END", _)) => line,
        Some((name, _)) => name.to_owned(),
        None => format!("no line: {line}"),
    };
    (whole.into_iter().map(name).collect(), faults)
}
