//! Telegram's wire: updates come in, requests go out, and nothing is lost in between.
//! The only module that names teloxide or reqwest. It may not decide what is
//! said, and it acknowledges nothing that is not stored.
//!
//! # The path of an update
//!
//! `poll` or `webhook` -> `inbox` (durable; only then acknowledged) -> `handle` (one
//! transaction: update done, chat remembered, requests decided) -> `outbox` -> `send`
//! (marked as under way, then sent, then marked as sent).
//!
//! What is about tickets takes the same path, one update at a time (`desk`); what nobody's
//! update leads to, cards, reminders, the night's summary, is the `clerk`'s, who writes
//! into the same outbox.
//!
//! teloxide gives the types of the Bot API; its dispatcher, listeners and throttle are
//! not used: they acknowledge before the work is done, and stop with the first panic.
//!
//! # What is promised
//!
//! An update that Telegram saw acknowledged is never lost, and is handled once. Its
//! answer is sent at least once. A second copy is possible only for a request whose
//! answer never reached us (a crash, a cut or a timeout between Telegram acting and our
//! noting it): then one more is sent, at most. Telegram offers no key that would close
//! this window.

mod abuse;
mod client;
mod consider;
mod deliver;
mod desk;
mod filed;
mod gate;
mod handle;
mod inline;
mod instance;
mod meaning;
mod pace;
mod poll;
mod profile;
mod read;
mod send;
mod serve;
mod split;
mod typing;
mod updates;
mod upload;
mod webhook;
mod write;

pub use client::{Bot, CallError, Client};
pub use desk::{Counter, Dealt, Deed, LOGIN_LASTS, LinkError, dashboard_link, link_used};
pub use filed::filed_answer;
pub use serve::{ServeError, Serving, Webhook, serve};
