//! Rows, and what they mean: the one place where the types of `chat` become columns
//! and columns become these types again. It may not speak to a database, and it
//! refuses a column that makes no sense instead of guessing.

use super::ticket::{NewTicketRow, Origin};
use super::{Logged, Record, StoreError};
use crate::chat::{Asked, Chat, ChatId, Choice, Detail, Missing, Offer, Outcome, Tapped, TicketNumber};
use crate::clock::Timestamp;
use crate::faq::TopicId;
use crate::lang::Lang;

/// All that one [`Record`] writes.
pub(super) struct Written {
    pub chat: ChatRow,
    pub choice: Option<ChoiceRow>,
    pub edited: Option<EditedRow>,
    pub asked: Vec<AskedRow>,
    pub ticket: Option<NewTicketRow>,
    pub rating: Option<RatingRow>,
}

/// What becomes of the chat's last row of `asked`.
#[derive(serde::Serialize)]
pub(super) struct ChoiceRow {
    pub chat_id: i64,
    pub outcome: &'static str,
    pub topic: Option<String>,
    pub programme: Option<String>,
}

/// A message whose rows of `asked` stand no more.
#[derive(serde::Serialize)]
pub(super) struct EditedRow {
    pub chat_id: i64,
    pub message_id: i64,
}

/// A row of `rating`.
#[derive(serde::Serialize)]
pub(super) struct RatingRow {
    pub chat_id: i64,
    pub message_id: i64,
    pub topic: String,
    pub good: i64,
    pub knowledge: String,
}

/// A row of `chat`.
#[derive(sqlx::FromRow, serde::Serialize)]
pub(super) struct ChatRow {
    pub chat_id: i64,
    pub language: Option<String>,
    pub last_topic: Option<String>,
    pub last_at: Option<i64>,
    pub unknowns: i64,
    pub offer_question: Option<String>,
    pub offer_lang: Option<String>,
    pub offer_options: Option<String>,
    pub tapped: Option<String>,
    pub tapped_at: Option<i64>,
    pub missing: Option<String>,
    pub missing_at: Option<i64>,
    pub detail: Option<i64>,
    pub detail_at: Option<i64>,
}

/// A row of `asked`, without the number that the database gives it.
#[derive(sqlx::FromRow, serde::Serialize)]
pub(super) struct AskedRow {
    pub chat_id: i64,
    pub asked_at: i64,
    pub lang: String,
    pub outcome: String,
    pub topic: Option<String>,
    pub programme: Option<String>,
    pub score: f64,
    pub among: f64,
    pub text: Option<String>,
    pub knowledge: String,
    pub message_id: Option<i64>,
}

/// A row of `asked` with its number.
#[derive(sqlx::FromRow)]
pub(super) struct NumberedAskedRow {
    pub asked_id: i64,
    #[sqlx(flatten)]
    pub asked: AskedRow,
}

impl Written {
    pub fn new(chat: ChatId, record: &Record<'_>, now: Timestamp) -> Written {
        Written {
            chat: ChatRow::of(chat, record.chat),
            choice: record.choice.map(|choice| ChoiceRow::of(chat, choice)),
            edited: record
                .message
                .filter(|_| record.edited)
                .map(|message_id| EditedRow { chat_id: chat.0, message_id }),
            asked: record.asked.iter().map(|asked| AskedRow::of(chat, asked, record, now)).collect(),
            ticket: record.ticket.map(|ticket| {
                let Record { message, asker, thread, .. } = *record;
                let asked = !record.asked.is_empty();
                NewTicketRow::of(Origin { chat, thread, message, asker, asked }, ticket, now)
            }),
            rating: RatingRow::of(chat, record),
        }
    }
}

impl ChoiceRow {
    fn of(chat: ChatId, choice: &Choice) -> ChoiceRow {
        let (outcome, topic) = match choice {
            Choice::Topic { topic, programme } => (Outcome::Chosen, Some((topic, programme))),
            Choice::NoneOfThese => (Outcome::NoneOfThese, None),
        };
        ChoiceRow {
            chat_id: chat.0,
            outcome: outcome.code(),
            topic: topic.map(|(topic, _)| clean(topic.as_str())),
            programme: topic.map(|(_, programme)| clean(programme)),
        }
    }
}

impl RatingRow {
    /// An opinion on a message; `None` where the edge does not number messages.
    fn of(chat: ChatId, record: &Record<'_>) -> Option<RatingRow> {
        let rating = record.rating?;
        Some(RatingRow {
            chat_id: chat.0,
            message_id: record.message?,
            topic: clean(rating.topic.as_str()),
            good: i64::from(rating.good),
            knowledge: clean(record.knowledge),
        })
    }
}

