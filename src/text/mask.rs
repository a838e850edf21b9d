//! Masking: personal numbers and addresses are taken out of a text before
//! anything stores it. It errs on the side of hiding: any run of eight or more
//! digits goes, however it is spaced, so NIK (16), NPWP (15-16), bank accounts
//! and Indonesian phone numbers all do; so does every e-mail address.

const HIDDEN_NUMBER: &str = "[#]";
const HIDDEN_EMAIL: &str = "[@]";

/// A run of digits at least this long is personal. Dates (8 digits at most, and
/// then with a plausible year) and amounts that people type stay readable below it.
const PERSONAL_DIGITS: usize = 8;

/// `text` without personal numbers and e-mail addresses.
pub fn mask(text: &str) -> String {
    mask_numbers(&mask_emails(text))
}

fn mask_emails(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let is_email = word.split_once(['@', '＠']).is_some_and(|(name, host)| {
            name.chars().any(char::is_alphanumeric) && host.chars().any(char::is_alphanumeric)
        });
        if is_email {
            masked.push_str(HIDDEN_EMAIL);
            masked.push_str(&piece[word.len()..]);
        } else {
            masked.push_str(piece);
        }
    }
    masked
}

fn mask_numbers(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_digit_or_plus) {
        masked.push_str(&rest[..start]);
        let (run, digits) = digit_run(&rest[start..]);
        if digits >= PERSONAL_DIGITS && !is_date(run) {
            masked.push_str(HIDDEN_NUMBER);
        } else {
            masked.push_str(run);
        }
        rest = &rest[start + run.len()..];
    }
    masked.push_str(rest);
    masked
}

fn is_digit_or_plus(c: char) -> bool {
    c.is_numeric() || matches!(c, '+' | '(')
}

/// The longest prefix of digits with at most two separators between any two of
/// them, and how many digits it holds. Never empty: `text` starts with one.
fn digit_run(text: &str) -> (&str, usize) {
    let (mut end, mut digits, mut gap) = (0, 0, 0);
    for (at, c) in text.char_indices() {
        if c.is_numeric() {
            digits += 1;
            gap = 0;
            end = at + c.len_utf8();
        } else if is_separator(c) && gap < 3 {
            gap += 1;
        } else {
            break;
        }
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    (&text[..end.max(first)], digits)
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '.' | '-' | '/' | '(' | ')' | '+' | '_' | ',' | '·' | '–' | '\u{00A0}'
        | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{2010}'..='\u{2015}')
}

/// "07-02-2020" or "2020/02/07": eight digits that read as a day, month and year.
fn is_date(run: &str) -> bool {
    let parts: Vec<&str> = run.split(['-', '/', '.']).map(str::trim).collect();
    let [a, b, c] = parts[..] else { return false };
    let year = |part: &str| part.len() == 4 && matches!(&part[..2], "19" | "20");
    let small = |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n));
    small(b) && ((small(a) && year(c)) || (year(a) && small(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn personal_numbers_and_addresses_are_hidden_in_many_spellings() {
        for text in [
            "3374061203950001",
            "33.7406.120395.0001",
            "3374 0612 0395 0001",
            "09.254.294.3-407.000",
            "092542943407000",
            "0857-2729-6216",
            "+62 857 2729 6216",
            "(0812) 2856 2266",
            "081228562266",
            "+62(0)81228562266",
            "0812\u{200B}28562266",
            "budi.santoso+x@contoh.co.id",
            "1370011234567",
        ] {
            let masked = mask(&format!("data saya {text} ya"));
            assert!(masked == "data saya [#] ya" || masked == "data saya [@] ya", "{masked}");
        }
    }

    #[test]
    fn dates_years_and_amounts_stay_readable() {
        for text in [
            "7 Februari 2020",
            "07-02-2020",
            "2020/02/07",
            "21-01 s.d. 07-02",
            "Rp 550.000",
            "umur 42",
            "4.0",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_run_of_eight_digits_survives(text in "\\PC{0,120}") {
            let masked = mask(&text);
            let longest = masked.split(|c: char| !c.is_numeric()).map(|run| run.chars().count()).max();
            prop_assert!(longest.unwrap_or(0) < PERSONAL_DIGITS);
        }

        #[test]
        fn masking_twice_is_masking_once(text in "[ 0-9a-z@.+-]{0,80}") {
            let once = mask(&text);
            prop_assert_eq!(mask(&once), once);
        }
    }
}
