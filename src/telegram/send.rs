//! The outbox, drained: each request is marked as under way, sent within the limits, and
//! its end noted. One request of a chat at a time, so that a chat reads in order. It may
//! not decide what is sent; and where nobody knows whether a request arrived, it sends
//! one more at most (the outbox counts).

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::client::{CallError, Client};
use super::deliver::{Delivered, deliver, is_about_a_topic};
use super::pace::Pace;
use super::typing::Expected;
use crate::app::chain;
use crate::chat::ChatId;
use crate::clock::{Clock, Timestamp};
use crate::config::Limits;
use crate::fault;
use crate::store::{Claim, End, Ended, Lease, Outbound, Store, StoreError, Vanished};

/// Requests under way at once. Telegram answers in a tenth of a second and takes 30 a
/// second, so a few would do; these keep a local server busy.
const SLOTS: usize = 32;
/// With more than this under way, those that come back are noted together: one commit
/// for all that come within a moment.
const MANY: usize = 8;
const MOMENT: Duration = Duration::from_millis(1);
/// How long the program must have lived before what a crash left in doubt is tried again.
const SETTLED: Duration = Duration::from_secs(2);
/// How long nothing happens before the outbox is looked at anyway.
const NET: Duration = Duration::from_millis(250);
/// The first pause after a failure; it doubles up to the last.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LAST_PAUSE: Duration = Duration::from_secs(60);
/// How long requests under way are waited for when stopping: longer than one may take.
const FAREWELL: Duration = Duration::from_secs(13);

/// What drains the outbox.
pub struct Sender {
    pub client: Client,
    pub store: Store,
    pub clock: Clock,
    pub limits: Limits,
    /// Rung when there is something new in the outbox.
    pub bell: Arc<Notify>,
    /// The chats that wait for an answer.
    pub expected: Arc<Expected>,
}

/// A request that came back: what it was, and what came of it.
struct Returned {
    request: Outbound,
    result: Result<Delivered, CallError>,
}

/// What one look at the outbox brought.
struct Step {
    taken: u64,
    /// There may be more to take.
    more: bool,
}

/// What is under way.
struct Round {
    pace: Pace,
    in_flight: HashMap<i64, Option<i64>>,
    failures: HashMap<i64, u32>,
    ended: Vec<Ended>,
    moved: Vec<(i64, i64)>,
    back: mpsc::UnboundedReceiver<Returned>,
    out: mpsc::UnboundedSender<Returned>,
}

impl Sender {
    /// Sends until told to stop, then what can be sent at once, and waits for what is
    /// under way. Ends early when another instance leads.
    pub async fn run(&self, lease: &Lease, stop: &CancellationToken) -> Result<(), StoreError> {
        let mut round = Round::new(self.limits);
        self.recover(lease).await?;
        loop {
            let step = match self.step(lease, &mut round).await {
                Ok(step) => step,
                Err(StoreError::Fenced) => return Err(StoreError::Fenced),
                Err(error) => {
                    tracing::error!(error = %chain(&error), "the outbox cannot be used; trying again");
                    tokio::time::sleep(FIRST_PAUSE).await;
                    self.reclaim(lease, &round).await?;
                    continue;
                }
            };
            if step.taken == 0 && stop.is_cancelled() {
                return self.farewell(lease, &mut round).await;
            }
            if !step.more {
                round.wait(self, stop).await;
            }
            while let Ok(returned) = round.back.try_recv() {
                round.note(self, returned);
            }
        }
    }

    /// Requests that a crash left under way may have arrived. They wait until the program
    /// has lived for a while: one that crashes again and again must not use up their one
    /// more try.
    async fn recover(&self, lease: &Lease) -> Result<(), StoreError> {
        let now = self.clock.now();
        let found = self.store.recover(lease, now, now.plus(SETTLED)).await?;
        if found > 0 {
            tracing::warn!(
                requests = found,
                "these were under way when the program ended; a copy may arrive twice"
            );
        }
        Ok(())
    }

