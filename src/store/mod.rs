//! What is remembered: chats, what was asked, tickets; in SQLite or in PostgreSQL, as
//! the URL says. The only module that names sqlx or knows that there are two databases.
//! It may not decide anything, read a clock, log, or see text that is not masked yet.
//!
//! Whoever calls may stop waiting at any moment, under `select!` or `timeout`: a unit of
//! work that began runs to its end without them (`to_the_end`).

mod asked;
mod desk;
mod desk_sql;
mod draft;
mod error;
mod figures;
mod figures_sql;
mod inbox;
mod lease;
mod office;
mod open;
mod outbox;
mod privacy;
mod privacy_sql;
mod proposal;
mod proposal_sql;
mod rows;
mod session;
mod session_sql;
mod settle;
mod sql;
mod staff;
mod step;
mod ticket;
mod vitals;

use std::fmt;
use std::future::Future;
use std::path::PathBuf;

use sqlx::{PgPool, SqlitePool};

pub use asked::Logged;
pub use desk::Place;
pub use draft::{Draft, Priority};
pub use error::{Cause, StoreError};
pub use figures::Counts;
pub use inbox::{Arrival, Parked, Queues, Waiting};
pub use lease::Lease;
pub use office::TicketFilter;
pub use outbox::{Answered, Claim, End, Ended, Outbound, Undelivered, Vanished};
pub use privacy::Removed;
pub use session::{Admission, Login, Session};
pub use settle::{Drafting, Fate, Settled};
pub use staff::Restraint;
pub use step::{Actor, Also, Event, Link, NewPost, Step};
pub use vitals::{Pulse, Vitals};

use crate::chat::{Asked, Chat, ChatId, Choice, NewTicket, PersonId, Rating, TicketNumber};
use crate::clock::Timestamp;
use rows::{ChatRow, Written};

/// The memory. Clones share it.
#[derive(Clone)]
pub struct Store {
    read: Pool,
    write: Pool,
    /// Whoever holds the lock on this file leads; `None` where a table says who leads.
    turnstile: Option<PathBuf>,
}

/// What is remembered of one turn of a chat, whole or not at all.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// What the next message needs to know.
    pub chat: &'a Chat,
    /// The questions of this turn and what was made of them.
    pub asked: &'a [Asked],
    /// What becomes of the chat's last question, which waited for a tap.
    pub choice: Option<&'a Choice>,
    /// A question that a person of the office must answer.
    pub ticket: Option<&'a NewTicket>,
    /// What the person thinks of an answer.
    pub rating: Option<&'a Rating>,
    /// The message that this turn is about, where the edge numbers them.
    pub message: Option<i64>,
    /// The message was changed: what it asked before, it never asked.
    pub edited: bool,
    /// Who wrote it, where the edge says.
    pub asker: Option<PersonId>,
    /// The topic of the forum where it was written.
    pub thread: Option<i64>,
    /// The version of the knowledge that judged the questions.
    pub knowledge: &'a str,
}

impl<'a> Record<'a> {
    /// A turn that asks nothing.
    pub fn new(chat: &'a Chat, knowledge: &'a str) -> Record<'a> {
        Record {
            chat,
            asked: &[],
            choice: None,
            ticket: None,
            rating: None,
            message: None,
            edited: false,
            asker: None,
            thread: None,
            knowledge,
        }
    }
}

/// One of the two databases. Both understand the same SQL, down to `$1`.
#[derive(Clone)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// The same code on whichever database it is.
macro_rules! on {
    ($which:expr, $pool:ident => $run:expr) => {
        match $which {
            Pool::Sqlite($pool) => $run,
            Pool::Postgres($pool) => $run,
        }
    };
}

/// One statement of a transaction over many rows, unless there are none.
macro_rules! each {
    ($work:expr, $which:expr, $sql:path, $rows:expr $(, $value:expr)*) => {
        if !$rows.is_empty() {
            let rows = crate::store::json(&$rows);
            sqlx::query($which.words(&$sql)).bind(rows)$(.bind($value))*.execute(&mut *$work).await?;
        }
    };
}

