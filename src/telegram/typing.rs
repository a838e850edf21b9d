//! "typing …" for whoever waits longer than a moment. Best effort: nothing waits for it,
//! and nobody misses one that did not arrive.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use teloxide::payloads::SendChatAction;
use teloxide::types::{ChatAction, ChatId as Number};

use super::client::Client;

/// Who waits this long sees that somebody is at work.
const MOMENT: Duration = Duration::from_millis(1200);
/// Telegram shows it for five seconds.
const SHOWN: Duration = Duration::from_secs(5);
/// How often those who wait are looked for.
const ROUND: Duration = Duration::from_millis(400);
/// Chats told in one round, and remembered at all.
const AT_ONCE: usize = 5;
const REMEMBERED: usize = 10_000;

/// The chats that wait for an answer, each with when to tell it next.
#[derive(Debug, Default)]
pub struct Expected(Mutex<HashMap<i64, Instant>>);

impl Expected {
    /// Somebody said something there.
    pub fn expect(&self, chats: impl IntoIterator<Item = i64>) {
        let due = Instant::now() + MOMENT;
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chat in chats.into_iter().filter(|chat| *chat != 0) {
            if waiting.len() < REMEMBERED {
                waiting.entry(chat).or_insert(due);
            }
        }
    }

    /// Something was sent there, or nothing will be.
    pub fn answered(&self, chat: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&chat);
    }

    /// Those to be told now.
    fn due(&self, now: Instant) -> Vec<i64> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = waiting.iter_mut().filter(|(_, at)| **at <= now).take(AT_ONCE);
        due.map(|(chat, at)| {
            *at = now + SHOWN;
            *chat
        })
        .collect()
    }
}

/// Tells those who wait, for as long as it is let run.
pub async fn run(client: Client, expected: Arc<Expected>) {
    let mut rounds = tokio::time::interval(ROUND);
    loop {
        rounds.tick().await;
        for chat in expected.due(Instant::now()) {
            let action = SendChatAction::new(Number(chat), ChatAction::Typing);
            let body = serde_json::to_string(&action).unwrap_or_default();
            let client = client.clone();
            tokio::spawn(async move { client.call("sendChatAction", body).await });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_is_told_once_in_a_while_until_answered() {
        let expected = Expected::default();
        expected.expect([7, 0]);
        let later = Instant::now() + MOMENT;
        assert!(expected.due(Instant::now()).is_empty());
        assert_eq!(expected.due(later), [7]);
        assert!(expected.due(later).is_empty());
        assert_eq!(expected.due(later + SHOWN), [7]);
        expected.answered(7);
        assert!(expected.due(later + 2 * SHOWN).is_empty());
    }
}
