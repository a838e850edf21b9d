//! What `tanya check` finds: for every rule a small office that breaks it, and the place that
//! is blamed. The rules themselves are held to their documentation and to the code.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tanya::clock::Date;
use tanya::knowledge::{Knowledge, Learnt, Origin, accept};
use tanya::source::{RULES, about};

use super::demo::{
    CHECKS, CONTACTS, EN, ID, LEXICON, NEVER, OPENING, PARKING, PROGRAMME, REPLIES, check, edited, office,
    today, told, write_below,
};

/// File, text, its replacement, and what must be told: `E` or `W`, the rule, the blamed text.
type Row = (&'static str, &'static str, &'static str, &'static str);

const FILES: [Row; 14] = [
    ("faq/demo/notes.txt", "", "halo", "E stray-file halo"),
    ("locales/fr/demo.ftl", "", "a = b", "E stray-file a = b"),
    (OPENING, "id =", "id", "E toml-syntax "),
    (OPENING, "related", "relatd", "E unknown-key relatd"),
    (OPENING, "programme = \"demo\"", "programme = 3", "E wrong-type 3"),
    (OPENING, "source = \"page\"\n", "source = \"page\"\nthen = \"call\"\n", "E not-a-choice \"call\""),
    (CONTACTS, "name = \"Ani\"\n", "", "E missing-key "),
    (OPENING, "\"opening\"", "\"Opening hours\"", "E malformed-id \"Opening hours\""),
    (OPENING, "\"opening\"", "\"opened\"", "E id-is-not-its-place \"opened\""),
    (
        REPLIES,
        "say = \"reply-wait\"\n",
        "say = \"reply-wait\"\n[[reply]]\nname = \"wait\"\nsay = \"reply-wait\"\n",
        "E id-twice \"wait\"",
    ),
    (
        "faq/other/parking.toml",
        "",
        "id = \"parking\"\nprogramme = \"other\"\nanswer = [{ say = \"parking-where\" }]\n[ask]\nid = [\"x\"]\n",
        "E unknown-programme \"other\"",
    ),
    (OPENING, "[\"parking\"]", "[\"opening\"]", "E unknown-topic \"opening\""),
    (ID, "opening-title = Jam", "opening-title Jam", "E fluent-syntax "),
    (OPENING, "source = \"page\"\n", "", "E no-source \"opening\""),
];

const PHRASES: [Row; 13] = [
    (
        OPENING,
        "id = [\"jam buka kantor\", \"kantor buka jam berapa\", \"kapan kantor buka\"]\n",
        "",
        "W no-phrase \"opening\"",
    ),
    (OPENING, "\"jam buka kantor\", ", "\"jam buka\", ", "E test-fails \"jam buka kantor\""),
    (OPENING, ", \"kapan kantor buka\"]", "]", "W few-phrases \"opening\""),
    (
        OPENING,
        "\"kapan kantor buka\"]",
        "\"kapan kantor buka\", \"Kapan   kantor BUKA?\"]",
        "E phrase-of-two-topics \"Kapan   kantor BUKA?\"",
    ),
    (OPENING, "\"kapan kantor buka\"]", "\"kapan kantor buka\", \"?!\"]", "E phrase-without-words \"?!\""),
    (
        NEVER,
        "\"berapa harga sapi\"",
        "\"tempat parkir motor\"",
        "E phrase-of-two-topics \"tempat parkir motor\"",
    ),
    (OPENING, "'^jam buka'", "'(jam'", "E regex-invalid '(jam'"),
    (OPENING, "'^jam buka'", "'a*'", "E regex-matches-nothing 'a*'"),
    (OPENING, "'^jam buka'", "'kantor|parkir'", "E regex-overreaches 'kantor|parkir'"),
    (OPENING, "'^jam buka'", "'kantor|sapi'", "E regex-overreaches 'kantor|sapi'"),
    (OPENING, "'^jam buka'", "'zzz'", "E regex-unproven 'zzz'"),
    (
        OPENING,
        "say = \"opening-during\"\n",
        "say = \"parking-where\"\n",
        "E test-of-another-answer \"parking-where\"",
    ),
    (OPENING, "at = 2026-11-26", "at = 2027-07-01", "E test-fails \"jam buka kantor\""),
];

