//! When a probability is enough for an answer, or for buttons: forests that say how
//! likely the best topic (or one of the best three) is right, and the probabilities from
//! which on the bot speaks. Fitted on questions that the engine had not seen (stacking,
//! Wolpert 1992); it may not see a question itself.

use serde::{Deserialize, Serialize};

use super::boost::{Example, Forest};
use super::signals::Signals;
use crate::parallel::in_parallel;

/// Buttons that are offered at most.
pub const OFFERED: usize = 3;

/// What mistakes cost, and how many are bearable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// A wrong answer, in tickets; see [`Costs::of`].
    pub wrong: f64,
    /// Bearable share of answers among questions that the knowledge does not hold.
    pub unfounded: f64,
    /// Bearable share of buttons among them.
    pub offered: f64,
}

impl Costs {
    /// What became of a guess, in tickets: a person waits for one, and nobody for what the
    /// knowledge does not hold.
    pub fn of(self, guess: &Guess, answered: bool) -> f64 {
        match (answered, guess.place) {
            (true, Some(0)) | (false, None) => 0.0,
            (false, Some(_)) => 1.0,
            (true, _) => self.wrong,
        }
    }

    /// The probability from which on an answer costs less than a ticket: there it is wrong
    /// so seldom that `wrong` times that makes no more than one. Scores are learnt from
    /// engines that lack one of the `folds`, and who will judge lacks none: half
    /// as many errors with twice the lines is what was found (as powers of the lines -0.7,
    /// -1.0 and -1.2 in the training files of three bots; Hestness et al. 2017 find such
    /// powers everywhere).
    fn worth_answering(self, folds: usize) -> f64 {
        let errs_less = if folds < 2 { 1.0 } else { 1.0 - 1.0 / folds as f64 };
        (1.0 - 1.0 / (self.wrong * errs_less)).max(0.0)
    }
}

impl Default for Costs {
    /// A wrong answer harms as much as three people waiting for a person. Of what the
    /// knowledge does not hold, 97 in 100 are to be left alone.
    fn default() -> Costs {
        Costs { wrong: 3.0, unfounded: 0.03, offered: 0.08 }
    }
}

/// A question that the engine had not seen, and how its guess went.
#[derive(Debug, Clone)]
pub struct Guess {
    /// The part of the lines that was held out with it.
    pub fold: usize,
    /// Its say in the fit.
    pub weight: f64,
    /// Its signals.
    pub signals: Signals,
    /// Place of the right topic in the ranking, from 0; `None` where no topic is right.
    pub place: Option<usize>,
}

/// The last step of the judgement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    answer: Forest,
    answer_from: f64,
    among: Forest,
    offer_from: f64,
}

/// What a decision says of signals.
#[derive(Debug, Clone, Copy)]
pub struct Decided {
    /// How likely the best topic is right, 0 to 1.
    pub score: f64,
    /// How likely one of the best three is right, 0 to 1.
    pub among: f64,
    /// Whether that is enough for an answer.
    pub answers: bool,
    /// Whether it is enough for buttons.
    pub offers: bool,
}

impl Guess {
    /// Whether it is of a line as it stands in the knowledge, no stand-in for what is not there.
    fn is_real(&self) -> bool {
        self.weight >= 1.0
    }
}

impl Decided {
    /// What is decided of a line of the knowledge itself, word for word.
    pub fn known(ours: bool) -> Decided {
        let score = f64::from(u8::from(ours));
        Decided { score, among: score, answers: ours, offers: ours }
    }
}

/// What is said of guesses by forests that were grown on the other folds.
pub struct Held {
    /// For each guess, how likely the best topic was said to be right.
    pub scores: Vec<f64>,
    /// For each guess, how likely one of the best three was said to be right.
    pub among: Vec<f64>,
}

impl Decision {
    /// Fits both forests, and both thresholds on what forests of the other folds say.
    pub fn fit(guesses: &[Guess], costs: Costs) -> (Decision, Held) {
        let first = |guess: &Guess| guess.place == Some(0);
        let listed = |guess: &Guess| guess.place.is_some_and(|place| place < OFFERED);
        let scores = cross_grown(guesses, first);
        let answer_from =
            threshold(guesses, &scores, costs.unfounded).max(costs.worth_answering(folds(guesses)));
        let among = cross_grown(guesses, listed);
        // Who is answered gets no buttons.
        let unanswered: Vec<f64> = among
            .iter()
            .zip(&scores)
            .map(|(among, score)| if *score >= answer_from { 0.0 } else { *among })
            .collect();
        let decision = Decision {
            answer: grown(guesses.iter(), first),
            answer_from,
            among: grown(guesses.iter(), listed),
            offer_from: threshold(guesses, &unanswered, costs.offered).max(0.5),
        };
        (decision, Held { scores, among })
    }

