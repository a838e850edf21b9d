//! What the meaning of a sentence speaks for: a classifier over its vector, and how near
//! the lines of every class are to it. It may not run the language model, nor weigh itself
//! against the words.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::features::Sparse;
use super::linear::{Example, Linear, Loss, Schedule};
use super::sense::{Sense, Shelf, WIDTH};

/// How the classifier learns: chosen by cross-validation on knowledges of four offices.
const SCHEDULE: Schedule = Schedule { loss: Loss::Likelihood, bias: 0.3, passes: 5, first: 3.0, last: 0.5 };

/// What was learnt of meanings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    mean: Vec<f32>,
    linear: Linear,
}

/// A line to learn from.
pub struct Meant {
    /// The place of its vector on the shelf.
    pub at: usize,
    /// Its class.
    pub class: usize,
    /// See [`Example::key`].
    pub key: u64,
}

impl Meaning {
    /// Learns from lines; `None` where there are none.
    pub fn train(shelf: &Shelf, lines: &[Meant], classes: usize) -> Option<Meaning> {
        let mean = mean(shelf, lines)?;
        let linear = classifier(shelf, lines, &mean, classes);
        Some(Meaning { mean, linear })
    }

    /// Learns other classes from lines; see [`Meaning::vector`].
    pub fn classifier(&self, shelf: &Shelf, lines: &[Meant], classes: usize) -> Linear {
        classifier(shelf, lines, &self.mean, classes)
    }

    /// Whether it was trained for so many classes.
    pub fn fits(&self, classes: usize) -> bool {
        self.mean.len() == WIDTH && self.linear.fits(WIDTH, classes)
    }

    /// What classifiers of meanings look at.
    pub fn vector(&self, sense: &Sense) -> Sparse {
        sparse(&self.direction(sense))
    }

    /// The log of each class's probability, for the vector of a meaning.
    pub fn scores(&self, vector: &Sparse) -> Vec<f32> {
        self.linear.scores(vector)
    }

    /// Where a vector points from the mean of all lines, at unit length.
    pub fn direction(&self, sense: &Sense) -> Sense {
        direction(sense, &self.mean)
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
        let direction = self.direction(sense);
        let at_mean: f32 = direction.iter().zip(&self.mean).map(|(value, mean)| value * mean).sum();
        let cosine = |line: Placed| (shelf.get(line.at).dot(&direction) - at_mean) / line.distance;
        lines.iter().map(|line| line.map_or(0.0, cosine)).collect()
    }
}

/// A line's vector on the shelf.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    at: usize,
    distance: f32,
}

fn classifier(shelf: &Shelf, lines: &[Meant], mean: &[f32], classes: usize) -> Linear {
    let examples: Vec<Example> =
        lines.iter().map(|line| Example { class: line.class, key: line.key }).collect();
    let vector = |line: usize| Cow::Owned(sparse(&direction(&shelf.get(lines[line].at).sense(), mean)));
    Linear::train(&examples, vector, WIDTH, classes, SCHEDULE)
}

/// The mean of the lines' vectors.
fn mean(shelf: &Shelf, lines: &[Meant]) -> Option<Vec<f32>> {
    let mut mean = vec![0.0_f32; WIDTH];
    for line in lines {
        mean.iter_mut().zip(shelf.get(line.at).sense()).for_each(|(mean, value)| *mean += value);
    }
    mean.iter_mut().for_each(|sum| *sum /= lines.len() as f32);
    (!lines.is_empty()).then_some(mean)
}

fn sparse(direction: &Sense) -> Sparse {
    (0..).zip(direction.iter().copied()).collect()
}

fn direction(sense: &Sense, mean: &[f32]) -> Sense {
    let mut direction = *sense;
    direction.iter_mut().zip(mean).for_each(|(value, mean)| *value -= mean);
    let length = direction.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    direction.iter_mut().for_each(|value| *value /= length);
    direction
}
