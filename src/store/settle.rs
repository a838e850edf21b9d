//! The end of an update, and all that it changes, in one transaction: the chat is
//! remembered, tickets are opened, requests decided, the update done. It may not decide
//! any of it.

use super::draft::{Draft, DraftRow};
use super::lease::fence;
use super::privacy::forget;
use super::rows::{AskedRow, ChatRow, ChoiceRow, EditedRow, RatingRow, Written, clean};
use super::step::{add_post, take_steps};
use super::ticket::NewTicketRow;
use super::{
    Also, Lease, Link, Pool, Record, Step, Store, StoreError, desk_sql, each, on, open_ticket, sql, ticket,
    to_the_end,
};
use crate::chat::{ChatId, PersonId, TicketNumber};
use crate::clock::Timestamp;
use crate::staff::PostState;

/// What becomes of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Handled.
    Done,
    /// Not yet: look again then.
    Later(Timestamp),
    /// Handling it failed, as told without a person's words: try again then.
    Again(Timestamp, String),
    /// Given up, for an operator to look at.
    Parked(String),
}

/// Writes the requests to Telegram once the ticket's number is known.
pub type Drafting = Box<dyn FnOnce(Option<TicketNumber>) -> Vec<Draft> + Send>;

/// An update's end, and all that it changes: one transaction. Or a change that no update
/// led to.
pub struct Settled {
    update: Option<(i64, Fate)>,
    written: Option<Written>,
    drafting: Option<Drafting>,
    withdrawn: Vec<i64>,
    reach: Option<(ChatId, Option<Timestamp>)>,
    moved: Option<(ChatId, ChatId)>,
    steps: Vec<Step>,
    also: Vec<Also>,
    forgotten: Option<PersonId>,
}

impl Settled {
    /// An update's fate, and nothing else yet.
    pub fn new(update: i64, fate: Fate) -> Settled {
        Settled { update: Some((update, fate)), ..Settled::errand() }
    }

    /// A change that no update led to: something fell due.
    pub fn errand() -> Settled {
        Settled {
            update: None,
            written: None,
            drafting: None,
            withdrawn: vec![],
            reach: None,
            moved: None,
            steps: vec![],
            also: vec![],
            forgotten: None,
        }
    }

    /// A ticket as it is from now on; refused where it has changed meanwhile.
    pub fn stepping(mut self, step: Step) -> Settled {
        self.steps.push(step);
        self
    }

    /// What else is remembered of the desk.
    pub fn with(mut self, also: Also) -> Settled {
        self.also.push(also);
        self
    }

    /// What is remembered of the chat from now on.
    pub fn remembering(mut self, chat: ChatId, record: &Record<'_>, now: Timestamp) -> Settled {
        self.written = Some(Written::new(chat, record, now));
        self
    }

    /// What is sent.
    pub fn sending(mut self, drafting: Drafting) -> Settled {
        self.drafting = Some(drafting);
        self
    }

    /// What is not sent after all, where that is still possible.
    pub fn withdrawing(mut self, outbox: Vec<i64>) -> Settled {
        self.withdrawn = outbox;
        self
    }

    /// Since when nothing reaches the chat; `None`: it can be reached again.
    pub fn reaching(mut self, chat: ChatId, lost_since: Option<Timestamp>) -> Settled {
        self.reach = Some((chat, lost_since));
        self
    }

    /// The chat has another number from now on.
    pub fn moving(mut self, from: ChatId, to: ChatId) -> Settled {
        self.moved = Some((from, to));
        self
    }

    /// A person is forgotten, with all that this same update would have remembered of
    /// them; what it sends is still sent.
    pub fn forgetting(mut self, person: PersonId) -> Settled {
        self.forgotten = Some(person).filter(|person| person.0 > 0);
        self
    }
}

#[derive(serde::Serialize)]
struct FateRow {
    update_id: i64,
    state: &'static str,
    failed: i64,
    due_at: Option<i64>,
    fault: Option<String>,
}

impl FateRow {
    fn of((update, fate): &(i64, Fate)) -> FateRow {
        let (state, failed, due_at, fault) = match fate {
            Fate::Done => ("done", 0, None, None),
            Fate::Later(at) => ("new", 0, Some(at.0), None),
            Fate::Again(at, fault) => ("new", 1, Some(at.0), Some(clean(fault))),
            Fate::Parked(fault) => ("parked", 1, None, Some(clean(fault))),
        };
        FateRow { update_id: *update, state, failed, due_at, fault }
    }
}

impl Store {
    /// Ends updates, with all that they change, in one transaction. They are the ones that
    /// [`Store::waiting`] gave; only who leads may, so none has been ended meanwhile.
    pub async fn settle(
        &self,
        lease: &Lease,
        settled: Vec<Settled>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.settle_all(Some(lease.clone()), settled, now).await
    }

