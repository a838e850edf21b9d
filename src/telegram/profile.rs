//! How the bot presents itself: its name, descriptions and commands in each language, from
//! the locale files. Read first, and set only where they differ: Telegram takes few such
//! changes a day. Best effort: no answer waits for it.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::{CallError, Client};
use crate::knowledge::{Knowledge, Live};
use crate::lang::Lang;

/// Telegram's bounds, in characters.
const NAME: usize = 64;
const DESCRIPTION: usize = 512;
const ABOUT: usize = 120;
const COMMAND: usize = 256;

/// Presents the bot by the knowledge of the moment, and again whenever another goes live.
pub async fn run(client: Client, live: Live) {
    loop {
        let mut seen = live.state();
        present(&client, &live.knowledge()).await;
        let presented = seen.version.clone();
        while seen.version == presented {
            seen = live.after(&seen).await;
        }
    }
}

/// Sets what differs, in both languages; other languages see English. The default comes
/// last: what a language lacks, Telegram tells from the default.
async fn present(client: &Client, knowledge: &Knowledge) {
    for (code, lang) in [("id", Lang::Id), ("en", Lang::En), ("", Lang::En)] {
        let profile = knowledge.catalog.profile(lang);
        let commands: Vec<Value> = profile
            .commands
            .iter()
            .map(|(name, does)| json!({"command": name, "description": cut(does, COMMAND)}))
            .collect();
        let parts = [
            Part::new("MyCommands", "commands", Value::from(commands)),
            Part::new("MyName", "name", cut(&profile.name, NAME)),
            Part::new("MyDescription", "description", cut(&profile.description, DESCRIPTION)),
            Part::new("MyShortDescription", "short_description", cut(&profile.about, ABOUT)),
        ];
        for part in parts {
            if let Err(error) = part.set(client, code).await {
                tracing::warn!(%error, part = part.method, "the bot's profile cannot be set");
            }
        }
    }
}

fn cut(text: &str, most: usize) -> Value {
    Value::from(text.chars().take(most).collect::<String>())
}

/// A part of the profile: `getMyName` and `setMyName`, its field, what it shall be.
struct Part {
    method: &'static str,
    field: &'static str,
    wanted: Value,
}

impl Part {
    fn new(method: &'static str, field: &'static str, wanted: Value) -> Part {
        Part { method, field, wanted }
    }

    async fn set(&self, client: &Client, code: &str) -> Result<(), CallError> {
        let language = json!({ "language_code": code });
        let told = patiently(client, &format!("get{}", self.method), language.to_string()).await?;
        let told: Value = serde_json::from_str(&told).unwrap_or_default();
        // A list of commands is told bare, everything else in an object.
        let current = told.get(self.field).unwrap_or(&told);
        if *current == self.wanted {
            return Ok(());
        }
        let change = json!({ self.field: self.wanted, "language_code": code });
        patiently(client, &format!("set{}", self.method), change.to_string()).await.map(drop)
    }
}

/// A call that waits once when told to, if that is not for long.
async fn patiently(client: &Client, method: &str, body: String) -> Result<String, CallError> {
    match client.call(method, body.clone()).await {
        Err(CallError::Wait(pause)) if pause <= Duration::from_secs(60) => {
            tokio::time::sleep(pause).await;
            client.call(method, body).await
        }
        other => other,
    }
}