const ANSWERS: [Row; 19] = [
    (OPENING, "  { say = \"opening-after\" },\n", "", "E silent-in-the-end \"opening\""),
    (OPENING, "{ until", "{ before = \"deadline\", until", "E phase-with-two-ends \"deadline\""),
    (
        OPENING,
        "  { say",
        "  { before = \"deadline\", say = \"opening-during\" },\n  { say",
        "E phase-never-said \"opening-during\"",
    ),
    (OPENING, "{ until = \"deadline\"", "{ until = \"deadlin\"", "E unknown-fact \"deadlin\""),
    (OPENING, "{ until = \"deadline\"", "{ until = \"fee\"", "E fact-without-date \"fee\""),
    (PARKING, "\n[ask]", "\n[facts]\nfee = { year = 2027 }\n[ask]", "E fact-twice \"parking\""),
    (OPENING, "source = \"page\"", "source = \"pages\"", "E unknown-source \"pages\""),
    (ID, "opening-after =", "opening-aftr =", "E missing-message \"opening-after\""),
    (EN, "parking-where = ", "unsaid = x\nparking-where = ", "W unused-message unsaid"),
    (ID, "{ $fee }", "{ $feee }", "E does-not-render \"parking-where\""),
    (EN, "{ $fee }", "days", "E facts-differ parking-where"),
    (EN, "Parking is free", "Parking is free on 7 days", "W facts-differ parking-where"),
    (EN, "Parking is free", "Parking costs 2000 and is free", "E fact-written-out "),
    (ID, "{ $fee }", "{ NUMBER($fee) }", "E unknown-function NUMBER"),
    (ID, "[0] hari ini", "[one] hari ini", "E variant-never-chosen one"),
    (ID, "<b>buka</b>", "<b>buka", "E markup-broken \"opening-during\""),
    (ID, "parking-where =", "parking-where = a { $fee }\nparking-where =", "E message-twice parking-where"),
    (
        ID,
        "parking-title = Parkir",
        "parking-title = Tempat parkir mobil dan motor",
        "W title-too-long \"parking\"",
    ),
    (ID, "Parkir gratis selama { $fee }.", "{ answer-missing }", "W answer-missing \"parking\""),
];

const PEOPLE: [Row; 19] = [
    (PROGRAMME, "[\"ani\"]", "[\"ina\"]", "E unknown-contact \"ina\""),
    (CONTACTS, "deputy = \"budi\"", "deputy = \"ani\"", "E deputy-of-themselves \"ani\""),
    (CONTACTS, "deputy = \"budi\"\n", "", "W contact-without-deputy ani"),
    (CONTACTS, "deputy = \"budi\"\n", "", "W contact-unused budi"),
    (
        CONTACTS,
        "hours = { days = [\"mon\"], from = 08:00:00, to = 16:00:00 }\n",
        "",
        "W contact-without-hours ani",
    ),
    (CONTACTS, "\"0812-2856-2266\"", "\"+62 12\"", "E malformed-phone \"+62 12\""),
    (CONTACTS, "to = 16:00:00", "to = 07:00:00", "E hours-reversed 07:00:00"),
    (CONTACTS, "[\"mon\"]", "[]", "E hours-without-days "),
    (CONTACTS, "[2026-12-25]", "[2026-12-25, 2026-12-25]", "E holiday-twice 2026-12-25"),
    (
        PROGRAMME,
        "https://kantor.go.id/demo",
        "https://kantor go.id",
        "E url-invalid \"https://kantor go.id\"",
    ),
    (
        PROGRAMME,
        "https://kantor.go.id/demo",
        "http://kantor.go.id",
        "W url-not-https \"http://kantor.go.id\"",
    ),
    (PROGRAMME, "go.id/demo", "go.id/?utm_source=wa", "W url-tracks \"https://kantor.go.id/?utm_source=wa\""),
    (
        PROGRAMME,
        "link = \"https://kantor.go.id\"",
        "link = \"https://xgo.id\"",
        "E url-of-a-strange-host { link = \"https://xgo.id\" }",
    ),
    (
        PROGRAMME,
        "[facts]",
        "[source.old]\ntitle = \"a\"\nchecked = 2026-11-01\n[facts]",
        "W source-unused old",
    ),
    (PROGRAMME, "checked = 2026-11-01", "checked = 2026-08-01", "W source-stale page"),
    (PROGRAMME, "checked = 2026-11-01", "checked = 2026-12-01", "W source-from-the-future page"),
    (CHECKS, "stale-after = 100\n", "[allow]\nno-such = \"x\"\n", "E unknown-rule no-such"),
    (CHECKS, "stale-after = 100\n", "[allow]\nno-test = \"x\"\n", "W allowed-for-nothing no-test"),
    (CHECKS, "stale-after = 100\n", "[allow]\nno-test = \"\"\n", "E wrong-type \"\""),
];

