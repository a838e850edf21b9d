//! One answer for all who ask the same: offered to whoever answered one of them, and sent
//! once they agree. It may not answer anybody who has an answer already.

use super::answer::in_our_words;
use super::office::spot_of;
use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::ChatId;
use crate::staff::{Act, CardButton, Given, Member, Notice, Post, PostKind, Refusal, Ticket, What, answered};
use crate::store::{Actor, Also, Link, NewPost, Settled, StoreError};
use crate::telegram::meaning::Talk;

impl Desk {
    /// Others ask the same: shall they get this answer too? Asked once of an album.
    pub(super) async fn offer_to_all(
        &self,
        turn: &mut Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        given: Given,
    ) -> Result<(), StoreError> {
        let fellows = self.store.fellows(ticket.number).await?;
        let others = fellows.iter().filter(|fellow| fellow.is_open()).count();
        if others == 0 || self.album_goes_on(talk, ticket).await? {
            return Ok(());
        }
        let lang = self.lang_at(talk.incoming.chat, member);
        let knowledge = &self.knowledge;
        let notice = Notice::AlsoTell { number: ticket.number, others };
        let html = knowledge.catalog.notice(&knowledge.faq, lang, &notice);
        let what = What { ticket: ticket.number, act: Act::ToAll(given) };
        let button = CardButton { what: what.clone(), name: None };
        let label = knowledge.catalog.card_label(&knowledge.faq, lang, &button);
        let buttons = vec![vec![(label, what.payload())]];
        turn.drafts.extend(requests::say(&spot_of(talk), &html, talk.incoming.message, &buttons, Link::None));
        Ok(())
    }

    /// True for the second picture of an album, and those after it.
    async fn album_goes_on(&self, talk: &Talk, ticket: &Ticket) -> Result<bool, StoreError> {
        if talk.incoming.album.is_none() {
            return Ok(false);
        }
        let posts = self.store.posts(ticket.number).await?;
        Ok(posts.iter().any(|post| post.album == talk.incoming.album))
    }

    /// An answer goes to everybody who asks the same.
    pub(super) async fn answer_all(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        given: &Given,
    ) -> Result<Settled, StoreError> {
        // What else was said to this asker is nobody else's.
        let written = self.written_to(ticket, talk.incoming.chat, given).await?;
        if written.is_empty() && self.words_of(given, ticket).is_none() {
            return self.refused(turn, talk, ticket, member, Refusal::AlreadySo).await;
        }
        let mut told = 0;
        for fellow in self.store.fellows(ticket.number).await? {
            let Ok(next) = answered(&fellow, member, &self.policy(), self.now()) else { continue };
            self.introduce(&mut turn, &fellow, member).await?;
            turn = match self.words_of(given, &fellow) {
                Some(html) => {
                    turn.drafts.extend(in_our_words(&fellow, &html));
                    turn
                }
                None => copied(turn, &fellow, &written),
            };
            let with = format!("with {}", ticket.number.0);
            turn = turn.step(next, Actor::Staff(member.person), "answered", with);
            told += 1;
        }
        let lang = self.lang_at(talk.incoming.chat, member);
        turn.toast(talk, None);
        if let Some((_, Some(message))) = &talk.place.tap {
            let knowledge = &self.knowledge;
            let html = knowledge.catalog.notice(&knowledge.faq, lang, &Notice::ToldAll(told));
            turn.drafts.push(requests::change(talk.incoming.chat, *message, &html, &Vec::new(), Link::None));
        }
        Ok(turn.end())
    }

    /// The messages of an answer in somebody's own words, one or an album, as the ticket's
    /// asker got them.
    async fn written_to(
        &self,
        ticket: &Ticket,
        office: ChatId,
        given: &Given,
    ) -> Result<Vec<Post>, StoreError> {
        let Given::Written(message) = given else { return Ok(Vec::new()) };
        let ours = |post: &Post| post.ticket == ticket.number && post.kind == PostKind::Out;
        let copies = self.store.copies(office, *message).await?;
        let Some(first) = copies.into_iter().find(ours) else { return Ok(Vec::new()) };
        if first.album.is_none() {
            return Ok(vec![first]);
        }
        let mut album = self.store.posts(ticket.number).await?;
        album.retain(|post| ours(post) && post.album == first.album && post.from.is_some());
        Ok(album)
    }
}

/// The office's messages go to the asker of a ticket, an album in one piece.
fn copied(mut turn: Turn, ticket: &Ticket, written: &[Post]) -> Turn {
    let copy = |post: &Post| NewPost {
        ticket: ticket.number,
        kind: PostKind::Out,
        chat: ticket.chat,
        message: None,
        from: post.from,
        album: post.album.clone(),
        author: post.author,
        media: post.media,
        text: post.text.clone(),
    };
    let [first, rest @ ..] = written else { return turn };
    let Some(from) = first.from else { return turn };
    let (spot, link) = (Spot::asker(ticket), Link::Makes(Box::new(copy(first))));
    if rest.is_empty() {
        turn.drafts.push(requests::copy(&spot, from, None, ticket.message, link));
        return turn;
    }
    let messages: Vec<i64> =
        written.iter().filter_map(|post| post.from).map(|(_, message)| message).collect();
    turn.drafts.push(requests::copy_album(&spot, from.0, &messages, link));
    for post in rest {
        turn = turn.with(Also::Planned(Box::new(copy(post))));
    }
    turn
}
