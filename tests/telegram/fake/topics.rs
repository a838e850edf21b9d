//! Forum topics.

use super::chats::{Chat, ChatKind, Draft, Topic};
use super::params::Params;
use super::refusal::Refusal;
use super::state::{State, bot};
use serde_json::{Map, Value, json};

fn forum<'a>(state: &'a mut State, params: &Params, to_do: &str) -> Result<&'a mut Chat, Refusal> {
    let chat = state.writable(params)?;
    if chat.kind != ChatKind::Supergroup || !chat.forum {
        return Err(Refusal::bad("the chat is not a forum"));
    }
    if !chat.bot_may("can_manage_topics") {
        return Err(Refusal::bad(format!("not enough rights to {to_do}")));
    }
    Ok(chat)
}

fn name(params: &Params) -> Result<Option<String>, Refusal> {
    match params.text("name")?.map(|name| name.trim().to_string()) {
        None => Ok(None),
        Some(name) if name.is_empty() => Err(Refusal::bad("TOPIC_TITLE_EMPTY")),
        Some(name) if name.chars().count() > 128 => Err(Refusal::bad("TOPIC_TITLE_INVALID")),
        Some(name) => Ok(Some(name)),
    }
}

/// createForumTopic.
pub(super) fn create(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let name = name(params)?.ok_or_else(|| Refusal::bad("TOPIC_TITLE_EMPTY"))?;
    let color = params.integer("icon_color")?.unwrap_or(7_322_096);
    let chat = forum(state, params, "create a topic")?.id;
    let thread = open(state, chat, &name, color, Some(bot()));
    Ok(json!({ "message_thread_id": thread, "name": name, "icon_color": color }))
}

/// Opens a topic with its service message, whose id is the topic's; without `from` somebody else did
/// it. The bot is told even of what it did itself.
pub(super) fn open(state: &mut State, chat: i64, name: &str, color: i64, from: Option<Value>) -> i64 {
    let thread = state.chat(chat).messages.len() as i64 + 1;
    let created = json!({ "name": name, "icon_color": color });
    tell(state, chat, thread, ("forum_topic_created", created), from);
    state.chat(chat).topics.insert(thread, Topic { name: name.into(), closed: false });
    thread
}

/// A service message in a topic, from the bot or from somebody else.
pub(super) fn tell(state: &mut State, chat: i64, thread: i64, what: (&str, Value), from: Option<Value>) {
    let mut fields = Map::from_iter([(what.0.to_string(), what.1)]);
    let from_bot = from.is_some();
    if !from_bot {
        fields.insert("sender_chat".into(), state.chat(chat).about.clone());
    }
    let from = from.or_else(|| Some(super::state::anonymous()));
    let body = state.place(chat, Draft { from, from_bot, thread, service: true, fields, ..Draft::default() });
    state.queue.push("message", &body, chat);
}

fn change(
    state: &mut State,
    params: &Params,
    to_do: &str,
    change: impl FnOnce(&mut Topic) -> Result<Option<(&'static str, Value)>, Refusal>,
) -> Result<Value, Refusal> {
    let thread = params.integer("message_thread_id")?.unwrap_or(0);
    let chat = forum(state, params, to_do)?;
    let place = chat.id;
    let topic = chat.topics.get_mut(&thread).ok_or_else(|| Refusal::bad("message thread not found"))?;
    if let Some(changed) = change(topic)? {
        tell(state, place, thread, changed, Some(bot()));
    }
    Ok(true.into())
}

/// editForumTopic.
pub(super) fn edit(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let name = name(params)?;
    change(state, params, "edit the topic", |topic| match name {
        Some(name) if name == topic.name => Err(Refusal::bad("TOPIC_NOT_MODIFIED")),
        Some(name) => {
            topic.name.clone_from(&name);
            Ok(Some(("forum_topic_edited", json!({ "name": name }))))
        }
        None => Ok(None),
    })
}

/// closeForumTopic and reopenForumTopic.
pub(super) fn shut(state: &mut State, params: &Params, closed: bool) -> Result<Value, Refusal> {
    change(state, params, "close or open the topic", |topic| {
        if topic.closed == closed {
            return Err(Refusal::bad("TOPIC_NOT_MODIFIED"));
        }
        topic.closed = closed;
        let what = if closed { "forum_topic_closed" } else { "forum_topic_reopened" };
        Ok(Some((what, json!({}))))
    })
}

/// deleteForumTopic: its messages go too.
pub(super) fn delete(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let thread = params.integer("message_thread_id")?.unwrap_or(0);
    let chat = forum(state, params, "delete the topic")?;
    if !remove(chat, thread) {
        return Err(Refusal::bad("message thread not found"));
    }
    Ok(true.into())
}

/// Removes a topic with its messages; false if there is none.
pub(super) fn remove(chat: &mut Chat, thread: i64) -> bool {
    let found = chat.topics.remove(&thread).is_some();
    for message in chat.messages.iter_mut().filter(|message| message.body["message_thread_id"] == thread) {
        message.deleted = true;
    }
    found
}
