//! What a store promises to the people whose words it keeps: they may see it, they may
//! end it, it ends by itself, and what is personal never gets in.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tanya::app::App;
use tanya::chat::{Asked, ChatId, Incoming, NewTicket, Outcome, PersonId, Rating, Said, TicketNumber};
use tanya::clock::{Clock, Timestamp};
use tanya::config::Retention;
use tanya::faq::TopicId;
use tanya::knowledge::{Knowledge, Origin};
use tanya::staff::{Closing, PostKind, PostState, Ticket, TicketState};
use tanya::store::{
    Actor, Also, Arrival, Claim, Draft, Event, Fate, Lease, Link, NewPost, Priority, Record, Settled, Step,
    Store,
};

use crate::places::Place;
use crate::samples::{NOW, asked, log, ticket, whole_chat};

/// These facts as tests, on a place of `places`.
macro_rules! privacy {
    ($place:ident) => {
        privacy! { $place:
            a_person_sees_all_that_is_theirs_and_nothing_of_others
            who_is_forgotten_leaves_no_word_and_all_counts
            a_forgotten_persons_requests_are_not_sent_but_the_farewell_is
            a_card_of_many_tickets_outlives_one_of_its_askers
            a_restraint_that_runs_outlives_forgetting
            forgetting_nobody_changes_nothing
            what_was_kept_long_enough_goes_and_the_rest_stays
            a_number_that_was_given_is_not_given_again
            what_was_answered_loses_its_words_before_the_rest
            nothing_unmasked_is_kept
        }
    };
    ($place:ident: $($fact:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(place) = crate::places::$place().await else { return };
            let store = place.open().await;
            let lease = crate::wire::lead(&store, "a").await;
            crate::privacy::$fact(&place, &store, &lease).await;
            store.close().await;
        })+
    };
}

/// Who asks, and somebody else; a group that both write in; the office's group.
const ME: i64 = 700_123;
const OTHER: i64 = 800_123;
const GROUP: i64 = -500_123;
const OFFICE: i64 = -100_900;
/// A person of the office.
const STAFF: PersonId = PersonId(900_123);

fn days(days: u32) -> Duration {
    Duration::from_secs(u64::from(days) * 24 * 60 * 60)
}

/// One turn in a chat, with a question, a ticket and a thumb; the ticket's number. Each
/// question is a message of its own: the same message asks for the same ticket.
async fn turn(store: &Store, chat: i64, person: i64, question: &str, at: Timestamp) -> TicketNumber {
    let asked: [Asked; 1] = [asked(Outcome::Unknown, Some(question))];
    let wanted: NewTicket = ticket(question);
    let rating = Rating { topic: TopicId::new("rex-about"), good: true };
    let known = whole_chat();
    let record = Record {
        asked: &asked,
        ticket: Some(&wanted),
        rating: Some(&rating),
        message: Some(question.bytes().map(i64::from).sum()),
        asker: Some(PersonId(person)),
        ..Record::new(&known, "v1")
    };
    store.record(ChatId(chat), &record, at).await.unwrap().unwrap()
}

fn post(number: TicketNumber, kind: PostKind, chat: i64, text: &str) -> NewPost {
    NewPost {
        ticket: number,
        kind,
        chat: ChatId(chat),
        message: Some(5),
        from: None,
        album: None,
        author: None,
        media: false,
        text: Some(text.to_owned()),
    }
}

/// A conversation about a ticket: a card, a word of each side, a note.
async fn talk(store: &Store, lease: &Lease, number: TicketNumber, chat: i64, person: i64) {
    let from = Some((ChatId(chat), 6));
    let said =
        NewPost { author: Some(PersonId(person)), from, ..post(number, PostKind::In, OFFICE, "katanya") };
    let told = NewPost { author: Some(STAFF), ..post(number, PostKind::Out, chat, "jawabannya") };
    let posts = [
        post(number, PostKind::Card, OFFICE, "kartunya"),
        said,
        told,
        post(number, PostKind::Note, OFFICE, "catatannya"),
    ];
    let errand =
        posts.into_iter().fold(Settled::errand(), |errand, post| errand.with(Also::Post(Box::new(post))));
    store.settle(lease, vec![errand], NOW).await.unwrap();
}

