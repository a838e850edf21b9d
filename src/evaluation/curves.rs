//! The figures behind the charts: how far the scores can be trusted, and how many of the
//! answers would be right were more or fewer given.

use super::question::Judged;

/// Bins of a reliability diagram.
const BINS: usize = 10;
/// Points of a curve, at most: more are not seen.
const POINTS: usize = 300;
/// A curve begins at this many answers: a share of fewer says nothing.
const FIRST: usize = 10;
/// Standard normal quantile of a 95 % interval.
const Z: f64 = 1.96;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Those that are counted.
    pub part: usize,
    /// Those there are.
    pub of: usize,
}

/// The questions whose best topic has a score within one tenth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Where the tenth begins; the last one holds 1.0 too.
    pub from: f64,
    /// The mean of the scores.
    pub predicted: f64,
    /// The questions whose best topic is right, of those in the bin.
    pub observed: Share,
}

/// What answering the surest questions and no others comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Share of all questions that are answered.
    pub coverage: f64,
    /// Share of these answers that are right.
    pub precision: f64,
}

impl Share {
    /// As a number from 0 to 1, if there is anything to share.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.part as f64 / self.of as f64)
    }

    /// Where the true share lies in 19 of 20 such samples (Wilson 1927).
    pub fn range(self) -> Option<(f64, f64)> {
        let (share, count) = (self.value()?, self.of as f64);
        let scale = 1.0 + Z * Z / count;
        let middle = (share + Z * Z / (2.0 * count)) / scale;
        let half = Z * (share * (1.0 - share) / count + Z * Z / (4.0 * count * count)).sqrt() / scale;
        Some(((middle - half).max(0.0), (middle + half).min(1.0)))
    }
}

/// Predicted against observed, by the score of the best topic. Every question is in one bin.
pub fn reliability(judged: &[Judged]) -> Vec<Bin> {
    let mut bins = vec![(0.0, Share { part: 0, of: 0 }); BINS];
    for one in judged {
        // A score is a probability; the cast sends anything else to an end.
        let bin = ((one.score * BINS as f64) as usize).min(BINS - 1);
        let (sum, observed) = &mut bins[bin];
        *sum += one.score;
        observed.of += 1;
        observed.part += usize::from(one.best_is_right());
    }
    let bin = |(at, (sum, observed)): (usize, (f64, Share))| {
        let from = at as f64 / BINS as f64;
        let middle = from + 0.5 / BINS as f64;
        let predicted = if observed.of == 0 { middle } else { sum / observed.of as f64 };
        Bin { from, predicted, observed }
    };
    bins.into_iter().enumerate().map(bin).collect()
}

/// Precision against coverage: the questions answered from the surest on. Questions of
/// one score are answered together, as any threshold would.
pub fn coverage(judged: &[Judged]) -> Vec<Point> {
    let mut surest: Vec<&Judged> = judged.iter().collect();
    surest.sort_by(|a, b| b.score.total_cmp(&a.score));
    let (mut right, mut points) = (0_usize, Vec::new());
    for (at, one) in surest.iter().enumerate() {
        right += usize::from(one.best_is_right());
        let answered = at + 1;
        let last_of_score = surest.get(answered).is_none_or(|next| next.score < one.score);
        if last_of_score && answered >= FIRST.min(judged.len()) {
            let precision = right as f64 / answered as f64;
            points.push(Point { coverage: answered as f64 / judged.len() as f64, precision });
        }
    }
    thinned(points)
}

fn thinned(points: Vec<Point>) -> Vec<Point> {
    let (step, last) = (points.len().div_ceil(POINTS).max(1), points.len().saturating_sub(1));
    let kept = |(at, _): &(usize, Point)| at % step == 0 || *at == last;
    points.into_iter().enumerate().filter(kept).map(|(_, point)| point).collect()
}
