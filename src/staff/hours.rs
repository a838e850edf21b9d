//! Office time: what passes of it between two moments, and when so much of it has passed.
//! Hours may overlap, end at midnight or begin there. Where there are none, or none within
//! [`LONGEST_CLOSED`] days, every moment is office time: nobody waits forever for a slip.

use std::time::Duration;

use crate::clock::{Date, Timestamp, day_after, weekday};
use crate::faq::{Contact, Hours, Office};

/// Days without hours after which the office is taken to be always open.
const LONGEST_CLOSED: usize = 400;

/// When somebody is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeTime<'a> {
    hours: Vec<&'a Hours>,
    holidays: &'a [Date],
}

impl<'a> OfficeTime<'a> {
    /// These hours, but not on these days.
    pub fn new(hours: &'a [Hours], holidays: &'a [Date]) -> OfficeTime<'a> {
        OfficeTime { hours: hours.iter().collect(), holidays }
    }

    /// The office's own.
    pub fn of(office: &'a Office) -> OfficeTime<'a> {
        OfficeTime::new(&office.hours, &office.holidays)
    }

    /// That of some people, who have the office's holidays: one of them is enough.
    pub fn of_any(office: &'a Office, people: impl IntoIterator<Item = &'a Contact>) -> OfficeTime<'a> {
        let hours = people.into_iter().flat_map(|person| &person.hours).collect();
        OfficeTime { hours, holidays: &office.holidays }
    }

    /// Whether anybody has said when it is.
    pub fn is_known(&self) -> bool {
        !self.hours.is_empty()
    }

    /// Whether this moment is office time. The one at which hours end is not.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.next_open(at) == at
    }

    /// This moment where it is office time, else the one at which office time begins.
    pub fn next_open(&self, at: Timestamp) -> Timestamp {
        self.openings(at).next().map_or(at, |opening| opening.from)
    }

    /// The first moment at which so much office time has passed since `at`; it may be the
    /// one at which hours end. Nothing has passed when office time begins.
    pub fn after(&self, at: Timestamp, span: Duration) -> Timestamp {
        let mut left = span;
        let mut last = at;
        for opening in self.openings(at) {
            match left.checked_sub(opening.length()) {
                Some(more) if !more.is_zero() => (left, last) = (more, opening.to),
                _ => return opening.from.plus(left),
            }
        }
        last.plus(left)
    }

    /// The office time between two moments; none where `to` is not later.
    pub fn elapsed(&self, from: Timestamp, to: Timestamp) -> Duration {
        let mut openings = self.openings(from).peekable();
        if openings.peek().is_none() {
            return Opening { from, to }.length();
        }
        let before = openings.take_while(|opening| opening.from < to);
        before.map(|opening| Opening { to: opening.to.min(to), ..opening }.length()).sum()
    }

    /// The office time from a moment on, piece by piece; none where it is not bounded by
    /// hours.
    fn openings(&self, since: Timestamp) -> impl Iterator<Item = Opening> + '_ {
        let always = self.hours.is_empty().then_some(Opening { from: since, to: Timestamp(i64::MAX) });
        let first = Some(since.date()).filter(|_| always.is_none());
        let mut closed = 0;
        let days = std::iter::successors(first, |day| day_after(*day))
            .map(move |day| self.of_day(day))
            .take_while(move |pieces| {
                closed = if pieces.is_empty() { closed + 1 } else { 0 };
                closed < LONGEST_CLOSED
            });
        let rest = days.flatten().filter(move |opening| opening.to > since);
        always
            .into_iter()
            .chain(rest.map(move |opening| Opening { from: opening.from.max(since), ..opening }))
    }

    /// The pieces of a day in order, none of which touch.
    fn of_day(&self, day: Date) -> Vec<Opening> {
        if self.holidays.contains(&day) {
            return Vec::new();
        }
        let today = self.hours.iter().filter(|hours| hours.days.contains(&weekday(day)));
        let mut pieces: Vec<(u16, u16)> =
            today.map(|hours| (hours.from, hours.to)).filter(|(from, to)| from < to).collect();
        pieces.sort_unstable();
        pieces.dedup_by(|next, kept| {
            let touch = next.0 <= kept.1;
            if touch {
                kept.1 = kept.1.max(next.1);
            }
            touch
        });
        let moment = |minute| Timestamp::at(day, minute);
        pieces.into_iter().map(|(from, to)| Opening { from: moment(from), to: moment(to) }).collect()
    }
}

/// A stretch of office time, without its last moment.
struct Opening {
    from: Timestamp,
    to: Timestamp,
}