async fn forget(store: &Store, lease: &Lease, update: i64, person: i64, drafts: Vec<Draft>) {
    let arrival = Arrival { update, chat: ChatId(person), raw: "{}".into(), fault: None };
    store.receive(&[arrival], NOW).await.unwrap();
    let settled = Settled::new(update, Fate::Done).forgetting(PersonId(person)).sending(Box::new(|_| drafts));
    store.settle(lease, vec![settled], NOW).await.unwrap();
}

fn draft(chat: i64, text: &str) -> Draft {
    Draft {
        chat: Some(ChatId(chat)),
        method: "sendMessage",
        body: json!({ "text": text }).to_string(),
        priority: Priority::Answer,
        question: None,
        idempotent: false,
        link: Link::None,
        place: None,
    }
}

async fn send(store: &Store, lease: &Lease, drafts: Vec<Draft>) {
    let errand = Settled::errand().sending(Box::new(move |_| drafts));
    store.settle(lease, vec![errand], NOW).await.unwrap();
}

async fn unsent(store: &Store, lease: &Lease) -> Vec<String> {
    let claim = Claim { limit: 100, busy: &[], taps_only: false };
    let claimed = store.advance(lease, &[], claim, NOW).await.unwrap();
    let text = |body: &str| serde_json::from_str::<Value>(body).unwrap()["text"].as_str().unwrap().to_owned();
    claimed.iter().filter_map(|request| request.body.as_deref()).map(text).collect()
}

async fn restrain(store: &Store, lease: &Lease, person: i64, until: Option<Timestamp>) {
    let restraint = Also::Restrain { person: PersonId(person), until, why: "spam", by: Actor::Staff(STAFF) };
    store.settle(lease, vec![Settled::errand().with(restraint)], NOW).await.unwrap();
}

async fn stored(store: &Store, person: i64) -> Value {
    store.stored_of(PersonId(person)).await.unwrap()
}

pub async fn a_person_sees_all_that_is_theirs_and_nothing_of_others(_: &Place, store: &Store, lease: &Lease) {
    assert_eq!(stored(store, ME).await, json!({}));
    let mine = turn(store, ME, ME, "pertanyaanku", NOW).await;
    talk(store, lease, mine, ME, ME).await;
    let in_group = turn(store, GROUP, ME, "kutanya di grup", NOW).await;
    talk(store, lease, in_group, GROUP, OTHER).await;
    let theirs = turn(store, GROUP, OTHER, "rahasia orang", NOW).await;
    talk(store, lease, theirs, GROUP, OTHER).await;
    turn(store, OTHER, OTHER, "rahasia lain", NOW).await;
    restrain(store, lease, ME, Some(NOW.plus(days(1)))).await;

    let all = stored(store, ME).await;
    assert_eq!(all["questions"].as_array().unwrap().len(), 1);
    assert_eq!(all["questions"][0]["text"], "pertanyaanku");
    assert_eq!(all["questions"][0]["at"], "2020-02-04T17:40:00Z");
    let numbers: Vec<_> =
        all["tickets"].as_array().unwrap().iter().map(|one| one["number"].clone()).collect();
    assert_eq!(numbers, [json!(in_group.0), json!(mine.0)]);
    let told: Vec<_> = all["tickets"][1]["messages"].as_array().unwrap().iter().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!((&told[0]["from"], &told[0]["text"]), (&json!("you"), &json!("katanya")));
    assert_eq!((&told[1]["from"], &told[1]["text"]), (&json!("office"), &json!("jawabannya")));
    // In the group somebody else went on with it: that is theirs.
    assert_eq!(all["tickets"][0]["messages"].as_array().unwrap().len(), 1);
    assert_eq!(all["ratings"][0]["good"], true);
    assert_eq!(all["chat"]["language"], "en");
    assert_eq!(all["restraint"]["kind"], "muted");
    let words = all.to_string();
    for secret in ["rahasia", "catatannya", "kartunya", &STAFF.0.to_string(), &OTHER.to_string()] {
        assert!(!words.contains(secret), "{secret} in {words}");
    }
    assert_eq!(stored(store, GROUP).await, json!({}), "a group is nobody");
}

