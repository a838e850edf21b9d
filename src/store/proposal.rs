//! Proposals: changes of the knowledge that wait for a decision, what they were measured to
//! do, and the questions that led to them. Each has a version, and whoever decides on an
//! older one is refused. It may not decide anything, nor look into a change.

use super::desk::{row, rows};
use super::error::STALE;
use super::rows::clean;
use super::{Pool, Store, StoreError, json, on, proposal_sql as sql, to_the_end};
use crate::chat::PersonId;
use crate::clock::Timestamp;
use crate::review::{Change, Effect, NewProposal, Proposal, ProposalNumber, ProposalState};

/// A row of `proposal`.
#[derive(sqlx::FromRow)]
struct ProposalRow {
    number: i64,
    version: i64,
    kind: String,
    state: String,
    questions: String,
    change: String,
    knowledge: String,
    effect: Option<String>,
    made_at: i64,
    made_by: Option<i64>,
    decided_at: Option<i64>,
    decided_by: Option<i64>,
    reason: Option<String>,
    went: Option<String>,
}

impl ProposalRow {
    fn read(self) -> Result<Proposal, StoreError> {
        let bad = |column| StoreError::corrupt(column, self.number);
        let change: Option<Change> = match self.change.as_str() {
            "{}" => None,
            change => Some(serde_json::from_str(change).map_err(|_| bad("proposal.change"))?),
        };
        let effect: Option<Effect> = match &self.effect {
            Some(effect) => Some(serde_json::from_str(effect).map_err(|_| bad("proposal.effect"))?),
            None => None,
        };
        Ok(Proposal {
            number: ProposalNumber(self.number),
            version: self.version,
            state: ProposalState::from_code(&self.state).ok_or_else(|| bad("proposal.state"))?,
            questions: serde_json::from_str(&self.questions).map_err(|_| bad("proposal.questions"))?,
            kind: self.kind,
            change,
            knowledge: self.knowledge,
            effect,
            made_at: Timestamp(self.made_at),
            made_by: self.made_by.map(PersonId),
            decided_at: self.decided_at.map(Timestamp),
            decided_by: self.decided_by.map(PersonId),
            reason: self.reason,
            went: self.went,
        })
    }
}

impl Store {
    /// A proposal more, with its questions, which wait no longer; a dismissal is accepted at
    /// once. [`StoreError::Stale`] where somebody cared for one of the questions meanwhile.
    pub async fn propose(&self, new: &NewProposal, now: Timestamp) -> Result<ProposalNumber, StoreError> {
        let dismissed = new.change == Change::Dismiss;
        let state = if dismissed { ProposalState::Accepted } else { ProposalState::Open };
        let NewProposal { questions, change, knowledge, made_by, reason } = new.clone();
        let (write, made_by) = (self.write.clone(), made_by.map(|person| person.0));
        let (kind, change) = (change.kind(), clean(&written(&change)));
        let (reason, knowledge) = (reason.as_deref().map(clean), clean(&knowledge));
        let (decided_at, decided_by) = if dismissed { (Some(now.0), made_by) } else { (None, None) };
        let list = json(&questions);
        let number = to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                let number: i64 = sqlx::query_scalar(sql::ADD).bind(kind).bind(state.code()).bind(&list)
                    .bind(change).bind(knowledge).bind(now.0).bind(made_by).bind(decided_at)
                    .bind(decided_by).bind(reason).fetch_one(&mut *work).await?;
                let taken = sqlx::query(write.words(&sql::TAKE)).bind(&list).bind(number)
                    .execute(&mut *work).await?.rows_affected();
                if taken != questions.len() as u64 {
                    return Err(sqlx::Error::Protocol(STALE.to_owned()));
                }
                work.commit().await?;
                Ok(number)
            })
        })
        .await?;
        Ok(ProposalNumber(number))
    }

    /// The newest proposals, of one state or of all.
    pub async fn proposals(
        &self,
        state: Option<ProposalState>,
        limit: u32,
    ) -> Result<Vec<Proposal>, StoreError> {
        rows!(self, ProposalRow, sql::SOME, state.map(ProposalState::code), i64::from(limit))
    }

    /// The proposal of that number.
    pub async fn proposal(&self, number: ProposalNumber) -> Result<Option<Proposal>, StoreError> {
        row!(self, ProposalRow, sql::ONE, number.0)
    }

    /// The questions that led to a proposal, masked, oldest first.
    pub async fn questions_of(&self, number: ProposalNumber) -> Result<Vec<String>, StoreError> {
        let read = self.read.clone();
        to_the_end(async move {
            on!(&read, pool => sqlx::query_scalar(sql::TEXTS).bind(number.0).fetch_all(pool).await)
        })
        .await
    }

    /// Notes what an open proposal does.
    pub async fn note_effect(
        &self,
        number: ProposalNumber,
        version: i64,
        effect: &Effect,
    ) -> Result<(), StoreError> {
        let (write, effect) = (self.write.clone(), clean(&written(effect)));
        to_the_end(async move {
            on!(&write, pool => {
                let done = sqlx::query(sql::NOTE_EFFECT).bind(number.0).bind(version).bind(effect)
                    .execute(pool).await?;
                once(done.rows_affected())
            })
        })
        .await
    }

    /// Begins to accept an open proposal; its version from now on.
    pub async fn claim_proposal(&self, number: ProposalNumber, version: i64) -> Result<i64, StoreError> {
        let write = self.write.clone();
        to_the_end(async move {
            on!(&write, pool => {
                let done = sqlx::query(sql::CLAIM).bind(number.0).bind(version).execute(pool).await?;
                once(done.rows_affected())
            })
        })
        .await?;
        Ok(version + 1)
    }

    /// An open proposal is accepted: its files are changed, and this is where it went.
    pub async fn accept_proposal(
        &self,
        number: ProposalNumber,
        version: i64,
        by: Option<PersonId>,
        went: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (write, went) = (self.write.clone(), went.map(clean));
        to_the_end(async move {
            on!(&write, pool => {
                let done = sqlx::query(sql::ACCEPT).bind(number.0).bind(version).bind(now.0)
                    .bind(by.map(|person| person.0)).bind(went).execute(pool).await?;
                once(done.rows_affected())
            })
        })
        .await
    }

    /// An open proposal is rejected: its questions wait again, and what it would have changed
    /// is not kept.
    pub async fn reject_proposal(
        &self,
        number: ProposalNumber,
        version: i64,
        by: Option<PersonId>,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (write, reason) = (self.write.clone(), clean(reason));
        to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                let done = sqlx::query(sql::REJECT).bind(number.0).bind(version).bind(now.0)
                    .bind(by.map(|person| person.0)).bind(reason).execute(&mut *work).await?;
                once(done.rows_affected())?;
                sqlx::query(sql::FREE).execute(&mut *work).await?;
                work.commit().await
            })
        })
        .await
    }
}

/// One row was changed, or it was not as whoever decided thought.
fn once(rows: u64) -> Result<(), sqlx::Error> {
    if rows == 1 { Ok(()) } else { Err(sqlx::Error::Protocol(STALE.to_owned())) }
}

/// As JSON. What these values hold always is.
fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}
