//! The conversation is the same on Telegram: the scripts of `tests/it/chats/` typed and
//! tapped by a person of the fake, the transcripts compared with the same files.

use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use secrecy::SecretString;
use tanya::app::App;
use tanya::clock::{Clock, Date, Timestamp};
use tanya::config::{Abuse, Limits, Retention, Staff, Tickets};
use tanya::knowledge::{Knowledge, Origin};
use tanya::store::Store;
use tanya::telegram::{Client, Serving, serve};
use tokio_util::sync::CancellationToken;

use crate::fake::{Fake, Kind, Person, Seen};

static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let files = Origin::BuiltIn.files().unwrap();
    Arc::new(Knowledge::load(&files).unwrap())
});

/// What one button does: the message it is on, and its place there.
type Button = (i64, usize);

async fn idle(store: &Store) {
    loop {
        let queues = store.queues().await.unwrap();
        if queues.waiting == 0 && queues.unsent == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// The bot's messages that are new or changed, as a transcript shows them.
fn shown(before: &[Seen], now: &[Seen], buttons: &mut Vec<Button>) -> String {
    let mut text = String::new();
    buttons.clear();
    for message in now.iter().filter(|message| message.from_bot) {
        let old = before.iter().find(|old| old.id == message.id);
        if old.is_some_and(|old| old.text == message.text && old.buttons == message.buttons) {
            continue;
        }
        text.push_str(&format!("{}\n", message.text));
        // What only Telegram has: thumbs, and adding to a ticket.
        let rows = message.buttons.iter().flatten().enumerate();
        let everywhere = |payload: &str| !payload.starts_with(['+', '-']) && !payload.starts_with("i:");
        for (place, (label, _)) in rows.filter(|(_, (_, payload))| everywhere(payload)) {
            buttons.push((message.id, place));
            text.push_str(&format!("  [{}] {label}\n", buttons.len()));
        }
        text.push('\n');
    }
    text
}

fn act(person: &Person, line: &str, buttons: &[Button]) {
    let tapped = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
    match tapped {
        Some(number) => {
            let (message, place) = buttons[number - 1];
            person.taps(message, place);
        }
        None if line == "(photo)" => drop(person.sends(Kind::Photo)),
        None => drop(person.types(line)),
    }
}

/// Waits until the update that was just made is stored, handled and answered.
async fn settled(fake: &Fake, store: &Store, person: i64) {
    fake.wait_until(|fake| fake.backlog() == 0, Duration::from_secs(10)).await;
    idle(store).await;
    let _ = person;
}

async fn transcript(script: &[&str]) -> String {
    let fake = Fake::start();
    let store = Store::open("sqlite::memory:").await.unwrap();
    let clock = Clock::fixed(Timestamp::noon(Date::new(2026, 11, 24).unwrap()));
    let serving = Serving {
        app: Arc::new(App::new(KNOWLEDGE.clone(), Some(store.clone()), clock.clone())),
        store: store.clone(),
        clock,
        client: Client::new(&fake.url(), &SecretString::from(fake.token().to_owned())).unwrap(),
        limits: Limits { total_per_second: 0, chat_per_second: 0, group_per_minute: 0 },
        abuse: Abuse {
            messages_per_minute: 0,
            chat_messages_per_minute: 0,
            tickets_per_day: 0,
            ..Abuse::default()
        },
        retention: Retention::default(),
        staff: Staff::default(),
        tickets: Tickets::default(),
        dashboard_url: None,
        webhook: None,
        name: "test".to_owned(),
    };
    let stop = CancellationToken::new();
    let serving = tokio::spawn(serve(serving, stop.clone()));
    let person = fake.person(7).language("");
    let (mut text, mut buttons) = (String::new(), Vec::new());
    for line in script {
        let before = fake.messages(7);
        act(&person, line, &buttons);
        settled(&fake, &store, 7).await;
        text.push_str(&format!("> {line}\n{}", shown(&before, &fake.messages(7), &mut buttons)));
    }
    stop.cancel();
    serving.await.unwrap().unwrap();
    assert_eq!(fake.violations(), Vec::<String>::new());
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_chat_reads_on_telegram_as_it_does_in_the_terminal() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/chats");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut compared = 0;
    for file in files {
        let expected = std::fs::read_to_string(&file).unwrap();
        // Other days and a database that is down are told elsewhere.
        if expected.starts_with("==") || file.ends_with("no_database.txt") {
            continue;
        }
        let script: Vec<&str> = expected.lines().filter_map(|line| line.strip_prefix("> ")).collect();
        let told = transcript(&script).await;
        assert_eq!(told, expected, "{}", file.display());
        compared += 1;
    }
    assert!(compared >= 9, "only {compared} chats");
}
