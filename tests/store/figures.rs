//! The office's figures are what `docs/figures.md` says: the histories in it are played
//! through the conversation, and its tables are what is counted then.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};

use expect_test::expect_file;
use tanya::analytics::{By, Numbers, Period, Row, Table};
use tanya::app::App;
use tanya::chat::{ChatId, Incoming, Outcome, PersonId, Said, Tap};
use tanya::clock::{Clock, Date, Timestamp};
use tanya::config::Retention;
use tanya::knowledge::{Knowledge, Origin};
use tanya::store::{Record, Settled, Store};

/// The facts as tests, on a place of `places`.
macro_rules! figures {
    ($place:ident) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn the_document_tells_what_is_counted() {
            if crate::places::$place().await.is_none() {
                return;
            }
            crate::figures::hold_the_document(|| Box::pin(crate::places::$place())).await;
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn what_is_too_old_to_be_anybodys_is_still_counted() {
            let Some(place) = crate::places::$place().await else { return };
            crate::figures::keep_the_counts(place).await;
        }
    };
}

static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let files = Origin::BuiltIn.files().unwrap();
    Arc::new(Knowledge::load(&files).unwrap())
});

type Opened = std::pin::Pin<Box<dyn Future<Output = Option<crate::places::Place>> + Send>>;

/// Plays each history of the document in a database of its own, and writes the tables that
/// come out into it: it must read as before.
pub async fn hold_the_document(place: impl Fn() -> Opened) {
    let document = include_str!("../../docs/figures.md");
    let mut lines = document.lines().peekable();
    let mut held = String::new();
    let mut history: Option<History> = None;
    while let Some(line) = lines.next() {
        held.push_str(line);
        held.push('\n');
        if line == "```history" {
            let next = History::new(place().await.unwrap()).await;
            history = Some(next);
        } else if let (Some(history), true) = (&mut history, line.starts_with("20")) {
            history.play(line).await;
        } else if let Some((by, period)) = heading(line) {
            while lines.next_if(|line| line.is_empty() || line.starts_with('|')).is_some() {}
            let history = history.as_ref().expect("a table follows a history");
            held.push_str(&format!("\n{}", history.table(by, period).await));
            if lines.peek().is_some() {
                held.push('\n');
            }
        }
    }
    expect_file!["../../docs/figures.md"].assert_eq(&held);
}

/// Questions go on to be counted when nobody may know any more whose they were.
pub async fn keep_the_counts(place: crate::places::Place) {
    let mut history = History::new(place).await;
    for line in [
        "2026-11-02 09:00  Ani   min batas usianya brp ya?",
        "2026-11-02 09:01  Ani   min batas usianya brp ya?",
        "2026-11-02 09:01  Ani   (thumb up)",
        "2026-11-02 09:02  Ani   terima kasih",
        "2026-11-02 09:02  Ani   ikut inkubasinya bayar berapa?",
        "2026-11-02 09:03  Budi  tanggal",
        "2026-11-02 09:04  Budi  [1]",
    ] {
        history.play(line).await;
    }
    let unresolved = history.store.unresolved(10).await.unwrap();
    let outcomes: Vec<Outcome> = unresolved.iter().map(|one| one.asked.outcome).collect();
    assert_eq!(outcomes, [Outcome::Chosen, Outcome::Unknown]);
    let day = Period::of(1, Date::new(2026, 11, 2).unwrap());
    let before = history.store.figures(By::Topic, day).await.unwrap();
    let (retention, later) = (Retention::default(), at("2028-11-02 09:00"));
    let removed = history.store.retain(&retention, later).await.unwrap();
    assert_eq!((removed.asked, removed.ratings), (5, 1));
    let after = history.store.figures(By::Topic, day).await.unwrap();
    assert_eq!(after.questions, before.questions);
    assert_eq!((before.thumbs.len(), after.thumbs), (1, Vec::new()));
}

/// `By day, from 2026-11-02 to 2026-11-03:`
fn heading(line: &str) -> Option<(By, Period)> {
    let (by, days) = line.strip_prefix("By ")?.strip_suffix(':')?.split_once(", from ")?;
    let (from, to) = days.split_once(" to ")?;
    Some((By::from_code(by)?, Period { from: from.parse().ok()?, to: to.parse().ok()? }))
}

/// People in a chat with the bot.
struct History {
    _place: crate::places::Place,
    store: Store,
    app: App,
    hand: Arc<AtomicI64>,
    /// The payloads of each person's last buttons, and the topic they may rate.
    buttons: HashMap<String, (Vec<String>, Option<String>)>,
    /// Each person's last message, and the number of the next.
    messages: (HashMap<String, i64>, i64),
}

impl History {
    async fn new(place: crate::places::Place) -> History {
        let store = place.open().await;
        let hand = Arc::new(AtomicI64::new(0));
        let app = App::new(KNOWLEDGE.clone(), Some(store.clone()), Clock::by_hand(hand.clone()));
        History { _place: place, store, app, hand, buttons: HashMap::new(), messages: (HashMap::new(), 1) }
    }

