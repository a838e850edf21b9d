//! What is learnt from training lines, and what it says of a question: a probability
//! for every class and the nearest line of every class. Whether that is enough for an
//! answer is not decided here.

use std::collections::{HashMap, HashSet};

use super::concepts::{ConceptId, Found};
use super::corpus::Corpus;
use super::features::{Described, Features, Sparse};
use super::linear::Linear;
use super::nearest::Nearest;
use super::normalise::Question;
use crate::lang::Lang;

/// The trained evidence.
pub struct Engine {
    features: Features,
    linear: Linear,
    nearest: Nearest,
    /// Class and language of each indexed line, and its place in the corpus.
    lines: Vec<(usize, Lang, usize)>,
    /// For each topic, the words and concepts that its phrases use.
    words: Vec<HashSet<String>>,
    concepts: Vec<HashSet<ConceptId>>,
    /// For each word, how much more often Indonesian lines use it than English ones (log odds).
    leaning: HashMap<String, f32>,
}

/// What the engine says of one question.
pub struct Ranked {
    /// The question's vector and concepts.
    pub described: Described,
    /// The probability of each class.
    pub probabilities: Vec<f32>,
    /// The cosine of the nearest line of each class.
    pub nearest: Vec<f32>,
    /// Topics, the most probable first.
    pub order: Vec<usize>,
    /// The nearest line of all, as a place in the corpus, and its cosine.
    pub nearest_line: Option<(usize, f32)>,
}

impl Engine {
    /// Trains on the lines of `corpus` at the places `chosen`.
    pub fn train(corpus: &Corpus, chosen: &[usize]) -> Engine {
        let lines: Vec<_> = chosen.iter().map(|&place| &corpus.lines[place]).collect();
        let features = Features::learn(lines.iter().map(|line| (&line.question, line.concepts.as_slice())));
        let described: Vec<Described> =
            lines.iter().map(|line| features.describe(&line.question, line.concepts.clone())).collect();
        let examples: Vec<(&Sparse, usize)> =
            described.iter().zip(&lines).map(|(described, line)| (&described.vector, line.class)).collect();
        let linear = Linear::train(&examples, features.len(), corpus.classes());
        let nearest = Nearest::new(described.iter().map(|described| &described.meaning), features.len());
        let mut engine = Engine {
            features,
            linear,
            nearest,
            lines: lines.iter().zip(chosen).map(|(line, &place)| (line.class, line.lang, place)).collect(),
            words: vec![HashSet::new(); corpus.topics.len()],
            concepts: vec![HashSet::new(); corpus.topics.len()],
            leaning: leaning(lines.iter().map(|line| (&line.question, line.lang))),
        };
        for line in lines.iter().filter(|line| line.class < corpus.topics.len()) {
            engine.words[line.class].extend(line.question.words.iter().map(|word| word.text.clone()));
            engine.concepts[line.class].extend(line.concepts.iter().map(|found| found.concept));
        }
        engine
    }

    /// What is to be said of a question whose concepts are `concepts`.
    pub fn rank(&self, question: &Question, concepts: Vec<Found>) -> Ranked {
        let described = self.features.describe(question, concepts);
        let probabilities = self.linear.probabilities(&described.vector);
        let mut nearest = vec![0.0_f32; probabilities.len()];
        let mut nearest_line: Option<(usize, f32)> = None;
        for (line, similarity) in self.nearest.similarities(&described.meaning) {
            let (class, _, place) = self.lines[line];
            nearest[class] = nearest[class].max(similarity);
            // Of equally near lines the first: the order in which they are found is chance.
            let (last, best) = nearest_line.unwrap_or((usize::MAX, 0.0));
            if similarity > best || (similarity == best && place < last) {
                nearest_line = Some((place, similarity));
            }
        }
        let mut order: Vec<usize> = (0..self.words.len()).collect();
        order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]).then(a.cmp(&b)));
        Ranked { described, probabilities, nearest, order, nearest_line }
    }

    /// Whether a topic's phrases use a word.
    pub fn topic_uses(&self, topic: usize, word: &str) -> bool {
        self.words[topic].contains(word)
    }

    /// Whether a topic's phrases hold a concept.
    pub fn topic_holds(&self, topic: usize, concept: ConceptId) -> bool {
        self.concepts[topic].contains(&concept)
    }

    /// How rare a word is among the training lines.
    pub fn rarity(&self, word: &str) -> f32 {
        self.features.rarity(word)
    }

    /// How much a question's words lean to Indonesian (above 0) or English (below).
    pub fn leaning(&self, question: &Question) -> f32 {
        question.words.iter().filter_map(|word| self.leaning.get(&word.text)).sum()
    }

    /// What a word of the question says for `class` rather than for `rival`.
    pub fn word_says(&self, described: &Described, word: &str, class: usize, rival: usize) -> f32 {
        self.features.of_word(word).iter().map(|feature| self.says(described, *feature, class, rival)).sum()
    }

    /// What a concept of the question says for `class` rather than for `rival`.
    pub fn concept_says(&self, described: &Described, concept: ConceptId, class: usize, rival: usize) -> f32 {
        self.features.of_concept(concept).map_or(0.0, |feature| self.says(described, feature, class, rival))
    }

    fn says(&self, described: &Described, feature: u32, class: usize, rival: usize) -> f32 {
        let value =
            described.vector.iter().find(|(number, _)| *number == feature).map_or(0.0, |(_, value)| *value);
        value * self.linear.says(feature, class, rival)
    }
}

fn leaning<'q>(lines: impl Iterator<Item = (&'q Question, Lang)>) -> HashMap<String, f32> {
    let mut counts: HashMap<&str, [f32; 2]> = HashMap::new();
    let mut totals = [1.0_f32; 2];
    for (question, lang) in lines {
        let side = usize::from(lang == Lang::En);
        for word in &question.words {
            counts.entry(&word.text).or_insert([0.5; 2])[side] += 1.0;
            totals[side] += 1.0;
        }
    }
    counts
        .into_iter()
        .map(|(word, [id, en])| (word.to_owned(), ((id / totals[0]) / (en / totals[1])).ln()))
        .collect()
}
