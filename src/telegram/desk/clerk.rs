//! The clerk: brings cards to what tickets are, passes on what was said, reminds, closes
//! what has gone quiet, tells of news. Each piece of work is one transaction that is
//! refused where somebody was quicker; nothing is kept in memory, so a crash costs nothing.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::app::chain;
use crate::chat::{ChatId, Ending, Message};
use crate::lang::Lang;
use crate::matching::Verdict;
use crate::staff::{Due, Notice, Post, PostKind, PostState, Ticket};
use crate::store::{Actor, Also, Lease, Link, StoreError};

/// How long nothing happens before everything is looked at anyway.
const NET: Duration = Duration::from_millis(500);
/// Pictures of an album come within this time of each other.
const ALBUM: Duration = Duration::from_millis(1500);
/// Tickets looked at in one round.
const BATCH: u32 = 500;
/// A topic of the forum that could not be made is tried again after so long.
const PLACE_AGAIN: Duration = Duration::from_secs(3600);

/// What works for the desk between updates.
pub struct Clerk {
    pub desk: Desk,
    /// Rung when an update was handled.
    pub bell: Arc<Notify>,
    /// Rung for the sender.
    pub outbox: Arc<Notify>,
}

impl Clerk {
    /// Works until told to stop. Ends early when another instance leads.
    pub async fn run(&self, lease: &Lease, stop: &CancellationToken) -> Result<(), StoreError> {
        let mut version = None;
        while !stop.is_cancelled() {
            match self.round(lease, &mut version).await {
                Ok(true) => self.outbox.notify_one(),
                Ok(false) => {}
                Err(StoreError::Fenced) => return Err(StoreError::Fenced),
                Err(error) => {
                    tracing::error!(error = %chain(&error), "the desk's work is held up; trying again");
                    tokio::time::sleep(NET * 4).await;
                }
            }
            tokio::select! {
                () = self.bell.notified() => {}
                () = tokio::time::sleep(NET) => {}
                () = stop.cancelled() => {}
            }
        }
        Ok(())
    }

    /// Everything that is to be done now; true where something was.
    async fn round(&self, lease: &Lease, version: &mut Option<String>) -> Result<bool, StoreError> {
        let mut done = self.desk.show(lease).await?;
        done |= self.desk.pass_on(lease).await?;
        done |= self.desk.fall_due(lease).await?;
        done |= self.desk.nightly(lease).await?;
        let current = &self.desk.app.knowledge().version;
        if version.as_ref() != Some(current) {
            done |= self.desk.tell_news(lease).await?;
            *version = Some(current.clone());
        }
        Ok(done)
    }
}

