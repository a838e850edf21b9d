//! Sending: sendMessage and its relatives.

use super::chats::{ChatKind, Draft};
use super::entities::Formatted;
use super::params::Params;
use super::refusal::Refusal;
use super::state::{State, bot};
use super::{entities, html, keyboard};
use serde_json::{Map, Value, json};

/// Text of a parameter with its markup read: plain text, entities, and the HTML if it was HTML.
pub(super) fn formatted(
    params: &Params,
    name: &str,
    beside: &str,
) -> Result<(Formatted, Option<String>), Refusal> {
    let source = params.text(name)?.unwrap_or_default();
    let mode = params.text("parse_mode")?.unwrap_or_default().to_ascii_lowercase();
    let (text, source) = match mode.as_str() {
        "" => {
            let given = params.array(beside)?.unwrap_or_default();
            (Formatted { text: source.into_owned(), entities: entities::read(given)? }, None)
        }
        "html" => {
            let parsed = html::parse(&source);
            let parsed = parsed.map_err(|why| Refusal::bad(format!("can't parse entities: {why}")))?;
            (parsed, Some(source.into_owned()))
        }
        "markdown" | "markdownv2" => {
            return Err(Refusal::bad("can't parse entities: the fake does not imitate Markdown"));
        }
        _ => return Err(Refusal::bad("unsupported parse_mode")),
    };
    Ok((text.trimmed().with_found(), source))
}

/// The `text` parameter, not empty and at most 4096 characters.
pub(super) fn message_text(params: &Params, too_long: &str) -> Result<(Formatted, Option<String>), Refusal> {
    let (text, source) = formatted(params, "text", "entities")?;
    match text.units() {
        0 => Err(Refusal::bad("message text is empty")),
        1..=4096 => Ok((text, source)),
        _ => Err(Refusal::bad(too_long)),
    }
}

/// The `caption` parameter, at most 1024 characters.
pub(super) fn caption(params: &Params, too_long: &str) -> Result<(Formatted, Option<String>), Refusal> {
    let (caption, source) = formatted(params, "caption", "caption_entities")?;
    if caption.units() > 1024 { Err(Refusal::bad(too_long)) } else { Ok((caption, source)) }
}

/// Text or caption as fields of a Message.
pub(super) fn fields(name: &str, text: Formatted) -> Map<String, Value> {
    let mut fields = Map::new();
    if !text.text.is_empty() {
        let entities = if name == "text" { "entities" } else { "caption_entities" };
        fields.insert(name.into(), text.text.into());
        if !text.entities.is_empty() {
            fields.insert(entities.into(), Value::Array(text.entities));
        }
    }
    fields
}

/// sendMessage.
pub(super) fn message(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let (text, source) = message_text(params, "message is too long")?;
    let mut fields = fields("text", text);
    if let Some(preview) = params.object("link_preview_options", "link preview options")? {
        fields.insert("link_preview_options".into(), preview.into());
    }
    post(state, params, fields, source)
}

/// Places what the bot sends where the parameters say, after all checks they call for.
pub(super) fn post(
    state: &mut State,
    params: &Params,
    mut fields: Map<String, Value>,
    html: Option<String>,
) -> Result<Value, Refusal> {
    if let Some(markup) = keyboard::read(params)? {
        fields.insert("reply_markup".into(), markup);
    }
    let reply = params.object("reply_parameters", "reply parameters")?;
    let thread = params.integer("message_thread_id")?.unwrap_or(0);
    params.flag("disable_notification")?;
    if params.flag("protect_content")? {
        fields.insert("has_protected_content".into(), true.into());
    }
    let chat = state.writable(params)?;
    let (id, kind) = (chat.id, chat.kind);
    check_thread(state, id, thread)?;
    let reply_to = reply_target(state, params, reply, id)?;
    let mut draft = Draft { from_bot: true, reply_to, thread, html, fields, ..Draft::default() };
    if kind == ChatKind::Channel {
        draft.fields.insert("sender_chat".into(), state.chat(id).about.clone());
    } else {
        draft.from = Some(bot());
    }
    let body = state.place(id, draft);
    let message = body["message_id"].as_i64().unwrap_or(0);
    state.record.sent(id, message, reply_to);
    Ok(body)
}

fn reply_target(
    state: &mut State,
    params: &Params,
    reply: Option<Map<String, Value>>,
    chat: i64,
) -> Result<i64, Refusal> {
    let old = params.integer("reply_to_message_id")?.map(|id| {
        let lenient = params.flag("allow_sending_without_reply");
        Map::from_iter([
            ("message_id".to_string(), json!(id)),
            ("allow_sending_without_reply".to_string(), json!(lenient.unwrap_or(false))),
        ])
    });
    let Some(values) = reply.or(old) else { return Ok(0) };
    let reply = Params { values, ..Params::default() };
    let Some(id) = reply.integer("message_id")?.filter(|id| *id > 0) else {
        return Err(Refusal::bad("message identifier is not specified"));
    };
    let lenient = reply.flag("allow_sending_without_reply")?;
    let elsewhere = reply.integer("chat_id")?.unwrap_or(chat) != chat;
    match state.chat(chat).message(id) {
        Some(_) if !elsewhere => Ok(id),
        _ if lenient => Ok(0),
        _ => Err(Refusal::bad("message to be replied not found")),
    }
}

/// Whether a thread is a topic of the chat that the bot may write in; 0 is none.
pub(super) fn check_thread(state: &mut State, chat: i64, thread: i64) -> Result<(), Refusal> {
    if thread == 0 {
        return Ok(());
    }
    let chat = state.chat(chat);
    if chat.dying.remove(&thread) {
        return Err(Refusal::bad("TOPIC_DELETED"));
    }
    match chat.topics.get(&thread).filter(|_| chat.forum) {
        None => Err(Refusal::bad("message thread not found")),
        Some(topic) if topic.closed && !chat.bot_may("can_manage_topics") => {
            Err(Refusal::bad("TOPIC_CLOSED"))
        }
        Some(_) => Ok(()),
    }
}

/// sendChatAction.
pub(super) fn chat_action(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    const ACTIONS: [&str; 11] = [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ];
    let action = params.text("action")?.unwrap_or_default();
    if !ACTIONS.contains(&&*action) {
        return Err(Refusal::bad("wrong parameter action in request"));
    }
    let thread = params.integer("message_thread_id")?.unwrap_or(0);
    let id = state.writable(params)?.id;
    check_thread(state, id, thread)?;
    Ok(true.into())
}

/// sendPhoto, sendDocument and sendVoice.
pub(super) fn file(state: &mut State, params: &Params, kind: &str) -> Result<Value, Refusal> {
    let (caption, source) = caption(params, "message caption is too long")?;
    let content = state.files.given(params, kind)?;
    let mut fields = fields("caption", caption);
    fields.insert(kind.into(), content);
    post(state, params, fields, source)
}
