//! Days in the office, from one to another.

use crate::clock::{Date, Timestamp, day_after, days_after, days_between};

/// Days in the office, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day; before the first, the period is empty.
    pub to: Date,
}

impl Period {
    /// So many days up to and including `last`.
    pub fn of(days: u16, last: Date) -> Period {
        Period { from: days_after(last, 1 - i64::from(days)), to: last }
    }

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (days_between(self.from, self.to) + 1).max(0)
    }

    /// The period of the same length that ends the day before.
    pub fn before(&self) -> Period {
        let days = self.days();
        Period { from: days_after(self.from, -days), to: days_after(self.from, -1) }
    }

    /// Its days, in order.
    pub fn each_day(&self) -> impl Iterator<Item = Date> + use<> {
        let to = self.to;
        std::iter::successors(Some(self.from), |day| day_after(*day)).take_while(move |day| *day <= to)
    }

    /// The moment at which it begins, and the one before which it ends.
    pub fn bounds(&self) -> (Timestamp, Timestamp) {
        (Timestamp::at(self.from, 0), Timestamp::at(self.to, 24 * 60))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(month: i8, day: i8) -> Date {
        Date::new(2026, month, day).unwrap()
    }

    #[test]
    fn a_period_ends_where_the_next_begins() {
        let week = Period::of(7, day(3, 3));
        assert_eq!(week, Period { from: day(2, 25), to: day(3, 3) });
        assert_eq!(week.before(), Period { from: day(2, 18), to: day(2, 24) });
        assert_eq!(week.before().bounds().1, week.bounds().0);
        assert_eq!(week.each_day().count(), 7);
        assert_eq!(Period::of(1, day(1, 1)).each_day().collect::<Vec<_>>(), [day(1, 1)]);
    }

    #[test]
    fn a_period_that_ends_before_it_begins_has_no_day() {
        let none = Period { from: day(3, 3), to: day(3, 1) };
        assert_eq!((none.days(), none.each_day().count()), (0, 0));
    }
}
