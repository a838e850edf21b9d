//! The functions between the matrix products: scalar, without the platform's mathematics
//! and without fused operations, in a fixed order of sums. So every kernel and processor
//! computes the same bits, and the compiler can still work on eight numbers at once.
//!
//! All is inlined into the kernels, which are compiled for more than the rest is.

use crate::vector::WIDTH;

/// Numbers that share a scale, in weights and in [`Block`]s.
pub const BLOCK: usize = 32;

/// A half-precision number; infinities do not occur in the file.
#[inline(always)]
pub fn half(bits: [u8; 2]) -> f32 {
    let bits = u32::from(u16::from_le_bytes(bits));
    let magnitude = f32::from_bits((bits & 0x7FFF) << 13) * f32::from_bits((254 - 15) << 23);
    f32::from_bits(magnitude.to_bits() | (bits & 0x8000) << 16)
}

/// `e^x` to 2e-7 of its value, for `x` up to 0; under -87 it is next to nothing.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 * 2^23: adding it leaves a whole number in the last bits
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let power = 1.987_569_1e-4;
    let power = power * rest + 1.398_2e-3;
    let power = power * rest + 8.333_452e-3;
    let power = power * rest + 4.166_579_6e-2;
    let power = power * rest + 1.666_666_5e-1;
    let power = power * rest + 0.5;
    let power = power * rest * rest + rest + 1.0;
    let two = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    power * two
}

/// The error function to 1e-6: a quotient of polynomials, beyond 4 as at 4.
#[inline(always)]
pub fn erf(x: f32) -> f32 {
    let x = if x > 4.0 { 4.0 } else { x };
    let x = if x < -4.0 { -4.0 } else { x };
    let square = x * x;
    let above = -2.726_142_3e-10;
    let above = above * square + 2.770_681_4e-8;
    let above = above * square + -2.101_024e-6;
    let above = above * square + -5.692_506_4e-5;
    let above = above * square + -7.349_906_3e-4;
    let above = above * square + -2.954_6e-3;
    let above = above * square + -1.609_603_3e-2;
    let below = -1.456_607_2e-5;
    let below = below * square + -2.133_740_6e-4;
    let below = below * square + -1.682_827e-3;
    let below = below * square + -7.373_329_3e-3;
    let below = below * square + -1.426_474e-2;
    x * above / below
}

/// The activation of a layer's inner numbers.
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The sum of `value` over pairs, sixteen sums side by side.
#[inline(always)]
fn sum(a: &[f32], b: &[f32], value: impl Fn(f32, f32) -> f32) -> f32 {
    let mut sums = [0.0_f32; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        for lane in 0..16 {
            sums[lane] += value(a[lane], b[lane]);
        }
    }
    let mut width = 8;
    while width > 0 {
        for lane in 0..width {
            sums[lane] += sums[lane + width];
        }
        width /= 2;
    }
    sums[0]
}

/// The scalar product of two slices whose length divides by sixteen.
#[inline(always)]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    sum(a, b, |a, b| a * b)
}

/// Gain and offset of a layer norm.
#[derive(Debug)]
pub struct Norm {
    pub gain: Vec<f32>,
    pub offset: Vec<f32>,
}

/// `row` plus `more`, brought to mean 0 and deviation 1, then to the norm's gain and offset.
#[inline(always)]
pub fn add_and_norm(row: &mut [f32; WIDTH], more: &[f32; WIDTH], norm: &Norm) {
    for (value, more) in row.iter_mut().zip(more) {
        *value += more;
    }
    let mean = sum(row, row, |value, _| value) / WIDTH as f32;
    let spread = sum(row, row, |value, _| (value - mean) * (value - mean)) / WIDTH as f32;
    let scale = 1.0 / (spread + 1e-12).sqrt();
    for ((value, gain), offset) in row.iter_mut().zip(&norm.gain).zip(&norm.offset) {
        *value = (*value - mean) * scale * gain + offset;
    }
}

/// Thirty-two numbers as bytes: each is about its byte times `step`.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// Four bytes each, the first one lowest: what a kernel spreads over a register.
    pub words: [i32; BLOCK / 4],
    pub step: f32,
    /// Eight times the sum of the bytes: what weights that are stored 8 too high add.
    pub surplus: i32,
}

