//! The training lines: every phrase and never line of the knowledge, read once, with its
//! class. It may not learn anything; it only lays out what can be learnt from.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::concepts::{Concepts, Found};
use super::digest::Digest;
use super::normalise::{Normaliser, Question, Reader, Usage};
use super::numbering::{Numbered, Numbering};
use super::sense::Shelf;
use super::vocabulary::{Plain, Vocabulary, hash};
use crate::clock::Date;
use crate::faq::{Fact, Faq, Never, Patterns, Phrase, TopicId};
use crate::lang::Lang;
use crate::parallel::in_parallel;

/// Lines that are read at a time: most of what a reading holds is needed no longer than that.
const AT_A_TIME: usize = 2048;
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
    /// The programmes that a question can be about, in the order of the knowledge.
    pub programmes: Vec<String>,
    /// All patterns, and the topic that each speaks for.
    patterns: (Patterns, Vec<usize>),
    /// The vectors of the lines.
    pub shelf: Shelf,
    /// Every line, those of one class together, in the order of the classes.
    pub lines: Vec<Line>,
    /// The features of every line, while something is learnt from them.
    numbered: Numbered,
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
    pub text: Arc<str>,
    /// A hash of it.
    pub key: u64,
    /// Its topic's place, or [`Corpus::near`] or [`Corpus::far`].
    pub class: usize,
    /// The place of the programme that it is about; behind the last where it is about none.
    pub programme: usize,
    /// Its language.
    pub lang: Lang,
    /// The place of its vector on the shelf.
    pub sense: Option<usize>,
    /// Lines of one group mean much the same, a never subject: the hash of its first line;
    /// for phrases none.
    pub group: Option<u64>,
}

impl Corpus {
    /// Lays out the knowledge and reads all its lines. Lines without a vector on the `shelf`
    /// go without one.
    pub fn new(faq: &Faq, shelf: Shelf) -> Corpus {
        let mut corpus = Corpus::unread(faq, shelf, &Usage::of(faq));
        let mut numbering = Numbering::default();
        for some in corpus.phrases(faq).chunks(AT_A_TIME) {
            corpus.read_some(some, &mut numbering);
        }
        (corpus.vocabulary, corpus.numbered) = numbering.finish();
        corpus
    }

    /// Lays out the very knowledge that the digest is of. Nothing more can be learnt from it.
    pub fn digested(faq: &Faq, shelf: Shelf, digest: Digest) -> Corpus {
        let mut corpus = Corpus::unread(faq, shelf, &digest.usage);
        let wordless: HashSet<u64> = digest.wordless.into_iter().collect();
        let lines = corpus.phrases(faq).into_iter().map(|phrase| corpus.line(phrase));
        corpus.lines = lines.filter(|line| !wordless.contains(&line.key)).collect();
        corpus.concepts = corpus.concepts.with(digest.concepts);
        Corpus { vocabulary: digest.vocabulary, exact: digest.exact, ..corpus }
    }

    /// What reading the lines came to.
    pub fn digest(&self, faq: &Faq) -> Digest {
        let read: HashSet<u64> = self.lines.iter().map(|line| line.key).collect();
        let keys = faq.lines().map(|phrase| hash(phrase.text.as_bytes()));
        Digest {
            usage: Usage::of(faq),
            vocabulary: self.vocabulary.clone(),
            concepts: self.concepts.learnt().clone(),
            exact: self.exact.clone(),
            wordless: keys.filter(|key| !read.contains(key)).collect(),
        }
    }

    fn unread(faq: &Faq, shelf: Shelf, usage: &Usage) -> Corpus {
        let topics = faq.topics.iter().map(|topic| Label {
            id: topic.id.clone(),
            programme: topic.programme.clone(),
            small_talk: is_small_talk(faq, &topic.programme),
            years: topic.facts.values().flat_map(years).collect(),
        });
        let programmes = faq.programmes.iter().filter(|programme| !programme.small_talk);
        Corpus {
            normaliser: Normaliser::new(&faq.lexicon, usage),
            concepts: Concepts::new(&faq.lexicon),
            vocabulary: Vocabulary::default(),
            topics: topics.collect(),
            programmes: programmes.map(|programme| programme.id.clone()).collect(),
            patterns: patterns(faq),
            shelf,
            lines: Vec::new(),
            numbered: Numbered::default(),
            exact: HashMap::default(),
        }
    }

