//! `tanya check`: every mistake in the knowledge, with its place and what to do, for people
//! and for machines. It may not look for mistakes itself.

mod collisions;
mod github;
mod json;
mod sarif;
mod text;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::{clock, counted};
use crate::clock::Date;
use crate::knowledge::{Checked, Knowledge, Learnt, Origin, TEXTS, accept};
use crate::source::{Problem, Severity, SourceFile};

pub(super) use text::print;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print one JSON object: the same as --format json
    #[arg(long)]
    json: bool,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit code 1 on warnings as well
    #[arg(long)]
    deny_warnings: bool,
    /// List all topics that get in each other's way, with the phrases to blame
    #[arg(long)]
    collisions: bool,
    /// Keep all texts as accepted in both languages; later changes in one only are told
    #[arg(long)]
    accept: bool,
    /// Check as on this day
    #[arg(long, value_parser = super::parse_date, value_name = "DATE")]
    at: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: the line, what is wrong with it, what to do
    Text,
    /// One object
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// What is printed: the findings, and the files that they are of.
struct Report<'r> {
    checked: &'r Checked,
    files: &'r [SourceFile],
    /// The folder of the files, where it is another than the current one.
    folder: Option<&'r Path>,
    with_collisions: bool,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    if args.accept {
        keep(origin)?;
    }
    let files = origin.files()?;
    let checked = Knowledge::check(&files, Learnt::of(origin)?, clock(args.at).now().date())?;
    let folder = match origin {
        Origin::Folder(folder) if folder != Path::new(".") => Some(folder.as_path()),
        _ => None,
    };
    let report = Report { checked: &checked, files: &files, folder, with_collisions: args.collisions };
    match if args.json { Format::Json } else { args.format } {
        Format::Text => tell(&report, out)?,
        Format::Json => json::write(&report, out)?,
        Format::Sarif => sarif::write(&report, out)?,
        Format::Github => github::write(&report, out)?,
    }
    let fails = checked.is_broken() || (args.deny_warnings && !checked.problems.is_empty());
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Keeps the texts of a folder as they are now.
fn keep(origin: &Origin) -> Result<()> {
    let Origin::Folder(folder) = origin else {
        bail!("there is no faq/ here to write to; name its folder with --knowledge DIR");
    };
    let path = folder.join(TEXTS);
    let text = accept(&origin.files()?)?;
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn tell(report: &Report<'_>, out: &mut dyn Write) -> Result<()> {
    let Report { checked, files, .. } = report;
    print(files, &checked.problems, out)?;
    if let Some(found) = checked.collisions.as_deref().filter(|_| report.with_collisions) {
        collisions::tell(found, out)?;
    }
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    let files = counted(files.len(), "file");
    let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
    writeln!(out, "{files} checked: {errors}, {warnings}")?;
    Ok(())
}

impl Report<'_> {
    /// The path of a problem's file, from the current folder.
    fn path(&self, problem: &Problem) -> String {
        let path = self.folder.map(|folder| folder.join(&problem.path));
        path.map_or_else(|| problem.path.clone(), |path| path.to_string_lossy().replace('\\', "/"))
    }

    /// Line and column where a problem begins and where it ends, from 1.
    fn place(&self, problem: &Problem) -> [(usize, usize); 2] {
        let file = self.files.iter().find(|file| file.path == problem.path);
        let position = |offset| file.map_or((1, 1), |file| file.position(offset));
        [position(problem.span.start), position(problem.span.end)]
    }
}

/// A severity as machines name it.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
