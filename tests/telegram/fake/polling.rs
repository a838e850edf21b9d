//! getUpdates.

use super::Shared;
use super::params::Params;
use super::refusal::Refusal;
use super::state::State;
use serde_json::Value;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

const WEBHOOK: &str =
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const OTHER: &str = "terminated by other getUpdates request; make sure that only one bot instance is running";

/// Answers getUpdates: at once if something waits, else when something comes or the time is over.
pub(super) async fn get(shared: &Shared, params: &Params) -> Result<String, Refusal> {
    let timeout = params.integer("timeout")?.unwrap_or(0).clamp(0, 50) as u64;
    let limit = params.integer("limit")?.unwrap_or(100);
    let limit = if (1..=100).contains(&limit) { limit as usize } else { 100 };
    let poller = shared.act(|state| begin(state, params))?;
    let end = Instant::now() + Duration::from_secs(timeout);
    loop {
        let arrived = shared.arrived.notified();
        tokio::pin!(arrived);
        arrived.as_mut().enable();
        if let Some(batch) = shared.look(|state| now(state, poller, limit))? {
            return Ok(batch);
        }
        if timeout == 0 || timeout_at(end, arrived).await.is_err() {
            return Ok("[]".into());
        }
    }
}

fn begin(state: &mut State, params: &Params) -> Result<u64, Refusal> {
    if state.webhook.active() {
        return Err(Refusal::conflict(WEBHOOK));
    }
    let offset = params.integer("offset")?.unwrap_or(0);
    remember_kinds(state, params)?;
    match offset {
        0 => {}
        1.. => state.queue.confirm(offset),
        _ => state.queue.keep_last(usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX)),
    }
    state.queue.poller += 1;
    state.queue.stirred = true;
    Ok(state.queue.poller)
}

/// Keeps `allowed_updates` for later updates, if given.
pub(super) fn remember_kinds(state: &mut State, params: &Params) -> Result<(), Refusal> {
    if let Some(kinds) = params.array("allowed_updates")? {
        let kinds = kinds.iter().map(|kind| kind.as_str().map(String::from)).collect::<Option<_>>();
        state.queue.allowed =
            kinds.ok_or_else(|| Refusal::bad("expected an Array of String as allowed_updates"))?;
    }
    Ok(())
}

fn now(state: &State, poller: u64, limit: usize) -> Result<Option<String>, Refusal> {
    if state.webhook.active() {
        return Err(Refusal::conflict("terminated by setWebhook request"));
    }
    if state.queue.poller != poller {
        return Err(Refusal::conflict(OTHER));
    }
    Ok(state.queue.batch(limit))
}

/// Whether a value is an update that the queue could take.
pub(super) fn kind_of(update: &Value) -> Option<(&str, &Value)> {
    let object = update.as_object()?;
    object.iter().find(|(key, _)| *key != "update_id").map(|(key, value)| (key.as_str(), value))
}
