//! Fitting the last step of the judgement: questions are judged by engines that have not
//! seen them, and decisions are learnt from how that went.

use serde::{Deserialize, Serialize};

use super::cascade::{self, Cascade};
use super::corpus::{Corpus, Line, Reading};
use super::decide::{Costs, Decision, Guess};
use super::digest::Digest;
use super::engine::{Engine, Ranked};
use super::pool::{self, Heard, Opinion, Pool, Pools};
use super::programme::About;
use super::quality::{Quality, Routed};
use super::signals::{NAMES, signals};
use super::vocabulary::mix;
use crate::parallel::{Tally, in_parallel};

/// Parts that the lines are dealt into. The fewer lines a part takes away, the nearer are
/// the engines that have not seen it to the one that will judge: with five phrases in a
/// hundred less that matters little, with a fifth of ten phrases much.
pub const FOLDS: usize = 10;
/// Of so many phrases at least one never line is near to the topics; else topics that
/// are held out stand in for what the knowledge does not hold.
const NEAR_ENOUGH: usize = 20;
/// What such a stand-in says, beside a line that truly is none of ours.
const STAND_IN: f64 = 0.1;

/// Everything that a fit finds out, as it is kept with the knowledge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// Names of the opinions and signals that it was fitted on; others are of another program.
    pub signals: Vec<String>,
    /// Hash of the knowledge that it was fitted on.
    pub knowledge: String,
    /// How words alone are weighed.
    pub by_words: Stage,
    /// How words and meaning are weighed, where the program had the model, and when words
    /// do without.
    pub by_meaning: Option<(Stage, Cascade)>,
    /// What opinions on programmes are worth.
    pub programmes: Pools,
    /// What was read and learnt of the very same lines.
    pub trained: Option<Trained>,
}

/// What a fit comes to.
pub struct Fit {
    /// What judges.
    pub fitted: Fitted,
    /// How well unseen lines were judged by words alone.
    pub by_words: Quality,
    /// ... and by their meaning too, where they have one.
    pub by_meaning: Option<Quality>,
    /// How well their programmes were told.
    pub routed: Routed,
}

/// What a judge rests on beside the decisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trained {
    /// What reading all lines came to.
    pub digest: Digest,
    /// What was learnt from all of them.
    pub engine: Engine,
}

/// From opinions to a verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// What the opinions are worth.
    pub pool: Pool,
    /// When that is enough.
    pub decision: Decision,
}

impl Fitted {
    /// Whether this program can use it.
    pub fn is_usable(&self) -> bool {
        self.signals == names()
    }
}

fn names() -> Vec<String> {
    pool::NAMES
        .iter()
        .chain(&NAMES)
        .chain(&["cascade", "margins", "digest", "programmes", "rows"])
        .map(|name| (*name).to_owned())
        .collect()
}

/// An engine, and lines that it has not seen.
struct Part<'c> {
    fold: usize,
    engine: Engine,
    lines: Vec<&'c Line>,
    /// Whether it knows nothing of the lines' topics, so that they stand for what is not there.
    stand_in: bool,
}

/// What is said of the classes of a line by an engine that has not seen it, and the right one.
struct Said {
    by_words: Vec<Opinion>,
    by_meaning: Option<Vec<Opinion>>,
    class: usize,
}

/// A line judged by an engine that has not seen it.
struct Unseen {
    by_words: Guess,
    by_meaning: Option<Guess>,
}

/// Fits both stages; `progress` hears of each finished part, 1 to [`FOLDS`].
pub fn fit(corpus: &Corpus, costs: Costs, progress: impl FnMut(usize) + Send) -> Fit {
    let parts = parts(corpus, progress);
    let (on_topics, on_programmes) = opinions(corpus, &parts);
    let (pools, programmes) = (pools(&on_topics), pools(&on_programmes));
    let routed = routed(corpus, &on_topics, &on_programmes, &programmes);
    let unseen =
        in_parallel(&parts, |parts| parts.iter().flat_map(|part| part.judge(corpus, &pools)).collect());
    let (words, meanings): (Vec<Guess>, Vec<Option<Guess>>) =
        unseen.into_iter().map(|unseen: Unseen| (unseen.by_words, unseen.by_meaning)).unzip();
    let (by_words, held) = Decision::fit(&words, costs);
    let quality_by_words = Quality::of(&words, &held, &by_words);
    let first = cascade::Opinion { guesses: &words, held: &held, decision: &by_words };
    let meanings: Option<Vec<Guess>> = meanings.into_iter().collect();
    let by_meaning = meanings.zip(pools.by_meaning).map(|(guesses, pool)| {
        let (decision, held) = Decision::fit(&guesses, costs);
        let second = cascade::Opinion { guesses: &guesses, held: &held, decision: &decision };
        let cascade = Cascade::fit(&first, &second, costs);
        let quality = Quality::of(&guesses, &held, &decision);
        ((Stage { pool, decision }, cascade), quality)
    });
    let quality_by_meaning = by_meaning.as_ref().map(|(_, quality)| *quality);
    let fitted = Fitted {
        signals: names(),
        knowledge: String::new(),
        by_words: Stage { pool: pools.by_words, decision: by_words },
        by_meaning: by_meaning.map(|(by_meaning, _)| by_meaning),
        programmes,
        trained: None,
    };
    Fit { fitted, by_words: quality_by_words, by_meaning: quality_by_meaning, routed }
}

