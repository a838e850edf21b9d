//! What is learnt from training lines, and what it says of a question: opinions on every
//! class, which a [`Pool`] makes a probability of. Whether that is enough for an answer is
//! not decided here.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::concepts::ConceptId;
use super::contrast::ANY;
use super::corpus::{Corpus, Line, NEVER_CLASSES, Reading};
use super::features::{Features, Sparse};
use super::linear::{Example, Linear, Loss, Schedule};
use super::meaning::{self, Meaning, Placed};
use super::nearest::Nearest;
use super::pool::{Opinion, Pool};
use super::sense::{Sense, Shelf};
use super::vocabulary::{Kind, Plain};
use crate::lang::Lang;

/// How narrow a line's reach is where classes are compared by how densely their lines lie
/// around a question: von Mises-Fisher kernels (Hall, Watson & Cabrera 1987).
const CONCENTRATION: f32 = 20.0;
/// How the words are learnt: chosen by cross-validation on knowledges of four offices.
const SCHEDULE: Schedule = Schedule { loss: Loss::Margin, bias: 1.0, passes: 10, first: 0.1, last: 0.05 };

/// What takes long to learn; kept with the knowledge's fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Learnt {
    linear: Linear,
    meaning: Option<Meaning>,
}

/// The trained evidence.
pub struct Engine {
    features: Features,
    nearest: Nearest,
    learnt: Learnt,
    /// Each indexed line's vector.
    placed: Vec<Option<Placed>>,
    /// Each indexed line's place in the corpus.
    places: Vec<usize>,
    /// Where the indexed lines of each class end.
    ends: Vec<usize>,
    /// The words and concepts that topics' phrases use, packed by [`pack`].
    uses: HashSet<u64, Plain>,
    /// Topics and kinds of names of which their phrases name many.
    takes_any: HashSet<(usize, String)>,
    /// For each word, how much more often Indonesian lines use it than English ones (log odds).
    leaning: Vec<f32>,
}

/// What the engine says of one question.
pub struct Ranked {
    /// The question's vector.
    pub vector: Sparse,
    /// What is said of each class.
    pub opinions: Vec<Opinion>,
    /// The probability of each class.
    pub probabilities: Vec<f32>,
    /// The cosine of the nearest line of each class, by words.
    pub nearest: Vec<f32>,
    /// What the sentence's meaning says, where it was asked.
    pub meant: Option<Meant>,
    /// Topics, the most probable first.
    pub order: Vec<usize>,
    /// The nearest line of all, as a place in the corpus, and its cosine.
    pub nearest_line: Option<(usize, f32)>,
}

/// What a sentence's meaning says of one question.
pub struct Meant {
    /// The log of each class's probability, by meaning alone.
    pub says: Vec<f32>,
    /// The cosine of the nearest line of each class, by meaning.
    pub nearest: Vec<f32>,
}

impl Ranked {
    /// Lets a pool weigh the opinions.
    pub fn weigh(&mut self, pool: &Pool) {
        self.probabilities = pool.probabilities(&self.opinions);
        self.order = order(&self.probabilities);
    }
}

impl Engine {
    /// Trains on the lines of `corpus` at the places `chosen`, which rise; what was
    /// `learnt` from the very same lines before is taken as it is.
    pub fn train(corpus: &Corpus, chosen: &[usize], learnt: Option<Learnt>) -> Engine {
        let lines: Vec<&Line> = chosen.iter().map(|&place| &corpus.lines[place]).collect();
        let numbers: Vec<&[u32]> = lines.iter().map(|line| line.reading.numbers.as_slice()).collect();
        let features = Features::learn(&corpus.vocabulary, &numbers);
        let learnt = learnt
            .filter(|learnt| learnt.fits(corpus))
            .unwrap_or_else(|| Learnt::from(corpus, &lines, &features));
        let senses = lines.iter().map(|line| line.sense);
        let placed = learnt.meaning.as_ref().map(|meaning| meaning.place(&corpus.shelf, senses));
        let ends = (0..corpus.classes()).map(|class| lines.partition_point(|line| line.class <= class));
        Engine {
            nearest: Nearest::new(&numbers, features.len(), |line| features.meaning(&features.vector(line))),
            placed: placed.unwrap_or_default(),
            places: chosen.to_vec(),
            ends: ends.collect(),
            uses: lines.iter().flat_map(|line| uses(corpus, line)).collect(),
            takes_any: takes_any(corpus, &lines),
            leaning: leaning(corpus, &lines),
            features,
            learnt,
        }
    }

