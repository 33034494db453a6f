//! Tables for people: columns that fit the terminal, whatever the width of the characters.

use unicode_width::UnicodeWidthStr;

use super::super::visible::visible;

/// Rows of cells below a heading.
pub(super) struct Table {
    head: Vec<String>,
    /// Columns from here on are prose: they are cut first.
    prose: usize,
    rows: Vec<Vec<String>>,
}

/// Columns are this far apart.
const GAP: usize = 2;
/// No column is cut to less.
const LEAST: usize = 8;

impl Table {
    /// With these headings: of columns that are looked up and copied, then of those that are prose.
    pub(super) fn new(looked_up: &[&str], prose: &[&str]) -> Self {
        let head = looked_up.iter().chain(prose).map(|word| (*word).to_owned());
        Self { head: head.collect(), prose: looked_up.len(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(|cell| visible(cell.as_ref().trim())).collect());
    }

    /// As text. Columns in which nothing stands are left out; where `width` is told, what does not fit is cut.
    pub(super) fn draw(&self, width: Option<usize>) -> String {
        let filled = |column: &usize| self.rows.iter().any(|row| !row[*column].is_empty());
        let columns: Vec<usize> = (0..self.head.len()).filter(filled).collect();
        let lines = || std::iter::once(&self.head).chain(&self.rows);
        let broadest = |column: &usize| lines().map(|row| row[*column].width()).max().unwrap_or(0);
        let mut widths: Vec<usize> = columns.iter().map(broadest).collect();
        if let Some(width) = width {
            let prose = columns.partition_point(|column| *column < self.prose);
            fit(&mut widths, prose, width);
        }
        let mut text = String::new();
        for row in lines() {
            let mut line = String::new();
            for (column, width) in columns.iter().zip(&widths) {
                let cell = cut(&row[*column], *width);
                line.push_str(&cell);
                line.push_str(&" ".repeat(width - cell.width() + GAP));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// Takes from the widest column of prose until all fit, then from the widest of the others.
fn fit(widths: &mut [usize], prose: usize, width: usize) {
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        let (looked_up, prose) = widths.split_at_mut(prose);
        match widest(prose).or_else(|| widest(looked_up)) {
            Some(widest) => *widest -= 1,
            None => return,
        }
    }
}

/// The widest column that may be cut.
fn widest(columns: &mut [usize]) -> Option<&mut usize> {
    columns.iter_mut().max().filter(|width| **width > LEAST)
}

/// A cell of at most so many columns of the terminal; what is cut ends with `…`.
fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut ends = cell.char_indices().map(|(at, _)| at).rev();
    let end = ends.find(|&end| cell[..end].width() < width).unwrap_or(0);
    format!("{}…", cell[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&["DATE", "NOTE", "CLAIM"], &["TITLE"]);
        table.row(["2026-01-02", "", "bus-lanes", "Bus lanes on Main Street\u{1b}[2J"]);
        table.row(["2026", "", "日本語", "約束の記録を残す 事実"]);
        table
    }

    #[test]
    fn without_a_terminal_nothing_is_cut() {
        let expected = "\
DATE        CLAIM      TITLE
2026-01-02  bus-lanes  Bus lanes on Main Street␛[2J
2026        日本語     約束の記録を残す 事実
";
        assert_eq!(table().draw(None), expected);
    }

    #[test]
    fn on_a_terminal_every_line_fits() {
        let expected = "\
DATE        CLAIM      TITLE
2026-01-02  bus-lanes  Bus lanes o…
2026        日本語     約束の記録…
";
        assert_eq!(table().draw(Some(35)), expected);
        for width in 28..80 {
            let drawn = table().draw(Some(width));
            assert!(drawn.lines().all(|line| line.width() <= width), "{width}:\n{drawn}");
        }
    }

    #[test]
    fn a_terminal_of_no_width_is_no_fault() {
        assert_eq!(table().draw(Some(0)).lines().count(), 3);
    }
}
