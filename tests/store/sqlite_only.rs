//! What only a file can be asked for.

use std::time::{Duration, Instant};

use sqlx::{Connection, SqliteConnection};
use tanya::store::{Store, StoreError};

use crate::lasting::in_words;
use crate::places;
use crate::samples::{ASKER, ask};

#[cfg(unix)]
#[tokio::test]
async fn the_folder_is_made_and_the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = places::file().await.unwrap();
    let folder = place.folder().join("not/yet there");
    let store = Store::open(&format!("sqlite:{}/memory.db", folder.display())).await.unwrap();
    ask(&store, ASKER, "?").await.unwrap();
    for name in ["memory.db", "memory.db-wal", "memory.db-shm", "memory.db-lock"] {
        let mode = folder.join(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_file_that_was_used_by_two_is_whole_and_in_wal_mode() {
    let place = places::file().await.unwrap();
    crate::lasting::two_stores_keep_what_both_are_told(&place).await;
    let mut connection = SqliteConnection::connect(&place.url).await.unwrap();
    for (pragma, expected) in [("pragma integrity_check", "ok"), ("pragma journal_mode", "wal")] {
        let told: String = sqlx::query_scalar(pragma).fetch_one(&mut connection).await.unwrap();
        assert_eq!(told, expected);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_of_another_program_is_waited_for() {
    let place = places::file().await.unwrap();
    let store = place.open().await;
    let mut other = SqliteConnection::connect(&place.url).await.unwrap();
    let lock = other.begin_with("begin immediate").await.unwrap();
    let asking = tokio::spawn({
        let store = store.clone();
        async move { ask(&store, ASKER, "?").await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!asking.is_finished());
    assert_eq!(store.counts().await.unwrap().unknown, 0, "readers do not wait");
    lock.rollback().await.unwrap();
    asking.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_that_is_kept_is_unavailable_in_seconds() {
    let place = places::file().await.unwrap();
    let store = place.open().await;
    let mut other = SqliteConnection::connect(&place.url).await.unwrap();
    let lock = other.begin_with("begin immediate").await.unwrap();
    let began = Instant::now();
    let (asked, ping) = tokio::join!(ask(&store, ASKER, "?"), store.ping());
    assert!(matches!(asked, Err(StoreError::Unavailable(_))), "{asked:?}");
    assert!(matches!(ping, Err(StoreError::Unavailable(_))), "{ping:?}");
    assert!(began.elapsed() < Duration::from_secs(12));
    lock.rollback().await.unwrap();
    store.ping().await.unwrap();
    assert_eq!(store.counts().await.unwrap().unknown, 0);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_corrupt() {
    let place = places::file().await.unwrap();
    let path = place.folder().join("memory.db");
    std::fs::write(&path, "this is a letter to my mother\n".repeat(500)).unwrap();
    let error = Store::open(&place.url).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{}", in_words(&error));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("this is a letter"), "it is left alone");
}
