//! Bots from elsewhere: the files in which other programs keep their intents become
//! [`Imported`], and that becomes files of knowledge ([`write()`]). Pure: it may not open
//! a file or read a clock, and it invents neither phrases nor answers: what is said is said by
//! the other program, be it in the names of its intents.

mod csv;
mod ids;
mod language;
mod nlpjs;
mod qna;
mod quote;
mod rasa;
mod tsv;
mod write;
mod yaml;

use std::collections::{HashMap, HashSet};

pub use ids::is_programme;
pub use write::{Frame, OUT_OF_SCOPE, Summary, Written, write};

use crate::faq::Phrase;
use crate::lang::Lang;
use crate::source::{Problem, SourceFile};
use crate::text::fold;

/// The label of lines that must not be answered.
pub const NEVER: &str = "-";

/// What a source is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines of topic, tab, language, tab, question.
    Tsv,
    /// Topic, language and question parted by commas, with a header or without.
    Csv,
    /// Rasa's training data and domain, `.yml` or `.md`.
    Rasa,
    /// A corpus of NLP.js.
    Nlpjs,
    /// An exported knowledge base of QnA Maker.
    Qna,
}

/// What the sources hold, in their order. A phrase belongs to one topic, once: the
/// first that has it.
#[derive(Debug, Default)]
pub struct Imported {
    /// The topics, those without phrases too.
    pub topics: Vec<ImportedTopic>,
    /// Lines that must not be answered.
    pub nevers: Vec<Line>,
    /// What was left out.
    pub dropped: Dropped,
    places: HashMap<String, usize>,
    seen: HashSet<String>,
}

/// One intent of another program.
#[derive(Debug, Clone)]
pub struct ImportedTopic {
    /// What the other program calls it.
    pub label: String,
    /// What people say to ask it.
    pub phrases: Vec<Line>,
    /// What is said to them; of several in one language the first counts.
    pub answers: Vec<Line>,
}

/// A text, in a language where the source names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its language.
    pub lang: Option<Lang>,
    /// The text, without the spaces around it.
    pub text: String,
}

/// Phrases that were left out, by reason.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Dropped {
    /// There already, in other spelling perhaps.
    pub doubles: usize,
    /// No letters or digits.
    pub wordless: usize,
    /// Longer than a phrase may be.
    pub too_long: usize,
}

impl Format {
    /// All formats, by the names that commands use.
    pub const ALL: [(&str, Format); 5] = [
        ("tsv", Format::Tsv),
        ("csv", Format::Csv),
        ("rasa", Format::Rasa),
        ("nlpjs", Format::Nlpjs),
        ("qna", Format::Qna),
    ];

    /// Adds what a file holds; the first thing that is wrong with it ends the reading.
    pub fn read(self, file: &SourceFile, into: &mut Imported) -> Result<(), Problem> {
        match self {
            Format::Tsv => tsv::read(file, into),
            Format::Csv => csv::read(file, into),
            Format::Rasa => rasa::read(file, into),
            Format::Nlpjs => nlpjs::read(file, into),
            Format::Qna => qna::read(file, into),
        }
    }
}

impl Imported {
    /// Adds a phrase to the topic of a label, or to the lines that must not be answered.
    pub fn phrase(&mut self, label: &str, line: Line) {
        let label = label.trim();
        let key = fold(&line.text);
        if key.is_empty() {
            self.dropped.wordless += 1;
        } else if line.text.chars().count() > Phrase::MAX_CHARS {
            self.dropped.too_long += 1;
        } else if !self.seen.insert(key) {
            self.dropped.doubles += 1;
        } else if label == NEVER {
            self.nevers.push(line);
        } else {
            self.topic(label).phrases.push(line);
        }
    }

    /// Adds what the topic of a label says.
    pub fn answer(&mut self, label: &str, line: Line) {
        if !line.text.is_empty() && label.trim() != NEVER {
            self.topic(label.trim()).answers.push(line);
        }
    }

    /// Whether a line is one of its phrases.
    fn holds(&self, text: &str) -> bool {
        self.seen.contains(&fold(text))
    }

    fn topic(&mut self, label: &str) -> &mut ImportedTopic {
        let place = *self.places.entry(label.to_owned()).or_insert(self.topics.len());
        if place == self.topics.len() {
            let label = label.to_owned();
            self.topics.push(ImportedTopic { label, phrases: Vec::new(), answers: Vec::new() });
        }
        &mut self.topics[place]
    }
}

impl Line {
    /// A text as the source has it.
    pub fn new(lang: Option<Lang>, text: &str) -> Line {
        Line { lang, text: text.trim().to_owned() }
    }
}

/// A problem of a line of a source, counted from 1.
fn at_line(file: &SourceFile, line: usize, message: impl Into<String>) -> Problem {
    let start: usize = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = file.text[start..].find('\n').unwrap_or(file.text.len() - start);
    file.at(start..start + length).error("import-source", message)
}
