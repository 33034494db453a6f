//! Markdown of our own as plain text for a terminal: paragraphs, lists and code. No Markdown of users.

use std::fmt::Write as _;

/// Set to a width, in characters; code stays as it is.
pub(super) fn laid_out(markdown: &str, width: usize) -> String {
    let mut text = String::new();
    for block in blocks(markdown) {
        if !text.is_empty() {
            text.push('\n');
        }
        match block {
            Block::Code(lines) => lines.iter().for_each(|line| {
                let _ = writeln!(text, "{}", format!("    {line}").trim_end());
            }),
            Block::List(items) => items.iter().for_each(|(mark, item)| wrap(&mut text, mark, item, width)),
            Block::Words(words) => wrap(&mut text, "", &words, width),
        }
    }
    text
}

/// The same without line breaks inside of paragraphs.
pub(super) fn plain(markdown: &str) -> String {
    laid_out(markdown, usize::MAX).trim_end().to_owned()
}

enum Block<'t> {
    Words(String),
    /// Marks and items.
    List(Vec<(&'t str, String)>),
    Code(Vec<&'t str>),
}

fn blocks(markdown: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    // Whether the next line goes on with the last block.
    let mut open = false;
    while let Some(line) = lines.next() {
        let bare = line.trim();
        if bare.starts_with("```") {
            blocks.push(Block::Code(lines.by_ref().take_while(|line| line.trim() != "```").collect()));
            open = false;
        } else if bare.is_empty() {
            open = false;
        } else if let Some((mark, item)) = item(bare) {
            match blocks.last_mut() {
                Some(Block::List(items)) => items.push((mark, item.to_owned())),
                _ => blocks.push(Block::List(vec![(mark, item.to_owned())])),
            }
            open = true;
        } else {
            let words = bare.trim_start_matches('#').trim_start();
            match blocks.last_mut().filter(|_| open) {
                Some(Block::Words(all)) => join(all, words),
                Some(Block::List(items)) => {
                    if let Some((_, all)) = items.last_mut() {
                        join(all, words);
                    }
                }
                _ => blocks.push(Block::Words(words.to_owned())),
            }
            open = !bare.starts_with('#');
        }
    }
    blocks
}

/// The mark of an item, with the space behind it, and its words.
fn item(line: &str) -> Option<(&str, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match line.as_bytes().get(digits)? {
        b'-' | b'*' if digits == 0 => 1,
        b'.' if digits > 0 => digits + 1,
        _ => return None,
    };
    line[mark..].starts_with(' ').then(|| line.split_at(mark + 1))
}

fn join(all: &mut String, words: &str) {
    all.push(' ');
    all.push_str(words);
}

/// Lines of at most `width` characters, those after the first set in below the mark; code in a line is not parted.
fn wrap(text: &mut String, mark: &str, words: &str, width: usize) {
    text.push_str(mark);
    let indent = mark.chars().count();
    let mut column = indent;
    for (at, word) in unparted(&words.replace("**", "")).iter().enumerate() {
        let length = word.chars().count();
        if column + 1 + length > width && column > indent {
            let _ = write!(text, "\n{:indent$}", "");
            column = indent;
        } else if at > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text.push('\n');
}

/// Words between spaces; what stands between backticks is one.
fn unparted(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut inside = false;
    for piece in text.split(' ') {
        match words.last_mut().filter(|_| inside) {
            Some(word) => join(word, piece),
            None => words.push(piece.to_owned()),
        }
        inside ^= piece.matches('`').count() % 2 == 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lists_and_code_are_set_to_the_width() {
        let markdown = "Write **one** of\nthem, in quotes.\n\n- the first: `a b c d`\n- another one that is\n  long\n\n\
                        ```toml\na = 1\n\n  b = \"a long line that stays\"\n```\n## End\n1. one";
        let expected = "\
Write one of them,
in quotes.

- the first:
  `a b c d`
- another one that
  is long

    a = 1

      b = \"a long line that stays\"

End

1. one
";
        assert_eq!(laid_out(markdown, 18), expected);
        assert_eq!(plain("a\nb\n\nc"), "a b\n\nc");
        assert_eq!(laid_out("", 18), "");
    }

    #[test]
    fn code_in_a_line_is_not_parted() {
        assert_eq!(laid_out("say `x = 1` now", 8), "say\n`x = 1`\nnow\n");
    }
}
