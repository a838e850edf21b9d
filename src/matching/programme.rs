//! Which programme a question is about, also where none of its topics answers: whose people
//! are to see it, and whose page lacks what it asks. It may not decide about answers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::corpus::{Corpus, Line};
use super::engine::Ranked;
use super::features::Sparse;
use super::linear::{Example, Linear};
use super::meaning::{Meaning, Meant};
use super::pool::{Opinion, Pools};
use super::words;

/// Classifiers of programmes, and of "about none", by words and by meaning; never lines
/// teach them as much as phrases do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Programmes {
    words: Linear,
    meaning: Option<Linear>,
}

/// A ticket goes to a programme's people that is this likely; else to the whole office.
pub const ROUTED_FROM: f32 = 0.5;
/// A reply names a programme that is this likely: to hear of another is worse than of none.
pub const NAMED_FROM: f32 = 0.75;

/// The likeliest programme of a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct About {
    /// Its place among the programmes; behind the last for a question about none.
    pub programme: usize,
    /// How likely it is, 0 to 1.
    pub likely: f32,
}

impl Programmes {
    /// Learns from lines and their vectors, and what was learnt of their meanings.
    pub fn train(
        corpus: &Corpus,
        lines: &[&Line],
        vectors: &[Sparse],
        meaning: Option<&Meaning>,
    ) -> Programmes {
        let classes = corpus.programmes.len() + 1;
        let examples: Vec<Example> =
            lines.iter().map(|line| Example { class: line.programme, key: line.key }).collect();
        let vector = |line: usize| Cow::Borrowed(&vectors[line]);
        let words = Linear::train(&examples, vector, corpus.vocabulary.len(), classes, words::SCHEDULE);
        let meant = |line: &&Line| Some(Meant { at: line.sense?, class: line.programme, key: line.key });
        let meant: Vec<Meant> = lines.iter().filter_map(meant).collect();
        let meaning = meaning.map(|meaning| meaning.classifier(&corpus.shelf, &meant, classes));
        Programmes { words, meaning }
    }

    /// Leaves aside what was learnt of meanings, where there are none.
    pub fn forget_meaning_unless(&mut self, has_meaning: bool) {
        self.meaning = self.meaning.take().filter(|_| has_meaning);
    }

    /// Whether it was trained for so many features and programmes, and for meanings.
    pub fn fits(&self, features: usize, programmes: usize, has_meaning: bool) -> bool {
        self.words.fits(features, programmes + 1)
            && self.meaning.is_some() == has_meaning
            && self.meaning.as_ref().is_none_or(|meaning| meaning.fits(super::sense::WIDTH, programmes + 1))
    }

    /// What is said of each programme, and of none.
    pub fn opinions(&self, ranked: &Ranked) -> Vec<Opinion> {
        let by_words = self.words.scores(&ranked.vector);
        let vector = ranked.meant.as_ref().map(|meant| &meant.vector);
        let by_meaning = self.meaning.as_ref().zip(vector).map(|(meaning, vector)| meaning.scores(vector));
        let none = by_words.len() - 1;
        let opinion = |(class, words): (usize, &f32)| {
            let meaning = by_meaning.as_ref().map_or(0.0, |says| says[class]);
            [*words, 0.0, 0.0, meaning, 0.0, f32::from(u8::from(class == none))]
        };
        by_words.iter().enumerate().map(opinion).collect()
    }
}

impl About {
    /// Whether it is about a programme at all.
    pub fn is_of(&self, corpus: &Corpus) -> bool {
        self.programme < corpus.programmes.len()
    }
}

impl Pools {
    /// Which programme the opinions speak for; `by_meaning` where meaning was asked too.
    pub fn about(&self, opinions: &[Opinion], by_meaning: bool) -> About {
        let pool = self.by_meaning.as_ref().filter(|_| by_meaning).unwrap_or(&self.by_words);
        let likely = pool.probabilities(opinions);
        let best = (0..likely.len()).max_by(|&a, &b| likely[a].total_cmp(&likely[b])).unwrap_or_default();
        About { programme: best, likely: likely.get(best).copied().unwrap_or_default() }
    }
}
