//! Where labels go so that none covers another: rows that fill greedily, gaps, and merging of neighbours.

/// From left to right edge.
pub(super) type Extent = (f64, f64);

/// Between neighbours in one row.
pub(super) const GAP: f64 = 8.0;

/// Rows of labels; each holds what was placed in it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Vec<Extent>>,
}

impl Rows {
    /// With these extents taken in every one of `count` rows.
    pub(super) fn new(count: usize, taken: &[Extent]) -> Self {
        Self { rows: vec![taken.to_vec(); count] }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The first row with room for one of these extents, which is then taken, and which one it was.
    pub(super) fn place(&mut self, choices: &[Extent]) -> Option<(usize, usize)> {
        for (row, taken) in self.rows.iter_mut().enumerate() {
            if let Some(choice) = choices.iter().position(|&choice| free(taken, choice)) {
                taken.push(choices[choice]);
                return Some((row, choice));
            }
        }
        None
    }
}

/// Whether nothing stands in or too near an extent.
pub(super) fn free(taken: &[Extent], (from, to): Extent) -> bool {
    taken.iter().all(|&(start, end)| to + GAP <= start || end + GAP <= from)
}

/// The start of the first gap within `within` that is `width` wide and clear of `obstacles` by `margin`.
pub(super) fn gap(within: Extent, width: f64, margin: f64, obstacles: &[Extent]) -> Option<f64> {
    if within.0 + width > within.1 {
        return None;
    }
    // What lies on either side decides nothing.
    let near = |(start, end): &Extent| end + margin > within.0 && *start < within.1 + margin;
    let mut obstacles: Vec<Extent> = obstacles.iter().copied().filter(near).collect();
    obstacles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut from = within.0;
    for (start, end) in obstacles {
        if end + margin <= from {
            continue;
        }
        if from + width + margin <= start {
            break;
        }
        from = from.max(end + margin);
    }
    (from + width <= within.1).then_some(from)
}

/// Things of one kind that stand too close to be told apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// Where its mark stands.
    pub(super) x: f64,
    /// Places in the list that was given.
    pub(super) first: usize,
    /// How many there are.
    pub(super) count: usize,
}

/// Merges neighbours: `xs` ascend, and a cluster of `n` needs `width(n)` around its middle.
pub(super) fn clusters(xs: &[f64], within: Extent, width: impl Fn(usize) -> f64) -> Vec<Cluster> {
    let middle = |first: usize, count: usize| {
        let half = width(count) / 2.0;
        f64::midpoint(xs[first], xs[first + count - 1]).min(within.1 - half).max(within.0 + half)
    };
    let mut merged: Vec<Cluster> = Vec::new();
    for first in 0..xs.len() {
        let mut now = Cluster { x: middle(first, 1), first, count: 1 };
        while let Some(last) = merged.last() {
            let apart = f64::midpoint(width(last.count), width(now.count));
            if now.x - last.x >= apart {
                break;
            }
            let count = last.count + now.count;
            now = Cluster { x: middle(last.first, count), first: last.first, count };
            merged.pop();
        }
        merged.push(now);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fill_from_the_first_and_keep_their_distance() {
        let mut rows = Rows::new(2, &[(50.0, 52.0)]);
        assert_eq!(rows.place(&[(0.0, 40.0)]), Some((0, 0)));
        assert_eq!(rows.place(&[(30.0, 45.0), (70.0, 80.0)]), Some((0, 1)));
        assert_eq!(rows.place(&[(30.0, 42.0)]), Some((1, 0)));
        assert_eq!(rows.place(&[(30.0, 42.0)]), None);
    }

    #[test]
    fn a_gap_is_the_first_that_is_wide_enough() {
        let obstacles = [(40.0, 42.0), (10.0, 12.0)];
        assert_eq!(gap((0.0, 100.0), 6.0, 2.0, &obstacles), Some(0.0));
        assert_eq!(gap((0.0, 100.0), 20.0, 2.0, &obstacles), Some(14.0));
        assert_eq!(gap((0.0, 100.0), 30.0, 2.0, &obstacles), Some(44.0));
        assert_eq!(gap((0.0, 100.0), 90.0, 2.0, &obstacles), None);
    }

    #[test]
    fn neighbours_merge_until_all_can_be_told_apart() {
        let of = |xs: &[f64]| -> Vec<(f64, usize)> {
            clusters(xs, (0.0, 100.0), |_| 10.0).iter().map(|c| (c.x, c.count)).collect()
        };
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[10.0, 30.0]), [(10.0, 1), (30.0, 1)]);
        assert_eq!(of(&[10.0, 18.0, 23.0, 60.0]), [(16.5, 3), (60.0, 1)]);
        assert_eq!(of(&[0.0, 99.0, 100.0]), [(5.0, 1), (95.0, 2)]);
    }
}
