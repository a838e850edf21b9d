//! An exported knowledge base of QnA Maker: tab-separated, a header with Question and
//! Answer among others. Rows with one answer are one topic, named by its first question.

use std::collections::HashMap;

use super::{Imported, Line, at_line};
use crate::source::{Problem, SourceFile};

pub(super) fn read(file: &SourceFile, into: &mut Imported) -> Result<(), Problem> {
    let mut lines = file.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((at, header)) = lines.next() else { return Ok(()) };
    let named = |name: &str| header.split('\t').position(|column| column.trim().eq_ignore_ascii_case(name));
    let (Some(question), Some(answer)) = (named("question"), named("answer")) else {
        return Err(at_line(file, at + 1, "the header names no Question and Answer"));
    };
    let mut topics: HashMap<String, String> = HashMap::new();
    for (at, line) in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(question), Some(answer)) = (cells.get(question), cells.get(answer)) else {
            return Err(at_line(file, at + 1, "this row ends before its question and answer"));
        };
        let (question, answer) = (unwritten(question), unwritten(answer));
        if question.is_empty() || answer.is_empty() {
            return Err(at_line(file, at + 1, "this row lacks its question or its answer"));
        }
        let label = topics.entry(answer.clone()).or_insert_with(|| question.clone());
        into.phrase(label, Line::new(None, &question));
        into.answer(label, Line::new(None, &answer));
    }
    Ok(())
}

/// A cell as it was before it was exported: line breaks are written `\n`, and spreadsheet
/// programs put quotes around cells and double those inside.
fn unwritten(cell: &str) -> String {
    let cell = cell.trim();
    let inner = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
    let cell = inner.map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""));
    cell.replace("\\n", "\n").trim().to_owned()
}
