//! One message from arrival to reply: load the chat, respond, remember, render. Knows
//! no wire: Telegram, a terminal and a test are only callers. A database that is down
//! costs the ticket's number and the chat's memory, never the answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::chat::{Chat, ChatId, Incoming, Message, OpenTicket, Reply, TicketNumber, Turn, respond};
use crate::clock::{Clock, Timestamp};
use crate::faq::TopicId;
use crate::knowledge::Knowledge;
use crate::l10n::Html;
use crate::lang::Lang;
use crate::matching::Verdict;
use crate::store::{Record, Store, StoreError};

/// Answers that inline mode offers at most.
const OFFERS: usize = 5;

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
    /// The topic that a thumb may be given to.
    pub rate: Option<TopicId>,
    /// It takes the place of the message whose button was tapped, where the edge can.
    pub in_place: bool,
}

/// An answer that somebody may choose to send.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The topic.
    pub topic: TopicId,
    /// Its title.
    pub title: String,
    /// The answer.
    pub html: Html,
}

impl App {
    /// Without a store nothing is remembered between messages.
    pub fn new(knowledge: Arc<Knowledge>, store: Option<Store>, clock: Clock) -> App {
        App { knowledge, store, clock, forgetful: AtomicBool::new(false) }
    }

    /// What is said in return; empty only where a tap was repeated or answered at its button.
    pub async fn handle(&self, incoming: &Incoming) -> Vec<Outgoing> {
        let chat = self.remembered(incoming).await;
        let mut turn = self.decide(&chat, incoming);
        let number = self.record(incoming, &turn).await;
        self.look_up(incoming.chat, &mut turn).await;
        render_all(&self.knowledge, turn, number)
    }

    /// What is said and remembered in return, as data.
    pub fn decide(&self, chat: &Chat, incoming: &Incoming) -> Turn {
        respond(&self.knowledge.faq, &self.knowledge.judge, chat, incoming, self.now())
    }

    /// Fills in what only the store knows: the chat's open tickets.
    pub async fn look_up(&self, chat: ChatId, turn: &mut Turn) {
        for message in turn.replies.iter_mut().flat_map(|reply| &mut reply.parts) {
            if let Message::Status(tickets) = message {
                *tickets = self.open_tickets(chat).await;
            }
        }
    }

    /// The knowledge that replies are made of.
    pub fn knowledge(&self) -> &Arc<Knowledge> {
        &self.knowledge
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Answers to choose from for a text that is still being typed: the best ones, or all
    /// programmes' first topics where nothing is typed yet.
    pub fn offers(&self, text: &str, hint: Option<Lang>) -> Vec<Offer> {
        let Knowledge { faq, judge, catalog, .. } = self.knowledge.as_ref();
        let judged = judge.judge(text);
        let lang = judged.lang.or(hint).unwrap_or(Lang::Id);
        let topics: Vec<TopicId> = match judged.verdict {
            _ if text.trim().is_empty() => {
                let offered = faq.programmes.iter().filter(|programme| !programme.small_talk);
                let firsts = offered.filter_map(|programme| faq.topics_of(&programme.id).next());
                firsts.map(|topic| topic.id.clone()).collect()
            }
            Verdict::Answer(topic) => vec![topic],
            Verdict::Unsure(topics) => topics,
            Verdict::Unknown => Vec::new(),
        };
        let today = self.now().date();
        let offer = |topic: TopicId| Offer {
            title: catalog.title(lang, topic.as_str()),
            html: catalog.html(faq, lang, &Message::Answer { topic: topic.clone(), today }),
            topic,
        };
        let answers = |topic: &TopicId| faq.topic(topic).is_some_and(|topic| topic.then.is_none());
        topics.into_iter().filter(answers).take(OFFERS).map(offer).collect()
    }

    async fn remembered(&self, incoming: &Incoming) -> Chat {
        let Some(store) = &self.store else { return Chat::default() };
        self.noted(store.chat(incoming.chat).await).flatten().unwrap_or_default()
    }

    async fn record(&self, incoming: &Incoming, turn: &Turn) -> Option<TicketNumber> {
        let store = self.store.as_ref()?;
        let record = self.record_of(incoming, turn);
        self.noted(store.record(incoming.chat, &record, self.now()).await).flatten()
    }

    /// What is remembered of a turn.
    pub fn record_of<'a>(&'a self, incoming: &Incoming, turn: &'a Turn) -> Record<'a> {
        Record {
            asked: &turn.asked,
            choice: turn.choice.as_ref(),
            ticket: turn.ticket.as_ref(),
            rating: turn.rating.as_ref(),
            message: incoming.message,
            asker: incoming.person,
            ..Record::new(&turn.chat, &self.knowledge.version)
        }
    }

    async fn open_tickets(&self, chat: ChatId) -> Option<Vec<OpenTicket>> {
        let tickets = self.noted(self.store.as_ref()?.tickets(chat).await)?;
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

/// A turn's replies in words, with the number of the ticket that it opened.
pub fn render_all(knowledge: &Knowledge, mut turn: Turn, opened: Option<TicketNumber>) -> Vec<Outgoing> {
    for message in turn.replies.iter_mut().flat_map(|reply| &mut reply.parts) {
        if let Message::Ticket { number, .. } = message {
            *number = opened;
        }
    }
    turn.replies.iter().map(|reply| render(knowledge, reply)).collect()
}

/// A reply in its language's words.
pub fn render(knowledge: &Knowledge, reply: &Reply) -> Outgoing {
    let Knowledge { faq, catalog, .. } = knowledge;
    let parts = reply.parts.iter().map(|message| catalog.html(faq, reply.lang, message));
    let buttons =
        reply.buttons.iter().map(|button| (catalog.label(reply.lang, &button.label), button.tap.payload()));
    Outgoing {
        html: Html::paragraphs(parts),
        buttons: buttons.collect(),
        rate: reply.rate.clone(),
        in_place: reply.in_place,
    }
}

/// An error with its causes, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
