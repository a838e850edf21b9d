//! What a line is made of, as numbers: its words, pairs of neighbouring words, pieces of
//! words, concepts, and pairs of concepts. It may not know what any of them speaks for,
//! nor how rare it is.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use super::concepts::{ConceptId, Found};
use super::normalise::Word;

/// Lengths of the pieces of words, in characters, word boundaries included.
const PIECES: std::ops::RangeInclusive<usize> = 3..=4;
/// Concepts of a question that are paired; a long tale would have thousands of pairs.
const MAX_PAIRED: usize = 24;

/// The kinds of features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A word.
    Word,
    /// Two neighbouring words.
    WordPair,
    /// A run of letters.
    Piece,
    /// A concept.
    Concept,
    /// Two concepts, in no order.
    ConceptPair,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Kind; 5] = [Kind::Word, Kind::WordPair, Kind::Piece, Kind::Concept, Kind::ConceptPair];

    /// How many of so many lines must have a feature for it to count: seldom seen ones of
    /// the numerous kinds are not worth their memory.
    pub fn fewest(self, lines: usize) -> u32 {
        match self {
            Kind::Word | Kind::Concept => 1,
            Kind::WordPair | Kind::Piece | Kind::ConceptPair => 2 + (lines / 5000) as u32,
        }
    }
}

/// A feature before it has a number: its kind and a hash of what it is.
type Token = (Kind, u64);

/// The numbers of all features that the knowledge's lines have. Numbers of one kind are
/// neighbours.
pub struct Vocabulary {
    numbers: HashMap<Token, u32, Plain>,
    starts: [u32; Kind::ALL.len() + 1],
}

impl Vocabulary {
    /// Numbers the features of lines.
    pub fn learn<'l>(lines: impl ExactSizeIterator<Item = (&'l [Word], &'l [Found])>) -> Vocabulary {
        let total = lines.len();
        let mut seen: HashMap<Token, u32, Plain> = HashMap::default();
        let mut tokens = Vec::new();
        for (words, concepts) in lines {
            collect(words, concepts, &mut tokens);
            tokens.sort_unstable();
            tokens.dedup();
            for &token in &tokens {
                *seen.entry(token).or_default() += 1;
            }
        }
        let mut kept: Vec<Token> = seen
            .into_iter()
            .filter(|((kind, _), count)| *count >= kind.fewest(total))
            .map(|(token, _)| token)
            .collect();
        kept.sort_unstable();
        let mut starts = [0; Kind::ALL.len() + 1];
        for (kind, _) in &kept {
            starts[*kind as usize + 1] += 1;
        }
        for kind in Kind::ALL {
            starts[kind as usize + 1] += starts[kind as usize];
        }
        Vocabulary { numbers: kept.into_iter().zip(0..).collect(), starts }
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The numbers of one kind.
    pub fn of_kind(&self, kind: Kind) -> Range<u32> {
        self.starts[kind as usize]..self.starts[kind as usize + 1]
    }

    /// The features of a line that have a number, in order, each as often as it stands there.
    pub fn numbers(&self, words: &[Word], concepts: &[Found]) -> Vec<u32> {
        let mut tokens = Vec::with_capacity(words.len() * 24);
        collect(words, concepts, &mut tokens);
        let mut numbers: Vec<u32> =
            tokens.iter().filter_map(|token| self.numbers.get(token).copied()).collect();
        numbers.sort_unstable();
        numbers
    }

    /// The number of a word.
    pub fn word(&self, word: &str) -> Option<u32> {
        self.numbers.get(&(Kind::Word, hash(word.as_bytes()))).copied()
    }

    /// The number of a concept's feature.
    pub fn concept(&self, concept: ConceptId) -> Option<u32> {
        self.numbers.get(&(Kind::Concept, u64::from(concept))).copied()
    }

    /// The numbers of the features that a word brings in by itself: the word and its pieces.
    pub fn of_word(&self, word: &str) -> Vec<u32> {
        let mut tokens = vec![(Kind::Word, hash(word.as_bytes()))];
        pieces(word, &mut tokens);
        tokens.iter().filter_map(|token| self.numbers.get(token)).copied().collect()
    }
}

fn collect(words: &[Word], concepts: &[Found], tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut before: Option<u64> = None;
    for word in words {
        let number = hash(word.text.as_bytes());
        tokens.push((Kind::Word, number));
        if let Some(before) = before.replace(number) {
            tokens.push((Kind::WordPair, mix(before, number)));
        }
        pieces(&word.text, tokens);
    }
    concept_tokens(concepts, tokens);
}

/// Concepts and their unordered pairs: programme x aspect without saying so.
fn concept_tokens(concepts: &[Found], tokens: &mut Vec<Token>) {
    let mut distinct: Vec<ConceptId> = concepts.iter().map(|found| found.concept).collect();
    distinct.sort_unstable();
    distinct.dedup();
    tokens.extend(distinct.iter().map(|concept| (Kind::Concept, u64::from(*concept))));
    distinct.truncate(MAX_PAIRED);
    for (i, first) in distinct.iter().enumerate() {
        tokens.extend(
            distinct[i + 1..]
                .iter()
                .map(|second| (Kind::ConceptPair, u64::from(*first) << 16 | u64::from(*second))),
        );
    }
}

/// Character n-grams of a word with a space at both ends.
fn pieces(word: &str, tokens: &mut Vec<Token>) {
    let mut framed = [' '; *PIECES.end()];
    for (count, letter) in (2..).zip(word.chars().chain([' '])) {
        framed.rotate_left(1);
        framed[PIECES.end() - 1] = letter;
        for length in PIECES.filter(|length| *length <= count) {
            let code = framed[PIECES.end() - length..]
                .iter()
                .fold(0xcbf2_9ce4_8422_2325, |code, &letter| mix(code, u64::from(u32::from(letter))));
            tokens.push((Kind::Piece, code));
        }
    }
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits: the same on every machine, unlike std's hasher.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |code, &byte| (code ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// One hash out of two, the order telling.
pub fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A hasher for what is a hash already: the table takes it nearly as it is.
#[derive(Default, Clone)]
pub struct Plain;

impl BuildHasher for Plain {
    type Hasher = PlainHasher;

    fn build_hasher(&self) -> PlainHasher {
        PlainHasher(0)
    }
}

/// See [`Plain`].
pub struct PlainHasher(u64);

impl Hasher for PlainHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash(bytes));
    }

    fn write_u64(&mut self, code: u64) {
        self.0 = mix(self.0, code);
    }

    fn write_isize(&mut self, code: isize) {
        self.0 = mix(self.0, code as u64);
    }
}
