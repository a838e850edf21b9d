//! Answers: a person's own words, a prepared one, a topic's. Whoever answers first has the
//! ticket.

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{Label, Message, Said, Tap};
use crate::l10n::Html;
use crate::staff::{Given, Member, Notice, PostKind, Ticket, answered};
use crate::store::{Actor, Also, Draft, Link, NewPost, Settled, StoreError};
use crate::telegram::meaning::Talk;
use crate::text::mask;

/// What shows that an answer is on its way.
const TAKEN: &str = "👌";

impl Desk {
    /// An answer in the person's own words, or a picture: a copy of it goes to the asker.
    pub(super) async fn answer(
        &self,
        turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
    ) -> Result<Settled, StoreError> {
        let next = match answered(ticket, member, &self.policy(), self.now()) {
            Ok(next) => next,
            Err(why) => return self.refused(turn, talk, ticket, member, why).await,
        };
        let Some(message) = talk.incoming.message else { return Ok(turn.end()) };
        let from = (talk.incoming.chat, message);
        let mut turn = turn;
        self.introduce(&mut turn, ticket, member).await?;
        let spot = Spot::asker(ticket);
        let words = if let Said::Text(text) = &talk.incoming.said { text.as_str() } else { "" };
        let post = NewPost {
            ticket: ticket.number,
            kind: PostKind::Out,
            chat: ticket.chat,
            message: None,
            from: Some(from),
            album: talk.incoming.album.clone(),
            author: Some(member.person),
            text: (!words.is_empty()).then(|| mask(words)),
            media: talk.written.media,
        };
        if post.album.is_some() {
            turn = turn.with(Also::Post(Box::new(post)));
        } else {
            turn.drafts.push(requests::copy(&spot, from, None, ticket.message, Link::Makes(Box::new(post))));
        }
        turn.drafts.push(requests::react(talk.incoming.chat, message, Some(TAKEN)));
        self.offer_to_all(&mut turn, talk, ticket, member, Given::Written(message)).await?;
        Ok(turn.step(next, Actor::Staff(member.person), "answered", "").end())
    }

    /// What was asked for is done: a few words at the button, or a sign at the message.
    pub(super) fn taken(&self, turn: &mut Turn, talk: &Talk, member: &Member) {
        if talk.place.tap.is_some() {
            let knowledge = &self.knowledge;
            let lang = self.lang_at(talk.incoming.chat, member);
            turn.toast(talk, Some(&knowledge.catalog.notice(&knowledge.faq, lang, &Notice::Done).plain()));
        } else if let Some(message) = talk.incoming.message {
            turn.drafts.push(requests::react(talk.incoming.chat, message, Some(TAKEN)));
        }
    }

    /// Who answers, before the first answer.
    pub(super) async fn introduce(
        &self,
        turn: &mut Turn,
        ticket: &Ticket,
        member: &Member,
    ) -> Result<(), StoreError> {
        if ticket.told_at.is_some() {
            return Ok(());
        }
        let by = Some(member.name.clone()).filter(|name| self.staff.show_names && !name.is_empty());
        let answered = Message::Answered {
            number: ticket.number,
            by,
            question: ticket.question.clone(),
            quiet_hours: self.tickets.quiet.as_secs() / 3600,
        };
        self.tell(turn, ticket, vec![answered], vec![(Label::Done, Tap::Done(ticket.number))]);
        Ok(())
    }

    /// A topic's words, or prepared ones, go to the asker as the answer.
    pub(super) async fn give(
        &self,
        turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        given: Given,
    ) -> Result<Settled, StoreError> {
        let Some(html) = self.words_of(&given, ticket) else { return Ok(turn.end()) };
        let next = match answered(ticket, member, &self.policy(), self.now()) {
            Ok(next) => next,
            Err(why) => return self.refused(turn, talk, ticket, member, why).await,
        };
        let mut turn = turn;
        self.introduce(&mut turn, ticket, member).await?;
        turn.drafts.extend(in_our_words(ticket, &html));
        self.taken(&mut turn, talk, member);
        let detail = given.detail();
        self.offer_to_all(&mut turn, talk, ticket, member, given).await?;
        Ok(turn.step(next, Actor::Staff(member.person), "answered", detail).end())
    }

    /// What a topic or a prepared answer says to the asker of a ticket; `None` where there is
    /// no such thing, and for an answer in somebody's own words.
    pub(super) fn words_of(&self, given: &Given, ticket: &Ticket) -> Option<Html> {
        let knowledge = &self.knowledge;
        match given {
            Given::Written(_) => None,
            Given::Topic(topic) => {
                knowledge.faq.topic(topic)?;
                let message = Message::Answer { topic: topic.clone(), today: self.now().date() };
                Some(knowledge.catalog.html(&knowledge.faq, ticket.lang, &message))
            }
            Given::Canned(name) => {
                let faq = &knowledge.faq;
                let programme = ticket.programme.as_deref().and_then(|id| faq.programme(id));
                let contacts = programme.map_or(&[][..], |programme| &programme.contacts);
                knowledge.catalog.canned(ticket.lang, faq.reply(name)?, contacts)
            }
        }
    }
}

/// Words of the knowledge, as the answer to a ticket.
pub(super) fn in_our_words(ticket: &Ticket, html: &Html) -> Vec<Draft> {
    let post = NewPost {
        ticket: ticket.number,
        kind: PostKind::Out,
        chat: ticket.chat,
        message: None,
        from: None,
        album: None,
        author: None,
        media: false,
        text: Some(mask(&html.plain())),
    };
    requests::say(&Spot::asker(ticket), html, ticket.message, &Vec::new(), Link::Makes(Box::new(post)))
}