const WORDS: [Row; 13] = [
    (LEXICON, "brp", "sabun", "W slang-is-a-word sabun"),
    (LEXICON, "[slang]", "real-words = [\"brp\"]\n[slang]", "W real-word-is-none \"brp\""),
    (LEXICON, "\"berapa\"", "\"brp\"", "E slang-of-slang brp"),
    (LEXICON, "\"berapa\"", "\"\"", "E slang-for-nothing brp"),
    ("faq/lexicon/more.toml", "", "[slang]\nbrp = \"apa\"\n", "E slang-twice brp"),
    (LEXICON, "brp", "Brp", "E word-never-met Brp"),
    (LEXICON, "[\"kapan\"]", "[\"kapan\", \"brp\"]", "W word-never-met \"brp\""),
    (LEXICON, "[\"kapan\"]", "[\"kapan\", \"Kapan\"]", "W word-twice \"Kapan\""),
    (LEXICON, "[\"when\"]", "[\"when\"]\n[names]\nplace = [\"kapan\"]", "E word-of-two-groups \"kapan\""),
    (LEXICON, "[\"kapan\"]\nen = [\"when\"]", "[]\nen = []", "E group-empty when"),
    (LEXICON, "[\"kapan\"]\nen = [\"when\"]", "[\"brp\"]\nen = [\"brp\"]", "W group-never-found when"),
    ("faq/lexicon/more.toml", "", "[concept.when]\nid = [\"bila\"]\nen = [\"wen\"]\n", "E group-twice when"),
    (PARKING, "\"parkir mobil bayar\"", "\"brp harga sapi\"", "W same-words \"brp harga sapi\""),
];

/// The problem that a row expects, as [`told`] writes it, without its file.
fn expected(row: &Row) -> (String, &'static str) {
    let (level, rest) = row.3.split_once(' ').unwrap_or_default();
    let (rule, blamed) = rest.split_once(' ').unwrap_or_default();
    let severity = if level == "E" { "Error" } else { "Warning" };
    (format!("{severity} {rule} "), blamed)
}

fn wrong(rows: &[Row]) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in rows {
        let files = edited(row.0, row.1, row.2);
        let told = told(&files, &check(&files, today()));
        let (start, blamed) = expected(row);
        let fits = |line: &String| {
            line.starts_with(&start) && line.split(" at ").nth(1).is_some_and(|text| text.starts_with(blamed))
        };
        if !told.iter().any(fits) {
            wrong.push(format!("{} {:?} -> {:?} told {told:#?}, not {}", row.0, row.1, row.2, row.3));
        }
    }
    wrong
}

#[test]
fn nothing_is_wrong_with_the_small_office() {
    let files = office();
    assert_eq!(told(&files, &check(&files, today())), Vec::<String>::new());
}

#[test]
fn what_is_wrong_with_files_and_names_is_told_at_its_place() {
    assert_eq!(wrong(&FILES), Vec::<String>::new());
}

#[test]
fn what_is_wrong_with_phrases_and_patterns_is_told_at_its_place() {
    assert_eq!(wrong(&PHRASES), Vec::<String>::new());
}

#[test]
fn what_is_wrong_with_answers_and_texts_is_told_at_its_place() {
    assert_eq!(wrong(&ANSWERS), Vec::<String>::new());
}

#[test]
fn what_is_wrong_with_people_sources_and_addresses_is_told_at_its_place() {
    assert_eq!(wrong(&PEOPLE), Vec::<String>::new());
}

#[test]
fn what_is_wrong_with_the_lexicon_is_told_at_its_place() {
    assert_eq!(wrong(&WORDS), Vec::<String>::new());
}

