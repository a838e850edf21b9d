//! What people see happen in chats, in the order in which it happens.

use super::Fake;
use super::state::State;
use super::views::{Seen, seen};

/// Something that happened to a message.
#[derive(Debug, Clone)]
pub struct Event {
    /// The chat.
    pub chat: i64,
    /// Who did it: a person's id, or the bot's.
    pub by: i64,
    /// What it was.
    pub what: What,
    /// The message as it was then.
    pub message: Seen,
}

/// What can happen to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It came.
    Came,
    /// Its text, caption or buttons changed.
    Edited,
    /// It is gone.
    Deleted,
    /// Somebody reacted with an emoji.
    Reacted(String),
    /// Somebody took that emoji back.
    TookBack(String),
    /// It is no longer pinned (pinning brings a service message of its own).
    Unpinned,
    /// Somebody pressed the button of a label (the payload, when no button has it).
    Tapped {
        /// The press.
        press: String,
        /// What stood on the button.
        label: String,
    },
    /// The bot showed a text to whom pressed.
    Told {
        /// The press.
        press: String,
        /// The words.
        text: String,
    },
}

impl State {
    /// Notes what happened, as long as bodies are kept.
    pub fn note(&mut self, chat: i64, message: i64, by: i64, what: What) {
        let place = usize::try_from(message - 1).ok();
        let found = self.chats.get(&chat).zip(place).and_then(|(chat, at)| chat.messages.get(at));
        if let Some(message) = found.filter(|_| self.keep).map(seen) {
            self.record.events.push(Event { chat, by, what, message });
        }
    }
}

impl Fake {
    /// What has happened since so many events.
    pub fn events(&self, since: usize) -> Vec<Event> {
        self.shared.look(|state| state.record.events.get(since..).unwrap_or_default().to_vec())
    }

    /// The name of a forum topic, of those that are gone too.
    pub fn topic_name(&self, chat: i64, thread: i64) -> Option<String> {
        let opened = self.message(chat, thread)?.raw["forum_topic_created"]["name"].as_str()?.to_string();
        let now = self.shared.look(|state| Some(state.chats.get(&chat)?.topics.get(&thread)?.name.clone()));
        Some(now.unwrap_or(opened))
    }

    /// The first name of whoever has an id.
    pub fn name_of(&self, user: i64) -> Option<String> {
        self.shared.look(|state| Some(state.users.get(&user)?["first_name"].as_str()?.to_string()))
    }
}
