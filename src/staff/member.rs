//! The people of the office, and what their role lets them do. Whoever is no member
//! may do nothing, whatever group they are in and whatever they send.

use crate::chat::PersonId;
use crate::lang::Lang;

/// Whoever sits at the server: no account of Telegram has this number, so they have no name,
/// and nobody can hand them a ticket.
pub const THE_SERVER: PersonId = PersonId(0);

/// What a person of the office may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Answers tickets.
    Contact,
    /// Answers tickets, hands them to others, mutes and bans.
    Admin,
}

impl Role {
    /// The word in columns and commands.
    pub fn code(self) -> &'static str {
        match self {
            Role::Contact => "contact",
            Role::Admin => "admin",
        }
    }

    /// The role of an exact word.
    pub fn from_code(code: &str) -> Option<Role> {
        [Role::Contact, Role::Admin].into_iter().find(|role| role.code() == code)
    }
}

/// A person of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their account.
    pub person: PersonId,
    /// As their account named them when they joined.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The programme that they answer for; `None` for all.
    pub programme: Option<String>,
    /// Their key in `faq/contacts.toml`.
    pub contact: Option<String>,
    /// The language of their cards.
    pub lang: Lang,
}

impl Member {
    /// Somebody who may do everything without having joined.
    pub fn admin(person: PersonId) -> Member {
        let (name, role) = (String::new(), Role::Admin);
        Member { person, name, role, programme: None, contact: None, lang: Lang::Id }
    }

    /// What a person is to the office: as they joined it, and an admin where the
    /// configuration says so, whether or not they joined.
    pub fn standing(person: PersonId, joined: Option<Member>, admins: &[i64]) -> Option<Member> {
        if !admins.contains(&person.0) {
            return joined;
        }
        let admin = Member::admin(person);
        Some(joined.map_or(admin, |member| Member { role: Role::Admin, programme: None, ..member }))
    }

    /// True where tickets of this programme are theirs to answer. Those of none are
    /// everybody's.
    pub fn answers_for(&self, programme: Option<&str>) -> bool {
        match (&self.programme, programme) {
            (Some(own), Some(asked)) => own == asked,
            _ => true,
        }
    }
}

/// What a one-time link makes of whoever opens it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// What they may do.
    pub role: Role,
    /// The programme; `None` for all.
    pub programme: Option<String>,
    /// Their key in `faq/contacts.toml`.
    pub contact: Option<String>,
}