    /// What took long to learn.
    pub fn learnt(&self) -> &Learnt {
        &self.learnt
    }

    /// What the words of a question say.
    pub fn rank(&self, reading: &Reading, pool: &Pool) -> Ranked {
        let vector = self.features.vector(&reading.numbers);
        let says = self.learnt.linear.scores(&vector);
        let cosines = self.nearest.cosines(&self.features.meaning(&vector));
        let nearest = self.of_each(&cosines, highest);
        let best = nearest.iter().copied().fold(0.0, f32::max);
        let nearest_line =
            cosines.iter().position(|&cosine| cosine == best && best > 0.0).map(|at| (self.places[at], best));
        let topics = says.len() - NEVER_CLASSES;
        let never = |class: usize| f32::from(u8::from(class >= topics));
        let opinion = |(class, (says, near)): (usize, (&f32, &f32))| [*says, *near, 0.0, 0.0, never(class)];
        let opinions = says.iter().zip(&nearest).enumerate().map(opinion).collect();
        let (probabilities, order) = (Vec::new(), Vec::new());
        let mut ranked =
            Ranked { vector, opinions, probabilities, nearest, meant: None, order, nearest_line };
        ranked.weigh(pool);
        ranked
    }

    /// Lets the meaning of the question, as its vector tells it, join in.
    pub fn rank_by_meaning(&self, shelf: &Shelf, sense: &Sense, pool: &Pool, ranked: &mut Ranked) {
        let Some(meaning) = &self.learnt.meaning else { return };
        let says = meaning.scores(sense);
        let cosines = meaning.cosines(shelf, sense, &self.placed);
        let densities = self.of_each(&cosines, density);
        for ((opinion, says), density) in ranked.opinions.iter_mut().zip(&says).zip(&densities) {
            (opinion[2], opinion[3]) = (*says, *density);
        }
        ranked.meant = Some(Meant { says, nearest: self.of_each(&cosines, highest) });
        ranked.weigh(pool);
    }

    /// How many features there are.
    pub fn features(&self) -> usize {
        self.features.len()
    }

    /// A line's vector.
    pub fn vector(&self, numbers: &[u32]) -> Sparse {
        self.features.vector(numbers)
    }

    /// The cosine of the nearest line of each class to one of the indexed lines, itself left out.
    pub fn nearest_without(&self, line: usize, vector: &Sparse) -> Vec<f32> {
        let mut cosines = self.nearest.cosines(&self.features.meaning(vector));
        cosines[line] = 0.0;
        self.of_each(&cosines, highest)
    }

    /// What the lines of each class come to.
    fn of_each(&self, cosines: &[f32], come_to: impl Fn(&[f32]) -> f32) -> Vec<f32> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| come_to(&cosines[start..end])).collect()
    }

    /// Whether a topic's phrases use a word or a concept, by its feature.
    pub fn topic_uses(&self, topic: usize, number: u32) -> bool {
        self.uses.contains(&pack(topic, number))
    }

    /// Whether a topic's phrases name so many of a kind that one more says nothing.
    pub fn topic_takes_any(&self, topic: usize, kind: &str) -> bool {
        self.takes_any.iter().any(|(taker, taken)| *taker == topic && taken == kind)
    }

    /// How rare a feature is among the training lines.
    pub fn rarity(&self, number: u32) -> f32 {
        self.features.rarity(number)
    }

    /// How rare a feature is that no training line has.
    pub fn rarest(&self) -> f32 {
        (1.0 + self.places.len() as f32).ln() + 1.0
    }

    /// How much a question's words lean to Indonesian (above 0) or English (below).
    pub fn leaning(&self, reading: &Reading) -> f32 {
        reading.numbers.iter().filter_map(|&number| self.leaning.get(number as usize)).sum()
    }

    /// What some features of the question say for `class` rather than for `rival`.
    pub fn say(&self, vector: &Sparse, features: &[u32], class: usize, rival: usize) -> f32 {
        let value = |feature: u32| {
            vector.binary_search_by_key(&feature, |(number, _)| *number).map_or(0.0, |at| vector[at].1)
        };
        features.iter().map(|&feature| value(feature) * self.learnt.linear.says(feature, class, rival)).sum()
    }
}

