//! How well lines were judged whose engines had not seen them: what a fit says of itself, and
//! what an edit is measured by.

use super::decide::{Decision, Guess, Held, OFFERED};
use super::programme::{About, NAMED_FROM, ROUTED_FROM};

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

/// How well programmes were told of never lines that the engine had not seen, as shares of them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Routed {
    /// Never lines judged.
    pub nevers: usize,
    /// Of which the right programme was told, or rightly none.
    pub right: f64,
    /// Of which another was told, or one where none is right.
    pub wrong: f64,
    /// The same where only what is as good as certain is told.
    pub named_right: f64,
    /// See above.
    pub named_wrong: f64,
}

impl Quality {
    /// Of guesses, what was said of them, and the decision on that; stand-ins do not count.
    pub(super) fn of(guesses: &[Guess], held: &Held, decision: &Decision) -> Quality {
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
}

impl Routed {
    /// Of what was told of never lines, each with the programme that is right; `none` is none.
    pub(super) fn of(told: &[(About, usize)], none: usize) -> Routed {
        let share = |from: f32, is_right: bool| {
            let told_from = |about: &About| if about.likely >= from { about.programme } else { none };
            let counted = told.iter().filter(|(about, right)| match told_from(about) {
                told if told == *right => is_right,
                told => !is_right && told != none,
            });
            counted.count() as f64 / told.len().max(1) as f64
        };
        Routed {
            nevers: told.len(),
            right: share(ROUTED_FROM, true),
            wrong: share(ROUTED_FROM, false),
            named_right: share(NAMED_FROM, true),
            named_wrong: share(NAMED_FROM, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_too_weakly_counts_as_told_of_none() {
        let about = |programme, likely| About { programme, likely };
        let none = 3;
        let told = [(about(0, 0.9), 0), (about(1, 0.6), 0), (about(2, 0.4), none), (about(none, 0.9), 1)];
        let Routed { nevers, right, wrong, named_right, named_wrong } = Routed::of(&told, none);
        assert_eq!((nevers, right, wrong), (4, 0.5, 0.25));
        assert_eq!((named_right, named_wrong), (0.5, 0.0));
    }
}
