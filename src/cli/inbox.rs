//! `tanya inbox`: what waits, what was given up, what did not arrive; and what to do
//! about it. Shows numbers and reasons, never a person's words.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::local_store;
use crate::clock::{Clock, Timestamp};
use crate::store::{Parked, Store, Undelivered};

/// Rows that are shown of each kind.
const SHOWN: u32 = 50;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// As one JSON object
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Handle a given-up update once more
    Retry {
        /// Its number
        #[arg(allow_negative_numbers = true)]
        update: i64,
    },
    /// Let a given-up update go, with its text
    Drop {
        /// Its number
        #[arg(allow_negative_numbers = true)]
        update: i64,
    },
}

pub(super) fn run(args: &Args, database: Option<&str>, out: &mut dyn Write) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = local_store(database).await?;
        match args.command {
            None => list(&store, args.json, out).await?,
            Some(Command::Retry { update }) => {
                done(store.unpark(update, Clock::system().now()).await?, update)?;
            }
            Some(Command::Drop { update }) => done(store.drop_parked(update).await?, update)?,
        }
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

fn done(changed: bool, update: i64) -> Result<()> {
    if !changed {
        bail!("no update {update} was given up; see `tanya inbox`");
    }
    Ok(())
}

async fn list(store: &Store, json: bool, out: &mut dyn Write) -> Result<()> {
    let queues = store.queues().await?;
    let (parked, undelivered) = (store.parked(SHOWN).await?, store.undelivered(SHOWN).await?);
    if json {
        let parked: Vec<_> = parked.iter().map(parked_json).collect();
        let undelivered: Vec<_> = undelivered.iter().map(undelivered_json).collect();
        let all = serde_json::json!({
            "waiting": queues.waiting, "unsent": queues.unsent, "parked": parked, "undelivered": undelivered,
        });
        writeln!(out, "{all}")?;
        return Ok(());
    }
    writeln!(
        out,
        "{} update(s) wait to be handled, {} request(s) to be sent.",
        queues.waiting, queues.unsent
    )?;
    writeln!(out, "{} update(s) were given up:", queues.parked)?;
    for one in &parked {
        let why = one.fault.as_deref().unwrap_or("unknown");
        let day = Timestamp(one.received_at).date();
        writeln!(
            out,
            "  {}  chat {}  {day}  after {} attempt(s): {why}",
            one.update_id, one.chat_id, one.attempts
        )?;
    }
    writeln!(out, "{} request(s) did not arrive, or may not have:", undelivered.len())?;
    for one in &undelivered {
        let (why, chat) = (one.fault.as_deref().unwrap_or("unknown"), one.chat_id.unwrap_or_default());
        let day = Timestamp(one.changed_at).date();
        writeln!(out, "  {}  chat {chat}  {day}  {} {}: {why}", one.outbox_id, one.method, one.state)?;
    }
    Ok(())
}

fn parked_json(one: &Parked) -> serde_json::Value {
    serde_json::json!({
        "update": one.update_id, "chat": one.chat_id, "received_at": one.received_at,
        "attempts": one.attempts, "fault": one.fault,
    })
}

fn undelivered_json(one: &Undelivered) -> serde_json::Value {
    serde_json::json!({
        "id": one.outbox_id, "chat": one.chat_id, "method": one.method, "state": one.state,
        "changed_at": one.changed_at, "fault": one.fault,
    })
}
