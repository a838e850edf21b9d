//! Bots from elsewhere: each format becomes knowledge without errors that predicts the
//! labels it came with; broken sources are named with their line; any text survives.

use std::process::{Command, Output, Stdio};

use proptest::prelude::*;
use tanya::chat::Message;
use tanya::clock::Date;
use tanya::faq::{self, Faq, Phrase};
use tanya::import::{Format, Frame, Imported, Line, Summary, Written, write};
use tanya::knowledge::{Knowledge, Learnt, Origin};
use tanya::l10n::Catalog;
use tanya::lang::Lang;
use tanya::source::{Problem, Severity, SourceFile};

const TODAY: Date = Date::constant(2026, 11, 25);

const TSV: &str = "\
OPENING_HOURS\ten\twhen do you open on sundays\n\
OPENING_HOURS\tid\thari minggu buka jam berapa kak\n\
OPENING_HOURS\ten\tWhen do you open on Sundays?\n\
RETURN_BOOK\ten\tshort\thow do I bring back a borrowed book\n\
RETURN_BOOK\tcara mengembalikan buku pinjaman\n\
RETURN_BOOK\ten\t???\n\
\n\
-\ten\tdo you repair bicycles\n\
-\tid\tapakah di sini bisa servis sepeda\n";

const CSV: &str = "\
text,category,answer\n\
\"Is there a reading room, and is it quiet?\",ReadingRoom,\"Yes, on the second floor.\nIt is quiet there.\"\n\
where can I sit and read,ReadingRoom,\n\
how much is a lost card,LostCard,Rp 15000 at the desk\n\
my card is gone,LostCard,\n";

const RASA_NLU: &str = r#"version: "3.1"
nlu:
- intent: borrow_limit
  examples: |
    - how many books can I borrow
    - may I take [five](number) books home
    - berapa buku yang boleh saya [pinjam]{"entity": "action", "role": "x"}
- intent: faq/kids_corner
  examples:
  - text: |
      is there a corner for children
  - text: apakah ada pojok anak di perpustakaan
- intent: out_of_scope
  examples: |
    - order me a pizza
- synonym: five
  examples: |
    - 5
"#;

const RASA_DOMAIN: &str = r#"version: "3.1"
responses:
  utter_borrow_limit:
  - text: "Hi {name}, you may borrow a few."
  - text: "You may borrow three books at a time. {see below}"
  - text: "Three books at a time; see https://library.example/rules?a=1&b=2."
  utter_faq/kids_corner:
  - text: "Ya, pojok anak ada di lantai dasar dan buka setiap hari."
  utter_goodbye:
  - text: "Bye"
"#;

const RASA_MARKDOWN: &str = "\
## intent:renew_loan\n\
<!-- how people say it -->\n\
- can I keep the book [longer](duration)\n\
- renew my loan please\n\
\n\
## synonym:longer\n\
- more time\n\
## intent:donate_books\n\
* can I give you my old books\n\
* saya mau menyumbang buku bekas\n";

const NLPJS: &str = r#"{
  "name": "Library", "locale": "en-US",
  "data": [
    { "intent": "library.wifi",
      "utterances": ["is there wifi", "how do I get on the internet here"],
      "answers": ["Yes: the password is on the desk.", { "answer": "Ask us." }] },
    { "intent": "library.printing",
      "utterances": ["can I print here", "how much is a printed page"] },
    { "intent": "None", "utterances": ["sing me a song"] }
  ]
}"#;

const QNA: &str = "\
Question\tAnswer\tSource\tMetadata\tQnaId\n\
How do I become a member?\tBring your **ID card** to the desk.\\nIt takes five minutes.\teditorial\t\t1\n\
what do I need to join\tBring your **ID card** to the desk.\\nIt takes five minutes.\teditorial\t\t1\n\
Can I reserve a book?\t\"Yes, \"\"on hold\"\" for a week.\"\teditorial\t\t2\n";

