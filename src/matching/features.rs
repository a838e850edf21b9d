//! A line as a sparse vector: its features weighted by how rare they are among the lines
//! that were learnt from. It may not know what a feature speaks for.
//!
//! Each kind of feature is a block of its own, TF-IDF weighted and brought to unit length
//! (Salton & Buckley 1988), so that a long word full of pieces cannot outshout a concept. A
//! block that says less than is usual for its kind stays shorter in proportion: "how" alone
//! is not to speak as loudly as the name of a programme.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::vocabulary::{Kind, Vocabulary};

/// Feature numbers with weights, in the order of the numbers.
pub type Sparse = Vec<(u32, f32)>;

/// The kinds that nearness of lines is measured on.
const NEAR: [Kind; 3] = [Kind::Word, Kind::Concept, Kind::ConceptPair];

/// How rare every feature of the vocabulary is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Features {
    /// Inverse document frequency, 0 for a feature that no learnt line has.
    rarity: Vec<f32>,
    blocks: [Range<u32>; Kind::ALL.len()],
    /// The length of each kind's block before it is brought to length, on average.
    usual: [f32; Kind::ALL.len()],
}

/// The length of a kind's block: its say relative to the other kinds, chosen by
/// cross-validation on knowledges of four offices.
fn length(kind: Kind) -> f32 {
    match kind {
        Kind::Word | Kind::Piece => 1.0,
        Kind::WordPair | Kind::Concept => 0.6,
        Kind::ConceptPair => 0.4,
    }
}

/// The same where nearness is measured, within [`NEAR`].
fn length_when_near(kind: Kind) -> f32 {
    match kind {
        Kind::Concept => 0.9,
        Kind::ConceptPair => 0.7,
        Kind::Word | Kind::WordPair | Kind::Piece => 1.0,
    }
}

impl Features {
    /// Learns from the features of lines, each with repeats and in order.
    pub fn learn(vocabulary: &Vocabulary, lines: &[&[u32]]) -> Features {
        let mut counts = vec![0_u32; vocabulary.len()];
        for line in lines {
            for same in line.chunk_by(|a, b| a == b) {
                counts[same[0] as usize] += 1;
            }
        }
        let blocks = Kind::ALL.map(|kind| vocabulary.of_kind(kind));
        let mut rarity = vec![0.0; counts.len()];
        let total = lines.len();
        for (kind, block) in Kind::ALL.into_iter().zip(&blocks) {
            for number in block.start as usize..block.end as usize {
                if counts[number] >= kind.fewest(total) {
                    rarity[number] = ((1.0 + total as f32) / (1.0 + counts[number] as f32)).ln() + 1.0;
                }
            }
        }
        let features = Features { rarity, blocks, usual: [0.0; Kind::ALL.len()] };
        Features { usual: features.usual_lengths(lines), ..features }
    }

    fn usual_lengths(&self, lines: &[&[u32]]) -> [f32; Kind::ALL.len()] {
        let mut sums = [(0.0_f32, 0.0_f32); Kind::ALL.len()];
        for line in lines {
            let mut vector = self.weighted(line);
            for (sum, block) in sums.iter_mut().zip(&self.blocks) {
                let norm = norm(within(&mut vector, block));
                *sum = (sum.0 + norm, sum.1 + f32::from(u8::from(norm > 0.0)));
            }
        }
        sums.map(|(sum, lines)| sum / lines.max(1.0))
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.rarity.len()
    }

    /// How rare a feature is; 0 for one that no learnt line has.
    pub fn rarity(&self, number: u32) -> f32 {
        self.rarity[number as usize]
    }

    /// The vector of a line's features.
    pub fn vector(&self, line: &[u32]) -> Sparse {
        let mut vector = self.weighted(line);
        for (kind, block) in Kind::ALL.into_iter().zip(&self.blocks) {
            let block = within(&mut vector, block);
            let norm = norm(block).max(self.usual[kind as usize]);
            scale(block, length(kind) / norm.max(f32::MIN_POSITIVE));
        }
        vector
    }

    /// Repeats count less and less (1 + ln tf).
    fn weighted(&self, line: &[u32]) -> Sparse {
        let mut vector: Sparse = Vec::with_capacity(line.len());
        for same in line.chunk_by(|a, b| a == b) {
            let rarity = self.rarity[same[0] as usize];
            if rarity > 0.0 {
                vector.push((same[0], rarity * (1.0 + (same.len() as f32).ln())));
            }
        }
        vector
    }

    /// What nearness of lines is measured on: the words and concepts of a vector, at unit length.
    pub fn meaning(&self, vector: &Sparse) -> Sparse {
        let mut meaning = Sparse::with_capacity(vector.len() / 2);
        for kind in NEAR {
            let block = &self.blocks[kind as usize];
            let by = length_when_near(kind) / length(kind);
            let ours = vector.iter().filter(|(number, _)| block.contains(number));
            meaning.extend(ours.map(|&(number, weight)| (number, by * weight)));
        }
        let norm = norm(&meaning).max(f32::MIN_POSITIVE);
        scale(&mut meaning, 1.0 / norm);
        meaning
    }
}

fn within<'v>(vector: &'v mut [(u32, f32)], block: &Range<u32>) -> &'v mut [(u32, f32)] {
    let from = vector.partition_point(|(number, _)| *number < block.start);
    let to = vector.partition_point(|(number, _)| *number < block.end);
    &mut vector[from..to]
}

fn norm(block: &[(u32, f32)]) -> f32 {
    block.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
}

fn scale(block: &mut [(u32, f32)], by: f32) {
    block.iter_mut().for_each(|(_, weight)| *weight *= by);
}
