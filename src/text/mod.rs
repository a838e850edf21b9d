//! Text as people type it, made comparable ([`fold()`]) and harmless ([`mask()`]).
//! Pure functions over strings: nothing here knows topics, languages or logs.

mod fold;
mod mask;

pub use fold::{MAX_CHARS, fold, words};
pub use mask::mask;
