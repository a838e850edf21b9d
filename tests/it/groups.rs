//! Questions that nobody answered, in groups that ask one thing.

use std::time::Duration;

use tanya::chat::{ChatId, Outcome};
use tanya::clock::Timestamp;
use tanya::lang::Lang;
use tanya::review::{Group, Question, gathered};

use crate::KNOWLEDGE;

const NOW: Timestamp = Timestamp(1_796_007_600_000);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The `number`th question, of a chat of its own, asked so many days ago.
fn question(number: i64, text: &str, days: u32) -> Question {
    Question {
        number,
        chat: ChatId(number),
        asked_at: NOW.minus(DAY * days),
        lang: Lang::Id,
        outcome: Outcome::Unknown,
        programme: None,
        text: text.to_owned(),
    }
}

fn grouped(questions: &[Question]) -> Vec<Group> {
    let texts: Vec<&str> = questions.iter().map(|question| question.text.as_str()).collect();
    let gists = KNOWLEDGE.judge.gists(&texts);
    gathered(questions, &gists.iter().collect::<Vec<_>>(), NOW)
}

fn numbers(groups: &[Group]) -> Vec<Vec<i64>> {
    groups.iter().map(|group| group.questions.clone()).collect()
}

#[test]
fn wordings_of_one_question_are_a_group_that_keeps_its_number() {
    let mut questions = vec![
        question(1, "berapa biaya daftar REX?", 2),
        question(2, "ada lowongan kerja?", 2),
        question(3, "daftar rex bayar brp", 1),
        question(4, "apakah ada lowongan pekerjaan di kantor ini", 1),
    ];
    let before = grouped(&questions);
    assert_eq!(numbers(&before), [[1, 3], [2, 4]]);
    questions.push(question(5, "BERAPA BIAYA DAFTAR REX", 1));
    questions.insert(0, question(6, "min, ada lowongan kerja?", 0));
    let after = grouped(&questions);
    assert_eq!(after.iter().map(|group| group.number).collect::<Vec<_>>(), [2, 1], "asked last comes first");
    assert_eq!(after[1].questions, [1, 3, 5], "whatever the order in which they are read");
}

#[test]
fn a_group_says_how_often_by_how_many_since_when_and_whether_it_grows() {
    let mut questions = vec![
        question(1, "jam buka kantor", 20),
        question(2, "jam buka kantor", 9),
        question(3, "kantor buka jam berapa?", 3),
        question(4, "jam buka kantor", 1),
        question(5, "jam buka kantor", 0),
    ];
    questions[4].chat = ChatId(1);
    questions[3].outcome = Outcome::Unsure;
    questions[1].programme = Some("rex".into());
    questions[2].programme = Some("fair".into());
    questions[3].programme = Some("fair".into());
    let [group] = &grouped(&questions)[..] else { panic!() };
    assert_eq!((group.questions.len(), group.askers, group.unsure), (5, 4, 1));
    assert_eq!((group.first, group.last), (NOW.minus(DAY * 20), NOW));
    assert_eq!((group.this_week, group.week_before, group.trend()), (3, 1, 2));
    assert_eq!(group.programme.as_deref(), Some("fair"), "what most are near to");
    assert_eq!(group.central(), "jam buka kantor");
    let times: Vec<usize> = group.wordings.iter().map(|wording| wording.times).collect();
    assert_eq!(times, [4, 1]);
}

#[test]
fn other_languages_other_things_and_no_words_are_not_put_together() {
    let mut questions = vec![
        question(1, "jam buka kantor", 0),
        question(2, "office opening hours", 0),
        question(3, "???", 0),
        question(4, "👍", 0),
        question(5, "prakerja gelombang 70 kapan", 0),
        question(6, "prakerja gelombang 71 kapan", 0),
        question(7, "saya mau bicara dengan orang", 0),
    ];
    questions[1].lang = Lang::En;
    questions[6].outcome = Outcome::Person;
    let mut groups = numbers(&grouped(&questions));
    groups.sort();
    assert_eq!(groups, [[1], [2], [5], [6]]);
}

#[test]
fn every_question_with_words_is_in_one_group_and_alike_ones_are_together() {
    let phrases = KNOWLEDGE.faq.topics.iter().flat_map(|topic| topic.phrases.iter().take(3));
    let questions: Vec<Question> = (1..)
        .zip(phrases)
        .map(|(number, phrase)| Question { lang: phrase.lang, ..question(number, &phrase.text, 0) })
        .collect();
    let twice: Vec<Question> = questions
        .iter()
        .cloned()
        .chain((1000..).zip(&questions).map(|(number, question)| Question { number, ..question.clone() }))
        .collect();
    let groups = grouped(&twice);
    let mut all: Vec<i64> = groups.iter().flat_map(|group| group.questions.clone()).collect();
    all.sort_unstable();
    assert_eq!(all.len(), twice.len());
    all.dedup();
    assert_eq!(all.len(), twice.len());
    assert!(groups.iter().all(|group| group.questions.len() >= 2), "the same words ask the same");
    assert!(groups.iter().all(|group| group.number == *group.questions.iter().min().unwrap()));
}
