//! Reactions, of the bot and of people.

use super::chats::{Chat, ChatKind};
use super::events::What;
use super::params::Params;
use super::people::{MessageId, Person};
use super::refusal::Refusal;
use super::state::{BOT_ID, State, now};
use serde_json::{Value, json};

/// setMessageReaction: at most one reaction of a bot, an emoji from Telegram's list; in an album
/// it lies on the first message.
pub(super) fn set(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let given = read(params)?;
    params.flag("is_big")?;
    let id = params.integer("message_id")?.unwrap_or(0);
    let chat = state.writable(params)?;
    if chat.message(id).is_none() {
        return Err(Refusal::bad("message to react not found"));
    }
    if given.len() > 1 {
        return Err(Refusal::bad("REACTIONS_TOO_MANY"));
    }
    let emoji = given.into_iter().next();
    if emoji.as_ref().is_some_and(|emoji| !REACTIONS.contains(&emoji.as_str())) {
        return Err(Refusal::bad("REACTION_INVALID"));
    }
    let (place, id) = (chat.id, first_of_album(chat, id));
    if chat.message(id).is_some_and(|message| message.service) {
        return Err(Refusal::bad("REACTION_INVALID"));
    }
    turn(state, place, id, BOT_ID, emoji);
    Ok(true.into())
}

/// The emoji asked for; custom emoji are named by what no list holds, since they are neither on
/// the message yet nor allowed by the chat's admins.
fn read(params: &Params) -> Result<Vec<String>, Refusal> {
    let wrong = |why: &str| Refusal::bad(format!("can't parse ReactionType: {why}"));
    let list = match params.nested("reaction", "reaction types")? {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(Refusal::bad("expected an Array of ReactionType")),
    };
    let one = |reaction: &Value| match (reaction["type"].as_str(), reaction["emoji"].as_str()) {
        _ if !reaction.is_object() => Err(wrong("expected an Object")),
        (Some("emoji"), Some(emoji)) => Ok(plain(emoji)),
        (Some("emoji"), None) => Err(wrong("Can't find field \"emoji\"")),
        (Some("custom_emoji"), _) if whole_id(reaction) => Ok("custom emoji".into()),
        (Some("custom_emoji"), _) => Err(wrong("Can't find field \"custom_emoji_id\"")),
        (Some(_), _) => Err(wrong("invalid reaction type specified")),
        (None, _) => Err(wrong("Can't find field \"type\"")),
    };
    list.iter().map(one).collect()
}

fn whole_id(reaction: &Value) -> bool {
    super::params::whole(&reaction["custom_emoji_id"]).is_some()
}

/// Without the sign that asks for a coloured picture: Telegram's list has none.
fn plain(emoji: &str) -> String {
    emoji.replace('\u{fe0f}', "")
}

fn first_of_album(chat: &Chat, id: MessageId) -> MessageId {
    let album = |id| chat.message(id).and_then(|message| message.body["media_group_id"].as_str());
    let Some(own) = album(id) else { return id };
    (1..id).find(|other| album(*other) == Some(own)).unwrap_or(id)
}

/// Gives somebody's reaction to a message, or takes it back; what they had there before.
fn turn(state: &mut State, chat: i64, id: MessageId, by: i64, emoji: Option<String>) -> Option<String> {
    let message = state.chat(chat).message_mut(id)?;
    let old = match &emoji {
        Some(emoji) => message.reactions.insert(by, emoji.clone()),
        None => message.reactions.remove(&by),
    };
    let what = match (&emoji, &old) {
        (Some(new), _) if Some(new) != old.as_ref() => What::Reacted(new.clone()),
        (None, Some(old)) => What::TookBack(old.clone()),
        _ => return old,
    };
    state.note(chat, id, by, what);
    old
}

impl Person {
    /// Reacts to a message. The bot is told if it asked for reactions, in private chats and in
    /// groups where it is an admin.
    pub fn reacts(&self, message: MessageId, emoji: &str) {
        let emoji = plain(emoji);
        assert!(REACTIONS.contains(&emoji.as_str()), "{emoji} is no reaction of Telegram's list");
        self.turns_reaction(message, Some(emoji));
    }

    /// Takes their reaction back, which the bot is told like a reaction.
    pub fn takes_reaction_back(&self, message: MessageId) {
        self.turns_reaction(message, None);
    }

    fn turns_reaction(&self, message: MessageId, emoji: Option<String>) {
        self.fake.shared.act(|state| {
            self.must_be_in(state);
            let chat = state.chat(self.chat);
            assert!(chat.message(message).is_some(), "no message {message} to react to");
            let told = chat.kind == ChatKind::Private || chat.reaches_bot() && chat.bot_admin;
            let about = chat.about.clone();
            let old = turn(state, self.chat, message, self.id, emoji.clone());
            if !told || old == emoji {
                return;
            }
            let mut body = json!({
                "chat": about, "message_id": message, "date": now(),
                "old_reaction": list(old), "new_reaction": list(emoji)
            });
            match self.sender_chat {
                Some(_) => body["actor_chat"] = about,
                None => body["user"] = state.user(self.id),
            }
            state.queue.push("message_reaction", &body, self.chat);
        });
    }
}

fn list(emoji: Option<String>) -> Value {
    emoji.into_iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect()
}

const REACTIONS: [&str; 73] = [
    "❤",
    "👍",
    "👎",
    "🔥",
    "🥰",
    "👏",
    "😁",
    "🤔",
    "🤯",
    "😱",
    "🤬",
    "😢",
    "🎉",
    "🤩",
    "🤮",
    "💩",
    "🙏",
    "👌",
    "🕊",
    "🤡",
    "🥱",
    "🥴",
    "😍",
    "🐳",
    "❤\u{200d}🔥",
    "🌚",
    "🌭",
    "💯",
    "🤣",
    "⚡",
    "🍌",
    "🏆",
    "💔",
    "🤨",
    "😐",
    "🍓",
    "🍾",
    "💋",
    "🖕",
    "😈",
    "😴",
    "😭",
    "🤓",
    "👻",
    "👨\u{200d}💻",
    "👀",
    "🎃",
    "🙈",
    "😇",
    "😨",
    "🤝",
    "✍",
    "🤗",
    "🫡",
    "🎅",
    "🎄",
    "☃",
    "💅",
    "🤪",
    "🗿",
    "🆒",
    "💘",
    "🙉",
    "🦄",
    "😘",
    "💊",
    "🙊",
    "😎",
    "👾",
    "🤷\u{200d}♂",
    "🤷",
    "🤷\u{200d}♀",
    "😡",
];
