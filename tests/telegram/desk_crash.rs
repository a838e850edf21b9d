//! An escalation through a crash at each named place of its way: nothing is lost, and
//! nothing comes more often than a crash between Telegram and our noting it explains.

use std::time::Duration;

use tanya::chat::PersonId;
use tanya::clock::Timestamp;
use tanya::lang::Lang;
use tanya::secret::digest;
use tanya::staff::{Invite, Role};
use tanya::store::Store;

use crate::fake::{Fake, Seen};
use crate::program::{Program, Running, SOON};

const GROUP: i64 = -1009;
const CONFIG: &str = "[limits]\ntotal_per_second = 0\nchat_per_second = 0\ngroup_per_minute = 0\n\
    [staff]\ngroup = -1009\nadmins = [900]\n";

/// The program, started again whenever it has ended.
struct Undying {
    program: Program,
    running: Running,
    place: String,
    crashes: usize,
}

impl Undying {
    /// Waits until something is to be seen.
    async fn until(&mut self, what: &str, seen: impl Fn() -> bool) {
        let start = std::time::Instant::now();
        while !seen() {
            assert!(
                start.elapsed() < SOON,
                "{what} never came after a crash at {}; {}",
                self.place,
                self.program.log()
            );
            if self.running.has_ended() {
                self.crashes += 1;
                self.running = self.program.start();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

async fn joined(program: &Program) {
    let store = Store::open(program.url()).await.unwrap();
    let invite = Invite { role: Role::Contact, programme: None, contact: None };
    let now = Timestamp(0);
    store.add_invite(&digest("code"), &invite, now, now.plus(Duration::from_secs(60))).await.unwrap();
    assert!(store.join(&digest("code"), PersonId(901), "Sari", Lang::Id, now).await.unwrap().is_some());
    store.close().await;
}

fn find(fake: &Fake, chat: i64, words: &str) -> Vec<Seen> {
    fake.messages(chat).into_iter().filter(|seen| seen.from_bot && seen.text.contains(words)).collect()
}

/// One escalation with a crash at a place; how often each message came.
async fn escalation(place: &str) -> Vec<usize> {
    let fake = Fake::start();
    let group = fake.supergroup(GROUP, "Kantor");
    group.promotes_bot(&fake.person(900), true);
    let (budi, sari) = (fake.person(7).language("id"), fake.person(901).named("Sari").at(&group));
    let program = Program::new(&fake).config(CONFIG);
    joined(&program).await;
    let program = program.var("TANYA_CRASH_AT", place);
    let running = program.start();
    let mut undying = Undying { program: program.plain(), running, place: place.to_owned(), crashes: 0 };

    budi.types("berapa harga tiket kereta ke Surabaya besok?");
    let cards = |fake: &Fake| find(fake, GROUP, "Ditanyakan");
    undying.until("the card", || !cards(&fake).is_empty()).await;
    sari.replies_to(cards(&fake)[0].id, "Silakan tanya ke KAI.");
    undying.until("the answer", || !find(&fake, 7, "Silakan tanya").is_empty()).await;
    budi.types("KAI tidak menjawab");
    undying.until("the asker's word", || !find(&fake, GROUP, "KAI tidak menjawab").is_empty()).await;
    sari.replies_to(find(&fake, GROUP, "KAI tidak menjawab")[0].id, "Kami telepon dulu.");
    undying.until("the second answer", || !find(&fake, 7, "Kami telepon").is_empty()).await;
    budi.types("/done");
    undying.until("the farewell", || !find(&fake, 7, "Seberapa puas").is_empty()).await;
    undying.until("the closed card", || cards(&fake).iter().any(|card| card.text.contains("Selesai"))).await;
    // Whatever a crash left in doubt has had its one more try.
    if undying.crashes > 0 {
        tokio::time::sleep(Duration::from_millis(2500)).await;
    }
    assert_eq!(undying.crashes, 1, "{place} was never reached, or more than once");
    assert_eq!(fake.violations(), Vec::<String>::new(), "{place}");
    let told = ["Silakan tanya", "Kami telepon", "Seberapa puas"].map(|words| find(&fake, 7, words).len());
    let heard = find(&fake, GROUP, "💬 1: KAI tidak menjawab").len();
    told.into_iter().chain([heard, cards(&fake).len()]).collect()
}

fn doubled(copies: &[usize]) -> usize {
    copies.iter().filter(|copies| **copies == 2).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_escalation_survives_a_crash_at_each_place_of_its_way() {
    for place in [
        "inbox committed:2",
        "before the transaction:3",
        "before the desk files:1",
        "filed:2",
        "outbox committed:2",
        "sending committed:3",
        "before the first byte:4",
        // The card is there and nobody noted it: a reply to it is an answer all the same.
        "answer read:2",
        "answer read:6",
    ] {
        let mut copies = escalation(place).await;
        let in_doubt = place.starts_with("answer read") || place.starts_with("before the first byte");
        // Elsewhere a crash may cut off another request by chance, but not twice in a row.
        if !in_doubt && doubled(&copies) > 0 {
            copies = escalation(place).await;
        }
        assert!(copies.iter().all(|copies| (1..=2).contains(copies)), "{place}: {copies:?}");
        assert!(doubled(&copies) <= usize::from(in_doubt), "{place}: {copies:?}");
    }
}
