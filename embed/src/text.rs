//! How a text is written before it is cut into pieces: composed (NFKC), without control
//! characters, with single blanks. It may not change letters: case and accents mean
//! something to the model.

use unicode_normalization::UnicodeNormalization;

/// Longest text that is looked at, in characters: what Telegram carries in one message.
pub const MAX_CHARS: usize = 4096;

/// Begins a word, in the vocabulary and in a prepared text.
pub const MARK: char = '\u{2581}';

/// What a question begins with: the model was trained so.
const PREFIX: &str = "query:";

/// `text` as the model reads it, after [`PREFIX`], each word with its [`MARK`]; `None`
/// where nothing is left of it, or half of its letters or more are of another script than
/// Latin, which few pieces are kept of.
pub fn prepare(text: &str) -> Option<String> {
    let mut prepared = format!("{MARK}{PREFIX}");
    let empty = prepared.len();
    let (mut letters, mut foreign) = (0, 0);
    let mut blank = true;
    // A character may stand for up to eighteen: what they become is bounded too.
    for c in text.chars().take(MAX_CHARS).nfkc().take(4 * MAX_CHARS) {
        if is_blank(c) {
            blank = true;
        } else if !c.is_control() {
            if blank {
                prepared.push(MARK);
            }
            prepared.push(c);
            letters += usize::from(c.is_alphabetic());
            foreign += usize::from(c.is_alphabetic() && !is_latin(c));
            blank = false;
        }
    }
    let readable = foreign == 0 || 2 * foreign < letters;
    (prepared.len() > empty && readable).then_some(prepared)
}

/// Of letters after NFKC: with all marks that Latin is written with.
fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{1D00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}')
}

/// What the model's normalisation makes a blank of, after NFKC.
fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\x0C' | '\r' | MARK | '\u{1680}' | '\u{200B}'
            ..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFD}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        prepare(text).map(|prepared| prepared.replace(MARK, " "))
    }

    #[test]
    fn spellings_of_one_text_meet() {
        for (typed, prepared) in [
            ("Batas umur?", " query: Batas umur?"),
            ("  Batas\t\n umur? ", " query: Batas umur?"),
            ("Ｂａｔａｓ　umur？", " query: Batas umur?"),
            ("Batas\u{200B}\u{2581}umur?", " query: Batas umur?"),
            ("Ba\x01tas umur\x7F?", " query: Batas umur?"),
            ("cafe\u{301}", " query: café"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(prepared), "{typed:?}");
        }
    }

    #[test]
    fn a_text_of_blanks_and_controls_is_nothing() {
        for text in ["", " ", "\u{2581}\u{200B}", "\0\x1B\n"] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_text_that_is_half_of_other_scripts_is_nothing() {
        for text in ["как дела?", "你好", "α", "안녕하세요 kak", "สวัสดีครับ 2020"]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
        for text in ["apa itu 你好?", "🙏 2020!", "Đà Nẵng, ʻokina"] {
            assert!(read(text).is_some(), "{text:?}");
        }
    }

    #[test]
    fn a_text_is_looked_at_up_to_its_bound() {
        let longest = MAX_CHARS + MARK.len_utf8() * 2 + PREFIX.len();
        assert_eq!(prepare(&"a".repeat(100_000)).map(|text| text.len()), Some(longest));
        // One character that stands for eighteen.
        let prepared = prepare(&"\u{FDFA}".repeat(100_000)).unwrap_or_default();
        assert!(prepared.chars().count() <= 5 * MAX_CHARS);
    }
}
