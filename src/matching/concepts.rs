//! Words of one meaning, over both languages: "biaya", "bayar", "fee" and "cost" are
//! one concept. It may not weigh a concept; it only finds them.

use std::collections::{HashMap, HashSet};

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::normalise::Word;
use super::vocabulary::{Plain, hash};
use crate::faq::Lexicon;
use crate::lang::Lang;
use crate::text::{fold, words};

/// Longest concept phrase, in words.
const MAX_PHRASE: usize = 4;

/// Index into [`Concepts::name`].
pub type ConceptId = u16;

/// All concepts, found by their words, exactly or by stem.
pub struct Concepts {
    names: Vec<Name>,
    exact: HashMap<String, ConceptId, Plain>,
    /// The first words of those that have several, by their hashes.
    begins: HashSet<u64, Plain>,
    stemmed: HashMap<String, ConceptId, Plain>,
    /// Words looked up before, by their hashes: stemming is most of the cost of a look-up.
    seen: HashMap<u64, Option<ConceptId>, Plain>,
    stemmers: [Stemmer; 2],
}

struct Name {
    text: String,
    /// What people call it, in both languages.
    called: [String; 2],
    /// The kind of a proper name (`country`), none for a common concept.
    kind: Option<String>,
}

/// A concept and the words it was found in: positions from, to (excluded).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The concept.
    pub concept: ConceptId,
    /// First word.
    pub from: usize,
    /// Behind the last word.
    pub to: usize,
}

impl Concepts {
    /// Concepts first, then proper names, each name a concept of its own.
    pub fn new(lexicon: &Lexicon) -> Concepts {
        let stemmers = [Stemmer::create(Algorithm::Indonesian), Stemmer::create(Algorithm::English)];
        let mut concepts = Concepts {
            names: Vec::new(),
            exact: HashMap::default(),
            begins: HashSet::default(),
            stemmed: HashMap::default(),
            seen: HashMap::default(),
            stemmers,
        };
        for concept in &lexicon.concepts {
            let called = Lang::ALL.map(|lang| {
                let first = concept.words.iter().find(|word| word.lang == lang).or(concept.words.first());
                first.map_or_else(|| concept.name.clone(), |word| word.text.to_string())
            });
            let id = concepts.name_it(concept.name.clone(), called, None);
            for word in &concept.words {
                concepts.add(id, &word.text, Some(word.lang));
            }
        }
        for (kind, spellings) in &lexicon.names {
            let name = spellings.first().cloned().unwrap_or_default();
            let id = concepts.name_it(name.clone(), [name.clone(), name], Some(kind.clone()));
            for spelling in spellings {
                concepts.add(id, spelling, None);
            }
        }
        concepts
    }

    fn name_it(&mut self, text: String, called: [String; 2], kind: Option<String>) -> ConceptId {
        self.names.push(Name { text, called, kind });
        ConceptId::try_from(self.names.len() - 1).unwrap_or(ConceptId::MAX)
    }

    fn add(&mut self, id: ConceptId, phrase: &str, lang: Option<Lang>) {
        let folded = fold(phrase);
        let parts = words(&folded);
        if let ([word], Some(lang)) = (&parts[..], lang) {
            let stem = self.stem(word, lang);
            self.stemmed.entry(stem).or_insert(id);
        }
        if let [first, _, ..] = &parts[..] {
            self.begins.insert(hash(first.as_bytes()));
        }
        self.exact.entry(parts.join(" ")).or_insert(id);
    }

    fn stem(&self, word: &str, lang: Lang) -> String {
        let stemmer = match lang {
            Lang::Id => &self.stemmers[0],
            Lang::En => &self.stemmers[1],
        };
        stemmer.stem(word).into_owned()
    }

    /// Looks up words that are going to be asked for again and again.
    pub fn learn(&mut self, question: &[Word]) {
        for Word { text, .. } in question {
            let key = hash(text.as_bytes());
            if !self.seen.contains_key(&key) {
                self.seen.insert(key, self.look_up(text));
            }
        }
    }

    /// The words looked up before.
    pub fn learnt(&self) -> &HashMap<u64, Option<ConceptId>, Plain> {
        &self.seen
    }

    /// Knows words from when they were looked up before.
    pub fn with(self, seen: HashMap<u64, Option<ConceptId>, Plain>) -> Concepts {
        Concepts { seen, ..self }
    }

    /// The concepts of a question, longest phrases first, left to right.
    pub fn find(&self, question: &[Word]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut from = 0;
        while from < question.len() {
            let several = self.begins.contains(&hash(question[from].text.as_bytes()));
            let most = if several { MAX_PHRASE.min(question.len() - from) } else { 1 };
            let longest = (1..=most).rev().find_map(|length| {
                let concept = self.phrase(&question[from..from + length])?;
                Some(Found { concept, from, to: from + length })
            });
            from = longest.map_or(from + 1, |found| found.to);
            found.extend(longest);
        }
        found
    }

    fn phrase(&self, part: &[Word]) -> Option<ConceptId> {
        if let [word] = part {
            return self
                .seen
                .get(&hash(word.text.as_bytes()))
                .copied()
                .unwrap_or_else(|| self.look_up(&word.text));
        }
        let joined: Vec<&str> = part.iter().map(|word| &*word.text).collect();
        self.exact.get(&joined.join(" ")).copied()
    }

    /// A single word: as it stands, without an enclitic, by Indonesian stem, by English stem.
    fn look_up(&self, word: &str) -> Option<ConceptId> {
        if let Some(id) = self.exact.get(word) {
            return Some(*id);
        }
        let bare = without_enclitic(word);
        if let Some(id) = bare.and_then(|bare| self.exact.get(bare)) {
            return Some(*id);
        }
        let by_stem = |lang| self.stemmed.get(&self.stem(word, lang)).copied();
        if word.len() < 4 { None } else { by_stem(Lang::Id).or_else(|| by_stem(Lang::En)) }
    }

    /// The concept's name, for explanations.
    pub fn name(&self, id: ConceptId) -> &str {
        self.names.get(usize::from(id)).map_or("", |name| &name.text)
    }

    /// What people call the concept, in Indonesian and in English.
    pub fn called(&self, id: ConceptId) -> [&str; 2] {
        self.names
            .get(usize::from(id))
            .map_or([""; 2], |name| [name.called[0].as_str(), name.called[1].as_str()])
    }

    /// The kind of a proper name (`country`); none for a common concept.
    pub fn kind(&self, id: ConceptId) -> Option<&str> {
        self.names.get(usize::from(id))?.kind.as_deref()
    }
}

/// "lokasinya", "lokasine" (Javanese), "lokasiku" without what hangs on the word.
fn without_enclitic(word: &str) -> Option<&str> {
    ["nya", "ne", "ku", "mu", "kah", "e"]
        .into_iter()
        .filter_map(|enclitic| word.strip_suffix(enclitic))
        .find(|bare| bare.len() >= 4)
}
