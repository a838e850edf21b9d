//! A file of knowledge as text, and what is wrong with it. Plain values: it may
//! not open files, nor decide how a problem is shown.

mod rules;

use std::ops::Range;

pub use rules::{RULES, about};

/// A file under `faq/` or `locales/`, read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the knowledge folder, with `/`: `faq/rex/rex-about.toml`.
    pub path: String,
    /// The file's text.
    pub text: String,
}

impl SourceFile {
    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }

    /// The file as a whole, as a place.
    pub fn all(&self) -> At<()> {
        self.at(self.first_line())
    }

    /// Some of its bytes as a place.
    pub fn at(&self, span: Range<usize>) -> At<()> {
        At { value: (), path: self.path.as_str().into(), span }
    }

    /// The span of the whole file's first line: where problems of a file as a whole point to.
    pub fn first_line(&self) -> Range<usize> {
        0..self.text.find('\n').unwrap_or(self.text.len())
    }
}

/// Whether a problem keeps the knowledge from being loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is loaded until it is mended.
    Error,
    /// It loads, but a person should look.
    Warning,
}

/// One thing that is wrong, at its place, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Error or warning.
    pub severity: Severity,
    /// Which of [`RULES`] it breaks.
    pub rule: &'static str,
    /// Path of the file, as in [`SourceFile::path`].
    pub path: String,
    /// Bytes of the file that are to blame.
    pub span: Range<usize>,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// A value with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct At<T> {
    /// The value itself.
    pub value: T,
    /// The file it stands in.
    pub path: std::sync::Arc<str>,
    /// Its bytes there.
    pub span: Range<usize>,
}

impl<T> At<T> {
    /// An error about this value: the rule it breaks, and what is wrong.
    pub fn error(&self, rule: &'static str, message: impl Into<String>) -> Problem {
        Problem {
            severity: Severity::Error,
            rule,
            path: self.path.to_string(),
            span: self.span.clone(),
            message: message.into(),
            hint: None,
        }
    }

    /// A warning about this value.
    pub fn warning(&self, rule: &'static str, message: impl Into<String>) -> Problem {
        Problem { severity: Severity::Warning, ..self.error(rule, message) }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> At<U> {
        At { value: change(self.value), path: self.path, span: self.span }
    }
}

impl Problem {
    /// An error of a file as a whole.
    pub fn of_file(file: &SourceFile, rule: &'static str, message: impl Into<String>) -> Problem {
        file.all().error(rule, message)
    }

    /// The same problem with advice.
    pub fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let file = SourceFile { path: "faq/x.toml".into(), text: "satu\nduäx\n".into() };
        assert_eq!(file.position(0), (1, 1));
        assert_eq!(file.position(file.text.find('x').unwrap_or(0)), (2, 4));
        assert_eq!(file.position(9999), (3, 1));
    }
}
