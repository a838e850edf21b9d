//! What the fake remembers of the requests it got.

use super::events::Event;
use serde_json::Value;
use std::collections::HashMap;
use std::time::Instant;

/// How much is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recording {
    /// Everything, for tests.
    Full,
    /// Only counts and the time of each message, for benchmarks.
    Counts,
}

/// What was answered to a request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body, as text.
    pub body: String,
}

/// One request, in order of arrival.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method's name as documented, whatever the letter case used.
    pub method: String,
    /// All parameters.
    pub params: Value,
    /// When it arrived.
    pub at: Instant,
    /// The fault that hit it.
    pub fault: Option<String>,
    /// The answer, once there is one (also when it was cut on its way).
    pub answer: Option<Answer>,
}

/// One message of the bot, for measuring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The chat.
    pub chat: i64,
    /// Its id in that chat.
    pub message_id: i64,
    /// The message it answers, or 0.
    pub reply_to: i64,
    /// When it was taken.
    pub at: Instant,
}

/// The record.
#[derive(Debug)]
pub(super) struct Record {
    keep: bool,
    /// How often each method was called.
    pub counts: HashMap<&'static str, u64>,
    /// All requests, when kept.
    pub requests: Vec<Request>,
    /// All messages of the bot.
    pub sends: Vec<Sent>,
    /// What people saw happen, when kept.
    pub events: Vec<Event>,
    /// What a real server would have punished.
    pub violations: Vec<String>,
}

impl Record {
    /// An empty record.
    pub fn new(keep: bool) -> Self {
        Record {
            keep,
            counts: HashMap::new(),
            requests: Vec::new(),
            sends: Vec::new(),
            events: Vec::new(),
            violations: Vec::new(),
        }
    }

    /// Notes a request that arrived; gives its number for `finish`.
    pub fn begin(
        &mut self,
        method: &'static str,
        params: impl FnOnce() -> Value,
        fault: Option<String>,
    ) -> usize {
        *self.counts.entry(method).or_default() += 1;
        if self.keep {
            let request =
                Request { method: method.into(), params: params(), at: Instant::now(), fault, answer: None };
            self.requests.push(request);
        }
        self.requests.len().wrapping_sub(1)
    }

    /// Notes what was answered.
    pub fn finish(&mut self, number: usize, status: u16, body: &str) {
        if let Some(request) = self.requests.get_mut(number) {
            request.answer = Some(Answer { status, body: body.to_string() });
        }
    }

    /// Notes a message of the bot.
    pub fn sent(&mut self, chat: i64, message_id: i64, reply_to: i64) {
        self.sends.push(Sent { chat, message_id, reply_to, at: Instant::now() });
    }

    /// Notes something that a real server would have punished.
    pub fn violation(&mut self, what: String) {
        self.violations.push(what);
    }
}
