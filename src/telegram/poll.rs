//! Long polling: ask Telegram for updates, store them, and only then ask for the next,
//! which is what acknowledges them. It may not look into an update.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::client::{CallError, Client};
use super::send::pause;
use super::typing::Expected;
use super::updates::{self, Batch};
use crate::app::chain;
use crate::clock::Clock;
use crate::fault;
use crate::store::Store;

/// How long Telegram may hold a poll open.
const HOLD: Duration = Duration::from_secs(25);
/// Updates in one answer, Telegram's most.
const BATCH: u32 = 100;
/// The kinds of update that are wanted. Telegram remembers them, so they are always said.
pub const WANTED: [&str; 6] =
    ["message", "edited_message", "callback_query", "inline_query", "my_chat_member", "message_reaction"];

/// What fetches updates.
pub struct Poller {
    pub client: Client,
    pub store: Store,
    pub clock: Clock,
    /// Rung when there is something new in the inbox.
    pub bell: Arc<Notify>,
    /// The chats that wait for an answer.
    pub expected: Arc<Expected>,
}

impl Poller {
    /// Fetches until told to stop. What Telegram would not hand over again is stored by then.
    pub async fn run(&self, stop: &CancellationToken) {
        let (mut offset, mut failures, mut rival) = (None, 0, false);
        loop {
            let asked = stop.run_until_cancelled(self.ask(offset)).await;
            let Some(answer) = asked else { return };
            match answer {
                Ok(batch) => {
                    if std::mem::take(&mut rival) {
                        tracing::info!("the other receiver is gone; taking over");
                    }
                    if self.keep(&batch, stop).await.is_none() {
                        return;
                    }
                    fault::crash_point("before the next offset");
                    let stuck = batch.next_offset.is_none() && !batch.arrivals.is_empty();
                    failures = if stuck { failures + 1 } else { 0 };
                    offset = batch.next_offset.or(offset);
                }
                Err(error) => {
                    failures += 1;
                    told(&error, failures, &mut rival);
                    let pause = if let CallError::Wait(pause) = error { pause } else { pause(failures) };
                    stop.run_until_cancelled(tokio::time::sleep(pause)).await;
                    continue;
                }
            }
            if failures > 0 {
                stop.run_until_cancelled(tokio::time::sleep(pause(failures))).await;
            }
        }
    }

    async fn ask(&self, offset: Option<i64>) -> Result<Batch, CallError> {
        let mut body = json!({ "limit": BATCH, "timeout": HOLD.as_secs(), "allowed_updates": WANTED });
        if let Some(offset) = offset {
            body["offset"] = offset.into();
        }
        let answer = self.client.poll(body.to_string(), HOLD).await?;
        updates::batch(&answer).ok_or_else(|| CallError::Unanswered("no list of updates in it".to_owned()))
    }

    /// Stores a batch, however long that takes; `None` where it was told to stop first.
    async fn keep(&self, batch: &Batch, stop: &CancellationToken) -> Option<()> {
        if batch.arrivals.is_empty() {
            return Some(());
        }
        fault::crash_point("reply parsed");
        for failures in 1.. {
            match self.store.receive(&batch.arrivals, self.clock.now()).await {
                Ok(_) => break,
                Err(error) if failures == 1 => {
                    tracing::error!(error = %chain(&error), "updates cannot be stored; none is acknowledged");
                }
                Err(_) => {}
            }
            stop.run_until_cancelled(tokio::time::sleep(pause(failures.min(3)))).await?;
        }
        fault::crash_point("inbox committed");
        self.expected.expect(batch.arrivals.iter().map(|arrival| arrival.chat.0));
        self.bell.notify_one();
        Some(())
    }
}

/// One line in the log for each kind of trouble, when it begins.
fn told(error: &CallError, failures: u32, rival: &mut bool) {
    match error {
        CallError::Conflict(_) if *rival => {}
        CallError::Conflict(why) => {
            *rival = true;
            tracing::warn!(%why, "another program receives this bot's updates; waiting to take over");
        }
        error if failures == 1 => tracing::warn!(%error, "no updates can be fetched; trying again"),
        error => tracing::debug!(%error, failures, "still no updates"),
    }
}
