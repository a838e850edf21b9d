//! Files of `locales/` with a message more, or in other words: text in, text out. All other
//! messages and every comment stay as they are. It may not open files, nor say whether the
//! words are right: that is for the checks.

use fluent_syntax::ast::{Entry, Message};
use fluent_syntax::parser::parse;

/// Why a file cannot be changed by a program: a person has to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// A message cannot be empty.
    #[error("`{0}` has no words")]
    Empty(String),
    /// The words would be read as something else, or the file is broken there.
    #[error("the words of `{0}` cannot be read as a message")]
    Unreadable(String),
}

/// The words of a message as the file writes them, without the spaces that set them off;
/// `None` where the file has no such message.
pub fn words_of(file: &str, id: &str) -> Option<String> {
    let (start, end) = place(file, id)?;
    let (_, words) = file[start..end].split_once('=')?;
    let mut lines = words.trim_end().lines();
    let first = lines.next().unwrap_or_default().trim();
    let lines: Vec<&str> = lines.collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let common = lines.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or_default();
    let rest = lines.iter().map(|line| line.get(common..).unwrap_or_default().trim_end());
    let all: Vec<&str> = Some(first).filter(|first| !first.is_empty()).into_iter().chain(rest).collect();
    Some(all.join("\n"))
}

/// The file where a message says these words: in its place where it is there, else at the end.
pub fn with_message(file: &str, id: &str, words: &str) -> Result<String, Unwritable> {
    let words = words.replace("\r\n", "\n");
    let words = words.trim();
    if words.is_empty() {
        return Err(Unwritable::Empty(id.to_owned()));
    }
    if words_of(file, id).is_some_and(|read| read == words) {
        return Ok(file.to_owned());
    }
    let text = match place(file, id) {
        Some((start, end)) => {
            let set_off = file[start..end].lines().next().is_some_and(|line| line.trim_end().ends_with('='));
            file[..start].to_owned() + &message(id, words, set_off) + &file[end..]
        }
        None => {
            let gap = if file.is_empty() {
                ""
            } else if file.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            };
            format!("{file}{gap}{}", message(id, words, false))
        }
    };
    // What was written must read back, and nothing else may have become of the rest.
    let others = |text: &str| -> Vec<String> { names(text).into_iter().filter(|name| name != id).collect() };
    let reads_back = words_of(&text, id).is_some_and(|read| read == words || plain(&read) == words);
    match reads_back && others(&text) == others(file) && is_sound(&text, id) {
        true => Ok(text),
        false => Err(Unwritable::Unreadable(id.to_owned())),
    }
}

/// A message as a file writes it: on its line, or set off below it where it has several
/// lines or was so before.
fn message(id: &str, words: &str, set_off: bool) -> String {
    if !words.contains('\n') && !set_off {
        return format!("{id} = {words}\n");
    }
    let mut depth = 0_i32;
    let mut block = format!("{id} =\n");
    for line in words.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            block.push('\n');
            continue;
        }
        // At the start of a line these begin something else, but within braces.
        let (mark, rest) = match line.chars().next() {
            Some(first @ ('.' | '*' | '[')) if depth == 0 => (format!("{{ \"{first}\" }}"), &line[1..]),
            _ => (String::new(), line),
        };
        block += &format!("    {mark}{rest}\n");
        depth += line.matches('{').count() as i32 - line.matches('}').count() as i32;
    }
    block
}

/// Words as they were before [`message`] set off what begins their lines.
fn plain(words: &str) -> String {
    let mut plain = words.to_owned();
    for first in ['.', '*', '['] {
        let set_off = format!("{{ \"{first}\" }}");
        if let Some(rest) = plain.strip_prefix(&set_off) {
            plain = format!("{first}{rest}");
        }
        plain = plain.replace(&format!("\n{set_off}"), &format!("\n{first}"));
    }
    plain
}

/// Where a message begins, and where the line behind its last one does.
fn place(file: &str, id: &str) -> Option<(usize, usize)> {
    let resource = parse(file).unwrap_or_else(|(resource, _)| resource);
    let found = resource.body.iter().find_map(|entry| match entry {
        Entry::Message(message) if message.id.name == id => Some(message),
        _ => None,
    })?;
    let start = offset(file, found);
    let mut end = file[start..].find('\n').map_or(file.len(), |newline| start + newline + 1);
    let mut at = end;
    for line in file[end..].split_inclusive('\n') {
        at += line.len();
        match line.trim_end() {
            "" => {}
            _ if line.starts_with([' ', '\t', '}']) => end = at,
            _ => break,
        }
    }
    Some((start, end))
}

/// Where a message's name stands in the file's text.
fn offset(file: &str, message: &Message<&str>) -> usize {
    (message.id.name.as_ptr() as usize).saturating_sub(file.as_ptr() as usize)
}

/// The names of all messages and terms, in order.
fn names(file: &str) -> Vec<String> {
    let resource = parse(file).unwrap_or_else(|(resource, _)| resource);
    let name = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        Entry::Term(term) => Some(term.id.name.to_owned()),
        _ => None,
    };
    resource.body.iter().filter_map(name).collect()
}

/// Whether a message has words and nothing beside them.
fn is_sound(file: &str, id: &str) -> bool {
    let resource = parse(file).unwrap_or_else(|(resource, _)| resource);
    resource.body.iter().any(|entry| match entry {
        Entry::Message(message) => {
            message.id.name == id && message.value.is_some() && message.attributes.is_empty()
        }
        _ => false,
    })
}
