//! A ticket's card: gathered from what is remembered, shown where the office's people
//! are. It may not change the ticket.

use super::office::named;
use super::requests::{self, Buttons, Spot};
use super::{Desk, Turn};
use crate::chat::{ChatId, PersonId};
use crate::faq::TopicId;
use crate::lang::Lang;
use crate::matching::Verdict;
use crate::staff::{Card, CardButton, Choices, Member, Notice, Page, Post, PostKind, PostState, Ticket};
use crate::store::{Actor, Draft, Settled, StoreError};
use crate::telegram::meaning::Talk;

/// Topics that are offered to answer with.
const TOPICS: usize = 6;
/// The asker's earlier questions on a card.
const EARLIER: usize = 3;

impl Desk {
    /// The topics that come nearest to some words, best first.
    pub(super) fn topics_for(&self, words: &str) -> Vec<TopicId> {
        let judged = self.knowledge.judge.judge(words);
        let first = match judged.verdict {
            Verdict::Answer(topic) => Some(topic),
            _ => None,
        };
        let ranked = judged.ranking.into_iter().map(|hit| hit.topic);
        let mut topics: Vec<TopicId> = Vec::new();
        for topic in first.into_iter().chain(ranked) {
            let answers = self.answers_something(&topic);
            if answers && !topics.contains(&topic) && topics.len() < TOPICS {
                topics.push(topic);
            }
        }
        topics
    }

    /// True for a topic that is more than small talk.
    fn answers_something(&self, topic: &TopicId) -> bool {
        let faq = &self.knowledge.faq;
        let programme = faq.topic(topic).and_then(|topic| faq.programme(&topic.programme));
        programme.is_some_and(|programme| !programme.small_talk)
    }
}

impl Desk {
    /// A ticket as its card shows it.
    pub(super) async fn card(&self, ticket: &Ticket) -> Result<Card, StoreError> {
        let earlier = self.store.tickets(ticket.chat).await?;
        let before = |other: &&Ticket| {
            other.number < ticket.number && other.asker == ticket.asker && !other.question.is_empty()
        };
        let earlier: Vec<String> =
            earlier.iter().filter(before).rev().take(EARLIER).map(|other| other.question.clone()).collect();
        let posts = self.store.posts(ticket.number).await?;
        let undelivered = |post: &Post| post.kind == PostKind::Out && post.state == PostState::Undelivered;
        let muted = match ticket.asker {
            Some(person) => self.store.restraint(person, self.now()).await?.is_some(),
            None => false,
        };
        Ok(Card {
            number: ticket.number,
            state: ticket.state,
            programme: ticket.programme.clone(),
            lang: ticket.lang,
            hint: ticket.hint,
            question: ticket.question.clone(),
            offered: ticket.offered.clone(),
            earlier,
            fellows: self.store.fellows(ticket.number).await?.len(),
            asked_at: ticket.asked_at,
            owner: self.name_of(ticket.owner).await?,
            told_at: ticket.told_at,
            undelivered: posts.iter().any(undelivered),
            closing: ticket.closed.map(|(_, why)| why),
            content: ticket.content,
            muted,
        })
    }

    /// The buttons of a page under a card, in words.
    pub(super) fn card_buttons(
        &self,
        lang: Lang,
        card: &Card,
        page: Page,
        topics: Vec<TopicId>,
        people: Vec<(PersonId, String)>,
    ) -> Buttons {
        let knowledge = &self.knowledge;
        let label = |button: &CardButton| {
            (knowledge.catalog.card_label(&knowledge.faq, lang, button), button.what.payload())
        };
        let rows = card.buttons(lang, page, &Choices { topics, people });
        rows.iter().map(|row| row.iter().map(label).collect()).collect()
    }

    /// The cards of a ticket that has none; `None`
    /// while their place in the forum is being made, or where nobody would see them.
    pub(super) async fn new_card(&self, ticket: &Ticket) -> Result<Option<Vec<Draft>>, StoreError> {
        let Some(spots) = self.spots(ticket).await? else { return Ok(None) };
        let card = self.card(ticket).await?;
        let mut drafts = Vec::new();
        for (spot, lang) in &spots {
            let (html, buttons) = self.card_in_words(*lang, &card);
            let link = requests::makes(ticket.number, PostKind::Card, spot.chat, None);
            drafts.extend(requests::say(spot, &html, None, &buttons, link));
        }
        Ok(Some(drafts).filter(|_| !spots.is_empty()))
    }

    /// The cards of a ticket, brought to how it is now.
    pub(super) async fn changed_cards(
        &self,
        turn: &mut Turn,
        ticket: &Ticket,
        cards: &[&Post],
    ) -> Result<(), StoreError> {
        let card = self.card(ticket).await?;
        for post in cards {
            let Some(message) = post.message else { continue };
            let lang = self.lang_in(post.chat).await?;
            let (html, buttons) = self.card_in_words(lang, &card);
            let link = crate::store::Link::Changes(ticket.number, post.nth);
            turn.drafts.push(requests::change(post.chat, message, &html, &buttons, link));
        }
        Ok(())
    }

