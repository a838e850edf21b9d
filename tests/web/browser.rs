//! Every page in a real browser: on a phone and on a desk, light and dark. No complaints in
//! its console, no broken rule of accessibility, nothing wider than the window, everything
//! within reach of the keyboard. A page more is a line in [`PAGES`].
//!
//! `TANYA_SHOTS=docs/images cargo test --test web pictures` takes pictures of them.

use std::path::Path;

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::Value;
use tanya::chat::Outcome;
use tanya::web::THE_SERVER;

use crate::chromium::{Chromium, axe};
use crate::house::House;

/// The pages: a name for its picture, and where it is.
const PAGES: [(&str, &str); 13] = [
    ("today", "/today?days=30"),
    ("unanswered", "/unanswered"),
    ("proposals", "/proposals"),
    ("tickets", "/tickets"),
    ("ticket", "/tickets/1"),
    ("topics", "/topics"),
    ("found", "/topics?q=rex"),
    ("topic", "/topics/rex-mandatory-date?at=2020-05-01"),
    ("edit", "/topics/rex-about/edit"),
    ("try", "/try"),
    ("health", "/health"),
    ("account", "/account"),
    ("nothing", "/nothing"),
];

/// A phone, and a desk.
const WIDTHS: [u32; 2] = [360, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Somebody has asked: there are figures and a ticket to look at.
async fn lived_in(house: &House) {
    house.asks(9, Some("rex"), "berapa biaya daftar REX?").await;
    let question = |outcome, topic: &str| tanya::chat::Asked {
        lang: tanya::lang::Lang::Id,
        outcome,
        topic: Some(tanya::faq::TopicId::new(topic)),
        programme: Some("rex".into()),
        score: 0.9,
        among: 0.9,
        text: None,
    };
    let asked = [
        question(Outcome::Answered, "rex-about"),
        question(Outcome::Chosen, "rex-benefits"),
        question(Outcome::Unknown, "rex-about"),
    ];
    let known = tanya::chat::Chat::default();
    for (days, good) in [(0, false), (1, true), (5, false), (12, true)] {
        let rating = tanya::chat::Rating { topic: tanya::faq::TopicId::new("rex-about"), good };
        let record = tanya::store::Record {
            asked: &asked[..3 - days % 3],
            rating: Some(&rating),
            message: Some(days as i64),
            ..tanya::store::Record::new(&known, "v1")
        };
        let at = house.now().minus(std::time::Duration::from_secs(days as u64 * 86_400));
        house.store.record(tanya::chat::ChatId(9), &record, at).await.unwrap();
    }
}

/// Signs in as a person does, by the link's button.
async fn signed_in(house: &House, chromium: &Chromium) {
    let link = house.link(THE_SERVER).await;
    chromium.client.goto(&format!("{}{link}", house.url)).await.unwrap();
    chromium.client.find(Locator::Css("main button")).await.unwrap().click().await.unwrap();
    chromium.client.wait().for_element(Locator::Css("nav a")).await.unwrap();
}

/// Says something in the rehearsal, as a person does.
async fn rehearsed(house: &House, chromium: &Chromium, words: &str) {
    chromium.client.goto(&format!("{}/try", house.url)).await.unwrap();
    let field = chromium.client.find(Locator::Id("text")).await.unwrap();
    field.send_keys(&format!("{words}{}", Key::Enter)).await.unwrap();
    let said = format!("//p[@class='mine'][.='{words}']");
    chromium.client.wait().for_element(Locator::XPath(&said)).await.unwrap();
}

/// What is wrong with the page that is open.
async fn faults(chromium: &Chromium, rules: Option<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    let wide = chromium
        .run("const d = document.documentElement; return d.scrollWidth > d.clientWidth ? d.scrollWidth : null;")
        .await;
    if !wide.is_null() {
        faults.push(format!("it is {wide} wide"));
    }
    if let Some(rules) = rules {
        chromium.client.execute(&format!("{rules}; return null;"), Vec::new()).await.unwrap();
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                found => done(found.violations.map(one => one.id + ': ' + one.nodes.map(n => n.html).join(' | '))),
                error => done([String(error)]));";
        let found = chromium.client.execute_async(script, Vec::new()).await.unwrap();
        faults.extend(found.as_array().unwrap().iter().map(Value::to_string));
    }
    faults
}

