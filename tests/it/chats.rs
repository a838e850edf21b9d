//! Chats as people read them: a script goes through [`App::handle`] on a fresh database
//! and a fixed clock, and the transcript is compared with a file that anyone can read.
//! `UPDATE_EXPECT=1 cargo test` rewrites the files.

use expect_test::{ExpectFile, expect_file};
use tanya::app::App;
use tanya::chat::{ChatId, Incoming, Outcome, Said};
use tanya::clock::{Clock, Date, Timestamp};
use tanya::lang::Lang;
use tanya::store::Store;

use crate::KNOWLEDGE;

/// What a person of 2026 meets.
const TODAY: (i16, i8, i8) = (2026, 11, 24);

async fn app(day: (i16, i8, i8)) -> App {
    let store = Store::open("sqlite::memory:").await.unwrap();
    App::new(KNOWLEDGE.clone(), Some(store), clock(day))
}

fn clock((year, month, day): (i16, i8, i8)) -> Clock {
    Clock::fixed(Timestamp::noon(Date::new(year, month, day).unwrap()))
}

/// Lines of a script: a text, `[2]` taps the second button of the last reply, `(photo)`
/// sends a picture.
async fn transcript(app: &App, hint: Option<Lang>, script: &str) -> String {
    let mut transcript = String::new();
    let mut buttons: Vec<String> = Vec::new();
    for line in script.trim().lines().map(str::trim) {
        let tapped = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .and_then(|n| n.parse::<usize>().ok());
        let said = match tapped {
            Some(number) => Said::Tap(buttons[number - 1].clone()),
            None if line == "(photo)" => Said::Wordless,
            None => Said::Text(line.to_owned()),
        };
        transcript.push_str(&format!("> {line}\n"));
        let replies = app
            .handle(&Incoming { chat: ChatId(7), person: None, message: None, album: None, hint, said })
            .await;
        assert!(!replies.is_empty(), "silence after {line:?}");
        buttons.clear();
        for reply in replies {
            transcript.push_str(&reply.html.plain());
            transcript.push('\n');
            for (label, payload) in reply.buttons {
                buttons.push(payload);
                transcript.push_str(&format!("  [{}] {label}\n", buttons.len()));
            }
            transcript.push('\n');
        }
    }
    transcript
}

async fn check(script: &str, expected: ExpectFile) {
    expected.assert_eq(&transcript(&app(TODAY).await, None, script).await);
}

#[tokio::test]
async fn start_greets_and_offers_the_programmes_and_their_topics() {
    check("/start\n[2]\n[3]", expect_file!["chats/start.txt"]).await;
}

#[tokio::test]
async fn a_question_is_answered_in_its_own_language_with_source_and_related_topics() {
    check(
        "min batas usianya brp ya?\nwhat is the age limit for the incubator?\n[1]",
        expect_file!["chats/answers.txt"],
    )
    .await;
}

#[tokio::test]
async fn what_the_knowledge_does_not_hold_becomes_a_ticket_with_contacts_where_the_page_gives_some() {
    check(
        "ikut inkubasinya bayar berapa?\nberapa biaya REX?\n[1]\n/status",
        expect_file!["chats/unknown.txt"],
    )
    .await;
}

#[tokio::test]
async fn none_of_the_offered_topics_opens_one_ticket_however_often_it_is_tapped() {
    let app = app(TODAY).await;
    let first = transcript(&app, None, "tanggal").await;
    assert!(first.contains("Bukan semuanya"), "{first}");
    let offered = first.lines().filter(|line| line.starts_with("  [")).count();
    let script = format!("tanggal\n[{offered}]");
    let opened = transcript(&app, None, &script).await;
    assert!(opened.contains("nomor 1"), "{opened}");
    let again = app
        .handle(&Incoming {
            chat: ChatId(7),
            person: None,
            message: None,
            album: None,
            hint: None,
            said: Said::Tap("none".into()),
        })
        .await;
    assert!(again[0].html.plain().contains("sudah tidak berlaku"));
    assert!(transcript(&app, None, "/status").await.matches("• ").count() == 1);
}

#[tokio::test]
async fn a_person_is_called_at_once() {
    check("I want to talk to a human please\n/status", expect_file!["chats/human.txt"]).await;
}

#[tokio::test]
async fn two_questions_get_two_answers() {
    check("Syarat inkubasi apa saja? Jadwalnya kapan?", expect_file!["chats/two_questions.txt"]).await;
}

