//! Columns parted by commas. A header names them in any order; without one they are
//! topic, question or topic, language, question.

use ::csv::{Error, ErrorKind, Position, ReaderBuilder, StringRecord};

use super::{Imported, Line, at_line};
use crate::lang::Lang;
use crate::source::{Problem, SourceFile};

const TOPIC: [&str; 5] = ["topic", "intent", "label", "category", "class"];
const LANGUAGE: [&str; 3] = ["lang", "language", "locale"];
const QUESTION: [&str; 7] = ["question", "text", "utterance", "phrase", "query", "sentence", "example"];
const ANSWER: [&str; 2] = ["answer", "response"];

/// Where the columns are.
struct Columns {
    topic: usize,
    lang: Option<usize>,
    question: usize,
    answer: Option<usize>,
}

pub(super) fn read(file: &SourceFile, into: &mut Imported) -> Result<(), Problem> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(file.text.as_bytes());
    let mut columns: Option<Columns> = None;
    let mut row = StringRecord::new();
    while reader.read_record(&mut row).map_err(|error| problem(file, &error))? {
        check_quotes(file, &row, reader.position().byte())?;
        let header = columns.is_none().then(|| by_header(&row)).flatten();
        if header.is_some() {
            columns = header;
            continue;
        }
        let places = columns.take().or_else(|| by_place(&row)).ok_or_else(|| unknown_columns(file, &row))?;
        add(file, &places, &row, into)?;
        columns = Some(places);
    }
    Ok(())
}

fn unknown_columns(file: &SourceFile, row: &StringRecord) -> Problem {
    let (topics, questions) = (TOPIC.join(", "), QUESTION.join(", "));
    at_line(file, line(file, row.position()), "these columns are not known").hint(format!(
        "topic, question or topic, language, question; else a header with one of {topics} and one of {questions}"
    ))
}

fn by_header(row: &StringRecord) -> Option<Columns> {
    let find =
        |names: &[&str]| row.iter().position(|name| names.contains(&name.trim().to_lowercase().as_str()));
    Some(Columns {
        topic: find(&TOPIC)?,
        lang: find(&LANGUAGE),
        question: find(&QUESTION)?,
        answer: find(&ANSWER),
    })
}

fn by_place(row: &StringRecord) -> Option<Columns> {
    match row.len() {
        2 => Some(Columns { topic: 0, lang: None, question: 1, answer: None }),
        3 => Some(Columns { topic: 0, lang: Some(1), question: 2, answer: None }),
        _ => None,
    }
}

fn add(file: &SourceFile, columns: &Columns, row: &StringRecord, into: &mut Imported) -> Result<(), Problem> {
    let cell = |column: usize| row.get(column).unwrap_or_default().trim();
    let lang = columns.lang.and_then(|column| Lang::from_code(cell(column)));
    let topic = cell(columns.topic);
    if topic.is_empty() {
        return Err(at_line(file, line(file, row.position()), "this row names no topic"));
    }
    into.phrase(topic, Line::new(lang, cell(columns.question)));
    if let Some(answer) = columns.answer {
        into.answer(topic, Line::new(lang, cell(answer)));
    }
    Ok(())
}

/// A quote that nobody closes takes the rest of the file into one cell.
fn check_quotes(file: &SourceFile, row: &StringRecord, end: u64) -> Result<(), Problem> {
    let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
    let start = row.position().map_or(0, Position::byte);
    let raw = file.text.get(place(start)..place(end)).unwrap_or_default();
    if raw.trim_end().contains('\n') && raw.matches('"').count() % 2 == 1 {
        return Err(at_line(
            file,
            line(file, row.position()),
            "a quote that opens in this row is never closed",
        ));
    }
    Ok(())
}

/// The line that a row begins in; the reader takes blank lines before it for a part of it.
fn line(file: &SourceFile, position: Option<&Position>) -> usize {
    let at = position.map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
    let blank = file.text.lines().skip(at.saturating_sub(1)).take_while(|line| line.trim().is_empty());
    at + blank.count()
}

fn problem(file: &SourceFile, error: &Error) -> Problem {
    let message = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("this row has {len} columns, the first has {expected_len}")
        }
        _ => error.to_string(),
    };
    at_line(file, line(file, error.position()), message)
}
