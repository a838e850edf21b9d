//! The office at the command line, as a process: who answers, what waits, and answers
//! from a table, beside a bot that serves.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tanya::chat::{Chat, ChatId, NewTicket, PersonId, TicketNumber};
use tanya::clock::{Clock, Timestamp};
use tanya::lang::Lang;
use tanya::secret::digest;
use tanya::staff::{Closing, TicketState};
use tanya::store::{Actor, Claim, Event, Record, Settled, Step, Store};

const ASKER: ChatId = ChatId(4242);

/// The program in a folder of its own, with a database there.
struct Office {
    folder: tempfile::TempDir,
    url: String,
}

impl Office {
    fn new() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("office.db").display());
        Office { folder, url }
    }

    async fn store(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanya"));
        command.args(args).args(["--database", &self.url]).current_dir(self.folder.path());
        command.env_remove("RUST_LOG").env_remove("TELOXIDE_TOKEN").stdin(Stdio::null());
        command.output().unwrap()
    }

    fn says(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn refuses(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stderr).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.says(args)).unwrap()
    }

    fn table(&self, text: &str) -> String {
        let path = self.folder.path().join("answers.csv");
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

async fn ask(store: &Store, question: &str, at: Timestamp) -> TicketNumber {
    let ticket = NewTicket {
        programme: Some("rex".into()),
        lang: Lang::Id,
        question: question.into(),
        offered: Vec::new(),
    };
    let chat = Chat::default();
    let record = Record {
        ticket: Some(&ticket),
        message: Some(question.bytes().map(i64::from).sum()),
        asker: Some(PersonId(9)),
        ..Record::new(&chat, "v1")
    };
    store.record(ASKER, &record, at).await.unwrap().unwrap()
}

async fn close(store: &Store, number: TicketNumber) {
    let mut ticket = store.ticket(number).await.unwrap().unwrap();
    ticket.state = TicketState::Closed;
    ticket.closed = Some((Timestamp(7), Closing::Asker));
    let event = Event { ticket: Some(number), actor: Actor::Asker, act: "closed", detail: String::new() };
    store.settle_errand(Settled::errand().stepping(Step { ticket, event }), Timestamp(7)).await.unwrap();
}

#[tokio::test]
async fn a_link_makes_a_person_of_the_office_until_they_are_removed() {
    let office = Office::new();
    let said = office.says(&[
        "staff",
        "invite",
        "--programme",
        "rex",
        "--contact",
        "mustafa",
        "--name",
        "@kantorbot",
    ]);
    let code = said.lines().next().unwrap().strip_prefix("https://t.me/kantorbot?start=staff_").unwrap();
    assert!(code.len() == 32 && said.contains("until"), "{said}");
    let store = office.store().await;
    let now = Clock::system().now();
    assert!(
        store.join(code, PersonId(5), "x", Lang::Id, now).await.unwrap().is_none(),
        "the code itself is not kept"
    );
    let member =
        store.join(&digest(code), PersonId(5), "Rini\u{1b}[2J", Lang::En, now).await.unwrap().unwrap();
    assert_eq!((member.programme.as_deref(), member.contact.as_deref()), (Some("rex"), Some("mustafa")));
    let listed = office.json(&["staff", "list", "--json"]);
    assert_eq!((&listed[0]["person"], &listed[0]["role"]), (&Value::from(5), &Value::from("contact")));
    let listed = office.says(&["staff", "list"]);
    assert!(listed.contains("Rini") && !listed.contains('\u{1b}'), "{listed}");
    office.says(&["staff", "remove", "5"]);
    assert_eq!(office.json(&["staff", "list", "--json"]), Value::from(Vec::<Value>::new()));
    assert!(office.refuses(&["staff", "remove", "5"]).contains("nobody of the office"));
    store.close().await;
}

#[test]
fn nobody_is_invited_to_what_is_not_there() {
    let office = Office::new();
    for (args, told) in [
        (["--programme", "nix"], "there is no programme `nix`"),
        (["--programme", "chat"], "there is no programme `chat`"),
        (["--contact", "sari"], "faq/contacts.toml has no `sari`; it has: mustafa, sutrini"),
    ] {
        let all = [&["staff", "invite", "--name", "kantorbot"][..], &args].concat();
        assert!(office.refuses(&all).contains(told), "{told}");
    }
    assert_eq!(office.run(&["staff", "invite", "--role", "chief", "--name", "b"]).status.code(), Some(2));
    assert!(!office.path().join("office.db").exists());
    let said = office.refuses(&["staff", "invite"]);
    assert!(said.contains("the bot's name is needed"), "{said}");
}

#[tokio::test]
async fn tickets_are_listed_and_shown_with_all_that_happened() {
    let office = Office::new();
    let store = office.store().await;
    let first = ask(&store, "berapa\nbiayanya\u{1b}[31m?", Timestamp(1_580_838_000_000)).await;
    let second = ask(&store, "kapan?", Timestamp(1_580_838_000_001)).await;
    close(&store, second).await;
    let listed = office.says(&["tickets", "list"]);
    assert!(listed.contains("2020-02-05 00:40  rex") && listed.contains("berapa biayanya"), "{listed}");
    assert!(!listed.contains("kapan") && !listed.contains('\u{1b}'), "{listed}");
    assert!(listed.ends_with("1 open, 0 claimed, 0 answered, 1 closed, 0 dismissed\n"), "{listed}");
    let states = |args: &[&str]| -> Vec<String> {
        let rows = office.json(&[&["tickets", "list", "--json"], args].concat());
        rows.as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(states(&["--state", "open,closed"]), ["open", "closed"]);
    assert_eq!(states(&["--state", "closed", "--programme", "rex"]), ["closed"]);
    assert_eq!(states(&["--programme", "fair"]), Vec::<String>::new());
    let shown = office.says(&["tickets", "show", &second.0.to_string()]);
    assert!(shown.contains("asker  closed") && shown.contains("over since"), "{shown}");
    let shown = office.json(&["tickets", "show", &first.0.to_string(), "--json"]);
    assert_eq!(shown["question"], "berapa\nbiayanya\u{1b}[31m?");
    assert!(!shown.to_string().contains("4242"), "{shown}");
    assert!(office.refuses(&["tickets", "show", "99"]).contains("there is no ticket 99"));
    store.close().await;
}

#[tokio::test]
async fn an_export_holds_no_formula_and_can_be_answered_in() {
    let office = Office::new();
    let store = office.store().await;
    ask(&store, "=HYPERLINK(\"http://x\",\"a\")", Timestamp(1_580_838_000_000)).await;
    ask(&store, "later", Timestamp(1_580_938_000_000)).await;
    let all = office.says(&["tickets", "export"]);
    let first: Vec<&str> = all.lines().take(2).collect();
    assert!(first[0].starts_with("number,state,") && first[0].ends_with(",answer"), "{all}");
    assert!(first[1].contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\""), "{all}");
    assert_eq!(office.says(&["tickets", "export", "--to", "2020-02-05"]).lines().count(), 2);
    assert_eq!(office.says(&["tickets", "export", "--from", "2020-02-06"]).lines().count(), 2);
    assert_eq!(office.says(&["tickets", "export", "--from", "2020-02-07"]).lines().count(), 1);
    let mut rows: Vec<String> = all.lines().map(str::to_owned).collect();
    rows[1].push_str("Gratis");
    let file = office.table(&rows.join("\r\n"));
    let told = office.says(&["tickets", "import", &file]);
    assert_eq!(told.lines().collect::<Vec<_>>(), ["     1  answered"]);
    assert!(office.says(&["tickets", "export"]).contains("Gratis"));
    store.close().await;
}

#[tokio::test]
async fn answers_of_a_table_go_out_once_beside_a_bot_that_serves() {
    let office = Office::new();
    let store = office.store().await;
    let lease = store.lead(None, "serve", Duration::from_secs(60)).await.unwrap().unwrap();
    for question in ["a?", "b?", "c?", "d?"] {
        ask(&store, question, Timestamp(1_580_838_000_000 + i64::from(question.as_bytes()[0]))).await;
    }
    close(&store, TicketNumber(2)).await;
    let file = office.table("number;answer;note\r\n1;<b>5 & 6</b>;x\r\n2;ya;\r\n3;;\r\n4;\"satu\ndua\";\r\n");
    let told = office.says(&["tickets", "import", "--dry-run", &file]);
    assert!(told.contains("1  would be answered") && told.contains("2  left alone: it is over"), "{told}");
    assert_eq!(store.queues().await.unwrap().unsent, 0);
    let told = office.says(&["tickets", "import", &file]);
    assert_eq!(told, "     1  answered\n     2  left alone: it is over\n     4  answered\n");
    let again = office.says(&["tickets", "import", &file]);
    assert_eq!(again.matches("sent before").count(), 2, "{again}");

    let claim = Claim { limit: 1, busy: &[], taps_only: false };
    let request = store.advance(&lease, &[], claim, Timestamp(0)).await.unwrap().remove(0);
    assert_eq!(
        (request.chat_id, request.method.as_str(), request.ticket),
        (Some(ASKER.0), "sendMessage", Some(1))
    );
    let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
    assert_eq!(
        (&body["text"], &body["parse_mode"]),
        (&"&lt;b&gt;5 &amp; 6&lt;/b&gt;".into(), &"HTML".into())
    );
    assert!(body["reply_parameters"]["message_id"].is_i64(), "{body}");
    assert_eq!(store.queues().await.unwrap().unsent, 2);
    let answered = store.ticket(TicketNumber(1)).await.unwrap().unwrap();
    assert_eq!((answered.state, answered.owner), (TicketState::Answered, None));
    assert!(answered.told_at.is_some() && answered.due_at > answered.told_at);
    let events = store.events(TicketNumber(1)).await.unwrap();
    assert_eq!((events.len(), events[0].1, events[0].2.as_str()), (1, Actor::Program, "answered"));
    assert_eq!(store.posts(TicketNumber(1)).await.unwrap()[0].text.as_deref(), Some("<b>5 & 6</b>"));
    assert_eq!(store.ticket(TicketNumber(3)).await.unwrap().unwrap().state, TicketState::Open);
    store.close().await;
}

#[tokio::test]
async fn a_table_with_a_mistake_answers_nobody() {
    let office = Office::new();
    let store = office.store().await;
    ask(&store, "a?", Timestamp(1)).await;
    for (table, told) in [
        ("number,reply\n1,ya\n", "no column is named `answer`"),
        ("number,answer\n1,ya\nx,ya\n", "line 3: this is not the number of a ticket"),
        ("number,answer\n1,\"ya\n2,tidak\n", "line 2: a quote that opens in this row is never closed"),
    ] {
        let said = office.refuses(&["tickets", "import", &office.table(table)]);
        assert!(said.contains(told) && said.contains("nothing was sent"), "{said}");
    }
    assert_eq!(store.queues().await.unwrap().unsent, 0);
    let output = office.run(&["tickets", "import", &office.table("number,answer\n1,ya\n99,ya\n")]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told, "     1  answered\n    99  there is no such ticket\n");
    store.close().await;
}
