//! What the office reads of many tickets at once: one card for a burst, a summary each
//! night. It may not hold back a ticket: the oldest always get cards of their own.

use std::time::Duration;

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{ChatId, TicketNumber};
use crate::clock::Timestamp;
use crate::lang::Lang;
use crate::staff::{Group, Notice, Post, PostKind, PostState, Ticket, TicketState};
use crate::store::{Also, Lease, Link, StoreError};

/// The time that a burst is measured over.
const MINUTE: Duration = Duration::from_secs(60);
/// A digest is changed at most this often: Telegram counts edits too.
const PAUSE: Duration = Duration::from_secs(6);
/// What was asked most, in a night's summary.
const ASKED: usize = 5;
const DAY: Duration = Duration::from_secs(24 * 3600);
/// The names under which is remembered when this was last done.
const NIGHTLY: &str = "nightly";
const DIGEST: &str = "digest";

impl Desk {
    /// How many of these new tickets may get a card now; the others wait in the digest.
    pub(super) async fn room(&self, fresh: usize) -> Result<usize, StoreError> {
        let burst = usize::try_from(self.tickets.burst).unwrap_or(usize::MAX);
        if burst == 0 {
            return Ok(fresh);
        }
        let recent = self.store.cards_since(self.now().minus(MINUTE)).await?;
        Ok(fresh.min(burst.saturating_sub(usize::try_from(recent).unwrap_or(usize::MAX))))
    }

    /// Shows the tickets that wait without a card, oldest first; none: the digest is over.
    pub(super) async fn digest(&self, lease: &Lease, waiting: &[Ticket]) -> Result<bool, StoreError> {
        let shown = self.store.digests().await?;
        let last = self.store.chore(DIGEST).await?;
        let early = last.is_some_and(|last| self.now() < last.plus(PAUSE));
        if (waiting.is_empty() && shown.is_empty()) || (early && !waiting.is_empty()) {
            return Ok(false);
        }
        let mut turn = Turn::errand().with(Also::Chore(DIGEST.to_owned()));
        match shown.is_empty() {
            true => self.begin_digest(&mut turn, waiting).await?,
            false => turn = self.change_digest(turn, &shown, waiting).await?,
        }
        self.file(lease, turn).await
    }

    async fn begin_digest(&self, turn: &mut Turn, waiting: &[Ticket]) -> Result<(), StoreError> {
        let Some(first) = waiting.first() else { return Ok(()) };
        let spots = match self.group() {
            Some(group) => vec![(Spot::chat(group), Lang::Id)],
            None => {
                let people = self.people_for(None, None).await?;
                people.into_iter().map(|one| (Spot::chat(ChatId(one.person.0)), one.lang)).collect()
            }
        };
        for (spot, lang) in spots {
            let (html, buttons) = self.digest_in_words(lang, waiting);
            let link = requests::makes(first.number, PostKind::Digest, spot.chat, None);
            turn.drafts.extend(requests::say(&spot, &html, None, &buttons, link));
        }
        Ok(())
    }

    async fn change_digest(
        &self,
        mut turn: Turn,
        shown: &[Post],
        waiting: &[Ticket],
    ) -> Result<Turn, StoreError> {
        for post in shown {
            let Some(message) = post.message else { continue };
            let (html, buttons) = self.digest_in_words(self.lang_in(post.chat).await?, waiting);
            let link = Link::Changes(post.ticket, post.nth);
            turn.drafts.push(requests::change(post.chat, message, &html, &buttons, link));
            if waiting.is_empty() {
                turn = turn.with(Also::Mark(post.ticket, post.nth, PostState::Gone));
            }
        }
        Ok(turn)
    }

    fn digest_in_words(&self, lang: Lang, waiting: &[Ticket]) -> (crate::l10n::Html, requests::Buttons) {
        let groups = grouped(waiting);
        let knowledge = &self.knowledge;
        let buttons = groups.iter().take(5).map(|group| {
            let what = crate::staff::What { ticket: group.number, act: crate::staff::Act::Show };
            let button = crate::staff::CardButton { what: what.clone(), name: None };
            vec![(knowledge.catalog.card_label(&knowledge.faq, lang, &button), what.payload())]
        });
        let buttons = buttons.collect();
        let notice = Notice::Digest { waiting: waiting.len(), groups };
        (knowledge.catalog.notice(&knowledge.faq, lang, &notice), buttons)
    }

