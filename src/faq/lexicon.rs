//! What the judgement knows of words beside the phrases: the files under `faq/lexicon/`.
//! It may not say which topic a word speaks for, nor hold the words against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Phrase;
use super::fields::{Entry, Fields};
use super::read::both_languages;
use crate::source::At;

/// Words that the judgement knows beside the phrases.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Chat spellings and what they stand for.
    pub slang: BTreeMap<String, Vec<String>>,
    /// Words that never decide a topic.
    pub fillers: BTreeSet<String>,
    /// Groups of words of one meaning, over both languages.
    pub concepts: Vec<Concept>,
    /// Names of one kind (country, place, ...): kind, and the spellings of each.
    pub names: Vec<(String, Vec<String>)>,
}

/// Words and short phrases of one meaning.
#[derive(Debug, Clone)]
pub struct Concept {
    /// The group's name, for explanations.
    pub name: String,
    /// Its words, each in its language.
    pub words: Vec<Phrase>,
}

/// The files' entries with their places, before they are held against each other.
#[derive(Default)]
pub(super) struct RawLexicon {
    /// Spelling, and the text that it stands for.
    pub slang: Vec<(At<String>, String)>,
    /// Words that are slang on purpose although a dictionary has them.
    pub real_words: Vec<At<String>>,
    pub fillers: Vec<At<String>>,
    pub concepts: Vec<RawConcept>,
    pub names: Vec<RawName>,
}

pub(super) struct RawConcept {
    pub name: At<String>,
    pub words: Vec<At<Phrase>>,
}

pub(super) struct RawName {
    pub kind: String,
    pub spellings: Vec<At<String>>,
}

/// Adds what one file holds.
pub(super) fn read(mut root: Fields<'_>, raw: &mut RawLexicon) {
    raw.real_words.extend(root.strings("real-words"));
    if let Some(slang) = root.table("slang") {
        raw.slang.extend(slang.entries().filter_map(|(name, entry)| Some((name, standard(&entry)?))));
    }
    if let Some(mut filler) = root.table("filler") {
        raw.fillers.extend(filler.strings("words"));
        filler.finish();
    }
    if let Some(concepts) = root.table("concept") {
        raw.concepts.extend(concepts.entries().filter_map(|(name, entry)| concept(name, &entry)));
    }
    if let Some(names) = root.table("names") {
        raw.names.extend(names.entries().flat_map(|(kind, entry)| named(&kind.value, &entry)));
    }
    root.finish();
}

fn standard(entry: &Entry<'_>) -> Option<String> {
    let words = entry.as_text();
    if words.is_none() {
        entry.refuse("the standard words, such as \"di mana\"");
    }
    words.map(str::to_owned)
}

fn concept(name: At<String>, entry: &Entry<'_>) -> Option<RawConcept> {
    let Some(mut fields) = entry.as_fields() else {
        entry.refuse("a table with id and en");
        return None;
    };
    let words = both_languages(&mut fields);
    fields.finish();
    Some(RawConcept { name, words })
}

fn named(kind: &str, entry: &Entry<'_>) -> Vec<RawName> {
    let groups = entry.as_groups();
    if groups.is_none() {
        entry.refuse("a list of names, each a string or a list of its spellings");
    }
    groups.into_iter().flatten().map(|spellings| RawName { kind: kind.to_owned(), spellings }).collect()
}

impl RawLexicon {
    /// The same without places.
    pub fn build(self) -> Lexicon {
        let slang = self
            .slang
            .into_iter()
            .map(|(typed, standard)| (typed.value, standard.split_whitespace().map(str::to_owned).collect()));
        let concept = |raw: RawConcept| Concept {
            name: raw.name.value,
            words: raw.words.into_iter().map(|word| word.value).collect(),
        };
        let name =
            |raw: RawName| (raw.kind, raw.spellings.into_iter().map(|spelling| spelling.value).collect());
        Lexicon {
            slang: slang.collect(),
            fillers: self.fillers.into_iter().map(|word| word.value).collect(),
            concepts: self.concepts.into_iter().map(concept).collect(),
            names: self.names.into_iter().map(name).collect(),
        }
    }
}
