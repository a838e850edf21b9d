//! What is learnt from training lines, and what it says of a question: a probability
//! for every class and the nearest line of every class. Whether that is enough for an
//! answer is not decided here.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::concepts::ConceptId;
use super::contrast::ANY;
use super::corpus::{Corpus, Line, Reading};
use super::features::{Features, Sparse};
use super::linear::{Example, Linear};
use super::meaning::{Meaning, Placed};
use super::nearest::Nearest;
use super::sense::{Sense, Shelf};
use super::vocabulary::{Kind, Plain};
use crate::lang::Lang;

/// What it is worth, in log odds, that a class has a line of the very same meaning rather
/// than of an unrelated one: where phrases are few, the nearest knows more than the sum.
const NEARNESS: f32 = 15.0;

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
    /// The log of each class's probability.
    pub log_probabilities: Vec<f32>,
    /// The cosine of the nearest line of each class, by meaning.
    pub nearest: Vec<f32>,
}

impl Engine {
    /// Trains on the lines of `corpus` at the places `chosen`, which rise; what was
    /// `learnt` from the very same lines before is taken as it is.
    pub fn train(corpus: &Corpus, chosen: &[usize], learnt: Option<Learnt>) -> Engine {
        let lines: Vec<&Line> = chosen.iter().map(|&place| &corpus.lines[place]).collect();
        let numbers: Vec<&[u32]> = lines.iter().map(|line| line.reading.numbers.as_slice()).collect();
        let features = Features::learn(&corpus.vocabulary, numbers.iter().copied());
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
    pub fn rank(&self, reading: &Reading) -> Ranked {
        let vector = self.features.vector(&reading.numbers);
        let probabilities = self.learnt.linear.probabilities(&vector);
        let cosines = self.nearest.cosines(&self.features.meaning(&vector));
        let nearest = self.nearest_of_each(&cosines);
        let best = nearest.iter().copied().fold(0.0, f32::max);
        let nearest_line =
            cosines.iter().position(|&cosine| cosine == best && best > 0.0).map(|at| (self.places[at], best));
        Ranked { order: order(&probabilities), vector, probabilities, nearest, meant: None, nearest_line }
    }

    /// Lets the meaning of the question, as its vector tells it, join in: the two opinions
    /// multiply (Hinton 2002, product of experts).
    pub fn rank_by_meaning(&self, shelf: &Shelf, sense: &Sense, ranked: &mut Ranked) {
        let Some(meaning) = &self.learnt.meaning else { return };
        let log_probabilities = meaning.log_probabilities(sense);
        let nearest = self.nearest_of_each(&meaning.cosines(shelf, sense, &self.placed));
        for ((probability, meant), near) in
            ranked.probabilities.iter_mut().zip(&log_probabilities).zip(&nearest)
        {
            *probability *= (meant + NEARNESS * (near - 1.0)).exp();
        }
        let sum = ranked.probabilities.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        ranked.probabilities.iter_mut().for_each(|probability| *probability /= sum);
        ranked.order = order(&ranked.probabilities);
        ranked.meant = Some(Meant { log_probabilities, nearest });
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
        self.nearest_of_each(&cosines)
    }

    fn nearest_of_each(&self, cosines: &[f32]) -> Vec<f32> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let highest =
            |(start, &end): (usize, &usize)| cosines[start..end].iter().copied().fold(0.0, f32::max);
        starts.zip(&self.ends).map(highest).collect()
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
        let example = |(vector, line): (_, &&Line)| Example { vector, class: line.class, key: line.key };
        let examples: Vec<Example<'_>> = vectors.iter().zip(lines).map(example).collect();
        let senses: Vec<(Option<usize>, usize)> = lines.iter().map(|line| (line.sense, line.class)).collect();
        Learnt {
            linear: Linear::train(&examples, corpus.vocabulary.len(), corpus.classes()),
            meaning: Meaning::train(&corpus.shelf, &senses, corpus.classes()),
        }
    }

    fn fits(&self, corpus: &Corpus) -> bool {
        let has_vectors = corpus.lines.iter().any(|line| line.sense.is_some());
        self.linear.fits(corpus.vocabulary.len(), corpus.classes())
            && self.meaning.is_some() == has_vectors
            && self.meaning.as_ref().is_none_or(|meaning| meaning.fits(corpus.classes()))
    }
}

/// Topics, the most probable first; of equals the first.
fn order(probabilities: &[f32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..probabilities.len() - 2).collect();
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
