//! What the office looks up away from the chat: tickets by what they are, how many there
//! are, what was said, who did what. It may not change anything.

use super::desk::rows;
use super::ticket::TicketRow;
use super::{Actor, Pool, Store, StoreError, desk_sql, on, to_the_end};
use crate::chat::{PersonId, TicketNumber};
use crate::clock::Timestamp;
use crate::staff::{Ticket, TicketState};

/// Which tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketFilter {
    /// In one of these states; none for all.
    pub states: Vec<TicketState>,
    /// Of this programme.
    pub programme: Option<String>,
    /// Of this programme or of none: what its people answer.
    pub answered_by: Option<String>,
    /// Asked at this moment or later.
    pub from: Option<Timestamp>,
    /// Asked before this moment.
    pub before: Option<Timestamp>,
}

impl TicketFilter {
    /// The states as one text with a comma on each side of each.
    fn states(&self) -> String {
        self.states.iter().fold(",".to_owned(), |list, state| list + state.code() + ",")
    }
}

impl Store {
    /// Tickets that fit, after number `after`, in order, at most `limit`.
    pub async fn some_tickets(
        &self,
        filter: &TicketFilter,
        after: TicketNumber,
        limit: u32,
    ) -> Result<Vec<Ticket>, StoreError> {
        let (states, programme) = (filter.states(), filter.programme.clone());
        let answered_by = filter.answered_by.clone();
        let (from, before) =
            (filter.from.unwrap_or(Timestamp(i64::MIN)), filter.before.unwrap_or(Timestamp(i64::MAX)));
        rows!(
            self,
            TicketRow,
            desk_sql::SOME_TICKETS,
            after.0,
            states,
            programme,
            from.0,
            before.0,
            i64::from(limit),
            answered_by
        )
    }

    /// How many tickets there are of each state, of a programme or of all.
    pub async fn count_tickets(
        &self,
        programme: Option<&str>,
    ) -> Result<Vec<(TicketState, u64)>, StoreError> {
        let (read, programme) = (self.read.clone(), programme.map(str::to_owned));
        let rows: Vec<(String, i64)> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as(desk_sql::COUNT_TICKETS).bind(programme).fetch_all(pool).await)
        })
        .await?;
        let counted = |state: TicketState| {
            let found = rows.iter().find(|(code, _)| code == state.code());
            (state, found.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or_default()))
        };
        Ok(TicketState::ALL.map(counted).to_vec())
    }

    /// What the office said about the tickets from `first` to `last`, in order.
    pub async fn said(
        &self,
        first: TicketNumber,
        last: TicketNumber,
    ) -> Result<Vec<(TicketNumber, String)>, StoreError> {
        let read = self.read.clone();
        let rows: Vec<(i64, String)> = to_the_end(async move {
            on!(&read, pool => sqlx::query_as(desk_sql::SAID).bind(first.0).bind(last.0).fetch_all(pool).await)
        })
        .await?;
        Ok(rows.into_iter().map(|(ticket, text)| (TicketNumber(ticket), text)).collect())
    }

    /// The audit trail of a ticket: when, and what.
    pub async fn events(
        &self,
        ticket: TicketNumber,
    ) -> Result<Vec<(Timestamp, Actor, String, String)>, StoreError> {
        rows!(self, EventRow, desk_sql::EVENTS, ticket.0)
    }
}

#[derive(sqlx::FromRow)]
struct EventRow {
    at: i64,
    actor: Option<i64>,
    act: String,
    detail: String,
}

impl EventRow {
    fn read(self) -> Result<(Timestamp, Actor, String, String), StoreError> {
        let actor = match self.actor {
            None => Actor::Asker,
            Some(0) => Actor::Program,
            Some(person) => Actor::Staff(PersonId(person)),
        };
        Ok((Timestamp(self.at), actor, self.act, self.detail))
    }
}
