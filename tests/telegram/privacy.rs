//! Who writes too much or may not write, and whose words are kept nowhere.

use std::time::Duration;

use serde_json::Value;
use tanya::chat::{ChatId, PersonId};
use tanya::clock::{Clock, Timestamp};
use tanya::store::{Actor, Also, Arrival, Settled, Store};

use crate::databases;
use crate::fake::Fake;
use crate::program::{Program, Running, SOON};

const QUESTIONS: [&str; 6] = [
    "sarung goyor itu apa?",
    "halo",
    "ekspor kain tenun berapa?",
    "pelatihan goyor kapan?",
    "terima kasih",
    "kamu bisa apa?",
];

/// A program that answers a person so often a minute.
fn bounded(fake: &Fake, messages: u32) -> Program {
    let limits = "[limits]\ntotal_per_second = 0\nchat_per_second = 0\ngroup_per_minute = 0\n";
    Program::new(fake).config(&format!("{limits}[abuse]\nmessages_per_minute = {messages}\n"))
}

/// What the bot said in a chat, once everything that was written is done with.
async fn said(fake: &Fake, program: &Program, chat: i64) -> usize {
    fake.wait_until(|fake| fake.backlog() == 0, SOON).await;
    let store = Store::open(program.url()).await.unwrap();
    for _ in 0..400 {
        let queues = store.queues().await.unwrap();
        if queues.waiting == 0 && queues.unsent == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let queues = store.queues().await.unwrap();
    assert_eq!((queues.waiting, queues.unsent, queues.parked), (0, 0, 0));
    store.close().await;
    fake.messages(chat).iter().filter(|message| message.from_bot).count()
}

#[tokio::test]
async fn a_flood_gets_its_bounded_answers_one_notice_and_silence_and_others_are_answered() {
    let fake = Fake::start();
    let program = bounded(&fake, 3);
    let _running = program.start();
    let asked: Vec<_> = QUESTIONS.iter().map(|question| fake.person(7).types(question)).collect();
    let other = fake.person(8).types(QUESTIONS[0]);
    fake.wait_until(|fake| fake.answers_to(8, other).len() == 1, SOON).await;
    let told = said(&fake, &program, 7).await;
    let answers: Vec<usize> = asked.iter().map(|asked| fake.answers_to(7, *asked).len()).collect();
    assert_eq!((answers, told), (vec![1, 1, 1, 1, 0, 0], 4));
}

#[tokio::test]
async fn the_same_again_and_again_is_answered_three_times_and_refused_once() {
    let fake = Fake::start();
    let program = bounded(&fake, 20);
    let _running = program.start();
    for text in ["halo", "HALO", "halo!", "halo", "halo", "  halo"] {
        fake.person(7).types(text);
    }
    assert_eq!(said(&fake, &program, 7).await, 4);
    fake.person(7).types(QUESTIONS[0]);
    assert_eq!(said(&fake, &program, 7).await, 5, "something else is answered");
}

/// A program whose database says that person 7 may not write.
async fn muted(fake: &Fake, until: Option<Timestamp>) -> (Program, Running) {
    let program = bounded(fake, 20);
    let store = Store::open(program.url()).await.unwrap();
    let lease = store.lead(None, "test", Duration::from_secs(1)).await.unwrap().unwrap();
    let restraint = Also::Restrain { person: PersonId(7), until, why: "spam", by: Actor::Program };
    let now = Clock::system().now();
    store.settle(&lease, vec![Settled::errand().with(restraint)], now).await.unwrap();
    store.let_go(lease).await.unwrap();
    store.close().await;
    let running = program.start();
    (program, running)
}

#[tokio::test]
async fn who_is_muted_is_told_once_and_may_still_ask_what_is_kept_of_them() {
    let tomorrow = Clock::system().now().plus(Duration::from_secs(24 * 60 * 60));
    for until in [Some(tomorrow), None] {
        let fake = Fake::start();
        let (program, _running) = muted(&fake, until).await;
        for question in QUESTIONS {
            fake.person(7).types(question);
        }
        assert_eq!(said(&fake, &program, 7).await, 1);
        let right = fake.person(7).types("/privacy");
        fake.wait_until(|fake| fake.answers_to(7, right).len() == 1, SOON).await;
    }
}

#[tokio::test]
async fn a_mute_that_is_over_is_over() {
    let fake = Fake::start();
    let (program, _running) = muted(&fake, Some(Clock::system().now())).await;
    for question in &QUESTIONS[..3] {
        fake.person(7).types(question);
    }
    assert_eq!(said(&fake, &program, 7).await, 3);
}

#[tokio::test]
async fn five_chats_with_two_thousand_messages_do_not_hold_up_another_person() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    for round in 0..400 {
        for chat in 100..105 {
            fake.person(chat).types(QUESTIONS[round % 3]);
        }
    }
    let asked = fake.person(7).types(QUESTIONS[0]);
    // All of it lies in the inbox before anything is handled.
    let store = Store::open(program.url()).await.unwrap();
    let arrivals: Vec<Arrival> = fake.unconfirmed().iter().map(|raw| arrival(raw)).collect();
    assert_eq!(arrivals.len(), 2001);
    store.receive(&arrivals, Clock::system().now()).await.unwrap();
    store.close().await;

    let _running = program.start();
    fake.wait_until(|fake| fake.answers_to(7, asked).len() == 1, SOON).await;
    let before = fake.sends().iter().position(|sent| sent.chat == 7).unwrap();
    // Five a batch; what is being sent while the first batches are handled is a few more.
    assert!(before <= 50, "{before} of 2000 went first");
}

fn arrival(raw: &str) -> Arrival {
    let update: Value = serde_json::from_str(raw).unwrap();
    let number = |path: &str| update.pointer(path).and_then(Value::as_i64).unwrap();
    Arrival {
        update: number("/update_id"),
        chat: ChatId(number("/message/chat/id")),
        raw: raw.to_owned(),
        fault: None,
    }
}

#[tokio::test]
async fn what_is_personal_is_in_no_table_once_it_is_handled() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let running = program.start();
    let personal = ["3374061203950001", "081228562266", "budi@contoh.co.id"];
    for text in personal {
        let question = fake.person(7).types(&format!("tolong cek berkas saya {text} dong"));
        fake.wait_until(|fake| !fake.answers_to(7, question).is_empty(), SOON).await;
        let changed = format!("tolong periksa berkas saya, {text}");
        fake.person(7).edits(question, &changed);
    }
    assert!(said(&fake, &program, 7).await >= 3);
    running.kill();
    let texts = databases::texts(program.url()).await;
    assert!(texts.iter().any(|(_, text)| text.contains("berkas saya")), "the question itself is kept");
    for (column, text) in texts {
        assert!(personal.iter().all(|personal| !text.contains(personal)), "{column}: {text}");
    }
}
