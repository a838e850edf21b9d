//! Products with NEON: two registers hold eight outputs by four inputs, bytes are multiplied
//! and summed in 16 bits over a block (at most 8 x 15 x 127), then in 32.

use std::arch::aarch64::*;

use super::raw::registers::{load, load_floats, store};
use crate::encoder::{self, Panel, ROWS, Tile};
use crate::file::File;
use crate::math::{Block, half};
use crate::vector::WIDTH;

#[target_feature(enable = "neon")]
pub fn encode(file: &File, texts: &[Vec<usize>]) -> Vec<[f32; WIDTH]> {
    encoder::encode(file, texts, |panel, blocks, tile| match blocks.len() / panel.nibbles.len() {
        1 => product::<1>(panel, blocks, tile),
        2 => product::<2>(panel, blocks, tile),
        3 => product::<3>(panel, blocks, tile),
        _ => product::<ROWS>(panel, blocks, tile),
    })
}

#[target_feature(enable = "neon")]
fn product<const N: usize>(panel: Panel, blocks: &[Block], tile: &mut Tile) {
    let mut sums = [[vdupq_n_f32(0.0); 2]; N];
    let weights = panel.nibbles.iter().zip(panel.scales);
    for ((nibbles, scales), blocks) in weights.zip(blocks.as_chunks::<N>().0) {
        // Four outputs each: eight sums of one input, then eight of the next two outputs.
        let mut whole = [[vdupq_n_s16(0); 4]; N];
        for (number, nibbles) in nibbles.as_chunks::<16>().0.iter().enumerate() {
            let (group, half) = (number / 2, number % 2);
            let nibbles = load(nibbles);
            let first = vreinterpretq_s8_u8(vandq_u8(nibbles, vdupq_n_u8(15)));
            let second = vreinterpretq_s8_u8(vshrq_n_u8::<4>(nibbles));
            for (whole, block) in whole.iter_mut().zip(blocks) {
                let [even, odd] = [block.words[2 * group], block.words[2 * group + 1]];
                for (weights, inputs) in [(first, even), (second, odd)] {
                    let inputs = vreinterpret_s8_s32(vdup_n_s32(inputs));
                    let sums = &mut whole[2 * half..2 * half + 2];
                    sums[0] = vmlal_s8(sums[0], vget_low_s8(weights), inputs);
                    sums[1] = vmlal_s8(sums[1], vget_high_s8(weights), inputs);
                }
            }
        }
        let scales = scales.map(half);
        for ((sums, whole), block) in sums.iter_mut().zip(whole).zip(blocks) {
            for (half, scales) in scales.as_chunks::<4>().0.iter().enumerate() {
                let [first, second] = [whole[2 * half], whole[2 * half + 1]].map(|sums| vpaddlq_s16(sums));
                let outputs = vsubq_s32(vpaddq_s32(first, second), vdupq_n_s32(block.surplus));
                let scale = vmulq_f32(load_floats(scales), vdupq_n_f32(block.step));
                sums[half] = vaddq_f32(sums[half], vmulq_f32(vcvtq_f32_s32(outputs), scale));
            }
        }
    }
    for (tile, sums) in tile.iter_mut().zip(sums) {
        for (tile, sum) in tile.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
            store(tile, sum);
        }
    }
}
