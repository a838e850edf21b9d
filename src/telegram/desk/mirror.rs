//! What was changed after it was said: words on one side change their copies on the other,
//! a reaction is shown at the original.

use super::{Desk, Turn, requests};
use crate::chat::{ChatId, Said};
use crate::staff::{Post, PostKind, PostState};
use crate::store::{Fate, Settled, StoreError, Waiting};
use crate::telegram::meaning::{Reacted, Talk};

/// How soon a change is looked at again whose message is under way.
const SOON: std::time::Duration = std::time::Duration::from_millis(300);

impl Desk {
    /// A message was changed: so are its copies, on either side.
    pub(super) async fn edited(&self, update: &Waiting, talk: &Talk) -> Result<Option<Settled>, StoreError> {
        let Some(message) = talk.incoming.message else { return Ok(None) };
        let copies = self.store.copies(talk.incoming.chat, message).await?;
        if copies.is_empty() {
            let nobody_asked = talk.written.overheard;
            return Ok(nobody_asked.then(|| Settled::new(update.update, Fate::Done)));
        }
        let planned = |post: &Post| post.state == PostState::Planned;
        if copies.iter().any(planned) {
            return Ok(Some(Settled::new(update.update, Fate::Later(self.now().plus(SOON)))));
        }
        let mut turn = Turn::of(update);
        let words = if let Said::Text(text) = &talk.incoming.said { text.as_str() } else { "" };
        for post in &copies {
            let Some(there) = post.message else { continue };
            let draft = match post.kind {
                PostKind::Out => requests::change_copy(
                    post.chat,
                    there,
                    words,
                    talk.written.entities.as_ref(),
                    talk.written.media,
                ),
                _ => self.heard_again(post, there, words, talk.written.media),
            };
            turn.drafts.push(draft);
        }
        Ok(Some(turn.end()))
    }

    /// A reaction to a copy is shown at its original, and the other way round.
    pub(super) async fn reacted(&self, update: &Waiting, reacted: &Reacted) -> Result<Settled, StoreError> {
        let mut turn = Turn::of(update);
        let original = self.store.post_at(reacted.chat, reacted.message).await?.and_then(|post| post.from);
        let mut others: Vec<(ChatId, i64)> = original.into_iter().collect();
        for copy in self.store.copies(reacted.chat, reacted.message).await? {
            others.extend(copy.message.filter(|_| copy.chat.0 != 0).map(|message| (copy.chat, message)));
        }
        for (chat, message) in others {
            turn.drafts.push(requests::react(chat, message, reacted.emoji.as_deref()));
        }
        Ok(turn.end())
    }
}
