//! The desk for people who do not sit in the chat: what they do on a page is done to the
//! ticket by the same rules, tells the asker the same, and stands in the same audit trail.
//! It may not say who is of the office, nor send.

use std::sync::Arc;

use super::answer::in_our_words;
use super::{Desk, Desks, Gists, Turn};
use crate::app::App;
use crate::chat::ChatId;
use crate::config;
use crate::faq::TopicId;
use crate::staff::{
    Act, Given, Member, Notice, Post, PostKind, PostState, Refusal, THE_SERVER, Ticket, act_on, answered,
    answered_by_office,
};
use crate::store::{Actor, Also, Draft, NewPost, Store, StoreError};
use crate::telegram::filed_answer;
use crate::text::mask;

/// Where tickets are dealt with away from the chat.
#[derive(Clone)]
pub struct Counter {
    desks: Desks,
}

/// What a person of the office does to a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Takes it, lets go of it, ends it, opens it again.
    Do(Act),
    /// Answers in their own words; `true`: all who ask the same.
    Answer(String, bool),
    /// Answers with a topic; `true`: all who ask the same.
    Topic(TopicId, bool),
    /// Leaves a word for colleagues.
    Note(String),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dealt {
    /// It is done.
    Done,
    /// They may not, or not any more: why, and the name of whoever has the ticket.
    Refused(Refusal, Option<String>),
    /// Somebody else was first: look again.
    Stale,
}

impl Counter {
    /// Where the tickets of this memory are dealt with.
    pub fn new(app: Arc<App>, store: Store, staff: config::Staff, tickets: config::Tickets) -> Counter {
        let (kept, gists) = (config::Retention::default(), Gists::default());
        Counter { desks: Desks { app, store, staff, tickets, kept, gists, dashboard_url: None } }
    }

    /// Does it to the ticket, where that is still the one that the person looked at.
    pub async fn deal(&self, member: &Member, seen: &Ticket, deed: &Deed) -> Result<Dealt, StoreError> {
        let desk = self.desks.of_the_moment();
        let turn = match deed {
            Deed::Note(words) => Ok(desk.noted(seen, member, words).await?),
            Deed::Do(act) => match desk.allowed(seen, member, act) {
                Ok(next) => Ok(desk.carry_out(Turn::errand(), next, member, act).await?),
                Err(why) => Err(why),
            },
            Deed::Answer(words, all) => {
                let author = Some(member.person).filter(|person| *person != THE_SERVER);
                let words = |ticket: &Ticket| filed_answer(ticket, words, author);
                desk.answered_away(seen, member, *all, "", words).await?
            }
            // It has gone since they looked.
            Deed::Topic(topic, _) if desk.knowledge.faq.topic(topic).is_none() => return Ok(Dealt::Stale),
            Deed::Topic(topic, all) => {
                let given = Given::Topic(topic.clone());
                let html = |ticket: &Ticket| desk.words_of(&given, ticket);
                let words = |ticket: &Ticket| {
                    html(ticket).map(|html| in_our_words(ticket, &html)).unwrap_or_default()
                };
                desk.answered_away(seen, member, *all, &given.detail(), words).await?
            }
        };
        let turn = match turn {
            Ok(turn) => turn,
            Err(why) => return Ok(Dealt::Refused(why, desk.whoever_has_it(why).await?)),
        };
        match self.desks.store.settle_errand(turn.end(), desk.now()).await {
            Err(StoreError::Stale) => Ok(Dealt::Stale),
            done => done.map(|()| Dealt::Done),
        }
    }

    /// Topics that may answer a question, best first.
    pub fn topics_for(&self, question: &str) -> Vec<TopicId> {
        self.desks.of_the_moment().topics_for(question)
    }
}

impl Desk {
    /// The ticket after an act, where this person may do it.
    fn allowed(&self, ticket: &Ticket, member: &Member, act: &Act) -> Result<Ticket, Refusal> {
        if member.person == THE_SERVER && matches!(act, Act::Claim | Act::Assign(_)) {
            return Err(Refusal::NotYours);
        }
        act_on(ticket, member, act, &self.policy(), self.now())
    }

    /// The ticket after an answer. Whoever sits at the server answers without a name.
    fn after_answer(&self, ticket: &Ticket, member: &Member) -> Result<Ticket, Refusal> {
        match member.person {
            THE_SERVER => answered_by_office(ticket, &self.policy(), self.now()),
            _ => answered(ticket, member, &self.policy(), self.now()),
        }
    }

    /// An answer to a ticket, and to all who ask the same where they are to get it too.
    async fn answered_away(
        &self,
        ticket: &Ticket,
        member: &Member,
        all: bool,
        detail: &str,
        words: impl Fn(&Ticket) -> Vec<Draft>,
    ) -> Result<Result<Turn, Refusal>, StoreError> {
        let next = match self.after_answer(ticket, member) {
            Ok(next) => next,
            Err(why) => return Ok(Err(why)),
        };
        let actor = Actor::Staff(member.person);
        let mut turn = Turn::errand();
        self.introduce(&mut turn, ticket, member).await?;
        turn.drafts.extend(words(ticket));
        turn = turn.step(next, actor, "answered", detail);
        let fellows = if all { self.store.fellows(ticket.number).await? } else { Vec::new() };
        for fellow in fellows {
            let Ok(next) = self.after_answer(&fellow, member) else { continue };
            self.introduce(&mut turn, &fellow, member).await?;
            turn.drafts.extend(words(&fellow));
            turn = turn.step(next, actor, "answered", format!("with {}", ticket.number.0));
        }
        Ok(Ok(turn))
    }

    /// A word for colleagues: kept with the ticket, and said where its cards are.
    async fn noted(&self, ticket: &Ticket, member: &Member, words: &str) -> Result<Turn, StoreError> {
        let words = mask(words.trim());
        let note = NewPost {
            ticket: ticket.number,
            kind: PostKind::Note,
            chat: ChatId(0),
            message: None,
            from: None,
            album: None,
            author: Some(member.person).filter(|person| *person != THE_SERVER),
            media: false,
            text: Some(words.clone()),
        };
        let mut turn = Turn::errand().with(Also::Kept(Box::new(note)));
        let by = self.name_of(Some(member.person)).await?.unwrap_or_default();
        let notice = Notice::Noted { number: ticket.number, by, words };
        let shown = |post: &&Post| post.kind == PostKind::Card && post.state == PostState::Sent;
        for card in self.store.posts(ticket.number).await?.iter().filter(shown) {
            let spot = self.spot_of_card(ticket, card).await?;
            self.remark(&mut turn, ticket, &spot, card.message, &notice).await?;
        }
        Ok(turn)
    }

    /// The name of whoever has a ticket that another wants.
    async fn whoever_has_it(&self, why: Refusal) -> Result<Option<String>, StoreError> {
        match why {
            Refusal::TakenBy(person) => self.name_of(Some(person)).await,
            _ => Ok(None),
        }
    }
}
