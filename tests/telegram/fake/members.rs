//! Who belongs to a group: only members see what is in it, write there and press its buttons.

use super::about::member_object;
use super::chats::{Chat, ChatKind};
use super::groups::{Group, serve};
use super::people::Person;
use super::state::{State, now};
use super::views::{Seen, seen};
use serde_json::{Map, json};

impl Chat {
    /// Whether a person is in this chat.
    pub fn has(&self, person: i64) -> bool {
        let status = self.members.get(&person).copied().unwrap_or("left");
        self.kind == ChatKind::Private && self.id == person || !matches!(status, "left" | "kicked")
    }
}

impl Group {
    /// Sets somebody's status: member, administrator, creator, left, kicked, restricted. The bot is
    /// told where it is an admin, if it asked for that.
    pub fn member(&self, person: &Person, status: &'static str) {
        self.fake.shared.act(|state| {
            let old = state.chat(self.id).members.insert(person.id, status).unwrap_or("left");
            let user = state.user(person.id);
            let body = json!({
                "chat": state.chat(self.id).about, "from": user, "date": now(),
                "old_chat_member": member_object(user.clone(), old),
                "new_chat_member": member_object(user.clone(), status)
            });
            if state.chat(self.id).bot_admin {
                state.queue.push("chat_member", &body, self.id);
            }
        });
    }

    /// Somebody joins; the group is told.
    pub fn joins(&self, person: &Person) {
        self.member(person, "member");
        self.fake.shared.act(|state| {
            let fields = Map::from_iter([("new_chat_members".to_string(), json!([state.user(person.id)]))]);
            serve(state, self.id, Some(person.id), fields);
        });
    }

    /// Somebody leaves; the group is told.
    pub fn leaves(&self, person: &Person) {
        self.member(person, "left");
        self.fake.shared.act(|state| {
            let fields = Map::from_iter([("left_chat_member".to_string(), state.user(person.id))]);
            serve(state, self.id, Some(person.id), fields);
        });
    }
}

impl Person {
    /// The same person before a group that they have not joined (or left, or were removed from).
    pub fn outside(&self, group: &Group) -> Person {
        Person { chat: group.id, thread: 0, ..self.clone() }
    }

    /// What they see where they are: all messages that are there, or nothing as an outsider.
    pub fn sees(&self) -> Vec<Seen> {
        self.fake.shared.look(|state| {
            let chat = state.chats.get(&self.chat).filter(|chat| chat.has(self.id));
            let all = chat.into_iter().flat_map(|chat| &chat.messages);
            all.filter(|message| !message.deleted).map(seen).collect()
        })
    }

    /// Panics if they are not in the chat where they act.
    pub(super) fn must_be_in(&self, state: &State) {
        let inside = state.chats.get(&self.chat).is_some_and(|chat| chat.has(self.id));
        assert!(inside, "person {} is no member of chat {}", self.id, self.chat);
    }
}
