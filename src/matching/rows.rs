//! A table of small weights, of features by classes, most of which are zero: read row by row,
//! in as little memory as it can be read quickly from. It may not know what is weighed.

use serde::{Deserialize, Serialize};

/// A feature, a class and what it weighs there.
pub type Entry<W> = (u32, u16, W);

/// The rows of all features. A row that many classes have names none of them: it has a weight
/// for each, which takes no more memory and is added up many at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// Where the weights of each feature begin; one more at the end.
    weighed: Vec<u32>,
    weights: Vec<u8>,
    /// Where the classes of each feature begin; one more at the end.
    named: Vec<u32>,
    classes: Vec<u16>,
}

/// The weights of one feature.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Of each named class; of every class where none is named.
    pub weights: &'a [u8],
    /// The named ones, rising.
    pub classes: &'a [u16],
}

impl Rows {
    /// The table of entries, which rise by feature and class. A row is full where its classes
    /// would take more bytes to name than their zeros take.
    pub fn of(entries: &[Entry<u8>], features: usize, classes: usize) -> Rows {
        let mut rows = Rows { weighed: vec![0], weights: Vec::new(), named: vec![0], classes: Vec::new() };
        let mut rest = entries;
        for feature in 0..features as u32 {
            let (row, others) = rest.split_at(rest.partition_point(|entry| entry.0 == feature));
            rest = others;
            rows.push(row, classes);
        }
        rows
    }

    fn push(&mut self, row: &[Entry<u8>], classes: usize) {
        let listed = size_of::<u8>() + size_of::<u16>();
        if row.len() * listed > classes {
            let start = self.weights.len();
            self.weights.resize(start + classes, 0);
            row.iter().for_each(|&(_, class, weight)| self.weights[start + usize::from(class)] = weight);
        } else {
            self.weights.extend(row.iter().map(|(.., weight)| weight));
            self.classes.extend(row.iter().map(|(_, class, _)| class));
        }
        self.weighed.push(self.weights.len() as u32);
        self.named.push(self.classes.len() as u32);
    }

    /// Whether it has a row for each of so many features, of so many classes.
    pub fn fit(&self, features: usize, classes: usize) -> bool {
        let whole = |starts: &[u32], all: usize| {
            starts.len() == features + 1 && starts.is_sorted() && starts.last() == Some(&(all as u32))
        };
        let fits = |row: Row<'_>| {
            row.weights.len() == if row.is_full() { classes } else { row.classes.len() }
                && row.classes.iter().all(|&class| usize::from(class) < classes)
        };
        whole(&self.weighed, self.weights.len())
            && whole(&self.named, self.classes.len())
            && (0..features as u32).all(|feature| fits(self.row(feature)))
    }

    /// The weights of one feature.
    pub fn row(&self, feature: u32) -> Row<'_> {
        let within =
            |starts: &[u32]| starts[feature as usize] as usize..starts[feature as usize + 1] as usize;
        Row { weights: &self.weights[within(&self.weighed)], classes: &self.classes[within(&self.named)] }
    }
}

impl Row<'_> {
    /// Whether there is a weight for every class.
    pub fn is_full(&self) -> bool {
        self.classes.is_empty() && !self.weights.is_empty()
    }

    /// What it weighs for one class.
    pub fn weight(&self, class: usize) -> u8 {
        if self.is_full() {
            return self.weights[class];
        }
        let found = self.classes.binary_search_by_key(&class, |&named| usize::from(named));
        found.map_or(0, |at| self.weights[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of six classes: one that two have, one that nobody has, one that four have.
    const ENTRIES: [Entry<u8>; 6] = [(0, 1, 7), (0, 5, 9), (2, 0, 1), (2, 2, 2), (2, 3, 3), (2, 5, 4)];

    #[test]
    fn a_row_weighs_what_went_in_whether_it_names_its_classes_or_not() {
        let rows = Rows::of(&ENTRIES, 3, 6);
        assert!(!rows.row(0).is_full() && !rows.row(1).is_full() && rows.row(2).is_full());
        for (feature, class) in (0..3).flat_map(|feature| (0..6).map(move |class| (feature, class))) {
            let entry = ENTRIES.iter().find(|entry| (entry.0, entry.1) == (feature, class));
            let weight = entry.map_or(0, |entry| entry.2);
            assert_eq!(rows.row(feature).weight(class.into()), weight, "{feature} {class}");
        }
    }

    #[test]
    fn it_fits_what_it_was_made_for_only() {
        let rows = Rows::of(&ENTRIES, 3, 6);
        assert!(rows.fit(3, 6) && !rows.fit(2, 6) && !rows.fit(4, 6));
        assert!(!rows.fit(3, 5), "a full row is of all classes");
        let beyond = Rows { classes: vec![1, 6], ..rows.clone() };
        assert!(!beyond.fit(3, 6));
        let short = Rows { weights: rows.weights[1..].to_vec(), ..rows };
        assert!(!short.fit(3, 6));
    }
}
