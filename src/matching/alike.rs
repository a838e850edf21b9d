//! How near two questions are to being one question in two wordings: what they share of
//! words and concepts, what their sentences mean, and what they name. It may not know
//! topics: what it compares are mostly questions that no topic answers.

use std::collections::{BTreeMap, BTreeSet};

use super::concepts::ConceptId;
use super::corpus::{Corpus, Reading};
use super::engine::Engine;
use super::sense::{Sense, sense};

/// From here on two questions are one, by [`super::Judge::alike`]: of phrases drawn in
/// pairs, as many of one topic as of two topics of one programme, 99 in 100 above it are of
/// one topic. Below it lie most pairs of one topic, too: they are other questions with the
/// same answer.
pub const SAME: f64 = 0.45;

/// How much of the likeness is what the sentences mean; the rest is what they say.
pub(super) const MEANT: f32 = 0.3;
/// How much of it is lost where each asks about something very rare that the other does not:
/// "how much is it" is not "how long does it take", however alike the rest is.
const APART: f32 = 0.75;

/// A question, ready to be compared with many.
#[derive(Debug, Clone)]
pub struct Gist {
    /// Its standard words; its folded line where it has none.
    key: String,
    numbers: BTreeSet<String>,
    /// Proper names by their kinds.
    names: BTreeMap<String, BTreeSet<ConceptId>>,
    /// What it is made of, and how rare that is.
    units: BTreeMap<Unit, f32>,
    /// How rare all of it is together.
    mass: f32,
    /// What is as rare as can be.
    rarest: f32,
    /// What it means, against the mean of all lines.
    sense: Option<Box<Sense>>,
}

/// A concept, or a word that is of none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    Concept(ConceptId),
    Word(String),
}

impl Gist {
    /// What a line comes to.
    pub fn new(corpus: &Corpus, engine: &Engine, line: &str) -> Gist {
        let reading = corpus.read(corpus.question(line));
        let words = &reading.question.words;
        let number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
        let texts = words.iter().map(|word| &*word.text);
        let sense = engine.meaning().zip(sense(line));
        let units = units(corpus, engine, &reading);
        Gist {
            key: if words.is_empty() { reading.question.folded.clone() } else { reading.question.key() },
            numbers: texts.filter(number).map(str::to_owned).collect(),
            names: names(corpus, &reading),
            mass: units.values().sum(),
            units,
            rarest: engine.rarest(),
            sense: sense.map(|(meaning, sense)| Box::new(meaning.direction(&sense))),
        }
    }

    /// How near two questions are to being the same, 0 to 1; 0 where they name different
    /// numbers, years, places, people or things.
    pub fn alike(&self, other: &Gist) -> f64 {
        if self.key == other.key {
            return 1.0;
        }
        if self.names_otherwise(other) {
            return 0.0;
        }
        let said = self.shared(other);
        let meant = self.sense.as_ref().zip(other.sense.as_ref()).map(|(a, b)| cosine(a, b));
        let alike = meant.map_or(said, |meant| MEANT * meant + (1.0 - MEANT) * said);
        let apart = self.beyond(other).min(other.beyond(self)) / self.rarest;
        f64::from((alike * (1.0 - APART * apart)).clamp(0.0, 1.0))
    }

    /// Whether it holds no word and no concept: a sign, a picture, a slip of the hand.
    pub fn is_noise(&self) -> bool {
        self.units.is_empty()
    }

    /// What it says, the same for questions that say the same.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// What it is made of, and how rare that is.
    pub(super) fn units(&self) -> impl Iterator<Item = (&Unit, f32)> {
        self.units.iter().map(|(unit, rarity)| (unit, *rarity))
    }

    /// How rare all of it is together.
    pub(super) fn mass(&self) -> f32 {
        self.mass
    }

    fn names_otherwise(&self, other: &Gist) -> bool {
        let numbers = !self.numbers.is_empty() && !other.numbers.is_empty();
        let differ = |(kind, names)| other.names.get(kind).is_some_and(|others| others != names);
        (numbers && self.numbers != other.numbers) || self.names.iter().any(differ)
    }

    /// The share of both that they have in common, by rarity (Dice 1945).
    fn shared(&self, other: &Gist) -> f32 {
        let common = self.units.iter().filter(|(unit, _)| other.units.contains_key(unit));
        let all = self.mass + other.mass;
        2.0 * common.map(|(_, rarity)| rarity).sum::<f32>() / all.max(f32::MIN_POSITIVE)
    }

    /// How rare the rarest concept is that the other question does not hold.
    fn beyond(&self, other: &Gist) -> f32 {
        let concept = |unit: &Unit| matches!(unit, Unit::Concept(_)) && !other.units.contains_key(unit);
        let beyond = self.units.iter().filter(|(unit, _)| concept(unit));
        beyond.map(|(_, rarity)| *rarity).fold(0.0, f32::max)
    }
}

fn names(corpus: &Corpus, reading: &Reading) -> BTreeMap<String, BTreeSet<ConceptId>> {
    let mut names: BTreeMap<String, BTreeSet<ConceptId>> = BTreeMap::new();
    for found in &reading.concepts {
        if let Some(kind) = corpus.concepts.kind(found.concept) {
            names.entry(kind.to_owned()).or_default().insert(found.concept);
        }
    }
    names
}

fn units(corpus: &Corpus, engine: &Engine, reading: &Reading) -> BTreeMap<Unit, f32> {
    let rarity = |feature: Option<u32>| feature.map_or(engine.rarest(), |known| engine.rarity(known));
    let covered = |at: usize| reading.concepts.iter().any(|found| (found.from..found.to).contains(&at));
    let words = reading.question.words.iter().enumerate().filter(|(at, _)| !covered(*at));
    let words = words
        .map(|(_, word)| (Unit::Word(word.text.to_string()), rarity(corpus.vocabulary.word(&word.text))));
    let concepts = reading.concepts.iter().map(|found| found.concept);
    let concepts =
        concepts.map(|concept| (Unit::Concept(concept), rarity(corpus.vocabulary.concept(concept))));
    words.chain(concepts).collect()
}

fn cosine(a: &Sense, b: &Sense) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
