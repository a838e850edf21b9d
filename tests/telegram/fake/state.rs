//! Everything the server knows, behind one lock.

use super::chats::{Access, Chat, ChatKind, Draft};
use super::events::What;
use super::faults::Rule;
use super::files::Files;
use super::limits::{Pace, seconds};
use super::params::Params;
use super::queries::Queries;
use super::queue::Queue;
use super::record::{Record, Recording};
use super::refusal::Refusal;
use super::settings::Settings;
use super::webhook::Webhook;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The bot's own id.
pub const BOT_ID: i64 = 123_456_789;
/// The bot's user name.
pub const BOT_NAME: &str = "TanyaTestBot";
const ANONYMOUS: i64 = 1_087_968_824;

/// The whole state of the fake.
#[derive(Debug)]
pub(super) struct State {
    pub keep: bool,
    pub privacy: bool,
    pub logged_out: bool,
    pub started: Instant,
    pub users: HashMap<i64, Value>,
    pub chats: HashMap<i64, Chat>,
    pub names: HashMap<String, i64>,
    pub queue: Queue,
    pub webhook: Webhook,
    pub queries: Queries,
    pub files: Files,
    pub albums: u64,
    pub settings: Settings,
    pub limited: bool,
    pub pace: Pace,
    pub rules: Vec<Rule>,
    pub record: Record,
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
}

/// The bot as User, in the short form of messages.
pub(super) fn bot() -> Value {
    json!({ "id": BOT_ID, "is_bot": true, "first_name": "Tanya", "username": BOT_NAME })
}

impl State {
    /// A server without people.
    pub fn new(recording: Recording) -> Self {
        let keep = recording == Recording::Full;
        State {
            keep,
            privacy: true,
            logged_out: false,
            started: Instant::now(),
            users: HashMap::from([(BOT_ID, bot()), (ANONYMOUS, anonymous())]),
            chats: HashMap::new(),
            names: HashMap::new(),
            queue: Queue::new(keep),
            webhook: Webhook::default(),
            queries: Queries::default(),
            files: Files::default(),
            albums: 0,
            settings: Settings::default(),
            limited: false,
            pace: Pace::default(),
            rules: Vec::new(),
            record: Record::new(keep),
        }
    }

    /// Makes a person known, who has not started the bot yet.
    pub fn meet(&mut self, id: i64) {
        let name = format!("Person {id}");
        self.users.entry(id).or_insert_with(
            || json!({ "id": id, "is_bot": false, "first_name": name, "language_code": "id" }),
        );
        self.chats.entry(id).or_insert_with(|| {
            let about = json!({ "id": id, "type": "private", "first_name": name });
            let mut chat = Chat::new(id, ChatKind::Private, about);
            chat.access = Access::NeverStarted;
            chat
        });
    }

    /// A known user, as sender of an update.
    pub fn user(&self, id: i64) -> Value {
        self.users.get(&id).cloned().unwrap_or(Value::Null)
    }

    /// A chat that the fake made itself.
    pub fn chat(&mut self, id: i64) -> &mut Chat {
        self.chats.get_mut(&id).unwrap_or_else(|| panic!("the fake has no chat {id}"))
    }

    /// The chat named by `chat_id`, whether or not the bot may write there.
    pub fn known(&mut self, params: &Params) -> Result<&mut Chat, Refusal> {
        let id = self.named(params, "chat_id")?;
        self.chats.get_mut(&id).ok_or_else(|| Refusal::bad("chat not found"))
    }

    /// The id in a chat parameter: a number or a public @name.
    pub fn named(&self, params: &Params, name: &str) -> Result<i64, Refusal> {
        let text = params.text(name)?.filter(|text| !text.trim().is_empty());
        let text = text.ok_or_else(|| Refusal::bad(format!("{name} is empty")))?;
        let text = text.trim();
        let public = || text.strip_prefix('@').and_then(|name| self.names.get(&name.to_lowercase()).copied());
        text.parse().ok().or_else(public).ok_or_else(|| Refusal::bad("chat not found"))
    }

    /// The chat named by `chat_id`, where the bot may write.
    pub fn writable(&mut self, params: &Params) -> Result<&mut Chat, Refusal> {
        let chat = self.known(params)?;
        match chat.refusal() {
            Some(refusal) => Err(refusal),
            None => Ok(chat),
        }
    }

    /// Places a message in a chat.
    pub fn place(&mut self, chat: i64, draft: Draft) -> Value {
        let keep = self.keep;
        let author = draft.from.as_ref().and_then(|from| from["id"].as_i64()).unwrap_or(chat);
        let by = if draft.from_bot { BOT_ID } else { author };
        let body = self.chat(chat).place(draft, keep);
        self.note(chat, body["message_id"].as_i64().unwrap_or(0), by, What::Came);
        body
    }

    /// Remembers that a chat was told to wait.
    pub fn hold(&mut self, chat: Option<i64>, retry_after: u64) {
        let until = Some(Instant::now() + Duration::from_secs(retry_after));
        match chat.and_then(|id| self.chats.get_mut(&id)) {
            Some(chat) => chat.pace.hold_until = until,
            None => self.pace.hold_until = until,
        }
    }

    /// Notes a send that comes before a wait is over; gives the seconds left.
    pub fn impatient(&mut self, chat: Option<i64>) -> Option<u64> {
        let now = Instant::now();
        let own = chat.and_then(|id| self.chats.get(&id)).and_then(|chat| chat.pace.held(now));
        let left = own.or_else(|| self.pace.held(now))?;
        let place = chat.map_or("the bot".to_string(), |id| format!("chat {id}"));
        self.record.violation(format!("a send for {place} came {left:?} before its retry_after had passed"));
        Some(seconds(left))
    }

    /// Counts a send against the limits, or says how long to wait.
    pub fn limit(&mut self, chat: Option<i64>) -> Result<(), Refusal> {
        let now = Instant::now();
        let State { pace, chats, .. } = self;
        let mut chat_entry = chat.and_then(|id| chats.get_mut(&id));
        let all = pace.window(now, 30, Duration::from_secs(1));
        let own = chat_entry.as_mut().and_then(|chat| {
            let slow = chat.kind != ChatKind::Private;
            let window = chat.pace.window(now, if slow { 20 } else { usize::MAX }, Duration::from_secs(60));
            window.max(chat.pace.bucket(now, 3))
        });
        if let Some(wait) = own.max(all) {
            let retry_after = seconds(wait);
            self.hold(chat.filter(|_| own.is_some()), retry_after);
            return Err(Refusal::too_many(retry_after));
        }
        pace.count(now);
        if let Some(chat) = chat_entry {
            chat.pace.count(now);
        }
        Ok(())
    }
}

/// The account that anonymous admins write from.
pub(super) fn anonymous() -> Value {
    json!({ "id": ANONYMOUS, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot" })
}
