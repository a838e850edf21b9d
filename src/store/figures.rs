//! The log of questions and thumbs as counts, made by the database. It gives nobody's chat
//! away, and no words.

use super::desk::rows;
use super::{Pool, Store, StoreError, figures_sql as sql, on, to_the_end};
use crate::analytics::{By, Cell, Counted, Key, Period, Thumbs};
use crate::chat::Outcome;
use crate::clock::days_after;

/// How many questions became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Answered outright.
    pub answered: u64,
    /// Buttons were offered.
    pub unsure: u64,
    /// The knowledge did not hold it.
    pub unknown: u64,
    /// A person was asked for.
    pub person: u64,
}

impl Store {
    /// What was asked in a period, and what people thought of the answers.
    pub async fn figures(&self, by: By, period: Period) -> Result<Counted, StoreError> {
        let (from, before) = period.bounds();
        let (figures, thumbs) = match by {
            By::Day => (sql::FIGURES_BY_DAY, sql::THUMBS_BY_DAY),
            By::Programme => (sql::FIGURES_BY_PROGRAMME, sql::THUMBS),
            By::Language => (sql::FIGURES_BY_LANGUAGE, sql::THUMBS),
            By::Topic => (sql::FIGURES_BY_TOPIC, sql::THUMBS_BY_TOPIC),
        };
        let questions: Result<Vec<Cell>, StoreError> = rows!(self, CellRow, figures, from.0, before.0);
        let thumbs: Result<Vec<(Key, Thumbs)>, StoreError> = rows!(self, ThumbRow, thumbs, from.0, before.0);
        let (mut questions, mut thumbs) = (questions?, thumbs?);
        if by == By::Day {
            let keys = questions.iter_mut().map(|cell| &mut cell.key);
            keys.chain(thumbs.iter_mut().map(|(key, _)| key)).for_each(|key| name_day(key, period));
        }
        Ok(Counted { by, period, questions, thumbs })
    }

    /// How many questions became what, ever.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let read = self.read.clone();
        let rows: Vec<(String, i64)> =
            to_the_end(async move { on!(&read, pool => sqlx::query_as(sql::COUNTS).fetch_all(pool).await) })
                .await?;
        let mut counts = Counts::default();
        for (outcome, count) in rows {
            let count = u64::try_from(count).unwrap_or_default();
            match Outcome::from_code(&outcome) {
                Some(Outcome::Answered) => counts.answered = count,
                Some(Outcome::Unsure | Outcome::Chosen | Outcome::NoneOfThese) => counts.unsure += count,
                Some(Outcome::SmallTalk) => {}
                Some(Outcome::Unknown) => counts.unknown = count,
                Some(Outcome::Person) => counts.person = count,
                None => return Err(StoreError::Corrupt("asked.outcome of some row".into())),
            }
        }
        Ok(counts)
    }
}

/// The database counts days from the first of the period.
fn name_day(key: &mut Key, period: Period) {
    let nth = key.as_deref().and_then(|nth| nth.parse().ok());
    *key = nth.map(|nth| days_after(period.from, nth).to_string());
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

#[derive(sqlx::FromRow)]
struct CellRow {
    name: Key,
    outcome: String,
    asked: i64,
    ticketed: i64,
    again: i64,
}

impl CellRow {
    fn read(self) -> Result<Cell, StoreError> {
        let unknown = || StoreError::Corrupt("asked.outcome of some row".into());
        Ok(Cell {
            key: self.name,
            outcome: Outcome::from_code(&self.outcome).ok_or_else(unknown)?,
            count: count(self.asked),
            ticketed: count(self.ticketed),
            again: count(self.again),
        })
    }
}

#[derive(sqlx::FromRow)]
struct ThumbRow {
    name: Key,
    good: i64,
    thumbs: i64,
}

impl ThumbRow {
    fn read(self) -> Result<(Key, Thumbs), StoreError> {
        Ok((self.name, Thumbs { good: count(self.good), bad: count(self.thumbs.saturating_sub(self.good)) }))
    }
}
