//! What the lines of each class say of a line, as counts: naive Bayes over weighted
//! features (Rennie et al. 2003). It judges no question; it is here because one line's own
//! share can be taken out of it exactly, which no trained weight allows.

use super::features::Sparse;

/// What every feature counts in every class before a line is seen.
const PRIOR: f32 = 0.05;

/// The features of the lines, counted by class.
pub struct Counts {
    classes: usize,
    /// For every feature, its weight in every class, and the log of that.
    sums: Vec<f32>,
    logs: Vec<f32>,
    /// All weight of every class, with the prior.
    totals: Vec<f32>,
}

impl Counts {
    /// Counts lines, each a vector and its class; `features` bounds the numbers in them.
    pub fn of(lines: &[(Sparse, usize)], features: usize, classes: usize) -> Counts {
        let mut sums = vec![PRIOR; features * classes];
        let mut totals = vec![PRIOR * features as f32; classes];
        for (vector, class) in lines {
            for &(feature, weight) in vector {
                sums[feature as usize * classes + class] += weight;
                totals[*class] += weight;
            }
        }
        let logs = sums.iter().map(|sum| sum.ln()).collect();
        Counts { classes, sums, logs, totals }
    }

    /// The log likelihood of one of the lines in every class, in its own as it is without it.
    pub fn without(&self, (vector, own): &(Sparse, usize)) -> Vec<f32> {
        let mass: f32 = vector.iter().map(|(_, weight)| weight).sum();
        let totals = self.totals.iter().enumerate();
        let mut scores: Vec<f32> = totals
            .map(|(class, total)| -mass * (if class == *own { total - mass } else { *total }).ln())
            .collect();
        let mut rest = 0.0;
        for &(feature, weight) in vector {
            let start = feature as usize * self.classes;
            for (score, log) in scores.iter_mut().zip(&self.logs[start..start + self.classes]) {
                *score += weight * log;
            }
            // What the line itself brought in is taken back.
            let sum = self.sums[start + own];
            rest += weight * ((sum - weight).max(PRIOR).ln() - sum.ln());
        }
        scores[*own] += rest;
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_left_out_is_judged_as_if_it_had_never_been_counted() {
        let line = |features: &[u32], class: usize| -> (Sparse, usize) {
            (features.iter().map(|&feature| (feature, 0.5)).collect(), class)
        };
        let lines = [line(&[0, 1], 0), line(&[1, 2], 0), line(&[2, 3], 1), line(&[0, 3], 1)];
        let with = Counts::of(&lines, 4, 2);
        let left = Counts::of(&lines[1..], 4, 2);
        // In the other counts it never was, so any class but its own takes nothing out.
        let elsewhere = (lines[0].0.clone(), 1);
        assert!((with.without(&lines[0])[0] - left.without(&elsewhere)[0]).abs() < 1e-4);
        assert!((with.without(&lines[0])[1] - left.without(&(lines[0].0.clone(), 0))[1]).abs() < 1e-4);
    }
}
