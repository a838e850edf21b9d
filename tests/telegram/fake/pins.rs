//! Pinned messages.

use super::Fake;
use super::chats::{Chat, ChatKind, Draft};
use super::events::What;
use super::params::Params;
use super::people::MessageId;
use super::refusal::Refusal;
use super::state::{BOT_ID, State, bot};
use serde_json::{Map, Value};

/// pinChatMessage: anything but service messages; in groups with the right `can_pin_messages`, in
/// channels with `can_edit_messages`. A service message tells it, also to the bot itself.
pub(super) fn pin(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    params.flag("disable_notification")?;
    let (chat, id) = target(state, params, "message to pin not found")?;
    may_pin(chat)?;
    if chat.message(id).is_some_and(|message| message.service) {
        return Err(Refusal::bad("service messages can't be pinned"));
    }
    if chat.pinned.contains(&id) {
        return Ok(true.into());
    }
    chat.pinned.push(id);
    let (place, kind, quoted) = (chat.id, chat.kind, chat.quoted(id));
    let fields = Map::from_iter([("pinned_message".to_string(), quoted)]);
    let from = (kind != ChatKind::Channel).then(bot);
    let body = state.place(place, Draft { from, from_bot: true, service: true, fields, ..Draft::default() });
    let update = if kind == ChatKind::Channel { "channel_post" } else { "message" };
    state.queue.push(update, &body, place);
    Ok(true.into())
}

/// unpinChatMessage: the message named, else the newest that is pinned.
pub(super) fn unpin(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    const MISSING: &str = "message to unpin not found";
    let (chat, id) = match params.integer("message_id")?.unwrap_or(0) {
        0 => {
            let chat = state.writable(params)?;
            let newest = chat.pinned().max().ok_or_else(|| Refusal::bad(MISSING))?;
            (chat, newest)
        }
        _ => target(state, params, MISSING)?,
    };
    may_pin(chat)?;
    let place = chat.id;
    let before = chat.pinned.len();
    chat.pinned.retain(|pinned| *pinned != id);
    if chat.pinned.len() < before {
        state.note(place, id, BOT_ID, What::Unpinned);
    }
    Ok(true.into())
}

fn target<'a>(
    state: &'a mut State,
    params: &Params,
    missing: &str,
) -> Result<(&'a mut Chat, MessageId), Refusal> {
    let id = params.integer("message_id")?.unwrap_or(0);
    let chat = state.writable(params)?;
    match chat.message(id) {
        Some(_) => Ok((chat, id)),
        None => Err(Refusal::bad(missing)),
    }
}

fn may_pin(chat: &Chat) -> Result<(), Refusal> {
    let may = match chat.kind {
        ChatKind::Private => true,
        ChatKind::Channel => chat.bot_may("can_edit_messages"),
        ChatKind::Group | ChatKind::Supergroup => chat.bot_may("can_pin_messages"),
    };
    may.then_some(()).ok_or_else(|| Refusal::bad("not enough rights to manage pinned messages in the chat"))
}

impl Fake {
    /// The messages that are pinned in a chat, the one pinned last at the end.
    pub fn pinned(&self, chat: i64) -> Vec<MessageId> {
        self.shared
            .look(|state| state.chats.get(&chat).map(|chat| chat.pinned().collect()).unwrap_or_default())
    }
}
