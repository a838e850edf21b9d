//! The inbox, handled: each update is read, answered and settled, a batch of chats in
//! one transaction. Updates of one chat follow each other; a panic stays inside its own
//! update, is tried again, and after that parked with a word to the person. It may not
//! send: it decides what is sent.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::client::Bot;
use super::desk::Desks;
use super::gate::Gate;
use super::meaning::{Meaning, Talk};
use super::read::read;
use super::typing::Expected;
use super::write;
use crate::app::{App, Decided, chain};
use crate::chat::{Chat, Message, NewTicket, Reply, Said, Turn};
use crate::fault;
use crate::lang::Lang;
use crate::store::{Fate, Lease, Settled, Store, StoreError, Waiting};
use crate::text::mask;

/// Chats handled at once.
const BATCH: u32 = 64;
/// How long nothing happens before the inbox is looked at anyway.
const NET: Duration = Duration::from_millis(250);
/// How often an update may fail before it is parked.
const ATTEMPTS: u32 = 3;
/// The pause before a failed update is tried again; it doubles.
const PAUSE: Duration = Duration::from_millis(500);
/// How often an update is looked at whose ticket changes meanwhile.
const LOOKS: u32 = 5;

/// What handles the inbox.
pub struct Handler {
    pub app: Arc<App>,
    pub store: Store,
    pub bot: Bot,
    /// Rung when there is something new in the inbox.
    pub inbox: Arc<Notify>,
    /// Rung for the sender.
    pub outbox: Arc<Notify>,
    /// The chats that wait for an answer.
    pub expected: Arc<Expected>,
    /// Who may write how much.
    pub gate: Gate,
    /// What is about tickets.
    pub desks: Desks,
    /// Rung for the clerk.
    pub desk_bell: Arc<Notify>,
}

/// What an update leads to.
pub enum Considered {
    /// Its end, with what it changes.
    End(Box<Settled>),
    /// It is about a ticket, perhaps: such updates are handled one at a time.
    AtTheDesk,
}

impl Handler {
    /// Handles until told to stop, then what waits already. Ends early when another
    /// instance leads.
    pub async fn run(self: Arc<Self>, lease: &Lease, stop: &CancellationToken) -> Result<(), StoreError> {
        loop {
            match self.batch(lease).await {
                Ok(0) if stop.is_cancelled() => return Ok(()),
                Ok(0) => tokio::select! {
                    () = self.inbox.notified() => {}
                    () = tokio::time::sleep(NET) => {}
                    () = stop.cancelled() => {}
                },
                Ok(_) => {
                    self.outbox.notify_one();
                    self.desk_bell.notify_one();
                }
                Err(StoreError::Fenced) => return Err(StoreError::Fenced),
                Err(error) => {
                    tracing::error!(error = %chain(&error), "the inbox cannot be handled; trying again");
                    tokio::time::sleep(NET * 4).await;
                }
            }
        }
    }

    /// One batch: at most one update of a chat.
    async fn batch(self: &Arc<Self>, lease: &Lease) -> Result<usize, StoreError> {
        let waiting = self.store.waiting(BATCH, self.app.now()).await?;
        let count = waiting.len();
        if count == 0 {
            return Ok(0);
        }
        let (decided, at_the_desk) = self.considered(waiting).await?;
        let settled = decided.into_iter().map(|(_, settled)| settled).collect();
        fault::crash_point("before the transaction");
        match self.store.settle(lease, settled, self.app.now()).await {
            // One record that the database does not take must not hold up the others.
            Err(StoreError::Refused(_)) => return self.one_by_one(lease).await.map(|()| count),
            other => other?,
        }
        self.one_at_a_time(lease, at_the_desk).await?;
        fault::crash_point("outbox committed");
        Ok(count)
    }

    /// Settles what waits, each update in a transaction of its own.
    async fn one_by_one(self: &Arc<Self>, lease: &Lease) -> Result<(), StoreError> {
        let waiting = self.store.waiting(BATCH, self.app.now()).await?;
        let (decided, at_the_desk) = self.considered(waiting).await?;
        for (update, decided) in decided {
            self.settle_alone(lease, &update, decided).await?;
        }
        self.one_at_a_time(lease, at_the_desk).await
    }

