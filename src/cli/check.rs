//! `tanya check`: every mistake in the knowledge, with its place and what to do. The
//! only module that names the diagnostics crate.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anyhow::Result;
use serde::Serialize;

use crate::knowledge::{Knowledge, Learnt, Origin};
use crate::source::{Problem, Severity, SourceFile};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print a JSON list instead of text
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Finding<'a> {
    severity: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    hint: Option<&'a str>,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let files = origin.files()?;
    let problems = Knowledge::check(&files, Learnt::of(origin)?)?;
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if args.json {
        let findings: Vec<Finding<'_>> = problems.iter().map(|problem| finding(&files, problem)).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&findings)?)?;
    } else {
        print(&files, &problems, out)?;
        let warnings = problems.len() - errors;
        writeln!(out, "{} files checked: {errors} errors, {warnings} warnings", files.len())?;
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Problems as rustc shows them: place, caret, hint.
pub(super) fn print(files: &[SourceFile], problems: &[Problem], out: &mut dyn Write) -> Result<()> {
    let renderer = if std::io::stdout().is_terminal() { Renderer::styled() } else { Renderer::plain() };
    for problem in problems {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let text = files.iter().find(|file| file.path == problem.path).map_or("", |file| file.text.as_str());
        let span = problem.span.start.min(text.len())..problem.span.end.min(text.len());
        let annotation = AnnotationKind::Primary.span(span);
        let snippet = Snippet::source(text).path(&problem.path).annotation(annotation);
        let mut group = level.primary_title(problem.message.as_str()).element(snippet);
        if let Some(hint) = &problem.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    Ok(())
}

fn finding<'p>(files: &[SourceFile], problem: &'p Problem) -> Finding<'p> {
    let file = files.iter().find(|file| file.path == problem.path);
    let (line, column) = file.map_or((1, 1), |file| file.position(problem.span.start));
    Finding {
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        file: &problem.path,
        line,
        column,
        message: &problem.message,
        hint: problem.hint.as_deref(),
    }
}
