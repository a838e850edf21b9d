//! What another version of the knowledge changes for questions that were asked: each is
//! judged by the old version and by the new one, alone, without the chat around it.

use std::collections::BTreeMap;

use crate::faq::TopicId;
use crate::matching::{Judge, Verdict};
use crate::parallel::in_parallel;
use crate::text::fold;

/// Questions that are judged between two calls of `progress`.
const PART: usize = 256;

/// How the verdicts of two versions differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drift {
    /// How many questions became what, counted as often as they were asked.
    pub counts: BTreeMap<Change, usize>,
    /// The questions whose verdict changed: the worst first, and of them the most asked.
    pub moved: Vec<Moved>,
    /// The topics that answer as before, and how many questions.
    pub kept: BTreeMap<TopicId, usize>,
}

/// A question whose verdict changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its words, as they were asked first.
    pub question: String,
    /// How often it was asked, in any spelling that folds to the same.
    pub times: usize,
    /// The verdict of the old version.
    pub before: Verdict,
    /// The verdict of the new one.
    pub after: Verdict,
}

/// What became of a verdict, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It was answered, and is answered with another topic.
    AnotherTopic,
    /// It was answered, and becomes a ticket.
    AnswerToTicket,
    /// It was answered, and buttons are offered.
    AnswerToButtons,
    /// Buttons were offered, and it becomes a ticket.
    ButtonsToTicket,
    /// Other buttons are offered.
    OtherButtons,
    /// It became a ticket, and buttons are offered.
    TicketToButtons,
    /// Buttons were offered, and it is answered.
    ButtonsToAnswer,
    /// It became a ticket, and is answered.
    TicketToAnswer,
    /// Nothing changed.
    Same,
}

impl Change {
    /// All of them, the worst first.
    pub const ALL: [Change; 9] = [
        Change::AnotherTopic,
        Change::AnswerToTicket,
        Change::AnswerToButtons,
        Change::ButtonsToTicket,
        Change::OtherButtons,
        Change::TicketToButtons,
        Change::ButtonsToAnswer,
        Change::TicketToAnswer,
        Change::Same,
    ];

    /// What became of this verdict.
    pub fn between(before: &Verdict, after: &Verdict) -> Change {
        use Verdict::{Answer, Unknown, Unsure};
        match (before, after) {
            (Answer(before), Answer(after)) if before != after => Change::AnotherTopic,
            (Answer(_), Unknown) => Change::AnswerToTicket,
            (Answer(_), Unsure(_)) => Change::AnswerToButtons,
            (Unsure(_), Unknown) => Change::ButtonsToTicket,
            (Unsure(before), Unsure(after))
                if before.len() != after.len() || before.iter().any(|topic| !after.contains(topic)) =>
            {
                Change::OtherButtons
            }
            (Unknown, Unsure(_)) => Change::TicketToButtons,
            (Unsure(_), Answer(_)) => Change::ButtonsToAnswer,
            (Unknown, Answer(_)) => Change::TicketToAnswer,
            (Answer(_), Answer(_)) | (Unsure(_), Unsure(_)) | (Unknown, Unknown) => Change::Same,
        }
    }

    /// True where an answer was lost, or is another one. A person has to look at these:
    /// the old answer may have been wrong.
    pub fn is_regression(self) -> bool {
        matches!(self, Change::AnotherTopic | Change::AnswerToTicket | Change::AnswerToButtons)
    }

    /// It as a few words for operators, and as a name in JSON with `-` for the spaces.
    pub fn words(self) -> &'static str {
        match self {
            Change::AnotherTopic => "answer to another answer",
            Change::AnswerToTicket => "answer to ticket",
            Change::AnswerToButtons => "answer to buttons",
            Change::ButtonsToTicket => "buttons to ticket",
            Change::OtherButtons => "other buttons",
            Change::TicketToButtons => "ticket to buttons",
            Change::ButtonsToAnswer => "buttons to answer",
            Change::TicketToAnswer => "ticket to answer",
            Change::Same => "same",
        }
    }
}

