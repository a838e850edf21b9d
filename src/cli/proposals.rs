//! `tanya proposals`: changes of the knowledge that wait for a decision: shown as a diff with
//! what they do, accepted into the folder, rejected, or exported as a patch.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use serde_json::json;

use super::accept::{accept, advice};
use super::fit::progress;
use super::{effect, on_terminal, runtime, serve};
use crate::clock::Clock;
use crate::knowledge::decide::{self, Progress, Undecided};
use crate::knowledge::{Origin, edits, patch, version_of};
use crate::review::{Change, Proposal, ProposalNumber, ProposalState};
use crate::store::Store;

/// Proposals that are listed at most.
const LISTED: u32 = 500;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    config: serve::Args,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Proposals, newest first
    List {
        /// Only these: open, accepted, rejected
        #[arg(long, value_parser = parse_state)]
        state: Option<ProposalState>,
        /// As a JSON list
        #[arg(long)]
        json: bool,
    },
    /// A proposal as a diff, and what it does: measured where that is not done
    Show {
        /// Its number
        number: i64,
        /// As a JSON object
        #[arg(long)]
        json: bool,
    },
    /// Change the files, and commit them where the folder is a git work tree
    Accept {
        /// Its number
        number: i64,
        /// Also where questions are answered worse than before
        #[arg(long)]
        anyway: bool,
        /// Only if it is still the version that `show --json` gave
        #[arg(long)]
        version: Option<i64>,
        /// As a JSON object
        #[arg(long)]
        json: bool,
    },
    /// Let it be: its questions wait again
    Reject {
        /// Its number
        number: i64,
        /// Why
        reason: String,
        /// As a JSON object
        #[arg(long)]
        json: bool,
    },
    /// The change as a patch for `git apply`
    Export {
        /// Its number
        number: i64,
        /// As a JSON object: each file with its whole text
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(
    args: &Args,
    origin: &Origin,
    database: Option<&str>,
    out: &mut dyn Write,
) -> Result<ExitCode> {
    runtime()?.block_on(async {
        let store = args.config.store(database).await?;
        match &args.command {
            Command::List { state, json } => list(&store, *state, *json, out).await?,
            Command::Show { number, json } => {
                show(&store, origin, ProposalNumber(*number), *json, out).await?;
            }
            Command::Accept { number, anyway, version, json } => {
                accept(&store, origin, (ProposalNumber(*number), *version), *anyway, *json, out).await?;
            }
            Command::Reject { number, reason, json } => {
                reject(&store, ProposalNumber(*number), reason, *json, out).await?;
            }
            Command::Export { number, json } => {
                export(&store, origin, ProposalNumber(*number), *json, out).await?;
            }
        }
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

async fn list(store: &Store, state: Option<ProposalState>, json: bool, out: &mut dyn Write) -> Result<()> {
    let proposals = store.proposals(state, LISTED).await?;
    if json {
        let proposals: Vec<_> = proposals.iter().map(as_json).collect();
        writeln!(out, "{}", serde_json::Value::from(proposals))?;
        return Ok(());
    }
    if proposals.is_empty() {
        writeln!(out, "Nothing is proposed; see `tanya unresolved`.")?;
    }
    for proposal in &proposals {
        writeln!(out, "{}", line(proposal))?;
    }
    Ok(())
}

/// A proposal in one line.
fn line(proposal: &Proposal) -> String {
    let (state, kind) = (proposal.state.code(), proposal.kind.as_str());
    let what = match &proposal.change {
        Some(change) => subject(change),
        None => String::new(),
    };
    let reason = proposal.reason.as_deref().map(|reason| format!("  ({})", one_line(reason)));
    let (number, made, questions) = (proposal.number.0, proposal.made_at.wall(), proposal.questions.len());
    format!(
        "{number:>6}  {state:<8}  {made}  {kind:<7}  {questions:>4} questions  {what}{}",
        reason.unwrap_or_default()
    )
}

/// What a change is about, in a few words.
fn subject(change: &Change) -> String {
    match change {
        Change::Phrase { topic, lines, .. } => {
            format!("{topic}: {}", lines.first().map(|line| one_line(&line.text)).unwrap_or_default())
        }
        Change::Topic(subject) => format!("{}: {}", subject.id, one_line(&subject.title.en)),
        Change::Never { programme, about, .. } => format!("{programme}: {}", one_line(about)),
        Change::Edit(edit) => edit.topic.clone(),
        Change::Dismiss => String::new(),
    }
}

fn one_line(words: &str) -> String {
    on_terminal(words).replace('\n', " ")
}

/// What was made, measured at once unless there is nothing to measure.
pub(super) async fn tell_made(
    store: &Store,
    origin: &Origin,
    number: ProposalNumber,
    json: bool,
    out: &mut dyn Write,
) -> Result<()> {
    show(store, origin, number, json, out).await?;
    let open = store.proposal(number).await?.is_some_and(|made| made.state == ProposalState::Open);
    if open && !json {
        let number = number.0;
        writeln!(
            out,
            "To decide: `tanya proposals accept {number}` or `tanya proposals reject {number} REASON`"
        )?;
    }
    Ok(())
}

async fn show(
    store: &Store,
    origin: &Origin,
    number: ProposalNumber,
    json: bool,
    out: &mut dyn Write,
) -> Result<()> {
    let mut proposal = store.proposal(number).await?.ok_or(Undecided::Unknown(number))?;
    let mut diff = None;
    if let (Some(change), ProposalState::Open) = (&proposal.change, proposal.state) {
        diff = Some(patch(&edits(change, &origin.files()?)?.0));
        proposal = measured(store, origin, number).await?;
    }
    if json {
        let mut whole = as_json(&proposal);
        whole["diff"] = diff.into();
        writeln!(out, "{whole}")?;
        return Ok(());
    }
    writeln!(out, "{}", line(&proposal))?;
    if let Some(went) = &proposal.went {
        writeln!(out, "It is commit {went}.")?;
    }
    if let Some(diff) = diff {
        writeln!(out, "\n{}", on_terminal(&diff))?;
    }
    if let Some(effect) = &proposal.effect {
        effect::tell(effect, out)?;
    }
    Ok(())
}

pub(super) async fn measured(store: &Store, origin: &Origin, number: ProposalNumber) -> Result<Proposal> {
    let tell: Progress = Arc::new(|done, of| progress("parts measured", done, of));
    let today = Clock::system().now().date();
    Ok(decide::measure(store, origin, number, today, tell).await?)
}

async fn reject(
    store: &Store,
    number: ProposalNumber,
    reason: &str,
    json: bool,
    out: &mut dyn Write,
) -> Result<()> {
    let (open, _) = decide::open(store, number).await?;
    let rejected = store.reject_proposal(number, open.version, None, reason, Clock::system().now()).await;
    rejected.map_err(|why| advice(why.into(), number))?;
    match json {
        true => writeln!(out, "{}", json!({ "number": number.0, "state": "rejected" }))?,
        false => writeln!(out, "Rejected: its questions wait again; see `tanya unresolved`.")?,
    }
    Ok(())
}

async fn export(
    store: &Store,
    origin: &Origin,
    number: ProposalNumber,
    json: bool,
    out: &mut dyn Write,
) -> Result<()> {
    let (_, change) = decide::open(store, number).await?;
    let files = origin.files()?;
    let (edits, _) = edits(&change, &files)?;
    if json {
        let edits: Vec<_> = edits
            .iter()
            .map(|edit| json!({ "file": edit.path, "new": edit.before.is_none(), "text": edit.after }))
            .collect();
        writeln!(out, "{}", json!({ "number": number.0, "knowledge": version_of(&files), "files": edits }))?;
        return Ok(());
    }
    out.write_all(patch(&edits).as_bytes())?;
    Ok(())
}

fn as_json(proposal: &Proposal) -> serde_json::Value {
    json!({
        "number": proposal.number.0, "version": proposal.version, "state": proposal.state.code(),
        "kind": proposal.kind, "questions": proposal.questions, "change": proposal.change,
        "knowledge": proposal.knowledge, "effect": proposal.effect, "made_at": proposal.made_at.0,
        "made_by": proposal.made_by.map(|person| person.0), "decided_at": proposal.decided_at.map(|at| at.0),
        "decided_by": proposal.decided_by.map(|person| person.0), "reason": proposal.reason, "went": proposal.went,
    })
}

fn parse_state(code: &str) -> Result<ProposalState, String> {
    ProposalState::from_code(code).ok_or_else(|| "one of: open, accepted, rejected".to_owned())
}
