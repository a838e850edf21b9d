//! What admins are told of the knowledge: that a change of it cannot go live, once a
//! version, and that all is right again. It may not change anything.

use std::time::Duration;

use super::requests::Spot;
use super::{Desk, Turn};
use crate::chat::ChatId;
use crate::knowledge::{Broken, State};
use crate::staff::{Notice, Role};
use crate::store::{Also, Lease, StoreError};

/// How long a version stays broken before it is told: what is half saved is mended sooner.
const PATIENCE: Duration = Duration::from_secs(5);
/// Mistakes that are told.
const TOLD: usize = 5;
/// The names under which is remembered when admins were told last.
const BROKEN: &str = "knowledge broken";
const RIGHT: &str = "knowledge right";

impl Desk {
    /// Tells admins how it stands with the knowledge, where they do not know. `known` is
    /// the state that was looked into before; several instances, and later ones, know what
    /// was told from the store.
    pub(super) async fn tell_of_knowledge(
        &self,
        lease: &Lease,
        known: &mut Option<State>,
    ) -> Result<bool, StoreError> {
        let state = self.app.live().state();
        if known.as_ref() == Some(&state) {
            return Ok(false);
        }
        let done = match &state.broken {
            Some(broken) if self.now() < broken.since.plus(PATIENCE) => return Ok(false),
            Some(broken) => self.tell_broken(lease, broken).await?,
            None => self.tell_right(lease).await?,
        };
        *known = Some(state);
        Ok(done)
    }

    async fn tell_broken(&self, lease: &Lease, broken: &Broken) -> Result<bool, StoreError> {
        let this = format!("{BROKEN} {}", broken.version);
        if self.store.chore(&this).await?.is_some() {
            return Ok(false);
        }
        let mistakes = broken.mistakes.iter().take(TOLD);
        let mistakes = mistakes.map(|mistake| (mistake.place.clone(), mistake.message.clone())).collect();
        let turn = Turn::errand().with(Also::Chore(this)).with(Also::Chore(BROKEN.to_owned()));
        self.tell_admins(lease, turn, &Notice::KnowledgeBroken { count: broken.count, mistakes }).await
    }

    async fn tell_right(&self, lease: &Lease) -> Result<bool, StoreError> {
        let broken = self.store.chore(BROKEN).await?;
        if broken.is_none() || broken <= self.store.chore(RIGHT).await? {
            return Ok(false);
        }
        let turn = Turn::errand().with(Also::Chore(RIGHT.to_owned()));
        self.tell_admins(lease, turn, &Notice::KnowledgeRight).await
    }

    async fn tell_admins(&self, lease: &Lease, mut turn: Turn, notice: &Notice) -> Result<bool, StoreError> {
        for admin in self.everybody().await?.iter().filter(|one| one.role == Role::Admin) {
            self.notice(&mut turn, &Spot::chat(ChatId(admin.person.0)), admin.lang, notice);
        }
        self.file(lease, turn).await
    }
}
