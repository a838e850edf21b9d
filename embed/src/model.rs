//! The built-in model: a text in, a vector out. It may not fail on odd texts: what it
//! cannot read is `None`.

use std::fmt;
use std::sync::LazyLock;

use crate::file::File;
use crate::kernel::Kernel;
use crate::pieces::Pieces;
use crate::text::prepare;
use crate::vector::Vector;

/// Most pieces of a text that are encoded, its beginning and its end among them.
pub const MAX_TOKENS: usize = 128;

/// Pieces that go through the layers together: enough to read the weights seldom, few
/// enough to stay in a processor's cache.
const BATCH_TOKENS: usize = 64;

/// Pieces of the prefix that each text is given.
const PREFIX_PIECES: usize = 3;

static BYTES: &[u8] = include_bytes!("../model/e5-small-id-en.bin");

/// Why a model file cannot be used. The built-in one can, unless the program was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// It ends too early.
    Cut,
    /// It is something else, or of another version.
    OtherMake,
    /// Its vocabulary is not text in order.
    Vocabulary,
    /// This machine does not have the kernel.
    Kernel(Kernel),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut => f.write_str("the model file ends too early"),
            Self::OtherMake => f.write_str("the model file is of another make"),
            Self::Vocabulary => f.write_str("the vocabulary of the model file is not in order"),
            Self::Kernel(kernel) => write!(f, "this machine has no {kernel:?} kernel"),
        }
    }
}

impl std::error::Error for Broken {}

/// A model that is ready to encode. It is not changed by use: one serves all threads.
#[derive(Debug)]
pub struct Model {
    file: File,
    pieces: Pieces,
    kernel: Kernel,
}

impl Model {
    /// The model of this program, on the fastest kernel of this machine; read when it is
    /// first asked for.
    pub fn built_in() -> Result<&'static Self, Broken> {
        static MODEL: LazyLock<Result<Model, Broken>> =
            LazyLock::new(|| Model::with_kernel(Kernel::fastest()));
        MODEL.as_ref().map_err(|&broken| broken)
    }

    /// The model of this program on a given kernel: for tests and measurements.
    pub fn with_kernel(kernel: Kernel) -> Result<Self, Broken> {
        Self::read(BYTES, kernel)
    }

    fn read(bytes: &'static [u8], kernel: Kernel) -> Result<Self, Broken> {
        if !kernel.is_available() {
            return Err(Broken::Kernel(kernel));
        }
        let file = File::read(bytes)?;
        let pieces = Pieces::read(&file)?;
        Ok(Self { file, pieces, kernel })
    }

    /// What a text means; `None` where nothing can be read: no text, or half of its letters
    /// or more in other scripts than Latin, or half of its pieces unknown. A text of more
    /// than [`MAX_TOKENS`] pieces is cut.
    pub fn embed(&self, text: &str) -> Option<Vector> {
        self.embed_all(&[text]).pop().flatten()
    }

    /// The same of many texts, each exactly as alone; faster on some machines.
    pub fn embed_all(&self, texts: &[&str]) -> Vec<Option<Vector>> {
        let mut vectors = vec![None; texts.len()];
        let mut waiting = Vec::new();
        let mut tokens = 0;
        for (number, text) in texts.iter().enumerate() {
            let Some(pieces) = self.tokens(text) else { continue };
            if tokens + pieces.len() > BATCH_TOKENS {
                self.flush(&mut waiting, &mut vectors);
                tokens = 0;
            }
            tokens += pieces.len();
            waiting.push((number, pieces));
        }
        self.flush(&mut waiting, &mut vectors);
        vectors
    }

    /// Encodes what waits, with the numbers of the texts.
    fn flush(&self, waiting: &mut Vec<(usize, Vec<usize>)>, vectors: &mut [Option<Vector>]) {
        let (numbers, texts): (Vec<usize>, Vec<Vec<usize>>) = waiting.drain(..).unzip();
        for (number, mean) in numbers.into_iter().zip(self.kernel.encode(&self.file, &texts)) {
            vectors[number] = Some(Vector::of(mean));
        }
    }

    /// The rows of a text's pieces, with its beginning and end.
    fn tokens(&self, text: &str) -> Option<Vec<usize>> {
        let mut pieces = self.pieces.cut(&prepare(text)?);
        let unknown = pieces.iter().filter(|&&piece| piece == self.pieces.unknown()).count();
        if 2 * unknown >= pieces.len().saturating_sub(PREFIX_PIECES) {
            return None;
        }
        pieces.truncate(MAX_TOKENS - 2);
        pieces.insert(0, self.pieces.begin());
        pieces.push(self.pieces.end());
        Some(pieces)
    }

    /// What the model file holds, as a number: vectors of different numbers do not compare.
    pub fn hash(&self) -> u64 {
        self.file.hash
    }

    /// How products are computed.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    fn model() -> &'static Model {
        Model::built_in().unwrap_or_else(|broken| panic!("{broken}"))
    }

    fn changed(change: impl FnOnce(&mut Vec<u8>)) -> Option<Broken> {
        let mut bytes = BYTES.to_vec();
        change(&mut bytes);
        Model::read(bytes.leak(), Kernel::Portable).err()
    }

    #[test]
    fn the_hash_in_the_file_is_that_of_its_content() {
        let digest = Sha256::digest(&BYTES[16..]);
        assert_eq!(digest[..8], model().hash().to_le_bytes());
    }

    #[test]
    fn a_damaged_file_is_refused() {
        assert_eq!(changed(|_| ()), None);
        assert_eq!(changed(|bytes| bytes.truncate(10)), Some(Broken::Cut));
        assert_eq!(changed(|bytes| bytes.truncate(1_000_000)), Some(Broken::Cut));
        assert_eq!(changed(|bytes| bytes.truncate(bytes.len() - 1)), Some(Broken::Cut));
        assert_eq!(changed(|bytes| bytes.push(0)), Some(Broken::OtherMake));
        assert_eq!(changed(|bytes| bytes[0] = b'X'), Some(Broken::OtherMake));
        assert_eq!(changed(|bytes| bytes[16..20].fill(255)), Some(Broken::Cut));
        // Where the second piece begins; then the first bytes of them all.
        assert_eq!(changed(|bytes| bytes[68..72].fill(255)), Some(Broken::Vocabulary));
        assert_eq!(changed(|bytes| bytes[68..72].fill(0)), Some(Broken::Vocabulary));
        let spelled = model().file.piece_bytes.as_ptr().addr() - BYTES.as_ptr().addr();
        assert_eq!(changed(|bytes| bytes[spelled] = b'~'), Some(Broken::Vocabulary));
        assert_eq!(changed(|bytes| bytes[spelled] = 0xFF), Some(Broken::Vocabulary));
    }

    #[test]
    fn a_kernel_that_the_machine_lacks_is_refused() {
        for kernel in Kernel::ALL.into_iter().filter(|kernel| !kernel.is_available()) {
            assert_eq!(Model::with_kernel(kernel).err(), Some(Broken::Kernel(kernel)));
        }
    }

    #[test]
    fn the_prefix_has_the_pieces_that_are_left_out_of_the_count() {
        let tokens = model().tokens("a").unwrap_or_default();
        assert_eq!(tokens.len(), 1 + PREFIX_PIECES + 1 + 1);
    }

    #[test]
    fn a_long_text_keeps_its_end_piece() {
        let tokens = model().tokens(&"pendaftaran ".repeat(300)).unwrap_or_default();
        assert_eq!(tokens.len(), MAX_TOKENS);
        assert_eq!((tokens.first(), tokens.last()), (Some(&45_000), Some(&45_001)));
    }
}
