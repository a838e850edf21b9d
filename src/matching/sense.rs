//! What a sentence means, as a vector of the small language model, and a shelf where the
//! vectors of the knowledge's lines are kept by content hash, so that only new lines cost
//! a run of the model. The one home of the model: without the feature `semantic` no
//! sentence has a vector, and whoever asks goes on without.

use std::borrow::Cow;
use std::sync::Arc;

use super::vocabulary::hash;
use crate::parallel::{Tally, in_parallel};

/// Numbers in a vector.
pub const WIDTH: usize = 384;

/// A vector of unit length.
pub type Sense = [f32; WIDTH];

/// What a text means; `None` for what the model cannot read, or where there is no model.
pub fn sense(text: &str) -> Option<Sense> {
    #[cfg(feature = "semantic")]
    return embed::Model::built_in().ok()?.embed(text).map(|vector| *vector.values());
    #[cfg(not(feature = "semantic"))]
    return Option::<Sense>::None.filter(|_| !text.is_empty());
}

/// True where the program has the model.
pub fn has_model() -> bool {
    cfg!(feature = "semantic")
}

/// The model that vectors are of; vectors of another model are of no use.
fn model() -> u64 {
    #[cfg(feature = "semantic")]
    return embed::Model::built_in().map_or(0, embed::Model::hash);
    #[cfg(not(feature = "semantic"))]
    return 0;
}

const MAGIC: &[u8; 8] = b"tanyasen";
const HEAD: usize = 24;
const KEY: usize = 8;
/// A row: its scale (f32), and a signed byte for each number. A text that the model cannot
/// read has a row of zeros.
const ROW: usize = 4 + WIDTH;

/// Vectors of lines by the hash of their text, a byte a number; copies share them.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    bytes: Arc<Cow<'static, [u8]>>,
    rows: usize,
}

/// Why something that was learnt before cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not whole.
    Damaged,
    /// It is of another model or another version of the program.
    Foreign,
}

/// One vector on a shelf.
#[derive(Debug, Clone, Copy)]
pub struct Row<'s> {
    scale: f32,
    values: &'s [u8],
}

impl Shelf {
    /// Reads what [`Shelf::bytes`] gave. Without a model a shelf is of no use, and is empty.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Shelf, Unreadable> {
        let rows = bytes.len().saturating_sub(HEAD) / (KEY + ROW);
        let whole = bytes.len() == HEAD + rows * (KEY + ROW) && word(&bytes, 16) == rows as u64;
        match () {
            () if !has_model() => Ok(Shelf::default()),
            () if !bytes.starts_with(MAGIC) || !whole => Err(Unreadable::Damaged),
            () if word(&bytes, 8) != model() => Err(Unreadable::Foreign),
            () => Ok(Shelf { bytes: Arc::new(bytes), rows }),
        }
    }

    /// A shelf for `texts`, from the vectors that are `known` and from the model for the
    /// others; `progress` hears how many of those are done.
    pub fn of<'t>(
        texts: impl Iterator<Item = &'t str>,
        known: &Shelf,
        progress: impl FnMut(usize) + Send,
    ) -> Shelf {
        if !has_model() {
            return Shelf::default();
        }
        let (old, new): (Vec<&str>, Vec<&str>) = texts.partition(|text| known.find(text).is_some());
        let fresh = encode(&new, progress);
        let mut rows: Vec<(u64, &[u8])> =
            new.iter().zip(&fresh).map(|(text, row)| (key(text), &row[..])).collect();
        rows.extend(old.iter().filter_map(|text| Some((key(text), known.row(known.find(text)?)))));
        rows.sort_by_key(|(key, _)| *key);
        rows.dedup_by_key(|(key, _)| *key);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(model().to_le_bytes());
        bytes.extend((rows.len() as u64).to_le_bytes());
        bytes.extend(rows.iter().flat_map(|(key, _)| key.to_le_bytes()));
        bytes.extend(rows.iter().flat_map(|(_, row)| row.iter().copied()));
        Shelf { rows: rows.len(), bytes: Arc::new(bytes.into()) }
    }

    /// The shelf as a file keeps it: the same bytes for the same texts.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The place of a text's vector.
    pub fn find(&self, text: &str) -> Option<usize> {
        let key = key(text);
        let (mut from, mut to) = (0, self.rows);
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.key(middle).cmp(&key) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The vector at a place.
    pub fn get(&self, at: usize) -> Row<'_> {
        let row = self.row(at);
        Row { scale: f32::from_le_bytes([row[0], row[1], row[2], row[3]]), values: &row[4..] }
    }

    fn key(&self, at: usize) -> u64 {
        word(&self.bytes, HEAD + at * KEY)
    }

    fn row(&self, at: usize) -> &[u8] {
        let start = HEAD + self.rows * KEY + at * ROW;
        &self.bytes[start..start + ROW]
    }
}

impl Row<'_> {
    /// The vector, as far as a byte a number can tell.
    pub fn sense(&self) -> Sense {
        let mut sense = [0.0; WIDTH];
        for (value, &byte) in sense.iter_mut().zip(self.values) {
            *value = f32::from(byte as i8) * self.scale;
        }
        sense
    }
}

impl Row<'_> {
    /// The product with another vector.
    pub fn dot(&self, other: &[f32]) -> f32 {
        let mut sums = [0.0_f32; 16];
        for (bytes, others) in self.values.as_chunks::<16>().0.iter().zip(other.as_chunks::<16>().0) {
            for ((sum, &byte), value) in sums.iter_mut().zip(bytes).zip(others) {
                *sum += f32::from(byte as i8) * value;
            }
        }
        self.scale * sums.iter().sum::<f32>()
    }
}

fn key(text: &str) -> u64 {
    hash(text.as_bytes())
}

/// The rows of texts, computed on all processors.
fn encode(texts: &[&str], progress: impl FnMut(usize) + Send) -> Vec<Vec<u8>> {
    let tally = Tally::new(progress);
    let rows = |part: &[&str]| -> Vec<Vec<u8>> {
        part.iter()
            .map(|text| {
                let row = row(&sense(text).unwrap_or([0.0; WIDTH]));
                tally.one_more();
                row
            })
            .collect()
    };
    in_parallel(texts, rows)
}

fn row(sense: &Sense) -> Vec<u8> {
    let scale = sense.iter().fold(0.0_f32, |most, value| most.max(value.abs())) / 127.0;
    let step = scale.max(f32::MIN_POSITIVE);
    let values = sense.iter().map(|value| (value / step).round() as i8 as u8);
    scale.to_le_bytes().into_iter().chain(values).collect()
}

fn word(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|word| word.try_into().ok()).map_or(0, u64::from_le_bytes)
}
