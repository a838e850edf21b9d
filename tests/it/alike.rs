//! When two questions are one, so that two tickets become one: a table of pairs.

use proptest::prelude::*;
use tanya::matching::SAME;

use crate::KNOWLEDGE;

/// One question in two wordings.
const ONE: [(&str, &str); 9] = [
    ("berapa biaya daftar REX?", "daftar rex bayar brp"),
    ("berapa biaya daftar REX?", "how much does it cost to register for REX?"),
    ("ada lowongan kerja?", "apakah ada lowongan pekerjaan di kantor ini"),
    ("jam buka kantor", "kantor buka jam berapa?"),
    ("jam buka kantor", "office opening hours"),
    ("alamat kantor dimana", "kantornya dimana ya"),
    ("syarat ikut inkubasi bisnis apa saja", "what are the requirements to join the business incubation"),
    ("prakerja gelombang 70 kapan", "kapan prakerja gelombang 70 dibuka"),
    ("harga sarung goyor berapa", "how much is a goyor sarong"),
];

/// Two questions, however near.
const TWO: [(&str, &str); 9] = [
    ("berapa biaya daftar REX", "berapa lama daftar REX"),
    ("kapan pendaftaran inkubasi 2026", "kapan pendaftaran inkubasi 2027"),
    ("prakerja gelombang 70 kapan", "prakerja gelombang 71 kapan"),
    ("apakah ada kuota ekspor ke jepang", "apakah ada kuota ekspor ke korea"),
    ("harga motor", "harga sepeda"),
    ("jam buka kantor", "alamat kantor"),
    ("boleh bawa anak?", "boleh bawa hewan peliharaan?"),
    ("syarat ikut inkubasi", "lama program inkubasi"),
    ("ada lowongan kerja?", "ada beasiswa?"),
];

#[test]
fn two_wordings_of_one_question_are_the_same_and_near_questions_are_not() {
    let wrong = |pairs: &[(&str, &str)], same: bool| -> Vec<String> {
        let alike = pairs.iter().map(|(a, b)| (KNOWLEDGE.judge.alike(a, b), a, b));
        let wrong = alike.filter(|(alike, ..)| (*alike >= SAME) != same);
        wrong.map(|(alike, a, b)| format!("{alike:.2} {a} | {b}")).collect()
    };
    assert_eq!(wrong(&ONE, true), Vec::<String>::new());
    assert_eq!(wrong(&TWO, false), Vec::<String>::new());
}

#[test]
fn other_numbers_places_and_things_are_not_alike_at_all() {
    for (a, b) in &TWO[1..5] {
        assert_eq!(KNOWLEDGE.judge.alike(a, b), 0.0, "{a} | {b}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn likeness_is_symmetric_whole_for_the_same_text_and_never_out_of_bounds(a in ".{0,60}", b in ".{0,60}") {
        let alike = KNOWLEDGE.judge.alike(&a, &b);
        prop_assert_eq!(alike, KNOWLEDGE.judge.alike(&b, &a));
        prop_assert!((0.0..=1.0).contains(&alike));
        prop_assert_eq!(KNOWLEDGE.judge.alike(&a, &format!(" {}  ", a.to_ascii_uppercase())), KNOWLEDGE.judge.alike(&a, &a));
    }
}
