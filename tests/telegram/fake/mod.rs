//! A strict, stateful fake of Telegram's Bot API server: real HTTP, people who write, groups,
//! webhooks, faults on demand, and a record of what the bot did.
//!
//! ```ignore
//! let fake = Fake::start();
//! let budi = fake.person(7).language("id");
//! let question = budi.types("batas usia?");
//! fake.wait_until(|fake| !fake.answers_to(7, question).is_empty(), Duration::from_secs(5)).await;
//! ```
#![allow(dead_code, unused_imports, reason = "each user of the fake needs another part of it")]

mod about;
mod body;
mod chats;
mod control;
mod copy;
mod delivery;
mod edit;
mod entities;
mod events;
mod faults;
mod files;
mod groups;
mod html;
mod keyboard;
mod limits;
mod line;
mod media;
mod members;
mod methods;
mod params;
mod people;
mod pins;
mod polling;
mod presses;
mod queries;
mod queue;
mod reactions;
mod record;
mod refusal;
mod send;
mod serve;
mod server;
mod settings;
mod state;
mod topics;
mod views;
mod webhook;

pub use chats::ChatKind;
pub use events::{Event, What};
pub use faults::{Fault, Rule};
pub use groups::Group;
pub use media::{Attachment, Kind};
pub use people::{MessageId, Person};
pub use presses::{Button, CallbackId, InlineId};
pub use record::{Answer, Recording, Request, Sent};
pub use refusal::Refusal;
pub use state::{BOT_ID, BOT_NAME};
pub use views::{Profile, Seen};

use server::Server;
use state::State;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The token of the fake's bot, in the shape of a real one.
pub const TOKEN: &str = "123456789:AAFakeTokenThatIsGoodForTestsOnly_0";

/// What the server's thread and the handles share.
struct Shared {
    token: String,
    state: Mutex<State>,
    changed: Notify,
    arrived: Notify,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the state.
    fn look<R>(&self, look: impl FnOnce(&State) -> R) -> R {
        look(&self.lock())
    }

    /// Changes the state without waking those who wait for changes.
    fn quietly<R>(&self, act: impl FnOnce(&mut State) -> R) -> R {
        act(&mut self.lock())
    }

    /// Changes the state and wakes those who wait.
    fn act<R>(&self, act: impl FnOnce(&mut State) -> R) -> R {
        let mut state = self.lock();
        let result = act(&mut state);
        let stirred = std::mem::take(&mut state.queue.stirred);
        drop(state);
        self.changed.notify_waiters();
        if stirred {
            self.arrived.notify_waiters();
        }
        result
    }
}

/// The fake server. Clones are handles to the same server, which ends with the last of them.
#[derive(Clone)]
pub struct Fake {
    shared: Arc<Shared>,
    server: Arc<Mutex<Option<Server>>>,
    port: u16,
}

impl Fake {
    /// Starts on a free port and records everything.
    pub fn start() -> Fake {
        Fake::with(Recording::Full, 0)
    }

    /// Starts with a choice of recording and port (0 picks a free one).
    pub fn with(recording: Recording, port: u16) -> Fake {
        let shared = Arc::new(Shared {
            token: TOKEN.into(),
            state: Mutex::new(State::new(recording)),
            changed: Notify::new(),
            arrived: Notify::new(),
        });
        let server = Server::start(shared.clone(), port);
        let port = server.address.port();
        Fake { shared, server: Arc::new(Mutex::new(Some(server))), port }
    }

    /// The address to give to the bot as that of the Bot API.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The bot's token.
    pub fn token(&self) -> &str {
        &self.shared.token
    }

    /// The address of one method.
    pub fn method(&self, name: &str) -> String {
        format!("{}/bot{}/{name}", self.url(), self.token())
    }

    /// Closes the listener and every connection; the state stays.
    pub fn go_offline(&self) {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.shared.changed.notify_waiters();
    }

    /// Listens again on the same port.
    pub fn come_back(&self) {
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        if server.is_none() {
            *server = Some(Server::start(self.shared.clone(), self.port));
        }
    }
}