/// What is told of the opening hours on a day.
fn told_on(year: i16, month: i8, day: i8) -> Vec<String> {
    let files = edited(PROGRAMME, "checked = 2026-11-01", "checked = 2027-05-20");
    let files: Vec<_> = files
        .into_iter()
        .map(|mut file| {
            file.text = file.text.replace("at = 2026-11-26\n", "");
            file
        })
        .collect();
    let checked = check(&files, Date::new(year, month, day).unwrap());
    told(&files, &checked).into_iter().filter(|line| !line.contains("fit-out-of-date")).collect()
}

#[test]
fn an_answer_that_ends_soon_or_has_ended_is_told_on_the_day() {
    let soon = ["Warning ends-soon faq/demo/opening.toml at \"opening-during\""];
    assert_eq!(told_on(2027, 5, 31), Vec::<String>::new());
    assert_eq!(told_on(2027, 6, 1), soon);
    assert_eq!(told_on(2027, 6, 30), soon);
    assert_eq!(told_on(2027, 7, 1), ["Warning all-phases-past faq/demo/opening.toml at \"opening\""]);
}

#[test]
fn a_text_that_fails_on_a_single_day_of_the_year_is_found() {
    // A hundred days before its last day the text grows beyond what Telegram takes.
    let long = format!("[100] {}\n       *[other]", "panjang ".repeat(600));
    let files = edited(ID, "*[other]", &long);
    let found = told(&files, &check(&files, today()));
    assert!(
        found.contains(&"Error answer-too-long faq/demo/opening.toml at \"opening-during\"".to_owned()),
        "{found:#?}"
    );
    // Once that day is over, nothing is wrong but what the edit itself leaves behind.
    let later = told(&files, &check(&files, Date::new(2027, 3, 23).unwrap()));
    assert!(later.iter().all(|line| !line.contains("answer-too-long")), "{later:#?}");
}

#[test]
fn a_text_that_changes_in_one_language_only_is_told_until_it_is_accepted() {
    let mut files = edited(ID, "Sebentar, Kak.", "Tunggu, Kak.");
    let found = || told(&files, &check(&files, today()));
    assert_eq!(found(), ["Warning changed-in-one-language locales/en/demo.ftl at reply-wait"]);
    let accepted = accept(&files).unwrap();
    let texts = files.iter_mut().find(|file| file.path == "faq/texts.toml").unwrap();
    texts.text = accepted;
    assert_eq!(told(&files, &check(&files, today())), Vec::<String>::new());
    let english = files.iter_mut().find(|file| file.path == EN).unwrap();
    english.text = english.text.replace("One moment.", "Wait.");
    let indonesian = files.iter_mut().find(|file| file.path == ID).unwrap();
    indonesian.text = indonesian.text.replace("Tunggu, Kak.", "Sabar, Kak.");
    let found = told(&files, &check(&files, today()));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("Warning texts-not-accepted faq/texts.toml"), "{found:#?}");
}

#[test]
fn comments_and_the_order_of_messages_are_no_change_of_a_text() {
    let files =
        edited(ID, "reply-wait = Sebentar, Kak.", "# Dipakai petugas.\nreply-wait =   Sebentar, Kak.");
    assert_eq!(told(&files, &check(&files, today())), Vec::<String>::new());
}

#[test]
fn an_edit_without_a_fit_and_a_topic_without_a_test_are_told() {
    let mut files =
        edited(PARKING, "\n[[test]]\nask = \"tempat parkir motor\"\nsay = \"parking-where\"\n", "");
    assert_eq!(
        told(&files, &check(&files, today())),
        ["Warning no-test faq/demo/parking.toml at \"parking\""]
    );
    let parking = files.iter_mut().find(|file| file.path == PARKING).unwrap();
    parking.text = parking.text.replace("tempat parkir motor", "tempat parkir sepeda");
    let found = told(&files, &check(&files, today()));
    assert!(found.iter().any(|line| line.starts_with("Warning fit-out-of-date faq/fit.toml")), "{found:#?}");
}

