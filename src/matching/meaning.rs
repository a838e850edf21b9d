//! What the meaning of a sentence speaks for: ridge regression from its vector to every
//! class (Hoerl & Kennard 1970; one column a class), and the nearest line of every class.
//! It may not run the language model, nor weigh itself against the words.

use serde::{Deserialize, Serialize};

use super::sense::{Sense, Shelf, WIDTH};
use crate::parallel::in_parallel;

/// Numbers of a centred vector: the vector's, and a one for what the class says by its size.
const INPUTS: usize = WIDTH + 1;
/// The ridge: how much evidence a direction needs before it is believed, in lines.
const RIDGE: f64 = 1.0;
/// Lines whose products are added together, so that the sums pass through the cache once.
const BLOCK: usize = 8;
/// What is left at least of a score without its own line's pull.
const LEAST_REST: f32 = 0.01;

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
        Some(Meaning { weights: solve(&decompose(&gram), &sums, classes), mean, classes })
    }

    /// The scores of every line, by a regression that has not seen the line: exactly so from its pull on its own score (Cook 1977), but for the mean of
    /// all lines. Lines are places on the shelf and classes.
    pub fn without_each(&self, shelf: &Shelf, lines: &[(usize, usize)]) -> Vec<Vec<f32>> {
        let centred = |block: &&[(usize, usize)]| -> Vec<[f32; INPUTS]> {
            block.iter().map(|&(at, _)| inputs(&shelf.get(at).sense(), &self.mean)).collect()
        };
        if lines.is_empty() {
            return Vec::new();
        }
        let blocks: Vec<&[(usize, usize)]> = lines.chunks(BLOCK).collect();
        let grams = in_parallel(&blocks, |blocks| {
            let mut gram = vec![0.0_f32; INPUTS * INPUTS];
            blocks.iter().for_each(|block| add_products(&mut gram, &centred(block)));
            vec![gram]
        });
        let add = |mut sum: Vec<f32>, part: Vec<f32>| {
            sum.iter_mut().zip(part).for_each(|(sum, cell)| *sum += cell);
            sum
        };
        let gram = grams.into_iter().reduce(add).unwrap_or_default();
        let lower: Vec<f32> = decompose(&gram).into_iter().map(|cell| cell as f32).collect();
        in_parallel(&blocks, |blocks| {
            let judged = blocks.iter().flat_map(|block| {
                let centred = centred(block);
                let pulls = pulls(&lower, &centred);
                let lines = centred.into_iter().zip(*block).zip(pulls);
                lines.map(|((inputs, (_, class)), pull)| self.without(&inputs, *class, pull))
            });
            judged.collect()
        })
    }

    /// The scores of a line of `class` by a regression that lacks it, from its `pull`.
    fn without(&self, inputs: &[f32; INPUTS], class: usize, pull: f32) -> Vec<f32> {
        let mut scores = self.scores_of(inputs);
        scores[class] -= pull;
        // A line that is all there is of its direction has a pull of one.
        let rest = (1.0 - pull).max(LEAST_REST);
        scores.iter_mut().for_each(|score| *score /= rest);
        scores
    }

    fn scores_of(&self, inputs: &[f32; INPUTS]) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.classes];
        for (value, weights) in inputs.iter().zip(self.weights.chunks_exact(self.classes)) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += value * weight;
            }
        }
        scores
    }

    /// Whether it was trained for so many classes.
    pub fn fits(&self, classes: usize) -> bool {
        self.classes == classes && self.mean.len() == WIDTH && self.weights.len() == INPUTS * classes
    }

    /// What a vector speaks for each class: about 0 (not this class) to 1.
    pub fn scores(&self, sense: &Sense) -> Vec<f32> {
        self.scores_of(&inputs(sense, &self.mean))
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

/// The lower triangle of gram + ridge by Cholesky decomposition.
fn decompose(gram: &[f32]) -> Vec<f64> {
    let mut lower = vec![0.0_f64; INPUTS * INPUTS];
    for i in 0..INPUTS {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[i * INPUTS + k] * lower[j * INPUTS + k]).sum();
            let cell = f64::from(gram[j * INPUTS + i]) + if i == j { RIDGE } else { 0.0 } - known;
            lower[i * INPUTS + j] = if i == j { cell.sqrt() } else { cell / lower[j * INPUTS + j] };
        }
    }
    lower
}

/// Solves (gram + ridge) weights = sums.
fn solve(lower: &[f64], sums: &[f32], classes: usize) -> Vec<f32> {
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

/// How much of each line's score is its own doing: the diagonal of the hat matrix.
fn pulls(lower: &[f32], lines: &[[f32; INPUTS]]) -> Vec<f32> {
    let mut solved = vec![[0.0_f32; BLOCK]; INPUTS];
    let mut pulls = [0.0_f32; BLOCK];
    for i in 0..INPUTS {
        let row = &lower[i * INPUTS..i * INPUTS + i];
        let mut sums = [0.0_f32; BLOCK];
        for (cell, known) in row.iter().zip(&solved) {
            for (sum, known) in sums.iter_mut().zip(known) {
                *sum += cell * known;
            }
        }
        for (lane, line) in lines.iter().enumerate() {
            let value = (line[i] - sums[lane]) / lower[i * INPUTS + i];
            solved[i][lane] = value;
            pulls[lane] += value * value;
        }
    }
    pulls[..lines.len()].to_vec()
}

fn subtract(row: &mut [f64], other: &[f64], factor: f64) {
    row.iter_mut().zip(other).for_each(|(cell, other)| *cell -= factor * other);
}
