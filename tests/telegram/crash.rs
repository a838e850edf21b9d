//! The program, killed: at named places, and at random instants under traffic. The fake
//! counts: every question answered, or its answer listed as given up; none twice but in the
//! stated window; in order.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::fake::{Fake, MessageId};
use crate::program::{Program, SOON};

const QUESTIONS: [&str; 3] = ["sarung goyor itu apa?", "halo", "ekspor kain tenun berapa?"];

/// Kills in a usual run; `TANYA_KILLS` asks for more.
const KILLS: usize = 100;
/// People who write all the time.
const PEOPLE: i64 = 12;
/// How long a slow machine may take for what it could not answer between kills.
const PATIENCE: Duration = Duration::from_secs(180);

#[tokio::test]
async fn a_crash_at_any_named_place_loses_nothing_and_doubles_at_most_one_answer() {
    for (place, most) in [
        ("reply parsed", 1),
        ("inbox committed", 1),
        ("before the next offset", 1),
        ("before the transaction", 1),
        ("outbox committed", 1),
        ("sending committed:2", 1),
        ("before the first byte", 1),
        ("answer read", 2),
    ] {
        let fake = Fake::start();
        let program = Program::new(&fake).var("TANYA_CRASH_AT", place);
        let question = fake.person(7).types(QUESTIONS[0]);
        let status = program.start().end(SOON);
        assert!(!status.success(), "{place} was never reached");
        let program = program.plain();
        let _running = program.start();
        fake.wait_until(|fake| !fake.answers_to(7, question).is_empty(), SOON).await;
        let last = fake.person(7).types("halo");
        fake.wait_until(|fake| !fake.answers_to(7, last).is_empty(), SOON).await;
        assert!(fake.answers_to(7, question).len() <= most, "{place}");
    }
}

/// A number that looks random and is the same in every run of a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// What people wrote, in order, by chat.
type Asked = HashMap<i64, Vec<MessageId>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_random_instants_it_answers_every_question_in_order() {
    let kills = std::env::var("TANYA_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let fake = Fake::start();
    let program = Program::new(&fake);
    let (mut chance, mut asked) = (Chance(0x5EED_2026_1124), Asked::new());
    for _ in 0..kills {
        let running = program.start();
        let life = Duration::from_millis(150 + chance.below(450));
        let start = Instant::now();
        while start.elapsed() < life {
            let person = 100 + i64::try_from(chance.below(PEOPLE as u64)).unwrap();
            let text = QUESTIONS[usize::try_from(chance.below(3)).unwrap()];
            asked.entry(person).or_default().push(fake.person(person).types(text));
            tokio::time::sleep(Duration::from_millis(chance.below(12))).await;
        }
        running.kill();
    }
    let _running = program.start();
    let given_up = when_done(&program, &fake, &asked).await;
    judge(&fake, &asked, kills, &given_up);
}

/// Waits until every question is answered or its answer given up; in which chats, as often
/// as it was. A machine that stalls may live long enough to send again what a kill cut off, and
/// be killed at that too: a third time would be one too many, and `tanya inbox` lists the answer.
async fn when_done(program: &Program, fake: &Fake, asked: &Asked) -> Vec<i64> {
    let end = Instant::now() + PATIENCE;
    loop {
        let listed = program.command(&["inbox", "--json"]).output().unwrap();
        let listed: Value = serde_json::from_slice(&listed.stdout).unwrap_or_default();
        let undelivered = listed["undelivered"].as_array().into_iter().flatten();
        let uncertain = undelivered.filter(|one| one["state"] == "uncertain");
        let given_up: Vec<i64> = uncertain.filter_map(|one| one["chat"].as_i64()).collect();
        let idle = listed["waiting"] == 0 && listed["unsent"] == 0;
        if idle && asked.iter().all(|chat| lost(fake, chat, &given_up) == 0) || Instant::now() > end {
            return given_up;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// How many questions of a chat have neither an answer nor one that was given up.
fn lost(fake: &Fake, (chat, ids): (&i64, &Vec<MessageId>), given_up: &[i64]) -> usize {
    let unanswered = ids.iter().filter(|id| fake.answers_to(*chat, **id).is_empty()).count();
    unanswered.saturating_sub(given_up.iter().filter(|one| *one == chat).count())
}

fn all(asked: &Asked) -> impl Iterator<Item = (i64, MessageId)> + '_ {
    asked.iter().flat_map(|(chat, ids)| ids.iter().map(|id| (*chat, *id)))
}

/// Holds the record against the promise.
fn judge(fake: &Fake, asked: &Asked, kills: usize, given_up: &[i64]) {
    let copies: Vec<usize> = all(asked).map(|(chat, id)| fake.answers_to(chat, id).len()).collect();
    let doubled = copies.iter().filter(|copies| **copies == 2).count();
    assert!(copies.iter().all(|copies| *copies <= 2), "sent three times");
    // At most what was under way at a kill may come twice.
    assert!(doubled <= kills * 32, "{doubled} of {} came twice", copies.len());
    for (chat, ids) in asked {
        assert_eq!(lost(fake, (chat, ids), given_up), 0, "lost of chat {chat}; given up: {given_up:?}");
        let firsts: Vec<MessageId> =
            ids.iter().filter_map(|id| Some(fake.answers_to(*chat, *id).first()?.id)).collect();
        assert!(firsts.is_sorted(), "chat {chat} reads out of order: {firsts:?}");
    }
    assert_eq!(fake.violations(), Vec::<String>::new());
}
