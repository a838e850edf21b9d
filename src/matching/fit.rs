//! Fitting the last step of the judgement: questions are judged by engines that have not
//! seen them, and decisions are learnt from how that went.

use serde::{Deserialize, Serialize};

use super::corpus::{Corpus, Line};
use super::decide::{Costs, Decision, Guess, Held, OFFERED};
use super::engine::{Engine, Learnt, Ranked};
use super::signals::{NAMES, signals};
use super::vocabulary::mix;

/// Parts that the lines are dealt into.
pub const FOLDS: usize = 5;
/// Of so many phrases at least one never line is near to the topics; else topics that
/// are held out stand in for what the knowledge does not hold.
const NEAR_ENOUGH: usize = 20;
/// What such a stand-in says, beside a line that truly is none of ours.
const STAND_IN: f64 = 0.1;

/// Everything that a fit finds out, as it is kept with the knowledge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// Names of the signals that it was fitted on; others are of another program.
    pub signals: Vec<String>,
    /// Hash of the knowledge that it was fitted on.
    pub knowledge: String,
    /// The decision by words alone.
    pub by_words: Decision,
    /// The decision by words and meaning, where the program had the model.
    pub by_meaning: Option<Decision>,
    /// What was learnt from the very same lines.
    pub learnt: Option<Learnt>,
}

impl Fitted {
    /// Whether this program can use it.
    pub fn is_usable(&self) -> bool {
        self.signals == NAMES
    }
}

/// How well questions were judged that the engine had not seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Phrases judged.
    pub phrases: usize,
    /// Share of them whose topic came first.
    pub first: f64,
    /// Share of them whose topic was among the first three.
    pub among: f64,
    /// Share of them answered outright and right.
    pub answered: f64,
    /// Never lines judged.
    pub nevers: usize,
    /// Share of them not answered.
    pub silent: f64,
    /// The score from which on a question is answered.
    pub answer_from: f64,
    /// The probability from which on buttons are offered.
    pub offer_from: f64,
}

/// A line judged by an engine that has not seen it, by words and by meaning.
struct Unseen {
    by_words: Guess,
    by_meaning: Option<Guess>,
}

/// Fits both decisions; `progress` hears of each finished part, 1 to [`FOLDS`].
pub fn fit(corpus: &Corpus, costs: Costs, progress: impl FnMut(usize)) -> (Fitted, Quality, Option<Quality>) {
    let unseen = unseen(corpus, progress);
    let (words, meanings): (Vec<Guess>, Vec<Option<Guess>>) =
        unseen.into_iter().map(|unseen| (unseen.by_words, unseen.by_meaning)).unzip();
    let (by_words, held) = Decision::fit(&words, costs);
    let quality_by_words = quality(&words, &held, &by_words);
    let meanings: Option<Vec<Guess>> = meanings.into_iter().collect();
    let by_meaning = meanings.map(|guesses| {
        let (decision, held) = Decision::fit(&guesses, costs);
        let quality = quality(&guesses, &held, &decision);
        (decision, quality)
    });
    let quality = by_meaning.as_ref().map(|(_, quality)| *quality);
    let fitted = Fitted {
        signals: NAMES.map(str::to_owned).to_vec(),
        knowledge: String::new(),
        by_words,
        by_meaning: by_meaning.map(|(decision, _)| decision),
        learnt: None,
    };
    (fitted, quality_by_words, quality)
}

/// Judges every line out of fold.
fn unseen(corpus: &Corpus, mut progress: impl FnMut(usize)) -> Vec<Unseen> {
    let folds = deal(corpus);
    let near = corpus.lines.iter().filter(|line| line.class == corpus.near()).count();
    let phrases = corpus.lines.iter().filter(|line| line.class < corpus.topics.len()).count();
    let stand_ins = near * NEAR_ENOUGH < phrases;
    let mut judged = Vec::with_capacity(corpus.lines.len());
    for fold in 0..FOLDS {
        let kept: Vec<usize> = (0..corpus.lines.len()).filter(|&line| folds[line] != fold).collect();
        let engine = Engine::train(corpus, &kept, None);
        let held = corpus.lines.iter().zip(&folds).filter(|(_, dealt)| **dealt == fold);
        judged.extend(held.map(|(line, _)| judge(corpus, &engine, line, fold)));
        if stand_ins {
            judged.extend(stand_in(corpus, fold));
        }
        progress(fold + 1);
    }
    judged
}

/// Lines of topics that the engine has never heard of.
fn stand_in(corpus: &Corpus, fold: usize) -> Vec<Unseen> {
    let strange = |line: &Line| line.class < corpus.topics.len() && line.class % FOLDS == fold;
    let kept: Vec<usize> = (0..corpus.lines.len()).filter(|&line| !strange(&corpus.lines[line])).collect();
    let engine = Engine::train(corpus, &kept, None);
    let lines = corpus.lines.iter().filter(|line| strange(line));
    lines
        .map(|line| {
            let mut unseen = judge(corpus, &engine, line, fold);
            for guess in std::iter::once(&mut unseen.by_words).chain(&mut unseen.by_meaning) {
                (guess.place, guess.weight) = (None, STAND_IN);
            }
            unseen
        })
        .collect()
}

fn judge(corpus: &Corpus, engine: &Engine, line: &Line, fold: usize) -> Unseen {
    let guess = |ranked: &Ranked| Guess {
        fold,
        weight: 1.0,
        signals: signals(corpus, engine, &line.reading, ranked),
        place: ranked.order.iter().position(|topic| *topic == line.class),
    };
    let mut ranked = engine.rank(&line.reading);
    let by_words = guess(&ranked);
    let by_meaning = line.sense.map(|at| {
        engine.rank_by_meaning(&corpus.shelf, &corpus.shelf.get(at).sense(), &mut ranked);
        guess(&ranked)
    });
    Unseen { by_words, by_meaning }
}

/// Deals phrases by chance, never lines by their subject: what people ask that the
/// knowledge does not hold is seldom about a subject that somebody foresaw. Chance is a
/// hash, so that an edit leaves all other lines where they were.
pub(super) fn deal(corpus: &Corpus) -> Vec<usize> {
    let fold = |line: &Line| (mix(line.group.unwrap_or(line.key), 0xdea1) >> 32) as usize % FOLDS;
    corpus.lines.iter().map(fold).collect()
}

fn quality(guesses: &[Guess], held: &Held, decision: &Decision) -> Quality {
    let judged = || guesses.iter().zip(&held.scores).filter(|(guess, _)| guess.weight >= 1.0);
    let answered = |score: f64| score >= decision.answer_from();
    let count = |counted: &dyn Fn(&Guess, f64) -> bool| {
        judged().filter(|(guess, score)| counted(guess, **score)).count()
    };
    let placed = |guess: &Guess, most: usize| guess.place.is_some_and(|place| place < most);
    let phrases = count(&|guess, _| guess.place.is_some());
    let nevers = count(&|guess, _| guess.place.is_none());
    let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    Quality {
        phrases,
        first: share(count(&|guess, _| placed(guess, 1)), phrases),
        among: share(count(&|guess, _| placed(guess, OFFERED)), phrases),
        answered: share(count(&|guess, score| placed(guess, 1) && answered(score)), phrases),
        nevers,
        silent: share(count(&|guess, score| guess.place.is_none() && !answered(score)), nevers),
        answer_from: decision.answer_from(),
        offer_from: decision.offer_from(),
    }
}