/// Each page under each condition, with the faults that are found.
async fn visits(
    house: &House,
    chromium: &Chromium,
    rules: Option<&str>,
    shots: Option<&Path>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (width, scheme) in WIDTHS.iter().flat_map(|width| SCHEMES.map(|scheme| (*width, scheme))) {
        chromium.as_if(width, scheme).await;
        for (name, path) in PAGES {
            chromium.client.goto(&format!("{}{path}", house.url)).await.unwrap();
            let mut told = faults(chromium, rules).await;
            // A page that is not there is no fault of this one.
            let missing = |line: &String| name == "nothing" && line.contains("404");
            told.extend(chromium.complaints().await.into_iter().filter(|line| !missing(line)));
            wrong.extend(told.into_iter().map(|fault| format!("{name} at {width}, {scheme}: {fault}")));
            if let Some(folder) = shots {
                let file = folder.join(format!("{name}-{width}-{scheme}.png"));
                std::fs::write(file, chromium.picture().await).unwrap();
            }
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_sound_on_phone_and_desk_in_light_and_dark_and_in_pictures() {
    let (Some(chromium), rules) = (Chromium::start().await, axe()) else { return };
    let house = House::open().await;
    lived_in(&house).await;
    let shots = std::env::var_os("TANYA_SHOTS").map(std::path::PathBuf::from);
    let link = house.link(THE_SERVER).await;
    chromium.client.goto(&format!("{}{link}", house.url)).await.unwrap();
    let mut wrong = faults(&chromium, rules.as_deref()).await;
    signed_in(&house, &chromium).await;
    rehearsed(&house, &chromium, "min, umur saya 42, masih bisa ikut inkubasi?").await;
    rehearsed(&house, &chromium, "is form A still fine for shipments to Germany?").await;
    wrong.extend(chromium.complaints().await);
    wrong.extend(visits(&house, &chromium, rules.as_deref(), shots.as_deref()).await);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_reaches_the_content_the_navigation_and_the_form() {
    let Some(chromium) = Chromium::start().await else { return };
    let house = House::open().await;
    signed_in(&house, &chromium).await;
    chromium.client.goto(&format!("{}/topics", house.url)).await.unwrap();
    let mut reached = Vec::new();
    for _ in 0..14 {
        chromium.client.active_element().await.unwrap().send_keys(&Key::Tab.to_string()).await.unwrap();
        let focused = "const e = document.activeElement;
            const seen = getComputedStyle(e).outlineStyle !== 'none';
            return (e.getAttribute('href') || e.id || e.name || e.textContent) + (seen ? '' : ' unseen');";
        reached.push(chromium.run(focused).await.as_str().unwrap().to_owned());
    }
    assert_eq!(reached[0], "#main", "{reached:?}");
    for wanted in ["/topics", "/try", "/health", "/account", "q"] {
        assert!(reached.iter().any(|found| found == wanted), "{wanted} in {reached:?}");
    }
    assert!(!reached.iter().any(|found| found.ends_with("unseen")), "{reached:?}");
    // The first stop leads past all of it.
    chromium.client.goto(&format!("{}/account", house.url)).await.unwrap();
    chromium.client.active_element().await.unwrap().send_keys(&Key::Tab.to_string()).await.unwrap();
    chromium.client.active_element().await.unwrap().send_keys(&Key::Enter.to_string()).await.unwrap();
    assert_eq!(chromium.run("return document.activeElement.id;").await, "main");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_open_shows_what_changes() {
    let Some(chromium) = Chromium::start().await else { return };
    let house = House::open().await;
    signed_in(&house, &chromium).await;
    chromium.client.goto(&format!("{}/health", house.url)).await.unwrap();
    let update =
        tanya::store::Arrival { update: 7, chat: tanya::chat::ChatId(9), raw: "{}".into(), fault: Some("x") };
    // It listens from some moment on; what happened before that is on the page.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    house.store.receive(&[update], house.now()).await.unwrap();
    house.store.record(tanya::chat::ChatId(9), &asking(), house.now()).await.unwrap();
    let parked = Locator::Css("#vitals .badge.odd");
    chromium.client.wait().for_element(parked).await.unwrap();
    assert!(chromium.complaints().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_that_comes_in_is_on_the_page_that_is_open() {
    let Some(chromium) = Chromium::start().await else { return };
    let house = House::open().await;
    signed_in(&house, &chromium).await;
    chromium.client.goto(&format!("{}/tickets", house.url)).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    house.asks(9, None, "berapa biaya daftar lomba?").await;
    let line = Locator::XPath("//section[@id='tickets']//a[.='berapa biaya daftar lomba?']");
    chromium.client.wait().for_element(line).await.unwrap().click().await.unwrap();
    // Whoever writes is not disturbed, and sees what the asker adds meanwhile.
    let field = chromium.client.wait().for_element(Locator::Id("words")).await.unwrap();
    field.send_keys("Gratis").await.unwrap();
    let mut ticket = house.store.ticket(tanya::chat::TicketNumber(1)).await.unwrap().unwrap();
    ticket.owner = Some(crate::house::ADMIN);
    let event = tanya::store::Event {
        ticket: Some(ticket.number),
        actor: tanya::store::Actor::Staff(crate::house::ADMIN),
        act: "claimed",
        detail: String::new(),
    };
    let errand = tanya::store::Settled::errand().stepping(tanya::store::Step { ticket, event });
    house.store.settle_errand(errand, house.now()).await.unwrap();
    let owner = Locator::XPath("//section[@id='ticket']//p[contains(., 'Rina')]");
    chromium.client.wait().for_element(owner).await.unwrap();
    assert_eq!(chromium.run("return document.getElementById('words').value;").await, "Gratis");
    assert!(chromium.complaints().await.is_empty());
}

fn asking() -> tanya::store::Record<'static> {
    static CHAT: std::sync::LazyLock<tanya::chat::Chat> = std::sync::LazyLock::new(Default::default);
    static TICKET: std::sync::LazyLock<tanya::chat::NewTicket> =
        std::sync::LazyLock::new(|| tanya::chat::NewTicket {
            programme: None,
            lang: tanya::lang::Lang::Id,
            question: "?".into(),
            offered: Vec::new(),
        });
    tanya::store::Record { ticket: Some(&TICKET), ..tanya::store::Record::new(&CHAT, "v1") }
}