fn source(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

fn read(format: Format, sources: &[(&str, &str)]) -> Result<Imported, Problem> {
    let mut imported = Imported::default();
    for (path, text) in sources {
        format.read(&source(path, text), &mut imported)?;
    }
    Ok(imported)
}

fn written(imported: &Imported) -> Written {
    let office = Origin::BuiltIn.files().unwrap();
    let frame = Frame {
        programme: "imported",
        sources: "a \"b\".txt",
        today: TODAY,
        lang: None,
        office: &office,
        foreign: &[],
    };
    write(imported, &frame)
}

/// The knowledge of sources, after a check that found no error.
fn knowledge(format: Format, sources: &[(&str, &str)]) -> (Knowledge, Summary, Vec<String>) {
    let mut written = written(&read(format, sources).unwrap());
    written.files.sort_by(|a, b| a.path.cmp(&b.path));
    let problems = Knowledge::check(&written.files, Learnt::built_in(), TODAY).unwrap().problems;
    let errors: Vec<&Problem> =
        problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let warnings = problems.into_iter().map(|problem| problem.message).collect();
    (Knowledge::load(&written.files).unwrap(), written.summary, warnings)
}

fn label<'k>(knowledge: &'k Knowledge, question: &str) -> &'k str {
    let judged = knowledge.judge.judge(question);
    let best = judged.ranking[0].topic.clone();
    knowledge.faq.topic(&best).unwrap().label()
}

fn said(faq: &Faq, catalog: &Catalog, lang: Lang, label: &str) -> String {
    let topic = faq.topics.iter().find(|topic| topic.label() == label).unwrap();
    let message = Message::Answer { topic: topic.id.clone(), today: TODAY };
    let html = catalog.html(faq, lang, &message).plain();
    html.rsplit_once("\n\n").unwrap().0.to_owned()
}

fn answer(knowledge: &Knowledge, lang: Lang, label: &str) -> String {
    said(&knowledge.faq, &knowledge.catalog, lang, label)
}

#[test]
fn tab_separated_questions_keep_their_labels_languages_and_never_lines() {
    let (knowledge, summary, warnings) = knowledge(Format::Tsv, &[("train.tsv", TSV)]);
    assert_eq!(label(&knowledge, "at what time do you open on sundays"), "OPENING_HOURS");
    assert_eq!(label(&knowledge, "gimana cara mengembalikan buku"), "RETURN_BOOK");
    assert_eq!((summary.topics, summary.phrases, summary.nevers, summary.stubs), (2, 4, 2, 2));
    assert_eq!(summary.names, 2);
    assert_eq!((summary.dropped.doubles, summary.dropped.wordless), (1, 1));
    assert!(warnings.contains(&"the answer of `return-book` is a stub".to_owned()), "{warnings:?}");
    let topic = knowledge.faq.topics.iter().find(|topic| topic.label() == "RETURN_BOOK").unwrap();
    let langs: Vec<Lang> = topic.phrases.iter().map(|phrase| phrase.lang).collect();
    assert_eq!(langs, [Lang::Id, Lang::En, Lang::En], "a missing language is guessed");
    assert_eq!(&*topic.phrases[2].text, "return book", "a name that reads as words is a phrase");
    assert!(answer(&knowledge, Lang::En, "RETURN_BOOK").contains("has not been written yet"));
    assert!(knowledge.faq.nevers.iter().any(|never| never.programme == "imported"));
}

#[test]
fn comma_separated_questions_are_found_by_their_header_or_their_place() {
    let (knowledge, summary, _) = knowledge(Format::Csv, &[("faq.csv", CSV)]);
    assert_eq!(label(&knowledge, "is the reading room quiet"), "ReadingRoom");
    assert_eq!(answer(&knowledge, Lang::En, "ReadingRoom"), "Yes, on the second floor.\nIt is quiet there.");
    assert_eq!(answer(&knowledge, Lang::En, "LostCard"), "Rp 15000 at the desk");
    assert!(answer(&knowledge, Lang::Id, "LostCard").ends_with(":\n\nRp 15000 at the desk"));
    assert_eq!(summary.untranslated, 2);
    for plain in ["a,where is it\nb,when is it\n", "a,en,where is it\nb,en,when is it\n"] {
        let imported = read(Format::Csv, &[("x.csv", plain)]).unwrap();
        let labels: Vec<&str> = imported.topics.iter().map(|topic| topic.label.as_str()).collect();
        assert_eq!((labels, imported.topics[1].phrases[0].text.as_str()), (vec!["a", "b"], "when is it"));
    }
}

