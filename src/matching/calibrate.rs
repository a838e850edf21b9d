//! From signals to a probability that means something: logistic regression, fitted on
//! questions that the engine had not seen (stacking, Wolpert 1992; Platt 1999).

use std::collections::BTreeMap;

use super::signals::{NAMES, Signals};
use crate::faq::Fit;

/// The probability from which on the bot answers or offers buttons. Costs are in the
/// weights of the fit (see [`Costs`]), so the threshold itself is no choice.
pub const THRESHOLD: f64 = 0.5;

/// What a mistake costs, in tickets.
#[derive(Debug, Clone, Copy)]
pub struct Costs {
    /// A wrong answer to a question that a topic answers.
    pub wrong: f64,
    /// An answer to a question that no topic answers.
    pub unfounded: f64,
}

impl Costs {
    /// Buttons that do not help cost one tap, and then there is a ticket.
    pub const OF_BUTTONS: Costs = Costs { wrong: 1.0, unfounded: 1.0 };
}

impl Default for Costs {
    /// A wrong answer harms as much as three people waiting for a person.
    fn default() -> Costs {
        Costs { wrong: 3.0, unfounded: 3.0 }
    }
}

/// One question with its signals and whether the guess was right.
pub struct Example {
    /// Its signals.
    pub signals: Signals,
    /// Whether what is being predicted came true.
    pub right: bool,
    /// Its say in the fit.
    pub weight: f64,
}

/// A fitted probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    weights: Signals,
}

impl Calibration {
    /// Reads weights by signal name; `None` where a name is missing or unknown, as
    /// after an upgrade that changed the signals.
    fn from_names(names: &BTreeMap<String, f64>) -> Option<Calibration> {
        if names.len() != NAMES.len() {
            return None;
        }
        let mut weights = [0.0; NAMES.len()];
        for (weight, name) in weights.iter_mut().zip(NAMES) {
            *weight = *names.get(name)?;
        }
        Some(Calibration { weights })
    }

    /// The weights by signal name, rounded so that they read and repeat.
    pub fn names(&self) -> BTreeMap<String, f64> {
        let rounded = |weight: f64| (weight * 1e4).round() / 1e4;
        NAMES.iter().zip(self.weights).map(|(name, weight)| ((*name).to_owned(), rounded(weight))).collect()
    }

    /// Both calibrations of a fit: for answering, and for offering buttons.
    pub fn pair(fit: &Fit) -> Option<(Calibration, Calibration)> {
        Some((Calibration::from_names(&fit.answer)?, Calibration::from_names(&fit.among)?))
    }

    /// The probability that signals speak for.
    pub fn probability(&self, signals: &Signals) -> f64 {
        sigmoid(dot(&self.weights, signals))
    }

    /// What each signal adds to the log odds, by name.
    pub fn parts<'s>(&'s self, signals: &'s Signals) -> impl Iterator<Item = (&'static str, f64)> + 's {
        NAMES
            .into_iter()
            .zip(self.weights)
            .zip(signals)
            .map(|((name, weight), signal)| (name, weight * signal))
    }

    /// Fits by Newton's method with a ridge (iteratively reweighted least squares).
    pub fn fit(examples: &[Example]) -> Calibration {
        const STEPS: usize = 25;
        const RIDGE: f64 = 1.0;
        let mut weights = [0.0; NAMES.len()];
        for _ in 0..STEPS {
            let mut gradient: Signals = weights.map(|weight| -RIDGE * weight);
            let mut curvature = [[0.0; NAMES.len()]; NAMES.len()];
            for (i, row) in curvature.iter_mut().enumerate() {
                row[i] = RIDGE;
            }
            for example in examples {
                let p = sigmoid(dot(&weights, &example.signals));
                let error = example.weight * (f64::from(u8::from(example.right)) - p);
                let spread = example.weight * p * (1.0 - p);
                for (i, &signal) in example.signals.iter().enumerate() {
                    gradient[i] += error * signal;
                    for (cell, other) in curvature[i].iter_mut().zip(example.signals) {
                        *cell += spread * signal * other;
                    }
                }
            }
            let step = solve(curvature, gradient);
            weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
        }
        Calibration { weights }
    }
}

fn dot(weights: &Signals, signals: &Signals) -> f64 {
    weights.iter().zip(signals).map(|(weight, signal)| weight * signal).sum()
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Solves a symmetric positive definite system by Gaussian elimination.
fn solve(mut matrix: [[f64; NAMES.len()]; NAMES.len()], mut right: Signals) -> Signals {
    let n = NAMES.len();
    for pivot in 0..n {
        let row = matrix[pivot];
        for below in pivot + 1..n {
            let factor = matrix[below][pivot] / row[pivot];
            for (cell, above) in matrix[below].iter_mut().zip(row).skip(pivot) {
                *cell -= factor * above;
            }
            right[below] -= factor * right[pivot];
        }
    }
    for pivot in (0..n).rev() {
        let known: f64 = (pivot + 1..n).map(|column| matrix[pivot][column] * right[column]).sum();
        right[pivot] = (right[pivot] - known) / matrix[pivot][pivot];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telling_signal_is_found_and_weights_survive_their_names() {
        let example = |evidence: f64, right| {
            let mut signals = [0.0; NAMES.len()];
            (signals[0], signals[1]) = (1.0, evidence);
            Example { signals, right, weight: 1.0 }
        };
        let examples: Vec<Example> =
            (0..200).map(|i| example(f64::from(i % 10) - 5.0, i % 10 >= 5)).collect();
        let fitted = Calibration::fit(&examples);
        assert!(fitted.probability(&example(4.0, true).signals) > 0.9);
        assert!(fitted.probability(&example(-5.0, true).signals) < 0.1);
        let again = Calibration::from_names(&fitted.names()).map(|read| read.names());
        assert_eq!(again, Some(fitted.names()));
    }
}
