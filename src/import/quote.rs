//! Any text as a value of the two file formats: it reads back as it was, whatever it holds.
//! It may not decide what is written.

use std::fmt::Write;

/// A basic string of TOML.
pub(super) fn toml_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Writing to a string cannot fail.
            c if c.is_control() => drop(write!(quoted, "\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A list of basic strings, one a line.
pub(super) fn toml_list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let lines: String = texts.map(|text| format!("  {},\n", toml_string(text))).collect();
    format!("[\n{lines}]")
}

/// Plain text as Telegram's markup that shows it: lines lose the spaces around them,
/// control characters become spaces, direction overrides go.
pub(super) fn markup(text: &str) -> String {
    let lines = text.trim().lines().map(|line| {
        let mut shown = String::with_capacity(line.len());
        for c in line.chars() {
            match c {
                '&' => shown.push_str("&amp;"),
                '<' => shown.push_str("&lt;"),
                '>' => shown.push_str("&gt;"),
                '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
                c if c.is_control() => shown.push(' '),
                c => shown.push(c),
            }
        }
        shown.trim().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The lines of a Fluent pattern that renders to `text`, indented as a block. Numbers and
/// links stand in it as literals: texts may not write facts out, and what kind of fact each
/// is only a person can say.
pub(super) fn fluent_block(text: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {}\n", fluent_line(line)),
    });
    lines.collect()
}

/// One line of a Fluent pattern.
pub(super) fn fluent_line(line: &str) -> String {
    let words: Vec<String> =
        line.split(' ').map(|word| if is_fact(word) { literal(word) } else { braced(word) }).collect();
    let line = words.join(" ");
    match line.chars().next() {
        // These begin something else at the start of a line.
        Some(first @ ('.' | '*' | '[')) => format!("{}{}", literal(&first.to_string()), &line[1..]),
        _ => line,
    }
}

/// Whether a word of a text would be taken for a fact that is written out.
pub(super) fn is_fact(word: &str) -> bool {
    let digits = word.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or_default();
    digits >= 4 || word.contains("://") || word.contains("www.")
}

fn braced(word: &str) -> String {
    let mut braced = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '{' | '}' => braced.push_str(&literal(&c.to_string())),
            c => braced.push(c),
        }
    }
    braced
}

fn literal(text: &str) -> String {
    format!("{{ \"{}\" }}", text.replace('\\', "\\\\").replace('"', "\\\""))
}