    /// All phrases and never lines, in the order of their classes.
    fn phrases<'f>(&self, faq: &'f Faq) -> Vec<Classed<'f>> {
        let mut phrases = Vec::new();
        for (class, topic) in faq.topics.iter().enumerate() {
            let programme = self.programme(&topic.programme);
            let phrase = |phrase| Classed { phrase, class, programme, group: None };
            phrases.extend(topic.phrases.iter().map(phrase));
        }
        for never in &faq.nevers {
            let group = subject(never);
            let class = if is_small_talk(faq, &never.programme) { self.far() } else { self.near() };
            let programme = self.programme(&never.programme);
            let phrase = |phrase| Classed { phrase, class, programme, group };
            phrases.extend(never.phrases.iter().map(phrase));
        }
        phrases.sort_by_key(|phrase| phrase.class);
        phrases
    }

    fn read_some(&mut self, lines: &[Classed<'_>], numbering: &mut Numbering) {
        let normaliser = &self.normaliser;
        let questions: Vec<Question> = in_parallel(lines, |part| {
            let mut reader = Reader::default();
            part.iter().map(|line| normaliser.read(&line.phrase.text, &mut reader)).collect()
        });
        questions.iter().for_each(|question| self.concepts.learn(&question.words));
        let concepts = &self.concepts;
        let found: Vec<Vec<Found>> = in_parallel(&questions, |part| {
            part.iter().map(|question| concepts.find(&question.words)).collect()
        });
        for ((&line, question), found) in lines.iter().zip(&questions).zip(&found) {
            if question.words.is_empty() {
                continue;
            }
            self.exact
                .entry(hash(question.key().as_bytes()))
                .and_modify(|known| *known = known.filter(|known| *known == line.class))
                .or_insert(Some(line.class));
            numbering.line(&question.words, found);
            self.lines.push(self.line(line));
        }
    }

    fn line(&self, Classed { phrase, class, programme, group }: Classed<'_>) -> Line {
        let (text, key) = (phrase.text.clone(), hash(phrase.text.as_bytes()));
        Line { text, key, class, programme, lang: phrase.lang, sense: self.shelf.find(&phrase.text), group }
    }

    /// The place of a programme; behind the last where a question cannot be about it.
    pub fn programme(&self, id: &str) -> usize {
        self.programmes.iter().position(|programme| programme == id).unwrap_or(self.programmes.len())
    }

    /// The features of the line at a place.
    pub fn numbers(&self, at: usize) -> &[u32] {
        self.numbered.line(at)
    }

    /// Reads a line again: what only a fit asks for is not kept.
    pub fn reading(&self, line: &Line) -> Reading {
        self.read(self.question(&line.text))
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

    /// Lets go of what only training looks at.
    pub fn forget_numbers(&mut self) {
        self.numbered = Numbered::default();
    }

    /// The topics that a pattern speaks for.
    pub fn by_pattern(&self, question: &Question) -> Vec<usize> {
        let (set, topics) = &self.patterns;
        set.matching(&question.folded).into_iter().map(|pattern| topics[pattern]).collect()
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

/// A line of the knowledge before it is read.
#[derive(Clone, Copy)]
struct Classed<'f> {
    phrase: &'f Phrase,
    class: usize,
    programme: usize,
    group: Option<u64>,
}

fn is_small_talk(faq: &Faq, programme: &str) -> bool {
    faq.programme(programme).is_some_and(|programme| programme.small_talk)
}

/// The group of a never subject's lines: see [`Line::group`].
pub fn subject(never: &Never) -> Option<u64> {
    never.phrases.first().map(|phrase| hash(phrase.text.as_bytes()))
}

fn patterns(faq: &Faq) -> (Patterns, Vec<usize>) {
    let owned = faq
        .topics
        .iter()
        .enumerate()
        .flat_map(|(topic, entry)| entry.patterns.iter().map(move |pattern| (pattern.as_str(), topic)));
    let (patterns, topics): (Vec<&str>, Vec<usize>) = owned.unzip();
    (Patterns::new(patterns.into_iter()), topics)
}

/// The years that a fact names.
fn years(fact: &Fact) -> impl Iterator<Item = i16> {
    let year = |date: Option<Date>| date.map(Date::year);
    [year(fact.start()), year(fact.end())].into_iter().flatten()
}
