//! The inbox, handled: each update is read, answered and settled, a batch of chats in
//! one transaction. Updates of one chat follow each other; a panic stays inside its own
//! update, is tried again, and after that parked with a word to the person. It may not
//! send: it decides what is sent.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::client::Bot;
use super::desk::Desk;
use super::gate::Gate;
use super::read::{Meaning, Talk, read};
use super::typing::Expected;
use super::{inline, write};
use crate::app::{App, chain, render_all};
use crate::chat::{Chat, Label, Message, NewTicket, Reply, Said, Tap, Turn};
use crate::lang::Lang;
use crate::store::{Fate, Lease, Settled, Store, StoreError, Waiting};
use crate::text::mask;
use crate::{fault, store};

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
/// How soon an edit is looked at again whose first answer is under way.
const SOON: Duration = Duration::from_millis(300);

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
    pub desk: Desk,
    /// Rung for the clerk.
    pub desk_bell: Arc<Notify>,
}

/// What an update leads to.
enum Considered {
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

    /// What an update leads to that can be considered beside others.
    async fn consider(&self, update: Waiting) -> Result<Considered, StoreError> {
        let meaning = read(&update.raw, &self.bot, self.desk.group());
        if let Some(stopped) = self.stopped(&update, &meaning).await? {
            return Ok(Considered::End(Box::new(stopped)));
        }
        if self.desk.concerns(&update, &meaning) {
            return Ok(Considered::AtTheDesk);
        }
        self.decided(&update, meaning).await.map(|settled| Considered::End(Box::new(settled)))
    }

    /// What an update leads to whose writer writes too much, or may not write: once a
    /// word on it, and then nothing.
    async fn stopped(&self, update: &Waiting, meaning: &Meaning) -> Result<Option<Settled>, StoreError> {
        let Meaning::Talk(talk) = meaning else { return Ok(None) };
        let Some(turn) = self.gate.stops(&self.store, update, talk, self.app.now()).await? else {
            return Ok(None);
        };
        self.expected.answered(update.chat.0);
        let (place, knowledge) = (talk.place.clone(), Arc::clone(self.app.knowledge()));
        let settled = Settled::new(update.update, Fate::Done);
        let words = move |_| write::replies(&place, None, &render_all(&knowledge, turn, None));
        Ok(Some(settled.sending(Box::new(words))))
    }

    /// What an update leads to that is considered alone: at the desk, or as any other.
    async fn consider_alone(&self, update: Waiting) -> Result<Settled, StoreError> {
        let meaning = read(&update.raw, &self.bot, self.desk.group());
        fault::panic_point(&update.raw);
        if let Some(settled) = self.desk.consider(&update, &meaning).await? {
            self.expected.answered(update.chat.0);
            return Ok(settled);
        }
        self.decided(&update, meaning).await
    }

    /// What an update leads to that is about no ticket that there is.
    async fn decided(&self, update: &Waiting, meaning: Meaning) -> Result<Settled, StoreError> {
        fault::panic_point(&update.raw);
        let done = Settled::new(update.update, Fate::Done);
        let silent = |settled| {
            self.expected.answered(update.chat.0);
            Ok(settled)
        };
        match meaning {
            Meaning::Talk(talk) if talk.written.overheard => silent(done),
            Meaning::Talk(talk) if talk.edited => self.reconsider(update, talk).await,
            Meaning::Talk(talk) => self.reply(update, talk).await,
            Meaning::Inline { query, text, hint } => {
                let offers = self.app.offers(&text, hint);
                self.expected.answered(update.chat.0);
                Ok(done.sending(Box::new(move |_| vec![inline::answer(&query, &offers)])))
            }
            Meaning::Stray(query) => silent(done.sending(Box::new(move |_| vec![write::tap(&query, None)]))),
            Meaning::Reach(chat, true) => silent(done.reaching(chat, None)),
            Meaning::Reach(chat, false) => silent(done.reaching(chat, Some(self.app.now()))),
            Meaning::Move(from, to) => silent(done.moving(from, to)),
            Meaning::Reacted(_) => silent(done),
            Meaning::Nothing(_) => silent(done),
            Meaning::Unreadable(why) => {
                tracing::warn!(update = update.update, why, "an update is parked");
                silent(Settled::new(update.update, Fate::Parked(why.to_owned())))
            }
        }
    }

