//! What every store promises to its callers, whatever the database.

use std::collections::BTreeSet;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tanya::chat::{Asked, Chat, ChatId, NewTicket, Offer, Outcome, TicketNumber};
use tanya::clock::Timestamp;
use tanya::faq::TopicId;
use tanya::lang::Lang;
use tanya::staff::{Ticket, TicketState};
use tanya::store::{Counts, Logged, Record, Store, StoreError};

use crate::samples::{ASKER, NOW, ask, asked, log, remember, ticket, whole_chat};

/// The contract as tests, on a place of `places`.
macro_rules! contract {
    ($place:ident) => {
        contract! { $place:
            a_chat_nobody_wrote_in_is_none
            a_chat_is_remembered_whole
            a_chat_is_what_was_recorded_last
            a_ticket_is_stored_with_its_question
            ticket_numbers_rise_from_one
            records_at_the_same_time_get_numbers_of_their_own
            tickets_belong_to_their_chat
            a_number_that_was_not_given_is_no_ticket
            unresolved_questions_come_newest_first
            questions_are_counted_by_outcome
            hostile_text_is_only_text
            what_was_answered_is_not_unresolved_but_keeps_its_words
            text_loses_nothing_but_its_nul_characters
            extreme_values_are_kept
            a_score_that_is_no_number_is_no_failure
            a_caller_that_goes_away_harms_nothing
            a_store_that_is_used_answers_a_ping
            a_closed_store_is_unavailable
        }
    };
    ($place:ident: $($fact:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(place) = crate::places::$place().await else { return };
            let store = place.open().await;
            crate::contract::$fact(&store).await;
            store.close().await;
        })+
    };
}

pub async fn a_chat_nobody_wrote_in_is_none(store: &Store) {
    assert_eq!(store.chat(ASKER).await.unwrap(), None);
    assert_eq!(store.tickets(ASKER).await.unwrap(), []);
    assert_eq!(store.counts().await.unwrap(), Counts::default());
}

pub async fn a_chat_is_remembered_whole(store: &Store) {
    remember(store, &whole_chat()).await;
    assert_eq!(store.chat(ASKER).await.unwrap(), Some(whole_chat()));
    assert_eq!(store.chat(ChatId(1)).await.unwrap(), None);
}

pub async fn a_chat_is_what_was_recorded_last(store: &Store) {
    remember(store, &whole_chat()).await;
    let nothing_offered = Chat { offer: None, unknowns: 0, ..whole_chat() };
    remember(store, &nothing_offered).await;
    assert_eq!(store.chat(ASKER).await.unwrap(), Some(nothing_offered));
    remember(store, &Chat::default()).await;
    assert_eq!(store.chat(ASKER).await.unwrap(), Some(Chat::default()));
}

pub async fn a_ticket_is_stored_with_its_question(store: &Store) {
    let number = ask(store, ASKER, "berapa biayanya?").await.unwrap();
    let NewTicket { programme, lang, question, offered } = ticket("berapa biayanya?");
    let expected = Ticket {
        number,
        chat: ASKER,
        state: TicketState::Open,
        programme,
        lang,
        question,
        offered,
        asked_at: NOW,
        thread: None,
        message: None,
        asker: None,
        version: 1,
        posts: 0,
        owner: None,
        leader: None,
        told_at: None,
        heard_at: None,
        due_at: None,
        reminded: 0,
        closed: None,
        content: None,
        news: false,
        hint: true,
    };
    assert_eq!(store.ticket(number).await.unwrap(), Some(expected));
    let unresolved = store.unresolved(10).await.unwrap();
    assert_eq!(unresolved.len(), 1);
    assert_eq!(unresolved[0].asked, asked(Outcome::Unknown, Some("berapa biayanya?")));
    assert_eq!(unresolved[0].chat, ASKER);
    assert_eq!(unresolved[0].asked_at, NOW);
    assert_eq!(unresolved[0].knowledge, "v1");
}

pub async fn ticket_numbers_rise_from_one(store: &Store) {
    for expected in 1..=3 {
        assert_eq!(ask(store, ASKER, &format!("{expected}?")).await.unwrap(), TicketNumber(expected));
    }
}

pub async fn records_at_the_same_time_get_numbers_of_their_own(store: &Store) {
    let asking: Vec<_> = (0..40)
        .map(|chat| {
            let store = store.clone();
            tokio::spawn(async move { ask(&store, ChatId(chat % 4), &format!("{chat}?")).await.unwrap() })
        })
        .collect();
    let mut numbers = BTreeSet::new();
    for asked in asking {
        numbers.insert(asked.await.unwrap());
    }
    assert_eq!(numbers, (1..=40).map(TicketNumber).collect());
    assert_eq!(store.counts().await.unwrap().unknown, 40);
}

