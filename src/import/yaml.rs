//! YAML as a tree of texts with their lines: Rasa means every scalar as text, `yes` and
//! `1.0` too. Aliases are refused, since a few of them can stand for gigabytes.

use saphyr_parser::{Event, Parser};

use super::at_line;
use crate::source::{Problem, SourceFile};

/// Deeper nesting is no training data.
const MAX_DEPTH: usize = 64;

/// A value and the line that it begins in; the text of a block begins below its `|`.
#[derive(Debug)]
pub(super) struct Node {
    pub line: usize,
    pub value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    List(Vec<Node>),
    Table(Vec<(Node, Node)>),
}

impl Node {
    /// The value of a key, where this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// The scalar's text, where this is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; none where this is no list.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a table; none where this is no table.
    pub fn entries(&self) -> &[(Node, Node)] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The lines of a scalar with their numbers in the file.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text().unwrap_or_default().lines();
        lines.enumerate().map(|(at, line)| (self.line + at, line))
    }
}

/// A collection that is being read: its line, whether it is a table, and its parts so far.
struct Open {
    line: usize,
    table: bool,
    parts: Vec<Node>,
}

/// The documents of a file.
pub(super) fn read(file: &SourceFile) -> Result<Vec<Node>, Problem> {
    let mut documents = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(&file.text) {
        let (event, span) = event
            .map_err(|error| at_line(file, error.marker().line(), format!("no YAML: {}", error.info())))?;
        let line = span.start.line();
        let done = match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == MAX_DEPTH => {
                return Err(at_line(file, line, "this is nested too deeply"));
            }
            Event::SequenceStart(..) => {
                open.push(Open { line, table: false, parts: Vec::new() });
                None
            }
            Event::MappingStart(..) => {
                open.push(Open { line, table: true, parts: Vec::new() });
                None
            }
            Event::Scalar(text, ..) => Some(Node { line, value: Value::Text(text.into_owned()) }),
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(Open::close),
            Event::Alias(_) => {
                return Err(at_line(file, line, "aliases are not followed here").hint("write the value out"));
            }
            _ => None,
        };
        match open.last_mut() {
            Some(around) => around.parts.extend(done),
            None => documents.extend(done),
        }
    }
    Ok(documents)
}

impl Open {
    fn close(self) -> Node {
        let value = if self.table { Value::Table(pairs(self.parts)) } else { Value::List(self.parts) };
        Node { line: self.line, value }
    }
}

fn pairs(parts: Vec<Node>) -> Vec<(Node, Node)> {
    let mut parts = parts.into_iter();
    let mut pairs = Vec::new();
    while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
        pairs.push((key, value));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile { path: "nlu.yml".into(), text: text.into() }
    }

    #[test]
    fn lines_of_blocks_and_of_plain_texts_are_counted_as_in_the_file() {
        let text = "nlu:\n- intent: yes\n  examples: |\n    - a\n    - b\n- intent: b\n  examples:\n\n    - text: c\n";
        let documents = read(&file(text)).unwrap_or_default();
        let intents = documents[0].get("nlu").map(Node::items).unwrap_or_default();
        assert_eq!(intents[0].get("intent").and_then(Node::text), Some("yes"));
        let lines: Vec<(usize, &str)> =
            intents[0].get("examples").into_iter().flat_map(Node::lines).collect();
        assert_eq!(lines, [(4, "- a"), (5, "- b")]);
        let example = &intents[1].get("examples").map(Node::items).unwrap_or_default()[0];
        assert_eq!(example.get("text").map(|text| text.line), Some(9));
    }

    #[test]
    fn hostile_files_are_refused_with_their_line() {
        for (text, line) in [
            ("a: &a [x]\nb: *a\n".to_owned(), 2),
            ("a:\n  - [b\n".to_owned(), 3),
            ("[".repeat(100_000), 1),
            (format!("a:\n{}", "- ".repeat(100_000)), 2),
        ] {
            let problem = read(&file(&text)).err().map(|problem| problem.span.start);
            let at = problem.map(|start| file(&text).position(start).0);
            assert_eq!(at, Some(line), "{}", &text[..text.len().min(40)]);
        }
    }
}