impl Moved {
    /// What became of its verdict.
    pub fn change(&self) -> Change {
        Change::between(&self.before, &self.after)
    }
}

impl Drift {
    /// Judges these texts by both versions. `progress` hears how many different ones are
    /// done, and how many there are.
    pub fn of<T: AsRef<str>>(
        texts: &[T],
        old: &Judge,
        new: &Judge,
        mut progress: impl FnMut(usize, usize),
    ) -> Drift {
        let questions = counted(texts);
        let mut drift = Drift::default();
        for (part, questions_of_part) in questions.chunks(PART).enumerate() {
            let judged = in_parallel(questions_of_part, |some| {
                let verdicts = |(question, _): &(&str, usize)| {
                    (old.judge(question).verdict, new.judge(question).verdict)
                };
                some.iter().map(verdicts).collect()
            });
            for (&(question, times), (before, after)) in questions_of_part.iter().zip(judged) {
                drift.count(Moved { question: question.to_owned(), times, before, after });
            }
            progress((part * PART + questions_of_part.len()).min(questions.len()), questions.len());
        }
        drift.moved.sort_by_key(|moved| (moved.change(), std::cmp::Reverse(moved.times)));
        drift
    }

    fn count(&mut self, moved: Moved) {
        *self.counts.entry(moved.change()).or_default() += moved.times;
        match (moved.change(), &moved.after) {
            (Change::Same, Verdict::Answer(topic)) => {
                *self.kept.entry(topic.clone()).or_default() += moved.times;
            }
            (Change::Same, _) => {}
            _ => self.moved.push(moved),
        }
    }

    /// The questions that have lost their answer, or have another one.
    pub fn regressions(&self) -> impl Iterator<Item = &Moved> {
        self.moved.iter().filter(|moved| moved.change().is_regression())
    }
}

/// Each text once, in the order of their first time, with how often it is there.
fn counted<T: AsRef<str>>(texts: &[T]) -> Vec<(&str, usize)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for text in texts.iter().map(AsRef::as_ref) {
        let place = *places.entry(fold(text)).or_insert(counted.len());
        match counted.get_mut(place) {
            Some((_, times)) => *times += 1,
            None => counted.push((text, 1)),
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(topic: &str) -> Verdict {
        Verdict::Answer(TopicId::new(topic))
    }

    fn buttons(topics: &[&str]) -> Verdict {
        Verdict::Unsure(topics.iter().map(|topic| TopicId::new(topic)).collect())
    }

    #[test]
    fn only_a_lost_answer_and_another_one_are_regressions() {
        let lost = [
            (answer("a"), answer("b")),
            (answer("a"), buttons(&["a", "b"])),
            (answer("a"), Verdict::Unknown),
        ];
        assert!(lost.iter().all(|(before, after)| Change::between(before, after).is_regression()));
        let gained = [(Verdict::Unknown, answer("a")), (buttons(&["b"]), answer("a"))];
        assert!(!gained.iter().any(|(before, after)| Change::between(before, after).is_regression()));
        assert_eq!(Change::between(&answer("a"), &answer("a")), Change::Same);
    }

    #[test]
    fn the_same_buttons_in_another_order_are_the_same() {
        assert_eq!(Change::between(&buttons(&["a", "b"]), &buttons(&["b", "a"])), Change::Same);
        assert_eq!(Change::between(&buttons(&["a"]), &buttons(&["a", "b"])), Change::OtherButtons);
        assert_eq!(Change::between(&buttons(&["a"]), &Verdict::Unknown), Change::ButtonsToTicket);
    }

    #[test]
    fn a_question_asked_in_many_spellings_is_judged_once_and_counted_each_time() {
        assert_eq!(counted(&["Kapan REX?", "berapa", "kapan rex"]), [("Kapan REX?", 2), ("berapa", 1)]);
    }

    #[test]
    fn all_changes_are_listed_from_the_worst_on() {
        assert!(Change::ALL.is_sorted());
    }
}
