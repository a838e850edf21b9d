//! The way into the dashboard: `/dashboard` in a private chat, from one of the office's
//! people, is answered with a link that signs them in, once. It may not sign anybody in.

use std::time::Duration;

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{ChatId, PersonId};
use crate::clock::Timestamp;
use crate::knowledge::Knowledge;
use crate::lang::Lang;
use crate::secret;
use crate::staff::Notice;
use crate::store::{Link, Settled, Store, StoreError, Waiting};
use crate::telegram::meaning::Talk;

/// How long a link can be followed.
pub const LOGIN_LASTS: Duration = Duration::from_secs(5 * 60);

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The memory does not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no random numbers.
    #[error(transparent)]
    Secret(#[from] secret::NoRandomness),
}

/// A link that signs a person in, once, within [`LOGIN_LASTS`]; `url` is the dashboard's.
/// Only a hash of its code is kept.
pub async fn dashboard_link(
    store: &Store,
    url: &str,
    person: PersonId,
    now: Timestamp,
) -> Result<String, LinkError> {
    let code = secret::word()?;
    store.add_login(&secret::digest(&code), person, now, now.plus(LOGIN_LASTS)).await?;
    Ok(format!("{url}/sign-in/{code}"))
}

/// Tells people that a link was followed again, which was made for whoever has this name.
pub fn link_used(knowledge: &Knowledge, name: &str, whom: Vec<i64>) -> Settled {
    let html =
        knowledge.catalog.notice(&knowledge.faq, Lang::Id, &Notice::DashboardUsed { name: name.to_owned() });
    let tell = |person| requests::say(&Spot::chat(ChatId(person)), &html, None, &Vec::new(), Link::None);
    let drafts = whom.into_iter().flat_map(tell).collect();
    Settled::errand().sending(Box::new(move |_| drafts))
}

/// True for `/dashboard`, as people type commands.
pub(super) fn asks_for_it(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let name = first.split('@').next().unwrap_or_default();
    matches!(name, "/dashboard" | "/dasbor")
}

impl Desk {
    /// A link to the dashboard, for one of the office's people; `None` for anybody else, for
    /// whom there is no such command.
    pub(super) async fn dashboard(
        &self,
        update: &Waiting,
        talk: &Talk,
    ) -> Result<Option<Settled>, StoreError> {
        let Some(member) = self.member(talk.incoming.person).await? else {
            let person = talk.incoming.person.map(|person| person.0);
            tracing::warn!(person, "somebody who is not of the office asked for the dashboard");
            return Ok(None);
        };
        let notice = match &self.dashboard_url {
            None => Notice::NoDashboard,
            Some(url) => match dashboard_link(&self.store, url, member.person, self.now()).await {
                Ok(url) => Notice::Dashboard { url, minutes: (LOGIN_LASTS.as_secs() / 60) as u32 },
                Err(LinkError::Store(error)) => return Err(error),
                Err(LinkError::Secret(error)) => return Err(StoreError::Unavailable(error.into())),
            },
        };
        let mut turn = Turn::of(update);
        self.notice(&mut turn, &Spot::chat(talk.incoming.chat), member.lang, &notice);
        Ok(Some(turn.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_read_as_people_type_it() {
        for typed in ["/dashboard", " /Dashboard@TanyaBot ", "/dasbor\nya"] {
            assert!(asks_for_it(typed), "{typed}");
        }
        for typed in ["dashboard", "/dashboards", "", "buka /dashboard"] {
            assert!(!asks_for_it(typed), "{typed}");
        }
    }
}
