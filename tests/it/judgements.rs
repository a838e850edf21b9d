//! The judgement on lines that are in nobody's phrases: a table on one screen, so that a
//! change of scoring is a change of rows.

use expect_test::expect_file;
use tanya::knowledge::{Knowledge, Learnt, Origin};
use tanya::matching::{Lack, Shelf, Verdict};

use crate::KNOWLEDGE;

/// Written beside the phrases, in every style, and left out of them.
const LINES: [&str; 38] = [
    "brp sih maksimal umurnya buat daftar inkubasi",
    "saya sudah 43 tahun apa masih bisa daftar",
    "usaha saya udah jalan 4 taun, boleh?",
    "syarat2 inkubasi ap aja min",
    "pndftrn inkbasi smp kpn",
    "my KTP is from Bandung, can I apply?",
    "do I have to sit in the building every day as a tenant?",
    "pengumuman yang lolos tgl brp",
    "kantor ibc di jalan apa",
    "nomer wa panitia inkubasi dong",
    "REX itu apa sih kak",
    "apa itu REX? budi@contoh.id",
    "0812-3456-7890",
    "is form A still ok for Germany in May 2020?",
    "mulai kapan REX wajib",
    "statement on origin goes on which paper",
    "kenapa REX lebih irit",
    "siapa pembicara bimtek rex",
    "obral mebel tgl brp",
    "how big are the discounts at the furniture sale",
    "omzet obral mebel yang lalu",
    "rumah kriya itu buat apa",
    "ketua kimkas siapa",
    "nilai ekspor mebel jateng",
    "fgd kartu pra kerja kapan",
    "kapasitas pabrik rayon riau",
    "berapa investasi pabrik APR",
    "pertumbuhan industri tekstil 2018",
    "material center tegal itu apa",
    "penjualan mobil 2019",
    "sarung goyor apa istimewanya",
    "ekspor tenun ke negara mana saja",
    "biaya ikut inkubasi berapa",
    "kapan pendaftaran inkubasi 2027",
    "harga sarung goyor berapa",
    "cuaca semarang besok gimana",
    "resep soto kudus",
    "terima kasih banyak ya",
];

