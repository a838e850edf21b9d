//! A change of the knowledge as a value: what is added or reworded, not which bytes of which
//! file. The bytes are worked out from the files of the moment (`knowledge`), so that a
//! change still fits after somebody edited something else.

use serde::{Deserialize, Serialize};

use super::Group;
use crate::lang::Lang;
use crate::text::mask;

/// Characters of a question that name what it is about.
const ABOUT: usize = 60;

/// What is to be different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// A topic is asked in these words too.
    Phrase {
        /// The topic.
        topic: String,
        /// The phrases.
        lines: Vec<Line>,
        /// A question that the topic must answer from now on.
        test: String,
    },
    /// A topic more.
    Topic(Box<Subject>),
    /// Lines that must not be answered.
    Never {
        /// The programme that they are near to.
        programme: String,
        /// The subject that they share.
        about: String,
        /// The lines.
        lines: Vec<Line>,
    },
    /// A topic's phrases and texts are others.
    Edit(Edit),
    /// Nothing: the questions are let go.
    Dismiss,
}

/// A line in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its language.
    pub lang: Lang,
    /// Its words.
    pub text: String,
}

/// A text in both languages, as the files of `locales/` write it: `{ $fact }` is a fact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// In Indonesian.
    pub id: String,
    /// In English.
    pub en: String,
}

/// A new topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Its permanent name.
    pub id: String,
    /// Its programme.
    pub programme: String,
    /// What its button says.
    pub title: Says,
    /// What is answered.
    pub answer: Says,
    /// Its facts, as the table `[facts]` writes them.
    #[serde(default)]
    pub facts: String,
    /// Where the answer comes from.
    pub source: SourceOf,
    /// Who answers for it; none for the programme's people.
    #[serde(default)]
    pub contacts: Vec<String>,
    /// What people say to ask it. Empty where a group is to say it.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// A question that it must answer. Empty where a group is to say it.
    #[serde(default)]
    pub test: String,
}

/// Where an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum SourceOf {
    /// A source that the programme has.
    Known(String),
    /// A source more.
    New {
        /// The name it is known by from now on.
        name: String,
        /// Its own title and publisher.
        title: String,
        /// Its address, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        /// The day it was read, such as `2026-11-20`.
        checked: String,
    },
}

/// What is different about a topic.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The topic.
    pub topic: String,
    /// Phrases more.
    #[serde(default)]
    pub more: Vec<Line>,
    /// Phrases fewer.
    #[serde(default)]
    pub fewer: Vec<Line>,
    /// Messages in other words.
    #[serde(default)]
    pub reworded: Vec<Reworded>,
}

/// A message in other words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reworded {
    /// The language.
    pub lang: Lang,
    /// The message.
    pub id: String,
    /// The words that this was decided on: where they are others, somebody was faster.
    pub from: String,
    /// The words from now on.
    pub to: String,
}

impl Change {
    /// The topic is asked as the group asks: in the wording in its middle, or in these.
    pub fn phrase(group: &Group, topic: &str, texts: &[String]) -> Change {
        let (lines, test) = (group.lines(texts), asked_as(group.central()));
        Change::Phrase { topic: topic.to_owned(), lines, test }.masked()
    }

    /// What the group asks is not answered, under a subject of its own or this one.
    pub fn never(group: &Group, programme: &str, about: Option<&str>, texts: &[String]) -> Change {
        let central: String = asked_as(group.central()).chars().take(ABOUT).collect();
        let (programme, about) = (programme.to_owned(), about.unwrap_or(&central).to_owned());
        Change::Never { programme, about, lines: group.lines(texts) }.masked()
    }

    /// The group's question is a topic of its own; what `subject` leaves out of phrases and
    /// test the group says.
    pub fn topic_for(group: &Group, mut subject: Subject) -> Change {
        if subject.lines.is_empty() {
            subject.lines = group.lines(&[]);
        }
        if subject.test.is_empty() {
            subject.test = asked_as(group.central());
        }
        Change::Topic(Box::new(subject)).masked()
    }

