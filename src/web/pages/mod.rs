//! The pages, one a file: a handler and the markup that it makes.

pub mod account;
pub mod health;
pub mod rehearse;
pub mod topic;
pub mod topics;
