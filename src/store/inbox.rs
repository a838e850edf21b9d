//! Updates between their arrival and their end. They are stored as they came, before
//! anybody has read more of them than a key, and blanked when they are done. It may not
//! know what an update says.

use super::rows::{ChatRow, clean};
use super::{Pool, Store, StoreError, on, session_sql, sql, to_the_end};
use crate::chat::{Chat, ChatId};
use crate::clock::Timestamp;

/// An update as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its number, or a negative one made from its text where it has none.
    pub update: i64,
    /// Its chat, 0 for none: updates of one chat wait for each other.
    pub chat: ChatId,
    /// All of it.
    pub raw: String,
    /// Why it cannot be handled: it is parked at once.
    pub fault: Option<&'static str>,
}

/// An update that waits, the first of its chat.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// Its number.
    pub update: i64,
    /// Its chat.
    pub chat: ChatId,
    /// All of it.
    pub raw: String,
    /// When it came.
    pub received_at: Timestamp,
    /// How often handling it has failed.
    pub attempts: u32,
    /// What is remembered of its chat.
    pub known: Chat,
    /// The chat talks with a person of the office.
    pub live: bool,
}

/// An update that was given up.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Parked {
    /// Its number.
    pub update_id: i64,
    /// Its chat, 0 for none.
    pub chat_id: i64,
    /// When it came, in milliseconds since 1970.
    pub received_at: i64,
    /// How often handling it has failed.
    pub attempts: i64,
    /// Why.
    pub fault: Option<String>,
}

/// What waits, and since when (milliseconds since 1970).
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Queues {
    /// Updates to be handled.
    pub waiting: i64,
    /// The oldest of them.
    pub waiting_since: Option<i64>,
    /// Updates that were given up.
    pub parked: i64,
    /// Requests to be sent.
    pub unsent: i64,
    /// The oldest of them.
    pub unsent_since: Option<i64>,
}

#[derive(serde::Serialize)]
struct ArrivalRow<'a> {
    update_id: i64,
    chat_id: i64,
    raw: &'a str,
    fault: Option<&'a str>,
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    update_id: i64,
    inbox_chat_id: i64,
    received_at: i64,
    raw: Option<String>,
    attempts: i64,
    #[sqlx(flatten)]
    chat: ChatRow,
    live: i64,
}

impl WaitingRow {
    fn read(self) -> Result<Waiting, StoreError> {
        Ok(Waiting {
            update: self.update_id,
            chat: ChatId(self.inbox_chat_id),
            raw: self.raw.unwrap_or_default(),
            received_at: Timestamp(self.received_at),
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            known: self.chat.read()?,
            live: self.live != 0,
        })
    }
}

impl Store {
    /// Stores updates, in one durable statement; those that are known already are left
    /// alone. Gives how many were new. Only after this may they be acknowledged.
    pub async fn receive(&self, arrivals: &[Arrival], now: Timestamp) -> Result<u64, StoreError> {
        let cleaned: Vec<String> = arrivals.iter().map(|arrival| clean(&arrival.raw)).collect();
        let rows: Vec<ArrivalRow<'_>> = arrivals.iter().zip(&cleaned).map(ArrivalRow::of).collect();
        let (write, rows) = (self.write.clone(), super::json(&rows));
        to_the_end(async move {
            on!(&write, pool => {
                let done = sqlx::query(write.words(&sql::RECEIVE)).bind(rows).bind(now.0).execute(pool).await?;
                Ok(done.rows_affected())
            })
        })
        .await
    }

    /// The first waiting update of each chat, oldest first, at most `limit`.
    pub async fn waiting(&self, limit: u32, now: Timestamp) -> Result<Vec<Waiting>, StoreError> {
        let read = self.read.clone();
        let rows: Vec<WaitingRow> = to_the_end(async move {
            on!(&read, pool => {
                sqlx::query_as(sql::WAITING).bind(now.0).bind(i64::from(limit)).fetch_all(pool).await
            })
        })
        .await?;
        rows.into_iter().map(WaitingRow::read).collect()
    }

    /// Updates that were given up, oldest first.
    pub async fn parked(&self, limit: u32) -> Result<Vec<Parked>, StoreError> {
        let read = self.read.clone();
        to_the_end(async move {
            on!(&read, pool => sqlx::query_as(sql::PARKED).bind(i64::from(limit)).fetch_all(pool).await)
        })
        .await
    }

    /// Tries a given-up update again; false where it was not given up.
    pub async fn unpark(&self, update: i64, now: Timestamp) -> Result<bool, StoreError> {
        let write = self.write.clone();
        to_the_end(async move {
            on!(&write, pool => {
                let done = sqlx::query(sql::UNPARK).bind(update).bind(now.0).execute(pool).await?;
                Ok(done.rows_affected() == 1)
            })
        })
        .await
    }

    /// Lets a given-up update go, with its text; false where it was not given up.
    pub async fn drop_parked(&self, update: i64) -> Result<bool, StoreError> {
        let write = self.write.clone();
        to_the_end(async move {
            on!(&write, pool => {
                let done = sqlx::query(sql::DROP_PARKED).bind(update).execute(pool).await?;
                Ok(done.rows_affected() == 1)
            })
        })
        .await
    }

    /// What waits.
    pub async fn queues(&self) -> Result<Queues, StoreError> {
        let read = self.read.clone();
        to_the_end(async move { on!(&read, pool => sqlx::query_as(sql::QUEUES).fetch_one(pool).await) }).await
    }

    /// Forgets what has been over since before `before`.
    pub async fn purge(&self, before: Timestamp) -> Result<u64, StoreError> {
        let write = self.write.clone();
        to_the_end(async move {
            on!(&write, pool => {
                let mut gone = 0;
                for words in sql::PURGE.into_iter().chain(session_sql::PURGE) {
                    gone += sqlx::query(words).bind(before.0).execute(pool).await?.rows_affected();
                }
                Ok(gone)
            })
        })
        .await
    }
}

impl<'a> ArrivalRow<'a> {
    fn of((arrival, cleaned): (&'a Arrival, &'a String)) -> ArrivalRow<'a> {
        ArrivalRow { update_id: arrival.update, chat_id: arrival.chat.0, raw: cleaned, fault: arrival.fault }
    }
}