impl ChatRow {
    fn of(id: ChatId, chat: &Chat) -> ChatRow {
        let offer = chat.offer.as_ref();
        ChatRow {
            chat_id: id.0,
            language: chat.language.map(|lang| lang.code().to_owned()),
            last_topic: chat.last_topic.as_ref().map(|topic| clean(topic.as_str())),
            last_at: chat.last_at.map(|at| at.0),
            unknowns: i64::from(chat.unknowns),
            offer_question: offer.map(|offer| clean(&offer.question)),
            offer_lang: offer.map(|offer| offer.lang.code().to_owned()),
            offer_options: offer.map(|offer| list(&offer.options)),
            tapped: chat.tapped.as_ref().map(|tapped| clean(&tapped.press)),
            tapped_at: chat.tapped.as_ref().map(|tapped| tapped.at.0),
            missing: chat.missing.as_ref().map(|missing| clean(missing.topic.as_str())),
            missing_at: chat.missing.as_ref().map(|missing| missing.at.0),
            detail: chat.detail.map(|detail| detail.ticket.0),
            detail_at: chat.detail.map(|detail| detail.at.0),
        }
    }

    pub fn read(self) -> Result<Chat, StoreError> {
        let bad = |column| StoreError::corrupt(column, self.chat_id);
        let offer = match (&self.offer_question, &self.offer_lang, &self.offer_options) {
            (None, None, None) => None,
            (Some(question), Some(lang), Some(options)) => Some(Offer {
                question: question.clone(),
                lang: Lang::from_code(lang).ok_or_else(|| bad("chat.offer_lang"))?,
                options: topics(options).ok_or_else(|| bad("chat.offer_options"))?,
            }),
            _ => return Err(bad("chat.offer_*")),
        };
        Ok(Chat {
            language: match &self.language {
                Some(code) => Some(Lang::from_code(code).ok_or_else(|| bad("chat.language"))?),
                None => None,
            },
            last_topic: self.last_topic.as_deref().map(TopicId::new),
            last_at: self.last_at.map(Timestamp),
            unknowns: u32::try_from(self.unknowns).map_err(|_| bad("chat.unknowns"))?,
            offer,
            tapped: self.tapped.zip(self.tapped_at).map(|(press, at)| Tapped { press, at: Timestamp(at) }),
            missing: self
                .missing
                .zip(self.missing_at)
                .map(|(topic, at)| Missing { topic: TopicId::new(&topic), at: Timestamp(at) }),
            detail: self
                .detail
                .zip(self.detail_at)
                .map(|(ticket, at)| Detail { ticket: TicketNumber(ticket), at: Timestamp(at) }),
        })
    }
}

impl AskedRow {
    fn of(chat: ChatId, asked: &Asked, record: &Record<'_>, now: Timestamp) -> AskedRow {
        AskedRow {
            chat_id: chat.0,
            asked_at: now.0,
            lang: asked.lang.code().to_owned(),
            outcome: asked.outcome.code().to_owned(),
            topic: asked.topic.as_ref().map(|topic| clean(topic.as_str())),
            programme: asked.programme.as_deref().map(clean),
            score: probability(asked.score),
            among: probability(asked.among),
            text: asked.text.as_deref().map(clean),
            knowledge: clean(record.knowledge),
            message_id: record.message,
        }
    }
}

impl NumberedAskedRow {
    pub fn read(self) -> Result<Logged, StoreError> {
        let row = self.asked;
        let bad = |column| StoreError::corrupt(column, self.asked_id);
        Ok(Logged {
            number: self.asked_id,
            chat: ChatId(row.chat_id),
            asked_at: Timestamp(row.asked_at),
            asked: Asked {
                lang: Lang::from_code(&row.lang).ok_or_else(|| bad("asked.lang"))?,
                outcome: Outcome::from_code(&row.outcome).ok_or_else(|| bad("asked.outcome"))?,
                topic: row.topic.as_deref().map(TopicId::new),
                programme: row.programme,
                score: row.score,
                among: row.among,
                text: row.text,
            },
            knowledge: row.knowledge,
        })
    }
}

/// Text as both databases can hold it: PostgreSQL has no U+0000, so neither keeps it.
pub(super) fn clean(text: &str) -> String {
    text.replace('\0', "")
}

/// SQLite would store "not a number" as null, and PostgreSQL sorts it above 1.
fn probability(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}

/// Topic ids as one column: a JSON list, which both databases can look into.
pub(super) fn list(topics: &[TopicId]) -> String {
    let ids = topics.iter().map(|topic| serde_json::Value::from(clean(topic.as_str())));
    serde_json::Value::from_iter(ids).to_string()
}

/// The topic ids of such a column.
pub(super) fn topics(list: &str) -> Option<Vec<TopicId>> {
    let ids: Vec<String> = serde_json::from_str(list).ok()?;
    Some(ids.iter().map(|id| TopicId::new(id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_topics_are_read_as_they_were_written() {
        for ids in [&[][..], &["a"], &["a", "b\"c", "d\ne"]] {
            let ids: Vec<TopicId> = ids.iter().map(|id| TopicId::new(id)).collect();
            assert_eq!(topics(&list(&ids)), Some(ids));
        }
        assert_eq!(topics("a,b"), None);
    }

    #[test]
    fn a_score_that_is_no_probability_becomes_one() {
        assert_eq!(probability(f64::NAN), 0.0);
        assert_eq!(probability(f64::INFINITY), 1.0);
        assert_eq!(probability(-0.5), 0.0);
        assert_eq!(probability(0.25), 0.25);
    }
}
