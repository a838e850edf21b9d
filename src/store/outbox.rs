//! Requests that must reach Telegram, from the decision to their end. Each is marked
//! as under way before its first byte leaves, so that after a crash it is known which
//! ones may have arrived. It may not know how a request is made.

use super::desk::{Aftermath, after_sending};
use super::lease::fence;
use super::{Lease, Pool, Store, StoreError, desk_sql, on, sql, to_the_end};
use crate::chat::ChatId;
use crate::clock::Timestamp;

/// A request that is under way.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Outbound {
    /// Its key.
    pub outbox_id: i64,
    /// Where.
    pub chat_id: Option<i64>,
    /// The method.
    pub method: String,
    /// The parameters but the chat.
    pub body: Option<String>,
    /// How urgent it is.
    pub priority: i64,
    /// Requests that may have arrived, this one counted.
    pub copies: i64,
    /// And how many may.
    pub copies_max: i64,
    /// When it was decided, in milliseconds since 1970.
    pub created_at: i64,
    /// The ticket whose message it makes or changes.
    pub ticket: Option<i64>,
    /// Which of the ticket's messages.
    pub post: Option<i64>,
    /// 1 where it makes that message, 0 where it changes it.
    pub makes: Option<i64>,
    /// The topic of the office's forum that it needs, or makes.
    pub place: Option<String>,
}

/// What a request needed and is there no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vanished {
    /// The message that it changes.
    Message,
    /// The topic of the forum.
    Topic,
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Telegram did it, and gave this message.
    Sent(Option<i64>),
    /// Telegram did it, and gave these messages, an album.
    SentAll(Vec<i64>),
    /// Telegram made this topic of a forum.
    Opened(i64),
    /// Telegram certainly did not: try again then.
    Again(Timestamp, String),
    /// Telegram refused for good.
    Failed(String),
    /// Telegram refused for good, since this is there no more.
    Vanished(Vanished, String),
    /// Nobody knows: try again then, where another copy is allowed.
    Uncertain(Timestamp, String),
}

/// A request with its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The request.
    pub request: Outbound,
    /// Its end.
    pub end: End,
    /// The person cannot be reached any more.
    pub lost: bool,
}

/// Which requests to take next.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// At most so many.
    pub limit: usize,
    /// None of these chats: they must wait.
    pub busy: &'a [i64],
    /// Only what goes to no chat: the answers to taps, which no limit holds up.
    pub taps_only: bool,
}

/// A message that was sent in answer to another.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Answered {
    /// Its key in the outbox.
    pub outbox_id: i64,
    /// `ready`, `sending`, `uncertain` or `sent`.
    pub state: String,
    /// Its number in the chat, once it was sent.
    pub message_id: Option<i64>,
    /// 1 if nothing else was sent there since.
    pub last: i64,
}

/// A request that did not arrive, or may not have.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Undelivered {
    /// Its key.
    pub outbox_id: i64,
    /// Where.
    pub chat_id: Option<i64>,
    /// The method.
    pub method: String,
    /// `failed` or `uncertain`.
    pub state: String,
    /// Since when, in milliseconds since 1970.
    pub changed_at: i64,
    /// Why.
    pub fault: Option<String>,
}

#[derive(serde::Serialize)]
struct EndRow<'a> {
    outbox_id: i64,
    state: &'static str,
    due_at: Option<i64>,
    not_acted: i64,
    message_id: Option<i64>,
    fault: Option<&'a str>,
}

impl EndRow<'_> {
    fn of(ended: &Ended) -> EndRow<'_> {
        let (state, due_at, not_acted, message_id, fault) = match &ended.end {
            End::Sent(message) => ("sent", None, 0, *message, None),
            End::SentAll(messages) => ("sent", None, 0, messages.first().copied(), None),
            End::Opened(_) => ("sent", None, 0, None, None),
            End::Again(at, fault) => ("ready", Some(at.0), 1, None, Some(fault.as_str())),
            End::Failed(fault) | End::Vanished(_, fault) => ("failed", None, 1, None, Some(fault.as_str())),
            End::Uncertain(at, fault) => {
                let again = (ended.request.copies < ended.request.copies_max).then_some(at.0);
                ("uncertain", again, 0, None, Some(fault.as_str()))
            }
        };
        EndRow { outbox_id: ended.request.outbox_id, state, due_at, not_acted, message_id, fault }
    }
}

