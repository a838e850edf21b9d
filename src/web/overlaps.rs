//! Which topics get in each other's way: worked out once for each version of the knowledge,
//! beside everything else, so that no page waits for it.

use std::sync::{Arc, Mutex, PoisonError};

use super::Shared;
use crate::knowledge::Knowledge;
use crate::matching::Collisions;

/// What was worked out, of the version that was asked for last.
#[derive(Default)]
pub(super) struct Overlaps(Mutex<Found>);

#[derive(Default)]
struct Found {
    version: String,
    /// `None` while it is being worked out.
    collisions: Option<Arc<Collisions>>,
}

impl Shared {
    /// The collisions of a version; `None` while they are being worked out. Pages that
    /// listen hear when they are.
    pub(super) fn collisions(self: &Arc<Shared>, knowledge: &Arc<Knowledge>) -> Option<Arc<Collisions>> {
        let mut found = self.overlaps.found();
        if found.version != knowledge.version {
            *found = Found { version: knowledge.version.clone(), collisions: None };
            let (web, knowledge) = (self.clone(), knowledge.clone());
            tokio::task::spawn_blocking(move || {
                let collisions = knowledge.judge.collisions();
                let mut found = web.overlaps.found();
                if found.version == knowledge.version {
                    found.collisions = Some(collisions);
                    web.beat.ring();
                }
            });
        }
        found.collisions.clone()
    }
}

impl Overlaps {
    fn found(&self) -> std::sync::MutexGuard<'_, Found> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