    /// `2026-11-02 09:01  Ani  batas usia?`
    async fn play(&mut self, line: &str) {
        let (moment, rest) = line.split_once("  ").unwrap();
        let (name, act) = rest.trim_start().split_once(' ').unwrap();
        let (name, act) = (name.trim(), act.trim());
        self.hand.store(at(moment).0, Ordering::Relaxed);
        let chat = number_of(name);
        let (buttons, rated) = self.buttons.get(name).cloned().unwrap_or_default();
        let tapped = act.strip_prefix('[').and_then(|act| act.strip_suffix(']'));
        let thumb =
            |good| Said::Tap(Tap::Rate(tanya::faq::TopicId::new(&rated.clone().unwrap()), good).payload());
        let edit = act.strip_prefix("(edit) ");
        let said = match (act, tapped, edit) {
            ("(forget)", ..) => {
                let gone = Settled::errand().forgetting(PersonId(chat.0));
                return self.store.settle_errand(gone, self.app.now()).await.unwrap();
            }
            ("(photo)", ..) => Said::Wordless,
            ("(none)", ..) => Said::Tap(Tap::NoneOfThese.payload()),
            ("(thumb up)", ..) => thumb(true),
            ("(thumb down)", ..) => thumb(false),
            (_, Some(nth), _) => Said::Tap(buttons[nth.parse::<usize>().unwrap() - 1].clone()),
            (_, _, Some(text)) => Said::Text(text.to_owned()),
            (text, ..) => Said::Text(text.to_owned()),
        };
        let message = match edit {
            Some(_) => self.messages.0[name],
            None => self.messages.1,
        };
        self.messages.1 += 1;
        if matches!(said, Said::Text(_)) {
            self.messages.0.insert(name.to_owned(), message);
        }
        let incoming = Incoming { chat, person: None, message: Some(message), album: None, hint: None, said };
        if edit.is_some() {
            let known = self.store.chat(chat).await.unwrap().unwrap_or_default();
            let decided = self.app.decide(self.app.knowledge(), &known, &incoming);
            let record = Record { edited: true, ..decided.record(&incoming) };
            self.store.record(chat, &record, self.app.now()).await.unwrap();
            return;
        }
        let replies = self.app.handle(&incoming).await;
        let rated = replies.iter().rev().find_map(|reply| reply.rate.clone()).map(|topic| topic.to_string());
        let payloads = replies.into_iter().flat_map(|reply| reply.buttons).map(|(_, payload)| payload);
        self.buttons.insert(name.to_owned(), (payloads.collect(), rated));
    }

    async fn table(&self, by: By, period: Period) -> String {
        let table = Table::of(&self.store.figures(by, period).await.unwrap());
        for row in table.rows.iter().chain([&table.total]) {
            assert!(row.numbers.adds_up(), "{row:?}");
        }
        let sum = |number: usize| table.rows.iter().map(|row| row.numbers.values()[number]).sum::<u64>();
        assert_eq!(std::array::from_fn(sum), table.total.numbers.values(), "rows add up to the total");
        markdown(&table)
    }
}

/// The table as Markdown, without columns and days of zeros.
fn markdown(table: &Table) -> String {
    let total = Row { key: Some("total".into()), ..table.total.clone() };
    let told =
        |row: &&Row| row.numbers.asked > 0 || row.thumbs.is_some_and(|thumbs| thumbs.share().is_some());
    let rows: Vec<&Row> = table.rows.iter().filter(told).chain([&total]).collect();
    let cells = |row: &Row| {
        let thumbs = row.thumbs.map_or(["-".to_owned(), "-".to_owned()], |thumbs| {
            [thumbs.good.to_string(), thumbs.bad.to_string()]
        });
        let numbers = row.numbers.values().map(|number| number.to_string());
        numbers.into_iter().chain(thumbs).collect::<Vec<String>>()
    };
    let names: Vec<String> =
        Numbers::NAMES.into_iter().chain(["good", "bad"]).map(|name| name.replace('_', " ")).collect();
    let shown: Vec<usize> = (0..names.len())
        .filter(|&at| rows.iter().any(|row| !["0", "-"].contains(&&*cells(row)[at])))
        .collect();
    let line = |first: &str, cells: &[String]| {
        let cells = shown.iter().map(|&at| format!(" {} |", cells[at])).collect::<String>();
        format!("| {first} |{cells}\n")
    };
    let mut text = line(table.by.code(), &names);
    text.push_str(&format!("|---|{}\n", "---|".repeat(shown.len())));
    for row in rows {
        text.push_str(&line(row.key.as_deref().unwrap_or("-"), &cells(row)));
    }
    text
}

/// `2026-11-02 09:01`, on the office's wall.
fn at(moment: &str) -> Timestamp {
    let (date, time) = moment.split_once(' ').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    let date: Date = date.parse().unwrap();
    Timestamp::at(date, hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap())
}

/// Everybody has a chat of their own; groups have numbers below zero.
fn number_of(name: &str) -> ChatId {
    let number = name.bytes().fold(0, |number, byte| number * 31 + i64::from(byte));
    ChatId(if name == "Grup" { -number } else { number })
}
