//! What speaks for and against answering, as a handful of numbers without any topic's
//! name in them, so that what is fitted on them still holds when phrases change.

use super::corpus::Corpus;
use super::engine::{Engine, Ranked};
use super::normalise::Question;

/// The signals by name, in the order of [`Signals`]; `fit.toml` keeps weights by name.
pub const NAMES: [&str; 16] = [
    "bias",
    "evidence",
    "margin",
    "probability",
    "near",
    "far",
    "nearest",
    "nearest-rival",
    "nearest-never",
    "nearest-lead",
    "strange-words",
    "unknown-words",
    "strange-concepts",
    "strange-names",
    "strange-years",
    "pattern",
];

/// One number for each of [`NAMES`].
pub type Signals = [f64; NAMES.len()];

/// Log ratios are cut here: beyond it nothing is surer.
const CUT: f32 = 8.0;

/// The signals of a question about its most probable topic.
pub fn signals(corpus: &Corpus, engine: &Engine, question: &Question, ranked: &Ranked) -> Signals {
    let [best, second] = [ranked.order.first(), ranked.order.get(1)];
    let Some(&best) = best else { return [0.0; NAMES.len()] };
    let p = |class: usize| ranked.probabilities[class].max(1e-6);
    let rival = second.map_or(1e-6, |&second| p(second));
    let (near, far) = (p(corpus.near()), p(corpus.far()));
    let log = |ratio: f32| ratio.ln().clamp(-CUT, CUT);
    let nearest_never = ranked.nearest[corpus.near()].max(ranked.nearest[corpus.far()]);
    let nearest_rival = (0..corpus.topics.len())
        .filter(|topic| *topic != best)
        .map(|topic| ranked.nearest[topic])
        .fold(0.0, f32::max);
    let values: [f32; NAMES.len()] = [
        1.0,
        log(p(best) / (near + far)),
        log(p(best) / rival),
        p(best),
        log(near),
        log(far),
        ranked.nearest[best],
        nearest_rival,
        nearest_never,
        ranked.nearest[best] - nearest_never.max(nearest_rival),
        strange_words(engine, question, best),
        unknown_words(corpus, question),
        strange_concepts(engine, ranked, best),
        strange_names(corpus, engine, ranked, best),
        strange_years(corpus, question, best),
        pattern(corpus, question, best),
    ];
    values.map(f64::from)
}

/// The share of the words, by rarity, that the topic's phrases never use.
fn strange_words(engine: &Engine, question: &Question, topic: usize) -> f32 {
    let mass = |word: &str| engine.rarity(word).max(4.0);
    let total: f32 = question.words.iter().map(|word| mass(&word.text)).sum();
    let strange: f32 = question
        .words
        .iter()
        .filter(|word| !engine.topic_uses(topic, &word.text))
        .map(|word| mass(&word.text))
        .sum();
    strange / total.max(1.0)
}

/// The share of the words that neither the knowledge nor the lexicon has.
fn unknown_words(corpus: &Corpus, question: &Question) -> f32 {
    let unknown = question.words.iter().filter(|word| !corpus.normaliser.knows(&word.text)).count();
    unknown as f32 / question.words.len().max(1) as f32
}

/// The share of the concepts that the topic's phrases never hold.
fn strange_concepts(engine: &Engine, ranked: &Ranked, topic: usize) -> f32 {
    let concepts = &ranked.described.concepts;
    let strange = concepts.iter().filter(|found| !engine.topic_holds(topic, found.concept)).count();
    strange as f32 / concepts.len().max(1) as f32
}

/// How many countries, places or organisations the topic's phrases never name (2 at most).
fn strange_names(corpus: &Corpus, engine: &Engine, ranked: &Ranked, topic: usize) -> f32 {
    let strange =
        corpus.proper(&ranked.described.concepts).filter(|name| !engine.topic_holds(topic, *name)).count();
    strange.min(2) as f32
}

/// Whether the question names a year that the topic's facts do not.
fn strange_years(corpus: &Corpus, question: &Question, topic: usize) -> f32 {
    let years = &corpus.topics[topic].years;
    let strange = question
        .words
        .iter()
        .filter_map(|word| word.text.parse::<i16>().ok())
        .any(|number| (2010..=2100).contains(&number) && !years.contains(&number));
    f32::from(u8::from(strange))
}

/// 1 where a pattern of the topic matches, -1 where only another topic's does.
fn pattern(corpus: &Corpus, question: &Question, topic: usize) -> f32 {
    let matching = corpus.by_pattern(question);
    if matching.contains(&topic) {
        1.0
    } else if matching.is_empty() {
        0.0
    } else {
        -1.0
    }
}
