//! What falls due: reminders, the end of what has gone quiet, news of what was asked.

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{ChatId, Ending, Message};
use crate::matching::Verdict;
use crate::staff::{Due, Notice, PostKind, PostState, Reminded, Ticket};
use crate::store::{Actor, Lease, StoreError};

/// Tickets looked at in one round.
const BATCH: u32 = 100;

impl Desk {
    /// Reminds, and closes what has gone quiet.
    pub(super) async fn fall_due(&self, lease: &Lease) -> Result<bool, StoreError> {
        let mut done = false;
        for ticket in self.store.due(self.now(), BATCH).await? {
            let turn = match self.policy().fall_due(&ticket, self.now()) {
                Some(Due::Close(next)) => {
                    let mut turn = Turn::errand();
                    self.farewell(&mut turn, &next, Ending::Quiet);
                    let turn = self.let_go_of_fellows(turn, &next).await?;
                    turn.step(*next, Actor::Program, "closed", "quiet")
                }
                Some(Due::Remind(whom, next)) => self.remind(&ticket, whom).await?.step(
                    *next,
                    Actor::Program,
                    "reminded",
                    format!("{whom:?}").to_lowercase(),
                ),
                None => {
                    Turn::errand().step(Ticket { due_at: None, ..ticket }, Actor::Program, "nothing due", "")
                }
            };
            done |= self.file(lease, turn).await?;
        }
        Ok(done)
    }

    /// Those who ask the same as a ticket that is over are tickets of their own again.
    pub(super) async fn let_go_of_fellows(
        &self,
        mut turn: Turn,
        ticket: &Ticket,
    ) -> Result<Turn, StoreError> {
        for fellow in self.store.fellows(ticket.number).await?.into_iter().filter(Ticket::is_open) {
            let mut next = Ticket { leader: None, ..fellow };
            next.due_at = self.policy().due(&next);
            turn = turn.step(next, Actor::Program, "alone again", "");
        }
        Ok(turn)
    }

    /// A reminder: in the group with names, or to each person directly.
    pub(super) async fn remind(&self, ticket: &Ticket, whom: Reminded) -> Result<Turn, StoreError> {
        let people = self.reminded(ticket, whom).await?;
        let mut names = Vec::new();
        for person in &people {
            names.extend(self.name_of(Some(person.person)).await?);
        }
        let notice = Notice::Reminder {
            number: ticket.number,
            whom,
            names,
            since: ticket.waits_since(),
            question: ticket.question.clone(),
        };
        let mut turn = Turn::errand();
        let posts = self.store.posts(ticket.number).await?;
        for card in posts.iter().filter(|post| post.kind == PostKind::Card && post.state == PostState::Sent) {
            let theirs = people.iter().any(|person| person.person.0 == card.chat.0);
            if self.group() == Some(card.chat) || theirs {
                let spot = self.spot_of_card(ticket, card).await?;
                self.remark(&mut turn, ticket, &spot, card.message, &notice).await?;
            }
        }
        // Whoever has no card of it, and everybody where admins are asked, is written to.
        for person in &people {
            let chat = ChatId(person.person.0);
            let told = turn.drafts.iter().any(|draft| draft.chat == Some(chat));
            if !told && (self.group().is_none() || whom == Reminded::Admins) {
                self.remark(&mut turn, ticket, &Spot::chat(chat), None, &notice).await?;
            }
        }
        Ok(turn)
    }

    /// A word about a ticket to the office's people.
    pub(super) async fn remark(
        &self,
        turn: &mut Turn,
        ticket: &Ticket,
        spot: &Spot,
        card: Option<i64>,
        notice: &Notice,
    ) -> Result<(), StoreError> {
        let knowledge = &self.knowledge;
        let html = knowledge.catalog.notice(&knowledge.faq, self.lang_in(spot.chat).await?, notice);
        let link = requests::makes(ticket.number, PostKind::Notice, spot.chat, None);
        turn.drafts.extend(requests::say(spot, &html, card, &Vec::new(), link));
        Ok(())
    }

    /// Tickets that ended without an answer and that the knowledge answers now.
    pub(super) async fn tell_news(&self, lease: &Lease) -> Result<bool, StoreError> {
        let mut done = false;
        for ticket in self.store.hopeful(1000).await? {
            let Verdict::Answer(topic) = self.knowledge.judge.judge(&ticket.question).verdict else {
                continue;
            };
            let news = Message::News { number: ticket.number, question: ticket.question.clone() };
            let answer = Message::Answer { topic: topic.clone(), today: self.now().date() };
            let mut turn = Turn::errand();
            self.tell(&mut turn, &ticket, vec![news, answer], Vec::new());
            let next = Ticket { news: false, ..ticket };
            done |= self.file(lease, turn.step(next, Actor::Program, "news", topic.as_str())).await?;
        }
        Ok(done)
    }
}
