//! The way in for whoever sits at the server: links and sessions from the command line.

use std::process::{Command, Output};

use reqwest::StatusCode;
use tanya::web::THE_SERVER;

use crate::house::{CONTACT, House};

fn tanya(house: &House, words: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanya"));
    command.current_dir(folder.path()).env_clear().args(["--database", &house.database(), "dashboard"]);
    command.args(words).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_gives_a_link_and_takes_sessions_back() {
    let house = House::open().await;
    house.today();
    let link = said(&tanya(&house, &["link"]));
    let path = link.lines().next().unwrap().strip_prefix("http://localhost:8080").unwrap();
    let mut visitor = house.visitor();
    assert_eq!(visitor.post(path, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(visitor.get("/health").await.status, StatusCode::OK);

    let mut contact = house.signed_in(CONTACT).await;
    let all: Vec<serde_json::Value> =
        serde_json::from_str(&said(&tanya(&house, &["sessions", "--json"]))).unwrap();
    assert_eq!(all.len(), 2);
    let server = all.iter().find(|session| session["person"] == THE_SERVER.0).unwrap();
    assert!(tanya(&house, &["revoke", server["name"].as_str().unwrap()]).status.success());
    assert_eq!(visitor.get("/topics").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(contact.get("/topics").await.status, StatusCode::OK);
    assert!(tanya(&house, &["revoke", "--all"]).status.success());
    assert_eq!(contact.get("/topics").await.status, StatusCode::UNAUTHORIZED);
    assert!(!tanya(&house, &["revoke", "--all"]).status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_nobody_of_the_office_is_refused() {
    let house = House::open().await;
    house.today();
    assert!(!tanya(&house, &["link", "--person", "99"]).status.success());
    let link = said(&tanya(&house, &["link", "--person", "2"]));
    let path = link.lines().next().unwrap().strip_prefix("http://localhost:8080").unwrap();
    assert!(house.visitor().get(path).await.body.contains("Budi"));
}
