//! The training lines: every phrase and never line of the knowledge, normalised once,
//! with its class. It may not learn anything; it only lays out what can be learnt from.

use std::collections::{BTreeSet, HashMap};

use regex::RegexSet;

use super::concepts::{ConceptId, Concepts, Found};
use super::normalise::{Normaliser, Question};
use crate::clock::Date;
use crate::faq::{Fact, Faq, TopicId};
use crate::lang::Lang;

/// All lines with what is needed to read further ones.
pub struct Corpus {
    /// Reads lines the way these were read.
    pub normaliser: Normaliser,
    /// Finds concepts.
    pub concepts: Concepts,
    /// The topics, in the order of the knowledge: class numbers are places here.
    pub topics: Vec<Label>,
    /// All patterns, and the topic that each speaks for.
    patterns: (RegexSet, Vec<usize>),
    /// Every line.
    pub lines: Vec<Line>,
    /// Lines word for word: the class of each key, none where two classes share it.
    pub exact: HashMap<String, Option<usize>>,
}

/// What the judgement needs to know of a topic.
pub struct Label {
    /// The topic.
    pub id: TopicId,
    /// Its programme.
    pub programme: String,
    /// Small talk is judged like any topic, but is nothing to open a ticket for.
    pub small_talk: bool,
    /// Years that its facts name.
    pub years: BTreeSet<i16>,
}

/// One training line.
pub struct Line {
    /// The line, normalised.
    pub question: Question,
    /// Its concepts.
    pub concepts: Vec<Found>,
    /// Its topic's place, or [`Corpus::near`] or [`Corpus::far`].
    pub class: usize,
    /// Its language.
    pub lang: Lang,
    /// Lines of one group mean much the same: a never subject; for phrases none.
    pub group: Option<usize>,
}

impl Corpus {
    /// Lays out the knowledge.
    pub fn new(faq: &Faq) -> Corpus {
        let asked = faq.topics.iter().flat_map(|topic| topic.phrases.iter());
        let never = faq.nevers.iter().flat_map(|never| never.phrases.iter());
        let normaliser = Normaliser::new(&faq.lexicon, asked.chain(never).map(|phrase| phrase.text.as_str()));
        let small_talk = |id: &str| faq.programme(id).is_some_and(|programme| programme.small_talk);
        let topics = faq.topics.iter().map(|topic| Label {
            id: topic.id.clone(),
            programme: topic.programme.clone(),
            small_talk: small_talk(&topic.programme),
            years: topic.facts.values().flat_map(years).collect(),
        });
        let mut corpus = Corpus {
            normaliser,
            concepts: Concepts::new(&faq.lexicon),
            topics: topics.collect(),
            patterns: patterns(faq),
            lines: Vec::new(),
            exact: HashMap::new(),
        };
        for (class, topic) in faq.topics.iter().enumerate() {
            for phrase in &topic.phrases {
                corpus.add(&phrase.text, phrase.lang, class, None);
            }
        }
        for (group, never) in faq.nevers.iter().enumerate() {
            let class = if small_talk(&never.programme) { corpus.far() } else { corpus.near() };
            for phrase in &never.phrases {
                corpus.add(&phrase.text, phrase.lang, class, Some(group));
            }
        }
        corpus
    }

    fn add(&mut self, text: &str, lang: Lang, class: usize, group: Option<usize>) {
        let question = self.normaliser.question(text);
        if question.words.is_empty() {
            return;
        }
        self.exact
            .entry(question.key())
            .and_modify(|known| *known = known.filter(|known| *known == class))
            .or_insert(Some(class));
        self.concepts.learn(&question.words);
        let concepts = self.concepts.find(&question.words);
        self.lines.push(Line { question, concepts, class, lang, group });
    }

    /// Lets go of what only training reads: a third of the memory. The lines keep their
    /// text, for explanations.
    pub fn forget_words(&mut self) {
        for line in &mut self.lines {
            line.question.words = Vec::new();
            line.concepts = Vec::new();
        }
    }

    /// The topics that a pattern speaks for.
    pub fn by_pattern(&self, question: &Question) -> Vec<usize> {
        let (set, topics) = &self.patterns;
        set.matches(&question.folded).into_iter().map(|pattern| topics[pattern]).collect()
    }

    /// The class of lines near to a programme that no topic answers.
    pub fn near(&self) -> usize {
        self.topics.len()
    }

    /// The class of lines far from everything.
    pub fn far(&self) -> usize {
        self.topics.len() + 1
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.topics.len() + 2
    }

    /// The proper names among a question's concepts.
    pub fn proper<'c>(&'c self, concepts: &'c [Found]) -> impl Iterator<Item = ConceptId> + 'c {
        concepts.iter().map(|found| found.concept).filter(|concept| self.concepts.is_proper(*concept))
    }
}

/// One automaton for all patterns. Each compiled by itself when the knowledge was read;
/// should they not fit together, none speaks.
fn patterns(faq: &Faq) -> (RegexSet, Vec<usize>) {
    let owned = faq
        .topics
        .iter()
        .enumerate()
        .flat_map(|(topic, entry)| entry.patterns.iter().map(move |pattern| (pattern.as_str(), topic)));
    let (patterns, topics): (Vec<&str>, Vec<usize>) = owned.unzip();
    RegexSet::new(patterns).map_or_else(|_| (RegexSet::empty(), Vec::new()), |set| (set, topics))
}

/// The years that a fact names.
fn years(fact: &Fact) -> impl Iterator<Item = i16> {
    let year = |date: Option<Date>| date.map(Date::year);
    [year(fact.start()), year(fact.end())].into_iter().flatten()
}
