//! People: they write, edit, forward and block. A person acts in the private chat with the bot, or
//! in a group or topic after `at` and `in_topic`.

use super::Fake;
use super::chats::{Access, ChatKind, Draft};
use super::entities::Formatted;
use super::events::What;
use super::groups::{self, Group};
use super::send::fields;
use super::state::{BOT_NAME, State, now};
use serde_json::{Map, Value, json};

/// The number of a message in its chat.
pub type MessageId = i64;

/// A person, acting in one chat.
#[derive(Clone)]
pub struct Person {
    pub(super) fake: Fake,
    /// Their user id (also of their private chat).
    pub id: i64,
    pub(super) chat: i64,
    pub(super) thread: i64,
    pub(super) sender_chat: Option<i64>,
}

impl Fake {
    /// A person, who has not started the bot unless something was written before.
    pub fn person(&self, id: i64) -> Person {
        self.shared.act(|state| state.meet(id));
        Person { fake: self.clone(), id, chat: id, thread: 0, sender_chat: None }
    }
}

impl Person {
    /// The language of their app; empty for none.
    pub fn language(self, code: &str) -> Self {
        self.change("language_code", Some(code).filter(|code| !code.is_empty()), false)
    }

    /// Their first name.
    pub fn named(self, name: &str) -> Self {
        self.change("first_name", Some(name), true)
    }

    /// Their user name.
    pub fn user_name(self, name: &str) -> Self {
        self.change("username", Some(name), true)
    }

    fn change(self, field: &str, value: Option<&str>, of_chat: bool) -> Self {
        self.fake.shared.act(|state| {
            if let Some(Value::Object(user)) = state.users.get_mut(&self.id) {
                user.remove(field);
                user.extend(value.map(|value| (field.to_string(), value.into())));
            }
            if of_chat {
                state.chat(self.id).about[field] = value.into();
            }
        });
        self
    }

    /// The same person in a group or channel, as a member.
    pub fn at(&self, group: &Group) -> Person {
        self.fake.shared.act(|state| {
            state.chat(group.id).members.entry(self.id).or_insert("member");
        });
        Person { chat: group.id, thread: 0, ..self.clone() }
    }

    /// The same person in a topic of that group.
    pub fn in_topic(&self, thread: i64) -> Person {
        Person { thread, ..self.clone() }
    }

    /// The same person hidden behind the group, as an anonymous admin.
    pub fn anonymously(&self) -> Person {
        Person { sender_chat: Some(self.chat), ..self.clone() }
    }

    /// Presses start.
    pub fn starts(&self) -> MessageId {
        self.types("/start")
    }

    /// Opens a link with a payload.
    pub fn starts_with(&self, payload: &str) -> MessageId {
        self.types(&format!("/start {payload}"))
    }

    /// Opens a link of the bot's with a payload, `https://t.me/<bot>?start=<payload>`, and presses
    /// start; wherever the link was seen, that happens in their private chat.
    pub fn opens(&self, link: &str) -> MessageId {
        let rest = link.strip_prefix("https://").unwrap_or(link);
        let known = rest.strip_prefix("t.me/").and_then(|rest| rest.split_once("?start="));
        let (bot, payload) = known.unwrap_or_else(|| panic!("{link} is no link with a payload"));
        assert!(bot.eq_ignore_ascii_case(BOT_NAME), "{link} leads to another bot");
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        let valid = (1..=64).contains(&payload.len()) && payload.bytes().all(allowed);
        assert!(valid, "Telegram drops the payload of {link}");
        self.fake.person(self.id).starts_with(payload)
    }

    /// Writes a text.
    pub fn types(&self, text: &str) -> MessageId {
        self.writes(fields("text", Formatted::plain(text)), 0)
    }

    /// Writes a text in a group.
    pub fn types_in(&self, group: &Group, text: &str) -> MessageId {
        self.at(group).types(text)
    }

    /// Answers a message.
    pub fn replies_to(&self, message: MessageId, text: &str) -> MessageId {
        self.writes(fields("text", Formatted::plain(text)), message)
    }

