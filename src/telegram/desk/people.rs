//! Who is of the office, and who is to be told of a ticket. Looked up anew each time:
//! whoever was removed can do nothing from that moment on.

use super::requests::{self, Spot};
use super::{Desk, Turn};
use crate::chat::{ChatId, PersonId};
use crate::lang::Lang;
use crate::secret::digest;
use crate::staff::{Member, Notice, Reminded, Role, Ticket};
use crate::store::{Actor, Also, Event, Settled, StoreError, Waiting};
use crate::telegram::meaning::Talk;

/// What the payload of a link begins with that makes somebody a person of the office.
pub const INVITE: &str = "staff_";

impl Desk {
    /// The person, where they are of the office. The configuration's admins are, without
    /// having joined.
    pub(super) async fn member(&self, person: Option<PersonId>) -> Result<Option<Member>, StoreError> {
        let Some(person) = person else { return Ok(None) };
        Ok(Member::standing(person, self.store.member(person).await?, &self.staff.admins))
    }

    /// Everybody of the office.
    pub(super) async fn everybody(&self) -> Result<Vec<Member>, StoreError> {
        let mut members = self.store.members().await?;
        for admin in &self.staff.admins {
            let person = PersonId(*admin);
            members.retain(|member| member.person != person);
            members.extend(self.member(Some(person)).await?);
        }
        Ok(members)
    }

    /// The name of a person of the office, as the office's people see it.
    pub(super) async fn name_of(&self, person: Option<PersonId>) -> Result<Option<String>, StoreError> {
        let Some(person) = person else { return Ok(None) };
        let name = self.store.member(person).await?.map(|member| member.name);
        Ok(Some(name.filter(|name| !name.is_empty()).unwrap_or_else(|| person.0.to_string())))
    }

    /// The people who are told of a programme's tickets directly: those of it who answer in
    /// the asker's language, where some do; the admins where it has none.
    pub(super) async fn people_for(
        &self,
        programme: Option<&str>,
        lang: Option<Lang>,
    ) -> Result<Vec<Member>, StoreError> {
        let (contacts, others): (Vec<Member>, Vec<Member>) =
            self.everybody().await?.into_iter().partition(|one| one.role == Role::Contact);
        let theirs: Vec<Member> = contacts.into_iter().filter(|one| one.answers_for(programme)).collect();
        let speaking: Vec<Member> =
            theirs.iter().filter(|one| lang.is_none_or(|lang| self.answers_in(one, lang))).cloned().collect();
        Ok(match (speaking.is_empty(), theirs.is_empty()) {
            (false, _) => speaking,
            (true, false) => theirs,
            (true, true) => others,
        })
    }

    /// Whether a person answers in a language, as far as `faq/contacts.toml` says.
    fn answers_in(&self, member: &Member, lang: Lang) -> bool {
        let contacts = &self.knowledge.faq.contacts;
        let known = contacts.iter().find(|one| Some(&one.key) == member.contact.as_ref());
        known.is_none_or(|contact| contact.languages.contains(&lang))
    }

    /// The people who are reminded of a ticket.
    pub(super) async fn reminded(&self, ticket: &Ticket, whom: Reminded) -> Result<Vec<Member>, StoreError> {
        let everybody = self.everybody().await?;
        let admins = || everybody.iter().filter(|one| one.role == Role::Admin).cloned().collect::<Vec<_>>();
        let owner = everybody.iter().find(|one| Some(one.person) == ticket.owner);
        match (whom, owner) {
            (Reminded::Owner, Some(owner)) => Ok(vec![owner.clone()]),
            (Reminded::Owner, None) => self.people_for(ticket.programme.as_deref(), Some(ticket.lang)).await,
            (Reminded::Deputy, _) => {
                let first = match owner {
                    Some(owner) => vec![owner.clone()],
                    None => self.people_for(ticket.programme.as_deref(), Some(ticket.lang)).await?,
                };
                let keys: Vec<&str> =
                    first.iter().filter_map(|one| self.deputy_of(one.contact.as_deref()?)).collect();
                let deputies: Vec<Member> = everybody
                    .iter()
                    .filter(|one| one.contact.as_deref().is_some_and(|key| keys.contains(&key)))
                    .cloned()
                    .collect();
                Ok(if deputies.is_empty() { admins() } else { deputies })
            }
            (Reminded::Admins, _) => Ok(admins()),
        }
    }

    fn deputy_of(&self, contact: &str) -> Option<&str> {
        let contacts = &self.knowledge.faq.contacts;
        contacts.iter().find(|one| one.key == contact)?.deputy.as_deref()
    }

    /// A link was opened that makes somebody a person of the office.
    pub(super) async fn joined(
        &self,
        update: &Waiting,
        talk: &Talk,
        code: &str,
    ) -> Result<Settled, StoreError> {
        let mut turn = Turn::of(update);
        let lang = talk.incoming.hint.unwrap_or(Lang::Id);
        let spot = Spot::chat(talk.incoming.chat);
        let member = match talk.incoming.person.filter(|_| talk.written.private) {
            Some(person) => {
                self.store.join(&digest(code), person, &talk.written.name, lang, self.now()).await?
            }
            None => None,
        };
        let Some(member) = member else {
            tracing::warn!(person = talk.incoming.person.map(|one| one.0), "an invitation was refused");
            self.notice(&mut turn, &spot, lang, &Notice::InviteOver);
            return Ok(turn.end());
        };
        let Member { role, programme, name, .. } = member;
        self.notice(&mut turn, &spot, lang, &Notice::Welcome { role, programme: programme.clone() });
        for admin in &self.staff.admins {
            let joined = Notice::Joined { name: name.clone(), role, programme: programme.clone() };
            self.notice(&mut turn, &Spot::chat(ChatId(*admin)), Lang::Id, &joined);
        }
        Ok(turn.end())
    }

    /// How the desk works, for one of the office's people; `None` for anybody else.
    pub(super) async fn desk_help(
        &self,
        update: &Waiting,
        talk: &Talk,
    ) -> Result<Option<Settled>, StoreError> {
        let Some(member) = self.member(talk.incoming.person).await? else { return Ok(None) };
        let mut turn = Turn::of(update);
        let spot = Spot { thread: talk.place.thread, ..Spot::chat(talk.incoming.chat) };
        self.notice(&mut turn, &spot, self.lang_at(talk.incoming.chat, &member), &Notice::Help);
        Ok(Some(turn.end()))
    }

    /// Something said to the office's people that is no message of a ticket.
    pub(super) fn notice(&self, turn: &mut Turn, spot: &Spot, lang: Lang, notice: &Notice) {
        let knowledge = &self.knowledge;
        let html = knowledge.catalog.notice(&knowledge.faq, lang, notice);
        turn.drafts.extend(requests::say(spot, &html, None, &Vec::new(), crate::store::Link::None));
    }

    /// Somebody tried what only the office's people may: nothing happens, and it is noted.
    pub(super) fn turned_away(&self, turn: Turn, talk: &Talk, act: &'static str) -> Turn {
        let person = talk.incoming.person.map(|person| person.0);
        tracing::warn!(
            person,
            chat = talk.incoming.chat.0,
            act,
            "somebody who is not of the office tried this"
        );
        let detail = format!("{act} by {}", person.unwrap_or_default());
        turn.with(Also::Event(Event { ticket: None, actor: Actor::Program, act: "refused", detail }))
    }
}