    /// What it says of signals.
    pub fn of(&self, signals: &Signals) -> Decided {
        let (score, among) = (self.answer.probability(signals), self.among.probability(signals));
        Decided { score, among, answers: score >= self.answer_from, offers: among >= self.offer_from }
    }

    /// The score from which on a question is answered.
    pub fn answer_from(&self) -> f64 {
        self.answer_from
    }

    /// The probability from which on buttons are offered.
    pub fn offer_from(&self) -> f64 {
        self.offer_from
    }

    /// What each signal adds to the log odds of answering, by name.
    pub fn parts(&self, signals: &Signals) -> Vec<(&'static str, f64)> {
        self.answer.parts(signals)
    }
}

fn grown<'g>(guesses: impl Iterator<Item = &'g Guess>, right: impl Fn(&Guess) -> bool) -> Forest {
    let examples: Vec<Example> = guesses
        .map(|guess| Example { signals: guess.signals, right: right(guess), weight: guess.weight })
        .collect();
    Forest::grow(&examples)
}

fn cross_grown(guesses: &[Guess], right: impl Fn(&Guess) -> bool + Sync) -> Vec<f64> {
    let folds: Vec<usize> = (0..folds(guesses)).collect();
    let without = |&fold: &usize| grown(guesses.iter().filter(|guess| guess.fold != fold), &right);
    let forests: Vec<Forest> = in_parallel(&folds, |folds| folds.iter().map(without).collect());
    guesses.iter().map(|guess| forests[guess.fold].probability(&guess.signals)).collect()
}

fn folds(guesses: &[Guess]) -> usize {
    guesses.iter().map(|guess| guess.fold + 1).max().unwrap_or(0)
}

/// The score that only a `bearable` share of the guesses without a right topic exceeds
/// (conformal prediction with one class, Vovk, Gammerman & Shafer 2005). Stand-ins are left
/// out: the forests learn from them, but they are nearer to the topics than what people send.
fn threshold(guesses: &[Guess], scores: &[f64], bearable: f64) -> f64 {
    let mut outside: Vec<f64> = guesses
        .iter()
        .zip(scores)
        .filter(|(guess, _)| guess.place.is_none() && guess.is_real())
        .map(|(_, score)| *score)
        .collect();
    outside.sort_by(|a, b| b.total_cmp(a));
    let borne = (bearable * outside.len() as f64) as usize;
    outside.get(borne).map_or(0.0, |score| score + 1e-6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::signals::NAMES;

    #[test]
    fn no_more_than_the_bearable_share_of_what_is_not_ours_is_answered() {
        let guess = |at: usize| {
            let mut signals = [0.0; NAMES.len()];
            signals[1] = (at * 7919 % 1000) as f64;
            let right = (at * 7919 % 1000) + (at * 104_729 % 500) > 800;
            Guess { fold: at % 5, weight: 1.0, signals, place: right.then_some(0) }
        };
        let guesses: Vec<Guess> = (0..2000).map(guess).collect();
        let (decision, held) = Decision::fit(&guesses, Costs::default());
        let outside = guesses.iter().zip(&held.scores).filter(|(guess, _)| guess.place.is_none());
        let (all, answered) = outside.fold((0, 0), |(all, answered), (_, score)| {
            (all + 1, answered + usize::from(*score >= decision.answer_from))
        });
        assert!(answered as f64 <= Costs::default().unfounded * f64::from(all), "{answered} of {all}");
        // Three times as dear as a ticket, by engines that lack a fifth.
        assert!(decision.answer_from >= 1.0 - 1.0 / (3.0 * 0.8));
    }

    #[test]
    fn stand_ins_do_not_raise_the_threshold() {
        let guess = |weight: f64| Guess { fold: 0, weight, signals: [0.0; NAMES.len()], place: None };
        let guesses: Vec<Guess> = (0..200).map(|at| guess(if at < 100 { 1.0 } else { 0.1 })).collect();
        let scores: Vec<f64> =
            (0..200).map(|at| if at < 100 { f64::from(at) / 200.0 } else { 0.9 }).collect();
        let from = threshold(&guesses, &scores, 0.04);
        assert!((from - 0.475).abs() < 1e-3, "{from}");
    }
}