    /// What kind of change it is, as columns and commands say it.
    pub fn kind(&self) -> &'static str {
        match self {
            Change::Phrase { .. } => "phrase",
            Change::Topic(_) => "topic",
            Change::Never { .. } => "never",
            Change::Edit(_) => "edit",
            Change::Dismiss => "dismiss",
        }
    }

    /// The topic that is to answer, where one is.
    pub fn topic(&self) -> Option<&str> {
        match self {
            Change::Phrase { topic, .. } => Some(topic),
            Change::Topic(subject) => Some(&subject.id),
            Change::Edit(edit) => Some(&edit.topic),
            Change::Never { .. } | Change::Dismiss => None,
        }
    }

    /// The same without numbers and addresses of people. The office's own words, answers
    /// and facts, stay as they are: an office has telephones.
    pub fn masked(mut self) -> Change {
        let hide = |text: &mut String| *text = mask(text);
        let lines: &mut [Line] = match &mut self {
            Change::Phrase { lines, test, .. } => {
                hide(test);
                lines
            }
            Change::Topic(subject) => {
                hide(&mut subject.test);
                &mut subject.lines
            }
            Change::Never { about, lines, .. } => {
                hide(about);
                lines
            }
            Change::Edit(edit) => &mut edit.more,
            Change::Dismiss => &mut [],
        };
        lines.iter_mut().for_each(|line| hide(&mut line.text));
        self
    }
}

impl Group {
    /// The wording in the middle as a line, or these texts.
    fn lines(&self, texts: &[String]) -> Vec<Line> {
        let line = |text: &str| Line { lang: self.lang, text: asked_as(text) };
        if texts.is_empty() {
            return vec![line(self.central())];
        }
        texts.iter().map(|text| line(text)).collect()
    }
}

/// A question as a phrase of the knowledge: on one line, without the signs that stand for
/// what was masked.
pub fn asked_as(question: &str) -> String {
    let shown = question.replace("[#]", " ").replace("[@]", " ");
    let shown: String = shown.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_masked_and_what_the_office_says_is_not() {
        let line = Line { lang: Lang::Id, text: "hubungi 0812-3456-7890 ya".into() };
        let phone = r#"desk = { phone = "0812-3456-7890" }"#;
        let subject = Subject {
            id: "desk".into(),
            programme: "rex".into(),
            title: Says::default(),
            answer: Says::default(),
            facts: phone.into(),
            source: SourceOf::Known("page".into()),
            contacts: Vec::new(),
            lines: vec![line.clone()],
            test: line.text.clone(),
        };
        let Change::Topic(masked) = Change::Topic(Box::new(subject)).masked() else { unreachable!() };
        assert_eq!(masked.lines[0].text, "hubungi [#] ya");
        assert_eq!((masked.test.as_str(), masked.facts.as_str()), ("hubungi [#] ya", phone));
    }

    #[test]
    fn a_question_is_a_phrase_on_one_line_without_signs() {
        assert_eq!(asked_as(" nomor saya [#],\n kapan\u{7} cair? "), "nomor saya , kapan cair?");
    }

    #[test]
    fn a_change_reads_back_as_it_was_written() {
        let lines = vec![Line { lang: Lang::En, text: "is it \"free\"?".into() }];
        for change in [
            Change::Phrase { topic: "rex-about".into(), lines: lines.clone(), test: "free?".into() },
            Change::Never { programme: "rex".into(), about: "fee".into(), lines },
            Change::Edit(Edit { topic: "rex-about".into(), ..Edit::default() }),
            Change::Dismiss,
        ] {
            let written = serde_json::to_string(&change).unwrap();
            assert_eq!(serde_json::from_str::<Change>(&written).unwrap(), change, "{written}");
        }
    }
}
