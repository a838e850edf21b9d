//! What a line is made of, as numbers: its words, pairs of neighbouring words, pieces of
//! words, concepts, and pairs of concepts. It may not know what any of them speaks for,
//! nor how rare it is.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;
use std::sync::Arc;

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
#[derive(Default)]
pub struct Vocabulary {
    numbers: HashMap<Token, u32, Plain>,
    starts: [u32; Kind::ALL.len() + 1],
}

impl Vocabulary {
    /// Numbers the features of lines; with it come the numbers of each line, as
    /// [`Vocabulary::numbers`] gives them.
    pub fn learn<'l>(
        lines: impl ExactSizeIterator<Item = (&'l [Word], &'l [Found])>,
    ) -> (Vocabulary, Vec<Vec<u32>>) {
        let total = lines.len();
        let mut met = Met::default();
        let mut lines: Vec<Vec<u32>> = lines.map(|(words, concepts)| met.line(words, concepts)).collect();
        let mut kept: Vec<(Token, u32)> = met
            .tokens
            .iter()
            .zip(0..)
            .zip(&met.counts)
            .filter(|((token, _), count)| **count >= token.0.fewest(total))
            .map(|((token, place), _)| (*token, place))
            .collect();
        kept.sort_unstable();
        let mut starts = [0; Kind::ALL.len() + 1];
        for ((kind, _), _) in &kept {
            starts[*kind as usize + 1] += 1;
        }
        for kind in Kind::ALL {
            starts[kind as usize + 1] += starts[kind as usize];
        }
        let mut numbers: Vec<Option<u32>> = vec![None; met.tokens.len()];
        for ((_, place), number) in kept.iter().zip(0..) {
            numbers[*place as usize] = Some(number);
        }
        for line in &mut lines {
            *line = line.iter().filter_map(|place| numbers[*place as usize]).collect();
            line.sort_unstable();
        }
        let numbers = kept.into_iter().map(|(token, _)| token).zip(0..).collect();
        (Vocabulary { numbers, starts }, lines)
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
        let mut tokens = Vec::new();
        of_word(word, &mut tokens);
        tokens.iter().filter_map(|token| self.numbers.get(token)).copied().collect()
    }
}

/// The features met while lines are gone through, by the place where they stand here. What
/// a word brings in by itself is found out once for all lines that have it: that is most of
/// the work.
#[derive(Default)]
struct Met {
    places: HashMap<Token, u32, Plain>,
    tokens: Vec<Token>,
    /// How many lines have each, and which line of all was the last, from 1.
    counts: Vec<u32>,
    last: Vec<u32>,
    lines: u32,
    /// The places of each word's own features.
    words: HashMap<Arc<str>, Vec<u32>>,
}

impl Met {
    /// The places of a line's features, each as often as it stands there.
    fn line(&mut self, words: &[Word], concepts: &[Found]) -> Vec<u32> {
        self.lines += 1;
        let mut line = Vec::with_capacity(words.len() * 12);
        let mut others = Vec::new();
        for word in words {
            match self.words.get(&*word.text) {
                Some(places) => line.extend_from_slice(places),
                None => {
                    others.clear();
                    of_word(&word.text, &mut others);
                    let own: Vec<u32> = others.iter().map(|token| self.place(*token)).collect();
                    line.extend_from_slice(&own);
                    self.words.insert(word.text.clone(), own);
                }
            }
        }
        others.clear();
        pairs(words, &mut others);
        concept_tokens(concepts, &mut others);
        line.extend(others.into_iter().map(|token| self.place(token)));
        for &place in &line {
            let last = &mut self.last[place as usize];
            if *last != self.lines {
                *last = self.lines;
                self.counts[place as usize] += 1;
            }
        }
        line
    }

    fn place(&mut self, token: Token) -> u32 {
        *self.places.entry(token).or_insert_with(|| {
            self.tokens.push(token);
            self.counts.push(0);
            self.last.push(0);
            self.tokens.len() as u32 - 1
        })
    }
}

fn collect(words: &[Word], concepts: &[Found], tokens: &mut Vec<Token>) {
    words.iter().for_each(|word| of_word(&word.text, tokens));
    pairs(words, tokens);
    concept_tokens(concepts, tokens);
}

/// Words and their neighbours.
fn pairs(words: &[Word], tokens: &mut Vec<Token>) {
    let neighbours = words.windows(2).map(|pair| {
        let [first, second] = [&pair[0], &pair[1]].map(|word| hash(word.text.as_bytes()));
        (Kind::WordPair, mix(first, second))
    });
    tokens.extend(neighbours);
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

/// A word, and its pieces: character n-grams with a space at both ends.
fn of_word(word: &str, tokens: &mut Vec<Token>) {
    tokens.push((Kind::Word, hash(word.as_bytes())));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::normalise::Origin;

    #[test]
    fn lines_are_numbered_while_learning_as_questions_are_afterwards() {
        let word = |text: &str| Word { text: text.into(), origin: Origin::Typed };
        let line = |text: &str| -> Vec<Word> { text.split(' ').map(word).collect() };
        let lines = ["jam buka kantor", "kantor buka buka jam berapa", "jam berapa kantor tutup"].map(line);
        let found = |concept| Found { concept, from: 0, to: 1 };
        let concepts = [vec![found(3), found(1)], vec![found(1), found(1), found(3)], Vec::new()];
        let read = || lines.iter().map(Vec::as_slice).zip(concepts.iter().map(Vec::as_slice));
        let (vocabulary, numbers) = Vocabulary::learn(read());
        let after: Vec<Vec<u32>> =
            read().map(|(words, concepts)| vocabulary.numbers(words, concepts)).collect();
        assert_eq!(numbers, after);
        assert!(vocabulary.word("tutup").is_some() && vocabulary.word("parkir").is_none());
        // The pair "jam berapa" stands in two lines, "buka buka" in one only.
        assert_eq!(vocabulary.of_kind(Kind::WordPair).len(), 1);
        assert_eq!(vocabulary.of_kind(Kind::ConceptPair).len(), 1);
    }
}
