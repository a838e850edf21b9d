//! The log of questions and thumbs as counts. It gives nobody's chat away, and no words.

use super::desk::rows;
use super::{Pool, Store, StoreError, on, sql, to_the_end};
use crate::analytics::{Cell, Counted, Period, ThumbCell, Thumbs};
use crate::chat::Outcome;
use crate::clock::{AHEAD, Date, Timestamp};
use crate::faq::TopicId;
use crate::lang::Lang;

/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// What was asked in a period, and what people thought of the answers, counted by the
    /// database.
    pub async fn figures(&self, period: Period) -> Result<Counted, StoreError> {
        let (from, before) = period.bounds();
        let questions: Result<Vec<Cell>, StoreError> =
            rows!(self, CellRow, sql::FIGURES, from.0, before.0, ahead());
        let thumbs: Result<Vec<ThumbCell>, StoreError> =
            rows!(self, ThumbRow, sql::THUMBS, from.0, before.0, ahead());
        Ok(Counted { questions: questions?, thumbs: thumbs? })
    }
}

fn ahead() -> i64 {
    i64::try_from(AHEAD.as_millis()).unwrap_or_default()
}

/// The day on the office's wall, counted since 1970.
fn date(day: i64) -> Date {
    Timestamp(day.saturating_mul(DAY)).minus(AHEAD).date()
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

#[derive(sqlx::FromRow)]
struct CellRow {
    day: i64,
    programme: Option<String>,
    lang: String,
    answer: Option<String>,
    outcome: String,
    asked: i64,
    ticketed: i64,
    again: i64,
}

impl CellRow {
    fn read(self) -> Result<Cell, StoreError> {
        let bad = |column: &str| StoreError::Corrupt(format!("asked.{column} of some row").into());
        Ok(Cell {
            day: date(self.day),
            programme: self.programme,
            lang: Lang::from_code(&self.lang).ok_or_else(|| bad("lang"))?,
            topic: self.answer.as_deref().map(TopicId::new),
            outcome: Outcome::from_code(&self.outcome).ok_or_else(|| bad("outcome"))?,
            count: count(self.asked),
            ticketed: count(self.ticketed),
            again: count(self.again),
        })
    }
}

#[derive(sqlx::FromRow)]
struct ThumbRow {
    day: i64,
    topic: String,
    good: i64,
    thumbs: i64,
}

impl ThumbRow {
    fn read(self) -> Result<ThumbCell, StoreError> {
        let thumbs = Thumbs { good: count(self.good), bad: count(self.thumbs.saturating_sub(self.good)) };
        Ok(ThumbCell { day: date(self.day), topic: TopicId::new(&self.topic), thumbs })
    }
}
