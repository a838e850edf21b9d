//! What is stored of one person, as they may see it, and its end: when they say so
//! ([`Settled::forgetting`](super::Settled::forgetting)), or when it is old enough. It may
//! not show one person what is another's.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{Pool, Store, StoreError, on, privacy_sql as sql, to_the_end};
use crate::chat::PersonId;
use crate::clock::Timestamp;
use crate::config::Retention;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Rows of a kind that go at once: more would hold up whoever writes meanwhile.
const AT_ONCE: i64 = 10_000;
/// How long a link that leads nowhere is remembered, in days.
const INVITE_DAYS: u32 = 30;

/// How much was old enough to go, by its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Removed {
    /// Questions that are only counted from now on.
    pub asked: u64,
    /// Questions that were answered and have lost their words.
    pub answered: u64,
    /// Proposals whose words are not kept any longer.
    pub proposals: u64,
    /// Opinions on answers.
    pub ratings: u64,
    /// Chats, or what they were about.
    pub chats: u64,
    /// Tickets that were over, with their messages.
    pub tickets: u64,
    /// Lines of the audit trail.
    pub events: u64,
    /// Restraints that had ended.
    pub restraints: u64,
    /// Links that had ended.
    pub invites: u64,
}

impl Removed {
    /// All of it.
    pub fn total(&self) -> u64 {
        let Removed { asked, answered, proposals, ratings, chats, tickets, events, restraints, invites } =
            self;
        asked + answered + proposals + ratings + chats + tickets + events + restraints + invites
    }
}

impl Store {
    /// Everything that is stored of a person, as one JSON object: empty where that is
    /// nothing, at most the newest thousand of a kind. Of what they asked in a group only
    /// their tickets are known to be theirs.
    pub async fn stored_of(&self, person: PersonId) -> Result<Value, StoreError> {
        // No person: a group, or whoever is forgotten.
        if person.0 <= 0 {
            return Ok(json!({}));
        }
        let (read, who) = (self.read.clone(), person.0);
        let stored = to_the_end(async move {
            on!(&read, pool => Ok(Stored {
                chat: sqlx::query_as(sql::CHAT).bind(who).fetch_optional(pool).await?,
                questions: sqlx::query_as(sql::QUESTIONS).bind(who).fetch_all(pool).await?,
                tickets: sqlx::query_as(sql::TICKETS).bind(who).fetch_all(pool).await?,
                messages: sqlx::query_as(sql::MESSAGES).bind(who).fetch_all(pool).await?,
                ratings: sqlx::query_as(sql::RATINGS).bind(who).fetch_all(pool).await?,
                restraint: sqlx::query_as(sql::RESTRAINT).bind(who).fetch_optional(pool).await?,
                office: sqlx::query_as(sql::OFFICE).bind(who).fetch_optional(pool).await?,
            }))
        })
        .await?;
        Ok(stored.document())
    }

    /// Lets go of what has been kept long enough; what it was, as counts. At most so much
    /// at once: the rest goes the next time.
    pub async fn retain(&self, retention: &Retention, now: Timestamp) -> Result<Removed, StoreError> {
        let before = |days: u32| now.minus(DAY * days).0;
        let (asked, answered) = (before(retention.asked_days), before(retention.answered_days));
        let (closed, audit) = (before(retention.closed_tickets_days), before(retention.audit_days));
        let (invites, write) = (before(INVITE_DAYS), self.write.clone());
        to_the_end(async move {
            on!(&write, pool => {
                let mut removed = Removed::default();
                let mut work = pool.begin_with(write.begin()).await?;
                macro_rules! gone {
                    ($sql:expr, $before:expr $(, $most:expr)?) => {
                        sqlx::query($sql).bind($before)$(.bind($most))?.execute(&mut *work).await?.rows_affected()
                    };
                }
                sqlx::query(sql::SOMEWHERE).execute(&mut *work).await?;
                for words in sql::AGE_TICKETS {
                    gone!(words, closed, AT_ONCE);
                }
                removed.tickets = gone!(sql::AGE_TICKETS_LAST, closed, AT_ONCE);
                removed.proposals = gone!(sql::AGE_PROPOSALS, asked);
                sqlx::query(super::proposal_sql::FREE).execute(&mut *work).await?;
                removed.asked = gone!(sql::AGE_ASKED, asked, AT_ONCE);
                removed.answered = gone!(sql::AGE_ANSWERED, answered, AT_ONCE);
                removed.ratings = gone!(sql::AGE_RATINGS, asked);
                removed.chats = gone!(sql::AGE_CHATS, asked) + gone!(sql::AGE_TALK, asked);
                removed.events = gone!(sql::AGE_EVENTS, audit);
                removed.restraints = gone!(sql::AGE_RESTRAINTS, now.0);
                removed.invites = gone!(sql::AGE_INVITES, invites);
                work.commit().await?;
                Ok(removed)
            })
        })
        .await
    }
}

