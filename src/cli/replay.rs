//! `tanya replay`: what another version of the knowledge makes of the questions that were
//! asked, as they are kept, masked. Each is judged alone, without the chat around it.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::json;

use super::{counted, fit, load, on_terminal, parse_date, runtime, serve};
use crate::chat::Message;
use crate::clock::{Clock, Date, Timestamp};
use crate::evaluation::{Change, Drift, Moved};
use crate::faq::TopicId;
use crate::knowledge::{Knowledge, Origin};
use crate::lang::Lang;
use crate::matching::Verdict;
use crate::store::{Logged, Store, StoreError};

/// Questions that are read at once.
const PAGE: u32 = 1000;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the knowledge is held against: another folder with faq/ and locales/
    #[arg(long, value_name = "DIR", conflicts_with = "git")]
    old: Option<PathBuf>,
    /// ... or a revision of the git work tree that it is in
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    git: String,
    /// The knowledge [default: as for every command, see --knowledge]
    #[arg(long, value_name = "DIR")]
    new: Option<PathBuf>,
    /// Only questions of this day and later
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    since: Option<Date>,
    /// At most so many questions, the newest
    #[arg(long, default_value_t = 10_000)]
    limit: u32,
    /// Fail where a question lost its answer, or has another one
    #[arg(long)]
    deny: bool,
    /// As a JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: serve::Args,
}

pub(super) fn run(
    args: &Args,
    origin: &Origin,
    database: Option<&str>,
    out: &mut dyn Write,
) -> Result<ExitCode> {
    let new = args.new.clone().map_or_else(|| origin.clone(), Origin::Folder);
    let old = match (&args.old, &new) {
        (Some(folder), _) => Origin::Folder(folder.clone()),
        (None, Origin::Folder(folder)) => {
            Origin::Revision { folder: folder.clone(), revision: args.git.clone() }
        }
        (None, _) => bail!("there is no faq/ here; name its folder with --knowledge DIR"),
    };
    let (old, new) = (load(&old)?, load(&new)?);
    let texts = runtime()?.block_on(async {
        let store = args.config.store(database).await?;
        let texts = texts(&store, args.since, args.limit).await?;
        store.close().await;
        anyhow::Ok(texts)
    })?;
    let progress = |done, of| fit::progress("questions", done, of);
    let replayed =
        Replay { drift: Drift::of(&texts, &old.judge, &new.judge, progress), old: &old, new: &new };
    match args.json {
        true => writeln!(out, "{}", replayed.json())?,
        false => replayed.print(out)?,
    }
    let lost = args.deny && replayed.drift.regressions().next().is_some();
    Ok(if lost { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The words of the newest questions.
async fn texts(store: &Store, since: Option<Date>, limit: u32) -> Result<Vec<String>, StoreError> {
    let since = since.map_or(Timestamp(i64::MIN), |day| Timestamp::at(day, 0));
    let (mut texts, mut last): (Vec<String>, Option<Logged>) = (Vec::new(), None);
    loop {
        let left = limit.saturating_sub(u32::try_from(texts.len()).unwrap_or(u32::MAX));
        let page = store.logged(since, last.as_ref(), left.min(PAGE)).await?;
        if page.is_empty() {
            return Ok(texts);
        }
        texts.extend(page.iter().filter_map(|logged| logged.asked.text.clone()));
        last = page.into_iter().last();
    }
}

/// What came of it.
struct Replay<'k> {
    drift: Drift,
    old: &'k Knowledge,
    new: &'k Knowledge,
}

impl Replay<'_> {
    /// Topics that answer as before, in other words, and how many questions.
    fn reworded(&self) -> Vec<(&TopicId, usize)> {
        let today = Clock::system().now().date();
        let words = |knowledge: &Knowledge, topic: &TopicId| {
            let message = Message::Answer { topic: topic.clone(), today };
            Lang::ALL.map(|lang| knowledge.catalog.html(&knowledge.faq, lang, &message))
        };
        let kept = self.drift.kept.iter().map(|(topic, times)| (topic, *times));
        kept.filter(|(topic, _)| words(self.old, topic) != words(self.new, topic)).collect()
    }

    fn print(&self, out: &mut dyn Write) -> Result<()> {
        let asked: usize = self.drift.counts.values().sum();
        let asked = counted(asked, "question");
        writeln!(out, "{asked}, from version {} to {}", self.old.version, self.new.version)?;
        for change in Change::ALL {
            if let Some(count) = self.drift.counts.get(&change) {
                writeln!(out, "{count:>8} {}", change.words())?;
            }
        }
        let reworded = self.reworded();
        if !reworded.is_empty() {
            let count: usize = reworded.iter().map(|(_, times)| times).sum();
            writeln!(out, "{count:>8} of these answered in other words:")?;
        }
        reworded.iter().try_for_each(|(topic, times)| writeln!(out, "{times:>16} {topic}"))?;
        let mut told = None;
        for moved in &self.drift.moved {
            if told.replace(moved.change()) != Some(moved.change()) {
                writeln!(out, "\n{}", moved.change().words())?;
            }
            writeln!(out, "{:>8} {}", moved.times, on_terminal(&moved.question).replace('\n', " "))?;
            writeln!(out, "         {} -> {}", in_words(&moved.before), in_words(&moved.after))?;
        }
        Ok(())
    }

    fn json(&self) -> serde_json::Value {
        let name = |change: Change| change.words().replace(' ', "-");
        let counts = self.drift.counts.iter().map(|(change, count)| (name(*change), json!(count)));
        let moved = |moved: &Moved| {
            json!({
                "change": name(moved.change()), "regression": moved.change().is_regression(),
                "question": moved.question, "times": moved.times,
                "before": verdict(&moved.before), "after": verdict(&moved.after),
            })
        };
        let reworded = |(topic, times): &(&TopicId, usize)| json!({"topic": topic.as_str(), "times": times});
        json!({
            "old": self.old.version, "new": self.new.version,
            "counts": counts.collect::<serde_json::Map<_, _>>(),
            "reworded": self.reworded().iter().map(reworded).collect::<Vec<_>>(),
            "moved": self.drift.moved.iter().map(moved).collect::<Vec<_>>(),
        })
    }
}

fn verdict(verdict: &Verdict) -> serde_json::Value {
    match verdict {
        Verdict::Answer(topic) => json!({"verdict": "answer", "topics": [topic.as_str()]}),
        Verdict::Unsure(topics) => {
            json!({"verdict": "unsure", "topics": topics.iter().map(TopicId::as_str).collect::<Vec<_>>()})
        }
        Verdict::Unknown => json!({"verdict": "unknown", "topics": []}),
    }
}

fn in_words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Answer(topic) => topic.to_string(),
        Verdict::Unsure(topics) => {
            format!("buttons ({})", topics.iter().map(TopicId::as_str).collect::<Vec<_>>().join(", "))
        }
        Verdict::Unknown => "ticket".to_owned(),
    }
}
