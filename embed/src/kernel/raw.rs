//! The only unsafe code: calls of what is compiled for more than every processor has, and
//! loads and stores of whole registers. It may not compute.
#![allow(unsafe_code)]

use super::{Kernel, portable};
use crate::file::File;
use crate::vector::WIDTH;

pub fn is_available(kernel: Kernel) -> bool {
    match kernel {
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("f16c"),
        #[cfg(target_arch = "aarch64")]
        Kernel::Neon => std::arch::is_aarch64_feature_detected!("neon"),
        Kernel::Portable => true,
        #[allow(unreachable_patterns)]
        _ => false,
    }
}

pub fn encode(kernel: Kernel, file: &File, texts: &[Vec<usize>]) -> Vec<[f32; WIDTH]> {
    if !is_available(kernel) {
        return portable::encode(file, texts);
    }
    match kernel {
        // SAFETY: the processor has the features, as was just asked.
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2 => unsafe { super::avx2::encode(file, texts) },
        // SAFETY: as above.
        #[cfg(target_arch = "aarch64")]
        Kernel::Neon => unsafe { super::neon::encode(file, texts) },
        _ => portable::encode(file, texts),
    }
}

#[cfg(target_arch = "x86_64")]
pub mod registers {
    //! Whole registers from memory and back.
    use std::arch::x86_64::*;

    #[target_feature(enable = "avx2")]
    #[inline]
    pub fn load(bytes: &[u8; 32]) -> __m256i {
        // SAFETY: 32 readable bytes; the load asks for no alignment.
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    pub fn load_half(halves: &[[u8; 2]; 8]) -> __m128i {
        // SAFETY: 16 readable bytes; the load asks for no alignment.
        unsafe { _mm_loadu_si128(halves.as_ptr().cast()) }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    pub fn store(to: &mut [f32; 8], value: __m256) {
        // SAFETY: 32 writable bytes; the store asks for no alignment.
        unsafe { _mm256_storeu_ps(to.as_mut_ptr(), value) }
    }
}

#[cfg(target_arch = "aarch64")]
pub mod registers {
    //! Whole registers from memory and back.
    use std::arch::aarch64::*;

    #[target_feature(enable = "neon")]
    #[inline]
    pub fn load(bytes: &[u8; 16]) -> uint8x16_t {
        // SAFETY: 16 readable bytes; the load asks for no alignment.
        unsafe { vld1q_u8(bytes.as_ptr()) }
    }

    #[target_feature(enable = "neon")]
    #[inline]
    pub fn load_floats(floats: &[f32; 4]) -> float32x4_t {
        // SAFETY: 16 readable bytes, aligned for their type.
        unsafe { vld1q_f32(floats.as_ptr()) }
    }

    #[target_feature(enable = "neon")]
    #[inline]
    pub fn store(to: &mut [f32; 4], value: float32x4_t) {
        // SAFETY: 16 writable bytes, aligned for their type.
        unsafe { vst1q_f32(to.as_mut_ptr(), value) }
    }
}
