//! What `tanya check` prints, for people and for machines, and what it leaves behind.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::demo::{OPENING, PARKING, edited, office, write_below};

/// The program in a folder, on a day.
fn tanya(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanya"));
    command.args(args).current_dir(folder).env_remove("RUST_LOG").stdin(Stdio::null());
    command.output().unwrap()
}

fn check(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = tanya(folder, &[&["check", "--at", "2026-11-26"], args].concat());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!said.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (output.status.code(), said)
}

/// An office with an error in one file and a warning in another.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut files = edited(OPENING, "say = \"opening-during\"\n", "say = \"parking-where\"\n");
    let parking = files.iter_mut().find(|file| file.path == PARKING).unwrap();
    parking.text =
        parking.text.replace("\n[[test]]\nask = \"tempat parkir motor\"\nsay = \"parking-where\"\n", "");
    write_below(folder.path(), &files);
    folder
}

/// An office with a warning only.
fn warned() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = edited(PARKING, "\n[[test]]\nask = \"tempat parkir motor\"\nsay = \"parking-where\"\n", "");
    write_below(folder.path(), &files);
    folder
}

#[test]
fn people_read_the_rule_the_place_a_caret_and_advice() {
    let folder = folder();
    let (code, said) = check(folder.path(), &[]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("error[test-of-another-answer]: `parking-where` is not one of this topic's answers"),
        "{said}"
    );
    assert!(said.contains("--> faq/demo/opening.toml:18:7"), "{said}");
    assert!(said.contains("^^^^^^^^^^^^^^^"), "{said}");
    assert!(said.contains("warning[no-test]"), "{said}");
}

#[test]
fn json_is_one_object_and_names_files_from_the_current_folder() {
    let folder = folder();
    let above = folder.path().parent().unwrap();
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    let (code, said) = check(above, &["--json", "--knowledge", name]);
    assert_eq!(code, Some(1));
    let object: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(object["errors"], 1);
    let first = &object["findings"][0];
    assert_eq!(first["rule"], "test-of-another-answer");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["file"], format!("{name}/faq/demo/opening.toml"));
    assert_eq!((&first["line"], &first["column"], &first["end_column"]), (&18.into(), &7.into(), &22.into()));
    assert!(object.get("collisions").is_none());
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let folder = warned();
    assert_eq!(check(folder.path(), &[]).0, Some(0));
    assert_eq!(check(folder.path(), &["--deny-warnings"]).0, Some(1));
}

#[test]
fn annotations_are_one_line_each() {
    let folder = folder();
    let (_, said) = check(folder.path(), &["--format", "github"]);
    let first = said.lines().next().unwrap();
    assert!(first.starts_with("::error file=faq/demo/opening.toml,line=18,col=7,endColumn=22,title=test-of-another-answer::`parking-where`"), "{said}");
    assert!(
        said.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")),
        "{said}"
    );
}

#[test]
fn sarif_has_what_its_schema_requires() {
    let folder = folder();
    let (_, said) = check(folder.path(), &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-schema-2.1.0.json"));
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert!(driver["name"].is_string());
    let rules = driver["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["id"].is_string() && rule["shortDescription"]["text"].is_string()));
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[at]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(!place["artifactLocation"]["uri"].as_str().unwrap().contains([' ', '\\']));
        let region = &place["region"];
        let number = |key: &str| region[key].as_u64().unwrap();
        assert!(number("startLine") >= 1 && number("startColumn") >= 1, "{region}");
        assert!(
            (number("endLine"), number("endColumn")) >= (number("startLine"), number("startColumn")),
            "{region}"
        );
    }
}

#[test]
fn the_whole_matrix_is_told_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let astray = "\"parkir mobil bayar\", \"kantor buka jam berapa ya\"";
    write_below(folder.path(), &edited(PARKING, "\"parkir mobil bayar\"", astray));
    let (_, said) = check(folder.path(), &["--collisions"]);
    // Word for word the same but for "ya": neither would come back to its own topic.
    assert!(said.contains("opening (1 lost) and parking (1 lost)"), "{said}");
    assert!(said.contains("parking -> opening: kantor buka jam berapa ya"), "{said}");
    let (_, said) = check(folder.path(), &["--collisions", "--json"]);
    let object: Value = serde_json::from_str(&said).unwrap();
    let pair = &object["collisions"][0];
    assert_eq!(pair["topics"], serde_json::json!(["opening", "parking"]));
    assert_eq!(pair["blamed"][0]["phrase"], "kantor buka jam berapa ya");
    assert!(pair["margin"].as_f64().unwrap() < 0.0);
    assert_eq!(object["topics"][1]["phrases"], 7);
}

#[test]
fn accepting_keeps_the_texts_and_needs_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    write_below(folder.path(), &office());
    std::fs::remove_file(folder.path().join("faq/texts.toml")).unwrap();
    assert!(check(folder.path(), &["--accept"]).1.contains(" 0 errors"));
    let texts = std::fs::read_to_string(folder.path().join("faq/texts.toml")).unwrap();
    assert!(texts.contains("\nopening-during = [\""), "{texts}");
    let empty = tempfile::tempdir().unwrap();
    let refused = tanya(empty.path(), &["check", "--accept"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--knowledge DIR"));
}

#[test]
fn a_schema_is_printed_and_no_kind_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let printed: Value = serde_json::from_slice(&tanya(folder.path(), &["schema", "topic"]).stdout).unwrap();
    assert_eq!(printed["title"], "topic");
    assert_eq!(tanya(folder.path(), &["schema", "novel"]).status.code(), Some(2));
    assert_eq!(tanya(folder.path(), &["schema"]).status.code(), Some(2));
}
