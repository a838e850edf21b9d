//! A ticket as somebody of the office may see it: looked up with all that belongs to it, and
//! put into names and words. It may not make a page.

use crate::chat::{ChatId, PersonId, TicketNumber};
use crate::l10n::Words;
use crate::staff::{Post, PostKind, Ticket};
use crate::store::Actor;
use crate::web::request::{Signed, name_of};
use crate::web::{Refusal, Shared};

/// A ticket with all that belongs to it, as one person may see it.
pub(super) struct Seen {
    /// The ticket.
    pub ticket: Ticket,
    /// Others that ask the same and are not over.
    pub fellows: usize,
    /// What was said.
    pub posts: Vec<Said>,
    /// Who did what, in words.
    pub events: Vec<String>,
    /// The name of whoever took it.
    pub owner: Option<String>,
}

/// A message of the ticket with the name of whoever wrote it.
pub(super) struct Said {
    /// The message.
    pub post: Post,
    /// Who wrote it.
    pub by: String,
}

impl Shared {
    /// A ticket with all that belongs to it. Another programme's is none for whoever
    /// answers for one.
    pub(super) async fn seen(&self, signed: &Signed, number: TicketNumber) -> Result<Seen, Refusal> {
        let words = signed.words();
        let ticket = self.store.ticket(number).await?.ok_or(Refusal::NotFound)?;
        if !signed.is_admin() && !signed.member.answers_for(ticket.programme.as_deref()) {
            return Err(Refusal::NotFound);
        }
        let fellows = self.store.fellows(number).await?.iter().filter(|fellow| fellow.is_open()).count();
        let mut posts = Vec::new();
        for post in self.store.posts(number).await?.into_iter().filter(is_said) {
            let by = self.name_of(post.author, words).await?;
            posts.push(Said { post, by });
        }
        let mut events = Vec::new();
        for (at, actor, act, detail) in self.store.events(number).await? {
            let by = match actor {
                Actor::Asker => words.say("web-ticket-asker"),
                Actor::Program => words.say("web-ticket-program"),
                Actor::Staff(person) => self.name_of(Some(person), words).await?,
            };
            let told = [words.moment(at), by, act_word(words, &act), detail];
            events.push(told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
        }
        let owner = self.called(&ticket, words).await?;
        Ok(Seen { ticket, fellows, posts, events, owner })
    }

    /// What somebody of the office is called; the office, where nobody is named.
    async fn name_of(&self, person: Option<PersonId>, words: Words<'_>) -> Result<String, Refusal> {
        let Some(person) = person else { return Ok(words.say("web-ticket-office")) };
        let member = self.member(person).await?;
        Ok(member.map_or_else(|| person.0.to_string(), |member| name_of(&member, words)))
    }
}

/// True for what the asker and the office said to each other, and among themselves; not for
/// the copies that stand in the office's chats.
fn is_said(post: &Post) -> bool {
    match post.kind {
        PostKind::In => post.chat == ChatId(0),
        PostKind::Out | PostKind::Note => true,
        PostKind::Card | PostKind::Notice | PostKind::Digest => false,
    }
}

/// A word of the audit trail, in the visitor's language.
fn act_word(words: Words<'_>, act: &str) -> String {
    let id = match act {
        "shown" => "web-act-shown",
        "claimed" => "web-act-claimed",
        "released" => "web-act-released",
        "assigned" => "web-act-assigned",
        "freed" => "web-act-freed",
        "answered" => "web-act-answered",
        "heard" => "web-act-heard",
        "closed" => "web-act-closed",
        "dismissed" => "web-act-dismissed",
        "reopened" => "web-act-reopened",
        "reminded" => "web-act-reminded",
        "snoozed" => "web-act-snoozed",
        "joined" => "web-act-joined",
        "joined by another" => "web-act-joined-by",
        "alone again" => "web-act-alone",
        "muted" => "web-act-muted",
        "unmuted" => "web-act-unmuted",
        "content" => "web-act-content",
        "wants news" => "web-act-wants-news",
        "news" => "web-act-news",
        other => return other.to_owned(),
    };
    words.say(id)
}
