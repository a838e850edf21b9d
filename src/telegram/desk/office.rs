//! The office's side: answers in people's own words, commands, the buttons of a card.
//! Everything begins with whether the person is of the office now.

use std::time::Duration;

use super::orders::{Order, order};
use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{Ending, Said};
use crate::staff::{
    Act, Closing, Given, Member, Notice, Page, PostKind, Refusal, Ticket, What, act_on, closed_by_asker,
};
use crate::store::{Actor, Also, Fate, Link, NewPost, Settled, StoreError, Waiting};
use crate::telegram::meaning::Talk;
use crate::text::mask;

/// What shows that a note is kept.
const NOTED: &str = "✍";

impl Desk {
    /// Somebody wrote in reply to a message of a ticket that stands before the office.
    pub(super) async fn office_wrote(
        &self,
        turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
    ) -> Result<Settled, StoreError> {
        let Some(member) = self.member(talk.incoming.person).await? else {
            return Ok(self.turned_away(turn, talk, "answer").end());
        };
        let words = if let Said::Text(text) = &talk.incoming.said { text.as_str() } else { "" };
        match order(words).filter(|_| !talk.written.media) {
            Some(order) => self.ordered(turn, talk, ticket, &member, order).await,
            None => self.answer(turn, talk, ticket, &member).await,
        }
    }

    /// Somebody wrote in the office's group, to nobody in particular: in a ticket's own
    /// topic that is an answer, elsewhere it is talk.
    pub(super) async fn overheard(&self, update: &Waiting, talk: &Talk) -> Result<Settled, StoreError> {
        let ticket = match talk.place.thread {
            Some(thread) => self.store.ticket_in(talk.incoming.chat, thread).await?,
            None => None,
        };
        match ticket {
            Some(ticket) => self.office_wrote(Turn::of(update), talk, &ticket).await,
            None => Ok(Settled::new(update.update, Fate::Done)),
        }
    }

    /// A reply to a message of ours that belongs to no ticket we know of: never silence.
    pub(super) async fn which_ticket(&self, mut turn: Turn, talk: &Talk) -> Result<Settled, StoreError> {
        if let Some(member) = self.member(talk.incoming.person).await? {
            let lang = self.lang_at(talk.incoming.chat, &member);
            self.notice(&mut turn, &spot_of(talk), lang, &Notice::WhichTicket);
        }
        Ok(turn.end())
    }

    /// A command in reply to a message of a ticket.
    async fn ordered(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        order: Order,
    ) -> Result<Settled, StoreError> {
        let lang = self.lang_at(talk.incoming.chat, member);
        match order {
            Order::Do(act) => return self.act(turn, talk, ticket, member, &act).await,
            Order::Note => {
                let post = NewPost {
                    ticket: ticket.number,
                    kind: PostKind::Note,
                    chat: talk.incoming.chat,
                    message: talk.incoming.message,
                    from: None,
                    album: None,
                    author: Some(member.person),
                    media: false,
                    text: if let Said::Text(text) = &talk.incoming.said { Some(mask(text)) } else { None },
                };
                if let Some(message) = talk.incoming.message {
                    turn.drafts.push(requests::react(talk.incoming.chat, message, Some(NOTED)));
                }
                return Ok(turn.with(Also::Post(Box::new(post))).end());
            }
            Order::Canned(name) => {
                let given = Given::Canned(name);
                if self.words_of(&given, ticket).is_some() {
                    return self.give(turn, talk, ticket, member, given).await;
                }
                let replies = &self.knowledge.faq.replies;
                let names = replies.iter().map(|reply| reply.name.clone()).collect();
                self.notice(&mut turn, &spot_of(talk), lang, &Notice::NoSuchReply(names));
            }
            Order::Find(words) => {
                let topics = self.topics_for(&words);
                let card = self.card(ticket).await?;
                let buttons = self.card_buttons(lang, &card, Page::Topics, topics, Vec::new());
                let knowledge = &self.knowledge;
                let html = knowledge.catalog.notice(&knowledge.faq, lang, &Notice::Done);
                turn.drafts.extend(requests::say(
                    &spot_of(talk),
                    &html,
                    talk.incoming.message,
                    &buttons,
                    Link::None,
                ));
            }
            Order::Help => self.notice(&mut turn, &spot_of(talk), lang, &Notice::Help),
        }
        Ok(turn.end())
    }

    /// A button of a card.
    pub(super) async fn card_tapped(
        &self,
        update: &Waiting,
        talk: &Talk,
        what: &What,
    ) -> Result<Settled, StoreError> {
        let turn = Turn::of(update);
        let member = self.member(talk.incoming.person).await?;
        let ticket = self.store.ticket(what.ticket).await?;
        let (Some(member), Some(ticket)) = (member, ticket) else {
            let mut turn = self.turned_away(turn, talk, "button");
            turn.toast(talk, None);
            return Ok(turn.end());
        };
        self.act(turn, talk, &ticket, &member, &what.act).await
    }

