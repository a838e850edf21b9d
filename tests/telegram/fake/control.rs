//! What tests turn: faults, limits, raw updates, redelivery.

use super::delivery::{again, client, post};
use super::faults::Rule;
use super::{Fake, polling};
use serde_json::Value;
use std::time::Duration;

impl Fake {
    /// Orders a fault for coming requests; earlier rules are tried first.
    pub fn fault(&self, rule: Rule) {
        self.shared.act(|state| state.rules.push(rule));
    }

    /// Drops all faults that have not struck yet.
    pub fn no_faults(&self) {
        self.shared.act(|state| state.rules.clear());
    }

    /// Turns Telegram's rate limits on or off.
    pub fn limits(&self, on: bool) {
        self.shared.act(|state| state.limited = on);
    }

    /// Turns privacy mode in groups on (as at the start) or off.
    pub fn privacy(&self, on: bool) {
        self.shared.act(|state| state.privacy = on);
    }

    /// How long presses and inline queries may be answered (at the start a minute).
    pub fn query_life(&self, life: Duration) {
        self.shared.act(|state| state.queries.life = life);
    }

    /// The update_id to go on with, also one below the last (as after a silent week).
    pub fn next_update_id(&self, id: i64) {
        self.shared.act(|state| state.queue.next_id = id);
    }

    /// Queues a text as an update, verbatim; gives its update_id (or the one counted for it).
    pub fn push_raw(&self, text: &str) -> i64 {
        self.shared.act(|state| state.queue.push_raw(text))
    }

    /// Queues an update given without its update_id; gives the id.
    pub fn push(&self, update: Value) -> i64 {
        let (kind, body) = polling::kind_of(&update).expect("an update needs a kind");
        let lane = body["chat"]["id"].as_i64().or(body["from"]["id"].as_i64()).unwrap_or(0);
        self.shared.act(|state| state.queue.push(kind, body, lane))
    }

    /// Queues updates that were made before once more, as they were.
    pub fn queue_again(&self, ids: &[i64]) {
        self.shared.act(|state| {
            let history = state.queue.history.as_ref();
            let known =
                |id: &i64| history.and_then(|history| history.get(id)).map(|update| update.text.clone());
            let texts: Vec<_> = ids.iter().filter_map(known).collect();
            texts.iter().for_each(|text| {
                state.queue.push_raw(text);
            });
        });
    }

    /// Posts updates that were made before to the webhook again, each so many times, all at once
    /// and shuffled; gives the statuses (0 for a broken connection).
    pub async fn redeliver(&self, ids: &[i64], times: usize) -> Vec<u16> {
        let mut ids: Vec<i64> = ids.iter().flat_map(|id| std::iter::repeat_n(*id, times)).collect();
        shuffle(&mut ids);
        let client = client();
        let mut running = Vec::new();
        for id in ids {
            let parcel = self.shared.look(|state| again(state, id)).expect("a known update and a webhook");
            let client = client.clone();
            running.push(tokio::spawn(async move { status(post(&client, &parcel).await) }));
        }
        let mut statuses = Vec::new();
        for delivery in running {
            statuses.push(delivery.await.unwrap_or(0));
        }
        statuses
    }
}

fn status(result: Result<String, (String, Option<Duration>)>) -> u16 {
    match result {
        Ok(_) => 200,
        Err((why, _)) => why.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or(0),
    }
}

fn shuffle(list: &mut [i64]) {
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    for at in (1..list.len()).rev() {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        list.swap(at, (seed % (at as u64 + 1)) as usize);
    }
}
