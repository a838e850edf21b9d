//! **Embed**: a sentence in Indonesian or English becomes a vector of 384 numbers, so that
//! sentences that mean the same lie close together. The model is part of the program: it
//! needs no network, no file, no thread, and some milliseconds a sentence.
//!
//! ```
//! # fn main() -> Result<(), embed::Broken> {
//! let model = embed::Model::built_in()?;
//! let [age, years, weather] = ["batas umur peserta?", "how old may applicants be?", "cuaca besok"]
//!     .map(|text| model.embed(text).unwrap_or_else(|| embed::Vector::of([0.0; embed::WIDTH])));
//! assert!(age.dot(&years) > age.dot(&weather));
//! # Ok(())
//! # }
//! ```
//!
//! # The map, in reading order
//!
//! | module | what lives there |
//! |---|---|
//! | `vector` | [`Vector`]: unit length, compared by [`Vector::dot`] |
//! | `model` | [`Model`]: a text to a vector, from the built-in file; [`Broken`] |
//! | `text` | how a text is written before it is cut into pieces |
//! | `pieces` | the vocabulary, and the best way to cut a text into its pieces |
//! | `file` | the layout of the model file: borrowed, checked, never copied |
//! | `encoder` | pieces to a vector: twelve layers of attention |
//! | `math` | the scalar functions, written so that all processors agree to the bit |
//! | `kernel` | [`Kernel`]: matrix products for the processor at hand; the only unsafe code |
//!
//! # Invariants
//!
//! - One text has one vector: to the bit, on every kernel, alone or in a batch. Stored
//!   vectors stay valid as long as [`Model::hash`] stays.
//! - No text makes it fail or take long: at most [`MAX_CHARS`] characters are looked at,
//!   at most [`MAX_TOKENS`] pieces are encoded, and what cannot be said is `None`.
//! - It does not log, read a clock, or keep a text.

mod encoder;
mod file;
mod kernel;
mod math;
mod model;
mod pieces;
mod text;
mod vector;

pub use kernel::Kernel;
pub use model::{Broken, MAX_TOKENS, Model};
pub use text::MAX_CHARS;
pub use vector::{Vector, WIDTH};