    /// The night's summary, once a day at its hour: one message a programme.
    pub(super) async fn nightly(&self, lease: &Lease) -> Result<bool, StoreError> {
        let now = self.now();
        let hour = Timestamp::at(now.date(), self.tickets.digest_at_minute);
        let hour = if now < hour { hour.minus(DAY) } else { hour };
        match self.store.chore(NIGHTLY).await? {
            Some(last) if last >= hour => return Ok(false),
            Some(_) => {}
            // A program that never ran has no yesterday to tell of.
            None => return self.file(lease, Turn::errand().with(Also::Chore(NIGHTLY.to_owned()))).await,
        }
        let mut turn = Turn::errand().with(Also::Chore(NIGHTLY.to_owned()));
        let (open, day) =
            (self.store.open_tickets().await?, self.store.tickets_since(hour.minus(DAY)).await?);
        let mut programmes: Vec<Option<&str>> =
            open.iter().chain(&day).map(|one| one.programme.as_deref()).collect();
        programmes.sort_unstable();
        programmes.dedup();
        for programme in programmes {
            let theirs = |ticket: &&Ticket| ticket.programme.as_deref() == programme;
            let summary = summary(programme, hour, open.iter().filter(theirs), day.iter().filter(theirs));
            for (spot, lang) in self.readers(programme).await? {
                self.notice(&mut turn, &spot, lang, &summary);
            }
        }
        self.file(lease, turn).await
    }

    /// Who reads what concerns a whole programme.
    async fn readers(&self, programme: Option<&str>) -> Result<Vec<(Spot, Lang)>, StoreError> {
        if let Some(group) = self.group() {
            return Ok(vec![(Spot::chat(group), Lang::Id)]);
        }
        let people = self.people_for(programme, None).await?;
        Ok(people.into_iter().map(|one| (Spot::chat(ChatId(one.person.0)), one.lang)).collect())
    }
}

/// Tickets that ask the same, as one line each, the oldest first.
fn grouped(waiting: &[Ticket]) -> Vec<Group> {
    let line = |ticket: &Ticket| Group {
        number: ticket.number,
        question: ticket.question.clone(),
        count: 1,
        since: ticket.asked_at,
    };
    let mut groups: Vec<(String, Group)> = Vec::new();
    for ticket in waiting {
        let key = crate::text::fold(&ticket.question);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, group)) => group.count += 1,
            None => groups.push((key, line(ticket))),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// One programme's night.
fn summary<'t>(
    programme: Option<&str>,
    hour: Timestamp,
    open: impl Iterator<Item = &'t Ticket>,
    day: impl Iterator<Item = &'t Ticket>,
) -> Notice {
    let open: Vec<&Ticket> = open.collect();
    let day: Vec<Ticket> = day.cloned().collect();
    let waits = |ticket: &&&Ticket| ticket.state != TicketState::Answered;
    let answered = |ticket: &&Ticket| ticket.told_at.is_some_and(|told| told >= hour.minus(DAY));
    let mut asked: Vec<(String, usize)> = grouped(&day)
        .into_iter()
        .filter(|group| !group.question.is_empty())
        .map(|group| (group.question, group.count))
        .collect();
    asked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    asked.truncate(ASKED);
    Notice::Nightly {
        programme: programme.map(str::to_owned),
        day: hour.minus(DAY).date(),
        open: open.len(),
        oldest: open.iter().filter(waits).map(|ticket| ticket.waits_since()).min(),
        answered: open
            .iter()
            .copied()
            .chain(&day)
            .filter(answered)
            .map(|ticket| ticket.number)
            .collect::<std::collections::BTreeSet<TicketNumber>>()
            .len(),
        asked,
    }
}
