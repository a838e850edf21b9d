//! Products in plain Rust: sums of products of 16-bit numbers, which compilers know how to
//! compute several of at once.

use crate::encoder::{self, Panel, ROWS, Tile};
use crate::file::{File, Nibbles};
use crate::math::{BLOCK, Block, half};
use crate::vector::WIDTH;

/// Thirty-two numbers: first those that low nibbles are for, then those of the high ones.
type Numbers = [i16; BLOCK];

pub fn encode(file: &File, texts: &[Vec<usize>]) -> Vec<[f32; WIDTH]> {
    encoder::encode(file, texts, product)
}

fn product(panel: Panel, blocks: &[Block], tile: &mut Tile) {
    let rows = (blocks.len() / panel.nibbles.len()).clamp(1, ROWS);
    let weights = panel.nibbles.iter().zip(panel.scales);
    for ((nibbles, scales), blocks) in weights.zip(blocks.chunks_exact(rows)) {
        let scales = scales.map(half);
        let outputs = weights_of(nibbles);
        for (block, sums) in blocks.iter().zip(tile.iter_mut()) {
            let inputs = inputs_of(block);
            for ((sum, weights), scale) in sums.iter_mut().zip(&outputs).zip(scales) {
                *sum += (dot(weights, &inputs) - block.surplus) as f32 * (scale * block.step);
            }
        }
    }
}

/// The weights of eight outputs.
#[inline(never)]
fn weights_of(nibbles: &Nibbles) -> [Numbers; 8] {
    let mut outputs = [[0; BLOCK]; 8];
    for (group, nibbles) in nibbles.as_chunks::<32>().0.iter().enumerate() {
        for (weights, nibbles) in outputs.iter_mut().zip(nibbles.as_chunks::<4>().0) {
            for (input, byte) in nibbles.iter().enumerate() {
                weights[4 * group + input] = i16::from(byte & 15);
                weights[16 + 4 * group + input] = i16::from(byte >> 4);
            }
        }
    }
    outputs
}

#[inline(never)]
fn inputs_of(block: &Block) -> Numbers {
    let mut inputs = [0; BLOCK];
    for group in 0..4 {
        for (input, byte) in block.bytes(group).into_iter().enumerate() {
            inputs[input / 4 * 16 + 4 * group + input % 4] = i16::from(byte);
        }
    }
    inputs
}

/// Not inlined: among other sums the compiler does not see what this is.
#[inline(never)]
fn dot(weights: &Numbers, inputs: &Numbers) -> i32 {
    weights.iter().zip(inputs).map(|(&weight, &input)| i32::from(weight) * i32::from(input)).sum()
}
