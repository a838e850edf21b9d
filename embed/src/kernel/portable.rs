//! Products in plain Rust, arranged so that the compiler works on eight numbers at once.

use crate::encoder::{self, Panel, Tile};
use crate::file::{File, Nibbles};
use crate::math::{Block, half};
use crate::vector::WIDTH;

pub fn encode(file: &File, texts: &[Vec<usize>]) -> Vec<[f32; WIDTH]> {
    encoder::encode(file, texts, product)
}

fn product(panel: Panel, blocks: &[Block], tile: &mut Tile) {
    let rows = blocks.len() / panel.nibbles.len();
    let weights = panel.nibbles.iter().zip(panel.scales);
    for ((nibbles, scales), blocks) in weights.zip(blocks.chunks_exact(rows)) {
        let scales = scales.map(half);
        let (low, high) = unpack(nibbles);
        for (block, sums) in blocks.iter().zip(tile.iter_mut()) {
            let whole = outputs(&low, &high, block);
            for lane in 0..8 {
                sums[lane] += (whole[lane] - block.surplus) as f32 * (scales[lane] * block.step);
            }
        }
    }
}

/// Weights as numbers, groups of 32: those of the inputs `8 g..`, those of `8 g + 4..`.
#[inline(always)]
fn unpack(nibbles: &Nibbles) -> ([i16; 128], [i16; 128]) {
    (nibbles.map(|byte| i16::from(byte & 15)), nibbles.map(|byte| i16::from(byte >> 4)))
}

/// What the block adds to eight outputs, before scaling. A sum over the eight groups of
/// inputs is 8 x 15 x 127 at most.
#[inline(always)]
fn outputs(low: &[i16; 128], high: &[i16; 128], block: &Block) -> [i32; 8] {
    let mut sums = [0_i16; 32];
    for group in 0..4 {
        let inputs = block.bytes(group).map(i16::from);
        let first: [i16; 8] = std::array::from_fn(|i| inputs[i % 4]);
        let second: [i16; 8] = std::array::from_fn(|i| inputs[4 + i % 4]);
        for lane in 0..32 {
            let at = 32 * group + lane;
            sums[lane] += low[at] * first[lane % 8] + high[at] * second[lane % 8];
        }
    }
    std::array::from_fn(|output| (4 * output..4 * output + 4).map(|lane| i32::from(sums[lane])).sum())
}
