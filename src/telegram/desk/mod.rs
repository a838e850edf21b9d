//! The desk on Telegram: what the office's people and the askers do to tickets becomes
//! steps and requests, in the transaction that ends the update. `staff` decides what may
//! be done, the store refuses what was decided on an old version. Nobody but a member,
//! looked up anew each time, can do anything a member can.
//!
//! A ticket's cards are a projection: whatever changes a ticket raises its version, and
//! the `clerk` brings the cards to it. So a crash or a burst costs nothing but time.

mod answer;
mod asker;
mod card;
mod clerk;
mod counter;
mod desks;
mod digest;
mod due;
mod entry;
mod likeness;
mod mirror;
mod office;
mod orders;
mod people;
mod relay;
mod requests;
mod together;
mod upkeep;

pub use clerk::Clerk;
pub use counter::{Counter, Dealt, Deed};
pub use desks::{Desk, Desks};
pub use entry::{LOGIN_LASTS, LinkError, dashboard_link, link_used};
pub use likeness::Gists;

use super::meaning::{Meaning, Talk};
use super::write;
use crate::chat::{Command, KeptDays, Label, Message, Said, Tap};
use crate::clock::Timestamp;
use crate::config;
use crate::lang::Lang;
use crate::staff::{Policy, Post, PostKind, Ticket, What};
use crate::store::{Actor, Also, Draft, Event, Fate, NewPost, Settled, Step, StoreError, Waiting};

/// One update at the desk: its end in the making.
struct Turn {
    settled: Settled,
    drafts: Vec<Draft>,
}

impl Desk {
    /// True where an update may be for the desk, which handles one at a time.
    pub fn concerns(&self, update: &Waiting, meaning: &Meaning) -> bool {
        let talk = match meaning {
            Meaning::Talk(talk) => talk,
            Meaning::Reacted(_) => return true,
            _ => return false,
        };
        let written = &talk.written;
        match &talk.incoming.said {
            Said::Tap(payload) => What::parse(payload).is_some() || is_asker_tap(payload),
            _ if written.overheard || written.reply_to.is_some() || talk.edited => true,
            Said::Text(text) => match Command::parse(text) {
                Some(Command::Done | Command::MyData | Command::Forget | Command::Help) => true,
                Some(Command::Start(Some(payload))) => payload.starts_with(people::INVITE),
                Some(Command::Unknown) => written.private && entry::asks_for_it(text),
                Some(_) => false,
                None => self.continues(update, talk),
            },
            Said::Wordless => self.continues(update, talk),
        }
    }

    /// True where a message without a sign of its own goes on with a ticket.
    fn continues(&self, update: &Waiting, talk: &Talk) -> bool {
        let detail = update.known.detail.is_some_and(|detail| detail.holds(self.now()));
        talk.written.private && (update.live || detail)
    }

    /// What an update leads to, where it is for the desk after all.
    pub async fn consider(&self, update: &Waiting, meaning: &Meaning) -> Result<Option<Settled>, StoreError> {
        let talk = match meaning {
            Meaning::Talk(talk) => talk,
            Meaning::Reacted(reacted) => return self.reacted(update, reacted).await.map(Some),
            _ => return Ok(None),
        };
        if talk.edited {
            return self.edited(update, talk).await;
        }
        match &talk.incoming.said {
            Said::Tap(payload) => match (What::parse(payload), Tap::parse(payload)) {
                (Some(what), _) => self.card_tapped(update, talk, &what).await.map(Some),
                (None, Some(tap)) => self.asker_tapped(update, talk, &tap).await,
                (None, None) => Ok(None),
            },
            said => self.written(update, talk, said).await,
        }
    }

    async fn written(
        &self,
        update: &Waiting,
        talk: &Talk,
        said: &Said,
    ) -> Result<Option<Settled>, StoreError> {
        let text = if let Said::Text(text) = said { text.as_str() } else { "" };
        match Command::parse(text) {
            Some(Command::Start(Some(payload))) => {
                if let Some(code) = payload.strip_prefix(people::INVITE) {
                    return self.joined(update, talk, code).await.map(Some);
                }
            }
            // The office's people read how the desk works, everybody else how the bot does.
            Some(Command::Help) if talk.written.reply_to.is_none() => {
                return self.desk_help(update, talk).await;
            }
            Some(Command::Unknown) if talk.written.private && entry::asks_for_it(text) => {
                return self.dashboard(update, talk).await;
            }
            Some(Command::Done) => return self.done(update, talk, None).await.map(Some),
            Some(Command::MyData) => return self.my_data(update, talk).await.map(Some),
            Some(Command::Forget) => return self.forget_ask(update, talk).map(Some),
            _ => {}
        }
        if let Some(post) = self.answered_post(talk).await? {
            let Some(ticket) = self.store.ticket(post.ticket).await? else { return Ok(None) };
            return match faces_asker(&post, &ticket) {
                true => self.follow_up(update, talk, ticket).await.map(Some),
                false => self.office_wrote(Turn::of(update), talk, &ticket).await.map(Some),
            };
        }
        if let Some(number) = talk.written.reply_to_card
            && let Some(ticket) = self.store.ticket(number).await?
        {
            return self.office_wrote(self.adopting(update, talk, &ticket), talk, &ticket).await.map(Some);
        }
        let office = self.group() == Some(talk.incoming.chat);
        if office && talk.written.reply_to_us && self.member(talk.incoming.person).await?.is_some() {
            return self.which_ticket(Turn::of(update), talk).await.map(Some);
        }
        if talk.written.overheard {
            return self.overheard(update, talk).await.map(Some);
        }
        if Command::parse(text).is_some() {
            return Ok(None);
        }
        let detail = update.known.detail.filter(|detail| detail.holds(self.now()));
        let ticket = match detail {
            Some(detail) => {
                self.store.ticket(detail.ticket).await?.filter(|ticket| ticket.chat == talk.incoming.chat)
            }
            None if talk.written.private => self.store.live_ticket(talk.incoming.chat).await?,
            None => None,
        };
        match ticket {
            Some(ticket) => self.follow_up(update, talk, ticket).await.map(Some),
            None => Ok(None),
        }
    }