    /// Forwards a text that somebody else wrote.
    pub fn forwards(&self, text: &str) -> MessageId {
        let mut fields = fields("text", Formatted::plain(text));
        let origin = json!({ "type": "hidden_user", "sender_user_name": "Somebody", "date": now() - 3600 });
        fields.insert("forward_origin".into(), origin);
        self.writes(fields, 0)
    }

    /// Writes any message: the fields of the Message object besides the usual ones.
    pub fn writes(&self, fields: Map<String, Value>, reply_to: MessageId) -> MessageId {
        self.fake.shared.act(|state| {
            self.must_be_in(state);
            let private = self.chat == self.id;
            let chat = state.chat(self.chat);
            assert!(chat.access != Access::Blocked, "person {} has blocked the bot", self.id);
            if private {
                chat.access = Access::Open;
            }
            let mut draft = Draft { fields, reply_to, thread: self.thread, ..Draft::default() };
            self.sign(state, &mut draft);
            let body = state.place(self.chat, draft);
            groups::announce(state, self.chat, "message", "channel_post", &body);
            body["message_id"].as_i64().unwrap_or(0)
        })
    }

    fn sign(&self, state: &State, draft: &mut Draft) {
        let chat = &state.chats[&self.chat];
        let behind = self.sender_chat.or(Some(chat.id).filter(|_| chat.kind == ChatKind::Channel));
        if let Some(sender) = behind.and_then(|id| state.chats.get(&id)) {
            draft.fields.insert("sender_chat".into(), sender.about.clone());
        }
        draft.from = match (chat.kind, self.sender_chat) {
            (ChatKind::Channel, _) => None,
            (_, Some(_)) => Some(super::state::anonymous()),
            _ => Some(state.user(self.id)),
        };
    }

    /// Changes the text of their own message.
    pub fn edits(&self, message: MessageId, text: &str) {
        self.rewrites(message, "text", text);
    }

    /// Changes the caption of their own photo, document or voice message.
    pub fn edits_caption(&self, message: MessageId, caption: &str) {
        self.rewrites(message, "caption", caption);
    }

    fn rewrites(&self, message: MessageId, field: &str, words: &str) {
        self.fake.shared.act(|state| {
            self.must_be_in(state);
            let chat = state.chat(self.chat);
            let old = chat.message_mut(message).expect("a message to edit");
            assert!(!old.from_bot, "people edit their own messages");
            old.edits += 1;
            let mut body = old.body.as_object().cloned().unwrap_or_default();
            assert_eq!(field == "text", body.contains_key("text"), "texts have a text, media a caption");
            body.retain(|name, _| !["entities", "caption", "caption_entities"].contains(&name.as_str()));
            body.extend(fields(field, Formatted::plain(words)));
            body.insert("edit_date".into(), now().into());
            old.body = body.into();
            let body = old.body.clone();
            state.note(self.chat, message, self.id, What::Edited);
            groups::announce(state, self.chat, "edited_message", "edited_channel_post", &body);
        });
    }

    /// Deletes a message for both; the bot is not told.
    pub fn deletes(&self, message: MessageId) {
        self.fake.shared.act(|state| {
            state.chat(self.chat).message_mut(message).expect("a message to delete").deleted = true;
            state.note(self.chat, message, self.id, What::Deleted);
        });
    }

    /// Blocks the bot.
    pub fn blocks(&self) {
        self.turns(Access::Blocked, "member", "kicked");
    }

    /// Unblocks the bot.
    pub fn unblocks(&self) {
        self.turns(Access::Open, "kicked", "member");
    }

    /// Their account is gone; nothing is told.
    pub fn vanishes(&self) {
        self.fake.shared.act(|state| state.chat(self.id).access = Access::Deactivated);
    }

    fn turns(&self, access: Access, old: &str, new: &str) {
        self.fake.shared.act(|state| {
            state.chat(self.id).access = access;
            groups::tell_membership(state, self.id, self.id, old, new);
        });
    }
}
