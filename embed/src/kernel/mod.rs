//! Matrix products for the processor at hand. All kernels compute the same bits: whole
//! numbers within a block, then one multiplication and one addition a block, never fused.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "aarch64")]
mod neon;
mod portable;
mod raw;

use crate::file::File;
use crate::vector::WIDTH;

/// How products are computed. The vectors are the same, the time is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kernel {
    /// x86-64 processors since about 2013.
    Avx2,
    /// 64-bit ARM.
    Neon,
    /// Any processor, several times slower.
    Portable,
}

impl Kernel {
    /// All of them, the fastest first.
    pub const ALL: [Self; 3] = [Self::Avx2, Self::Neon, Self::Portable];

    /// The fastest that this machine has.
    pub fn fastest() -> Self {
        Self::ALL.into_iter().find(|kernel| kernel.is_available()).unwrap_or(Self::Portable)
    }

    /// Whether this machine has it.
    pub fn is_available(self) -> bool {
        raw::is_available(self)
    }

    /// Encodes texts of pieces; with [`Self::Portable`] where the machine lacks the kernel.
    pub(crate) fn encode(self, file: &File, texts: &[Vec<usize>]) -> Vec<[f32; WIDTH]> {
        raw::encode(self, file, texts)
    }
}
