//! A table for a spreadsheet and for a program: the same numbers under the same names.

use std::io;

use serde_json::{Map, Value, json};

use super::{Numbers, Row, Table};
use crate::sheet;

/// The columns of thumbs.
const THUMBS: [&str; 2] = ["good", "bad"];

impl Table {
    /// A header and the rows, as CSV. What is not known is an empty cell.
    pub fn csv(&self) -> io::Result<Vec<u8>> {
        let names = std::iter::once(self.by.code()).chain(Numbers::NAMES).chain(THUMBS);
        let mut csv = sheet::row(&names.map(str::to_owned).collect::<Vec<_>>())?;
        for row in &self.rows {
            let numbers = row.named().into_iter().map(|(_, number)| number);
            let cells = numbers.map(|number| number.map(|number| number.to_string()));
            let key = std::iter::once(row.key.clone());
            let cells: Vec<String> = key.chain(cells).map(Option::unwrap_or_default).collect();
            csv.extend(sheet::row(&cells)?);
        }
        Ok(csv)
    }

    /// The period, the rows and the total, as one JSON object. What is not known is null.
    pub fn json(&self) -> Value {
        let keyed = |row: &Row| {
            let key = (self.by.code().to_owned(), json!(row.key));
            Value::Object(std::iter::once(key).chain(row.object()).collect())
        };
        json!({
            "from": self.period.from.to_string(), "to": self.period.to.to_string(), "by": self.by.code(),
            "rows": self.rows.iter().map(keyed).collect::<Vec<_>>(), "total": self.total.object(),
        })
    }
}

impl Row {
    /// Each number under its name.
    fn named(&self) -> Vec<(&'static str, Option<u64>)> {
        let numbers = Numbers::NAMES.into_iter().zip(self.numbers.values().map(Some));
        let (good, bad) = self.thumbs.map(|thumbs| (thumbs.good, thumbs.bad)).unzip();
        numbers.chain(THUMBS.into_iter().zip([good, bad])).collect()
    }

    fn object(&self) -> Map<String, Value> {
        self.named().into_iter().map(|(name, number)| (name.to_owned(), json!(number))).collect()
    }
}
