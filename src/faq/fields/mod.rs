//! Reading one TOML table field by field, noting every problem with its place
//! instead of stopping at the first. The only module that names `toml`.

mod entry;
mod find;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) use entry::Entry;
pub use find::place_of;

use super::facts::Number;
use crate::clock::Date;
use crate::source::{At, Problem, SourceFile};

/// The problems found so far, shared by everything that reads.
#[derive(Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub fn add(&self, problem: Problem) {
        self.0.borrow_mut().push(problem);
    }

    pub fn into_vec(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// One table being read. Ends with [`Fields::finish`], which reports the keys
/// that nobody asked for.
pub(super) struct Fields<'t> {
    path: Arc<str>,
    /// Where problems of the table as a whole point to.
    place: Range<usize>,
    table: &'t DeTable<'t>,
    asked: Vec<&'static str>,
    problems: &'t Problems,
}

/// Parses a whole file and hands its root table to `read`; syntax errors are all noted.
pub(super) fn with_root<T>(
    file: &SourceFile,
    problems: &Problems,
    read: impl FnOnce(Fields<'_>) -> Option<T>,
) -> Option<T> {
    let (root, errors) = DeTable::parse_recoverable(&file.text);
    let path: Arc<str> = file.path.as_str().into();
    for error in &errors {
        let span = error.span().unwrap_or_else(|| file.first_line());
        let at = At { value: (), path: path.clone(), span };
        problems.add(at.error("toml-syntax", error.message()).hint("TOML syntax: https://toml.io/en/v1.0.0"));
    }
    if !errors.is_empty() {
        return None;
    }
    let place = file.first_line();
    read(Fields { path, place, table: root.get_ref(), asked: Vec::new(), problems })
}

impl<'t> Fields<'t> {
    /// Where this table stands.
    pub fn here(&self) -> At<()> {
        At { value: (), path: self.path.clone(), span: self.place.clone() }
    }

    /// A string that may be absent.
    pub fn string(&mut self, key: &'static str) -> Option<At<String>> {
        let value = self.take(key)?;
        self.text_of(value, key)
    }

    /// A string that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<At<String>> {
        self.must_have(key);
        self.string(key)
    }

    /// A list of strings; empty when absent.
    pub fn strings(&mut self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of strings");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.text_of(item, key)).collect()
    }

    /// A yes or no; no when absent.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.take(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(value, key, "true or false");
            false
        })
    }

    /// One of a closed set of words; another word is a problem that names the set.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let word = self.string(key)?;
        let chosen = choices.iter().find(|(name, _)| *name == word.value);
        if chosen.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let known = names.join("`, `");
            self.problems.add(
                word.error("not-a-choice", format!("`{key}` cannot be `{}`", word.value))
                    .hint(format!("one of `{known}`")),
            );
        }
        chosen.map(|(_, value)| *value)
    }

    /// A number, exactly as written.
    pub fn number(&mut self, key: &'static str) -> Option<At<Number>> {
        let value = self.take(key)?;
        let digits = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => "",
        };
        let number = Number::parse(digits);
        if number.is_none() {
            self.wrong_type(value, key, "a plain number");
        }
        number.map(|number| self.at(value, number))
    }

    /// A date without time, such as `2020-02-07`.
    pub fn date(&mut self, key: &'static str) -> Option<At<Date>> {
        let value = self.take(key)?;
        let date = local_date(value.get_ref());
        if date.is_none() {
            self.wrong_type(value, key, "a date such as 2020-02-07");
        }
        date.map(|date| self.at(value, date))
    }

    /// A list of dates; empty when absent.
    pub fn dates(&mut self, key: &'static str) -> Vec<At<Date>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let items = value.get_ref().as_array().into_iter().flat_map(|items| items.iter());
        let dates: Option<Vec<At<Date>>> =
            items.map(|item| Some(self.at(item, local_date(item.get_ref())?))).collect();
        match dates.filter(|_| value.get_ref().is_array()) {
            Some(dates) => dates,
            None => {
                self.wrong_type(value, key, "a list of dates such as [2026-12-25]");
                Vec::new()
            }
        }
    }

    /// A time of day, such as `08:00:00`, as minutes after midnight.
    pub fn time(&mut self, key: &'static str) -> Option<At<u16>> {
        self.must_have(key);
        let value = self.take(key)?;
        let written = value.get_ref().as_datetime().filter(|written| written.date.is_none());
        let time = written.and_then(|written| written.time);
        if time.is_none() {
            self.wrong_type(value, key, "a time such as 08:00:00");
        }
        time.map(|time| self.at(value, u16::from(time.hour) * 60 + u16::from(time.minute)))
    }

    /// True where `key` holds a string: for fields that allow a string beside another type.
    pub fn holds_text(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.get_ref().is_str())
    }

    /// A table inside this one.
    pub fn table(&mut self, key: &'static str) -> Option<Fields<'t>> {
        let value = self.take(key)?;
        self.table_of(value, key)
    }

    /// A list of tables; empty when absent.
    pub fn tables(&mut self, key: &'static str) -> Vec<Fields<'t>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of tables");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.table_of(item, key)).collect()
    }

    /// A table, or a list of them where there are several; empty when absent.
    pub fn one_or_more(&mut self, key: &'static str) -> Vec<Fields<'t>> {
        match self.table.get(key) {
            Some(value) if value.get_ref().is_table() => self.table(key).into_iter().collect(),
            _ => self.tables(key),
        }
    }

    /// The table's entries under names that the file chooses, whatever their type.
    /// Nothing is left over for [`Fields::finish`].
    pub fn entries(self) -> impl Iterator<Item = (At<String>, Entry<'t>)> {
        let Fields { path, table, problems, .. } = self;
        table.iter().map(move |(name, value)| {
            let name = At { value: name.get_ref().to_string(), path: path.clone(), span: name.span() };
            (name, Entry { path: path.clone(), value, problems })
        })
    }

    /// Notes what is wrong with a value that was read.
    pub fn report(&self, problem: Problem) {
        self.problems.add(problem);
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !self.asked.contains(&name) {
                let at = At { value: (), path: self.path.clone(), span: key.span() };
                let known = self.asked.join("`, `");
                self.problems.add(
                    at.error("unknown-key", format!("unknown key `{name}`"))
                        .hint(format!("known here: `{known}`")),
                );
            }
        }
    }

    /// Notes that a key is missing, if it is.
    pub fn must_have(&mut self, key: &'static str) {
        if !self.table.contains_key(key) {
            self.problems.add(
                self.here()
                    .error("missing-key", format!("`{key}` is missing"))
                    .hint(format!("add `{key} = ...`")),
            );
        }
    }

    fn take(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table.get(key)
    }

    fn at<T>(&self, value: &Spanned<DeValue<'_>>, read: T) -> At<T> {
        At { value: read, path: self.path.clone(), span: value.span() }
    }

    fn text_of(&self, value: &Spanned<DeValue<'_>>, key: &str) -> Option<At<String>> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(value, key, "a string");
        }
        text.map(|text| self.at(value, text.to_owned()))
    }

    fn table_of(&self, value: &'t Spanned<DeValue<'t>>, key: &str) -> Option<Fields<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(value, key, "a table");
        }
        table.map(|table| Fields {
            path: self.path.clone(),
            place: value.span(),
            table,
            asked: Vec::new(),
            problems: self.problems,
        })
    }

    fn wrong_type(&self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let found = value.get_ref().type_str();
        let at = self.at(value, ());
        self.problems.add(at.error("wrong-type", format!("`{key}` is {found}, but {wanted} belongs here")));
    }
}

fn local_date(value: &DeValue<'_>) -> Option<Date> {
    let written = value.as_datetime()?;
    let date = written.date.filter(|_| written.time.is_none())?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}
