//! setWebhook, deleteWebhook and getWebhookInfo.

use super::params::Params;
use super::polling::remember_kinds;
use super::refusal::Refusal;
use super::state::{State, now};
use serde_json::{Value, json};

/// The webhook as set.
#[derive(Debug, Default)]
pub(super) struct Webhook {
    /// Where updates go; empty is none.
    pub url: String,
    /// Sent along in the secret's header.
    pub secret: Option<String>,
    /// How many deliveries may run at once.
    pub most: usize,
    /// How many run.
    pub running: usize,
    /// Grows with every change: older deliveries no longer count.
    pub epoch: u64,
    /// The last failure, with its time.
    pub error: Option<(i64, String)>,
}

impl Webhook {
    /// Whether one is set.
    pub fn active(&self) -> bool {
        !self.url.is_empty()
    }

    /// Notes a failed delivery.
    pub fn failed(&mut self, why: String) {
        self.error = Some((now(), why));
    }
}

/// setWebhook; an empty url removes it.
pub(super) fn set(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let url = params.text("url")?.unwrap_or_default().into_owned();
    if url.is_empty() {
        return delete(state, params);
    }
    if !(url.starts_with("http://") || url.starts_with("https://")) || url.contains(char::is_whitespace) {
        return Err(Refusal::bad("bad webhook: invalid URL host specified"));
    }
    let secret = params.text("secret_token")?.map(std::borrow::Cow::into_owned);
    if let Some(secret) = &secret {
        check_secret(secret)?;
    }
    let most = params.integer("max_connections")?.unwrap_or(40);
    remember_kinds(state, params)?;
    let most = if (1..=100).contains(&most) { most as usize } else { 40 };
    change(state, params, Webhook { url, secret, most, ..Webhook::default() })
}

fn check_secret(secret: &str) -> Result<(), Refusal> {
    if secret.len() > 256 {
        return Err(Refusal::bad("secret token is too long"));
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if secret.is_empty() || !secret.bytes().all(allowed) {
        return Err(Refusal::bad("secret token contains unallowed characters"));
    }
    Ok(())
}

/// deleteWebhook.
pub(super) fn delete(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    change(state, params, Webhook::default())
}

fn change(state: &mut State, params: &Params, new: Webhook) -> Result<Value, Refusal> {
    if params.flag("drop_pending_updates")? {
        state.queue.keep_last(0);
    }
    let epoch = state.webhook.epoch + 1;
    state.webhook = Webhook { epoch, ..new };
    state.queue.use_lanes(state.webhook.active());
    Ok(true.into())
}

/// getWebhookInfo.
pub(super) fn info(state: &mut State, _: &Params) -> Result<Value, Refusal> {
    let webhook = &state.webhook;
    let mut info = json!({
        "url": webhook.url, "has_custom_certificate": false, "pending_update_count": state.queue.len()
    });
    if webhook.active() {
        info["max_connections"] = webhook.most.into();
        info["ip_address"] = "127.0.0.1".into();
    }
    if let Some((date, message)) = &webhook.error {
        info["last_error_date"] = (*date).into();
        info["last_error_message"] = message.clone().into();
    }
    if !state.queue.allowed.is_empty() {
        info["allowed_updates"] = state.queue.allowed.iter().cloned().collect();
    }
    Ok(info)
}