    fn card_in_words(&self, lang: Lang, card: &Card) -> (crate::l10n::Html, Buttons) {
        let knowledge = &self.knowledge;
        let html = knowledge.catalog.notice(&knowledge.faq, lang, &Notice::Card(Box::new(card.clone())));
        (html, self.card_buttons(lang, card, Page::Main, Vec::new(), Vec::new()))
    }

    /// Where a ticket's cards stand, each with its language; `None` while the topic of the
    /// forum is being made.
    async fn spots(&self, ticket: &Ticket) -> Result<Option<Vec<(Spot, Lang)>>, StoreError> {
        let Some(group) = self.group() else {
            let people = self.people_for(ticket.programme.as_deref(), Some(ticket.lang)).await?;
            return Ok(Some(
                people.into_iter().map(|one| (Spot::chat(ChatId(one.person.0)), one.lang)).collect(),
            ));
        };
        let Some(name) = self.place_of(ticket) else { return Ok(Some(vec![(Spot::chat(group), Lang::Id)])) };
        let place = self.store.place(&name).await?;
        Ok(place.filter(|place| place.chat_id == group.0 && place.state != "planned").map(|place| {
            // A forum that lets us make no topics gets its cards in its common one.
            let placed = place.thread.map(|_| name);
            vec![(Spot { thread: place.thread, place: placed, ..Spot::chat(group) }, Lang::Id)]
        }))
    }

    /// The name of the topic of the forum where a ticket's cards stand.
    pub(super) fn place_of(&self, ticket: &Ticket) -> Option<String> {
        use crate::config::Topics;
        match self.staff.topics {
            Topics::None => None,
            Topics::Programme => {
                Some(format!("programme:{}", ticket.programme.as_deref().unwrap_or("office")))
            }
            Topics::Ticket => Some(format!("ticket:{}", ticket.number.0)),
        }
    }

    /// The language of what the office reads in a chat.
    pub(super) async fn lang_in(&self, chat: ChatId) -> Result<Lang, StoreError> {
        if self.group() == Some(chat) {
            return Ok(Lang::Id);
        }
        let member = self.member(Some(PersonId(chat.0))).await?;
        Ok(member.map_or(Lang::Id, |member| member.lang))
    }

    /// The copy of an asker's words before the office, changed as they changed them.
    pub(super) fn heard_again(&self, post: &Post, message: i64, words: &str, media: bool) -> Draft {
        let knowledge = &self.knowledge;
        let words = crate::text::mask(words);
        let heard = Notice::Heard { number: post.ticket, words };
        let html = knowledge.catalog.notice(&knowledge.faq, Lang::Id, &heard);
        match media {
            true => requests::change_copy(post.chat, message, &html.plain(), None, true),
            false => requests::change(post.chat, message, &html, &Vec::new(), crate::store::Link::None),
        }
    }

    /// Other buttons under the card.
    pub(super) async fn turn_page(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        page: Page,
    ) -> Result<Settled, StoreError> {
        turn.toast(talk, None);
        let lang = self.lang_at(talk.incoming.chat, member);
        let card = self.card(ticket).await?;
        let topics = if page == Page::Topics { self.topics_for(&ticket.question) } else { Vec::new() };
        let people: Vec<(PersonId, String)> = match page {
            Page::Assign => {
                let theirs = |one: &Member| one.answers_for(ticket.programme.as_deref());
                self.everybody()
                    .await?
                    .into_iter()
                    .filter(theirs)
                    .map(|one| (one.person, named(one)))
                    .collect()
            }
            _ => Vec::new(),
        };
        let buttons = self.card_buttons(lang, &card, page, topics, people);
        if let Some((_, Some(message))) = &talk.place.tap {
            turn.drafts.push(requests::rebutton(talk.incoming.chat, *message, &buttons));
        }
        Ok(turn.end())
    }

    /// The language of what the office's people read: the person's own in their own chat.
    pub(super) fn lang_at(&self, chat: ChatId, member: &Member) -> Lang {
        if self.group() == Some(chat) { Lang::Id } else { member.lang }
    }

    /// The card of a ticket of the digest, on demand: once, and from then on it is
    /// reminded of like any other.
    pub(super) async fn show_one(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
    ) -> Result<Settled, StoreError> {
        self.taken(&mut turn, talk, member);
        let posts = self.store.posts(ticket.number).await?;
        let there = |post: &Post| {
            post.kind == PostKind::Card && matches!(post.state, PostState::Planned | PostState::Sent)
        };
        if posts.iter().any(there) {
            return Ok(turn.end());
        }
        let Some(drafts) = self.new_card(ticket).await? else { return Ok(turn.end()) };
        turn.drafts.extend(drafts);
        let next = Ticket { due_at: self.policy().due(ticket), ..ticket.clone() };
        Ok(turn.step(next, Actor::Staff(member.person), "shown", "").end())
    }
}