pub async fn tickets_belong_to_their_chat(store: &Store) {
    let first = ask(store, ASKER, "first").await.unwrap();
    let elsewhere = ask(store, ChatId(-100), "elsewhere").await.unwrap();
    let second = ask(store, ASKER, "second").await.unwrap();
    let numbers = |tickets: Vec<Ticket>| -> Vec<_> { tickets.iter().map(|ticket| ticket.number).collect() };
    assert_eq!(numbers(store.tickets(ASKER).await.unwrap()), [first, second]);
    assert_eq!(numbers(store.tickets(ChatId(-100)).await.unwrap()), [elsewhere]);
}

pub async fn a_number_that_was_not_given_is_no_ticket(store: &Store) {
    for number in [0, 1, -1, i64::MAX] {
        assert_eq!(store.ticket(TicketNumber(number)).await.unwrap(), None);
    }
}

pub async fn unresolved_questions_come_newest_first(store: &Store) {
    let turns = [(1, "old"), (3, "newest"), (2, "newer")];
    for (at, text) in turns {
        let asked = [asked(Outcome::Unsure, Some(text)), asked(Outcome::Answered, None)];
        let chat = Chat::default();
        let record = Record { asked: &asked, ..Record::new(&chat, "v1") };
        store.record(ASKER, &record, Timestamp(at)).await.unwrap();
    }
    let mut texts = Vec::new();
    for limit in [0, 2, u32::MAX] {
        let unresolved = store.unresolved(limit).await.unwrap();
        texts.push(unresolved.into_iter().map(|one| one.asked.text.unwrap()).collect::<Vec<_>>().join(" "));
    }
    assert_eq!(texts, ["", "newest newer", "newest newer old"]);
}

pub async fn what_was_answered_is_not_unresolved_but_keeps_its_words(store: &Store) {
    use Outcome::*;
    for (at, outcome) in [Answered, Unsure, Person, Unknown, Unknown].into_iter().enumerate() {
        let text = format!("{at}");
        let asked = [asked(outcome, Some(&text).filter(|_| at < 4).map(String::as_str))];
        log(store, ASKER, &asked, Timestamp(10)).await;
    }
    let words = |logged: &[Logged]| -> Vec<String> {
        logged.iter().map(|one| one.asked.text.clone().unwrap()).collect()
    };
    assert_eq!(words(&store.unresolved(9).await.unwrap()), ["3", "1"]);
    let first = store.logged(Timestamp(10), None, 3).await.unwrap();
    assert_eq!(words(&first), ["3", "2", "1"], "of one moment the later are newer");
    let rest = store.logged(Timestamp(10), first.last(), 3).await.unwrap();
    assert_eq!(words(&rest), ["0"]);
    assert_eq!(rest[0].asked.programme.as_deref(), Some("incubation"));
    assert!(store.logged(Timestamp(10), rest.last(), 3).await.unwrap().is_empty());
    assert!(store.logged(Timestamp(11), None, 3).await.unwrap().is_empty());
}

pub async fn questions_are_counted_by_outcome(store: &Store) {
    use Outcome::*;
    let asked: Vec<Asked> = [Answered, Unsure, Answered, Person, Unknown, Answered, Person]
        .into_iter()
        .map(|outcome| asked(outcome, None))
        .collect();
    let chat = Chat::default();
    let record = Record { asked: &asked, ..Record::new(&chat, "v1") };
    store.record(ASKER, &record, NOW).await.unwrap();
    let expected = Counts { answered: 3, unsure: 1, unknown: 1, person: 2 };
    assert_eq!(store.counts().await.unwrap(), expected);
}

pub async fn hostile_text_is_only_text(store: &Store) {
    let texts = [
        "'; drop table ticket; --",
        "\" or \"\"=\"",
        "$1 $2 ? :a @b {0} %s %n",
        "back\\slash \\x00 \\' E'\\n'",
        "line\r\nline\tand\u{7}bell\u{1b}[31m",
        "<b>&amp;</b> { $contacts }",
        "\u{202e}right to left\u{2066}",
        "e\u{301}\u{301}\u{301} \u{feff} \u{ffff} \u{10ffff}",
        "",
        &"😀".repeat(4096),
        &"'".repeat(4096),
    ];
    for text in texts {
        let number = ask(store, ASKER, text).await.unwrap();
        assert_eq!(store.ticket(number).await.unwrap().unwrap().question, text);
        let offer = Offer { question: text.into(), lang: Lang::En, options: vec![TopicId::new(text)] };
        let chat = Chat { last_topic: Some(TopicId::new(text)), offer: Some(offer), ..Chat::default() };
        remember(store, &chat).await;
        assert_eq!(store.chat(ASKER).await.unwrap(), Some(chat));
    }
    assert_eq!(store.tickets(ASKER).await.unwrap().len(), texts.len());
    assert_eq!(store.unresolved(1).await.unwrap()[0].asked.text.as_deref(), Some(texts[10]));
}