/// A ticket of a transaction: the open one that asks the same, or a new one. Its number.
macro_rules! open_ticket {
    ($work:expr, $ticket:expr) => {{
        let ticket: &ticket::NewTicketRow = $ticket;
        let same: Option<i64> = sqlx::query_scalar(desk_sql::SAME_TICKET)
            .bind(ticket.chat_id)
            .bind(&ticket.question)
            .bind(ticket.message_id)
            .fetch_optional(&mut *$work)
            .await?;
        let number: i64 = match same {
            Some(number) => number,
            None => {
                sqlx::query_scalar(desk_sql::ADD_TICKET)
                    .bind(ticket.chat_id)
                    .bind(ticket.thread)
                    .bind(ticket.message_id)
                    .bind(ticket.asker)
                    .bind(ticket.asked_at)
                    .bind(&ticket.programme)
                    .bind(ticket.lang)
                    .bind(&ticket.question)
                    .bind(&ticket.offered)
                    .fetch_one(&mut *$work)
                    .await?
            }
        };
        if ticket.of_a_question {
            sqlx::query(sql::TICKETED).bind(ticket.chat_id).bind(number).execute(&mut *$work).await?;
        }
        number
    }};
}

use {each, on, open_ticket};

impl Store {
    /// Opens the memory at `url`, makes it if need be, and brings it to this program's
    /// schema: `sqlite:PATH` (`%3F` is a question mark), `sqlite::memory:`, `postgres://...`.
    pub async fn open(url: &str) -> Result<Store, StoreError> {
        open::open(url).await
    }

    /// What is remembered of a chat; nothing if nobody has written there.
    pub async fn chat(&self, chat: ChatId) -> Result<Option<Chat>, StoreError> {
        let read = self.read.clone();
        let row: Option<ChatRow> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as(sql::CHAT).bind(chat.0).fetch_optional(pool).await)
        })
        .await?;
        row.map(ChatRow::read).transpose()
    }

    /// Remembers one turn of a chat in one transaction. Gives the ticket's number, if one
    /// was opened or an open one asks the same; it is stored, or this were an error.
    pub async fn record(
        &self,
        chat: ChatId,
        record: &Record<'_>,
        now: Timestamp,
    ) -> Result<Option<TicketNumber>, StoreError> {
        let written = Written::new(chat, record, now);
        let write = self.write.clone();
        let number = to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                each!(work, write, sql::SAVE_CHATS, [&written.chat], now.0);
                each!(work, write, sql::CHOOSE, written.choice.as_slice());
                each!(work, write, sql::UNASK, written.edited.as_slice());
                each!(work, write, sql::ADD_ASKED, written.asked);
                each!(work, write, sql::RATE, written.rating.as_slice(), now.0);
                let number: Option<i64> = match &written.ticket {
                    Some(ticket) => Some(open_ticket!(work, ticket)),
                    None => None,
                };
                work.commit().await?;
                Ok(number)
            })
        })
        .await?;
        Ok(number.map(TicketNumber))
    }

    /// Whether something could be remembered now: reachable, not locked, not read-only.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let write = self.write.clone();
        to_the_end(async move { on!(&write, pool => sqlx::query(sql::PING).execute(pool).await.map(drop)) })
            .await
    }

    /// Waits for what is in hand and lets go of the database; afterwards it is unavailable.
    pub async fn close(&self) {
        on!(&self.read, pool => pool.close().await);
        on!(&self.write, pool => pool.close().await);
    }
}

impl Pool {
    /// How a transaction that writes begins. SQLite says at once that it will write: a
    /// reader that turns writer is refused without a wait (SQLITE_BUSY_SNAPSHOT).
    fn begin(&self) -> &'static str {
        match self {
            Pool::Sqlite(_) => "begin immediate",
            Pool::Postgres(_) => "begin",
        }
    }

    /// The words of a statement over a list, for this database.
    fn words(&self, sql: &sql::Each) -> &'static str {
        match self {
            Pool::Sqlite(_) => sql.sqlite,
            Pool::Postgres(_) => sql.postgres,
        }
    }
}

/// Rows as a JSON list. What these rows hold, numbers, texts and nulls, always is JSON.
fn json(rows: &impl serde::Serialize) -> String {
    serde_json::to_string(rows).unwrap_or_else(|_| "[]".to_owned())
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.write {
            Pool::Sqlite(_) => "Store(SQLite)",
            Pool::Postgres(_) => "Store(PostgreSQL)",
        })
    }
}

/// Runs a unit of work in a task of its own, which ends even if its caller is dropped:
/// a `begin` that is cancelled on PostgreSQL leaves its connection in a transaction, and
/// whoever gets that connection next is in it too (sqlx#4393, open in 0.9.0).
async fn to_the_end<T, W>(work: W) -> Result<T, StoreError>
where
    T: Send + 'static,
    W: Future<Output = Result<T, sqlx::Error>> + Send + 'static,
{
    let done = tokio::spawn(work).await.map_err(|crash| match crash.is_panic() {
        // What it was given made it panic; the same again panics again.
        true => StoreError::Refused("the unit of work panicked".into()),
        false => StoreError::Unavailable(crash.into()),
    })?;
    Ok(done?)
}
