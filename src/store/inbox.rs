//! Updates between their arrival and their end. They are stored as they came, before
//! anybody has read more of them than a key, and blanked when they are done. It may not
//! know what an update says.

use super::lease::fence;
use super::outbox::{Draft, DraftRow};
use super::rows::{ChatRow, RatingRow, Written, clean};
use super::{Lease, Pool, Record, Store, StoreError, each, on, open_ticket, rows, sql, to_the_end};
use crate::chat::{Chat, ChatId, TicketNumber};
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
}

/// What becomes of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Handled.
    Done,
    /// Not yet: look again then.
    Later(Timestamp),
    /// Handling it failed, as told without a person's words: try again then.
    Again(Timestamp, String),
    /// Given up, for an operator to look at.
    Parked(String),
}

/// Writes the requests to Telegram once the ticket's number is known.
pub type Drafting = Box<dyn FnOnce(Option<TicketNumber>) -> Vec<Draft> + Send>;

/// An update's end, and all that it changes: one transaction.
pub struct Settled {
    update: i64,
    fate: Fate,
    written: Option<Written>,
    drafting: Option<Drafting>,
    withdrawn: Vec<i64>,
    reach: Option<(ChatId, Option<Timestamp>)>,
    moved: Option<(ChatId, ChatId)>,
}

impl Settled {
    /// An update's fate, and nothing else yet.
    pub fn new(update: i64, fate: Fate) -> Settled {
        Settled { update, fate, written: None, drafting: None, withdrawn: vec![], reach: None, moved: None }
    }

    /// What is remembered of the chat from now on.
    pub fn remembering(mut self, chat: ChatId, record: &Record<'_>, now: Timestamp) -> Settled {
        self.written = Some(Written::new(chat, record, now));
        self
    }

    /// What is sent.
    pub fn sending(mut self, drafting: Drafting) -> Settled {
        self.drafting = Some(drafting);
        self
    }

    /// What is not sent after all, where that is still possible.
    pub fn withdrawing(mut self, outbox: Vec<i64>) -> Settled {
        self.withdrawn = outbox;
        self
    }

    /// Since when nothing reaches the chat; `None`: it can be reached again.
    pub fn reaching(mut self, chat: ChatId, lost_since: Option<Timestamp>) -> Settled {
        self.reach = Some((chat, lost_since));
        self
    }

    /// The chat has another number from now on.
    pub fn moving(mut self, from: ChatId, to: ChatId) -> Settled {
        self.moved = Some((from, to));
        self
    }

    /// The update that this is about.
    pub fn update(&self) -> i64 {
        self.update
    }
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

#[derive(serde::Serialize)]
struct FateRow {
    update_id: i64,
    state: &'static str,
    failed: i64,
    due_at: Option<i64>,
    fault: Option<String>,
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
        })
    }
}

impl FateRow {
    fn of(settled: &Settled) -> FateRow {
        let (state, failed, due_at, fault) = match &settled.fate {
            Fate::Done => ("done", 0, None, None),
            Fate::Later(at) => ("new", 0, Some(at.0), None),
            Fate::Again(at, fault) => ("new", 1, Some(at.0), Some(clean(fault))),
            Fate::Parked(fault) => ("parked", 1, None, Some(clean(fault))),
        };
        FateRow { update_id: settled.update, state, failed, due_at, fault }
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

    /// Ends updates, with all that they change, in one transaction. An update that is
    /// settled already changes nothing.
    pub async fn settle(
        &self,
        lease: &Lease,
        settled: Vec<Settled>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (write, lease) = (self.write.clone(), lease.clone());
        to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                fence!(work, lease);
                let fates: Vec<FateRow> = settled.iter().map(FateRow::of).collect();
                let open: Vec<i64> = sqlx::query_scalar(write.words(&sql::STILL_NEW))
                    .bind(super::json(&fates)).fetch_all(&mut *work).await?;
                let (settled, moves) = Changes::of(settled, &open);
                each!(work, write, sql::SAVE_CHATS, settled.chats, now.0);
                each!(work, write, sql::ADD_ASKED, settled.asked);
                each!(work, write, sql::RATE, settled.ratings, now.0);
                each!(work, write, sql::WITHDRAW, settled.withdrawn, now.0);
                let mut drafts = Vec::new();
                for (update, ticket, drafting) in settled.drafting {
                    let number: Option<i64> = match &ticket {
                        Some(ticket) => Some(open_ticket!(work, ticket)),
                        None => None,
                    };
                    drafts.extend(DraftRow::all(update, drafting(number.map(TicketNumber))));
                }
                each!(work, write, sql::POST, drafts, now.0);
                each!(work, write, sql::SETTLE, fates);
                for (chat, since) in settled.reach {
                    sqlx::query(sql::REACH).bind(chat.0).bind(since.map(|at| at.0)).execute(&mut *work).await?;
                }
                for (from, to) in moves {
                    for words in sql::MOVE {
                        sqlx::query(words).bind(from.0).bind(to.0).execute(&mut *work).await?;
                    }
                }
                work.commit().await
            })
        })
        .await
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
                for words in sql::PURGE {
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

/// The changes of several updates, by table.
#[derive(Default)]
struct Changes {
    chats: Vec<ChatRow>,
    asked: Vec<rows::AskedRow>,
    ratings: Vec<RatingRow>,
    withdrawn: Vec<Withdrawn>,
    drafting: Vec<(i64, Option<rows::TicketRow>, Drafting)>,
    reach: Vec<(ChatId, Option<Timestamp>)>,
}

#[derive(serde::Serialize)]
struct Withdrawn {
    outbox_id: i64,
}

impl Changes {
    /// Those of the updates that are still open, and the chats that move.
    fn of(settled: Vec<Settled>, open: &[i64]) -> (Changes, Vec<(ChatId, ChatId)>) {
        let (mut changes, mut moves) = (Changes::default(), Vec::new());
        for one in settled.into_iter().filter(|one| open.contains(&one.update)) {
            let mut ticket = None;
            if let Some(written) = one.written {
                changes.chats.push(written.chat);
                changes.asked.extend(written.asked);
                changes.ratings.extend(written.rating);
                ticket = written.ticket;
            }
            changes.withdrawn.extend(one.withdrawn.into_iter().map(|outbox_id| Withdrawn { outbox_id }));
            changes.drafting.extend(one.drafting.map(|drafting| (one.update, ticket, drafting)));
            changes.reach.extend(one.reach);
            moves.extend(one.moved);
        }
        (changes, moves)
    }
}
