//! Which questions a text asks: one, two at once, or one that leaves out what it is
//! about. It may not reply.

use super::Chat;
use crate::clock::Timestamp;
use crate::faq::{Faq, Topic};
use crate::matching::{Judge, Judgement, Verdict};
use crate::text::mask;

/// How long a topic stays what a follow-up is about, in milliseconds.
const MEMORY: i64 = 30 * 60 * 1000;
/// A follow-up that leaves out its subject is at most this long, in words.
const ELLIPTIC: usize = 6;
/// Parts of a text are answered one by one only when each is this sure.
const SURE_PART: f64 = 0.6;
/// ... and when the whole text, too, is this likely to ask it, beside its likeliest topic.
const IN_THE_WHOLE: f32 = 0.02;
/// Answers to one message at most.
const MOST: usize = 3;

/// The judgements of a text: several where it asks several things and each is sure,
/// else one.
pub fn questions(faq: &Faq, judge: &Judge, chat: &Chat, text: &str, now: Timestamp) -> Vec<Judgement> {
    let whole = judge.judge(text);
    let several = each_part(faq, judge, &whole, text);
    if several.len() > 1 {
        return several;
    }
    let whole = behind_small_talk(faq, judge, whole, text);
    vec![follow_up(faq, judge, chat, whole, text, now)]
}

/// The topic that answers, where one does.
pub(super) fn answered<'f>(faq: &'f Faq, judgement: &Judgement) -> Option<&'f Topic> {
    match &judgement.verdict {
        Verdict::Answer(topic) => faq.topic(topic),
        _ => None,
    }
}

/// True for a topic that is no subject of the office: greetings, thanks.
pub(super) fn is_small_talk(faq: &Faq, topic: &Topic) -> bool {
    faq.programme(&topic.programme).is_some_and(|programme| programme.small_talk)
}

/// The parts of a text, each answered by a topic of its own; empty unless all are and
/// the whole text points to each of them too: "meja dan kursi" is one thing, "syarat dan
/// jadwal" are two. A part that leaves out its subject gets the subject of the whole.
fn each_part(faq: &Faq, judge: &Judge, whole: &Judgement, text: &str) -> Vec<Judgement> {
    let parts = split(text);
    let Some(main) = whole.ranking.first().filter(|_| parts.len() > 1) else { return Vec::new() };
    let subject = faq.topic(&main.topic).map_or("", |topic| topic.subject.as_str());
    let mut judged: Vec<Judgement> = Vec::new();
    for part in parts.iter().take(MOST) {
        let alone = judge.judge(part);
        let part = match answered(faq, &alone) {
            Some(_) => alone,
            None => judge.judge_about(subject, part),
        };
        let Some(topic) = answered(faq, &part).filter(|_| part.score >= SURE_PART) else { return Vec::new() };
        if !whole.ranking.iter().any(|hit| hit.topic == topic.id && hit.score >= IN_THE_WHOLE * main.score) {
            return Vec::new();
        }
        let known = judged.iter().any(|judged| judged.verdict == part.verdict);
        if !known && !is_small_talk(faq, topic) {
            judged.push(part);
        }
    }
    let covers_main = judged.iter().any(|judged| judged.verdict == Verdict::Answer(main.topic.clone()));
    if covers_main { judged } else { Vec::new() }
}

/// A text at its question marks, line breaks and, within a short question, its "and".
fn split(text: &str) -> Vec<&str> {
    let by_mark: Vec<&str> = text.split_inclusive(['?', '\n']).filter(|part| has_words(part, 2)).collect();
    if by_mark.len() > 1 {
        return by_mark;
    }
    let conjunctions = [" dan ", " and ", " serta ", " sekalian ", " & "];
    let first = conjunctions.into_iter().filter_map(|conjunction| text.split_once(conjunction)).next();
    match first {
        Some((before, after)) if has_words(before, 1) && has_words(after, 1) => vec![before, after],
        _ => vec![text],
    }
}

fn has_words(part: &str, fewest: usize) -> bool {
    part.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() >= fewest
}

/// "Halo min, batas usia berapa?": what stands behind a greeting, if it is a question.
fn behind_small_talk(faq: &Faq, judge: &Judge, whole: Judgement, text: &str) -> Judgement {
    let greeted =
        answered(faq, &whole).is_some_and(|topic| is_small_talk(faq, topic) && topic.then.is_none());
    let rest = text.split_once([',', '.', '!', '\n']).map(|(_, rest)| rest).filter(|rest| has_words(rest, 2));
    let rest = rest.filter(|_| greeted).map(|rest| judge.judge(rest));
    match rest {
        Some(rest) if answered(faq, &rest).is_some_and(|topic| !is_small_talk(faq, topic)) => rest,
        _ => whole,
    }
}

/// "Kalau jadwalnya?" after an answer about REX: read with that topic's subject, where
/// by itself it is no sure question of another programme.
fn follow_up(
    faq: &Faq,
    judge: &Judge,
    chat: &Chat,
    whole: Judgement,
    text: &str,
    now: Timestamp,
) -> Judgement {
    let recent = chat.last_at.is_some_and(|at| (0..MEMORY).contains(&now.since(at)));
    let Some(last) = chat.last_topic.as_ref().filter(|_| recent).and_then(|topic| faq.topic(topic)) else {
        return whole;
    };
    let short = text.split_whitespace().count() <= ELLIPTIC;
    let sure = answered(faq, &whole).is_some_and(|topic| {
        topic.programme == last.programme
            || is_small_talk(faq, topic)
            || (whole.score > 0.9 && !leads_on(text))
    });
    if !short || sure {
        return whole;
    }
    let about = judge.judge_about(&last.subject, text);
    match answered(faq, &about) {
        Some(topic) if topic.programme == last.programme => about,
        _ => whole,
    }
}

/// True for the openings of a follow-up: it goes on with what was talked about.
fn leads_on(text: &str) -> bool {
    let folded = crate::text::fold(text);
    [
        "kalau ",
        "kalo ",
        "klo ",
        "kl ",
        "terus ",
        "trus ",
        "lalu ",
        "nek ",
        "and ",
        "what about ",
        "how about ",
        "then ",
    ]
    .into_iter()
    .any(|opening| folded.starts_with(opening))
}

/// Longest question that a ticket keeps, in characters.
const MAX_QUESTION: usize = 1000;

/// The text as a ticket keeps it: masked, and cut at [`MAX_QUESTION`].
pub(super) fn bounded(text: &str) -> String {
    let masked = mask(text.trim());
    masked.chars().filter(|&c| c != '\0').take(MAX_QUESTION).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_part_at_question_marks_and_conjunctions() {
        assert_eq!(split("kapan pamerannya? di mana?"), ["kapan pamerannya?", " di mana?"]);
        assert_eq!(split("syarat dan jadwal inkubasi"), ["syarat", "jadwal inkubasi"]);
        assert_eq!(split("batas usia?"), ["batas usia?"]);
        assert_eq!(split("dan?"), ["dan?"]);
    }
}
