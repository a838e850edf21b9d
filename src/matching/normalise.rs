//! A typed line into words that can be compared: chat spellings resolved, slips of
//! the finger repaired, address words dropped. It may not know topics.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::spelling::{SURE_COUNT, Speller};
use super::vocabulary::{Plain, hash};
use crate::faq::{Faq, Lexicon};
use crate::text::{fold, impersonal, words};

/// Most words of one question that are looked at.
pub const MAX_WORDS: usize = 300;

/// A line ready to be judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// The line as it was typed, but for numbers and addresses of people, which ask nothing;
    /// the language model reads this.
    pub typed: String,
    /// The line folded (see [`crate::text::fold`]); patterns look at this.
    pub folded: String,
    /// Its words, in order, without fillers.
    pub words: Vec<Word>,
}

/// One word and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The standard spelling; lines read together share one copy.
    pub text: Arc<str>,
    /// Where that spelling comes from.
    pub origin: Origin,
}

/// How a word got its standard spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Typed so.
    Typed,
    /// Stands for a chat spelling of the lexicon.
    Slang,
    /// Repaired from a misspelling.
    Repaired,
    /// Typed so, and neither the knowledge nor the lexicon has it or anything near it.
    Unknown,
}

impl Question {
    /// The standard words in one line: equal for lines that say the same word for word.
    pub fn key(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| &*word.text).collect();
        words.join(" ")
    }

    /// The question without a word, wherever it stands; patterns still see all of it.
    pub fn without(&self, word: &str) -> Question {
        let is_word = |part: &str| part.trim_matches(|c: char| !c.is_alphanumeric()) == word;
        let typed: Vec<&str> = self.typed.split_whitespace().filter(|part| !is_word(part)).collect();
        let words = self.words.iter().filter(|other| &*other.text != word).cloned().collect();
        Question { typed: typed.join(" "), folded: self.folded.clone(), words }
    }
}

/// How often words stand in the knowledge's lines, chat spellings resolved: those that are
/// used often enough to be repaired to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Usage(BTreeMap<String, u32>);

impl Usage {
    /// Counts the words of all phrases and never lines.
    pub fn of(faq: &Faq) -> Usage {
        let slang = slang(&faq.lexicon);
        let mut counts = BTreeMap::new();
        let mut count = |word: &str| match counts.get_mut(word) {
            Some(count) => *count += 1,
            None => drop(counts.insert(word.to_owned(), 1)),
        };
        for line in faq.lines() {
            for word in words(&fold(&impersonal(&line.text))) {
                match slang.get(word) {
                    Some(standard) => standard.iter().for_each(|word| count(word)),
                    None => count(word),
                }
            }
        }
        counts.retain(|_, count| *count >= SURE_COUNT);
        Usage(counts)
    }
}

/// Turns lines into [`Question`]s; made once from the lexicon and the knowledge's words.
pub struct Normaliser {
    slang: HashMap<String, Vec<String>, Plain>,
    /// The hashes of words that never decide a topic.
    fillers: HashSet<u64, Plain>,
    speller: Speller,
}

impl Normaliser {
    /// Spelling is repaired to the words of the lexicon, and to those that are in `usage`.
    pub fn new(lexicon: &Lexicon, usage: &Usage) -> Normaliser {
        let slang = slang(lexicon);
        let lexical =
            lexicon.concepts.iter().flat_map(|concept| concept.words.iter().map(|word| &*word.text));
        let names = lexicon.names.iter().flat_map(|(_, spellings)| spellings.iter().map(String::as_str));
        let standard = lexicon.slang.values().flatten().map(String::as_str);
        let sure: Vec<String> = lexical.chain(names).chain(standard).map(fold).collect();
        let speller = Speller::new(
            &usage.0,
            sure.iter().flat_map(|line| words(line)),
            slang.keys().map(String::as_str),
        );
        Normaliser {
            slang,
            fillers: lexicon.fillers.iter().map(|word| hash(fold(word).as_bytes())).collect(),
            speller,
        }
    }

    /// The question that a line asks. Any text is fine; work is bounded by
    /// [`crate::text::MAX_CHARS`] and [`MAX_WORDS`].
    pub fn question(&self, line: &str) -> Question {
        self.of(line, |word, all| all.extend(self.standard(word)))
    }

    /// Reads one line of many: words met before are not looked up again.
    pub fn read(&self, line: &str, reader: &mut Reader) -> Question {
        self.of(line, |word, all| match reader.known.get(word) {
            Some(known) => all.extend_from_slice(known),
            None => {
                let standard = self.standard(word);
                all.extend_from_slice(&standard);
                reader.known.insert(word.to_owned(), standard);
            }
        })
    }

    fn of(&self, line: &str, mut standard: impl FnMut(&str, &mut Vec<Word>)) -> Question {
        let typed = impersonal(line);
        let folded = fold(&typed);
        let mut all = Vec::new();
        words(&folded).into_iter().take(MAX_WORDS).for_each(|word| standard(word, &mut all));
        let is_filler = |word: &Word| self.fillers.contains(&hash(word.text.as_bytes()));
        if !all.iter().all(is_filler) {
            all.retain(|word| !is_filler(word));
        }
        Question { typed: typed.into_owned(), folded, words: all }
    }

    /// The standard words that a typed one stands for.
    fn standard(&self, typed: &str) -> Vec<Word> {
        let word = |text: &str, origin| Word { text: text.into(), origin };
        if let Some(standard) = self.slang.get(typed) {
            return standard.iter().map(|text| word(text, Origin::Slang)).collect();
        }
        if self.speller.knows(typed) {
            return vec![word(typed, Origin::Typed)];
        }
        let repaired = self.speller.repair(typed);
        if repaired.is_empty() {
            return vec![word(typed, Origin::Unknown)];
        }
        let mut all = Vec::new();
        for part in repaired {
            match self.slang.get(part) {
                Some(standard) => all.extend(standard.iter().map(|text| word(text, Origin::Repaired))),
                None => all.push(word(part, Origin::Repaired)),
            }
        }
        all
    }
}

/// What reading many lines has found out so far.
#[derive(Default)]
pub struct Reader {
    /// Typed words and what they stand for.
    known: HashMap<String, Vec<Word>, Plain>,
}

fn slang(lexicon: &Lexicon) -> HashMap<String, Vec<String>, Plain> {
    lexicon.slang.iter().map(|(typed, words)| (fold(typed), words.clone())).collect()
}
