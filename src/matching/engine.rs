//! What is learnt from training lines, and what it says of a question: opinions on every
//! class, which a [`Pool`] makes a probability of. Whether that is enough for an answer is
//! not decided here.

use serde::{Deserialize, Serialize};

use super::corpus::{Corpus, Line, NEVER_CLASSES, Reading};
use super::features::{Features, Sparse};
use super::linear::Example;
use super::meaning::{self, Meaning, Placed};
use super::nearest::Nearest;
use super::pool::{Opinion, Pool};
use super::programme::Programmes;
use super::sense::{Sense, Shelf};
use super::used::Used;
use super::words::{Says, Words};

/// How narrow a line's reach is where classes are compared by how densely their lines lie
/// around a question: von Mises-Fisher kernels (Hall, Watson & Cabrera 1987).
const CONCENTRATION: f32 = 20.0;

/// The trained evidence; kept with the knowledge's fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Engine {
    features: Features,
    nearest: Nearest,
    words: Words,
    meaning: Option<Meaning>,
    programmes: Programmes,
    /// Each indexed line's vector.
    #[serde(skip)]
    placed: Vec<Option<Placed>>,
    /// Each indexed line's place in the corpus.
    places: Vec<usize>,
    /// Where the indexed lines of each class end.
    ends: Vec<usize>,
    used: Used,
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
    /// The vector that classifiers look at.
    pub vector: Sparse,
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
    /// Trains on the lines of `corpus` at the places `chosen`, which rise.
    pub fn train(corpus: &Corpus, chosen: &[usize]) -> Engine {
        let lines: Vec<&Line> = chosen.iter().map(|&place| &corpus.lines[place]).collect();
        let numbers: Vec<&[u32]> = chosen.iter().map(|&place| corpus.numbers(place)).collect();
        let features = Features::learn(&corpus.vocabulary, &numbers);
        let ends = (0..corpus.classes()).map(|class| lines.partition_point(|line| line.class <= class));
        let meaning = by_meaning(corpus, &lines);
        let vectors: Vec<Sparse> = numbers.iter().map(|numbers| features.vector(numbers)).collect();
        let examples: Vec<Example> =
            lines.iter().map(|line| Example { class: line.class, key: line.key }).collect();
        let words = Words::train(&examples, &vectors, features.len(), corpus.classes());
        let programmes = Programmes::train(corpus, &lines, &vectors, meaning.as_ref());
        drop(vectors);
        let engine = Engine {
            words,
            programmes,
            meaning,
            placed: Vec::new(),
            nearest: Nearest::new(&numbers, features.len(), |line| features.meaning(&features.vector(line))),
            places: chosen.to_vec(),
            ends: ends.collect(),
            used: Used::of(corpus, &lines, &numbers),
            features,
        };
        engine.placed_in(corpus)
    }

    /// Trains on all lines.
    pub fn train_on_all(corpus: &Corpus) -> Engine {
        Engine::train(corpus, &(0..corpus.lines.len()).collect::<Vec<usize>>())
    }

    /// The engine that was trained on all lines of this very knowledge before. What it learnt
    /// of meanings is left aside where the lines have no vectors; without it there is no
    /// engine where they have.
    pub fn kept(mut self, corpus: &Corpus) -> Option<Engine> {
        let has_vectors = corpus.lines.iter().any(|line| line.sense.is_some());
        self.meaning = self.meaning.filter(|_| has_vectors);
        self.programmes.forget_meaning_unless(has_vectors);
        let fits = self.places.len() == corpus.lines.len()
            && self.ends.len() == corpus.classes()
            && self.features.len() == corpus.vocabulary.len()
            && self.words.fits(corpus.vocabulary.len(), corpus.classes())
            && self.meaning.is_some() == has_vectors
            && self.meaning.as_ref().is_none_or(|meaning| meaning.fits(corpus.classes()))
            && self.programmes.fits(corpus.vocabulary.len(), corpus.programmes.len(), has_vectors);
        fits.then(|| self.placed_in(corpus))
    }

    fn placed_in(self, corpus: &Corpus) -> Engine {
        let senses = self.places.iter().map(|&place| corpus.lines[place].sense);
        let placed = self.meaning.as_ref().map(|meaning| meaning.place(&corpus.shelf, senses));
        Engine { placed: placed.unwrap_or_default(), ..self }
    }

    /// What was learnt of meanings, where there are any.
    pub fn meaning(&self) -> Option<&Meaning> {
        self.meaning.as_ref()
    }

    /// What the words of a question say.
    pub fn rank(&self, reading: &Reading, pool: &Pool) -> Ranked {
        let vector = self.features.vector(&reading.numbers);
        let says = self.words.scores(&vector);
        let cosines = self.nearest.cosines(&self.features.meaning(&vector));
        let nearest = self.of_each(&cosines, highest);
        let nearest_line = self.nearest_line(&cosines, &nearest);
        let topics = says.len() - NEVER_CLASSES;
        let never = |class: usize| f32::from(u8::from(class >= topics));
        let opinion = |(class, ([score, likelihood], near)): (usize, (&Says, &f32))| {
            [*score, *likelihood, *near, 0.0, 0.0, never(class)]
        };
        let opinions = says.iter().zip(&nearest).enumerate().map(opinion).collect();
        let (probabilities, order) = (Vec::new(), Vec::new());
        let mut ranked =
            Ranked { vector, opinions, probabilities, nearest, meant: None, order, nearest_line };
        ranked.weigh(pool);
        ranked
    }

    /// Lets the meaning of the question, as its vector tells it, join in.
    pub fn rank_by_meaning(&self, shelf: &Shelf, sense: &Sense, pool: &Pool, ranked: &mut Ranked) {
        let Some(meaning) = &self.meaning else { return };
        let vector = meaning.vector(sense);
        let says = meaning.scores(&vector);
        let cosines = meaning.cosines(shelf, sense, &self.placed);
        let densities = self.of_each(&cosines, density);
        for ((opinion, says), density) in ranked.opinions.iter_mut().zip(&says).zip(&densities) {
            (opinion[3], opinion[4]) = (*says, *density);
        }
        ranked.meant = Some(Meant { vector, says, nearest: self.of_each(&cosines, highest) });
        ranked.weigh(pool);
    }

    /// What is said of each programme, and of none, by all that a question was ranked by.
    pub fn programmes(&self, ranked: &Ranked) -> Vec<Opinion> {
        self.programmes.opinions(ranked)
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

    /// The first of the lines nearest of all, and its cosine.
    fn nearest_line(&self, cosines: &[f32], nearest: &[f32]) -> Option<(usize, f32)> {
        let best = highest(nearest);
        let class = nearest.iter().position(|&cosine| cosine == best && best > 0.0)?;
        let start = class.checked_sub(1).map_or(0, |before| self.ends[before]);
        let within = cosines[start..].iter().position(|&cosine| cosine == best)?;
        Some((self.places[start + within], best))
    }

    /// What the lines of each class come to.
    fn of_each(&self, cosines: &[f32], come_to: impl Fn(&[f32]) -> f32) -> Vec<f32> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| come_to(&cosines[start..end])).collect()
    }

    /// What the lines use.
    pub fn used(&self) -> &Used {
        &self.used
    }

    /// How rare a feature is among the training lines.
    pub fn rarity(&self, number: u32) -> f32 {
        self.features.rarity(number)
    }

    /// How rare a feature is that no training line has.
    pub fn rarest(&self) -> f32 {
        (1.0 + self.places.len() as f32).ln() + 1.0
    }

    /// What some features of the question say for `class` rather than for `rival`.
    pub fn say(&self, vector: &Sparse, features: &[u32], class: usize, rival: usize) -> Says {
        self.words.say(vector, features, class, rival)
    }
}

fn by_meaning(corpus: &Corpus, lines: &[&Line]) -> Option<Meaning> {
    let meant = |line: &&Line| Some(meaning::Meant { at: line.sense?, class: line.class, key: line.key });
    let meant: Vec<meaning::Meant> = lines.iter().filter_map(meant).collect();
    Meaning::train(&corpus.shelf, &meant, corpus.classes())
}

/// The cosine of the nearest line, at least 0. Side by side, since `f32::max` minds what is
/// no number, which no processor does by itself.
fn highest(cosines: &[f32]) -> f32 {
    let higher = |a: f32, b: f32| if b > a { b } else { a };
    let (eights, rest) = cosines.as_chunks::<8>();
    let each =
        |lanes: [f32; 8], eight: &[f32; 8]| std::array::from_fn(|lane| higher(lanes[lane], eight[lane]));
    let lanes = eights.iter().fold([0.0; 8], each);
    lanes.iter().chain(rest).copied().fold(0.0, higher)
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
    order.sort_unstable_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]).then(a.cmp(&b)));
    order
}
