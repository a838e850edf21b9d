//! How often somebody may be wrong about a link. It counts, and knows nobody.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;

/// Wrong links in a minute, from everybody together: behind a proxy all look alike. A right
/// one always gets through, so that nobody can lock the office out.
const WRONG: u32 = 20;
const MINUTE: Duration = Duration::from_secs(60);

/// Wrong links of late.
#[derive(Default)]
pub(super) struct Tries(Mutex<(Option<Timestamp>, u32)>);

impl Tries {
    /// One more was wrong: true where that are too many.
    pub fn wrong(&self, now: Timestamp) -> bool {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, count) = &mut *tries;
        let over = since.is_none_or(|since| since.plus(MINUTE) <= now || since > now);
        if over {
            (*since, *count) = (Some(now), 0);
        }
        *count = count.saturating_add(1);
        *count > WRONG
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_wrong_links_a_minute_are_slips_and_more_are_not() {
        let (tries, now) = (Tries::default(), Timestamp(1_000_000));
        assert!((0..WRONG).all(|_| !tries.wrong(now)));
        assert!(tries.wrong(now));
        assert!(!tries.wrong(now.plus(MINUTE)));
    }
}
