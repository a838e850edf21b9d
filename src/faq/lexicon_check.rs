//! The lexicon held against itself, as the judgement meets its words: chat spellings are
//! resolved first and once, fillers go next, then the first owner of a word has it.
//! Where two entries claim one word, it is an error; where an entry can never take
//! effect, a warning. It may not weigh a word.

use std::collections::{HashMap, HashSet};

use super::fields::Problems;
use super::lexicon::{RawConcept, RawLexicon};
use crate::source::{At, Problem};
use crate::text::{fold, is_word, words};

/// Checks every entry against every other.
pub(super) fn check_lexicon(raw: &RawLexicon, problems: &Problems) {
    let slang = check_slang(raw, problems);
    check_real_words(raw, &slang, problems);
    let fillers: HashSet<String> = raw.fillers.iter().map(|word| key(&word.value)).collect();
    let resolved = Resolved { slang: &slang, fillers: &fillers };
    let mut owners = HashMap::new();
    let mut named: HashMap<&str, &At<String>> = HashMap::new();
    for concept in &raw.concepts {
        if let Some(first) = named.insert(&concept.name.value, &concept.name) {
            problems.add(
                concept
                    .name
                    .error("group-twice", format!("group `{}` stands twice", concept.name.value))
                    .hint(format!("the first stands in {}; give this one another name", first.path)),
            );
        }
        check_concept(concept, &resolved, &mut owners, problems);
    }
    check_names(raw, &resolved, &mut owners, problems);
}

/// A word or phrase as the judgement looks it up.
fn key(text: &str) -> String {
    words(&fold(text)).join(" ")
}

/// Who has a word.
#[derive(Clone, Copy, PartialEq)]
enum Owner<'r> {
    Group(&'r str),
    /// The kind, and the canonical spelling.
    Name(&'r str, &'r str),
}

type Owners<'r> = HashMap<String, Owner<'r>>;

/// What words are before any group is looked for.
struct Resolved<'r> {
    slang: &'r HashMap<&'r str, &'r At<String>>,
    fillers: &'r HashSet<String>,
}

impl Resolved<'_> {
    /// Why a word or phrase is never looked up as it stands.
    fn hides(&self, text: &str) -> Option<String> {
        let key = key(text);
        if key.is_empty() {
            return Some("has no letters or digits".to_owned());
        }
        if let Some(chat) = key.split(' ').find(|word| self.slang.contains_key(word)) {
            return Some(format!("is never met: the slang `{chat}` is resolved before"));
        }
        // A line of nothing but fillers keeps them.
        let (fillers, rest): (Vec<&str>, Vec<&str>) =
            key.split(' ').partition(|word| self.fillers.contains(*word));
        let filler = fillers.first().filter(|_| !rest.is_empty())?;
        Some(format!("is never met: the filler `{filler}` goes before"))
    }
}

/// Slang by its spelling.
fn check_slang<'r>(raw: &'r RawLexicon, problems: &Problems) -> HashMap<&'r str, &'r At<String>> {
    let mut all: HashMap<&str, &At<String>> = HashMap::new();
    for (typed, _) in &raw.slang {
        if let Some(first) = all.insert(&typed.value, typed) {
            problems.add(
                typed
                    .error("slang-twice", format!("slang `{}` stands twice", typed.value))
                    .hint(format!("the first stands in {}", first.path)),
            );
        }
        if words(&fold(&typed.value)) != [typed.value.as_str()] {
            problems.add(
                typed
                    .error("word-never-met", format!("slang `{}` is never met", typed.value))
                    .hint("one word of letters, in lower case and without apostrophes"),
            );
        }
    }
    for problem in raw.slang.iter().filter_map(|(typed, standard)| expansion(typed, standard, &all)) {
        problems.add(problem);
    }
    all
}

