//! Products with AVX2: a register holds eight outputs by four inputs, bytes are multiplied
//! in pairs and summed in 16 bits over a block (at most 8 x 2 x 15 x 127), then in 32.

use std::arch::x86_64::*;

use super::raw::registers::{load, load_half, store};
use crate::encoder::{self, Panel, ROWS, Tile};
use crate::file::File;
use crate::math::Block;
use crate::vector::WIDTH;

#[target_feature(enable = "avx2,f16c")]
pub fn encode(file: &File, texts: &[Vec<usize>]) -> Vec<[f32; WIDTH]> {
    encoder::encode(file, texts, |panel, blocks, tile| match blocks.len() / panel.nibbles.len() {
        1 => product::<1>(panel, blocks, tile),
        2 => product::<2>(panel, blocks, tile),
        3 => product::<3>(panel, blocks, tile),
        _ => product::<ROWS>(panel, blocks, tile),
    })
}

#[target_feature(enable = "avx2,f16c")]
fn product<const N: usize>(panel: Panel, blocks: &[Block], tile: &mut Tile) {
    let low = _mm256_set1_epi8(15);
    let mut sums = [_mm256_setzero_ps(); N];
    let weights = panel.nibbles.iter().zip(panel.scales);
    for ((nibbles, scales), blocks) in weights.zip(blocks.as_chunks::<N>().0) {
        let mut whole = [_mm256_setzero_si256(); N];
        for (group, nibbles) in nibbles.as_chunks::<32>().0.iter().enumerate() {
            let nibbles = load(nibbles);
            let first = _mm256_and_si256(nibbles, low);
            let second = _mm256_and_si256(_mm256_srli_epi16::<4>(nibbles), low);
            for (whole, block) in whole.iter_mut().zip(blocks) {
                let [even, odd] = [block.words[2 * group], block.words[2 * group + 1]];
                *whole = _mm256_add_epi16(*whole, _mm256_maddubs_epi16(first, _mm256_set1_epi32(even)));
                *whole = _mm256_add_epi16(*whole, _mm256_maddubs_epi16(second, _mm256_set1_epi32(odd)));
            }
        }
        let scales = _mm256_cvtph_ps(load_half(scales));
        for ((sum, whole), block) in sums.iter_mut().zip(whole).zip(blocks) {
            let outputs = _mm256_madd_epi16(whole, _mm256_set1_epi16(1));
            let outputs = _mm256_sub_epi32(outputs, _mm256_set1_epi32(block.surplus));
            let scale = _mm256_mul_ps(scales, _mm256_set1_ps(block.step));
            *sum = _mm256_add_ps(*sum, _mm256_mul_ps(_mm256_cvtepi32_ps(outputs), scale));
        }
    }
    for (tile, sum) in tile.iter_mut().zip(sums) {
        store(tile, sum);
    }
}
