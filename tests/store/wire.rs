//! What a store promises to the wire: updates in order and once, requests marked before
//! they leave, and one leader.

use std::time::Duration;

use tanya::chat::{Chat, ChatId, Rating};
use tanya::clock::Timestamp;
use tanya::faq::TopicId;
use tanya::lang::Lang;
use tanya::store::{
    Arrival, Claim, Draft, End, Ended, Fate, Lease, Link, Outbound, Priority, Record, Settled, Store,
    StoreError, Waiting,
};

use crate::samples::{NOW, ticket};

/// The wire's part of the contract as tests, on a place of `places`.
macro_rules! wire {
    ($place:ident) => {
        wire! { $place:
            a_batch_is_stored_once_however_often_it_comes
            what_cannot_be_handled_is_parked_at_once_and_can_be_tried_again
            updates_of_a_chat_follow_each_other_and_chats_go_side_by_side
            a_failed_update_waits_and_holds_up_its_chat_alone
            an_update_ends_with_all_that_it_changes
            the_same_question_finds_its_open_ticket
            requests_leave_in_order_of_urgency_one_a_chat
            a_busy_chat_is_passed_over_and_taps_go_where_nothing_else_may
            a_request_that_did_not_act_is_tried_again_and_others_of_its_chat_wait
            an_uncertain_answer_is_tried_once_more_and_a_notice_never
            after_a_crash_what_was_under_way_is_in_doubt
            what_was_never_confirmed_as_taken_goes_back
            the_answers_to_a_message_are_found_and_can_be_withdrawn
            a_group_moves_with_all_it_has
            a_person_who_is_lost_is_found_again_when_they_write
            what_is_over_is_forgotten_and_what_waits_is_not
            work_that_panics_is_refused_and_harms_nothing
            hostile_updates_are_only_text
        }
    };
    ($place:ident: $($fact:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(place) = crate::places::$place().await else { return };
            let store = place.open().await;
            let lease = crate::wire::lead(&store, "a").await;
            crate::wire::$fact(&store, &lease).await;
            store.close().await;
        })+
    };
}

const TERM: Duration = Duration::from_secs(60);

pub async fn lead(store: &Store, holder: &str) -> Lease {
    store.lead(None, holder, TERM).await.unwrap().expect("nobody else leads")
}

fn later(milliseconds: u64) -> Timestamp {
    NOW.plus(Duration::from_millis(milliseconds))
}

fn arrival(update: i64, chat: i64) -> Arrival {
    Arrival { update, chat: ChatId(chat), raw: format!("{{\"update_id\":{update}}}"), fault: None }
}

async fn receive(store: &Store, updates: &[(i64, i64)]) -> u64 {
    let arrivals: Vec<Arrival> = updates.iter().map(|(update, chat)| arrival(*update, *chat)).collect();
    store.receive(&arrivals, NOW).await.unwrap()
}

async fn waiting(store: &Store, at: Timestamp) -> Vec<i64> {
    store.waiting(100, at).await.unwrap().iter().map(|one: &Waiting| one.update).collect()
}

fn draft(chat: Option<i64>, priority: Priority) -> Draft {
    let body = "{\"text\":\"a\"}".to_owned();
    Draft {
        chat: chat.map(ChatId),
        method: "sendMessage",
        body,
        priority,
        question: Some(5),
        idempotent: false,
        link: Link::None,
        place: None,
    }
}

/// Settles an update that leads to these requests.
async fn post(store: &Store, lease: &Lease, update: i64, drafts: Vec<Draft>) {
    receive(store, &[(update, update)]).await;
    let settled = Settled::new(update, Fate::Done).sending(Box::new(move |_| drafts));
    store.settle(lease, vec![settled], NOW).await.unwrap();
}

async fn claim(store: &Store, lease: &Lease, limit: usize, busy: &[i64], at: Timestamp) -> Vec<Outbound> {
    store.advance(lease, &[], Claim { limit, busy, taps_only: false }, at).await.unwrap()
}

