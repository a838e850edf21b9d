//! When words alone may decide, so that the language model, most of the work, is not asked:
//! where they are so sure that it had next to nothing to mend on unseen lines. It may not judge.

use serde::{Deserialize, Serialize};

use super::decide::{Costs, Decided, Decision, Guess, Held};

/// What the second opinion may mend, at most, of a question that skips it, in tickets: one
/// wrong answer among 1,500. What it would spoil is not set against that.
const BEARABLE: f64 = 0.002;

/// The bounds beyond which words alone decide.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Cascade {
    /// An answer stands from this score on.
    pub sure_from: f64,
    /// A ticket stands up to this probability that one of the best three topics is right.
    pub none_up_to: f64,
}

/// Guesses by one kind of opinion, what forests of other folds say of them, and the decision.
pub struct Opinion<'o> {
    /// The guesses.
    pub guesses: &'o [Guess],
    /// What is said of them.
    pub held: &'o Held,
    /// What is decided on that.
    pub decision: &'o Decision,
}

impl Opinion<'_> {
    fn answers(&self, at: usize) -> bool {
        self.held.scores[at] >= self.decision.answer_from()
    }

    fn cost(&self, at: usize, costs: Costs) -> f64 {
        self.guesses[at].weight * costs.of(&self.guesses[at], self.answers(at))
    }
}

impl Cascade {
    /// Where `second` mends next to nothing of `first`; both of the same lines.
    pub fn fit(first: &Opinion<'_>, second: &Opinion<'_>, costs: Costs) -> Cascade {
        let mended = |at: usize| (first.cost(at, costs) - second.cost(at, costs)).max(0.0);
        let (sure, unsure): (Vec<usize>, Vec<usize>) =
            (0..first.guesses.len()).partition(|&at| first.answers(at));
        let line = |key: f64, at: usize| (key, first.guesses[at].weight, mended(at));
        let sure = sure.into_iter().map(|at| line(-first.held.scores[at], at));
        let none = unsure.into_iter().map(|at| line(first.held.among[at], at));
        // As if one wrong answer more had been mended than was seen: few lines prove nothing.
        let unseen = costs.wrong;
        Cascade { sure_from: -furthest(sure.collect(), unseen), none_up_to: furthest(none.collect(), unseen) }
    }

    /// Whether the second opinion may be skipped.
    pub fn is_sure(&self, decided: &Decided) -> bool {
        (decided.answers && decided.score >= self.sure_from)
            || (!decided.answers && !decided.offers && decided.among <= self.none_up_to)
    }
}

/// The highest key up to which no more than is bearable is mended on average; lines are
/// keys, weights and what is mended of each; `unseen` is added to that.
fn furthest(mut lines: Vec<(f64, f64, f64)>, unseen: f64) -> f64 {
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut weight, mut cost, mut furthest) = (0.0, unseen, f64::NEG_INFINITY);
    for same in lines.chunk_by(|a, b| a.0 == b.0) {
        weight += same.iter().map(|line| line.1).sum::<f64>();
        cost += same.iter().map(|line| line.2).sum::<f64>();
        if cost <= BEARABLE * weight {
            furthest = same[0].0;
        }
    }
    furthest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mended: &[f64]) -> Vec<(f64, f64, f64)> {
        (0..).zip(mended).map(|(key, mended)| (f64::from(key), 1.0, *mended)).collect()
    }

    #[test]
    fn lines_are_taken_as_long_as_next_to_nothing_is_mended_of_them() {
        assert_eq!(furthest(lines(&[0.0, 0.0, 1.0, 0.0]), 0.0), 1.0);
        assert_eq!(furthest(lines(&[0.0, 0.0, 0.0, 0.008]), 0.0), 3.0);
        assert_eq!(furthest(lines(&[1.0; 4]), 0.0), f64::NEG_INFINITY);
        assert_eq!(furthest(vec![(0.5, 1.0, 0.0), (0.5, 1.0, 1.0)], 0.0), f64::NEG_INFINITY);
    }

    #[test]
    fn few_lines_prove_nothing() {
        assert_eq!(furthest(lines(&[0.0; 1_000]), 3.0), f64::NEG_INFINITY);
        assert_eq!(furthest(lines(&[0.0; 2_000]), 3.0), 1_999.0);
    }
}
