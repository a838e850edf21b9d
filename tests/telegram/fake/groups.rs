//! Groups, supergroups, forums and channels.

use super::about::member_object;
use super::chats::{Access, Chat, ChatKind, Draft};
use super::people::{MessageId, Person};
use super::state::{BOT_ID, BOT_NAME, State, bot, now};
use super::{Fake, topics};
use serde_json::{Map, Value, json};

/// A group, supergroup, forum or channel that the bot is in.
#[derive(Clone)]
pub struct Group {
    pub(super) fake: Fake,
    /// Its chat id.
    pub id: i64,
}

impl Fake {
    /// A basic group with the bot as a member.
    pub fn group(&self, id: i64, title: &str) -> Group {
        self.found(id, title, ChatKind::Group, false)
    }

    /// A supergroup with the bot as a member.
    pub fn supergroup(&self, id: i64, title: &str) -> Group {
        self.found(id, title, ChatKind::Supergroup, false)
    }

    /// A supergroup with topics and the bot as an admin.
    pub fn forum(&self, id: i64, title: &str) -> Group {
        self.found(id, title, ChatKind::Supergroup, true)
    }

    /// A channel with the bot as an admin.
    pub fn channel(&self, id: i64, title: &str) -> Group {
        self.found(id, title, ChatKind::Channel, false)
    }

    fn found(&self, id: i64, title: &str, kind: ChatKind, forum: bool) -> Group {
        assert!(id < 0, "ids of groups and channels are negative");
        self.shared.act(|state| {
            let mut about = json!({ "id": id, "type": kind.word(), "title": title });
            if forum {
                about["is_forum"] = true.into();
            }
            let chat = state.chats.entry(id).or_insert_with(|| Chat::new(id, kind, about));
            chat.forum = forum;
            chat.bot_admin |= forum;
        });
        Group { fake: self.clone(), id }
    }
}

impl Group {
    /// Makes it public under a name.
    pub fn public(self, name: &str) -> Self {
        self.fake.shared.act(|state| {
            state.chat(self.id).about["username"] = name.into();
            state.names.insert(name.to_lowercase(), self.id);
        });
        self
    }

    /// Makes the bot an admin (or a plain member) there, and tells it.
    pub fn promotes_bot(&self, by: &Person, admin: bool) {
        let (old, new) = if admin { ("member", "administrator") } else { ("administrator", "member") };
        self.fake.shared.act(|state| {
            state.chat(self.id).bot_admin = admin;
            state.chat(self.id).withheld.clear();
            tell_membership(state, self.id, by.id, old, new);
        });
    }

    /// Takes one right from the bot, which stays an admin; it is not told.
    pub fn withholds(&self, right: &'static str) {
        self.fake.shared.act(|state| state.chat(self.id).withheld.insert(right));
    }

    /// Somebody adds the bot, which is told.
    pub fn adds_bot(&self, by: &Person) {
        self.fake.shared.act(|state| {
            state.chat(self.id).access = Access::Open;
            tell_membership(state, self.id, by.id, "left", "member");
            let fields = Map::from_iter([("new_chat_members".to_string(), json!([bot()]))]);
            serve(state, self.id, Some(by.id), fields);
        });
    }

    /// Somebody removes the bot, which is told.
    pub fn removes_bot(&self, by: &Person) {
        self.fake.shared.act(|state| {
            state.chat(self.id).access = Access::Kicked;
            tell_membership(state, self.id, by.id, "member", "kicked");
        });
    }

    /// Somebody opens a topic; gives its id.
    pub fn topic(&self, name: &str) -> i64 {
        self.fake.shared.act(|state| topics::open(state, self.id, name, 7_322_096, None))
    }

    /// Somebody closes a topic.
    pub fn closes_topic(&self, thread: i64) {
        self.fake.shared.act(|state| {
            state.chat(self.id).topics.get_mut(&thread).expect("a topic to close").closed = true;
            topics::tell(state, self.id, thread, ("forum_topic_closed", json!({})), None);
        });
    }

    /// Somebody deletes a topic with its messages; the bot is not told.
    pub fn deletes_topic(&self, thread: i64) {
        self.fake.shared.act(|state| assert!(topics::remove(state.chat(self.id), thread), "no such topic"));
    }

