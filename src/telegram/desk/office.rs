//! The office's side: answers in people's own words, commands, the buttons of a card.
//! Everything begins with whether the person is of the office now.

use std::time::Duration;

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{ChatId, Ending, Label, Message, PersonId, Said, Tap};
use crate::faq::TopicId;
use crate::lang::Lang;
use crate::staff::{
    Act, Closing, Member, Notice, Page, PostKind, Refusal, Ticket, What, act_on, answered, closed_by_asker,
};
use crate::store::{Actor, Also, Fate, Link, NewPost, Settled, StoreError, Waiting};
use crate::telegram::read::Talk;
use crate::text::mask;

/// What shows that an answer is on its way.
const TAKEN: &str = "👌";
/// What shows that a note is kept.
const NOTED: &str = "✍";

/// A command of the office's people, in reply to a message of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Order {
    /// Something is done to the ticket.
    Do(Act),
    /// A word among colleagues.
    Note,
    /// A prepared answer.
    Canned(String),
    /// Topics that these words find.
    Find(String),
    /// How the desk works.
    Help,
}

impl Desk {
    /// Somebody wrote in reply to a message of a ticket that stands before the office.
    pub(super) async fn office_wrote(
        &self,
        update: &Waiting,
        talk: &Talk,
        ticket: &Ticket,
    ) -> Result<Settled, StoreError> {
        let turn = Turn::of(update);
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
            Some(ticket) => self.office_wrote(update, talk, &ticket).await,
            None => Ok(Settled::new(update.update, Fate::Done)),
        }
    }

    /// An answer in the person's own words, or a picture: a copy of it goes to the asker.
    async fn answer(&self, turn: Turn, talk: &Talk, ticket: &Ticket, member: &Member) -> Result<Settled, StoreError> {
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

    /// Who answers, before the first answer.
    pub(super) async fn introduce(&self, turn: &mut Turn, ticket: &Ticket, member: &Member) -> Result<(), StoreError> {
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
    async fn offer_to_all(&self, turn: &mut Turn, talk: &Talk, ticket: &Ticket, member: &Member) -> Result<(), StoreError> {
        let fellows = self.store.fellows(ticket.number).await?;
        let others = fellows.iter().filter(|fellow| fellow.is_open()).count();
        if others == 0 || talk.incoming.album.is_some() {
            return Ok(());
        }
        let lang = self.lang_at(talk.incoming.chat, member);
        let knowledge = self.app.knowledge();
        let html = knowledge.catalog.notice(&knowledge.faq, lang, &Notice::AlsoTell { number: ticket.number, others });
        let what = What { ticket: ticket.number, act: Act::ToAll };
        let button = crate::staff::CardButton { what: what.clone(), name: None };
        let label = knowledge.catalog.card_label(&knowledge.faq, lang, &button);
        let buttons = vec![vec![(label, what.payload())]];
        let spot = spot_of(talk);
        turn.drafts.extend(requests::say(&spot, &html, talk.incoming.message, &buttons, Link::None));
        Ok(())
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
                let faq = &self.app.knowledge().faq;
                let programme = ticket.programme.as_deref().and_then(|id| faq.programme(id));
                let contacts = programme.map_or(&[][..], |programme| &programme.contacts);
                let canned = faq.replies.iter().find(|reply| reply.name == name);
                let catalog = &self.app.knowledge().catalog;
                if let Some(html) = canned.and_then(|canned| catalog.canned(ticket.lang, canned, contacts)) {
                    return self.answer_with(turn, talk, ticket, member, html, format!("reply {name}")).await;
                }
                let names = faq.replies.iter().map(|reply| reply.name.clone()).collect();
                self.notice(&mut turn, &spot_of(talk), lang, &Notice::NoSuchReply(names));
            }
            Order::Find(words) => {
                let topics = self.app.topics_for(&words);
                let card = self.card(ticket).await?;
                let buttons = self.card_buttons(lang, &card, Page::Topics, topics, Vec::new());
                let knowledge = self.app.knowledge();
                let html = knowledge.catalog.notice(&knowledge.faq, lang, &Notice::Done);
                turn.drafts.extend(requests::say(&spot_of(talk), &html, talk.incoming.message, &buttons, Link::None));
            }
            Order::Help => self.notice(&mut turn, &spot_of(talk), lang, &Notice::Help),
        }
        Ok(turn.end())
    }

    /// A button of a card.
    pub(super) async fn card_tapped(&self, update: &Waiting, talk: &Talk, what: &What) -> Result<Settled, StoreError> {
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
        mut turn: Turn,
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
            Act::Topic(topic) => return self.answer_with_topic(turn, talk, ticket, member, topic).await,
            Act::ToAll => return self.answer_all(turn, talk, ticket, member).await,
            Act::Mute(days) => return self.mute(turn, talk, ticket, member, *days),
            Act::Show => {
                self.done_toast(&mut turn, talk, member);
                let drafts = self.new_card(ticket, &[]).await?;
                turn.drafts.extend(drafts.unwrap_or_default());
                return Ok(turn.end());
            }
            Act::Close => {
                self.farewell(&mut turn, &next, Ending::Staff);
                turn = self.let_go_of_fellows(turn, &next).await?;
            }
            Act::Dismiss(why) => turn = self.dismiss_all(turn, &next, member, *why).await?,
            _ => {}
        }
        self.done_toast(&mut turn, talk, member);
        if talk.place.tap.is_none()
            && let Some(message) = talk.incoming.message
        {
            turn.drafts.push(requests::react(talk.incoming.chat, message, Some(TAKEN)));
        }
        let (word, detail) = told(act);
        Ok(turn.step(next, Actor::Staff(member.person), word, detail).end())
    }

    /// A dismissed ticket's asker is told, and so are those who ask the same.
    async fn dismiss_all(&self, mut turn: Turn, ticket: &Ticket, member: &Member, why: Closing) -> Result<Turn, StoreError> {
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
    async fn refused(
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
        let knowledge = self.app.knowledge();
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

    /// Other buttons under the card.
    async fn turn_page(
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
        let topics = if page == Page::Topics { self.app.topics_for(&ticket.question) } else { Vec::new() };
        let people: Vec<(PersonId, String)> = match page {
            Page::Assign => {
                let theirs = |one: &Member| one.answers_for(ticket.programme.as_deref());
                self.everybody().await?.into_iter().filter(theirs).map(|one| (one.person, named(one))).collect()
            }
            _ => Vec::new(),
        };
        let buttons = self.card_buttons(lang, &card, page, topics, people);
        if let Some((_, Some(message))) = &talk.place.tap {
            turn.drafts.push(requests::rebutton(talk.incoming.chat, *message, &buttons));
        }
        Ok(turn.end())
    }

    async fn answer_with_topic(
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
    async fn answer_with(
        &self,
        mut turn: Turn,
        talk: &Talk,
        ticket: &Ticket,
        member: &Member,
        html: crate::l10n::Html,
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
        self.done_toast(&mut turn, talk, member);
        if talk.place.tap.is_none()
            && let Some(message) = talk.incoming.message
        {
            turn.drafts.push(requests::react(talk.incoming.chat, message, Some(TAKEN)));
        }
        Ok(turn.step(next, Actor::Staff(member.person), "answered", detail).end())
    }

    /// The answer goes to everybody who asks the same.
    async fn answer_all(&self, mut turn: Turn, talk: &Talk, ticket: &Ticket, member: &Member) -> Result<Settled, StoreError> {
        let since = ticket.heard_at.unwrap_or(ticket.asked_at);
        let posts = self.store.posts(ticket.number).await?;
        let answers = posts.iter().filter(|post| post.kind == PostKind::Out && post.at >= since);
        let answers: Vec<(ChatId, i64)> = answers.filter_map(|post| post.from).collect();
        let mut told = 0;
        for fellow in self.store.fellows(ticket.number).await? {
            let Ok(next) = answered(&fellow, member, &self.policy(), self.now()) else { continue };
            self.introduce(&mut turn, &fellow, member).await?;
            let spot = Spot::asker(&fellow);
            for from in &answers {
                let link = requests::makes(
                    fellow.number,
                    PostKind::Out,
                    fellow.chat,
                    Some((from.0, from.1, member.person)),
                );
                turn.drafts.push(requests::copy(&spot, *from, None, fellow.message, link));
            }
            turn = turn.step(next, Actor::Staff(member.person), "answered", format!("with {}", ticket.number.0));
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

    fn mute(&self, mut turn: Turn, talk: &Talk, ticket: &Ticket, member: &Member, days: u16) -> Result<Settled, StoreError> {
        let Some(person) = ticket.asker else { return Ok(turn.end()) };
        let by = Actor::Staff(member.person);
        let until = self.now().plus(Duration::from_secs(u64::from(days) * 24 * 3600));
        let (also, act) = match days {
            0 => (Also::Free(person), "unmuted"),
            _ => (Also::Restrain { person, until: Some(until), why: "staff", by }, "muted"),
        };
        self.done_toast(&mut turn, talk, member);
        // The card shows it: the ticket is changed, if only in its version.
        Ok(turn.with(also).step(ticket.clone(), by, act, days.to_string()).end())
    }

    fn done_toast(&self, turn: &mut Turn, talk: &Talk, member: &Member) {
        let knowledge = self.app.knowledge();
        let lang = self.lang_at(talk.incoming.chat, member);
        let html = knowledge.catalog.notice(&knowledge.faq, lang, &Notice::Done);
        turn.toast(talk, Some(&html.plain()));
    }

    /// The language of what the office's people read: the person's own in their own chat.
    fn lang_at(&self, chat: ChatId, member: &Member) -> Lang {
        if self.group() == Some(chat) { Lang::Id } else { member.lang }
    }
}

fn named(member: Member) -> String {
    if member.name.is_empty() { member.person.0.to_string() } else { member.name }
}

/// Where the office's people wrote, or tapped.
fn spot_of(talk: &Talk) -> Spot {
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
        Act::Topic(_) | Act::ToAll | Act::Mute(_) | Act::Show | Act::Page(_) => ("done", String::new()),
    }
}

/// The command that a text begins with; `None` where it is an answer.
fn order(text: &str) -> Option<Order> {
    let rest = text.trim_start().strip_prefix('/')?;
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.split('@').next().unwrap_or_default().to_lowercase();
    let rest = rest.trim();
    Some(match name.as_str() {
        "note" | "catatan" => Order::Note,
        "r" | "reply" => Order::Canned(rest.to_owned()),
        "t" | "topic" | "topik" => Order::Find(rest.to_owned()),
        "claim" | "ambil" => Order::Do(Act::Claim),
        "release" | "lepas" => Order::Do(Act::Release),
        "close" | "tutup" => Order::Do(Act::Close),
        "reopen" | "buka" => Order::Do(Act::Reopen),
        "dismiss" | "abaikan" => Order::Do(Act::Dismiss(reason(rest))),
        "snooze" | "tunda" => pause(rest).map_or(Order::Help, |pause| Order::Do(Act::Snooze(pause))),
        _ => Order::Help,
    })
}

/// The reason that a word names; that it is another office's matter, where it names none.
fn reason(word: &str) -> Closing {
    Closing::from_code(word).filter(|why| matches!(why, Closing::Spam | Closing::Duplicate)).unwrap_or(Closing::NotOurs)
}

/// `30m`, `2h`, `1d`; an hour where nothing is said.
fn pause(words: &str) -> Option<Duration> {
    if words.is_empty() {
        return Some(Duration::from_secs(3600));
    }
    let digits = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
    let (number, unit) = words.split_at(digits);
    let seconds = match unit.trim() {
        "m" | "min" | "menit" => 60,
        "" | "h" | "j" | "jam" => 3600,
        "d" | "hari" => 24 * 3600,
        _ => return None,
    };
    let number: u64 = number.parse().ok().filter(|number| (1..=999).contains(number))?;
    Some(Duration::from_secs(number * seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_as_people_type_them() {
        let hours = |hours: u64| Some(Order::Do(Act::Snooze(Duration::from_secs(hours * 3600))));
        for (typed, expected) in [
            ("jawabannya: 7 Februari", None),
            ("/note tanya Pak Budi dulu", Some(Order::Note)),
            ("/r ask-programme", Some(Order::Canned("ask-programme".into()))),
            ("/t  jadwal pameran", Some(Order::Find("jadwal pameran".into()))),
            ("/close@TanyaBot", Some(Order::Do(Act::Close))),
            ("/dismiss spam", Some(Order::Do(Act::Dismiss(Closing::Spam)))),
            ("/dismiss", Some(Order::Do(Act::Dismiss(Closing::NotOurs)))),
            ("/dismiss staff", Some(Order::Do(Act::Dismiss(Closing::NotOurs)))),
            ("/snooze", hours(1)),
            ("/snooze 2h", hours(2)),
            ("/tunda 1 hari", hours(24)),
            ("/snooze besok", Some(Order::Help)),
            ("/xyzzy", Some(Order::Help)),
        ] {
            assert_eq!(order(typed), expected, "{typed}");
        }
    }
}
