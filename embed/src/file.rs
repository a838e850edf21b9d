//! The model file: 4-bit weights as the kernels read them, the vocabulary, the norms.
//! `make.py` writes it. It is borrowed where it lies; only norms and biases, of which there
//! are few, become numbers when it is read. It may not trust the bytes: a file that is
//! cut off or of another make is an error.
//!
//! After 24 bytes (magic, hash, how many pieces, how long they are) come the sections, each
//! at a multiple of 64: where pieces begin, their scores, their bytes in order, their 4-bit
//! rows (then those of `<s>`, `</s>`, unknown), positions in half precision, all norms and
//! biases, then nibbles and scales of the four matrices of each layer.

use crate::math::{BLOCK, Norm};
use crate::model::Broken;
use crate::vector::WIDTH;

/// Numbers in the middle of a layer.
pub const INNER: usize = 1536;
/// Queries, keys and values side by side.
pub const QKV: usize = 3 * WIDTH;
const LAYERS: usize = 12;
const POSITIONS: usize = 256;
const MAGIC: &[u8; 8] = b"E5IDEN01";

/// The 4-bit row of a piece: blocks of a scale and 16 bytes, byte `j` holding the weights
/// `j` (low) and `j + 16` (high).
pub type WordRow = [u8; WIDTH / BLOCK * 18];

/// Eight outputs by 32 inputs: byte `32 g + 4 o + i` holds the weights of output `o` from
/// the inputs `8 g + i` (low) and `8 g + 4 + i` (high), each 8 too high.
pub type Nibbles = [u8; 128];
/// The scales of [`Nibbles`], in half precision, one an output.
pub type Scales = [[u8; 2]; 8];

/// A matrix with its bias.
#[derive(Debug)]
pub struct Linear {
    pub nibbles: &'static [Nibbles],
    pub scales: &'static [Scales],
    pub bias: Vec<f32>,
}

/// One of the twelve layers.
#[derive(Debug)]
pub struct Layer {
    pub qkv: Linear,
    pub attended: Linear,
    pub attended_norm: Norm,
    pub inner: Linear,
    pub outer: Linear,
    pub outer_norm: Norm,
}

/// The file, taken apart.
#[derive(Debug)]
pub struct File {
    pub hash: u64,
    pub piece_ends: &'static [[u8; 4]],
    pub piece_scores: &'static [[u8; 4]],
    pub piece_bytes: &'static [u8],
    pub words: &'static [WordRow],
    pub positions: &'static [[[u8; 2]; WIDTH]],
    pub kind: Vec<f32>,
    pub word_norm: Norm,
    pub layers: Vec<Layer>,
}

impl File {
    /// Takes `bytes` apart, without looking at the weights themselves.
    pub fn read(bytes: &'static [u8]) -> Result<Self, Broken> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.array::<8>(1)?.first() != Some(MAGIC) {
            return Err(Broken::OtherMake);
        }
        let &[hash] = reader.array::<8>(1)? else { return Err(Broken::Cut) };
        let &[pieces, spelled] = reader.array::<4>(2)? else { return Err(Broken::Cut) };
        let [pieces, spelled] = [pieces, spelled].map(|count| u32::from_le_bytes(count) as usize);
        let piece_ends = reader.section(pieces + 1)?;
        let piece_scores = reader.section(pieces)?;
        let piece_bytes = reader.section::<1>(spelled)?.as_flattened();
        let words = reader.section(pieces + 3)?;
        let positions = reader.section::<{ 2 * WIDTH }>(POSITIONS)?;
        let mut numbers = reader.numbers()?;
        let kind = numbers.take(WIDTH);
        let word_norm = numbers.norm();
        let layers = (0..LAYERS).map(|_| layer(&mut reader, &mut numbers)).collect::<Result<_, _>>()?;
        if reader.at != bytes.len() {
            return Err(Broken::OtherMake);
        }
        let positions = positions.as_flattened().as_chunks().0.as_chunks().0;
        let hash = u64::from_le_bytes(hash);
        Ok(Self { hash, piece_ends, piece_scores, piece_bytes, words, positions, kind, word_norm, layers })
    }
}

fn layer(reader: &mut Reader, numbers: &mut Numbers) -> Result<Layer, Broken> {
    let qkv = reader.linear(WIDTH, numbers.take(QKV))?;
    let attended = reader.linear(WIDTH, numbers.take(WIDTH))?;
    let attended_norm = numbers.norm();
    let inner = reader.linear(WIDTH, numbers.take(INNER))?;
    let outer = reader.linear(INNER, numbers.take(WIDTH))?;
    let outer_norm = numbers.norm();
    Ok(Layer { qkv, attended, attended_norm, inner, outer, outer_norm })
}

struct Reader {
    bytes: &'static [u8],
    at: usize,
}

impl Reader {
    /// The next `count` arrays of `N` bytes.
    fn array<const N: usize>(&mut self, count: usize) -> Result<&'static [[u8; N]], Broken> {
        let end = count.checked_mul(N).and_then(|length| self.at.checked_add(length)).ok_or(Broken::Cut)?;
        let bytes = self.bytes.get(self.at..end).ok_or(Broken::Cut)?;
        self.at = end;
        Ok(bytes.as_chunks().0)
    }

    /// The same from the next multiple of 64 on.
    fn section<const N: usize>(&mut self, count: usize) -> Result<&'static [[u8; N]], Broken> {
        self.at = self.at.next_multiple_of(64);
        self.array(count)
    }

    /// All norms and biases.
    fn numbers(&mut self) -> Result<Numbers, Broken> {
        let layer = QKV + WIDTH + 2 * WIDTH + INNER + WIDTH + 2 * WIDTH;
        Ok(Numbers { rest: self.section(3 * WIDTH + LAYERS * layer)? })
    }

    fn linear(&mut self, inputs: usize, bias: Vec<f32>) -> Result<Linear, Broken> {
        let blocks = bias.len() / 8 * (inputs / BLOCK);
        let nibbles = self.section(blocks)?;
        let scales = self.section::<16>(blocks)?.as_flattened().as_chunks().0.as_chunks().0;
        Ok(Linear { nibbles, scales, bias })
    }
}

/// What is left of the norms and biases.
struct Numbers {
    rest: &'static [[u8; 4]],
}

impl Numbers {
    fn take(&mut self, count: usize) -> Vec<f32> {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    }

    fn norm(&mut self) -> Norm {
        Norm { gain: self.take(WIDTH), offset: self.take(WIDTH) }
    }
}
