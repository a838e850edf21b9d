//! Repair of misspelt words against the words of the knowledge and the lexicon.
//! It may not touch a known word, any other word of either language, a number, or a word
//! with nothing near it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use indexmap::IndexMap;

use super::vocabulary::{Plain, hash};
use crate::text::is_word;

/// Words of the phrases count as spelt right once they stand there this often:
/// phrases hold typed-in-haste lines on purpose.
pub const SURE_COUNT: u32 = 3;
/// Shorter words have too many neighbours to be repaired.
const MIN_LETTERS: usize = 4;
/// Longest word that is repaired.
const MAX_LETTERS: usize = 24;
/// Shorter words are no targets of a repair, and dear in a split.
const MIN_HALF: usize = 3;
/// Letters of the shortest word in a split, and how often the knowledge must use one as
/// short: "di" and "to" are words, the "wi" of "wikanto" is not.
const MIN_PIECE: usize = 2;
const SHORT_COUNT: u32 = 30;
/// What every word of a split costs, in nats above the commonest word.
const PIECE_PRICE: f32 = 11.0;
/// What a word costs that the knowledge does not use, and its fewest letters in a split.
const STRANGER_PRICE: f32 = 16.0;
const MIN_STRANGER: usize = 4;
/// Longest run of letters that is split.
const MAX_RUN: usize = 80;

/// Known words, found by spelling.
pub struct Speller {
    /// Words that need no repair.
    known: Words,
    /// Words to repair to, by their first and by their last letter and their length.
    by_first: Index<(Option<char>, usize)>,
    by_last: Index<(Option<char>, usize)>,
    /// The same by the hash of their consonants.
    by_skeleton: Index<u64>,
}

type Words = IndexMap<Box<str>, Known, Plain>;

/// What there is to know of a word before its letters are compared.
struct Known {
    /// How often it is used; 0 for one that is no target of a repair.
    count: u32,
    /// See [`letter_set`].
    set: u64,
}

/// The words to repair to in the order of a key: each key, and the word's place.
struct Index<K>(Vec<(K, u32)>);

impl<K: Ord> Index<K> {
    fn new(known: &Words, key: impl Fn(&str) -> K) -> Index<K> {
        let is_target = |word: &str| length(word) >= MIN_HALF && !word.contains(|c: char| c.is_ascii_digit());
        let targets = (0_u32..).zip(known).filter(|(_, (word, known))| known.count > 0 && is_target(word));
        let mut sorted: Vec<(K, u32)> = targets.map(|(at, (word, _))| (key(word), at)).collect();
        sorted.sort_unstable();
        Index(sorted)
    }

    /// The words whose keys are within a range.
    fn within<'w>(
        &self,
        known: &'w Words,
        keys: RangeInclusive<K>,
    ) -> impl Iterator<Item = (&'w str, &'w Known)> {
        let from = self.0.partition_point(|(key, _)| key < keys.start());
        let to = self.0.partition_point(|(key, _)| key <= keys.end());
        let word = |(_, at): &(K, u32)| known.get_index(*at as usize).map(|(word, known)| (&**word, known));
        self.0[from..to].iter().filter_map(word)
    }
}

