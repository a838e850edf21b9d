//! The asker's side: more words for a ticket, its end, what they think of it, and what
//! is stored of them. A ticket's number in a button is believed only in its own chat.

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{Chat, Detail, Ending, Label, Message, PersonId, Said, Tap};
use crate::lang::Lang;
use crate::staff::{Closing, PostKind, Ticket, closed_by_asker, heard, rated};
use crate::store::{Actor, Also, Link, NewPost, Record, Settled, StoreError, Waiting};
use crate::telegram::meaning::Talk;
use crate::text::mask;

/// What shows that the office will see a message.
const SEEN: &str = "👀";
/// Longest text that is passed on in one message, in characters.
const MAX_WORDS: usize = 3500;

impl Desk {
    /// A button under a message to the asker; `None` where it is not theirs, or too old.
    pub(super) async fn asker_tapped(
        &self,
        update: &Waiting,
        talk: &Talk,
        tap: &Tap,
    ) -> Result<Option<Settled>, StoreError> {
        let number = match tap {
            Tap::Forget => return self.forget(update, talk).map(Some),
            Tap::Detail(number) | Tap::Done(number) | Tap::TellMe(number) | Tap::Content(number, _) => {
                *number
            }
            _ => return Ok(None),
        };
        let ticket = self.store.ticket(number).await?.filter(|ticket| is_theirs(ticket, talk));
        let Some(ticket) = ticket else { return Ok(None) };
        match tap {
            Tap::Detail(_) => Ok(Some(self.await_detail(update, talk, &ticket))),
            Tap::Done(_) => self.done(update, talk, Some(ticket)).await.map(Some),
            Tap::TellMe(_) => Ok(Some(self.promise_news(update, talk, ticket))),
            Tap::Content(_, content) => Ok(self.rate(update, talk, &ticket, *content)),
            _ => Ok(None),
        }
    }

    /// The next text adds to this ticket.
    fn await_detail(&self, update: &Waiting, talk: &Talk, ticket: &Ticket) -> Settled {
        let detail = Some(Detail { ticket: ticket.number, at: self.now() });
        let mut turn = self.remembering(Turn::of(update), talk, Chat { detail, ..update.known.clone() });
        turn.toast(talk, None);
        self.tell(&mut turn, ticket, vec![Message::AddDetail(ticket.number)], Vec::new());
        turn.end()
    }

    fn promise_news(&self, update: &Waiting, talk: &Talk, ticket: Ticket) -> Settled {
        let mut turn = Turn::of(update);
        turn.toast(talk, None);
        self.tell(&mut turn, &ticket, vec![Message::NewsPromised], Vec::new());
        match ticket.news {
            true => turn.end(),
            false => turn.step(Ticket { news: true, ..ticket }, Actor::Asker, "wants news", "").end(),
        }
    }

    fn rate(&self, update: &Waiting, talk: &Talk, ticket: &Ticket, content: u8) -> Option<Settled> {
        let next = rated(ticket, content)?;
        let mut turn = Turn::of(update);
        let thanks = self.reply(ticket.lang, vec![Message::ThanksForContent], Vec::new()).0;
        turn.toast(talk, Some(&thanks.plain()));
        if let Some((_, Some(message))) = &talk.place.tap {
            turn.drafts.push(requests::rebutton(ticket.chat, *message, &Vec::new()));
        }
        Some(turn.step(next, Actor::Asker, "content", content.to_string()).end())
    }

    /// More words for a ticket: the clerk shows them to the office, in order.
    pub(super) async fn follow_up(
        &self,
        update: &Waiting,
        talk: &Talk,
        ticket: Ticket,
    ) -> Result<Settled, StoreError> {
        let next = heard(&ticket, &self.policy(), self.now());
        let words = if let Said::Text(text) = &talk.incoming.said { text.as_str() } else { "" };
        let post = NewPost {
            ticket: ticket.number,
            kind: PostKind::In,
            chat: crate::chat::ChatId(0),
            message: None,
            from: talk.incoming.message.map(|message| (talk.incoming.chat, message)),
            album: talk.incoming.album.clone(),
            author: talk.incoming.person,
            text: (!words.is_empty()).then(|| mask(words).chars().take(MAX_WORDS).collect()),
            media: talk.written.media,
        };
        let known = Chat { detail: None, ..update.known.clone() };
        let mut turn = self.remembering(Turn::of(update), talk, known).with(Also::Post(Box::new(post)));
        match (ticket.is_open(), ticket.is_live(), talk.incoming.message) {
            (false, ..) => self.tell(&mut turn, &ticket, vec![Message::GoesOn(ticket.number)], Vec::new()),
            (true, true, Some(message)) => {
                turn.drafts.push(requests::react(ticket.chat, message, Some(SEEN)))
            }
            (true, ..) => self.tell(&mut turn, &ticket, vec![Message::Added(ticket.number)], Vec::new()),
        }
        let act = if ticket.is_open() { "heard" } else { "reopened" };
        Ok(turn.step(next, Actor::Asker, act, "").end())
    }

