//! *Today*, and the figures as files: numbers for admins, and nobody's words.

use reqwest::StatusCode;
use serde_json::Value;
use tanya::chat::{Asked, Chat, ChatId, Outcome, Rating};
use tanya::faq::TopicId;
use tanya::lang::Lang;
use tanya::store::Record;

use crate::house::{ADMIN, CONTACT, House};

/// Some questions of today and of a week ago, three thumbs.
async fn asked(house: &House) {
    let question = |outcome| Asked {
        lang: Lang::Id,
        outcome,
        topic: Some(TopicId::new("rex-about")),
        programme: Some("rex".into()),
        score: 0.9,
        among: 0.9,
        text: Some("rahasia <b>besar</b>".into()),
    };
    let (known, week) = (Chat::default(), std::time::Duration::from_secs(7 * 24 * 60 * 60));
    let today =
        [Outcome::Answered, Outcome::Answered, Outcome::Unsure, Outcome::NoneOfThese, Outcome::Unknown];
    let before = [Outcome::Answered];
    for (nth, (outcomes, at)) in
        [(&today[..], house.now()), (&before[..], house.now().minus(week))].into_iter().enumerate()
    {
        let asked: Vec<Asked> = outcomes.iter().map(|outcome| question(*outcome)).collect();
        let record = Record { asked: &asked, ..Record::new(&known, "v1") };
        house.store.record(ChatId(4242 + nth as i64), &record, at).await.unwrap();
    }
    for (message, good) in [(1, true), (2, false), (3, false)] {
        let rating = Rating { topic: TopicId::new("rex-about"), good };
        let record = Record { rating: Some(&rating), message: Some(message), ..Record::new(&known, "v1") };
        house.store.record(ChatId(4242), &record, house.now()).await.unwrap();
    }
}

/// The numbers of the tiles, in their order.
fn tiles(page: &str) -> Vec<&str> {
    page.split("<dd><b>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn today_shows_the_six_numbers_and_their_change() {
    let house = House::open().await;
    asked(&house).await;
    let mut visitor = house.signed_in(ADMIN).await;
    let today = visitor.get("/today?days=1").await;
    assert_eq!(today.status, StatusCode::OK);
    assert_eq!(tiles(&today.body), ["5", "2", "2", "1", "0", "0", "33 %", "1", "2"]);
    let week = visitor.get("/today?days=7").await.body;
    assert_eq!(tiles(&week)[..2], ["5", "2"]);
    assert!(week.contains("+4 dari sebelumnya") && week.contains("+1 dari sebelumnya"), "{week}");
    let month = visitor.get("/today?days=30").await.body;
    assert_eq!(tiles(&month)[..2], ["6", "3"]);
    // A chart with words and a table beside it, and the topic that is liked least.
    assert!(
        month.contains("<svg class=\"chart\"")
            && month.contains("role=\"img\"")
            && month.contains("<title>30 November 2026: 5")
    );
    assert!(month.contains("href=\"/topics/rex-about\""));
    assert!(!month.contains("rahasia") && !month.contains("4242"));
    // Whatever else is asked for is today.
    assert_eq!(tiles(&visitor.get("/today?days=9999").await.body), tiles(&today.body));
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_taken_along_as_the_command_prints_them() {
    let house = House::open().await;
    asked(&house).await;
    let mut visitor = house.signed_in(ADMIN).await;
    let csv = visitor.get("/figures?from=2026-11-30&to=2026-11-30&by=programme&as=csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(csv.header("content-disposition").contains("tanya-programme-2026-11-30-2026-11-30.csv"));
    assert_eq!(csv.body.lines().nth(1), Some("rex,5,2,2,0,1,1,0,0,0,,"));
    let json = visitor.get("/figures?from=2026-11-01&to=2026-11-30&by=topic&as=json").await;
    let told: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!((&told["total"]["asked"], &told["total"]["bad"]), (&6.into(), &2.into()));
    for wrong in [
        "from=2026-11-30&to=2026-11-01&by=day&as=csv",
        "from=2026-11-01&to=2026-11-30&by=chat&as=csv",
        "from=2026-11-01&to=2026-11-30&by=day&as=xls",
        "from=0001-01-01&to=9999-01-01&by=day&as=csv",
    ] {
        assert_eq!(
            visitor.get(&format!("/figures?{wrong}")).await.status,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_for_admins() {
    let house = House::open().await;
    let mut contact = house.signed_in(CONTACT).await;
    for path in ["/today", "/figures?from=2026-11-01&to=2026-11-30&by=day&as=csv"] {
        assert_eq!(contact.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(house.visitor().get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(contact.get("/").await.leads_to(), "/tickets");
}