pub async fn who_is_forgotten_leaves_no_word_and_all_counts(place: &Place, store: &Store, lease: &Lease) {
    let mine = turn(store, ME, ME, "pertanyaanku", NOW).await;
    talk(store, lease, mine, ME, ME).await;
    let in_group = turn(store, GROUP, ME, "kutanya di grup", NOW).await;
    let theirs = turn(store, GROUP, OTHER, "rahasia orang", NOW).await;
    talk(store, lease, theirs, GROUP, OTHER).await;
    let parked = Arrival {
        update: 77,
        chat: ChatId(ME),
        raw: "{\"text\":\"kata rusak\"}".into(),
        fault: Some("it is no JSON"),
    };
    store.receive(&[parked], NOW).await.unwrap();
    let follower = store.ticket(theirs).await.unwrap().unwrap();
    let follower = Ticket { leader: Some(mine), ..follower };
    let event = Event { ticket: Some(theirs), actor: Actor::Program, act: "joined", detail: String::new() };
    store
        .settle(lease, vec![Settled::errand().stepping(Step { ticket: follower, event })], NOW)
        .await
        .unwrap();
    let (counts, others) = (store.counts().await.unwrap(), stored(store, OTHER).await);

    for update in [90, 91] {
        forget(store, lease, update, ME, Vec::new()).await;
        assert_eq!(stored(store, ME).await, json!({}));
        assert_eq!(store.chat(ChatId(ME)).await.unwrap(), None);
        assert!(store.tickets(ChatId(ME)).await.unwrap().is_empty());
    }
    for number in [mine, in_group] {
        let gone = store.ticket(number).await.unwrap().unwrap();
        assert_eq!((gone.question.as_str(), gone.asker, gone.state), ("", None, TicketState::Closed));
        assert_eq!(gone.closed, Some((NOW, Closing::Withdrawn)));
        assert!(gone.version > 1 && gone.chat != ChatId(ME) && gone.chat != ChatId(GROUP));
        for post in store.posts(number).await.unwrap() {
            assert_eq!((post.text, post.from), (None, None));
            assert!(post.chat != ChatId(ME) && post.author != Some(PersonId(ME)));
        }
    }
    assert!(store.unshown(9).await.unwrap().iter().any(|one| one.number == mine), "its card must change");
    assert_eq!(store.counts().await.unwrap(), counts);
    assert_eq!(stored(store, OTHER).await, others);
    assert_eq!(store.ticket(theirs).await.unwrap().unwrap().leader, None, "it gets an answer of its own");
    assert_eq!(store.chat(ChatId(GROUP)).await.unwrap(), Some(whole_chat()));
    for (column, value) in place.texts().await {
        for word in ["pertanyaanku", "kutanya di grup", "kata rusak"] {
            assert!(!value.contains(word), "{word} in {column}");
        }
    }
}

pub async fn a_forgotten_persons_requests_are_not_sent_but_the_farewell_is(
    _: &Place,
    store: &Store,
    lease: &Lease,
) {
    let mine = turn(store, ME, ME, "pertanyaanku", NOW).await;
    let card =
        Link::Makes(Box::new(NewPost { message: None, ..post(mine, PostKind::Card, OFFICE, "kartu") }));
    let notice = Draft { link: card, ..draft(OFFICE, "ada pertanyaanku") };
    send(store, lease, vec![draft(ME, "jawaban lama"), notice, draft(OTHER, "untuk orang lain")]).await;
    forget(store, lease, 90, ME, vec![draft(ME, "selamat tinggal")]).await;
    let mut sent = unsent(store, lease).await;
    sent.sort();
    assert_eq!(sent, ["selamat tinggal", "untuk orang lain"]);
    let states: Vec<_> = store.posts(mine).await.unwrap().into_iter().map(|post| post.state).collect();
    assert_eq!(states, [PostState::Gone], "a card that never was is not waited for");
}