impl Speller {
    /// `counts` are the words that phrases use often, `sure` words that are spelt right in
    /// any case, `slang` chat spellings, which are known but not repaired to.
    pub fn new<'w>(
        counts: &BTreeMap<String, u32>,
        sure: impl Iterator<Item = &'w str>,
        slang: impl Iterator<Item = &'w str>,
    ) -> Speller {
        let mut all: BTreeMap<&str, u32> = slang.map(|word| (word, 0)).collect();
        all.extend(counts.iter().map(|(word, count)| (word.as_str(), *count)));
        sure.for_each(|word| *all.entry(word).or_default() += 1);
        let known =
            |(word, count): (&str, u32)| (word.into(), Known { count, set: letter_set(word.chars()) });
        let known: Words = all.into_iter().map(known).collect();
        Speller {
            by_first: Index::new(&known, |word| (word.chars().next(), length(word))),
            by_last: Index::new(&known, |word| (word.chars().next_back(), length(word))),
            by_skeleton: Index::new(&known, |word| hash(skeleton(word.chars()).as_bytes())),
            known,
        }
    }

    /// True for a word that needs no repair.
    pub fn knows(&self, word: &str) -> bool {
        self.known.contains_key(word)
    }

    /// The words that `typed` stands for: none where it is known or nothing is near,
    /// one where it is misspelt, two where a space is missing.
    pub fn repair<'w>(&'w self, typed: &'w str) -> Vec<&'w str> {
        let letters: Vec<char> = typed.chars().take(MAX_RUN + 1).collect();
        let numeric = letters.iter().any(char::is_ascii_digit);
        let right = || self.knows(typed) || is_word(typed);
        if numeric || letters.len() < MIN_HALF || letters.len() > MAX_RUN || right() {
            return Vec::new();
        }
        if letters.len() > MAX_LETTERS {
            return split(typed, |word| self.price(word));
        }
        if let Some(word) = self.close(&letters) {
            return vec![word];
        }
        let far = || self.nearest(&letters, 2).filter(|_| letters.len() > 6).map(|word| vec![word]);
        let some = |pieces: Vec<&'w str>| Some(pieces).filter(|pieces| !pieces.is_empty());
        some(self.split_with_strangers(typed))
            .or_else(|| some(split(typed, |word| self.price(word))))
            .or_else(far)
            .unwrap_or_default()
    }

    /// The word that is one slip away, or all of whose vowels were dropped.
    fn close(&self, letters: &[char]) -> Option<&str> {
        let one_slip = || if letters.len() >= MIN_LETTERS { self.nearest(letters, 1) } else { None };
        self.undoubled(letters).or_else(one_slip).or_else(|| self.by_vowels(letters))
    }

    /// "programm", "gammess": the word with doubled letters single, if that is known.
    fn undoubled(&self, letters: &[char]) -> Option<&str> {
        let mut single = letters.to_vec();
        single.dedup();
        let single: String = single.into_iter().collect();
        let shorter = single.chars().count() < letters.len();
        self.known.get_key_value(&*single).filter(|_| shorter).map(|(word, _)| &**word)
    }

    /// The known word at the least distance up to `most`, the commonest of those.
    fn nearest(&self, letters: &[char], most: usize) -> Option<&str> {
        let set = letter_set(letters.iter().copied());
        let lengths = [letters.len().saturating_sub(most), letters.len() + most];
        let with = |end: Option<&char>| {
            let [shortest, longest] = lengths.map(|length| (end.copied(), length));
            shortest..=longest
        };
        let firsts = self.by_first.within(&self.known, with(letters.first()));
        let lasts = self.by_last.within(&self.known, with(letters.last()));
        let mut rows = Rows::default();
        firsts
            .chain(lasts)
            // A slip changes at most two letters of the set; most words are ruled out here.
            .filter(|(_, known)| (known.set ^ set).count_ones() as usize <= 2 * most)
            .map(|(word, known)| (rows.distance(letters, word, most), u32::MAX - known.count, word))
            .filter(|(distance, ..)| *distance <= most)
            .min()
            .map(|(.., word)| word)
    }

    /// "pndftrn": the commonest word with the same consonants, where vowels were dropped.
    fn by_vowels(&self, letters: &[char]) -> Option<&str> {
        let bones = skeleton(letters.iter().copied());
        let vowels = letters.iter().filter(|c| is_vowel(**c)).count();
        if vowels * 4 > letters.len() || bones.len() < 3 {
            return None;
        }
        let bones = hash(bones.as_bytes());
        self.by_skeleton
            .within(&self.known, bones..=bones)
            .filter(|(word, _)| length(word) > letters.len())
            .min_by_key(|(word, known)| (u32::MAX - known.count, *word))
            .map(|(word, _)| word)
    }

    /// "syaratpernikahan": a split that also takes words which the knowledge does not use,
    /// beside one that it does. Short words and slang would make scraps of every name.
    fn split_with_strangers<'t>(&self, typed: &'t str) -> Vec<&'t str> {
        let used = |word: &str| self.known.get(word).is_some_and(|known| known.count > 0);
        let pieces = split(typed, |word| match word {
            "di" | "ke" => self.price(word),
            _ if word.len() < MIN_STRANGER => None,
            _ if used(word) => self.price(word),
            _ => is_word(word).then_some(STRANGER_PRICE),
        });
        if pieces.iter().any(|word| used(word)) { pieces } else { Vec::new() }
    }

    /// What a word costs in a split: rare words more, and every word something, so that
    /// few long words win over many short ones.
    fn price(&self, word: &str) -> Option<f32> {
        let count = self.known.get(word)?.count;
        let short = word.len() < MIN_HALF;
        let price = PIECE_PRICE - (1.0 + count as f32).ln();
        if short { (count >= SHORT_COUNT).then_some(price + 4.0) } else { Some(price) }
    }
}

