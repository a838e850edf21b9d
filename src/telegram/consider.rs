//! What one update leads to: a reply, a changed reply, a matter for the desk, nothing.
//! It decides and looks up; it may not store anything, nor send.

use std::sync::Arc;
use std::time::Duration;

use super::desk::Desk;
use super::handle::{Considered, Handler};
use super::meaning::{Meaning, Talk};
use super::read::read;
use super::{inline, write};
use crate::app::Decided;
use crate::chat::{Label, Message, Reply, Said, Tap};
use crate::fault;
use crate::store::{self, Fate, Settled, StoreError, Waiting};

/// How soon an edit is looked at again whose first answer is under way.
const SOON: Duration = Duration::from_millis(300);

impl Handler {
    /// What an update leads to that can be considered beside others.
    pub(super) async fn consider(&self, update: Waiting) -> Result<Considered, StoreError> {
        let desk = self.desks.of_the_moment();
        let meaning = read(&update.raw, &self.bot, desk.group());
        if let Some(stopped) = self.stopped(&update, &meaning).await? {
            return Ok(Considered::End(Box::new(stopped)));
        }
        if desk.concerns(&update, &meaning) {
            return Ok(Considered::AtTheDesk);
        }
        self.decided(&desk, &update, meaning).await.map(|settled| Considered::End(Box::new(settled)))
    }

    /// What an update leads to whose writer writes too much, or may not write: once a
    /// word on it, and then nothing.
    async fn stopped(&self, update: &Waiting, meaning: &Meaning) -> Result<Option<Settled>, StoreError> {
        let Meaning::Talk(talk) = meaning else { return Ok(None) };
        let Some(turn) = self.gate.stops(&self.store, update, talk, self.app.now()).await? else {
            return Ok(None);
        };
        self.expected.answered(update.chat.0);
        let (place, decided) = (talk.place.clone(), Decided::without_judging(turn, self.app.knowledge()));
        let settled = Settled::new(update.update, Fate::Done);
        let words = move |_| write::replies(&place, None, &decided.in_words(None));
        Ok(Some(settled.sending(Box::new(words))))
    }

    /// What an update leads to that is considered alone: at the desk, or as any other.
    pub(super) async fn consider_alone(&self, update: Waiting) -> Result<Settled, StoreError> {
        let desk = self.desks.of_the_moment();
        let meaning = read(&update.raw, &self.bot, desk.group());
        fault::panic_point(&update.raw);
        if let Some(settled) = desk.consider(&update, &meaning).await? {
            self.expected.answered(update.chat.0);
            return Ok(settled);
        }
        self.decided(&desk, &update, meaning).await
    }

    /// What an update leads to that is about no ticket that there is.
    async fn decided(&self, desk: &Desk, update: &Waiting, meaning: Meaning) -> Result<Settled, StoreError> {
        fault::panic_point(&update.raw);
        let done = Settled::new(update.update, Fate::Done);
        let silent = |settled| {
            self.expected.answered(update.chat.0);
            Ok(settled)
        };
        match meaning {
            Meaning::Talk(talk) if talk.written.overheard => silent(done),
            Meaning::Talk(talk) if talk.edited => self.reconsider(desk, update, *talk).await,
            Meaning::Talk(talk) => self.reply(desk, update, *talk).await,
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

    async fn reply(&self, desk: &Desk, update: &Waiting, talk: Talk) -> Result<Settled, StoreError> {
        let decided = self.decide(desk, update, &talk).await;
        let record = store::Record { thread: talk.place.thread, ..decided.record(&talk.incoming) };
        let settled =
            Settled::new(update.update, Fate::Done).remembering(talk.incoming.chat, &record, self.app.now());
        if decided.turn.replies.is_empty() {
            self.expected.answered(update.chat.0);
        }
        Ok(settled.sending(Box::new(move |number| {
            let (toast, replies) = (decided.toast(), &decided.turn.replies);
            let told = replies.iter().rposition(tells_of_a_ticket);
            let add = told.map(|at| decided.knowledge().catalog.label(replies[at].lang, &Label::AddDetail));
            let mut replies = decided.in_words(number);
            if let (Some(number), Some(add)) = (number, add)
                && let Some(reply) = told.and_then(|at| replies.get_mut(at))
            {
                reply.buttons.insert(0, (add, Tap::Detail(number).payload()));
            }
            write::about_ticket(number, write::replies(&talk.place, toast.as_deref(), &replies))
        })))
    }

    async fn decide(&self, desk: &Desk, update: &Waiting, talk: &Talk) -> Decided {
        let mut decided = self.app.decide(Arc::clone(&desk.knowledge), &update.known, &talk.incoming);
        desk.promise(&mut decided.turn);
        self.app.look_up(talk.incoming.chat, &mut decided.turn).await;
        decided.turn = self.gate.bounded(update, talk, decided.turn, self.app.now());
        decided
    }

    /// A question that was changed. Its answer changes with it where that is still the
    /// last; an answer under way is waited for; one that nobody sees any more is left.
    async fn reconsider(&self, desk: &Desk, update: &Waiting, talk: Talk) -> Result<Settled, StoreError> {
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
        let decided = self.decide(desk, update, &talk).await;
        let record = store::Record { edited: true, ..decided.record(&talk.incoming) };
        let now = self.app.now();
        let settled = done.remembering(talk.incoming.chat, &record, now).withdrawing(unsent);
        Ok(settled
            .sending(Box::new(move |number| write::revisions(&talk.place, &sent, &decided.in_words(number)))))
    }
}

fn tells_of_a_ticket(reply: &Reply) -> bool {
    reply.parts.iter().any(|part| matches!(part, Message::Ticket { .. }))
}
