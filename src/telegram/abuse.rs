//! How much one person, or one group, may write, counted over the last minute or day. Pure:
//! the time is passed in. The counts live in memory alone: after a restart they begin at
//! zero, and so does what was said about them; mutes and bans are the store's, and stay.

use std::collections::{BTreeSet, HashMap, VecDeque};

use crate::chat::{ChatId, PersonId};
use crate::clock::Timestamp;
use crate::config::Abuse;

const MINUTE: i64 = 60 * 1000;
const DAY: i64 = 24 * 60 * MINUTE;
/// How long a text that comes again is the same text.
const SAME: i64 = 10 * MINUTE;
/// How often the same text is answered within that time.
const SAME_ANSWERS: usize = 3;
/// People and groups that are counted at most: who wrote longest ago is dropped.
const COUNTED: usize = 10_000;
/// Texts of one person that are known again at most.
const TEXTS: usize = 8;

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It is answered.
    Let,
    /// It is not answered: there are too many; where `true`, that is said.
    Slow(bool),
    /// It is not answered: its writer may not write until then, `None` for good; where
    /// `true`, that is said.
    Muted(Option<Timestamp>, bool),
}

/// A message, as far as it is counted.
#[derive(Debug, Clone, Copy)]
pub struct Message {
    /// The update that brought it: handled twice, it counts once.
    pub update: i64,
    /// Who wrote it; `None` where many write under one name.
    pub person: Option<PersonId>,
    /// Where; a person's own chat is not counted beside the person.
    pub chat: ChatId,
    /// Its text as a number; `None` where it has none, such as a tap.
    pub text: Option<u64>,
}

/// The counts of everybody who wrote lately.
#[derive(Debug)]
pub struct Counts {
    limits: Abuse,
    /// By the number of a person, which is positive, or of a group, which is not.
    records: HashMap<i64, Record>,
    /// The same numbers by when they wrote last.
    order: BTreeSet<(i64, i64)>,
    most: usize,
}

#[derive(Debug, Default)]
struct Record {
    seen: i64,
    /// The last update that was weighed, and what came of it.
    last: Option<(i64, Weight)>,
    /// Messages of the last minute that were answered.
    messages: VecDeque<i64>,
    /// Texts lately, when each came first, how often it came.
    texts: VecDeque<(u64, i64, usize)>,
    /// Tickets of the last day.
    tickets: VecDeque<i64>,
    /// The last update that opened one.
    ticket: Option<i64>,
    /// When it was last said that there are too many.
    told: Option<i64>,
    /// The mute that was told: until when.
    muted: Option<Option<Timestamp>>,
}

impl Counts {
    pub fn new(limits: Abuse) -> Counts {
        Counts { limits, records: HashMap::new(), order: BTreeSet::new(), most: COUNTED }
    }

    /// Weighs a message; counts it where it is let.
    pub fn weigh(&mut self, message: Message, now: Timestamp) -> Weight {
        let limits = self.limits;
        let own = message.person.map_or(Weight::Let, |person| {
            let record = self.record(person.0, now);
            record.once(message.update, |record| record.person(message.text, &limits, now.0))
        });
        if own != Weight::Let || message.chat.0 >= 0 {
            return own;
        }
        let most = limits.chat_messages_per_minute;
        let record = self.record(message.chat.0, now);
        record.once(message.update, |record| record.rate(most, now.0))
    }

    /// Whether an update may open a ticket more for a person; counts it where it may.
    pub fn may_ask_the_office(&mut self, person: PersonId, update: i64, now: Timestamp) -> bool {
        let most = self.limits.tickets_per_day as usize;
        let record = self.record(person.0, now);
        if most == 0 || record.ticket == Some(update) {
            return true;
        }
        lately(&mut record.tickets, DAY, now.0);
        if record.tickets.len() >= most {
            return false;
        }
        record.tickets.push_back(now.0);
        record.ticket = Some(update);
        true
    }

    /// A message of somebody who may not write until then: said once.
    pub fn muted(
        &mut self,
        person: PersonId,
        update: i64,
        until: Option<Timestamp>,
        now: Timestamp,
    ) -> Weight {
        self.record(person.0, now).once(update, |record| {
            let known = record.muted.replace(until) == Some(until);
            Weight::Muted(until, !known)
        })
    }

