//! `tanya eval`: the judgement held against labelled questions.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use super::predict::judge;
use super::{load, read_lines};
use crate::faq::{Faq, TopicId};
use crate::knowledge::Origin;
use crate::matching::{Judgement, Verdict};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lines of: topic (or -), tab, [language, tab, style, tab,] question
    file: PathBuf,
    /// List every question that was not answered right
    #[arg(long)]
    misses: bool,
}

/// How the questions of one kind went.
#[derive(Default, Clone)]
struct Tally {
    asked: usize,
    first: usize,
    among: usize,
    answered_right: usize,
    answered_wrong: usize,
    offered_right: usize,
    outside: usize,
    silent: usize,
    outside_offered: usize,
}

/// One labelled question, judged.
struct Judged {
    right: Option<String>,
    ranking: Vec<String>,
    answer: Option<String>,
    offered: Vec<String>,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let lines = read_lines(&args.file)?;
    let knowledge = load(origin)?;
    let (mut all, mut styles, mut topics) = (Tally::default(), BTreeMap::new(), BTreeMap::new());
    let mut confusions: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in &lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let (Some(&label), Some(&question)) = (fields.first(), fields.last()) else { continue };
        let style = if fields.len() > 3 { fields[2] } else { "all" };
        let judged = judged(&knowledge.faq, label, &judge(&knowledge, question));
        for tally in [
            &mut all,
            styles.entry(style.to_owned()).or_default(),
            topics.entry(label.to_owned()).or_default(),
        ] {
            tally.add(&judged);
        }
        if let Some(confused) = judged.confused() {
            *confusions.entry((label.to_owned(), confused.to_owned())).or_default() += 1;
        }
        if args.misses && !judged.good() {
            let best = judged.ranking.first().map_or("-", String::as_str);
            let verdict = judged.answer.as_deref().unwrap_or(if judged.offered.is_empty() {
                "(ticket)"
            } else {
                "(buttons)"
            });
            writeln!(out, "{label}\tbest {best}\tgave {verdict}\t{question}")?;
        }
    }
    let head = format!(
        "{:<34}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}",
        "", "asked", "top1", "top3", "right", "+offer", "wrong", "outside", "silent", "offered"
    );
    writeln!(out, "{head}")?;
    all.print("all", out)?;
    for (name, tally) in styles.iter().chain(&topics) {
        tally.print(name, out)?;
    }
    writeln!(out, "\nconfusions (label, taken for, times):")?;
    let mut confusions: Vec<_> = confusions.into_iter().collect();
    confusions.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for ((label, taken), times) in confusions {
        writeln!(out, "  {label} -> {taken}  {times}")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn judged(faq: &Faq, label: &str, judgement: &Judgement) -> Judged {
    let name = |topic: &TopicId| faq.label(topic).to_owned();
    let (answer, offered) = match &judgement.verdict {
        Verdict::Answer(topic) => (Some(name(topic)), Vec::new()),
        Verdict::Unsure(options) => (None, options.iter().map(name).collect()),
        Verdict::Unknown => (None, Vec::new()),
    };
    Judged {
        right: (label != "-").then(|| label.to_owned()),
        ranking: judgement.ranking.iter().map(|hit| name(&hit.topic)).collect(),
        answer,
        offered,
    }
}

impl Judged {
    fn good(&self) -> bool {
        self.answer == self.right
    }

    /// What the question was taken for: another topic ranked first, or an answer to a
    /// question that nothing answers.
    fn confused(&self) -> Option<&str> {
        match &self.right {
            Some(right) => self.ranking.first().filter(|first| *first != right).map(String::as_str),
            None => self.answer.as_deref(),
        }
    }
}

impl Tally {
    fn add(&mut self, judged: &Judged) {
        let Some(right) = &judged.right else {
            self.outside += 1;
            self.silent += usize::from(judged.answer.is_none());
            self.outside_offered += usize::from(!judged.offered.is_empty());
            return;
        };
        self.asked += 1;
        self.first += usize::from(judged.ranking.first() == Some(right));
        self.among += usize::from(judged.ranking.iter().take(3).any(|topic| topic == right));
        self.answered_right += usize::from(judged.answer.as_ref() == Some(right));
        self.answered_wrong += usize::from(judged.answer.as_ref().is_some_and(|answer| answer != right));
        self.offered_right += usize::from(judged.offered.contains(right));
    }

    fn print(&self, name: &str, out: &mut dyn Write) -> Result<()> {
        let share = |count: usize, of: usize| {
            if of == 0 { "-".to_owned() } else { format!("{:.3}", count as f64 / of as f64) }
        };
        let given = self.answered_right + self.answered_wrong;
        writeln!(
            out,
            "{name:<34}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}",
            self.asked,
            share(self.first, self.asked),
            share(self.among, self.asked),
            share(self.answered_right, self.asked),
            share(self.answered_right + self.offered_right, self.asked),
            share(self.answered_wrong, given),
            self.outside,
            share(self.silent, self.outside),
            share(self.outside_offered, self.outside),
        )?;
        Ok(())
    }
}
