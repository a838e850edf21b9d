//! Replies as requests of the Bot API, built from teloxide's types. Pure; it may not
//! send, and it formats nothing: the markup is `l10n`'s.

use serde::Serialize;
use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters, DeleteMessage, EditMessageText, EditMessageTextSetters,
    SendMessage, SendMessageSetters,
};
use teloxide::requests::Payload;
use teloxide::types::{
    CallbackQueryId, ChatId as Number, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions,
    MessageId, ParseMode, ReplyParameters, ThreadId,
};

use super::meaning::Place;
use super::split::{MAX_MESSAGE, split};
use crate::app::Outgoing;
use crate::chat::{ChatId, Tap, TicketNumber};
use crate::staff::PostKind;
use crate::store::{Draft, Link, NewPost, Priority};

/// Longest text that is shown at a tapped button, in characters.
const MAX_TOAST: usize = 200;

/// The answer to a tap, with a few words where there are some.
pub fn tap(query: &str, words: Option<&str>) -> Draft {
    let mut answer = AnswerCallbackQuery::new(CallbackQueryId(query.to_owned()));
    if let Some(words) = words {
        answer = answer.text(words.chars().take(MAX_TOAST).collect::<String>());
    }
    draft(None, &answer, Priority::Tap, true)
}

/// What is sent for replies: the tap is answered, and each reply is a message, several
/// where it is long, or takes the place of the message that was tapped.
pub fn replies(place: &Place, toast: Option<&str>, replies: &[Outgoing]) -> Vec<Draft> {
    let tapped = place.tap.as_ref().map(|(query, _)| tap(query, toast));
    let sent = replies.iter().flat_map(|reply| match in_place(place, reply) {
        Some(message) => vec![edit(place.chat, message, reply)],
        None => messages(place, reply),
    });
    tapped.into_iter().chain(sent).collect()
}

/// The replies that tell of a ticket: whoever replies to the last of them adds to it.
pub fn about_ticket(number: Option<TicketNumber>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let last = drafts.iter_mut().rev().find(|draft| draft.method == "sendMessage");
    if let (Some(ticket), Some(draft)) = (number, last)
        && let Some(chat) = draft.chat
    {
        draft.link = Link::Makes(Box::new(NewPost {
            ticket,
            kind: PostKind::Notice,
            chat,
            message: None,
            from: None,
            album: None,
            author: None,
            media: false,
            text: None,
        }));
    }
    drafts
}

/// What is sent where a question was changed: the messages that answered it change with
/// it. What there are more of than before is sent, what there are less of is deleted.
pub fn revisions(place: &Place, before: &[i64], replies: &[Outgoing]) -> Vec<Draft> {
    let mut edited: Vec<Draft> =
        before.iter().zip(replies).map(|(message, reply)| edit(place.chat, *message, reply)).collect();
    edited.extend(replies.iter().skip(before.len()).flat_map(|reply| messages(place, reply)));
    edited.extend(before.iter().skip(replies.len()).map(|message| {
        let delete = DeleteMessage::new(Number(place.chat.0), message_id(*message));
        draft(Some(place.chat), &delete, Priority::Answer, true)
    }));
    edited
}

/// The message that a reply takes the place of: one that fits it.
fn in_place(place: &Place, reply: &Outgoing) -> Option<i64> {
    let (_, message) = place.tap.as_ref().filter(|_| reply.in_place)?;
    message.filter(|_| split(reply.html.as_str(), MAX_MESSAGE).len() == 1)
}

fn edit(chat: ChatId, message: i64, reply: &Outgoing) -> Draft {
    let text = split(reply.html.as_str(), MAX_MESSAGE).into_iter().next().unwrap_or_default();
    let mut edit = EditMessageText::new(Number(chat.0), message_id(message), text)
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview());
    if let Some(keyboard) = keyboard(reply) {
        edit = edit.reply_markup(keyboard);
    }
    draft(Some(chat), &edit, Priority::Answer, true)
}

fn messages(place: &Place, reply: &Outgoing) -> Vec<Draft> {
    let pieces = split(reply.html.as_str(), MAX_MESSAGE);
    let last = pieces.len().saturating_sub(1);
    let message = |(at, text): (usize, String)| {
        let mut send = SendMessage::new(Number(place.chat.0), text)
            .parse_mode(ParseMode::Html)
            .link_preview_options(no_preview());
        if let Some(thread) = place.thread {
            send = send.message_thread_id(ThreadId(message_id(thread)));
        }
        if let Some(question) = place.question {
            let to = ReplyParameters::new(message_id(question)).allow_sending_without_reply();
            send = send.reply_parameters(to);
        }
        if let Some(keyboard) = keyboard(reply).filter(|_| at == last) {
            send = send.reply_markup(keyboard);
        }
        Draft { question: place.question, ..draft(Some(place.chat), &send, Priority::Answer, false) }
    };
    pieces.into_iter().enumerate().map(message).collect()
}

/// The buttons, one a row, and the thumbs in a last row.
fn keyboard(reply: &Outgoing) -> Option<InlineKeyboardMarkup> {
    let button = |label: &str, payload: &str| InlineKeyboardButton::callback(label, payload);
    let mut rows: Vec<Vec<InlineKeyboardButton>> =
        reply.buttons.iter().map(|(label, payload)| vec![button(label, payload)]).collect();
    if let Some(topic) = &reply.rate {
        let thumb = |label, good| button(label, &Tap::Rate(topic.clone(), good).payload());
        rows.push(vec![thumb("👍", true), thumb("👎", false)]);
    }
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

/// A request as it waits in the outbox: its chat is a column, since it may change.
pub fn draft<P: Payload + Serialize>(
    chat: Option<ChatId>,
    payload: &P,
    priority: Priority,
    idempotent: bool,
) -> Draft {
    let mut body = serde_json::to_value(payload).unwrap_or_default();
    if let Some(fields) = body.as_object_mut().filter(|_| chat.is_some()) {
        fields.remove("chat_id");
    }
    Draft {
        chat,
        method: method(P::NAME),
        body: body.to_string(),
        priority,
        question: None,
        idempotent,
        link: Link::None,
        place: None,
    }
}

/// Telegram's spelling of a method that teloxide spells `SendMessage`.
fn method(name: &'static str) -> &'static str {
    const SPELLED: [&str; 5] =
        ["sendMessage", "editMessageText", "deleteMessage", "answerCallbackQuery", "answerInlineQuery"];
    SPELLED.into_iter().find(|spelled| spelled.eq_ignore_ascii_case(name)).unwrap_or(name)
}

/// No picture of a page that is linked to.
pub fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// Telegram's message numbers fit 32 bits; one that does not is no message, and is refused.
pub fn message_id(number: i64) -> MessageId {
    MessageId(i32::try_from(number).unwrap_or(i32::MAX))
}
