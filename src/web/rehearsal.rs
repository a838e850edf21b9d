//! Chats of the office's people with the engine, in memory alone: one a browser, the oldest
//! go first. It may not store anything, nor open a ticket.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use crate::app::{Outgoing, render};
use crate::chat::{Chat, ChatId, Incoming, Message, Said, questions, respond};
use crate::clock::{Date, Timestamp};
use crate::faq::TopicId;
use crate::knowledge::Knowledge;
use crate::lang::Lang;
use crate::matching::{Judgement, Verdict};

/// Chats at once, and what is shown of each.
const CHATS: usize = 100;
const EXCHANGES: usize = 20;
/// Candidates and pieces of evidence that are shown.
const SHOWN: usize = 6;

/// All chats, by the names of their sessions.
#[derive(Default)]
pub(super) struct Rehearsals(Mutex<BTreeMap<String, (Timestamp, Rehearsal)>>);

/// A chat.
#[derive(Clone, Default)]
pub(super) struct Rehearsal {
    /// The day that it is; today where it is none.
    pub at: Option<Date>,
    /// What was said, oldest first.
    pub exchanges: VecDeque<Exchange>,
    chat: Chat,
}

/// A message and what is said in return.
#[derive(Clone)]
pub(super) struct Exchange {
    /// The message, or the label of the button.
    pub said: String,
    /// The language of the replies.
    pub lang: Lang,
    /// What is said in return.
    pub replies: Vec<Outgoing>,
    /// Whether the office would have to answer.
    pub ticket: bool,
    /// Why, for each question in it.
    pub reasons: Vec<Why>,
}

/// What was made of a question.
#[derive(Clone)]
pub(super) enum Heard {
    /// It is answered with this topic.
    Answered(TopicId),
    /// Some are offered.
    Unsure,
    /// The knowledge does not hold it.
    Unknown,
}

/// Why it was.
#[derive(Clone)]
pub(super) struct Why {
    pub heard: Heard,
    /// The question as it was read.
    pub read_as: String,
    /// How sure it is that the best topic is right, and from when on it answers.
    pub sure: f64,
    pub answer_from: f64,
    /// The best topics with their likelihood.
    pub candidates: Vec<(String, f64)>,
    /// What each word says for the best topic, rather than for this one.
    pub evidence: Vec<(String, f64)>,
    pub rival: String,
    /// The nearest line that it learnt.
    pub nearest: Option<String>,
    /// Whether the meaning of the sentence was asked.
    pub by_meaning: bool,
}

impl Rehearsals {
    /// The chat of a session; a new one where there is none.
    pub fn of(&self, session: &str) -> Rehearsal {
        self.all().get(session).map(|(_, rehearsal)| rehearsal.clone()).unwrap_or_default()
    }

    /// Keeps a chat; where there are too many, the one that was used longest ago goes.
    pub fn keep(&self, session: &str, rehearsal: Rehearsal, now: Timestamp) {
        let mut all = self.all();
        all.insert(session.to_owned(), (now, rehearsal));
        if all.len() > CHATS {
            let oldest = all.iter().min_by_key(|(_, (used, _))| *used).map(|(session, _)| session.clone());
            oldest.and_then(|session| all.remove(&session));
        }
    }

    /// Ends the chat of a session.
    pub fn end(&self, session: &str) {
        self.all().remove(session);
    }

    fn all(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, (Timestamp, Rehearsal)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rehearsal {
    /// Hears a message or a tap, and answers.
    pub fn hear(&mut self, knowledge: &Knowledge, said: Said, hint: Lang, now: Timestamp) {
        let now = self.at.map_or(now, Timestamp::noon);
        let shown = self.shown(&said);
        let reasons = match &said {
            Said::Text(text) if !text.trim_start().starts_with('/') => self.reasons(knowledge, text, now),
            _ => Vec::new(),
        };
        let incoming =
            Incoming { chat: ChatId(0), person: None, message: None, album: None, hint: Some(hint), said };
        let turn = respond(&knowledge.faq, &knowledge.judge, &self.chat, &incoming, now);
        let lang = turn.replies.first().map_or(hint, |reply| reply.lang);
        let replies = turn.replies.into_iter().map(|mut reply| {
            // Nobody hears of it, so no number is promised.
            reply.parts.retain(|part| !matches!(part, Message::Ticket { .. }));
            for part in &mut reply.parts {
                if matches!(part, Message::Status(None)) {
                    *part = Message::Status(Some(Vec::new()));
                }
            }
            render(knowledge, &reply)
        });
        let replies = replies.filter(|reply| !reply.html.as_str().is_empty()).collect();
        self.chat = turn.chat;
        self.exchanges.push_back(Exchange {
            said: shown,
            lang,
            replies,
            ticket: turn.ticket.is_some(),
            reasons,
        });
        if self.exchanges.len() > EXCHANGES {
            self.exchanges.pop_front();
        }
    }

    /// A message as it was written; a tap as what its button says.
    fn shown(&self, said: &Said) -> String {
        match said {
            Said::Text(text) => text.clone(),
            Said::Wordless => String::new(),
            Said::Tap(payload) => {
                let buttons = self.exchanges.iter().rev().flat_map(|exchange| &exchange.replies);
                let mut buttons = buttons.flat_map(|reply| &reply.buttons);
                let label = buttons.find(|(_, known)| known == payload).map(|(label, _)| label.clone());
                label.unwrap_or_default()
            }
        }
    }

    fn reasons(&self, knowledge: &Knowledge, text: &str, now: Timestamp) -> Vec<Why> {
        let judged = questions(&knowledge.faq, &knowledge.judge, &self.chat, text, now);
        judged.iter().map(|judgement| Why::of(knowledge, judgement)).collect()
    }
}

impl Why {
    fn of(knowledge: &Knowledge, judgement: &Judgement) -> Why {
        let explained = knowledge.judge.explain(&judgement.question);
        let mut evidence: Vec<(String, f64)> =
            explained.evidence.into_iter().map(|piece| (piece.what, f64::from(piece.says))).collect();
        evidence.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        evidence.truncate(SHOWN);
        let named = |hit: &crate::matching::Hit| (hit.topic.to_string(), f64::from(hit.score));
        Why {
            heard: match &judgement.verdict {
                Verdict::Answer(topic) => Heard::Answered(topic.clone()),
                Verdict::Unsure(_) => Heard::Unsure,
                Verdict::Unknown => Heard::Unknown,
            },
            read_as: judgement.question.key(),
            sure: judgement.score,
            answer_from: explained.answer_from,
            candidates: judgement.ranking.iter().take(SHOWN).map(named).collect(),
            evidence,
            rival: explained.rival,
            nearest: explained.nearest.map(|(line, _)| line),
            by_meaning: explained.by_meaning,
        }
    }
}
