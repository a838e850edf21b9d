//! When somebody must be reminded of a ticket, and when it closes itself. For reminders
//! the hours count of those who answer its programme, for an answered ticket that has gone
//! quiet the wall's time.

use std::time::Duration;

use super::desk::quiet;
use super::hours::OfficeTime;
use super::{Ticket, TicketState};
use crate::clock::Timestamp;
use crate::faq::{Contact, Faq};

/// What the configuration and the knowledge say about waiting.
#[derive(Debug, Clone, Copy)]
pub struct Policy<'a> {
    /// Who is there when; `None` where only what has been answered is looked at.
    pub faq: Option<&'a Faq>,
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

impl Reminded {
    /// All of them, in their order.
    const ALL: [Reminded; 3] = [Reminded::Owner, Reminded::Deputy, Reminded::Admins];
}

impl<'a> Policy<'a> {
    /// When something is due next.
    pub fn due(&self, ticket: &Ticket) -> Option<Timestamp> {
        // One that is answered with another is reminded of with it.
        if !ticket.is_open() || (ticket.leader.is_some() && ticket.told_at.is_none()) {
            return None;
        }
        match ticket.told_at {
            Some(told) if ticket.state == TicketState::Answered => Some(told.plus(self.quiet)),
            _ => {
                let nth = usize::try_from(ticket.reminded).ok()?;
                let (whom, after) = (Reminded::ALL.get(nth)?, self.remind_after.get(nth)?);
                let hours = self.hours(ticket.programme.as_deref(), *whom)?;
                Some(hours.after(ticket.waits_since(), *after))
            }
        }
    }

    /// When somebody of the office has seen a question about a programme that is asked now,
    /// at the latest; `None` where nobody said when they work.
    pub fn expected(&self, programme: Option<&str>, now: Timestamp) -> Option<Timestamp> {
        let after = self.remind_after.first()?;
        let hours = self.hours(programme, Reminded::Owner)?;
        hours.is_known().then(|| hours.after(now, *after))
    }

    /// The hours of those who are reminded of a programme's tickets: its own people's, their
    /// deputies', else the office's.
    fn hours(&self, programme: Option<&str>, whom: Reminded) -> Option<OfficeTime<'a>> {
        let faq = self.faq?;
        let contacts = programme.and_then(|id| faq.programme(id)).map_or(&[][..], |one| &one.contacts);
        let deputies = || contacts.iter().filter_map(|one| faq.contact(one.deputy.as_deref()?));
        let people: Vec<&Contact> = match whom {
            Reminded::Owner => contacts.iter().collect(),
            Reminded::Deputy => deputies().collect(),
            Reminded::Admins => Vec::new(),
        };
        let theirs = OfficeTime::of_any(&faq.office, people);
        Some(if theirs.is_known() { theirs } else { OfficeTime::of(&faq.office) })
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
