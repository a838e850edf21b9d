//! Gives the features of all lines their numbers, and keeps what every line has of them. It
//! may not know how rare a feature is, nor what it speaks for.

use std::collections::HashMap;
use std::sync::Arc;

use super::concepts::Found;
use super::normalise::Word;
use super::vocabulary::{Kind, Plain, Token, Vocabulary, concept_tokens, kind_of, of_word, pairs};

/// Numbers the features of lines that are read one after the other. What a word brings in
/// by itself is found out once for all lines that have it: that is most of the work.
#[derive(Default)]
pub struct Numbering {
    /// Where each token stands among all that were met.
    places: HashMap<Token, u32, Plain>,
    /// For each place, how many lines have the token, and which was the last of them, from 1.
    counts: Vec<(u32, u32)>,
    /// The lines so far, in places.
    lines: Numbered,
    /// The places of each word's own features.
    words: HashMap<Arc<str>, Box<[u32]>>,
}

impl Numbering {
    /// Reads one more line.
    pub fn line(&mut self, words: &[Word], concepts: &[Found]) {
        let mut tokens = Vec::new();
        let start = self.lines.all.len();
        for word in words {
            if !self.words.contains_key(&*word.text) {
                tokens.clear();
                of_word(&word.text, &mut tokens);
                let own = tokens.iter().map(|&token| self.place(token)).collect();
                self.words.insert(word.text.clone(), own);
            }
            self.lines.all.extend_from_slice(&self.words[&*word.text]);
        }
        tokens.clear();
        pairs(words, &mut tokens);
        concept_tokens(concepts, &mut tokens);
        for token in tokens {
            let place = self.place(token);
            self.lines.all.push(place);
        }
        self.lines.ends.push(self.lines.all.len() as u32);
        let number = self.lines.ends.len() as u32;
        for &place in &self.lines.all[start..] {
            let (count, last) = &mut self.counts[place as usize];
            *count += u32::from(*last != number);
            *last = number;
        }
    }

    fn place(&mut self, token: Token) -> u32 {
        let next = self.counts.len() as u32;
        let place = *self.places.entry(token).or_insert(next);
        if place == next {
            self.counts.push((0, 0));
        }
        place
    }

    /// The features that enough lines have, and what each line has of them, as
    /// [`Vocabulary::numbers`] gives it.
    pub fn finish(self) -> (Vocabulary, Numbered) {
        drop(self.words);
        let enough = Kind::ALL.map(|kind| kind.fewest(self.lines.ends.len()));
        let counts = &self.counts;
        let is_kept = |(token, place): &(Token, u32)| counts[*place as usize].0 >= enough[kind_of(*token)];
        let mut kept: Vec<(Token, u32)> = self.places.into_iter().filter(is_kept).collect();
        kept.sort_unstable();
        let mut numbers: Vec<Option<u32>> = vec![None; counts.len()];
        for ((_, place), number) in kept.iter().zip(0..) {
            numbers[*place as usize] = Some(number);
        }
        let tokens: Vec<Token> = kept.into_iter().map(|(token, _)| token).collect();
        (Vocabulary::of(&tokens), self.lines.renumbered(&numbers))
    }
}

/// The numbers of the features of many lines, side by side: of each line in order, each as
/// often as it stands there.
#[derive(Default)]
pub struct Numbered {
    all: Vec<u32>,
    /// Where each line ends.
    ends: Vec<u32>,
}

impl Numbered {
    /// The numbers of the line at a place.
    pub fn line(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }

    /// Numbers for places, where a place has one.
    fn renumbered(&self, numbers: &[Option<u32>]) -> Numbered {
        let mut new = Numbered::default();
        for at in 0..self.ends.len() {
            let start = new.all.len();
            new.all.extend(self.line(at).iter().filter_map(|place| numbers[*place as usize]));
            new.all[start..].sort_unstable();
            new.ends.push(new.all.len() as u32);
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::concepts::ConceptId;
    use crate::matching::normalise::Origin;

    #[test]
    fn lines_are_numbered_while_learning_as_questions_are_afterwards() {
        let word = |text: &str| Word { text: text.into(), origin: Origin::Typed };
        let line = |text: &str| -> Vec<Word> { text.split(' ').map(word).collect() };
        let lines = ["jam buka kantor", "kantor buka buka jam berapa", "jam berapa kantor tutup"].map(line);
        let found = |concept| Found { concept, from: 0, to: 1 };
        let concepts = [vec![found(3), found(1)], vec![found(1), found(1), found(3)], Vec::new()];
        let read = || lines.iter().map(Vec::as_slice).zip(concepts.iter().map(Vec::as_slice));
        let mut numbering = Numbering::default();
        read().for_each(|(words, concepts)| numbering.line(words, concepts));
        let (vocabulary, numbered) = numbering.finish();
        for (at, (words, concepts)) in read().enumerate() {
            assert_eq!(numbered.line(at), vocabulary.numbers(words, concepts));
        }
        let known: Vec<Option<ConceptId>> =
            vocabulary.of_kind(Kind::Concept).map(|number| vocabulary.concept_of(number)).collect();
        assert_eq!(known, [Some(1), Some(3)]);
        assert_eq!(vocabulary.concept(3).and_then(|number| vocabulary.concept_of(number)), Some(3));
        assert_eq!(vocabulary.concept_of(0), None);
        assert!(vocabulary.word("tutup").is_some() && vocabulary.word("parkir").is_none());
        // The pair "jam berapa" stands in two lines, "buka buka" in one only.
        assert_eq!(vocabulary.of_kind(Kind::WordPair).len(), 1);
        assert_eq!(vocabulary.of_kind(Kind::ConceptPair).len(), 1);
    }
}