async fn end(store: &Store, lease: &Lease, request: &Outbound, end: End) {
    let ended = Ended { request: request.clone(), lost: matches!(end, End::Failed(_)), end };
    store.advance(lease, &[ended], Claim { limit: 0, busy: &[], taps_only: false }, NOW).await.unwrap();
}

fn chats(requests: &[Outbound]) -> Vec<Option<i64>> {
    requests.iter().map(|request| request.chat_id).collect()
}

pub async fn a_batch_is_stored_once_however_often_it_comes(store: &Store, _: &Lease) {
    assert_eq!(receive(store, &[(9, 1), (3, 2), (4, 2)]).await, 3);
    assert_eq!(receive(store, &[(3, 2), (9, 1), (1, 3)]).await, 1);
    assert_eq!(receive(store, &[(3, 2)]).await, 0);
    assert_eq!(store.queues().await.unwrap().waiting, 4);
}

pub async fn what_cannot_be_handled_is_parked_at_once_and_can_be_tried_again(store: &Store, _: &Lease) {
    let broken = Arrival { fault: Some("it is no JSON"), ..arrival(-7, 0) };
    store.receive(&[broken], NOW).await.unwrap();
    assert_eq!(waiting(store, NOW).await, Vec::<i64>::new());
    let parked = store.parked(10).await.unwrap();
    assert_eq!((parked[0].update_id, parked[0].fault.as_deref()), (-7, Some("it is no JSON")));
    assert!(store.unpark(-7, NOW).await.unwrap() && !store.unpark(-7, NOW).await.unwrap());
    assert_eq!(waiting(store, NOW).await, [-7]);
    assert!(!store.drop_parked(-7).await.unwrap());
}

pub async fn updates_of_a_chat_follow_each_other_and_chats_go_side_by_side(store: &Store, lease: &Lease) {
    receive(store, &[(4, 1), (2, 1), (3, 2), (1, 3)]).await;
    assert_eq!(waiting(store, NOW).await, [1, 2, 3]);
    store.settle(lease, vec![Settled::new(2, Fate::Done)], NOW).await.unwrap();
    assert_eq!(waiting(store, NOW).await, [1, 3, 4]);
    assert_eq!(store.waiting(2, NOW).await.unwrap().len(), 2);
}

pub async fn a_failed_update_waits_and_holds_up_its_chat_alone(store: &Store, lease: &Lease) {
    receive(store, &[(1, 1), (2, 1), (3, 2)]).await;
    let again = Settled::new(1, Fate::Again(later(500), "it panicked".into()));
    store.settle(lease, vec![again], NOW).await.unwrap();
    assert_eq!(waiting(store, NOW).await, [3]);
    let retried = store.waiting(10, later(500)).await.unwrap();
    assert_eq!((retried[0].update, retried[0].attempts), (1, 1));
    store.settle(lease, vec![Settled::new(1, Fate::Parked("each time".into()))], NOW).await.unwrap();
    assert_eq!(waiting(store, NOW).await, [2, 3]);
}

pub async fn an_update_ends_with_all_that_it_changes(store: &Store, lease: &Lease) {
    receive(store, &[(1, 77)]).await;
    let chat = Chat { language: Some(Lang::En), ..Chat::default() };
    let rating = Rating { topic: TopicId::new("rex-about"), good: false };
    let (asked, wanted) = ([], ticket("berapa?"));
    let record = Record {
        asked: &asked,
        ticket: Some(&wanted),
        rating: Some(&rating),
        message: Some(5),
        ..Record::new(&chat, "v1")
    };
    let settled =
        Settled::new(1, Fate::Done).remembering(ChatId(77), &record, NOW).sending(Box::new(|number| {
            let body = format!("{{\"text\":\"{}\"}}", number.map_or(0, |number| number.0));
            vec![Draft { body, ..draft(Some(77), Priority::Answer) }]
        }));
    store.settle(lease, vec![settled], NOW).await.unwrap();
    assert_eq!(store.chat(ChatId(77)).await.unwrap(), Some(chat));
    assert_eq!(store.tickets(ChatId(77)).await.unwrap().len(), 1);
    let sent = claim(store, lease, 9, &[], NOW).await;
    assert_eq!(sent[0].body.as_deref(), Some("{\"text\":\"1\"}"));
    assert_eq!(waiting(store, NOW).await, Vec::<i64>::new());
}

