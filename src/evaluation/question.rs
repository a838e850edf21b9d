//! One labelled question: as its line says it, and with what became of it.

use crate::faq::{Faq, TopicId};
use crate::matching::{Judgement, Verdict};

/// The label of a question that no topic answers.
pub const NOTHING: &str = "-";

/// A line of a file of labelled questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelled<'l> {
    /// The topic that answers it, or [`NOTHING`].
    pub label: &'l str,
    /// Its language, where the line says so.
    pub lang: Option<&'l str>,
    /// The manner of writing, where the line says so.
    pub style: Option<&'l str>,
    /// The question.
    pub question: &'l str,
}

/// A labelled question and what became of it. All texts are as foreign as the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// See [`Labelled::label`].
    pub label: String,
    /// See [`Labelled::lang`].
    pub lang: Option<String>,
    /// See [`Labelled::style`].
    pub style: Option<String>,
    /// See [`Labelled::question`].
    pub question: String,
    /// How sure the judgement was that its best topic is right, 0 to 1.
    pub score: f64,
    /// The best topics, in order.
    pub ranking: Vec<String>,
    /// The topic that was answered with.
    pub answer: Option<String>,
    /// The topics that were offered as buttons.
    pub offered: Vec<String>,
}

impl<'l> Labelled<'l> {
    /// Reads `topic, [language, [style,]] question`, with tabs between them.
    pub fn parse(line: &'l str) -> Labelled<'l> {
        let fields: Vec<&str> = line.split('\t').collect();
        let within = |at: usize| (fields.len() > at + 1).then(|| fields[at]);
        Labelled {
            label: fields.first().copied().unwrap_or_default(),
            lang: within(1),
            style: within(2),
            question: fields.last().copied().unwrap_or_default(),
        }
    }

    /// The question with what a judgement makes of it, topics under the names that `faq`
    /// labels them with.
    pub fn judged(self, faq: &Faq, judgement: &Judgement) -> Judged {
        let name = |topic: &TopicId| faq.label(topic).to_owned();
        let (answer, offered) = match &judgement.verdict {
            Verdict::Answer(topic) => (Some(name(topic)), Vec::new()),
            Verdict::Unsure(options) => (None, options.iter().map(name).collect()),
            Verdict::Unknown => (None, Vec::new()),
        };
        Judged {
            label: self.label.to_owned(),
            lang: self.lang.map(str::to_owned),
            style: self.style.map(str::to_owned),
            question: self.question.to_owned(),
            score: judgement.score,
            ranking: judgement.ranking.iter().map(|hit| name(&hit.topic)).collect(),
            answer,
            offered,
        }
    }
}

impl Judged {
    /// The topic that answers it, if one does.
    pub fn right(&self) -> Option<&str> {
        (self.label != NOTHING).then_some(self.label.as_str())
    }

    /// Whether it was answered right, or left alone where nothing answers it.
    pub fn good(&self) -> bool {
        self.answer.as_deref() == self.right()
    }

    /// Whether it was given an answer that is not its own.
    pub fn answered_wrong(&self) -> bool {
        self.answer.is_some() && !self.good()
    }

    /// The topic that came first.
    pub fn best(&self) -> Option<&str> {
        self.ranking.first().map(String::as_str)
    }

    /// Whether the topic that came first is the right one.
    pub fn best_is_right(&self) -> bool {
        self.right().is_some() && self.best() == self.right()
    }

    /// What the question was taken for: another topic ranked first, or an answer to a
    /// question that nothing answers.
    pub fn confused(&self) -> Option<&str> {
        match self.right() {
            Some(right) => self.best().filter(|best| *best != right),
            None => self.answer.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_its_label_first_and_its_question_last() {
        let parts = |line| {
            let read = Labelled::parse(line);
            (read.label, read.lang, read.style, read.question)
        };
        assert_eq!(parts("a\tq"), ("a", None, None, "q"));
        assert_eq!(parts("a\tid\tq"), ("a", Some("id"), None, "q"));
        assert_eq!(parts("a\tid\tslang\tq"), ("a", Some("id"), Some("slang"), "q"));
        assert_eq!(parts("alone"), ("alone", None, None, "alone"));
    }
}
