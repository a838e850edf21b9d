//! An answer that the office gave away from the chat, as what its asker gets. It may not
//! send, and adds no word to the answer.

use teloxide::payloads::{SendMessage, SendMessageSetters};
use teloxide::types::{ChatId as Number, ParseMode, ReplyParameters, ThreadId};

use super::split::{MAX_MESSAGE, split};
use super::write::{draft, message_id, no_preview};
use crate::chat::PersonId;
use crate::l10n::Html;
use crate::staff::{PostKind, Ticket};
use crate::store::{Draft, Link, NewPost, Priority};
use crate::text::mask;

/// The answer to a ticket, letter by letter, under the question; several messages where
/// it is long. `None` wrote it where nobody is named.
pub fn filed_answer(ticket: &Ticket, answer: &str, author: Option<PersonId>) -> Vec<Draft> {
    let pieces = split(Html::of_text(answer.trim()).as_str(), MAX_MESSAGE);
    let pieces = pieces.into_iter().filter(|piece| !piece.trim().is_empty());
    pieces.map(|piece| message(ticket, piece, author)).collect()
}

fn message(ticket: &Ticket, piece: String, author: Option<PersonId>) -> Draft {
    let words = mask(&Html::plain_of(&piece));
    let mut send = SendMessage::new(Number(ticket.chat.0), piece)
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview());
    if let Some(thread) = ticket.thread {
        send = send.message_thread_id(ThreadId(message_id(thread)));
    }
    if let Some(question) = ticket.message {
        let to = ReplyParameters::new(message_id(question)).allow_sending_without_reply();
        send = send.reply_parameters(to);
    }
    let post = NewPost {
        ticket: ticket.number,
        kind: PostKind::Out,
        chat: ticket.chat,
        message: None,
        from: None,
        album: None,
        author,
        media: false,
        text: Some(words),
    };
    Draft { link: Link::Makes(Box::new(post)), ..draft(Some(ticket.chat), &send, Priority::Answer, false) }
}
