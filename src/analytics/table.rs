//! The numbers by day, by programme, by language, by topic: rows that add up to the total.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Counted, Key, Numbers, Period, Thumbs};

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

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub key: Key,
    /// What became of its questions.
    pub numbers: Numbers,
    /// Its thumbs; `None` where it is not kept what they are for.
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
    /// What was counted, in rows.
    pub fn of(counted: &Counted) -> Table {
        let Counted { by, period, questions, thumbs } = counted;
        let mut rows: BTreeMap<&Key, (Numbers, Thumbs)> = BTreeMap::new();
        let days: Vec<Key> = period.each_day().map(|day| Some(day.to_string())).collect();
        if *by == By::Day {
            rows.extend(days.iter().map(|day| (day, Default::default())));
        }
        for cell in questions {
            rows.entry(&cell.key).or_default().0.add(cell);
        }
        let kept = matches!(by, By::Day | By::Topic);
        for (key, thumbs) in thumbs.iter().filter(|_| kept) {
            rows.entry(key).or_default().1.add(*thumbs);
        }
        let row = |(key, (numbers, thumbs)): (&Key, _)| Row {
            key: key.clone(),
            numbers,
            thumbs: Some(thumbs).filter(|_| kept),
        };
        let mut rows: Vec<Row> = rows.into_iter().map(row).collect();
        if *by != By::Day {
            rows.sort_by_key(|row| Reverse(row.numbers.asked));
        }
        let mut total = Row { key: None, numbers: Numbers::default(), thumbs: Some(Thumbs::default()) };
        questions.iter().for_each(|cell| total.numbers.add(cell));
        total.thumbs.iter_mut().for_each(|all| thumbs.iter().for_each(|(_, some)| all.add(*some)));
        Table { by: *by, period: *period, rows, total }
    }

    /// The rows whose answers are liked least: those with a thumb down and at least
    /// `fewest` thumbs, by their share of thumbs up.
    pub fn worst(&self, fewest: u64, most: usize) -> Vec<&Row> {
        let rated = |row: &&Row| row.thumbs.is_some_and(|thumbs| thumbs.bad > 0 && thumbs.all() >= fewest);
        let mut rows: Vec<&Row> = self.rows.iter().filter(rated).collect();
        let liked = |row: &Row| row.thumbs.and_then(Thumbs::share).unwrap_or(1.0);
        let bad = |row: &Row| row.thumbs.map_or(0, |thumbs| thumbs.bad);
        rows.sort_by(|one, other| {
            liked(one).total_cmp(&liked(other)).then_with(|| bad(other).cmp(&bad(one)))
        });
        rows.truncate(most);
        rows
    }
}
