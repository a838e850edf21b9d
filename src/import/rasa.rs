//! Rasa's training data (`nlu.yml`, or `nlu.md` of old) and the responses of its domain.
//! `utter_<intent>` answers the intent; stories and rules are not read.

use super::yaml::{self, Node};
use super::{Imported, Line, NEVER, at_line};
use crate::source::{Problem, SourceFile};

/// Rasa's name for what no intent is for.
const OUT_OF_SCOPE: &str = "out_of_scope";

pub(super) fn read(file: &SourceFile, into: &mut Imported) -> Result<(), Problem> {
    if file.path.ends_with(".md") { markdown(file, into) } else { documents(file, into) }
}

fn documents(file: &SourceFile, into: &mut Imported) -> Result<(), Problem> {
    for document in &yaml::read(file)? {
        for item in document.get("nlu").map(Node::items).unwrap_or_default() {
            if let Some(intent) = item.get("intent") {
                let label = label(intent.text().unwrap_or_default());
                if label.is_empty() {
                    return Err(at_line(file, intent.line, "this intent has no name"));
                }
                examples(file, item, label, into)?;
            }
        }
        // Rasa 1 called them templates.
        for responses in ["responses", "templates"].iter().filter_map(|key| document.get(key)) {
            responses.entries().iter().for_each(|(name, texts)| response(name, texts, into));
        }
    }
    Ok(())
}

/// A block of lines that begin with `-`, or a list of texts.
fn examples(file: &SourceFile, item: &Node, label: &str, into: &mut Imported) -> Result<(), Problem> {
    let Some(examples) = item.get("examples") else {
        return Err(at_line(file, item.line, format!("intent `{label}` has no examples")));
    };
    for (number, line) in examples.lines().filter(|(_, line)| !line.trim().is_empty()) {
        let Some(example) = line.trim().strip_prefix('-') else {
            return Err(at_line(file, number, "an example begins with `- `"));
        };
        into.phrase(label, Line::new(None, &unmarked(example)));
    }
    for example in examples.items() {
        let text = example.text().or_else(|| example.get("text").and_then(Node::text));
        let Some(text) = text else { return Err(at_line(file, example.line, "this example has no text")) };
        let text = text.trim();
        into.phrase(label, Line::new(None, &unmarked(text.strip_prefix("- ").unwrap_or(text))));
    }
    Ok(())
}

/// Texts with slots (`{name}`) need Rasa's memory, so they are no answers here.
fn response(name: &Node, texts: &Node, into: &mut Imported) {
    let Some(intent) = name.text().and_then(|name| name.strip_prefix("utter_")) else { return };
    for text in texts.items().iter().filter_map(|item| item.get("text")?.text()) {
        if !text.contains('{') {
            into.answer(label(intent), Line::new(None, text));
        }
    }
}

fn markdown(file: &SourceFile, into: &mut Imported) -> Result<(), Problem> {
    let mut intent: Option<&str> = None;
    for (at, line) in file.text.lines().enumerate() {
        if let Some(head) = line.strip_prefix("##") {
            intent = head.trim().strip_prefix("intent:").map(label);
            if intent == Some("") {
                return Err(at_line(file, at + 1, "this intent has no name"));
            }
        } else if let (Some(label), Some(example)) = (intent, example(line)) {
            into.phrase(label, Line::new(None, &unmarked(example)));
        }
    }
    Ok(())
}

fn example(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix(['-', '*', '+'])
}

fn label(intent: &str) -> &str {
    let intent = intent.trim();
    if intent == OUT_OF_SCOPE { NEVER } else { intent }
}

/// An example without the marks of its entities: `[x](y)` and `[x]{"entity": "y"}` are `x`.
fn unmarked(example: &str) -> String {
    let mut plain = String::with_capacity(example.len());
    let mut rest = example;
    while let Some((before, words, after)) = entity(rest) {
        plain.push_str(before);
        plain.push_str(words);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// The first marked entity: what stands before it, its words, what stands after.
fn entity(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(close) = text.get(from..)?.find(']').map(|at| from + at) {
        let end = match text.as_bytes().get(close + 1) {
            Some(b'(') => text[close..].find(')'),
            Some(b'{') => text[close..].find('}'),
            _ => None,
        };
        if let (Some(open), Some(end)) = (text[..close].rfind('['), end) {
            return Some((&text[..open], &text[open + 1..close], &text[close + end + 1..]));
        }
        from = close + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_reduced_to_their_words() {
        for (marked, plain) in [
            ("from [Solo](city) to [Tegal](city:tgl)", "from Solo to Tegal"),
            (r#"a [big]{"entity": "size", "role": "x"} one"#, "a big one"),
            ("[a](b", "[a](b"),
            ("plain [x] and (y)", "plain [x] and (y)"),
            ("][](", "][]("),
            ("é [ñ](ü) ]", "é ñ ]"),
        ] {
            assert_eq!(unmarked(marked), plain, "{marked}");
        }
    }
}
