//! copyMessage, copyMessages and forwardMessage: what was written before, once more.

use super::chats::Message;
use super::params::{Params, whole};
use super::refusal::Refusal;
use super::send::{caption, check_thread, fields, post};
use super::state::State;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// What may carry a caption.
pub(super) const MEDIA: [&str; 6] = ["photo", "document", "voice", "audio", "video", "animation"];

/// What belongs to the one message and not to its content.
const OWN: [&str; 12] = [
    "message_id",
    "date",
    "chat",
    "from",
    "sender_chat",
    "edit_date",
    "reply_to_message",
    "reply_markup",
    "quote",
    "is_topic_message",
    "message_thread_id",
    "has_protected_content",
];

/// copyMessage: the content again, under the bot's name; answers only the new id.
pub(super) fn one(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let words = params.values.contains_key("caption").then(|| caption(params, "message caption is too long"));
    let words = words.transpose()?;
    let above = params.flag("show_caption_above_media")?;
    let original = source(state, params, "message to copy not found")?;
    if original.service {
        return Err(Refusal::bad("the message can't be copied"));
    }
    let mut content = content(original);
    content.remove("media_group_id");
    let mut html = None;
    if let Some((text, source)) = words.filter(|_| is_media(&content)) {
        remove_caption(&mut content);
        content.extend(fields("caption", text));
        html = source;
        if above {
            content.insert("show_caption_above_media".into(), true.into());
        }
    }
    let body = post(state, params, content, html)?;
    Ok(json!({ "message_id": body["message_id"] }))
}

/// copyMessages: what cannot be found or copied is skipped; albums stay albums, under a new id.
pub(super) fn many(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let ids = identifiers(params)?;
    let bare = params.flag("remove_caption")?;
    let from = state.named(params, "from_chat_id")?;
    let to = state.writable(params)?.id;
    check_thread(state, to, params.integer("message_thread_id")?.unwrap_or(0))?;
    let chat = state.chats.get(&from).ok_or_else(|| Refusal::bad("chat not found"))?;
    let found: Vec<&Message> = ids.iter().filter_map(|id| chat.message(*id)).collect();
    if found.is_empty() {
        return Err(Refusal::bad("there are no messages to forward"));
    }
    let mut contents: Vec<_> = found.into_iter().filter(|message| !message.service).map(content).collect();
    if contents.is_empty() {
        return Err(Refusal::bad("messages can't be forwarded"));
    }
    regroup(state, &mut contents);
    let mut copies = Vec::new();
    for mut content in contents {
        if bare && is_media(&content) {
            remove_caption(&mut content);
        }
        let mut params = Params { values: params.values.clone(), ..Params::default() };
        params.values.retain(|name, _| SHARED.contains(&name.as_str()));
        let body = post(state, &params, content, None)?;
        copies.push(json!({ "message_id": body["message_id"] }));
    }
    Ok(copies.into())
}

/// The parameters of copyMessages that say how its copies are sent; it knows no others.
const SHARED: [&str; 4] = ["chat_id", "message_thread_id", "disable_notification", "protect_content"];

/// `message_ids`: 1 to 100, each greater than the one before.
fn identifiers(params: &Params) -> Result<Vec<i64>, Refusal> {
    let given = params.nested("message_ids", "message_ids")?;
    let given = given.ok_or_else(|| Refusal::bad("message identifiers are not specified"))?;
    let Some(list) = given.as_array() else {
        return Err(Refusal::bad("expected an Array of message identifiers"));
    };
    match list.len() {
        0 => return Err(Refusal::bad("message identifiers are not specified")),
        1..=100 => {}
        _ => return Err(Refusal::bad("too many message identifiers specified")),
    }
    let read = |id: &Value| match id {
        Value::Number(_) | Value::String(_) => {
            let id = whole(id).ok_or_else(|| Refusal::bad("can't parse message identifier as a Number"))?;
            (id > 0).then_some(id).ok_or_else(|| Refusal::bad("invalid message identifier specified"))
        }
        _ => Err(Refusal::bad("message identifier must be a Number")),
    };
    let ids = list.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if ids.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(Refusal::bad("message identifiers must be in a strictly increasing order"));
    }
    Ok(ids)
}

/// New ids for the albums among the copies; what is left alone of an album is no album.
fn regroup(state: &mut State, contents: &mut [Map<String, Value>]) {
    let album = |content: &Map<String, Value>| content.get("media_group_id")?.as_str().map(String::from);
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for group in contents.iter().filter_map(album) {
        *sizes.entry(group).or_default() += 1;
    }
    let mut new: HashMap<String, String> = HashMap::new();
    for content in contents {
        let Some(old) = album(content) else { continue };
        if sizes[&old] == 1 {
            content.remove("media_group_id");
        } else {
            let group = new.entry(old).or_insert_with(|| state.new_album());
            content.insert("media_group_id".into(), group.clone().into());
        }
    }
}

/// forwardMessage: the content again, with its origin.
pub(super) fn forward(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let original = source(state, params, "message to forward not found")?;
    if original.service {
        return Err(Refusal::bad("the message can't be forwarded"));
    }
    let body = &original.body;
    let date = if body["edit_date"].is_i64() { &body["edit_date"] } else { &body["date"] };
    let origin = match &body["from"] {
        Value::Null => {
            let (chat, id) = (&body["sender_chat"], &body["message_id"]);
            json!({ "type": "channel", "chat": chat, "message_id": id, "date": date })
        }
        user => json!({ "type": "user", "sender_user": user, "date": date }),
    };
    let origin = original.body.get("forward_origin").cloned().unwrap_or(origin);
    let mut content = content(original);
    content.remove("media_group_id");
    content.insert("forward_origin".into(), origin);
    post(state, params, content, None)
}

/// The message named by `from_chat_id` and `message_id`.
fn source<'a>(state: &'a State, params: &Params, missing: &str) -> Result<&'a Message, Refusal> {
    let from = state.named(params, "from_chat_id")?;
    let id = params.integer("message_id")?.unwrap_or(0);
    let chat = state.chats.get(&from).ok_or_else(|| Refusal::bad("chat not found"))?;
    chat.message(id).ok_or_else(|| Refusal::bad(missing))
}

/// What a copy of a message holds, without where it came from.
fn content(message: &Message) -> Map<String, Value> {
    let mut fields = message.body.as_object().cloned().unwrap_or_default();
    fields.retain(|name, _| !OWN.contains(&name.as_str()) && name != "forward_origin");
    fields
}

fn is_media(content: &Map<String, Value>) -> bool {
    MEDIA.iter().any(|name| content.contains_key(*name))
}

fn remove_caption(content: &mut Map<String, Value>) {
    for name in ["caption", "caption_entities", "show_caption_above_media"] {
        content.remove(name);
    }
}
