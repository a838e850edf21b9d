//! The nearest training lines to a question, by cosine of words and concepts, through
//! an inverted index. It may not weigh what nearness means.

use super::features::Sparse;

/// Lines by the features they hold.
pub struct Nearest {
    /// For each feature: lines and weights.
    postings: Vec<Vec<(u32, f32)>>,
    lines: usize,
}

impl Nearest {
    /// Indexes vectors of unit length; line numbers are their places in `lines`.
    pub fn new<'v>(lines: impl Iterator<Item = &'v Sparse>, features: usize) -> Nearest {
        let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); features];
        let mut count = 0;
        for (line, vector) in (0..).zip(lines) {
            for &(feature, weight) in vector {
                postings[feature as usize].push((line, weight));
            }
            count = line as usize + 1;
        }
        Nearest { postings, lines: count }
    }

    /// The lines that share something with `vector` (of unit length), each with its cosine.
    pub fn similarities(&self, vector: &Sparse) -> Vec<(usize, f32)> {
        let mut sums = vec![0.0_f32; self.lines];
        let mut touched: Vec<usize> = Vec::new();
        for &(feature, weight) in vector {
            for &(line, there) in &self.postings[feature as usize] {
                let sum = &mut sums[line as usize];
                if *sum == 0.0 {
                    touched.push(line as usize);
                }
                *sum += weight * there;
            }
        }
        touched.into_iter().map(|line| (line, sums[line])).collect()
    }
}
