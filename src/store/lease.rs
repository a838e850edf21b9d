//! Who leads: of several instances on one database, one handles and sends at a time. A
//! SQLite file is led by whoever holds a lock on the file beside it, which ends with the
//! process; on PostgreSQL by whoever renews a row, whose epoch refuses a leader that
//! slept through its end. It may not decide when to renew.

use std::fs::{File, TryLockError};
use std::sync::Arc;
use std::time::Duration;

use super::{Pool, Store, StoreError, on, open, sql, to_the_end};

pub(super) const NAME: &str = "serve";

/// The right to handle and to send. Clones share it.
#[derive(Debug, Clone)]
pub struct Lease(pub(super) Held);

#[derive(Debug, Clone)]
pub(super) enum Held {
    /// The only process on its database, for as long as the file is open.
    Alone(#[expect(dead_code, reason = "held for its lock")] Option<Arc<File>>),
    /// The row of this holder, in this epoch.
    Row { holder: String, epoch: i64 },
}

impl Store {
    /// Takes the lead for `term`, or keeps it; `None` while somebody else has it. `holder`
    /// is a name that no other process has.
    pub async fn lead(
        &self,
        held: Option<&Lease>,
        holder: &str,
        term: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        match (&self.write, held) {
            (Pool::Sqlite(_), Some(lease)) => Ok(Some(lease.clone())),
            (Pool::Sqlite(_), None) => self.pass_turnstile(),
            (Pool::Postgres(pool), _) => {
                let (pool, holder, mine) = (pool.clone(), holder.to_owned(), holder.to_owned());
                let term = i64::try_from(term.as_millis()).unwrap_or(i64::MAX);
                let epoch: Option<i64> = to_the_end(async move {
                    sqlx::query_scalar(sql::LEAD)
                        .bind(NAME)
                        .bind(holder)
                        .bind(term)
                        .fetch_optional(&pool)
                        .await
                })
                .await?;
                Ok(epoch.map(|epoch| Lease(Held::Row { holder: mine, epoch })))
            }
        }
    }

    fn pass_turnstile(&self) -> Result<Option<Lease>, StoreError> {
        let Some(path) = &self.turnstile else { return Ok(Some(Lease(Held::Alone(None)))) };
        let failed = |error: std::io::Error| StoreError::Unavailable(error.into());
        let file = open::lock_file(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lease(Held::Alone(Some(Arc::new(file)))))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Lets the next one lead at once.
    pub async fn let_go(&self, lease: Lease) -> Result<(), StoreError> {
        let Held::Row { holder, epoch } = lease.0 else { return Ok(()) };
        let write = self.write.clone();
        to_the_end(async move {
            on!(&write, pool => {
                sqlx::query(sql::LET_GO).bind(NAME).bind(holder).bind(epoch).execute(pool).await.map(drop)
            })
        })
        .await
    }
}

/// Refuses a transaction of somebody who no longer leads.
macro_rules! fence {
    ($work:expr, $lease:expr) => {
        if let crate::store::lease::Held::Row { holder, epoch } = &$lease.0 {
            let led: Option<i64> = sqlx::query_scalar(sql::STILL_LEADS)
                .bind(crate::store::lease::NAME)
                .bind(holder)
                .bind(epoch)
                .fetch_optional(&mut *$work)
                .await?;
            if led.is_none() {
                return Err(sqlx::Error::Protocol(crate::store::error::FENCED.to_owned()));
            }
        }
    };
}
pub(super) use fence;