    /// The asker has what they need.
    pub(super) async fn done(
        &self,
        update: &Waiting,
        talk: &Talk,
        ticket: Option<Ticket>,
    ) -> Result<Settled, StoreError> {
        let chat = talk.incoming.chat;
        let ticket = match ticket {
            Some(ticket) => Some(ticket),
            None => match self.store.live_ticket(chat).await? {
                Some(ticket) => Some(ticket),
                None => self.store.tickets(chat).await?.pop(),
            },
        };
        let ticket = ticket.filter(|ticket| is_theirs(ticket, talk));
        let mut turn = Turn::of(update);
        turn.toast(talk, None);
        let next = ticket.and_then(|ticket| closed_by_asker(&ticket, Closing::Asker, self.now()));
        let Some(next) = next else {
            self.say(&mut turn, update, talk, Message::NothingToClose, Vec::new());
            return Ok(turn.end());
        };
        self.farewell(&mut turn, &next, Ending::Asker);
        let turn = self.let_go_of_fellows(turn, &next).await?;
        Ok(turn.step(next, Actor::Asker, "closed", Closing::Asker.code()).end())
    }

    /// A ticket's end as its asker hears of it: how content they are, or whether they
    /// want to hear more.
    pub(super) fn farewell(&self, turn: &mut Turn, ticket: &Ticket, why: Ending) {
        let number = ticket.number;
        let mut parts = vec![Message::Over { number, why }];
        let mut buttons = Vec::new();
        let answered = matches!(why, Ending::Staff | Ending::Asker | Ending::Quiet);
        if ticket.told_at.is_some() && answered {
            parts.push(Message::HowContent(number));
            buttons.extend(
                (1..=5).rev().map(|content| (Label::Content(content), Tap::Content(number, content))),
            );
        } else if why != Ending::Asker {
            buttons.push((Label::TellMe, Tap::TellMe(number)));
        }
        self.tell(turn, ticket, parts, buttons);
    }

    /// What is stored of a person, as a document.
    pub(super) async fn my_data(&self, update: &Waiting, talk: &Talk) -> Result<Settled, StoreError> {
        let mut turn = Turn::of(update);
        let Some(person) = alone(talk) else {
            self.say(&mut turn, update, talk, Message::PrivateOnly, Vec::new());
            return Ok(turn.end());
        };
        let data = self.store.stored_of(person).await?;
        if data.as_object().is_none_or(|kinds| kinds.is_empty()) {
            self.say(&mut turn, update, talk, Message::NoData, Vec::new());
            return Ok(turn.end());
        }
        self.say(&mut turn, update, talk, Message::MyData, Vec::new());
        turn.drafts.push(requests::document(talk.incoming.chat, "tanya.json", &format!("{data:#}")));
        Ok(turn.end())
    }

    pub(super) fn forget_ask(&self, update: &Waiting, talk: &Talk) -> Result<Settled, StoreError> {
        let mut turn = Turn::of(update);
        match alone(talk) {
            Some(_) => {
                self.say(&mut turn, update, talk, Message::ForgetAsk, vec![(Label::Forget, Tap::Forget)])
            }
            None => self.say(&mut turn, update, talk, Message::PrivateOnly, Vec::new()),
        }
        Ok(turn.end())
    }

    /// Everything that is stored of a person is erased; their tickets end.
    fn forget(&self, update: &Waiting, talk: &Talk) -> Result<Settled, StoreError> {
        let mut turn = Turn::of(update);
        turn.toast(talk, None);
        let Some(person) = alone(talk) else { return Ok(turn.end()) };
        self.say(&mut turn, update, talk, Message::Forgotten, Vec::new());
        Ok(Turn { settled: turn.settled.forgetting(person), ..turn }.end())
    }

    /// Something said to an asker that is about no ticket.
    fn say(
        &self,
        turn: &mut Turn,
        update: &Waiting,
        talk: &Talk,
        message: Message,
        buttons: Vec<(Label, Tap)>,
    ) {
        let lang = update.known.language.or(talk.incoming.hint).unwrap_or(Lang::Id);
        let (html, buttons) = self.reply(lang, vec![message], buttons);
        let spot = Spot { thread: talk.place.thread, ..Spot::chat(talk.incoming.chat) };
        turn.drafts.extend(requests::say(&spot, &html, talk.place.question, &buttons, Link::None));
    }

    /// What is remembered of the chat from now on.
    fn remembering(&self, turn: Turn, talk: &Talk, chat: Chat) -> Turn {
        let record = Record { asker: talk.incoming.person, ..Record::new(&chat, &self.knowledge.version) };
        Turn { settled: turn.settled.remembering(talk.incoming.chat, &record, self.now()), ..turn }
    }
}

/// True for a ticket that whoever writes has asked: in a group others read along.
fn is_theirs(ticket: &Ticket, talk: &Talk) -> bool {
    let same = ticket.asker.is_none_or(|asker| Some(asker) == talk.incoming.person);
    ticket.chat == talk.incoming.chat && same
}

/// Who writes, in a chat of their own.
fn alone(talk: &Talk) -> Option<PersonId> {
    talk.incoming.person.filter(|person| talk.written.private && person.0 == talk.incoming.chat.0)
}