pub async fn a_card_of_many_tickets_outlives_one_of_its_askers(_: &Place, store: &Store, lease: &Lease) {
    let mine = turn(store, ME, ME, "pertanyaanku", NOW).await;
    let many = NewPost { message: None, text: None, ..post(mine, PostKind::Digest, OFFICE, "") };
    send(store, lease, vec![Draft { link: Link::Makes(Box::new(many)), ..draft(OFFICE, "banyak") }]).await;
    forget(store, lease, 90, ME, Vec::new()).await;
    assert_eq!(unsent(store, lease).await, ["banyak"]);
    assert_eq!(store.posts(mine).await.unwrap()[0].state, PostState::Planned);
}

pub async fn a_restraint_that_runs_outlives_forgetting(_: &Place, store: &Store, lease: &Lease) {
    for (until, stays) in [(None, true), (Some(NOW.plus(days(1))), true), (Some(NOW), false)] {
        restrain(store, lease, ME, until).await;
        forget(store, lease, until.map_or(1, |at| at.0), ME, Vec::new()).await;
        assert_eq!(stored(store, ME).await.get("restraint").is_some(), stays);
    }
}

pub async fn forgetting_nobody_changes_nothing(_: &Place, store: &Store, lease: &Lease) {
    turn(store, GROUP, ME, "pertanyaanku", NOW).await;
    let before = (stored(store, ME).await, store.chat(ChatId(GROUP)).await.unwrap());
    for person in [GROUP, 0, i64::MIN, 1] {
        forget(store, lease, 90 + person.signum(), person, Vec::new()).await;
    }
    assert_eq!((stored(store, ME).await, store.chat(ChatId(GROUP)).await.unwrap()), before);
}

async fn close(store: &Store, lease: &Lease, number: TicketNumber, at: Timestamp) {
    let ticket = store.ticket(number).await.unwrap().unwrap();
    let ticket = Ticket { state: TicketState::Closed, closed: Some((at, Closing::Staff)), ..ticket };
    let event = Event { ticket: Some(number), actor: Actor::Program, act: "closed", detail: String::new() };
    store.settle(lease, vec![Settled::errand().stepping(Step { ticket, event })], at).await.unwrap();
}

pub async fn what_was_kept_long_enough_goes_and_the_rest_stays(_: &Place, store: &Store, lease: &Lease) {
    let keep = Retention { asked_days: 10, answered_days: 5, closed_tickets_days: 20, audit_days: 30 };
    let (old, open) = (turn(store, ME, ME, "lama", NOW).await, turn(store, ME, ME, "terbuka", NOW).await);
    let young = turn(store, OTHER, OTHER, "baru", NOW.plus(days(9))).await;
    talk(store, lease, old, ME, ME).await;
    for number in [old, young] {
        close(store, lease, number, NOW.plus(days(9))).await;
    }
    restrain(store, lease, ME, Some(NOW.plus(days(1)))).await;
    let counts = store.counts().await.unwrap();

    let removed = store.retain(&keep, NOW).await.unwrap();
    assert_eq!(removed.total(), 0, "{removed:?}");
    let removed = store.retain(&keep, NOW.plus(days(11))).await.unwrap();
    assert_eq!((removed.asked, removed.ratings, removed.chats, removed.restraints), (2, 2, 1, 1));
    assert_eq!((removed.tickets, removed.events), (0, 0));
    let texts: Vec<_> = store.unresolved(9).await.unwrap().into_iter().map(|one| one.asked.text).collect();
    assert_eq!(texts, [Some("baru".to_owned())]);
    assert_eq!(store.chat(ChatId(ME)).await.unwrap().unwrap().offer, None, "what was offered goes too");

    let removed = store.retain(&keep, NOW.plus(days(31))).await.unwrap();
    assert_eq!((removed.tickets, removed.asked, removed.ratings, removed.events), (2, 1, 1, 0));
    assert_eq!(store.ticket(old).await.unwrap(), None);
    assert!(store.posts(old).await.unwrap().is_empty());
    assert_eq!(store.ticket(open).await.unwrap().unwrap().question, "terbuka", "an open one waits on");
    assert_eq!(store.chat(ChatId(OTHER)).await.unwrap(), None, "of whom nothing else is kept");
    let removed = store.retain(&keep, NOW.plus(days(40))).await.unwrap();
    assert_eq!((removed.events, removed.total()), (2, 2));
    assert_eq!(store.counts().await.unwrap(), counts);
    assert_eq!(store.retain(&keep, NOW.plus(days(40))).await.unwrap().total(), 0);
}

