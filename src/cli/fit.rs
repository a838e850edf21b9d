//! `tanya fit`: fits the last step of the judgement to the knowledge and writes
//! `faq/fit.toml`, the same bytes for the same files.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::knowledge::{LoadError, Origin, fit_hash};
use crate::matching::{Costs, Judge, Quality, Weights};
use crate::source::Severity;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What a wrong answer costs, in tickets
    #[arg(long, default_value_t = Costs::default().wrong)]
    wrong: f64,
    /// What an answer costs to a question that no topic answers, in tickets
    #[arg(long, default_value_t = Costs::default().unfounded)]
    unfounded: f64,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let Origin::Folder(folder) = origin else {
        bail!("there is no faq/ here to fit; name its folder with --knowledge DIR");
    };
    let files = origin.files()?;
    let topics: Vec<_> = files.iter().filter(|file| file.path.starts_with("faq/")).cloned().collect();
    let (faq, problems) = crate::faq::read(&topics);
    let Some(faq) = faq else {
        let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
        return Err(LoadError::Broken(errors).into());
    };
    let costs = Costs { wrong: args.wrong, unfounded: args.unfounded };
    let (answer, among, quality) = Judge::fit(&faq, costs, progress);
    let path = folder.join("faq").join("fit.toml");
    let text = document(&fit_hash(&files), costs, &answer, &among, &quality);
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    writeln!(
        out,
        "{} phrases unseen: {:.1} % right topic first, {:.1} % answered right",
        quality.phrases,
        100.0 * quality.first,
        100.0 * quality.answered
    )?;
    writeln!(
        out,
        "{} never lines of unseen subjects: {:.1} % not answered",
        quality.nevers,
        100.0 * quality.silent
    )?;
    Ok(ExitCode::SUCCESS)
}

fn progress(done: usize) {
    let mut err = io::stderr();
    if err.is_terminal() {
        let bar = "#".repeat(done * 4);
        let end = if done == crate::matching::FOLDS { "\n" } else { "" };
        // Only a display: a closed error output must not stop the fit.
        let _ = write!(err, "\r[{bar:<20}] {done}/{}{end}", crate::matching::FOLDS);
    }
}

fn document(hash: &str, costs: Costs, answer: &Weights, among: &Weights, quality: &Quality) -> String {
    let mut text = String::from(
        "# Written by `tanya fit`: how much each signal speaks for answering (log odds).\n\
         # Fitted on lines that the judgement had not seen, never lines by subject.\n",
    );
    let _ = writeln!(text, "knowledge = \"{hash}\"");
    for (name, weights) in [("answer", answer), ("among", among)] {
        let _ = writeln!(text, "\n[{name}]");
        for (signal, weight) in weights {
            let _ = writeln!(text, "{signal} = {weight:?}");
        }
    }
    let _ = writeln!(
        text,
        "\n[record]\nwrong-costs = {:?}\nunfounded-costs = {:?}",
        costs.wrong, costs.unfounded
    );
    let shares = [
        ("first", quality.first),
        ("among-three", quality.among),
        ("answered-right", quality.answered),
        ("nevers-silent", quality.silent),
    ];
    let _ = writeln!(text, "phrases = {}\nnevers = {}", quality.phrases, quality.nevers);
    for (name, share) in shares {
        let _ = writeln!(text, "{name} = {:.4}", share);
    }
    text
}
