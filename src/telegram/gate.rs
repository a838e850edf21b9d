//! Before a message is answered: whether it is. Somebody who writes too much, or whom the
//! office has muted, is told so once and then not answered; what they wrote is done with
//! all the same. It may not count: that is `abuse`'s.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::abuse::{self, Counts, Weight};
use super::meaning::Talk;
use super::read::ANONYMOUS_ADMIN;
use crate::chat::{Chat, Command, Message, PersonId, Reply, Said, Tap, Turn};
use crate::clock::Timestamp;
use crate::config::Abuse;
use crate::lang::Lang;
use crate::store::{Store, StoreError, Waiting};
use crate::text::fold;

/// Who may write how much.
pub struct Gate {
    counts: Mutex<Counts>,
    /// Who may do everything.
    admins: Vec<i64>,
}

impl Gate {
    pub fn new(limits: Abuse, admins: Vec<i64>) -> Gate {
        Gate { counts: Mutex::new(Counts::new(limits)), admins }
    }

    /// What is said instead of an answer, which may be nothing; `None` where the message
    /// is to be answered. The office's people are never held up.
    pub async fn stops(
        &self,
        store: &Store,
        update: &Waiting,
        talk: &Talk,
        now: Timestamp,
    ) -> Result<Option<Turn>, StoreError> {
        // What people of the office say to each other is answered by nobody.
        if talk.written.overheard {
            return Ok(None);
        }
        let weight = self.weigh(store, update.update, talk, now).await?;
        if weight == Weight::Let || self.is_of_the_office(store, talk.incoming.person).await? {
            return Ok(None);
        }
        let told = match weight {
            Weight::Slow(true) => Some(Message::TooFast),
            Weight::Muted(until, true) => Some(Message::Muted(until)),
            _ => None,
        };
        Ok(Some(instead(&update.known, talk, told)))
    }

    /// The turn without its ticket, where its person has asked the office too often today.
    pub fn bounded(&self, update: &Waiting, talk: &Talk, mut turn: Turn, now: Timestamp) -> Turn {
        let Some(person) = person(talk).filter(|_| turn.ticket.is_some()) else { return turn };
        if self.admins.contains(&person.0) || self.counts().may_ask_the_office(person, update.update, now) {
            return turn;
        }
        turn.ticket = None;
        for part in turn.replies.iter_mut().flat_map(|reply| &mut reply.parts) {
            if matches!(part, Message::Ticket { .. }) {
                *part = Message::TooManyTickets;
            }
        }
        turn
    }

    async fn weigh(
        &self,
        store: &Store,
        update: i64,
        talk: &Talk,
        now: Timestamp,
    ) -> Result<Weight, StoreError> {
        let person = person(talk);
        if let Some(person) = person.filter(|_| !is_a_right(&talk.incoming.said))
            && let Some(restraint) = store.restraint(person, now).await?
        {
            return Ok(self.counts().muted(person, update, restraint.until, now));
        }
        let message =
            abuse::Message { update, person, chat: talk.incoming.chat, text: text(&talk.incoming.said) };
        Ok(self.counts().weigh(message, now))
    }

    async fn is_of_the_office(&self, store: &Store, person: Option<PersonId>) -> Result<bool, StoreError> {
        match person {
            Some(person) if self.admins.contains(&person.0) => Ok(true),
            Some(person) => Ok(store.member(person).await?.is_some()),
            None => Ok(false),
        }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who wrote, where that is one person.
fn person(talk: &Talk) -> Option<PersonId> {
    talk.incoming.person.filter(|person| person.0 != ANONYMOUS_ADMIN)
}

/// What nobody may be kept from: to know what is stored of them, and to end it.
fn is_a_right(said: &Said) -> bool {
    match said {
        Said::Text(text) => {
            matches!(Command::parse(text), Some(Command::Privacy | Command::MyData | Command::Forget))
        }
        Said::Tap(payload) => Tap::parse(payload) == Some(Tap::Forget),
        Said::Wordless => false,
    }
}

/// The text as a number: spelt a little differently it is the same.
fn text(said: &Said) -> Option<u64> {
    let Said::Text(text) = said else { return None };
    let mut hasher = DefaultHasher::new();
    match fold(text) {
        // Nothing but signs.
        folded if folded.is_empty() => text.hash(&mut hasher),
        folded => folded.hash(&mut hasher),
    }
    Some(hasher.finish())
}

/// A turn that says so much and changes nothing.
fn instead(known: &Chat, talk: &Talk, told: Option<Message>) -> Turn {
    let lang = known.language.or(talk.incoming.hint).unwrap_or(Lang::Id);
    let reply =
        |message| Reply { lang, parts: vec![message], buttons: Vec::new(), rate: None, in_place: false };
    Turn {
        replies: told.map(reply).into_iter().collect(),
        toast: None,
        rating: None,
        chat: known.clone(),
        asked: Vec::new(),
        choice: None,
        ticket: None,
    }
}
