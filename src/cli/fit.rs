//! `tanya fit`: fits the judgement to the knowledge and keeps what was learnt beside it,
//! the same bytes for the same files: `faq/fit.toml` to read, `faq/fit.bin` and
//! `faq/senses.bin` for the program.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::faq::Faq;
use crate::knowledge::{Learnt, LoadError, Origin, fit_hash};
use crate::matching::{Costs, FOLDS, Fit, Judge, Quality, Routed, Shelf};
use crate::source::Severity;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What a wrong answer costs, in tickets
    #[arg(long, default_value_t = Costs::default().wrong)]
    wrong: f64,
    /// Bearable share of answers among questions that the knowledge does not hold, 0 to 1
    #[arg(long, default_value_t = Costs::default().unfounded)]
    unfounded: f64,
    /// Bearable share of buttons among them, 0 to 1
    #[arg(long, default_value_t = Costs::default().offered)]
    offered: f64,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let Origin::Folder(folder) = origin else {
        bail!("there is no faq/ here to fit; name its folder with --knowledge DIR");
    };
    let costs = Costs { wrong: args.wrong, unfounded: args.unfounded, offered: args.offered };
    fit(folder, costs, out)?;
    Ok(ExitCode::SUCCESS)
}

/// The knowledge of a folder, with a vector for every line.
pub(super) struct Lines {
    pub(super) faq: Faq,
    pub(super) shelf: Shelf,
    hash: String,
}

/// Reads the knowledge of a folder, and keeps the vectors of new lines there.
pub(super) fn read(folder: &Path) -> Result<Lines> {
    let origin = Origin::Folder(folder.to_owned());
    let files = origin.files()?;
    let topics: Vec<_> = files.iter().filter(|file| file.path.starts_with("faq/")).cloned().collect();
    let (faq, problems) = crate::faq::read(&topics);
    let Some(faq) = faq else {
        let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
        return Err(LoadError::Broken(errors).into());
    };
    let known = Learnt::of(&origin)?;
    let lines = || faq.lines().map(|line| &*line.text);
    let new = lines().filter(|line| known.shelf.find(line).is_none()).count();
    let shelf = Shelf::of(lines(), &known.shelf, |done| progress("sentences", done, new));
    if new > 0 {
        save(folder, &Learnt { shelf: shelf.clone(), ..known })?;
    }
    Ok(Lines { faq, shelf, hash: fit_hash(&files) })
}

/// Fits the knowledge of a folder and keeps what was learnt there.
pub(super) fn fit(folder: &Path, costs: Costs, out: &mut dyn Write) -> Result<()> {
    let Lines { faq, shelf, hash } = read(folder)?;
    let fit = Judge::fit(&faq, &shelf, &hash, costs, |done| progress("parts", done, FOLDS));
    let text = record(costs, &fit);
    save(folder, &Learnt { shelf, fitted: Some(fit.fitted), unusable: Vec::new() })?;
    let path = folder.join("faq/fit.toml");
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    tell("by words alone", &fit.by_words, out)?;
    fit.by_meaning.iter().try_for_each(|quality| tell("by words and meaning", quality, out))
}

fn save(folder: &Path, learnt: &Learnt) -> Result<()> {
    learnt.save(folder).with_context(|| format!("cannot write below {}", folder.join("faq").display()))
}

fn tell(by: &str, quality: &Quality, out: &mut dyn Write) -> Result<()> {
    let percent = |share: f64| 100.0 * share;
    writeln!(
        out,
        "{by}: of {} unseen phrases {:.1} % right topic first, {:.1} % answered right; of {} never lines of unseen \
         subjects {:.1} % not answered",
        quality.phrases,
        percent(quality.first),
        percent(quality.answered),
        quality.nevers,
        percent(quality.silent)
    )?;
    Ok(())
}

pub(super) fn progress(what: &str, done: usize, of: usize) {
    let mut err = io::stderr();
    // Once a hundredth: a terminal is slower than a sentence.
    if err.is_terminal() && (done == of || done.is_multiple_of((of / 100).max(1))) {
        let bar = "#".repeat(done * 20 / of.max(1));
        let end = if done == of { "\n" } else { "" };
        // Only a display: a closed error output must not stop the fit.
        let _ = write!(err, "\r[{bar:<20}] {done}/{of} {what}{end}");
    }
}

fn record(costs: Costs, fit: &Fit) -> String {
    let Fit { fitted, by_words, by_meaning, routed } = fit;
    let mut text = String::from(
        "# Written by `tanya fit`; what was learnt is in fit.bin and senses.bin beside this file.\n\
         # Phrases and never lines were judged without having been seen, never lines by subject.\n\
         # A question is answered from `answer-from` on: there a wrong answer is as dear as the\n\
         # tickets of `wrong`, or only the share `unfounded` of the never lines is answered,\n\
         # whichever is higher. Buttons are offered from `offer-from` on, to no more than the\n\
         # share `offered` of the never lines. Words alone answer from `sure-from` on, and make a\n\
         # ticket up to `none-up-to`; in between the meaning is asked too. `weights` are what each\n\
         # opinion on a topic is worth, in log odds for each of its units. `routed` are never\n\
         # lines whose programme was told as a ticket's, `named` as a reply names it; rightly\n\
         # none counts as right.\n",
    );
    let _ = writeln!(text, "knowledge = \"{}\"\n\n[costs]", fitted.knowledge);
    for (name, cost) in [("wrong", costs.wrong), ("unfounded", costs.unfounded), ("offered", costs.offered)] {
        let _ = writeln!(text, "{name} = {cost:?}");
    }
    for (name, quality) in std::iter::once(("by-words", by_words))
        .chain(by_meaning.as_ref().map(|quality| ("by-meaning", quality)))
    {
        let _ = writeln!(text, "\n[{name}]\nphrases = {}\nnevers = {}", quality.phrases, quality.nevers);
        for (name, share) in [
            ("first", quality.first),
            ("among-three", quality.among),
            ("answered-right", quality.answered),
            ("nevers-silent", quality.silent),
            ("answer-from", quality.answer_from),
            ("offer-from", quality.offer_from),
        ] {
            let _ = writeln!(text, "{name} = {share:.4}");
        }
    }
    if let Some((_, cascade)) = &fitted.by_meaning {
        let (sure, none) = (cascade.sure_from, cascade.none_up_to);
        let _ = writeln!(text, "\n[cascade]\nsure-from = {sure:.4}\nnone-up-to = {none:.4}");
    }
    let Routed { nevers, right, wrong, named_right, named_wrong } = routed;
    let _ = writeln!(
        text,
        "\n[programmes]\nnevers = {nevers}\nrouted-right = {right:.4}\nrouted-wrong = {wrong:.4}\n\
         named-right = {named_right:.4}\nnamed-wrong = {named_wrong:.4}"
    );
    let stages =
        [("by-words", Some(&fitted.by_words)), ("by-meaning", fitted.by_meaning.as_ref().map(|by| &by.0))];
    for (name, stage) in stages {
        let weights =
            stage.iter().flat_map(|stage| stage.pool.weights()).filter(|(_, weight)| *weight != 0.0);
        let lines: String = weights.map(|(opinion, weight)| format!("{opinion} = {weight:.3}\n")).collect();
        if !lines.is_empty() {
            let _ = write!(text, "\n[weights.{name}]\n{lines}");
        }
    }
    text
}
