//! Naive Bayes: how likely each class would have had just these features, by how much of
//! each its lines have (multinomial, McCallum & Nigam 1998; over weighted features, Rennie et
//! al. 2003). Where `linear` asks what tells classes apart, this asks what a class is made of,
//! and errs on other lines. It may not know what a feature is.

use serde::{Deserialize, Serialize};

use super::features::Sparse;
use super::linear::Example;
use super::rows::{Entry, Rows};

/// What a class has of a feature that none of its lines has: next to nothing, so that
/// every feature that one of them does have counts for much. Chosen by cross-validation on
/// knowledges of four offices.
const NEXT_TO_NOTHING: f32 = 0.003;

/// What the lines of each class have of every feature; most classes have nothing of most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bayes {
    /// For each class, the log of the share that a feature has which none of its lines has.
    absent: Vec<f32>,
    rows: Rows,
    /// What a weight of one is worth.
    step: f32,
}

impl Bayes {
    /// Learns from lines and their vectors; `features` bounds the numbers in them. Classes are
    /// no more than a `u16` counts.
    pub fn train(lines: &[Example], vectors: &[Sparse], features: usize, classes: usize) -> Bayes {
        let mut all: Vec<Entry<f32>> = Vec::with_capacity(vectors.iter().map(Vec::len).sum());
        let mut sums = vec![0.0_f32; classes];
        for (line, vector) in lines.iter().zip(vectors) {
            sums[line.class] += vector.iter().map(|(_, value)| value).sum::<f32>();
            all.extend(vector.iter().map(|&(feature, value)| (feature, line.class as u16, value)));
        }
        let logs = logs(all);
        let step = logs.iter().map(|(.., log)| *log).fold(f32::MIN_POSITIVE, f32::max) / f32::from(u8::MAX);
        let entries: Vec<Entry<u8>> =
            logs.iter().map(|&(feature, class, log)| (feature, class, (log / step).round() as u8)).collect();
        Bayes { absent: absent(&sums, features), rows: Rows::of(&entries, features, classes), step }
    }

    /// Whether it was trained for so many features and classes.
    pub fn fits(&self, features: usize, classes: usize) -> bool {
        self.absent.len() == classes && self.rows.fit(features, classes)
    }

    /// The log of each class's likelihood.
    pub fn scores(&self, vector: &Sparse) -> Vec<f32> {
        let mass: f32 = vector.iter().map(|(_, value)| value).sum();
        let mut scores: Vec<f32> = self.absent.iter().map(|absent| mass * absent).collect();
        for &(feature, value) in vector {
            let value = value * self.step;
            let row = self.rows.row(feature);
            if row.is_full() {
                for (score, &weight) in scores.iter_mut().zip(row.weights) {
                    *score += value * f32::from(weight);
                }
            } else {
                for (&class, &weight) in row.classes.iter().zip(row.weights) {
                    scores[usize::from(class)] += value * f32::from(weight);
                }
            }
        }
        scores
    }

    /// What one feature speaks for `class` rather than for `rival`.
    pub fn says(&self, feature: u32, class: usize, rival: usize) -> f32 {
        let row = self.rows.row(feature);
        let log = |of: usize| self.absent[of] + self.step * f32::from(row.weight(of));
        log(class) - log(rival)
    }
}

/// By how much the log of the share of each feature in each class is above the class's
/// absent one, in order.
fn logs(mut all: Vec<Entry<f32>>) -> Vec<Entry<f32>> {
    all.sort_by_key(|(feature, class, _)| (*feature, *class));
    let same = all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let log = |same: &[Entry<f32>]| {
        let has: f32 = same.iter().map(|(.., value)| value).sum();
        (same[0].0, same[0].1, (has / NEXT_TO_NOTHING).ln_1p())
    };
    same.map(log).collect()
}

/// See [`Bayes::absent`]. A class without lines is as unlikely as one that has them all.
fn absent(sums: &[f32], features: usize) -> Vec<f32> {
    let all: f32 = sums.iter().sum();
    let spare = NEXT_TO_NOTHING * features as f32;
    let mass = |&sum: &f32| if sum > 0.0 { sum } else { all };
    sums.iter().map(|sum| (NEXT_TO_NOTHING / (mass(sum) + spare).max(NEXT_TO_NOTHING)).ln()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trained() -> Bayes {
        let vectors = [vec![(0, 1.0), (1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(3, 0.5)]];
        let lines = [0, 1, 1].map(|class| Example { class, key: 0 });
        Bayes::train(&lines, &vectors, 5, 3)
    }

    #[test]
    fn scores_are_logs_of_likelihoods() {
        // Class 0 has 1.003 of feature 0 and 2.015 of all; class 1 the same of 2.515.
        let scores = trained().scores(&vec![(0, 2.0)]);
        for (score, share) in scores.iter().zip([1.003_f32 / 2.015, 1.003 / 2.515]) {
            assert!((score - 2.0 * share.ln()).abs() < 0.05, "{scores:?}");
        }
    }

    #[test]
    fn what_a_class_has_speaks_for_it_and_a_class_without_lines_is_last() {
        let bayes = trained();
        for (feature, class) in [(1, 0), (2, 1), (3, 1)] {
            let scores = bayes.scores(&vec![(feature, 1.0)]);
            assert!((0..3).all(|other| other == class || scores[class] > scores[other] + 4.0), "{scores:?}");
            assert!(scores[2] <= scores[1 - class], "{scores:?}");
        }
    }

    #[test]
    fn a_feature_says_what_it_adds_to_the_scores() {
        let bayes = trained();
        let scores = bayes.scores(&vec![(2, 0.7)]);
        assert!((0.7 * bayes.says(2, 1, 0) - (scores[1] - scores[0])).abs() < 1e-5);
    }

    #[test]
    fn it_fits_what_it_was_trained_for_only() {
        let bayes = trained();
        assert!(bayes.fits(5, 3) && !bayes.fits(4, 3) && !bayes.fits(5, 2));
    }
}
