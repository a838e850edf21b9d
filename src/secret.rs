//! What nobody may guess, and what is kept of it: random words for links and cookies,
//! their hashes, a comparison that tells nothing by its time. It may not store or log one.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// There is no randomness to be had from the system: nothing secret can be made.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random numbers")]
pub struct NoRandomness(#[from] getrandom::Error);

/// 128 random bits as text: a name, or the code of a link.
pub fn word() -> Result<String, NoRandomness> {
    random::<16>()
}

/// 256 random bits as text: what a browser proves itself with for days.
pub fn long_word() -> Result<String, NoRandomness> {
    random::<32>()
}

fn random<const BYTES: usize>() -> Result<String, NoRandomness> {
    let mut bits = [0; BYTES];
    getrandom::fill(&mut bits)?;
    Ok(hexadecimal(&bits))
}

/// The SHA-256 of a text, in hexadecimal digits: of a link's code this is kept, not the
/// code itself, so whoever reads the database cannot follow the link.
pub fn digest(text: &str) -> String {
    hexadecimal(&Sha256::digest(text))
}

/// Whether two texts are the same. How long that takes says nothing of where they differ.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    bool::from(one.ct_eq(other))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_sha_256_of_the_text() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest("abc"), expected);
    }

    #[test]
    fn no_two_words_are_alike() {
        let words: Vec<String> = (0..100).map(|_| word().unwrap()).collect();
        assert!(words.iter().all(|word| word.len() == 32));
        assert!(words.iter().enumerate().all(|(at, word)| !words[..at].contains(word)));
        assert_eq!(long_word().unwrap().len(), 64);
    }
}
