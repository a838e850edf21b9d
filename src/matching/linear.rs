//! The classifiers: weights of every feature for every class, trained by stochastic
//! gradient descent with a falling step (Bottou 2010), which is what keeps them from
//! extremes: they are stopped early. Deterministic: the same lines in the same order give
//! the same weights. It may not know what a feature is.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::features::Sparse;
use super::vocabulary::mix;

/// A class whose score is wrong by less than this is not corrected: after the first pass
/// that leaves a handful of classes a line, and most of the time saved.
const NEGLIGIBLE: f32 = 5e-3;
/// A line that is less wrong than this sits out the next pass.
const SURE: f32 = 0.05;
/// Weights of one feature lie side by side, padded to whole vector registers.
const LANES: usize = 8;

/// What is wrong about a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// Classes share one probability: multinomial logistic regression. Scores become the
    /// logs of the classes' probabilities.
    Likelihood,
    /// Each class against all others: the squared hinge of a linear support vector machine
    /// (Fan et al. 2008, "LIBLINEAR"). The own class is to have a score of 2 or more, the
    /// others of 0 or less. Better than likelihood where features are many and lines few.
    Margin,
}

/// How to learn: from what is wrong, for how long, and by which steps.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// What is corrected.
    pub loss: Loss,
    /// What every line has beside its features, so that a class can be likely by itself.
    pub bias: f32,
    /// Passes over the training lines.
    pub passes: u32,
    /// Length of the first step.
    pub first: f32,
    /// Length of the last step.
    pub last: f32,
}

/// A line to learn from.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Its class.
    pub class: usize,
    /// A hash of the line: its turn in each pass, so that one line more changes the turns
    /// of no other.
    pub key: u64,
}

/// Weights of every feature for every class, a byte each; those of the bias come last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    loss: Loss,
    bias: f32,
    classes: usize,
    weights: Vec<i8>,
    /// For each feature, what one step of its weights is worth.
    steps: Vec<f32>,
}

impl Linear {
    /// Learns from lines, each with its `vector` by its place; `features` bounds the numbers
    /// in them.
    pub fn train<'v>(
        lines: &[Example],
        vector: impl Fn(usize) -> Cow<'v, Sparse>,
        features: usize,
        classes: usize,
        schedule: Schedule,
    ) -> Linear {
        let Schedule { loss, bias, passes, first, last } = schedule;
        let mut trainer = Trainer::new(loss, bias, features, classes);
        let mut order: Vec<usize> = (0..lines.len()).collect();
        let steps = (passes as usize * lines.len()).max(1) as f32;
        let mut done = 0_usize;
        let mut rests = vec![false; lines.len()];
        for pass in 0..passes {
            order.sort_by_cached_key(|&line| mix(lines[line].key, u64::from(pass)));
            for &line in &order {
                done += 1;
                if std::mem::take(&mut rests[line]) {
                    continue;
                }
                let step = first * (last / first).powf(done as f32 / steps);
                rests[line] = trainer.correct(&vector(line), lines[line].class, step) < SURE;
            }
        }
        trainer.finish()
    }

    /// Whether it was trained for so many features and classes.
    pub fn fits(&self, features: usize, classes: usize) -> bool {
        let rows = features + 1;
        let weights = rows.checked_mul(classes) == Some(self.weights.len());
        self.classes == classes && self.steps.len() == rows && weights
    }

    /// The score of each class: see [`Loss`].
    pub fn scores(&self, vector: &Sparse) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.classes];
        let bias = (self.steps.len() as u32 - 1, self.bias);
        for (feature, value) in vector.iter().copied().chain([bias]) {
            let value = value * self.steps[feature as usize];
            for (score, &weight) in scores.iter_mut().zip(self.row(feature)) {
                *score += value * f32::from(weight);
            }
        }
        if self.loss == Loss::Likelihood {
            let highest = scores.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
            scores.iter_mut().for_each(|score| *score -= highest + sum.ln());
        }
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
    loss: Loss,
    /// The bias as a feature: its number and value.
    bias: (u32, f32),
    classes: usize,
    /// `classes` rounded up to [`LANES`].
    stride: usize,
    weights: Vec<f32>,
}

impl Trainer {
    fn new(loss: Loss, bias: f32, features: usize, classes: usize) -> Trainer {
        let stride = classes.next_multiple_of(LANES);
        let weights = vec![0.0; (features + 1) * stride];
        Trainer { loss, bias: (features as u32, bias), classes, stride, weights }
    }

    fn finish(self) -> Linear {
        let (loss, bias, classes) = (self.loss, self.bias.1, self.classes);
        let mut linear = Linear { loss, bias, classes, weights: Vec::new(), steps: Vec::new() };
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
        for (feature, value) in vector.iter().copied().chain([self.bias]) {
            let start = feature as usize * self.stride;
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + self.stride]) {
                *score += value * weight;
            }
        }
        scores
    }

    /// Moves the weights towards a line's class; gives how much the score of that class lacked.
    fn correct(&mut self, vector: &Sparse, class: usize, step: f32) -> f32 {
        let mut errors = self.scores(vector);
        self.loss.errors(&mut errors[..self.classes], class);
        // What pads a row is wrong about nothing.
        errors[self.classes..].fill(0.0);
        let wrong = -errors[class];
        errors
            .iter_mut()
            .for_each(|error| *error = if error.abs() > NEGLIGIBLE { step * *error } else { 0.0 });
        let places: Vec<usize> = (0..self.classes).filter(|&class| errors[class] != 0.0).collect();
        // Places one by one cost a register's width each; a whole row costs no search.
        let few = places.len() * LANES < self.stride;
        for (feature, value) in vector.iter().copied().chain([self.bias]) {
            let start = feature as usize * self.stride;
            let row = &mut self.weights[start..start + self.stride];
            if few {
                places.iter().for_each(|&class| row[class] -= value * errors[class]);
            } else {
                row.iter_mut().zip(&errors).for_each(|(weight, error)| *weight -= value * error);
            }
        }
        wrong
    }
}

impl Loss {
    /// How wrong each score is: what is too much of it.
    fn errors(self, scores: &mut [f32], class: usize) {
        match self {
            Loss::Likelihood => {
                softmax(scores);
                scores[class] -= 1.0;
            }
            Loss::Margin => {
                let own = scores[class];
                scores.iter_mut().for_each(|score| *score = score.max(0.0));
                scores[class] = (own - 2.0).min(0.0);
            }
        }
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
        let lines = [0, 1].map(|class| Example { class, key: class as u64 });
        for loss in [Loss::Likelihood, Loss::Margin] {
            let schedule = Schedule { loss, bias: 0.0, passes: 10, first: 1.0, last: 0.5 };
            let train = || Linear::train(&lines, |line| Cow::Borrowed([&a, &b][line]), 2, 2, schedule);
            let linear = train();
            for (line, class) in [(&a, 0), (&b, 1)] {
                let scores = linear.scores(line);
                assert!(scores[class] > scores[1 - class] + 1.9, "{loss:?} {scores:?}");
            }
            assert_eq!(linear, train());
        }
    }

    #[test]
    fn scores_of_likelihood_are_logs_of_probabilities() {
        let line: Sparse = vec![(0, 1.0)];
        let schedule = Schedule { loss: Loss::Likelihood, bias: 1.0, passes: 1, first: 1.0, last: 1.0 };
        let lines = [Example { class: 2, key: 0 }];
        let linear = Linear::train(&lines, |_| Cow::Borrowed(&line), 1, 3, schedule);
        assert!((linear.scores(&line).iter().map(|log| log.exp()).sum::<f32>() - 1.0).abs() < 1e-6);
    }
}
