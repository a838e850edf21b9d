//! Rows of tickets and of the messages that belong to them, and what they mean. It may
//! not speak to a database, and refuses a column that makes no sense.

use super::StoreError;
use super::rows::{clean, list, topics};
use crate::chat::{ChatId, NewTicket, PersonId, TicketNumber};
use crate::clock::Timestamp;
use crate::lang::Lang;
use crate::staff::{Closing, Post, PostKind, PostState, Ticket, TicketState};

/// What a question becomes: a new row of `ticket`.
pub(super) struct NewTicketRow {
    pub chat_id: i64,
    pub thread: Option<i64>,
    pub message_id: Option<i64>,
    pub asker: Option<i64>,
    pub asked_at: i64,
    pub programme: Option<String>,
    pub lang: &'static str,
    pub question: String,
    pub offered: String,
    /// It is the chat's last question, and not a wish for a person alone.
    pub of_a_question: bool,
}

/// Where a ticket was asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub chat: ChatId,
    pub thread: Option<i64>,
    pub message: Option<i64>,
    pub asker: Option<PersonId>,
    /// The same turn asked it.
    pub asked: bool,
}

impl NewTicketRow {
    pub fn of(origin: Origin, ticket: &NewTicket, now: Timestamp) -> NewTicketRow {
        NewTicketRow {
            chat_id: origin.chat.0,
            thread: origin.thread,
            message_id: origin.message,
            asker: origin.asker.map(|person| person.0),
            asked_at: now.0,
            programme: ticket.programme.as_deref().map(clean),
            lang: ticket.lang.code(),
            question: clean(&ticket.question),
            offered: list(&ticket.offered),
            // Offered were the topics of the question that waited for a tap.
            of_a_question: origin.asked || !ticket.offered.is_empty(),
        }
    }
}

/// A row of `ticket`.
#[derive(sqlx::FromRow)]
pub(super) struct TicketRow {
    number: i64,
    chat_id: i64,
    thread: Option<i64>,
    message_id: Option<i64>,
    asker: Option<i64>,
    asked_at: i64,
    state: String,
    programme: Option<String>,
    lang: String,
    question: String,
    offered: String,
    version: i64,
    posts: i64,
    owner: Option<i64>,
    leader: Option<i64>,
    told_at: Option<i64>,
    heard_at: Option<i64>,
    due_at: Option<i64>,
    reminded: i64,
    closed_at: Option<i64>,
    closing: Option<String>,
    content: Option<i64>,
    news: i64,
    hint: i64,
}

impl TicketRow {
    pub fn read(self) -> Result<Ticket, StoreError> {
        let bad = |column| StoreError::corrupt(column, self.number);
        let closing = match self.closing.as_deref() {
            Some(why) => Some(Closing::from_code(why).ok_or_else(|| bad("ticket.closing"))?),
            None => None,
        };
        Ok(Ticket {
            number: TicketNumber(self.number),
            chat: ChatId(self.chat_id),
            thread: self.thread,
            message: self.message_id,
            asker: self.asker.map(PersonId),
            state: TicketState::from_code(&self.state).ok_or_else(|| bad("ticket.state"))?,
            lang: Lang::from_code(&self.lang).ok_or_else(|| bad("ticket.lang"))?,
            offered: topics(&self.offered).ok_or_else(|| bad("ticket.offered"))?,
            programme: self.programme,
            question: self.question,
            asked_at: Timestamp(self.asked_at),
            version: self.version,
            posts: self.posts,
            owner: self.owner.map(PersonId),
            leader: self.leader.map(TicketNumber),
            told_at: self.told_at.map(Timestamp),
            heard_at: self.heard_at.map(Timestamp),
            due_at: self.due_at.map(Timestamp),
            reminded: u32::try_from(self.reminded)
                .map_err(|_| StoreError::corrupt("ticket.reminded", self.number))?,
            closed: self.closed_at.map(Timestamp).zip(closing),
            content: self.content.and_then(|content| u8::try_from(content).ok()),
            news: self.news != 0,
            hint: self.hint != 0,
        })
    }
}

/// A row of `post`.
#[derive(sqlx::FromRow)]
pub(super) struct PostRow {
    ticket: i64,
    nth: i64,
    kind: String,
    state: String,
    chat_id: i64,
    message_id: Option<i64>,
    from_chat: Option<i64>,
    from_message: Option<i64>,
    album: Option<String>,
    author: Option<i64>,
    media: i64,
    text: Option<String>,
    posted_at: i64,
}

impl PostRow {
    pub fn read(self) -> Result<Post, StoreError> {
        let bad = |column| StoreError::corrupt(column, self.ticket);
        Ok(Post {
            ticket: TicketNumber(self.ticket),
            nth: self.nth,
            kind: PostKind::from_code(&self.kind).ok_or_else(|| bad("post.kind"))?,
            state: PostState::from_code(&self.state).ok_or_else(|| bad("post.state"))?,
            chat: ChatId(self.chat_id),
            message: self.message_id,
            from: self.from_chat.map(ChatId).zip(self.from_message),
            album: self.album,
            author: self.author.map(PersonId),
            media: self.media != 0,
            text: self.text,
            at: Timestamp(self.posted_at),
        })
    }
}
