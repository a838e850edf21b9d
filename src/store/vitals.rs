//! How the program is, in numbers: what happened of late, and whether anything changed
//! since one looked. Counts alone; it may not read what anybody wrote.

use super::{Pool, Store, StoreError, on, to_the_end};
use crate::clock::Timestamp;

/// What happened since `$1`.
const VITALS: &str = "
    select (select count(*) from inbox where received_at >= $1) as received,
           (select count(*) from asked where asked_at >= $1) as asked,
           (select count(*) from outbox where state = 'sent' and changed_at >= $1) as sent,
           (select count(*) from outbox where changed_at >= $1
                and (state = 'failed' or (state = 'uncertain' and due_at is null))) as failed,
           (select count(*) from ticket where asked_at >= $1) as tickets";
/// Numbers that grow, or change, with what happens.
const PULSE: &str = "
    select (select coalesce(max(asked_id), 0) from asked) as asked,
           cast((select coalesce(sum(version + posts), 0) from ticket) as bigint) as tickets,
           cast((select coalesce(sum(version), 0) from proposal) as bigint) as proposals,
           (select coalesce(max(outbox_id), 0) from outbox)
                + (select count(*) from outbox where due_at is not null)
                + (select count(*) from inbox where state = 'new') as wire";

/// What happened since a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Vitals {
    /// Updates that came.
    pub received: i64,
    /// Questions that were judged.
    pub asked: i64,
    /// Requests that were sent.
    pub sent: i64,
    /// Requests that were given up, or may not have arrived.
    pub failed: i64,
    /// Tickets that were opened.
    pub tickets: i64,
}

/// Numbers that change when something happens that a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Pulse {
    /// The last question.
    pub asked: i64,
    /// All steps of all tickets, and all their messages.
    pub tickets: i64,
    /// The last proposal, and all changes of all of them.
    pub proposals: i64,
    /// The last update, and what waits.
    pub wire: i64,
}

impl Store {
    /// What happened since a moment, as far as it is still remembered.
    pub async fn vitals(&self, since: Timestamp) -> Result<Vitals, StoreError> {
        let read = self.read.clone();
        to_the_end(
            async move { on!(&read, pool => sqlx::query_as(VITALS).bind(since.0).fetch_one(pool).await) },
        )
        .await
    }

    /// The pulse: another one than before, once something has happened.
    pub async fn pulse(&self) -> Result<Pulse, StoreError> {
        let read = self.read.clone();
        to_the_end(async move { on!(&read, pool => sqlx::query_as(PULSE).fetch_one(pool).await) }).await
    }
}