/// Every line with an engine that has not seen it, and where never lines are few, the
/// topics with engines that have never heard of them.
fn parts(corpus: &Corpus, progress: impl FnMut(usize) + Send) -> Vec<Part<'_>> {
    let folds = deal(corpus);
    let near = corpus.lines.iter().filter(|line| line.class == corpus.near()).count();
    let phrases = corpus.lines.iter().filter(|line| line.class < corpus.topics.len()).count();
    let tally = Tally::new(progress);
    let part = |fold: usize, stand_in: bool| {
        let is_held = |at: usize| {
            let class = corpus.lines[at].class;
            if stand_in { class < corpus.topics.len() && class % FOLDS == fold } else { folds[at] == fold }
        };
        let (held, kept): (Vec<usize>, Vec<usize>) = (0..corpus.lines.len()).partition(|&at| is_held(at));
        let lines = held.into_iter().map(|at| &corpus.lines[at]).collect();
        Part { fold, engine: Engine::train(corpus, &kept), lines, stand_in }
    };
    let folds: Vec<usize> = (0..FOLDS).collect();
    in_parallel(&folds, |some| {
        let both = some.iter().flat_map(|&fold| {
            let stand_ins = (near * NEAR_ENOUGH < phrases).then(|| part(fold, true));
            let parts = std::iter::once(part(fold, false)).chain(stand_ins);
            tally.one_more();
            parts
        });
        both.collect()
    })
}

/// What is said of the topics, and of the programmes, of every line by who has not seen it.
fn opinions(corpus: &Corpus, parts: &[Part<'_>]) -> (Vec<Said>, Vec<Said>) {
    let real: Vec<&Part<'_>> = parts.iter().filter(|part| !part.stand_in).collect();
    let said: Vec<(Said, Said)> =
        in_parallel(&real, |parts| parts.iter().flat_map(|part| part.opinions(corpus)).collect());
    said.into_iter().unzip()
}

/// What the opinions are worth: by words, and by words and meaning where every line has one.
fn pools(said: &[Said]) -> Pools {
    let by_words: Vec<Heard<'_>> =
        said.iter().map(|said| Heard { opinions: &said.by_words, class: said.class }).collect();
    let by_meaning: Option<Vec<Heard<'_>>> = said
        .iter()
        .map(|said| Some(Heard { opinions: said.by_meaning.as_deref()?, class: said.class }))
        .collect();
    Pools {
        by_words: Pool::fit(Pool::WORDS, &by_words),
        by_meaning: by_meaning.map(|heard| Pool::fit(Pool::MEANINGS, &heard)),
    }
}

/// How well the programmes of never lines are told.
fn routed(corpus: &Corpus, on_topics: &[Said], on_programmes: &[Said], pools: &Pools) -> Routed {
    let nevers = on_topics.iter().zip(on_programmes).filter(|(line, _)| line.class >= corpus.topics.len());
    let about = |said: &Said| {
        let by_meaning = said.by_meaning.as_ref().filter(|_| pools.by_meaning.is_some());
        pools.about(by_meaning.unwrap_or(&said.by_words), by_meaning.is_some())
    };
    let told = nevers.map(|(_, said)| (about(said), said.class));
    Routed::of(&told.collect::<Vec<(About, usize)>>(), corpus.programmes.len())
}

impl Part<'_> {
    fn opinions(&self, corpus: &Corpus) -> Vec<(Said, Said)> {
        let said = |line: &&Line| {
            let mut ranked = self.engine.rank(&corpus.reading(line), &Pool::WORDS);
            let by_words = (ranked.opinions.clone(), self.engine.programmes(&ranked));
            let by_meaning = line.sense.map(|at| {
                let sense = corpus.shelf.get(at).sense();
                self.engine.rank_by_meaning(&corpus.shelf, &sense, &Pool::MEANINGS, &mut ranked);
                let on_programmes = self.engine.programmes(&ranked);
                (ranked.opinions, on_programmes)
            });
            let by_meaning = by_meaning.unzip();
            (
                Said { by_words: by_words.0, by_meaning: by_meaning.0, class: line.class },
                Said { by_words: by_words.1, by_meaning: by_meaning.1, class: line.programme },
            )
        };
        self.lines.iter().map(said).collect()
    }

    fn judge(&self, corpus: &Corpus, pools: &Pools) -> Vec<Unseen> {
        let guess = |line: &Line, reading: &Reading, ranked: &Ranked| Guess {
            fold: self.fold,
            weight: if self.stand_in { STAND_IN } else { 1.0 },
            signals: signals(corpus, &self.engine, reading, ranked),
            place: ranked.order.iter().position(|topic| *topic == line.class).filter(|_| !self.stand_in),
        };
        let judge = |line: &&Line| {
            let reading = corpus.reading(line);
            let mut ranked = self.engine.rank(&reading, &pools.by_words);
            let by_words = guess(line, &reading, &ranked);
            let by_meaning = line.sense.zip(pools.by_meaning.as_ref()).map(|(at, pool)| {
                let sense = corpus.shelf.get(at).sense();
                self.engine.rank_by_meaning(&corpus.shelf, &sense, pool, &mut ranked);
                guess(line, &reading, &ranked)
            });
            Unseen { by_words, by_meaning }
        };
        self.lines.iter().map(judge).collect()
    }
}

/// Deals phrases by chance, never lines by their subject: what people ask that the
/// knowledge does not hold is seldom about a subject that somebody foresaw. Chance is a
/// hash, so that an edit leaves all other lines where they were.
pub(super) fn deal(corpus: &Corpus) -> Vec<usize> {
    let fold = |line: &Line| (mix(line.group.unwrap_or(line.key), 0xdea1) >> 32) as usize % FOLDS;
    corpus.lines.iter().map(fold).collect()
}
