//! Databases that are not there, and addresses that are none.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use tanya::store::{Store, StoreError};

use crate::lasting::in_words;
use crate::places;

#[tokio::test]
async fn a_port_where_nobody_listens_is_unavailable_at_once() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let began = Instant::now();
    let error = Store::open(&format!("postgres://tanya:geheim@127.0.0.1:{port}/tanya")).await.unwrap_err();
    assert!(began.elapsed() < Duration::from_secs(2));
    assert!(matches!(error, StoreError::Unavailable(_)));
    assert!(in_words(&error).contains("refused"), "{}", in_words(&error));
    assert!(!format!("{error:?}").contains("geheim"));
}

#[tokio::test]
async fn a_server_that_says_nothing_is_unavailable_in_seconds() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let began = Instant::now();
    let error = Store::open(&format!("postgres://tanya@127.0.0.1:{port}/tanya")).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)));
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_unavailable() {
    let place = places::file().await.unwrap();
    let file = place.folder().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Store::open(&format!("sqlite:{}/memory.db", file.display())).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{}", in_words(&error));
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_and_not_repeated() {
    let urls = [
        "",
        "tanya.db",
        "mysql://tanya:geheim@localhost/tanya",
        "postgres:tanya:geheim",
        "postgres://tanya:geheim@localhost:port/tanya",
        "sqlite:",
        "sqlite:geheim.db?mode=rwc",
    ];
    for url in urls {
        let error = Store::open(url).await.unwrap_err();
        assert!(matches!(error, StoreError::BadUrl(_)), "{url}: {error:?}");
        assert!(!format!("{error:?} {}", in_words(&error)).contains("geheim"), "{error:?}");
    }
}
