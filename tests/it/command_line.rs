//! The program as a process, as a person at a terminal or a script uses it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn tanya(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanya"));
    command.args(args).env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_piped_chat_replies_to_each_line_and_ends_with_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("new/chat.db").display());
    let mut child = tanya(&["chat", "--database", &database, "--at", "2026-11-24"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"batas umurnya berapa?\n\nka\xff\xfe\nikut inkubasi bayar ga?\n")
        .unwrap();
    let said = text(&child.wait_with_output().unwrap());
    assert!(said.contains("40 tahun"), "{said}");
    assert!(said.contains("Mustafa (0857-2729-6216)"), "{said}");
    assert!(folder.path().join("new/chat.db").exists());
    assert!(!said.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn the_binary_answers_alone_in_an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    let output = tanya(&["ask", "--json", "--at", "2026-11-24", "when does REX become mandatory?"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let answer: Value = serde_json::from_str(&text(&output)).unwrap();
    assert_eq!(answer["verdict"], "answer");
    assert_eq!(answer["topic"], "rex-mandatory-date");
    assert_eq!(answer["language"], "en");
    assert_eq!(answer["candidates"].as_array().unwrap().len(), 3);
    assert!(answer["text"].as_str().unwrap().contains("1 July 2020"));
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "ask stores nothing");
}

#[test]
fn predictions_are_one_json_line_a_question_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("questions.tsv");
    std::fs::write(&file, "rex-about\ten\twhat is REX\n-\tid\tresep rendang\n???\n").unwrap();
    let said = text(&tanya(&["predict", file.to_str().unwrap()]).output().unwrap());
    let rows: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!((&rows[0]["topic"], &rows[0]["answer"]), (&Value::from("rex-about"), &Value::from(true)));
    assert_eq!((&rows[1]["topic"], &rows[1]["answer"]), (&Value::Null, &Value::from(false)));
    assert!(rows.iter().all(|row| row["candidates"].as_array().unwrap().len() == 3));
}

#[test]
fn an_evaluation_is_a_table_and_on_request_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let (file, page) = (folder.path().join("labelled.tsv"), folder.path().join("report.html"));
    std::fs::write(&file, "rex-about\twhat is REX\n-\tid\tresep rendang\n-\ten\tnoise\t<b>?</b>\n").unwrap();
    let (file, html) = (file.to_str().unwrap(), page.to_str().unwrap());
    let table = text(&tanya(&["eval", file]).output().unwrap());
    assert!(table.contains("confusions") && !page.exists(), "{table}");
    assert_eq!(text(&tanya(&["eval", file, "--html", html]).output().unwrap()), table);
    let report = std::fs::read_to_string(page).unwrap();
    assert!(report.contains("Held against 3 questions") && report.contains("labelled.tsv"), "{report}");
}

#[test]
fn a_mistake_in_a_folder_is_shown_with_its_place_and_nothing_loads() {
    let folder = tempfile::tempdir().unwrap();
    for file in tanya::knowledge::Origin::BuiltIn.files().unwrap() {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
    let topic = folder.path().join("faq/rex/rex-about.toml");
    let broken = std::fs::read_to_string(&topic).unwrap().replacen("related", "relatd", 1);
    std::fs::write(&topic, broken).unwrap();
    let knowledge = ["--knowledge", folder.path().to_str().unwrap()];
    let check = tanya(&["check", knowledge[0], knowledge[1]]).output().unwrap();
    assert_eq!(check.status.code(), Some(1));
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(said.contains("unknown key `relatd`") && said.contains("faq/rex/rex-about.toml:"), "{said}");
    assert!(said.contains("^^^^^^"), "{said}");
    let json = tanya(&["check", "--json", knowledge[0], knowledge[1]]).output().unwrap();
    let findings: Value = serde_json::from_slice(&json.stdout).unwrap();
    let first = &findings["findings"][0];
    assert_eq!(first["rule"], "unknown-key");
    assert!(first["file"].as_str().unwrap().ends_with("/faq/rex/rex-about.toml"), "{first}");
    let ask = tanya(&["ask", "apa itu REX", knowledge[0], knowledge[1]]).output().unwrap();
    assert_eq!(ask.status.code(), Some(1));
    assert!(ask.stdout.is_empty());
}

#[test]
fn show_and_topics_and_explain_say_what_they_promise() {
    let before =
        text(&tanya(&["show", "rex-transition", "--lang", "en", "--at", "2020-05-01"]).output().unwrap());
    let after =
        text(&tanya(&["show", "rex-transition", "--lang", "en", "--at", "2026-11-24"]).output().unwrap());
    assert!(before.contains("60 days are left") && after.contains("is over"), "{before}\n{after}");
    let topics: Value = serde_json::from_str(&text(&tanya(&["topics", "--json"]).output().unwrap())).unwrap();
    assert_eq!(topics.as_array().unwrap().len(), 53);
    let explained = text(&tanya(&["ask", "--explain", "btas umr brp"]).output().unwrap());
    assert!(explained.contains("read as") && explained.contains("evidence"), "{explained}");
}

#[test]
fn all_phrases_are_printed_as_eval_reads_them() {
    let said = text(&tanya(&["topics", "--phrases"]).output().unwrap());
    assert!(said.lines().all(|line| line.split('\t').count() == 3));
    for start in ["rex-about\tid\t", "rex-about\ten\t", "-\tid\t", "-\ten\t"] {
        assert!(said.lines().any(|line| line.starts_with(start)), "no line starts with {start:?}");
    }
}

#[test]
fn a_closed_pipe_is_an_end_and_not_a_panic() {
    let mut child = tanya(&["topics"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}
