//! Problems as annotations of GitHub Actions: one workflow command a line
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use std::io::Write;

use anyhow::Result;

use super::{Report, level};

/// Writes an annotation for every problem.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<()> {
    for problem in &report.checked.problems {
        let [(line, column), (end_line, end_column)] = report.place(problem);
        // Columns are shown only where a place is within one line.
        let end = match end_line {
            same if same == line => format!(",endColumn={end_column}"),
            other => format!(",endLine={other}"),
        };
        let hint = problem.hint.as_deref().map(|hint| format!("\n{hint}")).unwrap_or_default();
        writeln!(
            out,
            "::{} file={},line={line},col={column}{end},title={}::{}",
            level(problem.severity),
            property(&report.path(problem)),
            property(problem.rule),
            data(&format!("{}{hint}", problem.message)),
        )?;
    }
    Ok(())
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma or a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100%\r\na: b, c"), "100%25%0D%0Aa: b, c");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
