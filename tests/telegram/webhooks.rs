//! Updates that Telegram brings: only Telegram is heard, and only what is stored is
//! acknowledged.

use std::net::TcpListener;

use crate::fake::Fake;
use crate::program::{Program, SOON};

const QUESTION: &str = "sarung goyor itu apa?";
const SECRET: &str = "only-telegram-knows";

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The program behind a webhook, and the webhook's address.
fn program(fake: &Fake) -> (Program, String) {
    let port = free_port();
    let url = format!("http://127.0.0.1:{port}/telegram");
    let listen = format!("127.0.0.1:{port}");
    let program = Program::new(fake)
        .flags(&["--webhook", &url, "--listen", &listen])
        .var("TANYA_WEBHOOK_SECRET", SECRET);
    (program, url)
}

#[tokio::test]
async fn what_telegram_brings_is_answered_once_however_often_it_comes() {
    let fake = Fake::start();
    let (program, _) = program(&fake);
    let asked: Vec<_> = (100..120).map(|id| (id, fake.person(id).types(QUESTION))).collect();
    let numbers: Vec<i64> = fake.unconfirmed().iter().map(|update| number(update)).collect();
    let running = program.start();
    let all = |fake: &Fake| asked.iter().all(|(id, asked)| !fake.answers_to(*id, *asked).is_empty());
    fake.wait_until(all, SOON).await;
    let statuses = fake.redeliver(&numbers, 5).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    let last = fake.person(7).types("halo");
    fake.wait_until(|fake| fake.answers_to(7, last).len() == 1, SOON).await;
    assert!(asked.iter().all(|(id, asked)| fake.answers_to(*id, *asked).len() == 1));
    running.signal("TERM");
    assert!(running.end(SOON).success());
    assert_eq!(fake.count("deleteWebhook"), 0);
}

fn number(update: &str) -> i64 {
    serde_json::from_str::<serde_json::Value>(update).unwrap()["update_id"].as_i64().unwrap()
}

#[tokio::test]
async fn whoever_is_not_telegram_is_turned_away() {
    let fake = Fake::start();
    let (program, url) = program(&fake);
    let _running = program.start();
    fake.wait_until(|fake| fake.count("setWebhook") == 1, SOON).await;
    let client = reqwest::Client::new();
    let update = r#"{"update_id": 5, "message": {"chat": {"id": 7}, "text": "x"}}"#;
    let call = |secret: Option<&'static str>, kind: &'static str, body: String| {
        let mut request = client.post(&url).header("content-type", kind).body(body);
        if let Some(secret) = secret {
            request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        async move { request.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(call(None, "application/json", update.into()).await, 401);
    assert_eq!(call(Some("only-telegram-knowS"), "application/json", update.into()).await, 401);
    assert_eq!(call(Some(SECRET), "text/plain", update.into()).await, 415);
    assert_eq!(call(Some(SECRET), "application/json", "x".repeat(3 << 20)).await, 413);
    assert_eq!(call(Some(SECRET), "application/json", "no update".into()).await, 200);
    assert_eq!(client.get(&url).send().await.unwrap().status().as_u16(), 405);
    let listed = String::from_utf8(program.command(&["inbox"]).output().unwrap().stdout).unwrap();
    assert!(listed.contains("1 update(s) were given up"), "{listed}");
}

#[tokio::test]
async fn a_store_that_cannot_take_an_update_asks_telegram_to_come_again() {
    let fake = Fake::start();
    let (program, url) = program(&fake);
    let _running = program.start();
    fake.wait_until(|fake| fake.count("setWebhook") == 1, SOON).await;
    let file = program.url().strip_prefix("sqlite:").unwrap().to_owned();
    let pool = tanya::store::Store::open(program.url()).await.unwrap();
    pool.close().await;
    let held = hold(&file).await;
    let start = std::time::Instant::now();
    let answer = reqwest::Client::new()
        .post(&url)
        .header("content-type", "application/json")
        .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
        .body(r#"{"update_id": 990000001, "message": {"message_id": 1, "chat": {"id": 7, "type": "private"}, "text": "x"}}"#)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    assert!(start.elapsed() < std::time::Duration::from_secs(20));
    drop(held);
    let question = fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
}

/// Holds the database's write lock until dropped.
pub async fn hold(file: &str) -> sqlx::SqliteConnection {
    use sqlx::Connection;
    let mut connection = sqlx::SqliteConnection::connect(&format!("sqlite:{file}")).await.unwrap();
    sqlx::query("begin immediate").execute(&mut connection).await.unwrap();
    connection
}
