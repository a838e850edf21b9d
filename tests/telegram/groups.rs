//! Groups: the bot speaks when it is called, where it was called.

use crate::fake::{Fake, Fault, MessageId, Rule, Seen};
use crate::program::{Program, SOON};

const QUESTION: &str = "sarung goyor itu apa?";

async fn answer(fake: &Fake, chat: i64, question: MessageId) -> Seen {
    fake.wait_until(|fake| !fake.answers_to(chat, question).is_empty(), SOON).await;
    fake.answers_to(chat, question)[0].clone()
}

#[tokio::test]
async fn it_speaks_only_when_called_and_in_the_topic_where_it_was() {
    let fake = Fake::start();
    fake.privacy(false);
    let _running = Program::new(&fake).start();
    let forum = fake.forum(-1001, "Warga");
    let thread = forum.topic("Tanya jawab");
    let budi = fake.person(7).language("id").at(&forum).in_topic(thread);
    let unheard = budi.types(QUESTION);
    let others = budi.types("/help@OtherBot");
    let called = answer(&fake, -1001, budi.types(&format!("😀 @TanyaTestBot {QUESTION}"))).await;
    assert_eq!(called.thread, Some(thread));
    assert!(called.text.contains("Goyor"));
    let replied = answer(&fake, -1001, budi.replies_to(called.id, "kain tenun diekspor ke mana saja?")).await;
    assert!(replied.text.contains("tenun"), "{}", replied.text);
    answer(&fake, -1001, budi.types("/topics@TanyaTestBot")).await;
    answer(&fake, -1001, budi.anonymously().types("/help")).await;
    assert!(fake.answers_to(-1001, unheard).is_empty() && fake.answers_to(-1001, others).is_empty());
}

#[tokio::test]
async fn channel_posts_and_what_telegram_writes_itself_are_no_questions() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    fake.channel(-1002, "Berita").posts(QUESTION);
    let group = fake.group(-50, "Warga");
    let budi = fake.person(7).language("id");
    group.adds_bot(&budi);
    answer(&fake, 7, budi.types(QUESTION)).await;
    assert!(fake.messages(-1002).iter().chain(&fake.messages(-50)).all(|seen| !seen.from_bot));
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_gets_its_answer_there() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let group = fake.group(-60, "Warga");
    let budi = fake.person(7).language("id").at(&group);
    answer(&fake, -60, budi.types(&format!("@TanyaTestBot {QUESTION}"))).await;
    let busy = Fault::Status { code: 502, body: String::new(), acts: false };
    fake.fault(Rule::new("sendMessage", busy).chat(-60));
    budi.types("/help@TanyaTestBot");
    fake.wait_until(|fake| fake.count("sendMessage") >= 2, SOON).await;
    let supergroup = group.migrates_to(-1003);
    let came =
        |fake: &Fake| fake.messages(-1003).iter().any(|seen| seen.from_bot && seen.text.contains("/topics"));
    fake.wait_until(came, SOON).await;
    let there = fake.person(7).at(&supergroup);
    answer(&fake, -1003, there.types(&format!("@TanyaTestBot {QUESTION}"))).await;
}

#[tokio::test]
async fn a_topic_that_is_gone_costs_the_thread_and_not_the_answer() {
    let fake = Fake::start();
    let _running = Program::new(&fake).start();
    let forum = fake.forum(-1004, "Warga");
    let thread = forum.topic("Sebentar");
    let busy = Fault::Status { code: 502, body: String::new(), acts: false };
    fake.fault(Rule::new("sendMessage", busy).chat(-1004));
    let budi = fake.person(7).language("id").at(&forum).in_topic(thread);
    budi.types(&format!("@TanyaTestBot {QUESTION}"));
    fake.wait_until(|fake| fake.count("sendMessage") >= 1, SOON).await;
    forum.deletes_topic(thread);
    fake.wait_until(|fake| fake.messages(-1004).iter().any(|seen| seen.from_bot), SOON).await;
}
