//! Forum topics.

use super::chats::{Chat, ChatKind, Draft, Topic};
use super::params::Params;
use super::refusal::Refusal;
use super::state::{State, bot};
use serde_json::{Map, Value, json};

fn forum<'a>(state: &'a mut State, params: &Params) -> Result<&'a mut Chat, Refusal> {
    let chat = state.writable(params)?;
    if chat.kind != ChatKind::Supergroup || !chat.forum {
        return Err(Refusal::bad("the chat is not a forum"));
    }
    if !chat.bot_admin {
        return Err(Refusal::bad("not enough rights to manage topics"));
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
    let chat = forum(state, params)?.id;
    let thread = open(state, chat, &name, color, Some(bot()));
    Ok(json!({ "message_thread_id": thread, "name": name, "icon_color": color }))
}

/// Opens a topic with its service message, whose id is the topic's; without `from` somebody else did
/// it and the bot is told.
pub(super) fn open(state: &mut State, chat: i64, name: &str, color: i64, from: Option<Value>) -> i64 {
    let thread = state.chat(chat).messages.len() as i64 + 1;
    let created = json!({ "name": name, "icon_color": color });
    let fields = Map::from_iter([("forum_topic_created".to_string(), created)]);
    let by_bot = from.is_some();
    let from = from.or_else(|| Some(super::state::anonymous()));
    let draft = Draft { from, from_bot: by_bot, thread, service: true, fields, ..Draft::default() };
    let body = state.place(chat, draft);
    if !by_bot {
        state.queue.push("message", &body, chat);
    }
    state.chat(chat).topics.insert(thread, Topic { name: name.into(), closed: false });
    thread
}

fn change(
    state: &mut State,
    params: &Params,
    change: impl FnOnce(&mut Topic) -> Result<(), Refusal>,
) -> Result<Value, Refusal> {
    let thread = params.integer("message_thread_id")?.unwrap_or(0);
    let chat = forum(state, params)?;
    let topic = chat.topics.get_mut(&thread).ok_or_else(|| Refusal::bad("message thread not found"))?;
    change(topic)?;
    Ok(true.into())
}

/// editForumTopic.
pub(super) fn edit(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let name = name(params)?;
    change(state, params, |topic| match name {
        Some(name) if name == topic.name => Err(Refusal::bad("TOPIC_NOT_MODIFIED")),
        Some(name) => {
            topic.name = name;
            Ok(())
        }
        None => Ok(()),
    })
}

/// closeForumTopic and reopenForumTopic.
pub(super) fn shut(state: &mut State, params: &Params, closed: bool) -> Result<Value, Refusal> {
    change(state, params, |topic| {
        if topic.closed == closed {
            return Err(Refusal::bad("TOPIC_NOT_MODIFIED"));
        }
        topic.closed = closed;
        Ok(())
    })
}

/// deleteForumTopic: its messages go too.
pub(super) fn delete(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let thread = params.integer("message_thread_id")?.unwrap_or(0);
    let chat = forum(state, params)?;
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
