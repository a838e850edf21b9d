//! The pages, one a file: a handler and the markup that it makes.

pub mod account;
pub mod deal;
pub mod edit;
mod effect;
pub mod figures;
pub mod group;
pub mod health;
pub mod proposal;
pub mod proposals;
pub mod rehearse;
mod seen;
pub mod subject;
pub mod ticket;
pub mod tickets;
pub mod today;
pub mod topic;
pub mod topics;
pub mod unanswered;