#[tokio::test]
async fn a_follow_up_without_its_subject_is_read_in_the_last_topics_programme() {
    check("apa itu REX?\nkalau wajibnya kapan?", expect_file!["chats/follow_up.txt"]).await;
}

#[tokio::test]
async fn a_greeting_with_a_question_gets_the_answer() {
    check("Selamat pagi min, obral mebel di mana ya?", expect_file!["chats/greeting_and_question.txt"]).await;
}

#[tokio::test]
async fn language_and_commands_work_from_the_first_message() {
    check(
        "/language\n[2]\n/help\n/topics\n/status\n/xyzzy@SomeBot\n/language id",
        expect_file!["chats/commands.txt"],
    )
    .await;
}

#[tokio::test]
async fn wordless_messages_get_a_kind_word_and_a_way_on() {
    check("🙏🙏\n???\n0812-3456-7890\n(photo)", expect_file!["chats/wordless.txt"]).await;
}

#[tokio::test]
async fn answers_change_their_words_with_the_date() {
    let mut all = String::new();
    for day in [(2020, 1, 10), (2020, 2, 6), (2020, 2, 7), TODAY] {
        let transcript = transcript(
            &app(day).await,
            None,
            "kapan pendaftaran inkubasi dibuka?\nwhen does REX become mandatory?",
        )
        .await;
        all.push_str(&format!("== {}-{:02}-{:02}\n{transcript}", day.0, day.1, day.2));
    }
    expect_file!["chats/phases.txt"].assert_eq(&all);
}

#[tokio::test]
#[cfg_attr(not(feature = "semantic"), ignore = "frozen with the language model")]
async fn a_database_that_is_down_costs_the_ticket_number_and_not_the_answer() {
    let app = App::new(KNOWLEDGE.clone(), None, clock(TODAY));
    let transcript = transcript(
        &app,
        Some(Lang::En),
        "what is the age limit of the incubation?\nhow much does the incubation cost?\n/status",
    )
    .await;
    expect_file!["chats/no_database.txt"].assert_eq(&transcript);
}

#[tokio::test]
async fn forged_and_stale_buttons_have_no_effect() {
    let app = app(TODAY).await;
    for payload in ["", "t:", "t:no-such-topic", "p:../../etc", "l:xx", "none", "x".repeat(999).as_str()] {
        let replies = app
            .handle(&Incoming {
                chat: ChatId(7),
                person: None,
                message: None,
                album: None,
                hint: Some(Lang::En),
                said: Said::Tap(payload.into()),
            })
            .await;
        assert!(replies[0].html.plain().contains("no longer works"), "{payload:?}");
    }
    assert!(transcript(&app, Some(Lang::En), "/status").await.contains("None of your questions"));
}

#[tokio::test]
async fn what_is_stored_is_masked() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    let app = App::new(KNOWLEDGE.clone(), Some(store.clone()), clock(TODAY));
    let text = "NIK saya 3374061203950001, email budi@contoh.id, WA 0812-3456-7890: berapa uang sakunya?";
    app.handle(&Incoming {
        chat: ChatId(7),
        person: None,
        message: None,
        album: None,
        hint: None,
        said: Said::Text(text.into()),
    })
    .await;
    let asked = store.unresolved(10).await.unwrap();
    let kept = asked[0].asked.text.clone().unwrap();
    assert_eq!(kept, "NIK saya [#], email [@] WA [#]: berapa uang sakunya?");
}

#[tokio::test]
async fn the_words_of_an_answered_question_are_kept_masked_unless_the_office_wants_none() {
    for (keeps, expected) in [(true, Some("apa itu REX? [@]")), (false, None)] {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let app = App::new(KNOWLEDGE.clone(), Some(store.clone()), clock(TODAY)).keeping_answered(keeps);
        transcript(&app, None, "apa itu REX? budi@contoh.id\nberapa biaya REX?").await;
        assert_eq!(store.counts().await.unwrap().answered, 1);
        let logged = store.logged(Timestamp(0), None, 9).await.unwrap();
        let answered = logged.iter().find(|one| one.asked.outcome == Outcome::Answered);
        assert_eq!(answered.and_then(|one| one.asked.text.as_deref()), expected);
        let unknown = logged.iter().find(|one| one.asked.outcome == Outcome::Unknown).unwrap();
        assert_eq!(unknown.asked.programme.as_deref(), Some("rex"), "what it is near to");
        assert!(unknown.asked.text.is_some());
    }
}
