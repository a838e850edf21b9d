//! What the judgement knows of words beside the phrases: the files under `faq/lexicon/`.
//! It may not say which topic a word speaks for.

use std::collections::{BTreeMap, BTreeSet};

use super::Phrase;
use super::fields::{Entry, Fields};
use super::read::both_languages;

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

/// Adds what one file holds.
pub(super) fn read(mut root: Fields<'_>, lexicon: &mut Lexicon) {
    if let Some(slang) = root.table("slang") {
        for (name, entry) in slang.entries() {
            match entry.as_text() {
                Some(words) => {
                    let words = words.split_whitespace().map(str::to_owned).collect();
                    lexicon.slang.insert(name.value, words);
                }
                None => entry.refuse("the standard words, such as \"di mana\""),
            }
        }
    }
    if let Some(mut filler) = root.table("filler") {
        lexicon.fillers = filler.strings("words").into_iter().map(|word| word.value).collect::<BTreeSet<_>>();
        filler.finish();
    }
    if let Some(concepts) = root.table("concept") {
        lexicon.concepts.extend(concepts.entries().filter_map(|(name, entry)| concept(name.value, &entry)));
    }
    if let Some(names) = root.table("names") {
        for (kind, entry) in names.entries() {
            match entry.as_groups() {
                Some(groups) => {
                    lexicon.names.extend(groups.into_iter().map(|group| (kind.value.clone(), group)))
                }
                None => entry.refuse("a list of names, each a string or a list of its spellings"),
            }
        }
    }
    root.finish();
}

fn concept(name: String, entry: &Entry<'_>) -> Option<Concept> {
    let Some(mut fields) = entry.as_fields() else {
        entry.refuse("a table with id and en");
        return None;
    };
    let words = both_languages(&mut fields).into_iter().map(|word| word.value).collect();
    fields.finish();
    Some(Concept { name, words })
}
