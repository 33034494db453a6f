//! Questions on a terminal, one at a time, each until its answer can be taken. Pure over what is read from and
//! written to: whether there is a terminal is decided by whoever asks.

use std::io::{self, BufRead, Write};

use onrecord::diagnostic::{Diagnostic, nearest};

use super::visible::visible;

/// Up to so many choices are listed.
const LISTED: usize = 12;

/// The questions were not answered to the end.
#[derive(Debug)]
pub(super) struct Ended;

impl From<io::Error> for Ended {
    fn from(_: io::Error) -> Self {
        Self
    }
}

/// Who asks.
pub(super) struct Ask<'a> {
    from: &'a mut dyn BufRead,
    to: &'a mut dyn Write,
}

/// Something that can be chosen.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// What is taken.
    pub(super) id: String,
    /// What it is, in words.
    pub(super) label: String,
}

/// What is wrong with an answer.
pub(super) type Wrong = Box<Diagnostic>;

impl<'a> Ask<'a> {
    /// Reads answers from one side and writes questions to the other.
    pub(super) fn new(from: &'a mut dyn BufRead, to: &'a mut dyn Write) -> Self {
        Self { from, to }
    }

    /// Asks until there is an answer.
    pub(super) fn needed<T>(
        &mut self,
        question: &str,
        take: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Result<T, Ended> {
        loop {
            match self.once(question, &take)? {
                Some(taken) => return Ok(taken),
                None => writeln!(self.to, "  this cannot be left out")?,
            }
        }
    }

    /// Asks for something that an empty line leaves out.
    pub(super) fn wanted<T>(
        &mut self,
        question: &str,
        take: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Result<Option<T>, Ended> {
        self.once(&format!("{question} (Enter to leave it out)"), &take)
    }

    /// Asks for as many as the user has, to an empty line.
    pub(super) fn several<T>(
        &mut self,
        question: &str,
        take: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Result<Vec<T>, Ended> {
        let mut all = Vec::new();
        loop {
            let question = if all.is_empty() { question } else { "and" };
            match self.wanted(question, &take)? {
                Some(one) => all.push(one),
                None => return Ok(all),
            }
        }
    }

    /// Shows what can be chosen, where that is little.
    pub(super) fn show(&mut self, choices: &[Choice]) -> Result<(), Ended> {
        if choices.len() <= LISTED {
            let width = choices.iter().map(|choice| choice.id.len()).max().unwrap_or(0);
            for (at, choice) in choices.iter().enumerate() {
                writeln!(self.to, "  {:>2}  {:<width$}  {}", at + 1, choice.id, visible(&choice.label))?;
            }
        }
        Ok(())
    }

    /// One question, until the line that is given is empty or can be taken.
    fn once<T>(
        &mut self,
        question: &str,
        take: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Result<Option<T>, Ended> {
        loop {
            write!(self.to, "{question}: ")?;
            self.to.flush()?;
            let mut line = Vec::new();
            if self.from.read_until(b'\n', &mut line)? == 0 {
                writeln!(self.to)?;
                return Err(Ended);
            }
            let line = String::from_utf8_lossy(&line);
            let answer = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if answer.is_empty() {
                return Ok(None);
            }
            match take(&answer) {
                Ok(taken) => return Ok(Some(taken)),
                Err(wrong) => {
                    let help = wrong.help.map_or(String::new(), |help| format!("; {help}"));
                    writeln!(self.to, "  {}", visible(&format!("{}{help}", wrong.message)))?;
                }
            }
        }
    }
}

/// The choice that is meant: by its id, its number where all are listed, its label, or words of either.
///
/// # Errors
/// What is near, where that is not one.
pub(super) fn pick<'c>(what: &str, answer: &str, choices: &'c [Choice]) -> Result<&'c Choice, Wrong> {
    let lower = answer.to_lowercase();
    let number = answer.parse::<usize>().ok().filter(|_| choices.len() <= LISTED);
    let exact = choices.iter().find(|choice| choice.id == lower || choice.label.to_lowercase() == lower);
    let numbered = || number.and_then(|number| choices.get(number.checked_sub(1)?));
    if let Some(choice) = exact.or_else(numbered) {
        return Ok(choice);
    }
    let holds = |choice: &&Choice| choice.id.contains(&lower) || choice.label.to_lowercase().contains(&lower);
    let fitting: Vec<_> = choices.iter().filter(holds).collect();
    let refuse =
        |message: String, help: String| Err(Box::new(Diagnostic::general("no-choice", message).help(help)));
    match fitting[..] {
        [only] => Ok(only),
        [] => {
            let ids = choices.iter().map(|choice| choice.id.as_str());
            let help = match nearest(&lower, ids.clone()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if choices.is_empty() => format!("there is no {what} at all"),
                None if choices.len() <= LISTED => {
                    format!("write one of {}", ids.collect::<Vec<_>>().join(", "))
                }
                None => "write its id, or words of its title".to_owned(),
            };
            refuse(format!("there is no {what} `{answer}`"), help)
        }
        _ => {
            let shown: Vec<_> = fitting.iter().take(LISTED).map(|choice| choice.id.as_str()).collect();
            let more = if fitting.len() > LISTED { " …" } else { "" };
            let message = format!("{} of them fit `{answer}`", fitting.len());
            refuse(message, format!("write one of {}{more}", shown.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> Vec<Choice> {
        [("in_progress", "In progress"), ("stalled", "Stalled"), ("complete", "Complete")]
            .map(|(id, label)| Choice { id: id.into(), label: label.into() })
            .to_vec()
    }

    fn asked<T>(input: &str, ask: impl FnOnce(&mut Ask<'_>) -> T) -> (T, String) {
        let (mut from, mut to) = (input.as_bytes(), Vec::new());
        let answer = ask(&mut Ask::new(&mut from, &mut to));
        (answer, String::from_utf8(to).unwrap())
    }

    fn status(answer: &str) -> Result<String, Wrong> {
        pick("status", answer, &choices()).map(|choice| choice.id.clone())
    }

    #[test]
    fn a_question_is_asked_until_its_answer_can_be_taken() {
        let (answer, said) = asked("\n  stalle \r\nstalled\n", |ask| {
            ask.show(&choices()).unwrap();
            ask.needed("Status", status).unwrap()
        });
        assert_eq!(answer, "stalled");
        assert_eq!(
            said,
            "   1  in_progress  In progress\n   2  stalled      Stalled\n   3  complete     Complete\n\
             Status:   this cannot be left out\nStatus: "
        );
    }

    #[test]
    fn choices_are_meant_by_id_number_label_or_words() {
        for (answer, meant) in [
            ("stalled", "stalled"),
            ("2", "stalled"),
            ("IN PROGRESS", "in_progress"),
            ("prog", "in_progress"),
        ] {
            assert_eq!(status(answer).unwrap(), meant, "{answer}");
        }
        let wrong =
            |answer| status(answer).map_err(|wrong| format!("{}; {}", wrong.message, wrong.help.unwrap()));
        assert_eq!(wrong("stallde").unwrap_err(), "there is no status `stallde`; did you mean `stalled`?");
        assert_eq!(
            wrong("0").unwrap_err(),
            "there is no status `0`; write one of in_progress, stalled, complete"
        );
        assert_eq!(wrong("l").unwrap_err(), "2 of them fit `l`; write one of stalled, complete");
    }

    #[test]
    fn what_may_be_left_out_is_left_out_and_an_end_ends_all() {
        assert_eq!(asked("\n", |ask| ask.wanted("Status", status).unwrap()).0, None);
        let (all, said) = asked("1\n3\n\n", |ask| ask.several("Statuses", status).unwrap());
        assert_eq!(all, ["in_progress", "complete"]);
        assert_eq!(
            said,
            "Statuses (Enter to leave it out): and (Enter to leave it out): and (Enter to leave it out): "
        );
        assert!(asked("", |ask| ask.needed("Status", status)).0.is_err());
        assert!(
            asked("\u{1b}[2J\n", |ask| ask.needed("Status", status)).1.contains("there is no status `␛[2J`")
        );
    }
}