pub async fn the_same_question_finds_its_open_ticket(store: &Store, _: &Lease) {
    let ask = async |question: &str, message| {
        let (chat, wanted) = (Chat::default(), ticket(question));
        let record = Record { ticket: Some(&wanted), message: Some(message), ..Record::new(&chat, "v1") };
        store.record(ChatId(7), &record, NOW).await.unwrap().unwrap().0
    };
    assert_eq!(ask("berapa?", 1).await, 1);
    assert_eq!(ask("berapa?", 2).await, 1);
    assert_eq!(ask("kapan?", 3).await, 2);
    assert_eq!(ask("kapan ya?", 3).await, 2);
    let questions: Vec<_> =
        store.tickets(ChatId(7)).await.unwrap().into_iter().map(|one| one.question).collect();
    assert_eq!(questions, ["berapa?", "kapan ya?"]);
}

pub async fn requests_leave_in_order_of_urgency_one_a_chat(store: &Store, lease: &Lease) {
    post(store, lease, 1, vec![draft(Some(1), Priority::Notice), draft(Some(2), Priority::Answer)]).await;
    post(store, lease, 2, vec![draft(Some(2), Priority::Answer), draft(None, Priority::Tap)]).await;
    let first = claim(store, lease, 9, &[], NOW).await;
    assert_eq!(chats(&first), [None, Some(2), Some(1)]);
    assert!(first.iter().all(|request| request.copies == 1));
    assert_eq!(
        chats(&claim(store, lease, 9, &[], NOW).await),
        [Some(2)],
        "its chat is the sender's to hold back"
    );
    assert!(claim(store, lease, 9, &[], NOW).await.is_empty());
}

pub async fn a_busy_chat_is_passed_over_and_taps_go_where_nothing_else_may(store: &Store, lease: &Lease) {
    post(store, lease, 1, vec![draft(Some(1), Priority::Answer), draft(None, Priority::Tap)]).await;
    post(store, lease, 2, vec![draft(Some(2), Priority::Answer)]).await;
    let taps = Claim { limit: 9, busy: &[], taps_only: true };
    assert_eq!(chats(&store.advance(lease, &[], taps, NOW).await.unwrap()), [None]);
    assert_eq!(chats(&claim(store, lease, 9, &[1, 5], NOW).await), [Some(2)]);
    assert_eq!(chats(&claim(store, lease, 9, &[], NOW).await), [Some(1)]);
}

pub async fn a_request_that_did_not_act_is_tried_again_and_others_of_its_chat_wait(
    store: &Store,
    lease: &Lease,
) {
    post(store, lease, 1, vec![draft(Some(1), Priority::Answer), draft(Some(1), Priority::Answer)]).await;
    let first = claim(store, lease, 1, &[], NOW).await;
    end(store, lease, &first[0], End::Again(later(1000), "busy".into())).await;
    assert!(claim(store, lease, 9, &[], later(999)).await.is_empty());
    let again = claim(store, lease, 9, &[], later(1000)).await;
    assert_eq!((again.len(), again[0].outbox_id, again[0].copies), (1, first[0].outbox_id, 1));
    end(store, lease, &again[0], End::Sent(Some(8))).await;
    assert_eq!(claim(store, lease, 9, &[], NOW).await.len(), 1);
}

pub async fn an_uncertain_answer_is_tried_once_more_and_a_notice_never(store: &Store, lease: &Lease) {
    post(store, lease, 1, vec![draft(Some(1), Priority::Answer), draft(Some(2), Priority::Notice)]).await;
    for expected in [vec![Some(1), Some(2)], vec![Some(1)], vec![]] {
        let claimed = claim(store, lease, 9, &[], later(10)).await;
        assert_eq!(chats(&claimed), expected);
        for request in &claimed {
            end(store, lease, request, End::Uncertain(later(10), "no answer".into())).await;
        }
    }
    let doubtful = store.undelivered(10).await.unwrap();
    assert_eq!(doubtful.iter().map(|one| one.state.as_str()).collect::<Vec<_>>(), ["uncertain"; 2]);
}

