//! What comes in: nothing that Telegram handed over is lost, whatever it is made of.

use std::time::Duration;

use serde_json::json;
use tanya::store::Store;

use crate::fake::{Fake, Fault, Kind, Rule};
use crate::program::{Program, SOON};

#[tokio::test]
async fn a_question_is_answered_in_reply_to_it() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let budi = fake.person(7).language("id");
    let question = budi.types("sarung goyor itu apa?");
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
    let answer = &fake.answers_to(7, question)[0];
    assert!(answer.html.as_ref().unwrap().contains("<b>Sarung Goyor</b>"), "{answer:?}");
    assert!(answer.buttons.iter().flatten().all(|(_, payload)| payload.len() <= 64));
    assert_eq!(fake.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn updates_that_nobody_knows_stop_nothing_and_are_parked() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    fake.person(7).starts();
    let odd = fake.push(json!({"telepathy": {"from": {"id": 7}, "thought": "..."}}));
    let broken = fake.push_raw(r#"{"update_id": 900000001, "message": {"text": oops}}"#);
    fake.push_raw(r#"{"message": {"text": "no number"}}"#);
    let date = json!({
        "message_id": 9001, "date": 1, "chat": {"id": 7, "type": "private", "first_name": "B"},
        "from": {"id": 7, "is_bot": false, "first_name": "B"}, "text": "goyor besok?",
        "entities": [{"type": "date_time", "offset": 6, "length": 5, "unix_time": 1}],
    });
    fake.push(json!({ "message": date }));
    let _running = program.start();
    let last = fake.person(7).types("sarung goyor itu apa?");
    fake.wait_until(|fake| !fake.answers_to(7, last).is_empty(), SOON).await;
    fake.wait_until(|fake| fake.messages(7).iter().filter(|seen| seen.from_bot).count() == 3, SOON).await;
    let listed = program.command(&["inbox"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    for number in [odd, broken] {
        assert!(listed.contains(&number.to_string()), "{number} in {listed}");
    }
    assert!(listed.contains("3 update(s) were given up"), "{listed}");
    assert!(!listed.contains("oops") && !program.log().contains("oops"));
    let dropped = program.command(&["inbox", "drop", &odd.to_string()]).status().unwrap();
    assert!(dropped.success());
}

#[tokio::test]
async fn an_update_that_comes_again_is_answered_once() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let question = fake.person(7).types("sarung goyor itu apa?");
    let update = fake.unconfirmed()[0].clone();
    let running = program.start();
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1 && fake.backlog() == 0, SOON).await;
    fake.push_raw(&update);
    running.signal("TERM");
    assert!(running.end(SOON).success());
    let _running = program.start();
    let later = fake.person(7).types("halo");
    fake.wait_until(|fake| fake.answers_to(7, later).len() == 1, SOON).await;
    assert_eq!(fake.answers_to(7, question).len(), 1);
}

#[tokio::test]
async fn a_message_without_words_gets_a_kind_word_and_an_album_one() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let siti = fake.person(8).language("en");
    for kind in [Kind::Voice, Kind::Sticker, Kind::Document, Kind::Location, Kind::Photo] {
        let sent = siti.sends(kind.clone());
        fake.wait_until(|fake| fake.answers_to(8, sent).len() == 1, SOON).await;
        assert!(fake.answers_to(8, sent)[0].text.contains("I can only read text"), "{kind:?}");
    }
    let words = siti.sends(Kind::CaptionedPhoto("what is sarung goyor?".into()));
    fake.wait_until(|fake| !fake.answers_to(8, words).is_empty(), SOON).await;
    assert!(fake.answers_to(8, words)[0].text.contains("Goyor"));
    let parts: Vec<_> = (0..3)
        .map(|_| {
            let part = json!({"media_group_id": "album-1", "photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]});
            siti.writes(part.as_object().unwrap().clone(), 0)
        })
        .collect();
    let last = siti.types("what is sarung goyor?");
    fake.wait_until(|fake| !fake.answers_to(8, last).is_empty(), SOON).await;
    let replies: usize = parts.iter().map(|part| fake.answers_to(8, *part).len()).sum();
    assert_eq!(replies, 1);
}

#[tokio::test]
async fn a_changed_question_changes_its_answer_while_that_is_the_last() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let _running = program.start();
    let siti = fake.person(8).language("id");
    let question = siti.types("ekspor kain tenun berapa?");
    fake.wait_until(|fake| fake.answers_to(8, question).len() == 1, SOON).await;
    let first = fake.answers_to(8, question)[0].clone();
    siti.edits(question, "sarung goyor itu apa?");
    fake.wait_until(|fake| fake.answers_to(8, question)[0].edits == 1, SOON).await;
    let changed = fake.answers_to(8, question)[0].clone();
    assert!(changed.text.contains("Goyor") && changed.text != first.text);
    let later = siti.types("halo");
    fake.wait_until(|fake| fake.answers_to(8, later).len() == 1, SOON).await;
    siti.edits(question, "ekspor kain tenun berapa?");
    let last = siti.types("terima kasih");
    fake.wait_until(|fake| fake.answers_to(8, last).len() == 1, SOON).await;
    assert_eq!(fake.answers_to(8, question)[0].text, changed.text);
    assert_eq!(fake.answers_to(8, question).len(), 1);
    let counts = Store::open(program.url()).await.unwrap().counts().await.unwrap();
    assert_eq!((counts.answered, counts.unknown), (1, 0), "an edited question is one question");
}

#[tokio::test]
async fn a_webhook_that_was_set_is_removed_and_what_is_pending_kept() {
    let fake = Fake::start();
    let client = reqwest::Client::new();
    let set = json!({"url": "http://127.0.0.1:9/nobody"});
    client.post(fake.method("setWebhook")).json(&set).send().await.unwrap();
    let question = fake.person(7).types("sarung goyor itu apa?");
    let running = Program::new(&fake).start();
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
    running.signal("TERM");
    assert!(running.end(SOON).success());
}

#[tokio::test]
async fn another_receiver_is_waited_for_with_one_line_in_the_log() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let conflict = crate::fake::Refusal::new(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    );
    fake.fault(Rule::new("getUpdates", Fault::Refuse(conflict)).times(3));
    let question = fake.person(7).types("sarung goyor itu apa?");
    let _running = program.start();
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
    assert_eq!(program.log().matches("waiting to take over").count(), 1);
}

#[tokio::test]
async fn what_cannot_be_stored_is_not_acknowledged() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let _running = program.start();
    let first = fake.person(7).types("halo");
    fake.wait_until(|fake| fake.answers_to(7, first).len() == 1 && fake.backlog() == 0, SOON).await;
    let held = crate::webhooks::hold(program.url().strip_prefix("sqlite:").unwrap()).await;
    let question = fake.person(7).types("sarung goyor itu apa?");
    tokio::time::sleep(Duration::from_secs(7)).await;
    assert_eq!(fake.backlog(), 1);
    assert!(program.log().contains("none is acknowledged"), "{}", program.log());
    drop(held);
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1 && fake.backlog() == 0, SOON).await;
}

#[tokio::test]
async fn a_panic_is_tried_again_and_then_parked_while_the_next_is_answered() {
    let fake = Fake::start();
    let program = Program::new(&fake).var("TANYA_PANIC_ON", "kata terkutuk");
    let _running = program.start();
    let (budi, siti) = (fake.person(7).language("id"), fake.person(8).language("id"));
    let cursed = budi.types("kata terkutuk: 3374061203950001");
    let next = budi.types("sarung goyor itu apa?");
    let other = siti.types("sarung goyor itu apa?");
    fake.wait_until(|fake| !fake.answers_to(8, other).is_empty(), Duration::from_secs(5)).await;
    fake.wait_until(|fake| !fake.answers_to(7, next).is_empty(), SOON).await;
    let apology = fake.answers_to(7, cursed);
    assert_eq!(apology.len(), 1);
    assert!(apology[0].text.contains("nomor"), "{}", apology[0].text);
    let log = program.log();
    assert!(!log.contains("terkutuk") && !log.contains("33740612"), "{log}");
    let listed = String::from_utf8(program.command(&["inbox"]).output().unwrap().stdout).unwrap();
    assert!(
        listed.contains("1 update(s) were given up") && listed.contains("after 3 attempt(s)"),
        "{listed}"
    );
}