impl Learnt {
    /// What was learnt of meanings, where there are any.
    pub fn meaning(&self) -> Option<&Meaning> {
        self.meaning.as_ref()
    }

    fn from(corpus: &Corpus, lines: &[&Line], features: &Features) -> Learnt {
        let vectors: Vec<Sparse> = lines.iter().map(|line| features.vector(&line.reading.numbers)).collect();
        let examples: Vec<Example> =
            lines.iter().map(|line| Example { class: line.class, key: line.key }).collect();
        let meant = |line: &&Line| Some(meaning::Meant { at: line.sense?, class: line.class, key: line.key });
        let meant: Vec<meaning::Meant> = lines.iter().filter_map(meant).collect();
        let (vector, classes) = (|line: usize| Cow::Borrowed(&vectors[line]), corpus.classes());
        Learnt {
            linear: Linear::train(&examples, vector, corpus.vocabulary.len(), classes, SCHEDULE),
            meaning: Meaning::train(&corpus.shelf, &meant, classes),
        }
    }

    fn fits(&self, corpus: &Corpus) -> bool {
        let has_vectors = corpus.lines.iter().any(|line| line.sense.is_some());
        self.linear.fits(corpus.vocabulary.len(), corpus.classes())
            && self.meaning.is_some() == has_vectors
            && self.meaning.as_ref().is_none_or(|meaning| meaning.fits(corpus.classes()))
    }
}

/// The cosine of the nearest line.
fn highest(cosines: &[f32]) -> f32 {
    cosines.iter().copied().fold(0.0, f32::max)
}

/// How densely lines lie around a question: the cosine that a class has whose lines are all
/// equally far.
fn density(cosines: &[f32]) -> f32 {
    let sum: f32 = cosines.iter().map(|cosine| (CONCENTRATION * (cosine - 1.0)).exp()).sum();
    let mean = sum / cosines.len().max(1) as f32;
    1.0 + mean.max(f32::MIN_POSITIVE).ln() / CONCENTRATION
}

/// Topics, the most probable first; of equals the first.
fn order(probabilities: &[f32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..probabilities.len() - NEVER_CLASSES).collect();
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]).then(a.cmp(&b)));
    order
}

fn pack(topic: usize, number: u32) -> u64 {
    (topic as u64) << 32 | u64::from(number)
}

/// The words and concepts of a topic's phrase.
fn uses<'c>(corpus: &'c Corpus, line: &'c Line) -> impl Iterator<Item = u64> + 'c {
    let words = corpus.vocabulary.of_kind(Kind::Word);
    let concepts = corpus.vocabulary.of_kind(Kind::Concept);
    line.reading
        .numbers
        .iter()
        .filter(move |number| words.contains(number) || concepts.contains(number))
        .filter(|_| line.class < corpus.topics.len())
        .map(|&number| pack(line.class, number))
}

fn takes_any(corpus: &Corpus, lines: &[&Line]) -> HashSet<(usize, String)> {
    let mut named: HashMap<(usize, &str), HashSet<ConceptId>> = HashMap::new();
    for line in lines.iter().filter(|line| line.class < corpus.topics.len()) {
        for found in &line.reading.concepts {
            if let Some(kind) = corpus.concepts.kind(found.concept) {
                named.entry((line.class, kind)).or_default().insert(found.concept);
            }
        }
    }
    let many = named.into_iter().filter(|(_, names)| names.len() >= ANY);
    many.map(|((topic, kind), _)| (topic, kind.to_owned())).collect()
}

/// Words come first in the vocabulary, so their numbers are places here.
fn leaning(corpus: &Corpus, lines: &[&Line]) -> Vec<f32> {
    let words = corpus.vocabulary.of_kind(Kind::Word);
    let mut counts = vec![[0.5_f32; 2]; words.len()];
    let mut totals = [1.0_f32; 2];
    for line in lines {
        let side = usize::from(line.lang == Lang::En);
        for &number in line.reading.numbers.iter().filter(|number| words.contains(number)) {
            counts[number as usize][side] += 1.0;
            totals[side] += 1.0;
        }
    }
    counts.into_iter().map(|[id, en]| ((id / totals[0]) / (en / totals[1])).ln()).collect()
}