/// "batasusia": the cheapest words that make up `typed` without spaces (Viterbi over word
/// frequencies); none unless at least two make up all of it.
fn split(typed: &str, price: impl Fn(&str) -> Option<f32>) -> Vec<&str> {
    let ends: Vec<usize> = typed.char_indices().map(|(at, _)| at).chain([typed.len()]).collect();
    // The cheapest way to each end: its cost, and where its last word begins.
    let mut best: Vec<Option<(f32, usize)>> = vec![None; ends.len()];
    best[0] = Some((0.0, 0));
    for end in MIN_PIECE..ends.len() {
        for start in end.saturating_sub(MAX_LETTERS)..=end - MIN_PIECE {
            let (Some((cost, _)), Some(word)) = (best[start], typed.get(ends[start]..ends[end])) else {
                continue;
            };
            let Some(price) = price(word) else { continue };
            if best[end].is_none_or(|(known, _)| cost + price < known) {
                best[end] = Some((cost + price, start));
            }
        }
    }
    let mut words = Vec::new();
    let mut end = ends.len() - 1;
    while let Some((_, start)) = best[end].filter(|_| end > 0) {
        words.extend(typed.get(ends[start]..ends[end]));
        end = start;
    }
    words.reverse();
    if words.len() < 2 { Vec::new() } else { words }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn length(word: &str) -> usize {
    word.chars().count()
}

/// The consonants, doubled ones once.
fn skeleton(letters: impl Iterator<Item = char>) -> String {
    let mut bones = String::new();
    for c in letters.filter(|c| !is_vowel(*c)) {
        if !bones.ends_with(c) {
            bones.push(c);
        }
    }
    bones
}

/// Which letters a word holds, a bit each; other letters share the bits by code.
fn letter_set(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

/// Three rows of the table of distances and the letters of a word, kept between words.
#[derive(Default)]
struct Rows {
    letters: Vec<char>,
    before_last: Vec<usize>,
    last: Vec<usize>,
    row: Vec<usize>,
}

impl Rows {
    /// Optimal string alignment distance (Damerau-Levenshtein with each part moved once),
    /// given up as `most + 1` once it must exceed `most`.
    fn distance(&mut self, a: &[char], word: &str, most: usize) -> usize {
        let Rows { letters: b, before_last, last, row } = self;
        b.clear();
        b.extend(word.chars());
        if a.len().abs_diff(b.len()) > most {
            return most + 1;
        }
        last.clear();
        last.extend(0..=b.len());
        before_last.clone_from(last);
        for i in 1..=a.len() {
            row.clear();
            row.resize(b.len() + 1, i);
            for j in 1..=b.len() {
                let substituted = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = substituted.min(last[j] + 1).min(row[j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(before_last[j - 2] + 1);
                }
                row[j] = best;
            }
            if row.iter().all(|&cell| cell > most) {
                return most + 1;
            }
            std::mem::swap(before_last, last);
            std::mem::swap(last, row);
        }
        last[b.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speller() -> Speller {
        let words =
            ["pendaftaran", "inkubasi", "batas", "usia", "kapan", "syarat", "game", "jadwal", "schedule"];
        let counts: BTreeMap<String, u32> = words.iter().map(|word| ((*word).to_owned(), 9)).collect();
        Speller::new(&counts, std::iter::empty(), ["kpn"].into_iter())
    }

    #[test]
    fn slips_of_the_finger_are_repaired() {
        let speller = speller();
        for (typed, meant) in [
            ("inkubsi", vec!["inkubasi"]),
            ("syraat", vec!["syarat"]),
            ("scheduel", vec!["schedule"]),
            ("jadwwal", vec!["jadwal"]),
            ("pndftrn", vec!["pendaftaran"]),
            ("batasusia", vec!["batas", "usia"]),
            ("syaratinkubasijadwal", vec!["syarat", "inkubasi", "jadwal"]),
            ("gm", vec![]),
        ] {
            assert_eq!(speller.repair(typed), meant, "{typed}");
        }
    }

    #[test]
    fn known_words_numbers_and_strangers_are_left_alone() {
        let speller = speller();
        for typed in ["inkubasi", "kpn", "2020", "qworx", "us", ""] {
            assert!(speller.repair(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn a_word_of_either_language_is_never_repaired_though_the_knowledge_lacks_it() {
        let speller = speller();
        for typed in ["gamer", "fame", "rapat", "syarah", "batuk", "usir", "skapan", "kapankah"] {
            let expected: &[&str] = if typed == "skapan" { &["kapan"] } else { &[] };
            assert_eq!(speller.repair(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_split_may_hold_words_that_the_knowledge_lacks_but_not_only_those() {
        let speller = speller();
        assert_eq!(speller.repair("syaratpernikahan"), ["syarat", "pernikahan"]);
        assert_eq!(speller.repair("checkupjadwal"), ["checkup", "jadwal"]);
        assert_eq!(speller.repair("sayurlodeh"), Vec::<&str>::new());
    }

    #[test]
    fn names_are_not_taken_to_pieces() {
        let speller = speller();
        for name in ["kusumaningrum", "setyawan", "wibawaningsih", "hadimuljono", "usiawati"] {
            assert!(speller.repair(name).is_empty(), "{name}: {:?}", speller.repair(name));
        }
    }

    #[test]
    fn a_swap_of_neighbours_is_one_slip() {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        assert_eq!(Rows::default().distance(&letters("kaapn"), "kapan", 2), 1);
        assert_eq!(Rows::default().distance(&letters("kapan"), "kapal", 2), 1);
        assert_eq!(Rows::default().distance(&letters("kapan"), "jadwal", 2), 3);
    }
}
