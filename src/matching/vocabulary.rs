//! What a line is made of, as numbers: its words, pairs of neighbouring words, pieces of
//! words, concepts, and pairs of concepts. It may not know what any of them speaks for,
//! nor how rare it is.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::concepts::{ConceptId, Found};
use super::digest::in_order;
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

/// A feature before it has a number: its kind in the highest bits, then a hash of what it
/// is. Tokens in order stand kind by kind.
pub type Token = u64;

/// Bits of a token that are the hash.
const HASHED: u32 = 61;
/// Where a concept's number begins in its hash.
const CONCEPT: u32 = u64::BITS - ConceptId::BITS;

fn token(kind: Kind, hash: u64) -> Token {
    (kind as u64) << HASHED | hash >> (u64::BITS - HASHED)
}

/// The numbers of all features that the knowledge's lines have. Numbers of one kind are
/// neighbours.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Vocabulary {
    #[serde(serialize_with = "in_order")]
    numbers: HashMap<Token, u32, Plain>,
    starts: [u32; Kind::ALL.len() + 1],
    /// The concepts that have a number, in the order of the numbers.
    concepts: Vec<ConceptId>,
}

impl Vocabulary {
    /// Numbers tokens, which are in order.
    pub fn of(tokens: &[Token]) -> Vocabulary {
        let starts =
            std::array::from_fn(|kind| tokens.partition_point(|token| kind_of(*token) < kind) as u32);
        let concepts = tokens.iter().filter_map(|&token| concept_of(token)).collect();
        Vocabulary { numbers: tokens.iter().copied().zip(0..).collect(), starts, concepts }
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
        self.numbers.get(&token(Kind::Word, hash(word.as_bytes()))).copied()
    }

    /// The number of a concept's feature.
    pub fn concept(&self, concept: ConceptId) -> Option<u32> {
        self.numbers.get(&concept_token(concept)).copied()
    }

    /// The concept that a feature is, where it is one.
    pub fn concept_of(&self, number: u32) -> Option<ConceptId> {
        let place = number.checked_sub(self.starts[Kind::Concept as usize])?;
        self.concepts.get(place as usize).copied()
    }

    /// The numbers of the features that a word brings in by itself: the word and its pieces.
    pub fn of_word(&self, word: &str) -> Vec<u32> {
        let mut tokens = Vec::new();
        of_word(word, &mut tokens);
        tokens.iter().filter_map(|token| self.numbers.get(token)).copied().collect()
    }
}

/// The place of a token's kind in [`Kind::ALL`].
pub fn kind_of(token: Token) -> usize {
    (token >> HASHED) as usize
}

fn collect(words: &[Word], concepts: &[Found], tokens: &mut Vec<Token>) {
    words.iter().for_each(|word| of_word(&word.text, tokens));
    pairs(words, tokens);
    concept_tokens(concepts, tokens);
}

/// Words and their neighbours.
pub fn pairs(words: &[Word], tokens: &mut Vec<Token>) {
    let neighbours = words.windows(2).map(|pair| {
        let [first, second] = [&pair[0], &pair[1]].map(|word| hash(word.text.as_bytes()));
        token(Kind::WordPair, mix(first, second))
    });
    tokens.extend(neighbours);
}

/// Concepts and their unordered pairs: programme x aspect without saying so.
pub fn concept_tokens(concepts: &[Found], tokens: &mut Vec<Token>) {
    let mut distinct: Vec<ConceptId> = concepts.iter().map(|found| found.concept).collect();
    distinct.sort_unstable();
    distinct.dedup();
    tokens.extend(distinct.iter().map(|&concept| concept_token(concept)));
    distinct.truncate(MAX_PAIRED);
    for (i, first) in distinct.iter().enumerate() {
        tokens.extend(
            distinct[i + 1..]
                .iter()
                .map(|second| token(Kind::ConceptPair, mix(u64::from(*first), u64::from(*second)))),
        );
    }
}

/// A concept's token holds its number.
fn concept_token(concept: ConceptId) -> Token {
    token(Kind::Concept, u64::from(concept) << CONCEPT)
}

fn concept_of(token: Token) -> Option<ConceptId> {
    (kind_of(token) == Kind::Concept as usize)
        .then_some((token >> (CONCEPT + HASHED - u64::BITS)) as ConceptId)
}

/// A word, and its pieces: character n-grams with a space at both ends.
pub fn of_word(word: &str, tokens: &mut Vec<Token>) {
    tokens.push(token(Kind::Word, hash(word.as_bytes())));
    let mut framed = [' '; *PIECES.end()];
    for (count, letter) in (2..).zip(word.chars().chain([' '])) {
        framed.copy_within(1.., 0);
        framed[PIECES.end() - 1] = letter;
        for length in PIECES.filter(|length| *length <= count) {
            let code = framed[PIECES.end() - length..]
                .iter()
                .fold(0xcbf2_9ce4_8422_2325, |code, &letter| mix(code, u64::from(u32::from(letter))));
            tokens.push(token(Kind::Piece, code));
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

/// A hasher for what is a hash already, which the table takes nearly as it is, and for the
/// words of the knowledge: nobody else puts any into a table, so nobody can choose them to meet.
#[derive(Debug, Default, Clone)]
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
