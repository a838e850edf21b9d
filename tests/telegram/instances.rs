//! Several instances on one PostgreSQL: one leads, another takes over, nothing is lost.

use std::time::Duration;

use crate::databases;
use crate::fake::Fake;
use crate::program::{Program, SOON};

const QUESTION: &str = "sarung goyor itu apa?";
/// A leader that died is missed after its term of 15 seconds.
const TAKEN_OVER: Duration = Duration::from_secs(40);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_takes_over_when_the_leader_dies_or_stops() {
    let Some(place) = databases::postgres().await else { return };
    let fake = Fake::start();
    let (one, two) = (Program::new(&fake).database(&place.url), Program::new(&fake).database(&place.url));
    let leader = one.start();
    let first = fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(7, first).len() == 1, SOON).await;
    let standby = two.start();
    while !two.log().contains("standing by") {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let asked: Vec<_> = (100..140).map(|id| (id, fake.person(id).types(QUESTION))).collect();
    leader.kill();
    let all = |fake: &Fake| asked.iter().all(|(id, asked)| !fake.answers_to(*id, *asked).is_empty());
    fake.wait_until(all, TAKEN_OVER).await;
    assert!(asked.iter().all(|(id, asked)| fake.answers_to(*id, *asked).len() <= 2));

    let next = one.start();
    tokio::time::sleep(Duration::from_secs(1)).await;
    standby.signal("TERM");
    assert!(standby.end(SOON).success());
    let last = fake.person(7).types(QUESTION);
    fake.wait_until(|fake| fake.answers_to(7, last).len() == 1, Duration::from_secs(10)).await;
    assert_eq!(fake.answers_to(7, first).len(), 1);
    drop(next);
}