    /// Notes ends and takes what may be sent now.
    async fn step(&self, lease: &Lease, round: &mut Round) -> Result<Step, StoreError> {
        let now = Instant::now();
        let free = SLOTS.saturating_sub(round.in_flight.len());
        let room = round.pace.room(now);
        let busy = round.busy(now);
        let claim = Claim { limit: free.min(room.max(1)), busy: &busy, taps_only: room == 0 };
        if claim.limit == 0 && round.ended.is_empty() {
            return Ok(Step { taken: 0, more: false });
        }
        let claimed = self.store.advance(lease, &round.ended, claim, self.clock.now()).await?;
        fault::crash_point("sending committed");
        round.ended.clear();
        for (from, to) in std::mem::take(&mut round.moved) {
            self.store.move_chat(lease, ChatId(from), ChatId(to)).await?;
        }
        let step =
            Step { taken: claimed.len() as u64, more: claimed.len() == claim.limit && claim.limit > 0 };
        for request in claimed {
            round.depart(self, request, now);
        }
        Ok(step)
    }

    async fn reclaim(&self, lease: &Lease, round: &Round) -> Result<(), StoreError> {
        let ended = round.ended.iter().map(|ended| ended.request.outbox_id);
        let in_hand: Vec<i64> = round.in_flight.keys().copied().chain(ended).collect();
        match self.store.reclaim(lease, &in_hand, self.clock.now()).await {
            Err(StoreError::Fenced) => Err(StoreError::Fenced),
            // It is still out of reach: the next step says so again.
            _ => Ok(()),
        }
    }

    /// Waits for what is under way, notes how it ended, and takes nothing more.
    async fn farewell(&self, lease: &Lease, round: &mut Round) -> Result<(), StoreError> {
        let end = tokio::time::Instant::now() + FAREWELL;
        while !round.in_flight.is_empty() {
            let Ok(Some(returned)) = tokio::time::timeout_at(end, round.back.recv()).await else { break };
            round.note(self, returned);
        }
        let nothing = Claim { limit: 0, busy: &[], taps_only: false };
        if round.ended.is_empty() {
            return Ok(());
        }
        self.store.advance(lease, &round.ended, nothing, self.clock.now()).await.map(drop)
    }
}

impl Round {
    fn new(limits: Limits) -> Round {
        let (out, back) = mpsc::unbounded_channel();
        Round {
            pace: Pace::new(limits),
            in_flight: HashMap::new(),
            failures: HashMap::new(),
            ended: Vec::new(),
            moved: Vec::new(),
            back,
            out,
        }
    }

    /// The chats that nothing more may be sent to now.
    fn busy(&mut self, now: Instant) -> Vec<i64> {
        let under_way = self.in_flight.values().copied().flatten();
        under_way.chain(self.pace.waiting(now)).collect()
    }

    fn depart(&mut self, sender: &Sender, request: Outbound, now: Instant) {
        self.in_flight.insert(request.outbox_id, request.chat_id);
        if let Some(chat) = request.chat_id {
            self.pace.note(chat, now);
        }
        let (client, out) = (sender.client.clone(), self.out.clone());
        tokio::spawn(async move {
            let result = deliver(&client, &request).await;
            fault::crash_point("answer read");
            // The receiver is gone only when the program ends.
            let _ = out.send(Returned { request, result });
        });
    }

    /// Waits until something comes back, something new is there, or somebody may go on.
    async fn wait(&mut self, sender: &Sender, stop: &CancellationToken) {
        let now = Instant::now();
        let until = self.pace.next_free(now).map_or(NET, |free| free.saturating_duration_since(now).min(NET));
        let full = self.in_flight.len() >= SLOTS;
        let returned = tokio::select! {
            returned = self.back.recv() => returned,
            () = sender.bell.notified(), if !full => None,
            () = tokio::time::sleep(until), if !full => None,
            () = stop.cancelled(), if !full && !stop.is_cancelled() => None,
        };
        if let Some(returned) = returned {
            self.note(sender, returned);
            if self.in_flight.len() > MANY {
                tokio::time::sleep(MOMENT).await;
            }
        }
    }

