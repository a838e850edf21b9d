//! Files of `faq/` with a line more or fewer: text in, text out. What is not meant to change
//! stays byte for byte, comments and order too, since a change is cut into the text at the
//! place that the parser names. It may not open files. The only module that names `toml_edit`.

use std::ops::Range;

use toml_edit::{Array, Document, Item, Table, Value};

use super::Phrase;
use crate::lang::Lang;

/// Why a file cannot be changed by a program: a person has to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// It does not parse; `tanya check` says where.
    #[error("the file is broken")]
    Broken,
    /// The place where the change belongs is not there, or is written in another way.
    #[error("`{0}` is not written in the usual way; edit the file by hand")]
    Unusual(&'static str),
    /// What should go is not there.
    #[error("{0:?} is not there")]
    Absent(String),
}

/// A new topic, as its file says it.
#[derive(Debug, Clone, Copy)]
pub struct NewTopic<'t> {
    /// Its id; its message has the same.
    pub id: &'t str,
    /// Its programme.
    pub programme: &'t str,
    /// The name of a source of the programme.
    pub source: &'t str,
    /// Keys of its own contacts.
    pub contacts: &'t [String],
    /// The lines of its table of facts.
    pub facts: &'t str,
    /// Its phrases.
    pub phrases: &'t [Phrase],
    /// A question that it must answer.
    pub test: &'t str,
}

/// A source, as a programme's file says it.
#[derive(Debug, Clone, Copy)]
pub struct NewSource<'s> {
    /// Its name in the programme.
    pub name: &'s str,
    /// Its own title and publisher.
    pub title: &'s str,
    /// Its address.
    pub url: Option<&'s str>,
    /// The day it was read.
    pub checked: &'s str,
}

/// A topic's file with a phrase more; as it is where it has the phrase.
pub fn with_phrase(file: &str, phrase: &Phrase) -> Result<String, Unwritable> {
    let root = parse(file)?;
    let ask = root.get("ask").and_then(Item::as_table).ok_or(Unwritable::Unusual("[ask]"))?;
    with_line(file, ask, phrase, "[ask]")
}

/// A topic's file without a phrase.
pub fn without_phrase(file: &str, phrase: &Phrase) -> Result<String, Unwritable> {
    let root = parse(file)?;
    let ask = root.get("ask").and_then(Item::as_table).ok_or(Unwritable::Unusual("[ask]"))?;
    let list = ask.get(phrase.lang.code()).and_then(Item::as_array);
    let found = list.into_iter().flatten().find(|line| line.as_str() == Some(&phrase.text));
    let span = found.and_then(Value::span).ok_or_else(|| Unwritable::Absent(phrase.text.to_string()))?;
    Ok(without(file, span))
}

/// A topic's file with a test more; as it is where it has a test of this question.
pub fn with_test(file: &str, ask: &str, say: &str) -> Result<String, Unwritable> {
    let root = parse(file)?;
    let tests = match root.get("test") {
        None => None,
        Some(tests) => Some(tests.as_array_of_tables().ok_or(Unwritable::Unusual("[[test]]"))?),
    };
    let asks = |test: &Table| test.get("ask").and_then(Item::as_str) == Some(ask);
    if tests.is_some_and(|tests| tests.iter().any(asks)) {
        return Ok(file.to_owned());
    }
    Ok(appended(file, &test(ask, say)))
}

/// A programme's file of never lines with some more about a subject; lines that it has
/// already are left out. Where there is no file yet, `file` is empty.
pub fn with_nevers(file: &str, about: &str, lines: &[Phrase]) -> Result<String, Unwritable> {
    let mut text = file.to_owned();
    for line in lines {
        let root = parse(&text)?;
        let groups = match root.get("never") {
            None => None,
            Some(groups) => Some(groups.as_array_of_tables().ok_or(Unwritable::Unusual("[[never]]"))?),
        };
        let same = |group: &&Table| group.get("about").and_then(Item::as_str) == Some(about);
        text = match groups.and_then(|groups| groups.iter().find(same)) {
            Some(group) => with_line(&text, group, line, "[[never]]")?,
            None => {
                let lines = list(line.lang, std::slice::from_ref(line));
                appended(&text, &format!("[[never]]\nabout = {}\n{lines}", quoted(about)))
            }
        };
    }
    Ok(text)
}

/// A programme's file with a source more; as it is where it has one of this name.
pub fn with_source(file: &str, source: &NewSource<'_>) -> Result<String, Unwritable> {
    let root = parse(file)?;
    let sources = match root.get("source") {
        None => None,
        Some(sources) => Some(sources.as_table().ok_or(Unwritable::Unusual("[source]"))?),
    };
    if sources.is_some_and(|sources| sources.contains_key(source.name)) {
        return Ok(file.to_owned());
    }
    let url = source.url.map(|url| format!("url     = {}\n", quoted(url))).unwrap_or_default();
    let NewSource { name, title, checked, .. } = source;
    let table = format!("[source.{name}]\ntitle   = {}\n{url}checked = {checked}\n", quoted(title));
    // Beside its like: behind the last line of the last source.
    let ends =
        sources.into_iter().flat_map(|sources| sources.iter()).filter_map(|(_, one)| end_of(one.as_table()?));
    match ends.max() {
        Some(end) => {
            let at = file[end..].find('\n').map_or(file.len(), |newline| end + newline + 1);
            let gap = if file[..at].ends_with('\n') { "\n" } else { "\n\n" };
            Ok(file[..at].to_owned() + &lines_of(file, &format!("{gap}{table}")) + &file[at..])
        }
        None => Ok(appended(file, &table)),
    }
}