pub async fn text_loses_nothing_but_its_nul_characters(store: &Store) {
    let nul = "\0a\0\0b\0";
    let topic = Some(TopicId::new(nul));
    let offer = Some(Offer { question: nul.into(), lang: Lang::Id, options: vec![TopicId::new(nul)] });
    let chat = Chat { last_topic: topic.clone(), offer, ..Chat::default() };
    let asked = [Asked { topic, ..asked(Outcome::Unknown, Some(nul)) }];
    let ticket = NewTicket { programme: Some(nul.into()), offered: vec![TopicId::new(nul)], ..ticket(nul) };
    let record = Record { asked: &asked, ticket: Some(&ticket), ..Record::new(&chat, nul) };
    let number = store.record(ASKER, &record, NOW).await.unwrap().unwrap();

    let told = format!(
        "{:?} {:?} {:?}",
        store.chat(ASKER).await.unwrap().unwrap(),
        store.unresolved(1).await.unwrap(),
        store.ticket(number).await.unwrap().unwrap()
    );
    assert!(!told.contains("\\0"), "{told}");
    // Chat: topic, question, option. Asked: topic, text, knowledge. Ticket: programme, question, topic.
    assert_eq!(told.matches("\"ab\"").count(), 9, "{told}");
}

pub async fn extreme_values_are_kept(store: &Store) {
    for (chat, at) in [(i64::MIN, i64::MIN), (i64::MAX, i64::MAX), (0, 0), (-1, -1)] {
        let state = Chat { unknowns: u32::MAX, last_at: Some(Timestamp(at)), ..Chat::default() };
        let asked = [Asked {
            score: f64::MIN_POSITIVE,
            among: 1.0,
            topic: None,
            ..asked(Outcome::Unknown, Some("?"))
        }];
        let ticket = NewTicket { programme: None, offered: Vec::new(), ..ticket("?") };
        let record = Record { asked: &asked, ticket: Some(&ticket), ..Record::new(&state, "") };
        let number = store.record(ChatId(chat), &record, Timestamp(at)).await.unwrap().unwrap();
        assert_eq!(store.chat(ChatId(chat)).await.unwrap(), Some(state));
        let stored = store.ticket(number).await.unwrap().unwrap();
        assert_eq!((stored.asked_at, stored.programme, stored.offered), (Timestamp(at), None, Vec::new()));
        let unresolved = store.unresolved(u32::MAX).await.unwrap();
        assert!(unresolved.iter().any(|one| one.asked_at == Timestamp(at) && one.asked == asked[0]));
    }
}

pub async fn a_score_that_is_no_number_is_no_failure(store: &Store) {
    let asked = [Asked { score: f64::NAN, among: f64::INFINITY, ..asked(Outcome::Unknown, Some("?")) }];
    let chat = Chat::default();
    let record = Record { asked: &asked, ..Record::new(&chat, "v1") };
    store.record(ASKER, &record, NOW).await.unwrap();
    let stored = &store.unresolved(1).await.unwrap()[0].asked;
    assert_eq!((stored.score, stored.among), (0.0, 1.0));
}

pub async fn a_caller_that_goes_away_harms_nothing(store: &Store) {
    const TURNS: u64 = 200;
    for turn in 0..TURNS {
        let question = format!("{turn}?");
        let mut asking = pin!(ask(store, ASKER, &question));
        // Looked at once, so that it has begun, and dropped at once or a moment later.
        let done =
            std::future::poll_fn(|context| Poll::Ready(asking.as_mut().poll(context).is_ready())).await;
        if !done {
            let _ = tokio::time::timeout(Duration::from_micros(turn * 2), asking).await;
        }
    }
    for _ in 0..100 {
        if store.counts().await.unwrap().unknown == TURNS {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Each of them was carried to its end, and no connection was left inside one.
    assert_eq!(store.counts().await.unwrap().unknown, TURNS);
    assert_eq!(store.tickets(ASKER).await.unwrap().len() as u64, TURNS);
    assert_eq!(ask(store, ASKER, "?").await.unwrap(), TicketNumber(TURNS as i64 + 1));
}

pub async fn a_store_that_is_used_answers_a_ping(store: &Store) {
    remember(store, &whole_chat()).await;
    store.ping().await.unwrap();
    assert_eq!(store.chat(ASKER).await.unwrap(), Some(whole_chat()), "a ping changes nothing");
}

pub async fn a_closed_store_is_unavailable(store: &Store) {
    store.close().await;
    assert!(matches!(store.chat(ASKER).await, Err(StoreError::Unavailable(_))));
    assert!(matches!(store.ping().await, Err(StoreError::Unavailable(_))));
    assert!(matches!(ask(store, ASKER, "?").await, Err(StoreError::Unavailable(_))));
}
