//! What a question names that its best topic is not about: another year, another place or
//! product, an aspect that no topic of the programme covers. It may not decide what that
//! is worth; `signals` and the fit do, but for a year to come, which no topic knows, and for
//! the only year that its facts are of, which is as good as unsaid.

use super::concepts::{ConceptId, Found};
use super::corpus::{Corpus, Reading};
use super::engine::{Engine, Ranked};
use super::normalise::Word;
use super::pool::Pool;
use crate::lang::Lang;
use crate::text::fold;

/// Numbers that can be the year of a programme.
const YEARS: std::ops::RangeInclusive<i16> = 2010..=2100;
/// Where a topic's phrases name so many of one kind, any other is just one more: people
/// come from everywhere.
pub const ANY: usize = 3;
/// How clearly a concept must speak for "none of ours" to be what an answer lacks (log odds).
const CLEARLY: f32 = 0.5;
/// A tale of more words than this names much that it does not ask for.
const TALE: usize = 25;

/// The part of a question that the knowledge cannot answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// It is about another year than the programme's.
    Year {
        /// The year that was asked for.
        asked: i16,
        /// The one that the topic's facts are of, where they are of one.
        known: Option<i16>,
    },
    /// It names somebody, some place or some thing that the topic does not, as it was typed.
    Name(String),
    /// It asks for something that no topic of the programme covers.
    Aspect {
        /// What Indonesians call it.
        id: String,
        /// What it is called in English.
        en: String,
    },
}

impl Lack {
    /// What an aspect is called.
    pub fn aspect(&self, lang: Lang) -> Option<&str> {
        match (self, lang) {
            (Lack::Aspect { id, .. }, Lang::Id) => Some(id),
            (Lack::Aspect { en, .. }, Lang::En) => Some(en),
            _ => None,
        }
    }
}

/// Years of the question that neither the topic's facts nor its phrases name.
pub fn strange_years<'q>(
    corpus: &'q Corpus,
    engine: &'q Engine,
    reading: &'q Reading,
    topic: usize,
) -> impl Iterator<Item = i16> + 'q {
    let named = move |word: &str| {
        corpus.vocabulary.word(word).is_some_and(|number| engine.used().by_topic(topic, number))
    };
    let words = reading.question.words.iter().filter(move |word| !named(&word.text));
    words
        .filter_map(|word| word.text.parse::<i16>().ok())
        .filter(move |year| YEARS.contains(year) && !corpus.topics[topic].years.contains(year))
}

/// Proper names of the question that the topic's phrases never use, of kinds of which
/// they name few.
pub fn strange_names<'q>(
    corpus: &'q Corpus,
    engine: &'q Engine,
    reading: &'q Reading,
    topic: usize,
) -> impl Iterator<Item = (ConceptId, std::ops::Range<usize>)> + 'q {
    reading
        .concepts
        .iter()
        .filter(move |found| {
            corpus.concepts.kind(found.concept).is_some_and(|kind| !engine.used().takes_any(topic, kind))
        })
        .filter(move |found| !uses(corpus, engine, topic, found.concept))
        .map(|found| (found.concept, found.from..found.to))
}

/// The year to come that is asked for, where the programme's facts end before it.
pub fn coming_year(corpus: &Corpus, engine: &Engine, reading: &Reading, topic: usize) -> Option<Lack> {
    let last = *corpus.topics[topic].years.last()?;
    let asked = strange_years(corpus, engine, reading, topic).find(|year| *year > last)?;
    Some(Lack::Year { asked, known: only_year(corpus, topic) })
}

/// Ranks a question by its words, without the year that all facts of its likeliest topic are
/// of, where it names that year and no other: who says it asks for nothing more, and phrases
/// seldom do.
pub fn rank(corpus: &Corpus, engine: &Engine, pool: &Pool, reading: Reading) -> (Reading, Ranked) {
    let ranked = engine.rank(&reading, pool);
    let best = ranked.order.first().copied();
    let own = best.and_then(|best| only_year(corpus, best));
    let year = only_named_year(&reading).filter(|year| own == Some(*year));
    let yearless = year.map(|year| corpus.read(reading.question.without(&year.to_string())));
    match yearless.filter(|yearless| !yearless.question.words.is_empty()) {
        Some(yearless) => {
            let ranked = engine.rank(&yearless, pool);
            (yearless, ranked)
        }
        None => (reading, ranked),
    }
}

