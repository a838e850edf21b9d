//! Problems as rustc shows them: place, caret, hint. The only module that names the
//! diagnostics crate.

use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anyhow::Result;

use crate::source::{Problem, Severity, SourceFile};

/// Prints problems, each at its place.
pub(in crate::cli) fn print(files: &[SourceFile], problems: &[Problem], out: &mut dyn Write) -> Result<()> {
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
        let title = level.primary_title(problem.message.as_str()).id(problem.rule);
        let mut group = title.element(snippet);
        if let Some(hint) = &problem.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    Ok(())
}
