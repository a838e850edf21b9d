//! Problems as one JSON object. Its keys are permanent; new ones may join them.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;

use super::{Report, level};
use crate::matching::{Collisions, Stray};
use crate::source::Severity;

#[derive(Serialize)]
struct Everything<'r> {
    files: usize,
    errors: usize,
    warnings: usize,
    findings: Vec<Finding<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    collisions: Option<Vec<Pair<'r>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topics: Option<Vec<Reached<'r>>>,
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'r str,
    severity: &'r str,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'r str,
    hint: Option<&'r str>,
}

#[derive(Serialize)]
struct Pair<'r> {
    topics: [&'r str; 2],
    margin: f32,
    lost: [usize; 2],
    blamed: Vec<Blamed<'r>>,
}

#[derive(Serialize)]
struct Blamed<'r> {
    phrase: &'r str,
    language: &'r str,
    topic: &'r str,
    rival: &'r str,
    margin: f32,
}

#[derive(Serialize)]
struct Reached<'r> {
    topic: &'r str,
    phrases: usize,
    back: usize,
}

/// Writes everything that was found.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<()> {
    let checked = report.checked;
    let found = checked.collisions.as_deref().filter(|_| report.with_collisions);
    let everything = Everything {
        files: report.files.len(),
        errors: checked.count(Severity::Error),
        warnings: checked.count(Severity::Warning),
        findings: findings(report),
        collisions: found.map(pairs),
        topics: found.map(topics),
    };
    writeln!(out, "{}", serde_json::to_string_pretty(&everything)?)?;
    Ok(())
}

fn findings<'r>(report: &Report<'r>) -> Vec<Finding<'r>> {
    let finding = |problem: &'r crate::source::Problem| {
        let [(line, column), (end_line, end_column)] = report.place(problem);
        Finding {
            rule: problem.rule,
            severity: level(problem.severity),
            file: report.path(problem),
            line,
            column,
            end_line,
            end_column,
            message: &problem.message,
            hint: problem.hint.as_deref(),
        }
    };
    report.checked.problems.iter().map(finding).collect()
}

fn pairs(found: &Collisions) -> Vec<Pair<'_>> {
    let pairs = found.pairs.iter().map(|pair| Pair {
        topics: [pair.topics[0].as_str(), pair.topics[1].as_str()],
        margin: pair.margin,
        lost: pair.lost,
        blamed: pair.blamed.iter().map(blamed).collect(),
    });
    pairs.collect()
}

fn blamed(stray: &Stray) -> Blamed<'_> {
    Blamed {
        phrase: &stray.phrase,
        language: stray.lang.code(),
        topic: stray.topic.as_str(),
        rival: stray.rival.as_str(),
        margin: stray.margin,
    }
}

fn topics(found: &Collisions) -> Vec<Reached<'_>> {
    let reached = found.topics.iter().map(|reach| Reached {
        topic: reach.topic.as_str(),
        phrases: reach.phrases,
        back: reach.back,
    });
    reached.collect()
}
