//! `tanya stats`: what was asked, and what became of it, for people, spreadsheets and
//! programs. `docs/figures.md` says what each number means.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, ensure};

use super::{on_terminal, parse_date, runtime, serve};
use crate::analytics::{By, Period, Row, Table};
use crate::clock::{Clock, Date};

/// The days that are told of where none are named.
const DAYS: u16 = 30;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The first day [default: 30 days up to the last]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: Option<Date>,
    /// The last day [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: Option<Date>,
    /// A row for each: day, programme, language, topic
    #[arg(long, default_value = "day", value_parser = parse_by)]
    by: By,
    /// As a JSON object
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// As CSV, for a spreadsheet
    #[arg(long)]
    csv: bool,
    #[command(flatten)]
    config: serve::Args,
}

pub(super) fn run(args: &Args, database: Option<&str>, out: &mut dyn Write) -> Result<ExitCode> {
    let to = args.to.unwrap_or_else(|| Clock::system().now().date());
    let period = args.from.map_or_else(|| Period::of(DAYS, to), |from| Period { from, to });
    ensure!(period.days() > 0, "{} is after {}: name an earlier first day", period.from, period.to);
    let table = runtime()?.block_on(async {
        let store = args.config.store(database).await?;
        let counted = store.figures(args.by, period).await?;
        store.close().await;
        anyhow::Ok(Table::of(&counted))
    })?;
    match (args.json, args.csv) {
        (true, _) => writeln!(out, "{}", table.json())?,
        (_, true) => out.write_all(&table.csv()?)?,
        _ => print(&table, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The columns that a terminal has room for, and how each is read off a row.
type Column = (&'static str, fn(&Row) -> Option<u64>);
const COLUMNS: [Column; 8] = [
    ("asked", |row| Some(row.numbers.asked)),
    ("answered", |row| Some(row.numbers.answered)),
    ("unsure", |row| Some(row.numbers.unsure)),
    ("none", |row| Some(row.numbers.none_of_these)),
    ("ticketed", |row| Some(row.numbers.ticketed)),
    ("again", |row| Some(row.numbers.again)),
    ("good", |row| Some(row.thumbs?.good)),
    ("bad", |row| Some(row.thumbs?.bad)),
];

fn print(table: &Table, out: &mut dyn Write) -> Result<()> {
    let name = |row: &Row| on_terminal(row.key.as_deref().unwrap_or("-"));
    let wide = table.rows.iter().map(|row| name(row).chars().count()).max().unwrap_or_default().max(10);
    let heads: String = COLUMNS.iter().map(|(head, _)| format!("{head:>10}")).collect();
    writeln!(out, "{:<wide$}{heads}", table.by.code())?;
    let total = Row { key: Some("total".to_owned()), ..table.total.clone() };
    for row in table.rows.iter().chain([&total]) {
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        let cells: String = COLUMNS.iter().map(|(_, read)| format!("{:>10}", number(read(row)))).collect();
        writeln!(out, "{:<wide$}{cells}", name(row))?;
    }
    writeln!(
        out,
        "{} to {}; docs/figures.md says what each number means",
        table.period.from, table.period.to
    )?;
    Ok(())
}

fn parse_by(code: &str) -> Result<By, String> {
    By::from_code(code).ok_or_else(|| "one of: day, programme, language, topic".to_owned())
}
