//! What goes out: limits kept, faults survived, nothing sent twice but in the one window
//! that Telegram leaves open.

use std::time::{Duration, Instant};

use crate::fake::{Fake, Fault, Refusal, Rule};
use crate::program::{ANYTHING, Program, SOON};

const QUESTION: &str = "sarung goyor itu apa?";

fn bad_gateway() -> Fault {
    Fault::Status { code: 502, body: "<html>Bad Gateway</html>".into(), acts: false }
}

#[tokio::test]
async fn faults_of_telegram_are_outlived_and_the_answer_comes_once() {
    for fault in [bad_gateway(), Fault::TooMany { retry_after: 1 }] {
        let fake = Fake::start();
        let _running = Program::new(&fake).start();
        fake.fault(Rule::new("sendMessage", fault.clone()).times(3));
        let question = fake.person(7).types(QUESTION);
        fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
        assert_eq!(fake.violations(), Vec::<String>::new(), "{fault:?}");
    }
}

#[tokio::test]
async fn a_send_whose_answer_never_came_is_tried_once_more_and_not_again() {
    for fault in [Fault::CutAfter, Fault::CutHalf, Fault::Garbage] {
        let fake = Fake::start();
        let program = Program::new(&fake);
        let _running = program.start();
        fake.fault(Rule::new("sendMessage", fault.clone()).times(5));
        let question = fake.person(7).types(QUESTION);
        fake.wait_until(|fake| fake.answers_to(7, question).len() == 2, SOON).await;
        fake.no_faults();
        let next = fake.person(7).types("halo");
        fake.wait_until(|fake| fake.answers_to(7, next).len() == 1, SOON).await;
        assert_eq!(fake.answers_to(7, question).len(), 2, "{fault:?}");
        let listed = String::from_utf8(program.command(&["inbox"]).output().unwrap().stdout).unwrap();
        assert!(listed.contains("sendMessage uncertain"), "{listed}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_before_telegram_acts_costs_nothing() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    fake.fault(Rule::new("sendMessage", Fault::CutBefore));
    let question = fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
}

#[tokio::test]
async fn a_chat_that_must_wait_holds_up_no_other() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    fake.fault(Rule::new("sendMessage", Fault::TooMany { retry_after: 3 }).chat(7));
    let slow = fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.count("sendMessage") > 0, SOON).await;
    let told_to_wait = Instant::now();
    let quick: Vec<_> = (100..110).map(|id| (id, fake.person(id).types(QUESTION))).collect();
    fake.wait_until(|fake| quick.iter().all(|(id, asked)| fake.answers_to(*id, *asked).len() == 1), SOON)
        .await;
    assert!(told_to_wait.elapsed() < Duration::from_secs(3), "the others waited");
    assert_eq!(fake.answers_to(7, slow).len(), 0);
    fake.wait_until(|fake| fake.answers_to(7, slow).len() == 1, SOON).await;
    assert_eq!(fake.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn telegrams_limits_are_kept_without_being_told() {
    let fake = Fake::start();
    fake.limits(true);
    let _running = Program::new(&fake).config(ANYTHING).start();
    let asked: Vec<_> = (100..170).map(|id| (id, fake.person(id).types(QUESTION))).collect();
    let many: Vec<_> = (0..5).map(|_| fake.person(7).types(QUESTION)).collect();
    let all = |fake: &Fake| {
        asked.iter().all(|(id, asked)| fake.answers_to(*id, *asked).len() == 1)
            && many.iter().all(|asked| fake.answers_to(7, *asked).len() == 1)
    };
    fake.wait_until(all, SOON).await;
    let refused =
        fake.requests().iter().filter(|one| one.answer.as_ref().is_some_and(|a| a.status == 429)).count();
    assert_eq!(refused, 0);
    assert_eq!(fake.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn whoever_blocked_the_bot_is_given_up_with_the_reason_and_healed_later() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let _running = program.start();
    let budi = fake.person(7).language("id");
    budi.starts();
    fake.wait_until(|fake| fake.messages(7).len() == 2, SOON).await;
    fake.fault(Rule::new("sendMessage", bad_gateway()).chat(7));
    budi.types(QUESTION);
    budi.blocks();
    let other = fake.person(8).types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(8, other).len() == 1, SOON).await;
    let told = || String::from_utf8(program.command(&["inbox"]).output().unwrap().stdout).unwrap();
    let start = Instant::now();
    while !told().contains("blocked by the user") {
        assert!(start.elapsed() < SOON, "{}", told());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    budi.unblocks();
    let again = budi.types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(7, again).len() == 1, SOON).await;
}

#[tokio::test]
async fn what_telegram_cannot_read_is_sent_plainly() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let told =
        Refusal::new(400, "Bad Request: can't parse entities: unsupported start tag \"x\" at byte offset 3");
    fake.fault(Rule::new("sendMessage", Fault::Refuse(told)));
    let question = fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
    let answer = &fake.answers_to(7, question)[0];
    assert!(answer.html.is_none() && !answer.text.contains('<'), "{answer:?}");
}

#[tokio::test]
async fn telegram_out_of_reach_at_the_start_is_waited_for() {
    let fake = Fake::start();
    fake.go_offline();
    let program = Program::new(&fake);
    let mut running = program.start();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(!running.has_ended());
    fake.come_back();
    let question = fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
    fake.go_offline();
    let later = fake.person(7).types(QUESTION);
    tokio::time::sleep(Duration::from_millis(500)).await;
    fake.come_back();
    fake.wait_until(|fake| fake.answers_to(7, later).len() == 1, SOON).await;
}

#[tokio::test]
async fn who_waits_sees_that_somebody_is_typing() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    fake.fault(Rule::new("sendMessage", Fault::Slow(Duration::from_secs(3))));
    let question = fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(7, question).len() == 1, SOON).await;
    let typing = fake.requests_of("sendChatAction");
    assert!(!typing.is_empty() && typing.len() <= 3, "{}", typing.len());
}

#[tokio::test]
async fn a_stop_finishes_what_is_in_hand_and_loses_nothing() {
    let fake = Fake::start();
    let program = Program::new(&fake);
    let running = program.start();
    fake.fault(Rule::new("sendMessage", Fault::Slow(Duration::from_millis(700))).times(4));
    let asked: Vec<_> = (100..140).map(|id| (id, fake.person(id).types(QUESTION))).collect();
    fake.wait_until(|fake| fake.sent() > 0, SOON).await;
    running.signal("TERM");
    assert!(running.end(SOON).success());
    let _running = program.start();
    fake.wait_until(|fake| asked.iter().all(|(id, asked)| fake.answers_to(*id, *asked).len() == 1), SOON)
        .await;
    assert_eq!(fake.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn a_second_signal_ends_it_at_once() {
    let fake = Fake::start();
    let running = Program::new(&fake).start();
    fake.fault(Rule::new("sendMessage", Fault::Hang { acts: false }).times(9));
    fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.count("sendMessage") > 0, SOON).await;
    let start = Instant::now();
    running.signal("INT");
    tokio::time::sleep(Duration::from_millis(300)).await;
    running.signal("INT");
    assert!(!running.end(SOON).success());
    assert!(start.elapsed() < Duration::from_secs(2));
}
