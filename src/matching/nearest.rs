//! The nearest training lines to a question, by cosine of words and concepts, through
//! an inverted index. It may not weigh what nearness means.

use serde::{Deserialize, Serialize};

use super::features::Sparse;

/// A feature that more than one line in so many has tells no two lines apart, and would
/// be most of the work.
const TELLING: usize = 24;

/// Lines by the features they hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// Where the postings of each feature begin; one more at the end.
    starts: Vec<u32>,
    /// Lines and weights.
    postings: Vec<(u32, f32)>,
    lines: usize,
}

impl Nearest {
    /// Indexes lines: the features of each, and by `vector` its vector, of unit
    /// length and made only now, since all of them at once would be most of the memory.
    pub fn new<'l>(lines: &[&'l [u32]], features: usize, vector: impl Fn(&'l [u32]) -> Sparse) -> Nearest {
        let mut counts = vec![0_u32; features];
        for line in lines {
            line.chunk_by(|a, b| a == b).for_each(|same| counts[same[0] as usize] += 1);
        }
        let most = (lines.len() / TELLING).max(TELLING) as u32;
        let tells = |feature: u32| counts[feature as usize] <= most;
        let postings = |(at, line): (u32, &&'l [u32])| {
            let told = vector(line).into_iter().filter(|(feature, _)| tells(*feature));
            told.map(move |(feature, weight)| (feature, at, weight)).collect::<Vec<_>>()
        };
        let mut all: Vec<(u32, u32, f32)> = (0..).zip(lines).flat_map(postings).collect();
        all.sort_unstable_by_key(|(feature, line, _)| (*feature, *line));
        let mut starts = vec![0_u32; features + 1];
        all.iter().for_each(|(feature, ..)| starts[*feature as usize + 1] += 1);
        for feature in 0..features {
            starts[feature + 1] += starts[feature];
        }
        let postings = all.into_iter().map(|(_, line, weight)| (line, weight)).collect();
        Nearest { starts, postings, lines: lines.len() }
    }

    /// The cosine of `vector` (of unit length) with every line.
    pub fn cosines(&self, vector: &Sparse) -> Vec<f32> {
        let mut cosines = vec![0.0_f32; self.lines];
        for &(feature, weight) in vector {
            let [from, to] = [self.starts[feature as usize], self.starts[feature as usize + 1]];
            for &(line, there) in &self.postings[from as usize..to as usize] {
                cosines[line as usize] += weight * there;
            }
        }
        cosines
    }
}
