//! The conversation itself: one pure function from what was said to a [`Turn`].

use super::menus;
use super::questions::{answered, bounded, is_small_talk, questions};
use super::{
    Asked, Button, Chat, Choice, Command, Incoming, Label, Message, Missing, NewTicket, Offer, Outcome,
    Rating, Reply, Said, Tap, Tapped, Turn,
};
use crate::clock::Timestamp;
use crate::faq::{Faq, Then, Topic, TopicId};
use crate::lang::Lang;
use crate::matching::{Judge, Judgement, Verdict};
use crate::text::{fold, impersonal};

/// Related topics under an answer.
const RELATED: usize = 3;
/// The same tap within this time is one press that arrived twice, in milliseconds.
const ONE_PRESS: i64 = 60 * 1000;
/// How long a thumb down waits for a word on what was missing, in milliseconds.
const PATIENCE: i64 = 10 * 60 * 1000;

/// What is said and remembered in return. Total: any input gets a reply.
pub fn respond(faq: &Faq, judge: &Judge, chat: &Chat, incoming: &Incoming, now: Timestamp) -> Turn {
    let fallback = chat.language.or(incoming.hint).unwrap_or(Lang::Id);
    let mut talk = Talk { faq, now, lang: fallback, turn: empty(chat) };
    let in_album = incoming.album.as_deref().is_some_and(|album| talk.is_known_album(album));
    match &incoming.said {
        Said::Wordless if in_album => {}
        Said::Wordless => talk.say(vec![Message::Wordless], menus::programmes(faq)),
        Said::Tap(payload) if talk.is_pressed_already(incoming.message, payload) => {}
        Said::Tap(payload) => talk.tapped(Tap::parse(payload)),
        Said::Text(text) => match Command::parse(text) {
            Some(command) => talk.command(command),
            None if fold(&impersonal(text)).is_empty() => {
                talk.say(vec![Message::NoWords], menus::programmes(faq))
            }
            None => talk.asked(judge, text, incoming.hint),
        },
    }
    talk.turn
}

fn empty(chat: &Chat) -> Turn {
    Turn {
        replies: Vec::new(),
        toast: None,
        rating: None,
        chat: chat.clone(),
        asked: Vec::new(),
        choice: None,
        ticket: None,
    }
}

/// A turn in the making.
struct Talk<'a> {
    faq: &'a Faq,
    now: Timestamp,
    lang: Lang,
    turn: Turn,
}

