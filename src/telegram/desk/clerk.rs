//! The clerk: brings cards to what tickets are, passes on what was said, reminds, closes
//! what has gone quiet, tells of news. Each piece of work is one transaction that is
//! refused where somebody was quicker; nothing is kept in memory, so a crash costs nothing.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::requests;
use super::{Desk, Desks, Turn};
use crate::app::chain;
use crate::fault;
use crate::knowledge::State;
use crate::lang::Lang;
use crate::staff::{Post, PostKind, PostState, Ticket};
use crate::store::{Actor, Also, Lease, StoreError};

/// How long nothing happens before everything is looked at anyway.
const NET: Duration = Duration::from_millis(500);
/// The least time between two rounds.
const BREATH: Duration = Duration::from_millis(50);
/// Tickets looked at in one round.
const BATCH: u32 = 500;
/// A topic of the forum that could not be made is tried again after so long.
const PLACE_AGAIN: Duration = Duration::from_secs(3600);

/// What works for the desk between updates.
pub struct Clerk {
    pub desks: Desks,
    /// Rung when an update was handled.
    pub bell: Arc<Notify>,
    /// Rung for the sender.
    pub outbox: Arc<Notify>,
}

/// What was told of the knowledge since this instance leads.
#[derive(Default)]
struct Told {
    /// The version whose news were told to askers.
    news_of: Option<String>,
    /// The state that admins know.
    of: Option<State>,
}

impl Clerk {
    /// Works until told to stop. Ends early when another instance leads.
    pub async fn run(&self, lease: &Lease, stop: &CancellationToken) -> Result<(), StoreError> {
        let mut told = Told::default();
        while !stop.is_cancelled() {
            match self.round(lease, &mut told).await {
                Ok(true) => self.outbox.notify_one(),
                Ok(false) => {}
                Err(StoreError::Fenced) => return Err(StoreError::Fenced),
                Err(error) => {
                    tracing::error!(error = %chain(&error), "the desk's work is held up; trying again");
                    tokio::time::sleep(NET * 4).await;
                }
            }
            // A rush of updates rings all the time; cards need not follow each of them.
            tokio::time::sleep(BREATH).await;
            tokio::select! {
                () = self.bell.notified() => {}
                () = tokio::time::sleep(NET) => {}
                () = stop.cancelled() => {}
            }
        }
        Ok(())
    }

    /// Everything that is to be done now; true where something was.
    async fn round(&self, lease: &Lease, told: &mut Told) -> Result<bool, StoreError> {
        let desk = self.desks.of_the_moment();
        let mut done = desk.show(lease).await?;
        done |= desk.pass_on(lease).await?;
        done |= desk.fall_due(lease).await?;
        done |= desk.nightly(lease).await?;
        done |= desk.tell_of_knowledge(lease, &mut told.of).await?;
        let current = &desk.knowledge.version;
        if told.news_of.as_ref() != Some(current) {
            done |= desk.tell_news(lease).await?;
            told.news_of = Some(current.clone());
        }
        Ok(done)
    }
}

