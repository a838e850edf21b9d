//! What a question names that its best topic is not about: another year, another place or
//! product, an aspect that no topic of the programme covers. It may not decide what that
//! is worth; `signals` and the fit do, but for a year to come, which no topic knows.

use super::concepts::ConceptId;
use super::corpus::{Corpus, Reading};
use super::engine::{Engine, Ranked};
use crate::lang::Lang;

/// Numbers that can be the year of a programme.
const YEARS: std::ops::RangeInclusive<i16> = 2010..=2100;
/// Where a topic's phrases name so many of one kind, any other is just one more: people
/// come from everywhere.
pub const ANY: usize = 3;
/// How clearly a concept must speak for "none of ours" to be what an answer lacks (log odds).
const CLEARLY: f32 = 0.5;

/// The part of a question that the knowledge cannot answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// It is about another year than the programme's.
    Year {
        /// The year that was asked for.
        asked: i16,
        /// The last that the programme's facts know.
        known: i16,
    },
    /// It names somebody, some place or some thing that the topic does not.
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
    let known = *corpus.topics[topic].years.last()?;
    let asked = strange_years(corpus, engine, reading, topic).find(|year| *year > known)?;
    Some(Lack::Year { asked, known })
}

/// What the answer of the best topic would lack; none where nothing stands out.
pub fn lack(corpus: &Corpus, engine: &Engine, reading: &Reading, ranked: &Ranked) -> Option<Lack> {
    let &topic = ranked.order.first()?;
    let known = corpus.topics[topic].years.last().copied();
    let year = || {
        let asked = strange_years(corpus, engine, reading, topic).next()?;
        Some(Lack::Year { asked, known: known? })
    };
    let name = || {
        let (_, place) = strange_names(corpus, engine, reading, topic).next()?;
        let words: Vec<String> =
            reading.question.words.get(place)?.iter().map(|word| capital(&word.text)).collect();
        Some(Lack::Name(words.join(" ")))
    };
    year().or_else(name).or_else(|| aspect(corpus, engine, reading, ranked, topic))
}

/// The concept that speaks most clearly against every topic of the programme.
fn aspect(
    corpus: &Corpus,
    engine: &Engine,
    reading: &Reading,
    ranked: &Ranked,
    topic: usize,
) -> Option<Lack> {
    let programme = &corpus.topics[topic].programme;
    let siblings = || (0..corpus.topics.len()).filter(|&other| corpus.topics[other].programme == *programme);
    let speaks = |concept: ConceptId| {
        let number = corpus.vocabulary.concept(concept)?;
        let against = |topic| engine.say(&ranked.vector, &[number], corpus.near(), topic);
        siblings().map(against).min_by(f32::total_cmp)
    };
    let common = reading.concepts.iter().map(|found| found.concept);
    let common = common.filter(|&concept| corpus.concepts.kind(concept).is_none());
    let (concept, says) =
        common.filter_map(|concept| Some((concept, speaks(concept)?))).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let [id, en] = corpus.concepts.called(concept).map(str::to_owned);
    (says >= CLEARLY).then_some(Lack::Aspect { id, en })
}

fn uses(corpus: &Corpus, engine: &Engine, topic: usize, concept: ConceptId) -> bool {
    corpus.vocabulary.concept(concept).is_some_and(|number| engine.used().by_topic(topic, number))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
