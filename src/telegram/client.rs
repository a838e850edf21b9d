//! One request to the Bot API and what came of it, told by what the caller does next.
//! It may not retry, and it never shows the token or a body, not even in an error.

use std::time::Duration;

use reqwest::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::upload;
use crate::app::chain;
use crate::clock::Timestamp;

/// How long connecting may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a request may take; a long poll has its own patience besides.
const PATIENCE: Duration = Duration::from_secs(12);
/// How long an idle connection is kept: shorter than any server's patience, so that a
/// request rarely meets a connection that is being closed.
const IDLE: Duration = Duration::from_secs(20);
/// Characters of Telegram's explanation that are kept.
const REASON: usize = 160;

/// The Bot API for one token. Clones share the connections. Never prints the token.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: SecretString,
}

/// The bot itself, as getMe tells it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Bot {
    /// Its id.
    pub id: i64,
    /// Its name without the `@`.
    pub username: String,
    /// Whether it sees every message of its groups (privacy mode off).
    #[serde(default)]
    pub can_read_all_group_messages: bool,
    /// Whether it can be added to groups.
    #[serde(default)]
    pub can_join_groups: bool,
    /// Whether inline mode is on.
    #[serde(default)]
    pub supports_inline_queries: bool,
}

/// Why a request brought no result, named after what to do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// It never left: try again, nothing has happened.
    #[error("Telegram cannot be reached: {0}")]
    NotSent(String),
    /// No answer came: nobody knows whether it happened.
    #[error("no answer came from Telegram: {0}")]
    Unanswered(String),
    /// Telegram has a fault of its own: try again later.
    #[error("Telegram has a fault (status {0})")]
    Busy(u16),
    /// Too many requests: wait so long.
    #[error("Telegram asks to wait {} s", .0.as_secs())]
    Wait(Duration),
    /// The group has another number now.
    #[error("the group has become a supergroup")]
    Moved(i64),
    /// The person or group cannot be reached: give up, and tell somebody.
    #[error("the chat cannot be reached: {0}")]
    Gone(String),
    /// Somebody else receives the updates.
    #[error("somebody else receives the updates: {0}")]
    Conflict(String),
    /// The token is not right: stop, and mend the configuration.
    #[error("Telegram does not know this token")]
    Unauthorised,
    /// What was asked for is so already, or too late to matter: as good as done.
    #[error("nothing was left to do: {0}")]
    Moot(String),
    /// The request is wrong: the same again fails again.
    #[error("Telegram refused: {0}")]
    Refused(String),
}

/// What every answer of the Bot API looks like.
#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Default, Deserialize)]
struct Parameters {
    migrate_to_chat_id: Option<i64>,
    retry_after: Option<u64>,
}

impl Client {
    /// `api_url` without a slash at its end.
    pub fn new(api_url: &str, token: &SecretString) -> Result<Client, CallError> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .pool_idle_timeout(IDLE)
            .build()
            .map_err(|error| CallError::NotSent(explain(error)))?;
        let base = SecretString::from(format!("{api_url}/bot{}", token.expose_secret()));
        Ok(Client { http, base })
    }

    /// Calls a method with a JSON object; the result as JSON. A document given in it by
    /// name and text is uploaded as a file.
    pub async fn call(&self, method: &str, body: String) -> Result<String, CallError> {
        self.ask(method, body, PATIENCE).await.map(|(result, _)| result)
    }

    /// Like [`Client::call`], for a poll that Telegram may hold open for `hold`.
    pub(super) async fn poll(&self, body: String, hold: Duration) -> Result<String, CallError> {
        let (status, text, _) = self.exchange("getUpdates", body, hold + PATIENCE).await?;
        // Read by hand: one broken update must not hide the others.
        if status.is_success() { Ok(text) } else { result(status, &text) }
    }

    /// The bot, and what Telegram's clock says.
    pub async fn me(&self) -> Result<(Bot, Option<Timestamp>), CallError> {
        let (text, date) = self.ask("getMe", "{}".to_owned(), PATIENCE).await?;
        let bot =
            serde_json::from_str(&text).map_err(|_| CallError::Unanswered("no bot in it".to_owned()))?;
        Ok((bot, date))
    }

    async fn ask(
        &self,
        method: &str,
        body: String,
        patience: Duration,
    ) -> Result<(String, Option<Timestamp>), CallError> {
        let (status, text, date) = self.exchange(method, body, patience).await?;
        Ok((result(status, &text)?, date))
    }

    async fn exchange(
        &self,
        method: &str,
        body: String,
        patience: Duration,
    ) -> Result<(StatusCode, String, Option<Timestamp>), CallError> {
        let request = self.http.post(format!("{}/{method}", self.base.expose_secret())).timeout(patience);
        let request = match upload::form(&body) {
            Some(form) => request.multipart(form),
            None => request.header("content-type", "application/json").body(body),
        };
        let answer = request.send().await.map_err(|error| {
            let never_left = error.is_connect() || error.is_builder();
            let why = explain(error);
            if never_left { CallError::NotSent(why) } else { CallError::Unanswered(why) }
        })?;
        let status = answer.status();
        let date = answer.headers().get("date").and_then(|date| Timestamp::from_http(date.to_str().ok()?));
        let bytes = answer.bytes().await.map_err(|error| CallError::Unanswered(explain(error)))?;
        Ok((status, String::from_utf8_lossy(&bytes).into_owned(), date))
    }
}

