//! `tanya unresolved`: what people asked in vain, in groups that ask one thing, and the way
//! from a group to a proposal. Questions are shown as they are kept, masked.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::{load, on_terminal, parse_lang, plural, proposals, propose, runtime, serve};
use crate::clock::{Clock, Timestamp};
use crate::knowledge::{Knowledge, Origin, Waiting};
use crate::lang::Lang;
use crate::matching::{Judgement, Verdict};
use crate::review::Group;

/// Topics that are named beside a group.
const NEAR: usize = 3;

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    config: serve::Args,
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    /// As a JSON list
    #[arg(long)]
    json: bool,
    /// Only questions in this language: id, en
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// Only those near to this programme
    #[arg(long)]
    programme: Option<String>,
    /// How many groups, those that are asked most first
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// A group with all its wordings and the topics that are near to it
    Show {
        /// Its number
        group: i64,
        /// As a JSON object
        #[arg(long)]
        json: bool,
    },
    /// Propose what the knowledge should say to a group, or let it go
    Propose(Box<propose::Args>),
}

pub(super) fn run(
    args: &Args,
    origin: &Origin,
    database: Option<&str>,
    out: &mut dyn Write,
) -> Result<ExitCode> {
    let knowledge = load(origin)?;
    runtime()?.block_on(async {
        let store = args.config.store(database).await?;
        let now = Clock::system().now();
        let groups = Waiting::default().groups(&store, &knowledge, now).await?;
        match &args.command {
            None => list(&args.list, &groups, &knowledge, now, out)?,
            Some(Command::Show { group, json }) => {
                show(find(&groups, *group)?, &knowledge, now, *json, out)?;
            }
            Some(Command::Propose(args)) => {
                let group = find(&groups, args.group)?;
                let made = propose::propose(&store, origin, &knowledge, group, args, now).await?;
                proposals::tell_made(&store, origin, made, args.json, out).await?;
            }
        }
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

fn find(groups: &[Group], number: i64) -> Result<&Group> {
    let found = groups.iter().find(|group| group.number == number);
    let found = found.or_else(|| groups.iter().find(|group| group.questions.contains(&number)));
    found.with_context(|| format!("there is no group {number}; see `tanya unresolved`"))
}

fn list(
    args: &ListArgs,
    groups: &[Group],
    knowledge: &Knowledge,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<()> {
    let chosen = groups.iter().filter(|group| args.lang.is_none_or(|lang| group.lang == lang));
    let judged = chosen.map(|group| (group, knowledge.judge.judge(group.central())));
    let near = judged.filter(|(group, judgement)| {
        args.programme.is_none() || programme(group, judgement) == args.programme.as_deref()
    });
    let shown: Vec<(&Group, Judgement)> = near.take(args.limit).collect();
    if args.json {
        let groups: Vec<_> = shown.iter().map(|(group, judgement)| as_json(group, judgement)).collect();
        writeln!(out, "{}", serde_json::Value::from(groups))?;
        return Ok(());
    }
    if shown.is_empty() {
        writeln!(out, "Nothing waits.")?;
    }
    for (group, judgement) in shown {
        writeln!(out, "{}", line(group, &judgement, now))?;
    }
    Ok(())
}

/// A group in one line.
fn line(group: &Group, judgement: &Judgement, now: Timestamp) -> String {
    let programme = programme(group, judgement).unwrap_or("-");
    let (times, askers) = (group.questions.len(), group.askers);
    let (week, trend) = (group.this_week, group.trend());
    let central = on_terminal(group.central()).replace('\n', " ");
    let answered = match &judgement.verdict {
        Verdict::Answer(topic) => format!("  [answered by now: {topic}]"),
        _ => String::new(),
    };
    format!(
        "{:>6}  {}  {times:>4} {:<5}  {askers:>4} {:<5}  {week:>3} this week ({trend:+})  {:>8}  {programme:<12}  {central}{answered}",
        group.number,
        group.lang,
        plural(times, "time"),
        plural(askers, "chat"),
        age(group.last, now),
    )
}

fn age(at: Timestamp, now: Timestamp) -> String {
    match now.since(at) / (60 * 60 * 1000) {
        0 => "just now".to_owned(),
        hours @ 1..48 => format!("{hours} h ago"),
        hours => format!("{} d ago", hours / 24),
    }
}

/// What the questions were near to, or what the one in the middle is near to by now.
fn programme<'g>(group: &'g Group, judgement: &'g Judgement) -> Option<&'g str> {
    group.programme.as_deref().or(judgement.programme.as_deref())
}

fn show(group: &Group, knowledge: &Knowledge, now: Timestamp, json: bool, out: &mut dyn Write) -> Result<()> {
    let judgement = knowledge.judge.judge(group.central());
    if json {
        writeln!(out, "{}", as_json(group, &judgement))?;
        return Ok(());
    }
    writeln!(out, "{}", line(group, &judgement, now))?;
    writeln!(out, "First asked {}, last {} WIB.", group.first.wall(), group.last.wall())?;
    writeln!(out, "How it was asked:")?;
    for wording in &group.wordings {
        writeln!(out, "  {:>4}  {}", wording.times, on_terminal(&wording.text).replace('\n', " "))?;
    }
    writeln!(out, "Topics near to it:")?;
    for hit in judgement.ranking.iter().take(NEAR) {
        writeln!(out, "  {}", hit.topic)?;
    }
    let topic = judgement.ranking.first().map_or("TOPIC", |hit| hit.topic.as_str());
    let number = group.number;
    writeln!(out, "What to do, one of:")?;
    writeln!(out, "  tanya unresolved propose {number} --topic {topic}")?;
    writeln!(out, "  tanya unresolved propose {number} --new ID")?;
    writeln!(out, "  tanya unresolved propose {number} --never")?;
    writeln!(out, "  tanya unresolved propose {number} --dismiss REASON")?;
    Ok(())
}

fn as_json(group: &Group, judgement: &Judgement) -> serde_json::Value {
    let near = judgement.ranking.iter().take(NEAR);
    let wordings = group.wordings.iter();
    json!({
        "number": group.number, "language": group.lang.code(), "central": group.central(),
        "wordings": wordings.map(|wording| json!({ "text": wording.text, "times": wording.times })).collect::<Vec<_>>(),
        "questions": group.questions, "times": group.questions.len(), "askers": group.askers,
        "first_asked_at": group.first.0, "last_asked_at": group.last.0, "this_week": group.this_week,
        "week_before": group.week_before, "trend": group.trend(), "unsure": group.unsure,
        "programme": programme(group, judgement),
        "near": near.map(|hit| json!({ "topic": hit.topic.as_str(), "score": hit.score })).collect::<Vec<_>>(),
        "answered_now": match &judgement.verdict {
            Verdict::Answer(topic) => Some(topic.as_str()),
            _ => None,
        },
    })
}

/// Refuses what was asked for and is not there.
pub(super) fn known_programme<'k>(knowledge: &'k Knowledge, id: &str) -> Result<&'k str> {
    let faq = &knowledge.faq;
    match faq.programme(id) {
        Some(programme) => Ok(&programme.id),
        None => {
            let known: Vec<&str> = faq.programmes.iter().map(|programme| programme.id.as_str()).collect();
            bail!("there is no programme `{id}`; there are: {}", known.join(", "))
        }
    }
}
