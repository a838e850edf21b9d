//! The program, killed: at named places, and at random instants under traffic. The fake
//! counts: every question answered, none twice but in the stated window, in order.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::fake::{Fake, MessageId};
use crate::program::{Program, SOON};

const QUESTIONS: [&str; 3] = ["sarung goyor itu apa?", "halo", "ekspor kain tenun berapa?"];

/// Kills in a usual run; `TANYA_KILLS` asks for more.
const KILLS: usize = 100;
/// People who write all the time.
const PEOPLE: i64 = 12;
/// A chat is sent one message a second, and a slow machine hardly answers between kills: then
/// all that a chat asked waits for the end.
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
    let total: usize = asked.values().map(Vec::len).sum();
    let answered =
        |fake: &Fake| all(&asked).filter(|(chat, id)| !fake.answers_to(*chat, *id).is_empty()).count();
    fake.wait_until(|fake| answered(fake) == total, PATIENCE).await;
    judge(&fake, &asked, kills);
}

fn all(asked: &Asked) -> impl Iterator<Item = (i64, MessageId)> + '_ {
    asked.iter().flat_map(|(chat, ids)| ids.iter().map(|id| (*chat, *id)))
}

/// Holds the record against the promise.
fn judge(fake: &Fake, asked: &Asked, kills: usize) {
    let copies: Vec<usize> = all(asked).map(|(chat, id)| fake.answers_to(chat, id).len()).collect();
    let doubled = copies.iter().filter(|copies| **copies == 2).count();
    assert!(copies.iter().all(|copies| (1..=2).contains(copies)), "lost, or sent three times");
    // At most what was under way at a kill may come twice.
    assert!(doubled <= kills * 32, "{doubled} of {} came twice", copies.len());
    for (chat, ids) in asked {
        let firsts: Vec<MessageId> = ids.iter().map(|id| fake.answers_to(*chat, *id)[0].id).collect();
        assert!(firsts.is_sorted(), "chat {chat} reads out of order: {firsts:?}");
    }
    assert_eq!(fake.violations(), Vec::<String>::new());
}
