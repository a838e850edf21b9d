//! Delivering updates to the webhook: a chat's in order and one at a time, chats in parallel;
//! what fails is repeated until it is taken.

use super::Shared;
use super::params::Params;
use super::queue::Update;
use reqwest::Client;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

const SECRET: &str = "X-Telegram-Bot-Api-Secret-Token";
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// One delivery: where to, and what.
pub(super) struct Parcel {
    url: String,
    secret: Option<String>,
    text: Arc<str>,
}

/// Starts deliveries whenever there is something to deliver; runs as long as the server.
pub(super) async fn run(shared: Arc<Shared>) {
    let client = client();
    shared.act(|state| {
        state.webhook.epoch += 1;
        state.webhook.running = 0;
        state.queue.use_lanes(state.webhook.active());
    });
    loop {
        let arrived = shared.arrived.notified();
        tokio::pin!(arrived);
        arrived.as_mut().enable();
        while let Some((place, update, epoch)) = shared.quietly(next) {
            tokio::spawn(deliver(shared.clone(), client.clone(), place, update, epoch));
        }
        arrived.await;
    }
}

/// A client for webhooks.
pub(super) fn client() -> Client {
    Client::builder().no_proxy().timeout(Duration::from_secs(60)).build().unwrap_or_default()
}

fn next(state: &mut super::state::State) -> Option<(u64, Update, u64)> {
    if !state.webhook.active() || state.webhook.running >= state.webhook.most {
        return None;
    }
    let (place, update) = state.queue.take()?;
    state.webhook.running += 1;
    Some((place, update, state.webhook.epoch))
}

async fn deliver(shared: Arc<Shared>, client: Client, place: u64, update: Update, epoch: u64) {
    let mut pause = FIRST_PAUSE;
    loop {
        let Some(parcel) = shared.look(|state| parcel(state, &update, epoch)) else { return };
        match post(&client, &parcel).await {
            Ok(body) => {
                answer_in_body(&shared, &body);
                shared.act(|state| {
                    if state.webhook.epoch == epoch {
                        state.webhook.running -= 1;
                        state.queue.settle(place, update.lane);
                    }
                });
                return;
            }
            Err((why, retry_after)) => {
                shared.act(|state| state.webhook.failed(why));
                tokio::time::sleep(retry_after.unwrap_or(pause)).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

fn parcel(state: &super::state::State, update: &Update, epoch: u64) -> Option<Parcel> {
    let webhook = &state.webhook;
    let current = webhook.active() && webhook.epoch == epoch;
    current.then(|| Parcel {
        url: webhook.url.clone(),
        secret: webhook.secret.clone(),
        text: update.text.clone(),
    })
}

/// The parcel of an update that was made before.
pub(super) fn again(state: &super::state::State, id: i64) -> Option<Parcel> {
    let update = state.queue.history.as_ref()?.get(&id)?;
    parcel(state, update, state.webhook.epoch)
}

/// Posts a parcel once: the body of a 2xx, or why not with the wait that was asked for.
pub(super) async fn post(client: &Client, parcel: &Parcel) -> Result<String, (String, Option<Duration>)> {
    let mut request = client.post(&parcel.url).header("content-type", "application/json");
    if let Some(secret) = &parcel.secret {
        request = request.header(SECRET, secret);
    }
    let lost = |error: reqwest::Error| {
        let why = if error.is_timeout() { "Read timeout expired" } else { "Connection refused or closed" };
        (why.to_string(), None)
    };
    let response = request.body(parcel.text.to_string()).send().await.map_err(lost)?;
    let status = response.status();
    if status.is_success() {
        return response.text().await.map_err(lost);
    }
    let wait = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let wait = wait.map(|seconds: u64| Duration::from_secs(seconds.min(3600)));
    Err((format!("Wrong response from the webhook: {status}"), wait))
}

/// A method named in the body of the webhook's answer is carried out; its result goes nowhere.
fn answer_in_body(shared: &Shared, body: &str) {
    let Some(params) = serde_json::from_str::<Value>(body).ok().and_then(Params::from_object) else { return };
    let Some(method) = params.values.get("method").and_then(Value::as_str).and_then(super::methods::find)
    else {
        return;
    };
    if let Some(act) = method.act {
        shared.act(|state| {
            state.record.begin(method.name, || params.for_record(), Some("answered in the webhook".into()));
            let _ = act(state, &params);
        });
    }
}
