//! The desk's requests of the Bot API, as they wait in the outbox. Pure; it may not
//! decide who gets them.

use serde_json::{Value, json};

use crate::chat::{ChatId, PersonId, TicketNumber};
use crate::l10n::Html;
use crate::staff::{PostKind, Ticket};
use crate::store::{Draft, Link, NewPost, Priority};
use crate::telegram::split::{MAX_MESSAGE, split};

/// Where something is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The chat.
    pub chat: ChatId,
    /// The topic of the forum, where there is one.
    pub thread: Option<i64>,
    /// Its name, where the program made it.
    pub place: Option<String>,
    /// How urgent what is said there is.
    pub priority: Priority,
}

impl Spot {
    /// A chat of the office's people.
    pub fn chat(chat: ChatId) -> Spot {
        Spot { chat, thread: None, place: None, priority: Priority::Staff }
    }

    /// Where a ticket was asked.
    pub fn asker(ticket: &Ticket) -> Spot {
        Spot { chat: ticket.chat, thread: ticket.thread, place: None, priority: Priority::Answer }
    }
}

/// Buttons, in rows: what each says, and its payload.
pub type Buttons = Vec<Vec<(String, String)>>;

/// A text of ours, several where it is long; the first is what `post` stands for.
pub fn say(spot: &Spot, html: &Html, reply_to: Option<i64>, buttons: &Buttons, post: Link) -> Vec<Draft> {
    let pieces = split(html.as_str(), MAX_MESSAGE);
    let last = pieces.len().saturating_sub(1);
    let mut link = Some(post);
    let message = |(at, text): (usize, String)| {
        let mut body =
            json!({ "text": text, "parse_mode": "HTML", "link_preview_options": { "is_disabled": true } });
        if at == last {
            add_buttons(&mut body, buttons);
        }
        reply(&mut body, reply_to);
        Draft { link: link.take().unwrap_or_default(), ..request(spot, "sendMessage", body, false) }
    };
    pieces.into_iter().enumerate().map(message).collect()
}

/// A message of another chat, without its sender; with other words where they are given.
pub fn copy(
    spot: &Spot,
    from: (ChatId, i64),
    caption: Option<&str>,
    reply_to: Option<i64>,
    post: Link,
) -> Draft {
    let mut body = json!({ "from_chat_id": from.0.0, "message_id": from.1 });
    if let Some(caption) = caption {
        add(&mut body, "caption", json!(caption));
        add(&mut body, "parse_mode", json!("HTML"));
    }
    reply(&mut body, reply_to);
    Draft { link: post, ..request(spot, "copyMessage", body, false) }
}

/// An album of another chat, in one piece.
pub fn copy_album(spot: &Spot, from: ChatId, messages: &[i64], first: Link) -> Draft {
    let mut messages = messages.to_vec();
    messages.sort_unstable();
    let body = json!({ "from_chat_id": from.0, "message_ids": messages });
    Draft { link: first, ..request(spot, "copyMessages", body, false) }
}

/// A text of ours, changed.
pub fn change(chat: ChatId, message: i64, html: &Html, buttons: &Buttons, of: Link) -> Draft {
    let text = split(html.as_str(), MAX_MESSAGE).into_iter().next().unwrap_or_default();
    let mut body = json!({
        "message_id": message, "text": text, "parse_mode": "HTML", "link_preview_options": { "is_disabled": true },
    });
    add_buttons(&mut body, buttons);
    Draft { link: of, ..request(&Spot::chat(chat), "editMessageText", body, true) }
}

/// A copy whose original was changed: the words as they were written, or a caption.
pub fn change_copy(chat: ChatId, message: i64, words: &str, entities: Option<&Value>, media: bool) -> Draft {
    let (method, words_key, entities_key) = match media {
        true => ("editMessageCaption", "caption", "caption_entities"),
        false => ("editMessageText", "text", "entities"),
    };
    let mut body = json!({ "message_id": message });
    add(&mut body, words_key, json!(words));
    if let Some(entities) = entities {
        add(&mut body, entities_key, entities.clone());
    }
    request(&Spot::chat(chat), method, body, true)
}

/// Other buttons under a message.
pub fn rebutton(chat: ChatId, message: i64, buttons: &Buttons) -> Draft {
    let mut body = json!({ "message_id": message });
    add_buttons(&mut body, buttons);
    request(&Spot::chat(chat), "editMessageReplyMarkup", body, true)
}

/// A reaction of ours, or none any more.
pub fn react(chat: ChatId, message: i64, emoji: Option<&str>) -> Draft {
    let reaction: Vec<Value> = emoji.iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect();
    let body = json!({ "message_id": message, "reaction": reaction });
    request(&Spot::chat(chat), "setMessageReaction", body, true)
}

/// A topic of the office's forum.
pub fn open_topic(chat: ChatId, place: &str, title: &str) -> Draft {
    let title: String = title.chars().take(128).collect();
    let draft = request(&Spot::chat(chat), "createForumTopic", json!({ "name": title }), false);
    Draft { link: Link::Opens, place: Some(place.to_owned()), ..draft }
}

/// A text as a file.
pub fn document(chat: ChatId, name: &str, text: &str) -> Draft {
    let body = json!({ "document": { "name": name, "text": text } });
    request(&Spot::chat(chat), "sendDocument", body, false)
}

/// What a request makes: a message of a ticket, as the program writes it.
pub fn makes(
    ticket: TicketNumber,
    kind: PostKind,
    chat: ChatId,
    written: Option<(ChatId, i64, PersonId)>,
) -> Link {
    Link::Makes(Box::new(NewPost {
        ticket,
        kind,
        chat,
        message: None,
        from: written.map(|(chat, message, _)| (chat, message)),
        album: None,
        author: written.map(|(_, _, author)| author),
        media: false,
        text: None,
    }))
}

fn request(spot: &Spot, method: &'static str, mut body: Value, idempotent: bool) -> Draft {
    if let Some(thread) = spot.thread {
        add(&mut body, "message_thread_id", json!(thread));
    }
    Draft {
        chat: Some(spot.chat),
        method,
        body: body.to_string(),
        priority: spot.priority,
        question: None,
        idempotent,
        link: Link::None,
        place: spot.place.clone(),
    }
}

fn add(body: &mut Value, key: &str, value: Value) {
    if let Some(fields) = body.as_object_mut() {
        fields.insert(key.to_owned(), value);
    }
}

fn reply(body: &mut Value, to: Option<i64>) {
    if let Some(message) = to {
        add(body, "reply_parameters", json!({ "message_id": message, "allow_sending_without_reply": true }));
    }
}

fn add_buttons(body: &mut Value, buttons: &Buttons) {
    // An edit without buttons takes away those that were there.
    let row = |row: &Vec<(String, String)>| {
        let button = |(text, payload): &(String, String)| json!({ "text": text, "callback_data": payload });
        row.iter().map(button).collect::<Vec<Value>>()
    };
    add(body, "reply_markup", json!({ "inline_keyboard": buttons.iter().map(row).collect::<Vec<_>>() }));
}