impl Store {
    /// Notes how requests ended, and takes the next ones, in one transaction: what is
    /// given here is under way, and may be sent.
    pub async fn advance(
        &self,
        lease: &Lease,
        ended: &[Ended],
        claim: Claim<'_>,
        now: Timestamp,
    ) -> Result<Vec<Outbound>, StoreError> {
        let ends: Vec<EndRow<'_>> = ended.iter().map(EndRow::of).collect();
        let ends = (!ends.is_empty()).then(|| super::json(&ends));
        let lost: Vec<i64> = ended.iter().filter(|e| e.lost).filter_map(|e| e.request.chat_id).collect();
        let aftermath: Vec<Aftermath> = ended.iter().filter_map(Aftermath::of).collect();
        let (busy, limit) = (super::json(&claim.busy), i64::try_from(claim.limit).unwrap_or(i64::MAX));
        let taps_only = i64::from(claim.taps_only);
        let (write, lease) = (self.write.clone(), lease.clone());
        let mut claimed: Vec<Outbound> = to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                fence!(work, lease);
                if let Some(ends) = ends {
                    sqlx::query(write.words(&sql::FINISH)).bind(ends).bind(now.0).execute(&mut *work).await?;
                }
                for after in aftermath {
                    after_sending!(work, after);
                }
                for chat in lost {
                    sqlx::query(sql::REACH).bind(chat).bind(now.0).execute(&mut *work).await?;
                }
                let claimed = match limit {
                    0 => Vec::new(),
                    limit => sqlx::query_as(write.words(&sql::CLAIM))
                        .bind(now.0).bind(busy).bind(limit).bind(taps_only).fetch_all(&mut *work).await?,
                };
                work.commit().await?;
                Ok(claimed)
            })
        })
        .await?;
        claimed.sort_by_key(|request| (request.priority, request.outbox_id));
        Ok(claimed)
    }

    /// After a crash: requests that were under way may have arrived; where one more is
    /// allowed it is due at `due`. Gives how many.
    pub async fn recover(&self, lease: &Lease, now: Timestamp, due: Timestamp) -> Result<u64, StoreError> {
        let (write, lease) = (self.write.clone(), lease.clone());
        to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                fence!(work, lease);
                let found = sqlx::query(sql::RECOVER).bind(now.0).bind(due.0).execute(&mut *work).await?.rows_affected();
                for words in desk_sql::SETTLE_UNCERTAIN {
                    sqlx::query(words).execute(&mut *work).await?;
                }
                work.commit().await?;
                Ok(found)
            })
        })
        .await
    }

    /// After the database was out of reach: what it holds as under way and is not in
    /// hand was never sent, since its taking was never confirmed.
    pub async fn reclaim(&self, lease: &Lease, in_hand: &[i64], now: Timestamp) -> Result<(), StoreError> {
        let (write, lease, in_hand) = (self.write.clone(), lease.clone(), super::json(&in_hand));
        to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                fence!(work, lease);
                sqlx::query(write.words(&sql::RECLAIM)).bind(in_hand).bind(now.0).execute(&mut *work).await?;
                work.commit().await
            })
        })
        .await
    }

    /// What was sent in answer to a message, in order.
    pub async fn answers(&self, chat: ChatId, question: i64) -> Result<Vec<Answered>, StoreError> {
        let read = self.read.clone();
        to_the_end(async move {
            on!(&read, pool => {
                sqlx::query_as(sql::ANSWERS).bind(chat.0).bind(question).fetch_all(pool).await
            })
        })
        .await
    }

    /// A group has become a supergroup with a number of its own.
    pub async fn move_chat(&self, lease: &Lease, from: ChatId, to: ChatId) -> Result<(), StoreError> {
        let (write, lease) = (self.write.clone(), lease.clone());
        to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                fence!(work, lease);
                for words in sql::MOVE {
                    sqlx::query(words).bind(from.0).bind(to.0).execute(&mut *work).await?;
                }
                work.commit().await
            })
        })
        .await
    }

    /// Requests that did not arrive, or may not have, newest first.
    pub async fn undelivered(&self, limit: u32) -> Result<Vec<Undelivered>, StoreError> {
        let read = self.read.clone();
        to_the_end(async move {
            on!(&read, pool => sqlx::query_as(sql::UNDELIVERED).bind(i64::from(limit)).fetch_all(pool).await)
        })
        .await
    }
}
