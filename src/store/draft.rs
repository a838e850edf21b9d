//! Requests as they are decided, and the rows that they become in the outbox. It may not
//! know how a request is made, nor send one.

use super::Link;
use crate::chat::ChatId;

/// How urgent a request is; lower goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Somebody looks at a button that is not answered.
    Tap = 0,
    /// An answer to a person.
    Answer = 1,
    /// News for the office's people.
    Staff = 2,
    /// Whatever nobody waits for.
    Notice = 3,
}

/// A request to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where; `None` for what goes to no chat.
    pub chat: Option<ChatId>,
    /// The method, as Telegram names it.
    pub method: &'static str,
    /// Its parameters but the chat, a JSON object.
    pub body: String,
    /// How urgent it is.
    pub priority: Priority,
    /// The message that it answers.
    pub question: Option<i64>,
    /// True where sending it twice is sending it once: an edit, the answer to a tap.
    pub idempotent: bool,
    /// What it does to a message of a ticket.
    pub link: Link,
    /// The topic of the office's forum that it needs, or makes.
    pub place: Option<String>,
}

/// Copies of an answer that may arrive: a second only where nobody knows of the first.
const ANSWER_COPIES: i64 = 2;
/// No bound: the copies are one.
const ANY_COPIES: i64 = i64::MAX / 2;

#[derive(serde::Serialize)]
pub(super) struct DraftRow {
    update_id: i64,
    seq: usize,
    chat_id: Option<i64>,
    method: &'static str,
    body: String,
    priority: i64,
    question: Option<i64>,
    copies_max: i64,
    ticket: Option<i64>,
    post: Option<i64>,
    makes: Option<i64>,
    place: Option<String>,
}

impl DraftRow {
    /// The requests that an update leads to, in order; each with the message of a ticket
    /// that it makes, where that got its number just now.
    pub fn all(update: i64, drafts: Vec<(Draft, Option<i64>)>) -> impl Iterator<Item = DraftRow> {
        drafts.into_iter().enumerate().map(move |(seq, (draft, made))| {
            let (ticket, post, makes) = match &draft.link {
                Link::None | Link::Opens => (None, None, None),
                Link::Makes(post) => (Some(post.ticket.0), made, Some(1)),
                Link::Remakes(ticket, nth) => (Some(ticket.0), Some(*nth), Some(1)),
                Link::Changes(ticket, nth) => (Some(ticket.0), Some(*nth), Some(0)),
            };
            DraftRow { ticket, post, makes, ..DraftRow::of(update, seq, draft) }
        })
    }

    fn of(update: i64, seq: usize, draft: Draft) -> DraftRow {
        DraftRow {
            update_id: update,
            seq,
            chat_id: draft.chat.map(|chat| chat.0),
            method: draft.method,
            copies_max: match draft.priority {
                _ if draft.idempotent => ANY_COPIES,
                Priority::Notice => 1,
                _ => ANSWER_COPIES,
            },
            body: super::rows::clean(&draft.body),
            priority: draft.priority as i64,
            question: draft.question,
            ticket: None,
            post: None,
            makes: None,
            place: draft.place,
        }
    }
}
