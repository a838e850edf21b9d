//! What is remembered: chats, what was asked, tickets; in SQLite or in PostgreSQL, as
//! the URL says. The only module that names sqlx or knows that there are two databases.
//! It may not decide anything, read a clock, log, or see text that is not masked yet.
//!
//! Whoever calls may stop waiting at any moment, under `select!` or `timeout`: a unit of
//! work that began runs to its end without them (`to_the_end`).

mod error;
mod open;
mod rows;
mod sql;
mod ticket;

use std::fmt;
use std::future::Future;

use sqlx::{PgPool, SqlitePool};

pub use error::{Cause, StoreError};
pub use ticket::{Ticket, TicketState};

use crate::chat::{Asked, Chat, ChatId, NewTicket, Outcome, TicketNumber};
use crate::clock::Timestamp;
use rows::{ChatRow, NumberedAskedRow, NumberedTicketRow, Written};

/// The memory. Clones share it.
#[derive(Clone)]
pub struct Store {
    read: Pool,
    write: Pool,
}

/// What is remembered of one turn of a chat, whole or not at all.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// What the next message needs to know.
    pub chat: &'a Chat,
    /// The questions of this turn and what was made of them.
    pub asked: &'a [Asked],
    /// A question that a person of the office must answer.
    pub ticket: Option<&'a NewTicket>,
    /// The version of the knowledge that judged the questions.
    pub knowledge: &'a str,
}

/// A question that was not answered, with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Unresolved {
    /// Where it was asked.
    pub chat: ChatId,
    /// When.
    pub asked_at: Timestamp,
    /// The question and its judgement.
    pub asked: Asked,
    /// The version of the knowledge that judged it.
    pub knowledge: String,
}

/// How many questions became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Answered outright.
    pub answered: u64,
    /// Buttons were offered.
    pub unsure: u64,
    /// The knowledge did not hold it.
    pub unknown: u64,
    /// A person was asked for.
    pub person: u64,
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

/// One statement of a transaction, with its values in the order of `$1`, `$2` ...
macro_rules! run {
    ($work:ident, $sql:path, $($value:expr),+) => {
        sqlx::query($sql)$(.bind($value))+.execute(&mut *$work).await?
    };
}

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
    /// was opened; then it is stored, or this would have been an error.
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
                let chat = &written.chat;
                run!(work, sql::SAVE_CHAT, chat.chat_id, &chat.language, &chat.last_topic, chat.last_at,
                    chat.unknowns, &chat.offer_question, &chat.offer_lang, &chat.offer_options, now.0);
                for asked in &written.asked {
                    run!(work, sql::ADD_ASKED, asked.chat_id, asked.asked_at, &asked.lang, &asked.outcome,
                        &asked.topic, asked.score, asked.among, &asked.text, &asked.knowledge);
                }
                let number: Option<i64> = match &written.ticket {
                    Some(ticket) => Some(
                        sqlx::query_scalar(sql::ADD_TICKET)
                            .bind(ticket.chat_id).bind(ticket.asked_at).bind(&ticket.state)
                            .bind(&ticket.programme).bind(&ticket.lang).bind(&ticket.question)
                            .bind(&ticket.offered)
                            .fetch_one(&mut *work).await?
                    ),
                    None => None,
                };
                work.commit().await?;
                Ok(number)
            })
        })
        .await?;
        Ok(number.map(TicketNumber))
    }

    /// The tickets of a chat that are neither closed nor dismissed, oldest first.
    pub async fn tickets(&self, chat: ChatId) -> Result<Vec<Ticket>, StoreError> {
        let read = self.read.clone();
        let rows: Vec<NumberedTicketRow> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as(sql::TICKETS).bind(chat.0).fetch_all(pool).await)
        })
        .await?;
        rows.into_iter().map(NumberedTicketRow::read).collect()
    }

    /// The ticket of that number, whatever its state.
    pub async fn ticket(&self, number: TicketNumber) -> Result<Option<Ticket>, StoreError> {
        let read = self.read.clone();
        let row: Option<NumberedTicketRow> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as(sql::TICKET).bind(number.0).fetch_optional(pool).await)
        })
        .await?;
        row.map(NumberedTicketRow::read).transpose()
    }

    /// The questions whose text was kept, since nothing answered them, newest first.
    pub async fn unresolved(&self, limit: u32) -> Result<Vec<Unresolved>, StoreError> {
        let read = self.read.clone();
        let rows: Vec<NumberedAskedRow> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as(sql::UNRESOLVED).bind(i64::from(limit)).fetch_all(pool).await)
        })
        .await?;
        rows.into_iter().map(NumberedAskedRow::read).collect()
    }

    /// How many questions became what, ever.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let read = self.read.clone();
        let rows: Vec<(String, i64)> =
            to_the_end(async move { on!(&read, pool => sqlx::query_as(sql::COUNTS).fetch_all(pool).await) })
                .await?;
        let mut counts = Counts::default();
        for (outcome, count) in rows {
            let count = u64::try_from(count).unwrap_or_default();
            match rows::outcome_of(&outcome) {
                Some(Outcome::Answered) => counts.answered = count,
                Some(Outcome::Unsure) => counts.unsure = count,
                Some(Outcome::Unknown) => counts.unknown = count,
                Some(Outcome::Person) => counts.person = count,
                None => return Err(StoreError::Corrupt("asked.outcome of some row".into())),
            }
        }
        Ok(counts)
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
    let done = tokio::spawn(work).await.map_err(|crash| StoreError::Unavailable(crash.into()))?;
    Ok(done?)
}
