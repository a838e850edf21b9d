//! One message from arrival to reply: load the chat, respond, remember, render. Knows
//! no wire: Telegram, a terminal and a test are only callers. A database that is down
//! costs the ticket's number and the chat's memory, never the answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::chat::{Chat, Incoming, Message, OpenTicket, Reply, TicketNumber, Turn, respond};
use crate::clock::Clock;
use crate::knowledge::Knowledge;
use crate::l10n::Html;
use crate::store::{Record, Store, StoreError};

/// Everything a reply needs.
pub struct App {
    knowledge: Arc<Knowledge>,
    store: Option<Store>,
    clock: Clock,
    /// Whether the database was out of reach the last time: a change is logged once.
    forgetful: AtomicBool,
}

/// A reply ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// The text.
    pub html: Html,
    /// Buttons, one a row: what each says, and its payload.
    pub buttons: Vec<(String, String)>,
}

impl App {
    /// Without a store nothing is remembered between messages.
    pub fn new(knowledge: Arc<Knowledge>, store: Option<Store>, clock: Clock) -> App {
        App { knowledge, store, clock, forgetful: AtomicBool::new(false) }
    }

    /// What is said in return; never empty.
    pub async fn handle(&self, incoming: &Incoming) -> Vec<Outgoing> {
        let now = self.clock.now();
        let chat = self.remembered(incoming).await;
        let mut turn = respond(&self.knowledge.faq, &self.knowledge.judge, &chat, incoming, now);
        let number = self.record(incoming, &turn, now).await;
        self.complete(incoming, &mut turn, number).await;
        turn.replies.iter().map(|reply| render(&self.knowledge, reply)).collect()
    }

    async fn remembered(&self, incoming: &Incoming) -> Chat {
        let Some(store) = &self.store else { return Chat::default() };
        self.noted(store.chat(incoming.chat).await).flatten().unwrap_or_default()
    }

    async fn record(
        &self,
        incoming: &Incoming,
        turn: &Turn,
        now: crate::clock::Timestamp,
    ) -> Option<TicketNumber> {
        let store = self.store.as_ref()?;
        let record = Record {
            chat: &turn.chat,
            asked: &turn.asked,
            ticket: turn.ticket.as_ref(),
            knowledge: &self.knowledge.version,
        };
        self.noted(store.record(incoming.chat, &record, now).await).flatten()
    }

    /// Fills in what only the store knows: the ticket's number, the open tickets.
    async fn complete(&self, incoming: &Incoming, turn: &mut Turn, opened: Option<TicketNumber>) {
        for message in turn.replies.iter_mut().flat_map(|reply| &mut reply.parts) {
            match message {
                Message::Ticket { number, .. } => *number = opened,
                Message::Status(tickets) => *tickets = self.open_tickets(incoming).await,
                _ => {}
            }
        }
    }

    async fn open_tickets(&self, incoming: &Incoming) -> Option<Vec<OpenTicket>> {
        let tickets = self.noted(self.store.as_ref()?.tickets(incoming.chat).await)?;
        let open = tickets.into_iter().map(|ticket| OpenTicket {
            number: ticket.number,
            asked: ticket.asked_at.date(),
            question: ticket.question,
        });
        Some(open.collect())
    }

    /// The result of the store, with a line in the log when it fails for the first time
    /// and when it is back.
    fn noted<T>(&self, result: Result<T, StoreError>) -> Option<T> {
        let failed = result.is_err();
        if self.forgetful.swap(failed, Ordering::Relaxed) != failed {
            match &result {
                Err(error) => {
                    tracing::error!(error = %chain(error), "the database fails; answering without it")
                }
                Ok(_) => tracing::info!("the database is back"),
            }
        }
        result.ok()
    }
}

/// A reply in its language's words.
pub fn render(knowledge: &Knowledge, reply: &Reply) -> Outgoing {
    let Knowledge { faq, catalog, .. } = knowledge;
    let parts = reply.parts.iter().map(|message| catalog.html(faq, reply.lang, message));
    let buttons =
        reply.buttons.iter().map(|button| (catalog.label(reply.lang, &button.label), button.tap.payload()));
    Outgoing { html: Html::paragraphs(parts), buttons: buttons.collect() }
}

/// An error with its causes, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