    /// Keeps how a request ended until the next look at the outbox.
    fn note(&mut self, sender: &Sender, returned: Returned) {
        let Returned { request, result } = returned;
        self.in_flight.remove(&request.outbox_id);
        if let Err(CallError::Wait(pause)) = result {
            self.pace.hold(request.chat_id, Instant::now() + pause);
        } else {
            self.pace.accepted();
        }
        if let (Err(CallError::Moved(to)), Some(from)) = (&result, request.chat_id) {
            self.moved.push((from, *to));
        }
        if let Some(chat) = request.chat_id {
            sender.expected.answered(chat);
        }
        let failures = match &result {
            Ok(_) => self.failures.remove(&request.outbox_id).unwrap_or_default(),
            Err(_) => *self.failures.entry(request.outbox_id).and_modify(|count| *count += 1).or_insert(1),
        };
        let lost = matches!(result, Err(CallError::Gone(_)));
        let end = end(result, sender.clock.now(), failures);
        if !matches!(end, End::Again(..) | End::Uncertain(..)) {
            self.failures.remove(&request.outbox_id);
        }
        self.ended.push(Ended { request, end, lost });
    }
}

/// What the outbox notes of a result.
fn end(result: Result<Delivered, CallError>, now: Timestamp, failures: u32) -> End {
    let error = match result {
        Ok(Delivered { thread: Some(thread), .. }) => return End::Opened(thread),
        Ok(Delivered { messages, .. }) if messages.len() > 1 => return End::SentAll(messages),
        Ok(Delivered { messages, .. }) => return End::Sent(messages.first().copied()),
        Err(error) => error,
    };
    let told = error.to_string();
    match error {
        CallError::Moot(_) => End::Sent(None),
        CallError::Moved(_) => End::Again(now, told),
        CallError::Wait(pause) => End::Again(now.plus(pause), told),
        CallError::Unanswered(_) => End::Uncertain(now.plus(pause(failures)), told),
        CallError::NotSent(_) | CallError::Busy(_) | CallError::Conflict(_) => {
            End::Again(now.plus(pause(failures)), told)
        }
        CallError::Unauthorised => End::Again(now.plus(LAST_PAUSE), told),
        CallError::Gone(_) | CallError::Refused(_) => {
            tracing::warn!(%told, "a request was refused for good");
            match vanished(&told.to_lowercase()) {
                Some(what) => End::Vanished(what, told),
                None => End::Failed(told),
            }
        }
    }
}

/// What an error says to be gone, in Telegram's lower-cased words.
fn vanished(told: &str) -> Option<Vanished> {
    if is_about_a_topic(told) {
        return Some(Vanished::Topic);
    }
    ["message to edit not found", "message_id_invalid"]
        .iter()
        .any(|part| told.contains(part))
        .then_some(Vanished::Message)
}

/// The pause after so many failures: it doubles, and is shortened by chance, so that
/// what failed together does not come back together.
pub fn pause(failures: u32) -> Duration {
    let full = FIRST_PAUSE.saturating_mul(1 << failures.saturating_sub(1).min(10)).min(LAST_PAUSE);
    let chance = getrandom::u32().unwrap_or(u32::MAX);
    full.mul_f64(0.5 + 0.5 * f64::from(chance) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_to_a_minute_and_vary() {
        for (failures, longest) in [(1, 1), (2, 2), (4, 8), (9, 60), (u32::MAX, 60)] {
            let pause = pause(failures).as_secs_f64();
            assert!(pause <= f64::from(longest) && pause >= f64::from(longest) / 2.0, "{failures}: {pause}");
        }
    }
}
