//! What becomes of a ticket: one pure function for each side. The store refuses the
//! result where somebody else was first (`version`), so nothing here waits or locks.

use super::{Act, Closing, Member, Policy, Role, Ticket, TicketState};
use crate::chat::PersonId;
use crate::clock::Timestamp;

/// Why nothing was done, named after what the person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Another person of the office has it.
    TakenBy(PersonId),
    /// Another programme's people answer it.
    NotYours,
    /// Only an admin may.
    AdminsOnly,
    /// It is over already.
    Over,
    /// There is nothing to change: it is so already.
    AlreadySo,
}

/// The ticket after `member` did this to it.
pub fn act_on(
    ticket: &Ticket,
    member: &Member,
    act: &Act,
    policy: &Policy<'_>,
    now: Timestamp,
) -> Result<Ticket, Refusal> {
    may(ticket, member, act)?;
    let mut next = ticket.clone();
    match act {
        Act::Claim => take(&mut next, member.person),
        Act::Assign(person) => take(&mut next, *person),
        Act::Release => (next.owner, next.state) = (None, released(ticket.state)),
        Act::Close => close(&mut next, Closing::Staff, now),
        Act::Dismiss(why) => close(&mut next, *why, now),
        Act::Reopen => reopen(&mut next),
        Act::HintOff => next.hint = false,
        Act::Snooze(_) => next.reminded = 0,
        // These change other things, or need more than the ticket.
        Act::Topic(_) | Act::ToAll(_) | Act::Mute(_) | Act::Show | Act::Page(_) => return Ok(next),
    }
    if next == *ticket && !matches!(act, Act::Snooze(_)) {
        return Err(Refusal::AlreadySo);
    }
    next.due_at = match act {
        Act::Snooze(pause) => Some(now.plus(*pause)),
        _ => policy.due(&next),
    };
    Ok(next)
}

/// The ticket after `member` answered it in their own words.
pub fn answered(
    ticket: &Ticket,
    member: &Member,
    policy: &Policy<'_>,
    now: Timestamp,
) -> Result<Ticket, Refusal> {
    if !ticket.is_open() {
        return Err(Refusal::Over);
    }
    may(ticket, member, &Act::Claim)?;
    let mut next = ticket.clone();
    tell(&mut next, member.person, now);
    next.due_at = policy.due(&next);
    Ok(next)
}

/// The ticket after the office answered it without saying who: by a file of answers.
/// Whoever took it keeps it.
pub fn answered_by_office(ticket: &Ticket, policy: &Policy<'_>, now: Timestamp) -> Result<Ticket, Refusal> {
    if !ticket.is_open() {
        return Err(Refusal::Over);
    }
    let mut next = ticket.clone();
    told(&mut next, now);
    next.due_at = policy.due(&next);
    Ok(next)
}

/// The ticket after the asker wrote again: one that was over goes on. The time since
/// which they wait is that of the first word without an answer.
pub fn heard(ticket: &Ticket, policy: &Policy<'_>, now: Timestamp) -> Ticket {
    let mut next = ticket.clone();
    if !ticket.is_open() {
        reopen(&mut next);
    }
    if next.told_at.is_some_and(|told| told >= next.waits_since()) {
        next.heard_at = Some(now);
        next.reminded = 0;
    }
    if next.state == TicketState::Answered {
        next.state = waiting(next.owner);
    }
    // Whoever has more to say is answered alone.
    next.leader = None;
    next.due_at = policy.due(&next);
    next
}

/// The ticket after its asker said that it is answered, or withdrew it; `None` where it
/// was over.
pub fn closed_by_asker(ticket: &Ticket, why: Closing, now: Timestamp) -> Option<Ticket> {
    let mut next = ticket.clone();
    ticket.is_open().then(|| close(&mut next, why, now))?;
    Some(next)
}

/// The ticket after nobody wrote for a while.
pub(super) fn quiet(ticket: &Ticket, now: Timestamp) -> Ticket {
    let mut next = ticket.clone();
    close(&mut next, Closing::Quiet, now);
    next
}

/// The ticket after its asker said how content they are, 1 to 5; `None` where it is not
/// over, or where that is no such number.
pub fn rated(ticket: &Ticket, content: u8) -> Option<Ticket> {
    let fits = (1..=5).contains(&content) && !ticket.is_open();
    fits.then(|| Ticket { content: Some(content), ..ticket.clone() })
}

/// Whether `member` may.
fn may(ticket: &Ticket, member: &Member, act: &Act) -> Result<(), Refusal> {
    let admin = member.role == Role::Admin;
    if !admin && !member.answers_for(ticket.programme.as_deref()) {
        return Err(Refusal::NotYours);
    }
    let open = ticket.is_open();
    match act {
        Act::Reopen if open => return Err(Refusal::AlreadySo),
        Act::Reopen | Act::Mute(_) | Act::Show | Act::Page(_) | Act::HintOff => return Ok(()),
        _ if !open => return Err(Refusal::Over),
        // Taking over is said aloud, so anybody who answers for the programme may.
        Act::Assign(person) if *person == member.person => return Ok(()),
        _ => {}
    }
    match ticket.owner {
        Some(owner) if owner != member.person && !admin => Err(Refusal::TakenBy(owner)),
        Some(owner) if owner != member.person && *act == Act::Claim => Err(Refusal::TakenBy(owner)),
        None if matches!(act, Act::Assign(_)) && !admin => Err(Refusal::AdminsOnly),
        _ => Ok(()),
    }
}

fn take(ticket: &mut Ticket, person: PersonId) {
    ticket.owner = Some(person);
    if ticket.state == TicketState::Open {
        ticket.state = TicketState::Claimed;
    }
}

fn released(state: TicketState) -> TicketState {
    if state == TicketState::Claimed { TicketState::Open } else { state }
}

fn tell(ticket: &mut Ticket, person: PersonId, now: Timestamp) {
    ticket.owner.get_or_insert(person);
    told(ticket, now);
}

fn told(ticket: &mut Ticket, now: Timestamp) {
    ticket.state = TicketState::Answered;
    ticket.told_at = Some(now);
    ticket.reminded = 0;
}

fn close(ticket: &mut Ticket, why: Closing, now: Timestamp) {
    let dismissed = matches!(why, Closing::Spam | Closing::NotOurs | Closing::Duplicate);
    ticket.state = if dismissed { TicketState::Dismissed } else { TicketState::Closed };
    ticket.closed = Some((now, why));
    ticket.due_at = None;
}

fn reopen(ticket: &mut Ticket) {
    ticket.state = waiting(ticket.owner);
    ticket.closed = None;
    ticket.leader = None;
    ticket.reminded = 0;
}

/// The state of a ticket that waits for the office.
fn waiting(owner: Option<PersonId>) -> TicketState {
    if owner.is_some() { TicketState::Claimed } else { TicketState::Open }
}
