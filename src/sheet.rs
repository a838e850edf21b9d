//! Tables that go through a spreadsheet and come back: CSV in which nothing that a person
//! wrote can become a formula. Pure; it may not know what the columns mean.
//!
//! A cell that a spreadsheet would compute begins with an apostrophe here, and so does one
//! that would then look as if it had: reading takes it away again, so what was written is
//! what is read.

use std::io;

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

/// What makes a formula of a cell, at its beginning; some spreadsheets take the wide
/// forms for the narrow ones.
const FORMULA: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];

/// A table with a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    columns: Vec<String>,
    /// The rows below the header.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file in which it begins, from 1.
    pub line: u64,
    cells: Vec<String>,
}

/// Why a file is no table, and where: mend it there.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {told}")]
pub struct SheetError {
    /// The line, from 1.
    pub line: u64,
    told: String,
}

/// One row as bytes, with its end of line; no cell of it begins like a formula.
pub fn row(cells: &[String]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(cells.iter().map(|cell| defused(cell)))?;
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// Reads a table whose columns are parted by commas, semicolons or tabs, as the
/// spreadsheet of the country writes them.
pub fn read(text: &str) -> Result<Sheet, SheetError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let (mut columns, mut rows, mut record) = (None, Vec::new(), StringRecord::new());
    while reader.read_record(&mut record).map_err(|error| broken(&error))? {
        let start = record.position().map_or(0, csv::Position::byte);
        let line = record.position().map_or(1, csv::Position::line);
        check_quotes(text, start, reader.position().byte(), line)?;
        let cells: Vec<String> = record.iter().map(fused).collect();
        match columns {
            None => columns = Some(cells.iter().map(|name| name.trim().to_lowercase()).collect()),
            Some(_) => rows.push(Row { line, cells }),
        }
    }
    Ok(Sheet { columns: columns.unwrap_or_default(), rows })
}

impl Sheet {
    /// Where the column of this name is.
    pub fn column(&self, name: &str) -> Result<usize, SheetError> {
        self.columns.iter().position(|column| column == name).ok_or_else(|| SheetError {
            line: 1,
            told: format!("no column is named `{name}`; there are: {}", self.columns.join(", ")),
        })
    }
}

impl Row {
    /// The cell of a column.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// What is wrong with this row.
    pub fn error(&self, told: impl Into<String>) -> SheetError {
        SheetError { line: self.line, told: told.into() }
    }
}

/// A cell that no spreadsheet computes.
fn defused(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell that was defused.
fn fused(cell: &str) -> String {
    let rest = cell.strip_prefix('\'').filter(|_| is_formula(cell));
    rest.unwrap_or(cell).to_owned()
}

/// True for a formula, also behind apostrophes.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    // The last of equals wins, so commas come last.
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// A quote that nobody closes takes the rest of the file into one cell.
fn check_quotes(text: &str, start: u64, end: u64, line: u64) -> Result<(), SheetError> {
    let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
    let raw = text.get(place(start)..place(end)).unwrap_or_default();
    if raw.trim_end().contains('\n') && raw.matches('"').count() % 2 == 1 {
        return Err(SheetError { line, told: "a quote that opens in this row is never closed".to_owned() });
    }
    Ok(())
}

fn broken(error: &csv::Error) -> SheetError {
    let told = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("this row has {len} columns, the first has {expected_len}")
        }
        _ => error.to_string(),
    };
    SheetError { line: error.position().map_or(1, csv::Position::line), told }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheet(rows: &[Vec<String>]) -> String {
        let bytes: Vec<u8> = rows.iter().flat_map(|cells| row(cells).unwrap()).collect();
        String::from_utf8(bytes).unwrap()
    }

    /// A cell as somebody who attacks a spreadsheet writes it, or anybody else.
    fn cell() -> impl Strategy<Value = String> {
        prop_oneof!["\\PC{0,12}", "[\r\n\t ',;\"=+@a-]{0,8}", "'{0,2}[=+@\t\r-]\\PC{0,6}"]
    }

    proptest! {
        #[test]
        fn no_cell_begins_like_a_formula(cells in prop::collection::vec(cell(), 1..5)) {
            let text = sheet(&[cells]);
            let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let mut record = StringRecord::new();
            reader.read_record(&mut record).unwrap();
            for cell in &record {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", cell);
            }
        }

        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec(cell(), 3), 0..4)) {
            let header = ["number", "question", "answer"].map(str::to_owned).to_vec();
            let all: Vec<Vec<String>> = std::iter::once(header).chain(rows.clone()).collect();
            let read: Vec<Vec<String>> = read(&sheet(&all)).unwrap().rows.into_iter().map(|row| row.cells).collect();
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn reading_never_panics(text in "[\\PC\r\n\t\",;]{0,80}") {
            let _ = read(&text);
        }
    }

    #[test]
    fn a_cell_that_is_no_formula_is_written_as_it_is() {
        for cell in ["", "12", "it's", "'quoted'", "a = b", "berapa?", "Rp 550.000"] {
            assert_eq!(defused(cell), cell);
        }
        for (cell, written) in
            [("=1+1", "'=1+1"), ("-2", "'-2"), ("'=1", "''=1"), ("\u{FF1D}1", "'\u{FF1D}1")]
        {
            assert_eq!(defused(cell), written);
            assert_eq!(fused(written), cell);
        }
    }

    #[test]
    fn a_table_is_read_as_spreadsheets_of_several_countries_write_it() {
        for text in ["Number,Answer\n1,ya\n", "\u{FEFF}number;answer\r\n1;ya\r\n", "number\tanswer\n\n1\tya"]
        {
            let sheet = read(text).unwrap();
            let (number, answer) = (sheet.column("number").unwrap(), sheet.column("answer").unwrap());
            assert_eq!((sheet.rows[0].cell(number), sheet.rows[0].cell(answer)), ("1", "ya"), "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let unclosed = "number,answer\n1,\"ya\n2,tidak\n";
        assert_eq!(read(unclosed).unwrap_err().line, 2);
        assert_eq!(
            read("number,answer\n1\n").unwrap_err().to_string(),
            "line 2: this row has 1 columns, the first has 2"
        );
        assert!(read("a,b\n").unwrap().column("number").unwrap_err().to_string().contains("a, b"));
    }
}