    async fn reply(&self, update: &Waiting, talk: Talk) -> Result<Settled, StoreError> {
        let turn = self.decide(update, &talk).await;
        let knowledge = Arc::clone(self.app.knowledge());
        let record = store::Record { thread: talk.place.thread, ..self.app.record_of(&talk.incoming, &turn) };
        let settled =
            Settled::new(update.update, Fate::Done).remembering(talk.incoming.chat, &record, self.app.now());
        if turn.replies.is_empty() {
            self.expected.answered(update.chat.0);
        }
        Ok(settled.sending(Box::new(move |number| {
            let toast = turn
                .toast
                .as_ref()
                .map(|(lang, words)| knowledge.catalog.html(&knowledge.faq, *lang, words).plain());
            let told = turn.replies.iter().rposition(tells_of_a_ticket).map(|at| (at, turn.replies[at].lang));
            let mut replies = render_all(&knowledge, turn, number);
            if let (Some(number), Some((at, lang))) = (number, told)
                && let Some(reply) = replies.get_mut(at)
            {
                let add = (knowledge.catalog.label(lang, &Label::AddDetail), Tap::Detail(number).payload());
                reply.buttons.insert(0, add);
            }
            write::about_ticket(number, write::replies(&talk.place, toast.as_deref(), &replies))
        })))
    }

    async fn decide(&self, update: &Waiting, talk: &Talk) -> Turn {
        let mut turn = self.app.decide(&update.known, &talk.incoming);
        self.desk.promise(&mut turn);
        self.app.look_up(talk.incoming.chat, &mut turn).await;
        self.gate.bounded(update, talk, turn, self.app.now())
    }

    /// A question that was changed. Its answer changes with it where that is still the
    /// last; an answer under way is waited for; one that nobody sees any more is left.
    async fn reconsider(&self, update: &Waiting, talk: Talk) -> Result<Settled, StoreError> {
        let done = Settled::new(update.update, Fate::Done);
        let Some(question) = talk.place.question else { return Ok(done) };
        let before = self.store.answers(talk.incoming.chat, question).await?;
        let unknown = |state: &str| state == "sending" || state == "uncertain";
        if before.iter().any(|answer| unknown(&answer.state)) {
            let later = self.app.now().plus(SOON);
            return Ok(Settled::new(update.update, Fate::Later(later)));
        }
        let unsent: Vec<i64> =
            before.iter().filter(|answer| answer.state == "ready").map(|answer| answer.outbox_id).collect();
        let sent: Vec<i64> = before.iter().filter_map(|answer| answer.message_id).collect();
        let superseded = before.iter().any(|answer| answer.last == 0);
        if superseded || matches!(talk.incoming.said, Said::Wordless) {
            self.expected.answered(update.chat.0);
            return Ok(done);
        }
        let turn = self.decide(update, &talk).await;
        let knowledge = Arc::clone(self.app.knowledge());
        let (record, now) = (self.app.record_of(&talk.incoming, &turn), self.app.now());
        let settled = done.remembering(talk.incoming.chat, &record, now).withdrawing(unsent);
        Ok(settled.sending(Box::new(move |number| {
            write::revisions(&talk.place, &sent, &render_all(&knowledge, turn, number))
        })))
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
        let turn = apology(&update.known, &talk);
        let knowledge = Arc::clone(self.app.knowledge());
        let record =
            store::Record { knowledge: &knowledge.version, ..self.app.record_of(&talk.incoming, &turn) };
        let parked = parked.remembering(talk.incoming.chat, &record, self.app.now());
        parked.sending(Box::new(move |number| {
            write::replies(&talk.place, None, &render_all(&knowledge, turn, number))
        }))
    }
}

fn tells_of_a_ticket(reply: &Reply) -> bool {
    reply.parts.iter().any(|part| matches!(part, Message::Ticket { .. }))
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
        ticket: Some(NewTicket { programme: None, lang, question, offered: Vec::new() }),
    }
}
