//! Telegram's limits, kept before Telegram has to: so many requests in any second, in a
//! chat, in a group's minute; and how long a chat that was told to wait still waits.
//! Pure: it is told the time. It holds what was sent within a minute, not more.
//!
//! The figures: <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use crate::config::Limits;

/// A burst in one chat: so many at once, at the cost of the seconds after them.
const BURST: u32 = 3;
/// Requests leave us evenly and may arrive closer together: windows are this much longer.
const MARGIN: Duration = Duration::from_millis(60);
/// Refusals to wait from so many requests in a row, and no success between: the whole
/// bot is told to wait, not one chat.
const ALL_REFUSED: u32 = 8;

/// At most `most` in any `span`.
#[derive(Debug)]
struct Window {
    most: usize,
    span: Duration,
    sent: VecDeque<Instant>,
}

impl Window {
    /// No limit where `most` is 0.
    fn new(most: u32, span: Duration) -> Window {
        Window { most: most as usize, span: span + MARGIN, sent: VecDeque::new() }
    }

    fn forget(&mut self, now: Instant) {
        while self.sent.front().is_some_and(|first| now.saturating_duration_since(*first) >= self.span) {
            self.sent.pop_front();
        }
    }

    fn room(&mut self, now: Instant) -> usize {
        self.forget(now);
        if self.most == 0 { usize::MAX } else { self.most.saturating_sub(self.sent.len()) }
    }

    fn note(&mut self, now: Instant) {
        if self.most > 0 {
            self.sent.push_back(now);
        }
    }

    /// When there is room again; `None` where there is now.
    fn free_at(&mut self, now: Instant) -> Option<Instant> {
        (self.room(now) == 0).then(|| self.sent.front().map(|first| *first + self.span)).flatten()
    }
}

/// One chat's windows.
#[derive(Debug)]
struct Lane {
    windows: Vec<Window>,
    /// Telegram asked to wait until then.
    held: Option<Instant>,
}

/// Who may be sent to now.
#[derive(Debug)]
pub struct Pace {
    limits: Limits,
    total: Window,
    lanes: HashMap<i64, Lane>,
    /// Nothing is sent before.
    held: Option<Instant>,
    refused_in_a_row: u32,
}

impl Pace {
    /// Nothing was sent yet.
    pub fn new(limits: Limits) -> Pace {
        let total = Window::new(limits.total_per_second, Duration::from_secs(1));
        Pace { limits, total, lanes: HashMap::new(), held: None, refused_in_a_row: 0 }
    }

    /// How many requests may leave now.
    pub fn room(&mut self, now: Instant) -> usize {
        if self.held.is_some_and(|until| now < until) { 0 } else { self.total.room(now) }
    }

    /// The chats that must wait now.
    pub fn waiting(&mut self, now: Instant) -> Vec<i64> {
        self.lanes.retain(|_, lane| !lane.is_idle(now));
        self.lanes.iter_mut().filter_map(|(chat, lane)| lane.free_at(now).map(|_| *chat)).collect()
    }

    /// When somebody who waits now need not wait any more.
    pub fn next_free(&mut self, now: Instant) -> Option<Instant> {
        let all = self.held.filter(|until| now < *until).or_else(|| self.total.free_at(now));
        self.lanes.values_mut().filter_map(|lane| lane.free_at(now)).chain(all).min()
    }

    /// A request to a chat leaves now.
    pub fn note(&mut self, chat: i64, now: Instant) {
        self.total.note(now);
        let limits = self.limits;
        let lane = self.lanes.entry(chat).or_insert_with(|| Lane::new(chat, limits));
        lane.windows.iter_mut().for_each(|window| window.note(now));
    }

    /// Telegram did something: it does not refuse all.
    pub fn accepted(&mut self) {
        self.refused_in_a_row = 0;
    }

    /// Telegram asked this chat's requests to wait until then.
    pub fn hold(&mut self, chat: Option<i64>, until: Instant) {
        self.refused_in_a_row += 1;
        if let Some(chat) = chat {
            let limits = self.limits;
            self.lanes.entry(chat).or_insert_with(|| Lane::new(chat, limits)).held = Some(until);
        }
        if self.refused_in_a_row >= ALL_REFUSED {
            self.held = Some(until);
        }
    }
}

impl Lane {
    fn new(chat: i64, limits: Limits) -> Lane {
        let burst = Duration::from_secs(u64::from(BURST));
        let mut windows = vec![Window::new(limits.chat_per_second * BURST, burst)];
        // Telegram numbers groups below 0.
        if chat < 0 {
            windows.push(Window::new(limits.group_per_minute, Duration::from_secs(60)));
        }
        Lane { windows, held: None }
    }

    fn free_at(&mut self, now: Instant) -> Option<Instant> {
        let held = self.held.filter(|until| now < *until);
        self.windows.iter_mut().filter_map(|window| window.free_at(now)).chain(held).max()
    }

    fn is_idle(&mut self, now: Instant) -> bool {
        self.windows.iter_mut().for_each(|window| window.forget(now));
        self.held.is_none_or(|until| until <= now) && self.windows.iter().all(|window| window.sent.is_empty())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { total_per_second: 30, chat_per_second: 1, group_per_minute: 20 };

    /// How many leave within `span` where one chat of `chats` always wants to be sent to.
    fn sent_within(limits: Limits, chats: &[i64], span: Duration) -> usize {
        let start = Instant::now();
        let (mut pace, mut sent, mut now) = (Pace::new(limits), 0, start);
        while now < start + span {
            let waiting = pace.waiting(now);
            let free = chats.iter().find(|chat| !waiting.contains(chat)).filter(|_| pace.room(now) > 0);
            match free {
                Some(chat) => {
                    pace.note(*chat, now);
                    sent += 1;
                }
                None => now = pace.next_free(now).unwrap(),
            }
        }
        sent
    }

    #[test]
    fn limits_hold_in_every_window() {
        let second = Duration::from_secs(1);
        let many: Vec<i64> = (1..=500).collect();
        assert_eq!(sent_within(LIMITS, &many, second), 30);
        assert_eq!(sent_within(LIMITS, &[7], 3 * second), 3);
        assert_eq!(sent_within(LIMITS, &[7], 30 * second), 30);
        assert_eq!(sent_within(LIMITS, &[-7], 60 * second), 20);
        let unlimited = Limits { total_per_second: 0, chat_per_second: 0, group_per_minute: 0 };
        let mut pace = Pace::new(unlimited);
        pace.note(7, Instant::now());
        assert_eq!(pace.room(Instant::now()), usize::MAX);
        assert!(pace.waiting(Instant::now()).is_empty());
    }

    #[test]
    fn a_chat_that_must_wait_holds_up_no_other_until_all_are_refused() {
        let (now, mut pace) = (Instant::now(), Pace::new(LIMITS));
        let until = now + Duration::from_secs(9);
        pace.hold(Some(7), until);
        assert_eq!(pace.waiting(now), [7]);
        assert_eq!(pace.room(now), 30);
        assert_eq!(pace.next_free(now), Some(until));
        assert!(pace.waiting(until).is_empty());
        (1..ALL_REFUSED.into()).for_each(|chat| pace.hold(Some(chat), until));
        assert_eq!(pace.room(now), 0);
        assert_eq!(pace.room(until), 30);
    }
}