pub async fn after_a_crash_what_was_under_way_is_in_doubt(store: &Store, lease: &Lease) {
    post(store, lease, 1, vec![draft(Some(1), Priority::Answer), draft(Some(2), Priority::Notice)]).await;
    assert_eq!(claim(store, lease, 9, &[], NOW).await.len(), 2);
    assert_eq!(store.recover(lease, NOW, NOW).await.unwrap(), 2);
    let again = claim(store, lease, 9, &[], NOW).await;
    assert_eq!((chats(&again), again[0].copies), (vec![Some(1)], 2));
    assert_eq!(store.recover(lease, NOW, NOW).await.unwrap(), 1);
    assert!(claim(store, lease, 9, &[], NOW).await.is_empty());
}

pub async fn what_was_never_confirmed_as_taken_goes_back(store: &Store, lease: &Lease) {
    post(store, lease, 1, vec![draft(Some(1), Priority::Answer), draft(Some(2), Priority::Answer)]).await;
    let claimed = claim(store, lease, 9, &[], NOW).await;
    store.reclaim(lease, &[claimed[0].outbox_id], NOW).await.unwrap();
    let again = claim(store, lease, 9, &[], NOW).await;
    assert_eq!((chats(&again), again[0].copies), (vec![Some(2)], 1));
}

pub async fn the_answers_to_a_message_are_found_and_can_be_withdrawn(store: &Store, lease: &Lease) {
    post(store, lease, 1, vec![draft(Some(1), Priority::Answer)]).await;
    let sent = claim(store, lease, 9, &[], NOW).await;
    end(store, lease, &sent[0], End::Sent(Some(31))).await;
    let answers = store.answers(ChatId(1), 5).await.unwrap();
    assert_eq!((answers.len(), answers[0].message_id, answers[0].last), (1, Some(31), 1));
    post(store, lease, 2, vec![Draft { question: Some(6), ..draft(Some(1), Priority::Answer) }]).await;
    assert_eq!(store.answers(ChatId(1), 5).await.unwrap()[0].last, 0);
    let later = store.answers(ChatId(1), 6).await.unwrap();
    receive(store, &[(3, 1)]).await;
    let withdrawn = Settled::new(3, Fate::Done).withdrawing(vec![later[0].outbox_id]);
    store.settle(lease, vec![withdrawn], NOW).await.unwrap();
    assert!(claim(store, lease, 9, &[], NOW).await.is_empty());
    assert!(store.answers(ChatId(1), 6).await.unwrap().is_empty());
}

pub async fn a_group_moves_with_all_it_has(store: &Store, lease: &Lease) {
    crate::samples::ask(store, ChatId(-5), "berapa?").await.unwrap();
    post(store, lease, 1, vec![draft(Some(-5), Priority::Answer)]).await;
    receive(store, &[(2, -5)]).await;
    for _ in 0..2 {
        store.move_chat(lease, ChatId(-5), ChatId(-1005)).await.unwrap();
    }
    assert_eq!(store.chat(ChatId(-5)).await.unwrap(), None);
    assert_eq!(store.tickets(ChatId(-1005)).await.unwrap().len(), 1);
    assert_eq!(chats(&claim(store, lease, 9, &[], NOW).await), [Some(-1005)]);
    assert_eq!(store.waiting(9, NOW).await.unwrap()[0].chat, ChatId(-1005));
}

pub async fn a_person_who_is_lost_is_found_again_when_they_write(store: &Store, lease: &Lease) {
    crate::samples::ask(store, ChatId(1), "berapa?").await.unwrap();
    post(store, lease, 9, vec![draft(Some(1), Priority::Answer)]).await;
    let sent = claim(store, lease, 9, &[], NOW).await;
    end(store, lease, &sent[0], End::Failed("Forbidden: bot was blocked by the user".into())).await;
    let told = store.undelivered(9).await.unwrap();
    assert!(told[0].fault.as_deref().unwrap().contains("blocked"));
    receive(store, &[(10, 1)]).await;
    let back = Settled::new(10, Fate::Done).reaching(ChatId(1), None);
    store.settle(lease, vec![back], NOW).await.unwrap();
}

