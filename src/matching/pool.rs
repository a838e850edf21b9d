//! Several opinions on every class become one probability: a logarithmic opinion pool
//! (Genest & Zidek 1986), its weights fitted as a conditional logit (McFadden 1974) by
//! Newton's method (with steps halved where they lead too far), on lines that whoever has the opinions had not seen. It may not know
//! where an opinion comes from, nor what it is worth: that is fitted.

use serde::{Deserialize, Serialize};

/// What there is an opinion of, by name, in the order of [`Opinion`].
pub const NAMES: [&str; 6] =
    ["words", "likelihood-of-words", "nearest-words", "meaning", "density-of-meaning", "never"];
const COUNT: usize = NAMES.len();

/// What is said of one class: a number for each of [`NAMES`], 0 for what was not asked.
pub type Opinion = [f32; COUNT];

/// Log odds by which a weight may leave its start as if one line had asked for it: what
/// keeps a handful of lines from extremes. Thousands outvote it.
const RIDGE: f64 = 1.0;
/// Newton's steps at most; six are usual.
const STEPS: usize = 30;
/// Times that a step is halved at most.
const HALVINGS: i32 = 20;
/// What promises less than this, in the log of the likelihood of all lines, has arrived.
const ENOUGH: f64 = 1e-3;

/// What each opinion is worth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pool {
    weights: [f64; COUNT],
}

/// What opinions are worth without the question's meaning, and with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pools {
    /// Without.
    pub by_words: Pool,
    /// With it, where every line had one.
    pub by_meaning: Option<Pool>,
}

/// A line, what was said of every class, and which class was right.
pub struct Heard<'h> {
    /// An opinion for every class.
    pub opinions: &'h [Opinion],
    /// The right class.
    pub class: usize,
}

impl Pool {
    /// Where fitting starts from when words are all there is, and when meanings join in:
    /// what it comes to for most offices lies near.
    pub const WORDS: Pool = Pool { weights: [1.5, 0.2, 4.0, 0.0, 0.0, 0.0] };
    /// See [`Pool::WORDS`].
    pub const MEANINGS: Pool = Pool { weights: [0.7, 0.1, 1.5, 1.0, 6.0, 0.5] };