/// The year that a question names, where it names no other.
fn only_named_year(reading: &Reading) -> Option<i16> {
    let year = |word: &Word| word.text.parse::<i16>().ok().filter(|year| YEARS.contains(year));
    let mut years = reading.question.words.iter().filter_map(year);
    years.next().filter(|first| years.all(|other| other == *first))
}

fn only_year(corpus: &Corpus, topic: usize) -> Option<i16> {
    let years = &corpus.topics[topic].years;
    years.first().copied().filter(|_| years.len() == 1)
}

/// What the answer of a programme's likeliest topic would lack; none where nothing stands out.
pub fn lack(
    corpus: &Corpus,
    engine: &Engine,
    reading: &Reading,
    ranked: &Ranked,
    programme: usize,
) -> Option<Lack> {
    if reading.question.words.len() > TALE {
        return None;
    }
    let is_of = |topic: usize| corpus.programme(&corpus.topics[topic].programme) == programme;
    let siblings: Vec<usize> = ranked.order.iter().copied().filter(|&topic| is_of(topic)).collect();
    let topic = *siblings.first()?;
    let year = || {
        let asked = strange_years(corpus, engine, reading, topic).next()?;
        Some(Lack::Year { asked, known: only_year(corpus, topic) })
    };
    let name = || {
        let (concept, place) = strange_names(corpus, engine, reading, topic).next()?;
        let is_proper = matches!(corpus.concepts.kind(concept), Some("country" | "place"));
        let word = |word: &Word| match as_typed(&reading.question.typed, &word.text) {
            typed if is_proper => capital(typed),
            typed => typed.to_owned(),
        };
        let words: Vec<String> = reading.question.words.get(place)?.iter().map(word).collect();
        Some(Lack::Name(words.join(" ")))
    };
    year().or_else(name).or_else(|| aspect(corpus, engine, reading, ranked, &siblings))
}

/// The concept, of those that never lines are about, that speaks most clearly, with its words,
/// against every topic of the programme.
fn aspect(
    corpus: &Corpus,
    engine: &Engine,
    reading: &Reading,
    ranked: &Ranked,
    siblings: &[usize],
) -> Option<Lack> {
    let speaks = |found: &Found| {
        let words = &reading.question.words[found.from..found.to];
        let mut features: Vec<u32> =
            words.iter().flat_map(|word| corpus.vocabulary.of_word(&word.text)).collect();
        features.extend(corpus.vocabulary.concept(found.concept));
        let against = |&topic: &usize| engine.say(&ranked.vector, &features, corpus.near(), topic)[0];
        siblings.iter().map(against).fold(f32::INFINITY, f32::min)
    };
    let aspects = reading.concepts.iter().filter(|found| is_aspect(corpus, engine, found.concept));
    let (concept, says) =
        aspects.map(|found| (found.concept, speaks(found))).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let [id, en] = corpus.concepts.called(concept).map(str::to_owned);
    (says >= CLEARLY).then_some(Lack::Aspect { id, en })
}

/// No proper name, and what never lines are about rather than phrases.
fn is_aspect(corpus: &Corpus, engine: &Engine, concept: ConceptId) -> bool {
    let number = corpus.vocabulary.concept(concept).filter(|_| corpus.concepts.kind(concept).is_none());
    number.is_some_and(|number| engine.used().is_aspect(number))
}

fn uses(corpus: &Corpus, engine: &Engine, topic: usize, concept: ConceptId) -> bool {
    corpus.vocabulary.concept(concept).is_some_and(|number| engine.used().by_topic(topic, number))
}

/// A word as the asker wrote it, where it was not a slip or slang.
fn as_typed<'q>(typed: &'q str, word: &'q str) -> &'q str {
    let typed = typed.split(|letter: char| !letter.is_alphanumeric());
    typed.into_iter().find(|typed| fold(typed) == word).unwrap_or(word)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