#[test]
#[cfg_attr(not(feature = "semantic"), ignore = "frozen with the language model")]
fn lines_outside_the_phrases_get_these_verdicts() {
    let rows = LINES.map(|line| {
        let judged = KNOWLEDGE.judge.judge(line);
        let verdict = match judged.verdict {
            Verdict::Answer(topic) => {
                assert_eq!(judged.lack, None, "{line}");
                format!("answer  {topic}")
            }
            Verdict::Unsure(options) => {
                format!("unsure  {}", options.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
            }
            Verdict::Unknown => "unknown".to_owned(),
        };
        format!("{line:<58} {verdict}\n")
    });
    expect_file!["judgements.txt"].assert_eq(&rows.concat());
}

/// With the year that all facts of the programme are of, without it, and with another one.
const YEARS: [[&str; 3]; 5] = [
    ["deadline REX 2020 kapan?", "deadline REX kapan?", "deadline REX 2018 kapan?"],
    ["REX 2020: deadline?", "REX: deadline?", "REX 2021: deadline?"],
    [
        "pendaftaran inkubasi 2020 ditutup tgl brp",
        "pendaftaran inkubasi ditutup tgl brp",
        "pendaftaran inkubasi 2019 ditutup tgl brp",
    ],
    ["incubator perks (2020)?", "incubator perks?", "incubator perks (2022)?"],
    [
        "fahaltex kerja sama apa dengan lapas 2019",
        "fahaltex kerja sama apa dengan lapas",
        "fahaltex kerja sama apa dengan lapas 2023",
    ],
];

#[test]
#[cfg_attr(not(feature = "semantic"), ignore = "chosen with the language model")]
fn the_only_year_of_a_programme_may_be_named_or_left_out_and_another_is_not_answered() {
    for [own, none, other] in YEARS {
        let verdict = |line: &str| KNOWLEDGE.judge.judge(line).verdict;
        assert!(matches!(verdict(none), Verdict::Answer(_)), "{none}");
        assert_eq!(verdict(own), verdict(none), "{own}");
        assert!(!matches!(verdict(other), Verdict::Answer(_)), "{other}");
    }
}

#[test]
fn every_phrase_is_answered_by_its_own_topic() {
    for topic in &KNOWLEDGE.faq.topics {
        for phrase in &topic.phrases {
            let judged = KNOWLEDGE.judge.judge(&phrase.text);
            assert_eq!(judged.verdict, Verdict::Answer(topic.id.clone()), "{:?}", phrase.text);
        }
    }
}

#[test]
fn never_lines_are_never_answered() {
    for never in &KNOWLEDGE.faq.nevers {
        for phrase in &never.phrases {
            let judged = KNOWLEDGE.judge.judge(&phrase.text);
            assert!(
                !matches!(judged.verdict, Verdict::Answer(_)),
                "{:?} of {}: {:?}",
                phrase.text,
                never.about,
                judged.verdict
            );
        }
    }
}

#[test]
fn what_a_fit_has_kept_judges_as_what_is_read_and_learnt_anew() {
    let files = Origin::BuiltIn.files().unwrap();
    let mut learnt = Learnt::built_in();
    let fitted = learnt.fitted.as_mut().unwrap();
    assert!(fitted.trained.take().is_some());
    let anew = Knowledge::load_with(&files, learnt).unwrap().judge;
    let others = KNOWLEDGE.faq.lines().step_by(50).map(|line| format!("{} ya", line.text));
    for line in LINES.map(str::to_owned).into_iter().chain(others) {
        let (kept, anew) = (KNOWLEDGE.judge.judge(&line), anew.judge(&line));
        assert_eq!((kept.verdict, kept.score), (anew.verdict, anew.score), "{line}");
        assert_eq!((kept.ranking, kept.lang), (anew.ranking, anew.lang), "{line}");
    }
}

#[test]
fn where_no_line_has_a_meaning_words_decide_by_their_own_threshold() {
    let files = Origin::BuiltIn.files().unwrap();
    let learnt = Learnt { shelf: Shelf::default(), ..Learnt::built_in() };
    let answer_from = learnt.fitted.as_ref().unwrap().by_words.decision.answer_from();
    let judge = Knowledge::load_with(&files, learnt).unwrap().judge;
    for line in LINES {
        let explained = judge.explain(&judge.judge(line).question);
        assert_eq!((explained.by_meaning, explained.answer_from), (false, answer_from), "{line}");
    }
}

#[test]
#[cfg_attr(not(feature = "semantic"), ignore = "frozen with the language model")]
fn the_questions_of_the_knowledge_are_answered_as_they_must_be_and_nothing_is_wrong_with_it() {
    let files = Origin::BuiltIn.files().unwrap();
    let problems = Knowledge::check(&files, Learnt::built_in(), crate::demo::today()).unwrap().problems;
    assert!(problems.is_empty(), "run `tanya check`: {problems:#?}");
}

/// Lines that no topic answers: of each programme, and of none.
const LACKING: [&str; 16] = [
    "fair 2028 kapan?",
    "jadwal inkubasi 2027",
    "pertumbuhan industri tekstil 2022 berapa persen",
    "harga tiket pameran mebel berapa ya",
    "is there an entrance fee for the furniture fair?",
    "boleh bawa anjing ke obral mebel?",
    "parkir di rumah kriya gratis?",
    "ada lowongan di pabrik rayon?",
    "peserta inkubasi dapat uang saku berapa",
    "does REX work for shipments to Japan?",
    "sarung goyor bisa dikirim ke Surabaya?",
    "penjualan sepeda motor tahun 2019",
    "listrik rumah mati, lapor PLN ke mana",
    "how do I unlock my iphone",
    "resep soto kudus",
    "Kemarin saya jalan ke pasar beli beras, telur, ikan dan cabai, lalu hujan turun deras sekali sampai \
     sepatu saya basah semua dan anak saya menangis minta digendong pulang naik becak; jadi sebenarnya \
     iuran anggota KIMKAS itu berapa sebulan?",
];

#[test]
#[cfg_attr(not(feature = "semantic"), ignore = "frozen with the language model")]
fn what_no_topic_answers_has_these_programmes_and_lacks() {
    let rows = LACKING.map(|line| {
        let judged = KNOWLEDGE.judge.judge(line);
        assert!(!matches!(judged.verdict, Verdict::Answer(_)), "{line}");
        let lack = match judged.lack {
            Some(Lack::Year { asked, known }) => format!("{asked}, known {known:?}"),
            Some(Lack::Name(name)) => name,
            Some(Lack::Aspect { id, en }) => format!("{id} / {en}"),
            None => "-".to_owned(),
        };
        let line: String = line.chars().take(50).collect();
        format!("{line:<52} {:<12} {lack}\n", judged.programme.as_deref().unwrap_or("-"))
    });
    expect_file!["lacks.txt"].assert_eq(&rows.concat());
}
