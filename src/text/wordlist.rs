//! General words of both languages, whether or not the knowledge uses them: what stands
//! here is spelt right. It may not know slang, names or topics. The lists are made by
//! `data/words/make.py` and searched as they lie in the program: nothing is built or
//! copied, so a process that asks nothing pays nothing.

use std::cmp::Ordering;

/// Sorted, one a line, lower-case ASCII.
const INDONESIAN: &str = include_str!("../../data/words/id.txt");
const ENGLISH: &str = include_str!("../../data/words/en.txt");

/// What hangs on an Indonesian word: "alamatnya", "bolehkah". Lists leave such forms out.
const CLITICS: [&str; 6] = ["nya", "lah", "kah", "pun", "ku", "mu"];
/// A shorter rest would be anything.
const MIN_HOST: usize = 4;

/// True for a word of either language, as folded text has it.
pub fn is_word(word: &str) -> bool {
    is_indonesian(word) || is_english(word)
}

/// True for an Indonesian word, also with a clitic at its end.
pub fn is_indonesian(word: &str) -> bool {
    let host = |clitic: &str| word.strip_suffix(clitic).filter(|host| host.len() >= MIN_HOST);
    holds(INDONESIAN, word) || CLITICS.into_iter().filter_map(host).any(|host| holds(INDONESIAN, host))
}

/// True for an English word.
pub fn is_english(word: &str) -> bool {
    holds(ENGLISH, word)
}

/// Binary search by byte: from any byte, its line reaches from newline to newline.
fn holds(list: &str, word: &str) -> bool {
    let list = list.as_bytes();
    let (mut from, mut to) = (0, list.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = list[from..middle].iter().rposition(is_newline).map_or(from, |at| from + at + 1);
        let end = list[middle..to].iter().position(is_newline).map_or(to, |at| middle + at);
        match list[start..end].cmp(word.as_bytes()) {
            Ordering::Less => from = end + 1,
            Ordering::Greater => to = start,
            Ordering::Equal => return true,
        }
    }
    false
}

fn is_newline(byte: &u8) -> bool {
    *byte == b'\n'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_is_sorted_lower_case_and_found_whole() {
        for (list, least) in [(INDONESIAN, 20_000), (ENGLISH, 30_000)] {
            let words: Vec<&str> = list.lines().collect();
            assert!(words.len() >= least);
            assert!(words.is_sorted_by(|a, b| a < b));
            assert!(words.iter().all(|word| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase())));
            assert!(words.iter().all(|word| holds(list, word)));
        }
        assert!(INDONESIAN.len() + ENGLISH.len() <= 700_000);
    }

    #[test]
    fn inflected_words_and_clitics_are_indonesian() {
        for word in ["mendaftarkan", "didaftarkan", "pembayarannya", "alamatnya", "bolehkah", "sayur"] {
            assert!(is_indonesian(word) && !is_english(word), "{word}");
        }
    }

    #[test]
    fn words_of_everyday_english_are_english() {
        for word in ["mortgage", "quietly", "webinar", "neighbour", "neighbor"] {
            assert!(is_english(word) && is_word(word), "{word}");
        }
    }

    #[test]
    fn slips_strangers_and_scraps_are_no_words() {
        for word in ["mndaftar", "pendafataran", "registartion", "zzz", "", "aanya", "\n", "a\nb", "é"] {
            assert!(!is_word(word), "{word:?}");
        }
    }

    #[test]
    fn words_at_both_ends_of_a_list_are_found() {
        let list = "abad\nkota\nzona\n";
        assert!(holds(list, "abad") && holds(list, "kota") && holds(list, "zona"));
        assert!(!holds(list, "aaa") && !holds(list, "zzz") && !holds(list, "kot") && !holds("", "kota"));
    }
}
