//! The contract of facts, held against what people read: every answer of `facts.tsv`
//! gives every fact that it owes, in both languages, on every day.

use std::collections::BTreeSet;

use tanya::chat::Message;
use tanya::clock::Date;
use tanya::faq::TopicId;
use tanya::lang::Lang;

use crate::KNOWLEDGE;

/// Topics of the contract.
const TOPICS: usize = 53;
/// Telegram's limit on a message, in UTF-16 units.
const MAX_MESSAGE: usize = 4096;
/// Days of every phase: before, in and after each period that the answers know.
const DAYS: [(i16, i8, i8); 15] = [
    (2019, 12, 1),
    (2020, 1, 1),
    (2020, 1, 25),
    (2020, 2, 7),
    (2020, 2, 8),
    (2020, 2, 12),
    (2020, 2, 19),
    (2020, 2, 26),
    (2020, 3, 15),
    (2020, 5, 1),
    (2020, 8, 1),
    (2021, 1, 1),
    (2024, 1, 1),
    (2026, 11, 24),
    (2031, 1, 1),
];

/// A line of the table: what a topic's answer owes in a language.
struct Row {
    topic: &'static str,
    lang: Lang,
    needles: Vec<&'static str>,
}

#[test]
fn every_answer_gives_every_fact_of_the_contract_in_every_phase() {
    let unheard = phases_out_of_reach();
    assert!(unheard.is_empty(), "no day of `DAYS` brings up {unheard:?}");
    let mut missing = Vec::new();
    for Row { topic, lang, needles } in rows() {
        for today in days() {
            let answer = own_words(topic, lang, today);
            let lacks = needles.iter().filter(|needle| !gives(&answer, needle));
            missing.extend(lacks.map(|needle| format!("{topic} [{lang}] on {today}: {needle:?}")));
        }
    }
    assert!(missing.is_empty(), "{} facts are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_topic_of_the_contract_has_a_row_in_both_languages() {
    let rows = rows();
    let listed: BTreeSet<(&str, Lang)> = rows.iter().map(|row| (row.topic, row.lang)).collect();
    assert_eq!(listed.len(), rows.len(), "a topic stands twice in one language");
    assert_eq!(listed.len(), TOPICS * Lang::ALL.len());
    let known = KNOWLEDGE.faq.topics.iter().map(|topic| topic.id.as_str());
    let known: BTreeSet<(&str, Lang)> = known.flat_map(|id| Lang::ALL.map(|lang| (id, lang))).collect();
    let odd: Vec<_> = listed.symmetric_difference(&known).collect();
    assert!(odd.is_empty(), "in the table or in the knowledge only: {odd:?}");
}

#[test]
fn every_answer_is_short_enough_for_one_message() {
    for id in KNOWLEDGE.faq.topics.iter().map(|topic| topic.id.as_str()) {
        for (lang, today) in Lang::ALL.into_iter().flat_map(|lang| days().map(move |today| (lang, today))) {
            let answer = rendered(id, lang, today);
            let length = answer.encode_utf16().count();
            assert!((1..MAX_MESSAGE).contains(&length), "{id} [{lang}] on {today} has length {length}");
            assert!(!answer.contains(['{', '}']), "{id} [{lang}] on {today} is not filled in: {answer}");
        }
    }
}

/// The table; a line that starts with `#` is a comment.
fn rows() -> Vec<Row> {
    let lines = include_str!("facts.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[topic, code, needles] = &cells[..] else { panic!("not three cells: {line:?}") };
            let lang = Lang::from_code(code).unwrap_or_else(|| panic!("no language is called {code:?}"));
            let needles: Vec<&str> = needles.split('|').collect();
            assert!(needles.iter().all(|needle| !needle.trim().is_empty()), "an empty fact: {line:?}");
            Row { topic, lang, needles }
        })
        .collect()
}

fn days() -> impl Iterator<Item = Date> {
    DAYS.into_iter()
        .map(|(year, month, day)| Date::new(year, month, day).unwrap_or_else(|error| panic!("{error}")))
}

/// Messages that no day of `DAYS` brings up.
fn phases_out_of_reach() -> Vec<&'static str> {
    let topics = KNOWLEDGE.faq.topics.iter();
    let said = topics.flat_map(|topic| {
        let heard: BTreeSet<&str> = days().map(|today| topic.saying(today).say).collect();
        topic.answer.iter().map(|phase| phase.say.value.as_str()).filter(move |say| !heard.contains(say))
    });
    said.collect()
}

fn rendered(topic: &str, lang: Lang, today: Date) -> String {
    let answer = Message::Answer { topic: TopicId::new(topic), today };
    KNOWLEDGE.catalog.html(&KNOWLEDGE.faq, lang, &answer).plain()
}

/// The answer without what stands under it: the title of the source and the notice of
/// the programme hold names, dates and phones too, and must not lend them.
fn own_words(topic: &str, lang: Lang, today: Date) -> String {
    let mut answer = rendered(topic, lang, today);
    let Some(topic) = KNOWLEDGE.faq.topic(&TopicId::new(topic)) else { return answer };
    let below = [topic.source.is_some(), KNOWLEDGE.faq.notice(topic, today).is_some()];
    for _ in below.into_iter().filter(|there| *there) {
        answer.truncate(answer.rfind("\n\n").unwrap_or_default());
    }
    answer
}

/// Whether `answer` says `needle`, in any case; a number is not found inside a longer one.
fn gives(answer: &str, needle: &str) -> bool {
    let (answer, needle) = (answer.to_lowercase(), needle.to_lowercase());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    answer.match_indices(&needle).any(|(at, found)| {
        let (before, after) = (&answer[..at], &answer[at + found.len()..]);
        let joined_before = digit(found.chars().next()) && digit(before.chars().next_back());
        let joined_after = digit(found.chars().next_back()) && digit(after.chars().next());
        !joined_before && !joined_after
    })
}
