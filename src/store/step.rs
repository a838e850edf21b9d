//! Changes of tickets, each with its line in the audit trail, in the transaction that
//! also decides what is sent. A change that was decided on an older version of its
//! ticket refuses the whole transaction: whoever decided looks again.

use crate::chat::{ChatId, PersonId, TicketNumber};
use crate::clock::Timestamp;
use crate::staff::{PostKind, Ticket};

/// Who did something to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Whoever asked.
    Asker,
    /// The program, when something fell due.
    Program,
    /// A person of the office.
    Staff(PersonId),
}

impl Actor {
    /// The column: null for the asker, whose number is not kept here.
    pub(super) fn column(self) -> Option<i64> {
        match self {
            Actor::Asker => None,
            Actor::Program => Some(0),
            Actor::Staff(person) => Some(person.0),
        }
    }
}

/// A line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The ticket; `None` for what concerns people of the office.
    pub ticket: Option<TicketNumber>,
    /// Who.
    pub actor: Actor,
    /// What, as a word.
    pub act: &'static str,
    /// Names and numbers, never a person's words.
    pub detail: String,
}

/// A ticket as it is from now on, and who made it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The ticket, with the version that this was decided on.
    pub ticket: Ticket,
    /// Its line in the audit trail.
    pub event: Event,
}

/// A message of a ticket that is about to be sent, or was written by somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// The ticket.
    pub ticket: TicketNumber,
    /// What it is.
    pub kind: PostKind,
    /// Where it stands.
    pub chat: ChatId,
    /// Its number, where it is there already.
    pub message: Option<i64>,
    /// The message that it is a copy of.
    pub from: Option<(ChatId, i64)>,
    /// The album that it is part of: it waits for the others.
    pub album: Option<String>,
    /// Who wrote it; `None` for the program.
    pub author: Option<PersonId>,
    /// It is a picture, a voice or the like.
    pub media: bool,
    /// Its words, masked.
    pub text: Option<String>,
}

/// What a request does to a message of a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Link {
    /// It belongs to no ticket.
    #[default]
    None,
    /// It becomes this message.
    Makes(Box<NewPost>),
    /// It becomes this message, which is known already: an album, or one that is sent again.
    Remakes(TicketNumber, i64),
    /// It changes this message.
    Changes(TicketNumber, i64),
    /// It makes the topic of this place.
    Opens,
}

/// What else is remembered of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Also {
    /// A message that somebody wrote, or a picture of an album that waits for the others.
    Post(Box<NewPost>),
    /// A word that stands nowhere but here.
    Kept(Box<NewPost>),
    /// A picture of an album that waits in the outbox with the others.
    Planned(Box<NewPost>),
    /// The cards of a ticket show this version.
    Shown(TicketNumber, i64),
    /// This message is there no more, or is to be sent again.
    Mark(TicketNumber, i64, crate::staff::PostState),
    /// A topic of the forum is about to be made.
    Place {
        /// Its name: `programme:rex`, `ticket:12`.
        name: String,
        /// The forum.
        chat: ChatId,
    },
    /// A person may not write until then; `None` for good.
    Restrain {
        /// The person.
        person: PersonId,
        /// Until when.
        until: Option<Timestamp>,
        /// Why, as a word.
        why: &'static str,
        /// Who says so.
        by: Actor,
    },
    /// A person may write again.
    Free(PersonId),
    /// This was done now.
    Chore(String),
    /// A line of the audit trail.
    Event(Event),
}

/// One transaction's changes of the desk.
macro_rules! take_steps {
    ($work:expr, $steps:expr, $also:expr, $now:expr) => {
        for step in &$steps {
            let ticket = &step.ticket;
            let (closed_at, closing) = match ticket.closed {
                Some((at, why)) => (Some(at.0), Some(why.code())),
                None => (None, None),
            };
            let done = sqlx::query(crate::store::desk_sql::STEP)
                .bind(ticket.number.0)
                .bind(ticket.version)
                .bind(ticket.state.code())
                .bind(ticket.programme.as_deref())
                .bind(ticket.owner.map(|person| person.0))
                .bind(ticket.leader.map(|leader| leader.0))
                .bind(ticket.told_at.map(|at| at.0))
                .bind(ticket.heard_at.map(|at| at.0))
                .bind(ticket.due_at.map(|at| at.0))
                .bind(i64::from(ticket.reminded))
                .bind(closed_at)
                .bind(closing)
                .bind(ticket.content.map(i64::from))
                .bind(i64::from(ticket.news))
                .bind(i64::from(ticket.hint))
                .execute(&mut *$work)
                .await?;
            if done.rows_affected() == 0 {
                return Err(sqlx::Error::Protocol(crate::store::error::STALE.to_owned()));
            }
            crate::store::step::note!($work, &step.event, $now);
        }
        for also in &$also {
            crate::store::step::remember!($work, also, $now);
        }
    };
}