/// An answer's result, or what to do about its absence.
fn result(status: StatusCode, text: &str) -> Result<String, CallError> {
    if status.is_server_error() {
        return Err(CallError::Busy(status.as_u16()));
    }
    let answer = match serde_json::from_str::<Answer<'_>>(text) {
        Ok(answer) => answer,
        Err(_) if status.is_success() => return Err(CallError::Unanswered("no JSON in it".to_owned())),
        Err(_) => Answer { ok: false, result: None, error_code: None, description: None, parameters: None },
    };
    match answer.result {
        Some(result) if answer.ok => Ok(result.get().to_owned()),
        _ => {
            let code = answer.error_code.unwrap_or(status.as_u16());
            let description = answer.description.unwrap_or_default();
            Err(refusal(code, &description, &answer.parameters.unwrap_or_default()))
        }
    }
}

/// What an error of the Bot API asks for. Its sentences vary in letter case and detail,
/// so they are told apart by how they begin.
fn refusal(code: u16, description: &str, parameters: &Parameters) -> CallError {
    let told = description.to_lowercase();
    let told = told.split_once(": ").map_or(told.as_str(), |(_, rest)| rest);
    let reason = reason(description);
    match code {
        _ if parameters.migrate_to_chat_id.is_some() => {
            CallError::Moved(parameters.migrate_to_chat_id.unwrap_or_default())
        }
        429 => CallError::Wait(Duration::from_secs(parameters.retry_after.unwrap_or(5))),
        409 => CallError::Conflict(reason),
        401 | 404 => CallError::Unauthorised,
        403 => CallError::Gone(reason),
        500.. => CallError::Busy(code),
        _ if MOOT.iter().any(|start| told.starts_with(start)) => CallError::Moot(reason),
        _ if GONE.iter().any(|start| told.starts_with(start)) => CallError::Gone(reason),
        _ => CallError::Refused(reason),
    }
}

const MOOT: [&str; 5] = [
    "message is not modified",
    "query is too old",
    "message to delete not found",
    "message can't be deleted",
    "query_id_invalid",
];
const GONE: [&str; 7] = [
    "chat not found",
    "user is deactivated",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "chat_write_forbidden",
    "have no rights to send",
];

/// Telegram's explanation, without what it quotes: that may be a person's words.
fn reason(description: &str) -> String {
    let unquoted = description.split('"').step_by(2).collect::<Vec<_>>().join("…");
    unquoted.chars().take(REASON).collect()
}

/// An error of the connection in words, without the address, which holds the token.
fn explain(error: reqwest::Error) -> String {
    chain(&error.without_url())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn told(status: u16, body: &str) -> CallError {
        result(StatusCode::from_u16(status).unwrap(), body).unwrap_err()
    }

    #[test]
    fn errors_are_told_apart_by_what_to_do_next() {
        let refused = |code: u16, description: &str| {
            told(
                code,
                &serde_json::json!({"ok": false, "error_code": code, "description": description}).to_string(),
            )
        };
        assert!(matches!(refused(403, "Forbidden: bot was blocked by the user"), CallError::Gone(_)));
        assert!(matches!(refused(400, "Bad Request: chat not found"), CallError::Gone(_)));
        assert!(matches!(refused(400, "Bad Request: message is not modified: x"), CallError::Moot(_)));
        assert!(matches!(
            refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
            CallError::Moot(_)
        ));
        assert!(matches!(refused(400, "Bad Request: BUTTON_DATA_INVALID"), CallError::Refused(_)));
        assert!(matches!(refused(401, "Unauthorized"), CallError::Unauthorised));
        assert_eq!(told(502, "<html>"), CallError::Busy(502));
        assert!(matches!(told(200, "not JSON"), CallError::Unanswered(_)));
        let moved =
            r#"{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1007}}"#;
        assert_eq!(told(400, moved), CallError::Moved(-1007));
        let wait = r#"{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":7}}"#;
        assert_eq!(told(429, wait), CallError::Wait(Duration::from_secs(7)));
    }

    #[test]
    fn what_telegram_quotes_is_not_kept() {
        let kept = reason("Bad Request: can't parse entities: unsupported start tag \"my secret\" at byte 3");
        assert!(!kept.contains("secret"), "{kept}");
    }
}