impl Opening {
    fn length(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.to.since(self.from)).unwrap_or_default())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MINUTE: u64 = 60;

    fn day(day: i8) -> Date {
        // March 2026 begins on a Sunday.
        Date::new(2026, 3, day).unwrap()
    }

    fn at(date: i8, hour: u16, minute: u16) -> Timestamp {
        Timestamp::at(day(date), hour * 60 + minute)
    }

    fn hours(days: &[i8], from: u16, to: u16) -> Hours {
        Hours { days: days.to_vec(), from: from * 60, to: to * 60 }
    }

    fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(minutes * MINUTE)
    }

    /// Monday to Thursday 8 to 16, Friday 8 to 11 and 13 to 15.
    fn week() -> Vec<Hours> {
        vec![hours(&[1, 2, 3, 4], 8, 16), hours(&[5], 13, 15), hours(&[5], 8, 11)]
    }

    #[test]
    fn the_office_is_open_from_the_first_minute_to_before_the_last() {
        let (week, holidays) = (week(), [day(4)]);
        let office = OfficeTime::new(&week, &holidays);
        for (moment, open, next) in [
            (at(2, 7, 59), false, at(2, 8, 0)),
            (at(2, 8, 0), true, at(2, 8, 0)),
            (at(2, 15, 59), true, at(2, 15, 59)),
            (at(2, 16, 0), false, at(3, 8, 0)),
            (at(2, 0, 0), false, at(2, 8, 0)),
            (at(3, 23, 59), false, at(5, 8, 0)), // the fourth is a holiday
            (at(4, 9, 0), false, at(5, 8, 0)),
            (at(6, 11, 0), false, at(6, 13, 0)), // Friday's prayer
            (at(6, 15, 0), false, at(9, 8, 0)),  // the weekend
            (at(8, 12, 0), false, at(9, 8, 0)),
        ] {
            assert_eq!(office.is_open(moment), open, "{moment:?}");
            assert_eq!(office.next_open(moment), next, "{moment:?}");
        }
    }

    #[test]
    fn office_time_passes_only_while_somebody_is_there() {
        let (week, holidays) = (week(), [day(4)]);
        let office = OfficeTime::new(&week, &holidays);
        for (from, wait, until) in [
            (at(2, 9, 0), 60, at(2, 10, 0)),
            (at(2, 15, 30), 30, at(2, 16, 0)), // to the very end
            (at(2, 15, 30), 31, at(3, 8, 1)),
            (at(2, 16, 0), 1, at(3, 8, 1)),
            (at(3, 15, 0), 120, at(5, 9, 0)),     // over the holiday
            (at(6, 10, 0), 120, at(6, 14, 0)),    // over Friday's break
            (at(6, 14, 0), 120, at(9, 9, 0)),     // over the weekend
            (at(8, 3, 0), 60, at(9, 9, 0)),       // asked in the night of a Sunday
            (at(8, 3, 0), 0, at(9, 8, 0)),        // nothing is due while nobody is there
            (at(2, 8, 0), 37 * 60, at(9, 16, 0)), // 8 + 8 + 8 + 5 + 8 hours
        ] {
            let due = office.after(from, minutes(wait));
            assert_eq!(due, until, "{wait} minutes after {from:?}");
            assert_eq!(office.elapsed(from, due), minutes(wait), "{from:?}");
        }
        assert_eq!(office.elapsed(at(5, 9, 0), at(2, 9, 0)), Duration::ZERO);
        assert_eq!(office.elapsed(at(6, 23, 0), at(9, 7, 0)), Duration::ZERO);
    }

    #[test]
    fn hours_go_on_over_midnight_and_overlap_without_counting_twice() {
        let night = [hours(&[1], 20, 24), hours(&[2], 0, 6), hours(&[1], 19, 22)];
        let office = OfficeTime::new(&night, &[]);
        assert!(office.is_open(at(2, 23, 59)) && office.is_open(at(3, 0, 0)));
        assert_eq!(office.after(at(2, 18, 0), minutes(6 * 60)), at(3, 1, 0));
        assert_eq!(office.elapsed(at(2, 0, 0), at(4, 0, 0)), minutes(11 * 60));
        let always = [hours(&[1, 2, 3, 4, 5, 6, 7], 0, 24)];
        let office = OfficeTime::new(&always, &[]);
        assert_eq!(office.after(at(2, 18, 0), minutes(3 * 24 * 60)), at(5, 18, 0));
    }

    #[test]
    fn without_hours_every_moment_is_office_time() {
        let never = [hours(&[], 8, 16), hours(&[1], 16, 8)];
        for hours in [&[][..], &never] {
            let office = OfficeTime::new(hours, &[]);
            let night = at(8, 3, 0);
            assert!(office.is_open(night));
            assert_eq!(office.after(night, minutes(90)), at(8, 4, 30));
            assert_eq!(office.elapsed(night, at(9, 3, 0)), minutes(24 * 60));
        }
    }

    #[test]
    fn moments_at_the_ends_of_time_are_only_far_away() {
        let week = week();
        let office = OfficeTime::new(&week, &[]);
        for moment in [i64::MAX, i64::MAX - 1, 253_402_207_200_000].map(Timestamp) {
            assert!(office.after(moment, minutes(60)) >= moment);
            assert!(office.elapsed(moment, Timestamp(i64::MAX)) >= Duration::ZERO);
            office.next_open(moment);
        }
        assert!(office.after(at(2, 9, 0), Duration::MAX) > at(2, 9, 0));
    }

    fn any_hours() -> impl Strategy<Value = Vec<Hours>> {
        let days = proptest::collection::btree_set(1_i8..=7, 1..=7);
        let hours = (days, 0_u16..1440, 1_u16..=1440).prop_map(|(days, from, length)| Hours {
            days: days.into_iter().collect(),
            from,
            to: (from + length).min(1440),
        });
        proptest::collection::vec(hours, 1..4)
    }

    fn any_holidays() -> impl Strategy<Value = Vec<Date>> {
        let days = proptest::collection::vec(1_i8..=31, 0..12);
        days.prop_map(|days| days.into_iter().map(day).collect())
    }

    fn any_moment() -> impl Strategy<Value = Timestamp> {
        (0_i64..40 * 86_400_000).prop_map(|past| Timestamp(at(1, 0, 0).0 + past))
    }

    fn any_span() -> impl Strategy<Value = Duration> {
        (0_u64..20 * 86_400_000).prop_map(Duration::from_millis)
    }

    proptest! {
        #[test]
        fn so_much_office_time_has_passed_as_was_waited(
            hours in any_hours(), holidays in any_holidays(), from in any_moment(), span in any_span()
        ) {
            let office = OfficeTime::new(&hours, &holidays);
            let due = office.after(from, span);
            prop_assert!(due >= from);
            prop_assert_eq!(office.elapsed(from, due), span);
        }

        #[test]
        fn a_moment_of_office_time_is_found_again(
            hours in any_hours(), holidays in any_holidays(), from in any_moment(), to in any_moment()
        ) {
            let office = OfficeTime::new(&hours, &holidays);
            let to = office.next_open(to.max(from));
            // Where hours ended in between, the moment at which they did is as late.
            let due = office.after(from, office.elapsed(from, to));
            prop_assert!(due <= to);
            prop_assert_eq!(office.elapsed(due, to), Duration::ZERO);
        }

        #[test]
        fn nothing_is_due_in_the_midst_of_closed_time(
            hours in any_hours(), holidays in any_holidays(), from in any_moment(), span in any_span()
        ) {
            let office = OfficeTime::new(&hours, &holidays);
            let due = office.after(from, span);
            prop_assert!(office.is_open(due) || office.is_open(due.minus(Duration::from_millis(1))));
        }

        #[test]
        fn who_asks_later_or_waits_longer_is_due_no_earlier(
            hours in any_hours(), holidays in any_holidays(),
            from in any_moment(), later in any_moment(), span in any_span(), longer in any_span()
        ) {
            let office = OfficeTime::new(&hours, &holidays);
            let (from, later) = (from.min(later), from.max(later));
            let (span, longer) = (span.min(longer), span.max(longer));
            prop_assert!(office.after(from, span) <= office.after(later, span));
            prop_assert!(office.after(from, span) <= office.after(from, longer));
            prop_assert!(office.elapsed(from, later) <= Duration::from_millis(later.since(from).unsigned_abs()));
        }

        #[test]
        fn time_is_counted_the_same_in_one_piece_or_two(
            hours in any_hours(), holidays in any_holidays(), mut moments in [any_moment(), any_moment(), any_moment()]
        ) {
            moments.sort();
            let office = OfficeTime::new(&hours, &holidays);
            let [from, between, to] = moments;
            let parts = office.elapsed(from, between) + office.elapsed(between, to);
            prop_assert_eq!(office.elapsed(from, to), parts);
        }

        #[test]
        fn office_time_begins_where_the_minutes_of_the_week_say_so(
            hours in any_hours(), holidays in any_holidays(), moment in any_moment()
        ) {
            let open = |at: Timestamp| {
                let date = at.date();
                let minute = at.since(Timestamp::at(date, 0)) / 60_000;
                let holds = |hours: &Hours| {
                    hours.days.contains(&weekday(date))
                        && (i64::from(hours.from)..i64::from(hours.to)).contains(&minute)
                };
                !holidays.contains(&date) && hours.iter().any(holds)
            };
            prop_assert_eq!(OfficeTime::new(&hours, &holidays).is_open(moment), open(moment));
        }
    }
}
