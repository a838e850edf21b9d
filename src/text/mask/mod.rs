//! Masking: personal numbers and addresses are taken out of a text before anything
//! stores it. It errs on the side of hiding: any run of eight or more digits goes,
//! however it is spaced and in whichever script, so NIK (16), NPWP (15-16), bank accounts
//! and Indonesian phone numbers all do; so does every e-mail address, also one that is
//! spelt out. What stays readable is what reads as dates, times, years or money.

mod address;
mod number;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::is_invisible;

const HIDDEN_NUMBER: &str = "[#]";
const HIDDEN_EMAIL: &str = "[@]";

/// Each round hides what the signs of the one before made an address of; a text that people
/// type needs two, and one that was made to need hundreds gets no more.
const ROUNDS: usize = 8;

/// `text` without personal numbers and e-mail addresses, and a sign for each. A sign between
/// words can read as an address again (`saya [@] contoh.id`): it is masked until nothing does,
/// so that a text can be masked in more than one place.
pub fn mask(text: &str) -> String {
    let mut masked = text.to_owned();
    for _ in 0..ROUNDS {
        if holds_nothing_personal(&masked) {
            break;
        }
        let again = hide(&hide(&masked, HIDDEN_EMAIL, address::addresses), HIDDEN_NUMBER, number::numbers);
        if again == masked {
            break;
        }
        masked = again;
    }
    masked
}

/// `text` without personal numbers and e-mail addresses, and without a sign for them: what
/// is asked, whoever asks. The same for a text and for its [`mask`].
pub fn impersonal(text: &str) -> Cow<'_, str> {
    if holds_nothing_personal(text) && !text.contains('[') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(mask(text).replace(HIDDEN_EMAIL, " ").replace(HIDDEN_NUMBER, " "))
}

/// What most texts are, told at a hundredth of the cost: letters, fewer digits than a personal
/// number has, and nothing that an address needs. It may err on the other side only.
fn holds_nothing_personal(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let spelt = || has_part(text, &["at", "et"]) && (text.contains('.') || has_part(text, &["dot", "titik"]));
    text.is_ascii() && digits < number::PERSONAL_DIGITS && !text.contains('@') && !spelt()
}

/// Whether one of the words stands in an ASCII text, also within a word and in capitals.
fn has_part(text: &str, words: &[&str]) -> bool {
    let found = |word: &&str| {
        text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    words.iter().any(found)
}

/// A character that is seen, as it is compared, and where it stands with what is on it.
#[derive(Debug, Clone, Copy)]
struct Seen {
    c: char,
    start: usize,
    end: usize,
}

/// The characters that are seen: wide and ornamental ones as plain ones, without what has
/// no width of its own.
fn seen(text: &str) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        match seen.last_mut() {
            Some(last) if is_invisible(c) || is_combining_mark(c) => last.end = end,
            None if is_invisible(c) || is_combining_mark(c) => {}
            _ => seen.push(Seen { c: plain(c), start, end }),
        }
    }
    seen
}

/// The character that this one is a form of; itself where it stands for several.
fn plain(c: char) -> char {
    let mut forms = std::iter::once(c).nfkc();
    match (forms.next(), forms.next()) {
        (Some(form), None) => form.to_lowercase().next().unwrap_or(form),
        _ => c,
    }
}

