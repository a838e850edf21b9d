//! Pieces to a vector: twelve layers in which every piece looks at all pieces of its text.
//! The pieces of several texts may go through together, which reads the weights once for
//! all; a text looks at itself only, so its vector is the same to the bit.
//!
//! All is inlined into the kernel that runs it. It may not use what differs between
//! processors: see [`crate::math`].

use std::ops::Range;

use crate::file::{File, INNER, Layer, Linear, Nibbles, QKV, Scales};
use crate::math::{BLOCK, Block, add_and_norm, dot, exp, gelu, half};
use crate::vector::WIDTH;

/// Numbers of a piece that attend together.
const HEAD: usize = 32;
/// Most rows that a kernel multiplies at once.
pub const ROWS: usize = 4;

/// Eight outputs of up to [`ROWS`] rows.
pub type Tile = [[f32; 8]; ROWS];

/// Eight outputs' weights, all blocks of them.
#[derive(Clone, Copy)]
pub struct Panel<'a> {
    pub nibbles: &'a [Nibbles],
    pub scales: &'a [Scales],
}

/// The mean of what the pieces of each text become. `product` multiplies a panel with the
/// blocks of up to [`ROWS`] rows: the first of each row, the second of each, ...
#[inline(always)]
pub fn encode(
    file: &File,
    texts: &[Vec<usize>],
    product: impl Fn(Panel, &[Block], &mut Tile),
) -> Vec<[f32; WIDTH]> {
    let mut segments = Vec::with_capacity(texts.len());
    let mut rows = Vec::new();
    for text in texts {
        segments.push(rows.len()..rows.len() + text.len());
        rows.extend(text.iter().enumerate().map(|(position, &piece)| word(file, piece, position)));
    }
    let mut blocks = Vec::new();
    let mut qkv = vec![[0.0; QKV]; rows.len()];
    let mut inner = vec![[0.0; INNER]; rows.len()];
    let mut outcome = vec![[0.0; WIDTH]; rows.len()];
    for layer in &file.layers {
        let Layer { attended, attended_norm, outer, outer_norm, .. } = layer;
        linear(&layer.qkv, &rows, &mut blocks, &mut qkv, &product);
        for segment in &segments {
            attend(&qkv[segment.clone()], &mut outcome[segment.clone()]);
        }
        // What was attended is read before it is written over.
        quantise(&outcome, &mut blocks);
        multiply(attended, &blocks, &mut outcome, &product);
        add_norm(&mut rows, &outcome, attended_norm);
        linear(&layer.inner, &rows, &mut blocks, &mut inner, &product);
        inner.as_flattened_mut().iter_mut().for_each(|value| *value = gelu(*value));
        linear(outer, &inner, &mut blocks, &mut outcome, &product);
        add_norm(&mut rows, &outcome, outer_norm);
    }
    segments.into_iter().map(|segment| mean(&rows, segment)).collect()
}

/// What stands for a piece at its position, before the first layer.
#[inline(always)]
fn word(file: &File, piece: usize, position: usize) -> [f32; WIDTH] {
    let mut row = [0.0; WIDTH];
    let stored = file.words[piece].as_chunks::<18>().0;
    for (values, stored) in row.as_chunks_mut::<BLOCK>().0.iter_mut().zip(stored) {
        let scale = half([stored[0], stored[1]]);
        for (at, byte) in stored[2..].iter().enumerate() {
            values[at] = (f32::from(byte & 15) - 8.0) * scale;
            values[at + 16] = (f32::from(byte >> 4) - 8.0) * scale;
        }
    }
    let mut place = [0.0; WIDTH];
    for ((place, bits), kind) in place.iter_mut().zip(&file.positions[position]).zip(&file.kind) {
        *place = half(*bits) + kind;
    }
    add_and_norm(&mut row, &place, &file.word_norm);
    row
}

#[inline(always)]
fn add_norm(rows: &mut [[f32; WIDTH]], more: &[[f32; WIDTH]], norm: &crate::math::Norm) {
    for (row, more) in rows.iter_mut().zip(more) {
        add_and_norm(row, more, norm);
    }
}

#[inline(always)]
fn linear<const IN: usize, const OUT: usize>(
    linear: &Linear,
    rows: &[[f32; IN]],
    blocks: &mut Vec<Block>,
    out: &mut [[f32; OUT]],
    product: &impl Fn(Panel, &[Block], &mut Tile),
) {
    quantise(rows, blocks);
    multiply(linear, blocks, out, product);
}

#[inline(always)]
fn quantise<const IN: usize>(rows: &[[f32; IN]], blocks: &mut Vec<Block>) {
    blocks.clear();
    for rows in rows.chunks(ROWS) {
        for at in 0..IN / BLOCK {
            blocks.extend(rows.iter().map(|row| Block::of(&row.as_chunks().0[at])));
        }
    }
}

/// Rows of blocks times a matrix, plus its bias.
#[inline(always)]
fn multiply<const OUT: usize>(
    linear: &Linear,
    blocks: &[Block],
    out: &mut [[f32; OUT]],
    product: &impl Fn(Panel, &[Block], &mut Tile),
) {
    let depth = linear.nibbles.len() / (OUT / 8);
    let panels = linear.nibbles.chunks_exact(depth).zip(linear.scales.chunks_exact(depth));
    for (number, (nibbles, scales)) in panels.enumerate() {
        let Some(bias) = linear.bias.as_chunks::<8>().0.get(number) else { return };
        for (rows, out) in blocks.chunks(ROWS * depth).zip(out.chunks_mut(ROWS)) {
            let mut tile = Tile::default();
            product(Panel { nibbles, scales }, rows, &mut tile);
            for (out, tile) in out.iter_mut().zip(&tile) {
                for lane in 0..8 {
                    out[8 * number + lane] = tile[lane] + bias[lane];
                }
            }
        }
    }
}

/// Each piece as the mean of all pieces' values, weighted by how its query meets their keys.
#[inline(always)]
fn attend(qkv: &[[f32; QKV]], out: &mut [[f32; WIDTH]]) {
    let mut weights = vec![0.0_f32; qkv.len()];
    for head in (0..WIDTH).step_by(HEAD) {
        for (piece, out) in qkv.iter().zip(out.iter_mut()) {
            let query = &piece[head..head + HEAD];
            let mut highest = f32::NEG_INFINITY;
            for (weight, other) in weights.iter_mut().zip(qkv) {
                *weight = dot(query, &other[WIDTH + head..WIDTH + head + HEAD]) * 0.176_776_7;
                highest = if *weight > highest { *weight } else { highest };
            }
            weights.iter_mut().for_each(|weight| *weight = exp(*weight - highest));
            let whole = weights.iter().fold(0.0, |whole, weight| whole + weight);
            let mut sum = [0.0_f32; HEAD];
            for (weight, other) in weights.iter().zip(qkv) {
                let value = &other[2 * WIDTH + head..2 * WIDTH + head + HEAD];
                for (sum, value) in sum.iter_mut().zip(value) {
                    *sum += weight * value;
                }
            }
            for (out, sum) in out[head..head + HEAD].iter_mut().zip(sum) {
                *out = sum / whole;
            }
        }
    }
}

#[inline(always)]
fn mean(rows: &[[f32; WIDTH]], segment: Range<usize>) -> [f32; WIDTH] {
    let count = segment.len() as f32;
    let mut mean = [0.0; WIDTH];
    for row in &rows[segment] {
        for (mean, value) in mean.iter_mut().zip(row) {
            *mean += value;
        }
    }
    mean.map(|sum| sum / count)
}
