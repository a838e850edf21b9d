//! What a desk is made of, and which version of the knowledge it works with.

use std::ops::Deref;
use std::sync::Arc;

use super::Gists;
use crate::app::App;
use crate::chat::ChatId;
use crate::config;
use crate::knowledge::Knowledge;
use crate::store::Store;

/// What every desk is made of, whatever it knows.
#[derive(Clone)]
pub struct Desks {
    /// The conversation.
    pub app: Arc<App>,
    /// The memory.
    pub store: Store,
    /// Who answers, and where they are.
    pub staff: config::Staff,
    /// How long tickets wait.
    pub tickets: config::Tickets,
    /// How long what people write is kept.
    pub kept: config::Retention,
    /// Where browsers find the dashboard, where there is one.
    pub dashboard_url: Option<String>,
    /// What open questions come to.
    pub gists: Gists,
}

/// The desk with one version of the knowledge: one for each update, and for each round of
/// the clerk, so that none is worked on with two versions.
#[derive(Clone)]
pub struct Desk {
    desks: Desks,
    /// What it knows.
    pub knowledge: Arc<Knowledge>,
}

impl Desks {
    /// The desk with the knowledge of this moment.
    pub fn of_the_moment(&self) -> Desk {
        Desk { knowledge: self.app.knowledge(), desks: self.clone() }
    }

    /// The office's group.
    pub fn group(&self) -> Option<ChatId> {
        self.staff.group.map(ChatId)
    }
}

impl Deref for Desk {
    type Target = Desks;

    fn deref(&self) -> &Desks {
        &self.desks
    }
}
