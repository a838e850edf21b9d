//! `tanya replay` as a process: questions of a scripted database, an edit, and what it changes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tanya::chat::{Asked, Chat, ChatId, Outcome};
use tanya::clock::Timestamp;
use tanya::lang::Lang;
use tanya::store::{Record, Store};
use tempfile::TempDir;

use crate::small;

const TOPIC: &str = "faq/weaving/weaving-exports.toml";
const OTHER: &str = "faq/weaving/goyor-about.toml";

fn git(folder: &Path, words: &[&str]) -> String {
    let said = Command::new("git").arg("-C").arg(folder).args(words).output().unwrap();
    assert!(said.status.success(), "{words:?}: {}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}

fn teach(folder: &Path, topic: &str, phrase: &str) {
    let text = fs::read_to_string(folder.join(topic)).unwrap();
    fs::write(folder.join(topic), text.replacen("id = [\n", &format!("id = [\n  {phrase:?},\n"), 1)).unwrap();
}

/// A knowledge under git that was edited since, and questions that were asked.
async fn edited() -> TempDir {
    let folder = small::copy();
    teach(folder.path(), TOPIC, "grumbel fanzi?");
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "faq", "locales"]);
    let person = ["-c", "user.name=Sari", "-c", "user.email=sari@contoh.id"];
    git(folder.path(), &[&person[..], &["commit", "-qm", "Begin"]].concat());
    let topic = fs::read_to_string(folder.path().join(TOPIC)).unwrap();
    fs::write(folder.path().join(TOPIC), topic.replace("  \"grumbel fanzi?\",\n", "")).unwrap();
    teach(folder.path(), OTHER, "grumbel fanzi?");
    teach(folder.path(), OTHER, "zyxwolo kwarfu?");
    let words = folder.path().join("locales/en/weaving.ftl");
    fs::write(&words, fs::read_to_string(&words).unwrap().replace("Netherlands", "Nether Lands")).unwrap();

    let store = Store::open(&database(folder.path())).await.unwrap();
    let questions =
        ["ekspor tenun", "Ekspor tenun?", "grumbel fanzi", "zyxwolo kwarfu?", "apa itu sarung goyor?"];
    for (at, text) in questions.into_iter().enumerate() {
        let asked = [Asked {
            lang: Lang::Id,
            outcome: Outcome::Answered,
            topic: None,
            programme: None,
            score: 1.0,
            among: 1.0,
            text: Some(text.to_owned()),
        }];
        let chat = Chat::default();
        let record = Record { asked: &asked, ..Record::new(&chat, "v") };
        store.record(ChatId(1), &record, Timestamp(i64::try_from(at).unwrap())).await.unwrap();
    }
    store.close().await;
    folder
}

fn database(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("tanya.db").display())
}

fn replay(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanya"));
    command.args(["--database", &database(folder), "--knowledge"]).arg(folder).arg("replay").args(words);
    command.current_dir(folder).output().unwrap()
}

#[tokio::test]
async fn each_answer_that_an_edit_changes_is_told_the_worst_first() {
    let folder = edited().await;
    let before = git(folder.path(), &["status", "--porcelain"]);
    let said = replay(folder.path(), &["--json", "--deny"]);
    assert_eq!(said.status.code(), Some(1), "{}", String::from_utf8_lossy(&said.stderr));
    let told: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["counts"], json!({"answer-to-another-answer": 1, "ticket-to-answer": 1, "same": 3}));
    assert_eq!(told["reworded"], json!([{"topic": "weaving-exports", "times": 2}]));
    let first = json!({
        "change": "answer-to-another-answer", "regression": true, "question": "grumbel fanzi", "times": 1,
        "before": {"verdict": "answer", "topics": ["weaving-exports"]},
        "after": {"verdict": "answer", "topics": ["goyor-about"]},
    });
    assert_eq!(told["moved"][0], first);
    assert_eq!(told["moved"][1]["change"], "ticket-to-answer");
    assert_ne!(told["old"], told["new"]);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), before, "the work tree stays as it is");

    let said = replay(folder.path(), &["--limit", "2"]);
    let text = String::from_utf8(said.stdout).unwrap();
    assert!(said.status.success() && text.starts_with("2 questions"), "{text}");
    assert!(text.contains("ticket -> goyor-about") && !text.contains("grumbel"), "the newest two: {text}");
}

#[tokio::test]
async fn a_folder_can_be_held_against_another_and_what_is_no_revision_is_said() {
    let folder = edited().await;
    let old = small::SMALL.path().to_str().unwrap();
    let said = replay(folder.path(), &["--old", old, "--json"]);
    let told: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["counts"], json!({"ticket-to-answer": 2, "same": 3}), "{told}");
    for revision in ["no-such-branch", "--upload-pack=x"] {
        let said = replay(folder.path(), &[&format!("--git={revision}")]);
        let told = String::from_utf8(said.stderr).unwrap();
        assert!(!said.status.success() && told.contains("git does not give"), "{told}");
    }
}
