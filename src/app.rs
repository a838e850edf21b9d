//! One message from arrival to reply: load the chat, respond, remember, render. Knows
//! no wire: Telegram, a terminal and a test are only callers. A database that is down
//! costs the ticket's number and the chat's memory, never the answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::chat::{Chat, ChatId, Incoming, Message, OpenTicket, Reply, TicketNumber, Turn, respond};
use crate::clock::{Clock, Timestamp};
use crate::faq::TopicId;
use crate::knowledge::{Knowledge, Live};
use crate::l10n::Html;
use crate::lang::Lang;
use crate::matching::Verdict;
use crate::store::{Record, Store, StoreError};

/// Answers that inline mode offers at most.
const OFFERS: usize = 5;

/// Everything a reply needs.
pub struct App {
    live: Live,
    store: Option<Store>,
    clock: Clock,
    /// Whether the words of questions that were answered are kept.
    keeps_answered: bool,
    /// Whether the database was out of reach the last time: a change is logged once.
    forgetful: AtomicBool,
}

/// A turn with the knowledge that decided it: it is remembered and put into words by the
/// same version, whatever goes live meanwhile.
pub struct Decided {
    /// What is said and remembered in return.
    pub turn: Turn,
    knowledge: Arc<Knowledge>,
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
    /// Answers by this knowledge, until another goes live ([`App::live`]). Without a store
    /// nothing is remembered between messages.
    pub fn new(knowledge: Arc<Knowledge>, store: Option<Store>, clock: Clock) -> App {
        let live = Live::new(knowledge, clock.now());
        App { live, store, clock, keeps_answered: true, forgetful: AtomicBool::new(false) }
    }

    /// Whether the words of questions that were answered are kept.
    pub fn keeping_answered(self, keeps_answered: bool) -> App {
        App { keeps_answered, ..self }
    }

    /// What is said in return; empty only where a tap was repeated or answered at its button.
    pub async fn handle(&self, incoming: &Incoming) -> Vec<Outgoing> {
        let chat = self.remembered(incoming).await;
        let mut decided = self.decide(self.knowledge(), &chat, incoming);
        let number = self.remember(incoming, &decided).await;
        self.look_up(incoming.chat, &mut decided.turn).await;
        decided.in_words(number)
    }

    /// What is said and remembered in return, as data, by this version of the knowledge.
    pub fn decide(&self, by: Arc<Knowledge>, chat: &Chat, incoming: &Incoming) -> Decided {
        let mut turn = respond(&by.faq, &by.judge, chat, incoming, self.now());
        for asked in turn.asked.iter_mut().filter(|asked| !self.keeps_answered && asked.outcome.is_settled())
        {
            asked.text = None;
        }
        Decided { turn, knowledge: by }
    }

    /// Fills in what only the store knows: the chat's open tickets.
    pub async fn look_up(&self, chat: ChatId, turn: &mut Turn) {
        for message in turn.replies.iter_mut().flat_map(|reply| &mut reply.parts) {
            if let Message::Status(tickets) = message {
                *tickets = self.open_tickets(chat).await;
            }
        }
    }

    /// The knowledge of the moment. Take it once for whatever is answered as one.
    pub fn knowledge(&self) -> Arc<Knowledge> {
        self.live.knowledge()
    }

    /// Where another version goes live.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Answers to choose from for a text that is still being typed: the best ones, or all
    /// programmes' first topics where nothing is typed yet.
    pub fn offers(&self, text: &str, hint: Option<Lang>) -> Vec<Offer> {
        let knowledge = self.knowledge();
        let Knowledge { faq, judge, catalog, .. } = knowledge.as_ref();
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

    async fn remember(&self, incoming: &Incoming, decided: &Decided) -> Option<TicketNumber> {
        let store = self.store.as_ref()?;
        let record = decided.record(incoming);
        self.noted(store.record(incoming.chat, &record, self.now()).await).flatten()
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

impl Decided {
    /// A turn that no knowledge decided, to be put into words by this version.
    pub fn without_judging(turn: Turn, knowledge: Arc<Knowledge>) -> Decided {
        Decided { turn, knowledge }
    }

    /// The knowledge that it was decided by.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// What is remembered of it.
    pub fn record(&self, incoming: &Incoming) -> Record<'_> {
        let Turn { chat, asked, choice, ticket, rating, .. } = &self.turn;
        Record {
            asked,
            choice: choice.as_ref(),
            ticket: ticket.as_ref(),
            rating: rating.as_ref(),
            message: incoming.message,
            asker: incoming.person,
            ..Record::new(chat, &self.knowledge.version)
        }
    }

    /// The few words at a tapped button.
    pub fn toast(&self) -> Option<String> {
        let Knowledge { faq, catalog, .. } = self.knowledge();
        let (lang, words) = self.turn.toast.as_ref()?;
        Some(catalog.html(faq, *lang, words).plain())
    }

    /// Its replies in words, with the number of the ticket that it opened.
    pub fn in_words(mut self, opened: Option<TicketNumber>) -> Vec<Outgoing> {
        for message in self.turn.replies.iter_mut().flat_map(|reply| &mut reply.parts) {
            if let Message::Ticket { number, .. } = message {
                *number = opened;
            }
        }
        self.turn.replies.iter().map(|reply| render(&self.knowledge, reply)).collect()
    }
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
