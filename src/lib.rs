//! **Tanya** ("ask" in Indonesian): people ask a public office in a chat and get the
//! right answer at once, in Indonesian or English, or a person who will answer.
//!
//! Two sentences to remember: `faq/` is what people say to us; `locales/` is what we
//! say to people. Each top-level folder has one module that owns it: `faq/` ->
//! [`faq`], `locales/` -> [`l10n`], `migrations/` -> [`store`], `data/words/` -> [`text`].
//!
//! # The map, in reading order
//!
//! | module | what lives there | the crates it alone names |
//! |---|---|---|
//! | [`lang`], [`clock`] | the two languages; time as values, the only clock | jiff |
//! | [`config`] | `tanya.toml`, environment and flags as one checked value | toml (with `faq`) |
//! | [`secret`] | random words, and the hashes that are kept of them | getrandom (with `telegram`), subtle |
//! | [`text`], [`source`] | folding and masking of text, words spelt right; files, their problems, the rules they break | unicode-normalization |
//! | [`journal`] | what the log complained of, as places and counts | |
//! | [`sheet`] | tables for spreadsheets, without formulas | csv (with `import`) |
//! | [`faq`] | the knowledge: read, checked, typed, written | toml, toml_edit, regex |
//! | [`matching`] | the judgement: which topic, how sure, why | embed, snowball_stemmers_rs |
//! | [`import`] | a bot from elsewhere into files of knowledge | csv (with `sheet`), saphyr-parser |
//! | [`evaluation`] | judgements held against labels, or against another version's | |
//! | [`chat`] | the conversation: one pure function | |
//! | [`staff`] | the desk: tickets, the office's people, office time; pure | |
//! | [`analytics`] | the office's figures, as `docs/figures.md` defines them; pure | |
//! | [`review`] | from questions without an answer to changes of the knowledge; pure | |
//! | [`l10n`] | messages into words | fluent, icu |
//! | [`store`] | what is remembered | sqlx |
//! | [`knowledge`] | folder or compiled-in files -> checked, trained, as one; exchanged live, changed on demand | include_dir, notify, postcard, sha2 (with `secret`), similar |
//! | [`app`] | one message: load, respond, remember, render | |
//! | [`telegram`] | the wire: inbox, conversation, outbox | teloxide, reqwest, axum (with `web`) |
//! | [`web`] | the dashboard: what the office sees in a browser | maud |
//! | [`cli`] | one file a command | clap, rustyline, annotate-snippets |
//!
//! Arrows point down the table only: a module uses those above it, and `l10n`
//! and `store` never use each other. A test enforces it (`tests/it/tidy.rs`).
//!
//! # The path of one question
//!
//! [`chat::Incoming`] + [`chat::Chat`] -> [`matching::Question`] (words, each with where
//! it comes from) -> [`matching::Judgement`] (a [`matching::Verdict`] and what it rests
//! on) -> [`chat::Turn`] (replies as [`chat::Message`]s, what to remember) -> one
//! transaction ([`store::Store::record`]) -> [`app::Outgoing`] ([`l10n::Html`] and buttons).
//! On Telegram the transaction begins with an update of the inbox and ends with requests
//! in the outbox ([`store::Store::settle`]); see [`telegram`].
//!
//! # Invariants
//!
//! - Nothing in [`faq`], [`matching`], [`chat`], [`staff`], [`analytics`], [`review`] awaits, logs,
//!   reads a clock, or fails on odd input.
//! - No words for people in `src/`: every one is in `locales/`, in both languages,
//!   checked both ways. What operators read, on the command line or as a report, is
//!   English.
//! - No date, number with a unit, phone or link is written in `locales/`: they are typed
//!   facts in `faq/`, written once.
//! - Every message ends in an answer, buttons, or a ticket with a notice; but of a flood,
//!   and of somebody who is muted, one notice is all that is said.
//! - A date that has passed changes the answer's words.
//! - Logs hold ids and counts, never a person's text. Text is masked before it is kept;
//!   an update waits as it came, and is blanked when it is done.
//! - An answer does not need the database to be up; on Telegram it does, since there
//!   nothing is acknowledged that is not stored.
//! - Nothing that Telegram handed over is lost by a crash, at any instant; nothing is
//!   answered twice, but in the one window that [`telegram`] states.

pub mod analytics;
pub mod app;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod evaluation;
pub mod faq;
mod fault;
pub mod import;
pub mod journal;
pub mod knowledge;
pub mod l10n;
pub mod lang;
pub mod matching;
mod parallel;
pub mod review;
pub mod secret;
pub mod sheet;
pub mod source;
pub mod staff;
pub mod store;
pub mod telegram;
pub mod text;
pub mod web;
