//! What only a server can do to us.

use tanya::store::StoreError;

use crate::lasting::in_words;
use crate::places::{self, Place};
use crate::samples::{ASKER, ask};

const CUT_EVERYONE_OFF: &str = "select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_were_cut_are_replaced() {
    let Some(place) = places::postgres().await else { return };
    let store = place.open().await;
    for round in 1..=5 {
        ask(&store, ASKER, "?").await.unwrap();
        place.sql(CUT_EVERYONE_OFF).await;
        assert_eq!(store.counts().await.unwrap().unknown, round);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_became_read_only_is_unavailable_and_still_read() {
    let Some(place) = places::postgres().await else { return };
    let store = place.open().await;
    ask(&store, ASKER, "?").await.unwrap();
    read_only(&place, "on").await;
    for failed in [ask(&store, ASKER, "?").await.unwrap_err(), store.ping().await.unwrap_err()] {
        assert!(matches!(failed, StoreError::Unavailable(_)), "{}", in_words(&failed));
    }
    assert_eq!(store.counts().await.unwrap().unknown, 1);
    read_only(&place, "off").await;
    store.ping().await.unwrap();
    ask(&store, ASKER, "?").await.unwrap();
}

async fn read_only(place: &Place, switch: &str) {
    // In a transaction that may write, whatever the default is by now.
    place
        .sql(format!(
            "begin read write;
             do $$ begin execute format('alter database %I set default_transaction_read_only = {switch}',
                                        current_database()); end $$;
             commit;
             {CUT_EVERYONE_OFF}"
        ))
        .await;
}
