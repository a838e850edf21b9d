//! The numbers by day, by programme, by language, by topic: rows that add up to the total.

use std::collections::BTreeMap;

use super::{Counted, Numbers, Period, Thumbs};

/// What a table has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A day in the office.
    Day,
    /// A programme.
    Programme,
    /// A language.
    Language,
    /// The topic that answered.
    Topic,
}

impl By {
    /// All of them.
    pub const ALL: [By; 4] = [By::Day, By::Programme, By::Language, By::Topic];

    /// The word in commands and exports.
    pub fn code(self) -> &'static str {
        match self {
            By::Day => "day",
            By::Programme => "programme",
            By::Language => "language",
            By::Topic => "topic",
        }
    }

    /// The one of an exact word.
    pub fn from_code(code: &str) -> Option<By> {
        By::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// What a row is about: days in their order, anything else by its name. `None`: questions
/// near to no programme, or that no topic answered.
pub type Key = Option<String>;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub key: Key,
    /// What became of its questions.
    pub numbers: Numbers,
    /// Its thumbs; `None` where it is not kept whose they are.
    pub thumbs: Option<Thumbs>,
}

/// The numbers of a period, in rows and in total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What there is a row for.
    pub by: By,
    /// The days.
    pub period: Period,
    /// The rows: each day of the period, or what was asked about, most asked first.
    pub rows: Vec<Row>,
    /// All rows together.
    pub total: Row,
}

impl Table {
    /// The table of what was counted on the days of `period`.
    pub fn of(counted: &Counted, by: By, period: Period) -> Table {
        let mut rows: BTreeMap<Key, (Numbers, Thumbs)> = BTreeMap::new();
        if by == By::Day {
            rows.extend(period.each_day().map(|day| (Some(day.to_string()), Default::default())));
        }
        let mut total = (Numbers::default(), Thumbs::default());
        for cell in counted.questions.iter().filter(|cell| period.holds(cell.day)) {
            let key = match by {
                By::Day => Some(cell.day.to_string()),
                By::Programme => cell.programme.clone(),
                By::Language => Some(cell.lang.code().to_owned()),
                By::Topic => cell.topic.as_ref().map(|topic| topic.as_str().to_owned()),
            };
            rows.entry(key).or_default().0.add(cell);
            total.0.add(cell);
        }
        for cell in counted.thumbs.iter().filter(|cell| period.holds(cell.day)) {
            let key = match by {
                By::Day => Some(cell.day.to_string()),
                By::Topic => Some(cell.topic.as_str().to_owned()),
                By::Programme | By::Language => None,
            };
            if key.is_some() {
                rows.entry(key).or_default().1.add(cell.thumbs);
            }
            total.1.add(cell.thumbs);
        }
        let kept = matches!(by, By::Day | By::Topic);
        let row = |(key, (numbers, thumbs))| Row { key, numbers, thumbs: Some(thumbs).filter(|_| kept) };
        let mut rows: Vec<Row> = rows.into_iter().map(row).collect();
        if by != By::Day {
            rows.sort_by_key(|row| std::cmp::Reverse(row.numbers.asked));
        }
        Table { by, period, rows, total: Row { key: None, numbers: total.0, thumbs: Some(total.1) } }
    }

    /// The rows with the most thumbs down, worst first: by their share among rows that
    /// have at least `fewest` thumbs.
    pub fn worst(&self, fewest: u64, most: usize) -> Vec<&Row> {
        let counted = |row: &&Row| {
            row.thumbs.is_some_and(|thumbs| thumbs.bad > 0 && thumbs.good + thumbs.bad >= fewest)
        };
        let mut rows: Vec<&Row> = self.rows.iter().filter(counted).collect();
        let badness = |row: &Row| {
            let thumbs = row.thumbs.unwrap_or_default();
            (thumbs.share().unwrap_or(1.0), thumbs.bad)
        };
        rows.sort_by(|one, other| {
            let (one, other) = (badness(one), badness(other));
            one.0.total_cmp(&other.0).then(other.1.cmp(&one.1))
        });
        rows.truncate(most);
        rows
    }
}
