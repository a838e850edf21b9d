//! What askers say, brought to the office, and whatever waits to be sent again: albums in
//! one piece, messages whose place was gone, answers to people who were away.

use std::time::Duration;

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::ChatId;
use crate::staff::{Notice, Post, PostKind, PostState, Ticket};
use crate::store::{Also, Lease, Link, NewPost, StoreError};

/// Pictures of an album come within this time of each other.
const ALBUM: Duration = Duration::from_millis(1500);
/// Messages looked at in one round.
const BATCH: u32 = 100;

impl Desk {
    /// Passes on what askers said, whole albums, and what was lost on its way.
    pub(super) async fn pass_on(&self, lease: &Lease) -> Result<bool, StoreError> {
        let complete = self.now().minus(ALBUM);
        let posts = self.store.unsent_posts(complete, BATCH).await?;
        if posts.is_empty() {
            return Ok(false);
        }
        // What was said stands below a card that knows of it.
        let unshown = self.store.unshown(BATCH).await?;
        let waits = |ticket: &Ticket| unshown.iter().any(|other| other.number == ticket.number);
        let mut done = false;
        let mut taken: Vec<&Post> = Vec::new();
        for post in &posts {
            let seen = |other: &&Post| {
                other.ticket == post.ticket
                    && other.chat == post.chat
                    && other.album.is_some()
                    && other.album == post.album
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
                ChatId(0) if waits(&ticket) => false,
                ChatId(0) => self.bring_to_office(lease, &ticket, &album).await?,
                _ => self.send_again(lease, &ticket, &album).await?,
            };
            taken.push(post);
        }
        Ok(done)
    }

    /// What an asker said, in reply to each card of the ticket. It waits for the cards.
    pub(super) async fn bring_to_office(
        &self,
        lease: &Lease,
        ticket: &Ticket,
        album: &[&Post],
    ) -> Result<bool, StoreError> {
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

    pub(super) async fn bring(
        &self,
        mut turn: Turn,
        ticket: &Ticket,
        spot: &Spot,
        card: Option<i64>,
        album: &[&Post],
    ) -> Result<Turn, StoreError> {
        let lang = self.lang_in(spot.chat).await?;
        let knowledge = &self.knowledge;
        let [post] = album else {
            // One request for the whole album; each picture is a message of the ticket.
            let [first, rest @ ..] = album else { return Ok(turn) };
            let Some((from, _)) = first.from else { return Ok(turn) };
            let messages: Vec<i64> =
                album.iter().filter_map(|post| post.from).map(|(_, message)| message).collect();
            let name = format!("{}:{}", first.album.as_deref().unwrap_or_default(), spot.chat.0);
            let part = |post: &Post| NewPost {
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
        let html =
            knowledge.catalog.notice(&knowledge.faq, lang, &Notice::Heard { number: ticket.number, words });
        let link = Link::Makes(Box::new(NewPost {
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
            (Some(from), true) => {
                turn.drafts.push(requests::copy(spot, from, Some(html.as_str()), card, link))
            }
            _ => turn.drafts.extend(requests::say(spot, &html, card, &Vec::new(), link)),
        }
        Ok(turn)
    }

    /// Where a card stands.
    pub(super) async fn spot_of_card(&self, ticket: &Ticket, card: &Post) -> Result<Spot, StoreError> {
        let name = self.place_of(ticket).filter(|_| self.group() == Some(card.chat));
        let place = match &name {
            Some(name) => self.store.place(name).await?,
            None => None,
        };
        let thread = place.and_then(|place| place.thread);
        Ok(Spot { thread, place: name.filter(|_| thread.is_some()), ..Spot::chat(card.chat) })
    }

    /// A copy that did not arrive because its place was gone, or that waited for its album.
    pub(super) async fn send_again(
        &self,
        lease: &Lease,
        ticket: &Ticket,
        album: &[&Post],
    ) -> Result<bool, StoreError> {
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
            let messages: Vec<i64> =
                album.iter().filter_map(|post| post.from).map(|(_, message)| message).collect();
            for post in album.iter().skip(1) {
                turn = turn.with(Also::Mark(post.ticket, post.nth, PostState::Planned));
            }
            turn.drafts.push(requests::copy_album(&spot, from.0, &messages, link));
        } else if first.kind == PostKind::In && !first.media {
            let knowledge = &self.knowledge;
            let heard =
                Notice::Heard { number: ticket.number, words: first.text.clone().unwrap_or_default() };
            let html = knowledge.catalog.notice(&knowledge.faq, self.lang_in(spot.chat).await?, &heard);
            turn.drafts.extend(requests::say(&spot, &html, None, &Vec::new(), link));
        } else {
            turn.drafts.push(requests::copy(
                &spot,
                from,
                None,
                ticket.message.filter(|_| spot.chat == ticket.chat),
                link,
            ));
        }
        self.file(lease, turn).await
    }
}
