//! Mistakes as admins make them: each is reported at its place with a hint, all of them
//! in one run, and broken knowledge never loads.

use tanya::knowledge::{Knowledge, LoadError, Origin};
use tanya::source::{Problem, Severity, SourceFile};

/// The built-in knowledge with one text replaced in one file.
pub fn edited(path: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let mut files = Origin::BuiltIn.files().unwrap();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(from), "{path} has no {from:?}");
    file.text = file.text.replacen(from, to, 1);
    files
}

fn errors(files: &[SourceFile]) -> Vec<Problem> {
    match Knowledge::load(files) {
        Err(LoadError::Broken(problems)) => problems,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it loads"),
    }
}

/// The one problem of an edit: where, what, and the advice.
pub fn problem(path: &str, from: &str, to: &str) -> String {
    let files = edited(path, from, to);
    let problems = errors(&files);
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            let file = files.iter().find(|file| file.path == problem.path).unwrap();
            let (line, column) = file.position(problem.span.start);
            let hint = problem.hint.as_deref().map(|hint| format!(" ({hint})")).unwrap_or_default();
            format!("{}:{line}:{column}: {}{hint}", problem.path, problem.message)
        })
        .collect();
    lines.join("\n")
}

const TOPIC: &str = "faq/rex/rex-transition.toml";

#[test]
fn each_kind_of_mistake_is_named_at_its_place() {
    let mut wrong = Vec::new();
    for (path, from, to, expected) in [
        (TOPIC, "related", "relatd", "unknown key `relatd`"),
        (TOPIC, "programme = \"rex\"", "programme = 3", "`programme` is integer, but a string belongs here"),
        (TOPIC, "until = \"transition\"", "until = \"transitoin\"", "no fact is called `transitoin`"),
        (TOPIC, "id ", "id = ", "faq/rex/rex-transition.toml:1:"),
        (
            "locales/id/rex.ftl",
            "rex-transition-during =",
            "rex-transition-durign =",
            "message `rex-transition-during` is missing in `id`",
        ),
        (TOPIC, "source ", "sources ", "unknown key `sources`"),
        ("faq/rex/programme.toml", "2020-07-01", "2020-02-30", "faq/rex/programme.toml:"),
        ("faq/rex/programme.toml", "2020-07-01", "\"1 Juli\"", "but a date such as 2020-02-07 or a table"),
        ("faq/rex/programme.toml", "from = 2020-01-01", "from = 2021-01-01", "one of { from, to }"),
        ("faq/incubation/programme.toml", "\"mustafa\"", "\"mustofa\"", "no contact is called `mustofa`"),
        (
            "faq/incubation/programme.toml",
            "unit = \"month\"",
            "unit = \"fortnight\"",
            "message `unit-fortnight` is missing in `id`",
        ),
        ("faq/contacts.toml", "0857-2729-6216", "857", "`857` is no Indonesian number"),
        ("locales/id/rex.ftl", "{ $mandatory }", "{ $mandatry }", "Unknown variable: $mandatry"),
        (
            "locales/en/rex.ftl",
            "rex-benefits =",
            "rex-benefit =",
            "message `rex-benefits` is missing in `en`",
        ),
        ("locales/id/rex.ftl", "rex-title =", "rex-title", "Expected"),
        ("locales/id/rex.ftl", "<b>", "<b>1 Juli 2020 ", "a fact is written out here"),
    ] {
        let told = problem(path, from, to);
        if !told.contains(expected) {
            wrong.push(format!("{from:?} -> {to:?} told {told:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_phrase_of_two_topics_is_refused_and_both_places_are_named() {
    let told = problem(
        "faq/rex/rex-about.toml",
        "en = [",
        "en = [\n  \"REX   mandatory, since WHEN??\",\n  \"rex mandatory since when\",",
    );
    assert!(told.contains("this phrase is already one of `rex-about`"), "{told}");
}

#[test]
fn a_topic_that_falls_silent_after_its_last_date_is_refused() {
    let files = edited(
        TOPIC,
        "{ say = \"rex-transition-after\" }",
        "{ until = \"mandatory\", say = \"rex-transition-after\" }",
    );
    let told: Vec<String> = errors(&files).into_iter().map(|problem| problem.message).collect();
    assert!(
        told.iter().any(|message| message.contains("says nothing once its last date has passed")),
        "{told:?}"
    );
}

#[test]
fn a_pattern_that_reaches_too_far_or_does_not_compile_is_refused() {
    let path = "faq/rex/rex-about.toml";
    let files = Origin::BuiltIn.files().unwrap();
    let text = &files.iter().find(|file| file.path == path).unwrap().text;
    let at = text.find("regex = [").expect("rex-about has patterns");
    let start = &text[at..at + "regex = [".len()];
    for (pattern, expected) in [
        ("'rex',", "this pattern also matches"),
        ("'(rex',", "this pattern does not compile"),
        ("'zzz',", "matches no phrase of its own topic"),
        ("'a*',", "matches an empty text"),
    ] {
        let told = problem(path, start, &format!("{start}{pattern} "));
        assert!(told.contains(expected), "{pattern}: {told}");
    }
}

#[test]
fn all_mistakes_are_told_in_one_run() {
    let mut files = edited(TOPIC, "related", "relatd");
    let other = files.iter_mut().find(|file| file.path == "locales/en/fair.ftl").unwrap();
    other.text = other.text.replacen("fair-dates =", "fair-dats =", 1);
    let problems = errors(&files);
    assert!(problems.iter().any(|problem| problem.path == TOPIC));
    assert!(problems.iter().all(|problem| problem.severity == Severity::Error));
}

#[test]
fn strange_files_are_reported_and_not_ignored() {
    let mut files = Origin::BuiltIn.files().unwrap();
    files.push(SourceFile { path: "faq/rex/notes.txt".into(), text: "halo".into() });
    files.push(SourceFile { path: "locales/fr/rex.ftl".into(), text: "a = b".into() });
    let told: Vec<String> = errors(&files).into_iter().map(|problem| problem.path).collect();
    assert_eq!(told, ["faq/rex/notes.txt", "locales/fr/rex.ftl"]);
}