impl Block {
    /// Rounds to the nearest byte, halves to the even one.
    #[inline(always)]
    pub fn of(values: &[f32; BLOCK]) -> Self {
        const ROUND: f32 = 12_582_912.0;
        let mut largest = [0.0_f32; 8];
        for chunk in values.as_chunks::<8>().0 {
            for lane in 0..8 {
                let size = chunk[lane].abs();
                largest[lane] = if size > largest[lane] { size } else { largest[lane] };
            }
        }
        let largest = largest.iter().fold(0.0_f32, |a, &b| if b > a { b } else { a });
        let step = largest / 127.0;
        let inverse = if step > 0.0 { 1.0 / step } else { 0.0 };
        let mut whole = [0_i32; BLOCK];
        for (whole, value) in whole.iter_mut().zip(values) {
            *whole = (value * inverse + ROUND).to_bits() as i32 - ROUND.to_bits() as i32;
        }
        // A step so small that its inverse is coarse could round past the largest byte.
        let bytes = whole.map(|whole| whole.clamp(-127, 127) as i8);
        let surplus = 8 * bytes.iter().map(|&byte| i32::from(byte)).sum::<i32>();
        let words = std::array::from_fn(|word| {
            i32::from_le_bytes(std::array::from_fn(|byte| bytes[4 * word + byte] as u8))
        });
        Self { words, step, surplus }
    }

    /// The bytes of eight inputs.
    #[inline(always)]
    pub fn bytes(&self, group: usize) -> [i8; 8] {
        let [first, second] = [self.words[2 * group], self.words[2 * group + 1]].map(i32::to_le_bytes);
        std::array::from_fn(|byte| if byte < 4 { first[byte] as i8 } else { second[byte - 4] as i8 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_is_read_exactly() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x3C00, 1.0),
            (0xC000, -2.0),
            (0x3555, 0.333_251_95),
            (0x0001, 5.960_464_5e-8),
            (0x83FF, -6.097_555e-5),
            (0x7BFF, 65_504.0),
        ] {
            assert_eq!(half(u16::to_le_bytes(bits)), value, "{bits:#x}");
        }
    }

    #[test]
    fn exponentials_are_right_to_the_last_digits() {
        for step in 0..8_600 {
            let x = -f64::from(step) / 100.0;
            let error = f64::from(exp(x as f32)) / f64::from(x as f32).exp() - 1.0;
            assert!(error.abs() < 3e-7, "exp({x}): {error}");
        }
        assert!(exp(-1e9) < 1e-37);
    }

    #[test]
    fn the_error_function_meets_its_table() {
        for (x, value) in [
            (0.0, 0.0),
            (0.1, 0.112_462_916),
            (0.5, 0.520_499_9),
            (1.0, 0.842_700_8),
            (1.5, 0.966_105_16),
            (2.0, 0.995_322_3),
            (3.0, 0.999_977_9),
            (4.0, 0.999_999_985),
            (90.0, 1.0),
        ] {
            assert!((erf(x) - value).abs() < 1e-6, "erf({x}) = {}", erf(x));
            assert_eq!(erf(-x), -erf(x));
        }
    }

    #[test]
    fn a_block_loses_half_a_step_at_most() {
        let values: [f32; BLOCK] = std::array::from_fn(|i| (i as f32 * 1.7).sin() * 3.0);
        let block = Block::of(&values);
        let bytes = [0, 1, 2, 3].map(|group| block.bytes(group)).concat();
        for (value, byte) in values.iter().zip(&bytes) {
            assert!((value - f32::from(*byte) * block.step).abs() <= block.step * 0.5001);
        }
        assert_eq!(bytes.iter().map(|byte| byte.unsigned_abs()).max(), Some(127));
        assert_eq!(block.surplus, 8 * bytes.iter().map(|&byte| i32::from(byte)).sum::<i32>());
    }

    #[test]
    fn a_block_of_nothing_or_next_to_nothing_stays_small() {
        assert_eq!(Block::of(&[0.0; BLOCK]).words, [0; BLOCK / 4]);
        let tiny = Block::of(&[f32::MIN_POSITIVE / 64.0; BLOCK]);
        assert!(tiny.bytes(0).iter().all(|&byte| f32::from(byte) * tiny.step < 1e-37));
    }
}
