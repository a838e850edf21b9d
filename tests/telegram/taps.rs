//! Buttons, menus, links and inline mode.

use tanya::lang::Lang;

use crate::fake::{Fake, MessageId, Seen};
use crate::program::{Program, SOON};

async fn answer(fake: &Fake, chat: i64, question: MessageId) -> Seen {
    fake.wait_until(|fake| !fake.answers_to(chat, question).is_empty(), SOON).await;
    fake.answers_to(chat, question)[0].clone()
}

fn sent(fake: &Fake, chat: i64) -> Vec<Seen> {
    fake.messages(chat).into_iter().filter(|message| message.from_bot).collect()
}

#[tokio::test]
async fn menus_turn_their_pages_in_one_message() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let budi = fake.person(7).language("id");
    let menu = answer(&fake, 7, budi.types("/topics")).await;
    let tap = budi.taps(menu.id, "Tenun dan Sarung Goyor");
    let turned = |fake: &Fake| fake.message(7, menu.id).unwrap().edits == 1;
    fake.wait_until(|fake| turned(fake) && fake.callback_answer(&tap).is_some(), SOON).await;
    let topics = fake.message(7, menu.id).unwrap();
    assert!(topics.payload("Apa itu Sarung Goyor").is_some(), "{topics:?}");
    budi.taps(menu.id, "Semua topik");
    fake.wait_until(|fake| fake.message(7, menu.id).unwrap().edits == 2, SOON).await;
    assert_eq!(fake.message(7, menu.id).unwrap().buttons, menu.buttons);
    assert_eq!(sent(&fake, 7).len(), 1);
}

#[tokio::test]
async fn one_press_that_arrives_twice_has_one_effect_and_two_answers() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let _running = program.start();
    let budi = fake.person(7).language("en");
    answer(&fake, 7, budi.types("how do I cook rendang?")).await;
    let again = answer(&fake, 7, budi.types("who won the football match?")).await;
    let first = budi.taps(again.id, "Talk to a person");
    let second = budi.repeats_tap(&first);
    let last = budi.types("/status");
    let status = answer(&fake, 7, last).await;
    fake.wait_until(|fake| fake.callback_answer(&second).is_some(), SOON).await;
    assert!(fake.callback_answer(&first).is_some());
    assert_eq!(status.text.matches("• ").count(), 3, "{}", status.text);
    assert_eq!(sent(&fake, 7).len(), 4);
}

#[tokio::test]
async fn stale_and_forged_buttons_are_answered_politely() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let budi = fake.person(7).language("en");
    let menu = answer(&fake, 7, budi.types("/topics")).await;
    for payload in ["", "t:no-such-topic", "p:../../etc:99", "l:xx", "\u{202e}drop table", &"x".repeat(64)] {
        let before = sent(&fake, 7).len();
        let tap = budi.taps_payload(menu.id, payload);
        fake.wait_until(|fake| fake.callback_answer(&tap).is_some() && sent(fake, 7).len() > before, SOON)
            .await;
        assert!(sent(&fake, 7)[before].text.contains("no longer works"), "{payload}");
    }
    let tap = budi.taps_inaccessible(3, "menu");
    fake.wait_until(|fake| fake.callback_answer(&tap).is_some(), SOON).await;
}

#[tokio::test]
async fn a_thumb_down_asks_once_what_was_missing_and_passes_it_on() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let budi = fake.person(7).language("en");
    let told = answer(&fake, 7, budi.types("what is sarung goyor?")).await;
    let thumb = budi.taps(told.id, "👎");
    fake.wait_until(|fake| sent(fake, 7).len() == 2 && fake.callback_answer(&thumb).is_some(), SOON).await;
    assert!(sent(&fake, 7)[1].text.contains("What was missing"));
    let words = fake.callback_answer(&thumb).unwrap()["text"].clone();
    assert!(words.as_str().unwrap().contains("Thank you"));
    let ticket = answer(&fake, 7, budi.types("zzgrmpf the colours it comes in")).await;
    assert!(ticket.text.contains("its number is 1"), "{}", ticket.text);
    let up = budi.taps(told.id, "👍");
    fake.wait_until(|fake| fake.callback_answer(&up).is_some(), SOON).await;
    assert_eq!(sent(&fake, 7).len(), 3);
}

#[tokio::test]
async fn a_link_answers_its_topic_and_people_choose_their_language() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let budi = fake.person(7).language("en");
    let told = answer(&fake, 7, budi.starts_with("goyor-about")).await;
    assert!(told.text.contains("Sarung Goyor"));
    answer(&fake, 7, budi.types("/language@TanyaTestBot id")).await;
    let greeting = answer(&fake, 7, budi.types("/START\nno-such-topic")).await;
    assert!(greeting.text.contains("Halo"), "{}", greeting.text);
}

#[tokio::test]
async fn inline_mode_offers_answers_in_the_persons_language() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let budi = fake.person(7).language("id");
    budi.starts();
    for (text, fewest) in [("sarung goyor itu apa", 1), ("", 1), ("cara memasak rendang", 0)] {
        let query = budi.inline(text);
        fake.wait_until(|fake| fake.inline_answer(&query).is_some(), SOON).await;
        let answer = fake.inline_answer(&query).unwrap();
        assert!(answer["results"].as_array().unwrap().len() >= fewest, "{text}: {answer}");
        assert_eq!(answer["is_personal"], true);
    }
}

#[tokio::test]
async fn the_bot_presents_itself_in_both_languages_and_changes_only_what_differs() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let running = program.start();
    fake.wait_until(|fake| fake.count("setMyShortDescription") == 3, SOON).await;
    let commands = |code: &str| fake.commands(code).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    for lang in Lang::ALL {
        assert!(commands(lang.code()).contains(&"topics".to_owned()));
    }
    assert_ne!(fake.commands("id"), fake.commands("en"));
    assert_ne!(fake.profile("id").description, fake.profile("en").description);
    running.kill();
    fake.forget();
    let _running = program.start();
    fake.wait_until(|fake| fake.count("getMyShortDescription") == 3, SOON).await;
    assert_eq!(fake.count("setMyCommands") + fake.count("setMyName") + fake.count("setMyDescription"), 0);
}