pub async fn what_is_over_is_forgotten_and_what_waits_is_not(store: &Store, lease: &Lease) {
    post(store, lease, 1, vec![draft(Some(1), Priority::Answer), draft(Some(2), Priority::Answer)]).await;
    receive(store, &[(2, 2)]).await;
    store.receive(&[Arrival { fault: Some("it is no JSON"), ..arrival(-7, 0) }], NOW).await.unwrap();
    let sent = claim(store, lease, 1, &[], NOW).await;
    end(store, lease, &sent[0], End::Sent(None)).await;
    assert_eq!(store.purge(NOW).await.unwrap(), 0);
    assert_eq!(store.purge(later(1)).await.unwrap(), 2);
    let queues = store.queues().await.unwrap();
    assert_eq!((queues.waiting, queues.unsent, queues.parked), (1, 1, 1));
    let weeks = Duration::from_secs(29 * 24 * 60 * 60);
    assert_eq!(store.purge(NOW.plus(weeks)).await.unwrap(), 1);
}

pub async fn work_that_panics_is_refused_and_harms_nothing(store: &Store, lease: &Lease) {
    receive(store, &[(1, 1)]).await;
    let bad = Settled::new(1, Fate::Done).sending(Box::new(|_| panic!("on purpose")));
    let refused = store.settle(lease, vec![bad], NOW).await;
    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    assert_eq!(waiting(store, NOW).await, [1]);
    store.settle(lease, vec![Settled::new(1, Fate::Done)], NOW).await.unwrap();
}

pub async fn hostile_updates_are_only_text(store: &Store, _: &Lease) {
    let raw = "{\"a\":\"'; drop table inbox; -- \\u0000 \\ud83d\\ude00 {$x} %s\"}\u{0}\u{1F600}\\";
    let update = Arrival { raw: raw.to_owned(), ..arrival(1, 1) };
    store.receive(&[update], NOW).await.unwrap();
    assert_eq!(store.waiting(1, NOW).await.unwrap()[0].raw, raw.replace('\0', ""));
}

/// On PostgreSQL instances take turns by a lease; whoever slept through its end is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_instance_leads_until_it_lets_go_or_sleeps_too_long() {
    let Some(place) = crate::places::postgres().await else { return };
    let (one, two) = (place.open().await, place.open().await);
    let first = one.lead(None, "one", Duration::from_millis(300)).await.unwrap().unwrap();
    assert!(two.lead(None, "two", TERM).await.unwrap().is_none());
    let kept = one.lead(Some(&first), "one", Duration::from_millis(300)).await.unwrap();
    assert!(kept.is_some());
    tokio::time::sleep(Duration::from_millis(400)).await;
    let second = two.lead(None, "two", TERM).await.unwrap().unwrap();
    receive(&one, &[(1, 1)]).await;
    let late = one.settle(&first, vec![Settled::new(1, Fate::Done)], NOW).await;
    assert!(matches!(late, Err(StoreError::Fenced)), "{late:?}");
    let late = one.advance(&first, &[], Claim { limit: 1, busy: &[], taps_only: false }, NOW).await;
    assert!(matches!(late, Err(StoreError::Fenced)), "{late:?}");
    two.settle(&second, vec![Settled::new(1, Fate::Done)], NOW).await.unwrap();
    two.let_go(second).await.unwrap();
    assert!(one.lead(None, "one", TERM).await.unwrap().is_some());
    one.close().await;
    two.close().await;
}

/// A SQLite file is led by one process at a time, for as long as it holds on.
#[tokio::test]
async fn a_file_is_led_by_whoever_holds_its_lock() {
    let place = crate::places::file().await.unwrap();
    let (one, two) = (place.open().await, place.open().await);
    let first = lead(&one, "one").await;
    assert!(two.lead(None, "two", TERM).await.unwrap().is_none());
    one.let_go(first).await.unwrap();
    assert!(two.lead(None, "two", TERM).await.unwrap().is_some());
}