/// One line of the audit trail.
macro_rules! note {
    ($work:expr, $event:expr, $now:expr) => {{
        let event: &crate::store::Event = $event;
        sqlx::query(crate::store::desk_sql::ADD_EVENT)
            .bind($now.0)
            .bind(event.ticket.map(|ticket| ticket.0))
            .bind(event.actor.column())
            .bind(event.act)
            .bind(crate::store::rows::clean(&event.detail))
            .execute(&mut *$work)
            .await?;
    }};
}

/// One more message of a ticket; gives which.
macro_rules! add_post {
    ($work:expr, $post:expr, $state:expr, $now:expr) => {{
        let post: &crate::store::NewPost = $post;
        let nth: i64 = sqlx::query_scalar(crate::store::desk_sql::NEXT_POST)
            .bind(post.ticket.0)
            .fetch_one(&mut *$work)
            .await?;
        sqlx::query(crate::store::desk_sql::ADD_POST)
            .bind(post.ticket.0)
            .bind(nth)
            .bind(post.kind.code())
            .bind($state.code())
            .bind(post.chat.0)
            .bind(post.message)
            .bind(post.from.map(|(chat, _)| chat.0))
            .bind(post.from.map(|(_, message)| message))
            .bind(post.album.as_deref())
            .bind(post.author.map(|person| person.0))
            .bind(i64::from(post.media))
            .bind(post.text.as_deref().map(crate::store::rows::clean))
            .bind($now.0)
            .execute(&mut *$work)
            .await?;
        nth
    }};
}

macro_rules! remember {
    ($work:expr, $also:expr, $now:expr) => {
        match $also {
            Also::Post(post) => {
                let state = if post.message.is_some() { PostState::Sent } else { PostState::Collecting };
                crate::store::step::add_post!($work, post, state, $now);
            }
            Also::Kept(post) => {
                crate::store::step::add_post!($work, post, PostState::Sent, $now);
            }
            Also::Planned(post) => {
                crate::store::step::add_post!($work, post, PostState::Planned, $now);
            }
            Also::Shown(ticket, version) => {
                sqlx::query(crate::store::desk_sql::SHOWN)
                    .bind(ticket.0)
                    .bind(version)
                    .execute(&mut *$work)
                    .await?;
            }
            Also::Mark(ticket, nth, state) => {
                sqlx::query(crate::store::desk_sql::MARK)
                    .bind(ticket.0)
                    .bind(nth)
                    .bind(state.code())
                    .execute(&mut *$work)
                    .await?;
            }
            Also::Place { name, chat } => {
                sqlx::query(crate::store::desk_sql::ADD_PLACE)
                    .bind(name)
                    .bind(chat.0)
                    .bind($now.0)
                    .execute(&mut *$work)
                    .await?;
            }
            Also::Restrain { person, until, why, by } => {
                sqlx::query(crate::store::desk_sql::RESTRAIN)
                    .bind(person.0)
                    .bind(if until.is_some() { "muted" } else { "banned" })
                    .bind(until.map(|at| at.0))
                    .bind(*why)
                    .bind(by.column())
                    .bind($now.0)
                    .execute(&mut *$work)
                    .await?;
            }
            Also::Free(person) => {
                sqlx::query(crate::store::desk_sql::FREE).bind(person.0).execute(&mut *$work).await?;
            }
            Also::Chore(name) => {
                sqlx::query(crate::store::desk_sql::DONE_CHORE)
                    .bind(name)
                    .bind($now.0)
                    .execute(&mut *$work)
                    .await?;
            }
            Also::Event(event) => crate::store::step::note!($work, event, $now),
        }
    };
}

pub(super) use {add_post, note, remember, take_steps};