    /// Does what no update led to, beside whoever leads: the program that answers goes on
    /// meanwhile, and sends what is decided here. The version of each ticket is the only
    /// guard, so nothing may be decided here but on tickets.
    pub async fn settle_errand(&self, errand: Settled, now: Timestamp) -> Result<(), StoreError> {
        self.settle_all(None, vec![Settled { update: None, ..errand }], now).await
    }

    async fn settle_all(
        &self,
        lease: Option<Lease>,
        settled: Vec<Settled>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let write = self.write.clone();
        to_the_end(async move {
            on!(&write, pool => {
                let mut work = pool.begin_with(write.begin()).await?;
                if let Some(lease) = lease {
                    fence!(work, lease);
                }
                let fates: Vec<FateRow> =
                    settled.iter().filter_map(|one| one.update.as_ref()).map(FateRow::of).collect();
                let (settled, moves) = Changes::of(settled);
                take_steps!(work, settled.steps, settled.also, now);
                each!(work, write, sql::SAVE_CHATS, settled.chats, now.0);
                each!(work, write, sql::CHOOSE, settled.choices);
                each!(work, write, sql::UNASK, settled.edited);
                each!(work, write, sql::ADD_ASKED, settled.asked);
                each!(work, write, sql::RATE, settled.ratings, now.0);
                each!(work, write, sql::WITHDRAW, settled.withdrawn, now.0);
                for person in settled.forgotten {
                    forget!(work, person, now);
                }
                let mut drafts = Vec::new();
                for (update, ticket, drafting) in settled.drafting {
                    let number: Option<i64> = match &ticket {
                        Some(ticket) => Some(open_ticket!(work, ticket)),
                        None => None,
                    };
                    let mut decided = Vec::new();
                    for draft in drafting(number.map(TicketNumber)) {
                        let made: Option<i64> = match &draft.link {
                            Link::Makes(post) => Some(add_post!(work, post, PostState::Planned, now)),
                            Link::Remakes(ticket, nth) => {
                                sqlx::query(desk_sql::MARK).bind(ticket.0).bind(nth)
                                    .bind(PostState::Planned.code()).execute(&mut *work).await?;
                                None
                            }
                            _ => None,
                        };
                        decided.push((draft, made));
                    }
                    drafts.extend(DraftRow::all(update, decided));
                }
                each!(work, write, sql::POST, drafts, now.0);
                each!(work, write, sql::SETTLE, fates);
                for (chat, since) in settled.reach {
                    if since.is_none() {
                        sqlx::query(desk_sql::TOUCH_UNDELIVERED).bind(chat.0).execute(&mut *work).await?;
                        sqlx::query(desk_sql::HEAL).bind(chat.0).execute(&mut *work).await?;
                    }
                    sqlx::query(sql::REACH).bind(chat.0).bind(since.map(|at| at.0)).execute(&mut *work).await?;
                }
                for (from, to) in moves {
                    for words in sql::MOVE {
                        sqlx::query(words).bind(from.0).bind(to.0).execute(&mut *work).await?;
                    }
                }
                work.commit().await
            })
        })
        .await
    }
}

/// The changes of several updates, by table.
#[derive(Default)]
struct Changes {
    chats: Vec<ChatRow>,
    choices: Vec<ChoiceRow>,
    edited: Vec<EditedRow>,
    asked: Vec<AskedRow>,
    ratings: Vec<RatingRow>,
    withdrawn: Vec<Withdrawn>,
    drafting: Vec<(i64, Option<NewTicketRow>, Drafting)>,
    steps: Vec<Step>,
    also: Vec<Also>,
    forgotten: Vec<PersonId>,
    reach: Vec<(ChatId, Option<Timestamp>)>,
}

#[derive(serde::Serialize)]
struct Withdrawn {
    outbox_id: i64,
}

impl Changes {
    /// Those of all, and the chats that move.
    fn of(settled: Vec<Settled>) -> (Changes, Vec<(ChatId, ChatId)>) {
        let (mut changes, mut moves) = (Changes::default(), Vec::new());
        for one in settled {
            let mut ticket = None;
            // Whoever is forgotten is not remembered in the same breath.
            if let Some(written) = one.written.filter(|_| one.forgotten.is_none()) {
                changes.chats.push(written.chat);
                changes.choices.extend(written.choice);
                changes.edited.extend(written.edited);
                changes.asked.extend(written.asked);
                changes.ratings.extend(written.rating);
                ticket = written.ticket;
            }
            changes.withdrawn.extend(one.withdrawn.into_iter().map(|outbox_id| Withdrawn { outbox_id }));
            let update = one.update.map_or(0, |(update, _)| update);
            changes.drafting.extend(one.drafting.map(|drafting| (update, ticket, drafting)));
            changes.steps.extend(one.steps);
            changes.also.extend(one.also);
            changes.forgotten.extend(one.forgotten);
            changes.reach.extend(one.reach);
            moves.extend(one.moved);
        }
        (changes, moves)
    }
}
