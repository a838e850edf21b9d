//! Problems as SARIF 2.1.0, the format that code hosts and editors read
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use super::{Report, level};
use crate::source::{Problem, RULES};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one run with all rules and every problem.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<()> {
    let rules: Vec<Value> =
        RULES.iter().map(|(id, about)| json!({ "id": id, "shortDescription": { "text": about } })).collect();
    let results: Vec<Value> = report.checked.problems.iter().map(|problem| result(report, problem)).collect();
    let driver =
        json!({ "name": "tanya check", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    });
    writeln!(out, "{}", serde_json::to_string_pretty(&log)?)?;
    Ok(())
}

fn result(report: &Report<'_>, problem: &Problem) -> Value {
    let [(line, column), (end_line, end_column)] = report.place(problem);
    let hint = problem.hint.as_deref().map(|hint| format!("\n{hint}")).unwrap_or_default();
    let region =
        json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
    let file = json!({ "uri": uri(&report.path(problem)) });
    let mut result = json!({
        "ruleId": problem.rule,
        "level": level(problem.severity),
        "message": { "text": format!("{}{hint}", problem.message) },
        "locations": [{ "physicalLocation": { "artifactLocation": file, "region": region } }],
    });
    if let Ok(at) = RULES.binary_search_by_key(&problem.rule, |(name, _)| name) {
        result["ruleIndex"] = json!(at);
    }
    result
}

/// A path as a reference to it: what would not stand for itself is written in percent.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_odd_letters_is_a_reference() {
        assert_eq!(uri("faq/rex/rex-about.toml"), "faq/rex/rex-about.toml");
        assert_eq!(uri("my faq/é?.toml"), "my%20faq/%C3%A9%3F.toml");
    }
}