/// What is wrong with the words that a slang spelling stands for.
fn expansion(typed: &At<String>, standard: &str, slang: &HashMap<&str, &At<String>>) -> Option<Problem> {
    if key(standard).is_empty() {
        let message = format!("slang `{}` stands for nothing", typed.value);
        return Some(
            typed.error("slang-for-nothing", message).hint("a word without meaning belongs under [filler]"),
        );
    }
    let chained = standard.split_whitespace().find(|word| slang.contains_key(word))?;
    let message = format!("slang `{}` stands for `{chained}`, which is slang itself", typed.value);
    Some(typed.error("slang-of-slang", message).hint("slang is resolved once: write the standard words"))
}

/// Slang that a dictionary has must be so on purpose, and only such slang.
fn check_real_words(raw: &RawLexicon, slang: &HashMap<&str, &At<String>>, problems: &Problems) {
    let meant: HashSet<&str> = raw.real_words.iter().map(|word| word.value.as_str()).collect();
    for (typed, standard) in &raw.slang {
        if is_word(&typed.value) && !meant.contains(typed.value.as_str()) {
            problems.add(
                typed
                    .warning(
                        "slang-is-a-word",
                        format!("slang `{}` is a word of its own, read as `{standard}`", typed.value),
                    )
                    .hint("take it out, or add it to `real-words` where chat means nothing else"),
            );
        }
    }
    for word in &raw.real_words {
        if !slang.contains_key(word.value.as_str()) || !is_word(&word.value) {
            problems.add(
                word.warning(
                    "real-word-is-none",
                    format!("`{}` of `real-words` is no slang that is a word", word.value),
                )
                .hint("take it out"),
            );
        }
    }
}

fn check_concept<'r>(
    concept: &'r RawConcept,
    resolved: &Resolved<'_>,
    owners: &mut Owners<'r>,
    problems: &Problems,
) {
    let name = &concept.name;
    if concept.words.is_empty() {
        problems
            .add(name.error("group-empty", format!("group `{}` is empty", name.value)).hint("take it out"));
        return;
    }
    let mut found = false;
    for word in &concept.words {
        let text = word.clone().map(|phrase| phrase.text.to_string());
        let free = claim(&text, Owner::Group(&name.value), resolved, owners, problems);
        found = found || free;
    }
    if !found {
        problems.add(
            name.warning("group-never-found", format!("group `{}` is never found", name.value))
                .hint("each of its words is slang, a filler or another group's"),
        );
    }
}

fn check_names<'r>(
    raw: &'r RawLexicon,
    resolved: &Resolved<'_>,
    owners: &mut Owners<'r>,
    problems: &Problems,
) {
    for name in &raw.names {
        let canonical = name.spellings.first().map_or("", |spelling| spelling.value.as_str());
        for spelling in &name.spellings {
            claim(spelling, Owner::Name(&name.kind, canonical), resolved, owners, problems);
        }
    }
}

/// Gives a word to its owner; false where it is never found for it.
fn claim<'r>(
    word: &At<String>,
    owner: Owner<'r>,
    resolved: &Resolved<'_>,
    owners: &mut Owners<'r>,
    problems: &Problems,
) -> bool {
    if let Some(why) = resolved.hides(&word.value) {
        problems.add(word.warning("word-never-met", format!("`{}` {why}", word.value)).hint("take it out"));
        return false;
    }
    match owners.get(&key(&word.value)) {
        Some(first) => {
            problems.add(taken(word, owner, *first));
            false
        }
        None => {
            owners.insert(key(&word.value), owner);
            true
        }
    }
}

/// A word that its first owner keeps: an error where that is another, since one is lost.
fn taken(word: &At<String>, owner: Owner<'_>, first: Owner<'_>) -> Problem {
    let text = &word.value;
    match first {
        _ if first == owner => {
            word.warning("word-twice", format!("`{text}` stands twice here")).hint("take it out")
        }
        Owner::Group(group) => word
            .error("word-of-two-groups", format!("`{text}` is already a word of the group `{group}`"))
            .hint("a word stands in one group or name only: the first would win"),
        Owner::Name(kind, name) => word
            .error("word-of-two-groups", format!("`{text}` is already a {kind}, `{name}`"))
            .hint("a name is of one kind, once: the first would win"),
    }
}
