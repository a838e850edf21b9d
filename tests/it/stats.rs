//! The figures at the command line, as a process.

use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tanya::chat::{Asked, Chat, ChatId, Outcome, Rating};
use tanya::clock::{Date, Timestamp};
use tanya::faq::TopicId;
use tanya::lang::Lang;
use tanya::store::{Record, Store};

/// A database with two questions of 2 November 2026, the second one of a programme whose
/// name a spreadsheet would compute.
async fn asked(folder: &tempfile::TempDir) -> String {
    let url = format!("sqlite:{}", folder.path().join("figures.db").display());
    let store = Store::open(&url).await.unwrap();
    let question = |outcome, programme: Option<&str>| Asked {
        lang: Lang::En,
        outcome,
        topic: Some(TopicId::new("rex-about")),
        programme: programme.map(str::to_owned),
        score: 0.9,
        among: 0.9,
        text: Some("siapa Budi 4242?".into()),
    };
    let asked = [question(Outcome::Answered, Some("rex")), question(Outcome::Unknown, Some("=1+1"))];
    let rating = Rating { topic: TopicId::new("rex-about"), good: false };
    let chat = Chat::default();
    let record =
        Record { asked: &asked, rating: Some(&rating), message: Some(4242), ..Record::new(&chat, "v1") };
    let noon = Timestamp::noon(Date::new(2026, 11, 2).unwrap());
    store.record(ChatId(4242), &record, noon).await.unwrap();
    store.close().await;
    url
}

fn stats(url: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanya"));
    command.arg("stats").args(args).args(["--database", url]).env_remove("RUST_LOG").stdin(Stdio::null());
    command.output().unwrap()
}

fn says(url: &str, args: &[&str]) -> String {
    let output = stats(url, args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const DAYS: [&str; 4] = ["--from", "2026-11-01", "--to", "2026-11-02"];

#[tokio::test]
async fn figures_are_a_table_for_people_for_spreadsheets_and_for_programs() {
    let folder = tempfile::tempdir().unwrap();
    let url = asked(&folder).await;
    let by = |more: &[&str]| says(&url, &[&DAYS, more].concat());

    let table = by(&[]);
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["day", "asked", "answered", "unsure", "none", "ticketed", "again", "good", "bad"]);
    assert_eq!(rows[1], ["2026-11-01", "0", "0", "0", "0", "0", "0", "0", "0"]);
    assert_eq!(rows[2], ["2026-11-02", "2", "1", "0", "0", "0", "0", "0", "1"]);
    assert_eq!(rows[3], ["total", "2", "1", "0", "0", "0", "0", "0", "1"]);

    let csv = by(&["--by", "programme", "--csv"]);
    let header =
        "programme,asked,answered,unsure,chosen,none_of_these,unknown,person,ticketed,asked_again,good,bad";
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines, [header, "'=1+1,1,0,0,0,0,1,0,0,0,,", "rex,1,1,0,0,0,0,0,0,0,,"]);

    let told: Value = serde_json::from_str(&by(&["--by", "topic", "--json"])).unwrap();
    assert_eq!((&told["from"], &told["by"]), (&json!("2026-11-01"), &json!("topic")));
    assert_eq!((&told["total"]["asked"], &told["total"]["bad"]), (&json!(2), &json!(1)));
    let answered = told["rows"].as_array().unwrap().iter().find(|row| row["topic"] == "rex-about").unwrap();
    assert_eq!((&answered["answered"], &answered["bad"]), (&json!(1), &json!(1)));
}

#[tokio::test]
async fn figures_hold_nobodys_chat_and_no_words() {
    let folder = tempfile::tempdir().unwrap();
    let url = asked(&folder).await;
    for by in ["day", "programme", "language", "topic"] {
        for form in [&[][..], &["--csv"], &["--json"]] {
            let told = says(&url, &[&DAYS[..], &["--by", by], form].concat());
            assert!(!told.contains("4242") && !told.contains("Budi"), "{told}");
        }
    }
}

#[tokio::test]
async fn days_in_the_wrong_order_are_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    let url = asked(&folder).await;
    let output = stats(&url, &["--from", "2026-11-03", "--to", "2026-11-02"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("2026-11-03 is after 2026-11-02"), "{told}");
}