    /// The record of a person or a group, new where there is none; the oldest goes.
    fn record(&mut self, key: i64, now: Timestamp) -> &mut Record {
        if let Some(known) = self.records.get(&key) {
            self.order.remove(&(known.seen, key));
        } else if self.records.len() >= self.most
            && let Some((_, oldest)) = self.order.pop_first()
        {
            self.records.remove(&oldest);
        }
        self.order.insert((now.0, key));
        let record = self.records.entry(key).or_default();
        record.seen = now.0;
        record
    }
}

impl Record {
    /// What came of an update, also where it is handled again.
    fn once(&mut self, update: i64, weigh: impl FnOnce(&mut Record) -> Weight) -> Weight {
        match self.last {
            Some((last, weight)) if last == update => weight,
            _ => {
                let weight = weigh(self);
                self.last = Some((update, weight));
                weight
            }
        }
    }

    fn person(&mut self, text: Option<u64>, limits: &Abuse, now: i64) -> Weight {
        self.muted = None;
        // Without a bound on messages there is none on repeats.
        let repeats = if limits.messages_per_minute == 0 { 0 } else { self.repeats(text, now) };
        if repeats > SAME_ANSWERS {
            // Said once, when it is one too many; a flood of it is silence.
            return Weight::Slow(repeats == SAME_ANSWERS + 1);
        }
        self.rate(limits.messages_per_minute, now)
    }

    /// How often this text came lately, now included.
    fn repeats(&mut self, text: Option<u64>, now: i64) -> usize {
        let Some(text) = text else { return 0 };
        self.texts.retain(|(_, since, _)| (0..SAME).contains(&(now - since)));
        if let Some((_, _, times)) = self.texts.iter_mut().find(|(known, ..)| *known == text) {
            *times += 1;
            return *times;
        }
        if self.texts.len() >= TEXTS {
            self.texts.pop_front();
        }
        self.texts.push_back((text, now, 1));
        1
    }

    /// Only what is answered counts: who goes on is answered at the bounded rate.
    fn rate(&mut self, most: u32, now: i64) -> Weight {
        lately(&mut self.messages, MINUTE, now);
        if most == 0 {
            return Weight::Let;
        }
        if self.messages.len() < most as usize {
            self.messages.push_back(now);
            return Weight::Let;
        }
        let told = self.told.is_some_and(|told| (0..MINUTE).contains(&(now - told)));
        if !told {
            self.told = Some(now);
        }
        Weight::Slow(!told)
    }
}