    /// Somebody deletes a topic in the very moment in which the bot writes there: the next send is
    /// refused in other words than those after it.
    pub fn deletes_topic_under_way(&self, thread: i64) {
        self.deletes_topic(thread);
        self.fake.shared.act(|state| state.chat(self.id).dying.insert(thread));
    }

    /// The names of the topics that are there, with their ids and whether they are closed.
    pub fn topics(&self) -> Vec<(i64, String, bool)> {
        self.fake.shared.act(|state| {
            let topics = state.chat(self.id).topics.iter();
            topics.map(|(id, topic)| (*id, topic.name.clone(), topic.closed)).collect()
        })
    }

    /// A post in the channel.
    pub fn posts(&self, text: &str) -> MessageId {
        let fields = super::send::fields("text", super::entities::Formatted::plain(text));
        self.fake.person(BOT_ID + 1).at(self).writes(fields, 0)
    }

    /// The group becomes a supergroup of another id: service messages in both, the old one closed.
    pub fn migrates_to(&self, id: i64) -> Group {
        let title = self.fake.shared.act(|state| state.chat(self.id).about["title"].clone());
        let new = self.fake.supergroup(id, title.as_str().unwrap_or_default());
        self.fake.shared.act(|state| {
            let members = state.chat(self.id).members.clone();
            state.chat(id).members = members;
            serve(state, self.id, None, Map::from_iter([("migrate_to_chat_id".to_string(), json!(id))]));
            serve(state, id, None, Map::from_iter([("migrate_from_chat_id".to_string(), json!(self.id))]));
            state.chat(self.id).migrated_to = Some(id);
        });
        new
    }
}

/// A service message, from a person or from the group itself.
pub(super) fn serve(state: &mut State, chat: i64, from: Option<i64>, mut fields: Map<String, Value>) {
    let sender = from.map_or_else(super::state::anonymous, |id| state.user(id));
    if from.is_none() {
        fields.insert("sender_chat".into(), state.chat(chat).about.clone());
    }
    let body = state.place(chat, Draft { from: Some(sender), service: true, fields, ..Draft::default() });
    state.queue.push("message", &body, chat);
}

/// my_chat_member: the bot's own place in a chat has changed.
pub(super) fn tell_membership(state: &mut State, chat: i64, by: i64, old: &str, new: &str) {
    let body = json!({
        "chat": state.chat(chat).about, "from": state.user(by), "date": now(),
        "old_chat_member": member_object(bot(), old), "new_chat_member": member_object(bot(), new)
    });
    state.queue.push("my_chat_member", &body, chat);
}

/// Queues a person's message, if it reaches the bot.
pub(super) fn announce(state: &mut State, chat: i64, kind: &str, channel_kind: &str, body: &Value) {
    let privacy = state.privacy;
    let place = state.chat(chat);
    let reaches = match place.kind {
        ChatKind::Private | ChatKind::Channel => true,
        _ if !place.reaches_bot() => false,
        _ => place.bot_admin || !privacy || concerns_bot(body),
    };
    let kind = if place.kind == ChatKind::Channel { channel_kind } else { kind };
    if reaches {
        state.queue.push(kind, body, chat);
    }
}

/// Whether privacy mode lets a message through: commands, mentions of the bot, answers to it.
fn concerns_bot(body: &Value) -> bool {
    if body["reply_to_message"]["from"]["id"] == BOT_ID {
        return true;
    }
    let text = body["text"].as_str().or(body["caption"].as_str()).unwrap_or_default();
    let units: Vec<u16> = text.encode_utf16().collect();
    let entities = body["entities"].as_array().or(body["caption_entities"].as_array());
    entities.into_iter().flatten().any(|entity| {
        let from = entity["offset"].as_u64().unwrap_or(0) as usize;
        let to = from + entity["length"].as_u64().unwrap_or(0) as usize;
        let part = String::from_utf16_lossy(units.get(from..to).unwrap_or_default());
        match (entity["type"].as_str(), part.split_once('@')) {
            (Some("bot_command"), None) => true,
            (Some("bot_command" | "mention"), Some((_, name))) => name.eq_ignore_ascii_case(BOT_NAME),
            _ => false,
        }
    })
}
