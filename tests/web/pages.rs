//! What each page shows, in both languages, and what no answer lacks.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use reqwest::StatusCode;
use tanya::chat::{Chat, ChatId, NewTicket};
use tanya::lang::Lang;
use tanya::store::{Arrival, Record};

use crate::house::{ADMIN, House, KNOWLEDGE, at_the_server};

/// All Rust in a folder.
fn sources(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut folders = vec![folder];
    let mut all = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match entry.extension() {
                None => folders.push(entry),
                Some(kind) if kind == "rs" => all += &std::fs::read_to_string(entry).unwrap(),
                Some(_) => {}
            }
        }
    }
    all
}

#[test]
fn every_word_of_a_page_is_in_the_list_and_every_word_of_the_list_on_a_page() {
    let quoted = |text: &str| -> BTreeSet<String> {
        text.split('"').filter(|part| part.starts_with("web-")).map(str::to_owned).collect()
    };
    let (said, listed) = (quoted(&sources("src/web")), quoted(&sources("src/l10n")));
    assert_eq!(said.symmetric_difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_tells_browsers_to_trust_nothing_else() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    let page = visitor.get("/topics").await.body;
    let asset = page.split('"').find(|part| part.starts_with("/static/")).unwrap().to_owned();
    for path in ["/topics", "/nothing", "/healthz", &asset] {
        let answer = visitor.get(path).await;
        let policy = answer.header("content-security-policy");
        for rule in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]
        {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        let kept = if path == asset { "public, max-age=31536000, immutable" } else { "no-store" };
        assert_eq!(answer.header("cache-control"), kept, "{path}");
    }
    let (folder, name) = asset.rsplit_once('/').unwrap();
    assert_eq!(visitor.get(&format!("{folder}0/{name}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_names_another_server_but_as_a_source_to_read() {
    let house = House::open().await;
    let mut visitor = at_the_server(&house).await;
    for path in ["/topics", "/topics/rex-about", "/try", "/health", "/account"] {
        let page = visitor.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for part in page.body.split(" src=\"").skip(1).chain(page.body.split(" action=\"").skip(1)) {
            assert!(part.starts_with('/') && !part.starts_with("//"), "{path}: {}", &part[..40]);
        }
        assert!(!page.body.contains(" style=") && !page.body.contains(" onclick="), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_in_the_language_that_was_chosen() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    for (lang, title) in [("id", "<h1>Topik</h1>"), ("en", "<h1>Topics</h1>"), ("id", "<h1>Topik</h1>")] {
        visitor.post("/language", &[("lang", lang), ("back", "/topics")]).await;
        let page = visitor.get("/topics").await.body;
        assert!(page.contains(title) && page.contains(&format!("<html lang=\"{lang}\"")), "{lang}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_says_what_it_says_on_any_day() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    let before = visitor.get("/topics/rex-mandatory-date?at=2020-05-01").await.body;
    let after = visitor.get("/topics/rex-mandatory-date?at=2021-05-01").await.body;
    let this_one = |page: &str, say: &str| page.contains(&format!("<code>{say}</code> <span"));
    assert!(this_one(&before, "rex-mandatory-date-before") && !this_one(&before, "rex-mandatory-date-after"));
    assert!(this_one(&after, "rex-mandatory-date-after") && !this_one(&after, "rex-mandatory-date-before"));
    for page in [&before, &after] {
        assert!(
            page.contains("id=\"collisions\"")
                && page.contains("<svg")
                && page.contains("lang=\"en\"")
                && page.contains("REX wajib")
        );
    }
    assert_eq!(visitor.get("/topics/rex-mandatory-date?at=never").await.status, StatusCode::OK);
    assert_eq!(visitor.get("/topics/no-such-topic").await.status, StatusCode::NOT_FOUND);
    for topic in &KNOWLEDGE.faq.topics {
        assert_eq!(
            visitor.get(&format!("/topics/{}", topic.id)).await.status,
            StatusCode::OK,
            "{}",
            topic.id
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn topics_are_found_by_words_of_their_phrases() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    let all = visitor.get("/topics").await.body.matches("href=\"/topics/").count();
    assert_eq!(all, KNOWLEDGE.faq.topics.len());
    let found = visitor.get("/topics?q=REX%20WAJIB").await.body;
    assert!(found.contains("/topics/rex-mandatory-date") && found.matches("href=\"/topics/").count() < all);
    let none = visitor.get("/topics?q=xyzzyplugh").await.body;
    assert_eq!(none.matches("href=\"/topics/").count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_answers_as_the_bot_does_and_stores_nothing() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    visitor.submit("/try", "/try", &[("text", "REX wajib mulai kapan?"), ("at", "2020-05-01")]).await;
    let page = visitor.get("/try").await.body;
    assert!(page.contains("REX wajib mulai kapan?") && page.contains("value=\"2020-05-01\""));
    assert!(page.contains("<code>rex-mandatory-date</code>"), "it says why");
    // A follow-up goes on with the topic, and a question that nobody can answer opens no ticket.
    visitor.submit("/try", "/try", &[("text", "berapa biaya daftar lomba masak?"), ("at", "")]).await;
    let page = visitor.get("/try").await.body;
    assert_eq!(page.matches("class=\"mine\"").count(), 2);
    assert_eq!(house.store.counts().await.unwrap(), tanya::store::Counts::default());
    assert!(house.store.unresolved(10).await.unwrap().is_empty());
    // Another browser has a chat of its own, and this one begins anew.
    assert!(!house.signed_in(ADMIN).await.get("/try").await.body.contains("class=\"mine\""));
    visitor.submit("/try", "/try", &[("anew", "1")]).await;
    assert!(!visitor.get("/try").await.body.contains("class=\"mine\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn health_counts_what_waits_and_holds_nobodys_words() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    assert!(visitor.get("/health").await.body.contains("Semua baik"));
    let raw = "{\"rahasia\": \"kata orang\"}".to_owned();
    let update = Arrival { update: 7, chat: ChatId(9), raw, fault: None };
    house.store.receive(&[update], house.now()).await.unwrap();
    let question =
        NewTicket { programme: None, lang: Lang::Id, question: "kata orang".into(), offered: Vec::new() };
    let chat = Chat::default();
    let record = Record { ticket: Some(&question), ..Record::new(&chat, "v1") };
    house.store.record(ChatId(9), &record, house.now()).await.unwrap();
    house.pass(Duration::from_secs(5 * 60));
    let page = visitor.get("/health").await.body;
    assert!(page.contains("menunggu lebih dari satu menit") && page.contains("terlama: 5 menit"), "{page}");
    assert!(!page.contains("kata orang") && !page.contains("rahasia"));
    assert!(page.contains(&KNOWLEDGE.version));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_watches_servers_hears_whether_it_lives_and_no_more() {
    let house = House::open().await;
    let mut visitor = house.visitor();
    let alive = visitor.get("/healthz").await;
    assert_eq!((alive.status, alive.body.as_str()), (StatusCode::OK, "ok\n"));
    let mut inside = house.signed_in(ADMIN).await;
    house.store.close().await;
    assert_eq!(visitor.get("/healthz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = inside.get("/topics").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.body.contains("Basis data"));
}
