//! The file's keys: each is taken once, and what is left over is a mistake. Problems are
//! noted as they are met, never with the value, which may be a secret.

use std::ops::RangeInclusive;

use toml::{Table, Value};

const SECTIONS: [&str; 8] =
    ["database", "telegram", "limits", "staff", "tickets", "retention", "abuse", "dashboard"];

/// The file being taken apart.
pub(super) struct File {
    table: Table,
    problems: Vec<String>,
}

impl File {
    /// An unreadable file is an empty one with a problem.
    pub fn read(text: &str) -> File {
        match text.parse::<Table>() {
            Ok(table) => File { table, problems: Vec::new() },
            Err(error) => {
                let line = error
                    .span()
                    .map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
                // Only the message: the whole error quotes the line, which may hold a password.
                let problem = format!("line {line} of the file: {}", error.message());
                File { table: Table::new(), problems: vec![problem] }
            }
        }
    }

    /// Notes what is wrong, and what to write instead.
    pub fn refuse(&mut self, section: &str, key: &str, wanted: &str) {
        self.problems.push(format!("{section}.{key}: {wanted}"));
    }

    /// Whether there is such a section, with or without anything in it.
    pub fn names(&self, section: &str) -> bool {
        self.table.contains_key(section)
    }

    /// What is wrong so far.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    pub fn text(&mut self, section: &str, key: &str) -> Option<String> {
        self.take(section, key, "a text in quotes", |value| match value {
            Value::String(text) if !text.is_empty() => Some(text),
            _ => None,
        })
    }

    /// A whole number within the bounds that make sense for it.
    pub fn number(&mut self, section: &str, key: &str, default: u32, within: RangeInclusive<u32>) -> u32 {
        let wanted = format!("a whole number from {} to {}", within.start(), within.end());
        let number = self.take(section, key, &wanted, |value| {
            let number = u32::try_from(value.as_integer()?).ok()?;
            within.contains(&number).then_some(number)
        });
        number.unwrap_or(default)
    }

    pub fn flag(&mut self, section: &str, key: &str, default: bool) -> bool {
        self.take(section, key, "true or false", |value| value.as_bool()).unwrap_or(default)
    }

    /// One of a closed set of words.
    pub fn choice<T: Copy>(&mut self, section: &str, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let words: Vec<String> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        let wanted = format!("one of {}", words.join(", "));
        self.take(section, key, &wanted, |value| {
            let word = value.as_str()?;
            choices.iter().find(|(known, _)| *known == word).map(|(_, choice)| *choice)
        })
    }

    /// The value of a key, if it is there and `read` accepts it.
    pub fn take<T>(
        &mut self,
        section: &str,
        key: &str,
        wanted: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.table.get_mut(section)?.as_table_mut()?.remove(key)?;
        let taken = read(value);
        if taken.is_none() {
            self.refuse(section, key, wanted);
        }
        taken
    }

    /// All problems, and with them what nobody took.
    pub fn rest(self) -> Vec<String> {
        let File { table, mut problems } = self;
        for (section, value) in table {
            match value {
                Value::Table(keys) if SECTIONS.contains(&section.as_str()) => {
                    problems.extend(keys.keys().map(|key| format!("{section}.{key}: no such setting")));
                }
                _ => problems.push(format!("{section}: no such section")),
            }
        }
        problems
    }
}
