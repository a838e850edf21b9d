//! Telegram's limits on sending: 30 a second in all, 1 a second a chat after a burst of 3, 20 a
//! minute in a group. Also the memory of who was told to wait.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// What one chat (or the whole bot) has sent lately.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// Sends inside the last window.
    recent: VecDeque<Instant>,
    /// When the bucket of a chat would be empty again.
    filled_until: Option<Instant>,
    /// No send is allowed before this.
    pub hold_until: Option<Instant>,
}

impl Pace {
    /// How long to wait until fewer than `most` sends lie in the last `window`.
    pub fn window(&mut self, now: Instant, most: usize, window: Duration) -> Option<Duration> {
        while self.recent.front().is_some_and(|at| now.duration_since(*at) >= window) {
            self.recent.pop_front();
        }
        let over = self.recent.len() >= most;
        over.then(|| window.saturating_sub(now.duration_since(self.recent[0])))
    }

    /// How long to wait for a bucket of `burst` that drips one a second.
    pub fn bucket(&self, now: Instant, burst: u32) -> Option<Duration> {
        let behind = self.filled_until?.saturating_duration_since(now);
        let room = Duration::from_secs(u64::from(burst - 1));
        behind.checked_sub(room).filter(|wait| !wait.is_zero())
    }

    /// Counts one send.
    pub fn count(&mut self, now: Instant) {
        self.recent.push_back(now);
        self.filled_until = Some(self.filled_until.unwrap_or(now).max(now) + Duration::from_secs(1));
    }

    /// Whether a wait that was asked for is not over.
    pub fn held(&self, now: Instant) -> Option<Duration> {
        self.hold_until?.checked_duration_since(now).filter(|left| !left.is_zero())
    }
}

/// Whole seconds to ask for.
pub(super) fn seconds(wait: Duration) -> u64 {
    wait.as_millis().div_ceil(1000).max(1) as u64
}
