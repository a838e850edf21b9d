//! *Tickets*: dealt with on a page as in the chat, by whoever may, and by one at a time.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use secrecy::SecretString;
use tanya::app::App;
use tanya::chat::TicketNumber;
use tanya::config::{Abuse, Limits, Retention, Staff, Tickets};
use tanya::staff::{Closing, PostKind, Ticket, TicketState};
use tanya::store::Actor;
use tanya::telegram::{Client, Serving, serve};
use tokio_util::sync::CancellationToken;

use crate::fake::Fake;
use crate::house::{ADMIN, CONTACT, House, KNOWLEDGE, Visitor, at_the_server};

const SOON: Duration = Duration::from_secs(20);

async fn ticket(house: &House, number: TicketNumber) -> Ticket {
    house.store.ticket(number).await.unwrap().unwrap()
}

/// The acts of the audit trail.
async fn acts(house: &House, number: TicketNumber) -> Vec<(Actor, String)> {
    let events = house.store.events(number).await.unwrap();
    events
        .into_iter()
        .map(|(_, actor, act, detail)| (actor, format!("{act} {detail}").trim().to_owned()))
        .collect()
}

/// Does something on a ticket's page, with the version that is on it.
async fn does(visitor: &mut Visitor, number: TicketNumber, form: &[(&str, &str)]) -> StatusCode {
    let path = format!("/tickets/{}", number.0);
    let page = visitor.get(&path).await;
    let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
    let form = [form, &[("csrf", csrf.as_str()), ("version", version.as_str())]].concat();
    visitor.post(&path, &form).await.status
}

