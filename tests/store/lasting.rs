//! What outlives a store: facts about databases that are opened again, by several, or
//! after somebody else had a hand in them.

use std::collections::BTreeSet;
use std::error::Error;

use tanya::chat::{Chat, ChatId, Outcome};
use tanya::store::{Record, Store, StoreError};

use crate::places::Place;
use crate::samples::{ASKER, NOW, ask, asked};

/// These facts as tests, on a place of `places`.
macro_rules! lasting {
    ($place:ident) => {
        lasting! { $place:
            reopening_keeps_everything
            closed_and_dismissed_tickets_are_over
            a_record_that_fails_leaves_nothing_behind
            a_newer_schema_is_refused_in_words
            a_history_that_was_changed_is_refused
            a_row_that_makes_no_sense_is_corrupt
            two_stores_keep_what_both_are_told
            many_may_open_a_new_database_at_once
        }
    };
    ($place:ident: $($fact:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $fact() {
            let Some(place) = crate::places::$place().await else { return };
            crate::lasting::$fact(&place).await;
        })+
    };
}

/// An error with all its sources, as a log shows it.
pub fn in_words(error: &StoreError) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words = format!("{words}: {cause}");
        source = cause.source();
    }
    words
}

pub async fn reopening_keeps_everything(place: &Place) {
    let store = place.open().await;
    let number = ask(&store, ASKER, "berapa biayanya?").await.unwrap();
    let before = (
        store.chat(ASKER).await.unwrap(),
        store.ticket(number).await.unwrap(),
        store.unresolved(9).await.unwrap(),
        store.counts().await.unwrap(),
    );
    store.close().await;

    let store = place.open().await;
    let after = (
        store.chat(ASKER).await.unwrap(),
        store.ticket(number).await.unwrap(),
        store.unresolved(9).await.unwrap(),
        store.counts().await.unwrap(),
    );
    assert!(before.0.is_some() && before.1.is_some());
    assert_eq!(before, after);
    assert!(ask(&store, ASKER, "?").await.unwrap() > number, "numbers go on where they were");
}

pub async fn closed_and_dismissed_tickets_are_over(place: &Place) {
    let store = place.open().await;
    for state in ["open", "claimed", "answered", "closed", "dismissed"] {
        let number = ask(&store, ASKER, state).await.unwrap();
        place.sql(format!("update ticket set state = '{state}' where number = {}", number.0)).await;
        assert_eq!(store.ticket(number).await.unwrap().unwrap().state.code(), state);
    }
    let questions: Vec<String> =
        store.tickets(ASKER).await.unwrap().into_iter().map(|ticket| ticket.question).collect();
    assert_eq!(questions, ["open", "claimed", "answered"]);
}

pub async fn a_record_that_fails_leaves_nothing_behind(place: &Place) {
    let store = place.open().await;
    place.sql("alter table ticket rename to ticket_elsewhere").await;
    let failed = ask(&store, ASKER, "?").await.unwrap_err();
    assert!(matches!(failed, StoreError::Incompatible(_)), "{}", in_words(&failed));
    assert_eq!(store.chat(ASKER).await.unwrap(), None);
    assert_eq!(store.counts().await.unwrap().unknown, 0);

    place.sql("alter table ticket_elsewhere rename to ticket").await;
    ask(&store, ASKER, "?").await.unwrap();
    assert_eq!(store.counts().await.unwrap().unknown, 1);
}

pub async fn a_newer_schema_is_refused_in_words(place: &Place) {
    place.open().await.close().await;
    place
        .sql(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
              select 9999, 'from the future', success, checksum, 0 from _sqlx_migrations where version = 1",
        )
        .await;
    // Twice: to be refused leaves no lock behind.
    for _ in 0..2 {
        let refused = Store::open(&place.url).await.unwrap_err();
        assert!(matches!(refused, StoreError::Incompatible(_)));
        let words = in_words(&refused);
        assert!(words.contains("a newer version") && words.contains("migration 9999"), "{words}");
    }
}

pub async fn a_history_that_was_changed_is_refused(place: &Place) {
    place.open().await.close().await;
    place.sql("update _sqlx_migrations set version = 0 where version = 1").await;
    let refused = Store::open(&place.url).await.unwrap_err();
    assert!(matches!(refused, StoreError::Incompatible(_)));
    assert!(in_words(&refused).contains("migration 0, which this program never had"));
}

pub async fn a_row_that_makes_no_sense_is_corrupt(place: &Place) {
    let store = place.open().await;
    let number = ask(&store, ASKER, "rahasia").await.unwrap();
    place
        .sql(
            "update chat set offer_question = 'rahasia', offer_lang = 'id', offer_options = 'rahasia';
              update ticket set state = 'rahasia';
              update asked set outcome = 'rahasia'",
        )
        .await;
    let errors = [
        store.chat(ASKER).await.unwrap_err(),
        store.ticket(number).await.unwrap_err(),
        store.tickets(ASKER).await.unwrap_err(),
        store.unresolved(1).await.unwrap_err(),
        store.counts().await.unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(error, StoreError::Corrupt(_)), "{}", in_words(&error));
        assert!(!in_words(&error).contains("rahasia") && !format!("{error:?}").contains("rahasia"));
    }
    // It is mended by the next record: a chat is never stuck.
    let chat = Chat::default();
    let record = Record::new(&chat, "v1");
    store.record(ASKER, &record, NOW).await.unwrap();
    assert_eq!(store.chat(ASKER).await.unwrap(), Some(Chat::default()));
}

pub async fn two_stores_keep_what_both_are_told(place: &Place) {
    let stores = [place.open().await, place.open().await];
    let asking: Vec<_> = (0..100)
        .map(|turn| {
            let store = stores[turn % 2].clone();
            tokio::spawn(
                async move { ask(&store, ChatId(turn as i64 % 5), &format!("{turn}?")).await.unwrap() },
            )
        })
        .collect();
    let mut numbers = BTreeSet::new();
    for asked in asking {
        numbers.insert(asked.await.unwrap());
    }
    assert_eq!(numbers.len(), 100);
    for store in &stores {
        assert_eq!(store.counts().await.unwrap().unknown, 100);
    }
    // What one has recorded, the other knows at once.
    let chat = Chat { unknowns: 7, ..Chat::default() };
    let asked = [asked(Outcome::Person, None)];
    let record = Record { asked: &asked, ..Record::new(&chat, "v1") };
    stores[0].record(ASKER, &record, NOW).await.unwrap();
    assert_eq!(stores[1].chat(ASKER).await.unwrap(), Some(chat));
}

pub async fn many_may_open_a_new_database_at_once(place: &Place) {
    let opening: Vec<_> = (0..8)
        .map(|_| {
            let url = place.url.clone();
            tokio::spawn(async move { Store::open(&url).await })
        })
        .collect();
    for opened in opening {
        let store = opened.await.unwrap().unwrap();
        ask(&store, ASKER, "?").await.unwrap();
        store.close().await;
    }
    assert_eq!(place.open().await.counts().await.unwrap().unknown, 8);
}