/// The text with `sign` for each of the ranges that are found, which are in order.
fn hide(text: &str, sign: &str, find: impl Fn(&[Seen]) -> Vec<(usize, usize)>) -> String {
    let seen = seen(text);
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for (first, end) in find(&seen) {
        let (Some(from), Some(to)) = (seen.get(first), end.checked_sub(1).and_then(|last| seen.get(last)))
        else {
            continue;
        };
        masked.push_str(&text[done..from.start]);
        masked.push_str(sign);
        done = to.end;
    }
    masked.push_str(&text[done..]);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How Indonesian numbers of persons are typed, and addresses.
    const PERSONAL: [&str; 44] = [
        // NIK.
        "3374061203950001",
        "33.7406.120395.0001",
        "3374 0612 0395 0001",
        "33-74-06-120395-0001",
        "３３７４０６１２０３９５０００１",
        "٣٣٧٤٠٦١٢٠٣٩٥٠٠٠١",
        "3374\n0612\n0395\n0001",
        "3374\r\n  0612\r\n  0395\r\n  0001",
        "3\u{200B}3\u{200C}7\u{2060}4\u{FEFF}0612\u{AD}03950001",
        "3 3 7 4 0 6 1 2 0 3 9 5 0 0 0 1",
        "3374:0612:0395:0001",
        "3374_0612_0395_0001",
        "3374 | 0612 | 0395 | 0001",
        "3️⃣3️⃣7️⃣4️⃣0️⃣6️⃣1️⃣2️⃣",
        // NPWP, old and new.
        "09.254.294.3-407.000",
        "092542943407000",
        "0925429434070000",
        "09.254.294.3.407.000",
        "09 254 294 3 407 000",
        "０９．２５４．２９４．３－４０７．０００",
        // Telephones.
        "0857-2729-6216",
        "+62 857 2729 6216",
        "+62-857-2729-6216",
        "+6285727296216",
        "6285727296216",
        "(0812) 2856 2266",
        "081228562266",
        "0812.2856.2266",
        "0812–2856–2266",
        "+62(0)81228562266",
        "0812\u{200B}28562266",
        "(021) 520 1234",
        "(021)5201234",
        "021-5201234",
        "۰۸۱۲ ۲۸۵۶ ۲۲۶۶",
        // Bank accounts.
        "1370011234567",
        "137-00-1123456-7",
        "0123 4567 89",
        // E-mail.
        "budi.santoso+x@contoh.co.id",
        "budi＠contoh.co.id",
        "budi @ contoh.co.id",
        "budi [at] contoh dot co dot id",
        "budi(at)contoh(dot)co(dot)id",
        "budi.santoso at contoh titik com",
    ];

    #[test]
    fn personal_numbers_and_addresses_are_hidden_in_many_spellings() {
        let readable: Vec<String> = PERSONAL
            .iter()
            .map(|text| mask(&format!("data saya {text} ya")))
            .filter(|masked| masked != "data saya [#] ya" && masked != "data saya [@] ya")
            .collect();
        assert!(readable.is_empty(), "{readable:#?}");
    }

    #[test]
    fn they_are_hidden_beside_letters_and_other_numbers_too() {
        for (text, masked) in [
            ("NIK3374061203950001,NPWP092542943407000.", "NIK[#],NPWP[#]."),
            ("wa:081228562266/081328562266", "wa:[#]"),
            ("(budi@contoh.id), ya", "[@] ya"),
            ("a@b.id c@d.id", "[@] [@]"),
            ("saya budi@contoh.id kantor.id", "[@]"),
            ("surel budi@contoh dot co dot id ya", "surel [@] ya"),
            ("Rp 1.000.000 ke 1370011234567", "Rp 1.000.000 ke [#]"),
            ("Rp 3374061203950001", "Rp [#]"),
            ("Rp 09.254.294.3-407.000", "Rp [#]"),
            ("Rp 1.000.000 081228562266", "Rp 1.000.000 [#]"),
            ("12 orang 081228562266", "12 orang [#]"),
        ] {
            assert_eq!(mask(text), masked);
        }
    }

    #[test]
    fn dates_times_years_and_amounts_of_money_stay_readable() {
        for text in [
            "7 Februari 2020",
            "07-02-2020",
            "2020/02/07",
            "21-01 s.d. 07-02",
            "07-02-2020 - 09-02-2020",
            "07/02/2020 10.30",
            "2019-2020",
            "tahun 2018, 2019, 2020",
            "pukul 08.00-16.00",
            "10:00 - 12:30",
            "Rp 550.000",
            "Rp 550.000.000",
            "Rp550.000.000,00",
            "Rp. 1.500.000.000",
            "rp 100.000.000 - 200.000.000",
            "IDR 550,000,000",
            "US$ 1.525.902.186",
            "550.000.000 rupiah",
            "550.000.000 juta",
            "umur 42",
            "naik 15,35%, lalu 13,22%",
            "4.0",
            "tanya @TanyaBot",
            "hubungi kami di kemenperin.go.id",
            "lihat di instagram @kriya",
            "ayah 👨‍👩‍👧 é",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_run_of_eight_digits_survives(text in "\\PC{0,120}") {
            let masked = mask(&text);
            let longest = masked.split(|c: char| !c.is_numeric()).map(|run| run.chars().count()).max();
            prop_assert!(longest.unwrap_or(0) < number::PERSONAL_DIGITS);
        }

        #[test]
        fn a_number_is_hidden_however_its_digits_are_spaced(
            digits in proptest::collection::vec(
                ("[1-9]", "( |\\.|-|/|\\n|\t|, | - |\u{200B}|\u{2060} |\u{A0}|)"), 8..17),
            script in 0_usize..4,
        ) {
            let zero = ['0', '０', '٠', '०'][script];
            let digit = |plain: &str| {
                let value = plain.chars().next().and_then(|c| c.to_digit(10)).unwrap_or(0);
                char::from_u32(u32::from(zero) + value).unwrap_or('0')
            };
            let typed: String = digits.iter().map(|(plain, space)| format!("{}{space}", digit(plain))).collect();
            let masked = mask(&format!("nomor saya {typed} ya"));
            // Without a zero in it, it is neither a year nor any other date of ours.
            prop_assert!(!masked.contains(char::is_numeric) || reads_as_time(&typed), "{masked:?}");
        }

        #[test]
        fn what_a_glance_takes_for_harmless_is(
            text in "([a-z@.,\\[\\]()]{0,3}|[0-9]| |at|AT|et|dot|titik|contoh|co){0,12}",
        ) {
            let found = address::addresses(&seen(&text)).len() + number::numbers(&seen(&text)).len();
            prop_assert!(!holds_nothing_personal(&text) || found == 0);
        }

        #[test]
        fn a_text_and_its_mask_ask_the_same(text in "([a-z@.#\\[\\]]{0,4}|[0-9]{1,9}| |at|dot|contoh){0,12}") {
            let masked = mask(&text);
            prop_assert_eq!(impersonal(&masked), impersonal(&text));
        }

        #[test]
        fn masking_twice_is_masking_once(
            text in "([ 0-9a-z.+\\-\\n()R@#\\[\\]]{0,4}| at | dot |@contoh|\\.id ){0,20}",
        ) {
            let once = mask(&text);
            prop_assert_eq!(mask(&once), once);
        }

        #[test]
        fn what_holds_neither_digits_nor_addresses_stays_as_it_is(text in "[^\\p{N}@＠﹫]{0,80}") {
            let spelt = ["at", "et", "dot", "titik"].iter().any(|word| text.to_lowercase().contains(word));
            prop_assert!(spelt || mask(&text) == text);
        }
    }

    /// Two times of day: "12.34 - 11.22" has eight digits and is nobody's.
    fn reads_as_time(typed: &str) -> bool {
        typed.chars().filter(|c| c.is_numeric()).count() == number::PERSONAL_DIGITS
    }
}
