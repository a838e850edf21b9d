//! Fitting the last step of the judgement: out-of-fold questions are judged by engines
//! that have not seen them, and two calibrations are learnt from how that went.

use super::calibrate::{Calibration, Costs, Example};
use super::corpus::{Corpus, Line};
use super::engine::Engine;
use super::linear::Dice;
use super::signals::{Signals, signals};

/// Parts that the lines are dealt into.
pub const FOLDS: usize = 5;
/// Buttons that are offered at most.
pub const OFFERED: usize = 3;

/// A line judged by an engine that has not seen it.
pub struct Unseen {
    /// Its signals.
    pub signals: Signals,
    /// Place of the right topic in the ranking, from 0; `None` for a never line.
    pub place: Option<usize>,
}

/// Judges every line out of fold; `progress` hears of each finished fold.
pub fn unseen(corpus: &Corpus, mut progress: impl FnMut(usize)) -> Vec<Unseen> {
    let folds = deal(corpus);
    let mut judged = Vec::with_capacity(corpus.lines.len());
    for fold in 0..FOLDS {
        let kept: Vec<usize> = (0..corpus.lines.len()).filter(|&line| folds[line] != fold).collect();
        let engine = Engine::train(corpus, &kept);
        for (line, _) in corpus.lines.iter().zip(&folds).filter(|(_, dealt)| **dealt == fold) {
            judged.push(judge(corpus, &engine, line));
        }
        progress(fold + 1);
    }
    judged
}

fn judge(corpus: &Corpus, engine: &Engine, line: &Line) -> Unseen {
    let ranked = engine.rank(&line.question, line.concepts.clone());
    let place = ranked.order.iter().position(|topic| *topic == line.class);
    Unseen { signals: signals(corpus, engine, &line.question, &ranked), place }
}

/// Deals phrases at random, never lines by their subject: what people ask that the
/// knowledge does not hold is seldom about a subject that somebody foresaw.
fn deal(corpus: &Corpus) -> Vec<usize> {
    let mut shuffled: Vec<usize> = (0..corpus.lines.len()).collect();
    Dice(0xdea1).shuffle(&mut shuffled);
    let groups = corpus.lines.iter().filter_map(|line| line.group).max().map_or(0, |last| last + 1);
    let mut subjects: Vec<usize> = (0..groups).collect();
    Dice(0x5b1ec7).shuffle(&mut subjects);
    let mut folds = vec![0; corpus.lines.len()];
    for (turn, &at) in shuffled.iter().enumerate() {
        folds[at] = match corpus.lines[at].group {
            Some(group) => subjects[group] % FOLDS,
            None => turn % FOLDS,
        };
    }
    folds
}

/// The two calibrations that the unseen lines teach: for answering outright, and for
/// offering the best three.
pub fn calibrations(judged: &[Unseen], costs: Costs) -> (Calibration, Calibration) {
    let example = |unseen: &Unseen, right: bool, costs: Costs| Example {
        signals: unseen.signals,
        right,
        weight: match (right, unseen.place) {
            (true, _) => 1.0,
            (false, Some(_)) => costs.wrong,
            (false, None) => costs.unfounded,
        },
    };
    let answer = judged.iter().map(|unseen| example(unseen, unseen.place == Some(0), costs));
    let listed = |unseen: &Unseen| unseen.place.is_some_and(|place| place < OFFERED);
    let among = judged.iter().map(|unseen| example(unseen, listed(unseen), Costs::OF_BUTTONS));
    (Calibration::fit(&answer.collect::<Vec<_>>()), Calibration::fit(&among.collect::<Vec<_>>()))
}