impl Desk {
    /// One piece of work, in a transaction of its own. False where somebody else changed
    /// the ticket: the next round looks again.
    pub(super) async fn file(&self, lease: &Lease, turn: Turn) -> Result<bool, StoreError> {
        match self.store.settle(lease, vec![turn.end()], self.now()).await {
            Ok(()) => Ok(true),
            Err(StoreError::Stale) => Ok(false),
            Err(StoreError::Refused(why)) => {
                tracing::error!(error = %chain(why.as_ref()), "a piece of the desk's work cannot be stored");
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Brings cards to what their tickets are.
    async fn show(&self, lease: &Lease) -> Result<bool, StoreError> {
        let tickets = self.store.unshown(BATCH).await?;
        let mut done = false;
        let mut fresh = Vec::new();
        for ticket in tickets {
            let posts = self.store.posts(ticket.number).await?;
            let cards: Vec<&Post> = posts.iter().filter(|post| post.kind == PostKind::Card).collect();
            let there: Vec<&Post> = cards.iter().copied().filter(|post| post.state == PostState::Sent).collect();
            match (there.is_empty(), cards.is_empty()) {
                (false, _) => done |= self.refresh(lease, &ticket, &there).await?,
                (true, true) if !ticket.is_open() => {
                    let shown = Also::Shown(ticket.number, ticket.version);
                    done |= self.file(lease, Turn::errand().with(shown)).await?;
                }
                (true, true) if ticket.leader.is_some() => {
                    let shown = Also::Shown(ticket.number, ticket.version);
                    done |= self.file(lease, Turn::errand().with(shown)).await?;
                }
                (true, true) => {
                    let talks = posts.iter().any(|post| post.kind == PostKind::In);
                    fresh.push((ticket, talks));
                }
                (true, false) if cards.iter().all(|card| card.state == PostState::Undelivered) => {
                    // Nobody can be reached; they are shown it when somebody can.
                    let shown = Also::Shown(ticket.number, ticket.version);
                    done |= self.file(lease, Turn::errand().with(shown)).await?;
                }
                (true, false) => done |= self.present(lease, &ticket).await?,
            }
        }
        Ok(done | self.welcome(lease, fresh).await?)
    }

    /// The cards of a ticket that changed.
    async fn refresh(&self, lease: &Lease, ticket: &Ticket, cards: &[&Post]) -> Result<bool, StoreError> {
        let mut turn = Turn::errand().with(Also::Shown(ticket.number, ticket.version));
        self.changed_cards(&mut turn, ticket, cards).await?;
        self.file(lease, turn).await
    }

    /// New tickets: some join another that asks the same, the others get cards, or a
    /// line of the digest where they are too many.
    async fn welcome(&self, lease: &Lease, fresh: Vec<(Ticket, bool)>) -> Result<bool, StoreError> {
        let mut done = false;
        let mut alone = Vec::new();
        for (ticket, talks) in fresh {
            let leader = if talks { None } else { self.leader_of(&ticket).await? };
            match leader {
                Some(leader) => done |= self.join_group(lease, ticket, leader).await?,
                None => alone.push(ticket),
            }
        }
        let room = self.room(alone.len()).await?;
        let (now, later) = alone.split_at(room);
        for ticket in now {
            done |= self.present(lease, ticket).await?;
        }
        Ok(done | self.digest(lease, later).await?)
    }

    async fn join_group(&self, lease: &Lease, ticket: Ticket, leader: Ticket) -> Result<bool, StoreError> {
        let number = leader.number;
        let mut next = Ticket { leader: Some(number), ..ticket };
        next.due_at = self.policy().due(&next);
        let shown = Also::Shown(next.number, next.version + 1);
        // The leader's card counts it: its version grows.
        let turn = Turn::errand()
            .step(next, Actor::Program, "joined", number.0.to_string())
            .step(leader, Actor::Program, "joined by another", "")
            .with(shown);
        self.file(lease, turn).await
    }

    /// The first cards of a ticket, and when somebody is reminded of it.
    async fn present(&self, lease: &Lease, ticket: &Ticket) -> Result<bool, StoreError> {
        let Some(drafts) = self.new_card(ticket, &[]).await? else { return self.make_place(lease, ticket).await };
        let mut turn = Turn::errand().with(Also::Shown(ticket.number, ticket.version + 1));
        turn.drafts = drafts;
        let next = Ticket { due_at: self.policy().due(ticket), ..ticket.clone() };
        self.file(lease, turn.step(next, Actor::Program, "shown", "")).await
    }

    /// Asks for the topic of the forum that a ticket belongs into.
    async fn make_place(&self, lease: &Lease, ticket: &Ticket) -> Result<bool, StoreError> {
        let (Some(name), Some(chat)) = (self.place_of(ticket), self.group()) else { return Ok(false) };
        let place = self.store.place(&name).await?;
        let waits = |place: &crate::store::Place| {
            let since = self.now().since(crate::clock::Timestamp(place.made_at));
            place.chat_id == chat.0 && since < i64::try_from(PLACE_AGAIN.as_millis()).unwrap_or(i64::MAX)
        };
        if place.as_ref().is_some_and(waits) {
            return Ok(false);
        }
        let knowledge = self.app.knowledge();
        let title = match (self.staff.topics, &ticket.programme) {
            (crate::config::Topics::Ticket, _) => {
                let words: String = ticket.question.chars().take(60).collect();
                format!("{} {words}", ticket.number.0)
            }
            (_, programme) => knowledge.catalog.field(&knowledge.faq, Lang::Id, programme.as_deref()),
        };
        let mut turn = Turn::errand().with(Also::Place { name: name.clone(), chat });
        turn.drafts.push(requests::open_topic(chat, &name, &title));
        self.file(lease, turn).await
    }

    /// Passes on what askers said, whole albums, and what was lost on its way.
    async fn pass_on(&self, lease: &Lease) -> Result<bool, StoreError> {
        let complete = self.now().minus(ALBUM);
        let posts = self.store.unsent_posts(complete, BATCH).await?;
        let mut done = false;
        let mut taken: Vec<&Post> = Vec::new();
        for post in &posts {
            let seen = |other: &&Post| {
                other.ticket == post.ticket && other.chat == post.chat && other.album.is_some() && other.album == post.album
            };
            if taken.iter().any(seen) {
                continue;
            }
            let album: Vec<&Post> = match &post.album {
                Some(_) => posts.iter().filter(|other| seen(other)).collect(),
                None => vec![post],
            };
            let Some(ticket) = self.store.ticket(post.ticket).await? else { continue };
            done |= match post.chat {
                ChatId(0) => self.bring_to_office(lease, &ticket, &album).await?,
                _ => self.send_again(lease, &ticket, &album).await?,
            };
            taken.push(post);
        }
        Ok(done)
    }

    /// What an asker said, in reply to each card of the ticket. It waits for the cards.
    async fn bring_to_office(&self, lease: &Lease, ticket: &Ticket, album: &[&Post]) -> Result<bool, StoreError> {
        let posts = self.store.posts(ticket.number).await?;
        let cards: Vec<&Post> = posts.iter().filter(|post| post.kind == PostKind::Card).collect();
        if !cards.iter().any(|card| card.state == PostState::Sent) {
            return Ok(false);
        }
        let mut turn = Turn::errand();
        for card in cards.iter().filter(|card| card.state == PostState::Sent) {
            let spot = self.spot_of_card(ticket, card).await?;
            turn = self.bring(turn, ticket, &spot, card.message, album).await?;
        }
        for post in album {
            turn = turn.with(Also::Mark(post.ticket, post.nth, PostState::Sent));
        }
        self.file(lease, turn).await
    }

    async fn bring(&self, mut turn: Turn, ticket: &Ticket, spot: &Spot, card: Option<i64>, album: &[&Post]) -> Result<Turn, StoreError> {
        let lang = self.lang_in(spot.chat).await?;
        let knowledge = self.app.knowledge();
        let [post] = album else {
            // One request for the whole album; each picture is a message of the ticket.
            let [first, rest @ ..] = album else { return Ok(turn) };
            let Some((from, _)) = first.from else { return Ok(turn) };
            let messages: Vec<i64> = album.iter().filter_map(|post| post.from).map(|(_, message)| message).collect();
            let name = format!("{}:{}", first.album.as_deref().unwrap_or_default(), spot.chat.0);
            let part = |post: &Post| crate::store::NewPost {
                ticket: ticket.number,
                kind: PostKind::In,
                chat: spot.chat,
                message: None,
                from: post.from,
                album: Some(name.clone()),
                author: post.author,
                media: post.media,
                text: post.text.clone(),
            };
            turn.drafts.push(requests::copy_album(spot, from, &messages, Link::Makes(Box::new(part(first)))));
            for other in rest {
                turn = turn.with(Also::Planned(Box::new(part(other))));
            }
            return Ok(turn);
        };
        let words = post.text.clone().unwrap_or_default();
        let html = knowledge.catalog.notice(&knowledge.faq, lang, &Notice::Heard { number: ticket.number, words });
        let link = Link::Makes(Box::new(crate::store::NewPost {
            ticket: ticket.number,
            kind: PostKind::In,
            chat: spot.chat,
            message: None,
            from: post.from,
            album: None,
            author: post.author,
            media: post.media,
            text: post.text.clone(),
        }));
        match (post.from, post.media) {
            (Some(from), true) => turn.drafts.push(requests::copy(spot, from, Some(html.as_str()), card, link)),
            _ => turn.drafts.extend(requests::say(spot, &html, card, &Vec::new(), link)),
        }
        Ok(turn)
    }

    /// Where a card stands.
    async fn spot_of_card(&self, ticket: &Ticket, card: &Post) -> Result<Spot, StoreError> {
        let name = self.place_of(ticket).filter(|_| self.group() == Some(card.chat));
        let place = match &name {
            Some(name) => self.store.place(name).await?,
            None => None,
        };
        let thread = place.and_then(|place| place.thread);
        Ok(Spot { thread, place: name.filter(|_| thread.is_some()), ..Spot::chat(card.chat) })
    }

    /// A copy that did not arrive because its place was gone, or that waited for its album.
    async fn send_again(&self, lease: &Lease, ticket: &Ticket, album: &[&Post]) -> Result<bool, StoreError> {
        let [first, ..] = album else { return Ok(false) };
        let spot = match first.chat == ticket.chat {
            true => Spot::asker(ticket),
            false => {
                let posts = self.store.posts(ticket.number).await?;
                let card = |post: &&Post| {
                    post.kind == PostKind::Card && post.state == PostState::Sent && post.chat == first.chat
                };
                // The card comes first: it makes the place anew.
                let Some(card) = posts.iter().find(card) else { return Ok(false) };
                self.spot_of_card(ticket, card).await?
            }
        };
        let mut turn = Turn::errand();
        let Some(from) = first.from else {
            return self.file(lease, turn.with(Also::Mark(first.ticket, first.nth, PostState::Gone))).await;
        };
        let link = Link::Remakes(first.ticket, first.nth);
        if album.len() > 1 {
            let messages: Vec<i64> = album.iter().filter_map(|post| post.from).map(|(_, message)| message).collect();
            for post in album.iter().skip(1) {
                turn = turn.with(Also::Mark(post.ticket, post.nth, PostState::Planned));
            }
            turn.drafts.push(requests::copy_album(&spot, from.0, &messages, link));
        } else if first.kind == PostKind::In && !first.media {
            let knowledge = self.app.knowledge();
            let heard = Notice::Heard { number: ticket.number, words: first.text.clone().unwrap_or_default() };
            let html = knowledge.catalog.notice(&knowledge.faq, self.lang_in(spot.chat).await?, &heard);
            turn.drafts.extend(requests::say(&spot, &html, None, &Vec::new(), link));
        } else {
            turn.drafts.push(requests::copy(&spot, from, None, ticket.message.filter(|_| spot.chat == ticket.chat), link));
        }
        self.file(lease, turn).await
    }

    /// Reminds, and closes what has gone quiet.
    async fn fall_due(&self, lease: &Lease) -> Result<bool, StoreError> {
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
                None => Turn::errand().step(Ticket { due_at: None, ..ticket }, Actor::Program, "nothing due", ""),
            };
            done |= self.file(lease, turn).await?;
        }
        Ok(done)
    }

    /// Those who ask the same as a ticket that is over are tickets of their own again.
    pub(super) async fn let_go_of_fellows(&self, mut turn: Turn, ticket: &Ticket) -> Result<Turn, StoreError> {
        for fellow in self.store.fellows(ticket.number).await?.into_iter().filter(Ticket::is_open) {
            let mut next = Ticket { leader: None, ..fellow };
            next.due_at = self.policy().due(&next);
            turn = turn.step(next, Actor::Program, "alone again", "");
        }
        Ok(turn)
    }

    /// A reminder: in the group with names, or to each person directly.
    async fn remind(&self, ticket: &Ticket, whom: crate::staff::Reminded) -> Result<Turn, StoreError> {
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
            if !told && (self.group().is_none() || whom == crate::staff::Reminded::Admins) {
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
        let knowledge = self.app.knowledge();
        let html = knowledge.catalog.notice(&knowledge.faq, self.lang_in(spot.chat).await?, notice);
        let link = requests::makes(ticket.number, PostKind::Notice, spot.chat, None);
        turn.drafts.extend(requests::say(spot, &html, card, &Vec::new(), link));
        Ok(())
    }

    /// Tickets that ended without an answer and that the knowledge answers now.
    async fn tell_news(&self, lease: &Lease) -> Result<bool, StoreError> {
        let mut done = false;
        for ticket in self.store.hopeful(1000).await? {
            let Verdict::Answer(topic) = self.app.knowledge().judge.judge(&ticket.question).verdict else { continue };
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
