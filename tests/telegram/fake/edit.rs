//! Changing and deleting what was sent.

use super::chats::{Chat, ChatKind, content};
use super::copy::MEDIA;
use super::events::What;
use super::params::Params;
use super::refusal::Refusal;
use super::state::{BOT_ID, State, bot, now};
use super::{keyboard, send};
use serde_json::{Map, Value, json};

const SAME: &str = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/// editMessageText: text, entities and keyboard are replaced; no keyboard given removes it.
pub(super) fn text(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let (text, html) = send::message_text(params, "MESSAGE_TOO_LONG")?;
    let markup = keyboard::read(params)?;
    let preview = params.object("link_preview_options", "link preview options")?;
    let mut body = editable(state, params, &["text"], "text")?;
    for name in ["text", "entities", "reply_markup", "link_preview_options"] {
        body.remove(name);
    }
    body.extend(send::fields("text", text));
    body.extend(markup.map(|markup| ("reply_markup".to_string(), markup)));
    body.extend(preview.map(|preview| ("link_preview_options".to_string(), preview.into())));
    store(state, params, body, Some(html))
}

/// editMessageCaption: caption and keyboard are replaced; what is not given goes.
pub(super) fn caption(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let markup = keyboard::read(params)?;
    let (text, html) = send::caption(params, "MEDIA_CAPTION_TOO_LONG")?;
    let above = params.flag("show_caption_above_media")?;
    let mut body = editable(state, params, &MEDIA, "caption")?;
    for name in ["caption", "caption_entities", "reply_markup", "show_caption_above_media"] {
        body.remove(name);
    }
    body.extend(send::fields("caption", text));
    body.extend(markup.map(|markup| ("reply_markup".to_string(), markup)));
    body.extend(above.then(|| ("show_caption_above_media".to_string(), true.into())));
    store(state, params, body, Some(html))
}

/// editMessageReplyMarkup.
pub(super) fn markup(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let markup = keyboard::read(params)?;
    let mut body = editable(state, params, &[], "")?;
    body.remove("reply_markup");
    body.extend(markup.map(|markup| ("reply_markup".to_string(), markup)));
    store(state, params, body, None)
}

/// The body of the bot's own message that is to be edited; it must have one of these parts, if any
/// is named.
fn editable(
    state: &mut State,
    params: &Params,
    parts: &[&str],
    what: &str,
) -> Result<Map<String, Value>, Refusal> {
    if params.text("inline_message_id")?.is_some() {
        return Err(Refusal::bad("MESSAGE_ID_INVALID"));
    }
    let id = message_id(params)?;
    let chat = state.writable(params)?;
    let Some(message) = chat.message(id) else {
        return Err(Refusal::bad("message to edit not found"));
    };
    if !message.from_bot || message.service || message.body["forward_origin"].is_object() {
        return Err(Refusal::bad("message can't be edited"));
    }
    match &message.body {
        Value::Object(body) if parts.is_empty() || parts.iter().any(|part| body.contains_key(*part)) => {
            Ok(body.clone())
        }
        Value::Object(_) => Err(Refusal::bad(format!("there is no {what} in the message to edit"))),
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
    html: Option<Option<String>>,
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
        if let Some(html) = html {
            message.html = html;
        }
    }
    let place = chat.id;
    state.note(place, id, BOT_ID, What::Edited);
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
    let place = chat.id;
    state.note(place, id, BOT_ID, What::Deleted);
    Ok(true.into())
}

fn remove(chat: &mut Chat, id: i64) -> Result<(), Refusal> {
    let everything = chat.kind == ChatKind::Private || chat.bot_may("can_delete_messages");
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
    let place = state.known(params)?.id;
    for id in ids.iter().filter_map(super::params::whole) {
        if remove(state.chat(place), id).is_ok() {
            state.note(place, id, BOT_ID, What::Deleted);
        }
    }
    Ok(true.into())
}
