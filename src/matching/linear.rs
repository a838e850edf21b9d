//! The classifier: multinomial logistic regression over sparse vectors, trained by
//! stochastic gradient descent with a falling step (Bottou 2010). Deterministic: the
//! same lines in the same order give the same weights.

use serde::{Deserialize, Serialize};

use super::features::Sparse;
use super::vocabulary::mix;

/// Passes over the training lines.
const PASSES: u32 = 10;
/// First and last step length.
const STEP: (f32, f32) = (2.0, 0.5);
/// A class whose probability is wrong by less than this is not corrected: after the
/// first pass that leaves a handful of classes a line, and most of the time saved.
const NEGLIGIBLE: f32 = 5e-3;
/// A line that is less wrong than this sits out the next pass.
const SURE: f32 = 0.05;
/// Weights of one feature lie side by side, padded to whole vector registers.
const LANES: usize = 8;

/// A line to learn from.
#[derive(Debug, Clone, Copy)]
pub struct Example<'l> {
    /// Its vector.
    pub vector: &'l Sparse,
    /// Its class.
    pub class: usize,
    /// A hash of the line: its turn in each pass, so that one line more changes the turns
    /// of no other.
    pub key: u64,
}

/// Weights of every feature for every class, a byte each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    classes: usize,
    weights: Vec<i8>,
    /// For each feature, what one step of its weights is worth.
    steps: Vec<f32>,
}

impl Linear {
    /// Learns from lines and their classes; `features` bounds the numbers in the lines.
    pub fn train(lines: &[Example<'_>], features: usize, classes: usize) -> Linear {
        let mut trainer = Trainer::new(features, classes);
        let mut order: Vec<usize> = (0..lines.len()).collect();
        let steps = (PASSES as usize * lines.len()).max(1) as f32;
        let mut done = 0_usize;
        let mut rests = vec![false; lines.len()];
        for pass in 0..PASSES {
            order.sort_by_cached_key(|&line| mix(lines[line].key, u64::from(pass)));
            for &line in &order {
                done += 1;
                if std::mem::take(&mut rests[line]) {
                    continue;
                }
                let step = STEP.0 * (STEP.1 / STEP.0).powf(done as f32 / steps);
                let Example { vector, class, .. } = lines[line];
                rests[line] = trainer.correct(vector, class, step) < SURE;
            }
        }
        trainer.finish()
    }

    /// Whether it was trained for so many features and classes.
    pub fn fits(&self, features: usize, classes: usize) -> bool {
        let weights = features.checked_mul(classes) == Some(self.weights.len());
        self.classes == classes && self.steps.len() == features && weights
    }

    /// The log of each class's probability.
    pub fn log_probabilities(&self, vector: &Sparse) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.classes];
        for &(feature, value) in vector {
            let value = value * self.steps[feature as usize];
            for (score, &weight) in scores.iter_mut().zip(self.row(feature)) {
                *score += value * f32::from(weight);
            }
        }
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
        scores.iter_mut().for_each(|score| *score -= highest + sum.ln());
        scores
    }

    /// What one feature speaks for `class` rather than for `rival`.
    pub fn says(&self, feature: u32, class: usize, rival: usize) -> f32 {
        let row = self.row(feature);
        self.steps[feature as usize] * (f32::from(row[class]) - f32::from(row[rival]))
    }

    fn row(&self, feature: u32) -> &[i8] {
        let start = feature as usize * self.classes;
        &self.weights[start..start + self.classes]
    }
}

/// Weights in the making, in full precision.
struct Trainer {
    classes: usize,
    /// `classes` rounded up to [`LANES`].
    stride: usize,
    weights: Vec<f32>,
}

impl Trainer {
    fn new(features: usize, classes: usize) -> Trainer {
        let stride = classes.next_multiple_of(LANES);
        Trainer { classes, stride, weights: vec![0.0; features * stride] }
    }

    fn finish(self) -> Linear {
        let mut linear = Linear { classes: self.classes, weights: Vec::new(), steps: Vec::new() };
        for row in self.weights.chunks_exact(self.stride).map(|row| &row[..self.classes]) {
            let largest = row.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
            let step = (largest / 127.0).max(f32::MIN_POSITIVE);
            linear.steps.push(step);
            linear.weights.extend(row.iter().map(|weight| (weight / step).round() as i8));
        }
        linear
    }

    fn scores(&self, vector: &Sparse) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.stride];
        for &(feature, value) in vector {
            let start = feature as usize * self.stride;
            let row = &self.weights[start..start + self.stride];
            for (score, weight) in scores.chunks_exact_mut(LANES).zip(row.chunks_exact(LANES)) {
                for (score, weight) in score.iter_mut().zip(weight) {
                    *score += value * weight;
                }
            }
        }
        scores
    }

    /// Moves the weights towards a line's class; gives how wrong they were, 0 to 1.
    fn correct(&mut self, vector: &Sparse, class: usize, step: f32) -> f32 {
        let mut errors = self.scores(vector);
        softmax(&mut errors[..self.classes]);
        errors[class] -= 1.0;
        let wrong: Vec<(usize, f32)> = errors[..self.classes]
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, error)| error.abs() > NEGLIGIBLE)
            .collect();
        for &(feature, value) in vector {
            let start = feature as usize * self.stride;
            for &(class, error) in &wrong {
                self.weights[start + class] -= step * value * error;
            }
        }
        -errors[class]
    }
}

fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - highest).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separable_lines_are_learnt_and_training_repeats() {
        let (a, b): (Sparse, Sparse) = (vec![(0, 1.0)], vec![(1, 1.0)]);
        let lines = [(&a, 0), (&b, 1)].map(|(vector, class)| Example { vector, class, key: class as u64 });
        let linear = Linear::train(&lines, 2, 2);
        assert!(linear.log_probabilities(&a)[0].exp() > 0.9);
        assert!(linear.log_probabilities(&b)[1].exp() > 0.9);
        assert_eq!(linear, Linear::train(&lines, 2, 2));
    }
}
