//! What the meaning of a sentence speaks for: ridge regression from its vector to every
//! class (Hoerl & Kennard 1970; one column a class), and the nearest line of every class.
//! It may not run the language model, nor weigh itself against the words.

use serde::{Deserialize, Serialize};

use super::sense::{Sense, Shelf, WIDTH};

/// Numbers of a centred vector: the vector's, and a one for what the class says by its size.
const INPUTS: usize = WIDTH + 1;
/// The ridge: how much evidence a direction needs before it is believed, in lines.
const RIDGE: f64 = 1.0;
/// Turns differences of scores into log odds; scores go from 0 (not this class) to 1.
const SHARPNESS: f32 = 20.0;
/// Lines whose products are added together, so that the sums pass through the cache once.
const BLOCK: usize = 8;

/// Regression from meanings to classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    mean: Vec<f32>,
    classes: usize,
    /// For every input, a weight for every class.
    weights: Vec<f32>,
}

impl Meaning {
    /// Learns from lines, each with the place of its vector on the shelf and its class;
    /// `None` where no line has a vector.
    pub fn train(shelf: &Shelf, lines: &[(Option<usize>, usize)], classes: usize) -> Option<Meaning> {
        let known: Vec<(Sense, usize)> =
            lines.iter().filter_map(|&(at, class)| Some((shelf.get(at?).sense(), class))).collect();
        if known.is_empty() {
            return None;
        }
        let mean = mean(&known);
        let mut gram = vec![0.0_f32; INPUTS * INPUTS];
        let mut sums = vec![0.0_f32; INPUTS * classes];
        for block in known.chunks(BLOCK) {
            let centred: Vec<[f32; INPUTS]> = block.iter().map(|(sense, _)| inputs(sense, &mean)).collect();
            add_products(&mut gram, &centred);
            for (inputs, (_, class)) in centred.iter().zip(block) {
                for (input, value) in inputs.iter().enumerate() {
                    sums[input * classes + class] += value;
                }
            }
        }
        Some(Meaning { weights: solve(&gram, &sums, classes), mean, classes })
    }

    /// Whether it was trained for so many classes.
    pub fn fits(&self, classes: usize) -> bool {
        self.classes == classes && self.mean.len() == WIDTH && self.weights.len() == INPUTS * classes
    }

    /// The log of each class's probability.
    pub fn log_probabilities(&self, sense: &Sense) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.classes];
        for (value, weights) in inputs(sense, &self.mean).iter().zip(self.weights.chunks_exact(self.classes))
        {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += value * weight;
            }
        }
        scores.iter_mut().for_each(|score| *score *= SHARPNESS);
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
        scores.iter_mut().for_each(|score| *score -= highest + sum.ln());
        scores
    }

    /// Where a vector points from the mean of all lines, at unit length.
    pub fn direction(&self, sense: &Sense) -> Sense {
        let mut direction = [0.0; WIDTH];
        direction.copy_from_slice(&inputs(sense, &self.mean)[..WIDTH]);
        direction
    }

    /// What nearness to lines needs: each line's place, and its distance from the mean.
    pub fn place(&self, shelf: &Shelf, lines: impl Iterator<Item = Option<usize>>) -> Vec<Option<Placed>> {
        let distance = |at: usize| {
            let sense = shelf.get(at).sense();
            let apart = sense.iter().zip(&self.mean).map(|(a, b)| (a - b) * (a - b)).sum::<f32>();
            Placed { at, distance: apart.sqrt().max(f32::MIN_POSITIVE) }
        };
        lines.map(|at| at.map(distance)).collect()
    }

    /// The cosine of a vector with each line's, both against the mean of all lines.
    pub fn cosines(&self, shelf: &Shelf, sense: &Sense, lines: &[Option<Placed>]) -> Vec<f32> {
        let inputs = inputs(sense, &self.mean);
        let direction = &inputs[..WIDTH];
        let at_mean: f32 = direction.iter().zip(&self.mean).map(|(value, mean)| value * mean).sum();
        let cosine = |line: Placed| (shelf.get(line.at).dot(direction) - at_mean) / line.distance;
        lines.iter().map(|line| line.map_or(0.0, cosine)).collect()
    }
}

/// A line's vector on the shelf.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    at: usize,
    distance: f32,
}

fn mean(lines: &[(Sense, usize)]) -> Vec<f32> {
    let mut mean = vec![0.0_f32; WIDTH];
    for (sense, _) in lines {
        mean.iter_mut().zip(sense).for_each(|(mean, value)| *mean += value);
    }
    mean.iter_mut().for_each(|sum| *sum /= lines.len() as f32);
    mean
}

fn inputs(sense: &Sense, mean: &[f32]) -> [f32; INPUTS] {
    let mut inputs = [0.0; INPUTS];
    for ((input, value), mean) in inputs.iter_mut().zip(sense).zip(mean) {
        *input = value - mean;
    }
    let length = inputs.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    inputs.iter_mut().for_each(|value| *value /= length);
    inputs[WIDTH] = 1.0;
    inputs
}

/// Adds the products of all pairs of inputs, the upper triangle only.
fn add_products(gram: &mut [f32], lines: &[[f32; INPUTS]]) {
    for (first, row) in gram.chunks_exact_mut(INPUTS).enumerate() {
        for line in lines {
            let value = line[first];
            for (cell, other) in row[first..].iter_mut().zip(&line[first..]) {
                *cell += value * other;
            }
        }
    }
}

/// Solves (gram + ridge) weights = sums by Cholesky decomposition.
fn solve(gram: &[f32], sums: &[f32], classes: usize) -> Vec<f32> {
    let mut lower = vec![0.0_f64; INPUTS * INPUTS];
    for i in 0..INPUTS {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[i * INPUTS + k] * lower[j * INPUTS + k]).sum();
            let cell = f64::from(gram[j * INPUTS + i]) + if i == j { RIDGE } else { 0.0 } - known;
            lower[i * INPUTS + j] = if i == j { cell.sqrt() } else { cell / lower[j * INPUTS + j] };
        }
    }
    let mut weights: Vec<f64> = sums.iter().map(|&sum| f64::from(sum)).collect();
    for i in 0..INPUTS {
        let (done, rest) = weights.split_at_mut(i * classes);
        for k in 0..i {
            let factor = lower[i * INPUTS + k];
            subtract(&mut rest[..classes], &done[k * classes..], factor);
        }
        rest[..classes].iter_mut().for_each(|cell| *cell /= lower[i * INPUTS + i]);
    }
    for i in (0..INPUTS).rev() {
        let (head, done) = weights.split_at_mut((i + 1) * classes);
        let row = &mut head[i * classes..];
        for k in i + 1..INPUTS {
            subtract(row, &done[(k - i - 1) * classes..], lower[k * INPUTS + i]);
        }
        row.iter_mut().for_each(|cell| *cell /= lower[i * INPUTS + i]);
    }
    weights.into_iter().map(|weight| weight as f32).collect()
}

fn subtract(row: &mut [f64], other: &[f64], factor: f64) {
    row.iter_mut().zip(other).for_each(|(cell, other)| *cell -= factor * other);
}
