//! What the words of a line speak for: two classifiers over its features that err on other
//! lines. It may not weigh them against each other.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::bayes::Bayes;
use super::features::Sparse;
use super::linear::{Example, Linear, Loss, Schedule};

/// How the linear one learns: chosen by cross-validation on knowledges of four offices.
pub const SCHEDULE: Schedule = Schedule { loss: Loss::Margin, bias: 1.0, passes: 10, first: 0.1, last: 0.05 };

/// What was learnt of words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Words {
    linear: Linear,
    bayes: Bayes,
}

/// What is said of one class: its score ([`Loss::Margin`]), and the log of its likelihood.
pub type Says = [f32; 2];

impl Words {
    /// Learns from lines and their vectors; `features` bounds the numbers in them.
    pub fn train(lines: &[Example], vectors: &[Sparse], features: usize, classes: usize) -> Words {
        let vector = |line: usize| Cow::Borrowed(&vectors[line]);
        Words {
            linear: Linear::train(lines, vector, features, classes, SCHEDULE),
            bayes: Bayes::train(lines, vectors, features, classes),
        }
    }

    /// Whether they were trained for so many features and classes.
    pub fn fits(&self, features: usize, classes: usize) -> bool {
        self.linear.fits(features, classes) && self.bayes.fits(features, classes)
    }

    /// What they say of each class.
    pub fn scores(&self, vector: &Sparse) -> Vec<Says> {
        let both = self.linear.scores(vector).into_iter().zip(self.bayes.scores(vector));
        both.map(|(score, likelihood)| [score, likelihood]).collect()
    }

    /// What some features of a vector say for `class` rather than for `rival`.
    pub fn say(&self, vector: &Sparse, features: &[u32], class: usize, rival: usize) -> Says {
        let value = |feature: u32| {
            vector.binary_search_by_key(&feature, |(number, _)| *number).map_or(0.0, |at| vector[at].1)
        };
        features.iter().fold([0.0; 2], |[score, likelihood], &feature| {
            let value = value(feature);
            [
                score + value * self.linear.says(feature, class, rival),
                likelihood + value * self.bayes.says(feature, class, rival),
            ]
        })
    }
}
