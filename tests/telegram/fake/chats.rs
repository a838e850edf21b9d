//! Chats and their messages, as the server keeps them.

use super::limits::Pace;
use super::refusal::Refusal;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

/// The kinds of chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChatKind {
    /// With one person.
    Private,
    /// A basic group.
    Group,
    /// A supergroup.
    Supergroup,
    /// A channel.
    Channel,
}

impl ChatKind {
    /// Telegram's word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            ChatKind::Private => "private",
            ChatKind::Group => "group",
            ChatKind::Supergroup => "supergroup",
            ChatKind::Channel => "channel",
        }
    }
}

/// Whether the bot may write into a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// It may.
    Open,
    /// The person has never pressed start.
    NeverStarted,
    /// The person blocked the bot.
    Blocked,
    /// The person's account is gone.
    Deactivated,
    /// The bot was removed.
    Kicked,
}

/// A forum topic.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    /// Its name now.
    pub name: String,
    /// Whether it is closed.
    pub closed: bool,
}

/// One message; `body` is empty when only counting.
#[derive(Debug)]
pub(super) struct Message {
    pub id: i64,
    pub from_bot: bool,
    pub service: bool,
    pub deleted: bool,
    pub edits: u32,
    pub reply_to: i64,
    pub at: Instant,
    pub content: u64,
    pub html: Option<String>,
    pub reactions: BTreeMap<i64, String>,
    pub body: Value,
}

/// One chat.
#[derive(Debug)]
pub(super) struct Chat {
    pub id: i64,
    pub kind: ChatKind,
    pub about: Value,
    pub access: Access,
    pub forum: bool,
    pub bot_admin: bool,
    pub migrated_to: Option<i64>,
    pub members: HashMap<i64, &'static str>,
    pub topics: BTreeMap<i64, Topic>,
    /// Topics that are gone, which the next to write there learns from the send itself.
    pub dying: HashSet<i64>,
    pub pinned: Vec<i64>,
    /// Rights that the bot has not, although it is an admin.
    pub withheld: HashSet<&'static str>,
    pub messages: Vec<Message>,
    pub pace: Pace,
}

impl Chat {
    /// A chat with nothing in it.
    pub fn new(id: i64, kind: ChatKind, about: Value) -> Self {
        Chat {
            id,
            kind,
            about,
            access: Access::Open,
            forum: false,
            bot_admin: kind == ChatKind::Channel,
            migrated_to: None,
            members: HashMap::new(),
            topics: BTreeMap::new(),
            dying: HashSet::new(),
            pinned: Vec::new(),
            withheld: HashSet::new(),
            messages: Vec::new(),
            pace: Pace::default(),
        }
    }

    /// Why the bot may not write here, if so.
    pub fn refusal(&self) -> Option<Refusal> {
        if let Some(new) = self.migrated_to {
            let refusal = Refusal::bad("group chat was upgraded to a supergroup chat");
            return Some(refusal.with(json!({ "migrate_to_chat_id": new })));
        }
        match self.access {
            Access::Open => None,
            Access::NeverStarted => Some(Refusal::forbidden("bot can't initiate conversation with a user")),
            Access::Blocked => Some(Refusal::forbidden("bot was blocked by the user")),
            Access::Deactivated => Some(Refusal::forbidden("user is deactivated")),
            Access::Kicked => {
                Some(Refusal::forbidden(format!("bot was kicked from the {} chat", self.kind.word())))
            }
        }
    }

    /// Whether the bot is an admin with a right.
    pub fn bot_may(&self, right: &str) -> bool {
        self.bot_admin && !self.withheld.contains(right)
    }

    /// Whether the bot is still in the chat.
    pub fn reaches_bot(&self) -> bool {
        self.access != Access::Kicked
    }

    /// The pinned messages that are still there.
    pub fn pinned(&self) -> impl Iterator<Item = i64> {
        self.pinned.iter().copied().filter(|id| self.message(*id).is_some())
    }

    /// A message that is still there.
    pub fn message(&self, id: i64) -> Option<&Message> {
        usize::try_from(id - 1).ok().and_then(|at| self.messages.get(at)).filter(|message| !message.deleted)
    }

    /// The same, to change it.
    pub fn message_mut(&mut self, id: i64) -> Option<&mut Message> {
        usize::try_from(id - 1)
            .ok()
            .and_then(|at| self.messages.get_mut(at))
            .filter(|message| !message.deleted)
    }

    /// The message that others quote: whole without its own quote, or the least when only counting.
    pub fn quoted(&self, id: i64) -> Value {
        match self.message(id).map(|message| &message.body) {
            Some(Value::Object(body)) => {
                let mut body = body.clone();
                body.remove("reply_to_message");
                Value::Object(body)
            }
            _ => json!({ "message_id": id, "date": super::state::now(), "chat": self.about }),
        }
    }
}

/// A message about to be placed in a chat.
#[derive(Default)]
pub(super) struct Draft {
    /// `from`, absent in channels.
    pub from: Option<Value>,
    /// Whether the bot wrote it.
    pub from_bot: bool,
    /// The message answered, or 0.
    pub reply_to: i64,
    /// The topic, or 0.
    pub thread: i64,
    /// As submitted, when HTML.
    pub html: Option<String>,
    /// Whether it is a service message.
    pub service: bool,
    /// Everything else of the Message object.
    pub fields: Map<String, Value>,
}

/// A number for what a message shows: text, entities and keyboard.
pub(super) fn content(fields: &Map<String, Value>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for name in ["text", "entities", "caption", "caption_entities", "reply_markup"] {
        fields.get(name).hash(&mut hasher);
    }
    hasher.finish()
}

impl Chat {
    /// Places a message and gives its whole Message object; keeps the body only if asked.
    pub fn place(&mut self, draft: Draft, keep: bool) -> Value {
        let id = self.messages.len() as i64 + 1;
        let content = if draft.from_bot { content(&draft.fields) } else { 0 };
        let mut body = draft.fields;
        body.insert("message_id".into(), id.into());
        body.insert("date".into(), super::state::now().into());
        body.insert("chat".into(), self.about.clone());
        if let Some(from) = draft.from {
            body.insert("from".into(), from);
        }
        if draft.reply_to != 0 {
            body.insert("reply_to_message".into(), self.quoted(draft.reply_to));
        }
        if draft.thread != 0 {
            body.insert("message_thread_id".into(), draft.thread.into());
            body.insert("is_topic_message".into(), true.into());
        }
        let body = Value::Object(body);
        self.messages.push(Message {
            id,
            from_bot: draft.from_bot,
            service: draft.service,
            deleted: false,
            edits: 0,
            reply_to: draft.reply_to,
            at: Instant::now(),
            content,
            html: draft.html.filter(|_| keep),
            reactions: BTreeMap::new(),
            body: if keep { body.clone() } else { Value::Null },
        });
        body
    }
}