/// Forgets a person, in the transaction of the update that asked for it.
macro_rules! forget {
    ($work:expr, $person:expr, $now:expr) => {{
        use crate::store::privacy_sql;
        let person = $person.0;
        sqlx::query(privacy_sql::SOMEWHERE).execute(&mut *$work).await?;
        for words in privacy_sql::FORGET {
            sqlx::query(words).bind(person).execute(&mut *$work).await?;
        }
        for words in [privacy_sql::FORGET_TICKETS, privacy_sql::FORGET_RESTRAINT] {
            sqlx::query(words).bind(person).bind($now.0).execute(&mut *$work).await?;
        }
        for words in privacy_sql::FORGET_CHAT {
            sqlx::query(words).bind(person).execute(&mut *$work).await?;
        }
    }};
}
pub(super) use forget;

/// All that is stored of a person, by table.
struct Stored {
    chat: Option<ChatPart>,
    questions: Vec<QuestionPart>,
    tickets: Vec<TicketPart>,
    messages: Vec<MessagePart>,
    ratings: Vec<RatingPart>,
    restraint: Option<RestraintPart>,
    office: Option<OfficePart>,
}

#[derive(sqlx::FromRow)]
struct ChatPart {
    language: Option<String>,
    last_topic: Option<String>,
    last_at: Option<i64>,
    offer_question: Option<String>,
    missing: Option<String>,
    detail: Option<i64>,
    updated_at: i64,
}

#[derive(sqlx::FromRow)]
struct QuestionPart {
    asked_at: i64,
    lang: String,
    outcome: String,
    topic: Option<String>,
    programme: Option<String>,
    text: Option<String>,
}

#[derive(sqlx::FromRow)]
struct TicketPart {
    number: i64,
    asked_at: i64,
    lang: String,
    programme: Option<String>,
    state: String,
    question: String,
    offered: String,
    closed_at: Option<i64>,
    closing: Option<String>,
    content: Option<i64>,
    news: i64,
}

#[derive(sqlx::FromRow)]
struct MessagePart {
    ticket: i64,
    kind: String,
    posted_at: i64,
    text: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RatingPart {
    rated_at: i64,
    topic: String,
    good: i64,
}

#[derive(sqlx::FromRow)]
struct RestraintPart {
    kind: String,
    since: i64,
    until: Option<i64>,
    why: String,
}

#[derive(sqlx::FromRow)]
struct OfficePart {
    name: String,
    role: String,
    programme: Option<String>,
    contact: Option<String>,
    lang: Option<String>,
    joined_at: i64,
    removed_at: Option<i64>,
}

impl Stored {
    fn document(&self) -> Value {
        let mut whole = Map::new();
        let mut put =
            |name: &str, part: Option<Value>| whole.extend(part.map(|part| (name.to_owned(), part)));
        put("chat", self.chat.as_ref().map(ChatPart::json));
        put("questions", list(self.questions.iter().map(QuestionPart::json)));
        put("tickets", list(self.tickets.iter().map(|ticket| ticket.json(&self.messages))));
        put("ratings", list(self.ratings.iter().map(RatingPart::json)));
        put("restraint", self.restraint.as_ref().map(RestraintPart::json));
        put("office", self.office.as_ref().map(OfficePart::json));
        Value::Object(whole)
    }
}

fn list(parts: impl Iterator<Item = Value>) -> Option<Value> {
    let parts: Vec<Value> = parts.collect();
    (!parts.is_empty()).then_some(Value::Array(parts))
}

fn moment(at: i64) -> String {
    Timestamp(at).rfc3339()
}

impl ChatPart {
    fn json(&self) -> Value {
        json!({
            "language": self.language, "last_topic": self.last_topic, "last_topic_at": self.last_at.map(moment),
            "offered_for": self.offer_question, "lacking_in": self.missing, "adding_to_ticket": self.detail,
            "last_message_at": moment(self.updated_at),
        })
    }
}

impl QuestionPart {
    fn json(&self) -> Value {
        json!({
            "at": moment(self.asked_at), "language": self.lang, "outcome": self.outcome, "topic": self.topic,
            "programme": self.programme, "text": self.text,
        })
    }
}

impl TicketPart {
    fn json(&self, messages: &[MessagePart]) -> Value {
        let offered: Value = serde_json::from_str(&self.offered).unwrap_or_default();
        let own = messages.iter().rev().filter(|message| message.ticket == self.number);
        let messages: Vec<Value> = own.map(MessagePart::json).collect();
        json!({
            "number": self.number, "at": moment(self.asked_at), "language": self.lang,
            "programme": self.programme, "state": self.state, "question": self.question, "offered": offered,
            "closed_at": self.closed_at.map(moment), "closed_because": self.closing, "content": self.content,
            "wants_news": self.news != 0, "messages": messages,
        })
    }
}

impl MessagePart {
    fn json(&self) -> Value {
        let from = if self.kind == "in" { "you" } else { "office" };
        json!({ "from": from, "at": moment(self.posted_at), "text": self.text })
    }
}

impl RatingPart {
    fn json(&self) -> Value {
        json!({ "at": moment(self.rated_at), "topic": self.topic, "good": self.good != 0 })
    }
}

impl RestraintPart {
    fn json(&self) -> Value {
        json!({
            "kind": self.kind, "since": moment(self.since), "until": self.until.map(moment), "why": self.why,
        })
    }
}

impl OfficePart {
    fn json(&self) -> Value {
        json!({
            "name": self.name, "role": self.role, "programme": self.programme, "contact": self.contact,
            "language": self.lang, "joined_at": moment(self.joined_at),
            "removed_at": self.removed_at.map(moment),
        })
    }
}
