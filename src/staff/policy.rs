//! When somebody must be reminded of a ticket, and when it closes itself. Office time
//! counts for reminders, the wall's time for an answered ticket that has gone quiet.

use std::time::Duration;

use super::desk::quiet;
use super::hours::OfficeTime;
use super::{Ticket, TicketState};
use crate::clock::Timestamp;

/// What the configuration and the knowledge say about waiting.
#[derive(Debug, Clone, Copy)]
pub struct Policy<'a> {
    /// When the office works.
    pub office: OfficeTime<'a>,
    /// Office time after which the owner, the deputy and the admins are reminded.
    pub remind_after: [Duration; 3],
    /// How long an answered ticket stays open without a word.
    pub quiet: Duration,
}

/// Who is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reminded {
    /// Whoever took the ticket, or else the programme's people.
    Owner,
    /// Whoever stands in for them.
    Deputy,
    /// The admins.
    Admins,
}

/// What is due for a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// Somebody is reminded; the ticket from then on.
    Remind(Reminded, Box<Ticket>),
    /// It closes itself; the ticket from then on.
    Close(Box<Ticket>),
}

impl Policy<'_> {
    /// When something is due next.
    pub fn due(&self, ticket: &Ticket) -> Option<Timestamp> {
        // One that is answered with another is reminded of with it.
        if !ticket.is_open() || (ticket.leader.is_some() && ticket.told_at.is_none()) {
            return None;
        }
        match ticket.told_at {
            Some(told) if ticket.state == TicketState::Answered => Some(told.plus(self.quiet)),
            _ => {
                let after = self.remind_after.get(usize::try_from(ticket.reminded).ok()?)?;
                Some(self.office.after(ticket.waits_since(), *after))
            }
        }
    }

    /// When somebody of the office has seen a question that is asked now, at the latest;
    /// `None` where nobody said when the office works.
    pub fn expected(&self, now: Timestamp) -> Option<Timestamp> {
        let after = self.remind_after.first()?;
        self.office.is_known().then(|| self.office.after(now, *after))
    }

    /// What is due now.
    pub fn fall_due(&self, ticket: &Ticket, now: Timestamp) -> Option<Due> {
        ticket.due_at.filter(|due| *due <= now && ticket.is_open())?;
        if ticket.state == TicketState::Answered {
            return Some(Due::Close(Box::new(quiet(ticket, now))));
        }
        let whom = match ticket.reminded {
            0 => Reminded::Owner,
            1 => Reminded::Deputy,
            _ => Reminded::Admins,
        };
        let mut next = Ticket { reminded: ticket.reminded.saturating_add(1), ..ticket.clone() };
        next.due_at = self.due(&next);
        Some(Due::Remind(whom, Box::new(next)))
    }
}
