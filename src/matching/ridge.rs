//! What all lines but one say of that one by their meanings: ridge regression from
//! vectors to classes (Hoerl & Kennard 1970; one column a class). It judges no question, for
//! which [`super::meaning`] is the better teacher; it is here because one line's own pull can
//! be taken out of it exactly, which no trained weight allows.

use super::meaning::Meaning;
use super::sense::{Sense, Shelf, WIDTH};
use crate::parallel::in_parallel;

/// Numbers of an input: those of a direction, and a one for what a class says by its size.
const INPUTS: usize = WIDTH + 1;
/// The ridge: how much evidence a direction needs before it is believed, in lines.
const RIDGE: f64 = 1.0;
/// Lines whose products are added together, so that the sums pass through the cache once.
const BLOCK: usize = 8;
/// What is left at least of a score without its own line's pull.
const LEAST_REST: f32 = 0.01;

/// The scores of every line, by a regression that has not seen the line: exactly so from
/// its pull on its own score (Cook 1977), but for the mean of all lines. Lines are places
/// on the shelf and classes.
pub fn without_each(
    meaning: &Meaning,
    shelf: &Shelf,
    lines: &[(usize, usize)],
    classes: usize,
) -> Vec<Vec<f32>> {
    let blocks: Vec<&[(usize, usize)]> = lines.chunks(BLOCK).collect();
    let read = |block: &[(usize, usize)]| -> Vec<[f32; INPUTS]> {
        block.iter().map(|&(at, _)| inputs(&meaning.direction(&shelf.get(at).sense()))).collect()
    };
    let summed = in_parallel(&blocks, |blocks| {
        let mut sums = Sums::new(classes);
        blocks.iter().for_each(|block| sums.add(&read(block), block));
        vec![sums]
    });
    let Some(sums) = summed.into_iter().reduce(Sums::and) else { return Vec::new() };
    let lower = decompose(&sums.gram);
    let weights = solve(&lower, &sums.classes, classes);
    let lower: Vec<f32> = lower.into_iter().map(|cell| cell as f32).collect();
    in_parallel(&blocks, |blocks| {
        let judged = blocks.iter().flat_map(|block| {
            let inputs = read(block);
            let pulls = pulls(&lower, &inputs);
            let weights = &weights;
            let lines = inputs.into_iter().zip(*block).zip(pulls);
            lines.map(move |((inputs, (_, class)), pull)| {
                without(scores(&inputs, weights, classes), *class, pull)
            })
        });
        judged.collect()
    })
}

fn inputs(direction: &Sense) -> [f32; INPUTS] {
    let mut inputs = [1.0; INPUTS];
    inputs[..WIDTH].copy_from_slice(direction);
    inputs
}

/// What is summed over all lines.
struct Sums {
    /// Products of all pairs of inputs, the upper triangle.
    gram: Vec<f32>,
    /// The inputs of each class's lines; for every input, a sum for every class.
    classes: Vec<f32>,
}

impl Sums {
    fn new(classes: usize) -> Sums {
        Sums { gram: vec![0.0; INPUTS * INPUTS], classes: vec![0.0; INPUTS * classes] }
    }

    fn add(&mut self, lines: &[[f32; INPUTS]], block: &[(usize, usize)]) {
        add_products(&mut self.gram, lines);
        let classes = self.classes.len() / INPUTS;
        for (inputs, (_, class)) in lines.iter().zip(block) {
            for (input, value) in inputs.iter().enumerate() {
                self.classes[input * classes + class] += value;
            }
        }
    }

    fn and(mut self, other: Sums) -> Sums {
        let add = |sums: &mut [f32], others: Vec<f32>| {
            sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += other);
        };
        add(&mut self.gram, other.gram);
        add(&mut self.classes, other.classes);
        self
    }
}

/// The scores of a line of `class` without its own `pull`.
fn without(mut scores: Vec<f32>, class: usize, pull: f32) -> Vec<f32> {
    scores[class] -= pull;
    // A line that is all there is of its direction has a pull of one.
    let rest = (1.0 - pull).max(LEAST_REST);
    scores.iter_mut().for_each(|score| *score /= rest);
    scores
}

fn scores(inputs: &[f32; INPUTS], weights: &[f32], classes: usize) -> Vec<f32> {
    let mut scores = vec![0.0_f32; classes];
    for (value, weights) in inputs.iter().zip(weights.chunks_exact(classes)) {
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += value * weight;
        }
    }
    scores
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