impl Desk {
    /// One piece of work, in a transaction of its own. False where somebody else changed
    /// the ticket: the next round looks again.
    pub(super) async fn file(&self, lease: &Lease, turn: Turn) -> Result<bool, StoreError> {
        fault::crash_point("before the desk files");
        let filed = self.store.settle(lease, vec![turn.end()], self.now()).await;
        fault::crash_point("filed");
        match filed {
            Ok(()) => Ok(true),
            Err(StoreError::Stale) => Ok(false),
            Err(StoreError::Refused(why)) => {
                tracing::error!(error = %chain(why.as_ref()), "a piece of the desk's work cannot be stored");
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Brings cards to what their tickets are.
    async fn show(&self, lease: &Lease) -> Result<bool, StoreError> {
        let tickets = self.store.unshown(BATCH).await?;
        let mut done = false;
        let mut fresh = Vec::new();
        for ticket in tickets {
            let posts = self.store.posts(ticket.number).await?;
            let cards: Vec<&Post> = posts.iter().filter(|post| post.kind == PostKind::Card).collect();
            let there: Vec<&Post> =
                cards.iter().copied().filter(|post| post.state == PostState::Sent).collect();
            match (there.is_empty(), cards.is_empty()) {
                (false, _) => done |= self.refresh(lease, &ticket, &there).await?,
                (true, true) if !ticket.is_open() => {
                    let shown = Also::Shown(ticket.number, ticket.version);
                    done |= self.file(lease, Turn::errand().with(shown)).await?;
                }
                (true, true) if ticket.leader.is_some() => {
                    let shown = Also::Shown(ticket.number, ticket.version);
                    done |= self.file(lease, Turn::errand().with(shown)).await?;
                }
                (true, true) => {
                    let talks = posts.iter().any(|post| post.kind == PostKind::In);
                    fresh.push((ticket, talks));
                }
                (true, false) if cards.iter().all(|card| card.state == PostState::Undelivered) => {
                    // Nobody can be reached; they are shown it when somebody can.
                    let shown = Also::Shown(ticket.number, ticket.version);
                    done |= self.file(lease, Turn::errand().with(shown)).await?;
                }
                (true, false) => done |= self.present(lease, &ticket).await?,
            }
        }
        Ok(done | self.welcome(lease, fresh).await?)
    }

    /// The cards of a ticket that changed.
    async fn refresh(&self, lease: &Lease, ticket: &Ticket, cards: &[&Post]) -> Result<bool, StoreError> {
        let mut turn = Turn::errand().with(Also::Shown(ticket.number, ticket.version));
        self.changed_cards(&mut turn, ticket, cards).await?;
        self.file(lease, turn).await
    }

    /// New tickets: some join another that asks the same, the others get cards, or a
    /// line of the digest where they are too many.
    async fn welcome(&self, lease: &Lease, fresh: Vec<(Ticket, bool)>) -> Result<bool, StoreError> {
        let mut done = false;
        let mut alone = Vec::new();
        for (ticket, talks) in fresh {
            let leader = if talks { None } else { self.leader_of(&ticket).await? };
            match leader {
                Some(leader) => done |= self.join_group(lease, ticket, leader).await?,
                None => alone.push(ticket),
            }
        }
        let room = self.room(alone.len()).await?;
        let (now, later) = alone.split_at(room);
        for ticket in now {
            done |= self.present(lease, ticket).await?;
        }
        Ok(done | self.digest(lease, later).await?)
    }

    async fn join_group(&self, lease: &Lease, ticket: Ticket, leader: Ticket) -> Result<bool, StoreError> {
        let number = leader.number;
        let mut next = Ticket { leader: Some(number), ..ticket };
        next.due_at = self.policy().due(&next);
        let shown = Also::Shown(next.number, next.version + 1);
        // The leader's card counts it: its version grows.
        let turn = Turn::errand()
            .step(next, Actor::Program, "joined", number.0.to_string())
            .step(leader, Actor::Program, "joined by another", "")
            .with(shown);
        self.file(lease, turn).await
    }

    /// The first cards of a ticket, and when somebody is reminded of it.
    async fn present(&self, lease: &Lease, ticket: &Ticket) -> Result<bool, StoreError> {
        let Some(drafts) = self.new_card(ticket).await? else {
            return self.make_place(lease, ticket).await;
        };
        let mut turn = Turn::errand().with(Also::Shown(ticket.number, ticket.version + 1));
        turn.drafts = drafts;
        let next = Ticket { due_at: self.policy().due(ticket), ..ticket.clone() };
        self.file(lease, turn.step(next, Actor::Program, "shown", "")).await
    }

    /// Asks for the topic of the forum that a ticket belongs into.
    async fn make_place(&self, lease: &Lease, ticket: &Ticket) -> Result<bool, StoreError> {
        let (Some(name), Some(chat)) = (self.place_of(ticket), self.group()) else { return Ok(false) };
        let place = self.store.place(&name).await?;
        let waits = |place: &crate::store::Place| {
            let since = self.now().since(crate::clock::Timestamp(place.made_at));
            place.chat_id == chat.0 && since < i64::try_from(PLACE_AGAIN.as_millis()).unwrap_or(i64::MAX)
        };
        if place.as_ref().is_some_and(waits) {
            return Ok(false);
        }
        let knowledge = &self.knowledge;
        let title = match (self.staff.topics, &ticket.programme) {
            (crate::config::Topics::Ticket, _) => {
                let words: String = ticket.question.chars().take(60).collect();
                format!("{} {words}", ticket.number.0)
            }
            (_, programme) => knowledge.catalog.field(&knowledge.faq, Lang::Id, programme.as_deref()),
        };
        let mut turn = Turn::errand().with(Also::Place { name: name.clone(), chat });
        turn.drafts.push(requests::open_topic(chat, &name, &title));
        self.file(lease, turn).await
    }
}
