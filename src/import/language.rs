//! Which of the two languages a line is in, where its source does not say: the one with
//! more of its commonest small words in it. Lines without any, and ties, go with most of
//! the other lines.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lang::Lang;
use crate::text::{fold, is_english, is_indonesian, words};

/// Words that bind a sentence together. A word of both languages ("no", "per") is in neither.
static INDONESIAN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "yang dan di ke dari untuk dengan pada dalam oleh ini itu apa apakah siapa kapan mana dimana kemana \
     bagaimana gimana berapa kenapa mengapa saya aku kami kita anda kamu mereka tidak nggak enggak gak ga \
     bukan belum sudah udah masih akan bisa boleh harus mau ingin ada adalah jika kalau kalo karena atau \
     juga saja aja lagi sih dong kak pak bu mas mbak ya tolong mohon terima kasih lebih sangat agar supaya \
     tentang seperti secara bila maka tapi tetapi punya buat cara"
        .split_whitespace()
        .collect()
});
static ENGLISH: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "the a an of to in on at for with from by is are was were be been am do does did have has had will \
     would can could should may might must i you he she it we they me my your our their this that these \
     those what when where which who why how and or but if not dont im cant whats please thanks about \
     there any some as into than then so just get want need"
        .split_whitespace()
        .collect()
});

/// How the languages of lines are decided.
pub(super) struct Languages {
    fixed: Option<Lang>,
    usual: Lang,
}

impl Languages {
    /// Lines without a language are in `fixed` if given, else guessed.
    pub fn of<'l>(fixed: Option<Lang>, lines: impl Iterator<Item = &'l str>) -> Languages {
        let balance: i64 = lines.filter_map(guess).map(|lang| if lang == Lang::En { 1 } else { -1 }).sum();
        Languages { fixed, usual: if balance > 0 { Lang::En } else { Lang::Id } }
    }

    /// The language of a name, which no source gives.
    pub fn decide_name(&self, name: &str) -> Lang {
        guess_by_words(name).unwrap_or_else(|| self.decide(name))
    }

    /// The language of a line whose source gives none.
    pub fn decide(&self, text: &str) -> Lang {
        self.fixed.or_else(|| guess(text)).unwrap_or(self.usual)
    }
}

/// The language of a few words without anything that binds them: the one that has more of them.
fn guess_by_words(text: &str) -> Option<Lang> {
    more(text, is_indonesian, is_english)
}

fn guess(text: &str) -> Option<Lang> {
    more(text, |word| INDONESIAN.contains(word), |word| ENGLISH.contains(word))
}

fn more(text: &str, is_id: impl Fn(&str) -> bool, is_en: impl Fn(&str) -> bool) -> Option<Lang> {
    let folded = fold(text);
    let words = words(&folded);
    let id = words.iter().filter(|word| is_id(word)).count();
    let en = words.iter().filter(|word| is_en(word)).count();
    match id.cmp(&en) {
        Ordering::Greater => Some(Lang::Id),
        Ordering::Less => Some(Lang::En),
        Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_the_language() {
        for (line, lang) in [
            ("kapan barangnya sampai", Some(Lang::Id)),
            ("when will my parcel arrive", Some(Lang::En)),
            ("min, cancel order gimana", Some(Lang::Id)),
            ("promo code", None),
        ] {
            assert_eq!(guess(line), lang, "{line}");
        }
        assert!(INDONESIAN.is_disjoint(&ENGLISH));
    }

    #[test]
    fn a_name_is_of_the_language_whose_words_it_has() {
        let languages = Languages::of(None, ["kapan buka", "di mana kantornya"].into_iter());
        for (name, lang) in [
            ("return book", Lang::En),
            ("jam buka", Lang::Id),
            ("order status", Lang::En),
            ("zzt xq", Lang::Id),
        ] {
            assert_eq!(languages.decide_name(name), lang, "{name}");
        }
    }

    #[test]
    fn a_line_that_tells_nothing_goes_with_the_others() {
        let languages = Languages::of(None, ["where is it", "promo code"].into_iter());
        assert_eq!(languages.decide("promo code"), Lang::En);
        assert_eq!(Languages::of(Some(Lang::Id), [].into_iter()).decide("where is it"), Lang::Id);
    }
}
