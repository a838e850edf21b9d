//! The pages, one a file: a handler and the markup that it makes.

pub mod account;
pub mod deal;
pub mod figures;
pub mod health;
pub mod rehearse;
pub mod ticket;
pub mod tickets;
pub mod today;
pub mod topic;
pub mod topics;
