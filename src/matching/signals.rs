//! What speaks for and against answering, as a handful of numbers without any topic's
//! name in them, so that what is fitted on them still holds when phrases change.

use super::contrast::{strange_names, strange_years};
use super::corpus::{Corpus, Reading};
use super::engine::{Engine, Meant, Ranked};
use super::normalise::Origin;

/// The signals by name, in the order of [`Signals`]; `fit.toml` keeps weights by name.
pub const NAMES: [&str; 21] = [
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
    "meaning",
    "meaning-margin",
    "meaning-nearest",
    "meaning-nearest-rival",
    "meaning-nearest-never",
];

/// Where a signal can only speak one way: what nobody knows never speaks for an answer (-1),
/// a pattern or the sentence's meaning never against it (1). Trees are held to that, since
/// never lines taken over from another office differ in more than what they ask.
pub fn direction(signal: usize) -> i8 {
    match NAMES[signal] {
        "strange-words" | "unknown-words" | "strange-concepts" | "strange-names" | "strange-years" => -1,
        "pattern" | "meaning" | "meaning-margin" => 1,
        _ => 0,
    }
}

/// One number for each of [`NAMES`].
pub type Signals = [f64; NAMES.len()];

/// Log ratios are cut here: beyond it nothing is surer.
const CUT: f32 = 8.0;
/// A word counts at least this much when it is strange, however common it is.
const LEAST_MASS: f32 = 4.0;

/// The signals of a question about its most probable topic.
pub fn signals(corpus: &Corpus, engine: &Engine, reading: &Reading, ranked: &Ranked) -> Signals {
    let [best, second] = [ranked.order.first(), ranked.order.get(1)];
    let Some(&best) = best else { return [0.0; NAMES.len()] };
    let p = |class: usize| ranked.probabilities[class].max(1e-6);
    let rival = second.map_or(1e-6, |&second| p(second));
    let (near, far) = (p(corpus.near()), p(corpus.far()));
    let log = |ratio: f32| cut(ratio.ln());
    let (nearest_rival, nearest_never) = others(corpus, &ranked.nearest, best);
    let meaning = ranked.meant.as_ref().map_or([0.0; 5], |meant| meaning(corpus, meant, best));
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
        strange_words(corpus, engine, reading, best),
        unknown_words(reading),
        strange_concepts(corpus, engine, reading, best),
        strange_names(corpus, engine, reading, best).count().min(2) as f32,
        strange_years(corpus, engine, reading, best).count().min(1) as f32,
        pattern(corpus, reading, best),
        meaning[0],
        meaning[1],
        meaning[2],
        meaning[3],
        meaning[4],
    ];
    values.map(f64::from)
}

fn cut(log: f32) -> f32 {
    log.clamp(-CUT, CUT)
}

/// The highest of the other topics, and of the never lines.
fn others(corpus: &Corpus, values: &[f32], best: usize) -> (f32, f32) {
    let rival = (0..corpus.topics.len()).filter(|topic| *topic != best).map(|topic| values[topic]);
    (rival.fold(f32::MIN, f32::max), values[corpus.near()].max(values[corpus.far()]))
}

fn meaning(corpus: &Corpus, meant: &Meant, best: usize) -> [f32; 5] {
    let says = meant.says[best];
    let (rival, never) = others(corpus, &meant.says, best);
    let (nearest_rival, nearest_never) = others(corpus, &meant.nearest, best);
    [cut(says - never), cut(says - rival), meant.nearest[best], nearest_rival, nearest_never]
}

/// The share of the words, by rarity, that the topic's phrases never use.
fn strange_words(corpus: &Corpus, engine: &Engine, reading: &Reading, topic: usize) -> f32 {
    let (mut total, mut strange) = (0.0_f32, 0.0);
    for word in &reading.question.words {
        let number = corpus.vocabulary.word(&word.text);
        let mass = number.map_or(0.0, |number| engine.rarity(number)).max(LEAST_MASS);
        total += mass;
        if !number.is_some_and(|number| engine.used().by_topic(topic, number)) {
            strange += mass;
        }
    }
    strange / total.max(1.0)
}

/// The share of the words that nothing is known of.
fn unknown_words(reading: &Reading) -> f32 {
    let words = &reading.question.words;
    let unknown = words.iter().filter(|word| word.origin == Origin::Unknown).count();
    unknown as f32 / words.len().max(1) as f32
}

/// The share of the concepts that the topic's phrases never hold.
fn strange_concepts(corpus: &Corpus, engine: &Engine, reading: &Reading, topic: usize) -> f32 {
    let holds = |concept| {
        corpus.vocabulary.concept(concept).is_some_and(|number| engine.used().by_topic(topic, number))
    };
    let strange = reading.concepts.iter().filter(|found| !holds(found.concept)).count();
    strange as f32 / reading.concepts.len().max(1) as f32
}

/// 1 where a pattern of the topic matches, -1 where only another topic's does.
fn pattern(corpus: &Corpus, reading: &Reading, topic: usize) -> f32 {
    let matching = corpus.by_pattern(&reading.question);
    if matching.contains(&topic) {
        1.0
    } else if matching.is_empty() {
        0.0
    } else {
        -1.0
    }
}
