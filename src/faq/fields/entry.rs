//! One entry of a table whose names the file chooses, whatever its type.

use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use super::{Fields, Problems, local_date};
use crate::clock::Date;
use crate::source::{At, Problem};

/// One entry of a table whose names the file chooses.
pub(in crate::faq) struct Entry<'t> {
    pub(super) path: Arc<str>,
    pub(super) value: &'t Spanned<DeValue<'t>>,
    pub(super) problems: &'t Problems,
}

impl<'t> Entry<'t> {
    /// Where the value stands.
    pub fn here(&self) -> At<()> {
        At { value: (), path: self.path.clone(), span: self.value.span() }
    }

    /// The value as a date, if it is one.
    pub fn as_date(&self) -> Option<Date> {
        local_date(self.value.get_ref())
    }

    /// The value as text, if it is one.
    pub fn as_text(&self) -> Option<&'t str> {
        self.value.get_ref().as_str()
    }

    /// The value as a list of lists of strings or of strings, each item a group.
    pub fn as_groups(&self) -> Option<Vec<Vec<At<String>>>> {
        let text = |item: &Spanned<DeValue<'_>>| {
            let value = item.get_ref().as_str()?.to_owned();
            Some(At { value, path: self.path.clone(), span: item.span() })
        };
        let group = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
            DeValue::Array(words) => words.iter().map(text).collect(),
            _ => Some(vec![text(item)?]),
        };
        self.value.get_ref().as_array()?.iter().map(group).collect()
    }

    /// The value as a table, if it is one.
    pub fn as_fields(&self) -> Option<Fields<'t>> {
        let table = self.value.get_ref().as_table()?;
        let (path, place) = (self.path.clone(), self.value.span());
        Some(Fields { path, place, table, asked: Vec::new(), problems: self.problems })
    }

    /// Notes what is wrong with a value that was read.
    pub fn report(&self, problem: Problem) {
        self.problems.add(problem);
    }

    /// Notes that the value is not what belongs here.
    pub fn refuse(&self, wanted: &str) {
        let found = self.value.get_ref().type_str();
        self.problems
            .add(self.here().error("wrong-type", format!("found {found}, but {wanted} belongs here")));
    }
}
