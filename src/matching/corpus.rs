//! The training lines: every phrase and never line of the knowledge, read once, with its
//! class. It may not learn anything; it only lays out what can be learnt from.

use std::collections::{BTreeSet, HashMap};

use regex::RegexSet;

use super::concepts::{Concepts, Found};
use super::normalise::{Normaliser, Question, Reader};
use super::sense::Shelf;
use super::vocabulary::{Plain, Vocabulary, hash};
use crate::clock::Date;
use crate::faq::{Fact, Faq, Never, TopicId};
use crate::lang::Lang;
use crate::parallel::in_parallel;

/// Classes after the topics': [`Corpus::near`] and [`Corpus::far`].
pub const NEVER_CLASSES: usize = 2;

/// All lines with what is needed to read further ones.
pub struct Corpus {
    normaliser: Normaliser,
    /// Finds concepts.
    pub concepts: Concepts,
    /// Numbers features.
    pub vocabulary: Vocabulary,
    /// The topics, in the order of the knowledge: class numbers are places here.
    pub topics: Vec<Label>,
    /// All patterns, and the topic that each speaks for.
    patterns: (RegexSet, Vec<usize>),
    /// The vectors of the lines.
    pub shelf: Shelf,
    /// Every line, those of one class together, in the order of the classes.
    pub lines: Vec<Line>,
    /// Lines word for word, by hash: the class of each, none where two classes share it.
    exact: HashMap<u64, Option<usize>, Plain>,
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

/// A line as the judgement reads it.
#[derive(Default)]
pub struct Reading {
    /// Its words.
    pub question: Question,
    /// Its concepts and where they stand.
    pub concepts: Vec<Found>,
    /// Its features.
    pub numbers: Vec<u32>,
}

/// One training line.
pub struct Line {
    /// The line as it stands in the knowledge.
    pub text: Box<str>,
    /// A hash of it.
    pub key: u64,
    /// The line as read.
    pub reading: Reading,
    /// Its topic's place, or [`Corpus::near`] or [`Corpus::far`].
    pub class: usize,
    /// Its language.
    pub lang: Lang,
    /// The place of its vector on the shelf.
    pub sense: Option<usize>,
    /// Lines of one group mean much the same, a never subject: the hash of its first line;
    /// for phrases none.
    pub group: Option<u64>,
}

impl Corpus {
    /// Lays out the knowledge. Lines without a vector on the `shelf` go without one.
    pub fn new(faq: &Faq, shelf: Shelf) -> Corpus {
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
            concepts: Concepts::new(&faq.lexicon),
            vocabulary: Vocabulary::default(),
            topics: topics.collect(),
            patterns: patterns(faq),
            shelf,
            lines: Vec::new(),
            exact: HashMap::default(),
            normaliser,
        };
        corpus.read_lines(faq, small_talk);
        corpus
    }

    fn read_lines(&mut self, faq: &Faq, small_talk: impl Fn(&str) -> bool) {
        let mut lines = Vec::new();
        for (class, topic) in faq.topics.iter().enumerate() {
            lines.extend(topic.phrases.iter().map(|phrase| (phrase, class, None)));
        }
        for never in &faq.nevers {
            let group = subject(never);
            let class = if small_talk(&never.programme) { self.far() } else { self.near() };
            lines.extend(never.phrases.iter().map(|phrase| (phrase, class, group)));
        }
        lines.sort_by_key(|(_, class, _)| *class);
        let normaliser = &self.normaliser;
        let questions = in_parallel(&lines, |part| {
            let mut reader = Reader::default();
            part.iter().map(|(phrase, ..)| normaliser.read(&phrase.text, &mut reader)).collect()
        });
        for ((phrase, class, group), mut question) in lines.into_iter().zip(questions) {
            if question.words.is_empty() {
                continue;
            }
            let (text, key) = (phrase.text.as_str().into(), hash(phrase.text.as_bytes()));
            // The line itself says what was typed.
            question.typed = String::new();
            self.exact
                .entry(hash(question.key().as_bytes()))
                .and_modify(|known| *known = known.filter(|known| *known == class))
                .or_insert(Some(class));
            self.concepts.learn(&question.words);
            let reading = Reading { question, concepts: Vec::new(), numbers: Vec::new() };
            let sense = self.shelf.find(&phrase.text);
            self.lines.push(Line { text, key, reading, class, lang: phrase.lang, sense, group });
        }
        self.number_lines();
    }

    /// Finds the concepts of every line, and numbers their features.
    fn number_lines(&mut self) {
        let concepts = &self.concepts;
        let found = in_parallel(&self.lines, |part| {
            part.iter().map(|line| concepts.find(&line.reading.question.words)).collect()
        });
        for (line, found) in self.lines.iter_mut().zip(found) {
            line.reading.concepts = found;
        }
        let read = self.lines.iter().map(|line| &line.reading);
        let (vocabulary, numbers) =
            Vocabulary::learn(read.map(|line| (line.question.words.as_slice(), line.concepts.as_slice())));
        for (line, numbers) in self.lines.iter_mut().zip(numbers) {
            line.reading.numbers = numbers;
        }
        self.vocabulary = vocabulary;
    }

    /// The question that a line asks.
    pub fn question(&self, line: &str) -> Question {
        self.normaliser.question(line)
    }

    /// Reads a question the way the lines were read.
    pub fn read(&self, question: Question) -> Reading {
        let concepts = self.concepts.find(&question.words);
        let numbers = self.vocabulary.numbers(&question.words, &concepts);
        Reading { question, concepts, numbers }
    }

    /// The class of the line that says the same word for word.
    pub fn exactly(&self, question: &Question) -> Option<usize> {
        self.exact.get(&hash(question.key().as_bytes())).copied().flatten()
    }

    /// Lets go of what only training reads: most of the memory.
    pub fn forget_readings(&mut self) {
        for line in &mut self.lines {
            line.reading = Reading::default();
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
        self.topics.len() + NEVER_CLASSES
    }
}

/// The group of a never subject's lines: see [`Line::group`].
pub fn subject(never: &Never) -> Option<u64> {
    never.phrases.first().map(|phrase| hash(phrase.text.as_bytes()))
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
