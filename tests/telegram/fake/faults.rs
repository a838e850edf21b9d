//! Faults that tests order for coming requests.

use super::params::Params;
use super::refusal::Refusal;
use serde_json::Value;
use std::time::Duration;

/// What goes wrong.
#[derive(Debug, Clone)]
pub enum Fault {
    /// 429 with `retry_after`; a send to that chat before its end is a violation.
    TooMany {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Any status and body, after acting or without.
    Status {
        /// HTTP status.
        code: u16,
        /// The body, sent as text/html.
        body: String,
        /// Whether the request has its effect.
        acts: bool,
    },
    /// Waits, then acts and answers.
    Slow(Duration),
    /// Never answers.
    Hang {
        /// Whether the request has its effect.
        acts: bool,
    },
    /// The connection ends before the request has an effect.
    CutBefore,
    /// The request has its effect, then the connection ends without an answer.
    CutAfter,
    /// The request has its effect, then the connection ends in the middle of the answer.
    CutHalf,
    /// The request has its effect; the answer is 200 with a text that is no JSON.
    Garbage,
    /// A refusal of choice, without effect.
    Refuse(Refusal),
}

/// Which requests a fault hits, and how often.
#[derive(Debug, Clone)]
pub struct Rule {
    method: String,
    chat: Option<i64>,
    text: Option<String>,
    skip: usize,
    times: usize,
    fault: Fault,
}

impl Rule {
    /// Hits the next request of a method (in any letter case; `*` is any method).
    pub fn new(method: &str, fault: Fault) -> Self {
        Rule { method: method.into(), chat: None, text: None, skip: 0, times: 1, fault }
    }

    /// Only requests with this `chat_id`.
    pub fn chat(mut self, id: i64) -> Self {
        self.chat = Some(id);
        self
    }

    /// Only requests that have this fragment in a text parameter.
    pub fn text(mut self, fragment: &str) -> Self {
        self.text = Some(fragment.into());
        self
    }

    /// The next so many matching requests instead of one.
    pub fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    /// Lets so many matching requests pass before the first hit.
    pub fn after(mut self, requests: usize) -> Self {
        self.skip = requests;
        self
    }

    fn matches(&self, method: &str, params: &Params) -> bool {
        let method = self.method == "*" || self.method.eq_ignore_ascii_case(method);
        let chat = self.chat.is_none_or(|chat| params.chat() == Some(chat));
        let has = |fragment: &String| {
            params.values.values().filter_map(Value::as_str).any(|text| text.contains(fragment.as_str()))
        };
        method && chat && self.text.as_ref().is_none_or(has)
    }
}

/// The fault for a request, counted off its rule; finished rules go.
pub(super) fn pick(rules: &mut Vec<Rule>, method: &str, params: &Params) -> Option<Fault> {
    let at = rules.iter().position(|rule| rule.matches(method, params))?;
    let rule = &mut rules[at];
    if rule.skip > 0 {
        rule.skip -= 1;
        return None;
    }
    rule.times = rule.times.saturating_sub(1);
    let fault = rule.fault.clone();
    if rule.times == 0 {
        rules.remove(at);
    }
    Some(fault)
}
