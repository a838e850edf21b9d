//! Answers: a person's own words, a prepared one, a topic's; to one asker or to all who
//! ask the same. Whoever answers first has the ticket.

use super::office::spot_of;
use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{Label, Message, Said, Tap};
use crate::faq::TopicId;
use crate::l10n::Html;
use crate::staff::{Act, CardButton, Member, Notice, PostKind, Refusal, Ticket, What, answered};
use crate::store::{Actor, Also, Link, NewPost, Settled, StoreError};
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
        self.offer_to_all(&mut turn, talk, ticket, member).await?;
        Ok(turn.step(next, Actor::Staff(member.person), "answered", "").end())
    }

    /// What was asked for is done: a few words at the button, or a sign at the message.
    pub(super) fn taken(&self, turn: &mut Turn, talk: &Talk, member: &Member) {
        if talk.place.tap.is_some() {
            let knowledge = self.app.knowledge();
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

    /// Others ask the same: shall they get this answer too?
    pub(super) async fn offer_to_all(
        &self,
        turn: &mut Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
    ) -> Result<(), StoreError> {
        let fellows = self.store.fellows(ticket.number).await?;
        let others = fellows.iter().filter(|fellow| fellow.is_open()).count();
        let Some(message) = talk.incoming.message.filter(|_| others > 0 && talk.incoming.album.is_none())
        else {
            return Ok(());
        };
        let lang = self.lang_at(talk.incoming.chat, member);
        let knowledge = self.app.knowledge();
        let html = knowledge.catalog.notice(
            &knowledge.faq,
            lang,
            &Notice::AlsoTell { number: ticket.number, others },
        );
        let what = What { ticket: ticket.number, act: Act::ToAll(message) };
        let button = CardButton { what: what.clone(), name: None };
        let label = knowledge.catalog.card_label(&knowledge.faq, lang, &button);
        let buttons = vec![vec![(label, what.payload())]];
        let spot = spot_of(talk);
        turn.drafts.extend(requests::say(&spot, &html, talk.incoming.message, &buttons, Link::None));
        Ok(())
    }

    pub(super) async fn answer_with_topic(
        &self,
        turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        topic: &TopicId,
    ) -> Result<Settled, StoreError> {
        let knowledge = self.app.knowledge();
        if knowledge.faq.topic(topic).is_none() {
            return Ok(turn.end());
        }
        let message = Message::Answer { topic: topic.clone(), today: self.now().date() };
        let html = knowledge.catalog.html(&knowledge.faq, ticket.lang, &message);
        self.answer_with(turn, talk, ticket, member, html, format!("topic {topic}")).await
    }

    /// Words of ours go to the asker as the answer.
    pub(super) async fn answer_with(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        html: Html,
        detail: String,
    ) -> Result<Settled, StoreError> {
        let next = match answered(ticket, member, &self.policy(), self.now()) {
            Ok(next) => next,
            Err(why) => return self.refused(turn, talk, ticket, member, why).await,
        };
        self.introduce(&mut turn, ticket, member).await?;
        let spot = Spot::asker(ticket);
        let link = requests::makes(ticket.number, PostKind::Out, ticket.chat, None);
        turn.drafts.extend(requests::say(&spot, &html, ticket.message, &Vec::new(), link));
        self.taken(&mut turn, talk, member);
        Ok(turn.step(next, Actor::Staff(member.person), "answered", detail).end())
    }

    /// An answer of this chat goes to everybody who asks the same.
    pub(super) async fn answer_all(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        message: i64,
    ) -> Result<Settled, StoreError> {
        // What else was said to this asker is nobody else's.
        let from = (talk.incoming.chat, message);
        let copies = self.store.copies(from.0, from.1).await?;
        if !copies.iter().any(|post| post.ticket == ticket.number && post.kind == PostKind::Out) {
            return self.refused(turn, talk, ticket, member, Refusal::AlreadySo).await;
        }
        let mut told = 0;
        for fellow in self.store.fellows(ticket.number).await? {
            let Ok(next) = answered(&fellow, member, &self.policy(), self.now()) else { continue };
            self.introduce(&mut turn, &fellow, member).await?;
            let spot = Spot::asker(&fellow);
            let written = Some((from.0, from.1, member.person));
            let link = requests::makes(fellow.number, PostKind::Out, fellow.chat, written);
            turn.drafts.push(requests::copy(&spot, from, None, fellow.message, link));
            turn =
                turn.step(next, Actor::Staff(member.person), "answered", format!("with {}", ticket.number.0));
            told += 1;
        }
        let lang = self.lang_at(talk.incoming.chat, member);
        turn.toast(talk, None);
        if let Some((_, Some(message))) = &talk.place.tap {
            let knowledge = self.app.knowledge();
            let html = knowledge.catalog.notice(&knowledge.faq, lang, &Notice::ToldAll(told));
            turn.drafts.push(requests::change(talk.incoming.chat, *message, &html, &Vec::new(), Link::None));
        }
        Ok(turn.end())
    }
}