#[test]
fn rasa_brings_its_examples_without_marks_and_its_responses() {
    let sources = [("data/nlu.yml", RASA_NLU), ("domain.yml", RASA_DOMAIN), ("old/nlu.md", RASA_MARKDOWN)];
    let (knowledge, summary, _) = knowledge(Format::Rasa, &sources);
    assert_eq!(label(&knowledge, "how many books may I borrow"), "borrow_limit");
    assert_eq!(label(&knowledge, "may I take five books home"), "borrow_limit");
    assert_eq!(label(&knowledge, "ada pojok buat anak?"), "faq/kids_corner");
    assert_eq!(label(&knowledge, "keep the book longer"), "renew_loan");
    assert_eq!((summary.topics, summary.nevers, summary.unasked, summary.stubs), (4, 1, 1, 2));
    let limit = answer(&knowledge, Lang::En, "borrow_limit");
    assert_eq!(limit, "Three books at a time; see https://library.example/rules?a=1&b=2.");
    assert!(answer(&knowledge, Lang::Id, "faq/kids_corner").starts_with("Ya, pojok anak"));
    let taken = knowledge.faq.topics.iter().flat_map(|topic| &topic.phrases).map(|phrase| &phrase.text);
    assert!(taken.into_iter().any(|text| &**text == "berapa buku yang boleh saya pinjam"));
}

#[test]
fn a_corpus_of_nlpjs_brings_its_intents_and_what_none_of_them_is() {
    let (knowledge, summary, warnings) = knowledge(Format::Nlpjs, &[("corpus-en.json", NLPJS)]);
    assert_eq!(label(&knowledge, "how can I get on the internet"), "library.wifi");
    assert_eq!(answer(&knowledge, Lang::En, "library.wifi"), "Yes: the password is on the desk.");
    assert_eq!((summary.topics, summary.nevers, summary.stubs), (2, 1, 1));
    let silent = warnings.iter().filter(|warning| warning.contains("has a phrase in")).count();
    assert_eq!(silent, 1, "one language is said once: {warnings:?}");
}

#[test]
fn questions_with_one_answer_in_qna_maker_are_one_topic() {
    let (knowledge, summary, _) = knowledge(Format::Qna, &[("kb.tsv", QNA)]);
    assert_eq!(label(&knowledge, "what do I need to become a member"), "How do I become a member?");
    assert_eq!((summary.topics, summary.phrases), (2, 3));
    assert_eq!(answer(&knowledge, Lang::En, "Can I reserve a book?"), "Yes, \"on hold\" for a week.");
    let joined = answer(&knowledge, Lang::En, "How do I become a member?");
    assert_eq!(joined, "Bring your **ID card** to the desk.\nIt takes five minutes.");
}

#[test]
fn labels_that_share_an_id_or_are_huge_stay_apart() {
    let huge = "x".repeat(100_000);
    let tsv =
        format!("A_B\ten\tfirst thing\nA-B\ten\tsecond thing\n{huge}\ten\tthird thing\nnever\ten\tlast\n");
    let (knowledge, ..) = knowledge(Format::Tsv, &[("train.tsv", &tsv)]);
    let ids: Vec<&str> = knowledge.faq.topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(ids.len(), 4, "{ids:?}");
    assert_eq!(label(&knowledge, "first thing"), "A_B");
    assert_eq!(label(&knowledge, "second thing"), "A-B");
    assert_eq!(label(&knowledge, "third thing"), huge);
    assert_eq!(label(&knowledge, "last"), "never");
}

#[test]
fn a_line_that_no_bot_of_ours_answers_is_given_up_for_a_topic_that_does() {
    let tsv = "weather\ten\tweather forecast central java\nweather\ten\twill it snow\n";
    let (knowledge, ..) = knowledge(Format::Tsv, &[("train.tsv", tsv)]);
    assert_eq!(label(&knowledge, "weather forecast central java"), "weather");
}

