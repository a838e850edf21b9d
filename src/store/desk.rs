//! What the desk looks up, and what becomes of a ticket's messages once they are sent.
//! It may not decide anything.

use super::outbox::{End, Ended, Vanished};
use super::ticket::{PostRow, TicketRow};
use super::{Pool, Store, StoreError, desk_sql, on, to_the_end};
use crate::chat::{ChatId, TicketNumber};
use crate::clock::Timestamp;
use crate::staff::{Post, PostState, Ticket};

/// A topic of the office's forum.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Place {
    /// `programme:rex`, `ticket:12`.
    pub name: String,
    /// The forum.
    pub chat_id: i64,
    /// The topic; `None` until Telegram has made it, and where it would not.
    pub thread: Option<i64>,
    /// `planned`, `ready` or `failed`.
    pub state: String,
    /// When it was last asked for, in milliseconds since 1970.
    pub made_at: i64,
}

/// What a sent request, or one that was not, means for a message of a ticket.
pub(super) enum Aftermath {
    /// These messages are there.
    Sent { ticket: i64, nth: i64, messages: Vec<Option<i64>> },
    /// It did not arrive: what its post is from now on, as a card and as anything else.
    Unsent { ticket: i64, nth: i64, card: PostState, other: PostState, place: Option<String> },
    /// The message that it was to change is gone.
    Gone { ticket: i64, nth: i64 },
    /// A topic was made, or was not.
    Place { name: String, thread: Option<i64> },
    /// A topic is gone.
    Left { name: String },
}

impl Aftermath {
    pub fn of(ended: &Ended) -> Option<Aftermath> {
        let request = &ended.request;
        let (Some(ticket), Some(nth)) = (request.ticket, request.post) else {
            return Aftermath::of_place(request.place.clone()?, request.method == OPENS, &ended.end);
        };
        let makes = request.makes == Some(1);
        let unsent = |card, other, place| Some(Aftermath::Unsent { ticket, nth, card, other, place });
        match &ended.end {
            End::Sent(message) if makes => Some(Aftermath::Sent { ticket, nth, messages: vec![*message] }),
            End::SentAll(messages) if makes => {
                let messages = messages.iter().copied().map(Some).collect();
                Some(Aftermath::Sent { ticket, nth, messages })
            }
            End::Vanished(Vanished::Topic, _) if makes => {
                unsent(PostState::Gone, PostState::Lost, request.place.clone())
            }
            End::Failed(_) | End::Vanished(..) if makes => {
                unsent(PostState::Undelivered, PostState::Undelivered, None)
            }
            // It may have arrived: the office hears nothing of it, a card is sent again.
            End::Uncertain(..) if makes && request.copies >= request.copies_max => {
                unsent(PostState::Gone, PostState::Sent, None)
            }
            End::Vanished(Vanished::Message, _) => Some(Aftermath::Gone { ticket, nth }),
            _ => None,
        }
    }

    /// Of a request that belongs to no ticket: it makes a topic, or was sent into one.
    fn of_place(name: String, opens: bool, end: &End) -> Option<Aftermath> {
        match end {
            End::Opened(thread) => Some(Aftermath::Place { name, thread: Some(*thread) }),
            End::Failed(_) | End::Vanished(..) if opens => Some(Aftermath::Place { name, thread: None }),
            End::Vanished(Vanished::Topic, _) => Some(Aftermath::Left { name }),
            _ => None,
        }
    }
}

/// The method that makes a topic.
const OPENS: &str = "createForumTopic";

/// Notes it, in the transaction that notes how the request ended.
macro_rules! after_sending {
    ($work:expr, $after:expr) => {
        use crate::store::desk_sql;
        match $after {
            Aftermath::Sent { ticket, nth, messages } => {
                for message in messages {
                    sqlx::query(desk_sql::SENT_POST)
                        .bind(ticket)
                        .bind(nth)
                        .bind(message)
                        .execute(&mut *$work)
                        .await?;
                }
            }
            Aftermath::Unsent { ticket, nth, card, other, place } => {
                sqlx::query(desk_sql::UNSENT_POST)
                    .bind(ticket)
                    .bind(nth)
                    .bind(card.code())
                    .bind(other.code())
                    .execute(&mut *$work)
                    .await?;
                sqlx::query(desk_sql::TOUCH).bind(ticket).execute(&mut *$work).await?;
                if let Some(place) = place {
                    sqlx::query(desk_sql::LOSE_CARDS).bind(ticket).execute(&mut *$work).await?;
                    sqlx::query(desk_sql::LEAVE_PLACE).bind(place).execute(&mut *$work).await?;
                }
            }
            Aftermath::Gone { ticket, nth } => {
                let gone = crate::staff::PostState::Gone.code();
                sqlx::query(desk_sql::MARK).bind(ticket).bind(nth).bind(gone).execute(&mut *$work).await?;
                sqlx::query(desk_sql::TOUCH).bind(ticket).execute(&mut *$work).await?;
            }
            Aftermath::Place { name, thread } => {
                let state = if thread.is_some() { "ready" } else { "failed" };
                sqlx::query(desk_sql::PLACE_MADE)
                    .bind(name)
                    .bind(thread)
                    .bind(state)
                    .execute(&mut *$work)
                    .await?;
            }
            Aftermath::Left { name } => {
                sqlx::query(desk_sql::LEAVE_PLACE).bind(name).execute(&mut *$work).await?;
            }
        }
    };
}
pub(super) use after_sending;

