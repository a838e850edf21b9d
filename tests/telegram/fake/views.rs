//! The record as tests read it, and waiting for it.

use super::chats::Message;
use super::record::{Request, Sent};
use super::{Fake, MessageId};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// One message as people see it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its id in the chat.
    pub id: MessageId,
    /// Whether the bot sent it.
    pub from_bot: bool,
    /// Text or caption, without markup.
    pub text: String,
    /// As submitted, when it was HTML.
    pub html: Option<String>,
    /// Rows of buttons: label and callback data (or address).
    pub buttons: Vec<Vec<(String, String)>>,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
    /// Its topic.
    pub thread: Option<i64>,
    /// The reactions on it: by whom, which.
    pub reactions: BTreeMap<i64, String>,
    /// How often it was edited.
    pub edits: u32,
    /// Whether it is gone.
    pub deleted: bool,
    /// When it came.
    pub at: Instant,
    /// The Message object.
    pub raw: Value,
}

impl Seen {
    /// The callback data under a label.
    pub fn payload(&self, label: &str) -> Option<&str> {
        self.buttons.iter().flatten().find(|(text, _)| text == label).map(|(_, payload)| payload.as_str())
    }

    /// The label over a callback data.
    pub fn label(&self, payload: &str) -> Option<&str> {
        self.buttons.iter().flatten().find(|(_, data)| data == payload).map(|(text, _)| text.as_str())
    }
}

/// Name and descriptions of the bot in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// setMyName.
    pub name: String,
    /// setMyDescription.
    pub description: String,
    /// setMyShortDescription.
    pub short_description: String,
}

/// A message as people see it.
pub(super) fn seen(message: &Message) -> Seen {
    let body = &message.body;
    let text = body["text"].as_str().or(body["caption"].as_str()).unwrap_or_default();
    let rows = body["reply_markup"]["inline_keyboard"].as_array();
    let buttons = |row: &Value| row.as_array().into_iter().flatten().map(button).collect();
    Seen {
        id: message.id,
        from_bot: message.from_bot,
        text: text.into(),
        html: message.html.clone(),
        buttons: rows.into_iter().flatten().map(buttons).collect(),
        reply_to: Some(message.reply_to).filter(|id| *id != 0),
        thread: body["message_thread_id"].as_i64(),
        reactions: message.reactions.clone(),
        edits: message.edits,
        deleted: message.deleted,
        at: message.at,
        raw: body.clone(),
    }
}

fn button(button: &Value) -> (String, String) {
    let payload = button["callback_data"].as_str().or(button["url"].as_str()).unwrap_or_default();
    (button["text"].as_str().unwrap_or_default().into(), payload.into())
}

impl Fake {
    /// All requests in order of arrival (with `Recording::Full`).
    pub fn requests(&self) -> Vec<Request> {
        self.shared.look(|state| state.record.requests.clone())
    }

    /// The requests of one method.
    pub fn requests_of(&self, method: &str) -> Vec<Request> {
        self.shared.look(|state| {
            let all = state.record.requests.iter();
            all.filter(|request| request.method.eq_ignore_ascii_case(method)).cloned().collect()
        })
    }

    /// How often a method was called.
    pub fn count(&self, method: &str) -> u64 {
        self.shared.look(|state| state.record.counts.get(method).copied().unwrap_or(0))
    }

    /// Every message that the bot sent, with its time.
    pub fn sends(&self) -> Vec<Sent> {
        self.shared.look(|state| state.record.sends.clone())
    }

    /// How many messages the bot sent.
    pub fn sent(&self) -> usize {
        self.shared.look(|state| state.record.sends.len())
    }

    /// Drops what was recorded of requests and sends (for a benchmark's next round).
    pub fn forget(&self) {
        self.shared.act(|state| {
            state.record.requests.clear();
            state.record.sends.clear();
            state.record.counts.clear();
        });
    }

    /// When a message came or was sent.
    pub fn time_of(&self, chat: i64, message: MessageId) -> Option<Instant> {
        self.shared.look(|state| Some(state.chats.get(&chat)?.message(message)?.at))
    }

