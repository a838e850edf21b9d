//! Text as people type it, made comparable ([`fold()`]) and harmless ([`mask()`]), and
//! the words that are spelt right ([`is_word`]).
//! Pure functions over strings: nothing here knows topics or logs.

mod fold;
mod mask;
mod wordlist;

pub use fold::{MAX_CHARS, fold, words};
pub use mask::{impersonal, mask};
pub use wordlist::{is_english, is_indonesian, is_word};