/// Rows of one statement, read.
macro_rules! rows {
    ($store:expr, $row:ty, $sql:expr $(, $value:expr)*) => {{
        let read = $store.read.clone();
        let rows: Vec<$row> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as($sql)$(.bind($value))*.fetch_all(pool).await)
        })
        .await?;
        rows.into_iter().map(<$row>::read).collect()
    }};
}

/// At most one row of a statement, read.
macro_rules! row {
    ($store:expr, $row:ty, $sql:expr $(, $value:expr)*) => {{
        let read = $store.read.clone();
        let row: Option<$row> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as($sql)$(.bind($value))*.fetch_optional(pool).await)
        })
        .await?;
        row.map(<$row>::read).transpose()
    }};
}

pub(super) use {row, rows};

impl Store {
    /// The ticket of that number, whatever its state.
    pub async fn ticket(&self, number: TicketNumber) -> Result<Option<Ticket>, StoreError> {
        row!(self, TicketRow, desk_sql::TICKET, number.0)
    }

    /// The tickets of a chat that are neither closed nor dismissed, oldest first.
    pub async fn tickets(&self, chat: ChatId) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::TICKETS, chat.0)
    }

    /// All tickets from this number on, in order, at most `limit`.
    pub async fn tickets_from(&self, first: TicketNumber, limit: u32) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::ALL_TICKETS, first.0, i64::from(limit))
    }

    /// The ticket that a chat talks with a person of the office about.
    pub async fn live_ticket(&self, chat: ChatId) -> Result<Option<Ticket>, StoreError> {
        row!(self, TicketRow, desk_sql::LIVE, chat.0)
    }

    /// Tickets whose cards do not show how they are, oldest first.
    pub async fn unshown(&self, limit: u32) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::UNSHOWN, i64::from(limit))
    }

    /// Tickets of which something is due at `now`.
    pub async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::DUE, now.0, i64::from(limit))
    }

    /// Tickets that are answered with this one.
    pub async fn fellows(&self, leader: TicketNumber) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::FELLOWS, leader.0)
    }

    /// Open tickets before this one that it may join.
    pub async fn leaders(&self, before: TicketNumber, limit: u32) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::LEADERS, before.0, i64::from(limit))
    }

    /// Tickets that are not over, oldest first.
    pub async fn open_tickets(&self) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::OPEN)
    }

    /// Tickets asked since then, oldest first.
    pub async fn tickets_since(&self, since: Timestamp) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::SINCE, since.0)
    }

    /// The ticket that a topic of a forum was made for.
    pub async fn ticket_in(&self, chat: ChatId, thread: i64) -> Result<Option<Ticket>, StoreError> {
        row!(self, TicketRow, desk_sql::TICKET_IN, chat.0, thread)
    }

    /// Cards made since then.
    pub async fn cards_since(&self, since: Timestamp) -> Result<i64, StoreError> {
        let read = self.read.clone();
        to_the_end(async move {
            on!(&read, pool => sqlx::query_scalar(desk_sql::CARDS_SINCE).bind(since.0).fetch_one(pool).await)
        })
        .await
    }

    /// Digests that are shown now.
    pub async fn digests(&self) -> Result<Vec<Post>, StoreError> {
        rows!(self, PostRow, desk_sql::DIGESTS)
    }

    /// Tickets that ended without an answer and whose askers want to hear of one.
    pub async fn hopeful(&self, limit: u32) -> Result<Vec<Ticket>, StoreError> {
        rows!(self, TicketRow, desk_sql::HOPEFUL, i64::from(limit))
    }

    /// The messages of a ticket, in order.
    pub async fn posts(&self, ticket: TicketNumber) -> Result<Vec<Post>, StoreError> {
        rows!(self, PostRow, desk_sql::POSTS, ticket.0)
    }

    /// A message of a chat, where it belongs to a ticket.
    pub async fn post_at(&self, chat: ChatId, message: i64) -> Result<Option<Post>, StoreError> {
        row!(self, PostRow, desk_sql::POST_AT, chat.0, message)
    }

    /// The copies of a message.
    pub async fn copies(&self, chat: ChatId, message: i64) -> Result<Vec<Post>, StoreError> {
        rows!(self, PostRow, desk_sql::COPIES, chat.0, message)
    }

    /// Albums whose last picture came before `complete`, and messages to be sent again.
    pub async fn unsent_posts(&self, complete: Timestamp, limit: u32) -> Result<Vec<Post>, StoreError> {
        rows!(self, PostRow, desk_sql::UNSENT, complete.0, i64::from(limit))
    }

    /// A topic of the office's forum that was asked for.
    pub async fn place(&self, name: &str) -> Result<Option<Place>, StoreError> {
        let (read, name) = (self.read.clone(), name.to_owned());
        to_the_end(async move {
            on!(&read, pool => sqlx::query_as(desk_sql::PLACE).bind(name).fetch_optional(pool).await)
        })
        .await
    }

    /// When something that is done once in a while was last done.
    pub async fn chore(&self, name: &str) -> Result<Option<Timestamp>, StoreError> {
        let (read, name) = (self.read.clone(), name.to_owned());
        let done: Option<i64> = to_the_end(async move {
            on!(&read, pool => sqlx::query_scalar(desk_sql::CHORE).bind(name).fetch_optional(pool).await)
        })
        .await?;
        Ok(done.map(Timestamp))
    }
}
