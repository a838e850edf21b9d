//! Telegram end to end: the program as a process, or the library, against a strict fake
//! of the Bot API over real HTTP on loopback.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod chats;
mod colleagues;
mod crash;
mod dashboard;
#[path = "../store/places.rs"]
#[allow(dead_code, reason = "the store's tests need more of it")]
mod databases;
mod desk;
mod desk_crash;
mod fake;
mod groups;
mod instances;
mod office;
mod places;
mod privacy;
mod program;
mod receiving;
mod reload;
mod rules;
mod sending;
mod sides;
#[path = "../it/small.rs"]
mod small;
mod taps;
mod together;
mod uploads;
mod webhooks;
