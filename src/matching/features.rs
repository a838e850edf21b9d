//! A question as a sparse vector: words, pairs of neighbouring words, pieces of words,
//! concepts, and pairs of concepts. It may not know what any of them speaks for.
//!
//! Each kind is a block of its own, TF-IDF weighted and brought to unit length
//! (Salton & Buckley 1988), so that a long word full of pieces cannot outshout a concept.

use std::collections::HashMap;

use super::concepts::{ConceptId, Found};
use super::normalise::Question;

/// Feature numbers with weights, in the order of the numbers.
pub type Sparse = Vec<(u32, f32)>;

/// Lengths of the pieces of words, in characters, word boundaries included.
const PIECES: std::ops::RangeInclusive<usize> = 3..=4;
/// Concepts of a question that are paired; a long tale would have thousands of pairs.
const MAX_PAIRED: usize = 24;

/// The kinds of features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Word,
    WordPair,
    Piece,
    Concept,
    ConceptPair,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Word, Kind::WordPair, Kind::Piece, Kind::Concept, Kind::ConceptPair];

    /// The length of the kind's block: its say relative to the other kinds,
    /// chosen by cross-validation on the knowledge itself.
    fn weight(self) -> f32 {
        match self {
            Kind::Word => 1.0,
            Kind::WordPair => 0.3,
            Kind::Piece => 0.8,
            Kind::Concept => 0.9,
            Kind::ConceptPair => 0.7,
        }
    }

    /// Seldom seen features of the numerous kinds are not worth their memory.
    fn fewest(self) -> u32 {
        match self {
            Kind::Word | Kind::Concept => 1,
            Kind::WordPair | Kind::Piece | Kind::ConceptPair => 2,
        }
    }
}

/// A feature before it has a number: its kind and a hash of what it is.
type Token = (Kind, u64);

/// Numbers and weights of all features that the training lines have.
pub struct Features {
    numbers: HashMap<Token, (u32, f32), Plain>,
}

/// A question's concepts beside its vector.
pub struct Described {
    /// The whole vector.
    pub vector: Sparse,
    /// Words and concepts only, at unit length: what nearness of lines is measured on.
    pub meaning: Sparse,
    /// The concepts and where they stand.
    pub concepts: Vec<Found>,
}

impl Features {
    /// Learns the features of the training lines and how rare each is among them.
    pub fn learn<'q>(lines: impl ExactSizeIterator<Item = (&'q Question, &'q [Found])>) -> Features {
        let total = lines.len() as f32;
        let mut seen: HashMap<Token, u32, Plain> = HashMap::default();
        for (question, concepts) in lines {
            let mut tokens = tokens(question, concepts);
            tokens.sort_unstable();
            tokens.dedup();
            for token in tokens {
                *seen.entry(token).or_default() += 1;
            }
        }
        let mut kept: Vec<(Token, u32)> =
            seen.into_iter().filter(|((kind, _), count)| *count >= kind.fewest()).collect();
        kept.sort_unstable();
        let numbers = kept.into_iter().zip(0..).map(|((token, count), number)| {
            let rarity = ((1.0 + total) / (1.0 + count as f32)).ln() + 1.0;
            (token, (number, rarity))
        });
        Features { numbers: numbers.collect() }
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The question's vectors, over the features that training has seen.
    pub fn describe(&self, question: &Question, concepts: Vec<Found>) -> Described {
        let mut blocks: [Sparse; Kind::ALL.len()] = Default::default();
        for token in tokens(question, &concepts) {
            if let Some(&(number, rarity)) = self.numbers.get(&token) {
                blocks[token.0 as usize].push((number, rarity));
            }
        }
        for block in &mut blocks {
            merge(block);
        }
        let mut meaning: Sparse = [Kind::Word, Kind::Concept, Kind::ConceptPair]
            .into_iter()
            .flat_map(|kind| blocks[kind as usize].iter().map(move |&(n, w)| (n, w * kind.weight())))
            .collect();
        normalise(&mut meaning, 1.0);
        for (block, kind) in blocks.iter_mut().zip(Kind::ALL) {
            normalise(block, kind.weight());
        }
        Described { vector: blocks.concat(), meaning, concepts }
    }

    /// How rare a word is, 0 for a word that no training line has.
    pub fn rarity(&self, word: &str) -> f32 {
        self.numbers.get(&(Kind::Word, hash(word.as_bytes()))).map_or(0.0, |(_, rarity)| *rarity)
    }

    /// The numbers of the features that a word brings in by itself: the word and its pieces.
    pub fn of_word(&self, word: &str) -> Vec<u32> {
        let mut tokens = vec![(Kind::Word, hash(word.as_bytes()))];
        pieces(word, &mut tokens);
        tokens.iter().filter_map(|token| self.numbers.get(token)).map(|(number, _)| *number).collect()
    }

    /// The number of a concept's feature.
    pub fn of_concept(&self, concept: ConceptId) -> Option<u32> {
        self.numbers.get(&(Kind::Concept, u64::from(concept))).map(|(number, _)| *number)
    }
}

/// Equal features become one with a dampened count (1 + ln tf) instead of many.
fn merge(block: &mut Sparse) {
    block.sort_unstable_by_key(|(number, _)| *number);
    let mut merged: Sparse = Vec::with_capacity(block.len());
    let mut run = 0.0_f32;
    for &(number, rarity) in block.iter() {
        match merged.last_mut() {
            Some(last) if last.0 == number => {
                run += 1.0;
                last.1 = rarity * (1.0 + run.ln());
            }
            _ => {
                run = 1.0;
                merged.push((number, rarity));
            }
        }
    }
    *block = merged;
}

fn normalise(block: &mut Sparse, length: f32) {
    let norm = block.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if norm > 0.0 {
        block.iter_mut().for_each(|(_, weight)| *weight *= length / norm);
    }
}

fn tokens(question: &Question, concepts: &[Found]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(question.words.len() * 24);
    let mut before: Option<u64> = None;
    for word in &question.words {
        let number = hash(word.text.as_bytes());
        tokens.push((Kind::Word, number));
        if let Some(before) = before.replace(number) {
            tokens.push((Kind::WordPair, mix(before, number)));
        }
        pieces(&word.text, &mut tokens);
    }
    concept_tokens(concepts, &mut tokens);
    tokens
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
    let framed: Vec<char> = std::iter::once(' ').chain(word.chars()).chain(std::iter::once(' ')).collect();
    for start in 0..framed.len() {
        let mut code = 0xcbf2_9ce4_8422_2325;
        for (length, &letter) in (1..).zip(&framed[start..]).take(*PIECES.end()) {
            code = mix(code, u64::from(u32::from(letter)));
            if PIECES.contains(&length) {
                tokens.push((Kind::Piece, code));
            }
        }
    }
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits: the same on every machine, unlike std's hasher.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |code, &byte| (code ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// One hash out of two, the order telling.
fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Tokens are hashes already: the table takes them as they are.
#[derive(Default, Clone)]
pub struct Plain;

impl std::hash::BuildHasher for Plain {
    type Hasher = PlainHasher;

    fn build_hasher(&self) -> PlainHasher {
        PlainHasher(0)
    }
}

/// See [`Plain`].
pub struct PlainHasher(u64);

impl std::hash::Hasher for PlainHasher {
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
