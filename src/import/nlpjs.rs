//! A corpus of NLP.js: `{ name, locale, data: [{ intent, utterances, answers }] }`.

use serde::Deserialize;

use super::{Imported, Line, NEVER, at_line};
use crate::lang::Lang;
use crate::source::{Problem, SourceFile};

/// The intent of NLP.js that means: none of the others.
const NONE: &str = "None";

#[derive(Deserialize)]
struct Corpus {
    locale: Option<String>,
    data: Vec<Intent>,
}

#[derive(Deserialize)]
struct Intent {
    intent: String,
    #[serde(default)]
    utterances: Vec<String>,
    #[serde(default)]
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Plain(String),
    Conditional { answer: String },
}

pub(super) fn read(file: &SourceFile, into: &mut Imported) -> Result<(), Problem> {
    let corpus: Corpus = serde_json::from_str(&file.text)
        .map_err(|error| at_line(file, error.line(), format!("no corpus of NLP.js: {error}")))?;
    let lang = corpus.locale.as_deref().and_then(Lang::from_hint);
    for intent in &corpus.data {
        let label = match intent.intent.trim() {
            "" => return Err(at_line(file, 1, "an intent of this corpus has no name")),
            NONE => NEVER,
            label => label,
        };
        for utterance in &intent.utterances {
            into.phrase(label, Line::new(lang, utterance));
        }
        for Answer::Plain(answer) | Answer::Conditional { answer } in &intent.answers {
            into.answer(label, Line::new(lang, answer));
        }
    }
    Ok(())
}