    /// All messages of a chat in order, deleted ones too.
    pub fn messages(&self, chat: i64) -> Vec<Seen> {
        self.shared.look(|state| {
            let messages = state.chats.get(&chat).map(|chat| chat.messages.iter().map(seen).collect());
            messages.unwrap_or_default()
        })
    }

    /// One message.
    pub fn message(&self, chat: i64, id: MessageId) -> Option<Seen> {
        self.shared
            .look(|state| state.chats.get(&chat)?.messages.iter().find(|message| message.id == id).map(seen))
    }

    /// The bot's messages that answer a message.
    pub fn answers_to(&self, chat: i64, message: MessageId) -> Vec<Seen> {
        self.shared.look(|state| {
            let all = state.chats.get(&chat).into_iter().flat_map(|chat| &chat.messages);
            all.filter(|answer| answer.from_bot && answer.reply_to == message).map(seen).collect()
        })
    }

    /// The updates that are not confirmed (or not taken by the webhook).
    pub fn unconfirmed(&self) -> Vec<String> {
        self.shared.look(|state| state.queue.texts())
    }

    /// How many updates are not confirmed.
    pub fn backlog(&self) -> usize {
        self.shared.look(|state| state.queue.len())
    }

    /// What a real server would have punished.
    pub fn violations(&self) -> Vec<String> {
        self.shared.look(|state| state.record.violations.clone())
    }

    /// The commands of a language (empty for the default) in the default scope.
    pub fn commands(&self, language: &str) -> Vec<(String, String)> {
        self.commands_in("default", language)
    }

    /// The commands of a scope (such as `all_private_chats` or `chat 5 0`) and language.
    pub fn commands_in(&self, scope: &str, language: &str) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        let pair = |command: &Value| (text(&command["command"]), text(&command["description"]));
        self.shared.look(|state| {
            let found = state.settings.commands.get(&(scope.into(), language.into()));
            found.into_iter().flatten().map(pair).collect()
        })
    }

    /// Name and descriptions in a language, with the default's where that has none.
    pub fn profile(&self, language: &str) -> Profile {
        self.shared.look(|state| Profile {
            name: state.settings.text("name", language),
            description: state.settings.text("description", language),
            short_description: state.settings.text("short_description", language),
        })
    }

    /// Waits until something is so; looks after every change. Panics with all there is when late.
    pub async fn wait_until(&self, predicate: impl Fn(&Fake) -> bool, timeout: Duration) {
        let end = tokio::time::Instant::now() + timeout;
        loop {
            let changed = self.shared.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if predicate(self) {
                return;
            }
            if tokio::time::timeout_at(end, changed).await.is_err() {
                assert!(predicate(self), "not so after {timeout:?}:\n{}", self.dump());
                return;
            }
        }
    }

    /// The whole record in readable lines.
    pub fn dump(&self) -> String {
        let mut text = String::from("requests:\n");
        for request in self.requests().iter().rev().take(30).rev() {
            let answer = request.answer.as_ref().map_or("no answer".into(), |answer| {
                format!("{} {}", answer.status, answer.body.chars().take(160).collect::<String>())
            });
            let fault = request.fault.as_deref().unwrap_or("");
            let _ = writeln!(text, "  {} {} {fault} -> {answer}", request.method, request.params);
        }
        let chats: BTreeMap<i64, usize> = self
            .shared
            .look(|state| state.chats.iter().map(|(id, chat)| (*id, chat.messages.len())).collect());
        for (chat, count) in chats {
            let _ = writeln!(text, "chat {chat}, {count} messages:");
            for message in self.messages(chat).iter().rev().take(12).rev() {
                let who = if message.from_bot { "bot" } else { "person" };
                let gone = if message.deleted { " (deleted)" } else { "" };
                let _ =
                    writeln!(text, "  {} {who}{gone}: {} {:?}", message.id, message.text, message.buttons);
            }
        }
        let _ = writeln!(text, "violations: {:?}\nunconfirmed:", self.violations());
        for update in self.unconfirmed().iter().take(10) {
            let _ = writeln!(text, "  {}", update.chars().take(200).collect::<String>());
        }
        text
    }
}
