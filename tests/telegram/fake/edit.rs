//! Changing and deleting what was sent.

use super::chats::{Chat, ChatKind, Message, content};
use super::params::Params;
use super::refusal::Refusal;
use super::state::{State, bot, now};
use super::{keyboard, send};
use serde_json::{Map, Value, json};

const SAME: &str = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/// editMessageText: text, entities and keyboard are replaced; no keyboard given removes it.
pub(super) fn text(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let (text, html) = send::message_text(params, "MESSAGE_TOO_LONG")?;
    let markup = keyboard::read(params)?;
    let preview = params.object("link_preview_options", "link preview options")?;
    let mut body = editable(state, params)?;
    for name in ["text", "entities", "reply_markup", "link_preview_options"] {
        body.remove(name);
    }
    body.extend(send::fields("text", text));
    body.extend(markup.map(|markup| ("reply_markup".to_string(), markup)));
    body.extend(preview.map(|preview| ("link_preview_options".to_string(), preview.into())));
    store(state, params, body, html)
}

/// editMessageReplyMarkup.
pub(super) fn markup(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let markup = keyboard::read(params)?;
    let mut body = editable(state, params)?;
    body.remove("reply_markup");
    body.extend(markup.map(|markup| ("reply_markup".to_string(), markup)));
    store(state, params, body, None)
}

/// The body of the bot's own message that is to be edited.
fn editable(state: &mut State, params: &Params) -> Result<Map<String, Value>, Refusal> {
    if params.text("inline_message_id")?.is_some() {
        return Err(Refusal::bad("MESSAGE_ID_INVALID"));
    }
    let id = message_id(params)?;
    let chat = state.writable(params)?;
    let Some(message) = chat.message(id) else {
        return Err(Refusal::bad("message to edit not found"));
    };
    let changeable = ["text", "photo", "document"];
    if !message.from_bot || message.service || message.body["forward_origin"].is_object() {
        return Err(Refusal::bad("message can't be edited"));
    }
    match &message.body {
        Value::Object(body) if changeable.iter().any(|name| body.contains_key(*name)) => Ok(body.clone()),
        Value::Object(_) => Err(Refusal::bad("there is no text in the message to edit")),
        _ => {
            let base = json!({ "message_id": id, "date": now(), "chat": chat.about, "from": bot() });
            Ok(base.as_object().cloned().unwrap_or_default())
        }
    }
}

fn store(
    state: &mut State,
    params: &Params,
    mut body: Map<String, Value>,
    html: Option<String>,
) -> Result<Value, Refusal> {
    let keep = state.keep;
    let id = message_id(params)?;
    let chat = state.known(params)?;
    let Some(message) = chat.message_mut(id) else {
        return Err(Refusal::bad("message to edit not found"));
    };
    let new = content(&body);
    if new == message.content {
        return Err(Refusal::bad(SAME));
    }
    message.content = new;
    message.edits += 1;
    body.insert("edit_date".into(), now().into());
    let body = Value::Object(body);
    if keep {
        message.body = body.clone();
        message.html = html.or(message.html.take());
    }
    Ok(body)
}

fn message_id(params: &Params) -> Result<i64, Refusal> {
    let id = params.integer("message_id")?.filter(|id| *id > 0);
    id.ok_or_else(|| Refusal::bad("message identifier is not specified"))
}

/// deleteMessage: the bot's own, anything in a private chat, anything where it is an admin.
pub(super) fn delete(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let id = message_id(params)?;
    let chat = state.known(params)?;
    remove(chat, id)?;
    Ok(true.into())
}

fn remove(chat: &mut Chat, id: i64) -> Result<(), Refusal> {
    let everything = chat.kind == ChatKind::Private || chat.bot_admin;
    let Some(message) = chat.message_mut(id) else {
        return Err(Refusal::bad("message to delete not found"));
    };
    if !message.from_bot && !everything {
        return Err(Refusal::bad("message can't be deleted"));
    }
    message.deleted = true;
    Ok(())
}

/// deleteMessages: what is not found is skipped.
pub(super) fn delete_many(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let ids = params.array("message_ids")?.unwrap_or_default();
    if ids.is_empty() || ids.len() > 100 {
        return Err(Refusal::bad("message identifiers are not specified"));
    }
    let chat = state.known(params)?;
    ids.iter().filter_map(super::params::whole).for_each(|id| {
        let _ = remove(chat, id);
    });
    Ok(true.into())
}

/// setMessageReaction: at most one reaction of a bot, emoji from Telegram's list.
pub(super) fn reaction(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let reactions = params.array("reaction")?.unwrap_or_default();
    let id = message_id(params)?;
    let chat = state.writable(params)?;
    let Some(message) = chat.message_mut(id) else {
        return Err(Refusal::bad("message to react not found"));
    };
    if reactions.len() > 1 {
        return Err(Refusal::bad("REACTIONS_TOO_MANY"));
    }
    match reactions.first() {
        None => react(message, Value::Null),
        Some(reaction) if reaction["type"] == "emoji" => {
            let emoji = reaction["emoji"].as_str().unwrap_or("").replace('\u{fe0f}', "");
            if emoji.is_empty() || !REACTIONS.contains(emoji.as_str()) {
                return Err(Refusal::bad("REACTION_INVALID"));
            }
            react(message, reaction.clone());
        }
        Some(reaction) if reaction["type"] == "custom_emoji" => react(message, reaction.clone()),
        Some(_) => return Err(Refusal::bad("can't parse reaction type: invalid type specified")),
    }
    Ok(true.into())
}

/// Keeps the bot's reaction beside the body, under a name that Telegram does not use.
fn react(message: &mut Message, reaction: Value) {
    if let Value::Object(body) = &mut message.body {
        body.insert("bot_reaction".into(), reaction);
    }
}

const REACTIONS: &str = "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳❤‍🔥🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👨‍💻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷‍♂🤷🤷‍♀😡";