    /// Settles updates that may be about a ticket: each sees what the one before changed.
    /// Where the office changed the ticket meanwhile, from the command line, it looks again.
    async fn one_at_a_time(self: &Arc<Self>, lease: &Lease, updates: Vec<Waiting>) -> Result<(), StoreError> {
        for update in updates {
            for look in 1..=LOOKS {
                let (this, copy) = (Arc::clone(self), update.clone());
                let settled = match tokio::spawn(async move { this.consider_alone(copy).await }).await {
                    Ok(settled) => settled?,
                    Err(_) => self.stumbled(&update),
                };
                match self.settle_alone(lease, &update, settled).await {
                    Err(StoreError::Stale) if look < LOOKS => {}
                    Err(StoreError::Stale) => {
                        let stumbled = self.stumbled(&update);
                        self.settle_alone(lease, &update, stumbled).await?;
                    }
                    other => {
                        other?;
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// Settles one update; one that cannot be stored is given up after a few tries.
    async fn settle_alone(
        &self,
        lease: &Lease,
        update: &Waiting,
        settled: Settled,
    ) -> Result<(), StoreError> {
        match self.store.settle(lease, vec![settled], self.app.now()).await {
            Err(StoreError::Refused(why)) => {
                tracing::error!(error = %chain(why.as_ref()), "what an update leads to cannot be stored");
                self.store.settle(lease, vec![self.stumbled(update)], self.app.now()).await
            }
            other => other,
        }
    }

    /// What each update leads to, each considered behind a fence of its own; and those
    /// that are for the desk, in order.
    async fn considered(
        self: &Arc<Self>,
        waiting: Vec<Waiting>,
    ) -> Result<(Vec<(Waiting, Settled)>, Vec<Waiting>), StoreError> {
        let considering = waiting.into_iter().map(|update| {
            let (this, copy) = (Arc::clone(self), update.clone());
            (update, tokio::spawn(async move { this.consider(copy).await }))
        });
        let (mut decided, mut at_the_desk) = (Vec::new(), Vec::new());
        for (update, considering) in considering.collect::<Vec<_>>() {
            match considering.await {
                Ok(considered) => match considered? {
                    Considered::End(settled) => decided.push((update, *settled)),
                    Considered::AtTheDesk => at_the_desk.push(update),
                },
                Err(_) => {
                    let stumbled = self.stumbled(&update);
                    decided.push((update, stumbled));
                }
            }
        }
        Ok((decided, at_the_desk))
    }

    /// Handling it panicked: once more a little later, and after that parked, with a word
    /// to the person and a ticket for the office.
    fn stumbled(&self, update: &Waiting) -> Settled {
        let failed = update.attempts + 1;
        tracing::error!(update = update.update, failed, "handling an update failed");
        if failed < ATTEMPTS {
            let again = self.app.now().plus(PAUSE * 2_u32.pow(update.attempts));
            return Settled::new(update.update, Fate::Again(again, "it panicked".to_owned()));
        }
        let parked = Settled::new(update.update, Fate::Parked("it panicked each time".to_owned()));
        let Meaning::Talk(talk) = read(&update.raw, &self.bot, None) else { return parked };
        let decided = Decided::without_judging(apology(&update.known, &talk), self.app.knowledge());
        let parked = parked.remembering(talk.incoming.chat, &decided.record(&talk.incoming), self.app.now());
        parked.sending(Box::new(move |number| write::replies(&talk.place, None, &decided.in_words(number))))
    }
}

/// What is said where an update cannot be handled.
fn apology(known: &Chat, talk: &Talk) -> Turn {
    let lang = known.language.or(talk.incoming.hint).unwrap_or(Lang::Id);
    let question = match &talk.incoming.said {
        Said::Text(text) => mask(text).chars().take(1000).collect(),
        Said::Tap(_) | Said::Wordless => String::new(),
    };
    let parts = vec![Message::Fault, Message::Ticket { number: None, programme: None, expected: None }];
    Turn {
        replies: vec![Reply { lang, parts, buttons: Vec::new(), rate: None, in_place: false }],
        toast: None,
        rating: None,
        chat: known.clone(),
        asked: Vec::new(),
        choice: None,
        ticket: Some(NewTicket { programme: None, lang, question, offered: Vec::new() }),
    }
}
