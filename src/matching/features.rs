//! A line as a sparse vector: its features weighted by how rare they are among the lines
//! that were learnt from. It may not know what a feature speaks for.
//!
//! Each kind of feature is a block of its own, TF-IDF weighted and brought to unit length
//! (Salton & Buckley 1988), so that a long word full of pieces cannot outshout a concept.

use std::ops::Range;

use super::vocabulary::{Kind, Vocabulary};

/// Feature numbers with weights, in the order of the numbers.
pub type Sparse = Vec<(u32, f32)>;

/// How rare every feature of the vocabulary is.
pub struct Features {
    /// Inverse document frequency, 0 for a feature that no learnt line has.
    rarity: Vec<f32>,
    blocks: [Range<u32>; Kind::ALL.len()],
}

/// The length of a kind's block: its say relative to the other kinds, chosen by
/// cross-validation on the knowledge itself.
fn length(kind: Kind) -> f32 {
    match kind {
        Kind::Word => 1.0,
        Kind::WordPair => 0.3,
        Kind::Piece => 0.8,
        Kind::Concept => 0.9,
        Kind::ConceptPair => 0.7,
    }
}

impl Features {
    /// Learns from the features of lines, each with repeats and in order.
    pub fn learn<'l>(vocabulary: &Vocabulary, lines: impl ExactSizeIterator<Item = &'l [u32]>) -> Features {
        let total = lines.len();
        let mut counts = vec![0_u32; vocabulary.len()];
        for line in lines {
            for same in line.chunk_by(|a, b| a == b) {
                counts[same[0] as usize] += 1;
            }
        }
        let blocks = Kind::ALL.map(|kind| vocabulary.of_kind(kind));
        let mut rarity = vec![0.0; counts.len()];
        for (kind, block) in Kind::ALL.into_iter().zip(&blocks) {
            for number in block.start as usize..block.end as usize {
                if counts[number] >= kind.fewest(total) {
                    rarity[number] = ((1.0 + total as f32) / (1.0 + counts[number] as f32)).ln() + 1.0;
                }
            }
        }
        Features { rarity, blocks }
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.rarity.len()
    }

    /// How rare a feature is; 0 for one that no learnt line has.
    pub fn rarity(&self, number: u32) -> f32 {
        self.rarity[number as usize]
    }

    /// The vector of a line's features. Repeats count less and less (1 + ln tf).
    pub fn vector(&self, line: &[u32]) -> Sparse {
        let mut vector: Sparse = Vec::with_capacity(line.len());
        for same in line.chunk_by(|a, b| a == b) {
            let rarity = self.rarity[same[0] as usize];
            if rarity > 0.0 {
                vector.push((same[0], rarity * (1.0 + (same.len() as f32).ln())));
            }
        }
        for (kind, block) in Kind::ALL.into_iter().zip(&self.blocks) {
            normalise(within(&mut vector, block), length(kind));
        }
        vector
    }

    /// What nearness of lines is measured on: the words and concepts of a vector, at unit length.
    pub fn meaning(&self, vector: &Sparse) -> Sparse {
        let mut meaning: Sparse = [Kind::Word, Kind::Concept, Kind::ConceptPair]
            .into_iter()
            .flat_map(|kind| {
                let block = &self.blocks[kind as usize];
                vector.iter().filter(|(number, _)| block.contains(number)).copied()
            })
            .collect();
        normalise(&mut meaning, 1.0);
        meaning
    }
}

fn within<'v>(vector: &'v mut [(u32, f32)], block: &Range<u32>) -> &'v mut [(u32, f32)] {
    let from = vector.partition_point(|(number, _)| *number < block.start);
    let to = vector.partition_point(|(number, _)| *number < block.end);
    &mut vector[from..to]
}

fn normalise(block: &mut [(u32, f32)], length: f32) {
    let norm = block.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if norm > 0.0 {
        block.iter_mut().for_each(|(_, weight)| *weight *= length / norm);
    }
}
