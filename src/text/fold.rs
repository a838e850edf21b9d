//! Folding: the many spellings of one line become one. It may not drop meaning:
//! letters and digits survive, everything that only decorates them goes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest text that is looked at, in characters: what Telegram carries in one message.
pub const MAX_CHARS: usize = 4096;

/// Lower case, compatibility forms resolved, accents, zero-width and control
/// characters gone, drawn-out letters shortened ("kapaaan" to "kapan"), anything
/// but letters and digits a single space. Decimal points inside numbers stay.
///
/// Decomposes (NFKD), drops the marks and folds case, so that "é", "e" + U+0301
/// and "e" meet, and "ß" and "SS". Linear in the input, cut at [`MAX_CHARS`].
pub fn fold(text: &str) -> String {
    let letters = without_apostrophes(letters(text));
    let mut folded = String::with_capacity(letters.len());
    for (i, &c) in letters.iter().enumerate() {
        if c.is_alphanumeric() {
            if !is_drawn_out(&letters, i) {
                folded.push(c);
            }
        } else if is_point(&letters, i) {
            folded.push('.');
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The characters that carry meaning, decomposed and in one case.
fn letters(text: &str) -> Vec<char> {
    let typed = text.chars().take(MAX_CHARS);
    if text.is_ascii() {
        // What most people type, at a tenth of the cost.
        return typed.map(|c| c.to_ascii_lowercase()).collect();
    }
    typed
        .nfkd()
        // By way of the upper case: the lower case alone keeps "ß" from "SS", and the capital
        // "ẞ", which is its own upper case, from both.
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_combining_mark(c) && !is_invisible(c))
        .take(2 * MAX_CHARS)
        .collect()
}

/// Before drawn-out letters are looked for: "yaa'aa" is "yaaaa".
fn without_apostrophes(letters: Vec<char>) -> Vec<char> {
    if !letters.iter().any(|&c| is_apostrophe(c)) {
        return letters;
    }
    let is_letter = |i: Option<usize>| i.and_then(|i| letters.get(i)).is_some_and(|c| c.is_alphabetic());
    let stays = |&(i, &c): &(usize, &char)| {
        !(is_apostrophe(c) && is_letter(i.checked_sub(1)) && is_letter(Some(i + 1)))
    };
    letters.iter().enumerate().filter(stays).map(|(_, &c)| c).collect()
}

/// The words of a folded text: letters and digits part ("40th" is "40", "th"),
/// and the "2" of a written reduplication goes ("teman2" is "teman").
pub fn words(folded: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for token in folded.split(' ').filter(|token| !token.is_empty()) {
        let reduplicated =
            token.strip_suffix('2').filter(|stem| stem.len() >= 3 && stem.chars().all(char::is_alphabetic));
        match reduplicated {
            Some(stem) => words.push(stem),
            None => split_digits(token, &mut words),
        }
    }
    words
}

fn split_digits<'a>(token: &'a str, words: &mut Vec<&'a str>) {
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, c) in token.char_indices() {
        let numeric = c.is_ascii_digit() || c == '.';
        if last.is_some_and(|last| last != numeric) {
            words.push(&token[start..at]);
            start = at;
        }
        last = Some(numeric);
    }
    words.push(&token[start..]);
}

/// True for all but the first of three or more equal letters in a row.
fn is_drawn_out(letters: &[char], i: usize) -> bool {
    let c = letters[i];
    if !c.is_alphabetic() || i == 0 || letters[i - 1] != c {
        return false;
    }
    let next = letters.get(i + 1) == Some(&c);
    let two_before = i >= 2 && letters[i - 2] == c;
    next || two_before
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ')
}

/// True for the point of a decimal number, also where it is written as a comma.
fn is_point(letters: &[char], i: usize) -> bool {
    let is_digit = |i: Option<usize>| i.and_then(|i| letters.get(i)).is_some_and(char::is_ascii_digit);
    matches!(letters[i], '.' | ',') && is_digit(i.checked_sub(1)) && is_digit(Some(i + 1))
}

/// Zero-width and format characters, variation selectors, bidi controls, tags.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_line_meet() {
        for (typed, folded) in [
            ("  KAPAAAN   sih???  ", "kapan sih"),
            ("ｋａｐａｎ\u{200B}", "kapan"),
            ("ka\u{200D}pan", "kapan"),
            ("what's the café's price", "whats the cafes price"),
            ("naik 15,35% di 4.0", "naik 15.35 di 4.0"),
            ("in-wall/out_wall", "in wall out wall"),
            ("tanggal 7. Oke", "tanggal 7 oke"),
            ("STRASSE Straße STRAẞE", "strasse strasse strasse"),
            ("yaa'aA gak'kk'k", "ya gak"),
            ("1000000", "1000000"),
            ("🙏🙏", ""),
            ("a\0b\nc", "a b c"),
        ] {
            assert_eq!(fold(typed), folded, "{typed:?}");
        }
    }

    #[test]
    fn every_character_is_folded_once_and_for_all() {
        for typed in (char::MIN..=char::MAX).map(String::from) {
            let folded = fold(&typed);
            assert_eq!(fold(&folded), folded, "{typed:?}");
        }
    }

    #[test]
    fn letters_and_digits_part_and_reduplication_is_undone() {
        assert_eq!(words("umur 40th teman2 m2 4.0"), ["umur", "40", "th", "teman", "m", "2", "4.0"]);
    }

    #[test]
    fn ten_thousand_combining_marks_are_nothing() {
        let marks = format!("a{}b", "\u{0301}".repeat(10_000));
        assert!(fold(&marks).len() <= 2);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,200}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn words_hold_every_letter_of_the_folded_text(text in "\\PC{0,200}") {
            let folded = fold(&text);
            let kept: usize = words(&folded).iter().map(|word| word.len()).sum();
            let there = folded.replace(' ', "").len();
            prop_assert!(kept <= there && there <= kept + words(&folded).len());
        }
    }
}