    /// A card that is there without our knowing: a crash came between its sending and our
    /// noting it. From now on it is one of the ticket's.
    fn adopting(&self, update: &Waiting, talk: &Talk, ticket: &Ticket) -> Turn {
        let card = NewPost {
            ticket: ticket.number,
            kind: PostKind::Card,
            chat: talk.incoming.chat,
            message: talk.written.reply_to,
            from: None,
            album: None,
            author: None,
            media: false,
            text: None,
        };
        Turn::of(update).with(Also::Post(Box::new(card)))
    }

    /// The message of a ticket that a message replies to.
    async fn answered_post(&self, talk: &Talk) -> Result<Option<Post>, StoreError> {
        match talk.written.reply_to {
            Some(message) => self.store.post_at(talk.incoming.chat, message).await,
            None => Ok(None),
        }
    }

    /// What the conversation cannot know: when somebody of the office will have seen a
    /// question that is passed on, and for how long what people write is kept.
    pub fn promise(&self, turn: &mut crate::chat::Turn) {
        for part in turn.replies.iter_mut().flat_map(|reply| &mut reply.parts) {
            match part {
                Message::Ticket { expected, programme, .. } => {
                    *expected = self.policy().expected(programme.as_deref(), self.now());
                }
                Message::Privacy(kept) => {
                    let config::Retention { answered_days, asked_days, closed_tickets_days, .. } = self.kept;
                    *kept = Some(KeptDays {
                        answered: answered_days,
                        asked: asked_days,
                        tickets: closed_tickets_days,
                    });
                }
                _ => {}
            }
        }
    }

    /// What the knowledge and the configuration say about waiting.
    fn policy(&self) -> Policy<'_> {
        Policy {
            faq: Some(&self.knowledge.faq),
            remind_after: [self.tickets.remind_after, self.tickets.deputy_after, self.tickets.admins_after],
            quiet: self.tickets.quiet,
        }
    }

    fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// Something said to an asker, in the language of the ticket.
    fn tell(&self, turn: &mut Turn, ticket: &Ticket, parts: Vec<Message>, buttons: Vec<(Label, Tap)>) {
        let reply = self.reply(ticket.lang, parts, buttons);
        let spot = requests::Spot::asker(ticket);
        let link = requests::makes(ticket.number, PostKind::Notice, ticket.chat, None);
        turn.drafts.extend(requests::say(&spot, &reply.0, ticket.message, &reply.1, link));
    }

    /// A text for an asker and its buttons, in words.
    fn reply(
        &self,
        lang: Lang,
        parts: Vec<Message>,
        buttons: Vec<(Label, Tap)>,
    ) -> (crate::l10n::Html, requests::Buttons) {
        let knowledge = &self.knowledge;
        let catalog = &knowledge.catalog;
        let html = parts.iter().map(|message| catalog.html(&knowledge.faq, lang, message));
        let buttons =
            buttons.into_iter().map(|(label, tap)| vec![(catalog.label(lang, &label), tap.payload())]);
        (crate::l10n::Html::paragraphs(html), buttons.collect())
    }
}

impl Turn {
    fn of(update: &Waiting) -> Turn {
        Turn { settled: Settled::new(update.update, Fate::Done), drafts: Vec::new() }
    }

    fn errand() -> Turn {
        Turn { settled: Settled::errand(), drafts: Vec::new() }
    }

    /// The ticket as it is from now on, with its line in the audit trail.
    fn step(self, ticket: Ticket, actor: Actor, act: &'static str, detail: impl Into<String>) -> Turn {
        let event = Event { ticket: Some(ticket.number), actor, act, detail: detail.into() };
        Turn { settled: self.settled.stepping(Step { ticket, event }), ..self }
    }

    fn with(self, also: Also) -> Turn {
        Turn { settled: self.settled.with(also), ..self }
    }

    /// The answer to a tap, with a few words.
    fn toast(&mut self, talk: &Talk, words: Option<&str>) {
        let tap = talk.place.tap.as_ref().map(|(query, _)| write::tap(query, words));
        self.drafts.extend(tap);
    }

    fn end(self) -> Settled {
        let drafts = self.drafts;
        self.settled.sending(Box::new(move |_| drafts))
    }
}

/// True where a message of a ticket stands before its asker.
fn faces_asker(post: &Post, ticket: &Ticket) -> bool {
    let theirs = matches!(post.kind, PostKind::Out | PostKind::Notice);
    theirs && post.chat == ticket.chat
}

fn is_asker_tap(payload: &str) -> bool {
    let tap = Tap::parse(payload);
    matches!(tap, Some(Tap::Detail(_) | Tap::Done(_) | Tap::TellMe(_) | Tap::Content(..) | Tap::Forget))
}
