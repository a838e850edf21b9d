//! The tests that use the program as its users do: chats as transcripts, judgements and
//! facts as tables, mistakes in the knowledge as an admin makes them, the command line
//! as a process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod alike;
mod broken;
mod chats;
mod checks;
mod command_line;
mod demo;
mod desk_words;
mod evaluation;
mod facts;
mod groups;
mod hostile;
mod import;
mod judgements;
mod landing;
mod lexicon;
mod office;
mod people;
mod reload;
mod replay;
mod reports;
mod schema;
mod small;
mod stats;
mod tidy;
mod unresolved;
mod writing;
mod written_apart;

use std::sync::{Arc, LazyLock};

use tanya::knowledge::{Knowledge, Origin};

/// The office's own knowledge, loaded once for all tests.
static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let files = Origin::BuiltIn.files().unwrap();
    Arc::new(Knowledge::load(&files).unwrap())
});
