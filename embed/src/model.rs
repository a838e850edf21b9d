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
const PREFIX_PIECES: usize = 2;

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

    /// What a text means; `None` where nothing can be read: no text, or half of it or more in
    /// characters that the model does not know (scripts other than Latin). A text of more
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
