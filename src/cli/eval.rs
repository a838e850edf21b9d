//! `tanya eval`: the judgement held against labelled questions, as a table and, where it
//! is asked for, as a page to read.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::predict::judge;
use super::{clock, load, read_lines};
use crate::evaluation::{About, Evaluation, Judged, Labelled, Tally, page};
use crate::faq::TopicId;
use crate::knowledge::{Knowledge, Origin};
use crate::lang::Lang;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lines of: topic (or -), tab, [language, tab, style, tab,] question
    file: PathBuf,
    /// List every question that was not answered right
    #[arg(long)]
    misses: bool,
    /// Write a page with figures, charts and lists to this file
    #[arg(long, value_name = "REPORT")]
    html: Option<PathBuf>,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let lines = read_lines(&args.file)?;
    let knowledge = load(origin)?;
    let judged = lines.iter().map(|line| Labelled::parse(line)).map(|labelled| {
        let judgement = judge(&knowledge, labelled.question);
        labelled.judged(&knowledge.faq, &judgement)
    });
    let evaluation = Evaluation::of(judged.collect());
    // First, since a reader of the table may leave early.
    if let Some(path) = &args.html {
        write_page(path, &args.file, &knowledge, &evaluation)?;
    }
    if args.misses {
        evaluation.judged.iter().filter(|one| !one.good()).try_for_each(|one| miss(one, out))?;
    }
    table(&evaluation, out)?;
    Ok(ExitCode::SUCCESS)
}

fn miss(one: &Judged, out: &mut dyn Write) -> Result<()> {
    let instead = if one.offered.is_empty() { "(ticket)" } else { "(buttons)" };
    let gave = one.answer.as_deref().unwrap_or(instead);
    writeln!(out, "{}\tbest {}\tgave {gave}\t{}", one.label, one.best().unwrap_or("-"), one.question)?;
    Ok(())
}

fn table(evaluation: &Evaluation, out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "{:<34}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}",
        "", "asked", "top1", "top3", "right", "+offer", "wrong", "outside", "silent", "offered"
    )?;
    row("all", &evaluation.all, out)?;
    for (name, tally) in evaluation.styles.iter().chain(&evaluation.topics) {
        row(name, tally, out)?;
    }
    writeln!(out, "\nconfusions (label, taken for, times):")?;
    for pair in evaluation.confusions() {
        writeln!(out, "  {} -> {}  {}", pair.label, pair.taken_for, pair.times)?;
    }
    Ok(())
}

fn row(name: &str, tally: &Tally, out: &mut dyn Write) -> Result<()> {
    let share = |count: usize, of: usize| {
        if of == 0 { "-".to_owned() } else { format!("{:.3}", count as f64 / of as f64) }
    };
    writeln!(
        out,
        "{name:<34}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}",
        tally.asked,
        share(tally.first, tally.asked),
        share(tally.among, tally.asked),
        share(tally.answered_right, tally.asked),
        share(tally.answered_right + tally.offered_right, tally.asked),
        share(tally.answered_wrong, tally.answered_right + tally.answered_wrong),
        tally.outside,
        share(tally.silent, tally.outside),
        share(tally.outside_offered, tally.outside),
    )?;
    Ok(())
}

fn write_page(path: &Path, file: &Path, knowledge: &Knowledge, evaluation: &Evaluation) -> Result<()> {
    let title = |topic: &str| {
        let known = knowledge.faq.topic(&TopicId::new(topic))?;
        Some(knowledge.catalog.title(Lang::En, known.id.as_str()))
    };
    let about = About {
        file: &file.file_name().unwrap_or_default().to_string_lossy(),
        knowledge: &knowledge.version,
        on: clock(None).now().date(),
        title: &title,
    };
    std::fs::write(path, page(&about, evaluation)).with_context(|| format!("cannot write {}", path.display()))
}
