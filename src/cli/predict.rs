//! `tanya predict`: every line of a file judged, one JSON object a line, for scorers.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use serde::Serialize;

use super::{load, read_lines};
use crate::chat::{Chat, questions};
use crate::clock::Timestamp;
use crate::knowledge::{Knowledge, Origin};
use crate::matching::{Judgement, Verdict};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lines whose last tab-separated field is a question
    file: PathBuf,
}

#[derive(Serialize)]
struct Prediction<'a> {
    topic: Option<&'a str>,
    score: f64,
    candidates: Vec<&'a str>,
    answer: bool,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let lines = read_lines(&args.file)?;
    let knowledge = load(origin)?;
    let mut out = BufWriter::new(out);
    for line in &lines {
        let judged = judge(&knowledge, line.rsplit('\t').next().unwrap_or_default());
        let topic = match &judged.verdict {
            Verdict::Answer(topic) => Some(knowledge.faq.label(topic)),
            _ => None,
        };
        let candidates = judged.ranking.iter().take(3).map(|hit| knowledge.faq.label(&hit.topic)).collect();
        let prediction = Prediction { topic, score: judged.score, candidates, answer: topic.is_some() };
        writeln!(out, "{}", serde_json::to_string(&prediction)?)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A question judged as the first of a conversation; where it asks several things, as a whole.
pub(super) fn judge(knowledge: &Knowledge, question: &str) -> Judgement {
    let mut judged = questions(&knowledge.faq, &knowledge.judge, &Chat::default(), question, Timestamp(0));
    match judged.pop() {
        Some(only) if judged.is_empty() => only,
        _ => knowledge.judge.judge(question),
    }
}
