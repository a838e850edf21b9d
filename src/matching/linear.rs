//! The classifier: multinomial logistic regression over sparse vectors, trained by
//! stochastic gradient descent with a falling step (Bottou 2010). Deterministic: the
//! same lines in the same order give the same weights.

use super::features::Sparse;

/// Passes over the training lines.
const PASSES: u32 = 5;
/// First and last step length.
const STEP: (f32, f32) = (4.0, 0.3);
/// A class whose probability is wrong by less than this is not corrected: after the
/// first pass that leaves a handful of classes a line, and most of the time saved.
const NEGLIGIBLE: f32 = 5e-3;
/// A line that is less wrong than this sits out the next pass.
const SURE: f32 = 0.05;
/// Weights of one feature lie side by side, padded to whole vector registers.
const LANES: usize = 8;

/// Weights of every feature for every class.
pub struct Linear {
    classes: usize,
    /// `classes` rounded up to [`LANES`].
    stride: usize,
    weights: Vec<f32>,
}

impl Linear {
    /// Learns from lines and their classes; `features` bounds the numbers in the lines.
    pub fn train(lines: &[(&Sparse, usize)], features: usize, classes: usize) -> Linear {
        let stride = classes.next_multiple_of(LANES);
        let mut linear = Linear { classes, stride, weights: vec![0.0; (features + 1) * stride] };
        let mut order: Vec<usize> = (0..lines.len()).collect();
        let mut dice = Dice(0x5eed);
        let steps = (PASSES as usize * lines.len()).max(1) as f32;
        let mut done = 0_usize;
        let mut rests = vec![false; lines.len()];
        for _ in 0..PASSES {
            dice.shuffle(&mut order);
            for &line in &order {
                done += 1;
                if std::mem::take(&mut rests[line]) {
                    continue;
                }
                let step = STEP.0 * (STEP.1 / STEP.0).powf(done as f32 / steps);
                let (vector, class) = lines[line];
                rests[line] = linear.correct(vector, class, step) < SURE;
            }
        }
        linear
    }

    /// The probability of each class.
    pub fn probabilities(&self, vector: &Sparse) -> Vec<f32> {
        let mut scores = self.scores(vector);
        softmax(&mut scores[..self.classes]);
        scores.truncate(self.classes);
        scores
    }

    /// What one feature speaks for `class` rather than for `rival`.
    pub fn says(&self, feature: u32, class: usize, rival: usize) -> f32 {
        let row = self.row(feature);
        row[class] - row[rival]
    }

    fn row(&self, feature: u32) -> &[f32] {
        let start = feature as usize * self.stride;
        &self.weights[start..start + self.stride]
    }

    fn scores(&self, vector: &Sparse) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.stride];
        for &(feature, value) in vector {
            let row = self.row(feature);
            for (score, weight) in scores.chunks_exact_mut(LANES).zip(row.chunks_exact(LANES)) {
                for (score, weight) in score.iter_mut().zip(weight) {
                    *score += value * weight;
                }
            }
        }
        scores
    }

    /// Moves the weights towards a line's class; gives how wrong they were, 0 to 1.
    fn correct(&mut self, vector: &Sparse, class: usize, step: f32) -> f32 {
        let mut errors = self.scores(vector);
        softmax(&mut errors[..self.classes]);
        errors[class] -= 1.0;
        let wrong: Vec<(usize, f32)> = errors[..self.classes]
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, error)| error.abs() > NEGLIGIBLE)
            .collect();
        for &(feature, value) in vector {
            let start = feature as usize * self.stride;
            for &(class, error) in &wrong {
                self.weights[start + class] -= step * value * error;
            }
        }
        -errors[class]
    }
}

fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - highest).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// SplitMix64 (Steele, Lea, Flood 2014): a fixed sequence, so that training repeats.
pub struct Dice(pub u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Fisher-Yates.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = (self.throw() % (i as u64 + 1)) as usize;
            items.swap(i, j);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separable_lines_are_learnt_and_training_repeats() {
        let (a, b): (Sparse, Sparse) = (vec![(0, 1.0)], vec![(1, 1.0)]);
        let lines = [(&a, 0), (&b, 1)];
        let linear = Linear::train(&lines, 2, 2);
        assert!(linear.probabilities(&a)[0] > 0.9);
        assert!(linear.probabilities(&b)[1] > 0.9);
        assert_eq!(linear.weights, Linear::train(&lines, 2, 2).weights);
    }
}
