//! What the training lines use: each topic its words, concepts and names, and each language
//! its words. It may not weigh what is used elsewhere.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::concepts::ConceptId;
use super::contrast::ANY;
use super::corpus::{Corpus, Line, Reading};
use super::digest::set_in_order;
use super::vocabulary::{Kind, Plain};
use crate::lang::Lang;

/// See the module.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Used {
    /// The words and concepts that topics' phrases use, packed by [`pack`].
    #[serde(serialize_with = "set_in_order")]
    uses: HashSet<u64, Plain>,
    /// Topics and kinds of names of which their phrases name many.
    takes_any: BTreeSet<(usize, String)>,
    /// Concepts, by their features, that stand in more never lines than phrases.
    aspects: BTreeSet<u32>,
    /// For each word, how much more often Indonesian lines use it than English ones (log odds).
    leaning: Vec<f32>,
}

impl Used {
    /// What some lines use, each with its features.
    pub fn of(corpus: &Corpus, lines: &[&Line], numbers: &[&[u32]]) -> Used {
        Used {
            uses: asked(corpus, lines, numbers).flat_map(|asked| uses(corpus, asked)).collect(),
            takes_any: takes_any(corpus, asked(corpus, lines, numbers)),
            aspects: aspects(corpus, lines, numbers),
            leaning: leaning(corpus, lines, numbers),
        }
    }

    /// Whether a topic's phrases use a word or a concept, by its feature.
    pub fn by_topic(&self, topic: usize, number: u32) -> bool {
        self.uses.contains(&pack(topic, number))
    }

    /// Whether a topic's phrases name so many of a kind that one more says nothing.
    pub fn takes_any(&self, topic: usize, kind: &str) -> bool {
        self.takes_any.iter().any(|(taker, taken)| *taker == topic && taken == kind)
    }

    /// Whether a concept, by its feature, mostly stands where no topic of a programme answers.
    pub fn is_aspect(&self, number: u32) -> bool {
        self.aspects.contains(&number)
    }

    /// How much a question's words lean to Indonesian (above 0) or English (below).
    pub fn leaning(&self, reading: &Reading) -> f32 {
        reading.numbers.iter().filter_map(|&number| self.leaning.get(number as usize)).sum()
    }
}

fn pack(topic: usize, number: u32) -> u64 {
    (topic as u64) << 32 | u64::from(number)
}

/// The phrases of topics: the topic, and the features.
fn asked<'a>(
    corpus: &'a Corpus,
    lines: &'a [&Line],
    numbers: &'a [&[u32]],
) -> impl Iterator<Item = (usize, &'a [u32])> {
    let all = lines.iter().zip(numbers).map(|(line, numbers)| (line.class, *numbers));
    all.filter(|(class, _)| *class < corpus.topics.len())
}

/// The words and concepts of a topic's phrase.
fn uses<'c>(corpus: &Corpus, (topic, numbers): (usize, &'c [u32])) -> impl Iterator<Item = u64> + 'c {
    let words = corpus.vocabulary.of_kind(Kind::Word);
    let concepts = corpus.vocabulary.of_kind(Kind::Concept);
    let both = numbers.iter().filter(move |number| words.contains(number) || concepts.contains(number));
    both.map(move |&number| pack(topic, number))
}

fn takes_any<'a>(
    corpus: &'a Corpus,
    asked: impl Iterator<Item = (usize, &'a [u32])>,
) -> BTreeSet<(usize, String)> {
    let mut named: HashMap<(usize, &str), HashSet<ConceptId>> = HashMap::new();
    for (topic, numbers) in asked {
        for concept in numbers.iter().filter_map(|&number| corpus.vocabulary.concept_of(number)) {
            if let Some(kind) = corpus.concepts.kind(concept) {
                named.entry((topic, kind)).or_default().insert(concept);
            }
        }
    }
    let many = named.into_iter().filter(|(_, names)| names.len() >= ANY);
    many.map(|((topic, kind), _)| (topic, kind.to_owned())).collect()
}

fn aspects(corpus: &Corpus, lines: &[&Line], numbers: &[&[u32]]) -> BTreeSet<u32> {
    let concepts = corpus.vocabulary.of_kind(Kind::Concept);
    let mut balance: HashMap<u32, i64> = HashMap::new();
    for (line, numbers) in lines.iter().zip(numbers) {
        let step = match line.class {
            near if near == corpus.near() => 1,
            far if far == corpus.far() => 0,
            _ => -1,
        };
        for &number in numbers.iter().filter(|number| concepts.contains(number)) {
            *balance.entry(number).or_default() += step;
        }
    }
    balance.into_iter().filter(|(_, balance)| *balance > 0).map(|(number, _)| number).collect()
}

/// Words come first in the vocabulary, so their numbers are places here.
fn leaning(corpus: &Corpus, lines: &[&Line], numbers: &[&[u32]]) -> Vec<f32> {
    let words = corpus.vocabulary.of_kind(Kind::Word);
    let mut counts = vec![[0.5_f32; 2]; words.len()];
    let mut totals = [1.0_f32; 2];
    for (line, numbers) in lines.iter().zip(numbers) {
        let side = usize::from(line.lang == Lang::En);
        for &number in numbers.iter().take_while(|number| words.contains(number)) {
            counts[number as usize][side] += 1.0;
            totals[side] += 1.0;
        }
    }
    counts.into_iter().map(|[id, en]| ((id / totals[0]) / (en / totals[1])).ln()).collect()
}
