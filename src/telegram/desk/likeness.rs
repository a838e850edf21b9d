//! Which open ticket asks the same as a new one. What a question comes to is remembered,
//! since each is compared with many; it may be forgotten at any moment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Desk;
use crate::matching::{Gist, SAME};
use crate::staff::Ticket;
use crate::store::StoreError;

/// Open tickets that a new one is compared with.
const COMPARED: u32 = 200;
/// Questions remembered at most.
const REMEMBERED: usize = 1000;

/// What questions come to.
#[derive(Debug, Clone, Default)]
pub struct Gists(Arc<Mutex<Known>>);

/// Gists of one version of the knowledge: only such can be compared.
#[derive(Debug, Default)]
struct Known {
    version: String,
    gists: HashMap<String, Arc<Gist>>,
}

impl Desk {
    /// The open ticket that asks the same, of somebody else, and is not answered yet.
    pub(super) async fn leader_of(&self, ticket: &Ticket) -> Result<Option<Ticket>, StoreError> {
        if ticket.told_at.is_some() || ticket.question.trim().is_empty() {
            return Ok(None);
        }
        let gist = self.gist(&ticket.question);
        let others = self.store.leaders(ticket.number, COMPARED).await?;
        let same = |other: &Ticket| {
            let fits =
                other.told_at.is_none() && other.chat != ticket.chat && !other.question.trim().is_empty();
            fits && gist.alike(&self.gist(&other.question)) >= SAME
        };
        Ok(others.into_iter().find(same))
    }

    fn gist(&self, question: &str) -> Arc<Gist> {
        if let Some(gist) = self.gists.known(&self.knowledge.version).gists.get(question) {
            return Arc::clone(gist);
        }
        let gist = Arc::new(self.knowledge.judge.gist(question));
        let mut known = self.gists.known(&self.knowledge.version);
        if known.gists.len() >= REMEMBERED {
            known.gists.clear();
        }
        known.gists.insert(question.to_owned(), Arc::clone(&gist));
        gist
    }
}

impl Gists {
    /// What is known of this version; of another one it is forgotten.
    fn known(&self, version: &str) -> MutexGuard<'_, Known> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.version != version {
            *known = Known { version: version.to_owned(), gists: HashMap::new() };
        }
        known
    }
}
