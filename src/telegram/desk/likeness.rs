//! Which open ticket asks the same as a new one. What a question comes to is remembered,
//! since each is compared with many; it may be forgotten at any moment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

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
pub struct Gists(Arc<Mutex<HashMap<String, Arc<Gist>>>>);

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
        let known = self.gists.0.lock().unwrap_or_else(PoisonError::into_inner).get(question).cloned();
        if let Some(gist) = known {
            return gist;
        }
        let gist = Arc::new(self.app.knowledge().judge.gist(question));
        let mut gists = self.gists.0.lock().unwrap_or_else(PoisonError::into_inner);
        if gists.len() >= REMEMBERED {
            gists.clear();
        }
        gists.insert(question.to_owned(), Arc::clone(&gist));
        gist
    }
}