    async fn act(
        &self,
        turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        act: &Act,
    ) -> Result<Settled, StoreError> {
        let next = match act_on(ticket, member, act, &self.policy(), self.now()) {
            Ok(next) => next,
            Err(why) => return self.refused(turn, talk, ticket, member, why).await,
        };
        match act {
            Act::Page(page) => return self.turn_page(turn, talk, ticket, member, *page).await,
            Act::Topic(topic) => {
                return self.give(turn, talk, ticket, member, Given::Topic(topic.clone())).await;
            }
            Act::ToAll(given) => return self.answer_all(turn, talk, ticket, member, given).await,
            Act::Mute(days) => return self.mute(turn, talk, ticket, member, *days),
            Act::Show => return self.show_one(turn, talk, ticket, member).await,
            _ => {}
        }
        let mut turn = self.carry_out(turn, next, member, act).await?;
        self.taken(&mut turn, talk, member);
        Ok(turn.end())
    }

    /// What an act that changes its ticket leads to, wherever it was done: its asker is told
    /// of an end, and those who ask the same are.
    pub(super) async fn carry_out(
        &self,
        mut turn: Turn,
        next: Ticket,
        member: &Member,
        act: &Act,
    ) -> Result<Turn, StoreError> {
        match act {
            Act::Close => {
                self.farewell(&mut turn, &next, Ending::Staff);
                turn = self.let_go_of_fellows(turn, &next).await?;
            }
            Act::Dismiss(why) => turn = self.dismiss_all(turn, &next, member, *why).await?,
            _ => {}
        }
        let (word, detail) = told(act);
        Ok(turn.step(next, Actor::Staff(member.person), word, detail))
    }

    /// A dismissed ticket's asker is told, and so are those who ask the same.
    async fn dismiss_all(
        &self,
        mut turn: Turn,
        ticket: &Ticket,
        member: &Member,
        why: Closing,
    ) -> Result<Turn, StoreError> {
        let ending = if why == Closing::NotOurs { Ending::NotOurs } else { Ending::Dismissed };
        self.farewell(&mut turn, ticket, ending);
        for fellow in self.store.fellows(ticket.number).await? {
            let Some(next) = closed_by_asker(&fellow, why, self.now()) else { continue };
            self.farewell(&mut turn, &next, ending);
            turn = turn.step(next, Actor::Staff(member.person), "dismissed", why.code());
        }
        Ok(turn)
    }

    /// Nothing was done, and why: at the button, or in reply.
    pub(super) async fn refused(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        why: Refusal,
    ) -> Result<Settled, StoreError> {
        let lang = self.lang_at(talk.incoming.chat, member);
        let by = match why {
            Refusal::TakenBy(person) => self.name_of(Some(person)).await?,
            _ => None,
        };
        let knowledge = &self.knowledge;
        let notice = Notice::Refused { number: ticket.number, why, by };
        let html = knowledge.catalog.notice(&knowledge.faq, lang, &notice);
        if talk.place.tap.is_some() {
            turn.toast(talk, Some(&html.plain()));
            return Ok(turn.end());
        }
        let take_over = What { ticket: ticket.number, act: Act::Assign(member.person) };
        let button = crate::staff::CardButton { what: take_over.clone(), name: None };
        let label = knowledge.catalog.card_label(&knowledge.faq, lang, &button);
        let buttons = match why {
            Refusal::TakenBy(_) => vec![vec![(label, take_over.payload())]],
            _ => Vec::new(),
        };
        turn.drafts.extend(requests::say(&spot_of(talk), &html, talk.incoming.message, &buttons, Link::None));
        Ok(turn.end())
    }

    fn mute(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        days: u16,
    ) -> Result<Settled, StoreError> {
        let Some(person) = ticket.asker else { return Ok(turn.end()) };
        let by = Actor::Staff(member.person);
        let until = self.now().plus(Duration::from_secs(u64::from(days) * 24 * 3600));
        let (also, act) = match days {
            0 => (Also::Free(person), "unmuted"),
            _ => (Also::Restrain { person, until: Some(until), why: "staff", by }, "muted"),
        };
        self.taken(&mut turn, talk, member);
        // The card shows it: the ticket is changed, if only in its version.
        Ok(turn.with(also).step(ticket.clone(), by, act, days.to_string()).end())
    }
}

pub(super) fn named(member: Member) -> String {
    if member.name.is_empty() { member.person.0.to_string() } else { member.name }
}

/// Where the office's people wrote, or tapped.
pub(super) fn spot_of(talk: &Talk) -> Spot {
    Spot { thread: talk.place.thread, ..Spot::chat(talk.incoming.chat) }
}

/// The line of the audit trail for what was done.
fn told(act: &Act) -> (&'static str, String) {
    match act {
        Act::Claim => ("claimed", String::new()),
        Act::Release => ("released", String::new()),
        Act::Close => ("closed", Closing::Staff.code().to_owned()),
        Act::Reopen => ("reopened", String::new()),
        Act::Dismiss(why) => ("dismissed", why.code().to_owned()),
        Act::HintOff => ("hint off", String::new()),
        Act::Snooze(pause) => ("snoozed", format!("{} min", pause.as_secs() / 60)),
        Act::Assign(person) => ("assigned", person.0.to_string()),
        Act::Topic(_) | Act::ToAll(_) | Act::Mute(_) | Act::Show | Act::Page(_) => ("done", String::new()),
    }
}