#[test]
fn what_was_learnt_and_cannot_be_read_is_told_and_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = office();
    write_below(folder.path(), &files);
    let origin = Origin::Folder(folder.path().to_owned());
    let learnt = Learnt::of(&Origin::BuiltIn).unwrap();
    learnt.save(folder.path()).unwrap();
    let told = || -> Vec<String> {
        let checked = Knowledge::check(&files, Learnt::of(&origin).unwrap(), today()).unwrap();
        let of_learnt = checked.problems.into_iter().filter(|problem| problem.rule == "learnt-unusable");
        of_learnt.map(|problem| problem.message).collect()
    };
    assert_eq!(told(), Vec::<String>::new());
    let fit = folder.path().join("faq/fit.bin");
    let whole = std::fs::read(&fit).unwrap();
    std::fs::write(&fit, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(told(), ["faq/fit.bin is damaged"]);
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    std::fs::write(&fit, flipped).unwrap();
    assert_eq!(told(), ["faq/fit.bin is damaged"]);
    std::fs::write(&fit, "of another time").unwrap();
    assert_eq!(told(), ["faq/fit.bin was made by another version of the program"]);
    std::fs::write(&fit, whole).unwrap();
    if cfg!(feature = "semantic") {
        let senses = folder.path().join("faq/senses.bin");
        let whole = std::fs::read(&senses).unwrap();
        std::fs::write(&senses, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(told(), ["faq/senses.bin is damaged"]);
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        std::fs::write(&senses, flipped).unwrap();
        assert_eq!(told(), ["faq/senses.bin is damaged"]);
    }
}

#[test]
fn topics_that_take_each_others_phrases_are_told_with_the_phrase_to_blame() {
    let astray = "\"jam buka kantor hari ini\", \"kantor buka jam berapa ya\", \"kapan sih kantor buka\"";
    let english = "\"opening hours of the office today\", \"when does the office open again\", \"is the office open now or not\"";
    let files =
        edited(PARKING, "\"di mana parkir mobil\", \"tempat parkir motor\", \"parkir mobil bayar\"", astray);
    let files: Vec<_> = files
        .into_iter()
        .map(|mut file| {
            file.text = file
                .text
                .replace("regex = ['^jam buka']\n", "")
                .replace(
                    "\"where can I park my car\", \"parking for motorbikes\", \"is parking free\"",
                    english,
                )
                .replace("ask = \"tempat parkir motor\"", "ask = \"kapan sih kantor buka\"");
            file
        })
        .collect();
    let checked = check(&files, today());
    let found = told(&files, &checked);
    assert!(
        found.iter().any(|line| line.starts_with("Warning colliding-topics faq/demo/parking.toml at \"")),
        "{found:#?}"
    );
    assert!(
        found.contains(&"Warning unreachable-topic faq/demo/parking.toml at \"parking\"".to_owned()),
        "{found:#?}"
    );
    assert_eq!(checked.collisions.unwrap().pairs.len(), 1);
}

#[test]
fn a_never_line_that_a_topic_answers_is_told() {
    // Chat spellings resolved it says the words of a phrase, so neither is known word for word.
    let path = "faq/rex/never.toml";
    let files = super::broken::edited(path, "id = [", "id = [\n  \"rex wajib kpn ya\",");
    let checked = Knowledge::check(&files, Learnt::built_in(), today()).unwrap();
    let found: Vec<String> = told(&files, &checked);
    let never = found.iter().find(|line| line.contains(path)).unwrap();
    assert_eq!(*never, format!("Error never-line-answered {path} at \"rex wajib kpn ya\""));
    assert!(
        found.iter().any(|line| line.starts_with("Warning same-words faq/rex/rex-mandatory-date.toml")),
        "{found:#?}"
    );
}

#[test]
fn a_warning_that_is_meant_is_not_told_and_an_error_always_is() {
    let meant = "stale-after = 100\n[allow]\nno-test = \"asked by nobody\"\nno-source = \"none\"\n";
    let mut files = edited(CHECKS, "stale-after = 100\n", meant);
    let parking = files.iter_mut().find(|file| file.path == PARKING).unwrap();
    parking.text =
        parking.text.replace("\n[[test]]\nask = \"tempat parkir motor\"\nsay = \"parking-where\"\n", "");
    let found = told(&files, &check(&files, today()));
    assert!(!found.iter().any(|line| line.contains("no-test")), "{found:#?}");
    let parking = files.iter_mut().find(|file| file.path == PARKING).unwrap();
    parking.text = parking.text.replace("source = \"page\"\n", "");
    let found = told(&files, &check(&files, today()));
    assert!(found.iter().any(|line| line.starts_with("Error no-source")), "{found:#?}");
    assert!(!found.iter().any(|line| line.contains("no-test")), "{found:#?}");
}

#[test]
fn every_rule_has_an_office_that_breaks_it() {
    let tables = [&FILES[..], &PHRASES, &ANSWERS, &PEOPLE, &WORDS];
    let rows = tables.iter().flat_map(|rows| rows.iter());
    let mut broken: BTreeSet<&str> = rows.filter_map(|row| row.3.split(' ').nth(1)).collect();
    // Those of tests of their own, here and where other bots are read.
    let elsewhere = [
        "all-phases-past",
        "answer-much-shorter",
        "answer-too-long",
        "changed-in-one-language",
        "colliding-topics",
        "ends-soon",
        "fit-out-of-date",
        "import-source",
        "learnt-unusable",
        "never-line-answered",
        "no-test",
        "phrase-too-long",
        "texts-not-accepted",
        "unreachable-topic",
    ];
    broken.extend(elsewhere);
    let all: BTreeSet<&str> = RULES.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(broken, all);
}

#[test]
fn a_phrase_that_is_a_story_and_half_an_answer_are_told() {
    let story = format!("\"kapan kantor buka\", \"{}\"", "buka ".repeat(90));
    let files = edited(OPENING, "\"kapan kantor buka\"", &story);
    let found = told(&files, &check(&files, today()));
    assert!(found.iter().any(|line| line.starts_with("Error phrase-too-long")), "{found:#?}");
    let long = "Parkir gratis untuk semua tamu kantor, pagi sampai sore, mobil maupun motor, di halaman depan, selama { $fee }.";
    let files = edited(ID, "Parkir gratis selama { $fee }.", &format!("{long} {}", &long[..40]));
    let found = told(&files, &check(&files, today()));
    assert!(
        found.iter().any(|line| line.starts_with("Warning answer-much-shorter faq/demo/parking.toml")),
        "{found:#?}"
    );
}

#[test]
fn the_documentation_lists_every_rule_and_no_other() {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/checks.md")).unwrap();
    let listed: Vec<(&str, &str)> = docs
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "))
        .filter_map(|(rule, rest)| Some((rule, rest.split_once(" | ")?.1)))
        .collect();
    assert_eq!(listed, RULES.to_vec());
}

#[test]
fn the_code_names_every_rule_and_no_other() {
    let mut code = String::new();
    for folder in ["faq", "l10n", "knowledge", "import"] {
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                match entry.is_dir() {
                    true => folders.push(entry),
                    false => code.push_str(&std::fs::read_to_string(entry).unwrap()),
                }
            }
        }
    }
    for (rule, _) in RULES {
        assert!(code.contains(&format!("\"{rule}\"")), "nothing in src/ breaks {rule}");
    }
    for call in [".error(", ".warning(", "of_file("] {
        for (at, _) in code.match_indices(call) {
            let literal = code[at + call.len()..].trim_start_matches("file,").trim_start();
            let Some(rule) = literal.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            assert!(about(rule).is_some(), "{rule} is no rule");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_damage_to_a_file_makes_the_check_fail(which in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 0_usize..60, junk in "[\\[\\]{}=\"'$#,. \\na-z0-9é<>-]{0,12}") {
        let mut files: Vec<_> = office();
        let own: Vec<usize> = (0..files.len()).filter(|&at| files[at].path.starts_with("faq/") || files[at].path.ends_with("demo.ftl")).collect();
        let file = &mut files[own[which.index(own.len())]];
        let places: Vec<usize> = file.text.char_indices().map(|(at, _)| at).chain([file.text.len()]).collect();
        let start = from.index(places.len());
        let end = (start + length).min(places.len() - 1);
        file.text.replace_range(places[start]..places[end], &junk);
        let checked = check(&files, today());
        for problem in &checked.problems {
            let file = files.iter().find(|file| file.path == problem.path).unwrap();
            prop_assert!(problem.span.end <= file.text.len() + 1, "{:?}", problem);
            prop_assert!(about(problem.rule).is_some(), "{:?}", problem);
        }
    }
}