/// The program on the house's database, beside the dashboard.
fn serving(house: &House, fake: &Fake, stop: &CancellationToken) {
    let clock = house.clock();
    let serving = Serving {
        app: Arc::new(App::new(KNOWLEDGE.clone(), Some(house.store.clone()), clock.clone())),
        store: house.store.clone(),
        clock,
        client: Client::new(&fake.url(), &SecretString::from(fake.token().to_owned())).unwrap(),
        limits: Limits { total_per_second: 0, chat_per_second: 0, group_per_minute: 0 },
        abuse: Abuse::default(),
        retention: Retention::default(),
        staff: Staff::default(),
        tickets: Tickets::default(),
        dashboard_url: None,
        webhook: None,
        name: "test".to_owned(),
    };
    tokio::spawn(serve(serving, stop.clone()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_written_on_the_page_reaches_its_asker_in_telegram() {
    let (house, fake, stop) = (House::open().await, Fake::start(), CancellationToken::new());
    serving(&house, &fake, &stop);
    fake.person(ADMIN.0).language("id").starts();
    let question = fake.person(7).language("id").types("berapa biaya ikut inkubasi?");
    fake.wait_until(|fake| !fake.answers_to(7, question).is_empty(), SOON).await;
    let mut visitor = house.signed_in(ADMIN).await;
    let list = visitor.get("/tickets").await.body;
    assert!(list.contains("berapa biaya ikut inkubasi?") && list.contains("/tickets/1"), "{list}");

    let words = "Gratis, <b>Kak</b>. Telepon 0812-2856-2266";
    let preview = visitor
        .submit("/tickets/1", "/tickets/1", &[("version", "0"), ("deed", "answer"), ("words", words)])
        .await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.body.contains("Gratis, &lt;b&gt;Kak&lt;/b&gt;"), "{}", preview.body);
    assert!(ticket(&house, TicketNumber(1)).await.told_at.is_none(), "nothing is sent by looking at it");
    let (csrf, version) = (preview.hidden("csrf"), preview.hidden("version"));
    let form = [
        ("csrf", csrf.as_str()),
        ("version", version.as_str()),
        ("deed", "answer"),
        ("words", words),
        ("send", "1"),
    ];
    assert_eq!(visitor.post("/tickets/1", &form).await.leads_to(), "/tickets/1");
    fake.wait_until(|fake| fake.messages(7).iter().any(|seen| seen.from_bot && seen.text == words), SOON)
        .await;
    let answer = fake.messages(7).into_iter().find(|seen| seen.text == words).unwrap();
    assert_eq!(answer.reply_to, Some(question));

    let answered = ticket(&house, TicketNumber(1)).await;
    assert_eq!((answered.state, answered.owner), (TicketState::Answered, Some(ADMIN)));
    let trail = acts(&house, TicketNumber(1)).await;
    assert!(trail.contains(&(Actor::Staff(ADMIN), "answered".into())), "{trail:?}");
    let posts = house.store.posts(TicketNumber(1)).await.unwrap();
    let said = posts.iter().find(|post| post.kind == PostKind::Out).unwrap();
    assert_eq!((said.author, said.text.as_deref()), (Some(ADMIN), Some("Gratis, <b>Kak</b>. Telepon [#]")));
    // Colleagues see on the card in the chat what was done on the page, and notes below it.
    assert_eq!(
        does(&mut visitor, TicketNumber(1), &[("deed", "note"), ("note", "sudah ditelepon")]).await,
        StatusCode::SEE_OTHER
    );
    let told = |words: &'static str| {
        move |fake: &Fake| {
            fake.messages(ADMIN.0).iter().any(|seen| seen.from_bot && seen.text.contains(words))
        }
    };
    fake.wait_until(told("Rina: sudah ditelepon"), SOON).await;
    fake.wait_until(told("Dijawab"), SOON).await;
    // What is sent twice by a browser is sent once.
    assert_eq!(visitor.post("/tickets/1", &form).await.status, StatusCode::CONFLICT);
    // The asker goes on, and it is on the page.
    fake.person(7).types("Terima kasih, di mana tempatnya?");
    for _ in 0..100 {
        if visitor.get("/tickets/1").await.body.contains("di mana tempatnya?") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(visitor.get("/tickets/1").await.body.matches("di mana tempatnya?").count(), 1);
    assert_eq!(fake.violations(), Vec::<String>::new());
    stop.cancel();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_people_who_act_at_once_one_is_told_to_look_again() {
    let house = House::open().await;
    let number = house.asks(9, Some("rex"), "berapa biaya REX?").await;
    let (mut rina, mut budi) = (house.signed_in(ADMIN).await, house.signed_in(CONTACT).await);
    let page = budi.get("/tickets/1").await;
    let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
    assert_eq!(does(&mut rina, number, &[("deed", "claim")]).await, StatusCode::SEE_OTHER);
    let late = [("csrf", csrf.as_str()), ("version", version.as_str()), ("send", "1")];
    for deed in
        [&[("deed", "claim")][..], &[("deed", "answer"), ("words", "Gratis saja")], &[("deed", "close")]]
    {
        let told = budi.post("/tickets/1", &[&late[..], deed].concat()).await;
        assert_eq!(told.status, StatusCode::CONFLICT, "{deed:?}");
        assert!(told.body.contains("Ada yang lebih dulu"), "{}", told.body);
        assert_eq!(told.body.contains("Gratis saja"), deed.len() > 1, "what they wrote is still there");
    }
    // They look again, and it is not theirs: the words are the chat's.
    let page = budi.get("/tickets/1").await;
    let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
    let form = [
        ("csrf", csrf.as_str()),
        ("version", version.as_str()),
        ("deed", "answer"),
        ("words", "Gratis"),
        ("send", "1"),
    ];
    let told = budi.post("/tickets/1", &form).await;
    assert!(told.status == StatusCode::CONFLICT && told.body.contains("Rina"), "{}", told.body);
    assert_eq!(ticket(&house, number).await.owner, Some(ADMIN));
    assert_eq!(acts(&house, number).await, [(Actor::Staff(ADMIN), "claimed".to_owned())]);
    assert_eq!(house.store.queues().await.unwrap().unsent, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_sees_the_tickets_of_their_programme_and_of_none() {
    let house = House::open().await;
    let theirs = house.asks(9, Some("rex"), "punya REX").await;
    let nobodys = house.asks(9, None, "punya siapa saja").await;
    let others = house.asks(9, Some("fair"), "punya pameran").await;
    let mut budi = house.signed_in(CONTACT).await;
    for list in ["/tickets", "/tickets?programme=fair", "/tickets?state=open"] {
        assert!(!budi.get(list).await.body.contains("punya pameran"), "{list}");
    }
    let list = budi.get("/tickets").await.body;
    assert!(list.contains("punya REX") && list.contains("punya siapa saja"));
    for (number, status) in
        [(theirs, StatusCode::OK), (nobodys, StatusCode::OK), (others, StatusCode::NOT_FOUND)]
    {
        assert_eq!(budi.get(&format!("/tickets/{}", number.0)).await.status, status);
    }
    let csrf = budi.get("/tickets/1").await.hidden("csrf");
    let form = [("csrf", csrf.as_str()), ("version", "1"), ("deed", "close")];
    for path in ["/tickets/3", "/tickets/99"] {
        assert_eq!(budi.post(path, &form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(ticket(&house, others).await.state, TicketState::Open);
    let all = house.signed_in(ADMIN).await.get("/tickets").await.body;
    assert!(all.contains("punya pameran"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_a_ticket_ends_it_as_in_the_chat() {
    let house = House::open().await;
    let number = house.asks(9, Some("rex"), "berapa?").await;
    let mut rina = house.signed_in(ADMIN).await;
    let sent = async || house.store.queues().await.unwrap().unsent;
    for (form, state, unsent) in [
        (&[("deed", "claim")][..], TicketState::Claimed, 0),
        (&[("deed", "release")], TicketState::Open, 0),
        (&[("deed", "dismiss"), ("why", "not-ours")], TicketState::Dismissed, 1),
        (&[("deed", "reopen")], TicketState::Open, 1),
        // Who answers, and the answer.
        (&[("deed", "topic"), ("topic", "rex-about"), ("send", "1")], TicketState::Answered, 3),
        (&[("deed", "close")], TicketState::Closed, 4),
    ] {
        assert_eq!(does(&mut rina, number, form).await, StatusCode::SEE_OTHER, "{form:?}");
        assert_eq!((ticket(&house, number).await.state, sent().await), (state, unsent), "{form:?}");
    }
    assert!(
        rina.get("/tickets/1").await.body.contains("Eksportir Teregistrasi"),
        "the page shows what was answered"
    );
    let trail: Vec<String> = acts(&house, number).await.into_iter().map(|(_, act)| act).collect();
    assert_eq!(
        trail,
        ["claimed", "released", "dismissed not-ours", "reopened", "answered topic rex-about", "closed staff"]
    );
    assert_eq!(ticket(&house, number).await.closed.map(|(_, why)| why), Some(Closing::Staff));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_does_not_offer_is_not_done() {
    let house = House::open().await;
    let number = house.asks(9, Some("rex"), "berapa?").await;
    let mut rina = house.signed_in(ADMIN).await;
    let long = "x".repeat(8001);
    for form in [
        &[("deed", "assign")][..],
        &[("deed", "dismiss"), ("why", "staff")],
        &[("deed", "answer"), ("words", "  "), ("send", "1")],
        &[("deed", "answer"), ("words", &long), ("send", "1")],
        &[("deed", "note"), ("note", "")],
        &[("deed", "topic"), ("topic", "no-such-topic"), ("send", "1")],
    ] {
        assert_eq!(does(&mut rina, number, form).await, StatusCode::BAD_REQUEST, "{:?}", form[0]);
    }
    assert_eq!((ticket(&house, number).await.version, house.store.queues().await.unwrap().unsent), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_to_all_who_ask_the_same_where_that_is_wanted() {
    let house = House::open().await;
    let first = house.asks(9, Some("rex"), "berapa?").await;
    let second = house.asks(10, Some("rex"), "berapa").await;
    let mut follower = ticket(&house, second).await;
    follower.leader = Some(first);
    let event = tanya::store::Event {
        ticket: Some(second),
        actor: Actor::Program,
        act: "joined",
        detail: "1".into(),
    };
    let joined = tanya::store::Settled::errand().stepping(tanya::store::Step { ticket: follower, event });
    house.store.settle_errand(joined, house.now()).await.unwrap();
    let mut rina = house.signed_in(ADMIN).await;
    let preview = [("deed", "answer"), ("words", "Gratis"), ("version", "0"), ("all", "1")];
    assert!(
        rina.submit("/tickets/1", "/tickets/1", &preview).await.body.contains("Juga kepada 1 orang lain")
    );
    let form = [("deed", "answer"), ("words", "Gratis"), ("all", "1"), ("send", "1")];
    assert_eq!(does(&mut rina, first, &form).await, StatusCode::SEE_OTHER);
    for number in [first, second] {
        assert_eq!(ticket(&house, number).await.state, TicketState::Answered);
    }
    assert_eq!(acts(&house, second).await.last().unwrap().1, "answered with 1");
    assert_eq!(house.store.queues().await.unwrap().unsent, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_for_colleagues_and_nobody_else() {
    let house = House::open().await;
    let number = house.asks(9, Some("rex"), "berapa?").await;
    let mut rina = house.signed_in(ADMIN).await;
    let form = [("deed", "note"), ("note", "tanya <i>Pak Budi</i> di 081234567890")];
    assert_eq!(does(&mut rina, number, &form).await, StatusCode::SEE_OTHER);
    let page = rina.get("/tickets/1").await.body;
    assert!(page.contains("tanya &lt;i&gt;Pak Budi&lt;/i&gt; di [#]") && page.contains("Rina"), "{page}");
    assert_eq!(house.store.queues().await.unwrap().unsent, 0, "the asker hears nothing of it");
    let later = house.now().plus(Duration::from_secs(60));
    assert!(
        house.store.unsent_posts(later, 9).await.unwrap().is_empty(),
        "it is nothing that waits to be sent"
    );
    assert_eq!(ticket(&house, number).await.state, TicketState::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_write_is_no_markup_on_any_page_of_a_ticket() {
    let house = House::open().await;
    let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    house.asks(9, None, hostile).await;
    let mut rina = house.signed_in(ADMIN).await;
    let preview = [("deed", "answer"), ("words", hostile), ("version", "0")];
    let pages = [
        rina.get("/tickets").await.body,
        rina.get("/tickets/1").await.body,
        rina.submit("/tickets/1", "/tickets/1", &preview).await.body,
    ];
    for page in pages {
        assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
        assert!(!page.contains("<script>alert") && !page.contains("<img"), "{page}");
    }
    let search = rina.get("/tickets?programme=%22%3E%3Cscript%3E&state=%22%3E%3Cscript%3E").await;
    assert!(search.status == StatusCode::OK && !search.body.contains("\"><script>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sits_at_the_server_answers_for_the_office_and_takes_nothing() {
    let house = House::open().await;
    let number = house.asks(9, None, "berapa?").await;
    let mut server = at_the_server(&house).await;
    assert_eq!(does(&mut server, number, &[("deed", "claim")]).await, StatusCode::CONFLICT);
    let form = [("deed", "answer"), ("words", "Gratis"), ("send", "1")];
    assert_eq!(does(&mut server, number, &form).await, StatusCode::SEE_OTHER);
    let answered = ticket(&house, number).await;
    assert_eq!((answered.state, answered.owner), (TicketState::Answered, None));
    assert_eq!(acts(&house, number).await, [(Actor::Program, "answered".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_turned_page_by_page() {
    let house = House::open().await;
    for nth in 1..=51 {
        house.asks(nth, Some("rex"), &format!("soal {nth}?")).await;
    }
    let mut rina = house.signed_in(ADMIN).await;
    let first = rina.get("/tickets?programme=rex").await.body;
    assert!(first.contains("soal 50?") && !first.contains("soal 51?"));
    let next = first.split("href=\"").find(|part| part.contains("after=50")).unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&");
    let second = rina.get(&next).await.body;
    assert!(second.contains("soal 51?") && !second.contains("soal 50?") && second.contains("after=0"));
}
