//! The desk, pure: who the office's people are, what they and the askers may do to a
//! ticket, what its card shows, when somebody is reminded. It may not know Telegram, a
//! database or a sentence of any language.

mod act;
mod card;
mod desk;
mod hours;
mod member;
mod notice;
mod policy;
mod ticket;

pub use act::{Act, Given, Page, What};
pub use card::{Card, CardButton, Choices};
pub use desk::{Refusal, act_on, answered, answered_by_office, closed_by_asker, heard, rated};
pub use hours::OfficeTime;
pub use member::{Invite, Member, Role, THE_SERVER};
pub use notice::{Group, Notice};
pub use policy::{Due, Policy, Reminded};
pub use ticket::{Closing, Post, PostKind, PostState, Ticket, TicketState};
