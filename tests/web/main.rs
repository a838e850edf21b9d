//! The dashboard as its visitors meet it: over HTTP on loopback, and in a real browser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod browser;
mod chromium;
mod command_line;
#[path = "../telegram/fake/mod.rs"]
mod fake;
mod figures;
mod forms;
mod house;
mod pages;
mod review;
mod signing_in;
mod tickets;