/// Leaves the moments within `span`; those ahead, where the clock went back, go too.
fn lately(moments: &mut VecDeque<i64>, span: i64, now: i64) {
    moments.retain(|at| (0..span).contains(&(now - at)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIMITS: Abuse = Abuse {
        messages_per_minute: 3,
        chat_messages_per_minute: 4,
        tickets_per_day: 2,
        mute: std::time::Duration::from_secs(60),
    };
    const ME: PersonId = PersonId(7);

    fn message(update: i64, person: i64, chat: i64, text: Option<u64>) -> Message {
        Message { update, person: Some(PersonId(person)), chat: ChatId(chat), text }
    }

    /// What becomes of messages of one person that come at these seconds.
    fn at(seconds: &[i64], text: impl Fn(i64) -> Option<u64>) -> Vec<Weight> {
        let mut counts = Counts::new(LIMITS);
        let weigh = |(update, second): (usize, &i64)| {
            let update = i64::try_from(update).unwrap_or(0);
            counts.weigh(message(update, 7, 7, text(update)), Timestamp(second * 1000))
        };
        seconds.iter().enumerate().map(weigh).collect()
    }

    #[test]
    fn a_flood_is_answered_at_the_bounded_rate_with_one_notice_a_minute() {
        use Weight::{Let, Slow};
        let different = |update| u64::try_from(update).ok();
        let weights = at(&[0, 1, 2, 3, 4, 59, 60, 61, 62, 63, 64], different);
        let expected =
            [Let, Let, Let, Slow(true), Slow(false), Slow(false), Let, Let, Let, Slow(true), Slow(false)];
        assert_eq!(weights, expected);
    }

    #[test]
    fn the_same_text_is_answered_three_times_and_then_once_refused_in_words() {
        use Weight::{Let, Slow};
        let weights = at(&[0, 100, 200, 300, 400, 500, 601], |_| Some(1));
        assert_eq!(weights, [Let, Let, Let, Slow(true), Slow(false), Slow(false), Let]);
        let taps = at(&[0, 100, 200, 300, 400], |_| None);
        assert_eq!(taps, [Let; 5]);
    }

    #[test]
    fn a_group_has_a_bound_of_its_own_and_the_others_of_it_are_heard_elsewhere() {
        let mut counts = Counts::new(LIMITS);
        let in_group = |update| message(update, 100 + update, -5, None);
        for update in 0..4 {
            assert_eq!(counts.weigh(in_group(update), Timestamp(0)), Weight::Let);
        }
        assert_eq!(counts.weigh(in_group(4), Timestamp(0)), Weight::Slow(true));
        assert_eq!(counts.weigh(in_group(5), Timestamp(0)), Weight::Slow(false));
        assert_eq!(counts.weigh(message(6, 105, 105, None), Timestamp(0)), Weight::Let);
    }

    #[test]
    fn an_update_that_is_handled_again_counts_once() {
        let mut counts = Counts::new(LIMITS);
        for _ in 0..9 {
            assert_eq!(counts.weigh(message(1, 7, 7, Some(1)), Timestamp(0)), Weight::Let);
            assert!(counts.may_ask_the_office(ME, 1, Timestamp(0)));
        }
        assert_eq!(counts.muted(ME, 2, None, Timestamp(0)), Weight::Muted(None, true));
        assert_eq!(counts.muted(ME, 2, None, Timestamp(0)), Weight::Muted(None, true));
    }

    #[test]
    fn a_person_asks_the_office_so_often_a_day() {
        let mut counts = Counts::new(LIMITS);
        let told = [0, 1, 2, 86_400, 86_401, 86_402]
            .map(|second| counts.may_ask_the_office(ME, second, Timestamp(second * 1000)));
        assert_eq!(told, [true, true, false, true, true, false]);
    }

    #[test]
    fn a_mute_is_told_once_and_another_mute_again() {
        let mut counts = Counts::new(LIMITS);
        let until = Some(Timestamp(9));
        let told = [(1, until), (2, until), (3, None), (4, None)]
            .map(|(update, until)| counts.muted(ME, update, until, Timestamp(0)));
        let expected = [(until, true), (until, false), (None, true), (None, false)];
        assert_eq!(told, expected.map(|(until, said)| Weight::Muted(until, said)));
    }

    #[test]
    fn without_bounds_nothing_is_refused() {
        let none =
            Abuse { messages_per_minute: 0, chat_messages_per_minute: 0, tickets_per_day: 0, ..LIMITS };
        let mut counts = Counts::new(none);
        for update in 0..100 {
            assert_eq!(counts.weigh(message(update, 7, -5, Some(1)), Timestamp(0)), Weight::Let);
            assert!(counts.may_ask_the_office(ME, update, Timestamp(0)));
        }
    }

    proptest! {
        #[test]
        fn memory_is_bounded_and_who_wrote_last_is_known(
            people in proptest::collection::vec((1_i64..40, 0_i64..100_000), 1..300),
        ) {
            let mut counts = Counts::new(LIMITS);
            counts.most = 10;
            for (update, (person, at)) in people.iter().enumerate() {
                let update = i64::try_from(update).unwrap_or(0);
                counts.weigh(message(update, *person, *person, Some(1)), Timestamp(*at));
                prop_assert!(counts.records.len() <= 10);
                prop_assert_eq!(counts.records.len(), counts.order.len());
                prop_assert!(counts.records.contains_key(person));
            }
        }

        #[test]
        fn never_more_than_the_bound_is_answered_in_any_minute(
            mut seconds in proptest::collection::vec(0_i64..300, 1..200),
        ) {
            seconds.sort_unstable();
            let weights = at(&seconds, |_| None);
            let answered: Vec<i64> =
                seconds.iter().zip(&weights).filter(|(_, weight)| **weight == Weight::Let).map(|(at, _)| *at).collect();
            for start in &answered {
                let within = answered.iter().filter(|at| (*start..start + 60).contains(*at)).count();
                prop_assert!(within <= 3);
            }
            let notices: Vec<i64> = seconds
                .iter()
                .zip(&weights)
                .filter(|(_, weight)| **weight == Weight::Slow(true))
                .map(|(at, _)| *at)
                .collect();
            prop_assert!(notices.windows(2).all(|two| two[1] - two[0] >= 60));
        }
    }
}
