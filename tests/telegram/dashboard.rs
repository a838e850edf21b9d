//! `/dashboard`: a link for the office's people, in their private chat, and nothing at all
//! for anybody else.

use std::time::Duration;

use tanya::chat::PersonId;
use tanya::secret::digest;

use crate::office::{ADMIN, GROUP, Office};

const URL: &str = "https://tanya.example.go.id";

/// What the bot said last to somebody.
fn last(office: &Office, chat: i64) -> String {
    let said = office.fake.messages(chat).into_iter().rfind(|seen| seen.from_bot);
    said.map(|seen| seen.text).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_offices_people_get_a_link_of_their_own_and_nobody_else_does() {
    let mut office = Office::with_group().await;
    office.dashboard_url = Some(URL.to_owned());
    office.restart().await;
    office.contact(901, "Sari", None).await;
    for id in [901, ADMIN, 7] {
        office.fake.person(id).language("id").starts();
        office.fake.person(id).types("/dashboard");
        office.settles().await;
    }
    for id in [901, ADMIN] {
        let said = last(&office, id);
        let link = said.split_whitespace().find_map(|word| word.strip_prefix(URL)).expect("a link");
        let code = link.strip_prefix("/sign-in/").unwrap();
        let login = office.store.login(&digest(code)).await.unwrap().unwrap();
        assert_eq!(login.person, PersonId(id));
        assert_eq!(login.until.since(office.now()), 5 * 60 * 1000);
    }
    assert!(last(&office, 7).contains("tidak saya kenal") && !last(&office, 7).contains(URL));
    office.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_link_is_said_in_a_group_and_none_to_who_has_left() {
    let mut office = Office::with_group().await;
    office.dashboard_url = Some(URL.to_owned());
    office.restart().await;
    let sari = office.contact(901, "Sari", None).await;
    sari.types("/dashboard@TanyaTestBot");
    tokio::time::sleep(Duration::from_millis(300)).await;
    office.settles().await;
    assert!(!office.fake.messages(GROUP).iter().any(|seen| seen.text.contains(URL)));
    office.store.remove_member(PersonId(901), office.now()).await.unwrap();
    office.fake.person(901).language("id").starts();
    office.fake.person(901).types("/dashboard");
    office.settles().await;
    assert!(last(&office, 901).contains("tidak saya kenal"));
    office.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_there_is_no_dashboard_the_offices_people_hear_so() {
    let mut office = Office::with_group().await;
    office.fake.person(ADMIN).language("id").starts();
    office.fake.person(ADMIN).types("/dasbor");
    office.settles().await;
    assert!(last(&office, ADMIN).contains("belum diaktifkan"));
    office.stop().await;
}
