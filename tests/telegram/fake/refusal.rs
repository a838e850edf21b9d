//! Telegram's refusals: status, error sentence and parameters.

use serde_json::{Value, json};

/// What the Bot API answers when it does not do what was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// HTTP status and `error_code`.
    pub code: u16,
    /// The whole sentence, as clients match on it.
    pub description: String,
    /// `parameters`, such as `retry_after`.
    pub parameters: Option<Value>,
}

impl Refusal {
    /// Any refusal.
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        Refusal { code, description: description.into(), parameters: None }
    }

    /// 400 "Bad Request: ..."
    pub fn bad(reason: impl std::fmt::Display) -> Self {
        Self::new(400, format!("Bad Request: {reason}"))
    }

    /// 403 "Forbidden: ..."
    pub fn forbidden(reason: impl std::fmt::Display) -> Self {
        Self::new(403, format!("Forbidden: {reason}"))
    }

    /// 409 "Conflict: ..."
    pub fn conflict(reason: impl std::fmt::Display) -> Self {
        Self::new(409, format!("Conflict: {reason}"))
    }

    /// 429 with `retry_after`.
    pub fn too_many(retry_after: u64) -> Self {
        Self::new(429, format!("Too Many Requests: retry after {retry_after}"))
            .with(json!({ "retry_after": retry_after }))
    }

    /// 404 for a method that the Bot API does not have.
    pub fn unknown_method() -> Self {
        Self::new(404, "Not Found: method not found")
    }

    /// 401 for a token that is not the bot's.
    pub fn unauthorized() -> Self {
        Self::new(401, "Unauthorized")
    }

    /// The same refusal with `parameters`.
    pub fn with(mut self, parameters: Value) -> Self {
        self.parameters = Some(parameters);
        self
    }

    /// The body sent for it.
    pub(super) fn body(&self) -> Value {
        let mut body = json!({ "ok": false, "error_code": self.code, "description": self.description });
        if let Some(parameters) = &self.parameters {
            body["parameters"] = parameters.clone();
        }
        body
    }
}