impl Talk<'_> {
    fn say(&mut self, parts: Vec<Message>, buttons: Vec<Button>) {
        self.reply(parts, buttons, false);
    }

    fn reply(&mut self, parts: Vec<Message>, buttons: Vec<Button>, in_place: bool) {
        self.turn.replies.push(Reply { lang: self.lang, parts, buttons, rate: None, in_place });
    }

    fn command(&mut self, command: Command) {
        let programmes = menus::programmes(self.faq);
        match command {
            Command::Start(Some(topic)) if self.faq.topic(&TopicId::new(&topic)).is_some() => {
                self.answer(&TopicId::new(&topic));
            }
            Command::Start(_) => match self.greeting() {
                Some(topic) => self.answer(&topic),
                None => self.say(vec![Message::Menu], programmes),
            },
            Command::Help => self.say(vec![Message::Help], programmes),
            Command::Topics => self.say(vec![Message::Menu], programmes),
            Command::Language(Some(lang)) => self.speak(lang),
            Command::Language(None) => self.say(vec![Message::LanguageMenu], menus::languages()),
            Command::Status => self.say(vec![Message::Status(None)], Vec::new()),
            Command::Privacy => self.say(vec![Message::Privacy(None)], Vec::new()),
            // Who keeps tickets does these (`telegram`); elsewhere they are no commands.
            Command::Done => self.say(vec![Message::NothingToClose], Vec::new()),
            Command::MyData | Command::Forget => self.say(vec![Message::UnknownCommand], programmes),
            Command::Unknown => self.say(vec![Message::UnknownCommand], programmes),
        }
    }

    /// One press may arrive twice, as two taps: the second changes nothing.
    fn is_pressed_already(&mut self, message: Option<i64>, payload: &str) -> bool {
        let known = payload.len() <= Tap::MAX_BYTES;
        message.is_some_and(|message| self.again(format!("{message}:{}", if known { payload } else { "" })))
    }

    /// An album arrives as one message a picture, and gets one reply.
    fn is_known_album(&mut self, album: &str) -> bool {
        self.again(format!("album:{}", album.get(..Tap::MAX_BYTES).unwrap_or(album)))
    }

    fn again(&mut self, press: String) -> bool {
        let last = self.turn.chat.tapped.replace(Tapped { press: press.clone(), at: self.now });
        last.is_some_and(|last| last.press == press && (0..ONE_PRESS).contains(&self.now.since(last.at)))
    }

    fn tapped(&mut self, tap: Option<Tap>) {
        let known = |topic: &TopicId| self.faq.topic(topic).is_some();
        match tap {
            Some(Tap::Topic(topic)) if known(&topic) => self.chosen(&topic),
            Some(Tap::Rate(topic, good)) if known(&topic) => self.rated(topic, good),
            Some(Tap::Programme(programme, page)) if self.faq.programme(&programme).is_some() => {
                let buttons = menus::topics(self.faq, &programme, page);
                self.reply(vec![Message::Topics { programme }], buttons, true);
            }
            Some(Tap::Menu) => self.say(vec![Message::Menu], menus::programmes(self.faq)),
            Some(Tap::Back) => self.reply(vec![Message::Menu], menus::programmes(self.faq), true),
            Some(Tap::Language(lang)) => self.speak(lang),
            Some(Tap::Person) => self.call_person(),
            Some(Tap::NoneOfThese) => match self.turn.chat.offer.take() {
                Some(offer) => self.refused(offer),
                None => self.say(vec![Message::OldButton], menus::programmes(self.faq)),
            },
            _ => self.say(vec![Message::OldButton], menus::programmes(self.faq)),
        }
    }

    /// A topic's button: of the last "did you mean", or of a menu.
    fn chosen(&mut self, id: &TopicId) {
        let offered = self.turn.chat.offer.as_ref().is_some_and(|offer| offer.options.contains(id));
        let topic = self.faq.topic(id).filter(|_| offered);
        self.turn.choice =
            topic.map(|topic| Choice::Topic { topic: topic.id.clone(), programme: topic.programme.clone() });
        self.answer(id);
    }

    /// A thumb: thanks at the button, or the question what was missing, once.
    fn rated(&mut self, topic: TopicId, good: bool) {
        let asked = self.turn.chat.missing.as_ref().is_some_and(|missing| missing.topic == topic);
        self.turn.toast = Some((self.lang, Message::Thanks));
        if !good && !asked {
            self.turn.chat.missing = Some(Missing { topic: topic.clone(), at: self.now });
            let person = Button { label: Label::Person, tap: Tap::Person };
            self.say(vec![Message::WhatWasMissing], vec![person]);
        }
        self.turn.rating = Some(Rating { topic, good });
    }

    fn speak(&mut self, lang: Lang) {
        self.lang = lang;
        self.turn.chat.language = Some(lang);
        self.say(vec![Message::LanguageSet], menus::programmes(self.faq));
    }

    /// A person is wanted without a question: the last offer's question goes along. The
    /// offer stays, so that asking again finds the same ticket.
    fn call_person(&mut self) {
        let offer = self.turn.chat.offer.clone();
        let question = offer.as_ref().map_or(String::new(), |offer| offer.question.clone());
        let programme = self.last_programme();
        let offered = offer.map(|offer| offer.options).unwrap_or_default();
        self.open(NewTicket { programme, lang: self.lang, question, offered }, None);
    }

    fn refused(&mut self, offer: Offer) {
        self.lang = offer.lang;
        self.turn.choice = Some(Choice::NoneOfThese);
        let programme = offer
            .options
            .first()
            .and_then(|topic| self.faq.topic(topic))
            .map(|topic| topic.programme.clone());
        let ticket =
            NewTicket { programme, lang: offer.lang, question: offer.question, offered: offer.options };
        self.open(ticket, Some(Message::Unknown));
    }

    fn asked(&mut self, judge: &Judge, text: &str, hint: Option<Lang>) {
        self.turn.chat.offer = None;
        let missing = self.turn.chat.missing.take();
        let missing = missing.filter(|missing| (0..PATIENCE).contains(&self.now.since(missing.at)));
        for judgement in questions(self.faq, judge, &self.turn.chat, text, self.now) {
            let chosen = self.turn.chat.language;
            let matched = !matches!(judgement.verdict, Verdict::Unknown);
            let lang = if matched { judgement.lang.or(chosen) } else { chosen.or(judgement.lang) };
            self.lang = lang.or(hint).unwrap_or(Lang::Id);
            let outcome = match &missing {
                Some(missing) if !answers_another(&judgement.verdict, &missing.topic) => {
                    self.lacked(&missing.topic, text)
                }
                _ => self.act(&judgement, text),
            };
            self.note(&judgement, outcome, text);
        }
    }

    /// What an answer lacked, for a person.
    fn lacked(&mut self, topic: &TopicId, text: &str) -> Outcome {
        let programme = self.faq.topic(topic).map(|topic| topic.programme.clone());
        let offered = vec![topic.clone()];
        self.open(NewTicket { programme, lang: self.lang, question: bounded(text), offered }, None);
        Outcome::Unknown
    }

    fn act(&mut self, judgement: &Judgement, text: &str) -> Outcome {
        match &judgement.verdict {
            Verdict::Answer(id) if self.calls_person(id) => {
                let programme = self.last_programme();
                let ticket =
                    NewTicket { programme, lang: self.lang, question: bounded(text), offered: Vec::new() };
                self.open(ticket, None);
                Outcome::Person
            }
            Verdict::Answer(topic) => {
                self.answer(topic);
                let small_talk = self.faq.topic(topic).is_some_and(|topic| is_small_talk(self.faq, topic));
                if small_talk { Outcome::SmallTalk } else { Outcome::Answered }
            }
            Verdict::Unsure(options) => {
                let mut buttons: Vec<Button> = options.iter().map(menus::topic).collect();
                buttons.push(Button { label: Label::NoneOfThese, tap: Tap::NoneOfThese });
                self.turn.chat.offer =
                    Some(Offer { question: bounded(text), lang: self.lang, options: options.clone() });
                self.say(vec![Message::DidYouMean], buttons);
                Outcome::Unsure
            }
            Verdict::Unknown => {
                let again = self.turn.chat.unknowns > 0;
                self.turn.chat.unknowns = self.turn.chat.unknowns.saturating_add(1);
                let programme = judgement.programme.clone();
                let ticket =
                    NewTicket { programme, lang: self.lang, question: bounded(text), offered: Vec::new() };
                let why = match (judgement.lack.clone(), judgement.programme.clone()) {
                    (Some(lack), Some(programme)) => Message::Lacking { programme, lack },
                    _ if again => Message::UnknownAgain,
                    _ => Message::Unknown,
                };
                self.open(ticket, Some(why));
                Outcome::Unknown
            }
        }
    }

    /// Opens a ticket and says so; `why` stands before it.
    fn open(&mut self, ticket: NewTicket, why: Option<Message>) {
        let notice = Message::Ticket { number: None, programme: ticket.programme.clone(), expected: None };
        let again = why.is_some() && self.turn.chat.unknowns > 1;
        let menu = Button { label: Label::Menu, tap: Tap::Menu };
        let person = Button { label: Label::Person, tap: Tap::Person };
        let buttons = if again { vec![person, menu] } else { vec![menu] };
        self.turn.ticket = Some(ticket);
        self.say(why.into_iter().chain([notice]).collect(), buttons);
    }

    fn answer(&mut self, id: &TopicId) {
        let Some(topic) = self.faq.topic(id) else { return };
        let chat = &mut self.turn.chat;
        (chat.unknowns, chat.offer) = (0, None);
        let small_talk = is_small_talk(self.faq, topic);
        if !small_talk {
            (chat.last_topic, chat.last_at) = (Some(topic.id.clone()), Some(self.now));
        }
        let buttons = match topic.then {
            Some(Then::Menu) => menus::programmes(self.faq),
            Some(Then::Person) => Vec::new(),
            None => topic.related.iter().take(RELATED).map(menus::topic).collect(),
        };
        self.say(vec![Message::Answer { topic: topic.id.clone(), today: self.now.date() }], buttons);
        if let Some(reply) = self.turn.replies.last_mut().filter(|_| !small_talk) {
            reply.rate = Some(topic.id.clone());
        }
    }

    fn note(&mut self, judgement: &Judgement, outcome: Outcome, text: &str) {
        let programme = match (&self.turn.ticket, answered(self.faq, judgement)) {
            (Some(ticket), _) => ticket.programme.clone(),
            (None, Some(topic)) => Some(topic.programme.clone()),
            (None, None) => judgement.programme.clone(),
        };
        self.turn.asked.push(Asked {
            lang: self.lang,
            outcome,
            topic: judgement.ranking.first().map(|hit| hit.topic.clone()),
            programme,
            score: judgement.score,
            among: judgement.among,
            text: Some(bounded(text)),
        });
    }

    fn calls_person(&self, id: &TopicId) -> bool {
        self.faq.topic(id).is_some_and(|topic| topic.then == Some(Then::Person))
    }

    /// What `/start` says: the small-talk topic that shows the menu, greetings first.
    fn greeting(&self) -> Option<TopicId> {
        let greets =
            |topic: &&Topic| topic.then == Some(Then::Menu) && topic.id.as_str().starts_with("greet");
        self.faq.topics.iter().find(greets).map(|topic| topic.id.clone())
    }

    fn last_programme(&self) -> Option<String> {
        let last = self.turn.chat.last_topic.as_ref()?;
        self.faq.topic(last).map(|topic| topic.programme.clone())
    }
}

/// True for an answer that is not the one that lacked something.
fn answers_another(verdict: &Verdict, topic: &TopicId) -> bool {
    matches!(verdict, Verdict::Answer(other) if other != topic)
}