pub async fn what_was_answered_loses_its_words_before_the_rest(_: &Place, store: &Store, _: &Lease) {
    let keep = Retention { asked_days: 10, answered_days: 5, closed_tickets_days: 20, audit_days: 30 };
    for (outcome, words) in [(Outcome::Answered, "terjawab"), (Outcome::Person, "petugas")] {
        log(store, ChatId(ME), &[asked(outcome, Some(words))], NOW).await;
    }
    log(store, ChatId(ME), &[asked(Outcome::Unknown, Some("belum"))], NOW).await;
    let counts = store.counts().await.unwrap();
    assert_eq!(store.retain(&keep, NOW.plus(days(5))).await.unwrap().answered, 0, "not a moment before");
    assert_eq!(store.retain(&keep, NOW.plus(days(6))).await.unwrap().answered, 2);
    let kept = store.logged(NOW, None, 9).await.unwrap();
    assert_eq!(kept.into_iter().map(|one| one.asked.text.unwrap()).collect::<Vec<_>>(), ["belum"]);
    let shown = stored(store, ME).await.to_string();
    assert!(shown.contains("belum") && !shown.contains("terjawab"), "{shown}");
    assert_eq!(store.counts().await.unwrap(), counts);
}

pub async fn a_number_that_was_given_is_not_given_again(_: &Place, store: &Store, lease: &Lease) {
    let keep = Retention { asked_days: 1, answered_days: 1, closed_tickets_days: 1, audit_days: 1 };
    let old = turn(store, ME, ME, "lama", NOW).await;
    close(store, lease, old, NOW).await;
    assert_eq!(store.retain(&keep, NOW.plus(days(2))).await.unwrap().tickets, 1);
    assert!(turn(store, ME, ME, "baru", NOW).await > old);
}

/// Numbers and addresses as people type them, and what of each must be nowhere.
const PERSONAL: [(&str, &str); 9] = [
    ("3374061203950001", "3374061203950001"),
    ("33.7406.120395.0001", "3374061203950001"),
    ("３３７４０６１２０３９５０００１", "３３７４０６１２０３９５０００１"),
    ("09.254.294.3-407.000", "092542943407000"),
    ("0812\n2856\n2266", "081228562266"),
    ("+62 (0)812\u{200B}2856 2266", "620812\u{200B}28562266"),
    ("137-00-1123456-7", "1370011234567"),
    ("budi.santoso@contoh.co.id", "santoso"),
    ("budi.santoso [at] contoh dot co dot id", "santoso"),
];

pub async fn nothing_unmasked_is_kept(place: &Place, store: &Store, _: &Lease) {
    let files = Origin::BuiltIn.files().unwrap();
    let knowledge = Arc::new(Knowledge::load(&files).unwrap());
    let app = App::new(knowledge, Some(store.clone()), Clock::fixed(NOW));
    for (number, (personal, _)) in PERSONAL.iter().enumerate() {
        let chat = 1000 + i64::try_from(number).unwrap();
        for said in [
            format!("tolong cek berkas {personal} dong"),
            personal.to_string(),
            format!("biaya ikut inkubasi berapa? wa saya {personal}"),
            format!("rex itu apa ya {personal}"),
            format!("/start {personal}"),
            "petugas".to_owned(),
        ] {
            let incoming = Incoming {
                chat: ChatId(chat),
                person: Some(PersonId(chat)),
                message: Some(1),
                album: None,
                hint: None,
                said: Said::Text(said),
            };
            assert!(!app.handle(&incoming).await.is_empty());
        }
    }
    assert!(store.counts().await.unwrap().unknown > 0);
    for (column, value) in place.texts().await {
        for (_, personal) in PERSONAL {
            let bare: String = value.chars().filter(|c| c.is_alphanumeric() || *c == '\u{200B}').collect();
            assert!(!bare.contains(personal), "{personal} in {column}: {value}");
        }
    }
}
