//! What the log complained of since the start, as places and counts: for whoever looks at
//! the program from afar. It may not keep a message, which might say more than a place.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use crate::clock::{Clock, Timestamp};

/// Complaints from one place of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Where in the program: `src/telegram/send.rs:120`.
    pub place: String,
    /// Whether they are errors, and not only warnings.
    pub error: bool,
    /// How many there were.
    pub count: u64,
    /// When the last one was.
    pub last: Timestamp,
}

/// The part of the log that counts. There is one, as there is one log.
pub struct Journal;

type Places = BTreeMap<(&'static str, u32), Complaint>;

static PLACES: LazyLock<Mutex<Places>> = LazyLock::new(Mutex::default);

/// What the log complained of, the latest first.
pub fn complaints() -> Vec<Complaint> {
    let places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
    let mut all: Vec<Complaint> = places.values().cloned().collect();
    all.sort_by_key(|complaint| std::cmp::Reverse(complaint.last));
    all
}

impl<S: Subscriber> Layer<S> for Journal {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let about = event.metadata();
        if *about.level() > Level::WARN {
            return;
        }
        let (file, line) = (about.file().unwrap_or(about.target()), about.line().unwrap_or_default());
        let mut places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
        let complaint = places.entry((file, line)).or_insert_with(|| Complaint {
            place: format!("{file}:{line}"),
            error: *about.level() == Level::ERROR,
            count: 0,
            last: Timestamp(0),
        });
        complaint.count += 1;
        complaint.last = Clock::system().now();
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::prelude::*;

    use super::*;

    #[test]
    fn a_place_is_counted_and_its_message_is_not_kept() {
        tracing::subscriber::with_default(tracing_subscriber::registry().with(Journal), || {
            for _ in 0..3 {
                tracing::warn!("kata orang");
            }
            tracing::info!("this is no complaint");
        });
        let ours: Vec<Complaint> =
            complaints().into_iter().filter(|one| one.place.starts_with("src/journal.rs")).collect();
        assert_eq!(ours.iter().map(|one| one.count).collect::<Vec<_>>(), [3]);
        assert!(!ours[0].error && !format!("{ours:?}").contains("kata orang"));
    }
}