#[test]
fn broken_sources_are_refused_with_the_line_and_what_is_wrong() {
    let mut wrong = Vec::new();
    let deep = format!("nlu:\n{}", "- ".repeat(50_000));
    let brackets = "[".repeat(50_000);
    for (format, path, text, line, told) in [
        (Format::Tsv, "a.tsv", "a\ten\tb\nno tab here\n", 2, "no tab"),
        (Format::Tsv, "a.tsv", "\ten\tb\n", 1, "names no topic"),
        (Format::Csv, "a.csv", "a,b\nc,d,e\n", 2, "has 3 columns"),
        (Format::Csv, "a.csv", "a,b\n\n\nc\n", 4, "has 1 columns"),
        (Format::Csv, "a.csv", "one\n", 1, "columns are not known"),
        (Format::Csv, "a.csv", "a,b\nc,d\ne,\"open\nf,g\n", 3, "never closed"),
        (Format::Csv, "a.csv", "topic,text\n,b\n", 2, "names no topic"),
        (Format::Rasa, "nlu.yml", "nlu:\n- intent: a\n  examples: |\n    - x\n    y\n", 5, "begins with"),
        (Format::Rasa, "nlu.yml", "nlu:\n- intent: a\n examples: x\n", 3, "no YAML"),
        (Format::Rasa, "nlu.yml", "nlu:\n- intent: a\n", 2, "has no examples"),
        (Format::Rasa, "nlu.yml", "a: &a [x]\nb: [*a, *a]\n", 2, "aliases"),
        (Format::Rasa, "nlu.yml", &deep, 2, "nested"),
        (Format::Rasa, "nlu.yml", &brackets, 1, ""),
        (Format::Rasa, "nlu.md", "## intent:\n- x\n", 1, "has no name"),
        (Format::Nlpjs, "a.json", "{ \"data\": [\n  { \"intent\": 3 }\n]}", 2, "invalid type"),
        (Format::Nlpjs, "a.json", "{ \"data\": [\n", 2, "EOF"),
        (Format::Nlpjs, "a.json", &brackets, 1, "corpus"),
        (Format::Qna, "a.tsv", "Frage\tAntwort\n", 1, "names no Question"),
        (Format::Qna, "a.tsv", "Question\tAnswer\na\tb\nc\n", 3, "ends before"),
    ] {
        let got = read(format, &[(path, text)])
            .map_err(|problem| (source(path, text).position(problem.span.start).0, problem.message));
        if !matches!(&got, Err((at, message)) if *at == line && message.contains(told)) {
            let text: String = text.chars().take(60).collect();
            wrong.push(format!("{text:?}: {:?}", got.map(|imported| imported.topics)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn tanya(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanya"));
    command.args(args).env_remove("RUST_LOG").stdin(Stdio::null()).output().unwrap()
}

#[test]
fn the_command_writes_a_folder_that_predicts_and_leaves_a_full_one_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("train.tsv"), format!("\u{FEFF}{TSV}")).unwrap();
    let import = ["import", "tsv", &path("train.tsv"), "--to", &path("bot"), "--programme", "library"];
    let first = tanya(&import);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let told = String::from_utf8_lossy(&first.stdout).into_owned();
    assert!(
        told.contains("2 topics with 4 phrases, 2 lines not") && told.contains("2 answers to write"),
        "{told}"
    );
    let predicted = tanya(&["--knowledge", &path("bot"), "predict", &path("train.tsv")]);
    let rows = String::from_utf8_lossy(&predicted.stdout).into_owned();
    assert!(rows.starts_with("{\"topic\":\"OPENING_HOURS\""), "{rows}");
    let eval = tanya(&["--knowledge", &path("bot"), "eval", &path("train.tsv")]);
    assert!(String::from_utf8_lossy(&eval.stdout).contains("OPENING_HOURS"));
    let ask = tanya(&["--knowledge", &path("bot"), "ask", "when do you open on sundays"]);
    assert!(String::from_utf8_lossy(&ask.stdout).contains("has not been written yet"), "{ask:?}");
    let again = tanya(&import);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is not empty"));
}

#[cfg(feature = "semantic")]
/// What an office never answers is what another's bot is for.
const WEATHER: &str = "\
FORECAST\ten\twhat will the weather be like tomorrow\n\
FORECAST\ten\tis it going to rain this afternoon\n\
FORECAST\ten\tdo I need an umbrella today\n\
FORECAST\ten\tweather forecast for the weekend\n\
FORECAST\ten\twill there be a storm on the coast\n\
FORECAST\ten\tare floods expected in the city\n\
TEMPERATURE\ten\thow hot is it outside\n\
TEMPERATURE\ten\twhat is the temperature in august\n\
TEMPERATURE\ten\thow humid does it get here\n\
TEMPERATURE\ten\twhen will it cool down\n\
TEMPERATURE\ten\tis the dry season over\n\
TEMPERATURE\ten\thow cold do the nights get\n";

#[cfg(feature = "semantic")]
#[test]
fn what_the_office_never_answers_and_the_imported_bot_lives_on_is_not_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("train.tsv"), WEATHER).unwrap();
    let imported = tanya(&["import", "tsv", &path("train.tsv"), "--to", &path("bot")]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let told = String::from_utf8_lossy(&imported.stdout).into_owned();
    let foreign = told.lines().find(|line| line.starts_with("Not taken over as never answered"));
    assert!(foreign.is_some_and(|line| line.contains("weather") && !line.contains("music")), "{told}");
    let never = std::fs::read_to_string(path("bot/faq/chat/out-of-scope.toml")).unwrap();
    assert!(!never.contains("about = \"weather\"") && never.contains("about = \"music\""));
    let check = tanya(&["--knowledge", &path("bot"), "check"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn the_command_names_file_and_line_of_what_it_cannot_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("nlu.yml"), "nlu:\n- intent: a\n examples: x\n").unwrap();
    std::fs::write(path("latin.tsv"), b"a\ten\tb\na\ten\tcaf\xe9\n").unwrap();
    for (format, name, told) in
        [("rasa", "nlu.yml", "line 3"), ("tsv", "latin.tsv", "line 2: this is not UTF-8")]
    {
        let output = tanya(&["import", format, &path(name), "--to", &path("bot")]);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1));
        assert!(err.contains(name) && err.contains(told), "{err}");
        assert!(!folder.path().join("bot").exists());
    }
}

/// Text as a message shows it: lines without the spaces around them, no control characters.
fn shown(text: &str) -> String {
    let lines = text.trim().lines().map(|line| {
        let line: String = line
            .chars()
            .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        line.trim().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Text of what files may choke on, and of anything else.
fn odd() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c \\n.*\\[{}\"'\\\\&<>#=0-9\\t-]{1,60}",
        any::<String>(),
        "www\\.[a-z{\"]{1,9}\\\\ \\{[0-9]{4,6}\\}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_text_survives_in_files_that_have_no_error(texts in proptest::collection::vec((odd(), odd(), odd()), 1..4)) {
        let mut imported = Imported::default();
        for (label, phrase, answer) in &texts {
            imported.phrase(label, Line::new(Some(Lang::Id), phrase));
            imported.answer(label, Line::new(Some(Lang::Id), answer));
        }
        let files = written(&imported).files;
        let (locales, topics): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.path.starts_with("locales/"));
        let (faq, problems) = faq::read(&topics);
        let faq = faq.unwrap_or_else(|| panic!("{problems:#?}"));
        let (catalog, found) = Catalog::read(&locales).unwrap();
        let checked = catalog.check(&faq);
        let errors: Vec<_> = found.iter().chain(&checked).filter(|problem| problem.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:#?}", errors);
        for topic in imported.topics.iter().filter(|topic| !topic.phrases.is_empty()) {
            let read = faq.topics.iter().find(|read| read.label() == topic.label);
            let read: Vec<&Phrase> = read.into_iter().flat_map(|read| &read.phrases).collect();
            let phrases: Vec<&str> = read.iter().map(|phrase| &*phrase.text).collect();
            let before: Vec<&str> = topic.phrases.iter().map(|line| line.text.as_str()).collect();
            prop_assert_eq!(phrases, before);
            let first = topic.answers.iter().map(|line| shown(&line.text)).find(|text| !text.is_empty());
            if let Some(first) = first {
                prop_assert_eq!(said(&faq, &catalog, Lang::Id, &topic.label), first.clone());
                prop_assert!(said(&faq, &catalog, Lang::En, &topic.label).ends_with(&first));
            }
        }
    }

    #[test]
    fn any_source_is_read_or_refused(text in odd(), yaml in "[-:|>&*\\[\\]{}\"' \\nabnlu]{0,80}") {
        for (name, format) in Format::ALL {
            let path = format!("a.{name}");
            for text in [&text, &yaml, &format!("nlu:\n- intent: a\n  examples: |\n    - {text}")] {
                let _ = read(format, &[(&path, text), ("b.md", text)]);
            }
        }
    }
}