/// The file of a new topic.
pub fn topic_file(topic: &NewTopic<'_>) -> String {
    let NewTopic { id, programme, source, contacts, facts, phrases, test: ask } = topic;
    let mut text =
        format!("id        = \"{id}\"\nprogramme = \"{programme}\"\nsource    = {}\n", quoted(source));
    if !contacts.is_empty() {
        let contacts: Vec<String> = contacts.iter().map(|contact| quoted(contact)).collect();
        text += &format!("contacts  = [{}]\n", contacts.join(", "));
    }
    text += &format!("answer    = [ {{ say = \"{id}\" }} ]\n");
    if !facts.trim().is_empty() {
        text += &format!("\n[facts]\n{}\n", facts.trim());
    }
    text += "\n[ask]\n";
    text.extend(Lang::ALL.map(|lang| list(lang, phrases)));
    format!("{text}\n{}", test(ask, id))
}

/// Whether a text is nothing but values under names, as a table of facts holds them.
pub fn is_facts(text: &str) -> bool {
    parse(text).is_ok_and(|root| root.as_table().iter().all(|(_, item)| item.is_value()))
}

fn parse(file: &str) -> Result<Document<&str>, Unwritable> {
    Document::parse(file).map_err(|_| Unwritable::Broken)
}

/// A table with a line more in the list of its language.
fn with_line(file: &str, table: &Table, line: &Phrase, what: &'static str) -> Result<String, Unwritable> {
    let code = line.lang.code();
    if let Some(list) = table.get(code) {
        let list = list.as_array().ok_or(Unwritable::Unusual(what))?;
        if list.iter().any(|known| known.as_str() == Some(&line.text)) {
            return Ok(file.to_owned());
        }
        return pushed(file, list, &quoted(&line.text)).ok_or(Unwritable::Unusual(what));
    }
    // Behind the last entry of the table: the other language, mostly.
    let end = end_of(table).ok_or(Unwritable::Unusual(what))?;
    let at = file[end..].find('\n').map_or(file.len(), |newline| end + newline + 1);
    let gap = if file[..at].ends_with('\n') { "" } else { "\n" };
    let lines = format!("{gap}{}", list(line.lang, std::slice::from_ref(line)));
    Ok(file[..at].to_owned() + &lines_of(file, &lines) + &file[at..])
}

/// Where the last value of a table ends.
fn end_of(table: &Table) -> Option<usize> {
    table.iter().filter_map(|(_, item)| Some(item.as_value()?.span()?.end)).max()
}

/// The file with a value more at the end of a list, before what stands there for people.
fn pushed(file: &str, list: &Array, value: &str) -> Option<String> {
    let span = list.span()?;
    let close = span.end.checked_sub(1)?;
    let last = list.iter().last().and_then(Value::span);
    let line = file[..close].rfind('\n').map_or(0, |newline| newline + 1);
    let mut text = file.to_owned();
    if line > span.start && file[line..close].trim().is_empty() {
        let indent = last.as_ref().map_or("  ", |last| indent(file, last.start));
        text.insert_str(line, &lines_of(file, &format!("{indent}{value},\n")));
        if let Some(last) = last.filter(|_| !list.trailing_comma()) {
            text.insert(last.end, ',');
        }
    } else {
        match last {
            Some(last) => text.insert_str(last.end, &format!(", {value}")),
            None => text.insert_str(close, value),
        }
    }
    Some(text)
}

/// The spaces before what stands first on a line.
fn indent(file: &str, at: usize) -> &str {
    let start = file[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &file[start..at];
    if before.trim().is_empty() { before } else { "  " }
}

/// The file without a value of a list and its comma; without its line where it stands alone.
fn without(file: &str, value: Range<usize>) -> String {
    let start = file[..value.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = file[value.end..].find('\n').map_or(file.len(), |newline| value.end + newline + 1);
    let after = file[value.end..end].trim_start().trim_start_matches(',').trim_start();
    if file[start..value.start].trim().is_empty() && (after.is_empty() || after.starts_with('#')) {
        return file[..start].to_owned() + &file[end..];
    }
    let rest = file[value.end..].trim_start();
    match rest.strip_prefix(',') {
        Some(rest) => file[..value.start].to_owned() + rest.trim_start_matches(' '),
        None => file[..value.start].trim_end().trim_end_matches(',').to_owned() + &file[value.end..],
    }
}

/// The file with a paragraph more at its end.
fn appended(file: &str, paragraph: &str) -> String {
    let gap = match file {
        "" => "",
        _ if file.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    file.to_owned() + &lines_of(file, &format!("{gap}{paragraph}"))
}

/// New lines that end as those of the file do.
fn lines_of(file: &str, lines: &str) -> String {
    if file.contains("\r\n") { lines.replace('\n', "\r\n") } else { lines.to_owned() }
}

/// `id = [...]`, one phrase a line; nothing where there is none in the language.
fn list(lang: Lang, phrases: &[Phrase]) -> String {
    let own = phrases.iter().filter(|phrase| phrase.lang == lang);
    let lines: String = own.map(|phrase| format!("  {},\n", quoted(&phrase.text))).collect();
    if lines.is_empty() { lines } else { format!("{lang} = [\n{lines}]\n") }
}

fn test(ask: &str, say: &str) -> String {
    format!("[[test]]\nask = {}\nsay = {}\n", quoted(ask), quoted(say))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