    /// Weighs opinions so that the right classes become as likely as can be, from a `start`.
    pub fn fit(start: Pool, lines: &[Heard<'_>]) -> Pool {
        let mut pool = start;
        let mut reached = pool.fares(&start, lines);
        for _ in 0..STEPS {
            let (step, promised) = pool.step(&start, lines);
            if promised < ENOUGH {
                break;
            }
            // Far from the top a whole step leads beyond it.
            let mut shorter = (0..HALVINGS).map(|halved| pool.moved(&step, 0.5_f64.powi(halved)));
            let better =
                |next: Pool| Some((next.fares(&start, lines), next)).filter(|(fares, _)| *fares > reached);
            let Some((fares, next)) = shorter.find_map(better) else { break };
            (pool, reached) = (next, fares);
        }
        pool
    }

    /// The probability of each class.
    pub fn probabilities(&self, opinions: &[Opinion]) -> Vec<f32> {
        let mut shares: Vec<f32> = opinions.iter().map(|opinion| self.score(opinion) as f32).collect();
        let highest = shares.iter().copied().fold(f32::MIN, f32::max);
        shares.iter_mut().for_each(|share| *share = (*share - highest).exp());
        let sum = shares.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        shares.iter_mut().for_each(|share| *share /= sum);
        shares
    }

    /// What each opinion is worth, in log odds for each of its units.
    pub fn weights(&self) -> [(&'static str, f64); COUNT] {
        std::array::from_fn(|at| (NAMES[at], self.weights[at]))
    }

    /// What the scores of the words are worth, and their likelihoods.
    pub fn words(&self) -> [f32; 2] {
        [self.weights[0] as f32, self.weights[1] as f32]
    }

    /// The log of the likelihood of all lines, less what it costs to have left the `start`.
    fn fares(&self, start: &Pool, lines: &[Heard<'_>]) -> f64 {
        let left: f64 = self.weights.iter().zip(&start.weights).map(|(at, start)| (at - start).powi(2)).sum();
        let likely = |line: &Heard<'_>| f64::from(self.probabilities(line.opinions)[line.class]);
        let logs = lines.iter().map(|line| likely(line).max(f64::from(f32::MIN_POSITIVE)).ln());
        logs.sum::<f64>() - RIDGE / 2.0 * left
    }

    /// Newton's step, and by how much it promises that lines fare better.
    fn step(&self, start: &Pool, lines: &[Heard<'_>]) -> ([f64; COUNT], f64) {
        let mut slope = std::array::from_fn(|at| RIDGE * (start.weights[at] - self.weights[at]));
        let mut curve = [[0.0; COUNT]; COUNT];
        (0..COUNT).for_each(|at| curve[at][at] = RIDGE);
        lines.iter().for_each(|line| self.learn(line, &mut slope, &mut curve));
        let step = solve(curve, slope);
        (step, slope.iter().zip(&step).map(|(slope, step)| slope * step).sum::<f64>() / 2.0)
    }

    fn moved(&self, step: &[f64; COUNT], by: f64) -> Pool {
        Pool { weights: std::array::from_fn(|at| self.weights[at] + by * step[at]) }
    }

    fn score(&self, opinion: &Opinion) -> f64 {
        opinion.iter().zip(&self.weights).map(|(said, weight)| f64::from(*said) * weight).sum()
    }

    /// Adds a line's part of the slope of the log likelihood, and of its curvature.
    fn learn(&self, line: &Heard<'_>, slope: &mut [f64; COUNT], curve: &mut [[f64; COUNT]; COUNT]) {
        let shares = self.probabilities(line.opinions);
        let mut mean = [0.0; COUNT];
        for (opinion, share) in line.opinions.iter().zip(&shares) {
            for (mean, said) in mean.iter_mut().zip(opinion) {
                *mean += f64::from(share * said);
            }
        }
        for (at, slope) in slope.iter_mut().enumerate() {
            *slope += f64::from(line.opinions[line.class][at]) - mean[at];
        }
        for (opinion, &share) in line.opinions.iter().zip(&shares) {
            let apart: [f64; COUNT] = std::array::from_fn(|at| f64::from(opinion[at]) - mean[at]);
            for (row, first) in curve.iter_mut().zip(&apart) {
                for (cell, second) in row.iter_mut().zip(&apart) {
                    *cell += f64::from(share) * first * second;
                }
            }
        }
    }
}

/// Solves `of` x = `is` for a matrix that is symmetric and positive definite (Gauss).
fn solve(mut of: [[f64; COUNT]; COUNT], mut is: [f64; COUNT]) -> [f64; COUNT] {
    for i in 0..COUNT {
        for j in i + 1..COUNT {
            let factor = of[j][i] / of[i][i];
            let row = of[i];
            of[j].iter_mut().zip(row).for_each(|(cell, known)| *cell -= factor * known);
            is[j] -= factor * is[i];
        }
    }
    for i in (0..COUNT).rev() {
        let known: f64 = (i + 1..COUNT).map(|k| of[i][k] * is[k]).sum();
        is[i] = (is[i] - known) / of[i][i];
    }
    is
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three classes; the first opinion is right `of` ten times, the second says noise, the
    /// others nothing.
    fn heard(right: usize) -> Vec<(Vec<Opinion>, usize)> {
        let line = |at: usize| {
            let class = at % 3;
            let named = if at % 10 < right { class } else { (class + 1 + at / 10 % 2) % 3 };
            let says =
                |of: usize| [f32::from(u8::from(of == named)), (at * 7 % 5) as f32, 0.0, 0.0, 0.0, 0.0];
            ((0..3).map(says).collect(), class)
        };
        (0..3000).map(line).collect()
    }

    fn fit(lines: &[(Vec<Opinion>, usize)]) -> Pool {
        let heard: Vec<Heard<'_>> =
            lines.iter().map(|(opinions, class)| Heard { opinions, class: *class }).collect();
        Pool::fit(Pool::MEANINGS, &heard)
    }

    #[test]
    fn an_opinion_is_worth_what_it_was_right() {
        for right in [5, 8, 9] {
            let lines = heard(right);
            let pool = fit(&lines);
            let named = lines[0].0.iter().position(|opinion| opinion[0] == 1.0).unwrap_or_default();
            let said = pool.probabilities(&lines[0].0)[named];
            assert!((said - right as f32 / 10.0).abs() < 0.01, "{right} {said}");
        }
    }

    #[test]
    fn what_nobody_spoke_of_keeps_its_weight_and_no_line_changes_none() {
        let (fitted, start) = (fit(&heard(8)).weights, Pool::MEANINGS.weights);
        assert_eq!(fitted[2..], start[2..]);
        assert_eq!(fit(&[]), Pool::MEANINGS);
    }

    #[test]
    fn a_start_that_is_far_too_sure_is_come_back_from() {
        let lines = heard(8);
        let heard: Vec<Heard<'_>> =
            lines.iter().map(|(opinions, class)| Heard { opinions, class: *class }).collect();
        let sure = Pool { weights: [40.0, 10.0, 0.0, 0.0, 0.0, 0.0] };
        let (far, near) = (Pool::fit(sure, &heard), fit(&lines));
        assert!((far.weights[0] - near.weights[0]).abs() < 0.2, "{far:?} {near:?}");
    }

    #[test]
    fn an_equation_is_solved() {
        let mut of = [[0.0; COUNT]; COUNT];
        (0..COUNT).for_each(|at| of[at][at] = 2.0 + at as f64);
        (of[0][1], of[1][0]) = (1.0, 1.0);
        let is: [f64; COUNT] = std::array::from_fn(|row| of[row].iter().sum());
        assert!(solve(of, is).iter().all(|x| (x - 1.0).abs() < 1e-12));
    }
}
