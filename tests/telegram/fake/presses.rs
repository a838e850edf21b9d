//! Buttons pressed and inline queries typed.

use super::Fake;
use super::events::What;
use super::people::{MessageId, Person};
use super::state::State;
use super::views::seen;
use serde_json::{Value, json};

/// The id of a press.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CallbackId(pub String);

/// The id of an inline query.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct InlineId(pub String);

/// A button by its label, or by its number from 0 through all rows.
pub enum Button<'a> {
    /// The text on it.
    Label(&'a str),
    /// Its place.
    Number(usize),
}

impl<'a> From<&'a str> for Button<'a> {
    fn from(label: &'a str) -> Self {
        Button::Label(label)
    }
}

impl<'a> From<&'a String> for Button<'a> {
    fn from(label: &'a String) -> Self {
        Button::Label(label)
    }
}

impl From<usize> for Button<'_> {
    fn from(number: usize) -> Self {
        Button::Number(number)
    }
}

impl Person {
    /// Presses a button of the bot's message as it is now. Panics if there is no such button.
    pub fn taps<'a>(&self, message: MessageId, button: impl Into<Button<'a>>) -> CallbackId {
        let seen = self.fake.message(self.chat, message).unwrap_or_else(|| panic!("no message {message}"));
        let found = match button.into() {
            Button::Label(label) => seen.payload(label),
            Button::Number(number) => seen.buttons.iter().flatten().nth(number).map(|(_, p)| p.as_str()),
        };
        let payload = found.unwrap_or_else(|| panic!("no such button among {:?}", seen.buttons));
        self.taps_payload(message, payload)
    }

    /// Presses the button of that label.
    pub fn taps_label(&self, message: MessageId, label: &str) -> CallbackId {
        self.taps(message, label)
    }

    /// A press with any payload: stale, forged, or of a message that is gone (then inaccessible).
    pub fn taps_payload(&self, message: MessageId, payload: &str) -> CallbackId {
        self.fake.shared.act(|state| {
            self.must_be_in(state);
            let there = state.chat(self.chat).message(message).is_some();
            let shown =
                if there { state.chat(self.chat).quoted(message) } else { gone(state, self.chat, message) };
            self.press(state, shown, payload)
        })
    }

    /// A press on a message that Telegram no longer gives.
    pub fn taps_inaccessible(&self, message: MessageId, payload: &str) -> CallbackId {
        self.fake.shared.act(|state| {
            let shown = gone(state, self.chat, message);
            self.press(state, shown, payload)
        })
    }

    fn press(&self, state: &mut State, message: Value, payload: &str) -> CallbackId {
        let body = json!({
            "from": state.user(self.id), "message": message, "data": payload,
            "chat_instance": format!("{}", self.chat.wrapping_mul(7_919).wrapping_add(4_611_686_018))
        });
        let id = body["message"]["message_id"].as_i64().unwrap_or(0);
        let press = queue(state, "callback_query", false, body, self.chat);
        let shown = state.chat(self.chat).message(id).map(seen);
        let label = shown.as_ref().and_then(|message| message.label(payload)).unwrap_or(payload).to_string();
        state.note(self.chat, id, self.id, What::Tapped { press: press.clone(), label });
        CallbackId(press)
    }

    /// The same press again, as an app repeats it: new update_id and a new id of its own.
    pub fn repeats_tap(&self, callback: &CallbackId) -> CallbackId {
        self.fake.shared.act(|state| {
            let query = state.queries.get(&callback.0).expect("a press to repeat");
            let (body, lane) = (query.body.clone(), query.lane);
            CallbackId(queue(state, "callback_query", false, body, lane))
        })
    }

    /// Types an inline query somewhere else.
    pub fn inline(&self, query: &str) -> InlineId {
        self.fake.shared.act(|state| {
            let body = json!({
                "from": state.user(self.id), "query": query, "offset": "", "chat_type": "sender"
            });
            InlineId(queue(state, "inline_query", true, body, self.id))
        })
    }
}

fn gone(state: &mut State, chat: i64, message: MessageId) -> Value {
    json!({ "chat": state.chat(chat).about, "message_id": message, "date": 0 })
}

fn queue(state: &mut State, kind: &str, inline: bool, body: Value, lane: i64) -> String {
    let (id, body) = state.queries.add(inline, body, lane);
    state.queue.push(kind, &body, lane);
    id
}

impl Fake {
    /// The parameters that answered a press.
    pub fn callback_answer(&self, id: &CallbackId) -> Option<Value> {
        self.shared.look(|state| state.queries.get(&id.0)?.answer.clone())
    }

    /// The parameters that answered an inline query.
    pub fn inline_answer(&self, id: &InlineId) -> Option<Value> {
        self.shared.look(|state| state.queries.get(&id.0)?.answer.clone())
    }
}
